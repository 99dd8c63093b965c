"""Keep dossiers: sections, statements, citations, and every edit so that it can be undone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from dossier.domain.actors import ActorId
from dossier.domain.corpus import DocumentId
from dossier.domain.dossiers import (
    TLP,
    Citation,
    CitationId,
    Confidence,
    Dossier,
    DossierId,
    Likelihood,
    Section,
    SectionId,
    Statement,
    StatementForm,
    StatementId,
)
from dossier.domain.evidence import Credibility, Passage
from dossier.errors import NotFound
from dossier.storage import edits
from dossier.storage.database import CaseDatabase
from dossier.storage.dossier_removal import RemovedDossier, put_back, take_out
from dossier.storage.queries import parts
from dossier.storage.tables import (
    CitationRow,
    DossierRow,
    EditRow,
    GradingRow,
    PassageRow,
    SectionRow,
    StatementRow,
)

COALESCE = timedelta(seconds=30)
"""Typing on in one statement within this time is one edit to undo."""


@dataclass(frozen=True)
class Edit:
    """One edit as the history shows it."""

    id: int
    label: str
    when: datetime
    undone: bool


class DossierStore:
    """Dossiers of one case. Methods that change one must run inside `edit`, which makes them undoable."""

    def __init__(self, database: CaseDatabase) -> None:
        self._db = database

    # -- reading

    def all(self) -> list[Dossier]:
        """All dossiers without their sections, by title."""
        with self._db.reading() as session:
            rows = session.execute(select(DossierRow).order_by(DossierRow.title)).scalars()
            return [_dossier(row, ()) for row in rows]

    def of_actor(self, actor: ActorId) -> Dossier | None:
        """The dossier about an actor, whole; None if there is none."""
        with self._db.reading() as session:
            row = session.execute(select(DossierRow).where(DossierRow.actor_id == actor)).scalar_one_or_none()
            return None if row is None else _load(session, row)

    def get(self, key: DossierId) -> Dossier:
        """One dossier, whole."""
        with self._db.reading() as session:
            return _load(session, _row(session, DossierRow, key))

    def statement(self, key: StatementId) -> Statement:
        """One statement with its citations."""
        with self._db.reading() as session:
            row = _row(session, StatementRow, key)
            return _statement(row, _citations(session, [row.id]).get(row.id, ()))

    def dossier_of(self, key: StatementId) -> DossierId:
        """The dossier in which a statement stands."""
        with self._db.reading() as session:
            section = _row(session, SectionRow, _row(session, StatementRow, key).section_id)
            return DossierId(section.dossier_id)

    def citing(self, document: DocumentId) -> list[Statement]:
        """The statements that cite a document."""
        query = (
            select(StatementRow)
            .join(CitationRow, CitationRow.statement_id == StatementRow.id)
            .join(PassageRow, PassageRow.id == CitationRow.passage_id)
            .where(PassageRow.document_id == document)
            .distinct()
        )
        with self._db.reading() as session:
            rows = list(session.execute(query).scalars())
            cited = _citations(session, [row.id for row in rows])
            return [_statement(row, cited.get(row.id, ())) for row in rows]

    # -- the dossier itself

    def create(self, actor: ActorId, title: str, tlp: TLP, *, draft: bool = False) -> DossierId:
        """A new, empty dossier."""
        now = datetime.now(UTC)
        with self._db.transaction() as session:
            row = DossierRow(
                actor_id=actor, title=title, tlp=str(tlp), created_at=now, changed_at=now, draft=draft
            )
            session.add(row)
            session.flush()
            return DossierId(row.id)

    def describe(self, key: DossierId, **values: Any) -> None:
        """Change title, tlp or draft."""
        with self._db.transaction() as session:
            row = _row(session, DossierRow, key)
            for name, value in values.items():
                setattr(row, name, str(value) if name == "tlp" else value)
            row.changed_at = datetime.now(UTC)

    def remove(self, key: DossierId) -> RemovedDossier | None:
        """Delete a dossier with all its statements, and give what `bring_back` needs."""
        with self._db.transaction() as session:
            return take_out(session, key)

    def bring_back(self, removed: RemovedDossier) -> DossierId:
        """Put a removed dossier back as it was. Raises UserError if its actor has another one by now."""
        with self._db.transaction() as session:
            return put_back(session, removed)

    # -- edits

    @contextmanager
    def edit(self, key: DossierId, label: str, *, coalesce: bool = False) -> Iterator[None]:
        """Everything inside is one edit that can be undone; afterwards nothing can be redone."""
        with self._db.transaction() as session:
            before = edits.snapshot(session, key)
            yield
            session.flush()
            session.expire_all()  # a removal took rows along that the session still knows
            was, now = edits.difference(before, edits.snapshot(session, key))
            if not was and not now:
                return
            session.execute(delete(EditRow).where(EditRow.dossier_id == key, EditRow.undone))
            last = session.execute(
                select(EditRow).where(EditRow.dossier_id == key).order_by(EditRow.id.desc()).limit(1)
            ).scalar_one_or_none()
            moment = datetime.now(UTC)
            if coalesce and last is not None and last.label == label and moment - last.when < COALESCE:
                last.after = {**last.after, **now}
                last.when = moment
            else:
                session.add(EditRow(dossier_id=key, when=moment, label=label, before=was, after=now))
            dossier = _row(session, DossierRow, key)
            dossier.changed_at = moment

    def undo(self, key: DossierId) -> str | None:
        """Take the last edit back and return its label; None when there is none."""
        with self._db.transaction() as session:
            row = session.execute(
                select(EditRow)
                .where(EditRow.dossier_id == key, ~EditRow.undone)
                .order_by(EditRow.id.desc())
                .limit(1)
            ).scalar_one_or_none()
            if row is None:
                return None
            edits.take_back(session, row)
            return row.label

    def redo(self, key: DossierId) -> str | None:
        """Bring the last undone edit back and return its label; None when there is none."""
        with self._db.transaction() as session:
            row = session.execute(
                select(EditRow).where(EditRow.dossier_id == key, EditRow.undone).order_by(EditRow.id).limit(1)
            ).scalar_one_or_none()
            if row is None:
                return None
            edits.do_again(session, row)
            return row.label

    def edits(self, key: DossierId, *, limit: int = 100) -> list[Edit]:
        """The newest edits first."""
        query = select(EditRow).where(EditRow.dossier_id == key).order_by(EditRow.id.desc()).limit(limit)
        with self._db.reading() as session:
            return [Edit(row.id, row.label, row.when, row.undone) for row in session.execute(query).scalars()]

    # -- what edits are made of

    def add_section(self, key: DossierId, title: str, position: int | None = None) -> SectionId:
        """A new section, last unless a position (from 0) is given."""
        with self._db.transaction() as session:
            row = SectionRow(dossier_id=key, title=title, position=1_000_000)
            session.add(row)
            session.flush()
            _place(session, SectionRow, SectionRow.dossier_id == key, row, position)
            return SectionId(row.id)

    def rename_section(self, key: SectionId, title: str) -> None:
        """Change a section's title."""
        with self._db.transaction() as session:
            _row(session, SectionRow, key).title = title

    def move_section(self, key: SectionId, position: int) -> None:
        """Put a section elsewhere in its dossier."""
        with self._db.transaction() as session:
            row = _row(session, SectionRow, key)
            _place(session, SectionRow, SectionRow.dossier_id == row.dossier_id, row, position)

    def remove_section(self, key: SectionId) -> None:
        """Take a section out with its statements."""
        with self._db.transaction() as session:
            session.delete(_row(session, SectionRow, key))

    def add_statement(
        self, section: SectionId, text: str, *, position: int | None = None, **values: Any
    ) -> StatementId:
        """A new statement, last in its section unless a position (from 0) is given."""
        with self._db.transaction() as session:
            row = StatementRow(
                section_id=section,
                text=text,
                position=1_000_000,
                form=str(values.pop("form", StatementForm.SENTENCE)),
                tlp=str(values.pop("tlp", TLP.CLEAR)),
                **{name: _plain(value) for name, value in values.items()},
            )
            session.add(row)
            session.flush()
            _place(session, StatementRow, StatementRow.section_id == section, row, position)
            return StatementId(row.id)

    def change_statement(self, key: StatementId, **values: Any) -> None:
        """Change text, form, judgement, likelihood, confidence, tlp, draft, translation or translator."""
        with self._db.transaction() as session:
            row = _row(session, StatementRow, key)
            for name, value in values.items():
                setattr(row, name, _plain(value))

    def move_statement(self, key: StatementId, section: SectionId, position: int) -> None:
        """Put a statement elsewhere, in its own section or another."""
        with self._db.transaction() as session:
            row = _row(session, StatementRow, key)
            row.section_id = section
            session.flush()
            _place(session, StatementRow, StatementRow.section_id == section, row, position)

    def remove_statement(self, key: StatementId) -> None:
        """Take a statement out with its citations."""
        with self._db.transaction() as session:
            session.delete(_row(session, StatementRow, key))

    def cite(self, statement: StatementId, passage: Passage, note: str = "") -> CitationId:
        """Let a statement cite a passage, after those it cites already."""
        with self._db.transaction() as session:
            count = session.execute(
                select(func.count()).select_from(CitationRow).where(CitationRow.statement_id == statement)
            ).scalar_one()
            row = CitationRow(
                statement_id=statement, passage_id=store_passage(session, passage), position=count, note=note
            )
            session.add(row)
            session.flush()
            return CitationId(row.id)

    def remove_citation(self, key: CitationId) -> None:
        """Take a citation off its statement."""
        with self._db.transaction() as session:
            session.delete(_row(session, CitationRow, key))


