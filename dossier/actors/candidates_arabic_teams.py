"""Propose Arabic names of clubs, mostly common words, where a text is about a game, and names everybody knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from dossier.actors.arabic_foreign import follows, may_be_foreign
from dossier.actors.arabic_text import keys_of
from dossier.actors.candidates_arabic_known import known_names
from dossier.actors.evidence import Document
from dossier.actors.proposals import Proposal
from dossier.actors.words import Words, is_arabic
from dossier.actors.words_arabic import COMMON, NATIONALITIES, TITLES
from dossier.domain.actors import ActorRole

_TEAMS = keys_of("أندية فرق فريقي ناديي مباراتي منتخبي")
_THE_CLUB = keys_of("النادي والنادي")
_TEAM = keys_of("نادي فريق لنادي لفريق ونادي وفريق بنادي النادي للنادي بالنادي والنادي")
_NO_TEAM = COMMON - keys_of(
    "الاتحاد الوحدة النصر الشباب الهلال الفتح الجزيرة الوطن الوطني الاتفاق"
) | keys_of(
    "الأول الأولى الثاني الثالث الكروي الرياضي الوطني العمل البحث الطبي الأمني القانوني الدفاع التحقيق الخصم الفائز "
    "الفريق النادي المنتخب الغريم الفريقين الناديين المباراة المباريات اللقب البطولة الجماهير الإدارة اللاعبين اللاعب الشوط "
    "الأمس الهلالي الهدف الدوري الكأس المدرب الموسم الصدارة القمة المرمى الحارس الدولي المحترف السوبر النهائي المجموعة الأندية اليوم "
    "الارتكاز الوسط الجناح الخط الرديف القدم الكرة الملعب الإستاد المباراة الناشئين الأولمبي البراعم الضيف المضيف الإنقاذ الفني الآخر الأخرى الكبير الإعلامي الأزرق الأصفر الأحمر الأخضر الأبيض الأسود المنافس الدرجة الأخير الحالي السابق المحلي العريق الكبار المشارك"
)
_GAME = keys_of(
    "مباراة مباريات المباراة المباريات لاعب لاعبي اللاعب اللاعبين لاعبا الدوري كأس بطولة البطولة مدرب المدرب الفريق فريق "
    "فريقه النادي نادي لكرة القدم هدف بهدف هدفين أهداف الكروي الجولة المعسكر معسكره ودية وديته الأندية"
)
_PLAYED = 3
"""Such words make a text one about a game."""
_BEFORE_TEAM = keys_of(
    "نظيره ضيفه مضيفه غريمه فريقه لاعب مدرب مهاجم حارس مدافع صفوف جماهير رصيد أمام بفريق مباراة مباراتي لقاء نظيرتها "
    "لاعبي نجم مرمى إدارة"
)
_COACHES = keys_of("مدرب لاعب لاعبي")
_MATCH = keys_of("مواجهة مباراة لقاء")
_SCORE = re.compile(r"^\s*\(?\d{1,3}\s*[-–/:]\s*\d{1,3}")
_CLUB_ENDS = keys_of("يونايتد سيتي مدريد ميونيخ هوتسبير بيلباو")
"""Second words of foreign clubs' names."""
_CLUBS = keys_of("أندية ناديي")
_WITH = keys_of("مع إلى من ضد على")
_AGAINST = keys_of("x X × ضد")


@lru_cache(maxsize=1 << 16)
def _may_lead(key: str) -> bool:
    """Whether a word, or what follows its first letter, may stand before a club."""
    return any(one in _WITH | _AGAINST | _TEAMS | _TEAM | _BEFORE_TEAM | _MATCH for one in (key, key[1:]))


