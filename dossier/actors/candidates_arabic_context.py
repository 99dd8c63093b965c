"""Propose Arabic names that only their surroundings show: quoted outlets, teams in a row, foreign speakers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dossier.actors.evidence import Document
from dossier.actors.proposals import Proposal
from dossier.actors.words import Words, is_arabic, key_of
from dossier.actors.words_arabic import COMMON, FUNCTION, GIVEN_NAMES, NATIONALITIES, SPEECH, TITLES
from dossier.domain.actors import ActorRole


def _keys(text: str) -> frozenset[str]:
    return frozenset(key_of(word)[0] for word in text.split())


_TOLD = _keys(
    "قال قالت أكد أكدت أوضح أوضحت أضاف أضافت صرح صرحت كشف كشفت ذكر ذكرت أفاد أفادت تصريح تصريحات حديث حديثه خاص خاصة نشرته "
    "تصريحه مصادر مصدر علمت ذكره ذكرته وفقا بين بينت أشار أشارت شرح روى تحدث تحدثت نقلت نشرت"
)
_TEAMS = _keys("أندية فرق فريقي ناديي مباراتي منتخبي")
_TEAM = _keys("نادي فريق لنادي لفريق ونادي وفريق بنادي النادي للنادي بالنادي والنادي")
_NO_TEAM = COMMON - _keys("الاتحاد الوحدة النصر الشباب الهلال الفتح الجزيرة الوطن الوطني الاتفاق") | _keys(
    "الأول الأولى الثاني الثالث الكروي الرياضي الوطني العمل البحث الطبي الأمني القانوني الدفاع التحقيق الخصم الفائز "
    "الضيف المضيف الإنقاذ الفني الآخر الأخرى الكبير الإعلامي الأزرق الأصفر الأحمر الأخضر الأبيض الأسود المنافس الدرجة"
)
_BEARERS = _keys(
    "مسؤول مسئول مسؤولون مسؤولين مصدر مصادر خبراء خبير شهود شاهد بيان تقرير متحدث متحدثة دبلوماسي دبلوماسيون سكان ناشطون "
    "ناشط طبيب أطباء محللون محلل متعاملون باحثون علماء عالم وزير رئيس قائد ضابط ضباط عناصر مواطنون مراقبون أهالي أقارب "
    "والد والدة شقيق نجل ابن زوجة جيران زملاء قياديون نواب نائب مسلحون مقاتلون صحفي صحفيون محام محامي مدير عضو أعضاء موظف "
    "موظفون طلاب عمال رجل رجال امرأة نساء سيدة شاب شبان فتاة طفل مهندس خطيب إمام تاجر تجار مزارع لاعب مدرب جنود جندي عدد "
    "معظم غالبية بعض أحد إحدى كل جميع آخر آخرون كبير كبار أبناء أفراد فريق مجموعة لجنة هيئة مؤلف كاتب ممثل ممثلة نجم نجمة"
)
"""Indefinite words that may follow a verb of speech as its subject: no names."""
_THINKS = _keys(
    "قاله قالته يعتقد تعتقد يرى ترى وصف وصفت يدعى تدعى اسمه اسمها حياته صديقتها صديقه زوجته زوجها البطولة"
)
"""Other words after which a name may stand."""
_AFTER_NAME = re.compile(r"^\s*[،,:«\"“(]")
_LEADS_ON = _keys("وهو وهي الذي التي")
_VERB = re.compile(r"^(?:ي|ت|سي|ست|است|ا?ن)\w{3,}$")
_ADJECTIVE = re.compile(r"(?:يه|ات|ون|ين)$")
_OPEN = '«"“('
_CLOSE = '»"”)'


def context_proposals(
    document: Document, barriers: frozenset[int], states: Mapping[int, bool]
) -> Iterator[Proposal]:
    """Proposals from what stands around a name. `barriers` and `states` are words of known actors and states."""
    words = document.words
    for index, key in enumerate(words.keys):
        if index in barriers or not is_arabic(key):
            continue
        plain = key[1:] if key[0] in "وف" and len(key) > 3 else key
        if plain in _TOLD:
            yield from _quoted_outlet(words, index, barriers)
        if key in _TEAMS or plain in _TEAMS:
            yield from _row_of_teams(words, index + 1, barriers, states)
        elif key in _TEAM:
            yield from _team(words, index + 1, barriers, states)
        if plain in SPEECH or plain in _THINKS:
            yield from _speaker(words, index + 1, barriers, states)
        if index + 2 < len(words) and _follows(words, index + 1) and _bare(words, index, barriers, states):
            yield from _with_apposition(words, index, barriers, states)


def _quoted_outlet(words: Words, index: int, barriers: frozenset[int]) -> Iterator[Proposal]:
    """«وقال لـ"الوطن"», «تصريح خاص بـ«عكاظ»»: within eight words after a verb of speech, ل or ب and quotation marks."""
    for place in range(index + 1, min(index + 9, len(words))):
        gap = words.gap(place)
        if any(char in ".؛:\n" for char in gap):
            return
        if words.keys[place] in {"ل", "ب"} and place + 1 < len(words):
            opened = words.gap(place + 1).strip(" ـ")
            if not opened or opened[0] not in _OPEN[:3]:
                continue
            last = place + 1
            while last - place < 3 and not _closes(words, last) and last + 1 < len(words):
                last += 1
            inside = set(range(place + 1, last + 1))
            if _closes(words, last) and inside.isdisjoint(barriers):
                yield Proposal(place + 1, last, ActorRole.MEDIA_OUTLET, 0.7, "what it was told is quoted")
            return


def _closes(words: Words, index: int) -> bool:
    return words.tail(index).strip(" ")[:1] in _CLOSE[:3] and bool(words.tail(index).strip())


def _row_of_teams(
    words: Words, index: int, barriers: frozenset[int], states: Mapping[int, bool]
) -> Iterator[Proposal]:
    """أندية النصر والأهلي والاتحاد."""
    place = index
    while place < len(words) and (place == index or _follows(words, place)):
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
    if index >= len(words) or not _follows(words, index) or index in barriers or index in states:
        return
    key = words.keys[index]
    if not key.startswith("ال") or len(key) < 5 or key in _NO_TEAM or key in NATIONALITIES:
        return
    last = index
    following = words.keys[index + 1] if index + 1 < len(words) and _follows(words, index + 1) else ""
    if (
        following.startswith("ال")
        and following.endswith("ي")
        and following not in NATIONALITIES
        and following not in _NO_TEAM
        and index + 1 not in states
    ):
        last = index + 1
    yield Proposal(index, last, ActorRole.ORGANISATION, 0.6, f"after “{words.surface(index - 1)}”")


def _speaker(
    words: Words, index: int, barriers: frozenset[int], states: Mapping[int, bool]
) -> Iterator[Proposal]:
    """وقال ماثيو تيرنر المحلل: two bare words after a verb of speech, with who that is or what was said behind."""
    if not (_follows(words, index) and _bare(words, index, barriers, states)):
        return
    if words.keys[index] in _BEARERS or not _follows(words, index + 1):
        return
    known = words.keys[index] in GIVEN_NAMES and words.keys[index + 1] not in SPEECH | TITLES | COMMON
    free = index + 1 not in barriers and index + 1 not in states
    if not (_bare(words, index + 1, barriers, states) or (known and free)):
        return
    following = words.keys[index + 2] if index + 2 < len(words) else ""
    explained = (
        bool(_AFTER_NAME.match(words.tail(index + 1))) or following in _LEADS_ON or following in TITLES
    )
    if explained or (following.startswith("ال") and _follows(words, index + 2)):
        yield Proposal(index, index + 1, ActorRole.PERSON, 0.65, "speaks")


def _with_apposition(
    words: Words, index: int, barriers: frozenset[int], states: Mapping[int, bool]
) -> Iterator[Proposal]:
    """ماريا زاخاروفا، المتحدثة باسم: two bare words, a comma and a title; the first is a first name we know."""
    following = words.keys[index + 2]
    if (
        words.keys[index] in GIVEN_NAMES
        and _bare(words, index + 1, barriers, states)
        and words.gap(index + 2).strip() in {"،", ","}
        and following.startswith("ال")
        and following in TITLES
    ):
        yield Proposal(index, index + 1, ActorRole.PERSON, 0.7, "a first name, and a title behind")


def _follows(words: Words, index: int) -> bool:
    return 0 < index < len(words) and not words.gap(index).strip(" \u00a0")


def _bare(words: Words, index: int, barriers: frozenset[int], states: Mapping[int, bool]) -> bool:
    """Whether a word may be a foreign name: no article, no grammar, no verb, no adjective's or plural's ending."""
    key = words.keys[index]
    return (
        len(key) >= 3
        and is_arabic(key)
        and index not in barriers
        and index not in states
        and not key.startswith(("ال", "وال", "بال", "لل"))
        and key not in COMMON
        and key not in FUNCTION
        and key not in _BEARERS
        and key not in TITLES
        and key not in SPEECH
        and key[1:] not in SPEECH | FUNCTION
        and not _VERB.match(key)
        and not _ADJECTIVE.search(key)
        and not key.endswith(("ها", "هم", "نا", "وا"))
        and not words.surface(index).endswith(("ة", "ه", "ى", "اً", "ًا"))
    )
