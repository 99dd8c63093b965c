"""Fold text for searching and comparing, keeping the way back to the original characters."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_FOLDS = {
    # Arabic letters that writers and keyboards swap; Persian and Urdu forms of the same letters.
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ئ": "ي", "ؤ": "و",
    "ة": "ه", "ۀ": "ه", "ہ": "ه", "ھ": "ه", "ک": "ك", "ڪ": "ك", "ء": "",
    # Latin letters that NFKD leaves whole.
    "ß": "ss", "ẞ": "ss", "ı": "i", "đ": "d", "ð": "d", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th",
    "ħ": "h", "ŧ": "t", "ə": "e", "ʻ": "'", "ʿ": "'", "ʾ": "'", "ʼ": "'", "ʽ": "'", "‘": "'", "’": "'",
    "‛": "'", "`": "'", "´": "'", "′": "'", "ˈ": "'", "＇": "'", "ˀ": "'", "ˁ": "'",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "،": ",", "؛": ";", "؟": "?", "۔": ".", "٪": "%", "ـ": "",
}  # fmt: skip

_DROPPED = frozenset(
    "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff\u0640"
)
"""Invisible characters and the Arabic tatweel: they never make another word."""

_POSSESSIVE_OR_INNER = re.compile(r"(?<=\w)'(?:s(?!\w)|(?=\w))")
"""The apostrophe inside a word (Sana'a), and the English possessive with its s (Hamas's)."""


@lru_cache(maxsize=65536)
def _fold_char(char: str) -> str:
    """What one character becomes: nothing, one or several characters."""
    if char in _DROPPED:
        return ""
    direct = _FOLDS.get(char)
    if direct is not None:
        return direct
    parts = []
    for part in unicodedata.normalize("NFKD", char).casefold():
        if part in _DROPPED or unicodedata.category(part) in {"Mn", "Me"}:
            continue
        digit = unicodedata.decimal(part, None)
        if digit is not None:
            parts.append(str(digit))
        else:
            for piece in unicodedata.normalize("NFKD", _FOLDS.get(part, part)):
                if unicodedata.category(piece) not in {"Mn", "Me"}:
                    parts.append(piece)
    return "".join(parts)


class _Table(dict[int, str]):
    """For str.translate: learns each character when it first meets it."""

    def __missing__(self, code: int) -> str:
        value = _fold_char(chr(code))
        self[code] = value
        return value


_TABLE = _Table()


def fold(text: str) -> str:
    """The form in which texts, names and queries are compared.

    NFKD without combining marks and invisible characters, case folded; variants of one Arabic letter are
    one; digits are ASCII; apostrophes inside words and the possessive 's are gone. Idempotent.
    """
    folded = text.lower() if text.isascii() else text.translate(_TABLE)
    if "`" in folded:
        folded = folded.replace("`", "'")
    if "'" in folded:
        folded = _POSSESSIVE_OR_INNER.sub("", folded)
    return folded


def fold_pattern(pattern: str) -> str:
    """Folds the letters of a pattern, keeping its `*` and `?`."""
    return "".join(part if part in "*?" else fold(part) for part in re.split(r"([*?])", pattern) if part)


@dataclass(frozen=True)
class Folded:
    """A folded text with the way back.

    `offsets[i]` is the place in the original (code points) of the character that `text[i]` came from;
    one more entry holds the original's length. Never descending.
    """

    text: str
    offsets: Sequence[int]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that `text[start:end]` came from, marks that follow included."""
        if end <= start:
            place = self.offsets[start]
            return place, place
        first = self.offsets[start]
        last = self.offsets[end - 1]
        # Up to where the next folded character begins: combining marks and dropped signs belong to ours.
        if self.offsets[end] > last:
            return first, self.offsets[end]
        after = bisect_right(self.offsets, last, lo=end - 1)
        stop = self.offsets[after] if after < len(self.offsets) else self.offsets[-1]
        return first, max(stop, last + 1) if stop > last else last + 1


def fold_with_offsets(text: str) -> Folded:
    """`fold` with the way back to the original. `fold_with_offsets(t).text == fold(t)`."""
    offsets: Sequence[int]
    if text.isascii():
        folded = text.lower()
        offsets = range(len(text) + 1)
    else:
        folded = text.translate(_TABLE)
        if len(folded) == len(text) and all(len(_TABLE[ord(char)]) == 1 for char in set(text)):
            offsets = range(len(text) + 1)
        else:
            places = array("l")
            for place, char in enumerate(text):
                size = len(_TABLE[ord(char)])
                if size == 1:
                    places.append(place)
                elif size:
                    places.extend([place] * size)
            places.append(len(text))
            offsets = places
    if "`" in folded:
        folded = folded.replace("`", "'")
    if "'" in folded:
        kept_text, kept = [], array("l")
        last = 0
        for match in _POSSESSIVE_OR_INNER.finditer(folded):
            kept_text.append(folded[last : match.start()])
            kept.extend(offsets[last : match.start()])
            last = match.end()
        if last:
            kept_text.append(folded[last:])
            kept.extend(offsets[last:])
            folded, offsets = "".join(kept_text), kept
    return Folded(folded, offsets)


