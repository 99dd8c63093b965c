"""Picture a page of a PDF original, and find where on it a passage stands. The PDF is opened in a child only."""

from __future__ import annotations

import base64
import ctypes
import json
import threading
import unicodedata
import zlib
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dossier.corpus.sandbox import Failure, Pool
from dossier.errors import EnvironmentTrouble
from dossier.storage.sealing import Damaged, read_file

WIDEST = 2400
"""Pixels; a page is never drawn wider, nor with more than four times as many pixels in height."""


@dataclass(frozen=True)
class PageImage:
    """One page, drawn."""

    number: int
    """From 0."""
    of: int
    """Pages of the original."""
    width: int
    height: int
    pixels: bytes
    """Four bytes for each pixel, blue, green, red, unused; rows from the top."""
    marked: tuple[tuple[int, int, int, int], ...]
    """Where the passage stands: left, top, width, height in pixels; empty when it wasn't found."""


@dataclass(frozen=True)
class Sought:
    """Words to find on a page; `before` is the number of letters and digits of the page in front of them."""

    words: str
    before: int


def page_of(starts: Sequence[int], offset: int) -> int:
    """Number (from 0) of the page on which this offset of the text lies; 0 when pages are not known."""
    return max(0, bisect_right(starts, offset) - 1)


def sought_on(text: str, starts: Sequence[int], span: tuple[int, int], page: int) -> Sought | None:
    """The part of a passage that lies on a page; None when none of it does."""
    begin = starts[page] if page < len(starts) else 0
    end = starts[page + 1] if page + 1 < len(starts) else len(text)
    low, high = max(span[0], begin), min(span[1], end)
    if low >= high:
        return None
    return Sought(text[low:high], len(_letters(text[begin:low])))


class PageDrawer:
    """Draws pages in a child process of its own. Calls from several threads wait for each other."""

    def __init__(self) -> None:
        self._pool = Pool("dossier.corpus.page_images:make_worker", "", children=1)
        self._one_at_a_time = threading.Lock()

    def draw(
        self, path: Path, number: int, width: int, sought: Sought | None = None, *, key: bytes | None = None
    ) -> PageImage:
        """A page of the PDF at `path`, sealed with `key` if there is one. EnvironmentTrouble when it can't be drawn."""
        task = {
            "path": str(path),
            "key": key.hex() if key else None,
            "page": number,
            "width": max(50, min(width, WIDEST)),
            "words": sought.words if sought else "",
            "before": sought.before if sought else 0,
        }
        with self._one_at_a_time:
            [(_key, answer)] = self._pool.run([(json.dumps(task), 0)], lambda: False)
        data: Any = None if isinstance(answer, Failure) else json.loads(answer)
        if data is None or "trouble" in data:
            raise EnvironmentTrouble(
                "This page can't be drawn; the document's text is still there.",
                hint="Save a copy of the original and open it in a program you trust.",
            )
        pixels = zlib.decompress(base64.b64decode(data["pixels"]))
        marked = tuple((int(a), int(b), int(c), int(d)) for a, b, c, d in data["marked"])
        return PageImage(
            int(data["page"]), int(data["of"]), int(data["width"]), int(data["height"]), pixels, marked
        )

    def close(self) -> None:
        """End the child."""
        with self._one_at_a_time:
            self._pool.close()


# -- in the child


def make_worker(_start: str) -> Callable[[str], str]:
    """What the child runs for each task."""
    return _draw


def _draw(task: str) -> str:
    import pypdfium2

    wanted = json.loads(task)
    try:
        key = bytes.fromhex(wanted["key"]) if wanted["key"] else None
        document = pypdfium2.PdfDocument(read_file(Path(wanted["path"]), key))
    except (pypdfium2.PdfiumError, Damaged):
        return json.dumps({"trouble": "damaged"})
    try:
        number = max(0, min(int(wanted["page"]), len(document) - 1))
        page = document[number]
        across, down = page.get_size()
        scale = wanted["width"] / max(across, 1)
        if across * down * scale * scale > 4 * WIDEST * WIDEST:
            return json.dumps({"trouble": "too large"})
        bitmap = page.render(scale=scale, rev_byteorder=False, prefer_bgrx=True, maybe_alpha=False)
        marked: list[tuple[int, int, int, int]] = []
        if wanted["words"]:
            marked = _find(page, wanted["words"], int(wanted["before"]), bitmap.width, bitmap.height)
        row = bitmap.width * 4
        raw = bytes(bitmap.buffer)
        pixels = b"".join(
            raw[top : top + row] for top in range(0, bitmap.stride * bitmap.height, bitmap.stride)
        )
        return json.dumps(
            {
                "page": number, "of": len(document), "width": bitmap.width, "height": bitmap.height,
                "pixels": base64.b64encode(zlib.compress(pixels, 1)).decode(), "marked": marked,
            }
        )  # fmt: skip
    except pypdfium2.PdfiumError:
        return json.dumps({"trouble": "broken page"})
    finally:
        document.close()


def _find(page: Any, words: str, before: int, width: int, height: int) -> list[tuple[int, int, int, int]]:
    """Rectangles of the words on the page. Only letters and digits are compared: the text was tidied,
    its lines joined and its hyphens taken out, the page was not."""
    from pypdfium2 import raw

    text = page.get_textpage()
    letters: list[str] = []
    places: list[int] = []
    for place in range(text.count_chars()):
        for letter in _letters(chr(raw.FPDFText_GetUnicode(text, place))):
            letters.append(letter)
            places.append(place)
    place, length = nearest("".join(letters), _letters(words), before)
    if place < 0:
        return []
    first, last = places[place], places[place + length - 1]
    found = []
    for number in range(text.count_rects(first, last - first + 1)):
        left, bottom, right, top = text.get_rect(number)
        corners = [_to_pixel(page, x, y, width, height) for x, y in ((left, top), (right, bottom))]
        (x1, x2), (y1, y2) = sorted((corners[0][0], corners[1][0])), sorted((corners[0][1], corners[1][1]))
        found.append((x1, y1, max(2, x2 - x1), max(2, y2 - y1)))
    return found


def _to_pixel(page: Any, x: float, y: float, width: int, height: int) -> tuple[int, int]:
    """PDFium knows of rotation and of the crop box."""
    from pypdfium2 import raw

    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, across, down)
    return across.value, down.value


def nearest(letters: str, words: str, before: int) -> tuple[int, int]:
    """Where `words` stand in `letters`, nearest to `before`, and their length; (-1, 0) when nowhere.

    When they are not there whole, their first half may be (a passage may run over a figure).
    """
    for part in (words, words[: len(words) // 2]):
        if len(part) < 4 and part != words:
            continue
        best, place = -1, letters.find(part) if part else -1
        while place >= 0:
            if best < 0 or abs(place - before) < abs(best - before):
                best = place
            place = letters.find(part, place + 1)
        if best >= 0:
            return best, len(part)
    return -1, 0


def _letters(text: str) -> str:
    """Letters and digits in compatible form, without case and marks."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text).casefold() if letter.isalnum())
