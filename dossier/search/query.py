"""Read a query into a typed tree and print it back; say in a sentence what is wrong, and where."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from dossier.domain.dates import DateRange, PartialDate
from dossier.errors import UserError
from dossier.search.capitals import is_case_sensitive
from dossier.text.normalize import fold, fold_pattern

MOST_CHARACTERS = 1_000
MOST_TERMS = 64
DEEPEST = 20
MOST_EXPANSIONS = 1_024
WIDEST = 50
"""Words between the parts of a NEAR; more is the whole document."""


class QueryProblem(UserError):
    """A query that can't be searched: the sentence says what and which word, `position` where (code points)."""

    def __init__(self, sentence: str, *, position: int = 0, word: str = "", hint: str = "") -> None:
        super().__init__(sentence, hint=hint)
        self.position = position
        self.word = word


class Field(StrEnum):
    """Where a word is looked for."""

    TEXT = "text"
    TITLE = "title"
    SOURCE = "source"


@dataclass(frozen=True)
class Term:
    """One word. `exact` looks for it in its own case (acronyms such as IS)."""

    word: str
    field: Field = Field.TEXT
    exact: bool = False


@dataclass(frozen=True)
class Phrase:
    """Words in this order, next to each other."""

    words: str
    field: Field = Field.TEXT


@dataclass(frozen=True)
class Near:
    """Words in any order with at most `distance` other words between neighbours."""

    words: str
    distance: int
    field: Field = Field.TEXT


@dataclass(frozen=True)
class Prefix:
    """Words that begin so."""

    stem: str
    field: Field = Field.TEXT


@dataclass(frozen=True)
class Wildcard:
    """Words of this form: `?` one letter, `*` any number."""

    pattern: str
    field: Field = Field.TEXT


@dataclass(frozen=True)
class Fuzzy:
    """Words at most `edits` (1 or 2) letters off."""

    word: str
    edits: int = 1
    field: Field = Field.TEXT


@dataclass(frozen=True)
class Kind:
    """Documents of a kind."""

    value: str


@dataclass(frozen=True)
class Language:
    """Documents in a language (ISO 639-1)."""

    value: str


@dataclass(frozen=True)
class Published:
    """Documents published in a time."""

    range: DateRange


@dataclass(frozen=True)
class Grade:
    """Documents of sources with this letter, or items with this digit, or both (`B2`)."""

    value: str


@dataclass(frozen=True)
class Actor:
    """All names of an actor; `names` is filled in by `expand`."""

    name: str
    names: tuple[Tree, ...] = ()


@dataclass(frozen=True)
class And:
    """All of these."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True)
class Or:
    """Any of these."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True)
class Not:
    """Everything but this."""

    part: Tree


Leaf: TypeAlias = (
    Term | Phrase | Near | Prefix | Wildcard | Fuzzy | Kind | Language | Published | Grade | Actor
)
Tree: TypeAlias = Leaf | And | Or | Not

FIELDS = ("title", "source", "actor", "kind", "lang", "date", "grade")
_ALIASES = {"language": "lang", "published": "date"}


@dataclass(frozen=True)
class _Token:
    kind: str
    """word, quoted, (, ), AND, OR, NOT, -, field."""
    text: str
    position: int
    near: int | None = None


_QUOTES = '"“”„«»'
_TOKEN = re.compile(
    rf"\s+|(?P<quoted>[{_QUOTES}](?P<inside>[^{_QUOTES}]*)(?:[{_QUOTES}](?:~(?P<near>\d{{1,4}}))?|$))"
    rf"|(?P<paren>[()])|(?P<minus>-)(?=[^\s)\-])|(?P<field>[A-Za-z]+):(?=[^\s)])|(?P<word>[^\s(){_QUOTES}]+)"
)


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
    tree = _Parser(_tokens(text)).query()
    return None if tree is None else _flat(tree)


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:  # a character that means nothing here
            place += 1
            continue
        begin, place = place, match.end()
        if match["quoted"]:
            near = match["near"]
            found.append(_Token("quoted", match["inside"], begin, int(near) if near else None))
        elif match["paren"]:
            found.append(_Token(match["paren"], match["paren"], begin))
        elif match["minus"] and (
            begin == 0 or text[begin - 1] in " \t\n\r(\u00a0" or text[begin - 1].isspace()
        ):
            found.append(_Token("NOT", "-", begin))
        elif match["field"]:
            name = match["field"].lower()
            name = _ALIASES.get(name, name)
            if name in FIELDS:
                found.append(_Token("field", name, begin))
            else:  # http://…, 12:30, somebody: — words
                found.append(_Token("word", match["field"], begin))
        elif match["word"]:
            word = match["word"]
            found.append(_Token(word if word in {"AND", "OR", "NOT"} else "word", word, begin))
    return found


