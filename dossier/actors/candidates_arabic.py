"""Propose unknown names in Arabic, which has no capitals: from titles, first names and organisation words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dossier.actors.evidence import Document
from dossier.actors.proposals import Proposal
from dossier.actors.words import Words, is_arabic, key_of
from dossier.actors.words_arabic import (
    AGENCY_HEADS,
    COMMON,
    DEFINITE_BODIES,
    FUNCTION,
    GIVEN_NAMES,
    GROUP_HEADS,
    HONORIFICS,
    NATIONALITIES,
    ORGANISATION_HEADS,
    OUTLET_HEADS,
    RANKS,
    SINGLE_BODIES,
    SPEECH,
    STRONG_GIVEN_NAMES,
    TITLES,
    letters_before,
)
from dossier.domain.actors import ActorRole


def _keys(text: str) -> frozenset[str]:
    return frozenset(key_of(word)[0] for word in text.split())


_SON_OF = _keys("بن ابن بنت آل ولد")
_KUNYA = _keys("أبو أبي أبا")
_LONGEST_NAME = 8
_TITLE_REACH = 7
"""Words between a title and the name it belongs to: وزير الخارجية السعودي عادل الجبير has two."""
_BETWEEN = ' \u00a0«»"“”()/'
_VERB_LIKE = re.compile(r"^(?:ي|ت|است|سي|ست|ا(?=\w{4,}ت$))\w{3,}$")
_PRONOUN_END = re.compile(r"(?:ها|هم|هما|هن|كم|وا)$")
_DASH = re.compile(r"^\s*[-–—]")
_OPENING = frozenset('"«“')
_CLOSING = frozenset('"»”')
_STOPS_AND_BRACKETS = frozenset("،,.؛)(")
_STOPS = frozenset("،,.؛)")
_QUOTE = re.compile(r"^\s*(?P<open>[«\"“”(‘'])(?P<name>[^«»\"“”()‘’'\n]{2,40})[»\"”“)’']")
_NEEDS_QUOTES = _keys(
    "موقع مجموعة مركز شبكة منصة حملة صندوق دار إدارة وحدة دائرة قوة قوات جيش حكومة تيار شرطة بعثة تجمع فرقة كلية "
    "مستشفى مصلحة نقابة برنامج لجنة"
)
_NO_NAME = _keys(
    "المذكورة المذكور المعنية المعني الجديدة الجديد القادم القادمة الماضي الماضية الحالي الحالية الأخيرة الأخير الأولى "
    "الأول الثاني الثانية الثالث الثالثة الخاصة الخاص المقبل المقبلة نفسها نفسه المحلية الواحد الواحدة كبيرة كبير جديدة "
    "جديد مسلحة أخرى آخر مختصة متخصصة خاصة كاملة أمس المختصة المتخصصة المنظمة الوحيد الوحيدة الرئيسي الرئيسية بأكملها "
    "الحادث الجريمة الخبر التحكيم إلا الأم الفائز الفائزة المنافس المشاركة المشارك المالكة الأحد الاثنين الثلاثاء "
    "الأربعاء الخميس الجمعة السبت الإرهابية الإرهابي المتمردين المتمردة المتطرفة المسلحة المسلحين الموالية الموالي التابع "
    "التابعة الانقلابية السابق السابقة الحفل المتشددة المتشددين المعارضة المذكورين"
)
_FILLS = _keys(
    "بن نادي شؤون لشؤون منطقة مدينة محافظة مجلس هيئة وزارة إمارة شركة مكتب فرع عام لجنة مركز بلدية جامعة كلية قسم تحرير"
)
"""Words that may stand between a title and the name, besides those with the article."""
_BY_QUOTED_NAME = GROUP_HEADS | OUTLET_HEADS | _keys("شركة موقع جمعية منظمة شبكة مجموعة فرقة مركز معهد")
_LINKED_BY_AND = _keys("وزارة هيئة لجنة مؤسسة مركز إدارة جمعية وكالة جامعة ديوان")
_BARE_NAMES = GROUP_HEADS | OUTLET_HEADS | _keys("شركة بنك جامعة هيئة مجلس نادي معهد محكمة منظمة")
_MOVES = _keys(
    "أسعار مرور سير ملاحة تجارة بيع شراء سفر طيران نقل تداول تداولات مسافرين نزوح سكان بيانات معلومات"
)
"""What moves in حركة besides people with an aim."""
_OF_A_PLACE = _keys(
    "شارع طريق مدينة جامعة مستشفى مسجد جامع مدرسة مطار حي ميدان جائزة مركز قصر جسر سوق ملعب استاد دوري كأس منتزه حديقة"
)
"""Words after which a person's name is a place's or a prize's."""
_SPEAKERS = _keys("متحدث المتحدث متحدثة المتحدثة ناطق الناطق الرسمي")
_FEMININE_PLURALS = _keys("القوات السلطات الاستخبارات المخابرات")
_LONG_ONLY = _keys("إدارة غرفة مكتب لجنة مركز قوات قوة حملة")
"""Heads that begin a name only when at least two definite words follow: مكتب التحقيقات الفدرالي."""
_HIS = TITLES | COMMON
_FIRST_NAMES = GIVEN_NAMES | _KUNYA
_GRAMMAR = FUNCTION | SPEECH
_SPEECH_OR_TITLE = SPEECH | TITLES
_MAY_FILL = HONORIFICS | TITLES | _FILLS
_ENDS_NAME = FUNCTION | SPEECH | TITLES | HONORIFICS | _NO_NAME
_ENDS_ORGANISATION = FUNCTION | SPEECH | _NO_NAME
_NOT_BARE = _ENDS_NAME | ORGANISATION_HEADS | COMMON
_BODIES = DEFINITE_BODIES | SINGLE_BODIES
_RELATIVE = _keys("الذي التي الذين اللذين")


