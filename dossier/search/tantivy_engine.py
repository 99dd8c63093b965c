"""Search with Tantivy: our terms go in ready-made, and trees become its queries."""

from __future__ import annotations

import threading
import time
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tantivy import Document, Index, Order, Query, SchemaBuilder

from dossier.domain.corpus import DocumentId
from dossier.search.analysis import indexed_lines
from dossier.search.columns import NO_VALUE, month_of, year_of
from dossier.search.engine import (
    Facet,
    Hit,
    IndexedDocument,
    IndexOutdated,
    SearchRequest,
    SearchResult,
    Sort,
)
from dossier.search.evaluate import likeness
from dossier.search.folder import IndexFolder, damage
from dossier.search.query import show
from dossier.search.suggesting import suggestion
from dossier.search.tantivy_query import Translation, after, both, chosen, field_of, scores
from dossier.search.tree import QueryProblem

VERSION = 3
"""Of our terms and fields: another number means that the index is built anew."""
MEMORY = 128 << 20
"""Bytes for building."""
HIGHEST_ID = (1 << 38) - 1
MOST_VALUES = 60_000
"""Of a facet that are counted; Tantivy itself stops at 65,000."""


def schema() -> Any:
    """The fields of an index."""
    builder = SchemaBuilder()
    builder.add_unsigned_field("id", indexed=True, fast=True)
    for field in ("text", "title"):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="position")
        builder.add_text_field(f"{field}_forms", tokenizer_name="whitespace", index_option="freq")
        builder.add_bytes_field(f"{field}_words", stored=True)
    for facet in Facet:
        builder.add_text_field(facet, tokenizer_name="raw", index_option="basic", fast=True)
    for day in ("first", "last"):
        builder.add_integer_field(day, fast=True)
    builder.add_unsigned_field("newest", fast=True)
    return builder.build()


class TantivyEngine:
    """An index in one folder, which only this user may read."""

    def __init__(self, folder: Path, *, sweep: bool = True, only_read: bool = False) -> None:
        """Opens the index, or makes one where the folder is missing or empty; see WhooshEngine."""
        self._folder = IndexFolder(folder, "tantivy", VERSION)
        self._lock = threading.RLock()
        if self._folder.missing():
            if only_read:
                raise IndexOutdated("no index")
            self._make()
        with damage(QueryProblem):
            cut_short = self._folder.check(files=sweep)
            self._open()
            if cut_short:
                writer = self._index.writer(heap_size=MEMORY, num_threads=1)
                writer.garbage_collect_files()
                writer.wait_merging_threads()
                self._folder.finish()

    def _make(self) -> None:
        self._folder.make()
        Index(schema(), str(self._folder.path))
        self._folder.finish()

    def _open(self) -> None:
        self._index: Any = Index.open(str(self._folder.path))
        self._index.config_reader(reload_policy="manual")
        self._index.reload()
        self._commit: _Commit | None = None

    # -- asking

    def search(self, request: SearchRequest) -> SearchResult:
        """See SearchEngine."""
        began = time.perf_counter()
        with self._lock, damage(QueryProblem):
            commit = self._now()
            query = commit.translated(request)
            hits, total = commit.page(query, request)
            facets = commit.facets(query, request.facets) if request.facets and total else {}
            better = None
            if not total and request.limit:
                tree = suggestion(commit, request.tree)
                better = show(tree) if tree is not None else None
        return SearchResult(total, hits, facets, (time.perf_counter() - began) * 1000, better)

    def similar(self, text: str, *, limit: int = 10, without: DocumentId | None = None) -> tuple[Hit, ...]:
        """See SearchEngine."""
        with self._lock, damage(QueryProblem):
            commit = self._now()
            tree = likeness(commit, text, commit.documents)
        if tree is None:
            return ()
        found = self.search(SearchRequest(tree, limit=limit + 1, facets=frozenset()))
        return tuple(hit for hit in found.hits if hit.document_id != without)[:limit]

    # -- changing

    def update(self, documents: Sequence[IndexedDocument], deleted: Sequence[DocumentId] = ()) -> None:
        """See SearchEngine."""
        with self._lock:
            self._folder.begin()
            with damage(QueryProblem):
                writer = self._index.writer(heap_size=MEMORY, num_threads=1)
                try:
                    keys = sorted({*deleted, *(document.id for document in documents)})
                    if keys and self._now().documents:
                        # Deleting by term misses unsigned numbers (0.27).
                        gone = Query.term_set_query(self._index.schema, "id", [int(key) for key in keys])
                        writer.delete_documents_by_query(gone)
                    for document in {document.id: document for document in documents}.values():
                        writer.add_document(_written(document))
                    writer.commit()
                except BaseException:
                    writer.rollback()
                    raise
                finally:
                    # The files must not change after they are signed.
                    writer.wait_merging_threads()
            self._folder.finish()
            self.renew()

    def clear(self) -> None:
        """See SearchEngine."""
        with self._lock:
            self.close()
            self._make()
            with damage(QueryProblem):
                self._open()

    def count(self) -> int:
        """See SearchEngine."""
        with self._lock, damage(QueryProblem):
            return self._now().documents

    def ids(self) -> list[DocumentId]:
        """See SearchEngine."""
        with self._lock, damage(QueryProblem):
            commit = self._now()
            query = commit.translated(SearchRequest(None))
            found = commit.searcher.search(
                query, max(commit.documents, 1), count=False, order_by_field="id", order=Order.Asc
            )
            return [DocumentId(key) for key, _ in found.hits]

    def warm(self) -> None:
        """See SearchEngine."""
        with self._lock, damage(QueryProblem):
            self._now().terms("text", "")

    def renew(self) -> None:
        """See SearchEngine."""
        with self._lock, damage(QueryProblem):
            self._index.reload()
            self._commit = None

    def close(self) -> None:
        """See SearchEngine."""
        with self._lock:
            self._commit = None
            self._index = None

    def _now(self) -> _Commit:
        if self._commit is None:
            self._commit = _Commit(self._index)
        return self._commit


