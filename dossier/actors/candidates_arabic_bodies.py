"""Propose unknown organisations in Arabic, from the words with which their names begin."""

from __future__ import annotations

import re

from dossier.actors.arabic_text import PRONOUN_END, ArabicText
from dossier.actors.candidates_arabic_outlets import QUOTE, heard_outlet, may_be_foreign_body
from dossier.actors.proposals import Proposal
from dossier.actors.words_arabic import (
    AGENCY_HEADS,
    DEFINITE_BODIES,
    FUNCTION,
    GIVEN_NAMES,
    GROUP_HEADS,
    NATIONALITIES,
    ORGANISATION_HEADS,
    OUTLET_HEADS,
    SINGLE_BODIES,
    SPEECH,
    TITLES,
    letters_before,
)
from dossier.actors.words_arabic_bodies import (
    ACT_AS_ONE,
    BARE_NAMES,
    BEAR_A_NAME,
    BEFORE_QUOTED,
    BOARDS,
    BODIES,
    BY_BRACKETED_NAME,
    BY_FOREIGN_NAME,
    BY_QUOTED_NAME,
    CANALS,
    CENTRAL,
    CURRENTS,
    DONE,
    ENDS_ORGANISATION,
    EVERY_BODY_HAS,
    FEMININE_PLURALS,
    FIRST_OF_BODIES,
    FLOWS,
    FOR_SOMETHING,
    GENERAL,
    IDAFA_GROUPS,
    IDAFA_HEADS,
    LATER_ENDS,
    LINKED_BY_AND,
    LONG_ONLY,
    MORE_OF_ITS_NAME,
    MOVEMENTS,
    MOVES,
    NAMED_BODIES,
    NATIONAL,
    NEEDS_QUOTES,
    NO_OUTLET,
    OF_A_LAND,
    OF_ANY_BODY,
    OF_COMPANIES,
    OF_FIGHTERS,
    OFFICES,
    ONE_OF_TWO,
    PLACE_HEADS,
    RANK_ENDS,
    SERVICES,
    STAFF,
    TO_DO,
    TRADES,
    TRAFFIC,
    TWO_TASKS,
    UNITS,
    WHOSE,
)
from dossier.domain.actors import ActorRole

_FOR_DOING = re.compile(r"^لل?ا(?:ست|ن|[^اويست]ت)\w+ا[^ت]$")
_SHE_DOES = re.compile(r"^(?:و?س?ت\w{3,}|\w{3,}ت)$")
"""A verb of which a committee may be the subject."""
_ORGANISED = re.compile(r"^ال(?!دوله$|قاعده$)\w+(?:ات|(?<!ي)ه)$")
"""What is organised rather than a group: المباراة, الفعاليات."""


def may_begin_body(key: str) -> bool:
    """Whether the name of a body can begin with this word; the rules below then look at what follows."""
    bare = re.sub(r"^[وف]?(?:ال|بال|لل)", "", key)
    without = (key, key[1:], key[2:], "ا" + key[1:])
    return (
        letters_before(key, ORGANISATION_HEADS) is not None
        or bare in ORGANISATION_HEADS
        or any(one in BODIES or one in FIRST_OF_BODIES or one in ONE_OF_TWO for one in without)
    )


def named_body(text: ArabicText, index: int) -> Proposal | None:
    """البنك المركزي العراقي, المقاومة الشعبية: two words that are a name, and the state or "general" behind."""
    key = text.key(index)
    for own in (key, key[1:], "ا" + key[1:] if key.startswith("لل") else key[2:]):
        if (own, text.key(index + 1)) in NAMED_BODIES and text.follows(index + 1):
            last = index + 1
            following = text.key(last + 1)
            national = (
                text.states.get(last + 1) or following in NATIONALITIES or following in MORE_OF_ITS_NAME
            )
            genders = {key.endswith("ه"), text.key(last).endswith("ه")}
            agrees = following.endswith("ه") in genders and following.startswith("ال")
            while national and agrees and text.follows(last + 1):
                last += 1  # الخطوط الجوية العربية السعودية
                following = text.key(last + 1)
                national = text.states.get(last + 1) or following in NATIONALITIES
                agrees = following.endswith("ه") in genders and following.startswith("ال")
            if text.barriers.isdisjoint(range(index, last + 1)):
                return Proposal(
                    index,
                    last,
                    ActorRole.AGENCY,
                    0.65,
                    "a body known by these words",
                    letters=len(key) - len(own),
                )
    return None


