"""How alike two words of names are: consonants by class, vowels where both sides write them, meanings."""

from __future__ import annotations

import re
from functools import lru_cache

from dossier.actors.given_names import given_names, spelling_key, usual_name
from dossier.actors.name_tokens import NameToken, script_of_word
from dossier.actors.organisation_words import arabic_words, is_usual, language_of, near_in_translation
from dossier.text.transliterate import CONFLICT, Sound, cost_of, skeleton, sounds, vowel_cost

SAME_TOKEN = 0.86
"""Likeness of two tokens from which they are one name: a vowel may differ where scripts leave it out."""
LIKE_TOKEN = 0.72
"""Likeness from which they may be."""


_BRIGADES = frozenset({"brigades", "brigade", "companies", "battalion"})
"""What English calls brigades: kataib, liwa and saraya, which are three things in Arabic."""
_TRANSLATED_AS_EITHER = tuple(
    frozenset(pair.split("/"))
    for pair in (
        "unity/monotheism group/movement movement/current national/nationalist soldiers/soldiery maghreb/moroccan labour/action authority/body "
        "committee/body commission/body commission/committee authority/administration directorate/administration assembly/gathering assembly/league union/federation "
        "union/unity council/assembly council/parliament command/leadership general/public service/agency service/body bloc/coalition gathering/bloc guard/guardians sons/children "
        "levant/syrian brigade/regiment battalion/regiment state/nation foundation/institution supreme/great soldiers/army revolutionary/revolutionaries special/elite "
        "fighters/mujahideen international/world federation/federal monitor/observatory house/family office/department movement/organization front/party combat/struggle national/homeland society/assembly society/community organisation/group organization/body rally/gathering democracy/democratic transition/temporary islamic/muslim ministry/department navy/maritime twig/branch victory/triumph unification/monotheism unity/unification unification/unity response/reaction courts/tribunal liberal/freedom gathering/union institution/institute assembly/body group/service organisation/service strong/forces union/assembly committee/council centre/institute republic/republican officer/officers free/freedom umma/nation watan/nation watan/homeland people/popular patriotic/national"
    ).split()
)
"""توحيد, جماعة, تيار, قومي, جند and the like have two usual translations: such names are possible, not the same."""


@lru_cache(maxsize=262144)
def likeness(one: NameToken, other: NameToken) -> float:
    """0 to 1: consonants by class, vowels where both sides write them."""
    if one.text == other.text:
        return 1.0
    if (one.number and other.number) or re.search(r"\d", one.text + other.text):
        return 1.0 if one.number == other.number and one.besides_number == other.besides_number else 0.0
    if one.concept and one.concept == other.concept:
        # Two words of one language for one thing (حسم, حزم) make two names.
        usual = is_usual(one.text, one.concept) and is_usual(other.text, other.concept)
        return 1.0 if usual and _one_word(one, other) else SAME_TOKEN - 0.01
    if one.concept and other.concept:
        both = {one.concept, other.concept}
        if both in _TRANSLATED_AS_EITHER:
            return SAME_TOKEN - 0.01
        if near_in_translation(one.concept, other.concept) and (
            language_of(one.text) != language_of(other.text)
        ):
            return SAME_TOKEN - 0.01
        loose = (
            both <= _BRIGADES and {one.text, other.text} & {"brigades", "brigade", "battalion", "battalions"}
        ) or (both == {"forces", "corps"} and {one.text, other.text} & {"force", "corps"})
        across = script_of_word(one.text) != script_of_word(other.text)
        if loose and {one.text, other.text} != {"brigades", "brigade"}:
            return 0.95 if across else SAME_TOKEN - 0.01
        if not across:
            return 0.0
        # An English word written in Arabic letters may look like another word: Mali, ديلي.
        return min(sounds_alike((one.sounds, one.first), (other.sounds, other.first))[0], SAME_TOKEN - 0.01)
    if "allah" in {one.text, other.text}:
        return 0.0
    if heard := _heard(one, other):
        return heard
    if _ending_unsupported(one, other) or _ending_unsupported(other, one):
        return min(_without_meaning(one, other), SAME_TOKEN - 0.01)
    return _without_meaning(one, other)


