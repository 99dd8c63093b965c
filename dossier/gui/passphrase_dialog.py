"""Ask for the passphrase of a case, or set one for a new case."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from dossier.case import Case, create_case, open_case, passphrases
from dossier.errors import DossierError
from dossier.gui.job_runner import JobRunner, Lane
from dossier.jobs import Cancelled, ReportProgress


class PassphraseDialog(QDialog):
    """Opens a case with its passphrase, or makes one with a new passphrase; `opened` carries the open case."""

    opened = Signal(object)

    def __init__(
        self, path: Path, runner: JobRunner, parent: QWidget | None = None, *, new: bool = False
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._path, self._runner, self._new, self._working = path, runner, new, False
        name = path.name.removesuffix(".case")
        self.setWindowTitle("New case with a passphrase" if new else "Passphrase")
        self.setMinimumWidth(440)
        words = plain_label(passphrases.WARNING if new else f"The case “{name}” has a passphrase.")
        self.first, self.second = passphrase_field("Passphrase"), passphrase_field("The same again")
        self.trouble = plain_label("", name="What went wrong")
        self.trouble.setProperty("role", "bad")
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Make the case" if new else "Open")
        self.buttons.accepted.connect(self._try)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (words, self.first, self.second, self.trouble, self.buttons):
            layout.addWidget(widget)
        self.second.setVisible(new)
        self.trouble.hide()
        self.first.setFocus()

    def reject(self) -> None:
        """Esc and Cancel; not while the passphrase is tried, for then a case is being opened."""
        if not self._working:
            super().reject()

    def _try(self) -> None:
        passphrase, path = self.first.text(), self._path
        if self._working:
            return
        if self._new and self.second.text() != passphrase:
            self._say("The two passphrases differ.")
            return

        def work(_progress: ReportProgress, _cancelled: Cancelled) -> Case:
            return create_case(path, passphrase) if self._new else open_case(path, passphrase=passphrase)

        self._working = True
        self.buttons.setEnabled(False)
        self._runner.run(
            "Checking the passphrase", work, lane=Lane.WRITE, done=self._done, failed=self._failed
        )

    def _done(self, case: Case) -> None:
        self._working = False
        self.first.clear()
        self.second.clear()
        self.opened.emit(case)
        self.accept()

    def _failed(self, error: DossierError) -> None:
        self._working = False
        self.buttons.setEnabled(True)
        self._say(str(error))

    def _say(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.show()
        grow_to_fit(self)
        self.first.setFocus()
        self.first.selectAll()


def passphrase_field(name: str) -> QLineEdit:
    """A field that shows dots; its name stands in it while it is empty."""
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setPlaceholderText(name)
    field.setAccessibleName(name)
    return field


def plain_label(text: str, *, name: str = "") -> QLabel:
    """A label whose text is never markup, as many lines as it needs."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if name:
        label.setAccessibleName(name)
    return label


def grow_to_fit(dialog: QDialog) -> None:
    """Make room for a sentence that appeared: Qt doesn't count the lines of wrapped labels when a dialog is shown."""
    layout = dialog.layout()
    assert layout is not None
    layout.activate()
    needed = layout.totalHeightForWidth(dialog.width())
    dialog.setMinimumHeight(needed)
    dialog.resize(dialog.width(), max(dialog.height(), needed))
