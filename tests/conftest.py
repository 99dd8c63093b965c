"""What every test gets: private folders, and failure on any warning or error that nobody expected."""

from __future__ import annotations

import gc
import itertools
import logging
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No deadline: the machine's speed must never decide. `default` runs few examples, the same ones each time, so that a
# change is judged by what it changed; `soak` looks for new ones, and what it finds becomes an `@example`.
settings.register_profile(
    "default",
    deadline=None,
    max_examples=60,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("soak", deadline=None, max_examples=5_000, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, logs and data of the program go into a temporary folder."""
    home = tmp_path_factory.mktemp("home")
    for name in ("DATA", "CONFIG", "LOGS"):
        monkeypatch.setenv(f"DOSSIER_{name}", str(home / name.lower()))
    return home


class _Unexpected(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


def pytest_collection_finish() -> None:
    """Take what was imported out of the collector's sight, so that a collection after each test is cheap."""
    gc.collect()
    gc.freeze()


_TESTS = itertools.count(1)


def _delete_what_is_to_be_deleted() -> None:
    """Windows and dialogs of a test go with it: left for later, they go while Qt serves the next test's."""
    core = sys.modules.get("PySide6.QtCore")
    if core is not None and core.QCoreApplication.instance() is not None:
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def silence(request: pytest.FixtureRequest) -> Iterator[None]:
    """A log record of WARNING or above, or a thread left running, fails the test.

    A test that expects one says so with the marker `expects_log`.
    """
    handler = _Unexpected()
    root = logging.getLogger("dossier")
    root.addHandler(handler)
    before = set(threading.enumerate())
    yield
    root.removeHandler(handler)
    if request.node.get_closest_marker("expects_log") is None:
        assert [f"{record.name}: {record.getMessage()}" for record in handler.records] == []
    _delete_what_is_to_be_deleted()
    gc.collect()
    if next(_TESTS) % 50 == 0:  # caches and modules that came since cost each collection their size
        gc.freeze()
    left = [
        thread
        for thread in threading.enumerate()
        if thread not in before
        and thread.is_alive()
        and not thread.daemon
        and not thread.name.startswith("Dummy")
    ]
    assert left == [], "threads left running"


_REMOTE: list[str] = []


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    """Sockets inside the machine are no network; names looked up and connections to addresses are."""
    if event in {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"} or (
        event in {"socket.connect", "socket.sendto", "socket.bind"} and isinstance(arguments[1], tuple)
    ):
        _REMOTE.append(event)


sys.addaudithook(_watch)


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """A test during which this process reaches for the network fails."""
    _REMOTE.clear()
    yield
    assert _REMOTE == [], "something reached for the network"


@pytest.fixture
def seeds_shared() -> Path:
    """The five real documents; tests on them skip where they are missing."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("the real documents are not here")
    return folder


@pytest.fixture
def corpora() -> Path:
    """Text to measure with; tests on it skip where it is missing."""
    folder = SHARED / "corpora"
    if not folder.is_dir():
        pytest.skip("the corpora are not here")
    return folder