class _Parser:
    """Recursive descent: or -> and -> not -> atom."""

    def __init__(self, tokens: Sequence[_Token]) -> None:
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

    def _peek(self) -> _Token | None:
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

    def _leaf(self, token: _Token, field: Field) -> Tree | None:
        if token.kind == "quoted":
            self._count(token, max(1, len(token.text.split())))
            return _quoted(token.text, token.near, field)
        self._count(token, 1)
        return _word(token.text, field, token.position)

    def _count(self, token: _Token, number: int) -> None:
        self._terms += number
        if self._terms > MOST_TERMS:
            raise QueryProblem(
                f"The query has more than {MOST_TERMS} words, from “{token.text[:30]}” on.",
                position=token.position,
                word=token.text,
                hint="Search for its most telling words.",
            )

    def _field(self, field: _Token, depth: int) -> Tree | None:
        token = self._peek()
        if token is None or token.kind in {")", "AND", "OR", "NOT"}:
            return None
        if token.kind == "(":
            return self._grouped(field, depth)
        self._place += 1
        self._count(token, 1)
        return self._value(field.text, token)

    def _grouped(self, field: _Token, depth: int) -> Tree | None:
        """`kind:(report OR memo)`: every word in the brackets is a value of the field."""
        self._place += 1
        if depth >= DEEPEST:
            raise QueryProblem(f"The query nests brackets more than {DEEPEST} deep.", position=field.position)
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
                self._count(token, 1)
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

    def _value(self, field: str, token: _Token) -> Tree | None:
        text = token.text.strip()
        if field in {"title", "source"}:
            return self._leaf_of(token, Field(field))
        if not text:
            return None
        if field == "actor":
            return Actor(" ".join(text.split()))
        if field == "kind":
            return Kind(text.lower())
        if field == "lang":
            return Language(text.lower())
        if field == "grade":
            return _grade(text, token.position)
        return _dates(text, token.position)

    def _leaf_of(self, token: _Token, field: Field) -> Tree | None:
        return (
            _quoted(token.text, token.near, field)
            if token.kind == "quoted"
            else _word(token.text, field, token.position)
        )


_WORDS = re.compile(r"(?<!\w)[^\W\d_](?:\.[^\W\d_])+(?!\w)|[^\W_]+")  # as in analysis


def _quoted(text: str, near: int | None, field: Field) -> Tree | None:
    words = " ".join(text.split())
    count = len(_WORDS.findall(fold(words)))
    if not count:
        return None
    if near is not None and count > 1:
        return Near(words, min(near, WIDEST), field)
    return Phrase(words, field)


def _word(text: str, field: Field, position: int) -> Tree | None:
    fuzzy = re.fullmatch(r"(.+?)~([12])?\d*", text)
    if fuzzy and _WORDS.fullmatch(fold(fuzzy[1])):
        return Fuzzy(fuzzy[1], int(fuzzy[2] or 1), field)
    text = re.sub(r"[^\w*?]+$", "", text.replace("~", " ").strip()) or text
    if (re.search(r"[*?]", text) and not text.endswith("?")) or (
        text.endswith("?") and re.search(r"\w\?\w|\*", text)
    ):
        return _pattern(text, field, position)
    if text.endswith("*"):
        return _pattern(text, field, position)
    text = text.rstrip("?")
    words = _WORDS.findall(fold(text))
    if not words:
        return None
    if len(words) > 1:  # al-Qaida, U.S.A, 2024-05: the parts stand next to each other
        return Phrase(" ".join(text.split()), field)
    bare = re.sub(r"^\W+|\W+$", "", text)
    if bare in {"AND", "OR", "NOT"}:  # with a sign beside it: no operator, and printed so that it stays none
        return Phrase(bare, field)
    return Term(bare, field, exact=is_case_sensitive(bare))


def _pattern(text: str, field: Field, position: int) -> Tree | None:
    parts = [part for part in re.split(r"[-/.,:&+]+", text) if re.search(r"\w", part)]
    if len(parts) > 1:  # al-Q*: both words, as a phrase has no patterns
        return _joined(And, [one for part in parts if (one := _word(part, field, position)) is not None])
    pattern = re.sub(r"[^\w*?'’ʿʾ‘]", "", text)
    pattern = re.sub(r"\*+", "*", pattern)
    folded = re.sub(r"\*+", "*", re.sub(r"[^\w*?]", "", fold_pattern(pattern)))
    letters = len(re.sub(r"[*?]", "", folded))
    if not letters:
        if not re.sub(r"[*?]", "", pattern):
            raise QueryProblem(
                f"“{text[:40]}” would find every word.",
                position=position,
                word=text,
                hint="Add some letters.",
            )
        return None
    if "*" in folded and letters < 2:
        raise QueryProblem(
            f"“{text[:40]}” is too broad: it would find a large part of all words.",
            position=position,
            word=text,
            hint="Give at least two letters.",
        )
    if re.fullmatch(r"\w+\*", folded):
        return Prefix(folded[:-1], field)
    return Wildcard(folded, field)


def _grade(text: str, position: int) -> Grade:
    value = text.strip().upper()
    if not re.fullmatch(r"[A-F]?[1-6]?", value) or not value:
        raise QueryProblem(
            f"“{text[:20]}” is no grade.",
            position=position,
            word=text,
            hint="Write grade:B, grade:2 or grade:B2.",
        )
    return Grade(value)


