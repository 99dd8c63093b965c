"""The engines that are measured, behind one small face."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from dossier.domain.corpus import DocumentId
from dossier.search.analysis import EXACT, STEM, highlight_spans, tokens
from dossier.search.engine import IndexedDocument, SearchRequest
from dossier.search.engines import open_engine
from dossier.search.index import MOST_BATCH
from dossier.search.query import QueryProblem, parse
from dossier.text.passages import snippet
from whoosh import fields, index
from whoosh.analysis import Token, Tokenizer

from tests.bench.corpora import Question

BATCH = MOST_BATCH
"""Documents per commit, as in the program when much waits."""
FACETS = frozenset({"source", "year", "month", "language", "kind", "actor", "grade"})


class Contender(Protocol):
    """What can be measured."""

    def build(self, documents: Sequence[IndexedDocument]) -> None:
        """Index all documents, in batches."""

    def open(self) -> None:
        """Open the index and answer a first query."""

    def put(self, document: IndexedDocument) -> None:
        """Add or replace one document, searchable when this returns."""

    def delete(self, key: int) -> None:
        """Take one document out."""

    def ask(self, question: Question) -> int | None:
        """How many documents it finds; None when the engine has nothing of the kind."""

    def ranked(self, words: Sequence[str]) -> list[tuple[int, float]]:
        """The ten best documents for any of these words, with scores."""

    def close(self) -> None:
        """Let go of the files."""


class Ours:
    """An engine of this program."""

    def __init__(self, name: str, folder: Path) -> None:
        self._name = name
        self._folder = folder
        self._texts: dict[int, str] = {}

    def build(self, documents: Sequence[IndexedDocument]) -> None:
        """See Contender."""
        engine = open_engine(self._name, self._folder)
        for start in range(0, len(documents), BATCH):
            engine.update(documents[start : start + BATCH])
        engine.close()

    def keep_texts(self, documents: Sequence[IndexedDocument]) -> None:
        """For snippets, which come from the database in the program."""
        self._texts = {int(document.id): document.text for document in documents}

    def open(self) -> None:
        """See Contender."""
        self._engine = open_engine(self._name, self._folder)
        self._engine.search(SearchRequest(parse("the")))

    def warm(self) -> None:
        """As the program does in the background after opening."""
        self._engine.warm()

    def put(self, document: IndexedDocument) -> None:
        """See Contender."""
        self._engine.update([document])
        self._engine.search(SearchRequest(parse("zyzzyva"), facets=frozenset()))

    def delete(self, key: int) -> None:
        """See Contender."""
        self._engine.update([], [DocumentId(key)])
        self._engine.search(SearchRequest(parse("zyzzyva"), facets=frozenset()))

    def ask(self, question: Question) -> int | None:
        """See Contender."""
        tree = parse(_our_query(question))
        facets = FACETS if question.kind == "facets" else frozenset()
        try:
            found = self._engine.search(SearchRequest(tree, limit=20, facets=facets))
        except QueryProblem:
            return -1
        if question.kind == "snippets":
            for hit in found.hits:
                text = self._texts[int(hit.document_id)]
                snippet(text, highlight_spans(tree, text), 240)
        return found.total

    def ranked(self, words: Sequence[str]) -> list[tuple[int, float]]:
        """See Contender."""
        tree = parse(" OR ".join(words[:60]))
        found = self._engine.search(SearchRequest(tree, limit=10, facets=frozenset()))
        return [(int(hit.document_id), hit.score) for hit in found.hits]

    def close(self) -> None:
        """See Contender."""
        self._engine.close()


def _our_query(question: Question) -> str:
    words = question.words
    match question.kind:
        case "OR5":
            return " OR ".join(words)
        case "phrase":
            return f'"{" ".join(words)}"'
        case "proximity":
            return f'"{" ".join(words)}"~5'
        case "prefix":
            return f"{words[0]}*"
        case "infix":
            return f"*{words[0]}*"
        case "fuzzy":
            return f"{words[0]}~1"
        case "date+term":
            return f"{words[0]} date:{question.month}"
    return " ".join(words)


class Words(Tokenizer):  # type: ignore[misc]
    """Our terms in Whoosh's own way."""

    def __call__(self, value: str, **_options: Any) -> Iterator[Token]:
        """Whoosh's protocol."""
        token = Token(positions=True)
        token.boost = 1.0
        token.stopped = False
        for found in tokens(value):
            token.pos = found.place
            token.text = found.term
            yield token
            if found.exact:
                token.text = EXACT + found.exact
                yield token
            if found.stem:
                token.text = STEM + found.stem
                yield token


