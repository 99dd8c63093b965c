"""The place of the pages: as wide as there is room, and scrolled sideways where a page needs more."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget

NARROWEST = 340
"""Pixels, at least; with the places and the reader the window then fits a screen of 960."""


class PageArea(QScrollArea):
    """On a laptop at 200 % the window must fit the screen, whatever its pages need."""

    def __init__(self, pages: QStackedWidget) -> None:
        super().__init__()
        self._pages = pages
        self.setWidget(pages)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(NARROWEST)
        pages.installEventFilter(self)
        pages.currentChanged.connect(lambda _place: self._fit())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pages take what there is."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pages that were just made may need more."""
        if watched is self._pages and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        page, room = self._pages.currentWidget(), self.viewport().size()
        needed = 0 if page is None else page.minimumSizeHint().width()
        self._pages.resize(max(room.width(), needed), room.height())
