"""The tables of case.db. Rows stay inside `storage/`; everybody else sees domain dataclasses."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

APPLICATION_ID = 0x444F5353
"""`DOSS` in SQLite's header: tells a case from any other database."""

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """SQLite keeps no time zone: stores UTC, gives back aware datetimes."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To naive UTC."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To aware UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


class Table(DeclarativeBase):
    """What all tables share: the naming convention, UTC, and JSON for lists."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's form
        list[str]: JSON,
        list[int]: JSON,
        dict[str, Any]: JSON,
        datetime: UtcDateTime,
    }


NEVER_AGAIN = {"sqlite_autoincrement": True}
"""For tables whose rows come back by undo: SQLite gives the number of a removed row to no other."""


class InfoRow(Table):
    """Facts about the case itself: name, identity, engine, analyst's wishes."""

    __tablename__ = "info"
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class SourceRow(Table):
    __tablename__ = "source"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)
    descriptor: Mapped[str] = mapped_column(default="")
    names: Mapped[list[str]] = mapped_column(default=list)
    domains: Mapped[list[str]] = mapped_column(default=list)
    country: Mapped[str | None]
    withdrawn: Mapped[bool] = mapped_column(default=False)


class DocumentRow(Table):
    __tablename__ = "document"
    id: Mapped[int] = mapped_column(primary_key=True)
    file: Mapped[str]
    title: Mapped[str]
    title_sort: Mapped[str] = mapped_column(index=True)
    original_title: Mapped[str | None]
    author: Mapped[str | None]
    published: Mapped[str | None] = mapped_column(index=True)
    """ISO 8601, as precise as known; sorts as text."""
    language: Mapped[str | None] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(index=True)
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id"), index=True)
    sha256: Mapped[str] = mapped_column(index=True)
    text_sha256: Mapped[str] = mapped_column(index=True)
    words: Mapped[int] = mapped_column(default=0)
    characters: Mapped[int] = mapped_column(default=0)
    size: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str | None]
    url: Mapped[str | None]
    media_type: Mapped[str]
    imported_at: Mapped[datetime]
    signature: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    group_id: Mapped[int | None] = mapped_column(index=True)
    withdrawn: Mapped[bool] = mapped_column(default=False)
    removed_at: Mapped[datetime | None] = mapped_column(index=True)
    """When it was taken out of the case; it can be brought back until the trash is emptied."""
    emptied: Mapped[bool] = mapped_column(default=False, server_default="0")
    """Its words and bytes are gone; the row stays so that its number is given to no other."""


class TextRow(Table):
    """The extracted text, apart from its document so that lists stay light; never changed."""

    __tablename__ = "document_text"
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)
    text: Mapped[str]
    pages: Mapped[list[int]] = mapped_column(default=list)


class OutboxRow(Table):
    """A document that the index doesn't know in its present state; written with the change itself."""

    __tablename__ = "outbox"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    document_id: Mapped[int] = mapped_column(index=True)
    __table_args__ = ({"sqlite_autoincrement": True},)


class GradingRow(Table):
    __tablename__ = "grading"
    id: Mapped[int] = mapped_column(primary_key=True)
    when: Mapped[datetime]
    who: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id"), index=True)
    reliability: Mapped[str | None]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    credibility: Mapped[int | None]


class PassageRow(Table):
    __tablename__ = "passage"
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str]
    prefix: Mapped[str] = mapped_column(default="")
    suffix: Mapped[str] = mapped_column(default="")


class ActorRow(Table):
    """`canonical_id` names the actor this one was merged into, or itself: merging moves nothing.

    It is null when the actor's making was undone: such a row stays for the history and is never shown.
    """

    __tablename__ = "actor"
    id: Mapped[int] = mapped_column(primary_key=True)
    canonical_id: Mapped[int | None] = mapped_column(ForeignKey("actor.id"), index=True)
    key: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    role: Mapped[str]
    status: Mapped[str] = mapped_column(index=True)
    description: Mapped[str] = mapped_column(default="")
    countries: Mapped[list[str]] = mapped_column(default=list)
    context: Mapped[list[str]] = mapped_column(default=list)


