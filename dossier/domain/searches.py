"""Searches that are kept: what was asked, saved searches with what is new in them, and the history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NewType

from dossier.domain.corpus import DocumentId

SavedSearchId = NewType("SavedSearchId", int)
Choice = tuple[str, str]
"""A facet and one of its values, such as ("language", "ar")."""


@dataclass(frozen=True)
class Inquiry:
    """A query with everything that was chosen beside it."""

    query: str = ""
    sort: str = "relevance"
    """`relevance` or `date`."""
    exact: bool = False
    include: frozenset[Choice] = frozenset()
    exclude: frozenset[Choice] = frozenset()

    def options(self) -> dict[str, Any]:
        """All but the query as plain values, in a fixed order."""
        return {
            "sort": self.sort,
            "exact": self.exact,
            "include": [list(choice) for choice in sorted(self.include)],
            "exclude": [list(choice) for choice in sorted(self.exclude)],
        }

    @classmethod
    def of(cls, query: str, options: Mapping[str, Any]) -> Inquiry:
        """From a query and `options()`; what is missing or of another form falls back to nothing chosen."""
        return cls(
            query,
            "date" if options.get("sort") == "date" else "relevance",
            options.get("exact") is True,
            _choices(options.get("include")),
            _choices(options.get("exclude")),
        )


def _choices(value: object) -> frozenset[Choice]:
    if not isinstance(value, Iterable):
        return frozenset()
    return frozenset(
        (str(one[0]), str(one[1])) for one in value if isinstance(one, (list, tuple)) and len(one) == 2
    )


@dataclass(frozen=True)
class SavedSearch:
    """A search under a name. `seen` is the newest document of the case when the analyst last looked."""

    id: SavedSearchId
    name: str
    inquiry: Inquiry
    seen: DocumentId


@dataclass(frozen=True)
class PastSearch:
    """A search that was made."""

    query: str
    when: datetime
    total: int
    """Hits at that time."""
