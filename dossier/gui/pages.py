"""Add a page to the window: one line in PAGES; its place, its key and its entry in the palette follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from dossier.case import Case
from dossier.gui.actors_view import ActorsView
from dossier.gui.checks_view import ChecksView
from dossier.gui.claims_view import ClaimsView
from dossier.gui.documents_view import DocumentsView
from dossier.gui.dossiers_view import DossiersView
from dossier.gui.graph_view import GraphView
from dossier.gui.job_runner import JobRunner
from dossier.gui.search_view import SearchView
from dossier.gui.sources_view import SourcesView
from dossier.gui.timeline_view import TimelineView
from dossier.jobs import Changes


@dataclass(frozen=True)
class PageKind:
    """A page as the list of places shows it; `make` is called when the page is first shown."""

    name: str
    icon: str
    """A file of resources/icons, without its ending."""
    make: Callable[[Case, JobRunner], QWidget]


PAGES: tuple[PageKind, ...] = (
    PageKind("Search", "search", SearchView),
    PageKind("Documents", "documents", DocumentsView),
    PageKind("Actors", "actors", ActorsView),
    PageKind("Dossiers", "dossiers", DossiersView),
    PageKind("Sources", "sources", SourcesView),
    PageKind("Timeline", "timeline", TimelineView),
    PageKind("Graph", "graph", GraphView),
    PageKind("Claims", "claims", ClaimsView),
    PageKind("Checks", "warning", ChecksView),
)
"""In the order of the list of places. Alt+1 goes to the first, Alt+0 to the tenth."""


class Page(Protocol):
    """What every page can do. These are optional, and found by their names:

    `commands() -> list[Command]`: what can be done on the page, with keys (gui/commands.py).
    `state() -> dict` and `restore(dict)`: what outlives a restart, of the types that JSON knows.
    `undo() -> str`: take the last act back and say what it was; empty when there is nothing.
    Signals `open_document(int[, str])`, `open_passage(int, int, int)`, `actor_wanted(int)`,
    `search_wanted(str)`, `dossier_wanted(int)`, `graph_wanted(int)`,
    `timeline_wanted(int)`, `statement_wanted(int)`, `import_wanted()`, `said(str)`: the window follows them.
    """

    def show_changes(self, changes: Changes) -> None:
        """Read anew what has changed."""


class Pages(QStackedWidget):
    """The pages of the open case, each made when it is first wanted."""

    made = Signal(str, QWidget)

    def __init__(self) -> None:
        super().__init__()
        self._case: tuple[Case, JobRunner] | None = None
        self._made: dict[str, QWidget] = {}

    def begin(self, case: Case, runner: JobRunner) -> None:
        """From now on pages show this case."""
        self.forget()
        self._case = (case, runner)

    def get(self, name: str) -> QWidget:
        """The page of that name, made now if need be."""
        page = self._made.get(name)
        if page is None:
            assert self._case is not None, "no case is open"
            kind = next(one for one in PAGES if one.name == name)
            page = self._made[name] = kind.make(*self._case)
            self.addWidget(page)
            self.made.emit(name, page)
        return page

    def make_next(self) -> bool:
        """Make one page that was not shown yet; false when there is none left."""
        waiting = [kind.name for kind in PAGES if kind.name not in self._made]
        if not waiting or self._case is None:
            return False
        self.get(waiting[0])
        return True

    def show_page(self, name: str) -> QWidget:
        """Bring a page to the front."""
        page = self.get(name)
        self.setCurrentWidget(page)
        return page

    @property
    def current_name(self) -> str:
        """Name of the page in front; empty before the first is shown."""
        return next((name for name, page in self._made.items() if page is self.currentWidget()), "")

    def alive(self) -> Iterator[tuple[str, QWidget]]:
        """The pages that have been made."""
        yield from self._made.items()

    def tell(self, changes: Changes) -> None:
        """Let the pages read anew what has changed."""
        for _name, page in self.alive():
            cast(Page, page).show_changes(changes)

    def forget(self) -> None:
        """Let go of all pages."""
        for page in self._made.values():
            self.removeWidget(page)
            page.deleteLater()
        self._made = {}
        self._case = None
