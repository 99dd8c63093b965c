"""The program opens no socket to anywhere, loads nothing from far away, and its log holds no word of a document."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from dossier import cli, log
from dossier.case import create_case, open_case
from dossier.errors import DossierError
from dossier.jobs import NEVER_CANCELLED, no_progress

from tests.helpers.cases import document

LOCAL = ("AF_UNIX", "AF_NETLINK")
"""Sockets inside this machine: the display, the session bus, the kernel's list of interfaces."""


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_a_tour_of_the_window_opens_no_socket_to_the_network(tmp_path: Path, own_folders: Path) -> None:
    trace = tmp_path / "trace"
    done = subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=socket,connect,sendto,sendmsg,bind", "-o", str(trace),
         sys.executable, "-m", "tests.reliability.tour", str(tmp_path)],
        capture_output=True, text=True, check=False, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    if "ptrace" in done.stderr and "not permitted" in done.stderr:
        pytest.skip("nobody may be traced here")
    assert done.returncode == 0, done.stderr[-2000:]
    assert "visited" in done.stdout
    calls = trace.read_text("utf-8", "replace").splitlines()
    assert len(calls) > 1, "strace saw nothing at all"
    remote = [
        line for line in calls
        if (re.search(r"\bsocket\(", line) and not any(family in line for family in LOCAL))
        or re.search(r"AF_INET|sin_addr|sin6_addr", line)
    ]  # fmt: skip
    assert remote == []
    page = (tmp_path / "out.html").read_text("utf-8")
    assert (
        re.findall(r"""(?:src|srcset|data|poster|action)\s*=|url\(|@import|<link|<script|<iframe""", page)
        == []
    )


CANARIES = {
    "text": "quetzalcoatlus", "title": "plesiosaurus", "file": "archaeopteryx", "query": "dimetrodon",
    "actor": "pachycephalo", "statement": "triceratopsian", "source": "brachiosaurus", "broken": "ichthyosaur",
    "error": "megalosaurus", "case": "stegosaurus", "target": "ankylosaurus",
}  # fmt: skip


