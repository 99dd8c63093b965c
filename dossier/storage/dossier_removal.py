"""Take a whole dossier out of a case and put it back as it was, with its edits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from dossier.domain.dossiers import DossierId
from dossier.errors import UserError
from dossier.storage import audit, edits
from dossier.storage.tables import (
    CitationRow,
    ClaimRow,
    ConflictRow,
    DossierRow,
    EditRow,
    PassageRow,
    SectionRow,
    StatementClaimRow,
    StatementRow,
    Table,
)

_PARTS: tuple[type[Table], ...] = (SectionRow, StatementRow, CitationRow, StatementClaimRow, ConflictRow)
"""Parents first."""


@dataclass(frozen=True)
class RemovedDossier:
    """All rows of a dossier that was taken out."""

    dossier: dict[str, Any]
    parts: edits.Rows
    edits: tuple[dict[str, Any], ...]

    @property
    def title(self) -> str:
        """As it was called."""
        return str(self.dossier["title"])


def take_out(session: Session, key: DossierId) -> RemovedDossier | None:
    """Delete a dossier with all that belongs to it; None if there is none of that number."""
    row = session.execute(select(DossierRow.__table__).where(DossierRow.id == key)).mappings().one_or_none()
    if row is None:
        return None
    history = session.execute(select(EditRow.__table__).where(EditRow.dossier_id == key)).mappings()
    removed = RemovedDossier(dict(row), edits.snapshot(session, key), tuple(dict(one) for one in history))
    audit.note(session, "delete dossier", dossier=int(key), actor=row["actor_id"], title=row["title"])
    session.execute(delete(DossierRow).where(DossierRow.id == key))
    return removed


def put_back(session: Session, removed: RemovedDossier) -> DossierId:
    """Make the rows again; what they lead to and is gone by now stays away.

    Raises UserError when the actor has another dossier meanwhile.
    """
    row = removed.dossier
    taken = (DossierRow.id == row["id"]) | (DossierRow.actor_id == row["actor_id"])
    if session.execute(select(DossierRow.id).where(taken)).first() is not None:
        raise UserError(
            "Another dossier was begun since this one was removed, so it stays removed.",
            hint="Remove the new one, then take the removal back.",
        )
    session.execute(insert(DossierRow), [row])
    for table in _PARTS:
        rows = [
            one
            for one in removed.parts[table.__tablename__].values()
            if _leads_somewhere(session, table, one)
        ]
        if rows:
            session.execute(insert(table), rows)
    if removed.edits:
        session.execute(insert(EditRow), list(removed.edits))
    audit.note(session, "bring dossier back", dossier=int(row["id"]), actor=row["actor_id"])
    return DossierId(int(row["id"]))


def _leads_somewhere(session: Session, table: type[Table], row: dict[str, Any]) -> bool:
    """Whether what a row refers to outside its dossier is still there."""
    if table is CitationRow:
        return session.get(PassageRow, row["passage_id"]) is not None
    if table is StatementClaimRow:
        return session.get(ClaimRow, row["claim_id"]) is not None
    if table is ConflictRow:
        return all(session.get(StatementRow, row[end]) is not None for end in ("first_id", "second_id"))
    return True
