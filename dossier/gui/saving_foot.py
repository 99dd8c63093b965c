"""The foot of a dialog that stores something: what is wrong, and Save, Cancel, Remove."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from dossier.errors import DossierError
from dossier.gui.labels import plain_label


class SavingFoot(QWidget):
    """`attempt` carries a deed out; what is wrong with it is told here and nothing is changed."""

    save_wanted = Signal()
    remove_wanted = Signal()
    cancelled = Signal()

    def __init__(self, *, removable: bool) -> None:
        super().__init__()
        self.trouble = plain_label("", "bad")
        self.trouble.hide()
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        if removable:
            remove = buttons.addButton("Remove", QDialogButtonBox.ButtonRole.DestructiveRole)
            remove.clicked.connect(self.remove_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.trouble)
        column.addWidget(buttons)
        buttons.accepted.connect(self.save_wanted)
        buttons.rejected.connect(self.cancelled)

    def attempt(self, act: Callable[[], object]) -> bool:
        """Whether it went well."""
        try:
            act()
        except DossierError as error:
            self.trouble.setText(str(error))
            self.trouble.show()
            return False
        return True