def _dates(text: str, position: int) -> Published:
    first, dots, last = text.partition("..")
    try:
        start = PartialDate.parse(first) if first else None
        end = PartialDate.parse(last) if last else None
        if not dots:
            end = start
        if start is None and end is None:
            raise ValueError
        return Published(DateRange(start, end))
    except ValueError as error:
        raise QueryProblem(
            f"“{text[:40]}” is no date.",
            position=position,
            word=text,
            hint="Write date:2024, date:2024-01 or date:2024-01..2024-06.",
        ) from error


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


# -- printing


def show(tree: Tree | None) -> str:
    """The query as text; `parse(show(tree))` gives the tree again."""
    if tree is None:
        return ""
    return _show(tree, 0)


def _show(tree: Tree, binding: int) -> str:
    if isinstance(tree, Or):
        text = " OR ".join(_show(part, 1) for part in tree.parts)
        return f"({text})" if binding > 0 else text
    if isinstance(tree, And):
        text = " ".join(_show(part, 2) for part in tree.parts)
        return f"({text})" if binding > 1 else text
    if isinstance(tree, Not):
        return f"NOT {_show(tree.part, 2)}"
    if isinstance(tree, Actor):
        if tree.names:
            text = " OR ".join(_show(part, 1) for part in tree.names)
            return f"({text})" if binding > 0 and len(tree.names) > 1 else text
        return f'actor:"{tree.name}"'
    return _show_leaf(tree)


def _show_leaf(tree: Leaf) -> str:
    field = getattr(tree, "field", Field.TEXT)
    before = "" if field is Field.TEXT else f"{field}:"
    if isinstance(tree, Term):
        return f"{before}{tree.word}"
    if isinstance(tree, Phrase):
        return f'{before}"{tree.words}"'
    if isinstance(tree, Near):
        return f'{before}"{tree.words}"~{tree.distance}'
    if isinstance(tree, Prefix):
        return f"{before}{tree.stem}*"
    if isinstance(tree, Wildcard):
        return f"{before}{tree.pattern}"
    if isinstance(tree, Fuzzy):
        return f"{before}{tree.word}~{tree.edits}"
    if isinstance(tree, Kind):
        return f"kind:{_maybe_quoted(tree.value)}"
    if isinstance(tree, Language):
        return f"lang:{_maybe_quoted(tree.value)}"
    if isinstance(tree, Grade):
        return f"grade:{tree.value}"
    assert isinstance(tree, Published)
    start, end = tree.range.start, tree.range.end
    return f"date:{start}" if start == end else f"date:{start or ''}..{end or ''}"


def _maybe_quoted(value: str) -> str:
    return value if re.fullmatch(r"\w[\w-]*", value) else f'"{value}"'


# -- actors


@dataclass(frozen=True)
class Name:
    """A name to search an actor by; ambiguous ones only count in their own capitals."""

    value: str
    ambiguous: bool = False


ExpandActor: TypeAlias = Callable[[str], Sequence[Name] | None]
"""All names of the actor called so; None when nobody is."""


def expand(tree: Tree | None, names_of: ExpandActor) -> Tree | None:
    """Put all names of the actors into a tree. An unknown actor is searched by the name given."""
    if isinstance(tree, Actor):
        names = names_of(tree.name)
        found = _names(names) if names else ()
        return replace(tree, names=found or (Phrase(tree.name),))
    if isinstance(tree, (And, Or)):
        return type(tree)(tuple(part for one in tree.parts if (part := expand(one, names_of)) is not None))
    if isinstance(tree, Not):
        inner = expand(tree.part, names_of)
        return None if inner is None else Not(inner)
    return tree


def _names(names: Iterable[Name]) -> tuple[Tree, ...]:
    found: dict[str, Tree] = {}
    for name in names:
        words = _WORDS.findall(fold(name.value))
        if not words:
            continue
        key = " ".join(words)
        if name.ambiguous:
            # Only acronyms can be told from the common word by their capitals.
            if len(words) == 1 and name.value.isupper() and name.value.isascii():
                found.setdefault("=" + key, Term(name.value, exact=True))
            continue
        if key not in found:
            found[key] = Term(name.value) if len(words) == 1 and "-" not in name.value else Phrase(name.value)
    return tuple(found.values())[:MOST_EXPANSIONS]


def leaves(tree: Tree | None, *, negated: bool = False) -> list[tuple[Leaf, bool]]:
    """Every leaf with whether it is negated, in order; the names of actors in place of the actors."""
    if tree is None:
        return []
    if isinstance(tree, Not):
        return leaves(tree.part, negated=not negated)
    if isinstance(tree, (And, Or)):
        return [leaf for part in tree.parts for leaf in leaves(part, negated=negated)]
    if isinstance(tree, Actor) and tree.names:
        return [leaf for part in tree.names for leaf in leaves(part, negated=negated)]
    return [(tree, negated)]
