"""Ask for the passphrase of a case, set one for a new case, and lock a case that nobody has used for a while."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from dossier.case import Case, create_case, open_case, passphrases
from dossier.errors import DossierError
from dossier.gui.job_runner import JobRunner, Lane
from dossier.jobs import Cancelled, ReportProgress

_USED = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel}
)


class PassphraseDialog(QDialog):
    """Opens a case with its passphrase, or makes one with a new passphrase; `opened` carries the open case."""

    opened = Signal(object)

    def __init__(
        self, path: Path, runner: JobRunner, parent: QWidget | None = None, *, new: bool = False
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._path, self._runner, self._new = path, runner, new
        name = path.name.removesuffix(".case")
        self.setWindowTitle("New case with a passphrase" if new else "Passphrase")
        self.setMinimumWidth(440)
        words = QLabel(passphrases.WARNING if new else f"The case “{name}” has a passphrase.")
        self.first, self.second = _field("Passphrase"), _field("The same again")
        self.trouble = QLabel()
        self.trouble.setAccessibleName("What went wrong")
        for label in (words, self.trouble):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
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

    def _try(self) -> None:
        passphrase, path = self.first.text(), self._path
        if self._new and self.second.text() != passphrase:
            self._say("The two passphrases differ.")
            return

        def work(_progress: ReportProgress, _cancelled: Cancelled) -> Case:
            return create_case(path, passphrase) if self._new else open_case(path, passphrase=passphrase)

        self.buttons.setEnabled(False)
        self._runner.run(
            "Checking the passphrase", work, lane=Lane.WRITE, done=self._done, failed=self._failed
        )

    def _done(self, case: Case) -> None:
        self.first.clear()
        self.second.clear()
        self.opened.emit(case)
        self.accept()

    def _failed(self, error: DossierError) -> None:
        self.buttons.setEnabled(True)
        self._say(str(error))

    def _say(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.show()
        self.first.setFocus()
        self.first.selectAll()


def _field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setPlaceholderText(name)
    field.setAccessibleName(name)
    return field


class IdleLock(QObject):
    """Calls `lock` after a number of minutes without a key or a movement of the mouse."""

    def __init__(self, lock: Callable[[], None], minutes: float, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(int(minutes * 60_000))
        self._timer.timeout.connect(lock)
        self._timer.start()
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Begin to wait anew; everything goes on its way."""
        if event.type() in _USED:
            self._timer.start()
        return False
