"""A long session sends more signals than Python has references to True."""

from __future__ import annotations

import subprocess
import sys

LONG_SESSION = """
import dossier.gui
from PySide6.QtCore import QObject, Signal

class Sender(QObject):
    told = Signal(int)

sender = Sender()
sender.told.connect(lambda number: None)
for number in range(50_000):
    sender.told.emit(number)
print("alive")
"""


def test_the_interpreter_survives_many_signals() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LONG_SESSION], capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr[-500:]