def definite_body(text: ArabicText, index: int) -> Proposal | None:
    """الحكومة اليمنية, الخارجية المصرية, البنك المركزي الأوروبي, and bodies of one word."""
    key = text.key(index)
    if text.key(index - 1) in TITLES and text.follows(index) and key not in SINGLE_BODIES:
        return None  # وزير الدفاع القطري
    own = key if key in BODIES or key[0] not in "وفبلك" else key[1:]
    if key.startswith("لل") and "ا" + key[1:] in DEFINITE_BODIES:
        own = "ا" + key[1:]
    following = index + 1
    if own in DEFINITE_BODIES and text.follows(following):
        national = text.states.get(following) or text.key(following) in NATIONALITIES
        feminine = own.endswith("ه") or own in FEMININE_PLURALS
        agrees = text.key(following).endswith("ه") == feminine  # not وزير الخارجية المصري
        central = text.key(following) in CENTRAL
        if national and agrees and not central and text.key(following).startswith("ال"):
            return Proposal(index, following, ActorRole.AGENCY, 0.6, "a body of a state")
    if own in SINGLE_BODIES and index not in text.barriers:
        return Proposal(index, index, ActorRole.ORGANISATION, 0.6, "a body named by one word")
    return None


def organisation(text: ArabicText, index: int) -> Proposal | None:
    """وزارة الداخلية, نادي تشيلسي, الهيئة السعودية للمهندسين: a word that bodies begin with, and its name."""
    words = text.words
    key = text.key(index)
    letters = letters_before(key, ORGANISATION_HEADS)
    head, article = key[letters or 0 :], False
    if letters is None:
        bare = re.sub(r"^[وف]?(?:ال|بال|لل)", "", key)
        if bare not in ORGANISATION_HEADS or bare == key:
            return None
        head, article = bare, True
    if article and text.follows(index) and text.key(index - 1).removeprefix("ال") in ORGANISATION_HEADS:
        return None  # الشركة المنظمة: what it does
    if head == "لوا" and (
        (article and text.key(index + 1) not in GENERAL) or text.key(index + 1) in RANK_ENDS
    ):
        return None  # a rank
    if head == "تنظيم" and (
        key.startswith("ب") or text.key(index - 1) in DONE or _ORGANISED.match(text.key(index + 1))
    ):
        return None  # "organising"
    if article and not _tells_apart(text, index, head):
        return None
    kind_follows = head in OUTLET_HEADS and text.key(index + 1) in BEFORE_QUOTED and text.follows(index + 1)
    end = words.ends[index + kind_follows]
    quoted = QUOTE.match(words.text[end : end + 60])
    if quoted and not (article and head == "حركه"):
        inside = words.within(end, end + quoted.end())
        if (
            not 1 <= len(inside) <= 4
            or not text.barriers.isdisjoint(inside)
            or head not in (BY_BRACKETED_NAME if quoted.group("open") == "(" else BY_QUOTED_NAME)
        ):
            return None
        first = inside[0] if quoted.group("open") == "(" else index
        return Proposal(
            first, inside[-1], _role(head), 0.8, "in quotation marks after " + words.surface(index)
        )
    if head == "حركه" and text.key(index + 1) in (TRAFFIC if article else FLOWS):
        return None
    if head == "مجلس" and text.key(index + 1) in EVERY_BODY_HAS:
        return None
    if head == "مصلحه" and text.key(index + 1) in OFFICES and not article:
        end_of_it = index + 1 + 2 * _second_task(text, index + 2)
        return Proposal(index, end_of_it, ActorRole.AGENCY, 0.65, f"“{words.surface(index)}” in its name")
    if head == "مجلس" and text.key(index + 1) in BOARDS and text.key(index + 2) in NO_OUTLET:
        return None  # مجلس إدارة النادي
    if head == "قناه" and text.key(index + 1) in CANALS:
        return None
    if head == "دار" and article:
        return None  # الدار البيضاء
    if head == "دار" and text.key(index + 2).startswith("لل") and text.follows(index + 2):
        return Proposal(
            index, index + 2, ActorRole.ORGANISATION, 0.65, f"“{words.surface(index)}” in its name"
        )
    if head == "حمله" and not article:
        return None
    if text.key(index + 1) in STAFF:
        return None  # هيئة التدريس
    if head == "جهاز" and text.key(index + 1) not in SERVICES:
        return None
    if key.lstrip("وف") == "اداره" and text.key(index + 2).startswith("وال"):
        return None  # وإدارة الإستاد والأمن: who runs it
    if head in UNITS and not article and text.key(index + 1) in SERVICES:
        return _unit(text, index)
    if head in {"موقع", "منصه", "شبكه"} and not article:
        return heard_outlet(text, index)
    for_what = head in FOR_SOMETHING and text.follows(index + 2) and text.key(index + 2).startswith("لل")
    mission = article and head == "بعثه"
    if (
        head in NEEDS_QUOTES - LONG_ONLY
        and not mission
        and not for_what
        and not (article and head in {"شبكه", "مجموعه", "تيار"} and text.key(index + 1) not in CURRENTS)
    ):
        return None
    club = head == "نادي" and not article and text.key(index + 1)[:1] == "ل" and text.follows(index + 2)
    if club and text.key(index + 1) not in FUNCTION and text.key(index + 2) in NATIONALITIES:
        return Proposal(
            index, index + 1, ActorRole.ORGANISATION, 0.65, f"“{words.surface(index)}” in its name"
        )
    last = _organisation_end(text, index, head, article)
    before = text.key(index - 1) if text.follows(index) else ""
    acting = head == "لجنه" and (
        before in ACT_AS_ONE or before in SPEECH or before[1:] in SPEECH or bool(_SHE_DOES.match(before))
    )
    if (
        last is None
        or (head in LONG_ONLY and last - index < 2 and not acting)
        or (mission and last - index < 3)
    ):
        return None
    if head in GROUP_HEADS and text.key(last + 1) == "في" and text.key(last + 2) in OF_A_LAND:
        last += 2
        while (
            text.follows(last + 1)
            and text.key(last + 1).startswith("ال")
            and not (text.key(last + 1) in ENDS_ORGANISATION or last + 1 in text.barriers)
        ):
            last += 1
    if text.key(last) in WHOSE and (head in GROUP_HEADS or head in BEAR_A_NAME):
        last = _bearer_end(text, last)
    if article and key.endswith("ال" + head):
        letters = len(key) - len(head) - 2
    return Proposal(
        index, last, _role(head), 0.65, f"“{words.surface(index)}” in its name", letters=letters or 0
    )


