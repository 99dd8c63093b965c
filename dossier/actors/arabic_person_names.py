"""Say where an Arabic person's name ends, and whether its look proves that it is one."""

from __future__ import annotations

import re
from functools import lru_cache

from dossier.actors.arabic_text import NO_NAME, PRONOUN_END, ArabicText, keys_of
from dossier.actors.words import is_arabic
from dossier.actors.words_arabic import (
    COMMON,
    FOREIGN_GIVEN_NAMES,
    FUNCTION,
    GIVEN_NAMES,
    HONORIFICS,
    NATIONALITIES,
    ORGANISATION_HEADS,
    SPEECH,
    STRONG_GIVEN_NAMES,
    TITLES,
    letters_before,
)
from dossier.actors.words_arabic_known import TOWNS

SON_OF = keys_of("بن ابن بنت آل ولد")
PARTICLES = keys_of("دا دي فان فون ديل دل دوس")
KUNYA = keys_of("أبو أبي أبا")
_LONGEST_NAME = 8
PLACES_SEEN = 50
"""Other places of a word that are looked at, so that a text of one word takes no longer."""
_OF_RAMADAN = keys_of("المبارك الماضي الكريم الفضيل المقبل")
_VERB_LIKE = re.compile(r"^(?:ي|ت|است|سي|ست|ا(?=\w{4,}ت$))\w{3,}$")
_NO_VERB_END = re.compile(r"(?:[^اويع]و|سكي|يتش|شتاين|بيرغ|ونز|ينز|سون|وف|وفا|نكو|يتز|اكيس|نغ|[واي]نج)$")
"""Endings that no Arabic verb has."""
_NOUN_OF_VERB = re.compile(r"^ت(?:[^اوي]\wي\w|[^اوي]ا[^اوي]{1,2}|ا[^اوي]ي[^ا]|\w{3})$|(?:(?<!ي)ا|ون|ه)$")
"""تعليق, تفاوض: nouns that begin like foreign names with ت."""
_ADVERB = re.compile(r"^[فكبل]\w{2}ي(?:ا|ًا|اً)$")
_STOPS_AND_BRACKETS = frozenset("،,.؛)(")
_STOPS = frozenset("،,.؛):")
QUALITIES = keys_of(
    "طيب صالح حسن أكبر أشرف أكرم أسعد أمجد كامل جميل كريم عادل شريف شجاع أمين مخلص ناصر غالب سعيد يزيد أسماء"
)
"""First names that are adjectives, too."""
_NO_WORDS = (
    GIVEN_NAMES
    - FOREIGN_GIVEN_NAMES
    - COMMON
    - TITLES
    - QUALITIES
    - KUNYA
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
FIRST_NAMES = GIVEN_NAMES | KUNYA
_GRAMMAR = FUNCTION | SPEECH
_SPEECH_OR_TITLE = SPEECH | TITLES
ENDS_NAME = (
    FUNCTION
    | SPEECH
    | TITLES
    | HONORIFICS
    | NO_NAME
    | keys_of(
        "لكرة رقم الشركة الوزارة الهيئة الجمعية المؤسسة البنك الصحيفة القناة المجلس الإدارة اللجنة المنظمة المحكمة النيابة الحكومة الجامعة"
    )
)
_NOT_BARE = (
    keys_of("لاعب حارس مهاجم مدافع كابتن مؤسس صاحبة شقيق والد أفضل أكثر أقل أعلى أول أهم أبرز أحدث")
    | ENDS_NAME
    | ORGANISATION_HEADS
    | COMMON
)
RELATIVE = keys_of("الذي التي الذين اللذين وهو وهي")
DESCRIBES = RELATIVE | TITLES | keys_of("لاعب حارس مهاجم مدافع نجم كابتن مؤسس مسؤول صاحبة زوجة شقيق نجل والد")
"""Words that go on about whoever was just named."""
_PLAIN_FOREIGN = frozenset(name for name in FOREIGN_GIVEN_NAMES if len(name) > 3 and name not in COMMON)
_WITH_PREPOSITION = re.compile(r"^(?:[بل][تم]|بال|لل)\w{2,}|^باسم\w+")
"""بمناسبة, بتجهيز: a preposition and a noun rather than a family name."""
_NAMES_AND_TITLES = (GIVEN_NAMES & TITLES) - SPEECH
_POSTS = keys_of("مدير رئيس عضو وكيل نائب مساعد أمين مشرف عميد محافظ وزير قائد")
_TITLE_NAMES = keys_of("مساعد رائد")
_THAT = keys_of("أن أنه أنها إن إنه إنها بأن")
_ORDINALS = keys_of("الأولى الثانية الثالثة الأول الثاني الثالث الرابع الخامس السادس")
_FAMILIES = keys_of("الطيار الشيخ الملا القاضي النقيب العميد")
"""Titles that are family names behind a first name, unless a name or an adjective follows."""


def may_be_bare_name(text: ArabicText, index: int) -> bool:
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
        and not key.startswith(("ال", "وال"))
        and key not in _NOT_BARE
        and key not in TOWNS
        and not (key[0] in "وفبلكس" and key[1:] in _GRAMMAR)
        and (not _VERB_LIKE.match(key) or bool(_NO_VERB_END.search(key)))
        and not PRONOUN_END.search(key)
        and not key.endswith(("يه", "ات"))
    )


