"""Search with Whoosh: our terms go into its index, our evaluation reads its postings."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from whoosh import index
from whoosh.reading import TermNotFound

from dossier.domain.corpus import DocumentId
from dossier.search.columns import pack
from dossier.search.engine import Hit, IndexedDocument, IndexOutdated, SearchRequest, SearchResult
from dossier.search.evaluate import Evaluation, likeness
from dossier.search.folder import IndexFolder, damage
from dossier.search.query import QueryProblem, show
from dossier.search.suggesting import suggestion
from dossier.search.whoosh_reading import Commit, Segments, schema

VERSION = 3
"""Of our terms and fields: another number means that the index is built anew."""
MEMORY_MB = 128
"""For building; more buys nothing (measured)."""


class WhooshEngine:
    """An index in one folder, which only this user may read: Whoosh keeps parts of it as pickles."""

    def __init__(self, folder: Path, *, sweep: bool = True, only_read: bool = False) -> None:
        """Opens the index, or makes one where the folder is missing or empty.

        `sweep` looks at every file and removes what killed writers left behind; for who may write. With
        `only_read` nothing is ever made, and commits of others are seen after `renew`.

        Raises IndexOutdated for one of another version or another owner, IndexDamaged when it can't be read.
        """
        self._folder = IndexFolder(folder, "whoosh", VERSION)
        self._lock = threading.RLock()
        self._commit: Commit | None = None
        self._segments = Segments()
        if self._folder.missing():
            if only_read:
                raise IndexOutdated("no index")
            self._make()
        with damage(QueryProblem):
            cut_short = self._folder.check(files=sweep)
            self._index = index.open_dir(str(folder), schema=None)
            if cut_short:
                _sweep(folder, self._index)
                self._folder.finish()

    def _make(self) -> None:
        self._folder.make()
        index.create_in(str(self._folder.path), schema()).close()
        self._folder.finish()

    # -- asking

    def search(self, request: SearchRequest) -> SearchResult:
        """See SearchEngine."""
        began = time.perf_counter()
        with self._lock, damage(QueryProblem):
            commit = self._now()
            rows, scores = Evaluation(commit, request).run()
            page = slice(request.offset, request.offset + request.limit)
            hits = tuple(
                Hit(DocumentId(int(commit.columns.ids[row])), float(score))
                for row, score in zip(rows[page], scores[page], strict=True)
            )
            facets = commit.columns.counts(rows, request.facets) if request.facets else {}
            better = None
            if not len(rows) and request.limit:
                tree = suggestion(commit, request.tree)
                better = show(tree) if tree is not None else None
        return SearchResult(len(rows), hits, facets, (time.perf_counter() - began) * 1000, better)

    def similar(self, text: str, *, limit: int = 10, without: DocumentId | None = None) -> tuple[Hit, ...]:
        """See SearchEngine."""
        with self._lock, damage(QueryProblem):
            commit = self._now()
            tree = likeness(commit, text, int(commit.columns.living().sum()))
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
                writer = self._index.writer(compound=False, limitmb=MEMORY_MB)
                try:
                    _delete(writer, {*deleted, *(document.id for document in documents)})
                    for document in {document.id: document for document in documents}.values():
                        writer.add_document(
                            id=str(int(document.id)),
                            facts=pack(document),
                            words=[len(document.text.split()), len(document.title.split())],
                            text=document.text,
                            title=document.title,
                        )
                    writer.commit()
                except BaseException:
                    with contextlib.suppress(Exception):
                        writer.cancel()
                    raise
            self._folder.finish()
            self.renew()

    def clear(self) -> None:
        """See SearchEngine."""
        with self._lock:
            self.close()
            self._make()
            with damage(QueryProblem):
                self._index = index.open_dir(str(self._folder.path), schema=None)

    def count(self) -> int:
        """See SearchEngine."""
        with self._lock, damage(QueryProblem):
            return int(self._index.doc_count())

    def ids(self) -> list[DocumentId]:
        """See SearchEngine."""
        with self._lock, damage(QueryProblem):
            columns = self._now().columns
            return [DocumentId(int(key)) for key in sorted(columns.ids[columns.living()])]

    def warm(self) -> None:
        """See SearchEngine."""
        with self._lock, damage(QueryProblem):
            self._now().warm()

    def renew(self) -> None:
        """See SearchEngine."""
        with self._lock:
            if self._commit is not None:
                self._commit.close()
                self._commit = None

    def close(self) -> None:
        """See SearchEngine."""
        with self._lock:
            self.renew()
            self._index.close()

    def _now(self) -> Commit:
        if self._commit is None:
            # A fresh reader: Searcher.refresh brings merged-away segments back.
            reader = self._index.reader()
            try:
                self._commit = Commit(reader, self._segments)
            except BaseException:
                reader.close()
                raise
        return self._commit


def _delete(writer: Any, keys: set[DocumentId]) -> None:
    """Take documents out. Whoosh's own deletion opens the whole index once for each of them."""
    with writer.reader() as reader:
        if not reader.doc_count_all():
            return
        for key in keys:
            try:
                matcher = reader.postings("id", str(int(key)))
            except TermNotFound:
                continue
            while matcher.is_active():
                writer.delete_document(matcher.id())
                matcher.next()


def _sweep(folder: Path, opened: Any) -> None:
    """Remove what no commit knows: files that a killed writer leaves behind."""
    living = {segment.segment_id() for segment in opened._segments()}
    newest = f"_MAIN_{opened.latest_generation()}.toc"
    for path in folder.iterdir():
        stem, dot, ending = path.name.partition(".")
        stray = dot and stem.startswith("MAIN_") and stem not in living and ending != "toc"
        if stray or ending.endswith("tmp") or (ending == "toc" and path.name != newest):
            path.unlink(missing_ok=True)