class AliasRow(Table):
    __tablename__ = "alias"
    id: Mapped[int] = mapped_column(primary_key=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("actor.id"), index=True)
    value: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    script: Mapped[str]
    language: Mapped[str | None]
    form: Mapped[str]
    used_by: Mapped[str | None]
    ambiguous: Mapped[bool] = mapped_column(default=False)
    status: Mapped[str]
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id"))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    first_seen: Mapped[str | None]
    last_seen: Mapped[str | None]
    note: Mapped[str | None]


class MentionRow(Table):
    __tablename__ = "mention"
    id: Mapped[int] = mapped_column(primary_key=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("actor.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"))
    start: Mapped[int]
    end: Mapped[int]
    surface: Mapped[str]
    status: Mapped[str]
    weight: Mapped[float] = mapped_column(default=1.0)
    reason: Mapped[str] = mapped_column(default="")
    by_hand: Mapped[bool] = mapped_column(default=False)
    """Made or judged by the analyst: finding mentions anew leaves it alone."""
    __table_args__ = (  # counting reads these alone
        Index("ix_mention_actor_document", "actor_id", "document_id", "status"),
        Index("ix_mention_document_actor", "document_id", "actor_id", "status"),
    )


class JudgementRow(Table):
    """A decision on actors; `before` holds what is needed to restore the former state exactly."""

    __tablename__ = "judgement"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    actor_id: Mapped[int] = mapped_column(ForeignKey("actor.id"), index=True)
    other_id: Mapped[int | None] = mapped_column(ForeignKey("actor.id"))
    who: Mapped[str]
    when: Mapped[datetime]
    why: Mapped[str] = mapped_column(default="")
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    undone: Mapped[bool] = mapped_column(default=False)


class RelationshipRow(Table):
    __tablename__ = "relationship"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    subject_id: Mapped[int] = mapped_column(ForeignKey("actor.id"), index=True)
    object_id: Mapped[int] = mapped_column(ForeignKey("actor.id"), index=True)
    start: Mapped[str | None]
    end: Mapped[str | None]
    note: Mapped[str] = mapped_column(default="")
    disputed: Mapped[bool] = mapped_column(default=False)
    from_seed: Mapped[bool] = mapped_column(default=False)


class RelationshipPassageRow(Table):
    __tablename__ = "relationship_passage"
    relationship_id: Mapped[int] = mapped_column(
        ForeignKey("relationship.id", ondelete="CASCADE"), primary_key=True
    )
    passage_id: Mapped[int] = mapped_column(ForeignKey("passage.id"), primary_key=True)


class EventRow(Table):
    __tablename__ = "event"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    start: Mapped[str | None]
    end: Mapped[str | None]
    place: Mapped[str] = mapped_column(default="")


class EventActorRow(Table):
    __tablename__ = "event_actor"
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("actor.id"), primary_key=True)


class EventPassageRow(Table):
    __tablename__ = "event_passage"
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    passage_id: Mapped[int] = mapped_column(ForeignKey("passage.id"), primary_key=True)


class PublicationRow(Table):
    __tablename__ = "publication"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    publisher: Mapped[str] = mapped_column(default="")
    published: Mapped[str | None]
    url: Mapped[str | None]
    kind: Mapped[str] = mapped_column(default="publication")


class LinkRow(Table):
    __tablename__ = "link"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    status: Mapped[str]
    from_document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    from_publication_id: Mapped[int | None] = mapped_column(ForeignKey("publication.id"), index=True)
    to_document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    to_publication_id: Mapped[int | None] = mapped_column(ForeignKey("publication.id"), index=True)
    passage_id: Mapped[int | None] = mapped_column(ForeignKey("passage.id"))
    reason: Mapped[str] = mapped_column(default="")