_SCRIPTS = (
    ("ARABIC", "Arab"),
    ("LATIN", "Latn"),
    ("CYRILLIC", "Cyrl"),
    ("HEBREW", "Hebr"),
    ("GREEK", "Grek"),
)


@lru_cache(maxsize=16384)
def _script_of_char(char: str) -> str:
    if not char.isalpha():
        return ""
    name = unicodedata.name(char, "")
    for start, script in _SCRIPTS:
        if start in name:
            return script
    return "Zyyy"


def script_of(text: str) -> str:
    """ISO 15924 code of the script most letters belong to; `Zyyy` when there are none."""
    if text.isascii():
        return "Latn" if any(char.isalpha() for char in text) else "Zyyy"
    counts = Counter(script for char in text[:20_000] if (script := _script_of_char(char)))
    return counts.most_common(1)[0][0] if counts else "Zyyy"


def is_right_to_left(text: str) -> bool:
    """Whether the first strong character runs from right to left (Unicode bidi rule P2)."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in {"R", "AL"}:
            return True
        if kind == "L":
            return False
    return False


_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset("\u00ad\u034f\u115f\u1160\u180e\u200b\u2060\u2061\u2062\u2063\u2064\ufeff")


def has_hidden_or_mixed(text: str) -> str | None:
    """A sentence when a name holds invisible or direction-changing characters, or look-alike letters."""
    found = []
    if any(char in _BIDI for char in text):
        found.append("characters that change the direction of writing")
    if any(
        char in _INVISIBLE or (unicodedata.category(char) == "Cc" and char not in "\n\t\r") for char in text
    ):
        found.append("invisible characters")
    for word in re.findall(r"\w+", text):
        scripts = {script for char in word if (script := _script_of_char(char)) in {"Latn", "Cyrl", "Grek"}}
        if len(scripts) > 1:
            found.append("letters of different alphabets within one word")
            break
    return f"This contains {' and '.join(found)}." if found else None


def visible(text: str) -> str:
    """A text safe to show in one line of a list: control and direction characters are left out."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        " " if char in "\n\t\r\u2028\u2029" else char
        for char in text
        if char in "\n\t\r\u2028\u2029\u200c\u200d"
        or (char not in _BIDI and char not in _INVISIBLE and unicodedata.category(char) not in {"Cc", "Cs"})
    )


def quoted(text: str) -> str:
    """A text in the quotation marks of its script; one that begins and ends with its own keeps those.

    Where one that stands in it would meet the outer one, all in it become inner ones: `“‘We go,’ she said.”`
    """
    begins, ends = text[:1] in _OPENING, text[-1:] in _CLOSING
    if begins and ends:
        return text
    right_to_left = is_right_to_left(text)
    if begins or ends:
        first, last = "“”" if right_to_left else "‘’"
        text = _MARK.sub(lambda mark: first if mark[0] in "“«„" or mark["opens"] is not None else last, text)
    return f"«{text}»" if right_to_left else f"“{text}”"


_OPENING, _CLOSING = frozenset('“"«„'), frozenset('”"»')
_MARK = re.compile(r"(?P<opens>(?<![^\s(\[])\"(?=\S))|[“”«»„\"]")


_ARTICLE = re.compile(r"^(?:[وف]?(?:ال|بال|كال|لل)|[وف]?لال)(?=\w{2,})")
_NO_ARTICLE = frozenset(
    "الله اله اللهم الذي التي الذين اللذان اللتان اللواتي اللاتي الي الا الان الف الفا الالف الم الما المانيا الماني "
    "الالمان البانيا الباني الغاء القاء التقاء التزام التهاب الياس الياف اليكم الينا اليه اليها اليهم "
    "التقي التقت التحق التحقت التزم التزمت التفاف والله بالله لله فالله تالله والذي والتي بالذي للذي للتي "
    "القي الغي اليس الاف الام القت الغت الفت اليك اليه الهي الهه الست "
    "وال الكترون الكترونيه الكتروني".split()
)
"""Folded words that begin with the letters of the article but are whole words."""


@lru_cache(maxsize=131072)
def without_article(token: str) -> str:
    """A folded Arabic token without the article ال (also after و ف ب ك ل); other tokens as they are.

    Only the article goes, never a letter of the word: القاعدة is not "sitting", طالبان is not طالب.
    """
    if len(token) == 4 and token.startswith("ال") and token not in _NO_ARTICLE:
        return token[2:]
    if len(token) < 5 or token in _NO_ARTICLE or not "\u0620" <= token[0] <= "\u064a":
        return token
    match = _ARTICLE.match(token)
    if match is None or len(token) - match.end() < 3:
        return token
    return token[match.end() :]
