"""Tell the index what it has to learn: documents with their actors and grades, from the outbox."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dossier.domain.corpus import DocumentId, Reliability, Source, SourceId
from dossier.domain.evidence import Credibility
from dossier.search.engine import IndexedDocument
from dossier.search.index import Change
from dossier.storage.corpus import CorpusStore, OutboxEntry

ActorsOf = Callable[[Sequence[DocumentId]], Mapping[DocumentId, Sequence[str]]]
"""Names of the confirmed actors of several documents."""
DigitsOf = Callable[[], Mapping[DocumentId, Credibility]]


class OutboxFeed:
    """The database's side of the index."""

    def __init__(self, store: CorpusStore, actors_of: ActorsOf, digits_of: DigitsOf) -> None:
        self._store = store
        self._actors_of = actors_of
        self._digits_of = digits_of

    def pending(self, limit: int) -> Sequence[Change]:
        """The next changes, oldest first."""
        return self._changes(self._store.outbox(limit))

    def _changes(self, entries: Sequence[OutboxEntry]) -> list[Change]:
        ids = [entry.document_id for entry in entries]
        documents = {document.id: document for document in self._store.many(ids)}
        texts = self._store.texts(ids)
        actors = self._actors_of(ids)
        sources: dict[SourceId, Source] = {source.id: source for source in self._store.sources()}
        digits = self._digits_of()
        changes = []
        for entry in entries:
            document = documents.get(entry.document_id)
            indexed = None
            if document is not None and not document.removed:
                source = sources.get(document.source_id) if document.source_id is not None else None
                indexed = IndexedDocument(
                    id=document.id,
                    title=document.title,
                    text=texts.get(document.id, ""),
                    source=document.source,
                    kind=str(document.kind),
                    language=document.language,
                    published=document.published,
                    actors=tuple(actors.get(document.id, ())),
                    grade=grade_of(source, digits.get(document.id)),
                )
            changes.append(Change(entry.document_id, indexed, entry.last))
        return changes

    def documents(self, ids: Sequence[DocumentId]) -> list[IndexedDocument]:
        """Those of these documents that there are."""
        changes = self._changes([OutboxEntry(key, 0) for key in ids])
        return [change.document for change in changes if change.document is not None]

    def learned(self, changes: Sequence[Change]) -> None:
        """Take them out of the outbox, unless they have changed again."""
        self._store.clear_outbox([OutboxEntry(change.document_id, change.mark) for change in changes])

    def waiting(self) -> int:
        """How many documents wait."""
        return self._store.outbox_size()

    def everything_again(self) -> None:
        """Let every document wait."""
        self._store.note_all_changed()

    def ids(self) -> Sequence[DocumentId]:
        """All documents."""
        return self._store.ids()


class ReadOnlyFeed(OutboxFeed):
    """For a case that can't be written: what waits is remembered here, for an index of this session only."""

    def __init__(self, store: CorpusStore, actors_of: ActorsOf, digits_of: DigitsOf) -> None:
        super().__init__(store, actors_of, digits_of)
        self._waiting: list[DocumentId] = []

    def pending(self, limit: int) -> Sequence[Change]:
        """The next documents."""
        return self._changes([OutboxEntry(key, 0) for key in self._waiting[:limit]])

    def learned(self, changes: Sequence[Change]) -> None:
        """They don't wait any more."""
        done = {change.document_id for change in changes}
        self._waiting = [key for key in self._waiting if key not in done]

    def waiting(self) -> int:
        """How many documents wait."""
        return len(self._waiting)

    def everything_again(self) -> None:
        """Let every document wait."""
        self._waiting = self._store.ids()


def grade_of(source: Source | None, digit: Credibility | None) -> str | None:
    """`B2`, with the letter or digit that is known; None when both are unknown."""
    letter = source.reliability if source is not None else Reliability.F
    if letter is Reliability.F and digit in {None, Credibility.CANNOT_BE_JUDGED}:
        return None
    return f"{letter}{int(digit or Credibility.CANNOT_BE_JUDGED)}"
