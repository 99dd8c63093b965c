"""Propose unknown names in Arabic, which has no capitals: from titles, first names and organisation words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from dossier.actors.arabic_foreign import BEARERS
from dossier.actors.arabic_text import NO_NAME, PRONOUN_END, ArabicText, keys_of
from dossier.actors.candidates_arabic_bodies import (
    definite_body,
    may_begin_body,
    named_body,
    organisation,
    outlets_in_row,
    quoted_after,
)
from dossier.actors.evidence import Document
from dossier.actors.proposals import Proposal
from dossier.actors.words import is_arabic, key_of
from dossier.actors.words_arabic import (
    BYLINE_OUTLETS,
    COMMON,
    FOREIGN_GIVEN_NAMES,
    FUNCTION,
    GIVEN_NAMES,
    HONORIFICS,
    NATIONALITIES,
    ORGANISATION_HEADS,
    RANKS,
    SPEECH,
    STRONG_GIVEN_NAMES,
    TITLES,
    letters_before,
)
from dossier.domain.actors import ActorRole

_SON_OF = keys_of("بن ابن بنت آل ولد")
_KUNYA = keys_of("أبو أبي أبا")
_LONGEST_NAME = 8
_PLACES_SEEN = 50
"""Other places of a word that are looked at, so that a text of one word takes no longer."""
_DEPOSED = keys_of("المخلوع للمخلوع")
"""What a fallen ruler is called, by one name."""
_OF_RAMADAN = keys_of("المبارك الماضي الكريم الفضيل المقبل")
_SHORTENED = keys_of("د م أ")
"""Titles of one letter, with a full stop behind."""
_TITLE_REACH = 7
"""Words between a title and the name it belongs to: وزير الخارجية السعودي عادل الجبير has two."""
_BETWEEN = ' \u00a0«»"“”()/'
_VERB_LIKE = re.compile(r"^(?:ي|ت|است|سي|ست|ا(?=\w{4,}ت$))\w{3,}$")
_ADVERB = re.compile(r"^[فكبل]\w{2}ي(?:ا|ًا|اً)$")
_DASH = re.compile(r"^\s*[-–—]")
_OPENING = frozenset('"«“')
_CLOSING = frozenset('"»”')
_STOPS_AND_BRACKETS = frozenset("،,.؛)(")
_STOPS = frozenset("،,.؛)")
_FILLS = keys_of(
    "بن نادي شؤون لشؤون منطقة مدينة محافظة مجلس هيئة وزارة إمارة شركة مكتب فرع عام لجنة مركز بلدية جامعة كلية قسم تحرير"
)
"""Words that may stand between a title and the name, besides those with the article."""
_OF_A_PLACE = keys_of(
    "شارع طريق مدينة جامعة مستشفى مسجد جامع مدرسة مطار حي ميدان جائزة مركز قصر جسر سوق ملعب استاد دوري كأس منتزه حديقة"
)
"""Words after which a person's name is a place's or a prize's."""
_TOWN = keys_of("محافظة مدينة منطقة قرية بلدة مركز ناحية قضاء مطار حي")
_TOWN_OR_OFFICE = _TOWN | keys_of("إمارة جمرك شرطة بلدية أمانة جوازات مرور صحة")
_QUALITIES = keys_of(
    "طيب صالح حسن أكبر أشرف أكرم أسعد أمجد كامل جميل كريم عادل شريف شجاع أمين مخلص ناصر غالب خالد سعيد"
)
"""First names that are adjectives, too."""
_NO_WORDS = (
    GIVEN_NAMES
    - FOREIGN_GIVEN_NAMES
    - COMMON
    - TITLES
    - _QUALITIES
    - _KUNYA
    - keys_of(
        "أسماء حصة جواهر دلال عبير غادة ابتسام رحاب خلود عهود منال "
        "نور ندى هدى منى أمل رضا وفاء حنان سحر نجم بدر فارس نضال جهاد كفاح وسام حسام إسلام إيمان حياة صلاح نجاح رياض جمال "
        "كمال جلال عماد علاء ضياء بهاء سناء رائد رائدة شهاب سيف ليث عواد فلاح مبارك منير مفيد مقبل مطلق ضيف لافي شاكر ماهر "
        "فايز سالم راشد صادق مخلد حاتم قاسم باسم هاني سامي عامر عابد كاتب حارث نافع شافي معتصم غازي طلال زياد شادي منى ريم "
        "مها سفر جمعة عيد خميس رمضان شعبان رجب ربيع صفر مالك مأمون ممتاز ناظم رفعت عصمت فكري عزمي لطفي وجدي ناجي نعيم رأفت"
    )
)
"""First names that mean nothing else in a newspaper."""
_SPEAKERS = keys_of("متحدث المتحدث متحدثة المتحدثة ناطق الناطق الرسمي")
_HIS = TITLES | COMMON
_FIRST_NAMES = GIVEN_NAMES | _KUNYA
_GRAMMAR = FUNCTION | SPEECH
_SPEECH_OR_TITLE = SPEECH | TITLES
_MAY_FILL = HONORIFICS | TITLES | _FILLS
_ENDS_NAME = FUNCTION | SPEECH | TITLES | HONORIFICS | NO_NAME | keys_of("لكرة")
_NOT_BARE = keys_of("أفضل أكثر أقل أعلى أول أهم أبرز أحدث") | _ENDS_NAME | ORGANISATION_HEADS | COMMON
_RELATIVE = keys_of("الذي التي الذين اللذين وهو وهي")
_DESCRIBES = (
    _RELATIVE | TITLES | keys_of("لاعب حارس مهاجم مدافع نجم كابتن مؤسس مسؤول صاحبة زوجة شقيق نجل والد")
)
"""Words that go on about whoever was just named."""
_AFTER_SUBJECT = keys_of("في على من إلى عن بعد قبل أن إن خلال مع أمام")
_GATES = keys_of("منفذ ميناء معبر جمرك ولاية إقليم مخيم جبل وادي مجلس")
_PLAYERS = keys_of("المنتخب اللاعب المدرب المهاجم الحارس النجم الفريق المدافع")
_OPPOSITE = keys_of("نظيره نظيرها نظيرته نظيرتها ونظيره")
_LEADING = RANKS | keys_of(
    "زعيم قائد رئيس وزير أمير مدير الرئيس الوزير القائد الممول السفير سفير مبعوث المبعوث رئيسة وزيرة"
)
_LOOKS_FOREIGN = re.compile(r"(?:[^اوي]و|[^هنم]ا|[مندرب]يز|وف|سكي|يتش|نغ|ينج|سون|شتاين|بيرغ)$")
"""Endings that Arabic words without an article rarely have."""
_FOREIGN_END = re.compile(r"(?:[^اوي]و|سكي|يتش|نغ|شتاين|بيرغ)$")
"""Endings that no Arabic word behind a preposition has."""
_PLAIN_FOREIGN = frozenset(name for name in FOREIGN_GIVEN_NAMES if len(name) > 3 and name not in COMMON)
_WITH_PREPOSITION = re.compile(r"^(?:[بل][تم]|بال|لل)\w{2,}|^باسم\w+")
"""بمناسبة, بتجهيز: a preposition and a noun rather than a family name."""
_ORDINALS = keys_of("الأول الثاني الثالث الرابع الخامس السادس")
_FAMILIES = keys_of("الطيار الشيخ الملا القاضي النقيب العميد")
"""Titles that are family names behind a first name, unless a name or an adjective follows."""
_PARTICLES = keys_of("دا دي دو فان فون ديل دل لو دوس")


