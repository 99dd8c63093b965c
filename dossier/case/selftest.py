"""Prove that this copy of the program works: make a case, import, search, recognise, export, restart, check."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dossier import log
from dossier.case.opening import Case, create_case, open_case, restore_case
from dossier.jobs import NEVER_CANCELLED, no_progress

_LOG = log.logger("selftest")

_ENGLISH = (
    "Test report on a claim\n\nMay 9, 2024\n\nThe Islamic State (ISIS) claimed the attack in Moscow. "
    "Hamas leader Yahya Sinwar did not comment, a spokesperson said on Thursday in Gaza.\n"
)
_ARABIC = (
    "تقرير عن بيان\n\nقال المتحدث باسم حركة حماس إن الدولة الإسلامية أعلنت مسؤوليتها عن الهجوم في موسكو.\n"
)


@dataclass(frozen=True)
class Step:
    """One thing that was tried."""

    what: str
    passed: bool
    trouble: str = ""


def run() -> Iterator[Step]:
    """Try everything in a temporary folder; a step that fails doesn't stop the others."""
    with tempfile.TemporaryDirectory(prefix="dossier-selftest-") as name, _own_places(Path(name) / "user"):
        folder = Path(name)
        path = folder / "Selftest.case"
        steps: tuple[tuple[str, Callable[[], object]], ...] = (
            ("make a case", lambda: create_case(path).close()),
            ("import text, Arabic text, Markdown, HTML, e-mail, Word", lambda: _import(path, folder)),
            ("search in English", lambda: _expect_hit(path, 'actor:"Islamic State" moscow')),
            ("search in Arabic", lambda: _expect_hit(path, "الدولة الاسلامية")),
            ("recognise actors", lambda: _expect_actors(path)),
            ("write a dossier as PDF, HTML, Markdown, JSON and Word", lambda: _export(path, folder)),
            ("read the PDF", lambda: _import_pdf(path, folder)),
            ("check the case", lambda: _check(path)),
            ("back up and restore", lambda: _restore(path, folder)),
            ("start again, search and check", lambda: _restart(path)),
            ("open the window", lambda: _window(path)),
        )
        for what, act in steps:
            try:
                act()
            except Exception as error:  # noqa: BLE001 - every failure is told, whatever it is
                _LOG.info("selftest: %s failed: %s", what, log.describe(error))
                yield Step(what, False, f"{type(error).__name__}: {error}")
            else:
                yield Step(what, True)


@contextmanager
def _own_places(folder: Path) -> Iterator[None]:
    """Keep settings, keys and logs of this process and of those it starts away from the user's."""
    names = ("DOSSIER_DATA", "DOSSIER_CONFIG", "DOSSIER_LOGS")
    former = {name: os.environ.get(name) for name in names}
    os.environ.update(dict.fromkeys(names, str(folder)))
    try:
        yield
    finally:
        for name, value in former.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _with_case(path: Path, act: Callable[[Case], None]) -> None:
    case = open_case(path)
    try:
        act(case)
    finally:
        case.close()


def _import(path: Path, folder: Path) -> None:
    import docx

    files = folder / "files"
    files.mkdir()
    (files / "english.txt").write_text(_ENGLISH, "utf-8")
    (files / "arabic.txt").write_bytes(_ARABIC.encode("cp1256"))
    (files / "notes.md").write_text("# Notes on Sudan\n\nThe Rapid Support Forces left Khartoum.\n", "utf-8")
    (files / "page.html").write_text(
        "<html lang='en'><head><title>A page</title></head><body><article><h1>A page on Hezbollah</h1>"
        "<p>Hezbollah fired rockets from Lebanon on Tuesday, and Israel answered with artillery fire at once.</p>"
        "</article></body></html>",
        "utf-8",
    )
    (files / "mail.eml").write_text(
        "From: A <a@example.org>\nSubject: A message\nDate: Thu, 09 May 2024 10:00:00 +0000\n\nThe Houthis spoke in Sanaa.\n"
    )
    document = docx.Document()
    document.add_paragraph("A memo on the Wagner Group and its mercenaries in Mali.")
    document.save(str(files / "memo.docx"))

    def act(case: Case) -> None:
        report = case.importer.work([files])(no_progress, NEVER_CANCELLED)
        assert len(report.imported) == 6, report.sentence
        assert not report.problems, report.sentence

    _with_case(path, act)


def _expect_hit(path: Path, query: str) -> None:
    def act(case: Case) -> None:
        case.settle(no_progress, NEVER_CANCELLED)
        assert case.finder.search(query).total > 0, "nothing found"

    _with_case(path, act)


def _expect_actors(path: Path) -> None:
    def act(case: Case) -> None:
        names = {item.actor.name for item in case.catalog.in_case()}
        assert {"Islamic State", "Hamas", "Hezbollah"} <= names, "actors are missing"

    _with_case(path, act)


def _export(path: Path, folder: Path) -> None:
    def act(case: Case) -> None:
        for suffix in ("pdf", "html", "md", "json", "docx"):
            target = folder / f"dossier.{suffix}"
            case.exporting("ISIS", target, None)(no_progress, NEVER_CANCELLED)
            assert target.stat().st_size > 500, suffix

    _with_case(path, act)


def _import_pdf(path: Path, folder: Path) -> None:
    def act(case: Case) -> None:
        report = case.importer.work([folder / "dossier.pdf"])(no_progress, NEVER_CANCELLED)
        assert len(report.imported) == 1, report.sentence
        assert "الدولة الإسلامية" in case.library.text(report.imported[0]), "Arabic is lost"

    _with_case(path, act)


def _check(path: Path) -> None:
    def act(case: Case) -> None:
        assert case.checking(repair=False)(no_progress, NEVER_CANCELLED) == [], "the case has problems"

    _with_case(path, act)


def _restore(path: Path, folder: Path) -> None:
    backup, restored = folder / "backup.zip", folder / "Restored.case"

    def act(case: Case) -> None:
        case.backing_up(backup)(no_progress, NEVER_CANCELLED)

    _with_case(path, act)
    assert restore_case(backup, restored) == 7, "originals are missing"
    _expect_hit(restored, "sudan")


def _restart(path: Path) -> None:
    """The same in new processes: what is on disk is all that counts."""
    for query in ('actor:"Islamic State" moscow', "الدولة الاسلامية"):
        said = json.loads(_run_program("search", str(path), query, "--json"))
        assert said["total"] > 0, "nothing found after a restart"
    checked = json.loads(_run_program("check", str(path), "--json"))
    assert checked["ok"], f"the case has problems: {checked['problems']}"


def _window(path: Path) -> None:
    """Opens the window on the case; it closes itself. Without a display Qt draws it into memory."""
    started = time.monotonic()
    said = _run_program("open", str(path), DOSSIER_SELFTEST="1")
    assert "window shown" in said, "no window came up"
    _LOG.info("selftest: the window came and went in %.1f s", time.monotonic() - started)


def _run_program(*arguments: str, **environment: str) -> str:
    """Start this program anew; returns what it printed. AssertionError if it fails."""
    frozen = bool(getattr(sys, "frozen", False))
    command = [sys.executable] if frozen else [sys.executable, "-m", "dossier"]
    display = sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    platform = {} if display else {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [*command, *arguments],
        env={**os.environ, **platform, **environment},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, f"it ended with {done.returncode}: {done.stderr.strip()[-300:]}"
    return done.stdout
