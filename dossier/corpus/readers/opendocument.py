"""Read OpenDocument texts (.odt): paragraphs, headings, lists, tables and footnotes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from dossier.corpus.readers.archive import check_archive, parsed
from dossier.corpus.readers.result import ReadResult, Unreadable, tidy

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
DEEPEST = 200
"""Elements inside each other; documents stay below 40."""
MOST_SPACES = 100
"""That one element may stand for."""

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_LEFT_OUT = frozenset(
    {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_OFFICE}annotation-end", f"{_OFFICE}forms"}
)
"""Deleted words, comments and forms: none of the text."""
_DAMAGED = "This OpenDocument text is damaged and can't be opened."
_LINES = frozenset({f"{_TEXT}p", f"{_TEXT}h"})


def read(data: bytes) -> ReadResult:
    """Text in reading order; footnotes follow as lines that begin with their number in brackets."""
    check_archive(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise Unreadable("This document is protected with a password.")
        if "content.xml" not in names:
            raise Unreadable("This file is damaged: it holds no OpenDocument text.")
        content = parsed(archive.read("content.xml"), _DAMAGED)
        meta = parsed(archive.read("meta.xml"), _DAMAGED) if "meta.xml" in names else None
    body = content.find(f".//{_OFFICE}text")
    if body is None:
        raise Unreadable("This OpenDocument file holds no text (it may be a table or a drawing).")
    notes: list[str] = []
    lines = list(_lines(body, notes, 0))
    if notes:
        lines += ["", *notes]
    return ReadResult(
        tidy("\n".join(lines)),
        title=_said(meta, f"{_DC}title"),
        author=_said(meta, f"{_META}initial-creator") or _said(meta, f"{_DC}creator"),
        language=(_said(meta, f"{_DC}language") or "").split("-")[0].lower() or None,
        media_type=MEDIA_TYPE,
    )


def _said(meta: Any, name: str) -> str | None:
    found = meta.find(f".//{name}") if meta is not None else None
    return " ".join((found.text or "").split()) or None if found is not None else None


def _lines(element: Any, notes: list[str], depth: int) -> Iterator[str]:
    """Paragraphs with an empty line behind each; a row of a table is a line with tabs."""
    if depth > DEEPEST:
        raise Unreadable("The document is nested too deeply.")
    for child in element:
        if child.tag in _LINES:
            yield _words(child, notes, depth + 1)
            yield ""
        elif child.tag == f"{_TABLE}table-row":
            cells = (
                " ".join(line for line in _lines(cell, notes, depth + 1) if line)
                for cell in child
                if cell.tag == f"{_TABLE}table-cell"
            )
            yield "\t".join(cells)
        elif child.tag not in _LEFT_OUT:
            yield from _lines(child, notes, depth + 1)


def _words(element: Any, notes: list[str], depth: int) -> str:
    if depth > DEEPEST:
        raise Unreadable("The document is nested too deeply.")
    words = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}s":
            number = child.get(f"{_TEXT}c", "1")
            words.append(" " * (min(int(number), MOST_SPACES) if number.isdecimal() else 1))
        elif child.tag == f"{_TEXT}tab":
            words.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            words.append("\n")
        elif child.tag == f"{_TEXT}note":
            words.append(_note(child, notes, depth))
        elif child.tag in _LINES:  # in a frame
            words.append("\n" + _words(child, notes, depth + 1))
        elif child.tag not in _LEFT_OUT:
            words.append(_words(child, notes, depth + 1))
        words.append(child.tail or "")
    return "".join(words)


def _note(note: Any, notes: list[str], depth: int) -> str:
    called = note.find(f"{_TEXT}note-citation")
    body = note.find(f"{_TEXT}note-body")
    mark = (called.text or "").strip() if called is not None else ""
    if body is None or not mark:
        return ""
    inner: list[str] = []
    words = " ".join(line for line in _lines(body, inner, depth + 1) if line)
    notes.append(f"[{mark}] {' '.join(words.split())}")
    notes += inner
    return f"[{mark}]"
