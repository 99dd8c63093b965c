"""Set the dated rows of a dossier on one line of time: what a chronology figure shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dossier.domain.figures import ChronologyRow

MOST_ROWS = 80
"""Rows that are printed; how many more the case has is told."""
_SMALLEST = 0.012
"""Share of the line of time that a single day is drawn as, so that it can be seen."""


@dataclass(frozen=True)
class Span:
    """Where a row lies on the line of time: from `left`, `width` wide, as shares of its whole length."""

    left: float
    width: float


@dataclass(frozen=True)
class Timescale:
    """The line of time: first and last day, and the labelled places on it as shares of its length."""

    first: date
    last: date
    labels: tuple[tuple[float, str], ...]

    def span(self, row: ChronologyRow) -> Span | None:
        """Where a row lies; None if it has no date."""
        if row.start is None or row.end is None:
            return None
        left = self._share(row.start.toordinal())
        width = max(self._share(row.end.toordinal() + 1) - left, _SMALLEST)
        return Span(round(min(left, 1 - _SMALLEST), 4), round(min(width, 1 - min(left, 1 - _SMALLEST)), 4))

    def _share(self, day: int) -> float:
        return (day - self.first.toordinal()) / (self.last.toordinal() + 1 - self.first.toordinal())


def timescale(rows: Sequence[ChronologyRow]) -> Timescale | None:
    """The line on which all dated rows lie, by whole years; None when none is dated."""
    dated = [(row.start, row.end) for row in rows if row.start is not None and row.end is not None]
    if not dated:
        return None
    first = min(start for start, _ in dated).year
    last = max(end for _, end in dated).year
    scale = Timescale(date(first, 1, 1), date(last, 12, 31), ())
    years = last - first + 1
    every = next((step for step in (1, 2, 5, 10, 20, 50, 100) if years / step <= 6), 500)
    marks = [year for year in range(first, last + 1) if (year - first) % every == 0]
    labels = [(round(scale._share(date(year, 1, 1).toordinal()), 4), str(year)) for year in marks]
    return Timescale(scale.first, scale.last, tuple(labels))
