"""Propose unknown persons in Arabic: behind titles, from first names, in bylines."""

from __future__ import annotations

import re

from dossier.actors.arabic_foreign import BEARERS, sounds_foreign
from dossier.actors.arabic_person_names import (
    DESCRIBES,
    ENDS_NAME,
    KUNYA,
    PLACES_SEEN,
    QUALITIES,
    RELATIVE,
    SON_OF,
    in_list,
    is_spoken_of,
    letters_before_given,
    may_be_bare_name,
    name_end,
)
from dossier.actors.arabic_text import ArabicText, keys_of
from dossier.actors.proposals import Proposal
from dossier.actors.words import key_of
from dossier.actors.words_arabic import (
    BYLINE_OUTLETS,
    COMMON,
    FUNCTION,
    GIVEN_NAMES,
    HONORIFICS,
    NATIONALITIES,
    ORGANISATION_HEADS,
    RANKS,
    SPEECH,
    STRONG_GIVEN_NAMES,
    TITLES,
)
from dossier.actors.words_arabic_known import TOWNS
from dossier.domain.actors import ActorRole

DEPOSED = keys_of("المخلوع مخلوع")
"""What a fallen ruler is called, by one name."""
_SHORTENED = keys_of("د م أ")
"""Titles of one letter, with a full stop behind."""
_TITLE_REACH = 9
"""Words between a title and the name it belongs to: وزير الخارجية السعودي عادل الجبير has two."""
_BETWEEN = ' \u00a0«»"“”()/'
_DASH = re.compile(r"^\s*[-–—]")
_OPENING = frozenset('"«“')
_CLOSING = frozenset('"»”')
_FILLS = keys_of(
    "بن نادي شؤون لشؤون منطقة مدينة محافظة مجلس هيئة وزارة إمارة شركة مكتب فرع عام لجنة مركز بلدية جامعة كلية قسم تحرير "
    "كرة لكرة إدارة رعاية قناة صحيفة جمعية نقابة اتحاد حزب حركة كتلة قوات جهاز مديرية وكالة مؤسسة معهد مستشفى غرفة دائرة قطاع "
    "وحدة قيادة أمن فريق منتخب برنامج مشروع مجموعة بنك لجان منظمة رابطة مرصد ديوان شرطة مرور دفاع صحة تعليم أمانة جوازات "
    "لدى خارجية داخلية مالية عدل نفط اقتصاد تجارة طاقة عمل أعمال رئاسة بطولة دوري "
    "عمليات خدمات علاقات موارد مبيعات تسويق إعلام تطوير أول أعلى تنفيذي مساعد"
)
"""Words that may stand between a title and the name, besides those with the article."""
_OF_A_PLACE = keys_of(
    "شارع طريق مدينة جامعة مستشفى مستشفيات مدارس منتزهات مسجد جامع مدرسة ثانوية ابتدائية مطار حي ميدان جائزة مركز قصر جسر سوق ملعب استاد دوري كأس منتزه حديقة مؤسسة كلية برج معهد مجمع قاعة صالة سد متنزه سجن مخيم وادي جائزه قاعدة سباق مهرجان"
)
"""Words after which a person's name is a place's or a prize's."""
_TOWN = keys_of("محافظة مدينة منطقة قرية بلدة مركز ناحية قضاء مطار حي")
_TOWN_OR_OFFICE = _TOWN | keys_of("إمارة جمرك شرطة بلدية أمانة جوازات مرور صحة")
_MULLAH = keys_of("الملا والملا")
_ROYAL = _MULLAH | keys_of("الملكة والملكة الأمير الأميرة الملك السلطان البابا للأمير للملك والأمير والملك")
"""Titles with which one name is enough."""
_FORCES = keys_of("قوات مليشيات ميليشيات مليشيا ميليشيا نظام")
_TOWNS_OF_TWO = {("خميس", "مشيط"), ("مرسي", "مطروح"), ("جلال", "اباد"), ("غازي", "عنتاب")}
_MAY_FILL = HONORIFICS | TITLES | _FILLS
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
_PARTICLES = keys_of("دا دي دو فان فون ديل دل لو دوس")


