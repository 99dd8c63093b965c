"""Queries behind the list of actors: who is listed, how often mentioned, first and last seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, or_, select, union_all
from sqlalchemy.orm import aliased

from dossier.domain.actors import ActorRole, ActorStatus, AliasStatus, MentionStatus
from dossier.storage.queries import holds, words_of
from dossier.storage.tables import ActorRow, AliasRow, DocumentRow, JudgementRow, MentionRow
from dossier.text.names import name_key


def filtered(query: Any, status: ActorStatus | None, text: str, role: ActorRole | None) -> Any:
    query = query.where(ActorRow.canonical_id == ActorRow.id)
    if status is None:
        query = query.where(ActorRow.status != str(ActorStatus.REJECTED))
    else:
        query = query.where(ActorRow.status == str(status))
    if role is not None:
        query = query.where(ActorRow.role == str(role))
    for word in words_of(name_key(text)):
        member = aliased(ActorRow)
        bearers = (
            select(member.canonical_id)
            .join(AliasRow, AliasRow.actor_id == member.id)
            .where(holds(AliasRow.folded, word), AliasRow.status != str(AliasStatus.REJECTED))
        )
        query = query.where(or_(holds(ActorRow.folded, word), ActorRow.id.in_(bearers)))
    return query


_COUNTS = MentionRow.status == str(MentionStatus.CONFIRMED)
"""Of a known actor, a mention on thin evidence (suggested) doesn't count until the analyst confirms it."""


def counts() -> Any:
    """Canonical actor id, documents, mentions.

    Actors that nothing was merged into, nearly all, are counted in the order of the index: four times as
    fast as one query that joins every mention with its actor.
    """
    merged = aliased(ActorRow)
    joint = select(merged.canonical_id).where(merged.canonical_id != merged.id)
    member, part = aliased(ActorRow), aliased(ActorRow)
    documents = func.count(MentionRow.document_id.distinct()).label("documents")
    mentions = func.count().label("mentions")
    alone = (
        select(MentionRow.actor_id.label("id"), documents, mentions)
        .where(_COUNTS, MentionRow.actor_id.not_in(select(part.id).where(part.canonical_id.in_(joint))))
        .group_by(MentionRow.actor_id)
    )
    together = (
        select(member.canonical_id.label("id"), documents, mentions)
        .join(member, member.id == MentionRow.actor_id)
        .where(_COUNTS, member.canonical_id.in_(joint))
        .group_by(member.canonical_id)
    )
    return union_all(alone, together)


def mentioned() -> Any:
    """Ids of canonical actors that some document mentions."""
    member = aliased(ActorRow)
    bearing = select(MentionRow.id).where(MentionRow.actor_id == member.id, _COUNTS).exists()
    return select(member.canonical_id).where(member.canonical_id.is_not(None), bearing)


def made_by_hand() -> Any:
    """Made or edited by the analyst: has a decision, or is no starter knowledge and not a suggestion."""
    decided = select(JudgementRow.actor_id).where(~JudgementRow.undone)
    others = select(JudgementRow.other_id).where(~JudgementRow.undone, JudgementRow.other_id.is_not(None))
    own = ActorRow.key.is_(None) & (ActorRow.status == str(ActorStatus.CONFIRMED))
    return or_(own, ActorRow.id.in_(decided), ActorRow.id.in_(others))


def seen(roots: Sequence[int] | None = None) -> Any:
    member = aliased(ActorRow)
    query = (
        select(
            member.canonical_id.label("id"),
            func.min(DocumentRow.published).label("first"),
            func.max(DocumentRow.published).label("last"),
        )
        .join(MentionRow, MentionRow.actor_id == member.id)
        .join(DocumentRow, DocumentRow.id == MentionRow.document_id)
        .where(_COUNTS, DocumentRow.published.is_not(None))
        .group_by(member.canonical_id)
    )
    return query if roots is None else query.where(member.canonical_id.in_(roots))
