"""Compare two names and explain the verdict: same, possible or different. A person merges, never the program."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from dossier.actors.acronyms import initials, initials_fit, is_acronym
from dossier.actors.given_names import given_names
from dossier.actors.likeness import LIKE_TOKEN, SAME_TOKEN, likeness, sounds_alike
from dossier.actors.name_tokens import COUNTRIES, NameToken, name_tokens, wording_key
from dossier.actors.organisation_words import PLACES, concept_of
from dossier.actors.translated import left_out_in_translation, may_be_translated
from dossier.text.normalize import fold, script_of
from dossier.text.transliterate import skeleton, sounds

AliasLookup = Callable[[str], frozenset[str]]
"""Keys of the known actors that bear a name (folded) or a wording (`wording_key`)."""

LONGEST = 200
"""Code points of a name that are compared."""
RUN_TOGETHER = 0.92
"""Likeness from which two names whose words are divided otherwise may be one."""


class NameVerdict(StrEnum):
    """Whether two names mean the same actor."""

    SAME = "same"
    POSSIBLE = "possible"
    DIFFERENT = "different"


@dataclass(frozen=True)
class NameMatch:
    """The explained comparison of two names; score 0 (nothing in common) to 1."""

    a: str
    b: str
    score: float
    verdict: NameVerdict
    reasons: tuple[str, ...]


_ARTICLE_FIRST = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az)[\s-]|ال(?=\w{3})")
"""A name that begins with an article begins with the surname."""
_WEIGHTLESS = frozenset({"group", "movement", "forces", "units"})
_ALSO_PERSONS = COUNTRIES | PLACES | {
    "christian", "hill", "will", "left", "black", "white", "green", "wall", "law", "post", "house", "flood", "mountain", "sea", "accord", "conquest", "triumph", "new", "religion", "glory", "houthi", "jihad", "islam", "victory", "martyrs", "tiger", "dignity", "dawn", "loyalty", "general", "sharia",
    "sword", "war", "just", "light", "sun", "star", "sky", "thunder", "lightning", "rose", "cedar", "spear", "arrow", "dagger", "throne", "word", "sugar",
    "jasmine", "treasure", "garden", "palmtree", "life", "summer", "hope", "determination", "decisiveness", "truthfulness", "iron", "rock",
    "river", "bridge", "fortress", "castle", "door", "way", "night", "guests", "righteous", "honour", "wisdom", "insight", "messenger", "peace",
    "banner", "great", "hadrami", "ashraf", "khorasan", "karbala", "badr", "prophet", "faithful", "lamp", "bell", "nest", "roof", "dates",
    "horses", "storm", "knights", "bee", "uyghur", "tajik", "uzbek", "pashtun", "balochi", "hazara", "kashmiri", "sindhi", "circassian", "najdi",
    "hejaz", "turkmeni", "sinai", "darfur", "old", "small", "young", "noble", "pure", "main", "kings", "time", "era", "free", "truth", "governance",
}  # fmt: skip
"""Concepts that are parts of persons' names too."""
_HONOURS_THE_DEAD = frozenset({"martyr", "shahid", "شهيد"})
_OFTEN_LEFT_OUT = COUNTRIES | {
    # Words that may be left out of an organisation's name.
    "armoured",
    "infantry",
    "mechanised",
    "central",
    "general",
    "international",
    "united",
    "nations",
    "federation",
    "mujahideen",
    "news",
    "guard",
    "islamic",
    "affairs",
    "kingdom",
    "republic",
    "arab",
}
_KINDS_OF_ACTOR = frozenset(
    {"party", "assembly", "society", "association", "bloc", "gathering", "current", "organisation"}
)
"""What may be left out behind a proper name (al-Wefaq), not behind a country's."""
_OUTLET_KINDS = frozenset(
    {
        "media",
        "news",
        "foundation",
        "agency",
        "channel",
        "radio",
        "centre",
        "press",
        "newspaper",
        "magazine",
        "station",
        "website",
        "platform",
    }
)
"""What an outlet calls itself besides its name: Al-Furqan Media is Al-Furqan Foundation."""
_BEFORE_A_NAME = frozenset({"محمد", "امير"})
"""Given names that often stand in front of the one that is used: Amir Saeid, Mohammad Reza."""
_GENERATION = frozenset("jr sr junior senior 2 3 4".split())


