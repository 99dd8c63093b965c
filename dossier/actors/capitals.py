"""Say what a capital letter proves at a place of a text: nothing in headlines, much inside a sentence."""

from __future__ import annotations

import re
from enum import StrEnum

from dossier.actors.words import Words
from dossier.actors.words_english import COMMON, FUNCTION, LINKING

_CONTENT = COMMON - FUNCTION

_ENDS_SENTENCE = re.compile(r"[.!?:…\n\u2022*|<>]|--|—|[\"“”‘»«(\[]\s*$")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr gen lt col maj capt sgt gov sen rep st prof rev hon adm brig cmdr jr sr inc corp co ltd no vs u.s "
    "mt ft pres sec dep jan feb mar apr jun jul aug sep sept oct nov dec".split()
)


class LineStyle(StrEnum):
    """How a line uses capitals."""

    SENTENCE = "sentence"
    TITLE = "title case"
    UPPER = "all capitals"


class Shape(StrEnum):
    """How a word is written."""

    UPPER = "upper"
    TITLE = "title"
    LOWER = "lower"
    NONE = "none"
    """No cases: digits, Arabic, Hebrew."""


class Capitals:
    """The capitals of one text, looked up word by word."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._styles: dict[int, LineStyle] = {}

    def shape(self, index: int) -> Shape:
        """How word `index` is written; one capital letter alone counts as TITLE."""
        surface = self._words.surface(index)
        if surface.islower():
            return Shape.LOWER
        if surface.isupper():
            return Shape.UPPER if sum(map(str.isalpha, surface)) > 1 else Shape.TITLE
        if surface[0].isupper():
            letters = [letter for letter in surface if letter.isalpha()]
            upper = sum(map(str.isupper, letters))
            return Shape.UPPER if upper > 1 and upper * 2 >= len(letters) else Shape.TITLE
        return Shape.LOWER if any(map(str.islower, surface)) else Shape.NONE

    def capital(self, index: int) -> bool:
        """Whether word `index` begins with a capital letter."""
        return self._words.text[self._words.starts[index]].isupper()

    def starts_sentence(self, index: int) -> bool:
        """Whether word `index` is the first of a sentence, a line, a quotation or a bracket."""
        gap = self._words.gap(index)
        if index == 0 or gap in {" ", "-"}:
            return index == 0
        if not _ENDS_SENTENCE.search(gap):
            return False
        if gap.strip() == ".":
            before = self._words.surface(index - 1)
            return before.lower() not in _ABBREVIATIONS and not (len(before) == 1 and before.isupper())
        return True

    def style(self, index: int) -> LineStyle:
        """How the line around word `index` uses capitals."""
        start, end = self._words.line(self._words.starts[index])
        style = self._styles.get(start)
        if style is None:
            style = self._styles[start] = self._style(start, end)
        return style

    def proves(self, index: int) -> bool:
        """Whether a capital on word `index` says that it is a name."""
        return not self.starts_sentence(index) and self.style(index) is LineStyle.SENTENCE

    def _style(self, start: int, end: int) -> LineStyle:
        line = self._words.text[start:end]
        cased = [letter for letter in line if letter.isupper() or letter.islower()]
        indexes = self._words.within(start, end)
        if len(indexes) >= 2 and len(cased) >= 8 and sum(map(str.isupper, cased)) >= 0.85 * len(cased):
            return LineStyle.UPPER
        if end - start > 250 or len(indexes) < 3:
            return LineStyle.SENTENCE
        content = [
            index
            for index in indexes
            if self._words.keys[index] not in LINKING
            and (self._words.keys[index] not in FUNCTION or self.capital(index))
            and self._words.surface(index)[0].isalpha()
        ]
        capital = [index for index in content if self.capital(index)]
        words = [index for index in capital if self._words.keys[index] in _CONTENT]
        small = len(content) - len(capital)
        if small and line.rstrip(' "”’»)').endswith("."):
            return LineStyle.SENTENCE
        # Names alone make no headline: some common word must have a capital as well.
        if len(content) >= 2 and small <= 0.2 * len(content) and len(words) >= 1 + (len(content) > 6):
            return LineStyle.TITLE
        return LineStyle.SENTENCE
