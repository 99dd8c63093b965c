"""Passages, links between documents, gradings, claims and the troubles that checks find."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import NewType

from dossier.domain.corpus import DocumentId, Reliability, SourceId
from dossier.domain.dates import PartialDate

LinkId = NewType("LinkId", int)
PublicationId = NewType("PublicationId", int)
GradingId = NewType("GradingId", int)
ClaimId = NewType("ClaimId", int)


@dataclass(frozen=True)
class Passage:
    """A span `[start, end)` in code points of a document's text, with what is needed to find it again.

    quote, prefix and suffix are those of the W3C Web Annotation TextQuoteSelector.
    """

    document_id: DocumentId
    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""


class Credibility(IntEnum):
    """Credibility of an item: Admiralty code (NATO AJP-2.1), digits 1-6. 6 is unknown, never worst."""

    CONFIRMED = 1
    PROBABLY_TRUE = 2
    POSSIBLY_TRUE = 3
    DOUBTFUL = 4
    IMPROBABLE = 5
    CANNOT_BE_JUDGED = 6

    @property
    def words(self) -> str:
        """The wording of the scale."""
        return _CREDIBILITY_WORDS[self]


_CREDIBILITY_WORDS = {
    Credibility.CONFIRMED: "confirmed by other sources",
    Credibility.PROBABLY_TRUE: "probably true",
    Credibility.POSSIBLY_TRUE: "possibly true",
    Credibility.DOUBTFUL: "doubtful",
    Credibility.IMPROBABLE: "improbable",
    Credibility.CANNOT_BE_JUDGED: "truth cannot be judged",
}


class LinkKind(StrEnum):
    """What a document does with the one it links to."""

    REPORTS = "reports"
    QUOTES = "quotes"
    EXCERPTS = "excerpts"
    TRANSLATES = "translates"
    REPUBLISHES = "republishes"
    FACT_CHECKS = "fact-checks"
    LEAK_OF = "leak of"


class LinkStatus(StrEnum):
    """What was decided on a link."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Publication:
    """Something that was published or said but is not in the case: a report, a post, a speech."""

    id: PublicationId
    title: str
    publisher: str = ""
    published: PartialDate | None = None
    url: str | None = None
    kind: str = "publication"
    """`publication`, `utterance` (a speech, a statement), `outlet` (known only by who published it) or
    `unknown` (a text says that there is an original, not which)."""

    @property
    def when(self) -> str:
        """Its date, or that none is known: a chain must not read as if it had been looked up."""
        return str(self.published) if self.published is not None else "undated"

    @property
    def identified(self) -> bool:
        """Whether it is known which publication it is: then several documents can share it as their root."""
        return self.kind in {"publication", "utterance"} and bool(self.title.strip())


@dataclass(frozen=True)
class Link:
    """Document to document, or document/publication to a publication; read from left to right."""

    id: LinkId
    kind: LinkKind
    status: LinkStatus
    from_document_id: DocumentId | None = None
    from_publication_id: PublicationId | None = None
    to_document_id: DocumentId | None = None
    to_publication_id: PublicationId | None = None
    passage: Passage | None = None
    """What shows the link."""
    reason: str = ""


@dataclass(frozen=True)
class Grading:
    """One grading, kept for ever; the newest counts. Exactly one of source_id and document_id is set."""

    id: GradingId
    when: datetime
    """UTC."""
    who: str
    reason: str
    source_id: SourceId | None = None
    reliability: Reliability | None = None
    document_id: DocumentId | None = None
    credibility: Credibility | None = None


class Verdict(StrEnum):
    """A fact-checker's verdict, normalised (for schema.org ClaimReview.reviewRating)."""

    TRUE = "true"
    MOSTLY_TRUE = "mostly true"
    MIXTURE = "mixture"
    MISLEADING = "misleading"
    MISSING_CONTEXT = "missing context"
    UNPROVEN = "unproven"
    FALSE = "false"
    SATIRE = "satire"

    @property
    def refutes(self) -> bool:
        """Whether a statement that rests on the claim must be marked."""
        return self in {Verdict.FALSE, Verdict.MISLEADING, Verdict.SATIRE}


@dataclass(frozen=True)
class Claim:
    """A checkable sentence and what its reviewer found."""

    id: ClaimId
    text: str
    claimant: str = ""
    first_appearance: str = ""
    verdict_printed: str = ""
    verdict: Verdict | None = None
    reviewer: str = ""
    reviewed: PartialDate | None = None
    document_id: DocumentId | None = None
    """The fact-check."""
    passage: Passage | None = None
    url: str | None = None

    @property
    def warning(self) -> str:
        """What is said beside a statement that rests on the claim; empty unless the verdict refutes it."""
        if self.verdict is None or not self.verdict.refutes:
            return ""
        return f"rests on a claim rated {self.verdict}" + (f" by {self.reviewer}" if self.reviewer else "")


class FindingKind(StrEnum):
    """What a check can find."""

    EVENT_AFTER_PUBLICATION = "event after publication"
    SERIES_OUT_OF_ORDER = "series out of order"
    CONFLICTING_NUMBERS = "conflicting numbers"
    CONFLICTING_DATES = "conflicting dates"
    ACTED_AFTER_DEATH = "acted after death"
    INTERVAL = "interval does not add up"
    RIVAL_LEADER = "leader of two rivals"
    CLAIM_REFUTED = "rests on a refuted claim"


@dataclass(frozen=True)
class Finding:
    """A contradiction in the case, with both passages; resolving needs a reason and keeps both."""

    fingerprint: str
    """SHA-256 over kind and quotes: the same finding has the same one in the next run."""
    kind: FindingKind
    sentence: str
    passages: tuple[Passage, ...]
    resolution: str = ""
    kept: int | None = None
    """Index of the passage that was preferred; the other stays visible."""