_BODY, _TITLED, _NAMED = 1, 2, 4


@lru_cache(maxsize=1 << 16)
def _may_begin(key: str) -> int:
    """Which rules a word can begin, from the word alone: most words begin none, and the vocabulary is small."""
    if not is_arabic(key):
        return 0
    found = _BODY if may_begin_body(key) else 0
    if (
        key in TITLES
        or key in NATIONALITIES
        or key.lstrip("وفل") in _DEPOSED
        or (key[:1] in "وفل" and key[1:] in TITLES)
    ):
        found |= _TITLED
    if letters_before(key, _FIRST_NAMES) is not None or key == "عبد" or key[1:] == "عبد":
        found |= _NAMED
    return found


def arabic_proposals(
    document: Document, barriers: frozenset[int], states: Mapping[int, bool]
) -> Iterator[Proposal]:
    """Proposals from titles, first names and organisation words.

    `barriers` are words of known actors; `states` words of known states, which may stand in a name.
    """
    text = ArabicText(document.words, barriers, states)
    keys = text.words.keys
    index, count = 0, len(keys)
    while index < count:
        may = _may_begin(keys[index])
        if index in states:
            may |= _TITLED
        if (not may and index) or index in barriers:
            index += 1
            continue
        if may & _BODY:
            yield from outlets_in_row(text, index)
        found = (
            (named_body(text, index) or organisation(text, index) or definite_body(text, index))
            if may & _BODY
            else None
        )
        if found is None and may & _TITLED:
            found = _person_after_title(text, index)
        if found is None and may & _NAMED:
            found = _person(text, index, titled="")
        if found is None and not index:
            found = _byline(text, index)
        if found is None:
            index += 1
            continue
        yield found
        if found.role is not ActorRole.PERSON:
            yield from quoted_after(text, found)
        # A title leads to a name further on; what stands between may be an organisation.
        index = found.last + 1 if found.first == index else index + 1