@dataclass(frozen=True)
class _Text:
    """The words, and which of them are known: other actors' (never crossed), states' (may be part of a name)."""

    words: Words
    barriers: frozenset[int]
    states: Mapping[int, bool]

    def key(self, index: int) -> str:
        """The folded word, or "" beyond the end."""
        return self.words.keys[index] if 0 <= index < len(self.words) else ""

    def follows(self, index: int) -> bool:
        """Whether only a space stands between word `index` and the one before."""
        return 0 < index < len(self.words) and not self.words.gap(index).strip(" \u00a0")


def arabic_proposals(
    document: Document, barriers: frozenset[int], states: Mapping[int, bool]
) -> Iterator[Proposal]:
    """Proposals from titles, first names and organisation words.

    `barriers` are words of known actors; `states` words of known states, which may stand in a name.
    """
    text = _Text(document.words, barriers, states)
    index, count = 0, len(text.words)
    while index < count:
        if index in barriers or not is_arabic(text.words.keys[index]):
            index += 1
            continue
        found = (
            _organisation(text, index)
            or _definite_body(text, index)
            or _person_after_title(text, index)
            or _person(text, index, titled="")
            or _byline(text, index)
        )
        if found is None:
            index += 1
            continue
        yield found
        # A title leads to a name further on; what stands between may be an organisation.
        index = found.last + 1 if found.first == index else index + 1


# -- persons


def _person_after_title(text: _Text, index: int) -> Proposal | None:
    """المتحدث باسم الوزارة اللواء منصور التركي: the name may stand some words after the title."""
    key = text.key(index)
    national = bool(text.states.get(index)) or key in NATIONALITIES
    if not (key in TITLES or (key[:1] in "وفل" and key[1:] in TITLES) or national):
        return None
    for place in range(index + 1, min(index + 1 + (1 if national else _TITLE_REACH), len(text.words))):
        if place in text.barriers or text.words.gap(place).strip(_BETWEEN + "-"):
            return None
        here = text.key(place)
        surface = text.words.surface(index)
        named = _given(text, place) == 0 and here != "باسم"
        if named or here in _KUNYA:
            return _person(text, place, titled=surface)
        fills = here.startswith(("ال", "لل", "وال", "بال")) or here in _MAY_FILL
        if here in _RELATIVE or not (fills or place in text.states or here == "باسم"):
            return _foreigner(text, place, surface)
    return None


