"""Remember how the window stood, per case, so that a restart or a crash brings it back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer

from dossier import log, paths

_LOG = log.logger("gui")

EVERY = 1000
"""Milliseconds between looks at the state; it is written only when it has changed."""

State = dict[str, Any]


def state_file(case: Path | None) -> Path:
    """Where the state of the window on a case is kept; without a case, that of the window itself."""
    folder = paths.private_folder(paths.user_config() / "windows")
    if case is None:
        return folder / "window.json"
    return folder / f"{hashlib.sha256(str(case.resolve()).encode('utf-8', 'replace')).hexdigest()[:16]}.json"


def read_state(path: Path) -> State:
    """What was kept; empty when there is nothing or it can't be read."""
    try:
        data = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        _LOG.info("state of the window not read: %s", type(error).__name__)
        return {}
    return data if isinstance(data, dict) else {}


def write_state(path: Path, state: State) -> None:
    """Keep the state, so that a crash leaves the old or the new one."""
    new = path.with_suffix(".new")
    try:
        new.write_text(json.dumps(state, ensure_ascii=True), "utf-8")
        new.replace(path)
    except OSError as error:  # a full disk must not stop the analyst's work
        _LOG.info("state of the window not kept: %s", type(error).__name__)


class StateKeeper(QObject):
    """Looks once a second whether the state has changed, and writes it then."""

    def __init__(self, snapshot: Callable[[], State], parent: QObject) -> None:
        super().__init__(parent)
        self._snapshot = snapshot
        self._path: Path | None = None
        self._written: State = {}
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.write)

    def begin(self, path: Path) -> State:
        """Keep the state in this file from now on; returns what it held."""
        self._path = path
        self._written = read_state(path)
        self._timer.start()
        return dict(self._written)

    def write(self) -> None:
        """Write now if anything has changed."""
        if self._path is None:
            return
        state = self._snapshot()
        if state != self._written:
            write_state(self._path, state)
            self._written = state

    def end(self) -> None:
        """Write a last time and stop."""
        self.write()
        self._timer.stop()
        self._path = None
