"""Compare two names and explain the verdict: same, possible or different. A person merges, never the program."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from dossier.actors.given_names import given_names, spelling_key
from dossier.actors.organisation_words import concept_of
from dossier.text.normalize import fold, script_of, without_article
from dossier.text.transliterate import CONFLICT, Sound, cost_of, skeleton, sounds, vowel_cost

AliasLookup = Callable[[str], frozenset[str]]
"""Keys of the known actors that bear a name (folded)."""

LONGEST = 200
"""Code points of a name that are compared."""
MOST_TOKENS = 12
SAME_TOKEN = 0.86
"""Likeness of two tokens from which they are one name: a vowel may differ where scripts leave it out."""
LIKE_TOKEN = 0.72
"""Likeness from which they may be."""


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


_PARTICLES = frozenset(
    "al el ul il as ash ar an ad at az adh ath am es er ez ed en et bin ibn ben ould walad bint wal wel in on at في من على الى و min בן בת of the de van von der da and wa w for fi ال بن ابن بنت ولد".split()
)
_TITLES = frozenset(
    "sheikh shaikh shaykh sheik mullah mulla maulana mawlawi maulvi ayatollah hojatoleslam sayyid sayyed sayed seyyed syed imam hajj haj haji hajji dr doctor prof professor "
    "general gen major maj brigadier brig colonel col lieutenant lt captain capt commander marshal field president prime minister king prince princess emir amir caliph calif mr mrs ms sir lord "
    "الشيخ شيخ السيد سيد الدكتور دكتور الرئيس اللواء العميد الفريق العقيد الامام الحاج الملا ملا مولوي الامير الملك".split()
)  # fmt: skip
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8"}

_WEIGHTLESS = frozenset({"group", "movement", "forces"})
_COUNTRIES = frozenset(
    "syrian iraqi palestinian lebanese iranian yemeni libyan turkish israeli russian american egyptian jordanian saudi sudanese afghan pakistani kurdish chinese french british german indian algerian tunisian".split()
)
_ALSO_PERSONS = _COUNTRIES | {"houthi", "jihad", "islam", "victory", "martyrs"}
"""Concepts that are parts of persons' names too."""
_BRIGADES = frozenset({"brigades", "brigade", "companies", "battalion"})
"""What English calls brigades: kataib, liwa and saraya, which are three things in Arabic."""
_OFTEN_LEFT_OUT = _COUNTRIES | {
    "mujahideen",
    "news",
    "guard",
    "islamic",
    "affairs",
    "kingdom",
    "republic",
    "arab",
}
_EZAFE = frozenset("e i ye yi ul ur ud us ush ut uth uz un".split())
"""Little words between Persian, Urdu and Arabic nouns, written small: Jaish-e-Mohammed, Fazl-ur-Rehman."""
"""Words that may be left out of an organisation's name."""
_GENERATION = frozenset("jr sr junior senior 2 3 4".split())

_PREFIXED = (
    (re.compile(r"^(abd|abdh|abed|عبد)(?:[uaeoi]l|[uaeo][rstdnz](?=[rstdnz])|ال)?[-\s]?(?=.{3,})"), "abd"),
    (re.compile(r"^(?:abu|abou|abo|aboo|ابو|ابي|ابا|abi)$"), "abu"),
)
_GOD = re.compile(r"^(.{2,}?)(?:[uoae]?l?l[aeo]h?|الله|لله)$")


@dataclass(frozen=True)
class _Token:
    text: str
    concept: str | None
    sounds: tuple[Sound, ...]
    first: str
    number: str | None = None


@lru_cache(maxsize=32768)
def _tokens(name: str) -> tuple[_Token, ...]:
    """The telling parts of a name, in order, without titles, articles and "son of"."""
    name = re.sub(r"(?<=\w)[-‐‑–](?=\w)", " ", name)
    # Fazlur Rahman, Saiful Islam: the article clings to the word before it.
    name = re.sub(r"(?i)\b(\w{4,})ul(?=[\s-]+\w{3})", r"\1", name)
    name = re.sub(r"(?i)\b(\w{3,})u([rdszn])(?=[\s-]+\2)", r"\1", name)
    raw: list[str] = []
    for word in re.findall(r"[\w'’‘ʿʾʼ`]+(?:\u200c\w+)*", name):
        folded = re.sub(r"[^\w]", "", fold(word))
        if not folded:
            continue
        bare = without_article(folded)
        # Titles stand in front: Abd al-Malik is no king, Haji in Haji Zadeh no pilgrim.
        if not raw and (folded in _TITLES or bare in _TITLES):
            continue
        if folded in _PARTICLES or word in _EZAFE:
            continue
        raw += _split(bare if script_of(folded) == "Arab" else word, bare)
    found = []
    for word in raw[:MOST_TOKENS]:
        folded = without_article(re.sub(r"[^\w]", "", fold(word)))
        folded = _ROMAN.get(folded, folded)
        digits = re.sub(r"\D", "", folded)
        shape, first = sounds(word)
        found.append(_Token(folded, concept_of(folded), shape, first, digits or None))
    if not found:
        folded = re.sub(r"[^\w]", "", fold(name))
        if folded:
            shape, first = sounds(folded)
            found.append(_Token(folded, concept_of(folded), shape, first))
    return tuple(found)