class BareWhoosh:
    """Whoosh by itself with the same analysis, one commit per batch: what our engine's build is held against."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, documents: Sequence[IndexedDocument]) -> None:
        """See Contender."""
        self._folder.mkdir(parents=True)
        stored = dict.fromkeys(("source", "kind", "date", "actors", "grade"), fields.STORED)
        schema = fields.Schema(
            id=fields.ID(unique=True, stored=True),
            text=fields.TEXT(analyzer=Words()),
            title=fields.TEXT(analyzer=Words()),
            **stored,
        )
        opened = index.create_in(str(self._folder), schema)
        for start in range(0, len(documents), BATCH):
            writer = opened.writer(compound=False, limitmb=128)
            for one in documents[start : start + BATCH]:
                writer.add_document(
                    id=str(one.id),
                    text=one.text,
                    title=one.title,
                    source=one.source,
                    kind=one.kind,
                    date=str(one.published),
                    actors=one.actors,
                    grade=one.grade,
                )
            writer.commit()
        opened.close()


class Fts5:
    """SQLite's full-text search, with its own analysis; `porter` cuts English endings."""

    def __init__(self, folder: Path, *, porter: bool = False) -> None:
        self._path = folder / "fts.db"
        self._tokenizer = ("porter " if porter else "") + "unicode61 remove_diacritics 2"

    def build(self, documents: Sequence[IndexedDocument]) -> None:
        """See Contender."""
        self._path.parent.mkdir(parents=True)
        self._db = sqlite3.connect(self._path)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute(f"CREATE VIRTUAL TABLE words USING fts5(title, text, tokenize='{self._tokenizer}')")
        self._db.execute(
            "CREATE TABLE facts(id INTEGER PRIMARY KEY, source, year, month, language, kind, grade, date)"
        )
        self._db.execute("CREATE TABLE actors(id INTEGER, name)")
        self._db.execute("CREATE INDEX by_id ON actors(id)")
        for start in range(0, len(documents), BATCH):
            for one in documents[start : start + BATCH]:
                self._insert(one)
            self._db.commit()
        self._db.close()

    def _insert(self, one: IndexedDocument) -> None:
        date = str(one.published)
        self._db.execute(
            "INSERT INTO words(rowid, title, text) VALUES (?,?,?)", (one.id, one.title, one.text)
        )
        self._db.execute(
            "INSERT OR REPLACE INTO facts VALUES (?,?,?,?,?,?,?,?)",
            (one.id, one.source, date[:4], date[:7], one.language, one.kind, one.grade, date),
        )
        self._db.executemany("INSERT INTO actors VALUES (?,?)", [(one.id, name) for name in one.actors])

    def open(self) -> None:
        """See Contender."""
        self._db = sqlite3.connect(self._path)
        self._rows('"the"')

    def put(self, document: IndexedDocument) -> None:
        """See Contender."""
        self._db.execute("DELETE FROM words WHERE rowid=?", (document.id,))
        self._insert(document)
        self._db.commit()
        self._rows('"zyzzyva"')

    def delete(self, key: int) -> None:
        """See Contender."""
        self._db.execute("DELETE FROM words WHERE rowid=?", (key,))
        self._db.execute("DELETE FROM facts WHERE id=?", (key,))
        self._db.commit()
        self._rows('"zyzzyva"')

    def _rows(self, match: str, what: str = "rowid") -> list[Any]:
        return self._db.execute(
            f"SELECT {what} FROM words WHERE words MATCH ? ORDER BY rank LIMIT 20", (match,)
        ).fetchall()

    def ask(self, question: Question) -> int | None:
        """See Contender."""
        quoted = [f'"{word}"' for word in question.words]
        match question.kind:
            case "fuzzy" | "infix":
                return None
            case "OR5":
                match = " OR ".join(quoted)
            case "phrase":
                match = f'"{" ".join(question.words)}"'
            case "proximity":
                match = f"NEAR({' '.join(quoted)}, 5)"
            case "prefix":
                match = f"{quoted[0]}*"
            case _:
                match = " AND ".join(quoted)
        if question.kind == "date+term":
            query = "FROM words JOIN facts ON facts.id = words.rowid WHERE words MATCH ? AND month = ?"
            self._db.execute(
                f"SELECT words.rowid {query} ORDER BY rank LIMIT 20", (match, question.month)
            ).fetchall()
            return int(self._db.execute(f"SELECT count(*) {query}", (match, question.month)).fetchone()[0])
        if question.kind == "snippets":
            self._rows(match, "snippet(words, 1, '[', ']', '…', 40)")
        else:
            self._rows(match)
        if question.kind == "facets":
            found = "(SELECT rowid FROM words WHERE words MATCH ?)"
            for facet in ("source", "year", "month", "language", "kind", "grade"):
                self._db.execute(
                    f"SELECT {facet}, count(*) FROM facts WHERE id IN {found} GROUP BY 1", (match,)
                ).fetchall()
            self._db.execute(
                f"SELECT name, count(*) FROM actors WHERE id IN {found} GROUP BY 1", (match,)
            ).fetchall()
        return int(self._db.execute("SELECT count(*) FROM words WHERE words MATCH ?", (match,)).fetchone()[0])

    def ranked(self, words: Sequence[str]) -> list[tuple[int, float]]:
        """See Contender."""
        match = " OR ".join(f'"{word}"' for word in words)
        rows = self._db.execute(
            "SELECT rowid, rank FROM words WHERE words MATCH ? ORDER BY rank LIMIT 10", (match,)
        )
        return [(int(key), -float(rank)) for key, rank in rows]

    def close(self) -> None:
        """See Contender."""
        self._db.close()