def store_passage(session: Session, passage: Passage) -> int:
    """Id of the row of a passage; the same span of a document is kept once. For other stores too."""
    found = (
        session.execute(
            select(PassageRow.id).where(
                PassageRow.document_id == passage.document_id,
                PassageRow.start == passage.start,
                PassageRow.end == passage.end,
            )
        )
        .scalars()
        .first()
    )
    if found is not None:
        return found
    row = PassageRow(
        document_id=passage.document_id,
        start=passage.start,
        end=passage.end,
        quote=passage.quote,
        prefix=passage.prefix,
        suffix=passage.suffix,
    )
    session.add(row)
    session.flush()
    return row.id


def passage_of(row: PassageRow) -> Passage:
    """The domain's passage of a row. For other stores too."""
    return Passage(DocumentId(row.document_id), row.start, row.end, row.quote, row.prefix, row.suffix)


def _plain(value: Any) -> Any:
    """Enums are stored as their words."""
    return str(value) if isinstance(value, (TLP, Likelihood, Confidence, StatementForm)) else value


def _row(session: Session, table: type[Any], key: int) -> Any:
    row = session.get(table, key)
    if row is None:
        raise NotFound("That part of the dossier is not there any more.", hint="It may have been undone.")
    return row


def _place(session: Session, table: type[Any], among: Any, row: Any, position: int | None) -> None:
    """Number the siblings anew with `row` at `position` (the end when None)."""
    siblings = [
        item
        for item in session.execute(select(table).where(among).order_by(table.position)).scalars()
        if item is not row
    ]
    at = len(siblings) if position is None else max(0, min(position, len(siblings)))
    siblings.insert(at, row)
    for number, item in enumerate(siblings):
        if item.position != number:
            item.position = number
    session.flush()


