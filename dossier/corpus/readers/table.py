"""Read tables of plain text (.csv, .tsv): a line for each row, its cells with tabs between them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from dossier.corpus.readers.encoding import decode
from dossier.corpus.readers.result import ReadResult, Unreadable, tidy

MOST_ROWS = 100_000
MOST_CELLS = 500_000
"""Filled ones, which take a workbook about ten seconds. A larger table is no document but data."""
LARGEST = 20_000_000
"""Code points."""
_MARKS = ",;\t|"
_SAID = re.compile(r"sep=(.)\n", re.IGNORECASE)
"""A first line by which spreadsheets tell the mark between cells."""
_LOOKED_AT = 200
"""Lines by which the mark is told."""
_ROWS_OF_A_SHEET = 1_048_576
"""Spreadsheets like to write all of them, the empty ones included."""
_GAP = re.compile(r"\t{20,}")
"""Empty cells before one far to the right: nobody counts them."""
_LONGEST_CELL = 300
"""Lines; a cell of more is a quotation mark that nobody closed."""


def read_csv(data: bytes) -> ReadResult:
    """The rows, the one with the names of the columns first, as in the file.

    Tabs rather than `column: value` pairs: it is how tables in other documents are read, every word stands as
    often as in the file, so that counts and ranks mean something, and a name never has a column's name before it.
    """
    text = tidy(decode(data))
    mark = ""
    if said := _SAID.match(text):
        mark, text = said[1], text[said.end() :]
    return _read(text, mark or _mark(text), "text/csv")


def read_tsv(data: bytes) -> ReadResult:
    """The same, where tabs stand between the cells."""
    return _read(tidy(decode(data)), "\t", "text/tab-separated-values")


def _read(text: str, mark: str, media_type: str) -> ReadResult:
    if len(text) > LARGEST:
        raise Unreadable("The table is too long for one document (more than 20 million characters).")
    rows = as_lines(_rows(text, mark))
    return ReadResult("\n".join(rows), media_type=media_type, table=True)


def as_lines(rows: Iterable[Sequence[str]]) -> list[str]:
    """A line for each row that says something. Raises Unreadable when they are too many."""
    lines: list[str] = []
    cells = size = 0
    for row in rows:
        words = [" ".join(cell.split()) for cell in row]
        filled = sum(map(bool, words))
        if not filled:
            continue
        lines.append(_GAP.sub("\t", "\t".join(words).rstrip("\t")))
        cells += filled
        size += len(lines[-1]) + 1
        if len(lines) > MOST_ROWS:
            raise Unreadable(f"This table has more than {MOST_ROWS:,} rows; import the part that matters.")
        if cells > MOST_CELLS or size > LARGEST:
            raise Unreadable(f"This table has more than {MOST_CELLS:,} cells or 20 million characters.")
    return lines


def _rows(text: str, mark: str) -> list[list[str]]:
    usual = csv.field_size_limit(
        LARGEST + 1
    )  # one for the whole process: other readers of CSV have their own
    try:
        try:
            rows = list(_parsed(text, mark, csv.QUOTE_MINIMAL))
            if not any(cell.count("\n") > _LONGEST_CELL for row in rows for cell in row):
                return rows
        except csv.Error:
            pass
        return list(_parsed(text, mark, csv.QUOTE_NONE))
    except csv.Error as error:
        raise Unreadable("This table is damaged: its rows can't be told apart.") from error
    finally:
        csv.field_size_limit(usual)


def _parsed(text: str, mark: str, quoting: Literal[0, 3]) -> Iterator[list[str]]:
    for number, row in enumerate(
        csv.reader(io.StringIO(text, newline=""), delimiter=mark, quoting=quoting, skipinitialspace=True)
    ):
        if number > _ROWS_OF_A_SHEET:
            raise Unreadable(f"This table has more than {MOST_ROWS:,} rows; import the part that matters.")
        yield row


def _mark(text: str) -> str:
    """What stands between the cells: what splits most rows into equally many, a comma where nothing does."""
    sample = "\n".join(text.split("\n", _LOOKED_AT)[:_LOOKED_AT])[:200_000]
    best, found = 0.0, ","
    for mark in _MARKS:
        try:
            widths = Counter(len(row) for row in _parsed(sample, mark, csv.QUOTE_MINIMAL) if row)
        except csv.Error:
            continue
        width, rows = max(widths.items(), key=lambda one: (one[1] * (one[0] > 1), one[0]), default=(1, 0))
        score = rows / widths.total() + min(width, 20) / 1000 if width > 1 else 0.0
        if score > best:
            best, found = score, mark
    return found
