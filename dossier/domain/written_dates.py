"""Find dates as people write them in English and Arabic text: only what is written out, never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dossier.domain.dates import PartialDate

_ENGLISH = (
    "january|jan", "february|feb", "march|mar", "april|apr", "may", "june|jun", "july|jul",
    "august|aug", "september|sept|sep", "october|oct", "november|nov", "december|dec",
)  # fmt: skip
_ARABIC = (
    # Egypt and the Gulf; the Levant and Iraq; Algeria and Tunisia.
    "يناير|كانون الثاني|كانون ثاني|جانفي", "فبراير|شباط|فيفري", "مارس|آذار|اذار", "أبريل|ابريل|إبريل|نيسان|أفريل",
    "مايو|أيار|ايار|ماي", "يونيو|يونيه|حزيران|جوان", "يوليو|يوليه|تموز|جويلية", "أغسطس|اغسطس|آب|أوت",
    "سبتمبر|أيلول|ايلول", "أكتوبر|اكتوبر|تشرين الأول|تشرين الاول|تشرين أول", "نوفمبر|تشرين الثاني|تشرين ثاني", "ديسمبر|كانون الأول|كانون الاول|كانون أول",
)  # fmt: skip
_HIJRI = (
    "محرم|المحرم", "صفر", "ربيع الأول|ربيع الاول|ربيع أول", "ربيع الآخر|ربيع الاخر|ربيع الثاني|ربيع ثاني",
    "جمادى الأولى|جمادى الاولى|جمادي الأولى|جمادى الأول", "جمادى الآخرة|جمادى الاخرة|جمادى الثانية|جمادي الثانية",
    "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة|ذي القعدة", "ذو الحجة|ذي الحجة",
)  # fmt: skip
_HIJRI_LATIN = (
    r"muharram", r"safar", r"rabi['’]?\s(?:[au]l-)?(?:awwal|i)", r"rabi['’]?\s(?:[au]l-)?(?:thani|akh[ie]r|ii)",
    r"jumad[ah]\s(?:[au]l-)?(?:[uo]la|awwal|i)", r"jumad[ah]\s(?:[au]l-)?(?:thani(?:ya)?|akh[ie]ra?|ii)",
    r"rajab", r"sha['’]?ban", r"rama[dz]h?an", r"shawwal",
    r"(?:dh|z)ul?['’\s-]{0,2}(?:[au]?l[\s-])?[qk][ai]['’]?i?dah?", r"(?:dh|z)ul?['’\s-]{0,2}(?:[au]?l[\s-])?hijj?ah?",
)  # fmt: skip


def _table(*lists: tuple[str, ...]) -> dict[str, int]:
    return {name: number for names in lists for number, one in enumerate(names, 1) for name in one.split("|")}


_MONTHS = _table(_ENGLISH, _ARABIC)
_EN = "|".join(sorted((name for names in _ENGLISH for name in names.split("|")), key=len, reverse=True))
_AR = "|".join(sorted((name for names in _ARABIC for name in names.split("|")), key=len, reverse=True))
_HI = "|".join(sorted((name for names in _HIJRI for name in names.split("|")), key=len, reverse=True))
_HL = "|".join(_HIJRI_LATIN)
_D = "0-9\u0660-\u0669\u06f0-\u06f9"
_DAY = rf"(?P<day>[{_D}]{{1,2}})"
_YEAR = rf"(?P<year>[{_D}]{{4}})"
_HIJRI_YEAR = r"(?P<year>1[34][0-9\u0660-\u0669]{2}|[\u0661][\u0663\u0664][\u0660-\u0669]{2})"
_IN_YEAR = r"[،,]?\s*(?:من\s+)?(?:عام\s+|سنة\s+|لعام\s+)?"
_OTHER_NAME = rf"(?:\s*[/(]\s*(?:{_AR})\s*\)?)?"
_UNTIL = rf"(?:(?P<until>[{_D}]{{1,2}})(?:st|nd|rd|th)?\s*(?:[-–—]|to|until|إلى|الى)\s*)?"
"""Of a range such as 3-5 May 2024 only the month is certain."""

_PATTERNS = (
    re.compile(rf"(?<![\d-]){_YEAR}-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?!\d|-\d)"),
    re.compile(
        rf"\b(?P<name>{_EN})\.?,?\s+{_UNTIL}{_DAY}(?:st|nd|rd|th)?(?:,\s*|\s+){_YEAR}\b", re.IGNORECASE
    ),
    re.compile(
        rf"(?<![\d.]\b)(?<!\d[./]){_UNTIL}{_DAY}(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<name>{_EN})\.?,?[\s-]+{_YEAR}\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![{_D}])(?<!\d:){_UNTIL}{_DAY}\s*(?:من\s+)?(?:شهر\s+)?(?P<name>{_AR}){_OTHER_NAME}{_IN_YEAR}{_YEAR}(?![{_D}])"
    ),
    re.compile(rf"(?<![{_D}]){_DAY}\s*(?P<sep>[-–/])\s*(?P<name>{_AR})\s*(?P=sep)\s*{_YEAR}(?![{_D}])"),
    re.compile(rf"(?<!\w)(?P<name>{_AR}){_OTHER_NAME}\s+{_DAY}\s*[,،]\s*{_YEAR}(?![{_D}])"),
    re.compile(
        rf"(?<![{_D}/.-])(?P<one>[{_D}]{{1,2}})(?P<sep>[/.-])(?P<two>[{_D}]{{1,2}})(?P=sep){_YEAR}(?![{_D}/-]|\.[{_D}])"
    ),
    re.compile(
        rf"(?<![{_D}/.-]){_YEAR}(?P<sep>[/.])(?P<month>[{_D}]{{1,2}})(?P=sep)(?P<day>[{_D}]{{1,2}})(?![{_D}/]|\.[{_D}])"
    ),
    re.compile(rf"(?<![{_D}\w])(?P<name>{_EN})\.?,?\s+(?:of\s+)?{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"(?<!\w)(?P<name>{_AR}){_OTHER_NAME}{_IN_YEAR}{_YEAR}(?![{_D}])"),
)
_HIJRI_PATTERNS = (
    re.compile(
        rf"(?<![{_D}]){_DAY}\s*(?:من\s+)?(?:شهر\s+)?(?P<name>{_HI}){_IN_YEAR}{_HIJRI_YEAR}(?![{_D}])(?:\s*(?:هـ|ه\b|للهجرة))?"
    ),
    re.compile(
        rf"\b{_DAY}(?:st|nd|rd|th)?\s+(?P<name>{_HL}),?\s+{_HIJRI_YEAR}\b(?:\s*A\.?H\b\.?)?", re.IGNORECASE
    ),
    re.compile(
        rf"\b(?P<name>{_HL})\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_HIJRI_YEAR}\b(?:\s*A\.?H\b\.?)?", re.IGNORECASE
    ),
    re.compile(rf"(?<!\w)(?P<name>{_HI}){_IN_YEAR}{_HIJRI_YEAR}(?![{_D}])(?:\s*(?:هـ|ه\b|للهجرة))?"),
    re.compile(rf"\b(?P<name>{_HL}),?\s+{_HIJRI_YEAR}\b(?:\s*A\.?H\b\.?)?", re.IGNORECASE),
    # In figures only where the year or the sign after it says that it is Hijri; the day comes first or last.
    re.compile(
        rf"(?<![{_D}/.-]){_DAY}(?P<sep>[/-])(?P<month>[{_D}]{{1,2}})(?P=sep){_HIJRI_YEAR}(?![{_D}/-])(?:\s*(?:هـ|ه\b))?"
    ),
    re.compile(
        rf"(?<![{_D}/.-]){_HIJRI_YEAR}(?P<sep>[/-])(?P<month>[{_D}]{{1,2}})(?P=sep){_DAY}(?![{_D}/-])(?:\s*(?:هـ|ه\b))?"
    ),
)
_ANY_YEAR = re.compile(rf"[{_D}]{{4}}")
_FIGURES = next(one for one in _PATTERNS if "one" in one.groupindex)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


@dataclass(frozen=True)
class WrittenDate:
    """A date and the span `[start, end)` in code points where it is written."""

    start: int
    end: int
    date: PartialDate
    hijri: bool = False
    """Whether it is written in the Islamic calendar; `date` is its conversion."""


def find_dates(text: str, *, day_first: bool | None = None) -> list[WrittenDate]:
    """Dates with a year, in order, without overlaps; Hijri dates are converted (Umm al-Qura).

    Numbers such as 3/4/2024 count only where one of them can't be a month, or when `day_first` says how
    they are meant; with points (3.4.2024) the day always comes first. A month with its year gives a month,
    a Hijri month the year, if it lies within one. A date that can't be (31 February) gives nothing.
    """
    if not _ANY_YEAR.search(text):
        return []
    found = [
        (match.start(), match.end(), _from_hijri(match), True)
        for pattern in _HIJRI_PATTERNS
        for match in pattern.finditer(text)
    ]
    found += [
        (match.start(), match.end(), _date_of(match, day_first), False)
        for pattern in _PATTERNS
        for match in pattern.finditer(text)
    ]
    return list(_without_overlaps(found))


def numbers_order(text: str) -> bool | None:
    """Whether the text writes dates in figures with the day first; None when none of them shows it.

    1/19/2024 in a text says that its 3/4/2024 has the month first.
    """
    orders = set()
    for match in _FIGURES.finditer(text):
        one, two = _number(match["one"]), _number(match["two"])
        if one > 12 >= two:
            orders.add(True)
        elif two > 12 >= one:
            orders.add(False)
    return orders.pop() if len(orders) == 1 else None


def _without_overlaps(found: list[tuple[int, int, PartialDate | None, bool]]) -> Iterator[WrittenDate]:
    """The longest reading at each place; one that is no date still keeps its place from shorter ones."""
    reached = -1
    for start, end, date, hijri in sorted(found, key=lambda item: (item[0], item[0] - item[1])):
        if start >= reached:
            reached = end
            if date is not None:
                yield WrittenDate(start, end, date, hijri)


def _number(digits: str) -> int:
    return int(digits.translate(_DIGITS))


def _date_of(match: re.Match[str], day_first: bool | None) -> PartialDate | None:
    parts = match.groupdict()
    year = _number(parts["year"])
    if not 1900 <= year <= 2100:
        return None
    day: int | None
    if parts.get("one"):
        one, two = _number(parts["one"]), _number(parts["two"])
        if one > 12 or one == two or parts["sep"] == ".":
            day, month = one, two
        elif two > 12:
            month, day = one, two
        elif day_first is None:
            return None
        else:
            day, month = (one, two) if day_first else (two, one)
    else:
        name = parts.get("name")
        month = _MONTHS[name.lower()] if name else _number(parts["month"])
        day = _number(parts["day"]) if parts.get("day") else None
        if parts.get("until") and day is not None and 0 < _number(parts["until"]) < day:
            day = None
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None


def _from_hijri(match: re.Match[str]) -> PartialDate | None:
    from hijridate import Hijri

    parts = match.groupdict()
    name = (parts.get("name") or "").lower()
    month = _number(parts["month"]) if parts.get("month") else _hijri_month(name)
    year = _number(parts["year"])
    try:
        if not parts.get("day"):
            first = Hijri(year, month, 1).to_gregorian()
            last = Hijri(year, month, Hijri(year, month, 1).month_length()).to_gregorian()
            return PartialDate(first.year) if first.year == last.year else None
        day = Hijri(year, month, _number(parts["day"])).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return PartialDate(day.year, day.month, day.day)


def _hijri_month(name: str) -> int:
    arabic = (number for number, names in enumerate(_HIJRI, 1) if name in names.split("|"))
    latin = (number for number, one in enumerate(_HIJRI_LATIN, 1) if re.fullmatch(one, name))
    return next(arabic, None) or next(latin)