def _tells_apart(text: ArabicText, index: int, head: str) -> bool:
    """Whether the word behind a head with the article makes it one body: الهيئة السعودية, not الإدارة المكلفة."""
    following = text.key(index + 1)
    if head == "حمله":
        return following in NATIONALITIES or following in NATIONAL or index + 1 in text.states
    if following in OF_ANY_BODY:
        return False
    if head == "شركه":
        national = following in NATIONALITIES or following in NATIONAL or index + 1 in text.states
        return national or following in GENERAL or text.key(index + 2).startswith("لل")
    if text.states.get(index + 1) is False and following not in NATIONALITIES:
        return False  # التحالف العراق: words of a list
    if head == "سريه" and following not in GENERAL:
        return False  # السرية المقفلة
    return (
        following.endswith(("ي", "يه"))
        or following in GENERAL
        or (following.startswith("لل") and text.key(index + 2).startswith("ال"))
        or head in GROUP_HEADS
        or (following not in FUNCTION and not following.startswith(("ال", "لل")))
    )


def _organisation_end(text: ArabicText, index: int, head: str, article: bool) -> int | None:
    last, place = index, index + 1
    meant_for = False
    closed = False  # after a genitive only an adjective goes on
    reach = index + 6
    while text.follows(place) and place <= reach:
        key = text.key(place)
        state = place in text.states
        preposition = text.words.surface(place).endswith("على")
        if place in text.barriers or preposition or (key in ENDS_ORGANISATION and not state):
            break
        if key in LATER_ENDS and place > index + 1:
            break
        definite = key.startswith("ال") and len(key) > 4 and (not closed or key.endswith(("يه", "ي")))
        if definite and place > index + 2 and text.key(place - 1).endswith("يه") and not key.endswith("ه"):
            break  # مركز ... الإنسانية | الأطباء
        linked = head in LINKED_BY_AND or meant_for
        if head == "وزاره" and (key[1:], text.key(place + 1)) in NAMED_BODIES:
            break  # وزارة الطيران المدني | والخطوط الجوية الماليزية
        joined = last > index and linked and key.startswith("وال") and len(key) > 5 and key[1:] not in TITLES
        purpose = key.startswith("ل") and not key.startswith("لل") and text.key(place + 1).startswith("ال")
        purpose = purpose and last > index and text.follows(place + 1)
        purpose = purpose and key[1:] not in ORGANISATION_HEADS | FUNCTION
        for_it = (key.startswith("لل") and len(key) > 4) or purpose
        for_it = for_it and not _is_purpose(key) and head not in {"وزاره", "نيابه", "محكمه"}
        for_it = for_it and not (key[:2] == "لل" and text.key(place - 1)[:2] == "لل")
        for_it = for_it and (not article or last > index or text.key(place + 1).startswith("ال"))
        second = last > index and (head in TWO_TASKS or meant_for) and _second_task(text, place)
        named_after = key in GIVEN_NAMES and text.key(place + 1) == "بن"
        if named_after and last == index and head in BEAR_A_NAME and not article:
            last = _person_in_name(text, place)
            reach += last - place
            place = last + 1
            continue
        if key in WHOSE and last == index and head in BEAR_A_NAME and not article:
            last = _person_in_name(text, place)
            reach += last - place
            place = last + 1
            continue
        if key == "عبد" and last == index and not article and text.follows(place + 1):
            return place + 1 + (text.follows(place + 2) and text.key(place + 2) in GIVEN_NAMES)
        if second:
            last = place = place + 1
        elif definite or joined or (for_it and (article or last > index)):
            last = place
            meant_for = meant_for or (for_it and article)
            if purpose and not definite:
                last = place = place + 1
        elif not article and last == index and _goes_on(text, place, head) and _in_genitive(text, place):
            last = place = place + 1
            closed = True
        elif not article and last == index and head in BY_FOREIGN_NAME and may_be_foreign_body(text, place):
            last = place
            while (
                last - index < 4
                and text.follows(last + 1)
                and (
                    may_be_foreign_body(text, last + 1)
                    or (last + 1 in text.states and not text.states[last + 1])
                )
            ):
                last += 1
            place = last
            if not text.key(last + 1).startswith("لل"):
                break
        elif (
            not article
            and last == index
            and _may_name(key, head, head == "نادي" and text.key(place + 1) in NATIONALITIES)
            and _is_used_as_name(text, place, head)
        ):
            last = place
            following = text.key(place + 1)
            adjective = following.startswith("ال") and len(following) > 4 and following[-1] in "يه"
            if following.startswith("لل") and not _is_purpose(following) and head not in GROUP_HEADS:
                adjective = True  # شركة دلة للخدمات الصحية
            if not adjective or following in ENDS_ORGANISATION:
                break
        else:
            break
        place += 1
    if last == index:
        return None
    short = last - index < 2 and not text.key(last).startswith("لل")
    return None if article and short and head not in GROUP_HEADS else last


