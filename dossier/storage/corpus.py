"""Keep documents, their texts, their sources and the outbox of what the index has yet to learn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import Select, delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from dossier.domain.corpus import (
    Document,
    DocumentFilter,
    DocumentId,
    DocumentKind,
    DocumentOrder,
    GroupId,
    NewDocument,
    Reliability,
    Source,
    SourceId,
)
from dossier.domain.dates import PartialDate
from dossier.errors import NotFound
from dossier.storage import audit
from dossier.storage.database import CaseDatabase
from dossier.storage.hiding import WITH_REMOVED
from dossier.storage.queries import holds, parts, words_of
from dossier.storage.source_merges import standing_for
from dossier.storage.tables import (
    DocumentRow,
    GradingRow,
    InfoRow,
    OutboxRow,
    SourceRow,
    TextRow,
)
from dossier.text.normalize import fold

_Query = TypeVar("_Query", bound=Select[*tuple[Any, ...]])


@dataclass(frozen=True)
class OutboxEntry:
    """Something the index has to learn: `last` is the newest outbox row seen for this document."""

    document_id: DocumentId
    last: int


class CorpusStore:
    """Documents and sources of one case."""

    def __init__(self, database: CaseDatabase) -> None:
        self._db = database

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is written inside, through any store of the case, is one transaction."""
        with self._db.transaction():
            yield

    # -- documents: writing

    def add(self, documents: Sequence[NewDocument], *, now: datetime | None = None) -> list[DocumentId]:
        """Store documents with their texts and tell the outbox, all in one transaction."""
        when = now or datetime.now(UTC)
        with self._db.transaction() as session:
            rows = [_new_row(document, when) for document in documents]
            session.add_all(rows)
            session.flush()
            ids = [row.id for row in rows]
            if ids:
                session.execute(
                    insert(TextRow),
                    [
                        {"document_id": key, "text": document.text, "pages": list(document.pages)}
                        for key, document in zip(ids, documents, strict=True)
                    ],
                )
                note_changed(session, ids)
                hashes = {str(key): document.sha256 for key, document in zip(ids, documents, strict=True)}
                audit.note(session, "import", documents=hashes)
        return [DocumentId(key) for key in ids]

    def describe(self, ids: Sequence[DocumentId], **values: Any) -> None:
        """Change title, author, published, language, kind or source_id; the first title is kept."""
        if "published" in values:
            values["published"] = str(values["published"]) if values["published"] else None
        if "kind" in values:
            values["kind"] = str(values["kind"])
        with self._db.transaction() as session:
            for row in _rows(session, ids):
                if "title" in values:
                    row.original_title = row.original_title or row.title
                    row.title_sort = fold(values["title"])[:200]
                for name, value in values.items():
                    setattr(row, name, value)
            note_changed(session, ids)

    def replace_text(self, key: DocumentId, document: NewDocument) -> None:
        """Give a document that could not be read before the text that a new try has found."""
        with self._db.transaction() as session:
            row = _get(session, key)
            fresh = _new_row(document, row.imported_at)
            for name in (
                "title", "title_sort", "author", "published", "language", "kind", "source_id",
                "text_sha256", "words", "characters", "problem", "url", "media_type", "signature",
            ):  # fmt: skip
                setattr(row, name, getattr(fresh, name))
            session.execute(
                update(TextRow)
                .where(TextRow.document_id == key)
                .values(text=document.text, pages=list(document.pages))
            )
            note_changed(session, [key])
            audit.note(session, "read again", document=int(key), text_sha256=document.text_sha256)

    def set_group(self, ids: Sequence[DocumentId], group: GroupId | None) -> None:
        """Put near-duplicates into one group, or take them out of theirs."""
        with self._db.transaction() as session:
            for part in parts(ids):
                session.execute(update(DocumentRow).where(DocumentRow.id.in_(part)).values(group_id=group))

    def set_withdrawn(self, ids: Sequence[DocumentId], withdrawn: bool) -> None:
        """Mark documents as withdrawn by their publisher, or take the mark off."""
        with self._db.transaction() as session:
            for part in parts(ids):
                session.execute(
                    update(DocumentRow).where(DocumentRow.id.in_(part)).values(withdrawn=withdrawn)
                )
            note_changed(session, ids)
            what = "mark as withdrawn" if withdrawn else "unmark as withdrawn"
            audit.note(session, what, documents=[int(key) for key in ids])

    # -- documents: reading

    def get(self, key: DocumentId) -> Document:
        """One document; NotFound if there is none with that id."""
        found = self.many([key])
        if not found:
            raise NotFound("That document is not in this case any more.")
        return found[0]

    def many(self, ids: Sequence[DocumentId]) -> list[Document]:
        """The documents with these ids, in the order asked for, removed ones too; unknown ids are left out."""
        found: dict[int, Document] = {}
        with self._db.reading() as session:
            for part in parts(ids):
                for row, source in session.execute(
                    _documents().where(DocumentRow.id.in_(part)), execution_options=WITH_REMOVED
                ):
                    found[row.id] = _document(row, source)
        return [found[key] for key in ids if key in found]

    def page(
        self,
        *,
        where: DocumentFilter | None = None,
        order: DocumentOrder = DocumentOrder.IMPORTED,
        descending: bool = False,
        offset: int = 0,
        limit: int = 200,
    ) -> list[Document]:
        """One page of the list of documents."""
        query = _ordered(_filtered(_documents(), where), order, descending).offset(offset).limit(limit)
        with self._db.reading() as session:
            return [_document(row, source) for row, source in session.execute(query)]

    def count(self, where: DocumentFilter | None = None) -> int:
        """How many documents pass the filter."""
        query = _filtered(
            select(func.count())
            .select_from(DocumentRow)
            .outerjoin(SourceRow, SourceRow.id == DocumentRow.source_id),
            where,
        )
        with self._db.reading() as session:
            return int(session.execute(query).scalar_one())

    def ids(
        self,
        *,
        where: DocumentFilter | None = None,
        order: DocumentOrder = DocumentOrder.IMPORTED,
        descending: bool = False,
    ) -> list[DocumentId]:
        """The ids of all that pass the filter, in that order; as imported unless another one is asked for."""
        query = select(DocumentRow.id).outerjoin(SourceRow, SourceRow.id == DocumentRow.source_id)
        query = _ordered(_filtered(query, where), order, descending)
        with self._db.reading() as session:
            return [DocumentId(key) for key in session.execute(query).scalars()]

    def text(self, key: DocumentId) -> str:
        """The extracted text; empty when the document could not be read."""
        with self._db.reading() as session:
            found = session.execute(
                select(TextRow.text).where(TextRow.document_id == key), execution_options=WITH_REMOVED
            ).scalar_one_or_none()
        return found or ""

    def texts(self, ids: Sequence[DocumentId]) -> dict[DocumentId, str]:
        """Texts of several documents."""
        found: dict[DocumentId, str] = {}
        with self._db.reading() as session:
            for part in parts(ids):
                query = select(TextRow.document_id, TextRow.text).where(TextRow.document_id.in_(part))
                rows = session.execute(query, execution_options=WITH_REMOVED)
                found.update((DocumentId(key), text) for key, text in rows)
        return found

    def every_text(self, *, batch: int = 200) -> Iterator[tuple[DocumentId, str]]:
        """Id and text of every document, in batches, ascending: for background work on the whole case."""
        last = 0
        while True:
            query = (
                select(TextRow.document_id, TextRow.text)
                .where(TextRow.document_id > last)
                .order_by(TextRow.document_id)
                .limit(batch)
            )
            with self._db.reading() as session:
                rows = session.execute(query).all()
            if not rows:
                return
            for key, text in rows:
                yield DocumentId(key), text
            last = rows[-1][0]

    def pages_of(self, key: DocumentId) -> tuple[int, ...]:
        """Offsets at which the pages of a paged original start; empty when it has none."""
        with self._db.reading() as session:
            found = session.execute(
                select(TextRow.pages).where(TextRow.document_id == key), execution_options=WITH_REMOVED
            ).scalar_one_or_none()
        return tuple(found or ())

    def same_content(self, contents: Sequence[tuple[str, str | None]]) -> list[DocumentId | None]:
        """For each SHA-256 of an original and of a text: the oldest document with either, if there is one."""
        by_original = self._oldest(DocumentRow.sha256, [sha256 for sha256, _ in contents])
        by_text = self._oldest(DocumentRow.text_sha256, [text for _, text in contents if text])
        found = []
        for sha256, text in contents:
            keys = [key for key in (by_original.get(sha256), by_text.get(text or "")) if key is not None]
            found.append(DocumentId(min(keys)) if keys else None)
        return found

    def _oldest(self, column: Any, digests: Sequence[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        with self._db.reading() as session:
            for part in parts(digests):
                query = select(column, func.min(DocumentRow.id)).where(column.in_(part)).group_by(column)
                found.update((digest, key) for digest, key in session.execute(query))
        return found

    def originals(self) -> set[str]:
        """SHA-256 of every original that a document refers to, removed ones too."""
        query = select(DocumentRow.sha256).where(~DocumentRow.emptied).distinct()
        with self._db.reading() as session:
            return set(session.execute(query, execution_options=WITH_REMOVED).scalars())

    def text_hashes(self) -> Iterator[tuple[DocumentId, str, str]]:
        """Id, file and stored hash of every text, those of removed documents too, for checking against the text itself."""
        with self._db.reading() as session:
            query = select(DocumentRow.id, DocumentRow.file, DocumentRow.text_sha256).order_by(DocumentRow.id)
            query = query.where(~DocumentRow.emptied)
            for key, file, digest in session.execute(query, execution_options=WITH_REMOVED):
                yield DocumentId(key), file, digest

    def signatures(self) -> list[tuple[DocumentId, bytes, GroupId | None]]:
        """MinHash signatures of all documents that have one, with their group."""
        query = select(DocumentRow.id, DocumentRow.signature, DocumentRow.group_id)
        with self._db.reading() as session:
            rows = session.execute(query.where(DocumentRow.signature.is_not(None))).all()
        return [
            (DocumentId(key), signature, None if group is None else GroupId(group))
            for key, signature, group in rows
            if signature is not None
        ]

    def alike(
        self, *, titles: Sequence[str] = (), days: Sequence[PartialDate] = (), urls: Sequence[str] = ()
    ) -> list[Document]:
        """Documents with one of these folded titles, publication dates or addresses, by id."""
        found: dict[int, Document] = {}
        wanted: tuple[tuple[Any, Sequence[str]], ...] = (
            (DocumentRow.title_sort, [title[:200] for title in titles]),
            (DocumentRow.published, [str(day) for day in days]),
            (DocumentRow.url, urls),
        )
        with self._db.reading() as session:
            for column, values in wanted:
                for part in parts(values):
                    query = _documents().where(column.in_(part))
                    found.update((row.id, _document(row, source)) for row, source in session.execute(query))
        return [found[key] for key in sorted(found)]

    def of_source(self, source: SourceId) -> list[DocumentId]:
        """Ids of the documents of a source, ascending."""
        with self._db.reading() as session:
            return [DocumentId(key) for key in sorted(_documents_of(session, source))]

    def withdrawn(self) -> set[DocumentId]:
        """Documents that are withdrawn, by themselves or with their source."""
        query = (
            select(DocumentRow.id)
            .outerjoin(SourceRow, SourceRow.id == DocumentRow.source_id)
            .where(or_(DocumentRow.withdrawn, SourceRow.withdrawn))
        )
        with self._db.reading() as session:
            return {DocumentId(key) for key in session.execute(query).scalars()}

    def groups(self) -> dict[DocumentId, GroupId]:
        """The group of every document that has near-duplicates."""
        query = select(DocumentRow.id, DocumentRow.group_id).where(DocumentRow.group_id.is_not(None))
        with self._db.reading() as session:
            return {DocumentId(key): GroupId(group) for key, group in session.execute(query) if group}

    def group(self, group: GroupId) -> list[Document]:
        """The near-duplicates of one group, oldest publication first."""
        query = (
            _documents().where(DocumentRow.group_id == group).order_by(DocumentRow.published, DocumentRow.id)
        )
        with self._db.reading() as session:
            return [_document(row, source) for row, source in session.execute(query)]

    # -- outbox

    def note_changed(self, ids: Iterable[DocumentId]) -> None:
        """Tell the index that these documents changed (their actors, grades...)."""
        with self._db.transaction() as session:
            note_changed(session, ids)

    def note_all_changed(self) -> None:
        """Tell the index to learn every document anew."""
        with self._db.transaction() as session:
            session.execute(delete(OutboxRow))
            session.execute(insert(OutboxRow).from_select(["document_id"], select(DocumentRow.id)))

    def outbox(self, limit: int) -> list[OutboxEntry]:
        """The next documents for the index, oldest change first, each once."""
        query = (
            select(OutboxRow.document_id, func.max(OutboxRow.id))
            .group_by(OutboxRow.document_id)
            .order_by(func.min(OutboxRow.id))
            .limit(limit)
        )
        with self._db.reading() as session:
            return [OutboxEntry(DocumentId(key), last) for key, last in session.execute(query)]

    def outbox_size(self) -> int:
        """How many documents wait for the index."""
        with self._db.reading() as session:
            return int(session.execute(select(func.count(OutboxRow.document_id.distinct()))).scalar_one())

    def clear_outbox(self, entries: Sequence[OutboxEntry]) -> None:
        """The index has these on disk; changes that came after `last` stay in the outbox."""
        with self._db.transaction() as session:
            for entry in entries:
                session.execute(
                    delete(OutboxRow).where(
                        OutboxRow.document_id == entry.document_id, OutboxRow.id <= entry.last
                    )
                )

    # -- sources

    def sources(self) -> list[Source]:
        """All sources with their present letter, by name."""
        with self._db.reading() as session:
            letters = _letters(session)
            rows = session.execute(select(SourceRow).order_by(SourceRow.name)).scalars()
            return [_source(row, letters) for row in rows]

    def source(self, key: SourceId) -> Source:
        """One source; NotFound if there is none with that id."""
        with self._db.reading() as session:
            row = session.get(SourceRow, key)
            if row is None:
                raise NotFound("That source is not in this case any more.")
            return _source(row, _letters(session))

    def source_named(
        self, name: str, *, key: str | None = None, descriptor: str = "", **more: Any
    ) -> SourceId:
        """The source of that name (names compare folded), made if there is none."""
        folded = fold(name).strip()
        with self._db.transaction() as session:
            found = session.execute(
                select(SourceRow.id).where(SourceRow.folded == folded)
            ).scalar_one_or_none()
            if found is None:
                row = SourceRow(name=name.strip(), folded=folded, key=key, descriptor=descriptor, **more)
                session.add(row)
                session.flush()
                found = row.id
            return SourceId(standing_for(session, found))

    def change_source(self, key: SourceId, **values: Any) -> None:
        """Change name, descriptor, names, domains, country or withdrawn of a source."""
        with self._db.transaction() as session:
            row = session.get(SourceRow, key)
            if row is None:
                raise NotFound("That source is not in this case any more.")
            for name, value in values.items():
                setattr(row, name, value)
                if name == "name":
                    row.folded = fold(value).strip()
            note_changed(session, _documents_of(session, key))

    def documents_per_source(self) -> dict[SourceId, int]:
        """How many documents each source has."""
        query = select(DocumentRow.source_id, func.count()).where(DocumentRow.source_id.is_not(None))
        with self._db.reading() as session:
            rows = session.execute(query.group_by(DocumentRow.source_id)).all()
        return {SourceId(key): number for key, number in rows if key is not None}

    # -- facts about the case

    def info(self, key: str) -> str | None:
        """A fact about the case."""
        with self._db.reading() as session:
            row = session.get(InfoRow, key)
            return None if row is None else row.value

    def set_info(self, key: str, value: str) -> None:
        """Write a fact about the case."""
        with self._db.transaction() as session:
            session.merge(InfoRow(key=key, value=value))


def note_changed(session: Session, ids: Iterable[int]) -> None:
    """For other stores: tell the outbox within the same transaction."""
    rows = [{"document_id": key} for key in ids]
    if rows:
        session.execute(insert(OutboxRow), rows)


def newest_letters() -> Select[int | None, str | None]:
    """Source id and its newest reliability letter."""
    newest = (
        select(func.max(GradingRow.id))
        .where(GradingRow.source_id.is_not(None))
        .group_by(GradingRow.source_id)
    )
    return select(GradingRow.source_id, GradingRow.reliability).where(GradingRow.id.in_(newest))


def _letters(session: Session) -> dict[int, str]:
    return {key: letter for key, letter in session.execute(newest_letters()) if key and letter}


def _documents() -> Select[DocumentRow, str]:
    return select(DocumentRow, SourceRow.name).outerjoin(SourceRow, SourceRow.id == DocumentRow.source_id)


def _documents_of(session: Session, source: SourceId) -> list[int]:
    return list(session.execute(select(DocumentRow.id).where(DocumentRow.source_id == source)).scalars())


_ORDER: dict[DocumentOrder, Callable[[], Any]] = {
    DocumentOrder.TITLE: lambda: DocumentRow.title_sort,
    DocumentOrder.PUBLISHED: lambda: DocumentRow.published,
    DocumentOrder.SOURCE: lambda: SourceRow.folded,
    DocumentOrder.LANGUAGE: lambda: DocumentRow.language,
    DocumentOrder.KIND: lambda: DocumentRow.kind,
    DocumentOrder.IMPORTED: lambda: DocumentRow.id,
    DocumentOrder.FILE: lambda: DocumentRow.file,
    DocumentOrder.WORDS: lambda: DocumentRow.words,
}


def _ordered(query: _Query, order: DocumentOrder, descending: bool) -> _Query:
    column = _ORDER[order]()
    return query.order_by(column.desc() if descending else column.asc(), DocumentRow.id.asc())


def _filtered(query: _Query, where: DocumentFilter | None) -> _Query:
    if where is None:
        return query
    if where.source_id is not None:
        query = query.where(DocumentRow.source_id == where.source_id)
    if where.kind is not None:
        query = query.where(DocumentRow.kind == str(where.kind))
    if where.language is not None:
        query = query.where(DocumentRow.language == where.language)
    if where.with_problem is not None:
        has = DocumentRow.problem.is_not(None)
        query = query.where(has if where.with_problem else ~has)
    if where.group_id is not None:
        query = query.where(DocumentRow.group_id == where.group_id)
    for word in words_of(fold(where.text)):
        query = query.where(
            or_(
                holds(DocumentRow.title_sort, word),
                holds(func.lower(DocumentRow.file), word),
                holds(func.lower(DocumentRow.author), word),
                holds(SourceRow.folded, word),
            )
        )
    return query


def _rows(session: Session, ids: Sequence[int]) -> Iterator[DocumentRow]:
    for part in parts(ids):
        yield from session.execute(select(DocumentRow).where(DocumentRow.id.in_(part))).scalars()


def _get(session: Session, key: DocumentId) -> DocumentRow:
    row = session.get(DocumentRow, key)
    if row is None:
        raise NotFound("That document is not in this case any more.")
    return row


def _new_row(document: NewDocument, when: datetime) -> DocumentRow:
    return DocumentRow(
        file=document.file,
        title=document.title,
        title_sort=fold(document.title)[:200],
        author=document.author,
        published=None if document.published is None else str(document.published),
        language=document.language,
        kind=str(document.kind),
        source_id=document.source_id,
        sha256=document.sha256,
        text_sha256=document.text_sha256,
        words=document.words,
        characters=len(document.text),
        size=document.size,
        problem=document.problem,
        url=document.url,
        media_type=document.media_type,
        imported_at=when,
        signature=document.signature,
    )


def _document(row: DocumentRow, source: str | None) -> Document:
    return Document(
        id=DocumentId(row.id),
        file=row.file,
        title=row.title,
        sha256=row.sha256,
        kind=DocumentKind(row.kind),
        author=row.author,
        published=None if row.published is None else PartialDate.parse(row.published),
        language=row.language,
        source_id=None if row.source_id is None else SourceId(row.source_id),
        source=source,
        words=row.words,
        characters=row.characters,
        problem=row.problem,
        url=row.url,
        imported_at=row.imported_at,
        media_type=row.media_type,
        group_id=None if row.group_id is None else GroupId(row.group_id),
        withdrawn=row.withdrawn,
        original_title=row.original_title,
        removed=row.removed_at is not None,
    )


def _source(row: SourceRow, letters: dict[int, str]) -> Source:
    return Source(
        id=SourceId(row.id),
        name=row.name,
        descriptor=row.descriptor,
        reliability=Reliability(letters.get(row.id, "F")),
        key=row.key,
        names=tuple(row.names),
        domains=tuple(row.domains),
        country=row.country,
        withdrawn=row.withdrawn,
    )
