"""Every trap is refused with a reason or read safely, and the honest files beside them are read."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from dossier.case import create_case
from dossier.corpus import sandbox
from dossier.corpus.describing import Reading, read_documents
from dossier.corpus.importer import find_files
from dossier.jobs import NEVER_CANCELLED, no_progress

from tests.hostile.traps import Trap, traps

LIMITS = {failure.sentence for failure in (sandbox.CRASHED, sandbox.TOO_LONG, sandbox.TOO_MUCH)}
HONEST = b"Plain words of an honest file, read although it stands among the others.\n"


def test_forty_traps_and_more_are_refused_or_read_safely(tmp_path: Path) -> None:
    def readings() -> object:
        for number, trap in enumerate(traps()):
            path = tmp_path / f"{number:03}-{trap.name}"
            path.write_bytes(trap.data)
            yield Reading(trap.name, path), trap
            honest = tmp_path / f"{number:03}-honest.txt"
            honest.write_bytes(HONEST)
            yield Reading("honest.txt", honest), Trap("honest.txt", HONEST, False, "Plain words")

    wrong = []
    seen = 0
    for trap, found in read_documents(readings(), (), lambda: False):  # type: ignore[arg-type]
        seen += trap.name != "honest.txt"
        document = found.document
        if document.problem:
            if trap.refused is False:
                wrong.append(f"{trap.name}: refused: {document.problem}")
            if not document.problem.endswith(".") or len(document.problem) > 200:
                wrong.append(f"{trap.name}: no sentence: {document.problem}")
            if document.problem in LIMITS:
                wrong.append(f"{trap.name}: ran into a limit instead of being recognised: {document.problem}")
        elif trap.refused:
            wrong.append(f"{trap.name}: read")
        if trap.reads and not document.problem and trap.reads not in document.text:
            wrong.append(f"{trap.name}: lost its words")
        if trap.never and trap.never in document.text:
            wrong.append(f"{trap.name}: holds what it must not")
    assert wrong == []
    assert seen >= 40
    assert not Path("/tmp/dossier-escaped").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs FIFOs")
def test_links_pipes_and_sockets_in_a_folder_harm_nobody(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    secret = tmp_path / "secret.txt"
    secret.write_text("A secret that nobody asked to import.")
    (folder / "honest.txt").write_bytes(HONEST)
    (folder / "link.txt").symlink_to(secret)
    (folder / "folder-link").symlink_to(tmp_path)
    (folder / "loop").symlink_to(folder)
    (folder / "dangling.txt").symlink_to(folder / "nothing.txt")
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(folder / "socket.txt"))
        case = create_case(tmp_path / "A.case")
        try:
            report = case.importer.work([folder])(no_progress, NEVER_CANCELLED)
            assert len(report.imported) == 1
            assert {problem.file for problem in report.problems} == {"pipe.txt", "socket.txt"}
            direct = case.importer.work([folder / "pipe.txt"])(no_progress, NEVER_CANCELLED)
            assert [problem.file for problem in direct.problems] == ["pipe.txt"]
            assert case.library.count() == 1
        finally:
            case.close()


@pytest.mark.parametrize(
    "name",
    ["a\nb.txt", "-rf.txt", "\u202efdp.txt", "%s%n.txt", "$(touch x).txt", "é" * 100 + ".txt", "..txt.txt"],
)
def test_odd_names_are_names_and_nothing_else(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / name).write_bytes(HONEST)
    skipped: list[str] = []
    expected = [] if name.startswith(".") else [folder / name]
    assert list(find_files([folder], skipped, [])) == expected


def test_a_name_that_is_no_text_is_imported_all_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/bad\xff\xfe.txt")).write_bytes(HONEST)
    except OSError:
        pytest.skip("this disk has text names only")
    case = create_case(tmp_path / "A.case")
    try:
        report = case.importer.work([folder])(no_progress, NEVER_CANCELLED)
        assert len(report.imported) == 1
        assert case.finder.search("honest").total == 1
    finally:
        case.close()