class ClaimRow(Table):
    __tablename__ = "claim"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    claimant: Mapped[str] = mapped_column(default="")
    first_appearance: Mapped[str] = mapped_column(default="")
    verdict_printed: Mapped[str] = mapped_column(default="")
    verdict: Mapped[str | None]
    reviewer: Mapped[str] = mapped_column(default="")
    reviewed: Mapped[str | None]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    passage_id: Mapped[int | None] = mapped_column(ForeignKey("passage.id"))
    url: Mapped[str | None]
    __table_args__ = (NEVER_AGAIN,)


class StatementClaimRow(Table):
    """This statement rests on that claim, or (`rests` false) someone decided that it doesn't."""

    __tablename__ = "statement_claim"
    statement_id: Mapped[int] = mapped_column(
        ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True
    )
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True)
    rests: Mapped[bool] = mapped_column(default=True, server_default="1")


class FindingRow(Table):
    """A finding that was resolved; open ones are computed anew, so only decisions are kept."""

    __tablename__ = "finding"
    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(unique=True)
    """Of the kind and both passages: recognises the same finding in the next run."""
    kind: Mapped[str]
    sentence: Mapped[str]
    resolution: Mapped[str]
    kept: Mapped[int | None]
    who: Mapped[str]
    when: Mapped[datetime]


class ConflictRow(Table):
    """Two statements that contradict each other; they stay side by side."""

    __tablename__ = "conflict"
    first_id: Mapped[int] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True)
    second_id: Mapped[int] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True)
    note: Mapped[str] = mapped_column(default="")


class DossierRow(Table):
    __tablename__ = "dossier"
    id: Mapped[int] = mapped_column(primary_key=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("actor.id"), unique=True)
    title: Mapped[str]
    tlp: Mapped[str]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    draft: Mapped[bool] = mapped_column(default=False)


class SectionRow(Table):
    __tablename__ = "section"
    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    title: Mapped[str]
    __table_args__ = (NEVER_AGAIN,)


class StatementRow(Table):
    __tablename__ = "statement"
    id: Mapped[int] = mapped_column(primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    text: Mapped[str]
    form: Mapped[str]
    judgement: Mapped[bool] = mapped_column(default=False)
    likelihood: Mapped[str | None]
    confidence: Mapped[str | None]
    tlp: Mapped[str]
    draft: Mapped[bool] = mapped_column(default=False)
    translation: Mapped[str] = mapped_column(default="")
    translator: Mapped[str] = mapped_column(default="")
    __table_args__ = (NEVER_AGAIN,)


class CitationRow(Table):
    __tablename__ = "citation"
    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"), index=True)
    passage_id: Mapped[int] = mapped_column(ForeignKey("passage.id"), index=True)
    position: Mapped[int]
    note: Mapped[str] = mapped_column(default="")
    __table_args__ = (NEVER_AGAIN,)


class EditRow(Table):
    """One edit of a dossier, with the state of what it touched before and after: undo and redo."""

    __tablename__ = "edit"
    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id", ondelete="CASCADE"), index=True)
    when: Mapped[datetime]
    label: Mapped[str]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    undone: Mapped[bool] = mapped_column(default=False)


class SavedSearchRow(Table):
    __tablename__ = "saved_search"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    query: Mapped[str]
    seen_document_id: Mapped[int] = mapped_column(default=0)
    """The newest document when the analyst last looked; newer hits make the badge."""
    place: Mapped[int] = mapped_column(default=0, server_default="0")
    """In the analyst's order."""
    options: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    """Sort order, exactness and chosen facets, as `Inquiry.options`."""
    __table_args__ = (UniqueConstraint("name"),)


class SearchHistoryRow(Table):
    __tablename__ = "search_history"
    id: Mapped[int] = mapped_column(primary_key=True)
    query: Mapped[str]
    when: Mapped[datetime]
    total: Mapped[int]


class AuditRow(Table):
    """What was done to the case, each row hashed together with the one before."""

    __tablename__ = "audit"
    id: Mapped[int] = mapped_column(primary_key=True)
    when: Mapped[datetime]
    who: Mapped[str]
    what: Mapped[str]
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
    hash: Mapped[str]
