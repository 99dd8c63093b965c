"""Read when a text was published from a dateline, or from a sentence that says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier.domain.dates import PartialDate
from dossier.domain.written_dates import WrittenDate, find_dates, numbers_order

_I = re.IGNORECASE
EDGE = 10
"""Filled lines at either end in which a sentence may tell when the text was published."""

_AROUND_DATE = re.compile(
    r"(?:(?:first |originally |last )?(?:published|posted|issued|released|updated|update|date|dated|modified|publication|created|edited|on|at|as of|corresponding to|"
    r"تم النشر|نشر(?:ت)?(?: في| بتاريخ| يوم)?|نُشر|(?:ال)?تاريخ(?: (?:النشر|الإصدار|التحديث))?|بتاريخ|في|يوم|آخر تحديث|تحديث|الساعة|بتوقيت [\u0621-\u064a]+(?: [\u0621-\u064a]+)?|صباحا|مساء)\b"
    r"|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|"
    r"sat(?:urday)?|sun(?:day)?|الاثنين|الإثنين|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة|السبت|الأحد|الاحد|\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?|[٠-٩]{1,2}:[٠-٩]{2}|\b\d{1,2}\s*[ap]\.?m\b\.?"
    r"|\b(?:gmt|utc)(?:\s?[+-]\d{1,2}(?::\d\d)?)?(?!\w)|\b(?:bst|c?est|cet|[ecmp][sd]?t|ist|ast|msk|trt|eet)\b|(?:local|\w+) time\b|هـ|ه\b|م\b|ص\b|الموافق|z\b|t\d{2}:\d{2}\S*|[+-]\d{2}:?\d{2}"
    r"|\d+ (?:minute|hour|day|week|month)s? ago|\d+ ?min(?:ute)?s?(?: read)?|telegram|تيليجرام|تلغرام|\bx\b|twitter|facebook)",
    _I,
)
_ITEM = r"(?:leak|article|report|paper|piece|text|document|memo|memorandum|analysis|essay|story|translation|interview|column|commentary|review|briefing|note|letter|brief|study|item|entry|blog post|op-ed)"
_SAYS_PUBLISHED = re.compile(
    rf"(?:\bthis {_ITEM}(?: \w+)? (?:was|is|has been|appeared)(?: \w+)? |^\W*(?:originally|first) |\bthe (?:\w+ )?{_ITEM} was originally )(?:published|posted|released|issued|appeared)?[^.\n]{{0,60}}?(?:\bon\s+|:\s*|\bin\s+)$"
    r"|(?:(?:نُشر|نشر|نُشرت|نشرت) (?:هذا|هذه) [^.\n]{0,40}|(?:هذا|هذه) (?:المقال|النص|التقرير|الوثيقة|المادة|الدراسة|الورقة|المذكرة) [^.\n]{0,20}(?:نُشر|نشر|نُشرت|نشرت)[^.\n]{0,30})(?:في|بتاريخ|يوم)\s+$",
    _I,
)
_WORD_OF_PUBLISHING = re.compile("publish|posted|released|issued|appeared|نشر|نُشر", _I)
UPDATED = re.compile(r"updated?|modified|edited|تحديث", _I)
PUBLISHED_LINE = re.compile(
    r"^[*_(\[]*(?:first |originally )?(?:published|posted|publication date|date published|date of publication|date posted|تم النشر|نشر|نُشر|تاريخ النشر)\b",
    _I,
)
FIGURES = re.compile(r"(?<!\d)\d{1,2}[/-]\d{1,2}[/-]\d{4}(?!\d)")


_MARKS = re.compile("[\u064b-\u0652\u0640\u200e\u200f]")
"""Vowel marks and lengthened lines, which no month is written with in a list of months."""
ISSUE = re.compile(
    r"\bvol(?:ume|\.)? ?\d+\b.{0,12}\b(?:issue|number|no\.?|n[°º]) ?\d+|\bالمجلد \S+.{0,6}العدد\b", _I
)
"""The issue of a journal, as it stands beside the month."""
_PUBLISHED_HERE = re.compile(
    r"(?:^|[|,;·•]\s*)(?:first |originally )?published(?: online| on)?\s*:\s*(?=\w{1,9}[\s.,/-])", _I
)
LONGEST = 160
"""Characters of a line that gives several dates, one of them of publication."""


def published_first(line: str, dates: Sequence[WrittenDate]) -> Sequence[WrittenDate]:
    """The dates, or of `Received 2 Feb, accepted 30 Oct, published online: 17 Nov 2023` the last alone."""
    said = [match.end() for match in _PUBLISHED_HERE.finditer(line)]
    return [one for one in dates if one.start in said] or dates


def is_only_date(line: str) -> bool:
    """Whether nothing but dates, times and the words around them stands there."""
    line = rest = _MARKS.sub("", line)
    for found in reversed(find_dates(line, day_first=True)):
        rest = rest[: found.start] + rest[found.end :]
    if rest == line:
        return bool(re.fullmatch(r"(?:19|20)\d{2}", line.strip()))
    return not re.sub(r"[\W_]+", "", _AROUND_DATE.sub("", rest))


def is_dateline(line: str, start: int, end: int) -> bool:
    """`CAIRO, March 25, 2024 (Reuters) - ...`, `By Name | 3 May 2024`, `Published: 3 May 2024 by X`."""
    before, after = line[:start].strip(" \t>*_"), line[end:].strip(" \t*_")
    if (
        len(line) < 120
        and re.search(
            r"(?:^|[|·•,(–—-]\s*)(?:first |last |originally )?(?:published|posted|updated|modified|date|by|نشر|تم النشر|(?:ال)?تاريخ|بقلم|بواسطة|كتب|كتبت|آخر تحديث)\b",
            before + " ",
            _I,
        )
        and not re.search(r"[a-z\u0621-\u064a]{3,}[.]$", line)
        and not re.search(r"\b(?:was|were|has|had|have|said|will|is|are)\b", line)
    ):
        return True
    place = re.fullmatch(r"[A-Z][A-Z .'/-]{2,40}(?:,\s*[A-Z][\w. ]{1,20})?[,:]?\s*\(?", before)
    if place and re.match(r"\)?\s*(?:\([\w .]+\)\s*)?[-–—:]", after):
        return True
    if not before and re.match(r"[-–—:|]\s*\S", after):
        return True
    if not before and len(line) < 90 and re.match(r"[^|·•]{0,16}[|·•]\s*[^|·•\d]{3,30}$", after):
        return True
    if len(line) < 90 and ISSUE.search(before + after) and not re.search(r"[.!?]$", line):
        return True
    if len(line) < LONGEST and _PUBLISHED_HERE.search(line):
        return True
    if before == "(" and re.match(r"/ ?[\w .]{2,30}\)", after):
        return True
    if not before and re.match(r"by [A-Z]", after) and len(line) < 80:
        return True
    named = re.fullmatch(r"[^\d|·•]{4,40}[|·•]", before)
    if named and len(line) < 100 and (not after or is_only_date(after.strip(" -–—|·•"))):
        return True
    return (
        len(line) < 60
        and len(before.split()) <= 4
        and bool(re.fullmatch(r"[\w .'’&-]{2,40}\s*[|,·•–—-]", before))
        and len(after) < 15
    )


def published_in_words(lines: Sequence[str], day_first: bool | None = None) -> PartialDate | None:
    """The date of a sentence that says when this text was published; it stands near an edge of the text."""
    edges = lines if len(lines) <= 2 * EDGE else (*lines[:EDGE], *lines[-EDGE:])
    for line in edges:
        if not _WORD_OF_PUBLISHING.search(line):
            continue
        order = day_first
        if FIGURES.search(line):
            shown = numbers_order("\n".join(lines))
            order = day_first if shown is None else shown
        for found in find_dates(line, day_first=order):
            if _SAYS_PUBLISHED.search(line[max(0, found.start - 160) : found.start]):
                return found.date
    return None


def is_update(line: str, found: WrittenDate) -> bool:
    """Whether the words right before a date, back to the date before it, say that it is an update."""
    before = line[max(0, found.start - 45) : found.start]
    earlier = [one.end for one in find_dates(before, day_first=True)]
    return bool(UPDATED.search(before[max(earlier, default=0) :]))


def without_hijri(dates: Sequence[WrittenDate]) -> Sequence[WrittenDate]:
    """`10 Ramadan 1445 / 20 March 2024`: the Gregorian one is as printed, and no conversion can be a day off."""
    return [one for one in dates if not one.hijri] or dates
