"""Keep the analyst's decisions on actors as rows that can be taken back exactly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from dossier.domain.actors import ActorId, ActorStatus, Judgement, JudgementId, JudgementKind
from dossier.errors import NotFound, UserError
from dossier.storage import audit
from dossier.storage.actors import note_actors_changed
from dossier.storage.corpus import note_changed
from dossier.storage.database import CaseDatabase
from dossier.storage.queries import parts
from dossier.storage.tables import (
    ActorRow,
    AliasRow,
    DossierRow,
    EventActorRow,
    JudgementRow,
    MentionRow,
    RelationshipRow,
    Table,
)

_EDGES = (str(JudgementKind.MERGE), str(JudgementKind.ALIAS_OF))
_AUDITED = (*_EDGES, str(JudgementKind.SPLIT))
_NAMES_STAY = (str(JudgementKind.KIND), str(JudgementKind.DESCRIBE), str(JudgementKind.MENTION))


@dataclass(frozen=True)
class Before:
    """What is needed to take a decision back.

    Attributes:
        actors, aliases, mentions, judgements: id -> former values of the columns that changed.
        made_actors, made_aliases, made_mentions, made_relationships: ids of what the decision brought into the world.
    """

    actors: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    aliases: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    mentions: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    judgements: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    made_actors: tuple[int, ...] = ()
    made_aliases: tuple[int, ...] = ()
    made_mentions: tuple[int, ...] = ()
    made_relationships: tuple[int, ...] = ()


@dataclass(frozen=True)
class Marks:
    """How far the case's ids had come, and who was only suggested, at a moment."""

    actor: int
    alias: int
    relationship: int
    suggested: frozenset[int]


class JudgementStore:
    """Decisions of one case. A merge is an edge from actor to other; canonical ids follow the edges."""

    def __init__(self, database: CaseDatabase) -> None:
        self._db = database

    def add(
        self,
        kind: JudgementKind,
        actor: ActorId,
        other: ActorId | None,
        *,
        who: str,
        why: str = "",
        before: Before | None = None,
        now: datetime | None = None,
    ) -> JudgementId:
        """Note a decision that was carried out in the same transaction; a merge takes effect here."""
        with self._db.transaction() as session:
            row = JudgementRow(
                kind=str(kind),
                actor_id=actor,
                other_id=other,
                who=who,
                when=now or datetime.now(UTC),
                why=why,
                before=_to_json(before or Before()),
            )
            session.add(row)
            session.flush()
            if row.kind in _EDGES:
                _follow_edges(session)
            if row.kind in _AUDITED:
                audit.note(session, row.kind, judgement=row.id, actor=row.actor_id, other=row.other_id)
            return JudgementId(row.id)

    def marks(self) -> Marks:
        """Ask before a list of actors is taken in; within the same transaction."""
        with self._db.transaction() as session:
            actor, alias, relationship = (
                int(session.execute(select(func.coalesce(func.max(table.id), 0))).scalar_one())
                for table in (ActorRow, AliasRow, RelationshipRow)
            )
            return Marks(actor, alias, relationship, frozenset(_suggested(session)))

    def made_since(self, marks: Marks) -> tuple[ActorId | None, Before]:
        """What came into the world since then, and who was confirmed; with one of the actors it is about."""
        with self._db.transaction() as session:
            actors = list(session.execute(select(ActorRow.id).where(ActorRow.id > marks.actor)).scalars())
            aliases = session.execute(
                select(AliasRow.id, AliasRow.actor_id).where(AliasRow.id > marks.alias)
            ).all()
            relationships = session.execute(
                select(RelationshipRow.id).where(RelationshipRow.id > marks.relationship)
            ).scalars()
            confirmed = sorted(marks.suggested - _suggested(session))
            about = [*actors, *(row.actor_id for row in aliases), *confirmed]
            before = Before(
                actors={key: {"status": str(ActorStatus.SUGGESTED)} for key in confirmed},
                made_actors=tuple(actors),
                made_aliases=tuple(row.id for row in aliases),
                made_relationships=tuple(relationships),
            )
            return (ActorId(about[0]) if about else None), before

    def cut(self, key: JudgementId) -> Before:
        """Take the merge `key` out of force because of a split; gives what undoing the split needs."""
        with self._db.transaction() as session:
            row = _get(session, key)
            row.undone = True
            session.flush()
            _follow_edges(session)
            return Before(judgements={key: {"undone": False}})

    def edge_of(self, actor: ActorId) -> JudgementId | None:
        """The merge in force that put this very actor under another one."""
        query = select(JudgementRow.id).where(
            JudgementRow.kind.in_(_EDGES), JudgementRow.actor_id == actor, ~JudgementRow.undone
        )
        with self._db.reading() as session:
            found = session.execute(query).scalar_one_or_none()
            return None if found is None else JudgementId(found)

    def history(self, actor: ActorId | None = None, *, offset: int = 0, limit: int = 100) -> list[Judgement]:
        """Decisions, newest first; of one actor: also on those merged with it and on the other side."""
        query = select(JudgementRow).order_by(JudgementRow.id.desc()).offset(offset).limit(limit)
        with self._db.reading() as session:
            if actor is not None:
                root = select(ActorRow.canonical_id).where(ActorRow.id == actor).scalar_subquery()
                members = select(ActorRow.id).where(or_(ActorRow.canonical_id == root, ActorRow.id == actor))
                query = query.where(
                    or_(JudgementRow.actor_id.in_(members), JudgementRow.other_id.in_(members))
                )
            return [_judgement(row) for row in session.execute(query).scalars()]

    def get(self, key: JudgementId) -> Judgement:
        """One decision; NotFound when there is none."""
        with self._db.reading() as session:
            return _judgement(_get(session, key))

    def names_of(self, key: JudgementId) -> list[str]:
        """Names that recognition treats otherwise after this decision, and again after its undo.

        Ask before undoing: the names that a decision brought are gone afterwards.
        """
        with self._db.reading() as session:
            row = _get(session, key)
            if row.kind in _NAMES_STAY:
                return []
            before = _from_json(row.before)
            touched = {*before.made_aliases, *before.aliases}
            query = select(AliasRow.value).distinct().order_by(AliasRow.value)
            if touched or before.made_actors:
                made = AliasRow.actor_id.in_(before.made_actors)
                query = query.where(or_(AliasRow.id.in_(touched), made))
            else:
                members = select(ActorRow.id).where(
                    or_(ActorRow.canonical_id == row.actor_id, ActorRow.id == row.actor_id)
                )
                query = query.where(AliasRow.actor_id.in_(members))
            return list(session.execute(query).scalars())

    def newest_in_force(self) -> JudgementId | None:
        """The newest decision that was not taken back: what Undo means."""
        query = select(JudgementRow.id).where(~JudgementRow.undone).order_by(JudgementRow.id.desc()).limit(1)
        with self._db.reading() as session:
            found = session.execute(query).scalar_one_or_none()
            return None if found is None else JudgementId(found)

    def undo(self, key: JudgementId) -> Judgement:
        """Restore exactly what was before. UserError if it is undone or if a later decision rests on it."""
        with self._db.transaction() as session:
            row = _get(session, key)
            if row.undone:
                raise UserError("That decision was taken back already.")
            _refuse_if_rested_upon(session, row)
            before = _from_json(row.before)
            touched = [one for one in (row.actor_id, row.other_id) if one is not None]
            note_actors_changed(session, touched)
            _restore(session, before, touched)
            row.undone = True
            session.flush()
            _follow_edges(session)
            note_actors_changed(session, touched)
            if row.kind in _AUDITED:
                audit.note(session, f"undo {row.kind}", judgement=row.id)
            return _judgement(row)


