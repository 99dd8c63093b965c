"""Who and when, as a sentence says it: publishers, speakers and dates near a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dossier.domain.dates import PartialDate
from dossier.domain.evidence import LinkKind
from dossier.domain.written_dates import WrittenDate, find_dates
from dossier.evidence import link_phrases as say
from dossier.evidence.references import Reference
from dossier.text.normalize import fold

NEAR = 110
"""Characters between a speech and who gave it."""


@dataclass(frozen=True)
class Named:
    """An actor named in the text at `[start, end)`, by the name the case knows him by."""

    start: int
    end: int
    name: str
    role: str
    """person, group, agency, state, media outlet or organisation."""


@dataclass(frozen=True)
class Sentence:
    text: str
    start: int
    names: tuple[Named, ...]
    """With offsets in the sentence."""
    dates: tuple[WrittenDate, ...]
    published: PartialDate | None

    def reference(self, kind: LinkKind, reason: str, noun: str, **values: object) -> Reference:
        return Reference(kind, self.start, self.start + len(self.text), reason, noun, **values)  # type: ignore[arg-type]


def written_dates(text: str, published: PartialDate | None) -> Iterator[WrittenDate]:
    """Dates written in full, and days of a month without a year: the last such day up to publication."""
    whole = list(find_dates(text))
    yield from whole
    if published is None or published.precision < 3:
        return
    for match in _SHORT_DAY.finditer(text):
        if any(one.start < match.end() and match.start() < one.end for one in whole):
            continue
        for year in (published.year, published.year - 1):
            shorter = next(iter(find_dates(f"{match[0]}, {year}")), None)
            if (
                shorter is not None
                and shorter.date.precision == 3
                and shorter.date.first_day <= _day(published)
            ):
                yield WrittenDate(match.start(), match.end(), shorter.date)
                break


_SHORT_DAY = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d{1,2}\b(?!,?\s\d{4})"
)


def _day(when: PartialDate) -> date:
    return when.last_day


def nearest(dates: Sequence[WrittenDate], place: int) -> WrittenDate | None:
    whole = [one for one in dates if one.date.precision == 3]
    return min(whole, key=lambda one: min(abs(one.start - place), abs(one.end - place)), default=None)


def nearest_day(sentence: Sentence, place: int) -> PartialDate | None:
    found = nearest(sentence.dates, place)
    return found.date if found else None


_JOINS_AFTER = re.compile(
    r"(?:[\s,(]|\b(?:of|from|on|dated|published|released|issued|in|by|given|في|من|يوم|بتاريخ)\b|\[\d+\])*"
)
_JOINS_BEFORE = re.compile(r"(?:[\s,]|\b(?:audio|video|new|recorded|televised|the|first)\b)*")


def attached_date(sentence: Sentence, start: int, end: int) -> PartialDate | None:
    """The date that belongs to the noun at `[start, end)`: "speech of 4 January", "January 4 message"."""
    for one in sentence.dates:
        if one.start >= end and _JOINS_AFTER.fullmatch(sentence.text, end, one.start):
            return one.date
        if one.end <= start and _JOINS_BEFORE.fullmatch(sentence.text, one.end, start):
            return one.date
    return None


def speaker(sentence: Sentence, start: int, end: int) -> str:
    """The person whose words they are: named right behind them, or the subject of the sentence before."""
    for name in sentence.names:
        if name.role != "person":
            continue
        between = sentence.text[end : name.start]
        if (
            name.start >= end
            and len(between) <= NEAR
            and _SPOKEN_BY.search(between)
            and "behalf" not in between
        ):
            return name.name
    nearest = ""
    for name in sentence.names:
        between = sentence.text[name.end : start]
        if (
            name.role == "person"
            and name.end <= start
            and len(between) <= NEAR
            and say.UTTERED.search(between)
        ):
            nearest = name.name
    if nearest:
        return nearest
    match = _SPOKEN_BY_NAME.match(sentence.text, end)
    return _clean(match["who"]) if match else ""


_SPOKEN_BY = re.compile(
    r"(?:^|\s)(?:by|from|of|spokes\w+|leader|emir|caliph|chief|commander|head|president|minister|secretary|general)"
    r"[\w\s'’(),-]*$|^\s*(?:\[\d+\])*\s*(?:ال\S+\s+){0,4}$|^\s*(?:ل|من)\s*\S*\s*$",
    re.IGNORECASE,
)
_SPOKEN_BY_NAME = re.compile(
    r"(?:\s+(?:delivered|given|released|issued))?\s+(?:by|of|from)\s+(?:[A-Za-z()'’-]+\s+){0,4}?"
    r"(?:spokes(?:man|person|woman)|leader|emir|caliph|chief|commander)\s+(?P<who>[A-Z][\w'’-]+(?:\s+(?:[A-Z][\w'’-]*|al-\w+|bin|ibn)){0,3})"
)


def who_at(sentence: Sentence, place: int) -> str:
    """Who is named at this place: a known actor, or a run of capitalised words."""
    for name in sorted(sentence.names, key=lambda one: (one.start, -one.end)):
        if name.start >= place and re.fullmatch(
            r"(?:\W|\bthe\b|\ba\b|\bال)*", sentence.text[place : name.start]
        ):
            return name.name
    match = re.compile(r"\s*(?:the\s+)?(?P<name>" + say.NAME.pattern + ")").match(sentence.text, place)
    if match is not None:
        return _clean(match["name"])
    arabic = re.compile(r"\s*(?P<name>" + say.ARABIC_NAME.pattern + ")").match(sentence.text, place)
    return arabic["name"] if arabic else ""


def who_after(sentence: Sentence, place: int, joint: str) -> str:
    match = re.compile(joint, re.IGNORECASE).match(sentence.text, place)
    if match is None or any(one.start <= match.end() < one.end for one in sentence.dates):
        return ""
    who = who_at(sentence, match.end())
    return "" if fold(who).strip() in say.LANGUAGES else who


def who_before(sentence: Sentence, place: int) -> str:
    for name in sentence.names:
        if abs(name.end - place) <= 2:
            return name.name
    last = None
    for match in say.NAME.finditer(sentence.text, max(0, place - 90), place):
        last = match
    if last is None or last.end() != place:
        return ""
    who = _clean(last[0])
    return who if " " in who else ""


def publisher_before(sentence: Sentence, verb: int) -> str:
    """The outlet, else the group, agency or organisation that is the subject of a verb."""
    aside = say.ASIDE.search(sentence.text, 0, verb)  # "Media Analyst, a Telegram channel, shared"
    if aside is not None:
        verb = aside.start()
    names = [name for name in sentence.names if name.end <= verb]
    for role in (("media outlet",), ("group", "agency", "organisation")):
        near = [name for name in names if name.role in role]
        if near and verb - near[-1].end <= (120 if role == ("media outlet",) else 60):
            return near[-1].name
    if aside is not None and say.OUTLET_WORD.search(aside[0]):
        return _last_name(sentence.text[:verb])
    outlets = list(say.OUTLET_WORD.finditer(sentence.text, 0, verb))
    return _last_name(sentence.text[: outlets[-1].start()]) if outlets else ""


def _last_name(text: str) -> str:
    """The capitalised run at the end of a text."""
    text = text.rstrip(" ,")
    return next((_clean(one[0]) for one in say.NAME.finditer(text[-90:]) if one.end() == len(text[-90:])), "")


def is_outlet(sentence: Sentence, who: str) -> bool:
    return any(name.name == who and name.role == "media outlet" for name in sentence.names)


def _clean(name: str) -> str:
    words = name.strip(" .,'’-").split()
    while words and words[-1].lower() in {"of", "for", "on", "and", "in"}:
        words.pop()
    while words and words[0].lower() in {"the", "a", "an", "on", "in", "pro-islamic"}:
        words.pop(0)
    return re.sub(r"['’]s$", "", " ".join(words))
