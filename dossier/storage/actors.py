"""Keep actors and their names. A merged actor stays a row of its own; reading resolves it to its canonical."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, event, func, insert, or_, select, update
from sqlalchemy.orm import Session, aliased

from dossier.domain.actors import (
    Actor,
    ActorId,
    ActorKind,
    ActorOrder,
    ActorRole,
    ActorStatus,
    ActorSummary,
    Alias,
    AliasForm,
    AliasId,
    AliasStatus,
    NewActor,
    NewAlias,
)
from dossier.domain.corpus import DocumentId, SourceId
from dossier.domain.dates import PartialDate
from dossier.errors import NotFound
from dossier.storage.actor_lists import counts, filtered, made_by_hand, mentioned, seen
from dossier.storage.corpus import note_changed
from dossier.storage.database import CaseDatabase
from dossier.storage.queries import parts
from dossier.storage.tables import ActorRow, AliasRow, MentionRow
from dossier.text.names import name_key
from dossier.text.normalize import script_of


@dataclass(frozen=True)
class NameBearer:
    """A canonical actor that bears a name."""

    actor_id: ActorId
    status: ActorStatus
    main: bool
    """It is the main name of the actor, or of one merged into it."""


class ActorStore:
    """Actors and aliases of one case."""

    def __init__(self, database: CaseDatabase) -> None:
        self._db = database
        self._changes = itertools.count(1)
        self.version = 0
        """Grows with every change of a confirmed actor or its names: tells caches of names that they are old."""

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is written to this case inside, by any store on this thread, is kept or lost as one."""
        with self._db.transaction():
            yield

    # -- writing

    def add(self, actors: Sequence[NewActor]) -> list[ActorId]:
        """Store actors with their aliases in bulk; an actor's name becomes an alias if it isn't one."""
        if not actors:
            return []
        with self._db.transaction() as session:
            first = next_id(session, ActorRow)
            ids = [ActorId(first + number) for number in range(len(actors))]
            session.execute(
                insert(ActorRow),
                [_actor_values(actor, key) for key, actor in zip(ids, actors, strict=True)],
            )
            aliases = [
                _alias_values(alias, key)
                for key, actor in zip(ids, actors, strict=True)
                for alias in with_own_name(actor)
            ]
            session.execute(insert(AliasRow), aliases)
            if any(actor.status is ActorStatus.CONFIRMED for actor in actors):
                self._changed(session)
        return ids

    def change(self, key: ActorId, **values: Any) -> dict[str, Any]:
        """Change name, kind, role, status, description, countries or context; gives the former values.

        Documents that mention the actor are told to the index when its name or status changes.
        """
        if "name" in values:
            values["folded"] = name_key(values["name"])
        with self._db.transaction() as session:
            row = _get(session, key)
            before = {name: getattr(row, name) for name in values}
            for name, value in values.items():
                setattr(row, name, _plain(value))
            session.flush()
            if {"name", "status", "kind", "role"} & set(values):
                note_actors_changed(session, [key])
            self._changed(session)
        return before

    def add_aliases(self, key: ActorId, aliases: Sequence[NewAlias]) -> list[AliasId]:
        """Give an actor more names."""
        if not aliases:
            return []
        with self._db.transaction() as session:
            _get(session, key)
            first = next_id(session, AliasRow)
            ids = [AliasId(first + number) for number in range(len(aliases))]
            values = [
                {"id": new, **_alias_values(alias, key)} for new, alias in zip(ids, aliases, strict=True)
            ]
            session.execute(insert(AliasRow), values)
            self._changed(session)
        return ids

    def change_alias(self, key: AliasId, **values: Any) -> dict[str, Any]:
        """Change language, form, used_by, ambiguous, status, source, dates or note; gives former values."""
        with self._db.transaction() as session:
            row = session.get(AliasRow, key)
            if row is None:
                raise NotFound("That name is not in this case any more.")
            before = {name: getattr(row, name) for name in values}
            for name, value in values.items():
                setattr(row, name, _plain(value))
            self._changed(session)
        return before

    def move_aliases(self, keys: Sequence[AliasId], to: ActorId) -> dict[AliasId, ActorId]:
        """Hand names over to another actor; gives whose they were."""
        with self._db.transaction() as session:
            rows = session.execute(
                select(AliasRow.id, AliasRow.actor_id).where(AliasRow.id.in_(list(keys)))
            ).all()
            session.execute(update(AliasRow).where(AliasRow.id.in_(list(keys))).values(actor_id=to))
            self._changed(session)
        return {AliasId(key): ActorId(owner) for key, owner in rows}

    def note_changed(self) -> None:
        """Another store changed actors or aliases: caches of names are old now."""
        with self._db.transaction() as session:
            self._changed(session)

    def _changed(self, session: Session) -> None:
        """Now for this thread, and for the others when they can see it."""
        self._count()
        if not session.info.get("names changed"):
            session.info["names changed"] = True
            event.listen(session, "after_commit", self._count)
            event.listen(session, "after_rollback", self._count)

    def _count(self, _session: Session | None = None) -> None:
        self.version = next(self._changes)

    # -- reading

    def canonical(self, key: ActorId) -> ActorId:
        """The actor that this one was merged into, or itself. NotFound when there is none."""
        with self._db.reading() as session:
            return _canonical(session, key)

    def members(self, key: ActorId) -> list[ActorId]:
        """The canonical actor and everyone merged into it, canonical first."""
        with self._db.reading() as session:
            root = _canonical(session, key)
            ids = session.execute(select(ActorRow.id).where(ActorRow.canonical_id == root)).scalars()
            return [root, *(ActorId(one) for one in ids if one != root)]

    def own_names(self, keys: Sequence[ActorId]) -> dict[ActorId, str]:
        """The main name of each row itself, whatever it was merged into."""
        with self._db.reading() as session:
            query = select(ActorRow.id, ActorRow.name).where(ActorRow.id.in_(keys))
            return {ActorId(key): name for key, name in session.execute(query)}

    def get(self, key: ActorId) -> Actor:
        """One actor with all names, also those of actors merged into it. NotFound when there is none."""
        with self._db.reading() as session:
            root = _canonical(session, key)
            return _actors(session, select(ActorRow).where(ActorRow.id == root))[0]

    def many(self, keys: Sequence[ActorId]) -> dict[ActorId, Actor]:
        """The canonical actors behind these ids; unknown ids are left out."""
        found: dict[ActorId, Actor] = {}
        with self._db.reading() as session:
            for part in parts(keys):
                pairs = session.execute(
                    select(ActorRow.id, ActorRow.canonical_id).where(ActorRow.id.in_(part))
                ).all()
                roots = {root for _, root in pairs if root is not None}
                actors = {
                    actor.id: actor
                    for actor in _actors(session, select(ActorRow).where(ActorRow.id.in_(roots)))
                }
                found.update((ActorId(key), actors[ActorId(root)]) for key, root in pairs if root is not None)
        return found

    def by_key(self, key: str) -> Actor | None:
        """The canonical actor that has (or took over) this key of the starter knowledge."""
        with self._db.reading() as session:
            found = session.execute(select(ActorRow.id).where(ActorRow.key == key)).scalar_one_or_none()
            return None if found is None else self.get(ActorId(found))

    def keys(self) -> dict[str, ActorId]:
        """Key in the starter knowledge -> canonical actor."""
        query = select(ActorRow.key, ActorRow.canonical_id).where(ActorRow.key.is_not(None))
        with self._db.reading() as session:
            return {str(key): ActorId(root) for key, root in session.execute(query) if root is not None}

    def every(
        self, status: ActorStatus | None = None, *, only: Sequence[ActorId] | None = None
    ) -> list[Actor]:
        """All canonical actors of that status with all their names; meant for confirmed ones."""
        query = select(ActorRow).where(ActorRow.canonical_id == ActorRow.id).order_by(ActorRow.id)
        if status is not None:
            query = query.where(ActorRow.status == str(status))
        if only is not None:
            query = query.where(ActorRow.id.in_(list(only)))
        with self._db.reading() as session:
            return _actors(session, query)

    def with_folded_names(self, folded: Iterable[str]) -> dict[str, list[NameBearer]]:
        """`name_key` -> canonical actors that bear the name (rejected aliases don't count)."""
        root = aliased(ActorRow)
        found: dict[str, list[NameBearer]] = {}
        with self._db.reading() as session:
            for part in parts(list(folded)):
                query = (
                    select(
                        AliasRow.folded, root.id, root.status, func.max(ActorRow.folded == AliasRow.folded)
                    )
                    .join(ActorRow, ActorRow.id == AliasRow.actor_id)
                    .join(root, root.id == ActorRow.canonical_id)
                    .where(AliasRow.folded.in_(part), AliasRow.status != str(AliasStatus.REJECTED))
                    .group_by(AliasRow.folded, root.id)
                    .order_by(root.id)
                )
                for name, key, status, main in session.execute(query):
                    bearer = NameBearer(ActorId(key), ActorStatus(status), bool(main))
                    found.setdefault(name, []).append(bearer)
        return found

    def alias(self, key: AliasId) -> Alias:
        """One name; its actor is the canonical one. NotFound when there is none."""
        query = (
            select(AliasRow, ActorRow.canonical_id)
            .join(ActorRow, ActorRow.id == AliasRow.actor_id)
            .where(AliasRow.id == key)
        )
        with self._db.reading() as session:
            found = session.execute(query).one_or_none()
            if found is None or found[1] is None:
                raise NotFound("That name is not in this case any more.")
            return _alias(found[0], found[1])

    def page(
        self,
        *,
        status: ActorStatus | None = None,
        text: str = "",
        role: ActorRole | None = None,
        everyone: bool = False,
        order: ActorOrder = ActorOrder.DOCUMENTS,
        descending: bool | None = None,
        offset: int = 0,
        limit: int = 200,
    ) -> list[ActorSummary]:
        """One page of actors with how many documents mention them.

        Without `everyone`, starter knowledge that no document mentions and nobody edited is left out.
        `status` None means suggested and confirmed. Sorted descending by default where that makes sense.
        """
        tally = counts().subquery()
        query = select(ActorRow, tally.c.documents, tally.c.mentions).outerjoin(
            tally, tally.c.id == ActorRow.id
        )
        query = filtered(query, status, text, role)
        if not everyone:
            query = query.where(or_(tally.c.documents > 0, made_by_hand()))
        down = descending if descending is not None else order in {ActorOrder.DOCUMENTS, ActorOrder.LAST_SEEN}
        with self._db.reading() as session:
            if order is ActorOrder.LAST_SEEN:
                when = seen().subquery()
                query = query.outerjoin(when, when.c.id == ActorRow.id)
                column: Any = when.c.last
            else:
                column = {
                    ActorOrder.DOCUMENTS: func.coalesce(tally.c.documents, 0),
                    ActorOrder.NAME: ActorRow.folded,
                    ActorOrder.KIND: ActorRow.kind,
                }[order]
            query = query.order_by(column.desc() if down else column.asc(), ActorRow.folded, ActorRow.id)
            rows = session.execute(query.offset(offset).limit(limit)).all()
            ids = [row.id for row, _, _ in rows]
            aliases = _aliases_of(session, ids)
            dates = _dates_of(session, ids)
            return [
                ActorSummary(
                    _actor(row, aliases.get(row.id, ())),
                    documents or 0,
                    mentions or 0,
                    *(dates.get(row.id, (None, None))),
                )
                for row, documents, mentions in rows
            ]

    def count(
        self,
        *,
        status: ActorStatus | None = None,
        text: str = "",
        role: ActorRole | None = None,
        everyone: bool = False,
    ) -> int:
        """How many actors `page` would list in all."""
        query = filtered(select(func.count()).select_from(ActorRow), status, text, role)
        if not everyone:
            query = query.where(or_(ActorRow.id.in_(mentioned()), made_by_hand()))
        with self._db.reading() as session:
            return int(session.execute(query).scalar_one())


