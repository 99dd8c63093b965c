"""Find the names of ships, which are no actors: the tanker Front Altair, MV Ruby Mar, USS Carney."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dossier.actors.proposals import Proposal
from dossier.actors.words import Words

_KIND = (
    r"(?i:tankers?|vessels?|ships?|steamers?|freighters?|frigates?|destroyers?|warships?|corvettes?|cruisers?|carriers?|bulkers?"
    r"|trawlers?|yachts?|ferry|ferries|tugboats?|tugs?|dhows?|barges?|submarines?)"
)
_PREFIX = r"(?:M/?V|M/?T|M/?S|S/?S|USS|USNS|HMS|HMAS|HMCS|INS|IRIS|RFA|FS|ITS|FGS|USCGC)"
_NAME = r"(?P<name>[A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|of|the|[IVX]+|\d{1,2})){0,3})"
_SHIP = re.compile(rf"(?<!\w)(?:(?:the )?{_KIND}(?:,)? (?:the )?[\"“'‘«]?|{_PREFIX} [\"“'‘]?){_NAME}")
_LATIN = re.compile(r"[A-Za-z]{2}")
_NOT_A_NAME = re.compile(
    r"(?:Captain|Capt|Master|Owners?|Operators?|Tracking|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)


def without_ships(words: Words, proposals: Iterable[Proposal]) -> list[Proposal]:
    """The proposals that name no ship; what the text calls a ship once is one wherever it stands."""
    ships: set[tuple[str, ...]] = set()
    if not _LATIN.search(words.text):
        return list(proposals)
    for match in _SHIP.finditer(words.text):
        if _NOT_A_NAME.match(match["name"]):
            continue
        inside = words.within(match.start("name"), match.end("name"))
        ships |= {tuple(words.keys[place] for place in inside[: size + 1]) for size in range(len(inside))}
    if not ships:
        return list(proposals)
    return [one for one in proposals if not _is_ship(tuple(words.keys[one.first : one.last + 1]), ships)]


def _is_ship(keys: tuple[str, ...], ships: set[tuple[str, ...]]) -> bool:
    bare = keys[1:] if keys and keys[0] == "the" else keys
    called = [bare, bare[1:]] if bare and bare[0] in _PREFIX_KEYS else [bare]
    return any(one in ships for one in called if one)


_PREFIX_KEYS = frozenset("mv mt ms ss uss usns hms hmas hmcs ins iris rfa fs its fgs uscgc".split())
