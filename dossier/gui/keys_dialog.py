"""The keys of this screen, and those that count everywhere (?)."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dossier.gui.commands import Registered


class KeysDialog(QDialog):
    """Commands with their keys, those of the present page first."""

    def __init__(self, groups: Iterable[tuple[str, list[Registered]]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keys of this screen")
        self.resize(520, 560)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Keys of this screen")
        self.tree.setHeaderLabels(["Keys", "What they do"])
        self.tree.setRootIsDecorated(False)
        self.tree.setColumnWidth(0, 170)
        bold = QFont()
        bold.setBold(True)
        for title, entries in groups:
            head = QTreeWidgetItem([title, ""])
            head.setFont(0, bold)
            head.setFirstColumnSpanned(True)
            for entry in entries:
                if entry.keys:
                    head.addChild(QTreeWidgetItem([entry.keys, entry.command.name.rstrip("…")]))
            if head.childCount():
                self.tree.addTopLevelItem(head)
                head.setExpanded(True)
                head.setFlags(head.flags() & ~Qt.ItemFlag.ItemIsSelectable)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.tree)
        layout.addWidget(buttons)
