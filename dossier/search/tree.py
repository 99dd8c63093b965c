"""What a query is once it is read: a tree of words, phrases and facts, joined by and, or and not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from dossier.domain.dates import DateRange
from dossier.errors import UserError

MOST_CHARACTERS = 1_000
MOST_TERMS = 64
DEEPEST = 20
MOST_EXPANSIONS = 1_024
WIDEST = 50
"""Words between the parts of a NEAR; more is the whole document."""
UNKNOWN = "unknown"
"""The value that stands for a missing language or grade."""


class QueryProblem(UserError):
    """A query that can't be searched: the sentence says what and which word.

    `position` and `length` say where in the query's text (code points). `instead` is what may stand in
    the place of the word, when one thing is likely.
    """

    def __init__(
        self,
        sentence: str,
        *,
        position: int = 0,
        word: str = "",
        hint: str = "",
        length: int | None = None,
        instead: str = "",
    ) -> None:
        super().__init__(sentence, hint=hint)
        self.position = position
        self.word = word
        self.length = len(word) if length is None else length
        self.instead = instead

    @property
    def end(self) -> int:
        """Where the word ends (code points)."""
        return self.position + self.length


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
    """Documents in a language (ISO 639-1), or in an unknown one."""

    value: str


@dataclass(frozen=True)
class Published:
    """Documents published in a time."""

    range: DateRange


@dataclass(frozen=True)
class Grade:
    """Documents of sources with this letter, or items with this digit, or both (`B2`), or without a grade."""

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