def _foreigner(text: _Text, index: int, title: str) -> Proposal | None:
    """Two bare words after a title, one of which the text uses again: سيرجي لافروف.

    After a rank, a bare word and a family name are enough: اللواء جمعان الغامدي.
    """
    first, second = text.key(index), text.key(index + 1)
    if key_of(title)[0] in RANKS and text.follows(index + 1) and _bare(text, index):
        family = (
            second.startswith("ال") and len(second) > 4 and second not in _ENDS_NAME and second not in COMMON
        )
        if second in _SON_OF or (family and second.endswith("ي")):
            last = _chain(text, index, True)[0]
            return Proposal(index, last, ActorRole.PERSON, 0.7, f"after “{title}”")
    if not text.follows(index + 1) or not _bare(text, index + 1):
        return None
    quoted = text.words.gap(index).strip() in _OPENING and text.words.tail(index + 1).strip()[:1] in _CLOSING
    if quoted:
        return Proposal(index, index + 1, ActorRole.PERSON, 0.65, f"in quotation marks after “{title}”")
    explained = text.words.tail(index + 1).strip(" ")[:1] in set('،:"«“') or text.key(index + 2) in _RELATIVE
    if explained and _bare(text, index) and first[0] not in "بلوفك":
        return Proposal(index, index + 1, ActorRole.PERSON, 0.6, f"after “{title}”")
    again = [key for key in (first, second) if _times(text.words, key) > 1]
    if not again or (second[0] in "بلوفك" and second not in again):
        return None
    if not _bare(text, index) and not (_times(text.words, second) > 1 and first.startswith(("ي", "ت"))):
        return None
    return Proposal(index, index + 1, ActorRole.PERSON, 0.6, f"after “{title}”, and named again")


def _bare(text: _Text, index: int) -> bool:
    """Whether a word can be a foreign name: no article, no grammar, no verb known here."""
    key = text.key(index)
    return (
        len(key) >= 3
        and not text.words.surface(index).endswith("على")
        and index not in text.barriers
        and index not in text.states
        and is_arabic(key)
        and not key.startswith("ال")
        and key not in _NOT_BARE
        and key[1:] not in _GRAMMAR
        and not _VERB_LIKE.match(key)
        and not _PRONOUN_END.search(key)
        and not key.endswith(("يه", "ات"))
    )


def _times(words: Words, key: str) -> int:
    return sum(len(words.places.get(prefix + key, ())) for prefix in ("", "و", "ل", "ف", "ب"))


def _byline(text: _Text, index: int) -> Proposal | None:
    """لجين الأحمدي – عين اليوم: a name and a dash begin the text."""
    family = text.key(1)
    named = (
        index == 0
        and text.follows(1)
        and family.startswith("ال")
        and family.endswith("ي")
        and len(family) > 4
    )
    if not named or not _DASH.match(text.words.tail(1)) or text.key(0) in ORGANISATION_HEADS | TITLES:
        return None
    return Proposal(0, 1, ActorRole.PERSON, 0.65, "in the byline")


def _given(text: _Text, index: int) -> int | None:
    """Letters of grammar in front of a first name: 0, 1, or None if it is none."""
    key = text.key(index)
    if text.words.surface(index).endswith("على"):
        return None  # the preposition, which folds to the name علي
    if key == "باسم" and text.key(index - 1) in _SPEAKERS:
        return None  # "in the name of"
    if text.words.surface(index).endswith("ه") and key[:-1] in _HIS:
        return None  # أمينه, "his secretary", folds to the name أمينة
    return letters_before(key, _FIRST_NAMES)


def _person(text: _Text, index: int, titled: str) -> Proposal | None:
    skip = _given(text, index)
    slave = text.key(index) == "عبد" or text.key(index)[1:] == "عبد"
    if (skip is None and not slave) or (skip and (index == 0 or text.key(index)[0] == "ك")):
        return None
    before = text.key(index - 1) if index and not text.words.gap(index).strip() else ""
    speaks = before in SPEECH or before[1:] in SPEECH
    last, parts, sure = _chain(text, index, bool(titled) or speaks)
    if parts < 2 or not (titled or sure):
        return None
    following = text.key(index + 1)
    if text.key(index) in TITLES and not (
        following in _SON_OF or following in GIVEN_NAMES or following[:2] == "ال"
    ):
        return None  # أمير منطقة عسير
    if text.key(index) == "باسم" and not (titled or speaks or following in _SON_OF):
        return None  # "in the name of"
    if before in _OF_A_PLACE or text.key(index - 2) in _OF_A_PLACE:
        return None
    if titled:
        reason, score = f"after “{titled}”", 0.85
    elif speaks:
        reason, score = "speaks or acts", 0.85
    else:
        reason, score = "a first name and a family name", 0.7
    return Proposal(index, last, ActorRole.PERSON, score, reason)