def person_after_title(text: ArabicText, index: int) -> Proposal | None:
    """المتحدث باسم الوزارة اللواء منصور التركي: the name may stand some words after the title."""
    key = text.key(index)
    if key.lstrip("وفل") in DEPOSED and text.follows(index + 1) and text.key(index + 1) in GIVEN_NAMES:
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
        named = letters_before_given(text, place) == 0 and here != "باسم"
        named = named or (here == "عبد" and text.key(place + 1).startswith("ال"))
        if named or here in KUNYA:
            return person(text, place, titled=surface)
        fills = here.startswith(("ال", "لل", "وال", "بال")) or here in _MAY_FILL
        fills = fills or (here[0] in "بل" and here[1:] in _FILLS)
        if (text.key(place - 1) in _TOWN_OR_OFFICE or here in TOWNS) and not fills:
            if here not in TOWNS and text.key(place + 1) not in GIVEN_NAMES:
                return _foreigner(text, place, surface)
            continue  # أمين منطقة عسير صالح القاضي
        if here in RELATIVE or not (fills or place in text.states or here == "باسم"):
            return _foreigner(text, place, surface)
    return None


def _foreigner(text: ArabicText, index: int, title: str) -> Proposal | None:
    """Two bare words after a title, one of which the text uses again: سيرجي لافروف.

    After a rank, a bare word and a family name are enough: اللواء جمعان الغامدي.
    """
    first, second = text.key(index), text.key(index + 1)
    if _known_by_one_name(text, index):
        return Proposal(index, index, ActorRole.PERSON, 0.6, f"after “{title}”")
    rank = key_of(title)[0] in RANKS or key_of(title)[0][1:] in RANKS
    if rank and text.follows(index + 1) and may_be_bare_name(text, index):
        family = (
            second.startswith("ال") and len(second) > 4 and second not in ENDS_NAME and second not in COMMON
        )
        if second in SON_OF or (family and second.endswith("ي")):
            last = name_end(text, index, True)[0]
            return Proposal(index, last, ActorRole.PERSON, 0.7, f"after “{title}”")
    if second == "ال" + first and text.follows(index + 1) and may_be_bare_name(text, index):
        return Proposal(index, index + 1, ActorRole.PERSON, 0.7, f"after “{title}”")  # هذلول الهذلول
    if first in _PARTICLES and text.follows(index + 1) and may_be_bare_name(text, index + 1):
        return Proposal(index, index + 1, ActorRole.PERSON, 0.7, f"after “{title}”")
    leads = text.key(index - 1)
    apart = leads.startswith("ال") or leads in TITLES or leads in NATIONALITIES
    before_known = (
        apart and text.follows(index + 1) and letters_before_given(text, index + 1) == 0 and second != "باسم"
    )
    if (
        before_known
        and may_be_bare_name(text, index)
        and key_of(title)[0] in TITLES
        and first[0] not in "ولبكف"
    ):
        last = name_end(text, index + 1, True)[0]
        return Proposal(
            index, last, ActorRole.PERSON, 0.75 if leads.startswith("ال") else 0.65, f"after “{title}”"
        )
    if (
        not text.follows(index + 1)
        or not may_be_bare_name(text, index + 1)
        or text.words.surface(index).endswith("ته")
    ):
        return None
    quoted = text.words.gap(index).strip() in _OPENING and text.words.tail(index + 1).strip()[:1] in _CLOSING
    if {first, second} & BEARERS:
        return None  # رئيس منتخب
    ends = text.words.surface(index)[-1:] + text.words.surface(index + 1)[-1:]
    if ends == "اا":
        return None  # اتصالا هاتفيا
    if quoted and "ة" not in ends:
        return Proposal(index, index + 1, ActorRole.PERSON, 0.65, f"in quotation marks after “{title}”")
    explained = text.words.tail(index + 1).strip(" ")[:1] in set('،:"«“؛(')
    explained = explained or text.key(index + 2) in DESCRIBES
    explained = explained or (text.key(index + 2)[:1] == "و" and text.key(index + 2)[1:] in TITLES)
    if explained and may_be_bare_name(text, index) and first[0] not in "بلوفك":
        return Proposal(index, index + 1, ActorRole.PERSON, 0.6, f"after “{title}”")
    opposite = text.key(index - 2)[-4:] in _OPPOSITE or text.key(index - 2) in _OPPOSITE
    strange = first not in COMMON and may_be_bare_name(text, index)
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
    if any(_named_place(text, place) for place in text.words.places.get(second, ())[:PLACES_SEEN]):
        return None
    again = [key for key in (first, second) if text.times(key) > 1]
    if first[0] in "بكل" and not sounds_foreign(first):
        return None  # لإجراء جراحة
    if second[0] in "لب" and second[1:] in text.words.places:
        return None
    if second == "عدم" or first in _TOWN_OR_OFFICE or (first[0] in "وبكفل" and first not in again):
        return None
    if (
        not again
        or (first[0] in "لب" and text.words.places.get(first[1:]))
        or (second[0] in "بلوفك" and second not in again)
    ):
        return None
    verb = not may_be_bare_name(text, index)
    plural = second.endswith(("ين", "ون", "ات"))
    if verb and not (
        text.times(second) > 1 and first.startswith(("ي", "ت")) and "ة" not in ends and not plural
    ):
        return None  # جيفري ويب may look like a verb; يعاني إصابة is one
    return Proposal(index, index + 1, ActorRole.PERSON, 0.6, f"after “{title}”, and named again")


