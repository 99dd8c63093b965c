"""Weigh whether a name that could also be something else means the actor at this place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection
from functools import lru_cache

from dossier.actors.capitals import Capitals, LineStyle, Shape
from dossier.actors.gazetteer import Hit, Name
from dossier.actors.surroundings import capital_acts, is_capital_city, is_part_of_another_name
from dossier.actors.words import Words, fold_key
from dossier.actors.words_arabic import ACTING_HEADS
from dossier.actors.words_arabic import TITLES as TITLES_ARABIC
from dossier.actors.words_english import COMMON, FUNCTION, LINKING, MONTHS
from dossier.actors.words_names import (
    NATIONALITIES,
    ROLE_NOUNS,
    SPEECH,
    TITLES,
    VERBS_OF_ACTING,
)
from dossier.domain.actors import ActorId, ActorRole

CONFIRMED = 3
"""Points from which an ambiguous name counts."""
SUGGESTED = 2
"""Points from which it is worth a question."""
NEAR = 20
"""Words on either side in which a context word counts as near."""

_DATE_AFTER = re.compile(r"\s*(?:\d|,?\s*\d{4})")
_DATE_BEFORE = frozenset(
    "in on since until till by during early mid late last next this of from between before after".split()
)
_US_AS_PRONOUN = frozenset(
    "join contact about follow with to tell give let help support for all of from behind among between upon remind show "
    "ask reach visit email call send bring make both each against on like teach lets allow allows told gave".split()
)
_OF_STATES = NATIONALITIES | TITLES
_QUOTED_BEFORE = re.compile(r"[«\"“”'‘(]\s*$")
_QUOTED_AFTER = re.compile(r"^\s*[»\"”“'’)]")
_APPOSITION = re.compile(
    r"^\s*(?:,|–|—|-|\()\s*(?:which is |who is )?(?:an?|the|one of (?:the|its|their))\s+([^.;:()\n]{3,90})",
    re.I,
)


class Document:
    """A text's words and capitals, with what is known so far about who is in it."""

    def __init__(self, text: str) -> None:
        self.words = Words(text)
        self.capitals = Capitals(self.words)
        self._phrases: dict[str, bool] = {}

    def has_phrase(self, phrase: str) -> bool:
        """Whether these keys, with a space at each end, stand somewhere in the text."""
        found = self._phrases.get(phrase)
        if found is None:
            found = self._phrases[phrase] = phrase in self.words.joined
        return found


