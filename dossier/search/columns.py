"""The facts of all indexed documents in arrays: filters, facet counts and sorting without touching the disk."""

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


@dataclass
class _Values:
    """One facet: value numbers of each row, several where a document has several."""

    names: list[str]
    codes: NDArray[np.int32]
    starts: NDArray[np.int64]


class Columns:
    """Row n holds the facts of document number n of an index."""

    def __init__(self, packed: Sequence[str | None]) -> None:
        """`packed` by row; None where the row holds no living document."""
        facts: list[Any] = [json.loads(one) if one else None for one in packed]
        self.ids = np.array([one[0] if one else 0 for one in facts], dtype=np.int64)
        dates = [PartialDate.parse(one[4]) if one and one[4] else None for one in facts]
        self.first = np.array([date.first_day.toordinal() if date else 0 for date in dates], dtype=np.int64)
        self.last = np.array([date.last_day.toordinal() if date else -1 for date in dates], dtype=np.int64)
        self._values = {
            Facet.SOURCE: _column([[one[1] or NO_VALUE] if one else [] for one in facts]),
            Facet.KIND: _column([[one[2]] if one else [] for one in facts]),
            Facet.LANGUAGE: _column([[one[3] or NO_VALUE] if one else [] for one in facts]),
            Facet.YEAR: _column([[one[4][:4] if one[4] else NO_VALUE] if one else [] for one in facts]),
            Facet.MONTH: _column(
                [[one[4][:7]] if one and one[4] and len(one[4]) >= 7 else [] for one in facts]
            ),
            Facet.ACTOR: _column([list(dict.fromkeys(one[5])) if one else [] for one in facts]),
            Facet.GRADE: _column([[one[6] or NO_VALUE] if one else [] for one in facts]),
        }

    def counts(self, rows: Rows, facets: Iterable[str]) -> dict[str, dict[str, int]]:
        """For each facet, values with the number of these rows that have them, most frequent first."""
        found: dict[str, dict[str, int]] = {}
        for facet in Facet:
            if facet not in facets:
                continue
            column = self._values[facet]
            counted = np.bincount(_codes_of(column, rows), minlength=len(column.names))
            order = np.argsort(-counted, kind="stable")
            pairs = [(column.names[code], int(counted[code])) for code in order if counted[code]]
            if facet in {Facet.YEAR, Facet.MONTH}:
                pairs.sort(key=lambda pair: (pair[0] == NO_VALUE, [-ord(char) for char in pair[0]]))
            if pairs:
                found[str(facet)] = dict(pairs)
        return found

    def values(self, facet: str) -> list[str]:
        """All values of a facet."""
        return self._values[Facet(facet)].names

    def having(self, facet: str, values: Iterable[str]) -> NDArray[np.bool_]:
        """Which rows have one of these values."""
        column = self._values[Facet(facet)]
        wanted = [code for code, name in enumerate(column.names) if name in set(values)]
        hits = np.isin(column.codes, wanted)
        mask = np.zeros(len(self.ids), dtype=bool)
        owners = np.repeat(np.arange(len(self.ids)), np.diff(column.starts))
        mask[owners[hits]] = True
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
        return self.ids > 0


def _by_facet(choices: frozenset[Choice]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for facet, value in choices:
        found.setdefault(facet, set()).add(value)
    return found


def _column(rows: Sequence[Sequence[str]]) -> _Values:
    numbers: dict[str, int] = {}
    codes = [numbers.setdefault(value, len(numbers)) for row in rows for value in row]
    starts = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum([len(row) for row in rows], out=starts[1:])
    return _Values(list(numbers), np.array(codes, dtype=np.int32), starts)


def _codes_of(column: _Values, rows: Rows) -> NDArray[np.int32]:
    lengths = np.diff(column.starts)
    mask = np.zeros(len(lengths), dtype=bool)
    mask[rows] = True
    codes: NDArray[np.int32] = column.codes[np.repeat(mask, lengths)]
    return codes