def compare_names(a: str, b: str, aliases: AliasLookup | None = None) -> NameMatch:
    """Compare two names. Symmetric; never raises; `aliases` (curated knowledge) decides first."""
    a, b = a[:LONGEST], b[:LONGEST]
    if aliases is not None:
        known = _by_aliases(a, b, aliases)
        if known is not None:
            return known
    left, right = name_tokens(_given_first(a)), name_tokens(_given_first(b))
    if not left or not right:
        return _match(a, b, 0.0, NameVerdict.DIFFERENT, "One of the names has no letters.")
    if [token.text for token in left] == [token.text for token in right]:
        if _has_son(a) != _has_son(b) and len(left) > 1 and not any(token.concept for token in left):
            return _match(a, b, 0.8, NameVerdict.POSSIBLE, "All agrees, but only one says “son of”.")
        return _match(
            a, b, 1.0, NameVerdict.SAME, "Both are the same name but for signs, case, articles and titles."
        )
    acronym = _acronym(a, b, left, right)
    if acronym is not None:
        return acronym
    found = _compare_tokens(a, b, left, right)
    if found.verdict is NameVerdict.DIFFERENT and _one_run_together(a, b, left, right):
        return _match(a, b, 0.7, NameVerdict.POSSIBLE, "Written as one word they are spellings of one name.")
    return found


def _one_run_together(a: str, b: str, left: tuple[NameToken, ...], right: tuple[NameToken, ...]) -> bool:
    """Whether the names sound alike once their words are joined: Amir-Abdollahian and Amirabdollahian."""
    if (len(left) == len(right) and len(a.split()) == len(b.split())) or any(
        token.number for token in (*left, *right)
    ):
        return False
    whole = tuple(tuple(sound for token in tokens for sound in token.sounds) for tokens in (left, right))
    if min(map(len, whole)) < 3 or abs(len(whole[0]) - len(whole[1])) > 3:
        return False
    score, _ = sounds_alike((whole[0], left[0].first), (whole[1], right[0].first))
    if score < RUN_TOGETHER:  # with what was taken for an article: Le Figaro, لوفيغارو
        score, _ = sounds_alike(sounds(_letters_of(a)), sounds(_letters_of(b)))
    return score >= RUN_TOGETHER


def _letters_of(name: str) -> str:
    return re.sub(r"[^\w]", "", fold(name))


def _given_first(name: str) -> str:
    """ "Sinwar, Yahya" as Yahya Sinwar; a suffix after a comma ("Jr.") stays."""
    parts = [part.strip() for part in re.split("[,،]", name)]
    if len(parts) != 2 or not all(parts) or fold(parts[1]).strip(". ") in _GENERATION:
        return name
    return f"{parts[1]} {parts[0]}"


def _by_aliases(a: str, b: str, aliases: AliasLookup) -> NameMatch | None:
    exact = aliases(fold(a)), aliases(fold(b))
    one, other = (
        keys or (aliases(wording) if (wording := wording_key(name)) else keys)
        for keys, name in zip(exact, (a, b), strict=True)
    )
    if one & other:
        if one == other or len(one & other) == max(len(one), len(other)):
            return _match(a, b, 1.0, NameVerdict.SAME, "Both are known names of one actor.")
        return _match(
            a,
            b,
            0.8,
            NameVerdict.POSSIBLE,
            "Both are known names of one actor, and one is also a name of another.",
        )
    if all(exact):
        return _match(a, b, 0.05, NameVerdict.DIFFERENT, "They are known names of different actors.")
    return None


def _acronym(a: str, b: str, left: tuple[NameToken, ...], right: tuple[NameToken, ...]) -> NameMatch | None:
    found = initials_fit(a, b, left, right)
    if found is None:
        return None
    fits, reason = found
    if fits:
        return _match(a, b, 0.82, NameVerdict.POSSIBLE, reason)
    return _match(a, b, 0.1, NameVerdict.DIFFERENT, reason)