def _get(session: Session, key: JudgementId) -> JudgementRow:
    row = session.get(JudgementRow, key)
    if row is None:
        raise NotFound("That decision is not in this case any more.")
    return row


def _judgement(row: JudgementRow) -> Judgement:
    return Judgement(
        id=JudgementId(row.id),
        kind=JudgementKind(row.kind),
        actor_id=ActorId(row.actor_id),
        other_id=None if row.other_id is None else ActorId(row.other_id),
        who=row.who,
        when=row.when,
        why=row.why,
        undone=row.undone,
    )


def _follow_edges(session: Session) -> None:
    """Point every actor at the end of its chain of merges that are in force."""
    session.flush()
    query = select(JudgementRow.actor_id, JudgementRow.other_id).where(
        JudgementRow.kind.in_(_EDGES), ~JudgementRow.undone, JudgementRow.other_id.is_not(None)
    )
    parents = {child: parent for child, parent in session.execute(query) if parent is not None}
    merged = session.execute(
        select(ActorRow.id, ActorRow.canonical_id).where(
            ActorRow.canonical_id.is_not(None), ActorRow.canonical_id != ActorRow.id
        )
    )
    present = {row.id: row.canonical_id for row in merged}
    for child in parents.keys() | present.keys():
        root, steps = child, 0
        while root in parents:
            root, steps = parents[root], steps + 1
            if steps > len(parents):
                raise UserError(
                    "The two actors have been merged the other way round since, so nothing was changed.",
                    hint="Take back the later merge first.",
                )
        if present.get(child, child) != root:
            session.execute(update(ActorRow).where(ActorRow.id == child).values(canonical_id=root))
            note_actors_changed(session, [child])
    session.expire_all()


