"""Queries meant to break a search: a fixed thousand, and a strategy for any number more."""

from __future__ import annotations

import random

from hypothesis import strategies as st

PIECES = [
    *'"()*?~-:“؟،',
    *" " * 4,
    *("NOT ", "OR ", "AND ", "title:", "source:", "date:", "kind:", "lang:", "grade:", "actor:", "a"),
    *("attack", "Hamas", "IS", "حزب", "و", "*a*", "?" * 9, "~9", "~2", "2024", "2024-13", "..", "B2"),
    *("\x00", "\u200f", "\ud800", "🙂", "[a TO z]", "/.*.*x/", "< ", "^9", "{", "\\", "'", "a" * 70),
    *("((((", "))))", "*e*t*a*", "a?????*", "بال", "\u0301" * 5, "%00", "\n", "\t", "x~2 ", '" "~50'),
]


def hostile_queries(count: int = 1_000, seed: int = 3) -> list[str]:
    """The same for a seed."""
    chance = random.Random(seed)
    return ["".join(chance.choice(PIECES) for _ in range(chance.randint(1, 60))) for _ in range(count)]


def hostile_texts() -> st.SearchStrategy[str]:
    """Pieces in any order, and any text at all."""
    joined = st.lists(st.sampled_from(PIECES), max_size=80).map("".join)
    return st.one_of(joined, joined, st.text(max_size=120), st.text(alphabet='ab*?~"() ', max_size=1_100))