# -- for the other stores of actors


def next_id(session: Session, table: type[ActorRow] | type[AliasRow]) -> int:
    """The first free id; safe because one transaction writes at a time."""
    return int(session.execute(select(func.coalesce(func.max(table.id), 0))).scalar_one()) + 1


def note_actors_changed(session: Session, keys: Iterable[int]) -> None:
    """Tell the index about every document that mentions these actors or those merged with them."""
    root = select(ActorRow.canonical_id).where(ActorRow.id.in_(list(keys)))
    members = select(ActorRow.id).where(or_(ActorRow.canonical_id.in_(root), ActorRow.id.in_(list(keys))))
    found = select(MentionRow.document_id).where(MentionRow.actor_id.in_(members)).distinct()
    note_changed(session, session.execute(found).scalars().all())


def with_own_name(actor: NewActor) -> tuple[NewAlias, ...]:
    """The actor's aliases, its own name first if it isn't among them."""
    folded = name_key(actor.name)
    if any(name_key(alias.value) == folded for alias in actor.aliases):
        return actor.aliases
    return (NewAlias(actor.name, script_of(actor.name)), *actor.aliases)


def _canonical(session: Session, key: ActorId) -> ActorId:
    found = session.execute(select(ActorRow.canonical_id).where(ActorRow.id == key)).scalar_one_or_none()
    if found is None:
        raise NotFound("That actor is not in this case any more.")
    return ActorId(found)


