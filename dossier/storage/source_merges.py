"""Say that two sources are one outlet, and take it back exactly: documents move, names are learned."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dossier.domain.corpus import SourceId
from dossier.errors import NotFound, UserError
from dossier.storage import audit
from dossier.storage.database import CaseDatabase
from dossier.storage.queries import parts
from dossier.storage.tables import DocumentRow, InfoRow, OutboxRow, SourceRow
from dossier.text.normalize import fold

_KEY = "merged sources"


@dataclass(frozen=True)
class SourceMerge:
    """What is needed to take a merge back."""

    source: int
    into: int
    documents: list[int]
    """Those that moved."""
    names: list[str]
    """Those that `into` learned."""
    domains: list[str]


class SourceMerges:
    """The merges of one case. A merged source keeps its row, its gradings and its name; it has no documents."""

    def __init__(self, database: CaseDatabase) -> None:
        self._db = database

    def every(self) -> list[SourceMerge]:
        """Merges in force, oldest first."""
        with self._db.reading() as session:
            return _read(session)

    def merge(self, source: SourceId, into: SourceId) -> None:
        """Make one of two. UserError for a source with itself, or for one that was merged already."""
        with self._db.transaction() as session:
            merges = _read(session)
            gone = {one.source for one in merges}
            if source == into or {source, into} & gone:
                raise UserError("These are one source already.", hint="Choose another one.")
            one, other = _row(session, source), _row(session, into)
            moved = list(
                session.execute(select(DocumentRow.id).where(DocumentRow.source_id == source)).scalars()
            )
            known = {fold(name).strip() for name in (other.name, *other.names)}
            names = [name for name in (one.name, *one.names) if fold(name).strip() not in known]
            domains = [domain for domain in one.domains if domain not in other.domains]
            other.names = [*other.names, *names]
            other.domains = [*other.domains, *domains]
            _move(session, moved, into)
            # A document that is merged away later must come back with it: it moves along in one merge only.
            merges.append(SourceMerge(int(source), int(into), [int(key) for key in moved], names, domains))
            _write(session, merges)
            audit.note(session, "merge sources", source=int(source), into=int(into))

    def split(self, source: SourceId) -> None:
        """Take the merge of this source back. UserError when it was not merged, or its other one was since."""
        with self._db.transaction() as session:
            merges = _read(session)
            found = next((one for one in merges if one.source == source), None)
            if found is None:
                raise UserError("That source was not merged.", hint="Nothing was changed.")
            if any(one.source == found.into for one in merges):
                raise UserError(
                    "The source that it was merged into was merged itself since.",
                    hint="Split that one off first.",
                )
            still = []
            for part in parts(found.documents):
                query = select(DocumentRow.id).where(
                    DocumentRow.id.in_(part), DocumentRow.source_id == found.into
                )
                still += list(session.execute(query).scalars())
            _move(session, still, source)
            other = _row(session, SourceId(found.into))
            other.names = [name for name in other.names if name not in found.names]
            other.domains = [domain for domain in other.domains if domain not in found.domains]
            _write(session, [one for one in merges if one is not found])
            audit.note(session, "split sources", source=int(source), into=found.into)


def standing_for(session: Session, key: int) -> int:
    """The source that a source was merged into in the end, or itself."""
    into = {one.source: one.into for one in _read(session)}
    while key in into:
        key = into[key]
    return key


def _read(session: Session) -> list[SourceMerge]:
    row = session.get(InfoRow, _KEY)
    return [] if row is None else [SourceMerge(**entry) for entry in json.loads(row.value)]


def _write(session: Session, merges: Sequence[SourceMerge]) -> None:
    session.merge(InfoRow(key=_KEY, value=json.dumps([asdict(one) for one in merges], ensure_ascii=False)))


def _row(session: Session, key: SourceId) -> SourceRow:
    row = session.get(SourceRow, key)
    if row is None:
        raise NotFound("That source is not in this case any more.")
    return row


def _move(session: Session, documents: Sequence[int], to: int) -> None:
    for part in parts(documents):
        session.execute(update(DocumentRow).where(DocumentRow.id.in_(part)).values(source_id=to))
    session.add_all([OutboxRow(document_id=key) for key in documents])
