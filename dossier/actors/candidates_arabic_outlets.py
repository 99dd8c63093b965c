"""Propose Arabic outlets: from quotation marks, in a row, from websites where something is heard."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier.actors.arabic_text import NO_NAME, PRONOUN_END, ArabicText
from dossier.actors.proposals import Proposal
from dossier.actors.words import is_arabic
from dossier.actors.words_arabic import (
    BYLINE_OUTLETS,
    COMMON,
    FUNCTION,
    NATIONALITIES,
    ORGANISATION_HEADS,
    SPEECH,
    TITLES,
)
from dossier.actors.words_arabic_bodies import (
    ENDS_ORGANISATION,
    HEARD_FROM,
    NEW,
    NO_OUTLET,
    OF_COMPANIES,
    ONE_OF_TWO,
)
from dossier.domain.actors import ActorRole

QUOTE = re.compile(r"^\s*(?P<open>\"(?=\w)|[«“”(‘'])(?P<name>[^«»\"“”()‘’'\n]{2,45})[»\"”“)’']")

_NEXT_QUOTED = re.compile(r"^\s*و?\s*[«\"“(](?P<name>[^«»\"“”()\n]{2,30})[»\"”)]")


def quoted_after(text: ArabicText, found: Proposal) -> Iterator[Proposal]:
    """The short or own name in quotation marks or brackets behind a body: وكالة الأنباء الإماراتية الرسمية "وام"."""
    words = text.words
    last = found.last
    if last + 2 < len(words) and text.follows(last + 1) and text.key(last + 1).startswith("ال"):
        last += 1
    end = words.ends[last]
    match = QUOTE.match(words.text[end : end + 40])
    if match is None:
        return
    inside = words.within(end, end + match.end())
    short = len(inside) == 1 or all(len(text.key(index)) <= 3 for index in inside)
    plain = not any(
        text.key(index).isdigit() or text.key(index) in FUNCTION | NO_NAME or index in text.barriers
        for index in inside
    )
    if match.group("open") == "(" and text.key(inside[0]).endswith("ي") and text.key(inside[0])[-2:] != "اي":
        return  # (يميني)
    if 1 <= len(inside) <= 4 and short and plain and len(text.key(inside[0])) >= 2:
        bracket = match.group("open") == "("
        initials = words.surface(inside[0])
        initials_ok = is_arabic(initials) or (initials.isascii() and initials.isupper())
        if bracket and len(inside) == 1 and (len(initials) > 6 or not initials_ok):
            return
        yield Proposal(inside[0], inside[-1], found.role, 0.65, "in quotation marks after the body's name")


def outlets_in_row(text: ArabicText, index: int) -> Iterator[Proposal]:
    """صحيفتا (تشاينا بوست) و(تايوان نيوز): each name in quotation marks or brackets."""
    key = text.key(index)
    if key not in ONE_OF_TWO and key[1:] not in ONE_OF_TWO:
        return
    end = text.words.ends[index]
    while match := _NEXT_QUOTED.match(text.words.text[end : end + 50]):
        inside = text.words.within(end, end + match.end())
        inside = range(inside.start + (text.key(inside.start) == "و"), inside.stop)
        if not 1 <= len(inside) <= 4 or not text.barriers.isdisjoint(inside):
            return
        yield Proposal(
            inside[0], inside[-1], ActorRole.MEDIA_OUTLET, 0.75, f"after “{text.words.surface(index)}”"
        )
        end += match.end()


def heard_outlet(text: ArabicText, index: int) -> Proposal | None:
    """بحسب موقع الصومال الجديد, فريق منصة دليل: a website or platform, where something is heard from it."""
    if text.key(index + 1) in BYLINE_OUTLETS - {"اليوم"} and text.follows(index + 1):
        return Proposal(
            index + 1, index + 1, ActorRole.MEDIA_OUTLET, 0.6, f"after “{text.words.surface(index)}”"
        )
    before = text.key(index - 1) if text.follows(index) else ""
    if before not in HEARD_FROM and before[1:] not in HEARD_FROM:
        return None
    if before in {"عبر", "علي"} and text.key(index).endswith("شبكه"):
        return None  # شبكة المصارف: what something went through
    last = index
    while last - index < 2 and text.follows(last + 1) and last + 1 not in text.barriers:
        key = text.key(last + 1)
        definite = key.startswith("ال") and len(key) > 4
        if (
            (key in ENDS_ORGANISATION and not (last > index and key in NEW))
            or key in NO_OUTLET
            or not (definite or last + 1 in text.states or may_be_foreign_body(text, last + 1))
        ):
            break
        last += 1
    if last == index or (last + 1 in text.states and text.states[last + 1]):
        return None
    return Proposal(index, last, ActorRole.MEDIA_OUTLET, 0.6, f"heard from “{text.words.surface(index)}”")


def may_be_foreign_body(text: ArabicText, index: int) -> bool:
    """A bare word as foreign names have them, followed by another such word or by a nationality."""
    key = text.key(index)
    surface = text.words.surface(index)
    return (
        len(key) >= 3
        and is_arabic(key)
        and not key.startswith(("ال", "وال", "بال", "لل"))
        and index not in text.barriers
        and index not in text.states
        and key not in COMMON | FUNCTION | TITLES | SPEECH | ORGANISATION_HEADS | OF_COMPANIES
        and key[1:] not in SPEECH
        and "ال" + key not in NATIONALITIES
        and not PRONOUN_END.search(key)
        and not surface.endswith(("ة", "ه", "ى", "اً", "ات", "ين", "ون", "ية"))
        and not re.match(r"^(?:ي|ت|ا?ل)\w{3,}$|^\w{3,5}ت$", key)
    )
