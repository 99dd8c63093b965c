"""Find numbered series out of order: issue 412 dated after issue 413, or one issue with two dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from dossier.domain.dates import PartialDate
from dossier.domain.evidence import FindingKind, Passage
from dossier.domain.written_dates import WrittenDate
from dossier.evidence.found import Found
from dossier.evidence.telling import Telling
from dossier.text.normalize import fold

_UNIT = r"(?P<unit>issues?|editions?|episodes?|bulletins?|newsletters?|instal+ments?|العدد(?:ين)?|الحلقة|النشرة|الإصدار)"
_NUMBER = r"(?:\s+(?:no\.?|nr\.?|number|رقم))?\s*[#(«]?\s*(?P<number>[0-9٠-٩]{1,5})(?![\w%])[»)]?"
_ITEM = re.compile(rf"\b{_UNIT}{_NUMBER}", re.IGNORECASE)
_BETWEEN = re.compile(
    r"[\s,،:–—(\[-]*(?:(?:of|from|dated|on|in|was|is|that|which|came|come|out|appeared|published|released|issued|"
    r"printed|circulated|the|weekly|dated?|Thursday|Friday|Saturday|Sunday|Monday|Tuesday|Wednesday|"
    r"الصادر|الصادرة|صدر|صدرت|نشر|نشرت|بتاريخ|في|يوم|من|المؤرخ|المؤرخة|بتاريخه|الخميس|الجمعة|السبت)[\s,،(\[-]*){0,5}",
    re.IGNORECASE,
)
"""What may stand between the number and its date; anything else is another matter."""
_TOLD_BETWEEN = re.compile(
    r"[^.!?\n\d;]{0,60}\b(?:published|released|printed|appeared|came out|dated|صدر|صدرت|نشر|الصادر)\b[^.!?\n\d;,]{0,40}?",
    re.IGNORECASE,
)
_DATE_FIRST = re.compile(
    r"[,\s]*[^.!?\n\d;]{0,50}\b(?:published|released|printed|issued|put out|نشرت?|أصدرت?)\s+[^.!?\n\d;,]{0,20}",
    re.IGNORECASE,
)
_OF_NAME = re.compile(
    r"[\s,]*(?:of|from|in|من)\s+(?:the\s+)?(?:weekly\s+|magazine\s+|newsletter\s+|صحيفة\s+|مجلة\s+|نشرة\s+|جريدة\s+)*"
    r"(?P<name>[A-Z][\w'’`-]*(?:[ -](?:of |and |the |al-)?[A-Z][\w'’`-]*){0,2}|al-[A-Z][\w'’`]+|[\u0621-\u064a]{3,})"
)
_NAME_BEFORE = re.compile(
    r"(?P<name>(?:[Aa]l-)?[A-Z][\w'’`]+(?:[ -][A-Z][\w'’`]+){0,2})(?:['’]s?)?[\s,(]*(?:weekly |magazine |newsletter )?$"
)
_PUBLISHER_BEFORE = re.compile(
    r"(?P<name>(?:[Aa]l-)?[A-Z][\w'’`]+(?:[ -][A-Z][\w'’`]+){0,2})\s+(?:published|released|printed|issued|put out)\s+(?:its\s+|the\s+)?$"
)
_QUANTITY = re.compile(
    r"\s*(?:mln|million|billion|bn|pct|percent|per cent|shares|dlrs|,\d{3})", re.IGNORECASE
)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


@dataclass(frozen=True)
class Item:
    """One dated number of a series."""

    series: str
    """Its name, folded; empty when the text gives none."""
    unit: str
    number: int
    date: PartialDate
    passage: Passage


def series_out_of_order(items: Iterable[Item]) -> list[Found]:
    """Lower numbers dated after higher ones, and numbers with two dates.

    Numbers are compared within a document, and across documents where the series has the same name.
    """
    series: dict[tuple[object, str], list[Item]] = {}
    for item in items:
        series.setdefault((item.series or item.passage.document_id, item.unit), []).append(item)
    found = []
    for numbers in series.values():
        numbers.sort(key=lambda item: (item.number, item.date))
        for one, other in pairwise(_without_repeats(numbers)):
            if one.number == other.number:
                if not one.date.overlaps(other.date):
                    found.append(
                        Found(
                            FindingKind.CONFLICTING_DATES,
                            f"{one.unit.capitalize()} {one.number} is dated {one.date} in one place and {other.date} "
                            "in another.",
                            (one.passage, other.passage),
                        )
                    )
            elif one.date.first_day > other.date.last_day:
                found.append(
                    Found(
                        FindingKind.SERIES_OUT_OF_ORDER,
                        f"{one.unit.capitalize()} {one.number} is dated {one.date}, after {other.unit} {other.number} "
                        f"of {other.date}.",
                        (one.passage, other.passage),
                    )
                )
    return found


def _without_repeats(items: list[Item]) -> list[Item]:
    """Each number with each of its dates once."""
    seen: dict[tuple[int, PartialDate], Item] = {}
    for item in items:
        seen.setdefault((item.number, item.date), item)
    return list(seen.values())


def read_series(telling: Telling) -> list[Item]:
    """The dated numbers of a text. An only name in it is that of its nameless numbers, too."""
    items = list(_items(telling))
    names = {item.series for item in items if item.series}
    if len(names) != 1:
        return items
    name = names.pop()
    return [replace(item, series=name) for item in items]


def _items(telling: Telling) -> Iterator[Item]:
    for match in _ITEM.finditer(telling.text):
        if _QUANTITY.match(telling.text, match.end()):
            continue
        name = _name_of(telling.text, match)
        after = match.end()
        named = _OF_NAME.match(telling.text, after)
        if named:
            after = named.end()
        date = _date_of(telling, match, after)
        if date is None:
            continue
        start, end = min(match.start(), date.start), max(match.end(), date.end)
        if telling.text[end : end + 1] in {")", "]"} and "(" in telling.text[start:end]:
            end += 1
        yield Item(
            name,
            _singular(match["unit"]),
            int(match["number"].translate(_DIGITS)),
            date.date,
            telling.passage(start, end),
        )


def _date_of(telling: Telling, item: re.Match[str], after: int) -> WrittenDate | None:
    following = next((one for one in telling.dates if one.start >= after), None)
    if following is not None and following.start - after <= 100:
        for between in (_BETWEEN, _TOLD_BETWEEN):
            if between.fullmatch(telling.text, after, following.start):
                return following
    former = next((one for one in reversed(telling.dates) if one.end <= item.start()), None)
    if former is None or item.start() - former.end > 70:
        return None
    return former if _DATE_FIRST.fullmatch(telling.text, former.end, item.start()) else None


def _name_of(text: str, match: re.Match[str]) -> str:
    after = _OF_NAME.match(text, match.end())
    if after and not _MONTH.match(after["name"]):
        return _plain(after["name"])
    start = max(0, match.start() - 60)
    before = _NAME_BEFORE.search(text, start, match.start()) or _PUBLISHER_BEFORE.search(
        text, start, match.start()
    )
    if before and not _STARTER.fullmatch(before["name"]):
        return _plain(before["name"])
    return ""


_MONTH = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|"
    r"Aug|Sept?|Oct|Nov|Dec|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|"
    r"أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر)\b"
)
_STARTER = re.compile(
    r"(?:In|The|An?|This|That|Its?|Their|And|But|With|While|Through|Since|From|Of|See|Both)"
)


def _plain(name: str) -> str:
    return fold(name).removeprefix("al-").removeprefix("ال").replace("'", "").strip()


def _singular(unit: str) -> str:
    unit = unit.lower()
    return unit if unit.endswith("ss") or not unit.isascii() else unit.removesuffix("s")
