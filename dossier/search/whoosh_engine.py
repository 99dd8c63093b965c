"""Search with Whoosh: our terms go into its index, our evaluation reads its postings."""

from __future__ import annotations

import contextlib
import hmac
import json
import os
import secrets
import shutil
import threading
import time
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import fields, index
from whoosh.analysis import Token as WhooshToken
from whoosh.analysis import Tokenizer
from whoosh.reading import TermNotFound

from dossier import log
from dossier.domain.corpus import DocumentId
from dossier.paths import user_config
from dossier.search.analysis import EXACT, STEM, tokens
from dossier.search.columns import Columns, pack
from dossier.search.engine import (
    Hit,
    IndexDamaged,
    IndexedDocument,
    IndexOutdated,
    SearchRequest,
    SearchResult,
)
from dossier.search.evaluate import NOTHING, Evaluation, Postings, Rows, Scores, suggestion, telling_words
from dossier.search.query import QueryProblem, show

VERSION = 2
"""Of our terms and fields: another number means that the index is built anew."""
MEMORY_MB = 128
"""For building; more buys nothing (measured)."""
CACHED_TERMS = 512

_MARK = "dossier-index.json"
_LOG = log.logger("search")


class OurTokens(Tokenizer):  # type: ignore[misc]
    """Hands Whoosh the terms of dossier.search.analysis: word, capitals and stem at one place."""

    def __call__(self, value: str, **_options: Any) -> Iterator[WhooshToken]:
        """The protocol of Whoosh's tokenizers: one token object, changed from step to step."""
        token = WhooshToken(positions=True)
        for found in tokens(value):
            token.pos = found.place
            token.boost = 1.0
            token.stopped = False
            token.text = found.term
            yield token
            if found.exact:
                token.text = EXACT + found.exact
                yield token
            if found.stem:
                token.text = STEM + found.stem
                yield token


def _schema() -> fields.Schema:
    return fields.Schema(
        id=fields.ID(unique=True, stored=True),
        facts=fields.STORED,
        words=fields.STORED,
        text=fields.TEXT(analyzer=OurTokens(), phrase=True, stored=False, vector=None),
        title=fields.TEXT(analyzer=OurTokens(), phrase=True, stored=False, vector=None),
    )


class WhooshEngine:
    """An index in one folder, which only this user may read: Whoosh keeps parts of it as pickles."""

    def __init__(self, folder: Path, *, sweep: bool = True) -> None:
        """Opens the index, or makes one where the folder is missing or empty.

        `sweep` removes what killed writers left behind; only for who may write.

        Raises IndexOutdated for one of another version or another owner, IndexDamaged when it can't be read.
        """
        self._folder = folder
        self._lock = threading.RLock()
        self._state: _State | None = None
        if not folder.exists() or not any(folder.iterdir()):
            _make(folder)
        _refuse_foreign(folder)
        with _damage():
            self._index = index.open_dir(str(folder), schema=None)
        self._state = self._read()
        if sweep:
            _sweep(folder, self._index)

    # -- asking

    def search(self, request: SearchRequest) -> SearchResult:
        """See SearchEngine."""
        began = time.perf_counter()
        with self._lock, _damage():
            state = self._now()
            evaluation = Evaluation(state, request)
            rows, scores = evaluation.run()
            page = slice(request.offset, request.offset + request.limit)
            hits = tuple(
                Hit(DocumentId(int(state.columns.ids[row])), float(score))
                for row, score in zip(rows[page], scores[page], strict=True)
            )
            facets = state.columns.counts(rows, request.facets) if request.facets else {}
            better = None
            if not len(rows):
                tree = suggestion(state, request.tree)
                better = show(tree) if tree is not None else None
        return SearchResult(len(rows), hits, facets, (time.perf_counter() - began) * 1000, better)

    def similar(self, text: str, *, limit: int = 10, without: DocumentId | None = None) -> tuple[Hit, ...]:
        """See SearchEngine."""
        from dossier.search.query import Or, Term

        with self._lock, _damage():
            state = self._now()
            living = max(int(state.columns.living().sum()), 1)
            rated = []
            for number, word in enumerate(telling_words(text)):
                found = len(state.postings("text", word).rows)
                if 1 < found < living * 0.2 + 2:
                    rated.append((number - 20 * np.log(living / found), word))
            words = [word for _, word in sorted(rated)[:25]]
            if not words:
                return ()
            tree = Or(tuple(Term(word) for word in words))
            rows, scores = Evaluation(state, SearchRequest(tree)).run()
            hits = []
            for row, score in zip(rows[: limit + 1], scores[: limit + 1], strict=True):
                key = DocumentId(int(state.columns.ids[row]))
                if key != without:
                    hits.append(Hit(key, float(score)))
        return tuple(hits[:limit])

    # -- changing

    def update(self, documents: Sequence[IndexedDocument], deleted: Sequence[DocumentId] = ()) -> None:
        """See SearchEngine."""
        with self._lock:
            with _damage():
                known = set(self._now().columns.ids.tolist())
                writer = self._index.writer(compound=False, limitmb=MEMORY_MB)
                try:
                    for key in {*deleted, *(document.id for document in documents)}:
                        if int(key) in known:
                            writer.delete_by_term("id", str(int(key)))
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
            _sync(self._folder)
            self._let_go()
            with _damage():
                self._state = self._read()

    def clear(self) -> None:
        """See SearchEngine."""
        with self._lock:
            self.close()
            shutil.rmtree(self._folder, ignore_errors=True)
            _make(self._folder)
            with _damage():
                self._index = index.open_dir(str(self._folder), schema=None)
            self._state = self._read()

    def count(self) -> int:
        """See SearchEngine."""
        with self._lock:
            return int(self._now().columns.living().sum())

    def ids(self) -> list[DocumentId]:
        """See SearchEngine."""
        with self._lock:
            columns = self._now().columns
            return [DocumentId(int(key)) for key in sorted(columns.ids[columns.living()])]

    def warm(self) -> None:
        """See SearchEngine."""
        with self._lock, _damage():
            self._now()

    def close(self) -> None:
        """See SearchEngine."""
        with self._lock:
            self._let_go()
            self._index.close()

    # -- inside

    def _now(self) -> _State:
        if self._state is None:
            self._state = self._read()
        return self._state

    def _read(self) -> _State:
        # A fresh reader: Searcher.refresh brings merged-away segments back.
        with _damage():
            return _State(self._index.reader())

    def _let_go(self) -> None:
        if self._state is not None:
            self._state.close()
            self._state = None


