"""Count and list documents by the date they were published on, per source and per actor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from dossier.domain.actors import ActorId, ActorStatus, MentionStatus
from dossier.domain.corpus import DocumentId, SourceId
from dossier.storage.database import CaseDatabase
from dossier.storage.tables import ActorRow, DocumentRow, MentionRow, SourceRow

_COUNTS = MentionRow.status == str(MentionStatus.CONFIRMED)

Dates = list[tuple[str | None, int]]
"""Dates of publication as precise as known (None: unknown), ascending, with a number of documents."""


class TimelineStore:
    """Dates of the documents of one case."""

    def __init__(self, database: CaseDatabase) -> None:
        self._db = database

    def by_source(
        self, *, actor: ActorId | None = None, source: SourceId | None = None
    ) -> dict[tuple[SourceId | None, str], Dates]:
        """Dates per source (id and name; None and an empty name for documents without one)."""
        query = (
            select(DocumentRow.source_id, SourceRow.name, DocumentRow.published, func.count())
            .outerjoin(SourceRow, SourceRow.id == DocumentRow.source_id)
            .group_by(DocumentRow.source_id, DocumentRow.published)
            .order_by(DocumentRow.published)
        )
        found: dict[tuple[SourceId | None, str], Dates] = {}
        with self._db.reading() as session:
            for key, name, published, number in session.execute(query.where(*_wanted(actor, source))):
                lane = (None if key is None else SourceId(key), name or "")
                found.setdefault(lane, []).append((published, number))
        return found

    def by_actor(self, actors: list[ActorId], *, source: SourceId | None = None) -> dict[ActorId, Dates]:
        """Dates of the documents that name each of these actors."""
        wanted = select(ActorRow.id).where(ActorRow.canonical_id.in_(actors))
        query = (
            select(ActorRow.canonical_id, DocumentRow.published, func.count(DocumentRow.id.distinct()))
            .select_from(MentionRow)
            .join(ActorRow, ActorRow.id == MentionRow.actor_id)
            .join(DocumentRow, DocumentRow.id == MentionRow.document_id)
            .where(MentionRow.actor_id.in_(wanted), _COUNTS, *_wanted(None, source))
            .group_by(ActorRow.canonical_id, DocumentRow.published)
            .order_by(DocumentRow.published)
        )
        found: dict[ActorId, Dates] = {}
        with self._db.reading() as session:
            for key, published, number in session.execute(query):
                assert key is not None
                found.setdefault(ActorId(key), []).append((published, number))
        return found

    def busiest(self, limit: int, *, source: SourceId | None = None) -> list[tuple[ActorId, str]]:
        """Confirmed actors that most documents name, with their names."""
        member, root = aliased(ActorRow), aliased(ActorRow)
        documents = func.count(MentionRow.document_id.distinct())
        query = (
            select(root.id, root.name)
            .select_from(MentionRow)
            .join(member, member.id == MentionRow.actor_id)
            .join(root, root.id == member.canonical_id)
            .join(DocumentRow, DocumentRow.id == MentionRow.document_id)
            .where(_COUNTS, root.status == str(ActorStatus.CONFIRMED), *_wanted(None, source))
            .group_by(root.id)
            .order_by(documents.desc(), root.folded)
            .limit(limit)
        )
        with self._db.reading() as session:
            return [(ActorId(key), name) for key, name in session.execute(query)]

    def documents(
        self,
        published: str | None,
        *,
        exactly: bool,
        actor: ActorId | None = None,
        source: SourceId | None = None,
        sourceless: bool = False,
        not_of: Sequence[SourceId] = (),
        limit: int = 200,
    ) -> list[DocumentId]:
        """Documents of that date, or, unless `exactly`, of any date within it; None: those without a date."""
        date: Any = DocumentRow.published
        if published is None:
            when = date.is_(None)
        elif exactly:
            when = date == published
        else:
            when = (date >= published) & (date < f"{published}~")  # "~" sorts after digits and hyphens
        query = select(DocumentRow.id).where(when, *_wanted(actor, source)).order_by(date, DocumentRow.id)
        if sourceless:
            query = query.where(DocumentRow.source_id.is_(None))
        if not_of:
            query = query.where(DocumentRow.source_id.not_in(not_of))
        with self._db.reading() as session:
            return [DocumentId(key) for key in session.execute(query.limit(limit)).scalars()]


def _wanted(actor: ActorId | None, source: SourceId | None) -> list[Any]:
    """Conditions on documents: which actor they name, who published them."""
    found: list[Any] = []
    if source is not None:
        found.append(DocumentRow.source_id == source)
    if actor is not None:
        root = select(ActorRow.canonical_id).where(ActorRow.id == actor).scalar_subquery()
        members = select(ActorRow.id).where(ActorRow.canonical_id == root)
        naming = select(MentionRow.document_id).where(MentionRow.actor_id.in_(members), _COUNTS)
        found.append(DocumentRow.id.in_(naming))
    return found