def _is_purpose(key: str) -> bool:
    """What somebody does something for (للاحتفاء, للتعامل), rather than what a body is for (للاستثمار)."""
    return (
        key in TO_DO or bool(PRONOUN_END.search(key)) or (bool(_FOR_DOING.match(key)) and key not in TRADES)
    )


def _unit(text: ArabicText, index: int) -> Proposal | None:
    """دائرة المخابرات العامة, وحدة مكافحة غسل الأموال: a unit with a service's name, two words at least."""
    last = index + 1
    while (
        last - index < 4
        and text.follows(last + 1)
        and (
            (text.key(last + 1).startswith("ال") and text.key(last + 1) not in ENDS_ORGANISATION | LATER_ENDS)
            or text.key(last) == "مكافحه"
        )
    ):
        last += 1
    if last - index < 2:
        return None  # إدارة الأمن: any town's
    return Proposal(index, last, ActorRole.AGENCY, 0.65, f"“{text.words.surface(index)}” in its name")


def _bearer_end(text: ArabicText, last: int) -> int:
    """سرية الشهيد أبي خالد: whose name a unit bears, one or two words."""
    kunya = text.key(last + 1) in {"ابو", "ابي", "ابا"}
    for place in range(last + 1, last + 2 + kunya):
        if not text.follows(place) or place in text.barriers or text.key(place) in ENDS_ORGANISATION:
            break
        last = place
    return last