def _without_meaning(one: NameToken, other: NameToken) -> float:
    """How alike two words are that are names, or of which only one has a meaning."""
    mine, theirs = given_names(one.text), given_names(other.text)
    if mine and theirs:
        if not mine & theirs:
            # Papers double a letter or not: Hamad and Hammad are two names, and one man's.
            doubled = spelling_key(one.text) == spelling_key(other.text)
            return SAME_TOKEN - 0.01 if doubled else 0.3
        if script_of_word(one.text) != script_of_word(other.text):
            return 0.97 if usual_name(one.text) == usual_name(other.text) else SAME_TOKEN - 0.01
        alike = mine == theirs or spelling_key(one.text) == spelling_key(other.text)
        return 0.97 if alike else SAME_TOKEN - 0.01
    left, right = one.sounds, other.sounds
    if not left or not right:
        return 0.0
    if one.text + "ه" == other.text or other.text + "ه" == one.text:
        return SAME_TOKEN - 0.01  # عبيد and عبيدة
    score, conflict = sounds_alike((left, one.first), (right, other.first))
    if score < SAME_TOKEN:
        further = [
            sounds_alike(mine, theirs)[0]
            for mine in ((left, one.first), *one.readings)
            for theirs in ((right, other.first), *other.readings)
        ]
        score = max(score, min(max(further), SAME_TOKEN - 0.01))
    if _vowels_unsupported(one, other) or _vowels_unsupported(other, one):
        conflict = True
    if _feminine_unsupported(one, other) or _feminine_unsupported(other, one):
        conflict = True
    # A vowel that contradicts the other spelling: alike, but never the same by itself.
    return min(score, SAME_TOKEN - 0.01) if conflict else score


def _heard(one: NameToken, other: NameToken) -> float | None:
    """Whether a Latin word without a meaning sounds like an Arabic word that means the other: Sharqiya, east."""
    for unknown, known in ((one, other), (other, one)):
        if (
            unknown.concept is None
            and known.concept
            and unknown.text.isascii()
            and script_of_word(unknown.text) == script_of_word(known.text) == "Latn"
            and len(unknown.text) > 3
            and any(
                concept == known.concept or near_in_translation(concept, known.concept)
                for concept in heard_meanings(unknown.text)
            )
        ):
            return SAME_TOKEN - 0.01
    return None


@lru_cache(maxsize=16384)
def heard_meanings(word: str) -> frozenset[str]:
    """What the Arabic words mean that a Latin word may write: عمل (labour) and أمل (hope) for Amal."""
    found = set()
    for form in {word, word[:-1] if word.endswith("at") else word}:  # rabitat is rabita
        for meant, concept in _arabic_by_skeleton().get(skeleton(form), ()):
            score, conflict = sounds_alike(sounds(form), sounds(meant))
            if score >= 0.9 and not conflict:
                found.add(concept)
    return frozenset(found)


@lru_cache(maxsize=1)
def _arabic_by_skeleton() -> dict[str, list[tuple[str, str]]]:
    index: dict[str, list[tuple[str, str]]] = {}
    for word, concept in arabic_words():
        for form in (word, word + "ه"):
            index.setdefault(skeleton(form), []).append((form, concept))
    return index


def _one_word(one: NameToken, other: NameToken) -> bool:
    """Whether Arabic words of one meaning are forms of one word; Latin letters also write Arabic words."""
    if language_of(one.text) != language_of(other.text) or script_of_word(one.text) != "Arab":
        return True
    return one.text[:2] == other.text[:2]


def _ending_unsupported(latin: NameToken, arabic: NameToken) -> bool:
    """Whether a Latin -a or -eh has no letter in Arabic (Saadeh is not سعد), or aa may be of two families.

    Those are السعدي and الساعدي, both al-Saadi: neither is the same by its letters.
    """
    if script_of_word(latin.text) != "Latn" or script_of_word(arabic.text) != "Arab":
        return False
    if re.search("[^aeiou](?:a|ah|eh)$", latin.text) and not re.search("[اهيءعحئوىہۀێەے]$", arabic.text):
        return True
    return "aa" in latin.text and bool(re.match("^.ا?ع..?ي$", arabic.text))


def _feminine_unsupported(latin: NameToken, arabic: NameToken) -> bool:
    """Whether an Arabic word ends in ة and the Latin one in nothing that writes it: Al-Rai is not الراية."""
    return (
        script_of_word(latin.text) == "Latn"
        and script_of_word(arabic.text) == "Arab"
        and arabic.text.endswith("ه")
        and not latin.text.endswith(("a", "e", "h", "t", "o", "eh"))
    )


