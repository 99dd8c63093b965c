"""Show a row of links in the window, such as what was probably meant, or the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from dossier.gui.link_button import LinkButton


class LinksRow(QWidget):
    """Hidden while there is no link."""

    role = "link"
    """How the style sheet dresses them."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_links(self, links: Sequence[tuple[str, Callable[[], None]]]) -> None:
        """Replace the links: words and what a click does."""
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for words, act in links:
            link = LinkButton(words)
            link.setProperty("role", self.role)
            link.clicked.connect(lambda _checked=False, act=act: act())
            self._row.addWidget(link)
            link.show()  # at once, not when the layout gets to it
        self._row.addStretch(1)
        self.setVisible(bool(links))

    def links(self) -> list[LinkButton]:
        """What is shown, in order."""
        return [link for link in self.findChildren(LinkButton) if not link.isHidden()]
