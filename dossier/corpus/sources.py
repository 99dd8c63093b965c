"""Describe, grade, merge and split the sources of a case; what was done last can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dossier.domain.corpus import Document, DocumentFilter, DocumentOrder, Reliability, Source, SourceId
from dossier.domain.evidence import Grading
from dossier.errors import UserError
from dossier.jobs import Changes
from dossier.storage.corpus import CorpusStore
from dossier.storage.evidence import EvidenceStore
from dossier.storage.source_merges import SourceMerges
from dossier.text.normalize import fold

_CHANGED = Changes(corpus=True, evidence=True, dossiers=True, index=True)


@dataclass(frozen=True)
class SourceLine:
    """One line of the list of sources."""

    source: Source
    documents: int
    merged: tuple[Source, ...] = ()
    """Sources that were merged into this one and can be split off again."""


class Sources:
    """The sources of one case."""

    def __init__(
        self, corpus: CorpusStore, evidence: EvidenceStore, merges: SourceMerges, *, who: Callable[[], str]
    ) -> None:
        self._corpus = corpus
        self._evidence = evidence
        self._merges = merges
        self._who = who
        self._undo: list[tuple[str, Callable[[], object]]] = []

    # -- looking

    def every(self) -> list[SourceLine]:
        """Sources with the number of their documents, most first; merged ones stand with what they became."""
        counts = self._corpus.documents_per_source()
        sources = {source.id: source for source in self._corpus.sources()}
        merged: dict[int, list[Source]] = {}
        gone: set[int] = set()
        for one in self._merges.every():
            gone.add(one.source)
            merged.setdefault(one.into, []).append(sources[SourceId(one.source)])
        lines = [
            SourceLine(source, counts.get(key, 0), tuple(merged.get(key, ())))
            for key, source in sources.items()
            if key not in gone
        ]
        return sorted(lines, key=lambda line: (-line.documents, fold(line.source.name)))

    def history(self, key: SourceId) -> list[Grading]:
        """Every letter that the source was given, newest first."""
        return self._evidence.gradings(source=key)

    def documents(self, key: SourceId, *, limit: int = 200) -> list[Document]:
        """Its documents, newest first."""
        return self._corpus.page(
            where=DocumentFilter(source_id=key), order=DocumentOrder.PUBLISHED, descending=True, limit=limit
        )

    # -- deciding

    def grade(self, key: SourceId, letter: Reliability, reason: str) -> Changes:
        """Give a source a letter. UserError without a reason: a letter nobody can defend is worth nothing."""
        if not reason.strip():
            raise UserError("A grade needs a reason.", hint="Say in a few words why; nothing was changed.")
        former = self._corpus.source(key).reliability
        self._evidence.grade_source(key, letter, who=self._who(), reason=reason.strip())
        self._undo.append(
            (
                "grade",
                lambda: self._evidence.grade_source(
                    key, former, who=self._who(), reason=f"{letter} was taken back"
                ),
            )
        )
        return _CHANGED

    def describe(
        self,
        key: SourceId,
        *,
        name: str,
        descriptor: str,
        names: Sequence[str],
        domains: Sequence[str],
        country: str | None,
    ) -> Changes:
        """Replace what is known of a source. UserError without a name and for a name that another one bears."""
        name = name.strip()
        if not name:
            raise UserError("A source needs a name.", hint="Nothing was changed.")
        folded = fold(name).strip()
        for other in self._corpus.sources():
            if other.id != key and fold(other.name).strip() == folded:
                raise UserError(
                    "Another source has that name.", hint="If both are one outlet, merge them instead."
                )
        was = self._corpus.source(key)
        former = {
            "name": was.name, "descriptor": was.descriptor, "names": list(was.names),
            "domains": list(was.domains), "country": was.country,
        }  # fmt: skip
        self._corpus.change_source(
            key,
            name=name,
            descriptor=descriptor.strip(),
            names=_listed(names),
            domains=[domain.lower().removeprefix("www.") for domain in _listed(domains)],
            country=(country or "").strip().lower() or None,
        )
        self._undo.append(("edit", lambda: self._corpus.change_source(key, **former)))
        return _CHANGED

    def withdraw(self, key: SourceId, withdrawn: bool) -> Changes:
        """Mark a source as fallen, or take the mark off."""
        self._corpus.change_source(key, withdrawn=withdrawn)
        self._undo.append(("mark", lambda: self._corpus.change_source(key, withdrawn=not withdrawn)))
        return _CHANGED

    def merge(self, key: SourceId, into: SourceId) -> Changes:
        """Say that both are one outlet; `into` keeps its name, descriptor and letter."""
        self._merges.merge(key, into)
        self._undo.append(("merge", lambda: self._merges.split(key)))
        return _CHANGED

    def split(self, key: SourceId) -> Changes:
        """Take a source out of the one that it was merged into."""
        into = next((SourceId(one.into) for one in self._merges.every() if one.source == key), None)
        self._merges.split(key)
        if into is not None:
            self._undo.append(("split", lambda: self._merges.merge(key, into)))
        return _CHANGED

    def undo(self) -> str:
        """Take the last decision of this session back and say what it was; empty when there is none."""
        if not self._undo:
            return ""
        word, act = self._undo.pop()
        act()
        return word


def _listed(values: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(value.strip() for value in values if value.strip()))
