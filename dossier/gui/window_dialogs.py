"""The dialogs that open from anywhere in the window: palette, keys, manual, settings, record, about."""

from __future__ import annotations

from functools import partial
from typing import Protocol, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from dossier.gui.commands import EVERYWHERE, ORIGINAL, READER
from dossier.gui.finding_anything import Window as Searched
from dossier.gui.finding_anything import choices, find_actors
from dossier.gui.keys_dialog import KeysDialog
from dossier.gui.manual_view import BEGIN, PAGES_OF, ManualView
from dossier.gui.pages import Pages
from dossier.gui.palette_dialog import PaletteDialog
from dossier.gui.reading_place import ReadingPlace


class Window(Searched, Protocol):
    """What the dialogs need of the main window."""

    pages: Pages
    reader_place: ReadingPlace


def find_anything(window: Window) -> None:
    """The palette; pages that were not shown yet are made meanwhile, so that their commands are in it."""
    dialog = PaletteDialog(lambda: choices(window), partial(find_actors, window), _widget(window))
    if window.case is not None:
        rest = QTimer(dialog)
        rest.timeout.connect(lambda: dialog.refresh() if window.pages.make_next() else rest.stop())
        rest.start(0)
    dialog.open()


def show_keys(window: Window) -> None:
    """The keys of this screen."""
    beside = ORIGINAL if window.case is not None and window.reader_place.original.isVisible() else READER
    places = (window.pages.current_name, beside, EVERYWHERE)
    KeysDialog([(place, window.commands.of(place)) for place in places if place], _widget(window)).open()


def show_manual(window: Window) -> None:
    """The manual, at the page for what has the focus."""
    while window.pages.make_next():  # the last page lists the commands of all
        pass
    place = window.pages.current_name if window.case is not None else ""
    focus = cast("QWidget | None", _widget(window).focusWidget())
    if window.case is not None and focus is not None and window.reader_place.isAncestorOf(focus):
        place = READER
    manual = _widget(window).findChild(ManualView) or ManualView(window.commands.all(), _widget(window))
    manual.show_page(PAGES_OF.get(place, BEGIN))
    manual.show()
    manual.activateWindow()


def show_record(window: Window) -> None:
    """What was done to the case."""
    from dossier.gui.record_dialog import RecordDialog

    if window.case is not None:
        RecordDialog(window.case, window.runner, _widget(window)).open()


def about(window: Window) -> None:
    """Version, licence and parts."""
    from dossier.gui.about_dialog import AboutDialog

    AboutDialog(_widget(window)).open()


def _widget(window: Window) -> QWidget:
    assert isinstance(window, QWidget)
    return window
