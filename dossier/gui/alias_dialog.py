"""Choose the known actor that a suggested name belongs to; the likeliest come first, with the reasons."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
)
from PySide6.QtWidgets import QWidget as Widget

from dossier.case import Case
from dossier.domain.actors import ActorId, ActorStatus
from dossier.text.normalize import visible

_KEY = Qt.ItemDataRole.UserRole


class ChooseActorDialog(QDialog):
    """Type to filter, Enter to choose."""

    chosen = Signal(int)

    def __init__(self, case: Case, about: ActorId, parent: Widget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._case = case
        self._about = case.catalog.get(about)
        self.setWindowTitle("Alias of…")
        self.resize(520, 460)
        words = QLabel(f"“\u2068{visible(self._about.name)[:80]}\u2069” is another name of:")
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter by any name")
        self.filter.setAccessibleName("Filter actors")
        self.list = QListWidget()
        self.list.setAccessibleName("Known actors")
        self.list.setWordWrap(True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        layout = QVBoxLayout(self)
        for widget in (words, self.filter, self.list, buttons):
            layout.addWidget(widget)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(120)
        self._wait.timeout.connect(self._read)
        self.filter.textChanged.connect(self._wait.start)
        self.list.itemActivated.connect(self._choose)
        buttons.accepted.connect(lambda: self._choose(self.list.currentItem()))
        buttons.rejected.connect(self.reject)
        self._read()

    def _read(self) -> None:
        self.list.clear()
        text = self.filter.text()
        if not text:
            for key, name, reason in self._case.likely_actors(self._about.id):
                self._add(f"{visible(name)}\n{visible(reason)}", key)
        for line in self._case.catalog.page(
            status=ActorStatus.CONFIRMED, text=text, everyone=True, limit=200
        ):
            if line.actor.id != self._about.id:
                self._add(f"{visible(line.actor.name)}\n{line.actor.role}", line.actor.id)
        self.list.setCurrentRow(0)

    def _add(self, words: str, key: int) -> None:
        item = QListWidgetItem(words)
        item.setData(_KEY, key)
        self.list.addItem(item)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_KEY))
            self.accept()
