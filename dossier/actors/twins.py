"""Find suggestions that may be one: two spellings of one unknown name, so that one decision handles both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from dossier.actors.inbox import LikelyActor
from dossier.actors.matching import NameMatch, NameVerdict, name_keys
from dossier.actors.merging import best_match, match_rank, usable_names
from dossier.domain.actors import Actor, ActorId

COMPARED = 12
"""Others compared with each suggestion: those that share most parts of their names with it."""
_COMMON = 10
"""A part that more suggestions than this share (a frequent first name) is no reason to compare by itself."""
_KEPT = 20_000
"""Comparisons that are kept: after each decision the inbox is read anew, and most pairs are the same."""


def find_twins(actors: Sequence[Actor]) -> dict[ActorId, tuple[LikelyActor, ...]]:
    """Those among the others whose names are the same or possibly the same, best first; who has none is left out.

    Each pair is compared once and stands with both. Nothing is merged: a person decides.
    """
    filed: dict[str, list[int]] = {}
    keys = []
    for place, actor in enumerate(actors):
        mine = _keys(tuple(usable_names(actor)))
        keys.append(mine)
        for key in mine:
            filed.setdefault(key, []).append(place)
    found: dict[ActorId, list[LikelyActor]] = {}
    for place, actor in enumerate(actors):
        shared: Counter[int] = Counter()
        for key in keys[place]:
            if len(filed[key]) <= _COMMON:
                shared.update(other for other in filed[key] if other > place)
        for other, _ in shared.most_common(COMPARED):
            twin = actors[other]
            match = _compared(tuple(usable_names(actor)), tuple(usable_names(twin)))
            if match is None or match.verdict is NameVerdict.DIFFERENT:
                continue
            found.setdefault(actor.id, []).append(LikelyActor(twin, match))
            found.setdefault(twin.id, []).append(LikelyActor(actor, match))
    return {
        key: tuple(sorted(likely, key=lambda one: (*(-part for part in match_rank(one.match)), one.actor.id)))
        for key, likely in found.items()
    }


@lru_cache(maxsize=_KEPT)
def _compared(names: tuple[str, ...], others: tuple[str, ...]) -> NameMatch | None:
    return best_match(names, others)


@lru_cache(maxsize=_KEPT)
def _keys(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(key for name in names for key in name_keys(name))