class _Commit:
    """One commit of the index (suggesting.Lexicon)."""

    def __init__(self, index: Any) -> None:
        self.schema = index.schema
        self.searcher = index.searcher()
        self.documents = int(self.searcher.num_docs)
        self._words: dict[str, list[str]] = {}

    def frequency(self, field: str, term: str) -> int:
        """In how many documents a term stands."""
        return int(self.searcher.doc_freq(field_of(field, term), term))

    def terms(self, field: str, prefix: str) -> Sequence[str]:
        """All terms that begin with a prefix."""
        words = self._words.get(field)
        if words is None:
            words = self._words[field] = sorted(
                term for term, _ in self.searcher.terms_with_prefix(field, "")
            )
        if not prefix:
            return words
        start = bisect_left(words, prefix)
        return words[start : bisect_left(words, prefix + "\U0010ffff", start)]

    def values(self, facet: str) -> Sequence[str]:
        """All values of a facet."""
        return [value for value, _ in self.searcher.terms_with_prefix(facet, "")]

    def words_in(self, query: Any, field: str) -> Iterator[tuple[int, list[str]]]:
        """Id and words of each document that a query finds."""
        found = self.searcher.search(query, max(self.documents, 1), count=False).hits
        addresses = [address for _, address in found]
        keys = self.searcher.fast_field_values("id", addresses)
        for key, address in zip(keys, addresses, strict=True):
            said = self.searcher.doc(address).get_first(f"{field}_words")
            yield int(key), bytes(said or b"").decode("utf-8").split()

    def count(self, query: Any) -> int:
        """How many documents a query finds."""
        return int(self.searcher.search(query, 1, count=True).count)

    def translated(self, request: SearchRequest) -> Any:
        """What a request asks for."""
        translation = Translation(
            self.schema, self, self.values, self.words_in, self.count, self.documents, exact=request.exact
        )
        query = translation.of(request.tree)
        must, must_not = chosen(self.schema, request.include, request.exclude)
        if request.newer_than is not None:
            must.append(after(self.schema, request.newer_than))
        return both([query, *must], must_not) if must or must_not else query

    def page(self, query: Any, request: SearchRequest) -> tuple[tuple[Hit, ...], int]:
        """The hits asked for, in order, and how many there are in all: counted on the way."""
        wanted = request.offset + request.limit
        if not request.limit or not self.documents:
            return (), self.count(query)
        if request.sort is Sort.DATE or not scores(request.tree):
            return self._ordered(query, request)
        ranked, total = self._ranked(query, wanted)
        return tuple(Hit(DocumentId(key), score) for score, key in ranked[request.offset : wanted]), total

    def _ordered(self, query: Any, request: SearchRequest) -> tuple[tuple[Hit, ...], int]:
        """Newest first, or by id where all are as good. Tantivy gives no scores then."""
        by_date = request.sort is Sort.DATE or request.tree is None
        field, order = ("newest", Order.Desc) if by_date else ("id", Order.Asc)
        found = self.searcher.search(
            query, request.limit, count=True, order_by_field=field, order=order, offset=request.offset
        )
        keys = self.searcher.fast_field_values("id", [address for _, address in found.hits])
        return tuple(Hit(DocumentId(int(key)), 0.0) for key in keys), int(found.count)

    def _ranked(self, query: Any, wanted: int) -> tuple[list[tuple[float, int]], int]:
        """Scores and ids, best first, equal ones by id: as many as wanted, and the rest of the last score."""
        asked = min(wanted + 16, self.documents)
        while True:
            found = self.searcher.search(query, asked, count=True)
            hits = found.hits
            if len(hits) < asked or asked >= self.documents or hits[-1][0] < hits[wanted - 1][0]:
                break
            asked = min(asked * 4, self.documents)
        keys = self.searcher.fast_field_values("id", [address for _, address in hits])
        pairs = [(float(score), int(key)) for (score, _), key in zip(hits, keys, strict=True)]
        return sorted(pairs, key=lambda pair: (-pair[0], pair[1])), int(found.count)

    def facets(self, query: Any, facets: frozenset[str]) -> dict[str, dict[str, int]]:
        """Counts of values, most frequent first (years and months: newest first)."""
        asked = {
            str(facet): {"terms": {"field": str(facet), "size": MOST_VALUES}}
            for facet in Facet
            if facet in facets
        }
        counted = self.searcher.aggregate(query, asked)
        found: dict[str, dict[str, int]] = {}
        for facet in asked:
            pairs = [(str(one["key"]), int(one["doc_count"])) for one in counted[facet]["buckets"]]
            if facet in {Facet.YEAR, Facet.MONTH}:
                pairs.sort(key=lambda pair: (pair[0] != NO_VALUE, pair[0]), reverse=True)
            else:
                pairs.sort(key=lambda pair: (-pair[1], pair[0]))
            if pairs:
                found[facet] = dict(pairs)
        return found