def _split(word: str, bare: str) -> list[str]:
    """Compound names apart: Abdulrahman, Nasrallah, Hezbollah, نصرالله."""
    if bare in {"abdallah", "abdullah", "abdollah", "abdulla", "abdalla", "عبدالله"}:
        return ["abd", "allah"]
    match = _PREFIXED[0][0].match(bare)
    if (
        match
        and len(bare) > len(match[0])
        and (script_of(bare) == "Arab" or bare[:5] not in {"abdi", "abded"})
    ):
        rest = bare[match.end() :]
        if len(match[0]) > 3 or script_of(bare) == "Arab":
            return ["abd", *_split(rest, rest)]
    if bare == "abd" or re.fullmatch(r"abd[aeu]l|abed|عبد", bare):
        return ["abd"]
    if re.fullmatch(r"ab(?:u|ou)b[ae]?[ck]+[ae]?r|ابوبكر", bare):
        return ["abu", "bakr"]
    if _PREFIXED[1][0].match(bare):
        return ["abu"]
    if bare not in {"allah", "الله", "mullah", "fatah"} and (
        bare.endswith(("ullah", "allah", "ollah", "olah", "ulla", "alla"))
        or (bare.endswith("الله") and len(bare) > 5)
    ):
        stem = re.sub(r"(?:[uoa]ll?ah?|الله)$", "", bare)
        if len(stem) >= 3 or (len(stem) == 2 and script_of(stem) == "Arab"):
            return [stem, "allah"]
    faith = re.match(r"^(.{3,}?)(?:[aeou]?d?[-']?d[iy]n[e]?|[aeou]ddeen|الدين)$", bare)
    if (
        faith
        and bare[-3:] not in {"adin"}
        and (bare.endswith("الدين") or re.search(r"[aeou](?:dd?|ld)(?:in|ine|een|yn)$", bare))
    ):
        return [faith[1], "din"]
    if bare in {"الله", "لله", "allah", "اله", "god"}:
        return ["allah"]
    if bare in {"ullah", "ollah"}:
        return ["allah"]
    if re.fullmatch(r"ab(?:u|ou|o)l", bare):
        return ["abu"]
    father = re.match(r"^(?:ab(?:u|ou|o)l|ابوال)(?=\w{3})", bare)
    if father:
        return ["abu", bare[father.end() :]]
    return [word]


def _likeness(one: _Token, other: _Token) -> float:
    """0 to 1: consonants by class, vowels where both sides write them."""
    if one.text == other.text:
        return 1.0
    if one.number or other.number:
        return (
            1.0
            if one.number == other.number and re.sub(r"\d", "", one.text) == re.sub(r"\d", "", other.text)
            else 0.0
        )
    if one.concept and one.concept == other.concept:
        return 1.0
    if one.concept and other.concept:
        both = {one.concept, other.concept}
        loose = (both <= _BRIGADES and {one.text, other.text} & {"brigades", "brigade"}) or (
            both == {"forces", "corps"} and {one.text, other.text} & {"force", "corps"}
        )
        return 0.95 if loose and script_of(one.text) != script_of(other.text) else 0.0
    mine, theirs = given_names(one.text), given_names(other.text)
    if mine and theirs:
        if not mine & theirs:
            return 0.3
        across = script_of(one.text) != script_of(other.text)
        alike = mine == theirs or spelling_key(one.text) == spelling_key(other.text)
        return 0.97 if alike or across else SAME_TOKEN - 0.01
    left, right = one.sounds, other.sounds
    if not left or not right:
        return 0.0
    if "allah" in {one.text, other.text}:
        return 0.0
    cost, conflict = _aligned_cost(left, right)
    # A first alef carries any vowel.
    carried = any(
        shape[0].sure is False and token.first == "a" for shape, token in ((left, one), (right, other))
    )
    if one.first != other.first and not (carried and one.first and other.first):
        sure = left[0].sure and right[0].sure
        if one.first and other.first:
            gap = vowel_cost(Sound("", one.first, sure), Sound("", other.first, sure))
            cost, conflict = cost + gap, conflict or gap >= CONFLICT
        elif sure:
            cost += 0.25
        elif "a" in {one.first, other.first}:
            cost += 0.1
    score = max(0.0, 1.0 - cost / max(2.0, (len(left) + len(right)) / 2))
    # A vowel that contradicts the other spelling: alike, but never the same by itself.
    return min(score, SAME_TOKEN - 0.01) if conflict else score