def _chain(text: _Text, index: int, expected: bool) -> tuple[int, int, bool]:
    """Last word of the name that begins at `index`, how many names it has, and whether their look proves it."""
    last, parts, sure = index, 1, False
    place = index
    if text.key(index) in _KUNYA:
        if text.key(index + 1) in FUNCTION or not text.follows(index + 1):
            return index, 0, False
        last = place = index + 1
        parts, sure = 2, True
    elif text.key(index).endswith("عبد") and text.key(index + 1).startswith("ال"):
        last = place = index + 1
    while place - index < _LONGEST_NAME:
        place += 1
        key = text.key(place)
        if not text.follows(place) or place in text.barriers or not is_arabic(key):
            break
        if key in _SON_OF or key in _KUNYA:
            if not text.follows(place + 1) or text.key(place + 1) in FUNCTION:
                break
            place += 2 if text.key(place + 1) == "عبد" and text.follows(place + 2) else 1
            last, parts, sure = place, parts + 1, True
            continue
        if key == "عبد" and text.follows(place + 1):
            place += 1
            last, parts, sure = place, parts + 1, True
            continue
        known = (
            key in GIVEN_NAMES
            and key not in _SPEECH_OR_TITLE
            and not text.words.surface(place).endswith("على")
        )
        if known and place not in text.states:
            last, parts, sure = place, parts + 1, True
            continue
        surname = expected and parts == 1 + (text.key(index) in _KUNYA)  # اللواء منصور التركي
        national = place in text.states or key in NATIONALITIES
        surname = surname and key.startswith("ال") and key.endswith("ي")
        if key in _ENDS_NAME or (national and not surname):
            break
        if key.startswith("ال") and len(key) > 4:
            if key not in COMMON:
                last, parts = place, parts + 1
                sure = sure or key.endswith("ي") or parts > 2 or expected or _ends_name(text, index, place)
        elif parts == 1 and _bare(text, place):
            proven = expected or _times(text.words, key) > 1
            proven = proven or _begins_list_item(text, place + 1)
            if proven or (key[0] not in "لبك" and text.words.tail(place).strip()[:1] in _STOPS):
                last, parts, sure = place, parts + 1, True
        break
    return last, parts, sure


def _ends_name(text: _Text, first: int, last: int) -> bool:
    """Whether something else says that a word with the article is the family name: علي العساف (86)."""
    strong = text.key(first)[_given(text, first) or 0 :] in STRONG_GIVEN_NAMES
    punctuated = text.words.tail(last).strip()[:1] in _STOPS_AND_BRACKETS
    return strong or punctuated or _times(text.words, text.key(last)) > 1 or _begins_list_item(text, last + 1)


def _begins_list_item(text: _Text, index: int) -> bool:
    """Whether "and" with a first name follows: عبدالله دوش وحسن كادش."""
    key = text.key(index)
    return key.startswith("و") and key[1:] in GIVEN_NAMES and text.follows(index)


# -- organisations


def _definite_body(text: _Text, index: int) -> Proposal | None:
    """الحكومة اليمنية, الخارجية المصرية, البنك المركزي الأوروبي, and bodies of one word."""
    key = text.key(index)
    own = key if key in _BODIES else key[1:]
    if key.startswith("لل") and "ا" + key[1:] in DEFINITE_BODIES:
        own = "ا" + key[1:]
    following = index + 1
    if own in DEFINITE_BODIES and text.follows(following):
        national = text.states.get(following) or text.key(following) in NATIONALITIES
        feminine = own.endswith("ه") or own in _FEMININE_PLURALS
        agrees = text.key(following).endswith("ه") == feminine  # not وزير الخارجية المصري
        if national and agrees and text.key(following).startswith("ال"):
            return Proposal(index, following, ActorRole.AGENCY, 0.6, "a body of a state")
    if own in SINGLE_BODIES and index not in text.barriers:
        return Proposal(index, index, ActorRole.ORGANISATION, 0.6, "a body named by one word")
    return None