def team_proposals(
    document: Document, barriers: frozenset[int], states: Mapping[int, bool]
) -> Iterator[Proposal]:
    """Proposals of clubs. `barriers` and `states` are words of known actors and states."""
    words = document.words
    game = sum(len(words.places.get(word, ())) for word in _GAME) >= _PLAYED
    yield from known_names(words, barriers, states, game)
    for index, leads in enumerate(map(_may_lead, words.keys)):
        if not leads:
            continue
        key = words.keys[index]
        if key in _AGAINST and 0 < index < len(words) - 1:
            yield from _table_row(words, index, barriers, states)
        if index in barriers:
            continue
        plain = key[1:] if key[0] in "وف" and len(key) > 3 else key
        if key in _TEAMS or plain in _TEAMS:
            if game or plain in _CLUBS:
                yield from _row_of_teams(words, index + 1, barriers, states)
        elif game and plain in _WITH:
            yield from _foreign_team(words, index + 1, barriers, states, known=False)
        elif key in _TEAM and (game or "نادي" in key):
            yield from _team(words, index + 1, barriers, states)
            if game:
                yield from _foreign_team(words, index + 1, barriers, states)
        elif game and (plain in _BEFORE_TEAM or (key[0] in "لب" and key[1:] in _MATCH)):
            if plain in _COACHES and words.keys[index + 1 : index + 2] == ["الشباب"]:
                continue  # مدرب الشباب: of the youth team
            yield from _team(words, index + 1, barriers, states)
            yield from _foreign_team(words, index + 1, barriers, states)


def _table_row(
    words: Words, index: int, barriers: frozenset[int], states: Mapping[int, bool]
) -> Iterator[Proposal]:
    """القادسية x الاتفاق 4-3: one word on either side, and the score behind."""
    if words.keys[index] == "ضد" or not _SCORE.match(words.text[words.ends[index + 1] :][:12]):
        return
    for place in (index - 1, index + 1):
        if place not in barriers and place not in states and is_arabic(words.keys[place]):
            yield Proposal(place, place, ActorRole.ORGANISATION, 0.65, "in a row of a table of scores")


def _foreign_team(
    words: Words, index: int, barriers: frozenset[int], states: Mapping[int, bool], known: bool = True
) -> Iterator[Proposal]:
    """فريق مرسيليا, لاعب ميلان الإيطالي: a foreign word that is named again or has a nationality behind."""
    if index >= len(words) or not follows(words, index) or not may_be_foreign(words, index, barriers, states):
        return
    key = words.keys[index]
    after = index + 1 < len(words) and follows(words, index + 1)
    national = after and (words.keys[index + 1] in NATIONALITIES or bool(states.get(index + 1)))
    again = len(words.places[key]) > 1
    last = index
    while not national and last - index < 2 and follows(words, last + 1):
        if not may_be_foreign(words, last + 1, barriers, states):
            break
        last += 1
        national = (
            words.keys[last + 1 : last + 2] != []
            and follows(words, last + 1)
            and (words.keys[last + 1] in NATIONALITIES or bool(states.get(last + 1)))
        )
    if not national:
        last = index + (words.keys[index + 1 : index + 2] != [] and words.keys[index + 1] in _CLUB_ENDS)
    if len(key) >= 4 and key[0] not in "وبل" and (national or (again and known)):
        yield Proposal(index, last, ActorRole.ORGANISATION, 0.55, f"after “{words.surface(index - 1)}”")


def _row_of_teams(
    words: Words, index: int, barriers: frozenset[int], states: Mapping[int, bool]
) -> Iterator[Proposal]:
    """أندية النصر والأهلي والاتحاد."""
    place = index
    while place < len(words) and (place == index or follows(words, place)):
        key = words.keys[place]
        own = key if place == index else key[1:] if key[0] == "و" else ""
        if not own.startswith("ال") or len(own) < 4 or place in barriers or place in states:
            return
        if own in _NO_TEAM:
            return
        letters = len(key) - len(own)
        yield Proposal(place, place, ActorRole.ORGANISATION, 0.6, "in a row of clubs", letters=letters)
        place += 1


def _team(
    words: Words, index: int, barriers: frozenset[int], states: Mapping[int, bool]
) -> Iterator[Proposal]:
    """فريق الاتفاق, نادي النجم الساحلي: a club; adjectives that any team may have are none."""
    if index >= len(words) or not follows(words, index) or index in barriers or index in states:
        return
    key = words.keys[index]
    if not key.startswith("ال") or len(key) < 5 or key in _NO_TEAM or key in TITLES or key in NATIONALITIES:
        return
    last = index
    following = words.keys[index + 1] if index + 1 < len(words) and follows(words, index + 1) else ""
    if (
        following.startswith("ال")
        and following.endswith("ي")
        and following not in NATIONALITIES
        and following not in _NO_TEAM
        and index + 1 not in states
    ):
        last = index + 1
    elif following == "الحديد":
        last = index + 1  # السكة الحديد
    first = index - 1 if words.keys[index - 1] in _THE_CLUB else index
    yield Proposal(first, last, ActorRole.ORGANISATION, 0.6, f"after “{words.surface(index - 1)}”")