def _written(document: IndexedDocument) -> Any:
    """A document as Tantivy takes it."""
    found = Document()
    found.add_unsigned("id", int(document.id))
    for field, text in (("text", document.text), ("title", document.title)):
        plain, others = indexed_lines(text)
        # Ready-made terms with a blank between them.
        found.add_text(field, plain)
        found.add_text(f"{field}_forms", others)
        found.add_bytes(f"{field}_words", plain.encode("utf-8"))
    date = str(document.published) if document.published else None
    values: dict[Facet, Sequence[str]] = {
        Facet.SOURCE: [document.source or NO_VALUE],
        Facet.KIND: [document.kind],
        Facet.LANGUAGE: [document.language or NO_VALUE],
        Facet.YEAR: [year_of(date)],
        Facet.MONTH: month_of(date),
        Facet.ACTOR: list(dict.fromkeys(document.actors)),
        Facet.GRADE: [document.grade or NO_VALUE],
    }
    for facet, named in values.items():
        for value in named:
            found.add_text(facet, value.encode("utf-8", "replace").decode("utf-8"))
    first = 0
    if document.published is not None:
        first = document.published.first_day.toordinal()
        found.add_integer("first", first)
        found.add_integer("last", document.published.last_day.toordinal())
    found.add_unsigned("newest", (first << 38) + HIGHEST_ID - int(document.id))
    return found