_VOWELS = re.compile("[اويىءأإآ]")
_SKELETONS = frozenset(
    bare
    for name in FOREIGN_GIVEN_NAMES
    if len(bare := name[0] + _VOWELS.sub("", name[1:])) >= 5 and name not in COMMON
)


@lru_cache(maxsize=1 << 16)
def spelled_like_foreign_given(key: str) -> bool:
    """Whether a word differs from a long foreign first name in its vowels only: روبيرتو and روبرتو, فريدريك and فردريك."""
    vowels = len(_VOWELS.findall(key[1:]))
    return (
        vowels >= 2
        and key[:2] != "ال"
        and key[:1] + _VOWELS.sub("", key[1:]) in _SKELETONS
        and key not in _NOT_BARE
    )


def is_spoken_of(text: ArabicText, key: str) -> bool:
    """Whether somewhere a verb of speech stands right before a word: وأشار المقرن."""
    for place in text.words.places.get(key, ())[:PLACES_SEEN]:
        before = text.key(place - 1)
        if (
            place
            and text.follows(place)
            and (before in SPEECH or (before[:1] in "وف" and before[1:] in SPEECH))
        ):
            return True
    return False


def letters_before_given(text: ArabicText, index: int) -> int | None:
    """Letters of grammar in front of a first name: 0, 1, or None if it is none."""
    key = text.key(index)
    if text.words.surface(index).endswith("على") and text.key(index + 1) != "بن":
        return None  # the preposition, which folds to the name علي
    if key == "باسم" and text.key(index - 1) in _SPEAKERS:
        return None  # "in the name of"
    if text.words.surface(index) == "بابا":
        return None  # "daddy", not "in Abu"
    if _ADVERB.match(text.words.surface(index)):
        return None  # فعليا, كليا
    if (
        key == "لصالح" and text.words.surface(index + 1).endswith("ة")
        if index + 1 < len(text.words)
        else False
    ):
        return None
    if key == "لصالح" and not re.match(r"(?:ال|بن)\w*(?<!ه)$", text.key(index + 1)):
        return None  # "for the good of"
    if key == "رمضان" and text.key(index + 1) in _OF_RAMADAN:
        return None
    if text.words.surface(index).endswith("ه") and key[:-1] in _HIS:
        return None  # أمينه, "his secretary", folds to the name أمينة
    letters = letters_before(key, FIRST_NAMES)
    return 0 if letters is None and spelled_like_foreign_given(key) else letters


def _after_person(text: ArabicText, index: int) -> bool:
    """Whether "and" stands here right behind a first name and a family name: سالم الدوسري وعبد الله عطيف."""
    family = text.key(index - 1)
    named = text.key(index - 2) in GIVEN_NAMES and family.startswith("ال") and family.endswith("ي")
    return text.key(index)[:1] == "و" and named and text.follows(index) and text.follows(index - 1)


def in_list(text: ArabicText, index: int) -> bool:
    """Whether "and" and a first name stand here and a few words before: ومحمد عيد وحسن الراهب."""
    return text.key(index)[:1] == "و" and any(
        text.key(place)[:1] == "و" and bool(letters_before_given(text, place))
        for place in (index - 2, index - 3)
    )


