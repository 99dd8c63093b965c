"""Find two different figures, or two different days, for one event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from dossier.domain.actors import Event
from dossier.domain.dates import PartialDate
from dossier.domain.evidence import FindingKind, Passage
from dossier.evidence.found import Found
from dossier.evidence.telling import Sentence, Telling
from dossier.text.normalize import fold

_WORDS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        1,
    )
}
_FIGURE = rf"(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_PEOPLE = (
    r"(?:people|persons|civilians?|soldiers?|troops|officers?|policemen|fighters?|militants?|gunmen|men|women|children|others|"
    r"worshippers|worshipers|students|hostages|passengers|victims|Palestinians|Israelis|Syrians|Iraqis|Afghans|Yemenis|Russians|Iranians|"
    r"Lebanese|Egyptians|Turks|Shi['’]?ites|Christians|members|personnel|villagers|recruits|guards|rebels|terrorists|attackers)"
)
_MANY = r"(?:\s+(?:[a-z-]+\s+){0,2}?" + _PEOPLE + r")?"
_MOST = (
    # killed
    ("killed", rf"\b(?:killed|killing|kills)\s+(?P<hedge>[a-z ]{{0,18}}?){_FIGURE}{_MANY}(?!\s*(?:%|percent|per cent|metres|miles|km))\b"),
    ("killed", rf"(?P<hedge>\b(?:at least|more than|over|about|around|nearly|almost|some|up to)\s+)?\b{_FIGURE}{_MANY}\s+(?:were|was|are|have been|had been)\s+(?:[a-z]+\s+)?(?:killed|dead|slain|massacred)\b"),
    ("killed", rf"(?P<hedge>\b(?:at least|more than|over|about|around|nearly|almost|some|up to)\s+)?\b{_FIGURE}{_MANY}\s+(?:dead|killed|died|fatalities|deaths)\b"),
    ("killed", rf"\b(?:death toll|toll|claimed the lives of|left)\s+(?:of|at|to|stands at|reached|is|was)?\s*(?P<hedge>at least |more than |over |about |nearly )?{_FIGURE}(?:{_MANY}\s+dead)?\b"),
    # wounded
    ("wounded", rf"\b(?:wounded|wounding|injured|injuring|wounds|injures)\s+(?P<hedge>[a-z ]{{0,18}}?){_FIGURE}\b"),
    ("wounded", rf"(?P<hedge>\b(?:at least|more than|over|about|around|nearly|almost|some|up to)\s+)?\b{_FIGURE}{_MANY}\s+(?:(?:were|was|have been|are)\s+)?(?:[a-z]+\s+)?(?:wounded|injured)\b"),
    # taken
    ("taken", rf"\b(?:captured|kidnapped|abducted|detained|arrested|took hostage)\s+(?P<hedge>[a-z ]{{0,18}}?){_FIGURE}\s+(?:[a-z-]+\s+){{0,2}}?{_PEOPLE}\b"),
    ("taken", rf"(?P<hedge>\b(?:at least|more than|over|about|some|up to)\s+)?\b{_FIGURE}\s+(?:[a-z-]+\s+){{0,2}}?{_PEOPLE}\s+(?:were|was)\s+(?:captured|kidnapped|abducted|detained|arrested|taken hostage)\b"),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _MOST)
_HEDGE_AR = r"(?P<hedge>(?:ما لا يقل عن|أكثر من|نحو|حوالي|قرابة)\s+)?"
_FIGURE_AR = r"(?P<n>[0-9٠-٩]{1,6})"
_PEOPLE_AR = r"(?:شخصا|شخصاً|أشخاص|مدنيا|مدنياً|مدنيين|جنديا|جندياً|جنود|مسلحا|مسلحين|مقاتلا|مقاتلين|عنصرا|عناصر|قتيلا|قتيلاً|قتلى|شهيدا|شهداء|آخرين)"
_PATTERNS_AR = (
    ("killed", re.compile(rf"(?:مقتل|قتل|قُتل|استشهاد|مصرع)\s+{_HEDGE_AR}{_FIGURE_AR}\s+{_PEOPLE_AR}")),
    ("killed", re.compile(rf"{_HEDGE_AR}{_FIGURE_AR}\s+(?:قتيلا|قتيلاً|قتلى|شهيدا|شهداء)")),
    ("wounded", re.compile(rf"(?:إصابة|جرح|أصيب)\s+{_HEDGE_AR}{_FIGURE_AR}\s+{_PEOPLE_AR}")),
    ("wounded", re.compile(rf"{_HEDGE_AR}{_FIGURE_AR}\s+(?:جريحا|جريحاً|جرحى|مصابا|مصابين)")),
)
_AT_LEAST = re.compile(r"at least|more than|over|no fewer|upwards|ما لا يقل|أكثر", re.IGNORECASE)
_ABOUT = re.compile(r"about|around|nearly|almost|some|roughly|up to|dozens|نحو|حوالي|قرابة", re.IGNORECASE)
_CHANGING = re.compile(
    r"\b(?:earlier|rise[sn]?|rose|rising|climb\w*|increase\w*|initial(?:ly)?|first (?:figure|report|count)s?|preliminary|so far|"
    r"updated?|revised?|lowered|corrected|previous(?:ly)?|out of date|withdrawn|according to|disputed?|claimed|claims|put the|now)\b"
    r"|ارتفع|ارتفاع|حصيلة|أولية|حتى الآن|سابق|بحسب|وفق|زعم|ادعى",
    re.IGNORECASE,
)
_EVENT = {
    "attack": "attack", "attacks": "attack", "attacked": "attack", "assault": "attack", "stormed": "attack", "massacre": "attack",
    "shooting": "attack", "gunmen": "attack", "opened": "attack", "ambush": "attack", "ambushed": "attack", "raid": "raid",
    "raids": "raid", "strike": "raid", "strikes": "raid", "airstrike": "raid", "airstrikes": "raid", "bombed": "raid", "struck": "raid",
    "bombing": "blast", "bombings": "blast", "bomb": "blast", "bomber": "blast", "bombers": "blast", "explosion": "blast",
    "blast": "blast", "exploded": "blast", "blew": "blast", "clash": "clash", "clashes": "clash", "battle": "clash", "fighting": "clash",
    "earthquake": "quake", "crash": "crash", "crashed": "crash", "hijacking": "hijack", "kidnapping": "taking",
    "truce": "truce", "ceasefire": "truce", "election": "vote", "coup": "coup", "summit": "summit",
    "هجوم": "attack", "هجوما": "attack", "الهجوم": "attack", "غارة": "raid", "الغارة": "raid", "غارات": "raid", "تفجير": "blast",
    "التفجير": "blast", "انفجار": "blast", "الانفجار": "blast", "مجزرة": "attack", "اشتباكات": "clash", "هدنة": "truce", "الهدنة": "truce",
    "هجم": "attack", "هاجم": "attack", "زلزال": "quake",
}  # fmt: skip
_COMPATIBLE = frozenset({"attack", "raid", "blast"})
"""One event is often called an attack in one place, and a bombing or a raid in the other."""
_IN = re.compile(
    r"\b(?:in|at|near|on|of|outside|around|against)\s+(?:the\s+)?(?:(?:city|town|village|district|province|capital)\s+of\s+)?"
    r"(?P<name>(?:al-|Al-)?[A-Z][\w'’-]+(?:[ -](?:al-|Al-)?[A-Z][\w'’-]+){0,3})"
)
_IN_AR = re.compile(
    r"(?:في|قرب|على|بمدينة|مدينة|بلدة|قرية|محافظة)\s+(?:(?:مدينة|بلدة|قرية|محافظة|منطقة|ضواحي)\s+)?(?P<name>[\u0621-\u064a]{3,})"
)
_NO_PLACE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|"
    r"Saturday|Sunday|Islam\w*|God|Allah|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر|يوم|تاريخ|الحادث|الهجوم|وقت)"
)  # fmt: skip
_CONTENT = re.compile(r"[a-z\u0621-\u064a]{4,}")
_COMMON = frozenset(
    "that this with from have been were which their after before said they also into than more least over about when where while "
    "there other others people killed january february march april june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
SAME_WORDS = 0.6
"""Share of common content words (Jaccard) above which two sentences say otherwise the same."""


@dataclass(frozen=True)
class Figure:
    """How many were killed, wounded or taken: between `least` and `most`."""

    kind: str
    least: int
    most: int
    words: str


@dataclass(frozen=True)
class Telt:
    """An event as one sentence tells it."""

    day: PartialDate | None
    written: bool
    """The day stands in the sentence with its year."""
    events: frozenset[str]
    places: frozenset[str]
    figures: tuple[Figure, ...]
    content: frozenset[str]
    changing: bool
    passage: Passage


def conflicting_tellings(told: Iterable[Telt], events: Iterable[Event] = ()) -> list[Found]:
    """Figures and days that differ for one event.

    One event: the same day, the same place, and a kind of happening that may be the same; or an event of the
    case whose citations differ. Bounds ("at least 40"), updates ("the toll rose") and attributed figures are
    no contradiction.
    """
    by_day: dict[tuple[PartialDate, str], list[Telt]] = {}
    by_words: dict[str, list[Telt]] = {}
    for one in told:
        for place in one.places:
            if one.figures and one.day is not None:
                by_day.setdefault((one.day, place), []).append(one)
            if one.written:
                by_words.setdefault(place, []).append(one)
    found: dict[str, Found] = {}
    for group in by_day.values():
        for finding in _figures(group):
            found.setdefault(finding.fingerprint, finding)
    for group in by_words.values():
        for finding in _days(group):
            found.setdefault(finding.fingerprint, finding)
    for event in events:
        for finding in _of_case(event):
            found.setdefault(finding.fingerprint, finding)
    return list(found.values())


def read_events(telling: Telling) -> Iterator[Telt]:
    """The dated or counted events that a text tells, sentence by sentence."""
    former: Telt | None = None
    for sentence in telling.sentences():
        same_paragraph = former is not None and "\n" not in telling.text[former.passage.end : sentence.start]
        former = told_event(sentence, former if same_paragraph else None)
        if former is not None:
            yield former


def told_event(sentence: Sentence, former: Telt | None = None) -> Telt | None:
    """What a sentence tells of one event; None when it tells of none, or of several days.

    A figure without a day of its own belongs to the event of the sentence before, if there is one.
    """
    text = sentence.text
    if former is not None and not sentence.dates and not former.figures and not sentence.when():
        figures = tuple(figures_in(text))
        if figures and not set(_places(text)) - former.places:
            passage = sentence.telling.passage(former.passage.start, sentence.end)
            changing = former.changing or bool(_CHANGING.search(text))
            return replace(former, figures=figures, changing=changing, passage=passage, written=False)
    words = set(re.findall(r"[a-z]+|[\u0621-\u064a]+", text.lower()))
    events = frozenset(_EVENT[word] for word in words if word in _EVENT)
    if not events:
        return None
    days = list(dict.fromkeys(sentence.when()))
    figures = tuple(figures_in(text))
    if len(days) != 1 or (not figures and not sentence.dates):
        return None
    places = frozenset(_places(text))
    if not places:
        return None
    written = any(one.date == days[0] for one in sentence.dates)
    shown = text
    for one in reversed(sentence.dates):
        shown = shown[: one.start - sentence.start] + " " + shown[one.end - sentence.start :]
    content = frozenset(word for word in _CONTENT.findall(fold(shown)) if word not in _COMMON)
    return Telt(
        days[0],
        written,
        events,
        places,
        figures,
        content,
        bool(_CHANGING.search(text)),
        sentence.passage,
    )


def figures_in(text: str) -> Iterator[Figure]:
    """The figures of dead, wounded and taken; the first of each kind."""
    seen = set()
    for kind, pattern in (*_PATTERNS, *_PATTERNS_AR):
        match = pattern.search(text)
        if match is None or kind in seen:
            continue
        words = match["n"].lower()
        number = _WORDS.get(words) or int(words.replace(",", ""))
        hedge = match["hedge"] or ""
        if not number or (1900 <= number <= 2100 and "," not in words):
            continue
        seen.add(kind)
        if re.search(r"\d|\band\b|\bthe\b", hedge):
            continue
        if _AT_LEAST.search(hedge):
            yield Figure(kind, number, 10**9, match[0])
        elif _ABOUT.search(hedge):
            yield Figure(kind, int(number * 0.7), int(number * 1.3) + 1, match[0])
        else:
            yield Figure(kind, number, number, match[0])


def _places(text: str) -> Iterator[str]:
    for pattern in (_IN, _IN_AR):
        for match in pattern.finditer(text):
            if not _NO_PLACE.match(match["name"]):
                yield fold(match["name"]).removeprefix("al-").removesuffix("s")


def _figures(group: list[Telt]) -> Iterator[Found]:
    for one, other in combinations(_first_of_copies(group), 2):
        if one.changing or other.changing or not _may_be_one(one, other):
            continue
        for left in one.figures:
            right = next((figure for figure in other.figures if figure.kind == left.kind), None)
            if right is None or (left.least <= right.most and right.least <= left.most):
                continue
            yield Found(
                FindingKind.CONFLICTING_NUMBERS,
                f"Two figures for what seems one event of {one.day}: “{left.words}” and “{right.words}”.",
                (one.passage, other.passage),
            )


def _days(group: list[Telt]) -> Iterator[Found]:
    for one, other in combinations(_first_of_copies(group)[:60], 2):
        if one.day is None or other.day is None or one.day == other.day or not one.events & other.events:
            continue
        if min(len(one.content), len(other.content)) < 4:
            continue
        if len(one.content & other.content) / len(one.content | other.content) < SAME_WORDS:
            continue
        yield Found(
            FindingKind.CONFLICTING_DATES,
            f"What seems one event is dated {one.day} in one place and {other.day} in another.",
            (one.passage, other.passage),
        )


def _first_of_copies(group: list[Telt]) -> list[Telt]:
    """Reprints say the same again: one sentence of each wording."""
    seen: dict[str, Telt] = {}
    for one in group:
        seen.setdefault(" ".join(fold(one.passage.quote).split()), one)
    return list(seen.values())


def _may_be_one(one: Telt, other: Telt) -> bool:
    return bool(one.events & other.events) or bool(one.events & _COMPATIBLE and other.events & _COMPATIBLE)


def _of_case(event: Event) -> Iterator[Found]:
    """An event of the case whose citations give it different figures or days."""
    told = []
    for citation in event.citations:
        figures = tuple(figures_in(citation.quote))
        telling = Telling(citation.document_id, citation.quote)
        days = [one.date for one in telling.dates if one.date.precision == 3]
        told.append((citation, figures, days))
    for (one, ones, days), (other, others, other_days) in combinations(told, 2):
        if len(days) == 1 and len(other_days) == 1 and not days[0].overlaps(other_days[0]):
            yield Found(
                FindingKind.CONFLICTING_DATES,
                f"“{event.title}” is dated {days[0]} in one passage and {other_days[0]} in another.",
                (one, other),
            )
        if _CHANGING.search(one.quote) or _CHANGING.search(other.quote):
            continue
        for left in ones:
            right = next((figure for figure in others if figure.kind == left.kind), None)
            if right is not None and not (left.least <= right.most and right.least <= left.most):
                yield Found(
                    FindingKind.CONFLICTING_NUMBERS,
                    f"“{event.title}”: “{left.words}” in one passage, “{right.words}” in another.",
                    (one, other),
                )