def _organisation(text: _Text, index: int) -> Proposal | None:
    words = text.words
    key = text.key(index)
    letters = letters_before(key, ORGANISATION_HEADS)
    head, article = key[letters or 0 :], False
    if letters is None:
        bare = re.sub(r"^[وف]?(?:ال|بال|لل)", "", key)
        if bare not in ORGANISATION_HEADS or bare == key:
            return None
        head, article = bare, True
    if (head == "لواء" and article) or (head == "تنظيم" and key.startswith("ب")):
        return None  # a rank; "organising"
    end = words.ends[index]
    quoted = _QUOTE.match(words.text[end : end + 60])
    if quoted:
        inside = words.within(end, end + quoted.end())
        if not 1 <= len(inside) <= 4 or not text.barriers.isdisjoint(inside) or head not in _BY_QUOTED_NAME:
            return None
        first = inside[0] if quoted.group("open") == "(" else index
        return Proposal(
            first, inside[-1], _role(head), 0.8, "in quotation marks after " + words.surface(index)
        )
    if head in _NEEDS_QUOTES - _LONG_ONLY and not (article and head in {"شبكه", "مجموعه"}):
        return None
    last = _organisation_end(text, index, head, article)
    if last is None or (head in _LONG_ONLY and last - index < 2):
        return None
    return Proposal(index, last, _role(head), 0.65, f"“{words.surface(index)}” in its name")


def _organisation_end(text: _Text, index: int, head: str, article: bool) -> int | None:
    last, place = index, index + 1
    while text.follows(place) and place - index <= 6:
        key = text.key(place)
        state = place in text.states
        preposition = text.words.surface(place).endswith("على")
        if place in text.barriers or preposition or (key in _ENDS_ORGANISATION and not state):
            break
        definite = key.startswith("ال") and len(key) > 4
        joined = last > index and head in _LINKED_BY_AND and key.startswith("وال") and len(key) > 5
        purpose = key.startswith("ل") and not key.startswith("لل") and text.key(place + 1).startswith("ال")
        for_it = (key.startswith("لل") and len(key) > 4) or (purpose and text.follows(place + 1))
        if definite or joined or (for_it and (article or last > index)):
            last = place
            if purpose and not definite:
                last = place = place + 1
        elif not article and last == index and _may_name(key, head) and _is_used_as_name(text, place, head):
            last = place
            following = text.key(place + 1)
            if not (
                following.startswith("ال") and len(following) > 4 and following not in _ENDS_ORGANISATION
            ):
                break
        else:
            break
        place += 1
    if last == index:
        return None
    short = last - index < 2 and not text.key(last).startswith("لل")
    return None if article and short and head not in GROUP_HEADS else last


def _is_used_as_name(text: _Text, index: int, head: str) -> bool:
    """حركة أسعار is a movement of prices; حركة طالبان is named again, or followed by an adjective."""
    if head not in GROUP_HEADS | {"منظمه", "مجلس", "شبكه"}:
        return True
    if text.key(index) in _MOVES:
        return False
    following = text.key(index + 1)
    adjective = following.startswith("ال") and following.endswith(("يه", "ي")) and text.follows(index + 1)
    return _times(text.words, text.key(index)) > 1 or adjective


def _may_name(key: str, head: str) -> bool:
    """Names without an article: شركة أبل, جامعة الملك سعود, حركة طالبان, هيئة تحرير الشام."""
    return (
        head in _BARE_NAMES
        and len(key) >= 3
        and key not in TITLES
        and not _PRONOUN_END.search(key)
        # جماعة سلفية, حزب سلفي: adjectives
        and not key.endswith("يه" if head.endswith("ه") else "ي")
        and key[0] not in "ول"
    )


def _role(head: str) -> ActorRole:
    if head in OUTLET_HEADS and head != "موسسه":
        return ActorRole.MEDIA_OUTLET
    if head in GROUP_HEADS:
        return ActorRole.GROUP
    return ActorRole.AGENCY if head in AGENCY_HEADS else ActorRole.ORGANISATION
