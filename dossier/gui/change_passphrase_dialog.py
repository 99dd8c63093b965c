"""Ask for the present passphrase of the open case and for a new one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from dossier.case import Case, change_passphrase, passphrases
from dossier.errors import DossierError
from dossier.gui.job_runner import JobRunner, Lane
from dossier.gui.passphrase_dialog import grow_to_fit, passphrase_field, plain_label
from dossier.jobs import Cancelled, ReportProgress


class ChangePassphraseDialog(QDialog):
    """Nobody who finds the window open can lock its owner out: the present passphrase is asked for."""

    changed = Signal()

    def __init__(self, case: Case, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._case, self._runner, self._working = case, runner, False
        self.setWindowTitle("Change passphrase")
        self.setMinimumWidth(460)
        words = plain_label(
            f"A new passphrase for the case “{case.name}”. Backups made before keep the old one.\n\n"
            + passphrases.WARNING
        )
        self.present = passphrase_field("Present passphrase")
        self.first, self.second = passphrase_field("New passphrase"), passphrase_field("The same again")
        self.trouble = plain_label("", name="What went wrong")
        self.trouble.setProperty("role", "bad")
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Change it")
        self.buttons.accepted.connect(self._try)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (words, self.present, self.first, self.second, self.trouble, self.buttons):
            layout.addWidget(widget)
        self.trouble.hide()
        self.present.setFocus()

    def reject(self) -> None:
        """Esc and Cancel; not while the passphrase is being changed."""
        if not self._working:
            super().reject()

    def _try(self) -> None:
        present, new = self.present.text(), self.first.text()
        if self._working:
            return
        if self.second.text() != new:
            self._say("The two new passphrases differ.", self.first)
            return

        def work(_progress: ReportProgress, _cancelled: Cancelled) -> None:
            change_passphrase(self._case, new, present=present)

        self._working = True
        self.buttons.setEnabled(False)
        self._runner.run(
            "Changing the passphrase", work, lane=Lane.WRITE, done=self._done, failed=self._failed
        )

    def _done(self, _nothing: object) -> None:
        self._working = False
        for field in (self.present, self.first, self.second):
            field.clear()
        self.changed.emit()
        self.accept()

    def _failed(self, error: DossierError) -> None:
        self._working = False
        self.buttons.setEnabled(True)
        self._say(str(error), self.present)

    def _say(self, sentence: str, field: QWidget) -> None:
        self.trouble.setText(sentence)
        self.trouble.show()
        grow_to_fit(self)
        field.setFocus()
