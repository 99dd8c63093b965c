"""The first screen: make a case, open one, go on with a recent one, restore one, or look at the demo."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dossier.gui import theme


class WelcomeView(QWidget):
    """Six ways to begin."""

    new_wanted = Signal()
    open_wanted = Signal()
    demo_wanted = Signal()
    new_sealed_wanted = Signal()
    restore_wanted = Signal()
    case_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        picture = QLabel()
        picture.setPixmap(theme.application_icon().pixmap(QSize(72, 72)))
        title = QLabel("Dossier")
        title.setProperty("role", "title")
        words = QLabel("Collect, search and cite documents.\nEverything stays on this machine.")
        words.setProperty("role", "quiet")
        head = QHBoxLayout()
        head.addWidget(picture)
        text = QVBoxLayout()
        text.addWidget(title)
        text.addWidget(words)
        head.addLayout(text)
        head.addStretch(1)

        new = QPushButton("&New case…")
        new.setProperty("role", "primary")
        open_ = QPushButton("&Open a case…")
        demo = QPushButton("Open the &demo case")
        new.clicked.connect(self.new_wanted)
        open_.clicked.connect(self.open_wanted)
        demo.clicked.connect(self.demo_wanted)
        buttons = QHBoxLayout()
        for button in (new, open_, demo):
            buttons.addWidget(button, 1)
        sealed = QPushButton("New case with a &passphrase…")
        restore = QPushButton("&Restore a backup…")
        sealed.clicked.connect(self.new_sealed_wanted)
        restore.clicked.connect(self.restore_wanted)
        others = QHBoxLayout()
        for button in (sealed, restore):
            others.addWidget(button, 1)

        self._heading = QLabel("Recent cases")
        self._heading.setProperty("role", "heading")
        self.recent = QListWidget()
        self.recent.setAccessibleName("Recent cases")
        self.recent.itemActivated.connect(self._choose)
        self.recent.itemClicked.connect(self._choose)

        middle = QWidget()
        middle.setFixedWidth(440)
        column = QVBoxLayout(middle)
        column.addStretch(2)
        column.addLayout(head)
        column.addSpacing(18)
        column.addLayout(buttons)
        column.addLayout(others)
        column.addSpacing(18)
        column.addWidget(self._heading)
        column.addWidget(self.recent)
        column.addStretch(3)
        self.recent.setMaximumHeight(240)
        layout = QHBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(middle)
        layout.addStretch(1)

    def show_recent(self, cases: Sequence[str]) -> None:
        """List the recent cases that are still there."""
        self.recent.clear()
        for name in cases:
            path = Path(name)
            if (path / "case.db").is_file():
                item = QListWidgetItem(f"{path.stem}\n{path.parent}")
                item.setData(Qt.ItemDataRole.UserRole, name)
                item.setSizeHint(QSize(100, 46))
                self.recent.addItem(item)
        for widget in (self._heading, self.recent):
            widget.setVisible(bool(self.recent.count()))

    def _choose(self, item: QListWidgetItem) -> None:
        self.case_chosen.emit(item.data(Qt.ItemDataRole.UserRole))
