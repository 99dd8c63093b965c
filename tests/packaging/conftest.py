"""What the tests of the built program need: where it is, and a display."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def program() -> Path:
    """The folder that `make package` built."""
    folder = ROOT / "dist" / "dossier"
    assert folder.is_dir(), "nothing was built; `make package` builds and then runs these tests"
    return folder


@pytest.fixture(scope="session")
def package() -> Path:
    """The Debian package that `make package` built."""
    found = sorted((ROOT / "dist").glob("dossier_*.deb"), key=os.path.getmtime)
    assert found, "no package was built"
    return found[-1]


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """Name of an X display that nobody sees."""
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not installed")
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as said:
        number = said.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(10)
