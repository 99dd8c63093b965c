"""Killed in the middle of an import, again and again: nothing acknowledged is lost, nothing is doubled."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from dossier.case import create_case, open_case
from dossier.jobs import NEVER_CANCELLED, no_progress

DOCUMENTS = 160
KILLS = (0.7, 1.1, 1.5, 1.9, 2.3)
"""Seconds after the start; together they fall into every stage of an import on any machine."""


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups")
def test_kills_during_import_lose_and_double_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for number in range(DOCUMENTS):
        (folder / f"{number:03}.txt").write_text(
            f"Report {number}\n\nHamas and Hezbollah met in Beirut for the {number}th time, said witness {number}.\n"
        )
    path = tmp_path / "Killed.case"
    create_case(path).close()
    kept = 0
    for after in KILLS:
        process = subprocess.Popen(
            [sys.executable, "-m", "dossier", "import", str(path), str(folder)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=after)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        case = open_case(path)
        try:
            case.settle(no_progress, NEVER_CANCELLED)
            documents = case.library.all()
            assert len(documents) >= kept, "a document that was there is gone"
            kept = len(documents)
            assert len({item.sha256 for item in documents}) == kept, "a document is there twice"
            assert case.index.differences() == ([], [])
        finally:
            case.close()
    case = open_case(path)
    try:
        report = case.importer.work([folder])(no_progress, NEVER_CANCELLED)
        assert len(report.imported) + len(report.duplicates) == DOCUMENTS
        assert case.library.count() == DOCUMENTS
        assert case.finder.search('actor:"Hezbollah"').total == DOCUMENTS
        case.checking(repair=True)(no_progress, NEVER_CANCELLED)
        assert case.checking(repair=False)(no_progress, NEVER_CANCELLED) == []
    finally:
        case.close()
