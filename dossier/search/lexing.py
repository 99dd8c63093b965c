"""Cut a query into words, quotations, brackets, operators and fields, each with its place in what was typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

FIELDS = ("title", "source", "actor", "kind", "lang", "date", "grade")
SYNONYMS = {"language": "lang", "published": "date", "type": "kind", "publisher": "source"}

OPERATORS = {"AND": "AND", "OR": "OR", "NOT": "NOT", "أو": "OR", "او": "OR", "و": "AND"}
"""Words that join others when they stand alone: English ones in capitals only, Arabic ones between words."""

_SIGNS = {
    "؟": "?", "،": ",", "؛": ";", "٭": "*", "−": "-", "﹣": "-", "\u3000": " ", "…": "..", "：": ":",
    "﹕": ":", "＂": '"', "〝": '"', "〞": '"', "‥": "..",
}  # fmt: skip
"""Signs of other keyboards, and what they are here."""
_CLOSERS = {'"': '"', "“": "”“", "”": "”", "„": "“”‟", "‟": "”", "«": "»", "»": "»«", "‹": "›", "›": "›‹"}
QUOTES = "".join(_CLOSERS)


@dataclass(frozen=True)
class Lexeme:
    """A piece of a query.

    `kind` is word, quoted, field, AND, OR, NOT or a bracket; `text` what it says, without quotation marks;
    `places` the place in the typed text (code points) of each of its characters, and of its end.
    """

    kind: str
    text: str
    places: Sequence[int]
    near: int | None = None

    @property
    def position(self) -> int:
        """Where it begins in what was typed."""
        return self.places[0]

    @property
    def length(self) -> int:
        """How much of what was typed it takes."""
        return self.places[-1] - self.places[0]

    def part(self, start: int, end: int) -> Lexeme:
        """Some of its characters as a piece of its own."""
        return Lexeme("word", self.text[start:end], self.places[start : end + 1])


def _plain(char: str) -> str:
    """What a typed character stands for: nothing when it can't be seen."""
    if "!" <= char <= "~" or char == " ":
        return char
    if char in _SIGNS:
        return _SIGNS[char]
    if "\uff01" <= char <= "\uff5e":  # full-width forms
        return chr(ord(char) - 0xFEE0)
    kind = unicodedata.category(char)
    if kind == "Cf":  # direction marks, joiners, soft hyphens
        return ""
    return " " if kind in {"Cc", "Zs", "Zl", "Zp"} else char


def plain(text: str) -> tuple[str, list[int]]:
    """A typed text without what can't be seen, with the place of each character, and of the end."""
    found, places = [], []
    for place, char in enumerate(text):
        for one in _plain(char):
            found.append(one)
            places.append(place)
    places.append(len(text))
    return "".join(found), places


_BEFORE_FIELD = rf"[,;]+(?=-?(?i:{'|'.join([*FIELDS, *SYNONYMS])}):\s*[^\s)])"
"""A comma that ends a word, as what follows is a field: apple,kind:memo."""
_NEXT = re.compile(
    rf"\s+|{_BEFORE_FIELD}|(?P<quote>[{QUOTES}])|(?P<bracket>[()])|(?P<or>\|+)|(?P<minus>-)(?=[^\s)\-])"
    rf"|(?P<field>[A-Za-z]+):\s*(?=[^\s)])|(?P<word>(?:(?!{_BEFORE_FIELD})[^\s()|{QUOTES}])+)"
)
_NEAR = re.compile(r"~(\d{1,4})")


def lexemes(text: str) -> list[Lexeme]:
    """The pieces of a query in order. What means nothing is left out."""
    typed, places = plain(text)
    found: list[Lexeme] = []
    place = 0

    def add(kind: str, begin: int, end: int, near: int | None = None) -> None:
        found.append(Lexeme(kind, typed[begin:end], places[begin : end + 1], near))

    while (match := _NEXT.match(typed, place)) is not None:
        begin, place = place, match.end()
        if match["quote"]:
            end, place = _closing(typed, begin)
            near = _NEAR.match(typed, place) if place > end else None
            place = near.end() if near else place
            add("quoted", begin + 1, end, int(near[1]) if near else None)
        elif match["bracket"]:
            add(match["bracket"], begin, place)
        elif match["or"]:
            add("OR", begin, place)
        elif match["minus"]:
            if begin == 0 or typed[begin - 1] in " (|,;":
                add("NOT", begin, place)
        elif match["field"]:
            name = match["field"].lower()
            name = SYNONYMS.get(name, name)
            end = begin + len(match["field"])
            if name in FIELDS:
                found.append(Lexeme("field", name, (places[begin], places[end])))
            else:  # http://…, somebody: …
                add("word", begin, end)
        elif match["word"]:
            add("word", begin, place)
    return _with_operators(found)


def quoted_places(typed: str) -> list[tuple[int, int]]:
    """Where quotations stand in a plain text: begin and end of each, marks included."""
    found, place = [], 0
    opening = re.compile(f"[{QUOTES}]")
    while (match := opening.search(typed, place)) is not None:
        place = max(_closing(typed, match.start())[1], match.end())
        found.append((match.start(), place))
    return found


def _closing(typed: str, begin: int) -> tuple[int, int]:
    """Where a quotation ends and what follows begins.

    Quotation marks of another kind are part of what is quoted, unless nothing else ends it.
    """
    mark, rest = typed[begin], begin + 1
    other = re.compile(f"[{_CLOSERS[mark]}]").search(typed, rest)
    if other is not None and (mark in '"”»›‟' or mark not in typed[rest : other.start()]):
        return other.start(), other.end()
    any_mark = re.compile(f"[{QUOTES}]").search(typed, rest)
    return (any_mark.start(), any_mark.end()) if any_mark else (len(typed), len(typed))


def _with_operators(found: Sequence[Lexeme]) -> list[Lexeme]:
    """Words that join their neighbours; an Arabic one at an end of the query is a word like any other."""
    named = []
    for number, one in enumerate(found):
        operator = OPERATORS.get(one.text) if one.kind == "word" else None
        if operator and (one.text.isascii() or 0 < number < len(found) - 1):
            named.append(Lexeme(operator, one.text, one.places))
        else:
            named.append(one)
    return named