def _compare_tokens(a: str, b: str, left: tuple[NameToken, ...], right: tuple[NameToken, ...]) -> NameMatch:
    left, right = _joined(left, right), _joined(right, left)
    found = _compare_all(a, b, left, right)
    kinds = _without_outlet_kinds(left), _without_outlet_kinds(right)
    if (
        found.verdict is not NameVerdict.DIFFERENT
        or kinds == (left, right)
        or not all(kinds)
        or {token.concept for token in left} == {token.concept for token in right}
    ):
        return found
    bare = _compare_all(a, b, *kinds)
    if bare.verdict is NameVerdict.DIFFERENT:
        return found
    return _match(
        a, b, 0.7 * bare.score, NameVerdict.POSSIBLE, "All agrees but what kind of outlet it is called."
    )


def _compare_all(a: str, b: str, left: tuple[NameToken, ...], right: tuple[NameToken, ...]) -> NameMatch:
    # The same way round whichever name came first, so that ties are broken alike.
    ordered = sorted((left, right), key=lambda tokens: (len(tokens), [token.text for token in tokens]))
    short, long = (left, right) if ordered[0] is left else (right, left)
    pairs = _assign(short, long)
    scores = [score for _, _, score in pairs]
    weakest = min(scores)
    matched = {column for _, column, _ in pairs}
    extra = [long[column] for column in range(len(long)) if column not in matched]
    in_order = [column for _, column, _ in pairs] == sorted(column for _, column, _ in pairs)
    organisation = any(
        token.concept and token.concept not in _ALSO_PERSONS and not given_names(token.text)
        for token in (*left, *right)
    )
    average = sum(scores) / len(scores)
    row, column, _ = min(pairs, key=lambda pair: pair[2])
    worst = (short[row].text, long[column].text) if short is left else (long[column].text, short[row].text)
    if weakest < LIKE_TOKEN:
        if organisation and may_be_translated(a, b, short, long, pairs):
            return _match(
                a,
                b,
                0.5,
                NameVerdict.POSSIBLE,
                f"All agrees but “{worst[0]}” and “{worst[1]}”, which may be translations of each other.",
            )
        score = round(min(weakest, 0.6) * 0.8, 4)
        return _match(
            a, b, score, NameVerdict.DIFFERENT, f"“{worst[0]}” and “{worst[1]}” are different names."
        )
    telling = [
        token for token in extra if token.concept not in _WEIGHTLESS and token.text not in _HONOURS_THE_DEAD
    ]
    if any(token.text in _GENERATION for token in extra):
        return _match(
            a, b, 0.3, NameVerdict.DIFFERENT, "Only one of them is the younger (or elder) of that name."
        )
    proper = any(token.concept not in COUNTRIES for token in short)
    left_out = _OFTEN_LEFT_OUT | _KINDS_OF_ACTOR if proper else _OFTEN_LEFT_OUT
    if proper:
        left_out |= _OUTLET_KINDS
    if proper and len(short) > 1:
        left_out |= {"army", "front", "brigades"}
    if organisation and telling and all(token.concept in left_out for token in telling):
        words = ", ".join(token.text for token in telling)
        return _match(
            a, b, 0.7 * average, NameVerdict.POSSIBLE, f"All agrees but “{words}”, which is often left out."
        )
    if (
        organisation
        and telling
        and all(t.concept is None or t.concept in _ALSO_PERSONS for t in telling)
        and _before_surname(long, matched)
    ):
        words = ", ".join(token.text for token in telling)
        return _match(
            a,
            b,
            0.6 * average,
            NameVerdict.POSSIBLE,
            f"Their namesake is called “{words}” besides in one only.",
        )
    if organisation and telling and left_out_in_translation(short, long, telling):
        words = ", ".join(token.text for token in telling)
        return _match(
            a, b, 0.6 * average, NameVerdict.POSSIBLE, f"All agrees but “{words}”; a translation may omit it."
        )
    if organisation and telling:
        words = ", ".join(token.text for token in telling)
        return _match(
            a,
            b,
            0.35 * average,
            NameVerdict.DIFFERENT,
            f"Only one of the organisations' names has “{words}”.",
        )
    initials = [{token.text for token in tokens if len(token.text) == 1} for tokens in (left, right)]
    if all(initials) and initials[0] != initials[1]:
        return _match(a, b, 0.3, NameVerdict.DIFFERENT, "Their initials differ.")
    reasons = [
        f"“{worst[0]}” and “{worst[1]}” are spellings of one name."
        if weakest < 1
        else "All their words agree."
    ]
    if telling:
        return _part_of(a, b, short, long, pairs, average, telling)
    translated = script_of(a) != script_of(b) and any(
        short[row].concept and short[row].text != long[column].text for row, column, _ in pairs
    )
    surname_first = any(_ARTICLE_FIRST.match(fold(name)) for name in (a, b))
    if (
        not in_order
        and not organisation
        and not surname_first
        and (_has_son(a) or _has_son(b) or _all_given(short))
    ):
        return _match(a, b, 0.4, NameVerdict.DIFFERENT, "The names are in another order: son and father.")
    if not in_order and not (organisation and translated and weakest >= SAME_TOKEN):
        return _match(a, b, 0.75 * average, NameVerdict.POSSIBLE, "The same words stand in another order.")
    if extra and weakest >= SAME_TOKEN and any(token.concept in {"group", "movement"} for token in extra):
        words = ", ".join(token.text for token in extra)
        return _match(
            a, b, 0.9, NameVerdict.SAME, f"All agrees; “{words}” only says what kind of actor it is."
        )
    if extra:
        words = ", ".join(token.text for token in extra)
        return _match(
            a, b, 0.8 * average, NameVerdict.POSSIBLE, f"All agrees but “{words}”, which is often left out."
        )
    if weakest >= SAME_TOKEN and _has_son(a) != _has_son(b) and not organisation:
        return _match(a, b, 0.8 * average, NameVerdict.POSSIBLE, "All agrees, but only one says “son of”.")
    across = script_of(a) != script_of(b)
    if weakest >= SAME_TOKEN and all(_is_enough(tokens, across=across) for tokens in (short, long)):
        return _match(a, b, 0.85 + 0.15 * average, NameVerdict.SAME, *reasons)
    return _match(
        a,
        b,
        0.85 * average,
        NameVerdict.POSSIBLE,
        f"“{worst[0]}” and “{worst[1]}” may be spellings of one name.",
    )


