"""Cut a text into folded words that remember where they stand, so that names can be looked up."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache

from dossier.text.normalize import fold

APOSTROPHES = "'’‘`´′ʼʹʿʾ"
HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"

_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
)
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_IN_WORD = rf"[\w{_MARKS}{_INVISIBLE}]*"
_WORD = re.compile(
    # Dotted acronyms as one word: U.S., U.S.S.R., and U.S without its last point.
    r"(?<![\w.])(?:[A-Za-z]\.){2,}[A-Za-z]?(?!\w)|(?<![\w.])(?:[A-Z]\.)+[A-Z](?!\w)"
    rf"|\w{_IN_WORD}(?:[{APOSTROPHES}]\w{_IN_WORD})*"
)
_ADDRESS = re.compile(
    # Bounded repetitions: a hostile text of a million letters must not be tried from each of them.
    r"(?:https?://|www\.)\S+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
    r"|(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.(?:com|org|net)\b\S*"
)
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_NOT_WORD = re.compile(r"[\W_]+")
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}][sS]$")
_SUN_ARTICLE = {
    "ad": "d",
    "adh": "d",
    "an": "n",
    "ar": "r",
    "as": "s",
    "ash": "s",
    "at": "t",
    "ath": "t",
    "az": "z",
    "el": "",
    "ul": "",
    "ed": "d",
    "en": "n",
    "er": "r",
    "es": "s",
    "esh": "s",
    "et": "t",
}
_SPELLINGS = {
    "defence": "defense", "centre": "center", "centres": "centers", "labour": "labor", "programme": "program",
    "corp": "corps",
}  # fmt: skip


class Words:
    """A text's words: `starts[i]`, `ends[i]` are code points in `text`, `keys[i]` the folded word.

    `joined` holds all keys with one space around each; `at(position)` leads back to the word.
    A possessive ('s) is part of neither the span nor the key. Words in addresses of the web are left out.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.keys: list[str] = []
        self.possessive: set[int] = set()
        """Indexes of words that are followed by 's."""
        self._cut()
        self.joined = " " + " ".join(self.keys) + " "

    def _cut(self) -> None:
        text = self.text
        starts, ends, keys = self.starts, self.ends, self.keys
        skip = [match.span() for match in _ADDRESS.finditer(text)] if _may_hold_address(text) else []
        passed = 0
        plain = text.replace("_", " ")
        length = len(text)
        for match in _WORD.finditer(plain):
            start, end = match.span()
            while passed < len(skip) and skip[passed][1] <= start:
                passed += 1
            if passed < len(skip) and skip[passed][0] <= start:
                continue
            surface = match.group()
            key, owned = key_of(surface)
            if not key:
                continue
            if owned:
                end -= owned
                self.possessive.add(len(keys))
            elif key in _SUN_ARTICLE and end + 1 < length and text[end] in HYPHENS:
                following = text[end + 1].lower()
                if following in APOSTROPHES and end + 2 < length:
                    following = text[end + 2].lower()
                if following.isalpha() and following.startswith(_SUN_ARTICLE[key]):
                    key = "al"
            starts.append(start)
            ends.append(end)
            keys.append(key)

    def __len__(self) -> int:
        return len(self.keys)

    def surface(self, index: int) -> str:
        """The word as it stands in the text, without 's."""
        return self.text[self.starts[index] : self.ends[index]]

    def gap(self, index: int) -> str:
        """What stands between word `index - 1` and word `index` ('s included); all before the first word."""
        return self.text[self.ends[index - 1] if index else 0 : self.starts[index]]

    def tail(self, index: int) -> str:
        """What stands between word `index` and the next one, without 's."""
        start = self.ends[index]
        if index in self.possessive:
            start += 2
        return self.text[start : self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)]

    @cached_property
    def positions(self) -> list[int]:
        """Where each key starts in `joined`."""
        found = []
        position = 1
        for key in self.keys:
            found.append(position)
            position += len(key) + 1
        return found

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Key -> indexes of the words that have it."""
        found: dict[str, list[int]] = {}
        for index, key in enumerate(self.keys):
            found.setdefault(key, []).append(index)
        return found

    @cached_property
    def lower(self) -> frozenset[str]:
        """Keys of words that stand somewhere in small letters: hardly names."""
        return frozenset(
            key for index, key in enumerate(self.keys) if self.text[self.starts[index]].islower()
        )

    @cached_property
    def lines(self) -> list[int]:
        """Where the text's lines start."""
        return [0, *(match.end() for match in re.finditer(r"\n", self.text))]

    def line(self, position: int) -> tuple[int, int]:
        """Start and end of the line around a position of the text."""
        number = bisect_right(self.lines, position)
        end = self.lines[number] - 1 if number < len(self.lines) else len(self.text)
        return self.lines[number - 1], end

    def at(self, position: int) -> int:
        """Index of the word whose key covers this position of `joined`."""
        return bisect_right(self.positions, position) - 1

    def within(self, start: int, end: int) -> range:
        """Indexes of the words that start in `[start, end)` of the text."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))


def _may_hold_address(text: str) -> bool:
    return (
        "://" in text or "www." in text or "@" in text or ".com" in text or ".org" in text or ".net" in text
    )


@lru_cache(maxsize=1 << 17)
def key_of(surface: str) -> tuple[str, int]:
    """The folded form under which a word is looked up, and how many characters a possessive 's takes.

    Beyond folding: no apostrophes, -ah as -a (Hudhayfah, Hudhayfa), British spellings as American ones.
    """
    owned = 0
    if len(surface) > 2 and _POSSESSIVE.search(surface):
        owned = 2
        surface = surface[:-2]
    key = _NOT_WORD.sub("", fold(surface))
    if key.isascii() and len(key) >= 5:
        if key.endswith("ah"):
            key = key[:-1]
        elif "isation" in key:
            key = key.replace("isation", "ization")
        else:
            key = _SPELLINGS.get(key, key)
    return key, owned


def is_arabic(word: str) -> bool:
    """Whether a word has Arabic letters."""
    return bool(_ARABIC.search(word))


def fold_key(value: str) -> str:
    """Keys of all words of a name, parted by one space."""
    return " ".join(Words(value).keys)
