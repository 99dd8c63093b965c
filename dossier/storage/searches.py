"""Keep saved searches and the history of searches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from dossier.domain.corpus import DocumentId
from dossier.domain.searches import Inquiry, PastSearch, SavedSearch, SavedSearchId
from dossier.errors import NotFound, UserError
from dossier.storage.database import CaseDatabase
from dossier.storage.tables import DocumentRow, SavedSearchRow, SearchHistoryRow

MOST_REMEMBERED = 200
"""Searches in the history of a case."""


class SearchStore:
    """Saved searches and history of one case."""

    def __init__(self, database: CaseDatabase) -> None:
        self._db = database

    # -- saved searches

    def saved(self) -> list[SavedSearch]:
        """All of them in the analyst's order."""
        with self._db.reading() as session:
            rows = session.execute(select(SavedSearchRow).order_by(SavedSearchRow.place, SavedSearchRow.id))
            return [_saved(row) for row in rows.scalars()]

    def save(self, name: str, inquiry: Inquiry, seen: DocumentId | None = None) -> SavedSearchId:
        """Save a search as the last of all, or in the place of the one with this name.

        `seen` None means that all present documents have been looked at.
        """
        with self._db.transaction() as session:
            row = session.execute(
                select(SavedSearchRow).where(SavedSearchRow.name == name)
            ).scalar_one_or_none()
            if row is None:
                last = session.execute(select(func.max(SavedSearchRow.place))).scalar() or 0
                row = SavedSearchRow(name=name, place=last + 1)
                session.add(row)
            row.query = inquiry.query
            row.options = inquiry.options()
            row.seen_document_id = _newest(session) if seen is None else seen
            session.flush()
            return SavedSearchId(row.id)

    def rename(self, key: SavedSearchId, name: str) -> None:
        """Give another name. UserError when it is taken."""
        with self._db.transaction() as session:
            other = session.execute(
                select(SavedSearchRow.id).where(SavedSearchRow.name == name, SavedSearchRow.id != key)
            ).scalar_one_or_none()
            if other is not None:
                raise UserError("There is a saved search of that name already.", hint="Choose another name.")
            _get(session, key).name = name

    def remove(self, key: SavedSearchId) -> None:
        """Forget a saved search."""
        with self._db.transaction() as session:
            session.delete(_get(session, key))

    def arrange(self, keys: Sequence[SavedSearchId]) -> None:
        """Put saved searches in this order; those not named come after them."""
        with self._db.transaction() as session:
            rows = session.execute(select(SavedSearchRow).order_by(SavedSearchRow.place, SavedSearchRow.id))
            ranks = {key: rank for rank, key in enumerate(keys)}
            ordered = sorted(rows.scalars(), key=lambda row: ranks.get(SavedSearchId(row.id), len(ranks)))
            for place, row in enumerate(ordered, start=1):
                row.place = place

    def look(self, key: SavedSearchId) -> None:
        """Note that the analyst has seen everything that is there now."""
        with self._db.transaction() as session:
            _get(session, key).seen_document_id = _newest(session)

    def newest_document(self) -> DocumentId:
        """The document that was imported last; 0 when there is none."""
        with self._db.reading() as session:
            return DocumentId(_newest(session))

    # -- history

    def history(self) -> list[PastSearch]:
        """The last searches, newest first, each query once."""
        with self._db.reading() as session:
            rows = session.execute(select(SearchHistoryRow).order_by(SearchHistoryRow.id.desc()))
            return [PastSearch(row.query, row.when, row.total) for row in rows.scalars()]

    def remember(self, query: str, total: int, *, now: datetime | None = None) -> None:
        """Put a search first in the history; the oldest beyond MOST_REMEMBERED go."""
        with self._db.transaction() as session:
            session.execute(delete(SearchHistoryRow).where(SearchHistoryRow.query == query))
            # An id of its own, above all: SQLite would give that of the newest row again after its deletion.
            last = session.execute(select(func.max(SearchHistoryRow.id))).scalar() or 0
            session.add(
                SearchHistoryRow(id=last + 1, query=query, when=now or datetime.now(UTC), total=total)
            )
            session.flush()
            kept = select(SearchHistoryRow.id).order_by(SearchHistoryRow.id.desc()).limit(MOST_REMEMBERED)
            session.execute(delete(SearchHistoryRow).where(SearchHistoryRow.id.not_in(kept)))

    def forget_history(self) -> None:
        """Clear the history."""
        with self._db.transaction() as session:
            session.execute(delete(SearchHistoryRow))


def _newest(session: Session) -> int:
    return session.execute(select(func.max(DocumentRow.id))).scalar() or 0


def _get(session: Session, key: SavedSearchId) -> SavedSearchRow:
    row = session.get(SavedSearchRow, key)
    if row is None:
        raise NotFound("That saved search is not in the case any more.")
    return row


def _saved(row: SavedSearchRow) -> SavedSearch:
    return SavedSearch(
        SavedSearchId(row.id), row.name, Inquiry.of(row.query, row.options), DocumentId(row.seen_document_id)
    )