def _vowels_unsupported(latin: NameToken, arabic: NameToken) -> bool:
    """Whether a short Arabic word shows none of the vowels that Latin letters give it: Aqil is hardly عقل."""
    if script_of_word(latin.text) != "Latn" or script_of_word(arabic.text) != "Arab":
        return False
    vowels = [sound.vowel for sound in latin.sounds], [sound.vowel for sound in arabic.sounds]
    if vowels in ((["a", "e", ""], ["", "i", ""]), (["a", "e", ""], ["", "", ""])):
        return True  # Zaher is زاهر, not زهير; Jaber is جابر, not جبر
    if vowels == (["a", "u", ""], ["", "u", ""]):
        return True  # Baroud is rather بارود than برود
    if vowels == (["a", "a", "i"], ["a", "", "i"]):
        return True  # Jabari is not جابري
    if len(arabic.text) > 4 or re.search("[اوي]", arabic.text[1:-1]):
        return False
    return bool({"i", "u"} & {sound.vowel for sound in latin.sounds[:-1]})


def sounds_alike(
    mine: tuple[tuple[Sound, ...], str],
    theirs: tuple[tuple[Sound, ...], str],
) -> tuple[float, bool]:
    """How alike one reading of each token is, 0 to 1, and whether a vowel contradicts."""
    (left, first), (right, second) = mine, theirs
    if not left or not right:
        return 0.0, False
    cost, conflict = _aligned_cost(left, right)
    # A first alef carries any vowel.
    carried = any(
        shape[0].sure is False and vowel == "a" for shape, vowel in ((left, first), (right, second))
    )
    if (
        first != second
        and first
        and second
        and max(len(left), len(right)) < 3
        and left[0].sure is right[0].sure
    ):
        conflict = True  # Aden is not Eden
    if first != second and not (carried and first and second):
        sure = left[0].sure and right[0].sure
        if first and second:
            gap = vowel_cost(Sound("", first, sure), Sound("", second, sure))
            cost, conflict = cost + gap, conflict or gap >= CONFLICT
        elif sure:
            cost += 0.25
        elif "a" in {first, second}:
            cost += 0.1
    return max(0.0, 1.0 - cost / max(2.0, (len(left) + len(right)) / 2)), conflict


def _aligned_cost(left: tuple[Sound, ...], right: tuple[Sound, ...]) -> tuple[float, bool]:
    left, right = left[:39], right[:39]
    rows, columns = len(left) + 1, len(right) + 1
    # In a short word of one script b for v tells two names apart: Marib, Maariv.
    limit = CONFLICT if max(rows, columns) > 4 or left[0].sure is not right[0].sure else 0.25
    # Two consonants tell little: Tibi and Taybeh.
    vowels_limit = 0.12 if max(rows, columns) <= 3 and left[0].sure and right[0].sure else CONFLICT
    drops = [_missing(left, place) for place in range(len(left))]
    adds = [_missing(right, place) for place in range(len(right))]
    above = [(0.0, False)]
    for price in adds:
        above.append((above[-1][0] + price, False))
    for row in range(1, rows):
        one, drop = left[row - 1], drops[row - 1]
        line = [(above[0][0] + drop, False)]
        for column in range(1, columns):
            other = right[column - 1]
            before, over, beside = above[column - 1], above[column], line[column - 1]
            apart = cost_of(one.consonant, other.consonant)
            vowel = (
                0.0
                if one.vowel == other.vowel
                else vowel_cost(one, other, last=row == rows - 1 and column == columns - 1)
            )
            swap = before[0] + apart + vowel, before[1] or vowel >= vowels_limit or apart >= limit
            line.append(min(swap, (over[0] + drop, over[1]), (beside[0] + adds[column - 1], beside[1])))
        above = line
    return above[-1]


def _missing(row: tuple[Sound, ...], place: int) -> float:
    """The price of a consonant that the other spelling lacks: little for those that come and go."""
    sound = row[place]
    last = place == len(row) - 1
    if sound.consonant in "wy":
        if last and sound.vowel == "e":
            return 0.5  # Diriye, Diri
        return 0.9 if last and sound.vowel else 0.3  # Niger is not Nigeria
    if sound.consonant == "h":
        return 0.3 if last and not sound.vowel else 0.6
    return 1.0