def byline(text: ArabicText, index: int) -> Proposal | None:
    """لجين الأحمدي – عين اليوم: a name and a dash begin the text."""
    family = text.key(1)
    known = text.key(0) in GIVEN_NAMES and (
        family.startswith(("ال", "ابو")) or text.key(0) in STRONG_GIVEN_NAMES
    )
    known_newspaper = text.key(2) in BYLINE_OUTLETS or (text.key(2), text.key(3)) == ("عين", "اليوم")
    newspaper = known_newspaper and (text.key(0) in GIVEN_NAMES or family.startswith("ال"))
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


def person(text: ArabicText, index: int, titled: str) -> Proposal | None:
    skip = letters_before_given(text, index)
    slave = text.key(index) == "عبد" or text.key(index)[1:] == "عبد"
    if skip is None and not slave and _has_father(text, index):
        skip = 0
    if (skip is None and not slave) or (skip and (index == 0 or text.key(index)[0] == "ك")):
        return None
    before = text.key(index - 1) if index and not text.words.gap(index).strip() else ""
    speaks = before in SPEECH or before[1:] in SPEECH
    last, parts, sure = name_end(text, index, bool(titled) or speaks)
    following = text.key(index + 1)
    if parts == 1 and key_of(titled)[0] in _ROYAL and text.key(index - 1) in _ROYAL and skip == 0:
        place = text.key(index - 2)
        of_place = any(one in _OF_A_PLACE for one in (place, place[1:], place[2:], place.removeprefix("ال")))
        if not of_place and not following.startswith("ال"):
            first = index - (text.key(index - 1) in _MULLAH)
            return Proposal(first, index, ActorRole.PERSON, 0.6, f"after “{titled}”")
    theirs = parts == 1 and before.lstrip("و") in _FORCES and skip == 0 and text.follows(index + 1)
    if theirs and (following in FUNCTION | SPEECH or following.startswith(("سي", "ست"))):
        return Proposal(index, index, ActorRole.PERSON, 0.6, f"behind “{text.words.surface(index - 1)}”")
    if text.key(index)[skip or 0 :] == "اسما" and following.startswith("ال") and not following.endswith("ي"):
        return None  # أسماء الطلاب
    if parts < 2 or not (titled or sure):
        return None
    if text.key(index)[skip or 0 :] in TITLES and not (
        following in SON_OF
        or following in GIVEN_NAMES
        or following[:2] == "ال"
        or text.key(index + 2) == text.key(last) != following
    ):
        return None  # أمير منطقة عسير
    if text.key(index)[skip or 0 :] in TITLES and text.words.surface(index + 1).endswith("ة") and parts == 2:
        return None  # أمير المنطقة
    if (text.key(index)[skip or 0 :], following) in _TOWNS_OF_TWO:
        return None
    if text.key(index) == "باسم" and not (titled or speaks or following in SON_OF):
        return None  # "in the name of"
    place = text.key(index - 2)
    of_place = any(one in _OF_A_PLACE for one in (place, place[1:], place[2:]))
    if before in _OF_A_PLACE or before[1:] in _OF_A_PLACE or (of_place and before in TITLES | HONORIFICS):
        return None
    near = [text.key(index - back) for back in range(2, 6)]
    if before in SON_OF and any(one in _OF_A_PLACE or one[1:] in _OF_A_PLACE for one in near):
        return None  # the end of a name that is something else's
    if not titled and not speaks and _is_quoted(text, index):
        return None
    if text.key(index)[skip or 0 :] in KUNYA and (_is_town(text, index) or "ً" in text.words.surface(index)):
        return None
    national = key_of(titled)[0] in NATIONALITIES if titled else True
    quality = national and not speaks and _is_quality(text, index, skip or 0)
    if quality and not is_spoken_of(text, following):
        return None
    if titled:
        reason, score = f"after “{titled}”", 0.85
    elif speaks:
        reason, score = "speaks or acts", 0.85
    else:
        reason, score = "a first name and a family name", 0.7
    return Proposal(index, last, ActorRole.PERSON, score, reason)


