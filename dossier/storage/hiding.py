"""Leave removed documents, and what was found in them, out of every reading that doesn't ask for them.

One rule for all stores: each SELECT over documents, their texts, mentions, links and claims gets the condition by
itself. Who asks for a document by its number says `WITH_REMOVED`, so that a citation never points into nothing.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import event, or_, select
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from dossier.storage.tables import ClaimRow, DocumentRow, LinkRow, MentionRow, TextRow

WITH_REMOVED = {"with_removed": True}
"""Execution options of a query that shall see removed documents too."""


class CaseSession(Session):
    """A session on a case."""


def _gone() -> Any:
    table: Any = DocumentRow.__table__
    return select(table.c.id).where(table.c.removed_at.is_not(None)).scalar_subquery()


def _here(column: Any) -> Any:
    return or_(column.is_(None), column.not_in(_gone()))


_CONDITIONS = (
    with_loader_criteria(DocumentRow, DocumentRow.removed_at.is_(None)),
    with_loader_criteria(TextRow, TextRow.document_id.not_in(_gone())),
    with_loader_criteria(MentionRow, MentionRow.document_id.not_in(_gone())),
    with_loader_criteria(ClaimRow, _here(ClaimRow.document_id)),
    with_loader_criteria(LinkRow, _here(LinkRow.from_document_id) & _here(LinkRow.to_document_id)),
)


@event.listens_for(CaseSession, "do_orm_execute")
def _hide(state: ORMExecuteState) -> None:
    if state.is_select and not state.is_column_load and not state.execution_options.get("with_removed"):
        state.statement = state.statement.options(*_CONDITIONS)
