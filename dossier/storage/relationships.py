"""Keep how actors relate and what happened, each with the passages that say so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete, insert, or_, select
from sqlalchemy.orm import Session, aliased

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
from dossier.errors import NotFound
from dossier.storage.database import CaseDatabase
from dossier.storage.dossiers import passage_of, store_passage
from dossier.storage.queries import parts
from dossier.storage.tables import (
    ActorRow,
    EventActorRow,
    EventPassageRow,
    EventRow,
    PassageRow,
    RelationshipPassageRow,
    RelationshipRow,
)


class RelationshipStore:
    """Relationships and events of one case. Actor ids given back are canonical."""

    def __init__(self, database: CaseDatabase) -> None:
        self._db = database

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
        disputed: bool = False,
        citations: Sequence[Passage] = (),
    ) -> RelationshipId:
        """*subject* has *other* as its leader, member, ally..."""
        with self._db.transaction() as session:
            row = RelationshipRow(
                kind=str(kind), subject_id=subject, object_id=other, start=_text(start), end=_text(end),
                note=note, disputed=disputed, from_seed=False,
            )  # fmt: skip
            session.add(row)
            session.flush()
            _cite(session, row.id, citations)
            return RelationshipId(row.id)

    def add_known(
        self,
        relationships: Iterable[
            tuple[RelationshipKind, ActorId, ActorId, PartialDate | None, PartialDate | None, str]
        ],
        *,
        from_seed: bool,
    ) -> None:
        """Many at once, without passages: kind, subject, object, start, end, note."""
        rows = [
            {
                "kind": str(kind), "subject_id": subject, "object_id": other, "start": _text(start),
                "end": _text(end), "note": note, "disputed": False, "from_seed": from_seed,
            }
            for kind, subject, other, start, end, note in relationships
        ]  # fmt: skip
        if rows:
            with self._db.transaction() as session:
                session.execute(insert(RelationshipRow), rows)

    def change_relationship(self, key: RelationshipId, **values: Any) -> None:
        """Change kind, start, end, note, disputed or citations (which replace the former ones).

        What the analyst changed is no starter knowledge any more.
        """
        with self._db.transaction() as session:
            row = session.get(RelationshipRow, key)
            if row is None:
                raise NotFound("That relationship is not in this case any more.")
            citations = values.pop("citations", None)
            for name, value in values.items():
                setattr(row, name, _plain(value))
            row.from_seed = False
            if citations is not None:
                session.execute(
                    delete(RelationshipPassageRow).where(RelationshipPassageRow.relationship_id == key)
                )
                _cite(session, key, citations)

    def remove_relationship(self, key: RelationshipId) -> None:
        """Forget a relationship."""
        with self._db.transaction() as session:
            row = session.get(RelationshipRow, key)
            if row is None:
                raise NotFound("That relationship is not in this case any more.")
            session.delete(row)

    def restore_relationship(self, one: Relationship) -> None:
        """Put a relationship back exactly as it was, under its former id."""
        with self._db.transaction() as session:
            row = session.get(RelationshipRow, one.id)
            if row is None:
                row = RelationshipRow(id=one.id, subject_id=one.subject_id, object_id=one.object_id)
                session.add(row)
            row.kind, row.start, row.end = str(one.kind), _text(one.start), _text(one.end)
            row.note, row.disputed, row.from_seed = one.note, one.disputed, one.from_seed
            session.flush()
            session.execute(
                delete(RelationshipPassageRow).where(RelationshipPassageRow.relationship_id == one.id)
            )
            _cite(session, one.id, one.citations)

    def relationship(self, key: RelationshipId) -> Relationship:
        """One relationship; NotFound when there is none."""
        with self._db.reading() as session:
            found = _relationships(session, RelationshipRow.id == key)
        if not found:
            raise NotFound("That relationship is not in this case any more.")
        return found[0]

    def relationships_of(self, key: ActorId) -> list[Relationship]:
        """Those in which an actor (or one merged with it) stands on either side."""
        members = _members(key)
        with self._db.reading() as session:
            return _relationships(
                session,
                or_(RelationshipRow.subject_id.in_(members), RelationshipRow.object_id.in_(members)),
            )

    def every_relationship(self, *, cited_only: bool = False) -> list[Relationship]:
        """All relationships; `cited_only` leaves out those that no passage of this case supports."""
        cited = RelationshipRow.id.in_(select(RelationshipPassageRow.relationship_id))
        with self._db.reading() as session:
            return _relationships(session, cited if cited_only else None)

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
        """Something that happened."""
        with self._db.transaction() as session:
            row = EventRow(title=title.strip(), start=_text(start), end=_text(end), place=place)
            session.add(row)
            session.flush()
            _take_part(session, row.id, actors)
            _cite_event(session, row.id, citations)
            return EventId(row.id)

    def change_event(self, key: EventId, **values: Any) -> None:
        """Change title, start, end, place, actors or citations (these two replace the former ones)."""
        with self._db.transaction() as session:
            row = session.get(EventRow, key)
            if row is None:
                raise NotFound("That event is not in this case any more.")
            actors, citations = values.pop("actors", None), values.pop("citations", None)
            for name, value in values.items():
                setattr(row, name, _plain(value))
            if actors is not None:
                session.execute(delete(EventActorRow).where(EventActorRow.event_id == key))
                _take_part(session, key, actors)
            if citations is not None:
                session.execute(delete(EventPassageRow).where(EventPassageRow.event_id == key))
                _cite_event(session, key, citations)

    def remove_event(self, key: EventId) -> None:
        """Forget an event."""
        with self._db.transaction() as session:
            row = session.get(EventRow, key)
            if row is None:
                raise NotFound("That event is not in this case any more.")
            session.delete(row)

    def restore_event(self, one: Event) -> None:
        """Put an event back exactly as it was, under its former id."""
        with self._db.transaction() as session:
            row = session.get(EventRow, one.id)
            if row is None:
                row = EventRow(id=one.id, title=one.title)
                session.add(row)
            row.title, row.start, row.end, row.place = one.title, _text(one.start), _text(one.end), one.place
            session.flush()
            session.execute(delete(EventActorRow).where(EventActorRow.event_id == one.id))
            session.execute(delete(EventPassageRow).where(EventPassageRow.event_id == one.id))
            _take_part(session, one.id, one.actor_ids)
            _cite_event(session, one.id, one.citations)

    def event(self, key: EventId) -> Event:
        """One event; NotFound when there is none."""
        with self._db.reading() as session:
            found = _events(session, EventRow.id == key)
        if not found:
            raise NotFound("That event is not in this case any more.")
        return found[0]

    def events_of(self, key: ActorId) -> list[Event]:
        """Events in which an actor took part, in order of time."""
        taking_part = select(EventActorRow.event_id).where(EventActorRow.actor_id.in_(_members(key)))
        with self._db.reading() as session:
            return _events(session, EventRow.id.in_(taking_part))

    def every_event(self) -> list[Event]:
        """All events in order of time, undated ones last."""
        with self._db.reading() as session:
            return _events(session, None)


def _members(key: ActorId) -> Any:
    root = select(ActorRow.canonical_id).where(ActorRow.id == key).scalar_subquery()
    return select(ActorRow.id).where(ActorRow.canonical_id == root)


def _text(date: PartialDate | None) -> str | None:
    return None if date is None else str(date)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, (PartialDate, RelationshipKind)) else value


def _date(value: str | None) -> PartialDate | None:
    return None if value is None else PartialDate.parse(value)


def _cite(session: Session, key: int, citations: Sequence[Passage]) -> None:
    for passage in dict.fromkeys(store_passage(session, one) for one in citations):
        session.add(RelationshipPassageRow(relationship_id=key, passage_id=passage))
    session.flush()


def _cite_event(session: Session, key: int, citations: Sequence[Passage]) -> None:
    for passage in dict.fromkeys(store_passage(session, one) for one in citations):
        session.add(EventPassageRow(event_id=key, passage_id=passage))
    session.flush()


def _take_part(session: Session, key: int, actors: Sequence[ActorId]) -> None:
    for actor in dict.fromkeys(actors):
        session.add(EventActorRow(event_id=key, actor_id=actor))
    session.flush()


def _relationships(session: Session, where: Any) -> list[Relationship]:
    subject, other = aliased(ActorRow), aliased(ActorRow)
    query = (
        select(RelationshipRow, subject.canonical_id, other.canonical_id)
        .join(subject, subject.id == RelationshipRow.subject_id)
        .join(other, other.id == RelationshipRow.object_id)
        .where(subject.canonical_id.is_not(None), other.canonical_id.is_not(None))
        .order_by(RelationshipRow.kind, RelationshipRow.start, RelationshipRow.id)
    )
    if where is not None:
        query = query.where(where)
    rows = session.execute(query).all()
    cited = _passages(session, RelationshipPassageRow, "relationship_id", [row.id for row, _, _ in rows])
    return [
        Relationship(
            id=RelationshipId(row.id),
            kind=RelationshipKind(row.kind),
            subject_id=ActorId(one),
            object_id=ActorId(two),
            start=_date(row.start),
            end=_date(row.end),
            note=row.note,
            disputed=row.disputed,
            citations=cited.get(row.id, ()),
            from_seed=row.from_seed,
        )
        for row, one, two in rows
        if one is not None and two is not None and one != two
    ]


def _events(session: Session, where: Any) -> list[Event]:
    query = select(EventRow).order_by(EventRow.start.is_(None), EventRow.start, EventRow.id)
    if where is not None:
        query = query.where(where)
    rows = session.execute(query).scalars().all()
    ids = [row.id for row in rows]
    cited = _passages(session, EventPassageRow, "event_id", ids)
    actors: dict[int, list[ActorId]] = {}
    for part in parts(ids):
        taking = (
            select(EventActorRow.event_id, ActorRow.canonical_id)
            .join(ActorRow, ActorRow.id == EventActorRow.actor_id)
            .where(EventActorRow.event_id.in_(part), ActorRow.canonical_id.is_not(None))
            .distinct()
            .order_by(ActorRow.canonical_id)
        )
        for key, actor in session.execute(taking):
            assert actor is not None
            actors.setdefault(key, []).append(ActorId(actor))
    return [
        Event(
            EventId(row.id), row.title, _date(row.start), _date(row.end), row.place,
            tuple(actors.get(row.id, ())), cited.get(row.id, ()),
        )
        for row in rows
    ]  # fmt: skip


def _passages(
    session: Session, table: Any, column: str, keys: Sequence[int]
) -> dict[int, tuple[Passage, ...]]:
    found: dict[int, tuple[Passage, ...]] = {}
    owner = getattr(table, column)
    for part in parts(keys):
        query = (
            select(owner, PassageRow)
            .join(PassageRow, PassageRow.id == table.passage_id)
            .where(owner.in_(part))
            .order_by(PassageRow.document_id, PassageRow.start)
        )
        for key, row in session.execute(query):
            found[key] = (*found.get(key, ()), passage_of(row))
    return found
