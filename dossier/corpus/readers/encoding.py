"""Tell in which encoding bytes were saved when they don't say it themselves."""

from __future__ import annotations

import codecs
import math
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
_CANDIDATES = {
    # Encodings of one byte a character, with how likely one is to be met beforehand (logarithms).
    "cp1252": 0.0, "cp1256": -0.5, "cp1251": -1.5, "iso-8859-6": -2.0, "cp1255": -2.5, "cp1254": -2.5, "cp1250": -2.5,
    "cp1253": -2.5, "koi8-r": -3.0, "iso-8859-5": -4.0,
}  # fmt: skip
_LETTERS = {
    # Occurrences of a letter among 1,000 letters of the language's newspapers, roughly.
    "Arabic": "ا125 ل116 ي68 م63 و60 ن59 ر50 ت48 ب39 ع38 ه33 د33 ف31 ة33 س32 ق28 ك24 ح23 أ25 ج15 ش14 ص13 خ11 ى11 "
    "ط11 إ10 ض8 ز7 ث7 ذ6 غ5 ئ4 ء4 ظ3 آ2 ؤ2 پ1 چ1 گ1",
    "Cyrillic": "о110 е85 а80 и74 н67 т63 с55 р47 в45 л44 к35 м32 д30 п28 у26 я20 ы19 ь17 г17 з17 б16 ч14 й12 х10 ж9 "
    "ш7 ю6 ц5 щ4 э3 ф3 ъ1 ё1 і1 ї1 є1",
    "Hebrew": "י110 ו104 ה100 ל74 א63 ר56 ב52 ת50 מ46 ש44 ם30 נ28 ד27 ח25 ע32 ק21 פ17 כ24 ט12 ג13 ס15 ז13 ן16 צ12 "
    "ך8 ף2 ץ1",
    "Greek": "α100 ο90 ι80 ε75 τ78 σ45 ν64 η45 υ40 ρ41 π40 κ39 μ33 ς35 λ27 ω18 γ17 δ17 θ12 χ11 φ8 β7 ξ4 ζ4 ψ2 ά18 "
    "έ17 ή14 ί25 ό20 ύ9 ώ7",
    # Accented letters only; plain ones are the same in every candidate.
    "Latin": "é12 è4 à4 ê2 ç3 ü5 ö4 ä5 ß2 ó4 í4 á5 ñ2 ú1.5 ã2 õ1 ı8 ş4 ğ3 å1.5 ø1.5 æ1 ô1 î0.7 â1 û0.6 ù0.5 ï0.4 ë0.5 "
    "ł3 ą2 ę2 ś1.5 ż1.5 č2 ř2 ž2 š2 ý1.5 ě2 ů1 ő1 ű0.5 ț1 ș1 ă2 ź0.3 ć1 ń0.5 đ0.7 œ0.3 ò0.4 ì0.4 ð0.3 þ0.3",
}
_RARE = math.log(0.00005)
_KNOWN = {
    word[0]: (script, math.log(float(word[1:]) / 1000))
    for script, words in _LETTERS.items()
    for word in words.split()
}
_USUAL_SIGNS = frozenset("«»‘’“”–—…،؛؟ـ€£°©®·•¿¡§״׳₪\u00a0\u200c\u200d")
_MARKS = frozenset("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652")
_LOST_MARK = re.compile(
    r"(?<![\u0621-\u0652])[\u064b-\u0652]|[\u064b-\u064d](?=[\u0621-\u0626\u0628-\u064a])"
)
"""A vowel mark on no letter, or an ending in the middle of a word."""
_ONLY_AT_THE_END = frozenset("ةىςםןךףץ")
_WORD = re.compile(r"[^\W\d_]+(?:[\u064b-\u0652]+[^\W\d_]*)*")
_CONTROLS = re.compile("[\0-\x08\x0e-\x19\x1c-\x1f]")
_SAMPLE = 12_000
"""Bytes from which an encoding is told."""