class _State:
    """One commit of the index: its reader, the facts of its documents, and postings read lately."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        rows = reader.doc_count_all()
        packed: list[str | None] = [None] * rows
        text, title = np.ones(rows), np.ones(rows)
        for row, stored in reader.iter_docs():
            packed[row] = stored["facts"]
            text[row], title[row] = stored["words"]
        self.columns = Columns(packed)
        self.lengths: dict[str, Scores] = {"text": np.maximum(text, 1), "title": np.maximum(title, 1)}
        self._postings: OrderedDict[tuple[str, str], Postings] = OrderedDict()
        self._terms: dict[str, list[str]] = {}

    def postings(self, field: str, term: str) -> Postings:
        """Where a term stands."""
        key = (field, term)
        known = self._postings.get(key)
        if known is not None:
            self._postings.move_to_end(key)
            return known
        try:
            matcher = self._reader.postings(field, term)
        except TermNotFound:
            return NOTHING
        rows, counts = [], []
        while matcher.is_active():
            rows.append(matcher.id())
            counts.append(matcher.weight())
            matcher.next()
        found = Postings(np.array(rows, dtype=np.int64), np.array(counts, dtype=float))
        self._postings[key] = found
        if len(self._postings) > CACHED_TERMS:
            self._postings.popitem(last=False)
        return found

    def places(self, field: str, term: str, rows: Rows) -> Iterator[Sequence[int]]:
        """Places of a term in each of these rows."""
        matcher = self._reader.postings(field, term)
        for row in rows.tolist():
            if matcher.id() < row:
                matcher.skip_to(row)
            yield matcher.value_as("positions")

    def terms(self, field: str, prefix: str) -> Iterable[str]:
        """All terms that begin with a prefix."""
        known = self._terms.get(field)
        if known is None:
            known = sorted(
                term if isinstance(term, str) else term.decode("utf-8")
                for term in self._reader.lexicon(field)
            )
            self._terms[field] = known
        start = bisect_left(known, prefix)
        while start < len(known) and known[start].startswith(prefix):
            yield known[start]
            start += 1

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()


def _make(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    index.create_in(str(folder), _schema()).close()
    mark = {"version": VERSION, "engine": "whoosh", "seal": _seal(folder)}
    (folder / _MARK).write_text(json.dumps(mark), encoding="ascii")
    _sync(folder)


def _refuse_foreign(folder: Path) -> None:
    """An index is partly pickled: one that somebody else made or could have changed is never opened."""
    if os.name != "nt":
        for path in (folder, *folder.iterdir()):
            status = path.lstat()
            if status.st_uid != os.getuid() or path.is_symlink():
                raise IndexOutdated("another owner")
        if folder.stat().st_mode & 0o077:
            raise IndexOutdated("open to others")
    try:
        mark = json.loads((folder / _MARK).read_text("ascii"))
    except (OSError, ValueError) as error:
        raise IndexOutdated("no version") from error
    if not isinstance(mark, dict) or mark.get("version") != VERSION or mark.get("engine") != "whoosh":
        raise IndexOutdated("another version")
    if not hmac.compare_digest(str(mark.get("seal")), _seal(folder)):
        raise IndexOutdated("made elsewhere")


def _seal(folder: Path) -> str:
    """Tells an index that this user made in this very folder from one that came with an unpacked case.

    The folder's place on the disk, signed with a key that never leaves the user's settings.
    """
    place = folder.stat()
    return hmac.new(_key(), f"{place.st_dev}:{place.st_ino}".encode(), "sha256").hexdigest()


def _key() -> bytes:
    path = user_config() / "index.key"
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        key = b""
    if len(key) != 32:
        key = secrets.token_bytes(32)
        handle = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(key)
    return key


@contextlib.contextmanager
def _damage() -> Iterator[None]:
    """Whatever Whoosh raises on files that are cut or changed means one thing: build the index again."""
    try:
        yield
    except (QueryProblem, IndexDamaged, IndexOutdated, MemoryError):
        raise
    except OSError as error:
        if error.errno is not None and error.errno in {28, 122, 30}:  # full, over quota, read-only
            raise
        raise IndexDamaged(type(error).__name__) from error
    except Exception as error:
        raise IndexDamaged(type(error).__name__) from error


def _sync(folder: Path) -> None:
    """Whoosh leaves writing to the system; after this the commit is on the disk."""
    if os.name == "nt":
        return
    for path in [*folder.iterdir(), folder]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sweep(folder: Path, opened: Any) -> None:
    """Remove files of segments that no commit knows: what a killed writer leaves behind."""
    with contextlib.suppress(Exception):
        living = {segment.segment_id() for segment in opened._segments()}
        for path in folder.iterdir():
            stem, dot, ending = path.name.partition(".")
            stray = dot and stem.startswith("MAIN_") and stem not in living and ending != "toc"
            if stray or ending == "tmp":
                path.unlink(missing_ok=True)