# -- persons


def _person_after_title(text: ArabicText, index: int) -> Proposal | None:
    """المتحدث باسم الوزارة اللواء منصور التركي: the name may stand some words after the title."""
    key = text.key(index)
    if key.lstrip("وفل") in _DEPOSED and text.follows(index + 1) and text.key(index + 1) in GIVEN_NAMES:
        if text.follows(index + 2) and text.key(index + 2) in GIVEN_NAMES:
            return None
        return Proposal(index + 1, index + 1, ActorRole.PERSON, 0.7, f"after “{text.words.surface(index)}”")
    national = bool(text.states.get(index)) or key in NATIONALITIES
    if not (key in TITLES or (key[:1] in "وفل" and key[1:] in TITLES) or national):
        return None
    for place in range(index + 1, min(index + 1 + (1 if national else _TITLE_REACH), len(text.words))):
        gap = text.words.gap(place).strip(_BETWEEN + "-")
        if place in text.barriers or (gap and not (gap == "." and text.key(place - 1) in _SHORTENED)):
            return None
        here = text.key(place)
        surface = text.words.surface(index)
        named = _given(text, place) == 0 and here != "باسم"
        if named or here in _KUNYA:
            return _person(text, place, titled=surface)
        fills = here.startswith(("ال", "لل", "وال", "بال")) or here in _MAY_FILL
        if text.key(place - 1) in _TOWN_OR_OFFICE and not fills and text.key(place + 1) in GIVEN_NAMES:
            continue  # أمين منطقة عسير صالح القاضي
        if here in _RELATIVE or not (fills or place in text.states or here == "باسم"):
            return _foreigner(text, place, surface)
    return None