@lru_cache(maxsize=1 << 15)
def _context_keys(context: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Single words and phrases of an actor's context, folded."""
    keys = [fold_key(word) for word in context]
    return (
        tuple(dict.fromkeys(key for key in keys if key and " " not in key)),
        tuple(f" {key} " for key in keys if " " in key),
    )


# -- what the look of a name rules out


def looks_like_name(document: Document, hit: Hit, name: Name) -> bool | None:
    """Whether the surface is written as this name is: True, False, or None for "in between"."""
    if name.arabic:
        return True
    capitals = document.capitals
    shapes = [capitals.shape(index) for index in range(hit.first, hit.last + 1)]
    if name.acronym:
        return _acronym_is_written_so(name, shapes)
    content = [
        shape
        for index, shape in zip(range(hit.first, hit.last + 1), shapes, strict=True)
        if document.words.keys[index] not in LINKING and shape is not Shape.NONE
    ]
    if not content or Shape.LOWER not in content:
        return True
    if name.entry.value.islower():
        return True  # a name that is written small, such as a user name
    if name.common or name.ambiguous:
        return None if len(content) > 1 and any(shape is not Shape.LOWER for shape in content) else False
    if all(shape is Shape.LOWER for shape in content):
        return True if any(len(key) >= 5 and key not in COMMON for key in name.keys) else None
    return True


def _acronym_is_written_so(name: Name, shapes: list[Shape]) -> bool | None:
    if all(
        shape in {Shape.UPPER, Shape.NONE} or len(key) == 1
        for shape, key in zip(shapes, name.keys, strict=False)
    ):
        return True
    # Isis, Nato and unrwa are written so; Is, Us, hts are not.
    return not name.common and len(name.keys) == 1 and len(name.keys[0]) >= 4


# -- what speaks for an ambiguous name


def weigh(
    document: Document, hit: Hit, name: Name, named: Collection[ActorId], beside: int
) -> tuple[int, str]:
    """Points for an ambiguous name at this place, and the strongest reason.

    `named`: actors of which the document has another, unambiguous name. `beside`: points
    from sure actors of the same role that stand about.
    """
    if is_part_of_another_name(document.words, document.capitals, hit, name):
        return 0, "part of another name"
    if is_capital_city(name):
        acts = capital_acts(document.words, document.capitals, hit)
        return (CONFIRMED, "the capital for the government") if acts else (0, "the city")
    points, reasons = (_weigh_arabic if name.arabic else _weigh_latin)(document, hit, name)
    if points < 0:
        return 0, "the word, not the name"
    local = points >= CONFIRMED
    proves_nothing = (
        not name.arabic
        and name.common
        and document.capitals.style(hit.first) is not LineStyle.SENTENCE
        and len(name.keys) == 1
    )
    if name.entry.actor_id in named:
        points += 1 if proves_nothing and not local else CONFIRMED
        reasons.append("the document has another name of the same actor")
    points += beside
    if beside > 1:
        reasons.append("named beside another such actor")
    near, far, word = _context(document, hit, name)
    if near or far:
        points += min(near, 1) * 2 + min(far, 1) + (1 if near >= 2 else 0)
        reasons.append(f"the word “{word}” " + ("nearby" if near else "in the document"))
    if proves_nothing and not local:
        points = min(points, SUGGESTED - 1)
    return points, reasons[0] if reasons else "no evidence"


def _weigh_latin(document: Document, hit: Hit, name: Name) -> tuple[int, list[str]]:
    words, capitals = document.words, document.capitals
    points, reasons = 0, []
    key = name.keys[0]
    before = words.keys[hit.first - 1] if hit.first and words.gap(hit.first).strip() in {"", "-"} else ""
    after_index = hit.last + 1
    after = (
        words.keys[after_index]
        if after_index < len(words) and words.tail(hit.last).strip() in {"", "-"}
        else ""
    )
    if len(name.keys) == 1 and _is_the_word(document, hit, key, before, after):
        return -1, []
    surface = words.text[hit.start : hit.end]
    if name.acronym and "." in surface:
        points += 3
        reasons.append("written with points")
    proves = capitals.proves(hit.first) or (
        name.acronym
        and capitals.style(hit.first) is not LineStyle.UPPER
        and capitals.shape(hit.first) is Shape.UPPER
    )
    if proves:
        points += 1
        reasons.append("capitals")
    nouns = ROLE_NOUNS[name.entry.role]
    if name.acronym and before == "the" and proves:
        points += 1
        reasons.insert(0, "capitals and article")
    if after and (after in nouns or (name.acronym and proves and after in _OF_STATES)):
        points += 2 + (after not in VERBS_OF_ACTING)
        reasons.insert(0, f"followed by “{after}”")
    elif (
        after
        and proves
        and after not in FUNCTION
        and after in (SPEECH if name.entry.role is ActorRole.PERSON else VERBS_OF_ACTING)
    ):
        points += 1
        reasons.append(f"followed by “{after}”")
    if (
        before in nouns
        and (proves or name.entry.role is not ActorRole.PERSON)
        and before not in VERBS_OF_ACTING
    ):
        points += 3
        reasons.insert(0, f"after “{before}”")
    if name.entry.role is ActorRole.PERSON and before in TITLES and before not in FUNCTION:
        points += 3
        reasons.insert(0, f"after “{before}”")
    if name.entry.role is ActorRole.STATE and proves and hit.first in range(1, len(words)):
        if before in {
            "in",
            "from",
            "to",
            "with",
            "into",
            "against",
            "between",
            "by",
            "toward",
            "towards",
            "neighboring",
        }:
            points += 1
        if hit.last in words.possessive:
            points += 1
    described = (
        _APPOSITION.match(words.text[hit.end : hit.end + 120])
        if proves or not name.common or len(name.keys) > 1
        else None
    )
    if described and any(fold_key(word) in nouns for word in described.group(1).split()):
        points += 3
        reasons.insert(0, "described right after it")
    return points, reasons


def is_date(words: Words, index: int) -> bool:
    """Whether the name of a month stands in a date: 9 May, in May, May 2024, May Day."""
    before = words.keys[index - 1] if index and not words.gap(index).strip(" -") else ""
    tail = words.text[words.ends[index] : words.ends[index] + 9]
    return (
        bool(_DATE_AFTER.match(tail)) or before in _DATE_BEFORE or before.isdigit() or tail.startswith(" Day")
    )


def _is_the_word(document: Document, hit: Hit, key: str, before: str, after: str) -> bool:
    """Vetoes for the words that are most often meant instead."""
    words, capitals = document.words, document.capitals
    if key in MONTHS:
        if is_date(words, hit.first):
            return True
        if capitals.starts_sentence(hit.first) and after not in SPEECH:
            return True
    if key == "us" and before in _US_AS_PRONOUN and not after and "." not in words.text[hit.start : hit.end]:
        return True
    small = before and after and not capitals.capital(hit.first - 1) and not capitals.capital(hit.last + 1)
    # Shouted words: IT IS NOT, "this IS true".
    if key == "is" and before in {"it", "he", "she", "there", "what", "here"}:
        return True
    return (
        key == "is"
        and bool(small)
        and before in {"it", "this", "that", "he", "she", "what", "there", "who", "which"}
    )


def _weigh_arabic(document: Document, hit: Hit, name: Name) -> tuple[int, list[str]]:
    words = document.words
    points, reasons = 0, []
    gap = words.gap(hit.first)
    before = words.keys[hit.first - 1] if hit.first else ""
    tail = words.text[hit.end : hit.end + 3]
    if before and (
        before in ACTING_HEADS or before.removeprefix("ال") in ACTING_HEADS or before[1:] in ACTING_HEADS
    ):
        points += 3
        reasons.append("after a word for a group")
    if _QUOTED_BEFORE.search(gap) and _QUOTED_AFTER.match(tail):
        points += 2
        reasons.append("in quotation marks")
    if hit.prefix in {"ب", "ك", "ل"} and len(name.keys) == 1 and name.article is False:
        points -= 1
    if not points and before in TITLES_ARABIC and name.entry.role is ActorRole.PERSON:
        points += 3
        reasons.append("after a title")
    return points, reasons


def _context(document: Document, hit: Hit, name: Name) -> tuple[int, int, str]:
    """How many context words of the actor stand near and elsewhere, and one of them."""
    single, phrases = _context_keys(name.entry.context)
    words = document.words
    near = far = 0
    found = ""
    own = set(name.keys)
    for key in single:
        places = words.places.get(key)
        if places is None or key in own:
            continue
        after = bisect_left(places, hit.first - NEAR)
        if after < len(places) and places[after] <= hit.last + NEAR:
            near += 1
            found = key
        else:
            far += 1
            found = found or key
    for phrase in phrases:
        if document.has_phrase(phrase):
            far += 1
            found = found or phrase.strip()
    return near, far, found