@pytest.mark.expects_log
def test_the_log_holds_no_text_title_query_or_name(
    tmp_path: Path, own_folders: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    word = CANARIES
    files = tmp_path / word["file"]
    files.mkdir()
    (files / f"{word['file']}.txt").write_text(
        f"The {word['title']} report\n\nBy {word['actor'].title()} Smith\n\nMay 9, 2024\n\nHezbollah met the "
        f"{word['text']} in Beirut, said {word['actor'].title()} Smith, a spokesman of the Falcon Brigade.\n"
    )
    (files / f"{word['broken']}.pdf").write_bytes(b"%PDF-1.4 " + word["broken"].encode())
    (files / f"{word['broken']}.docx").write_bytes(word["broken"].encode())
    (files / f"{word['broken']}.html").write_text(f"<html>{'<div>' * 9_000}{word['broken']}</html>")
    path = tmp_path / f"{word['case']}.case"

    def run(*arguments: str) -> int:
        return cli.run([*arguments])

    monkeypatch.setenv("DOSSIER_VERBOSE", "")
    run("import", str(path), str(files), "--source", word["source"])
    for query in (
        word["query"],
        f'"{word["query"]}',
        f"{word['query']}* AND (",
        f"source:{word['source']}",
        f"nonsense:{word['query']}",
    ):
        run("search", str(path), query)
    run("match", word["actor"], word["query"])
    for suffix in ("pdf", "html", "xyz"):
        run("export", str(path), "Hezbollah", "-o", str(tmp_path / f"{word['target']}.{suffix}"))
    run("export", str(path), word["actor"], "-o", str(tmp_path / "missing" / f"{word['target']}.pdf"))
    run("check", str(path))
    run("backup", str(path), str(tmp_path / "no" / f"{word['target']}.zip"))
    run("restore", str(tmp_path / f"{word['target']}.zip"), str(tmp_path / f"{word['case']}-2.case"))
    run("open", str(tmp_path / f"{word['case']}-none.case"))

    log.start_logging(own_folders / "logs", verbose=False)
    case = open_case(path)
    try:
        key = case.editor.begin(case.find_actor("Hezbollah"))
        section = case.editor.get(key).sections[0].id
        case.editor.add_statement(key, section, word["statement"])
        with pytest.raises(DossierError):
            case.editor.undo(key) and case.find_actor(word["actor"] + "x")
        (path / "index").chmod(0o755)  # foreign: built again
        for file in (path / "index").glob("*.seg"):
            file.write_bytes(b"x")
        case.rebuild_index(no_progress, NEVER_CANCELLED)
    finally:
        case.close()

    def crash(*_arguments: object, **_options: object) -> None:
        raise RuntimeError(f"a crash over {word['error']}") from ValueError(word["error"])

    monkeypatch.setattr("dossier.cli.create_case", crash)
    monkeypatch.setattr("dossier.cli.open_case", crash)
    assert run("check", str(path)) == 2
    for handler in list(logging.getLogger("dossier").handlers):
        handler.flush()
    log.start_logging(None)
    capfd.readouterr()
    written = "".join(file.read_text("utf-8") for file in (own_folders / "logs").rglob("dossier.log*"))
    assert "RuntimeError" in written, "the log was not written at all"
    assert "import: " in written
    assert {name for name, canary in CANARIES.items() if canary in written.lower()} == set()


def test_no_cell_of_a_csv_file_is_a_formula(tmp_path: Path) -> None:
    """Whatever of the program writes CSV is asked here; a new writer must join."""
    import csv
    import io

    import dossier
    from dossier.actors.exchange import to_csv
    from dossier.corpus.batch import harmless_cell
    from dossier.domain.actors import ActorRole

    writers = {
        file.relative_to(Path(dossier.__file__).parent).as_posix()
        for file in Path(dossier.__file__).parent.rglob("*.py")
        if re.search(r"csv\.(writer|DictWriter)|to_csv\(self|def to_csv", file.read_text("utf-8"))
    }
    assert writers == {"actors/exchange.py", "corpus/batch.py"}
    case = create_case(tmp_path / "A.case")
    try:
        for start in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "＝1+1"):
            key = case.decisions.add_actor(f"{start} group", ActorRole.GROUP, description=start)
            case.decisions.add_alias(key, f"{start} alias")
        listed = case.catalog.in_case(everyone=True)
        rows = list(csv.reader(io.StringIO(to_csv(item.actor for item in listed))))
    finally:
        case.close()
    cells = [cell for row in rows for cell in row]
    assert len(cells) > 50
    cells += [harmless_cell(f"{start}words") for start in (*"=+-@＝＋－＠\t\r", " =", "\ufeff=")]
    assert [
        cell for cell in cells if cell.lstrip(" \ufeff").startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    ] == []


def test_files_and_folders_of_a_case_are_for_their_owner_only(tmp_path: Path) -> None:
    if os.name == "nt":
        pytest.skip("rights are other things there")
    former = os.umask(0o000)
    try:
        case = create_case(tmp_path / "A.case")
        (tmp_path / "a.txt").write_text("Hezbollah met somebody in Beirut.")
        case.importer.work([tmp_path / "a.txt"])(no_progress, NEVER_CANCELLED)
        case.corpus_store.add([document("more")])
        case.back_up_quietly(no_progress, NEVER_CANCELLED)
        case.backing_up(tmp_path / "b.zip")(no_progress, NEVER_CANCELLED)
        case.exporting("Hezbollah", tmp_path / "c.pdf", None)(no_progress, NEVER_CANCELLED)
        case.settle(no_progress, NEVER_CANCELLED)
        open_to_others = [
            str(found.relative_to(tmp_path))
            for found in [
                tmp_path / "b.zip",
                tmp_path / "c.pdf",
                tmp_path / "A.case",
                *(tmp_path / "A.case").rglob("*"),
            ]
            if found.stat().st_mode & 0o077 and not (found.parent.name == "index" and found.is_file())
        ]
        case.close()
    finally:
        os.umask(former)
    assert open_to_others == []