def _foreigner(text: ArabicText, index: int, title: str) -> Proposal | None:
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
    if first in _PARTICLES and text.follows(index + 1) and _bare(text, index + 1):
        return Proposal(index, index + 1, ActorRole.PERSON, 0.7, f"after “{title}”")
    leads = text.key(index - 1)
    apart = leads.startswith("ال") or leads in TITLES or leads in NATIONALITIES
    before_known = apart and text.follows(index + 1) and _given(text, index + 1) == 0 and second != "باسم"
    if before_known and _bare(text, index) and key_of(title)[0] in TITLES and first[0] not in "ولبكف":
        last = _chain(text, index + 1, True)[0]
        return Proposal(index, last, ActorRole.PERSON, 0.65, f"after “{title}”")
    if not text.follows(index + 1) or not _bare(text, index + 1) or text.words.surface(index).endswith("ته"):
        return None
    quoted = text.words.gap(index).strip() in _OPENING and text.words.tail(index + 1).strip()[:1] in _CLOSING
    if {first, second} & BEARERS:
        return None  # رئيس منتخب
    ends = text.words.surface(index)[-1:] + text.words.surface(index + 1)[-1:]
    if quoted and "ة" not in ends:
        return Proposal(index, index + 1, ActorRole.PERSON, 0.65, f"in quotation marks after “{title}”")
    explained = text.words.tail(index + 1).strip(" ")[:1] in set('،:"«“؛(')
    explained = explained or text.key(index + 2) in _DESCRIBES
    if explained and _bare(text, index) and first[0] not in "بلوفك":
        return Proposal(index, index + 1, ActorRole.PERSON, 0.6, f"after “{title}”")
    opposite = text.key(index - 2)[-4:] in _OPPOSITE or text.key(index - 2) in _OPPOSITE
    strange = first not in COMMON and _bare(text, index)
    strange = strange and (first[0] not in "ولبكف" or bool(_FOREIGN_END.search(first) and first[0] in "لبكف"))
    foreign = _LOOKS_FOREIGN.search(first) or _LOOKS_FOREIGN.search(second)
    player = text.key(index - 2) in _PLAYERS
    national = key_of(title)[0] in NATIONALITIES and text.key(index + 2) in _AFTER_SUBJECT
    if strange and (
        opposite
        or (_FOREIGN_END.search(first) and key_of(title)[0] in TITLES)
        or ((foreign or player) and national)
        or (foreign and key_of(title)[0] in _LEADING)
    ):
        return Proposal(index, index + 1, ActorRole.PERSON, 0.6, f"after “{title}”")
    if any(_named_place(text, place) for place in text.words.places.get(second, ())[:_PLACES_SEEN]):
        return None
    again = [key for key in (first, second) if text.times(key) > 1]
    if second == "عدم" or first in _TOWN_OR_OFFICE or (first[0] in "وبكف" and first not in again):
        return None
    if (
        not again
        or (first[0] in "لب" and text.words.places.get(first[1:]))
        or (second[0] in "بلوفك" and second not in again)
    ):
        return None
    verb = not _bare(text, index)
    if verb and not (text.times(second) > 1 and first.startswith(("ي", "ت")) and "ة" not in ends):
        return None  # جيفري ويب may look like a verb; يعاني إصابة is one
    return Proposal(index, index + 1, ActorRole.PERSON, 0.6, f"after “{title}”, and named again")


def _bare(text: ArabicText, index: int) -> bool:
    """Whether a word can be a foreign name: no article, no grammar, no verb known here."""
    key = text.key(index)
    return (
        len(key) >= 3
        and not text.words.surface(index).endswith("على")
        and "ً" not in text.words.surface(index)
        and not _WITH_PREPOSITION.match(key)
        and index not in text.barriers
        and index not in text.states
        and is_arabic(key)
        and not key.startswith("ال")
        and key not in _NOT_BARE
        and key[1:] not in _GRAMMAR
        and not _VERB_LIKE.match(key)
        and not PRONOUN_END.search(key)
        and not key.endswith(("يه", "ات"))
    )


def _byline(text: ArabicText, index: int) -> Proposal | None:
    """لجين الأحمدي – عين اليوم: a name and a dash begin the text."""
    family = text.key(1)
    known = text.key(0) in GIVEN_NAMES and (
        family.startswith(("ال", "ابو")) or text.key(0) in STRONG_GIVEN_NAMES
    )
    newspaper = text.words.keys[2:3] and text.key(2) in BYLINE_OUTLETS and text.key(0) in GIVEN_NAMES
    known = known or bool(newspaper)
    named = (
        index == 0
        and text.follows(1)
        and len(family) > 4
        and family not in COMMON
        and (known or (family.startswith("ال") and family.endswith("ي")))
    )
    if not named or not _DASH.match(text.words.tail(1)) or text.key(0) in ORGANISATION_HEADS | TITLES:
        return None
    return Proposal(0, 1, ActorRole.PERSON, 0.65, "in the byline")


def _given(text: ArabicText, index: int) -> int | None:
    """Letters of grammar in front of a first name: 0, 1, or None if it is none."""
    key = text.key(index)
    if text.words.surface(index).endswith("على"):
        return None  # the preposition, which folds to the name علي
    if key == "باسم" and text.key(index - 1) in _SPEAKERS:
        return None  # "in the name of"
    if _ADVERB.match(text.words.surface(index)):
        return None  # فعليا, كليا
    if key == "لصالح" and not text.key(index + 1).startswith(("ال", "بن")):
        return None  # "for the good of"
    if key == "رمضان" and text.key(index + 1) in _OF_RAMADAN:
        return None
    if text.words.surface(index).endswith("ه") and key[:-1] in _HIS:
        return None  # أمينه, "his secretary", folds to the name أمينة
    return letters_before(key, _FIRST_NAMES)


