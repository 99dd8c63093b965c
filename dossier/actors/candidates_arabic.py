"""Propose unknown names in Arabic, which has no capitals: from titles, first names and organisation words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dossier.actors.evidence import Document
from dossier.actors.proposals import Proposal
from dossier.actors.words import Words, is_arabic, key_of
from dossier.actors.words_arabic import (
    AGENCY_HEADS,
    COMMON,
    FUNCTION,
    GIVEN_NAMES,
    GROUP_HEADS,
    HONORIFICS,
    ORGANISATION_HEADS,
    OUTLET_HEADS,
    SPEECH,
    TITLES,
)
from dossier.domain.actors import ActorRole

_SON_OF = frozenset({"بن", "ابن", "بنت", "ال", "ولد"})
_KUNYA = frozenset({"ابو", "ابي", "ابا"})
_PREFIXED = "وفبلك"
_LONGEST_NAME = 8
_TITLE_REACH = 7
"""Words between a title and the name it belongs to: وزير الخارجية السعودي عادل الجبير has two."""
_NISBA = re.compile(r"^ال\w{3,}$")
_VERB_LIKE = re.compile(r"^(?:ي|ت|ن|است|سي|ست)\w{3,}$")
_PRONOUN_END = re.compile(r"(?:ها|هم|هما|هن|نا|كم)$")
_QUOTE = re.compile(r"^\s*[«\"“”(‘'](?P<name>[^«»\"“”()‘’'\n]{2,40})[»\"”“)’']")
_NEEDS_QUOTES = frozenset(
    key_of(word)[0]
    for word in "موقع مجموعة مركز شبكة منصة حملة صندوق دار إدارة وحدة دائرة قوة قوات جيش حكومة تيار شرطة بعثة موقع تجمع فرقة كلية مستشفى مصلحة نقابة برنامج".split()
)
_NO_NAME = frozenset(
    key_of(word)[0]
    for word in "المذكورة المذكور المعنية المعني الجديدة الجديد القادم القادمة الماضي الماضية الحالي الحالية الأخيرة الأخير الأولى الأول الثاني الثانية الثالث الثالثة الخاصة الخاص المقبل المقبلة نفسها نفسه المحلية الواحد الواحدة كبيرة كبير جديدة جديد مسلحة أخرى آخر مختصة متخصصة خاصة كاملة أمس المختصة المتخصصة المنظمة الوحيد الوحيدة الرئيسي الرئيسية بأكملها الحادث الجريمة الخبر".split()
)
_FILLS = frozenset(
    key_of(word)[0] for word in "باسم بن شؤون لشؤون منطقة مدينة محافظة مجلس هيئة وزارة إمارة شركة".split()
)
"""Words that may stand between a title and the name, besides those with the article."""
_BY_QUOTED_NAME = GROUP_HEADS | OUTLET_HEADS | {"شركه", "موقع", "جمعيه", "منظمه", "شبكه", "مجموعه"}
_LINKED_BY_AND = frozenset(
    key_of(word)[0] for word in "وزارة هيئة لجنة مؤسسة مركز إدارة جمعية وكالة جامعة ديوان".split()
)


def arabic_proposals(
    document: Document, barriers: frozenset[int], states: Mapping[int, bool]
) -> Iterator[Proposal]:
    """Proposals from titles, first names and organisation words; `barriers` are words of known actors."""
    words = document.words
    index, count = 0, len(words)
    while index < count:
        key = words.keys[index]
        if index in barriers or not is_arabic(key):
            index += 1
            continue
        found = (
            _organisation(words, index, barriers)
            or _person_after_title(words, index, barriers)
            or _person(words, index, barriers, titled="")
        )
        if found is None:
            index += 1
            continue
        yield found
        index = found.last + 1


# -- persons


def _person_after_title(words: Words, index: int, barriers: frozenset[int]) -> Proposal | None:
    """المتحدث باسم الوزارة اللواء منصور التركي: the name may stand some words after the title."""
    key = words.keys[index]
    if not (key in TITLES or (key[:1] in "وفل" and key[1:] in TITLES)):
        return None
    for place in range(index + 1, min(index + 1 + _TITLE_REACH, len(words))):
        if place in barriers or words.gap(place).strip(' \u00a0«»"“”()-/'):
            return None
        here = words.keys[place]
        if _given(here) == 0 or here in _KUNYA:
            return _person(words, place, barriers, titled=words.surface(index))
        fills = here.startswith(("ال", "لل", "وال", "بال")) or here in HONORIFICS | TITLES | _FILLS
        if not fills or here in {"الذي", "التي", "الذين"}:
            return None
    return None


def _given(key: str) -> int | None:
    """Letters of grammar in front of a first name: 0, 1, or None if it is none."""
    if key in GIVEN_NAMES or key in _KUNYA:
        return 0
    if len(key) > 4 and key[0] in _PREFIXED and key[1:] in GIVEN_NAMES:
        return 1
    return None


def _person(words: Words, index: int, barriers: frozenset[int], titled: str) -> Proposal | None:
    skip = _given(words.keys[index])
    if skip is None and not (words.keys[index] == "عبد" or words.keys[index][1:] == "عبد"):
        return None
    if skip and (index == 0 or words.keys[index][0] in "ك"):
        return None
    last, parts, sure = _chain(words, index, barriers, bool(titled))
    if parts < 2 and not (titled and parts == 1 and sure):
        return None
    if not titled and not sure:
        return None
    before = words.keys[index - 1] if index and not words.gap(index).strip() else ""
    if not titled and before in {
        "شارع",
        "طريق",
        "مدينه",
        "جامعه",
        "مستشفي",
        "مسجد",
        "جامع",
        "مدرسه",
        "مطار",
        "حي",
        "ميدان",
        "جاءزه",
        "جايزه",
        "مركز",
        "قصر",
        "جسر",
        "سوق",
    }:
        return None
    if titled:
        reason, score = f"after “{titled}”", 0.85
    elif before in SPEECH or before[1:] in SPEECH:
        reason, score = "speaks or acts", 0.85
    else:
        reason, score = "a first name and a family name", 0.7
    return Proposal(index, last, ActorRole.PERSON, score, reason)


def _chain(words: Words, index: int, barriers: frozenset[int], titled: bool) -> tuple[int, int, bool]:
    """Last word of the name that begins at `index`, how many names it has, and whether their look proves it."""
    last, parts, sure = index, 1, False
    place = index
    if words.keys[index] in _KUNYA:
        if index + 1 >= len(words) or words.keys[index + 1] in FUNCTION or words.gap(index + 1).strip():
            return index, 0, False
        last = place = index + 1
        parts, sure = 2, True
    elif (
        words.keys[index].endswith("عبد")
        and index + 1 < len(words)
        and words.keys[index + 1].startswith("ال")
    ):
        last = place = index + 1
    while place + 1 < len(words) and place - index < _LONGEST_NAME:
        place += 1
        key = words.keys[place]
        if place in barriers or words.gap(place).strip(" \u00a0") or not is_arabic(key):
            break
        if key in _SON_OF or key in _KUNYA:
            if (
                place + 1 < len(words)
                and not words.gap(place + 1).strip(" \u00a0")
                and words.keys[place + 1] not in FUNCTION
            ):
                if words.keys[place + 1] == "عبد" and place + 2 < len(words):
                    place += 1
                place += 1
                last, parts, sure = place, parts + 1, True
                continue
            break
        if key == "عبد" and place + 1 < len(words):
            place += 1
            last, parts, sure = place, parts + 1, True
            continue
        if key in GIVEN_NAMES and key not in SPEECH and key not in TITLES:
            last, parts, sure = place, parts + 1, True
            continue
        if key in FUNCTION or key in SPEECH or key in TITLES or key in HONORIFICS or key in _NO_NAME:
            break
        if _NISBA.match(key) and key not in COMMON:
            last, parts = place, parts + 1
            sure = sure or key.endswith("ي") or parts > 2 or titled
            if words.keys[place].endswith("ي"):
                break
            break
        foreign = (
            parts == 1
            and titled
            and len(key) >= 3
            and not _VERB_LIKE.match(key)
            and not _PRONOUN_END.search(key)
        )
        if foreign and key[0] not in _PREFIXED and key not in COMMON and key not in ORGANISATION_HEADS:
            last, parts, sure = place, parts + 1, True
        break
    return last, parts, sure


# -- organisations


def _organisation(words: Words, index: int, barriers: frozenset[int]) -> Proposal | None:
    key = words.keys[index]
    head = key
    if (
        head not in ORGANISATION_HEADS
        and len(key) > 3
        and key[0] in _PREFIXED
        and key[1:] in ORGANISATION_HEADS
    ):
        head = key[1:]
    article = False
    if head not in ORGANISATION_HEADS:
        bare = re.sub(r"^[وف]?(?:ال|بال|لل)", "", key)
        if bare not in ORGANISATION_HEADS or bare == key:
            return None
        head, article = bare, True
    if head == "لواء" and article:
        return None  # a rank
    end = words.ends[index]
    quoted = _QUOTE.match(words.text[end : end + 60])
    if quoted:
        inside = words.within(end, end + quoted.end())
        named = 1 <= len(inside) <= 4 and barriers.isdisjoint(inside) and head in _BY_QUOTED_NAME
        if not named:
            return None
        reason = "in quotation marks after " + words.surface(index)
        return Proposal(index, inside[-1], _role(head), 0.8, reason)
    if head in _NEEDS_QUOTES:
        return None
    last = _organisation_end(words, index, head, article, barriers)
    if last is None:
        return None
    return Proposal(index, last, _role(head), 0.65, f"“{words.surface(index)}” in its name")


def _organisation_end(
    words: Words, index: int, head: str, article: bool, barriers: frozenset[int]
) -> int | None:
    last = index
    place = index + 1
    while place < len(words) and place - index <= 5:
        key = words.keys[place]
        if (
            place in barriers
            or words.gap(place).strip(" \u00a0")
            or key in FUNCTION
            or key in _NO_NAME
            or key in SPEECH
        ):
            break
        definite = key.startswith("ال") and len(key) > 4
        joined = last > index and head in _LINKED_BY_AND and key.startswith("وال") and len(key) > 5
        for_it = key.startswith("لل") and len(key) > 4 and (article or last > index)
        if definite or joined or for_it:
            last = place
        elif not article and last == index and _may_name(key, head):
            last = place
            if head not in {"جامعه", "نادي"} and not key.startswith("ال"):
                following = words.keys[place + 1] if place + 1 < len(words) else ""
                if not (
                    following.startswith("ال") and len(following) > 4 and following not in _NO_NAME | FUNCTION
                ):
                    break
        else:
            break
        place += 1
    if last == index:
        return None
    if article and last - index < 2 and not words.keys[last].startswith("لل") and head not in GROUP_HEADS:
        return None
    return last


def _may_name(key: str, head: str) -> bool:
    """Names without an article: شركة أبل, جامعة الملك سعود, حركة طالبان, هيئة تحرير الشام."""
    if head not in GROUP_HEADS | OUTLET_HEADS | {"شركه", "بنك", "جامعه", "هييه", "هيءه", "مجلس"}:
        return False
    return len(key) >= 3 and key not in TITLES and not _PRONOUN_END.search(key) and key[0] != "و"


def _role(head: str) -> ActorRole:
    if head in OUTLET_HEADS and head != "موسسه":
        return ActorRole.MEDIA_OUTLET
    if head in GROUP_HEADS:
        return ActorRole.GROUP
    return ActorRole.AGENCY if head in AGENCY_HEADS else ActorRole.ORGANISATION
