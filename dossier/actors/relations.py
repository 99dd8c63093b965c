"""Note how actors relate and what happened, each with its passages; mark what sources disagree on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from dossier.domain.actors import (
    ActorId,
    Event,
    EventId,
    Relationship,
    RelationshipId,
    RelationshipKind,
)
from dossier.domain.dates import PartialDate
from dossier.domain.evidence import Passage
from dossier.errors import UserError
from dossier.storage.actors import ActorStore
from dossier.storage.relationships import RelationshipStore

_OPPOSITES = {
    RelationshipKind.ALLY: RelationshipKind.ENEMY,
    RelationshipKind.ENEMY: RelationshipKind.ALLY,
}


class Relations:
    """Relationships and events of one case."""

    def __init__(self, actors: ActorStore, store: RelationshipStore) -> None:
        self._actors = actors
        self._store = store
        self._undo: list[tuple[str, Callable[[], None]]] = []

    # -- relationships

    def relate(
        self,
        kind: RelationshipKind,
        subject: ActorId,
        other: ActorId,
        *,
        start: PartialDate | None = None,
        end: PartialDate | None = None,
        note: str = "",
        citations: Sequence[Passage] = (),
        disputed: bool = False,
    ) -> RelationshipId:
        """*subject* has *other* as its leader, member, ally...

        What is known already gets the passages as further citations. Where another statement contradicts
        it (allies and enemies, or other dates for the same time), both are marked as disputed. UserError
        for an actor with itself and for an end before the start.
        """
        _refuse_backwards(start, end)
        with self._actors.together(), self._undoable("relationship", subject):
            one, two = self._actors.canonical(subject), self._actors.canonical(other)
            if one == two:
                raise UserError("An actor has no relationship with itself.", hint="Choose another actor.")
            between = [
                known
                for known in self._store.relationships_of(one)
                if two in {known.subject_id, known.object_id}
            ]
            for known in between:
                if _says_the_same(known, kind, one) and _may_be_same_dates(known, start, end):
                    if citations:
                        self._store.change_relationship(known.id, citations=[*known.citations, *citations])
                    if (start or end) and not (known.start or known.end):
                        self._store.change_relationship(known.id, start=start, end=end)
                    return known.id
            key = self._store.relate(
                kind, one, two, start=start, end=end, note=note, disputed=disputed, citations=citations
            )
            new = self._store.relationship(key)
            for known in between:
                if _contradict(known, new):
                    self._store.change_relationship(known.id, disputed=True)
                    self._store.change_relationship(key, disputed=True)
            return key

    def cite(self, key: RelationshipId, *passages: Passage) -> None:
        """Add passages that say so."""
        if passages:
            known = self._store.relationship(key)
            with self._actors.together(), self._undoable("citation", known.subject_id):
                self._store.change_relationship(key, citations=[*known.citations, *passages])

    def change(self, key: RelationshipId, **values: Any) -> None:
        """Change kind, start, end, note, disputed or citations."""
        known = self._store.relationship(key)
        _refuse_backwards(values.get("start", known.start), values.get("end", known.end))
        with self._undoable("relationship", known.subject_id):
            self._store.change_relationship(key, **values)

    def remove(self, key: RelationshipId) -> None:
        """Forget a relationship."""
        with self._undoable("relationship", self._store.relationship(key).subject_id):
            self._store.remove_relationship(key)

    def get(self, key: RelationshipId) -> Relationship:
        """One relationship; NotFound when there is none."""
        return self._store.relationship(key)

    def of_actor(self, key: ActorId) -> list[Relationship]:
        """Relationships in which an actor stands on either side."""
        return self._store.relationships_of(key)

    def every(self, *, cited_only: bool = False) -> list[Relationship]:
        """All relationships; `cited_only` leaves out what no passage of this case supports."""
        return self._store.every_relationship(cited_only=cited_only)

    # -- events

    def add_event(
        self,
        title: str,
        start: PartialDate | None,
        *,
        end: PartialDate | None = None,
        place: str = "",
        actors: Sequence[ActorId] = (),
        citations: Sequence[Passage] = (),
    ) -> EventId:
        """Something that happened. UserError without a title and for an end before the start."""
        if not title.strip():
            raise UserError("An event needs a title.", hint="Say in a few words what happened.")
        _refuse_backwards(start, end)
        key = self._store.add_event(
            title, start, end=end, place=place.strip(), actors=actors, citations=citations
        )
        self._undo.append(("event", lambda: self._store.remove_event(key)))
        return key

    def change_event(self, key: EventId, **values: Any) -> None:
        """Change title, start, end, place, actors or citations (these two replace the former ones)."""
        known = self._store.event(key)
        _refuse_backwards(values.get("start", known.start), values.get("end", known.end))
        if not values.get("title", known.title).strip():
            raise UserError("An event needs a title.", hint="Nothing was changed.")
        self._store.change_event(key, **values)
        self._undo.append(("event", lambda: self._store.restore_event(known)))

    def remove_event(self, key: EventId) -> None:
        """Forget an event."""
        known = self._store.event(key)
        self._store.remove_event(key)
        self._undo.append(("event", lambda: self._store.restore_event(known)))

    def event(self, key: EventId) -> Event:
        """One event; NotFound when there is none."""
        return self._store.event(key)

    def events(self, key: ActorId | None = None) -> list[Event]:
        """Events of one actor or all, in order of time, undated ones last."""
        return self._store.every_event() if key is None else self._store.events_of(key)

    # -- taking back

    def undo(self) -> str:
        """Take the last change of this session back and say what it was about; empty when there is none."""
        if not self._undo:
            return ""
        word, act = self._undo.pop()
        act()
        return word

    @contextmanager
    def _undoable(self, word: str, actor: ActorId) -> Iterator[None]:
        """Remember the relationships of an actor as they are; undoing puts back what is otherwise then."""
        before = {one.id: one for one in self._store.relationships_of(actor)}
        yield

        def act() -> None:
            for key in after.keys() - before.keys():
                self._store.remove_relationship(key)
            for key, one in before.items():
                if after.get(key) != one:
                    self._store.restore_relationship(one)

        after = {one.id: one for one in self._store.relationships_of(actor)}
        if after != before:
            self._undo.append((word, act))


def _refuse_backwards(start: PartialDate | None, end: PartialDate | None) -> None:
    if start is not None and end is not None and end.last_day < start.first_day:
        raise UserError("It would end before it starts.", hint="Check the dates; nothing was changed.")


def _says_the_same(known: Relationship, kind: RelationshipKind, subject: ActorId) -> bool:
    return known.kind is kind and (known.subject_id == subject or not kind.directed)


def _may_be_same_dates(known: Relationship, start: PartialDate | None, end: PartialDate | None) -> bool:
    """Equal dates, or one of both statements has none."""
    return (known.start, known.end) == (start, end) or not (start or end) or not (known.start or known.end)


def _contradict(one: Relationship, other: Relationship) -> bool:
    """Two statements about the same two actors that can't both hold; without dates there is no telling."""
    if not _overlap(one, other):
        return False
    if _OPPOSITES.get(one.kind) is other.kind:
        return True
    same = one.kind is other.kind and (one.subject_id == other.subject_id or not one.kind.directed)
    return same and (_differ(one.start, other.start) or _differ(one.end, other.end))


def _overlap(one: Relationship, other: Relationship) -> bool:
    return _first(one) <= _last(other) and _first(other) <= _last(one)


def _first(one: Relationship) -> date:
    return one.start.first_day if one.start else date.min


def _last(one: Relationship) -> date:
    return one.end.last_day if one.end else date.max


def _differ(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Known dates of which neither lies within the other."""
    return one is not None and other is not None and not one.contains(other) and not other.contains(one)
