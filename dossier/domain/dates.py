"""Dates as precise as they are known: a year, a month or a day; and ranges of them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A Gregorian date whose month and day may be unknown. Raises ValueError for a date that is none.

    Dates order by their first day, then the more precise first.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.year <= 9999:
            raise ValueError("year out of range")
        if self.month is None:
            if self.day is not None:
                raise ValueError("a day without a month")
            return
        if not 1 <= self.month <= 12:
            raise ValueError("month out of range")
        if self.day is not None and not 1 <= self.day <= calendar.monthrange(self.year, self.month)[1]:
            raise ValueError("day out of range")

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """From ISO 8601: `2024`, `2024-01` or `2024-01-19`. Raises ValueError for anything else."""
        match = _ISO.fullmatch(text)
        if match is None or not text.isascii():
            raise ValueError("not an ISO date")
        year, month, day = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """A date that is known to the day."""
        return cls(day.year, day.month, day.day)

    def __str__(self) -> str:
        """ISO 8601, as precise as known."""
        text = f"{self.year:04}"
        if self.month is not None:
            text += f"-{self.month:02}"
        if self.day is not None:
            text += f"-{self.day:02}"
        return text

    @property
    def precision(self) -> int:
        """1 for a year, 2 for a month, 3 for a day."""
        return 1 + (self.month is not None) + (self.day is not None)

    @property
    def first_day(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The last day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def contains(self, other: PartialDate) -> bool:
        """Whether every day that `other` can mean lies within this one."""
        return self.first_day <= other.first_day and other.last_day <= self.last_day

    def overlaps(self, other: PartialDate) -> bool:
        """Whether both can mean the same day."""
        return self.first_day <= other.last_day and other.first_day <= self.last_day

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return (self.first_day, -self.precision) < (other.first_day, -other.precision)


@dataclass(frozen=True)
class DateRange:
    """From the first day of `start` to the last day of `end`; None leaves that side open."""

    start: PartialDate | None = None
    end: PartialDate | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.start.first_day > self.end.last_day:
            raise ValueError("a range that ends before it starts")

    def overlaps(self, other: PartialDate) -> bool:
        """Whether `other` can mean a day in the range."""
        after = self.start is None or self.start.first_day <= other.last_day
        before = self.end is None or other.first_day <= self.end.last_day
        return after and before

    def contains(self, other: PartialDate) -> bool:
        """Whether every day that `other` can mean lies in the range."""
        after = self.start is None or self.start.first_day <= other.first_day
        before = self.end is None or other.last_day <= self.end.last_day
        return after and before

    def __str__(self) -> str:
        return f"{self.start or ''}..{self.end or ''}"
