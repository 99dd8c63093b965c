"""Read spreadsheets (.xlsx): a line for each row, its cells with tabs between them, sheet after sheet."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import datetime, time
from itertools import count, islice
from typing import Any

import openpyxl

from dossier.corpus.readers.archive import check_archive
from dossier.corpus.readers.result import ReadResult, Unreadable, tidy
from dossier.corpus.readers.table import LARGEST, MOST_CELLS, MOST_ROWS, as_lines

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_SHEETS = 200
MOST_PLACES = 10 * MOST_CELLS
"""Cells and rows that are gone through, empty ones included: one cell in the far corner of a sheet makes millions."""
_OLD = b"\xd0\xcf\x11\xe0"
"""Workbooks before 2007, and newer ones with a password, are files of this kind."""


def read(data: bytes) -> ReadResult:
    """Values as they were when the file was saved: no formula is worked out, no link followed, no macro run.

    Tabs between cells for the reasons given in table.py. Dates are written as 2024-05-09, whatever the cell's look.
    A sheet begins with its name where there are several. Comments and pictures are left out.
    """
    if data.startswith(_OLD):
        raise Unreadable(
            "This workbook is locked with a password, or in the format before 2007; save it as .xlsx."
        )
    check_archive(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and features that mean nothing here
            book = openpyxl.load_workbook(
                io.BytesIO(data), read_only=True, data_only=True, keep_links=False, rich_text=False
            )
            text = _text(book)
            title, author = book.properties.title, book.properties.creator
    except (Unreadable, MemoryError, RecursionError):
        raise
    except (
        Exception
    ) as error:  # the library raises whatever the part of the file at hand makes it stumble over
        raise Unreadable("This workbook is damaged and can't be opened.") from error
    return ReadResult(
        text,
        title=_said(title),
        author=_said(author) if author != "openpyxl" else None,
        media_type=MEDIA_TYPE,
        table=True,
    )


def _text(book: Any) -> str:
    sheets = book.worksheets[: MOST_SHEETS + 1]
    if len(sheets) > MOST_SHEETS:
        raise Unreadable(f"This workbook has more than {MOST_SHEETS} sheets.")
    read: list[str] = []
    rows = cells = size = 0
    places = count()
    for sheet in sheets:
        lines = as_lines(_rows(sheet, places))
        rows += len(lines)
        cells += sum(line.count("\t") + 1 for line in lines)
        size += sum(map(len, lines))
        if rows > MOST_ROWS or cells > 2 * MOST_CELLS or size > LARGEST:
            raise Unreadable(
                f"This workbook has more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells in all."
            )
        if lines:
            read.append("\n".join([tidy(sheet.title), *lines] if len(sheets) > 1 else lines))
    return "\n\n".join(read)


def _rows(sheet: Any, places: Iterator[int]) -> Iterator[list[str]]:
    """`places` counts through all sheets."""
    sheet.reset_dimensions()  # what the file says of its size may lie
    for row in sheet.iter_rows(values_only=True):
        if next(islice(places, len(row), None)) > MOST_PLACES:
            raise Unreadable(f"This workbook is spread over more than {MOST_PLACES:,} cells.")
        yield [tidy(_words(value)) for value in row]


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    return str(value)


def _said(value: Any) -> str | None:
    return " ".join(str(value).split())[:500] or None if value else None
