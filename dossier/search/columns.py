"""Keep the facts of all indexed documents in arrays: filters, facet counts and sorting without touching the disk."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dossier.domain.dates import DateRange, PartialDate
from dossier.search.engine import Choice, Facet, IndexedDocument

NO_VALUE = "unknown"
"""How facets call a missing source, language, date or grade."""

Rows = NDArray[np.int64]


def pack(document: IndexedDocument) -> str:
    """The facts of a document, as stored in the index."""
    return json.dumps(
        [
            int(document.id),
            document.source,
            document.kind,
            document.language,
            str(document.published) if document.published else None,
            list(document.actors),
            document.grade,
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


class Names:
    """Numbers of the values of each facet. It only grows, so that segments read at different times agree."""

    def __init__(self) -> None:
        self._numbers: dict[Facet, dict[str, int]] = {facet: {} for facet in Facet}

    def number(self, facet: Facet, value: str) -> int:
        """The number of a value, a new one if need be."""
        numbers = self._numbers[facet]
        return numbers.setdefault(value, len(numbers))

    def values(self, facet: Facet) -> list[str]:
        """All values of a facet by their numbers."""
        return list(self._numbers[facet])


@dataclass(frozen=True)
class _Column:
    """One facet: value numbers of all rows behind each other, and how many each row has."""

    codes: NDArray[np.int32]
    sizes: NDArray[np.int64]


@dataclass(frozen=True)
class Facts:
    """The facts of one segment of an index, by row; they never change."""

    ids: Rows
    first: Rows
    last: Rows
    columns: Mapping[Facet, _Column]


def read_facts(packed: Sequence[str | None], names: Names) -> Facts:
    """What `pack` wrote, by row; None where the row holds no document."""
    facts: list[Any] = [json.loads(one) if one else None for one in packed]
    days = {text: _days(text) for text in {one[4] for one in facts if one}}
    ends = np.array([days[one[4]] if one else _NEVER for one in facts], dtype=np.int64).reshape(-1, 2)

    def column(facet: Facet, rows: Sequence[Sequence[str]]) -> _Column:
        codes = [names.number(facet, value) for row in rows for value in row]
        return _Column(np.array(codes, dtype=np.int32), np.array([len(row) for row in rows], dtype=np.int64))

    return Facts(
        ids=np.array([one[0] if one else 0 for one in facts], dtype=np.int64),
        first=ends[:, 0],
        last=ends[:, 1],
        columns={
            Facet.SOURCE: column(Facet.SOURCE, [[one[1] or NO_VALUE] if one else [] for one in facts]),
            Facet.KIND: column(Facet.KIND, [[one[2]] if one else [] for one in facts]),
            Facet.LANGUAGE: column(Facet.LANGUAGE, [[one[3] or NO_VALUE] if one else [] for one in facts]),
            Facet.YEAR: column(Facet.YEAR, [[year_of(one[4])] if one else [] for one in facts]),
            Facet.MONTH: column(Facet.MONTH, [month_of(one[4]) if one else [] for one in facts]),
            Facet.ACTOR: column(Facet.ACTOR, [list(dict.fromkeys(one[5])) if one else [] for one in facts]),
            Facet.GRADE: column(Facet.GRADE, [[one[6] or NO_VALUE] if one else [] for one in facts]),
        },
    )


_NEVER = (0, -1)


def _days(text: str | None) -> tuple[int, int]:
    """First and last day of a partial date as ordinals."""
    if not text:
        return _NEVER
    date = PartialDate.parse(text)
    return date.first_day.toordinal(), date.last_day.toordinal()


def year_of(date: str | None) -> str:
    """Under which year a date counts."""
    return date[:4] if date else NO_VALUE


def month_of(date: str | None) -> list[str]:
    """Under which month a date counts; none for a bare year."""
    return [date[:7]] if date and len(date) >= 7 else []


class Columns:
    """Row n holds the facts of document number n of an index: those of its segments behind each other."""

    def __init__(
        self, parts: Sequence[Facts], names: Names, living: Sequence[NDArray[np.bool_]] | None = None
    ) -> None:
        """`living` says for each part which of its rows still count; all that hold a document if left out."""
        self._names = names
        none = np.empty(0, dtype=np.int64)
        self.ids = np.concatenate([none, *(part.ids for part in parts)])
        if living is not None:
            self.ids[~np.concatenate([none.astype(bool), *living])] = 0
        self.first = np.concatenate([none, *(part.first for part in parts)])
        self.last = np.concatenate([none, *(part.last for part in parts)])
        self._living = self.ids > 0
        self._parts = parts
        self._joined: dict[Facet, tuple[NDArray[np.int32], Rows]] = {}

    @classmethod
    def of(cls, packed: Sequence[str | None]) -> Columns:
        """Columns of a single segment."""
        names = Names()
        return cls([read_facts(packed, names)], names)

    def _column(self, facet: Facet) -> tuple[NDArray[np.int32], Rows]:
        """Value numbers and, beside each, the row that has it."""
        known = self._joined.get(facet)
        if known is None:
            codes = np.concatenate(
                [np.empty(0, dtype=np.int32), *(part.columns[facet].codes for part in self._parts)]
            )
            sizes = np.concatenate(
                [np.empty(0, dtype=np.int64), *(part.columns[facet].sizes for part in self._parts)]
            )
            known = self._joined[facet] = codes, np.repeat(np.arange(len(sizes)), sizes)
        return known

    def counts(self, rows: Rows, facets: Iterable[str]) -> dict[str, dict[str, int]]:
        """For each facet, values with the number of these rows that have them, most frequent first."""
        found: dict[str, dict[str, int]] = {}
        mask = np.zeros(len(self.ids), dtype=bool)
        mask[rows] = True
        for facet in Facet:
            if facet not in facets:
                continue
            codes, owners = self._column(facet)
            names = self._names.values(facet)
            counted = np.bincount(codes[mask[owners]], minlength=len(names))
            present = np.flatnonzero(counted)
            pairs = [(names[code], int(counted[code])) for code in present]
            if facet in {Facet.YEAR, Facet.MONTH}:
                pairs.sort(key=lambda pair: (pair[0] != NO_VALUE, pair[0]), reverse=True)
            else:
                pairs.sort(key=lambda pair: -pair[1])
            if pairs:
                found[str(facet)] = dict(pairs)
        return found

    def values(self, facet: str) -> list[str]:
        """All values of a facet."""
        return self._names.values(Facet(facet))

    def having(self, facet: str, values: Iterable[str]) -> NDArray[np.bool_]:
        """Which rows have one of these values."""
        codes, owners = self._column(Facet(facet))
        wanted = set(values)
        chosen = np.array([name in wanted for name in self.values(facet)], dtype=bool)
        mask = np.zeros(len(self.ids), dtype=bool)
        if len(codes):
            mask[owners[chosen[codes]]] = True
        return mask

    def chosen(self, include: frozenset[Choice], exclude: frozenset[Choice]) -> NDArray[np.bool_] | None:
        """Which rows pass the choices of facets; None when there are no choices."""
        if not include and not exclude:
            return None
        mask = np.ones(len(self.ids), dtype=bool)
        for facet, values in _by_facet(include).items():
            mask &= self.having(facet, values)
        for facet, values in _by_facet(exclude).items():
            mask &= ~self.having(facet, values)
        return mask

    def published(self, when: DateRange) -> NDArray[np.bool_]:
        """Which rows have a date that can lie in the range."""
        mask = self.last > 0
        if when.start is not None:
            mask &= self.last >= when.start.first_day.toordinal()
        if when.end is not None:
            mask &= self.first <= when.end.last_day.toordinal()
        return mask

    def living(self) -> NDArray[np.bool_]:
        """Which rows hold a document."""
        return self._living


def _by_facet(choices: frozenset[Choice]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for facet, value in choices:
        found.setdefault(facet, set()).add(value)
    return found
