"""Propose agencies, firms and clubs that Arabic newspapers name without a word of explanation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from dossier.actors.proposals import Proposal
from dossier.actors.words import Words
from dossier.actors.words_arabic import NATIONALITIES
from dossier.actors.words_arabic_known import CLUBS, KNOWN
from dossier.domain.actors import ActorRole

_LETTERS = ("", "و", "ف", "ب", "ل", "ك", "ول", "وب")
_NAMES = {**KNOWN, **dict.fromkeys(CLUBS, ActorRole.ORGANISATION)}
_BY_FIRST: dict[str, list[tuple[str, ...]]] = {}
for _name in sorted(_NAMES, key=len, reverse=True):
    _BY_FIRST.setdefault(_name[0], []).append(_name)
_OWN_FIRST = {letters + first: (first, len(letters)) for letters in _LETTERS for first in _BY_FIRST}
_OWN_FIRST |= {"لل" + first[2:]: (first, 0) for first in _BY_FIRST if first.startswith("ال")}
_OWN_FIRST |= {first: (first, 0) for first in _BY_FIRST}


def known_names(
    words: Words, barriers: frozenset[int], states: Mapping[int, bool], game: bool
) -> Iterator[Proposal]:
    """The longest well-known name at each place; clubs only if the text is about a `game`."""
    for key in words.places.keys() & _OWN_FIRST.keys():
        own, letters = _OWN_FIRST[key]
        for index in words.places[key]:
            last = _longest(words, index, own, game, barriers | states.keys())
            if last is not None:
                role = _NAMES[(own, *words.keys[index + 1 : last + 1])]
                score = 0.7 if last - index > 1 else 0.6
                yield Proposal(
                    index, last, role, score, "a name that newspapers do not explain", letters=letters
                )


def _longest(words: Words, index: int, own: str, game: bool, taken: Set[int]) -> int | None:
    for name in _BY_FIRST[own]:
        last = index + len(name) - 1
        if name not in KNOWN and not game:
            continue
        if tuple(words.keys[index + 1 : last + 1]) != name[1:] or not taken.isdisjoint(
            range(index, last + 1)
        ):
            continue
        if any(words.gap(place).strip(" \u00a0-.") for place in range(index + 1, last + 1)):
            continue
        following = words.keys[last + 1] if last + 1 < len(words) else ""
        if name in CLUBS and own.startswith("ال") and following in NATIONALITIES and len(name) == 1:
            continue  # الهلال الأحمر, الأهلي المصري: a longer name
        return last
    return None
