"""Read a PDF back as its reader gets it: text by page, links with where they land, places of words."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw


@dataclass(frozen=True)
class Spot:
    """A place on a page: page from 0, PDF points from the lower left corner."""

    page: int
    x: float
    y: float


@dataclass(frozen=True)
class Jump:
    """A link: the words under it, where it stands and where it lands (None outside the document)."""

    text: str
    place: Spot
    lands: Spot | None


def page_texts(path: Path) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [document[number].get_textpage().get_text_range() for number in range(len(document))]
    finally:
        document.close()


def jumps(path: Path) -> list[Jump]:
    """All links of a document in order."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [jump for number in range(len(document)) for jump in _jumps_of(document, number)]
    finally:
        document.close()


def spots_of(path: Path, words: str) -> list[Spot]:
    """Where words are found by a reader's text search (left end of each find)."""
    document = pypdfium2.PdfDocument(path)
    found = []
    try:
        for number in range(len(document)):
            text = document[number].get_textpage()
            searcher = text.search(words, match_case=True)
            while (hit := searcher.get_next()) is not None:
                left, bottom, _, _ = text.get_charbox(hit[0])
                found.append(Spot(number, left, bottom))
    finally:
        document.close()
    return found


def squeezed(text: str) -> str:
    """Without white space and direction marks, so that line ends don't matter."""
    return re.sub(r"[\s\u200e\u200f]+", "", text)


def _jumps_of(document: pypdfium2.PdfDocument, number: int) -> Iterator[Jump]:
    page = document[number]
    text = page.get_textpage()
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page.raw, ctypes.byref(position), ctypes.byref(link)):
        box = raw.FS_RECTF()
        raw.FPDFLink_GetAnnotRect(link, ctypes.byref(box))
        words = text.get_text_bounded(box.left, box.bottom, box.right, box.top)
        target = raw.FPDFLink_GetDest(document.raw, link)
        if not target:
            action = raw.FPDFLink_GetAction(link)
            target = raw.FPDFAction_GetDest(document.raw, action) if action else None
        lands = None
        if target:
            has = [ctypes.c_int() for _ in range(3)]
            at = [ctypes.c_float() for _ in range(3)]
            raw.FPDFDest_GetLocationInPage(target, *has, *at)
            lands = Spot(raw.FPDFDest_GetDestPageIndex(document.raw, target), at[0].value, at[1].value)
        yield Jump(words.strip(), Spot(number, box.left, box.bottom), lands)