def _before_surname(long: tuple[NameToken, ...], matched: set[int]) -> bool:
    """Whether all that is left over is the given name of a namesake: Izz al-Din before al-Qassam."""
    extra = [place for place in range(len(long)) if place not in matched]
    behind = extra[-1] + 1  # never empty: something telling is left over
    return extra == list(range(extra[0], behind)) and behind < len(long) and long[behind].concept is None


def _without_outlet_kinds(tokens: tuple[NameToken, ...]) -> tuple[NameToken, ...]:
    return tuple(token for token in tokens if token.concept not in _OUTLET_KINDS)


def _joined(tokens: tuple[NameToken, ...], others: tuple[NameToken, ...]) -> tuple[NameToken, ...]:
    """Two words made one where the other name writes them as one: Fakhri Zadeh and Fakhrizadeh."""
    long = [other for other in others if len(other.text) > 5]
    for place in range(len(tokens) - 1 if long else 0):
        parts = tokens[place : place + 2]
        whole = _as_one(*parts)
        if whole is None:
            continue
        for other in long:
            if (
                abs(len(whole.sounds) - len(other.sounds)) <= 2
                and likeness(whole, other) >= LIKE_TOKEN
                and max(likeness(part, other) for part in parts) < LIKE_TOKEN
            ):
                return (*tokens[:place], whole, *tokens[place + 2 :])
    return tokens


@lru_cache(maxsize=65536)
def _as_one(one: NameToken, other: NameToken) -> NameToken | None:
    text = one.text + other.text
    apart = {one.text, other.text} & {"abu", "abd", "allah", "din", "umm"}
    if apart or len(text) <= 5 or re.search(r"\d", text):
        return None
    shape, first = sounds(text)
    if one.text.endswith("ه") and not one.concept:
        shape, first = sounds(one.text[:-1] + "ا" + other.text)  # قره يلان
    return NameToken(text, concept_of(text), shape, first)


def _has_son(name: str) -> bool:
    return bool(re.search(r"\b(?:bin|ibn|ben|bint|ould|wal[ae]d|ag|بن|ابن|بنت|ولد)\b", fold(name)))


def _all_given(tokens: tuple[NameToken, ...]) -> bool:
    return all(token.text != "allah" and given_names(token.text) for token in tokens)


