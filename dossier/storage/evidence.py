"""Keep links, publications, gradings, claims and decisions on findings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, and_, delete, func, insert, or_, select
from sqlalchemy.orm import Session, aliased

from dossier.domain.corpus import DocumentId, Reliability, SourceId
from dossier.domain.dates import PartialDate
from dossier.domain.dossiers import StatementId
from dossier.domain.evidence import (
    Claim,
    ClaimId,
    Credibility,
    Grading,
    GradingId,
    Link,
    LinkId,
    LinkKind,
    LinkStatus,
    Passage,
    Publication,
    PublicationId,
    Verdict,
)
from dossier.errors import NotFound
from dossier.storage import audit
from dossier.storage.corpus import note_changed
from dossier.storage.database import CaseDatabase
from dossier.storage.dossiers import passage_of, store_passage
from dossier.storage.queries import parts
from dossier.storage.tables import (
    ClaimRow,
    ConflictRow,
    DocumentRow,
    FindingRow,
    GradingRow,
    LinkRow,
    PassageRow,
    PublicationRow,
    StatementClaimRow,
)
from dossier.text.normalize import fold


class EvidenceStore:
    """Links, gradings, claims and findings of one case."""

    def __init__(self, database: CaseDatabase) -> None:
        self._db = database

    # -- publications that are not in the case

    def publication(
        self,
        title: str,
        *,
        publisher: str = "",
        published: PartialDate | None = None,
        url: str | None = None,
        kind: str = "publication",
    ) -> PublicationId:
        """The publication with this title, publisher and date, made if there is none."""
        folded = fold(f"{publisher}|{title}").strip()
        when = None if published is None else str(published)
        with self._db.transaction() as session:
            found = session.execute(
                select(PublicationRow).where(PublicationRow.folded == folded, PublicationRow.kind == kind)
            ).scalars()
            for row in found:
                if row.published == when or row.published is None or when is None:
                    row.published = row.published or when
                    row.url = row.url or url
                    return PublicationId(row.id)
            fresh = PublicationRow(
                title=title, folded=folded, publisher=publisher, published=when, url=url, kind=kind
            )
            session.add(fresh)
            session.flush()
            return PublicationId(fresh.id)

    def publications(self, ids: Collection[PublicationId] | None = None) -> list[Publication]:
        """All of them, or those with these ids, by id."""
        with self._db.reading() as session:
            if ids is None:
                rows = session.execute(select(PublicationRow).order_by(PublicationRow.id)).scalars()
                return [_publication(row) for row in rows]
            found = {
                row.id: row
                for part in parts(sorted(ids))
                for row in session.execute(
                    select(PublicationRow).where(PublicationRow.id.in_(part))
                ).scalars()
            }
            return [_publication(found[key]) for key in sorted(found)]

    def publications_like(
        self, *, titles: Sequence[str], days: Sequence[PartialDate], publishers: Sequence[str]
    ) -> list[Publication]:
        """Publications with one of these titles or dates, and what was said by one of these speakers."""
        found: dict[int, PublicationRow] = {}
        with self._db.reading() as session:
            for column, values in (
                (PublicationRow.title, titles),
                (PublicationRow.published, [str(day) for day in days]),
                (PublicationRow.publisher, publishers),
            ):
                for part in parts(values):
                    query = select(PublicationRow).where(column.in_(part))
                    found.update((row.id, row) for row in session.execute(query).scalars())
            return [_publication(found[key]) for key in sorted(found)]

    def get_publication(self, key: PublicationId) -> Publication:
        """One publication; NotFound if there is none with that id."""
        with self._db.reading() as session:
            row = session.get(PublicationRow, key)
            if row is None:
                raise NotFound("That publication is not in the case any more.")
            return _publication(row)

    def change_publication(self, key: PublicationId, **values: Any) -> None:
        """Change title, publisher, published, url or kind."""
        with self._db.transaction() as session:
            row = session.get(PublicationRow, key)
            if row is None:
                raise NotFound("That publication is not in the case any more.")
            for name, value in values.items():
                setattr(row, name, None if value is None else str(value))
            row.folded = fold(f"{row.publisher}|{row.title}").strip()

    # -- links

    def add_links(self, links: Sequence[Link]) -> list[LinkId]:
        """Store links (their ids are given anew). One that is there already, even rejected, is left as it is."""
        ids = []
        with self._db.transaction() as session:
            for link in links:
                known = session.execute(_same_link(link)).scalars().first()
                if known is not None:
                    ids.append(LinkId(known))
                    continue
                row = LinkRow(
                    kind=str(link.kind),
                    status=str(link.status),
                    from_document_id=link.from_document_id,
                    from_publication_id=link.from_publication_id,
                    to_document_id=link.to_document_id,
                    to_publication_id=link.to_publication_id,
                    passage_id=None if link.passage is None else store_passage(session, link.passage),
                    reason=link.reason,
                )
                session.add(row)
                session.flush()
                ids.append(LinkId(row.id))
        return ids

    def set_link_status(self, key: LinkId, status: LinkStatus) -> None:
        """Confirm or reject a link."""
        with self._db.transaction() as session:
            _link_row(session, key).status = str(status)

    def change_link(self, key: LinkId, **values: Any) -> None:
        """Change kind or what the link leads to."""
        with self._db.transaction() as session:
            row = _link_row(session, key)
            for name, value in values.items():
                setattr(row, name, str(value) if name == "kind" else value)

    def remove_link(self, key: LinkId) -> None:
        """Take a link out that was made by hand; suggested ones are rejected instead."""
        with self._db.transaction() as session:
            session.delete(_link_row(session, key))
            audit.note(session, "delete link", link=int(key))

    def get_link(self, key: LinkId) -> Link:
        """One link."""
        with self._db.reading() as session:
            return _links(session, select(LinkRow.id).where(LinkRow.id == _link_row(session, key).id))[0]

    def links(self, *, status: LinkStatus | None = None) -> list[Link]:
        """All links, or those of one status, by id."""
        query = select(LinkRow.id)
        if status is not None:
            query = query.where(LinkRow.status == str(status))
        with self._db.reading() as session:
            return _links(session, query)

    def links_at(
        self,
        documents: Collection[DocumentId] = (),
        publications: Collection[PublicationId] = (),
        *,
        onward: bool = True,
    ) -> list[Link]:
        """The links that start at one of these (or, not `onward`, lead to one), rejected ones included, by id."""
        columns = (
            (LinkRow.from_document_id, LinkRow.from_publication_id)
            if onward
            else (LinkRow.to_document_id, LinkRow.to_publication_id)
        )
        found: dict[LinkId, Link] = {}
        with self._db.reading() as session:
            for column, keys in zip(columns, (documents, publications), strict=True):
                for part in parts(sorted(keys)):
                    found.update(
                        (link.id, link)
                        for link in _links(session, select(LinkRow.id).where(column.in_(part)))
                    )
        return [found[key] for key in sorted(found)]

    def links_of(self, document: DocumentId) -> list[Link]:
        """The links from and to a document, rejected ones included."""
        query = select(LinkRow.id).where(
            or_(LinkRow.from_document_id == document, LinkRow.to_document_id == document)
        )
        with self._db.reading() as session:
            return _links(session, query)

    # -- gradings

    def grade_source(self, key: SourceId, letter: Reliability, *, who: str, reason: str) -> GradingId:
        """A new letter for a source; the former ones stay in its history."""
        with self._db.transaction() as session:
            row = GradingRow(
                when=datetime.now(UTC), who=who, reason=reason, source_id=key, reliability=str(letter)
            )
            session.add(row)
            session.flush()
            ids = session.execute(select(DocumentRow.id).where(DocumentRow.source_id == key)).scalars()
            note_changed(session, list(ids))
            audit.note(session, "grade source", source=int(key), letter=str(letter), grading=row.id)
            return GradingId(row.id)

    def grade_document(self, key: DocumentId, digit: Credibility, *, who: str, reason: str) -> GradingId:
        """A new digit for an item; the former ones stay in its history."""
        with self._db.transaction() as session:
            row = GradingRow(
                when=datetime.now(UTC), who=who, reason=reason, document_id=key, credibility=int(digit)
            )
            session.add(row)
            session.flush()
            note_changed(session, [key])
            audit.note(session, "grade document", document=int(key), digit=int(digit), grading=row.id)
            return GradingId(row.id)

    def gradings(
        self, *, source: SourceId | None = None, document: DocumentId | None = None
    ) -> list[Grading]:
        """The history of a source's or an item's gradings, newest first; of everything when neither is given."""
        query = select(GradingRow).order_by(GradingRow.id.desc())
        if source is not None:
            query = query.where(GradingRow.source_id == source)
        if document is not None:
            query = query.where(GradingRow.document_id == document)
        with self._db.reading() as session:
            return [_grading(row) for row in session.execute(query).scalars()]

    def digits(self) -> dict[DocumentId, Credibility]:
        """The present digit of every item that has one."""
        newest = (
            select(func.max(GradingRow.id))
            .where(GradingRow.document_id.is_not(None))
            .group_by(GradingRow.document_id)
        )
        query = select(GradingRow.document_id, GradingRow.credibility).where(GradingRow.id.in_(newest))
        with self._db.reading() as session:
            return {
                DocumentId(key): Credibility(digit) for key, digit in session.execute(query) if key and digit
            }

    # -- claims

    def add_claim(self, claim: Claim) -> ClaimId:
        """Store a claim (its id is given anew); the same claim of the same fact-check is kept once."""
        with self._db.transaction() as session:
            known = (
                session.execute(
                    select(ClaimRow.id).where(
                        ClaimRow.text == claim.text,
                        ClaimRow.reviewer == claim.reviewer,
                        ClaimRow.document_id.is_(claim.document_id)
                        if claim.document_id is None
                        else ClaimRow.document_id == claim.document_id,
                    )
                )
                .scalars()
                .first()
            )
            if known is not None:
                return ClaimId(known)
            row = ClaimRow(**_claim_values(session, claim))
            session.add(row)
            session.flush()
            return ClaimId(row.id)

    def change_claim(self, claim: Claim) -> None:
        """Replace all values of the claim with this id."""
        with self._db.transaction() as session:
            row = session.get(ClaimRow, claim.id)
            if row is None:
                raise NotFound("That claim is not in the case any more.")
            for name, value in _claim_values(session, claim).items():
                setattr(row, name, value)

    def remove_claim(self, key: ClaimId) -> None:
        """Forget a claim; NotFound if there is none with that id."""
        with self._db.transaction() as session:
            row = session.get(ClaimRow, key)
            if row is None:
                raise NotFound("That claim is not in the case any more.")
            session.execute(delete(StatementClaimRow).where(StatementClaimRow.claim_id == key))
            session.delete(row)

    def claims(self, *, document: DocumentId | None = None) -> list[Claim]:
        """All claims, or those of one fact-check, by id."""
        query = select(ClaimRow, PassageRow).outerjoin(PassageRow, PassageRow.id == ClaimRow.passage_id)
        if document is not None:
            query = query.where(ClaimRow.document_id == document)
        with self._db.reading() as session:
            return [_claim(row, passage) for row, passage in session.execute(query.order_by(ClaimRow.id))]

    def rest_on(self, statement: StatementId, claim: ClaimId, *, rests: bool) -> None:
        """Note whether a statement rests on a claim; a later word replaces the former."""
        with self._db.transaction() as session:
            session.merge(StatementClaimRow(statement_id=statement, claim_id=claim, rests=rests))

    def resting(self) -> list[tuple[StatementId, ClaimId, bool]]:
        """Which statements were said to rest, or not to rest, on which claims."""
        query = select(StatementClaimRow.statement_id, StatementClaimRow.claim_id, StatementClaimRow.rests)
        with self._db.reading() as session:
            return [(StatementId(one), ClaimId(other), rests) for one, other, rests in session.execute(query)]

    # -- conflicts between statements

    def set_conflict(self, one: StatementId, other: StatementId, note: str | None) -> None:
        """Note that two statements contradict each other; None takes the note off."""
        first, second = min(one, other), max(one, other)
        with self._db.transaction() as session:
            session.execute(
                delete(ConflictRow).where(ConflictRow.first_id == first, ConflictRow.second_id == second)
            )
            if note is not None:
                session.execute(insert(ConflictRow), [{"first_id": first, "second_id": second, "note": note}])

    def conflicts(self) -> list[tuple[StatementId, StatementId, str]]:
        """Pairs of statements that contradict each other."""
        query = select(ConflictRow.first_id, ConflictRow.second_id, ConflictRow.note)
        with self._db.reading() as session:
            return [
                (StatementId(one), StatementId(other), note) for one, other, note in session.execute(query)
            ]

    # -- findings

    def resolve_finding(
        self, fingerprint: str, *, kind: str, sentence: str, resolution: str, kept: int | None, who: str
    ) -> None:
        """Keep the decision on a finding; a later one replaces it."""
        with self._db.transaction() as session:
            session.execute(delete(FindingRow).where(FindingRow.fingerprint == fingerprint))
            session.add(
                FindingRow(
                    fingerprint=fingerprint,
                    kind=kind,
                    sentence=sentence,
                    resolution=resolution,
                    kept=kept,
                    who=who,
                    when=datetime.now(UTC),
                )
            )

    def reopen_finding(self, fingerprint: str) -> None:
        """Forget the decision on a finding."""
        with self._db.transaction() as session:
            session.execute(delete(FindingRow).where(FindingRow.fingerprint == fingerprint))

    def resolutions(self) -> dict[str, tuple[str, int | None]]:
        """Decisions by fingerprint: the reason and the passage that was preferred."""
        query = select(FindingRow.fingerprint, FindingRow.resolution, FindingRow.kept)
        with self._db.reading() as session:
            return {key: (resolution, kept) for key, resolution, kept in session.execute(query)}


def _same_link(link: Link) -> Select[int]:
    columns = (
        (LinkRow.from_document_id, link.from_document_id),
        (LinkRow.from_publication_id, link.from_publication_id),
        (LinkRow.to_document_id, link.to_document_id),
        (LinkRow.to_publication_id, link.to_publication_id),
    )
    same = [column.is_(None) if value is None else column == value for column, value in columns]
    return select(LinkRow.id).where(and_(LinkRow.kind == str(link.kind), *same))


def _link_row(session: Session, key: LinkId) -> LinkRow:
    row = session.get(LinkRow, key)
    if row is None:
        raise NotFound("That link is not in the case any more.")
    return row


def _links(session: Session, ids: Select[int]) -> list[Link]:
    passage = aliased(PassageRow)
    query = (
        select(LinkRow, passage)
        .outerjoin(passage, passage.id == LinkRow.passage_id)
        .where(LinkRow.id.in_(ids))
        .order_by(LinkRow.id)
    )
    return [
        Link(
            id=LinkId(row.id),
            kind=LinkKind(row.kind),
            status=LinkStatus(row.status),
            from_document_id=_maybe(DocumentId, row.from_document_id),
            from_publication_id=_maybe(PublicationId, row.from_publication_id),
            to_document_id=_maybe(DocumentId, row.to_document_id),
            to_publication_id=_maybe(PublicationId, row.to_publication_id),
            passage=None if row.passage_id is None else passage_of(found),
            reason=row.reason,
        )
        for row, found in session.execute(query)
    ]


def _maybe(kind: Any, value: Any) -> Any:
    return None if value is None else kind(value)


def _publication(row: PublicationRow) -> Publication:
    return Publication(
        id=PublicationId(row.id),
        title=row.title,
        publisher=row.publisher,
        published=None if row.published is None else PartialDate.parse(row.published),
        url=row.url,
        kind=row.kind,
    )


def _grading(row: GradingRow) -> Grading:
    return Grading(
        id=GradingId(row.id),
        when=row.when,
        who=row.who,
        reason=row.reason,
        source_id=_maybe(SourceId, row.source_id),
        reliability=_maybe(Reliability, row.reliability),
        document_id=_maybe(DocumentId, row.document_id),
        credibility=_maybe(Credibility, row.credibility),
    )


def _claim_values(session: Session, claim: Claim) -> dict[str, Any]:
    return {
        "text": claim.text,
        "claimant": claim.claimant,
        "first_appearance": claim.first_appearance,
        "verdict_printed": claim.verdict_printed,
        "verdict": None if claim.verdict is None else str(claim.verdict),
        "reviewer": claim.reviewer,
        "reviewed": None if claim.reviewed is None else str(claim.reviewed),
        "document_id": claim.document_id,
        "passage_id": None if claim.passage is None else store_passage(session, claim.passage),
        "url": claim.url,
    }


def _claim(row: ClaimRow, passage: PassageRow | None) -> Claim:
    found: Passage | None = None if passage is None else passage_of(passage)
    return Claim(
        id=ClaimId(row.id),
        text=row.text,
        claimant=row.claimant,
        first_appearance=row.first_appearance,
        verdict_printed=row.verdict_printed,
        verdict=None if row.verdict is None else Verdict(row.verdict),
        reviewer=row.reviewer,
        reviewed=None if row.reviewed is None else PartialDate.parse(row.reviewed),
        document_id=_maybe(DocumentId, row.document_id),
        passage=found,
        url=row.url,
    )