def decode(data: bytes) -> str:
    """Text of bytes. Raises Unreadable when they are no text.

    By byte order mark, as UTF-8, as UTF-16 without a mark, then the reading that looks most like writing.
    """
    if not data.strip(b"\0 \t\r\n"):
        return ""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    text = _as_utf8(data)
    if text is not None and not _CONTROLS.search(text[:100_000]):
        return text
    wide = _as_utf16(data)
    if wide is not None:
        return wide
    if _is_binary(data):
        raise Unreadable("This file holds no text.")
    return text if text is not None else _by_letters(data)


def _as_utf8(data: bytes) -> str | None:
    """UTF-8, also where a few bytes of it are damaged or its last character is cut."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    whole = len(text) - len(text.encode("ascii", "ignore")) - broken
    return text if whole >= 8 * broken else None


def _as_utf16(data: bytes) -> str | None:
    if len(data) % 2:
        return None
    best: tuple[float, str] | None = None
    for name in ("utf-16-le", "utf-16-be"):
        sample = data[:8000].decode(name, errors="replace")
        usual = sum(
            char in "\n\r\t" or " " <= char <= "~" or "\xa0" <= char < "\u0780" or "\u2010" <= char < "\u2040"
            for char in sample
        )
        share = usual / len(sample)
        if share > 0.9 and (best is None or share > best[0]):
            best = (share, name)
    return data.decode(best[1], errors="replace") if best else None


def _is_binary(data: bytes) -> bool:
    sample = data[:8000]
    strange = sum(byte < 32 and byte not in b"\t\n\r\f\v\x1a\x1b" for byte in sample)
    return strange > len(sample) * 0.02


def _by_letters(data: bytes) -> str:
    sample = _telling(data)
    scores = {name: prior + _plausibility(sample, name) for name, prior in _CANDIDATES.items()}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] < -7.5 * sum(byte >= 0x80 for byte in sample) - 10:
        # Like none of these: perhaps an encoding with several bytes a character.
        guess = from_bytes(data[:50_000]).best()
        if guess is not None and guess.multi_byte_usage > 0.5:
            return data.decode(guess.encoding, errors="replace")
    return data.decode(best, errors="replace")


def _telling(data: bytes) -> bytes:
    """The lines that can tell something, as far as a sample reaches."""
    if len(data) <= _SAMPLE:
        return data
    kept: list[bytes] = []
    size = 0
    for line in data.splitlines():
        if not line.isascii():
            kept.append(line[:_SAMPLE])
            size += len(line)
            if size > _SAMPLE:
                break
    return b"\n".join(kept)


def _plausibility(sample: bytes, name: str) -> float:
    """Logarithm of how likely people write such a text.

    Letters by their frequency, words in one script, capitals only at the start, and no letter in the
    middle that only ends words.
    """
    text = sample.decode(name, errors="replace")
    score = -9.0 * len(_LOST_MARK.findall(text))
    for char, count in Counter(text).items():
        if char < "\x80" or char.isalpha() or char in _MARKS:
            continue
        if char in _USUAL_SIGNS:
            score -= 4.0 * count
        else:
            score -= (12.0 if char == "\N{REPLACEMENT CHARACTER}" or char < "\xa0" else 8.0) * count
    for word, count in Counter(_WORD.findall(text)).items():
        if not word.isascii():
            score += _likelihood(word) * count
    return score


def _likelihood(word: str) -> float:
    score = 0.0
    before, script_before = "", ""
    for char in word:
        if char in _MARKS:
            score -= 3.0 if script_before == "Arabic" else 9.0
            continue
        script, letter = ("Latin", 0.0) if char < "\x80" else _KNOWN.get(char.lower(), ("", _RARE))
        score += letter
        if before:
            if script != script_before:
                score -= 6.0
            elif script == "Latin" and char >= "\x80" and before >= "\x80":
                score -= 2.5
            if char.isupper():
                score -= 7.0 if before.islower() else 1.0
            if before in _ONLY_AT_THE_END:
                score -= 6.0
        elif script == "Latin" and char >= "\x80" and len(word) == 1:
            score -= 2.0
        before, script_before = char, script
    if word.startswith(("ال", "وال", "بال", "لل")):
        score += 2.0
    return score
