"""The manual: our own pages and pictures, nothing from anywhere else (F1)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from dossier.gui import theme
from dossier.gui.commands import EVERYWHERE, ORIGINAL, READER, Registered
from dossier.paths import resource

BEGIN = "1-begin"
READING = "4-reading"
PAGES_OF: dict[str, str] = {
    "Search": "3-search",
    "Documents": "2-import",
    "Actors": "5-actors",
    "Dossiers": "6-dossiers",
    "Sources": "7-evidence",
    "Claims": "7-evidence",
    "Checks": "7-evidence",
    "Timeline": "8-figures",
    "Graph": "8-figures",
    READER: READING,
    ORIGINAL: READING,
}
"""The page of the manual for each page of the window; others begin at the beginning."""
_PICTURE = re.compile(r"pictures/[a-z-]+\.png")


class ManualView(QDialog):
    """Stays open beside the window while one tries what it says."""

    def __init__(self, commands: Iterable[Registered], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Manual")
        self.resize(980, 720)
        self._commands = list(commands)
        self.list = QListWidget()
        self.list.setAccessibleName("Pages of the manual")
        self.list.setFixedWidth(220)
        self.list.setWordWrap(True)
        for name in pages():
            item = QListWidgetItem(title_of(name))
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.list.addItem(item)
        self.browser = _OwnPages()
        self.browser.setAccessibleName("Page of the manual")
        self.browser.anchorClicked.connect(self._follow)
        self.list.currentItemChanged.connect(self._chosen)
        row = QHBoxLayout()
        row.addWidget(self.list)
        row.addWidget(self.browser, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(row)

    def show_page(self, name: str) -> None:
        """Turn to a page by the name of its file, without the ending."""
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == name:
                self.list.setCurrentRow(row)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            text = page_text(item.data(Qt.ItemDataRole.UserRole))
            self.browser.setMarkdown(text.replace("{{commands}}", table_of(self._commands)))

    def _follow(self, address: QUrl) -> None:
        """Links lead to other pages of the manual only."""
        self.show_page(address.toString().removesuffix(".md"))


class _OwnPages(QTextBrowser):
    """Loads the manual's pictures and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setFont(theme.reading_font())
        self.document().setDocumentMargin(20)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Pictures of the manual by their name, no wider than the page; anything else is empty."""
        wanted = name.toString() if isinstance(name, QUrl) else name
        if kind == QTextDocument.ResourceType.ImageResource.value and _PICTURE.fullmatch(wanted):
            picture = QImage(str(_folder() / wanted))
            room = self.viewport().width() - 70
            if picture.width() > room > 100:
                return picture.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
            return picture
        return None


def pages() -> list[str]:
    """Names of the pages in their order."""
    found = [path.stem for path in _folder().glob("*.md")]
    return sorted(found, key=lambda name: int(name.split("-")[0]))


def page_text(name: str) -> str:
    """The Markdown of a page."""
    return (_folder() / f"{name}.md").read_text("utf-8")


def title_of(name: str) -> str:
    """The first heading of a page."""
    return page_text(name).splitlines()[0].lstrip("# ")


def table_of(commands: Iterable[Registered]) -> str:
    """All commands with their keys as Markdown tables, one for each place."""
    groups: dict[str, list[Registered]] = {}
    for entry in commands:
        groups.setdefault(entry.place, []).append(entry)
    order = [
        EVERYWHERE,
        READER,
        ORIGINAL,
        *(place for place in groups if place not in {EVERYWHERE, READER, ORIGINAL}),
    ]
    parts = []
    for place in order:
        if place in groups:
            rows = [f"| {entry.command.name} | {entry.keys} |" for entry in groups[place]]
            parts.append("\n".join([f"## {place}", "", "| Command | Keys |", "|---|---|", *rows]))
    return "\n\n".join(parts)


def _folder() -> Path:
    return resource("resources/manual")
