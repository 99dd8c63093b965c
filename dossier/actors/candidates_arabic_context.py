"""Propose Arabic names that only their surroundings show: quoted outlets, teams in a row, foreign speakers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from dossier.actors.arabic_foreign import BEARERS, follows, may_be_foreign, sounds_foreign
from dossier.actors.arabic_text import keys_of
from dossier.actors.evidence import Document
from dossier.actors.proposals import Proposal
from dossier.actors.words import Words, is_arabic
from dossier.actors.words_arabic import (
    BYLINE_OUTLETS,
    COMMON,
    FOREIGN_GIVEN_NAMES,
    GIVEN_NAMES,
    NATIONALITIES,
    ORGANISATION_HEADS,
    SPEECH,
    TITLES,
)
from dossier.domain.actors import ActorRole

_TOLD = keys_of(
    "قال قالت أكد أكدت أوضح أوضحت أضاف أضافت صرح صرحت كشف كشفت ذكر ذكرت أفاد أفادت تصريح تصريحات حديث حديثه خاص خاصة نشرته "
    "مؤكدا مؤكدة موضحا موضحة مشيرا مشيرة مضيفا قائلا قائلة لافتا مبينا تصريحه مصادر مصدر علمت ذكره ذكرته وفقا بين بينت أشار أشارت شرح روى تحدث تحدثت نقلت نشرت"
)
_THINKS = keys_of(
    "قاله قالته يعتقد تعتقد يرى ترى وصف وصفت يدعى تدعى اسمه اسمها حياته صديقتها صديقه زوجته زوجها البطولة"
)
"""Other words after which a name may stand."""
_AFTER_NAME = re.compile(r"^\s*[،,:«\"“(]")
_LINE = re.compile(r"[-–—ـ/]")
_LETTER = "(?:اي|إي|ايه|إيه|بي|سي|دي|اف|إف|جي|اتش|إتش|كي|ال|إل|ام|إم|ان|إن|او|أو|كيو|ار|آر|اس|إس|تي|يو|في|دبليو|اكس|إكس)"
_SPELLED = re.compile(rf"(?<!\w){_LETTER}(?:\s?\.\s?{_LETTER}){{2,4}}(?!\w)")
_INITIALS = re.compile(r"(?<=[(«\"])[أ-ي]\s?[.\s]\s?[أ-ي]\s?[.\s]\s?[أ-ي](?=\.?[)»\"])")
"""(د.ب.أ), (أ ف ب): the initials of an agency."""
_OF_PEOPLE = NATIONALITIES - keys_of("المركزي المركزية الاتحادي الاتحادية الفيدرالي المالي المالية العربية")
"""Nationalities that a person may have."""
_LEADS_ON = keys_of(
    "وهو وهي الذي التي بطل بطلة لاعب نجم مهاجم حارس صاحب صاحبة زعيم مؤسس رئيس قائد مدير والد والدة"
)
_OPEN = '«"“('
_CLOSE = '»"”)'


_TELLS, _SPEAKS, _NAMES, _NATIONAL = 1, 2, 4, 8


@lru_cache(maxsize=1 << 16)
def _may_lead(key: str) -> int:
    """Which rules apply beside a word, from the word alone."""
    if not is_arabic(key):
        return 0
    plain = key[1:] if key[0] in "وف" and len(key) > 3 else key
    return (
        (plain in _TOLD) * _TELLS
        + (plain in SPEECH or plain in _THINKS) * _SPEAKS
        + (key in GIVEN_NAMES) * _NAMES
        + (key in _OF_PEOPLE) * _NATIONAL
    )


def context_proposals(
    document: Document, barriers: frozenset[int], states: Mapping[int, bool]
) -> Iterator[Proposal]:
    """Proposals from what stands around a name. `barriers` and `states` are words of known actors and states."""
    words = document.words
    yield from _byline_outlet(words, barriers)
    yield from _spelled_letters(words, barriers)
    for index, may in enumerate(map(_may_lead, words.keys)):
        if not may or index in barriers:
            continue
        key = words.keys[index]
        if may & _NATIONAL:
            yield from _countryman(words, index + 1, barriers, states)
        if may & _TELLS:
            yield from _quoted_outlet(words, index, barriers)
        if may & _SPEAKS:
            yield from _speaker(words, index + 1, barriers, states)
            yield from _spoken_of(words, index + 1, barriers, states)
        if (
            may & _NAMES
            and index + 2 < len(words)
            and follows(words, index + 1)
            and may_be_foreign(words, index, barriers, states)
        ):
            if key in FOREIGN_GIVEN_NAMES or sounds_foreign(words.keys[index + 1]):
                yield from _listed(words, index + 2, barriers, states)
            yield from _with_apposition(words, index, barriers, states)


def _byline_outlet(words: Words, barriers: frozenset[int]) -> Iterator[Proposal]:
    """«سبق – وكالات:», «خلف الدوسري- سبق- وادي الدواسر:»: a newspaper between dashes before the first colon."""
    colon = words.text.find(":", 0, 80)
    dash = _LINE.search(words.text, 0, colon) if colon > 0 else None
    if dash is None or "\n" in words.text[:colon].strip():
        return
    for index in words.within(0, colon):
        if words.keys[index] not in BYLINE_OUTLETS or index in barriers:
            continue
        apart = index == 0 or _LINE.search(words.gap(index))
        if apart and (_LINE.search(words.tail(index)) or words.starts[index + 1 : index + 2] > [colon]):
            yield Proposal(index, index, ActorRole.MEDIA_OUTLET, 0.7, "a newspaper in the byline")


def _spelled_letters(words: Words, barriers: frozenset[int]) -> Iterator[Proposal]:
    """بي.بي.سي, تلفزيون «ان بي سي»: the letters of a foreign broadcaster, with full stops between."""
    for match in (*_SPELLED.finditer(words.text), *_INITIALS.finditer(words.text)):
        inside = words.within(match.start(), match.end())
        if inside and barriers.isdisjoint(inside):
            yield Proposal(inside[0], inside[-1], ActorRole.MEDIA_OUTLET, 0.7, "the letters of its name")


def _quoted_outlet(words: Words, index: int, barriers: frozenset[int]) -> Iterator[Proposal]:
    """«وقال لـ"الوطن"», «تصريح خاص بـ«عكاظ»»: within eight words after a verb of speech, ل or ب and quotation marks."""
    for place in range(index + 1, min(index + 16, len(words))):
        gap = words.gap(place)
        if any(char in ".؛:\n" for char in gap):
            return
        if (words.keys[place] == "ل" or (words.keys[place] == "ب" and place < index + 9)) and place + 1 < len(
            words
        ):
            opened = words.gap(place + 1).strip(" ـ")
            newspaper = opened[:1] == "(" and words.keys[place + 1] in BYLINE_OUTLETS
            if not opened or not (opened[0] in _OPEN[:3] or newspaper):
                continue
            if newspaper and words.tail(place + 1).strip()[:1] == ")":
                yield Proposal(
                    place + 1, place + 1, ActorRole.MEDIA_OUTLET, 0.7, "what it was told is quoted"
                )
                return
            last = place + 1
            while last - place < 3 and not _closes(words, last) and last + 1 < len(words):
                last += 1
            inside = set(range(place + 1, last + 1))
            if _closes(words, last) and inside.isdisjoint(barriers):
                yield Proposal(place + 1, last, ActorRole.MEDIA_OUTLET, 0.7, "what it was told is quoted")
            return


def _closes(words: Words, index: int) -> bool:
    return words.tail(index).strip(" ")[:1] in _CLOSE[:3] and bool(words.tail(index).strip())


def _speaker(
    words: Words, index: int, barriers: frozenset[int], states: Mapping[int, bool]
) -> Iterator[Proposal]:
    """وقال ماثيو تيرنر المحلل: two bare words after a verb of speech, with who that is or what was said behind."""
    if not (follows(words, index) and may_be_foreign(words, index, barriers, states)):
        return
    if words.keys[index] in BEARERS or not follows(words, index + 1):
        return
    known = (
        words.keys[index] in GIVEN_NAMES - TITLES and words.keys[index + 1] not in SPEECH | TITLES | COMMON
    )
    free = index + 1 not in barriers and index + 1 not in states
    if not (may_be_foreign(words, index + 1, barriers, states) or (known and free)):
        return
    following = words.keys[index + 2] if index + 2 < len(words) else ""
    explained = (
        bool(_AFTER_NAME.match(words.tail(index + 1))) or following in _LEADS_ON or following in TITLES
    )
    again = len(words.places[words.keys[index + 1]]) > 2 and sounds_foreign(words.keys[index + 1])
    if explained or again or (following.startswith("ال") and follows(words, index + 2)):
        yield Proposal(index, index + 1, ActorRole.PERSON, 0.65, "speaks")


def _spoken_of(
    words: Words, index: int, barriers: frozenset[int], states: Mapping[int, bool]
) -> Iterator[Proposal]:
    """وأثنى فانينج, and before that ميك فانينج: the first place of a foreign surname that is a subject later on."""
    if not follows(words, index) or not may_be_foreign(words, index, barriers, states):
        return
    key = words.keys[index]
    first = words.places[key][0]
    if (
        first < index
        and key not in BEARERS
        and key not in ORGANISATION_HEADS
        and sum(letter in "اوي" for letter in key) >= 2
        and follows(words, first)
        and may_be_foreign(words, first - 1, barriers, states)
        and words.keys[first - 1][0] not in "وفبلك"
        and words.keys[first - 1] not in BEARERS | ORGANISATION_HEADS
    ):
        yield Proposal(first - 1, first, ActorRole.PERSON, 0.6, "speaks further on")


def _countryman(
    words: Words, index: int, barriers: frozenset[int], states: Mapping[int, bool]
) -> Iterator[Proposal]:
    """الغاني سولي مونتاري: two words behind a nationality, of which the letters of the second are foreign."""
    for first in (index, index + 1):  # اللاعب الغاني الدولي سولي مونتاري
        if not follows(words, first) or not follows(words, first + 1):
            return
        if words.keys[first].startswith("ال"):
            continue
        pair = (first, first + 1)
        if not all(may_be_foreign(words, place, barriers, states) for place in pair):
            return
        if all(words.keys[place][-1] == "ا" for place in pair):
            return  # ارتياحا كبيرا
        vowel_end = words.keys[first][-1] == "و" and words.keys[first][-2] not in "اوي"  # لازلو
        if words.keys[first][0] in "وفبلك" and not (vowel_end or words.keys[first] in FOREIGN_GIVEN_NAMES):
            return
        foreign = sounds_foreign(words.keys[first + 1]) or sounds_foreign(words.keys[first])
        if foreign and words.keys[first + 1][0] not in "وبل":
            yield Proposal(first, first + 1, ActorRole.PERSON, 0.6, f"after “{words.surface(first - 1)}”")
            yield from _listed(words, first + 2, barriers, states)
        return


def _listed(
    words: Words, index: int, barriers: frozenset[int], states: Mapping[int, bool]
) -> Iterator[Proposal]:
    """ريتشارد باركلي | وجوش بارسونز ووليام سيمبسون: "and", and two more such words."""
    while (
        follows(words, index)
        and follows(words, index + 1)
        and words.keys[index][0] == "و"
        and len(words.keys[index]) > 3
        and may_be_foreign(words, index, barriers, states)
        and may_be_foreign(words, index + 1, barriers, states)
        and sounds_foreign(words.keys[index + 1])
    ):
        yield Proposal(index, index + 1, ActorRole.PERSON, 0.6, "in a list of persons", letters=1)
        index += 2


def _with_apposition(
    words: Words, index: int, barriers: frozenset[int], states: Mapping[int, bool]
) -> Iterator[Proposal]:
    """ماريا زاخاروفا، المتحدثة باسم: two bare words, a comma and a title; the first is a first name we know."""
    following = words.keys[index + 2]
    if (
        words.keys[index] in GIVEN_NAMES
        and may_be_foreign(words, index + 1, barriers, states)
        and words.gap(index + 2).strip() in {"،", ","}
        and following.startswith("ال")
        and following in TITLES
    ):
        yield Proposal(index, index + 1, ActorRole.PERSON, 0.7, "a first name, and a title behind")