def name_end(text: ArabicText, index: int, expected: bool) -> tuple[int, int, bool]:
    """Last word of the name that begins at `index`, how many names it has, and whether their look proves it."""
    last, parts, sure = index, 1, False
    place = index
    if text.key(index)[letters_before_given(text, index) or 0 :] in KUNYA:
        if text.key(index + 1) in FUNCTION or not text.follows(index + 1):
            return index, 0, False
        last = place = index + 1
        parts, sure = 2, True
    elif text.key(index).endswith("عبد") and (
        text.key(index + 1)[:2] == "ال" or text.key(index + 1) == "ربه"
    ):
        last = place = index + 1
    while place - index < _LONGEST_NAME:
        place += 1
        key = text.key(place)
        if not text.follows(place) or place in text.barriers or not is_arabic(key):
            break
        if key in _ORDINALS and text.key(place + 1) in SON_OF and text.follows(place + 1):
            continue  # عبدالله الثاني بن الحسين
        if key == "سيد" and place == index + 1:
            last, parts = place, parts + 1
            continue
        if key in PARTICLES and parts == 1 and text.follows(place + 1):
            if text.key(place + 1) in _NOT_BARE or text.key(place + 1).startswith("ال"):
                break
            return place + 1, 3, True  # رافاييل دا سيلفا
        if key in SON_OF or key in KUNYA:
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
        between = key in COMMON - FUNCTION and not key.startswith("ال") and text.follows(place + 1)
        between = (
            between and text.key(place + 1) in GIVEN_NAMES and text.key(place + 1) not in _SPEECH_OR_TITLE
        )
        if (known or (between and key not in _SPEECH_OR_TITLE)) and place not in text.states:
            last, parts, sure = place, parts + 1, True
            continue
        if key in _NAMES_AND_TITLES and (
            text.words.tail(place).strip()[:1] in _STOPS_AND_BRACKETS or text.key(place + 1) in DESCRIBES
        ):
            last, parts, sure = place, parts + 1, True
            break  # عبدالله سلطان،
        surname = expected and parts == 1 + (text.key(index) in KUNYA)  # اللواء منصور التركي
        national = place in text.states or key in NATIONALITIES
        surname = surname and key.startswith("ال") and key.endswith("ي")
        alone = not text.key(place + 1).startswith("ال") and (
            parts == 1 or text.key(place + 1) not in GIVEN_NAMES
        )
        listed = text.key(index) in STRONG_GIVEN_NAMES or text.key(index)[1:] in STRONG_GIVEN_NAMES
        listed = (
            listed and bool(text.words.tail(place).strip()) and text.words.tail(place).strip()[0] in _STOPS
        )
        if key in _FAMILIES and (expected or listed) and alone:
            last, parts, sure = place, parts + 1, True
            break
        titled_family = (
            parts == 1 and key in TITLES and key.startswith("ال") and text.key(place + 1) in _POSTS
        )
        if titled_family and text.key(index) in STRONG_GIVEN_NAMES | _NO_WORDS and text.follows(place + 1):
            last, parts, sure = place, 2, True
            break  # محمد المرشد مدير
        ends = key in ENDS_NAME and text.words.surface(place) != "الفايز"  # الفائز, "the winner", folds to it
        if ends or (national and not surname):
            break
        if key.startswith("ال") and len(key) > 4 - expected:
            if key not in COMMON:
                last, parts = place, parts + 1
                sure = sure or key.endswith("ي") or parts > 2 or expected or _ends_name(text, index, place)
        elif (
            parts == 1 and expected and text.key(index) in STRONG_GIVEN_NAMES and _is_plain_word(text, place)
        ) or (parts == 1 and expected and len(key) == 2 and _short_family(text, place)):
            last, parts, sure = place, 2, True
        elif parts == 1 and _may_be_family(text, index, place) and not _begins_list_item(text, place):
            if key[0] == "و" and text.words.places.get(key[1:]):
                break  # شكري وكيري
            surface = text.words.surface(place)
            if text.key(index) == "اكبر" or (surface.endswith("ه") and len(surface) > (4 if expected else 3)):
                break  # أكبر هبوط; أبدى عبدالله ارتياحه
            proven = expected or text.times(key) > 1 or _after_person(text, index)
            proven = proven or is_spoken_of(text, key)
            own = text.key(index)[letters_before_given(text, index) or 0 :]
            family = text.key(place + 1)
            if (
                text.follows(place + 1)
                and (own in _NO_WORDS or own in STRONG_GIVEN_NAMES or own in _TITLE_NAMES)
                and (family.startswith("ال") and family.endswith("ي") and len(family) > 5)
                and family not in NATIONALITIES | COMMON | ENDS_NAME
                and not {place, place + 1} & (text.states.keys() | text.barriers)
            ):
                return place + 1, 3, True  # سلمان هشبول الغامدي
            stranger = own in _PLAIN_FOREIGN or spelled_like_foreign_given(own)
            proven = proven or (stranger and key[0] != "و" and (key[0] not in "بلك" or len(key) > 4))
            proven = proven or _begins_list_item(text, place + 1) or text.key(place + 1) in RELATIVE
            third = (
                text.follows(place + 1)
                and may_be_bare_name(text, place + 1)
                and text.key(place + 1)[0] not in "بل"
                and text.key(index) not in QUALITIES
            )
            if third and text.key(place + 2) in DESCRIBES and text.follows(place + 2):
                return place + 1, 3, True
            introduced = text.key(place + 1) in DESCRIBES and text.follows(place + 1)
            proven = proven or (introduced and (key[0] not in "لبك" or len(key) > 4))
            if proven or (key[0] not in "لبك" and text.words.tail(place).strip()[:1] in _STOPS):
                last, parts, sure = place, parts + 1, True
        elif (
            parts >= 2
            and expected
            and key[0] not in "ولبكف"
            and may_be_bare_name(text, place)
            and (
                (text.words.tail(place).strip() and text.words.tail(place).strip()[:1] in _STOPS)
                or is_spoken_of(text, key)
            )
        ):
            last, parts = place, parts + 1  # عبدالرحمن بن علي ناشب،
        break
    return last, parts, sure


