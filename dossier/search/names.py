"""Put the names of actors into a query's tree, or take them out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from dossier.search.capitals import WORD
from dossier.search.printing import show
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


@dataclass(frozen=True)
class Offer:
    """Words of a query that are a name of an actor, and the query that searches all its names instead."""

    words: str
    actor: str
    query: str


ActorCalled: TypeAlias = Callable[[str], str | None]
"""Name of the actor that certain words surely name and that has other names too; None when there is none."""
_LONGEST_NAME = 5
_MOST_OFFERS = 3


def offers(tree: Tree | None, actor_called: ActorCalled) -> tuple[Offer, ...]:
    """What could be searched by all names of an actor, in order; never done by itself."""
    found: list[Offer] = []
    for words, actor, changed in _named(tree, actor_called):
        found.append(Offer(words, actor, show(changed)))
        if len(found) == _MOST_OFFERS:
            break
    return tuple(found)


def _named(tree: Tree | None, actor_called: ActorCalled) -> Iterator[tuple[str, str, Tree]]:
    if isinstance(tree, (Term, Phrase)):
        words = tree.word if isinstance(tree, Term) else tree.words
        actor = actor_called(words) if tree.field is Field.TEXT else None
        if actor is not None:
            yield words, actor, Actor(actor)
    elif isinstance(tree, Or):
        for place, part in enumerate(tree.parts):
            for words, actor, changed in _named(part, actor_called):
                yield words, actor, Or((*tree.parts[:place], changed, *tree.parts[place + 1 :]))
    elif isinstance(tree, And):
        place = 0
        while place < len(tree.parts):
            size, found = _longest(tree.parts, place, actor_called)
            if size > 1:
                words, actor, changed = found
                yield words, actor, _and((*tree.parts[:place], changed, *tree.parts[place + size :]))
            else:
                for words, actor, changed in _named(tree.parts[place], actor_called):
                    yield words, actor, And((*tree.parts[:place], changed, *tree.parts[place + 1 :]))
            place += max(size, 1)


def _longest(
    parts: Sequence[Tree], place: int, actor_called: ActorCalled
) -> tuple[int, tuple[str, str, Tree]]:
    """The longest run of words from a place on that names an actor: islamic state."""
    run: list[str] = []
    for part in parts[place : place + _LONGEST_NAME]:
        if not isinstance(part, Term) or part.field is not Field.TEXT:
            break
        run.append(part.word)
    for size in range(len(run), 1, -1):
        words = " ".join(run[:size])
        actor = actor_called(words)
        if actor is not None:
            return size, (words, actor, Actor(actor))
    return 0, ("", "", Actor(""))


def _and(parts: tuple[Tree, ...]) -> Tree:
    return parts[0] if len(parts) == 1 else And(parts)


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
