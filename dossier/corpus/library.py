"""List, describe and read the documents of a case; decide what becomes of those with a problem."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.domain.corpus import (
    Document,
    DocumentFilter,
    DocumentId,
    DocumentKind,
    DocumentOrder,
    Source,
    SourceId,
)
from dossier.domain.dates import PartialDate
from dossier.errors import UserError
from dossier.jobs import Changes
from dossier.storage.corpus import CorpusStore
from dossier.storage.originals import Originals

PAGE = 200
"""Documents that a list reads at a time."""


class Library:
    """The documents and sources of one case."""

    def __init__(self, store: CorpusStore, originals: Originals) -> None:
        self._store = store
        self._originals = originals

    # -- documents

    def all(self) -> list[Document]:
        """Every document, in the order of import. For commands; screens read pages."""
        return self._store.many(self._store.ids())

    def page(
        self,
        *,
        where: DocumentFilter | None = None,
        order: DocumentOrder = DocumentOrder.IMPORTED,
        descending: bool = False,
        offset: int = 0,
        limit: int = PAGE,
    ) -> list[Document]:
        """One page of a list."""
        return self._store.page(where=where, order=order, descending=descending, offset=offset, limit=limit)

    def ids(
        self,
        *,
        where: DocumentFilter | None = None,
        order: DocumentOrder = DocumentOrder.IMPORTED,
        descending: bool = False,
    ) -> list[DocumentId]:
        """The ids of a whole list, in its order."""
        return self._store.ids(where=where, order=order, descending=descending)

    def count(self, where: DocumentFilter | None = None) -> int:
        """How many documents pass the filter."""
        return self._store.count(where)

    def get(self, key: DocumentId) -> Document:
        """One document."""
        return self._store.get(key)

    def many(self, ids: Sequence[DocumentId]) -> list[Document]:
        """Several documents, in the order asked for."""
        return self._store.many(ids)

    def text(self, key: DocumentId) -> str:
        """The extracted text, to which all offsets refer."""
        return self._store.text(key)

    def pages(self, key: DocumentId) -> tuple[int, ...]:
        """Offsets at which the pages of a paged original start."""
        return self._store.pages_of(key)

    def original(self, key: DocumentId) -> bytes:
        """The bytes as they were imported, checked against their hash."""
        return self._originals.read(self._store.get(key).sha256)

    def copies(self, key: DocumentId) -> list[Document]:
        """The near-duplicates of a document, itself left out."""
        group = self._store.get(key).group_id
        return [] if group is None else [item for item in self._store.group(group) if item.id != key]

    def describe(
        self,
        ids: Sequence[DocumentId],
        *,
        title: str | None = None,
        author: str | None = None,
        published: str | None = None,
        language: str | None = None,
        kind: DocumentKind | None = None,
        source: str | None = None,
    ) -> Changes:
        """Change what was found out about documents; None leaves a field, an empty text clears it.

        Raises UserError when `published` is no ISO date (`2024`, `2024-01` or `2024-01-19`).
        """
        values: dict[str, object] = {}
        if title is not None and title.strip():
            values["title"] = title.strip()
        if author is not None:
            values["author"] = author.strip() or None
        if published is not None:
            values["published"] = _parse_date(published)
        if language is not None:
            values["language"] = language.strip().lower() or None
        if kind is not None:
            values["kind"] = kind
        if source is not None:
            values["source_id"] = self._store.source_named(source) if source.strip() else None
        if values:
            self._store.describe(ids, **values)
        return Changes(documents=frozenset(ids), corpus=True, index=True)

    def set_withdrawn(self, ids: Sequence[DocumentId], withdrawn: bool) -> Changes:
        """Mark documents as withdrawn by who published them, or take the mark off."""
        self._store.set_withdrawn(ids, withdrawn)
        return Changes(documents=frozenset(ids), corpus=True, evidence=True, dossiers=True, index=True)

    # -- sources

    def sources(self) -> list[tuple[Source, int]]:
        """Every source with the number of its documents, by name."""
        counts = self._store.documents_per_source()
        return [(source, counts.get(source.id, 0)) for source in self._store.sources()]

    def source(self, key: SourceId) -> Source:
        """One source."""
        return self._store.source(key)


def _parse_date(text: str) -> PartialDate | None:
    if not text.strip():
        return None
    try:
        return PartialDate.parse(text.strip())
    except ValueError as error:
        raise UserError(
            "That is not a date. Nothing was changed.",
            hint="Write it as 2024, 2024-01 or 2024-01-19, as precisely as it is known.",
        ) from error
