"""Collect Python's cyclic garbage on the window's own thread, and on no other.

Python collects on whichever thread happens to allocate next. A worker that reads documents would then destroy
dialogs and their timers, which Qt allows on the window's thread alone: a crash, rare and without a trace.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QTimer

_NAME = "garbage"
_EVERY = 1_000
"""Milliseconds."""


def collect_here(app: QCoreApplication) -> None:
    """From now on, garbage is collected by a timer of `app`, as much as Python's own thresholds ask for."""
    if app.findChild(QTimer, _NAME) is not None:
        return
    gc.disable()
    timer = QTimer(app)
    timer.setObjectName(_NAME)
    timer.timeout.connect(collect_what_is_due)
    timer.start(_EVERY)


def collect_what_is_due() -> None:
    """Collect the oldest generation whose count is above its threshold; a younger one is part of it."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    due = [age for age in range(3) if counts[age] > thresholds[age]]
    if due:
        gc.collect(due[-1])