def _aligned_cost(left: tuple[Sound, ...], right: tuple[Sound, ...]) -> tuple[float, bool]:
    left, right = left[:39], right[:39]
    rows, columns = len(left) + 1, len(right) + 1
    table = [[(0.0, False)] * columns for _ in range(rows)]
    for row in range(1, rows):
        table[row][0] = table[row - 1][0][0] + _missing(left, row - 1), False
    for column in range(1, columns):
        table[0][column] = table[0][column - 1][0] + _missing(right, column - 1), False
    for row in range(1, rows):
        for column in range(1, columns):
            one, other = left[row - 1], right[column - 1]
            vowel = vowel_cost(one, other, last=row == rows - 1 and column == columns - 1)
            before = table[row - 1][column - 1]
            swap = before[0] + cost_of(one.consonant, other.consonant) + vowel, before[1] or vowel >= CONFLICT
            drop = table[row - 1][column][0] + _missing(left, row - 1), table[row - 1][column][1]
            add = table[row][column - 1][0] + _missing(right, column - 1), table[row][column - 1][1]
            table[row][column] = min(swap, drop, add)
    return table[-1][-1]


def _missing(row: tuple[Sound, ...], place: int) -> float:
    """The price of a consonant that the other spelling lacks: little for those that come and go."""
    sound = row[place]
    last = place == len(row) - 1
    if sound.consonant in "wy":
        return 0.9 if last and sound.sure and sound.vowel else 0.3  # Niger is not Nigeria
    if sound.consonant == "h":
        return 0.3 if last and not sound.vowel else 0.6
    return 1.0


def compare_names(a: str, b: str, aliases: AliasLookup | None = None) -> NameMatch:
    """Compare two names. Symmetric; never raises; `aliases` (curated knowledge) decides first."""
    a, b = a[:LONGEST], b[:LONGEST]
    if aliases is not None:
        known = _by_aliases(a, b, aliases)
        if known is not None:
            return known
    left, right = _tokens(a), _tokens(b)
    if not left or not right:
        return _match(a, b, 0.0, NameVerdict.DIFFERENT, "One of the names has no letters.")
    if [token.text for token in left] == [token.text for token in right]:
        return _match(
            a, b, 1.0, NameVerdict.SAME, "Both are the same name but for signs, case, articles and titles."
        )
    acronym = _acronym(a, b, left, right)
    if acronym is not None:
        return acronym
    return _compare_tokens(a, b, left, right)


def _by_aliases(a: str, b: str, aliases: AliasLookup) -> NameMatch | None:
    one, other = aliases(fold(a)), aliases(fold(b))
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
    if one and other:
        return _match(a, b, 0.05, NameVerdict.DIFFERENT, "They are known names of different actors.")
    return None


def _acronym(a: str, b: str, left: tuple[_Token, ...], right: tuple[_Token, ...]) -> NameMatch | None:
    """HTS and Hayat Tahrir al-Sham: initials of the words, the article counted or not."""
    for short, long, letters in ((a, b, left), (b, a, right)):
        compact = re.sub(r"[^A-Za-z]", "", short)
        if not (
            len(letters) == 1 and 2 <= len(compact) <= 8 and compact.isupper() and " " not in short.strip()
        ):
            continue
        words = re.findall(r"[A-Za-z][\w'’]*", long)
        if len(words) < 2 or script_of(long) != "Latn":
            continue
        wanted = compact.lower()
        every = "".join(word[0] for word in words).lower()
        telling = "".join(word[0] for word in words if word.lower() not in _PARTICLES).lower()
        housed = "".join(
            word[0] for word in words if word.lower() not in _PARTICLES or word.lower() == "al"
        ).lower()
        bare = "".join(word[0] for word in words if word.lower() not in {"in", "on", *_PARTICLES}).lower()
        if wanted in {every, telling, housed, bare, f"a{bare}"}:
            return _match(a, b, 0.82, NameVerdict.POSSIBLE, f"{compact} are the initials of the longer name.")
        if script_of(long) == "Latn" and compact.lower() not in fold(long).split():
            return _match(
                a, b, 0.1, NameVerdict.DIFFERENT, f"{compact} are not the initials of the other name."
            )
    upper = [re.sub(r"[^A-Za-z]", "", name) for name in (a, b)]
    if (
        all(1 < len(name) <= 6 and name.isupper() for name in upper)
        and upper[0] != upper[1]
        and len(left) == len(right) == 1
    ):
        return _match(a, b, 0.1, NameVerdict.DIFFERENT, "The acronyms differ in a letter.")
    return None