class Recoll:
    """Recoll over a folder of text files. Its command is started for each query, and that time is in."""

    def __init__(self, folder: Path) -> None:
        self._config = folder / "config"
        self._files = folder / "files"

    def build(self, documents: Sequence[IndexedDocument]) -> None:
        """See Contender."""
        self._config.mkdir(parents=True)
        for one in documents:
            path = self._path(one.id)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{one.title}\n\n{one.text}", "utf-8")
        settings = f"topdirs = {self._files}\nindexstemminglanguages = english\nloglevel = 1\n"
        (self._config / "recoll.conf").write_text(settings, "utf-8")
        self._run("recollindex")

    def _path(self, key: int) -> Path:
        return self._files / f"{key // 1000}" / f"{key}.txt"

    def _run(self, program: str, *arguments: str) -> str:
        done = subprocess.run(
            [program, "-c", str(self._config), *arguments], capture_output=True, text=True, check=False
        )
        return done.stdout

    def open(self) -> None:
        """See Contender."""
        self._query("the")

    def _query(self, text: str, *options: str) -> int:
        said = self._run("recollq", *options, "-n", "20", "-q", text)
        found = re.search(r"(\d+) results", said)
        return int(found[1]) if found else 0

    def put(self, document: IndexedDocument) -> None:
        """See Contender."""
        path = self._path(document.id)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(document.text, "utf-8")
        self._run("recollindex", "-i", str(path))
        self._query("zyzzyva")

    def delete(self, key: int) -> None:
        """See Contender."""
        self._path(key).unlink()
        self._run("recollindex", "-e", str(self._path(key)))
        self._query("zyzzyva")

    def ask(self, question: Question) -> int | None:
        """See Contender."""
        words = question.words
        match question.kind:
            case "fuzzy" | "facets" | "date+term":
                return None
            case "OR5":
                return self._query(" OR ".join(words))
            case "phrase":
                return self._query(f'"{" ".join(words)}"')
            case "proximity":
                return self._query(f'"{" ".join(words)}"p5')
            case "prefix":
                return self._query(f"{words[0]}*")
            case "infix":
                return self._query(f"*{words[0]}*")
            case "snippets":
                return self._query(" ".join(words), "-A")
        return self._query(" ".join(words))

    def ranked(self, words: Sequence[str]) -> list[tuple[int, float]]:
        """See Contender."""
        return []

    def close(self) -> None:
        """See Contender."""


def clean(folder: Path) -> Path:
    """An empty place."""
    shutil.rmtree(folder, ignore_errors=True)
    return folder
