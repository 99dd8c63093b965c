"""Garbage of the window is collected on the window's thread, never on a worker's."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from dossier.gui.garbage import collect_here, collect_what_is_due
from dossier.gui.main_window import MainWindow
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.windows import idle


class _Knot:
    """Garbage that only the collector finds, and that tells on which thread it did."""

    seen: list[int] = []

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        _Knot.seen.append(threading.get_ident())


@pytest.fixture
def knots() -> Iterator[list[int]]:
    gc.collect()
    _Knot.seen.clear()
    yield _Knot.seen
    gc.collect()


def test_a_busy_worker_leaves_the_garbage_of_the_window_alone(
    qtbot: QtBot, window: MainWindow, knots: list[int]
) -> None:
    _Knot()
    window.runner.run("Busy", lambda _p, _c: [[[]] for _ in range(200_000)] and None)
    idle(qtbot, window)
    assert set(knots) <= {threading.get_ident()}


def test_what_is_due_is_collected_by_the_application_itself(
    qtbot: QtBot, qapp: QApplication, knots: list[int]
) -> None:
    collect_here(qapp)
    collect_here(qapp)
    assert len(qapp.findChildren(QTimer, "garbage")) == 1
    assert not gc.isenabled()
    _Knot()
    kept = [[] for _ in range(10 * gc.get_threshold()[0])]  # type: ignore[var-annotated]
    qtbot.waitUntil(lambda: bool(knots), timeout=60_000)
    assert knots == [threading.get_ident()]
    assert kept


def test_nothing_is_collected_when_nothing_is_due(knots: list[int]) -> None:
    _Knot()
    collect_what_is_due()
    assert knots == []
