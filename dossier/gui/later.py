"""Do something a little later, once, however often it is asked for: after the last key, on the next turn."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, SignalInstance


def later(owner: QObject, pause: int, act: Callable[[], object] | SignalInstance) -> QTimer:
    """A timer of `owner` that acts once, `pause` milliseconds after it was last started."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(pause)
    timer.timeout.connect(act)
    return timer
