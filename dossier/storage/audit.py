"""Keep a record of what was done to a case, each entry hashed together with the one before, and verify it.

The hash of an entry is SHA-256 over the UTF-8 bytes of a JSON array: the former entry's hash ("" for the
first), then id, time (UTC, ISO 8601, microseconds), who, what and detail; keys sorted, no spaces, ASCII
only. Whoever changes, removes or slips in an entry breaks the chain there. The newest hash is kept a second
time beside the record, so that entries missing at its end are noticed as well. Somebody who can write the
file and knows all this could forge the whole chain: against that, note the newest hash elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dossier.storage.database import CaseDatabase
from dossier.storage.tables import AuditRow, InfoRow

_NEWEST = "audit newest"


@dataclass(frozen=True)
class Entry:
    """One deed. `detail` holds ids and hashes; a title only where the thing itself is gone."""

    id: int
    when: datetime
    who: str
    what: str
    detail: Mapping[str, Any]
    hash: str


@dataclass(frozen=True)
class Broken:
    """The first entry that does not fit, and why."""

    entry: int
    why: str


def note(session: Session, what: str, **detail: Any) -> None:
    """Enter a deed in the transaction that does it. `detail`: what JSON can hold."""
    newest = session.execute(select(AuditRow).order_by(AuditRow.id.desc()).limit(1)).scalar_one_or_none()
    row = AuditRow(
        id=newest.id + 1 if newest else 1,
        when=datetime.now(UTC),
        who=str(session.info.get("who", "")),
        what=what,
        detail=json.loads(json.dumps(detail)),
    )
    row.hash = _hash(newest.hash if newest else "", row)
    session.add(row)
    session.merge(InfoRow(key=_NEWEST, value=f"{row.id} {row.hash}"))
    session.flush()


class AuditStore:
    """The record of one case."""

    def __init__(self, database: CaseDatabase) -> None:
        self._db = database

    def note(self, what: str, **detail: Any) -> None:
        """Enter a deed that is done outside the database, such as an export."""
        with self._db.transaction() as session:
            note(session, what, **detail)

    def note_once(self, key: str, what: str, who: str, **detail: Any) -> None:
        """Enter a deed that was done before, by `who`, unless the entry of this key is there already."""
        with self._db.transaction() as session:
            known = select(AuditRow.id).where(AuditRow.detail["note"].as_string() == key).limit(1)
            if session.execute(known).first() is None:
                entering, session.info["who"] = session.info.get("who", ""), who
                note(session, what, **detail, note=key)
                session.info["who"] = entering

    def entries(self, *, before: int | None = None, limit: int = 200) -> Sequence[Entry]:
        """The newest entries first; `before` an id, for the next page."""
        query = select(AuditRow).order_by(AuditRow.id.desc()).limit(limit)
        if before is not None:
            query = query.where(AuditRow.id < before)
        with self._db.reading() as session:
            return [
                Entry(row.id, row.when, row.who, row.what, row.detail, row.hash)
                for row in session.execute(query).scalars()
            ]

    def verify(self) -> Broken | None:
        """Walk the whole chain; None when every entry fits."""
        last, former = 0, ""
        with self._db.reading() as session:
            for row in session.execute(select(AuditRow).order_by(AuditRow.id)).scalars().yield_per(500):
                if row.id != last + 1:
                    return Broken(last + 1, "it is missing")
                if row.hash != _hash(former, row):
                    return Broken(row.id, "it was changed")
                last, former = row.id, row.hash
            newest = session.get(InfoRow, _NEWEST)
        noted = newest.value if newest else ""
        if noted != (f"{last} {former}" if last else ""):
            return Broken(last + 1, "entries at the end are missing")
        return None


def _hash(former: str, row: AuditRow) -> str:
    when = row.when.astimezone(UTC).isoformat(timespec="microseconds")
    data = json.dumps(
        [former, row.id, when, row.who, row.what, row.detail], sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(data.encode("ascii")).hexdigest()
