"""Find out in which encoding bytes were saved, and decode them."""

from __future__ import annotations

import codecs
import re
from collections import Counter

from charset_normalizer import from_bytes

from dossier.corpus.readers.result import Unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FOREIGN = ("cp1256", "iso-8859-6", "cp1251", "koi8-r", "cp1255", "cp1253")
_FREQUENT = {
    # The ten most frequent letters of each language's newspapers.
    "cp1256": set("الينموترب"), "iso-8859-6": set("الينموترب"),
    "cp1251": set("оеаинтсрвл"), "koi8-r": set("оеаинтсрвл"),
    "cp1255": set("יוהלאתרבמש"), "cp1253": set("αοιετσνηυρ"),
}  # fmt: skip


def decode(data: bytes) -> str:
    """Text of bytes: by byte order mark, as UTF-8, as UTF-16 without a mark, then by which letters result."""
    if not data.strip(b"\0 \t\r\n"):
        return ""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A file cut in the middle of a character is still UTF-8.
        if error.start >= len(data) - 4 and error.start > 16:
            return data[: error.start].decode("utf-8")
    else:
        if "\0" not in text:
            return text
    for name in ("utf-16-le", "utf-16-be"):
        if _looks_like_utf16(data, name):
            return data.decode(name, errors="replace")
    if _is_binary(data):
        raise Unreadable("This file holds no text.")
    return _decode_by_letters(data)


def _looks_like_utf16(data: bytes, name: str) -> bool:
    sample = data[: 4000 // 2 * 2]
    if len(data) % 2 or len(sample) < 4:
        return False
    text = sample.decode(name, errors="replace")
    known = sum(
        char in "\n\r\t" or (char.isprintable() and (ord(char) < 0x700 or ord(char) >= 0x2000))
        for char in text
    )
    return known / len(text) > 0.95 and (sample.count(0) > len(sample) // 8 or _spaces(text))


def _spaces(text: str) -> bool:
    return text.count(" ") > len(text) / 20


def _is_binary(data: bytes) -> bool:
    sample = data[:8000]
    strange = sum(byte < 32 and byte not in b"\t\n\r\f\v\x1b" for byte in sample)
    return strange > len(sample) * 0.02


def _decode_by_letters(data: bytes) -> str:
    """Single-byte encodings: many high bytes mean another script than Latin; its frequent letters tell which."""
    sample = data[:50_000]
    high = sum(byte >= 0x80 for byte in sample)
    latin = sum(65 <= byte <= 90 or 97 <= byte <= 122 for byte in sample)
    if high > latin * 0.5 or _has_long_foreign_words(sample):
        best = max(_FOREIGN, key=lambda name: _score(sample, name))
        if _score(sample, best) > 0.35:
            return data.decode(best, errors="replace")
    guess = from_bytes(
        sample, cp_isolation=["cp1252", "cp1250", "cp1254", "iso8859_15", "cp1251", "cp1256"]
    ).best()
    if guess is not None:
        try:
            return data.decode(guess.encoding)
        except UnicodeDecodeError:
            pass
    return data.decode("cp1252", errors="replace")


def _has_long_foreign_words(sample: bytes) -> bool:
    """Words of four or more high bytes don't occur in Latin scripts."""
    return len(re.findall(rb"[\x80-\xff]{4,}", sample)) >= 2


def _score(sample: bytes, name: str) -> float:
    """Share of the high bytes' characters that are among the language's most frequent letters."""
    text = sample.decode(name, errors="replace")
    foreign = Counter(char for char in text.lower() if ord(char) >= 0x80)
    total = sum(foreign.values())
    if not total:
        return 0.0
    broken = foreign["\N{REPLACEMENT CHARACTER}"] + sum(
        count
        for char, count in foreign.items()
        if not char.isalpha() and char not in "«»–—“”‘’…،؛؟ـ\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
    )
    return (sum(foreign[char] for char in _FREQUENT[name]) - 2 * broken) / total
