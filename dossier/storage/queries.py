"""Pieces of queries that the stores share: long lists in parts, and words in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, func

_Value = TypeVar("_Value")

IN_LIST = 500
"""Values in one IN (...): well under SQLite's limit of variables."""
WORDS = 50
"""Words of a text that was typed, or pasted: an expression of SQLite's is at most 1,000 deep."""


def parts(values: Sequence[_Value], size: int = IN_LIST) -> Iterator[Sequence[_Value]]:
    """Pieces of at most `size` values, in order."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def words_of(text: str) -> list[str]:
    """The different words of a folded text that a list is searched for: the first 50 of them."""
    return list(dict.fromkeys(text.split()))[:WORDS]


def holds(column: ColumnElement[Any] | Any, word: str) -> ColumnElement[bool]:
    """Whether the text in a column has this word in it, letter for letter.

    Not LIKE: SQLite refuses a pattern of over 50,000 bytes, and a title can be longer.
    """
    return func.instr(column, word) > 0
