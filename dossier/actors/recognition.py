"""Recognise actors in documents with the names that the catalogue knows now, and record what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dossier.actors.candidates import find_candidates
from dossier.actors.catalog import Catalog, Found
from dossier.actors.mentions import Gazetteer, build_gazetteer, find_mentions
from dossier.domain.actors import NewMention
from dossier.domain.corpus import DocumentId


@dataclass(frozen=True)
class Readable:
    """A document to recognise actors in."""

    id: DocumentId
    text: str
    language: str | None = None
    """ISO 639-1, if known."""
    title: str = ""
    """Evidence for the text; nothing is found in the title itself."""


class Recogniser:
    """Keeps a gazetteer of the catalogue's names for as long as they stay the same."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._gazetteer: tuple[int, Gazetteer] | None = None

    def find(self, document: Readable) -> Found:
        """Mentions of confirmed actors and unknown candidates in one document; stores nothing."""
        names = self._names()
        mentions = find_mentions(document.text, names, document.title)
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
                for one in mentions
            ],
            find_candidates(document.text, document.language, mentions, names),
        )

    def record(self, documents: Sequence[Readable]) -> list[DocumentId]:
        """Find and store, in one transaction; gives the documents whose mentions changed."""
        return self._catalog.record([self.find(document) for document in documents])

    def _names(self) -> Gazetteer:
        version = self._catalog.version
        if self._gazetteer is None or self._gazetteer[0] != version:
            self._gazetteer = (version, build_gazetteer(self._catalog.gazetteer_entries()))
        return self._gazetteer[1]
