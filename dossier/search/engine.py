"""What every search engine takes and gives: documents, requests, hits, facets, and why it can't answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from dossier.domain.corpus import DocumentId
from dossier.domain.dates import PartialDate
from dossier.errors import EnvironmentTrouble

if TYPE_CHECKING:
    from dossier.search.query import Tree


class Facet(StrEnum):
    """By what hits are counted, kept and left out."""

    SOURCE = "source"
    YEAR = "year"
    MONTH = "month"
    LANGUAGE = "language"
    KIND = "kind"
    ACTOR = "actor"
    GRADE = "grade"


Choice = tuple[str, str]
"""A facet and one of its values, such as ("language", "ar")."""

ALL_FACETS = frozenset(Facet)


class Sort(StrEnum):
    """In which order hits come."""

    RELEVANCE = "relevance"
    DATE = "date"
    """Newest first; documents without a date last."""


@dataclass(frozen=True)
class IndexedDocument:
    """What an index holds of a document. `source`, `kind` ... are the values that facets show."""

    id: DocumentId
    title: str
    text: str
    source: str | None = None
    kind: str = "other"
    language: str | None = None
    """ISO 639-1."""
    published: PartialDate | None = None
    actors: tuple[str, ...] = ()
    """Names of the confirmed actors that it mentions."""
    grade: str | None = None
    """Reliability letter of its source."""


@dataclass(frozen=True)
class Hit:
    """One found document. Scores compare within one answer only, higher is better."""

    document_id: DocumentId
    score: float


FacetCounts = Mapping[str, Mapping[str, int]]
"""Facet -> value -> number of hits with it, most frequent first (years and months: newest first)."""


@dataclass(frozen=True)
class SearchRequest:
    """A question for an engine.

    `include` keeps documents that have, for every facet named in it, one of the values named;
    `exclude` leaves out those that have any of the values. `exact` searches words as they are
    written: no word endings, no attached Arabic particles. `newer_than` keeps documents that were
    imported after that one. With a limit of 0 only the counts are wanted, and no query is offered instead.
    """

    tree: Tree | None = None
    """None finds every document."""
    limit: int = 20
    offset: int = 0
    sort: Sort = Sort.RELEVANCE
    include: frozenset[Choice] = frozenset()
    exclude: frozenset[Choice] = frozenset()
    facets: frozenset[str] = ALL_FACETS
    exact: bool = False
    newer_than: DocumentId | None = None


@dataclass(frozen=True)
class SearchResult:
    """An engine's answer; `hits` is the page asked for, `total` and `facets` count all that was found."""

    total: int
    hits: tuple[Hit, ...]
    facets: FacetCounts = field(default_factory=dict)
    took_ms: float = 0.0
    did_you_mean: str | None = None
    """A query that finds something, when this one finds nothing."""


class SearchEngine(Protocol):
    """An index in one folder. Methods may be called from any thread; one call at a time changes it.

    All but `close` raise IndexDamaged when the files can't be read; a query that is too broad raises
    `query.QueryProblem`.
    """

    def search(self, request: SearchRequest) -> SearchResult:
        """Find documents. Equal scores and dates order by id, ascending."""

    def similar(self, text: str, *, limit: int = 10, without: DocumentId | None = None) -> tuple[Hit, ...]:
        """Documents that share the telling words of a text, best first."""

    def update(self, documents: Sequence[IndexedDocument], deleted: Sequence[DocumentId] = ()) -> None:
        """Put documents in place of what the index has under their ids, and take others out.

        One commit, on disk when this returns; the next search sees it. Repeating it changes nothing.
        """

    def clear(self) -> None:
        """Forget every document."""

    def count(self) -> int:
        """How many documents the index holds."""

    def ids(self) -> list[DocumentId]:
        """Ids of all documents in the index, ascending."""

    def warm(self) -> None:
        """Read what the first search would have to wait for."""

    def renew(self) -> None:
        """Somebody else has changed the index: read it anew before the next answer."""

    def close(self) -> None:
        """Let go of the files."""


class IndexUnusable(EnvironmentTrouble):
    """There is no index to use, whatever the reason: build it again from the database."""


class IndexDamaged(IndexUnusable):
    """Files of the index are missing, cut short or changed."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(
            "The search index is damaged. No document is lost.",
            hint="It is built again from the database.",
            detail=detail,
        )


class IndexStopped(IndexUnusable):
    """The index was in the memory of a process that was stopped, with a search that took too long."""

    def __init__(self) -> None:
        super().__init__(
            "The search index went with a search that was stopped.",
            hint="It is built again from the database.",
            detail="stopped",
        )


class IndexHasNoRoom(EnvironmentTrouble):
    """The disk takes no more, or can't be written: what waits is learned when there is room again."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(
            "The search index can't be written (is the disk full?). No document is lost; those it lacks are "
            "learned later.",
            hint="Free some space; the index catches up at the next start.",
            detail=detail,
        )


class IndexHasNoMemory(IndexHasNoRoom):
    """An index that is in memory grew too large, or learning took too long."""

    def __init__(self) -> None:
        EnvironmentTrouble.__init__(
            self,
            "There is not enough memory for the search index of this case. No document is lost; those it lacks are "
            "learned later.",
            hint="Close other programs and open the case again.",
            detail="memory",
        )


class IndexOutdated(IndexUnusable):
    """The index is missing, from another version, or was not made by this user on this machine."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(
            "The search index has to be built first.",
            hint="This happens by itself, from the database.",
            detail=detail,
        )
