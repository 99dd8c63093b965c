"""Recognise actors in documents with the names that the catalogue knows now, and record what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dossier.actors.candidates import find_candidates, outside_candidates
from dossier.actors.catalog import Catalog, Found
from dossier.actors.mentions import Gazetteer, build_gazetteer, find_mentions
from dossier.domain.actors import NewMention
from dossier.domain.corpus import Document, DocumentId
from dossier.jobs import (
    NEVER_CANCELLED,
    Cancelled,
    Changes,
    Progress,
    ReportProgress,
    Work,
    no_progress,
)
from dossier.text.names import name_key
from dossier.text.normalize import fold, without_article

_BATCH = 40
"""Documents whose mentions are found anew in one transaction."""


@dataclass(frozen=True)
class Readable:
    """A document to recognise actors in."""

    id: DocumentId
    text: str
    title: str = ""
    """Evidence for the text; nothing is found in the title itself."""
    language: str | None = None
    """ISO 639-1."""


class Recogniser:
    """Keeps a gazetteer of the catalogue's names for as long as they stay the same."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._gazetteer: tuple[int, Gazetteer] | None = None

    def find(self, document: Readable) -> Found:
        """Mentions of confirmed actors and unknown candidates in one document; stores nothing."""
        names = self._names()
        mentions = find_mentions(document.text, names, document.title)
        candidates = find_candidates(document.text, document.language, mentions, names)
        return Found(
            document.id,
            document.text,
            [
                NewMention(
                    actor_id=one.actor_id,
                    document_id=document.id,
                    start=one.start,
                    end=one.end,
                    surface=one.surface,
                    status=one.certainty,
                    weight=one.weight,
                    reason=one.reason,
                )
                for one in outside_candidates(mentions, candidates)
            ],
            candidates,
        )

    def record(self, documents: Sequence[Readable]) -> list[DocumentId]:
        """Find and store, in one transaction; gives the documents whose mentions changed."""
        return self._catalog.record([self.find(document) for document in documents])

    def relearn(
        self,
        names: Sequence[str],
        *,
        texts: Callable[[], Iterable[tuple[DocumentId, str]]],
        describe: Callable[[Sequence[DocumentId]], Iterable[Document]],
    ) -> Work[Changes]:
        """The job that finds mentions anew in every document in which one of the names stands.

        For after names were learned, rejected or taken back (`Decisions.names_of`). `texts` and `describe`
        are `CorpusStore.every_text` and `.many`. Cancelled, what was found so far stays.
        """
        wanted = [words for name in names if (words := _words_to_look_for(name))]

        def work(progress: ReportProgress, cancelled: Cancelled) -> Changes:
            touched: set[int] = set()
            waiting: dict[DocumentId, str] = {}
            seen = 0
            for seen, (key, text) in enumerate(texts(), start=1):
                cancelled.check()
                folded = fold(text)
                if any(all(word in folded for word in words) for words in wanted):
                    waiting[key] = text
                if len(waiting) == _BATCH:
                    touched.update(self._find_anew(waiting, describe))
                    waiting = {}
                if seen % _BATCH == 0:
                    progress(Progress(seen, 0, "finding names"))
            touched.update(self._find_anew(waiting, describe))
            progress(Progress(seen, seen, "finding names"))
            return Changes(documents=frozenset(touched), actors=True, index=bool(touched))

        return work

    def again(
        self,
        keys: Sequence[DocumentId],
        *,
        texts: Callable[[Sequence[DocumentId]], Mapping[DocumentId, str]],
        describe: Callable[[Sequence[DocumentId]], Iterable[Document]],
        progress: ReportProgress = no_progress,
        cancelled: Cancelled = NEVER_CANCELLED,
    ) -> None:
        """Find mentions anew in these documents: what was decided while they were away holds for them, too.

        `texts` and `describe` are `CorpusStore.texts` and `.many`. Cancelled, what was found so far stays.
        """
        for start in range(0, len(keys), _BATCH):
            if cancelled:
                return
            progress(Progress(start, len(keys), "finding names"))
            self._find_anew(texts(keys[start : start + _BATCH]), describe)

    def _find_anew(
        self,
        texts: Mapping[DocumentId, str],
        describe: Callable[[Sequence[DocumentId]], Iterable[Document]],
    ) -> list[DocumentId]:
        return self.record(
            [Readable(one.id, texts[one.id], one.title, one.language) for one in describe(list(texts))]
        )

    def _names(self) -> Gazetteer:
        version = self._catalog.version
        if self._gazetteer is None or self._gazetteer[0] != version:
            self._gazetteer = (version, build_gazetteer(self._catalog.gazetteer_entries()))
        return self._gazetteer[1]


def _words_to_look_for(name: str) -> list[str]:
    """Parts that stand in every text that has the name, with or without its articles."""
    return [without_article(word) for word in name_key(name).split()]
