"""Dress the window anew when its colours or the size of its text change."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from dossier.gui import theme
from dossier.gui.later import later
from dossier.settings import Settings, load_settings

_LATER = 300
"""Milliseconds until the next try when jobs are running, whose outcomes the present pages await."""


class Dressing(QObject):
    """Follows the desktop's light and dark, and the settings.

    Colours change at once. Icons and fonts are part of the pages, which are made anew when no job runs.
    """

    def __init__(self, busy: Callable[[], bool], make_anew: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._busy = busy
        self._make_anew = make_anew
        self._worn = _dress(load_settings())
        self._wait = later(self, _LATER, self._finish)
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _scheme: self.follow(load_settings()))

    def follow(self, settings: Settings) -> None:
        """Dress as the settings say, if that differs from now."""
        wanted = _dress(settings)
        app = QApplication.instance()
        if wanted != self._worn and isinstance(app, QApplication):
            self._worn = wanted
            theme.apply_theme(app, settings.theme, settings.text_size)
            self._finish()

    def _finish(self) -> None:
        if self._busy():
            self._wait.start()
        else:
            self._make_anew()


def _dress(settings: Settings) -> tuple[str, int]:
    return theme.theme_name(settings.theme), settings.text_size
