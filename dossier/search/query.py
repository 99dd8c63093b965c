"""Read a query into a typed tree; say in a sentence what is wrong, and where."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier.search.capitals import WORD, is_case_sensitive
from dossier.search.lexing import FIELDS, OPERATORS, Lexeme, lexemes
from dossier.search.names import ExpandActor, Name, expand
from dossier.search.printing import show
from dossier.search.tree import (
    DEEPEST,
    MOST_CHARACTERS,
    MOST_EXPANSIONS,
    MOST_TERMS,
    WIDEST,
    Actor,
    And,
    Field,
    Fuzzy,
    Grade,
    Kind,
    Language,
    Leaf,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Published,
    QueryProblem,
    Term,
    Tree,
    Wildcard,
    leaves,
)
from dossier.search.values import read_dates, read_grade, read_kind, read_language
from dossier.text.normalize import fold, fold_pattern

__all__ = [
    "DEEPEST", "FIELDS", "MOST_CHARACTERS", "MOST_EXPANSIONS", "MOST_TERMS", "Actor", "And", "ExpandActor",
    "Field", "Fuzzy", "Grade", "Kind", "Language", "Leaf", "Name", "Near", "Not", "Or", "Phrase", "Prefix",
    "Published", "QueryProblem", "Term", "Tree", "Wildcard", "expand", "leaves", "parse", "show",
]  # fmt: skip


def parse(text: str) -> Tree | None:
    """The tree of a query; None for one that is empty. Raises QueryProblem for one that is too large.

    What is merely odd is forgiven: a missing quote or bracket, an operator without a neighbour.
    """
    if len(text) > MOST_CHARACTERS:
        raise QueryProblem(
            f"The query is too long: {len(text):,} characters, and {MOST_CHARACTERS:,} are the limit.",
            position=MOST_CHARACTERS,
            hint="Search for its most telling words.",
        )
    tree = _Parser(lexemes(text)).query()
    return None if tree is None else _flat(tree)


class _Parser:
    """Recursive descent: or -> and -> not -> atom."""

    def __init__(self, tokens: Sequence[Lexeme]) -> None:
        self._tokens = tokens
        self._place = 0
        self._terms = 0

    def query(self) -> Tree | None:
        parts: list[Tree] = []
        while self._place < len(self._tokens):
            part = self._either(0)
            if part is not None:
                parts.append(part)
            elif self._place < len(self._tokens):
                self._place += 1  # a bracket that nothing opened
        return _joined(And, parts)

    def _peek(self) -> Lexeme | None:
        return self._tokens[self._place] if self._place < len(self._tokens) else None

    def _either(self, depth: int) -> Tree | None:
        parts = [self._all(depth)]
        while (token := self._peek()) is not None and token.kind == "OR":
            self._place += 1
            parts.append(self._all(depth))
        return _joined(Or, [part for part in parts if part is not None])

    def _all(self, depth: int) -> Tree | None:
        parts: list[Tree] = []
        while (token := self._peek()) is not None and token.kind not in {"OR", ")"}:
            if token.kind == "AND":
                self._place += 1
                continue
            part = self._not(depth)
            if part is not None:
                parts.append(part)
        return _joined(And, parts)

    def _not(self, depth: int) -> Tree | None:
        negated = False
        while (token := self._peek()) is not None and token.kind == "NOT":
            negated = not negated
            self._place += 1
        token = self._peek()
        if token is None or token.kind in {"OR", "AND", ")"}:
            return None  # NOT of nothing
        part = self._atom(depth)
        return Not(part) if negated and part is not None else part

    def _atom(self, depth: int) -> Tree | None:
        token = self._tokens[self._place]
        self._place += 1
        if token.kind == "(":
            if depth >= DEEPEST:
                raise QueryProblem(
                    f"The query nests brackets more than {DEEPEST} deep.", position=token.position, word="("
                )
            inner = self._either(depth + 1)
            following = self._peek()
            if following is not None and following.kind == ")":
                self._place += 1
            return inner
        if token.kind == "field":
            return self._field(token, depth)
        return self._leaf(token, Field.TEXT)

    def _leaf(self, token: Lexeme, field: Field) -> Tree | None:
        if token.kind == "quoted":
            leaf = _quoted(token.text, token.near, field)
            self._count(token, leaf)
            return leaf
        found: list[Tree] = []
        for piece in _pieces(token):
            part = _word(piece, field)
            self._count(piece, part)
            if part is not None:
                found.append(part)
        return _joined(And, found)

    def _count(self, token: Lexeme, tree: Tree | None) -> None:
        for leaf, _ in leaves(tree):
            words = leaf.words if isinstance(leaf, (Phrase, Near)) else ""
            self._terms += max(len(WORD.findall(fold(words))), 1)
        if self._terms > MOST_TERMS:
            raise QueryProblem(
                f"The query has more than {MOST_TERMS} words, from “{token.text[:30]}” on.",
                position=token.position,
                length=token.length,
                word=token.text,
                hint="Search for its most telling words.",
            )

    def _field(self, field: Lexeme, depth: int) -> Tree | None:
        token = self._peek()
        if token is None or token.kind in {")", "AND", "OR", "NOT", "field"}:
            return None
        if token.kind == "(":
            return self._grouped(field, depth)
        self._place += 1
        return self._value(field.text, token)

    def _grouped(self, field: Lexeme, depth: int) -> Tree | None:
        """`kind:(report OR memo)`: every word in the brackets is a value of the field."""
        self._place += 1
        if depth >= DEEPEST:
            raise QueryProblem(
                f"The query nests brackets more than {DEEPEST} deep.",
                position=field.position,
                length=field.length,
                word=field.text,
            )
        either: list[list[Tree]] = [[]]
        negated = False
        while (token := self._peek()) is not None and token.kind != ")":
            if token.kind == "OR":
                either.append([])
            elif token.kind == "NOT":
                negated = True
            elif token.kind == "(":
                inner = self._grouped(field, depth + 1)
                if inner is not None:
                    either[-1].append(Not(inner) if negated else inner)
                negated = False
                continue
            elif token.kind in {"word", "quoted"}:
                value = self._value(field.text, token)
                if value is not None:
                    either[-1].append(Not(value) if negated else value)
                negated = False
            self._place += 1
        if self._peek() is not None:
            self._place += 1
        # Values of one field that exclude each other are alternatives, words of a title are not.
        join: type[And] | type[Or] = And if field.text in {"title", "source"} else Or
        return _joined(Or, [part for parts in either if (part := _joined(join, parts)) is not None])

    def _value(self, field: str, token: Lexeme) -> Tree | None:
        if field in {"title", "source"}:
            return self._leaf(token, Field(field))
        # kind:memo,report is either of them
        pieces = [token] if token.kind == "quoted" or field == "date" else _pieces(token)
        found: list[Tree] = []
        for piece in pieces:
            value = _fact(field, piece)
            self._count(piece, value)
            if value is not None:
                found.append(value)
        return _joined(Or, found)


def _fact(field: str, token: Lexeme) -> Tree | None:
    if not token.text.strip(" \t\"'.,;:!?"):
        return None
    if field == "kind":
        return read_kind(token)
    if field == "lang":
        return read_language(token)
    if field == "grade":
        return read_grade(token)
    if field == "date":
        return read_dates(token)
    name = " ".join(token.text.replace('"', " ").split())
    return Actor(name) if WORD.search(fold(name)) else None


_SEPARATOR = re.compile(r"[,;]+(?!(?<=\d[,;])\d)")
"""A comma or semicolon, also without a space behind it; 12,000 is one number."""


def _pieces(token: Lexeme) -> list[Lexeme]:
    found, start = [], 0
    for match in _SEPARATOR.finditer(token.text):
        if match.start() > start:
            found.append(token.part(start, match.start()))
        start = match.end()
    if start < len(token.text):
        found.append(token.part(start, len(token.text)))
    return found


def _quoted(text: str, near: int | None, field: Field) -> Tree | None:
    words = " ".join(text.replace('"', " ").split())
    count = len(WORD.findall(fold(words)))
    if not count:
        return None
    if near is not None and count > 1:
        return Near(words, min(near, WIDEST), field)
    return Phrase(words, field)


def _word(token: Lexeme, field: Field) -> Tree | None:
    text = token.text
    fuzzy = re.fullmatch(r"(.+?)~([12])?\d*", text)
    if fuzzy and WORD.fullmatch(fold(fuzzy[1])):
        return Fuzzy(fuzzy[1], int(fuzzy[2] or 1), field)
    text = _without_signs(text.replace("~", " "), keep="*?", start=False) or text
    if re.search(r"\*|\w\?\w", text) or ("?" in text and not text.endswith("?")):
        return _pattern(token, text, field)
    text = text.rstrip("?")
    words = WORD.findall(fold(text))
    if not words:
        return None
    if len(words) > 1:  # al-Qaida, U.S.A, 2024-05: the parts stand next to each other
        return Phrase(" ".join(text.split()), field)
    bare = _without_signs(text)
    if bare in OPERATORS:  # with a sign beside it: no operator, and printed so that it stays none
        return Phrase(bare, field)
    return Term(bare, field, exact=is_case_sensitive(bare))


def _without_signs(text: str, *, keep: str = "", start: bool = True) -> str:
    """A text without the signs at its ends; ㎩ and ½ are no signs, as they fold into letters and digits."""
    places = [
        place for place, char in enumerate(text) if char in keep or char.isalnum() or WORD.search(fold(char))
    ]
    return text[places[0] if start else 0 : places[-1] + 1] if places else ""


def _pattern(token: Lexeme, text: str, field: Field) -> Tree | None:
    parts = [part for part in re.finditer(r"[^-/.,:;&+]+", text) if re.search(r"\w", part[0])]
    if len(parts) > 1:  # al-Q*: both words, as a phrase has no patterns
        pieces = (_word(token.part(*part.span()), field) for part in parts)
        return _joined(And, [one for one in pieces if one is not None])
    pattern = re.sub(r"[^\w*?'’ʿʾ‘]", "", text)
    pattern = re.sub(r"\*+", "*", pattern)
    folded = re.sub(r"\*+", "*", re.sub(r"[^\w*?]", "", fold_pattern(pattern)))
    letters = len(re.sub(r"[*?]", "", folded))
    if not letters:
        if not re.sub(r"[*?]", "", pattern):
            raise _too_broad(token, f"“{text[:40]}” would find every word.", "Add some letters.")
        return None
    if "*" in folded and letters < 2:
        sentence = f"“{text[:40]}” is too broad: it would find a large part of all words."
        raise _too_broad(token, sentence, "Give at least two letters.")
    if re.fullmatch(r"\w+\*", folded):
        return Prefix(folded[:-1], field)
    return Wildcard(folded, field)


def _too_broad(token: Lexeme, sentence: str, hint: str) -> QueryProblem:
    return QueryProblem(sentence, position=token.position, length=token.length, word=token.text, hint=hint)


def _joined(kind: type[And] | type[Or], parts: Sequence[Tree]) -> Tree | None:
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else kind(tuple(parts))


def _flat(tree: Tree) -> Tree:
    """And in And and Or in Or are one; NOT NOT is nothing."""
    if isinstance(tree, Not):
        inner = _flat(tree.part)
        return inner.part if isinstance(inner, Not) else Not(inner)
    if isinstance(tree, (And, Or)):
        kind = type(tree)
        parts: list[Tree] = []
        for part in map(_flat, tree.parts):
            parts += part.parts if isinstance(part, kind) else (part,)
        return kind(tuple(parts))
    return tree
