"""Print a query's tree as text that reads as the same tree again."""

from __future__ import annotations

import re

from dossier.search.tree import (
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
    Term,
    Tree,
    Wildcard,
)


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