def _get(session: Session, key: ActorId) -> ActorRow:
    row = session.get(ActorRow, key)
    if row is None or row.canonical_id is None:
        raise NotFound("That actor is not in this case any more.")
    return row


def _plain(value: Any) -> Any:
    """What a column takes for a domain value."""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, PartialDate) or (isinstance(value, str) and type(value) is not str):
        return str(value)
    return value


def _actor_values(actor: NewActor, key: ActorId) -> dict[str, Any]:
    return {
        "id": key,
        "canonical_id": key,
        "key": actor.key,
        "name": actor.name.strip(),
        "folded": name_key(actor.name),
        "kind": str(actor.kind),
        "role": str(actor.role),
        "status": str(actor.status),
        "description": actor.description,
        "countries": list(actor.countries),
        "context": list(actor.context),
    }


def _alias_values(alias: NewAlias, key: ActorId) -> dict[str, Any]:
    return {
        "actor_id": key,
        "value": alias.value.strip(),
        "folded": name_key(alias.value),
        "script": alias.script,
        "language": alias.language,
        "form": str(alias.form),
        "used_by": alias.used_by,
        "ambiguous": alias.ambiguous,
        "status": str(alias.status),
        "source_id": alias.source_id,
        "document_id": alias.document_id,
        "first_seen": None if alias.first_seen is None else str(alias.first_seen),
        "last_seen": None if alias.last_seen is None else str(alias.last_seen),
        "note": alias.note,
    }


