"""Lock a case that has a passphrase: when asked to, and when nobody has used it for a while."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from dossier import settings
from dossier.case import Case
from dossier.gui.job_runner import JobRunner
from dossier.gui.later import later

_USED = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel}
)


class Window(Protocol):
    """What locking needs of the main window."""

    case: Case | None
    runner: JobRunner

    def close_case(self) -> None: ...
    def open_case(self, path: Path) -> None: ...


class Locking(QObject):
    """Closes the case with every dialog that may show something of it, and asks for the passphrase again."""

    def __init__(self, window: Window, parent: QWidget) -> None:
        super().__init__(parent)
        self._window, self._parent = window, parent
        self._idle: IdleLock | None = None

    def begin(self, case: Case | None) -> None:
        """From now on watch over this case, if it has a passphrase, as long as the settings say; None ends it."""
        if self._idle is not None:
            self._idle.deleteLater()
            self._idle = None
        minutes = settings.load_settings().lock_minutes
        if case is not None and case.keys and minutes:
            self._idle = IdleLock(self._lock_when_idle, minutes, self)

    def possible(self) -> bool:
        """Whether the open case has a passphrase."""
        return self._window.case is not None and self._window.case.keys is not None

    def lock(self) -> None:
        """Lock the open case now; jobs end in good order."""
        case = self._window.case
        if case is None or case.keys is None:
            return
        for dialog in self._parent.findChildren(QDialog):
            dialog.reject()
        self._window.close_case()
        self._window.open_case(case.path)

    def _lock_when_idle(self) -> None:
        if self._window.runner.running() and self._idle is not None:
            self._idle.wait()  # who leaves an import running for the night wants it done, not stopped
        else:
            self.lock()


class IdleLock(QObject):
    """Calls `lock` after a number of minutes without a key or a movement of the mouse."""

    def __init__(self, lock: Callable[[], None], minutes: float, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = later(self, int(minutes * 60_000), lock)
        self._timer.start()
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def wait(self) -> None:
        """Begin to count anew."""
        self._timer.start()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Begin to wait anew; everything goes on its way."""
        if event.type() in _USED:
            self.wait()
        return False
