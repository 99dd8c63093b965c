"""Choose a known actor by any of its names; whoever is likely comes first, with the reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dossier.case import Case
from dossier.domain.actors import ActorId, ActorStatus
from dossier.gui.labels import plain_label
from dossier.gui.later import later
from dossier.text.normalize import visible

_KEY = Qt.ItemDataRole.UserRole
_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
LISTED = 200


class PickActorDialog(QDialog):
    """Type to filter, Enter to choose. `everyone` lists actors that no document of the case names, too.

    `likely` (id, name, why) stand above the others until something is typed.
    """

    chosen = Signal(int)

    def __init__(
        self,
        case: Case,
        title: str,
        sentence: str,
        parent: QWidget | None = None,
        *,
        without: ActorId | None = None,
        everyone: bool = True,
        likely: Sequence[tuple[ActorId, str, str]] = (),
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._case, self._without, self._everyone, self._likely = case, without, everyone, likely
        self.setWindowTitle(title)
        self.resize(500, 460)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter by any name")
        self.filter.setAccessibleName("Filter actors")
        self.list = QListWidget()
        self.list.setAccessibleName("Actors")
        self.list.setWordWrap(True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.more = QVBoxLayout()
        """For what else a dialog of this kind asks."""
        layout = QVBoxLayout(self)
        for widget in (plain_label(sentence, ""), self.filter, self.list):
            layout.addWidget(widget)
        layout.addLayout(self.more)
        layout.addWidget(self.buttons)
        self._wait = later(self, 120, self._read)
        self.filter.textChanged.connect(self._wait.start)
        self.filter.installEventFilter(self)
        self.list.itemActivated.connect(self.choose)
        self.buttons.accepted.connect(self._now)
        self.buttons.rejected.connect(self.reject)
        self._read()

    def choose(self, item: QListWidgetItem | None) -> None:
        """This one it is."""
        if item is not None:
            self.chosen.emit(item.data(_KEY))
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while one types."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _MOVES:
            QApplication.sendEvent(self.list, event)
            return True
        return super().eventFilter(watched, event)

    def _now(self) -> None:
        """Choose what is marked, of the list that belongs to the words typed."""
        if self._wait.isActive():
            self._wait.stop()
            self._read()
        self.choose(self.list.currentItem())

    def _read(self) -> None:
        self.list.clear()
        text = self.filter.text()
        likely = [] if text.strip() else [one for one in self._likely if one[0] != self._without]
        for key, name, why in likely:
            self._add(f"{visible(name)[:120]}\n{visible(why)[:300]}", key)
        for line in self._case.catalog.page(
            status=ActorStatus.CONFIRMED, text=text, everyone=self._everyone, limit=LISTED
        ):
            if line.actor.id != self._without:
                count = "1 document" if line.documents == 1 else f"{line.documents:,} documents"
                self._add(f"{visible(line.actor.name)[:120]}\n{line.actor.role}  ·  {count}", line.actor.id)
        self.list.setCurrentRow(0)

    def _add(self, words: str, key: int) -> None:
        item = QListWidgetItem(words)
        item.setData(_KEY, key)
        self.list.addItem(item)