def _person(text: ArabicText, index: int, titled: str) -> Proposal | None:
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
    if text.key(index)[skip or 0 :] in TITLES and not (
        following in _SON_OF or following in GIVEN_NAMES or following[:2] == "ال"
    ):
        return None  # أمير منطقة عسير
    if text.key(index) == "باسم" and not (titled or speaks or following in _SON_OF):
        return None  # "in the name of"
    place = text.key(index - 2)
    of_place = any(one in _OF_A_PLACE for one in (place, place[1:], place[2:]))
    if before in _OF_A_PLACE or before[1:] in _OF_A_PLACE or (of_place and before in TITLES | HONORIFICS):
        return None
    near = [text.key(index - back) for back in range(2, 6)]
    if before in _SON_OF and any(one in _OF_A_PLACE or one[1:] in _OF_A_PLACE for one in near):
        return None  # the end of a name that is something else's
    if not titled and not speaks and _is_quoted(text, index):
        return None
    if text.key(index)[skip or 0 :] in _KUNYA and (_is_town(text, index) or "ً" in text.words.surface(index)):
        return None
    national = key_of(titled)[0] in NATIONALITIES if titled else True
    if national and not speaks and _is_quality(text, index, skip or 0):
        return None
    if titled:
        reason, score = f"after “{titled}”", 0.85
    elif speaks:
        reason, score = "speaks or acts", 0.85
    else:
        reason, score = "a first name and a family name", 0.7
    return Proposal(index, last, ActorRole.PERSON, score, reason)


def _named_place(text: ArabicText, place: int) -> bool:
    before = text.key(place - 1)
    return before in _TOWN or before in _GATES or before[1:] in _TOWN or before[1:] in _GATES


def _is_quoted(text: ArabicText, index: int) -> bool:
    """ملتقى "نور الهدى": two words in quotation marks are rather a title."""
    opened = text.words.gap(index).strip()[-1:] in _OPENING and bool(text.words.gap(index).strip())
    return (
        opened
        and text.key(index + 1).startswith("ال")
        and text.words.tail(index + 1).strip()[:1] in _CLOSING
        and bool(text.words.tail(index + 1).strip() if index + 1 < len(text.words) else "")
    )


def _is_town(text: ArabicText, index: int) -> bool:
    """Whether the text calls أبو عريش a town somewhere: محافظة أبو عريش."""
    after = text.key(index + 1)
    for place in text.words.places.get(after, ())[:_PLACES_SEEN]:
        if text.key(place - 1) in _KUNYA and text.key(place - 2) in _TOWN:
            return True
    return False


def _after_person(text: ArabicText, index: int) -> bool:
    """Whether "and" stands here right behind a first name and a family name: سالم الدوسري وعبد الله عطيف."""
    family = text.key(index - 1)
    named = text.key(index - 2) in GIVEN_NAMES and family.startswith("ال") and family.endswith("ي")
    return text.key(index)[:1] == "و" and named and text.follows(index) and text.follows(index - 1)


def _in_list(text: ArabicText, index: int) -> bool:
    """Whether "and" and a first name stand here and a few words before: ومحمد عيد وحسن الراهب."""
    return text.key(index)[:1] == "و" and any(
        text.key(place)[:1] == "و" and bool(_given(text, place)) for place in (index - 2, index - 3)
    )


def _is_quality(text: ArabicText, index: int, skip: int) -> bool:
    """Whether a first name that is also an adjective is one here: حسن الجوار, صالح الأعمال, أكبر الأسواق."""
    following = text.key(index + 1)
    own = text.key(index)[skip:]
    return (
        own in _QUALITIES
        and not _in_list(text, index)
        and following.startswith("ال")
        and not following.endswith("ي")
    )


