"""What figures show: a graph's nodes and edges, a chronology's rows; without how they are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dossier.domain.actors import ActorId, ActorRole, EventId, RelationshipId, RelationshipKind
from dossier.domain.dates import PartialDate
from dossier.domain.dossiers import TLP, StatementId
from dossier.domain.evidence import Passage


@dataclass(frozen=True)
class GraphNode:
    """An actor in a graph."""

    actor_id: ActorId
    name: str
    role: ActorRole
    documents: int
    """That name the actor, within the time asked for."""


@dataclass(frozen=True)
class GraphEdge:
    """A relationship between two actors, or (`kind` None) that documents name both."""

    one: ActorId
    other: ActorId
    kind: RelationshipKind | None
    evidence: int
    """Documents that say so; for `kind` None, documents that name both."""
    together: int = 0
    """Documents that name both."""
    disputed: bool = False
    relationship_id: RelationshipId | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None

    @property
    def directed(self) -> bool:
        """Whether `one` and `other` may not change places: read *one has other as its kind*."""
        return self.kind is not None and self.kind.directed

    @property
    def uncited(self) -> bool:
        """A relationship that no passage of this case supports yet."""
        return self.kind is not None and self.evidence == 0


@dataclass(frozen=True)
class Graph:
    """Actors, most documents first, and what connects them."""

    nodes: tuple[GraphNode, ...] = ()
    edges: tuple[GraphEdge, ...] = ()
    left_out: int = 0
    """Actors that fulfil the wishes but are too many to draw."""


@dataclass(frozen=True)
class PlacedGraph:
    """A graph with a place for every node."""

    graph: Graph
    places: dict[ActorId, tuple[float, float]]
    """x to the right and y downwards; neighbouring nodes stand about 1.0 apart."""


@dataclass(frozen=True)
class ChronologyRow:
    """Something with a date, as a chronology prints it."""

    printed: str
    """The date as precise as it is known, in words: `2024`, `January 2024`, `3–7 May 2024`; empty if undated."""
    start: date | None
    """First day that it can mean; None if undated."""
    end: date | None
    """Last day that it can mean, not before `start`."""
    sentence: str
    passages: tuple[Passage, ...] = ()
    grades: tuple[str, ...] = ()
    """The grade of each passage, such as `B2`."""
    event_id: EventId | None = None
    statement_id: StatementId | None = None
    tlp: TLP = TLP.CLEAR
    """Of the statement: a row above an export's level is left out like the statement itself."""

    @property
    def days(self) -> int:
        """How many days the span covers; 0 if undated."""
        return 0 if self.start is None or self.end is None else (self.end - self.start).days + 1