def _known_by_one_name(text: ArabicText, index: int) -> bool:
    """المدرب اليوناني دونيس الذي; الطفلة غدي, where غدي says something elsewhere: one bare word behind a title."""
    key = text.key(index)
    if not may_be_bare_name(text, index) or key in BEARERS or key[0] in "ولبكف" or text.states.get(index - 1):
        leads = text.key(index - 1) in NATIONALITIES and text.key(index - 2) in TITLES
        if not (leads and may_be_bare_name(text, index) and key not in BEARERS):
            return False
    if text.key(index + 1) in RELATIVE and text.follows(index + 1):
        before = text.key(index - 1)
        return before in NATIONALITIES or (before in TITLES and before[:2] == "ال" and sounds_foreign(key))
    if sounds_foreign(key) and text.key(index - 1) in NATIONALITIES and text.key(index - 2) in TITLES:
        return text.key(index + 1) in FUNCTION or bool(text.words.tail(index).strip())
    if sounds_foreign(key) and text.times(key) > 1 and text.words.tail(index).strip():
        return True
    return text.times(key) > 1 and is_spoken_of(text, key) and not may_be_bare_name(text, index + 1)


def _has_father(text: ArabicText, index: int) -> bool:
    """Whether "son of" and a name follow a word of which nothing else is known: ساير بن لافي."""
    return (
        text.key(index + 1) in {"بن", "بنت"}
        and text.follows(index + 1)
        and text.follows(index + 2)
        and may_be_bare_name(text, index)
        and text.key(index + 2) not in FUNCTION
    )


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
    for place in text.words.places.get(after, ())[:PLACES_SEEN]:
        if text.key(place - 1) in KUNYA and text.key(place - 2) in _TOWN:
            return True
    return False


def _is_quality(text: ArabicText, index: int, skip: int) -> bool:
    """Whether a first name that is also an adjective is one here: حسن الجوار, صالح الأعمال, أكبر الأسواق."""
    following = text.key(index + 1)
    own = text.key(index)[skip:]
    return (
        own in QUALITIES
        and not in_list(text, index)
        and following.startswith("ال")
        and not following.endswith("ي")
    )
