"""What can be done from anywhere in the window, and the menus."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QMenuBar, QWidget

from dossier.gui import window_dialogs
from dossier.gui.commands import EVERYWHERE, Command, Commands
from dossier.gui.importing import Importing
from dossier.gui.locking import Locking
from dossier.gui.opening_cases import CaseOpening
from dossier.gui.pages import PAGES
from dossier.gui.reader_panel import ReaderPanel
from dossier.gui.safekeeping import Safekeeping
from dossier.gui.search_view import SearchView


class Window(window_dialogs.Window, Protocol):
    """What the commands need of the main window."""

    reader: ReaderPanel
    opening: CaseOpening
    importing: Importing
    safekeeping: Safekeeping
    locking: Locking

    @property
    def search_page(self) -> SearchView: ...
    def close_case(self) -> None: ...
    def suggest_links(self) -> None: ...
    def undo(self) -> None: ...
    def redo(self) -> None: ...
    def copy_with_reference(self) -> None: ...
    def show_original(self) -> None: ...
    def show_preview(self) -> None: ...
    def show_settings(self) -> None: ...
    def close(self) -> bool: ...


_MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "&Case",
        (
            "New case…", "New case with a passphrase…", "Open a case…", "Open the demo case", "Close the case", "",
            "Back up…", "Restore a backup…", "",
            "Protect with a passphrase…", "Change passphrase…", "Remove the passphrase…", "Lock the case", "",
            "Import files…", "Import a folder…", "Suggest links in the whole case", "Paste as a document", "", "Undo", "Redo", "", "Record of the case…", "Settings…", "Quit",
        ),
    ),
    ("&Go", (*(kind.name for kind in PAGES), "", "Search field", "Next hit", "Previous hit")),
    ("&Passage", ("Cite in a dossier…", "Link to its source…", "Grade this document", "Copy with reference", "", "Show the original", "Preview the dossier")),
    ("&Help", ("Manual", "Find a command, page, actor or case…", "Keys of this screen", "", "About Dossier")),
)  # fmt: skip
"""Menus, their commands, and lines between them."""


def make_menus(bar: QMenuBar, owner: QWidget, commands: Commands, entries: list[Command]) -> None:
    """Register the window's commands and fill its menu bar with them."""
    commands.add(EVERYWHERE, owner, entries)
    for title, names in _MENUS:
        commands.fill(bar.addMenu(title), names)


def commands_of(window: Window) -> list[Command]:
    """Everything the window itself can do."""

    def has_case() -> bool:
        return window.case is not None

    def can_write() -> bool:
        return window.case is not None and not window.case.read_only

    def sealed() -> bool:
        return can_write() and window.locking.possible()

    def unsealed() -> bool:
        return can_write() and not window.locking.possible()

    def reader(act: Callable[[ReaderPanel], None]) -> Callable[[], None]:
        return lambda: act(window.reader)

    def reads() -> bool:
        return window.case is not None and window.reader.document_id is not None

    def links() -> bool:
        return reads() and can_write()

    def to_query() -> None:
        window.go_to("Search")
        window.search_page.focus_query()

    return [
        Command("New case…", window.opening.new_case, "Ctrl+N"),
        Command("New case with a passphrase…", window.opening.new_sealed_case),
        Command("Open a case…", window.opening.choose_case, "Ctrl+O"),
        Command("Open the demo case", window.opening.open_demo),
        Command("Close the case", window.close_case, "Ctrl+W", possible=has_case),
        Command("Back up…", window.safekeeping.back_up, possible=has_case),
        Command("Restore a backup…", window.safekeeping.restore),
        Command("Change passphrase…", window.safekeeping.change_passphrase, possible=sealed),
        Command("Protect with a passphrase…", window.safekeeping.protect, possible=unsealed),
        Command("Remove the passphrase…", window.safekeeping.unprotect, possible=sealed),
        Command("Lock the case", window.locking.lock, "Ctrl+Alt+L", possible=window.locking.possible),
        Command("Import files…", window.importing.ask_files, "Ctrl+I", possible=can_write),
        Command("Import a folder…", window.importing.ask_folder, "Ctrl+Shift+I", possible=can_write),
        Command("Paste as a document", window.importing.paste, "Ctrl+Shift+V", possible=can_write),
        Command("Record of the case…", partial(window_dialogs.show_record, window), possible=has_case),
        Command("Suggest links in the whole case", window.suggest_links, possible=can_write),
        Command("Settings…", window.show_settings, "Ctrl+,"),
        Command("Quit", window.close, "Ctrl+Q"),
        *(
            Command(kind.name, partial(window.go_to, kind.name), f"Alt+{number % 10}", possible=has_case)
            for number, kind in enumerate(PAGES, start=1)
        ),
        Command("Undo", window.undo, "Ctrl+Z", possible=can_write),
        Command("Redo", window.redo, "Ctrl+Shift+Z Ctrl+Y", possible=can_write),
        Command("Search field", to_query, "Ctrl+Shift+F", possible=has_case),
        Command("Next hit", reader(lambda one: one.step(1)), "F3", possible=has_case),
        Command("Previous hit", reader(lambda one: one.step(-1)), "Shift+F3", possible=has_case),
        Command("Cite in a dossier…", reader(lambda one: one.cite_selection()), "Ctrl+D", possible=can_write),
        Command("Link to its source…", reader(lambda one: one.add_link()), "Ctrl+L", possible=links),
        Command("Grade this document", reader(lambda one: one.show_grades()), "Ctrl+G", possible=reads),
        Command(
            "Copy with reference",
            window.copy_with_reference,
            "Ctrl+Shift+C",
            possible=has_case,
        ),
        Command("Show the original", window.show_original, "F4", possible=has_case),
        Command("Preview the dossier", window.show_preview, "Ctrl+Shift+P", possible=has_case),
        Command(
            "Find a command, page, actor or case…", partial(window_dialogs.find_anything, window), "Ctrl+K"
        ),
        Command("Manual", partial(window_dialogs.show_manual, window), "F1"),
        Command("Keys of this screen", partial(window_dialogs.show_keys, window), "?"),
        Command("About Dossier", partial(window_dialogs.about, window)),
    ]
