"""Read what the timeline shows: lanes of dated documents by source or actor, events, and what has no date."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from dossier.analysis.timeline import Count, Step, counted, event_row, in_order
from dossier.domain.actors import ActorId, Event
from dossier.domain.corpus import Document, SourceId
from dossier.domain.figures import ChronologyRow
from dossier.jobs import Cancelled, ReportProgress
from dossier.storage.actors import ActorStore
from dossier.storage.corpus import CorpusStore
from dossier.storage.relationships import RelationshipStore
from dossier.storage.timeline import Dates, TimelineStore

LANES = 8
"""Sources or actors that have a lane of their own; more can't be told apart on a screen."""


@dataclass(frozen=True)
class TimelineFilter:
    """What the timeline shows. None means all."""

    actor: ActorId | None = None
    source: SourceId | None = None
    by_actor: bool = False
    """Lanes by actor instead of by source."""


@dataclass(frozen=True)
class Lane:
    """The documents of a source, or those that name an actor."""

    name: str
    published: tuple[tuple[str, int], ...]
    """Dates, ascending, as precise as known, with the number of documents."""
    undated: int = 0
    source: SourceId | None = None
    sourceless: bool = False
    actor: ActorId | None = None
    rest: bool = False
    """All sources that have no lane of their own, together."""

    @property
    def documents(self) -> int:
        """All of them."""
        return self.undated + sum(number for _, number in self.published)


@dataclass(frozen=True)
class Timeline:
    """Everything that the page draws."""

    lanes: tuple[Lane, ...]
    events: tuple[ChronologyRow, ...]
    """In order of time, undated ones last."""
    counts: Mapping[tuple[int, Step], Sequence[Count]] = field(default_factory=dict)
    """Documents by lane and step: counted beforehand, because zooming must not wait for it."""


class Timelines:
    """The timeline of one case; reading only."""

    def __init__(
        self,
        dates: TimelineStore,
        actors: ActorStore,
        relationships: RelationshipStore,
        corpus: CorpusStore,
    ) -> None:
        self._dates = dates
        self._actors = actors
        self._relationships = relationships
        self._corpus = corpus

    def timeline(self, wanted: TimelineFilter) -> Callable[[ReportProgress, Cancelled], Timeline]:
        """The job that reads the timeline."""

        def work(_progress: ReportProgress, cancelled: Cancelled) -> Timeline:
            lanes = self._by_actor(wanted) if wanted.by_actor else self._by_source(wanted)
            cancelled.check()
            if wanted.actor is None:
                events = self._relationships.every_event()
            else:
                events = self._relationships.events_of(wanted.actor)
            counts: dict[tuple[int, Step], Sequence[Count]] = {}
            for number, lane in enumerate(lanes):
                cancelled.check()
                for step in Step:
                    counts[number, step] = counted(lane.published, step)
            return Timeline(lanes, in_order(event_row(event) for event in events), counts)

        return work

    def documents(self, lane: Lane, count: Count | None, wanted: TimelineFilter) -> list[Document]:
        """The documents of one bar, oldest first; `count` None: those of the lane without a date."""
        source = wanted.source if lane.source is None else lane.source
        own = [one.source for one in self._by_source(wanted) if one.source is not None] if lane.rest else []
        found = self._dates.documents(
            None if count is None else count.text,
            exactly=count is None or count.exactly,
            actor=lane.actor or wanted.actor,
            source=source,
            sourceless=lane.sourceless,
            not_of=own,
        )
        return self._corpus.many(found)

    def event(self, row: ChronologyRow) -> Event:
        """The event behind a row."""
        assert row.event_id is not None
        return self._relationships.event(row.event_id)

    def _by_source(self, wanted: TimelineFilter) -> tuple[Lane, ...]:
        found = self._dates.by_source(actor=wanted.actor, source=wanted.source)
        lanes = [
            _lane(name or "Source unknown", dates, source=key, sourceless=key is None)
            for (key, name), dates in found.items()
        ]
        lanes.sort(key=lambda lane: (lane.sourceless, -lane.documents, lane.name))
        if len(lanes) <= LANES + 1:
            return tuple(lanes)
        named = [lane for lane in lanes if not lane.sourceless]
        sums: dict[str, int] = {}
        for lane in named[LANES:]:
            for text, number in lane.published:
                sums[text] = sums.get(text, 0) + number
        rest = Lane(
            f"{len(named) - LANES:,} other sources",
            tuple(sorted(sums.items())),
            sum(lane.undated for lane in named[LANES:]),
            rest=True,
        )
        return (*named[:LANES], rest, *(lane for lane in lanes if lane.sourceless))

    def _by_actor(self, wanted: TimelineFilter) -> tuple[Lane, ...]:
        if wanted.actor is not None:
            actors = [(wanted.actor, self._actors.get(wanted.actor).name)]
        else:
            actors = self._dates.busiest(LANES, source=wanted.source)
        found = self._dates.by_actor([key for key, _ in actors], source=wanted.source)
        return tuple(_lane(name, found.get(key, []), actor=key) for key, name in actors)


def _lane(
    name: str,
    dates: Dates,
    *,
    source: SourceId | None = None,
    sourceless: bool = False,
    actor: ActorId | None = None,
) -> Lane:
    dated = tuple((text, number) for text, number in dates if text is not None)
    undated = sum(number for text, number in dates if text is None)
    return Lane(name, dated, undated, source, sourceless, actor)