def _load(session: Session, row: DossierRow) -> Dossier:
    sections = list(
        session.execute(
            select(SectionRow).where(SectionRow.dossier_id == row.id).order_by(SectionRow.position)
        ).scalars()
    )
    statements = list(
        session.execute(
            select(StatementRow)
            .where(StatementRow.section_id.in_([section.id for section in sections]))
            .order_by(StatementRow.position)
        ).scalars()
    )
    cited = _citations(session, [statement.id for statement in statements])
    by_section: dict[int, list[Statement]] = {}
    for statement in statements:
        by_section.setdefault(statement.section_id, []).append(
            _statement(statement, cited.get(statement.id, ()))
        )
    return _dossier(
        row,
        tuple(
            Section(
                SectionId(section.id),
                DossierId(row.id),
                section.position,
                section.title,
                tuple(by_section.get(section.id, ())),
            )
            for section in sections
        ),
    )


def _citations(session: Session, statements: Sequence[int]) -> dict[int, tuple[Citation, ...]]:
    found: dict[int, list[Citation]] = {}
    newest = (
        select(func.max(GradingRow.id))
        .where(GradingRow.document_id.is_not(None))
        .group_by(GradingRow.document_id)
    )
    digits = (
        select(GradingRow.document_id, GradingRow.credibility).where(GradingRow.id.in_(newest)).subquery()
    )
    for part in parts(statements):
        query = (
            select(CitationRow, PassageRow, digits.c.credibility)
            .join(PassageRow, PassageRow.id == CitationRow.passage_id)
            .outerjoin(digits, digits.c.document_id == PassageRow.document_id)
            .where(CitationRow.statement_id.in_(part))
            .order_by(CitationRow.position, CitationRow.id)
        )
        for row, passage, digit in session.execute(query):
            found.setdefault(row.statement_id, []).append(
                Citation(
                    CitationId(row.id),
                    StatementId(row.statement_id),
                    passage_of(passage),
                    Credibility(digit or Credibility.CANNOT_BE_JUDGED),
                    row.note,
                )
            )
    return {key: tuple(entries) for key, entries in found.items()}


def _statement(row: StatementRow, citations: tuple[Citation, ...]) -> Statement:
    return Statement(
        id=StatementId(row.id),
        section_id=SectionId(row.section_id),
        position=row.position,
        text=row.text,
        form=StatementForm(row.form),
        judgement=row.judgement,
        likelihood=None if row.likelihood is None else Likelihood(row.likelihood),
        confidence=None if row.confidence is None else Confidence(row.confidence),
        tlp=TLP(row.tlp),
        draft=row.draft,
        translation=row.translation,
        translator=row.translator,
        citations=citations,
    )


def _dossier(row: DossierRow, sections: tuple[Section, ...]) -> Dossier:
    return Dossier(
        id=DossierId(row.id),
        actor_id=ActorId(row.actor_id),
        title=row.title,
        tlp=TLP(row.tlp),
        created_at=row.created_at,
        changed_at=row.changed_at,
        sections=sections,
        draft=row.draft,
    )
