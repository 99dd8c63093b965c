"""Feel the pulse of the event loop: how long the window's thread worked without coming back to it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, QTimer

BEAT = 5
"""Milliseconds between two beats when nothing holds the loop up."""


@dataclass
class Gaps:
    """Milliseconds between beats: on the clock, and of processor time of the window's own thread.

    Only the second can decide a test: on a busy machine the clock also counts what others did.
    """

    clock: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)

    def over(self, milliseconds: float) -> list[float]:
        """The stretches of own work that were longer."""
        return [gap for gap in self.worked if gap > milliseconds]

    def __str__(self) -> str:
        return (
            f"{len(self.worked)} beats, longest own work {max(self.worked, default=0):.0f} ms, "
            f"longest on the clock {max(self.clock, default=0):.0f} ms"
        )


@contextmanager
def pulse(parent: QObject) -> Iterator[Gaps]:
    """Measure while the block runs the event loop."""
    gaps = Gaps()
    last = [time.perf_counter(), time.thread_time()]

    def beat() -> None:
        now = [time.perf_counter(), time.thread_time()]
        gaps.clock.append((now[0] - last[0]) * 1000)
        gaps.worked.append((now[1] - last[1]) * 1000)
        last[:] = now

    timer = QTimer(parent)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)
    timer.start(BEAT)
    try:
        yield gaps
    finally:
        beat()
        timer.stop()
        timer.deleteLater()
