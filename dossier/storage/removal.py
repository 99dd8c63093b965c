"""Take documents out of a case, bring them back, and empty the trash; say what rests on them before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, func, or_, select, update

from dossier.domain.corpus import DocumentId
from dossier.domain.dossiers import DossierId, StatementId
from dossier.storage import audit
from dossier.storage.corpus import note_changed
from dossier.storage.database import CaseDatabase
from dossier.storage.hiding import WITH_REMOVED
from dossier.storage.queries import parts
from dossier.storage.tables import (
    CitationRow,
    ClaimRow,
    DocumentRow,
    DossierRow,
    EventPassageRow,
    EventRow,
    GradingRow,
    LinkRow,
    MentionRow,
    PassageRow,
    RelationshipPassageRow,
    SectionRow,
    StatementClaimRow,
    StatementRow,
    TextRow,
)


@dataclass(frozen=True)
class Rests:
    """What the analyst has built on a document: a statement, a relationship or an event."""

    document_id: DocumentId
    what: str
    """`statement`, `relationship` or `event`."""
    words: str
    dossier_id: DossierId | None = None
    dossier: str = ""
    statement_id: StatementId | None = None


@dataclass(frozen=True)
class Removed:
    """A document in the trash."""

    id: DocumentId
    title: str
    file: str
    when: datetime
    words: int
    size: int
    """Bytes of the original."""


@dataclass(frozen=True)
class ImportDone:
    """One import: when it began, and how many of its documents are in the case now."""

    when: datetime
    documents: int


class RemovalStore:
    """The trash of one case."""

    def __init__(self, database: CaseDatabase) -> None:
        self._db = database

    # -- looking

    def resting_on(self, ids: Sequence[DocumentId]) -> list[Rests]:
        """Statements that cite these documents (or rest on claims in them), relationships and events noted from them."""
        found: dict[Rests, None] = {}
        cited = (
            select(
                PassageRow.document_id, StatementRow.id, StatementRow.text, DossierRow.id, DossierRow.title
            )
            .join(CitationRow, CitationRow.passage_id == PassageRow.id)
            .join(StatementRow, StatementRow.id == CitationRow.statement_id)
            .join(SectionRow, SectionRow.id == StatementRow.section_id)
            .join(DossierRow, DossierRow.id == SectionRow.dossier_id)
        )
        claimed = (
            select(ClaimRow.document_id, StatementRow.id, StatementRow.text, DossierRow.id, DossierRow.title)
            .join(StatementClaimRow, StatementClaimRow.claim_id == ClaimRow.id)
            .join(StatementRow, StatementRow.id == StatementClaimRow.statement_id)
            .join(SectionRow, SectionRow.id == StatementRow.section_id)
            .join(DossierRow, DossierRow.id == SectionRow.dossier_id)
            .where(StatementClaimRow.rests)
        )
        events = (
            select(PassageRow.document_id, EventRow.title)
            .join(EventPassageRow, EventPassageRow.passage_id == PassageRow.id)
            .join(EventRow, EventRow.id == EventPassageRow.event_id)
        )
        ties = select(PassageRow.document_id, PassageRow.quote).join(
            RelationshipPassageRow, RelationshipPassageRow.passage_id == PassageRow.id
        )
        with self._db.reading() as session:
            for part in parts(ids):
                rows = [
                    *session.execute(
                        cited.where(PassageRow.document_id.in_(part)), execution_options=WITH_REMOVED
                    ),
                    *session.execute(
                        claimed.where(ClaimRow.document_id.in_(part)), execution_options=WITH_REMOVED
                    ),
                ]
                for document, statement, words, dossier, title in rows:
                    into = DossierId(dossier), title, StatementId(statement)
                    found[Rests(DocumentId(document), "statement", words, *into)] = None
                for what, query in (("event", events), ("relationship", ties)):
                    for document, words in session.execute(query.where(PassageRow.document_id.in_(part))):
                        found[Rests(DocumentId(document), what, words)] = None
        return list(found)

    def removed(self) -> list[Removed]:
        """What is in the trash, last removed first."""
        query = (
            select(DocumentRow)
            .where(DocumentRow.removed_at.is_not(None), ~DocumentRow.emptied)
            .order_by(DocumentRow.removed_at.desc(), DocumentRow.id.desc())
        )
        with self._db.reading() as session:
            return [
                Removed(DocumentId(row.id), row.title, row.file, row.removed_at, row.words, row.size)
                for row in session.execute(query, execution_options=WITH_REMOVED).scalars()
                if row.removed_at is not None
            ]

    def removed_with(self, sha256: str) -> DocumentId | None:
        """The document in the trash whose original has this hash."""
        query = select(func.min(DocumentRow.id)).where(
            DocumentRow.sha256 == sha256, DocumentRow.removed_at.is_not(None), ~DocumentRow.emptied
        )
        with self._db.reading() as session:
            found = session.execute(query, execution_options=WITH_REMOVED).scalar_one_or_none()
        return None if found is None else DocumentId(found)

    def imports(self) -> list[ImportDone]:
        """Every import of which a document is in the case, the last one first."""
        query = select(DocumentRow.imported_at, func.count()).group_by(DocumentRow.imported_at)
        with self._db.reading() as session:
            rows = session.execute(query.order_by(DocumentRow.imported_at.desc())).all()
        return [ImportDone(when, number) for when, number in rows]

    def imported_at(self, when: datetime) -> list[DocumentId]:
        """The documents of one import that are in the case."""
        query = select(DocumentRow.id).where(DocumentRow.imported_at == when).order_by(DocumentRow.id)
        with self._db.reading() as session:
            return [DocumentId(key) for key in session.execute(query).scalars()]

    # -- doing

    def remove(self, ids: Sequence[DocumentId], *, now: datetime | None = None) -> list[DocumentId]:
        """Put documents into the trash; returns those that were in the case."""
        return self._set(ids, now or datetime.now(UTC), "remove documents")

    def restore(self, ids: Sequence[DocumentId]) -> list[DocumentId]:
        """Bring documents back out of the trash; returns those that were in it."""
        return self._set(ids, None, "bring documents back")

    def _set(self, ids: Sequence[DocumentId], when: datetime | None, what: str) -> list[DocumentId]:
        changed: dict[int, str] = {}
        is_other = DocumentRow.removed_at.is_(None) if when else DocumentRow.removed_at.is_not(None)
        with self._db.transaction() as session:
            for part in parts(ids):
                query = select(DocumentRow.id, DocumentRow.sha256).where(
                    DocumentRow.id.in_(part), is_other, ~DocumentRow.emptied
                )
                found = {row[0]: row[1] for row in session.execute(query, execution_options=WITH_REMOVED)}
                session.execute(update(DocumentRow).where(DocumentRow.id.in_(found)).values(removed_at=when))
                changed.update(found)
            note_changed(session, changed)
            if changed:
                audit.note(session, what, documents={str(key): sha256 for key, sha256 in changed.items()})
        return [DocumentId(key) for key in ids if key in changed]

    def empty(self, ids: Sequence[DocumentId]) -> list[str]:
        """Take the words of documents in the trash out of the database for good.

        Returns the hashes of originals that no document needs any more. A husk of each row stays, without name or
        words, so that nothing that once led to it can lead to another document.
        """
        wanted = {one.id for one in self.removed()} & set(ids)
        keys = sorted(wanted)
        hashes: dict[int, str] = {}
        with self._db.transaction() as session:
            for part in parts(keys):
                of_these: Any = DocumentRow.id.in_(part)
                query = select(DocumentRow.id, DocumentRow.sha256).where(of_these)
                hashes.update(
                    {row[0]: row[1] for row in session.execute(query, execution_options=WITH_REMOVED)}
                )
                passages = select(PassageRow.id).where(PassageRow.document_id.in_(part)).scalar_subquery()
                session.execute(
                    update(LinkRow).where(LinkRow.passage_id.in_(passages)).values(passage_id=None)
                )
                session.execute(
                    delete(LinkRow).where(
                        or_(LinkRow.from_document_id.in_(part), LinkRow.to_document_id.in_(part))
                    )
                )
                session.execute(delete(MentionRow).where(MentionRow.document_id.in_(part)))
                session.execute(delete(ClaimRow).where(ClaimRow.document_id.in_(part)))
                session.execute(delete(GradingRow).where(GradingRow.document_id.in_(part)))
                session.execute(
                    update(PassageRow)
                    .where(PassageRow.document_id.in_(part))
                    .values(quote="", prefix="", suffix="")
                )
                session.execute(
                    update(TextRow).where(TextRow.document_id.in_(part)).values(text="", pages=[])
                )
                session.execute(
                    update(DocumentRow)
                    .where(of_these)
                    .values(
                        emptied=True, file="", title="", title_sort="", original_title=None, author=None,
                        published=None, problem=None, url=None, signature=None, group_id=None,
                    )
                )  # fmt: skip
            if hashes:
                audit.note(session, "empty trash", documents={str(key): one for key, one in hashes.items()})
            unused = set(hashes.values())
            for some in parts(sorted(unused)):
                kept = select(DocumentRow.sha256).where(~DocumentRow.emptied, DocumentRow.sha256.in_(some))
                unused.difference_update(session.execute(kept, execution_options=WITH_REMOVED).scalars())
        return sorted(unused)