def _person_in_name(text: ArabicText, last: int) -> int:
    """مؤسسة الملك | عبدالله بن عبدالعزيز العالمية: last word of the person whose name a body bears."""
    while text.follows(last + 1) and last + 1 not in text.barriers:
        key = text.key(last + 1)
        if key not in GIVEN_NAMES and key not in {"بن", "بنت", "ال", "عبد"}:
            break
        last += 1 + (key == "عبد")
    return min(last, len(text.words) - 1)


def _second_task(text: ArabicText, place: int) -> bool:
    """هيئة الاتصالات | وتقنية المعلومات: "and", a bare word and its genitive."""
    own = text.key(place)[1:]
    return (
        text.key(place)[:1] == "و"
        and len(own) > 3
        and own not in ORGANISATION_HEADS | TITLES | SPEECH | FUNCTION
        and not own.startswith("ال")
        and text.follows(place + 1)
        and text.key(place + 1).startswith("ال")
        and text.key(place + 1) not in ENDS_ORGANISATION
        and text.words.surface(place).endswith("ة")
    )


def _goes_on(text: ArabicText, place: int, head: str) -> bool:
    """Whether a name with this head may go on with a bare word and its genitive."""
    if head in IDAFA_HEADS or head in IDAFA_GROUPS:
        return True
    return head in {"حركه", "تنظيم", "تجمع"} and text.key(place) in OF_FIGHTERS


def _in_genitive(text: ArabicText, place: int) -> bool:
    """A bare word and a definite one: سلامة المستهلك."""
    key, following = text.key(place), text.key(place + 1)
    bare = (
        len(key) >= 3
        and key not in PLACE_HEADS
        and key not in BOARDS
        and not key.startswith("ال")
        and key not in ENDS_ORGANISATION | TITLES | NATIONALITIES
        and key[0] not in "وفبلك"
        and not PRONOUN_END.search(key)
        and not text.words.surface(place).endswith(("ه", "ً", "اً"))
    )
    definite = following.startswith("ال") and len(following) > 4 and following not in ENDS_ORGANISATION
    return bare and definite and text.follows(place + 1) and {place, place + 1}.isdisjoint(text.barriers)


def _is_used_as_name(text: ArabicText, index: int, head: str) -> bool:
    """حركة أسعار is a movement of prices; حركة طالبان is named again, or followed by an adjective."""
    if head not in GROUP_HEADS | {"منظمه", "مجلس", "شبكه"}:
        return True
    if text.key(index) in MOVES:
        return False
    if head == "حركه" and text.key(index) in MOVEMENTS:
        return True
    if text.key(index) in SINGLE_BODIES or "ال" + text.key(index) in SINGLE_BODIES:
        return True
    following = text.key(index + 1)
    adjective = following.startswith("ال") and following.endswith(("يه", "ي")) and text.follows(index + 1)
    return text.times(text.key(index)) > 1 or adjective


def _may_name(key: str, head: str, national: bool = False) -> bool:
    """Names without an article: شركة أبل, جامعة الملك سعود, حركة طالبان, هيئة تحرير الشام."""
    return (
        head in BARE_NAMES
        and len(key) >= 3
        and key not in TITLES
        and key not in OF_COMPANIES
        and not re.match(r"^\w{3,5}ت$|^ي\w{4}$|^[تي]\w+ها?$", key)
        and not PRONOUN_END.search(key)
        # جماعة سلفية, حزب سلفي: adjectives
        and (not key.endswith("يه" if head.endswith("ه") else "ي") or national)
        and key[0] not in "ول"
    )


def _role(head: str) -> ActorRole:
    if head in OUTLET_HEADS and head != "موسسه":
        return ActorRole.MEDIA_OUTLET
    if head in GROUP_HEADS:
        return ActorRole.GROUP
    return ActorRole.AGENCY if head in AGENCY_HEADS else ActorRole.ORGANISATION