def _compare_tokens(a: str, b: str, left: tuple[_Token, ...], right: tuple[_Token, ...]) -> NameMatch:
    left, right = _joined(left, right), _joined(right, left)
    short, long = (left, right) if len(left) <= len(right) else (right, left)
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
        score = round(min(weakest, 0.6) * 0.8, 4)
        return _match(
            a, b, score, NameVerdict.DIFFERENT, f"“{worst[0]}” and “{worst[1]}” are different names."
        )
    telling = [token for token in extra if token.concept not in _WEIGHTLESS]
    if any(token.text in _GENERATION for token in extra):
        return _match(
            a, b, 0.3, NameVerdict.DIFFERENT, "Only one of them is the younger (or elder) of that name."
        )
    if organisation and telling and all(token.concept in _OFTEN_LEFT_OUT for token in telling):
        words = ", ".join(token.text for token in telling)
        return _match(
            a, b, 0.7 * average, NameVerdict.POSSIBLE, f"All agrees but “{words}”, which is often left out."
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
    translated = any(short[row].concept and short[row].text != long[column].text for row, column, _ in pairs)
    if not in_order and not organisation and (_has_son(a) or _has_son(b) or _all_given(short)):
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
    if weakest >= SAME_TOKEN and _is_enough(short):
        return _match(a, b, 0.85 + 0.15 * average, NameVerdict.SAME, *reasons)
    return _match(
        a,
        b,
        0.85 * average,
        NameVerdict.POSSIBLE,
        f"“{worst[0]}” and “{worst[1]}” may be spellings of one name.",
    )


def _joined(tokens: tuple[_Token, ...], others: tuple[_Token, ...]) -> tuple[_Token, ...]:
    """Two words made one where the other name writes them as one: Fakhri Zadeh and Fakhrizadeh."""
    for place in range(len(tokens) - 1):
        text = tokens[place].text + tokens[place + 1].text
        shape, first = sounds(text)
        whole = _Token(text, concept_of(text), shape, first)
        apart = {tokens[place].text, tokens[place + 1].text} & {"abu", "abd", "allah", "din", "umm"}
        if (
            not apart
            and not re.search(r"\d", text)
            and len(text) > 6
            and any(len(other.text) > 6 and _likeness(whole, other) >= SAME_TOKEN for other in others)
        ):
            return (*tokens[:place], whole, *tokens[place + 2 :])
    return tokens


def _has_son(name: str) -> bool:
    return bool(re.search(r"\b(?:bin|ibn|ben|bint|بن|ابن|بنت)\b", fold(name)))


def _all_given(tokens: tuple[_Token, ...]) -> bool:
    return all(given_names(token.text) for token in tokens)


def _is_enough(tokens: tuple[_Token, ...]) -> bool:
    """A single short name may be anybody's: Ali and Aly are alike and tell little."""
    return len(tokens) > 1 or len(tokens[0].sounds) >= 2 or len(tokens[0].text) >= 4


def _part_of(
    a: str,
    b: str,
    short: tuple[_Token, ...],
    long: tuple[_Token, ...],
    pairs: list[tuple[int, int, float]],
    average: float,
    extra: list[_Token],
) -> NameMatch:
    """One name is part of the other: a surname alone, a left-out father's name, a kunya."""
    names = [token for token in short if token.text not in {"abu", "abd", "allah", "umm"}]
    words = ", ".join(token.text for token in extra)
    columns = [column for _, column, _ in pairs]
    ends_agree = 0 in columns and len(long) - 1 in columns
    kunya = short[0].text == "abu" or long[0].text == "abu"
    child = len(names) >= 2 and columns == list(range(1, len(long))) and len(short) == len(long) - 1 >= 2
    if child and given_names(long[0].text) - {"محمد"} and given_names(short[0].text):
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


def _assign(short: tuple[_Token, ...], long: tuple[_Token, ...]) -> list[tuple[int, int, float]]:
    """Each token of the shorter name with one of the longer, so that all fit as well as they can."""
    table = [[_likeness(one, other) for other in long] for one in short]
    if len(short) <= 4 and len(long) <= 6:
        best = max(
            itertools.permutations(range(len(long)), len(short)),
            key=lambda columns: (
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
    keys = {token.concept or skeleton(token.text) for token in _tokens(name[:LONGEST])}
    compact = re.sub(r"[^A-Za-z]", "", name)
    if 2 <= len(compact) <= 8 and compact.isupper():
        keys.add(f"={compact.lower()}")
    words = re.findall(r"[A-Za-z]\w*", name)
    if len(words) > 1:
        keys.add("=" + "".join(word[0] for word in words if word.lower() not in _PARTICLES).lower())
    return frozenset(keys)