def _is_plain_word(text: ArabicText, place: int) -> bool:
    """A family name that is a common word, with "that" behind: محمد إسلام أنه."""
    key = text.key(place)
    return key in COMMON - FUNCTION and not key.startswith("ال") and text.key(place + 1) in _THAT


def _may_be_family(text: ArabicText, first: int, place: int) -> bool:
    """Whether a bare word can be a family name; behind a foreign first name it may look like a verb: تشوركين."""
    if may_be_bare_name(text, place):
        return True
    key = text.key(place)
    own = text.key(first)[letters_before_given(text, first) or 0 :]
    return (
        (own in FOREIGN_GIVEN_NAMES or spelled_like_foreign_given(own))
        and own not in COMMON
        and (
            key[0] in "تي"
            or bool(re.match(r"ا\w*[يو]\w*ت$", key))
            or (key.startswith("بال") and key.endswith(("و", "ي", "س")))
        )
        and len(key) > 4
        and sum(letter in "اوي" for letter in key[1:]) >= (1 if key[0] == "ا" else 2)
        and not _NOUN_OF_VERB.search(key)
        and key not in _NOT_BARE
        and place not in text.states
    )


def _short_family(text: ArabicText, place: int) -> bool:
    """A family name of two letters, with something behind that ends it: الجنرال إبراهيم سو."""
    stopped = text.words.tail(place).strip()[:1] in _STOPS_AND_BRACKETS and bool(
        text.words.tail(place).strip()
    )
    return text.key(place) not in FUNCTION and place not in text.barriers and stopped


def _ends_name(text: ArabicText, first: int, last: int) -> bool:
    """Whether something else says that a word with the article is the family name: علي العساف (86)."""
    own = text.key(first)[letters_before_given(text, first) or 0 :]
    strong = own in STRONG_GIVEN_NAMES or own in _NO_WORDS or own.endswith("عبد") or in_list(text, first)
    punctuated = text.words.tail(last).strip()[:1] in _STOPS_AND_BRACKETS
    described = text.key(last + 1) in DESCRIBES and text.follows(last + 1)
    return (
        strong
        or punctuated
        or described
        or text.times(text.key(last)) > 1
        or is_spoken_of(text, text.key(last))
        or _begins_list_item(text, last + 1)
    )


def _begins_list_item(text: ArabicText, index: int) -> bool:
    """Whether "and" with a first name follows: عبدالله دوش وحسن كادش."""
    key = text.key(index)
    return key.startswith("و") and key[1:] in GIVEN_NAMES and text.follows(index)
