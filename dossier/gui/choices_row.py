"""Say beside the hits which facets narrow them: a chip for each, and a click takes it back."""

from __future__ import annotations

from collections.abc import Callable, Collection

from dossier.gui.facets_panel import TITLES, Choice, value_label
from dossier.gui.links_row import LinksRow
from dossier.text.normalize import visible

SHOWN = 4
"""Chips in the row; of more, the last takes all back."""


class ChoicesRow(LinksRow):
    """Hidden while nothing is chosen. A kept value stays while other words are typed: it must be seen."""

    role = "chip"

    def show_choices(
        self,
        include: Collection[Choice],
        exclude: Collection[Choice],
        take_back: Callable[[Choice], None],
        take_all_back: Callable[[], None],
    ) -> None:
        """Replace the chips."""
        told = [("only", one) for one in sorted(include)] + [("without", one) for one in sorted(exclude)]
        chips: list[tuple[str, Callable[[], None]]] = []
        for word, (facet, value) in told[:SHOWN]:
            title = TITLES.get(facet, facet).lower()
            words = f"{word} {title}: \u2068{visible(value_label(facet, value))[:40]}\u2069  ✕"
            chips.append((words, lambda choice=(facet, value): take_back(choice)))  # type: ignore[misc]
        if len(told) > 1:
            chips.append((f"take back all {len(told)}  ✕", take_all_back))
        self.show_links(chips)