def _actors(session: Session, query: Select[ActorRow]) -> list[Actor]:
    rows = session.execute(query).scalars().all()
    aliases = _aliases_of(session, [row.id for row in rows])
    return [_actor(row, aliases.get(row.id, ())) for row in rows]


def _aliases_of(session: Session, roots: Sequence[int]) -> dict[int, list[Alias]]:
    """Names of canonical actors, their own before those of merged ones; equal names once."""
    found: dict[int, dict[str, Alias]] = {}
    for part in parts(roots):
        query = (
            select(AliasRow, ActorRow.canonical_id)
            .join(ActorRow, ActorRow.id == AliasRow.actor_id)
            .where(ActorRow.canonical_id.in_(part))
            .order_by((ActorRow.id != ActorRow.canonical_id), AliasRow.id)
        )
        for row, root in session.execute(query):
            assert root is not None
            names = found.setdefault(root, {})
            known = names.get(row.value)
            if known is None or known.status is AliasStatus.REJECTED:
                names[row.value] = _alias(row, root)
    return {root: list(names.values()) for root, names in found.items()}


def _actor(row: ActorRow, aliases: Iterable[Alias]) -> Actor:
    return Actor(
        id=ActorId(row.id),
        name=row.name,
        kind=ActorKind(row.kind),
        role=ActorRole(row.role),
        status=ActorStatus(row.status),
        key=row.key,
        description=row.description,
        countries=tuple(row.countries),
        context=tuple(row.context),
        aliases=tuple(aliases),
    )


def _alias(row: AliasRow, root: int) -> Alias:
    return Alias(
        id=AliasId(row.id),
        actor_id=ActorId(root),
        value=row.value,
        script=row.script,
        language=row.language,
        form=AliasForm(row.form),
        used_by=row.used_by,
        ambiguous=row.ambiguous,
        status=AliasStatus(row.status),
        source_id=None if row.source_id is None else SourceId(row.source_id),
        document_id=None if row.document_id is None else DocumentId(row.document_id),
        first_seen=None if row.first_seen is None else PartialDate.parse(row.first_seen),
        last_seen=None if row.last_seen is None else PartialDate.parse(row.last_seen),
        note=row.note,
    )


def _dates_of(session: Session, roots: Sequence[int]) -> dict[int, tuple[PartialDate, PartialDate]]:
    found: dict[int, tuple[PartialDate, PartialDate]] = {}
    for part in parts(roots):
        for root, first, last in session.execute(seen(part)):
            found[root] = (PartialDate.parse(first), PartialDate.parse(last))
    return found
