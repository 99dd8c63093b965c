"""Read Rich Text Format (.rtf): words in their order, title and author."""

from __future__ import annotations

import re

from striprtf.striprtf import rtf_to_text

from dossier.corpus.readers.result import ReadResult, Unreadable, tidy

LARGEST = 50 << 20
"""Bytes, pictures included: pictures are written as hexadecimal digits and make up most of a large file."""

MOST_LETTERS = 10_000_000
"""Characters without pictures: the library goes through them one by one, a million in about a third of a second."""

_ON_A_LINE = re.compile(r"(?=\\f\d)|(?=\{\\field\b)")
"""Where a line end, which means nothing in RTF, keeps the library's patterns from looking through the whole file."""
_PICTURE = re.compile(
    rb"\{\\(?:\*\\)?(?:pict|objdata|blipuid|themedata|colorschememapping|datastore|fontemb)\b[^{}]*\}"
)
_ENCODING = re.compile(r"\\ansicpg(\d{3,5})")
_INFO = {name: re.compile(rf"\{{\\{name}\b ?([^{{}}]{{1,600}})\}}") for name in ("title", "author")}


def read(data: bytes) -> ReadResult:
    """The text; footnotes stand where they are called, as the format has them."""
    if not data.lstrip()[:5].lower().startswith(b"{\\rtf"):
        raise Unreadable("This is not an RTF file.")
    if len(data) > LARGEST:
        raise Unreadable(f"The file is larger than {LARGEST >> 20} MB.")
    source = _ON_A_LINE.sub("\n", _PICTURE.sub(b"", data).decode("latin-1"))
    if len(source) > MOST_LETTERS:
        raise Unreadable(f"This RTF file holds more than {MOST_LETTERS:,} characters, which is no document.")
    found = {name: _words_of(pattern, source) for name, pattern in _INFO.items()}
    return ReadResult(
        tidy(_plain(source)),
        title=found["title"],
        author=found["author"],
        media_type="application/rtf",
    )


def _words_of(pattern: re.Pattern[str], source: str) -> str | None:
    match = pattern.search(source[:200_000])
    if match is None:
        return None
    encoding = _ENCODING.search(source[:5_000])
    head = f"\\ansicpg{encoding[1]} " if encoding else ""
    words = " ".join(_plain(f"{{\\rtf1\\ansi{head}{match[1]}}}").split())
    return words or None


def _plain(source: str) -> str:
    try:
        text = str(rtf_to_text(source, errors="replace"))
    except (ValueError, TypeError, IndexError, KeyError, LookupError, OverflowError) as error:
        raise Unreadable("This RTF file is damaged and can't be read.") from error
    # A letter beyond the first 65,536 is written as two halves.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
