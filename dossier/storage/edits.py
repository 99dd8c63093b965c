"""Take edits of a dossier back and do them again: its rows, and what hangs on them, before and after."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, inspect, or_, select
from sqlalchemy.orm import Session

from dossier.domain.dossiers import DossierId
from dossier.storage.tables import (
    CitationRow,
    ClaimRow,
    ConflictRow,
    EditRow,
    SectionRow,
    StatementClaimRow,
    StatementRow,
    Table,
)

Rows = dict[str, dict[str, dict[str, Any]]]
"""Values of rows by table and primary key; the parts of a longer key are joined by a space."""

_TABLES: tuple[type[Table], ...] = (SectionRow, StatementRow, CitationRow, StatementClaimRow, ConflictRow)
"""Tables whose rows belong to a dossier, parents first."""
_HANGING = (StatementClaimRow.__tablename__, ConflictRow.__tablename__)
"""What goes with a statement, and may have come since it was written."""
_KEYS = {
    table.__tablename__: tuple(str(column.key) for column in inspect(table).primary_key) for table in _TABLES
}


def snapshot(session: Session, key: DossierId) -> Rows:
    """All rows that belong to a dossier."""
    sections = select(SectionRow.id).where(SectionRow.dossier_id == key)
    statements = select(StatementRow.id).where(StatementRow.section_id.in_(sections))
    queries: dict[type[Table], Select[Any]] = {
        SectionRow: select(SectionRow.__table__).where(SectionRow.dossier_id == key),
        StatementRow: select(StatementRow.__table__).where(StatementRow.section_id.in_(sections)),
        CitationRow: select(CitationRow.__table__).where(CitationRow.statement_id.in_(statements)),
        StatementClaimRow: select(StatementClaimRow.__table__).where(
            StatementClaimRow.statement_id.in_(statements)
        ),
        ConflictRow: select(ConflictRow.__table__).where(
            or_(ConflictRow.first_id.in_(statements), ConflictRow.second_id.in_(statements))
        ),
    }
    session.flush()
    found: Rows = {}
    for table, query in queries.items():
        name = table.__tablename__
        rows = [dict(row) for row in session.execute(query).mappings()]
        found[name] = {" ".join(str(row[part]) for part in _KEYS[name]): row for row in rows}
    return found


def difference(before: Rows, after: Rows) -> tuple[Rows, Rows]:
    """The rows that are gone or were otherwise before, and those that are new or otherwise now."""
    was: Rows = {}
    now: Rows = {}
    for name in before:
        old, new = before[name], after[name]
        gone = {key: row for key, row in old.items() if new.get(key) != row}
        come = {key: row for key, row in new.items() if old.get(key) != row}
        if gone:
            was[name] = gone
        if come:
            now[name] = come
    return was, now


def take_back(session: Session, edit: EditRow) -> None:
    """Make the rows as they were before an edit."""
    edit.after = _replay(session, edit, remove=edit.after, put=edit.before)
    edit.undone = True


def do_again(session: Session, edit: EditRow) -> None:
    """Make the rows as they were after an edit that was taken back."""
    edit.before = _replay(session, edit, remove=edit.before, put=edit.after)
    edit.undone = False


def _replay(session: Session, edit: EditRow, *, remove: Rows, put: Rows) -> Rows:
    """Make the rows as `put` says; those that only `remove` knows go.

    Returns `remove` with what hangs on the statements now: they may have been linked since the edit was made,
    and have those links again when they come back.
    """
    key = DossierId(edit.dossier_id)
    before = snapshot(session, key)
    for table in reversed(_TABLES):  # children first
        name = table.__tablename__
        for place, values in remove.get(name, {}).items():
            if place not in put.get(name, {}):
                row = session.get(table, tuple(values[part] for part in _KEYS[name]))
                if row is not None:
                    session.delete(row)
                elif table is ConflictRow:
                    _let_wait(session, values, wait=False)
        session.flush()
    for table in _TABLES:  # parents first
        columns = {column.key for column in inspect(table).columns}
        for values in put.get(table.__tablename__, {}).values():
            if _has_its_ends(session, table, values):
                session.merge(table(**{name: value for name, value in values.items() if name in columns}))
        session.flush()
    session.expire_all()  # the database took rows along that the session still knows
    gone, _come = difference(before, snapshot(session, key))
    statements = StatementRow.__tablename__
    going = {int(place) for place in remove.get(statements, {}) if place not in put.get(statements, {})}

    def hangs(row: dict[str, Any]) -> bool:
        return any(row.get(end) in going for end in ("statement_id", "first_id", "second_id"))

    for name in _HANGING:
        stays = {place: row for place, row in remove.get(name, {}).items() if not hangs(row)}
        went = {place: row for place, row in gone.get(name, {}).items() if hangs(row)}
        remove = {**remove, name: stays | went}
    return remove


def _has_its_ends(session: Session, table: type[Table], values: dict[str, Any]) -> bool:
    """Whether a row can be put back; a conflict with a statement that is gone now waits for that one."""
    if table is StatementClaimRow:
        return session.get(ClaimRow, values["claim_id"]) is not None
    return table is not ConflictRow or not _let_wait(session, values, wait=True)


def _let_wait(session: Session, conflict: dict[str, Any], *, wait: bool) -> bool:
    """Let a conflict come back (or not) with the statement that is gone now; False when none is gone."""
    gone = [
        str(conflict[end])
        for end in ("first_id", "second_id")
        if session.get(StatementRow, conflict[end]) is None
    ]
    if not gone:
        return False
    name, place = ConflictRow.__tablename__, f"{conflict['first_id']} {conflict['second_id']}"
    for edit in session.execute(select(EditRow).order_by(EditRow.id.desc())).scalars():
        side, other = (edit.after, edit.before) if edit.undone else (edit.before, edit.after)
        held, kept = (rows.get(StatementRow.__tablename__, {}) for rows in (side, other))
        if any(key in held and key not in kept for key in gone):
            waiting = {key: row for key, row in side.get(name, {}).items() if key != place}
            if wait:
                waiting[place] = conflict
            changed = {**side, name: waiting}
            if edit.undone:
                edit.after = changed
            else:
                edit.before = changed
            if wait:
                break
    return True
