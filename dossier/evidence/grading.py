"""Grade sources with a letter and items with a digit, each with a reason and its history; propose digits.

The letter says how reliable the source is, the digit how credible the item (Admiralty code, NATO AJP-2.1).
They never influence each other, and the program sets neither: it only proposes a digit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dossier.domain.corpus import DocumentId, Reliability, SourceId
from dossier.domain.dossiers import Statement
from dossier.domain.evidence import Credibility, Grading
from dossier.errors import UserError
from dossier.evidence.provenance import IndependentSources, Provenance, documents_of
from dossier.jobs import Changes
from dossier.storage.evidence import EvidenceStore

RULE = (
    "Three or more independent sources say the same: 1. Two: 2. One: 3. None that is known: 6. "
    "Contradiction (4, 5) is for the analyst alone to see."
)
"""How a digit is proposed; printed wherever it is."""
GRADED = Changes(evidence=True, dossiers=True, corpus=True, index=True)


@dataclass(frozen=True)
class Proposal:
    """A digit that the number of independent sources suggests."""

    digit: Credibility
    sources: IndependentSources
    statement: Statement | None
    """The best supported statement that cites the item; None when none does."""

    @property
    def sentence(self) -> str:
        """The proposal with its ground."""
        behind = "the best supported statement that cites it" if self.statement else "it"
        return f"Proposed: {int(self.digit)} ({self.digit.words}); {self.sources.sentence} behind {behind}."


def propose(graph: Provenance, document: DocumentId, citing: Sequence[Statement] = ()) -> Proposal:
    """The digit proposed for an item by RULE. `citing` are the statements that cite it.

    The sources are those of the statement with most of them: what the other documents say there agrees with the item.
    """
    best = graph.independent_sources([document])
    chosen = None
    for statement in citing:
        if statement.judgement:
            continue
        sources = graph.independent_sources({document, *documents_of([statement])})
        if chosen is None or sources.count > best.count:
            best, chosen = sources, statement
    return Proposal(digit_for(best.count), best, chosen)


def digit_for(sources: int) -> Credibility:
    """RULE."""
    if sources >= 3:
        return Credibility.CONFIRMED
    if sources == 2:
        return Credibility.PROBABLY_TRUE
    return Credibility.POSSIBLY_TRUE if sources == 1 else Credibility.CANNOT_BE_JUDGED


class Grader:
    """The gradings of one case."""

    def __init__(self, store: EvidenceStore, *, who: Callable[[], str]) -> None:
        self._store = store
        self._who = who

    def grade_source(self, key: SourceId, letter: Reliability, reason: str) -> Changes:
        """A new letter for a source; no item's digit changes. Raises UserError without a reason."""
        self._store.grade_source(key, letter, who=self._who(), reason=_given(reason))
        return GRADED

    def grade_document(self, key: DocumentId, digit: Credibility, reason: str) -> Changes:
        """A new digit for an item; no source's letter changes. Raises UserError without a reason."""
        self._store.grade_document(key, digit, who=self._who(), reason=_given(reason))
        return GRADED

    def digit(self, key: DocumentId) -> Credibility:
        """The present digit; 6 while there is none."""
        history = self.history(document=key)
        newest = history[0].credibility if history else None
        return newest or Credibility.CANNOT_BE_JUDGED

    def history(self, *, source: SourceId | None = None, document: DocumentId | None = None) -> list[Grading]:
        """All gradings of a source or an item, newest first."""
        return self._store.gradings(source=source, document=document)


def _given(reason: str) -> str:
    if not reason.strip():
        raise UserError("A grade needs its reason. Nothing was changed.", hint="Write one in a few words.")
    return reason.strip()