def _chain(text: ArabicText, index: int, expected: bool) -> tuple[int, int, bool]:
    """Last word of the name that begins at `index`, how many names it has, and whether their look proves it."""
    last, parts, sure = index, 1, False
    place = index
    if text.key(index)[_given(text, index) or 0 :] in _KUNYA:
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
        if key in _ORDINALS and text.key(place + 1) in _SON_OF and text.follows(place + 1):
            continue  # عبدالله الثاني بن الحسين
        if key == "سيد" and place == index + 1:
            last, parts = place, parts + 1
            continue
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
        if key in _FAMILIES and parts == 1 and expected and not text.key(place + 1).startswith("ال"):
            last, parts, sure = place, 2, True
            break
        if key in _ENDS_NAME or (national and not surname):
            break
        if key.startswith("ال") and len(key) > 4:
            if key not in COMMON:
                last, parts = place, parts + 1
                sure = sure or key.endswith("ي") or parts > 2 or expected or _ends_name(text, index, place)
        elif parts == 1 and expected and len(key) == 2 and _short_family(text, place):
            last, parts, sure = place, 2, True
        elif parts == 1 and _bare(text, place) and not _begins_list_item(text, place):
            if key[0] == "و" and text.words.places.get(key[1:]):
                break  # شكري وكيري
            surface = text.words.surface(place)
            if text.key(index) == "اكبر" or (surface.endswith("ه") and len(surface) > 5):
                break  # أكبر هبوط; أبدى عبدالله ارتياحه
            proven = expected or text.times(key) > 1 or _after_person(text, index)
            own = text.key(index)[_given(text, index) or 0 :]
            family = text.key(place + 1)
            if (
                text.follows(place + 1)
                and (own in _NO_WORDS or own in STRONG_GIVEN_NAMES)
                and (family.startswith("ال") and family.endswith("ي") and len(family) > 5)
                and family not in NATIONALITIES | COMMON | _ENDS_NAME
                and not {place, place + 1} & (text.states.keys() | text.barriers)
            ):
                return place + 1, 3, True  # سلمان هشبول الغامدي
            stranger = own in _PLAIN_FOREIGN
            proven = proven or (stranger and key[0] != "و" and (key[0] not in "بلك" or len(key) > 4))
            proven = proven or _begins_list_item(text, place + 1) or text.key(place + 1) in _RELATIVE
            third = text.follows(place + 1) and _bare(text, place + 1) and text.key(index) not in _QUALITIES
            if third and text.key(place + 2) in _DESCRIBES and text.follows(place + 2):
                return place + 1, 3, True
            introduced = text.key(place + 1) in _DESCRIBES and text.follows(place + 1)
            proven = proven or (introduced and key[0] not in "لبك")
            if proven or (key[0] not in "لبك" and text.words.tail(place).strip()[:1] in _STOPS):
                last, parts, sure = place, parts + 1, True
        break
    return last, parts, sure


def _short_family(text: ArabicText, place: int) -> bool:
    """A family name of two letters, with something behind that ends it: الجنرال إبراهيم سو."""
    stopped = text.words.tail(place).strip()[:1] in _STOPS_AND_BRACKETS and bool(
        text.words.tail(place).strip()
    )
    return text.key(place) not in FUNCTION and place not in text.barriers and stopped


def _ends_name(text: ArabicText, first: int, last: int) -> bool:
    """Whether something else says that a word with the article is the family name: علي العساف (86)."""
    own = text.key(first)[_given(text, first) or 0 :]
    strong = own in STRONG_GIVEN_NAMES or own in _NO_WORDS or _in_list(text, first)
    punctuated = text.words.tail(last).strip()[:1] in _STOPS_AND_BRACKETS
    described = text.key(last + 1) in _DESCRIBES and text.follows(last + 1)
    return (
        strong
        or punctuated
        or described
        or text.times(text.key(last)) > 1
        or _begins_list_item(text, last + 1)
    )


def _begins_list_item(text: ArabicText, index: int) -> bool:
    """Whether "and" with a first name follows: عبدالله دوش وحسن كادش."""
    key = text.key(index)
    return key.startswith("و") and key[1:] in GIVEN_NAMES and text.follows(index)