def _is_enough(tokens: tuple[NameToken, ...], *, across: bool) -> bool:
    """A single short name may be anybody's: Ali and Aly are alike and tell little, Alam and أعلام less."""
    if len(tokens) > 1:
        return True
    if across and not tokens[0].concept:
        return len(tokens[0].sounds) >= 3
    return len(tokens[0].sounds) >= 2 or len(tokens[0].text) >= 4


def _part_of(
    a: str,
    b: str,
    short: tuple[NameToken, ...],
    long: tuple[NameToken, ...],
    pairs: list[tuple[int, int, float]],
    average: float,
    extra: list[NameToken],
) -> NameMatch:
    """One name is part of the other: a surname alone, a left-out father's name, a kunya."""
    names = [token for token in short if token.text not in {"abu", "abd", "allah", "umm"}]
    words = ", ".join(token.text for token in extra)
    columns = [column for _, column, _ in pairs]
    ends_agree = 0 in columns and len(long) - 1 in columns
    kunya = short[0].text == "abu" or long[0].text == "abu"
    child = len(names) >= 2 and columns == list(range(1, len(long))) and len(short) == len(long) - 1 >= 2
    leading = given_names(long[0].text)
    if child and leading and not leading & _BEFORE_A_NAME and given_names(short[0].text):
        return _match(
            a,
            b,
            0.4,
            NameVerdict.DIFFERENT,
            f"“{long[0].text}” may be the child: a father's name follows it.",
        )
    if long[0].text == "abu" and columns == [1] and len(long) == 2:
        return _match(a, b, 0.3, NameVerdict.DIFFERENT, "Only one of them is the father (abu) of that name.")
    if len(names) >= 2 and ends_agree and not kunya:
        return _match(
            a,
            b,
            0.8 * average,
            NameVerdict.POSSIBLE,
            f"First and last name agree; “{words}” stands in one only.",
        )
    if kunya and long[0].text == "abu" and short[0].text != "abu" and len(names) < 2:
        return _match(
            a,
            b,
            0.5 * average,
            NameVerdict.POSSIBLE,
            f"One may be part of the other, which has “{words}” besides.",
        )
    return _match(
        a, b, 0.6 * average, NameVerdict.POSSIBLE, f"One is part of the other, which has “{words}” besides."
    )


def _assign(short: tuple[NameToken, ...], long: tuple[NameToken, ...]) -> list[tuple[int, int, float]]:
    """Each token of the shorter name with one of the longer, so that all fit as well as they can."""
    table = [[likeness(one, other) for other in long] for one in short]
    if len(short) <= 4 and len(long) <= 6:
        best = max(
            itertools.permutations(range(len(long)), len(short)),
            key=lambda columns: (
                sum(table[row][column] >= LIKE_TOKEN for row, column in enumerate(columns)),
                min(table[row][column] for row, column in enumerate(columns)),
                sum(table[row][column] for row, column in enumerate(columns)),
                [-abs(row - column) for row, column in enumerate(columns)],
            ),
        )
        return [(row, column, table[row][column]) for row, column in enumerate(best)]
    free = set(range(len(long)))
    found = []
    for row, scores in enumerate(table):
        column = max(free, key=lambda place, scores=scores, row=row: (scores[place], -abs(place - row)))  # type: ignore[misc]
        free.discard(column)
        found.append((row, column, scores[column]))
    return found


def _match(a: str, b: str, score: float, verdict: NameVerdict, *reasons: str) -> NameMatch:
    return NameMatch(a, b, round(min(max(score, 0.0), 1.0), 4), verdict, reasons)


def name_keys(name: str) -> frozenset[str]:
    """Keys under which to file a name: names that share none are not of one actor (acronyms aside)."""
    tokens = name_tokens(name[:LONGEST])
    keys = {key for token in tokens for key in (token.concept, skeleton(token.text)) if key}
    compact = re.sub(r"[^A-Za-z]", "", name)
    if 2 <= len(compact) <= 8 and is_acronym(compact):
        keys.add(f"={compact.lower()}")
    if len(tokens) > 1:
        keys |= {f"={row}" for row in initials(name[:LONGEST]) if len(row) > 1}
    return frozenset(keys)
