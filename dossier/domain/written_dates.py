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
    "muharram", "safar", "rabi.? (?:al-)?(?:awwal|i)", "rabi.? (?:al-)?(?:thani|akhir|ii)", "jumada (?:al-)?(?:ula|awwal|i)",
    "jumada (?:al-)?(?:thani(?:ya)?|akhira|ii)", "rajab", "sha.?ban", "ramadan", "shawwal", "dhu.? ?(?:al-)?qi?.?da", "dhu.? ?(?:al-)?hijjah?",
)  # fmt: skip


def _table(*lists: tuple[str, ...]) -> dict[str, int]:
    return {name: number for names in lists for number, one in enumerate(names, 1) for name in one.split("|")}


_MONTHS = _table(_ENGLISH, _ARABIC)
_EN = "|".join(sorted((name for names in _ENGLISH for name in names.split("|")), key=len, reverse=True))
_AR = "|".join(sorted((name for names in _ARABIC for name in names.split("|")), key=len, reverse=True))
_HI = "|".join(sorted((name for names in _HIJRI for name in names.split("|")), key=len, reverse=True))
_D = "0-9\u0660-\u0669\u06f0-\u06f9"
_DAY = rf"(?P<day>[{_D}]{{1,2}})"
_YEAR = rf"(?P<year>[{_D}]{{4}})"

_PATTERNS = (
    re.compile(rf"(?<![\d-]){_YEAR}-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?!\d|-\d)"),
    re.compile(rf"\b(?P<name>{_EN})\.?\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}\b", re.IGNORECASE),
    re.compile(
        rf"(?<!\d)(?<!\d[./]){_DAY}(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<name>{_EN})\.?,?[\s-]+{_YEAR}\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![{_D}]){_DAY}\s*(?:من\s+)?(?P<name>{_AR})(?:\s*[/(]\s*(?:{_AR})\s*\)?)?،?\s*(?:عام\s+|سنة\s+)?{_YEAR}(?![{_D}])\s*(?!\s*هـ)"
    ),
    re.compile(rf"(?<![\d/.-])(?P<one>\d{{1,2}})(?P<sep>[/.])(?P<two>\d{{1,2}})(?P=sep){_YEAR}(?![\d/])"),
    re.compile(rf"(?<![\d/.]){_YEAR}/(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}})(?![\d/])"),
    re.compile(rf"(?<![{_D}\w])(?P<name>{_EN})\.?,?\s+{_YEAR}\b", re.IGNORECASE),
    re.compile(
        rf"(?<![\w])(?P<name>{_AR})(?:\s*[/(]\s*(?:{_AR})\s*\)?)?،?\s*(?:عام\s+|سنة\s+)?{_YEAR}(?![{_D}])"
    ),
)
_HIJRI_PATTERNS = (
    re.compile(
        rf"(?<![{_D}]){_DAY}\s*(?:من\s+)?(?P<name>{_HI})،?\s*(?:عام\s+|سنة\s+)?(?P<year>1[34][{_D}]{{2}}|[\u0661][\u0663\u0664][\u0660-\u0669]{{2}})\s*(?:هـ|ه\b|للهجرة)?"
    ),
    re.compile(rf"\b{_DAY}\s+(?P<name>{'|'.join(_HIJRI_LATIN)}),?\s+(?P<year>1[34]\d{{2}})\b", re.IGNORECASE),
)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


@dataclass(frozen=True)
class WrittenDate:
    """A date and the span `[start, end)` in code points where it is written."""

    start: int
    end: int
    date: PartialDate


def find_dates(text: str, *, day_first: bool | None = None) -> list[WrittenDate]:
    """Dates with a year, in order, without overlaps; Hijri dates are converted (Umm al-Qura).

    Numbers such as 3/4/2024 count only where one of them can't be a month, or when `day_first` says how
    they are meant. A month with its year gives a month.
    """
    found: list[WrittenDate] = []
    for pattern in _HIJRI_PATTERNS:
        for match in pattern.finditer(text):
            date = _from_hijri(match)
            if date is not None:
                found.append(WrittenDate(match.start(), match.end(), date))
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            date = _date_of(match, day_first)
            if date is not None:
                found.append(WrittenDate(match.start(), match.end(), date))
    return list(_without_overlaps(found))


def _without_overlaps(found: list[WrittenDate]) -> Iterator[WrittenDate]:
    end = -1
    for one in sorted(found, key=lambda item: (item.start, item.start - item.end)):
        if one.start >= end:
            end = one.end
            yield one


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
        if one > 12 >= two or (one == two and one <= 12):
            day, month = one, two
        elif two > 12 >= one:
            month, day = one, two
        elif day_first is None:
            return None
        else:
            day, month = (one, two) if day_first else (two, one)
    else:
        name = parts.get("name")
        month = _MONTHS[name.lower()] if name else _number(parts["month"])
        day = _number(parts["day"]) if parts.get("day") else None
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None


def _from_hijri(match: re.Match[str]) -> PartialDate | None:
    from hijridate import Hijri

    name = match["name"].lower()
    month = next((number for number, names in enumerate(_HIJRI, 1) if name in names.split("|")), None)
    if month is None:
        month = next((number for number, one in enumerate(_HIJRI_LATIN, 1) if re.fullmatch(one, name)), None)
    if month is None:
        return None
    try:
        day = Hijri(_number(match["year"]), month, _number(match["day"])).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return PartialDate(day.year, day.month, day.day)
