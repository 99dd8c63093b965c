"""Put the names of actors into a query's tree, or take them out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from dossier.search.capitals import WORD
from dossier.search.tree import MOST_EXPANSIONS, Actor, And, Field, Not, Or, Phrase, Term, Tree
from dossier.text.normalize import fold


@dataclass(frozen=True)
class Name:
    """A name to search an actor by; ambiguous ones only count in their own capitals."""

    value: str
    ambiguous: bool = False


ExpandActor: TypeAlias = Callable[[str], Sequence[Name] | None]
"""All names of the actor called so; None when nobody is."""

SpellingOf: TypeAlias = Callable[[str], str | None]
"""How a name is written that a word in small letters may be; None for words that are no sure name."""


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


def unexpanded(tree: Tree | None) -> Tree | None:
    """A tree in which an actor is only the name given."""
    if isinstance(tree, Actor):
        return Phrase(tree.name)
    if isinstance(tree, (And, Or)):
        return type(tree)(tuple(part for one in tree.parts if (part := unexpanded(one)) is not None))
    if isinstance(tree, Not):
        inner = unexpanded(tree.part)
        return None if inner is None else Not(inner)
    return tree


def with_capitals(tree: Tree | None, spelling_of: SpellingOf) -> Tree | None:
    """Names typed in small letters in the actor's own spelling: `hamas` is no plural of Hama."""
    if isinstance(tree, Term) and tree.field is not Field.SOURCE and tree.word.islower():
        spelling = spelling_of(tree.word)
        same = spelling is not None and fold(spelling) == fold(tree.word)
        return replace(tree, word=spelling) if spelling and same else tree
    if isinstance(tree, (And, Or)):
        parts = (with_capitals(one, spelling_of) for one in tree.parts)
        return type(tree)(tuple(part for part in parts if part is not None))
    if isinstance(tree, Not):
        inner = with_capitals(tree.part, spelling_of)
        return None if inner is None else Not(inner)
    return tree


def _names(names: Iterable[Name]) -> tuple[Tree, ...]:
    found: dict[str, Tree] = {}
    for name in names:
        words = WORD.findall(fold(name.value))
        if not words:
            continue
        key = " ".join(words)
        if name.ambiguous:
            # Only acronyms can be told from the common word by their capitals.
            if len(words) == 1 and name.value.isupper() and name.value.isascii():
                found.setdefault("=" + key, Term(name.value, exact=True))
            continue
        if key not in found:
            value = " ".join(name.value.replace('"', " ").split())
            found[key] = Term(value) if len(words) == 1 and "-" not in value else Phrase(value)
    return tuple(found.values())[:MOST_EXPANSIONS]
