"""Ask for the passphrase that a case is to be given, or for the one that is to be taken off."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from dossier.case import passphrases
from dossier.case.protecting import HONEST, SHORTEST
from dossier.gui.passphrase_dialog import grow_to_fit, passphrase_field, plain_label


class ProtectDialog(QDialog):
    """`chosen` carries the passphrase: the new one of a case without, or the present one of a case with it."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None, *, protect: bool) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._protect = protect
        self.setWindowTitle("Protect with a passphrase" if protect else "Remove the passphrase")
        self.setMinimumWidth(520)
        if protect:
            words = f"Everything in the case “{name}” is written anew, encrypted.\n\n{passphrases.WARNING}\n\n{HONEST}"
        else:
            words = (
                f"The case “{name}” is written anew, openly: whoever can read its folder can read it then. "
                "Backups made before keep their passphrase."
            )
        self.first = passphrase_field("New passphrase" if protect else "Present passphrase")
        self.second = passphrase_field("The same again")
        self.trouble = plain_label("", name="What is wrong")
        self.trouble.setProperty("role", "bad")
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(
            "Encrypt" if protect else "Write openly"
        )
        self.buttons.accepted.connect(self._choose)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (plain_label(words), self.first, self.second, self.trouble):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self.second.setVisible(protect)
        self.trouble.hide()
        self.resize(560, 1)
        grow_to_fit(self)
        self.first.setFocus()

    def _choose(self) -> None:
        passphrase = self.first.text()
        if self._protect and len(passphrase) < SHORTEST:
            self._say(
                f"A passphrase needs at least {SHORTEST} characters. Four or five unrelated words are good."
            )
        elif self._protect and self.second.text() != passphrase:
            self._say("The two passphrases differ.")
        else:
            for field in (self.first, self.second):
                field.clear()
            self.accept()
            self.chosen.emit(passphrase)

    def _say(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.show()
        grow_to_fit(self)
        self.first.setFocus()
        self.first.selectAll()