def _restore(session: Session, before: Before, touched: Iterable[int]) -> None:
    for table, rows in (
        (ActorRow, before.actors),
        (AliasRow, before.aliases),
        (MentionRow, before.mentions),
        (JudgementRow, before.judgements),
    ):
        _set_back(session, table, rows)
    for part in parts(before.made_relationships):
        session.execute(delete(RelationshipRow).where(RelationshipRow.id.in_(part)))
    fallback = next(iter(touched))
    for key in before.made_actors:
        # Whatever was found for the new actor in the meantime belongs to the one it was taken from.
        if key != fallback:
            session.execute(update(MentionRow).where(MentionRow.actor_id == key).values(actor_id=fallback))
        session.execute(update(ActorRow).where(ActorRow.id == key).values(canonical_id=None, key=None))
    for part in parts(before.made_aliases):
        session.execute(delete(AliasRow).where(AliasRow.id.in_(part)))
    if before.made_mentions:
        query = select(MentionRow.document_id).where(MentionRow.id.in_(before.made_mentions))
        note_changed(session, session.execute(query).scalars().all())
        session.execute(delete(MentionRow).where(MentionRow.id.in_(before.made_mentions)))
    session.expire_all()


def _set_back(session: Session, table: type[Table], rows: Mapping[int, Mapping[str, Any]]) -> None:
    same: dict[str, tuple[Mapping[str, Any], list[int]]] = {}
    for key, values in rows.items():
        same.setdefault(repr(sorted(values.items())), (values, []))[1].append(key)
    identity: Any = table
    for values, keys in same.values():
        for part in parts(keys):
            session.execute(update(table).where(identity.id.in_(part)).values(**values))
            if table is MentionRow:
                query = select(MentionRow.document_id).where(MentionRow.id.in_(part)).distinct()
                note_changed(session, session.execute(query).scalars().all())


def _refuse_if_rested_upon(session: Session, row: JudgementRow) -> None:
    """A later decision on the same thing must be taken back first, or its own undo would be wrong."""
    mine = _touches(row)
    made = set(_from_json(row.before).made_actors)
    later = session.execute(
        select(JudgementRow).where(JudgementRow.id > row.id, ~JudgementRow.undone).order_by(JudgementRow.id)
    ).scalars()
    for other in later:
        if mine & _touches(other) or {other.actor_id, other.other_id} & made:
            raise UserError(
                f"A later decision ({other.kind}) rests on this one, so it was not taken back.",
                hint="Take back the later one first.",
            )
    if made and _is_used(session, made, _from_json(row.before).made_relationships):
        raise UserError(
            "A dossier, a relationship or an event names this actor, so its making was not taken back.",
            hint="Remove the actor there first, or merge it into another one.",
        )


def _touches(row: JudgementRow) -> set[tuple[str, int, str]]:
    """What a decision changed: table, id, column."""
    before = _from_json(row.before)
    found: set[tuple[str, int, str]] = set()
    for name, rows in (
        ("actor", before.actors),
        ("alias", before.aliases),
        ("mention", before.mentions),
        ("judgement", before.judgements),
    ):
        found.update((name, key, column) for key, values in rows.items() for column in values)
        if name == "alias":  # whoever made a name can't take it back while it is changed elsewhere
            found.update((name, key, "made") for key in rows)
    found.update(("alias", key, "made") for key in before.made_aliases)
    found.update(("mention", key, "status") for key in before.made_mentions)
    if row.kind in _EDGES or before.judgements:
        found.add(("actor", row.actor_id, "merged"))
    return found


def _suggested(session: Session) -> set[int]:
    query = select(ActorRow.id).where(ActorRow.status == str(ActorStatus.SUGGESTED))
    return set(session.execute(query).scalars())


def _is_used(session: Session, made: set[int], own: Sequence[int]) -> bool:
    uses = (
        select(DossierRow.id).where(DossierRow.actor_id.in_(made)),
        select(RelationshipRow.id).where(
            or_(RelationshipRow.subject_id.in_(made), RelationshipRow.object_id.in_(made)),
            RelationshipRow.id.not_in(own),
        ),
        select(EventActorRow.event_id).where(EventActorRow.actor_id.in_(made)),
    )
    return any(session.execute(query.limit(1)).first() is not None for query in uses)


def _to_json(before: Before) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in ("actors", "aliases", "mentions", "judgements"):
        rows: Mapping[int, Mapping[str, Any]] = getattr(before, name)
        if rows:
            found[name] = {str(key): dict(values) for key, values in rows.items()}
    for name in ("made_actors", "made_aliases", "made_mentions", "made_relationships"):
        made = getattr(before, name)
        if made:
            found[name] = list(made)
    return found


def _from_json(found: Mapping[str, Any]) -> Before:
    def rows(name: str) -> dict[int, dict[str, Any]]:
        return {int(key): values for key, values in found.get(name, {}).items()}

    return Before(
        actors=rows("actors"),
        aliases=rows("aliases"),
        mentions=rows("mentions"),
        judgements=rows("judgements"),
        made_actors=tuple(found.get("made_actors", ())),
        made_aliases=tuple(found.get("made_aliases", ())),
        made_mentions=tuple(found.get("made_mentions", ())),
        made_relationships=tuple(found.get("made_relationships", ())),
    )
