"""Choose a known actor by any of its names."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
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
from dossier.text.normalize import visible

_KEY = Qt.ItemDataRole.UserRole
LISTED = 200


class PickActorDialog(QDialog):
    """Type to filter, Enter to choose. `everyone` lists actors that no document of the case names, too."""

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
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._case, self._without, self._everyone = case, without, everyone
        self.setWindowTitle(title)
        self.resize(460, 440)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter by any name")
        self.filter.setAccessibleName("Filter actors")
        self.list = QListWidget()
        self.list.setAccessibleName("Actors")
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        layout = QVBoxLayout(self)
        for widget in (plain_label(sentence, ""), self.filter, self.list, buttons):
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
        for line in self._case.catalog.page(
            status=ActorStatus.CONFIRMED, text=self.filter.text(), everyone=self._everyone, limit=LISTED
        ):
            if line.actor.id != self._without:
                count = "1 document" if line.documents == 1 else f"{line.documents:,} documents"
                item = QListWidgetItem(f"{visible(line.actor.name)[:120]}\n{line.actor.role}  ·  {count}")
                item.setData(_KEY, line.actor.id)
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_KEY))
            self.accept()
