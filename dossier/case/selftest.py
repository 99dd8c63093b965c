"""Prove that this copy of the program works: import, search with each engine, export, restart, check, seal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from dossier import log
from dossier.case import passphrases
from dossier.case.opening import Case, create_case, open_case, restore_case
from dossier.jobs import NEVER_CANCELLED, no_progress
from dossier.search.engines import TANTIVY
from dossier.storage.vault import WrongPassphrase

_LOG = log.logger("selftest")

_ENGLISH = (
    "Test report on a claim\n\nMay 9, 2024\n\nThe Islamic State (ISIS) claimed the attack in Moscow. "
    "Hamas leader Yahya Sinwar did not comment, a spokesperson said on Thursday in Gaza.\n"
)
_ARABIC = (
    "تقرير عن بيان\n\nقال المتحدث باسم حركة حماس إن الدولة الإسلامية أعلنت مسؤوليتها عن الهجوم في موسكو.\n"
)
_ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
    "<text:p>A text on Boko Haram and the lake in the north of Nigeria.</text:p>"
    "</office:text></office:body></office:document-content>"
)
_EPUB = {
    "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book.opf"/></rootfiles></container>',
    "book.opf": '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml" '
    'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>',
    "a.xhtml": "<!DOCTYPE html><html><body><p>A book on al-Shabaab and the coast of Somalia.</p></body></html>",
}
_IN_ENGLISH, _IN_ARABIC = 'actor:"Islamic State" moscow', "الدولة الاسلامية"
_PASSPHRASE, _ANOTHER = "correct horse battery", "correct horse buttery"
_CANARY = b"Sinwar"
"""A word of the text that must not lie on the disk once the case has a passphrase."""


@dataclass(frozen=True)
class Step:
    """One thing that was tried; `left_out` says why it was not, in a copy that lacks an extra."""

    what: str
    passed: bool
    trouble: str = ""
    left_out: str = ""

    @property
    def line(self) -> str:
        """How it is told: `ok`, `FAIL` with the trouble, or `--` with the reason why it was left out."""
        mark = "--" if self.left_out else "ok" if self.passed else "FAIL"
        reason = self.left_out or self.trouble
        return f"{mark:<4}  {self.what}{f': {reason}' if reason else ''}"


class _Lacking(Exception):
    """This copy of the program was installed without the extra for a step."""


def run() -> Iterator[Step]:
    """Try everything in a temporary folder; a step that fails doesn't stop the others."""
    with tempfile.TemporaryDirectory(prefix="dossier-selftest-") as name, _own_places(Path(name) / "user"):
        folder = Path(name)
        path = folder / "Selftest.case"
        steps: tuple[tuple[str, Callable[[], object]], ...] = (
            ("make a case", lambda: create_case(path).close()),
            (
                "import text, Arabic text, Markdown, HTML, e-mail, Word, OpenDocument, RTF, EPUB, CSV, XLSX, a mailbox",
                lambda: _import(path, folder),
            ),
            ("search in English", lambda: _expect_hit(path, _IN_ENGLISH)),
            ("search in Arabic", lambda: _expect_hit(path, _IN_ARABIC)),
            ("recognise actors", lambda: _expect_actors(path)),
            ("write a dossier as PDF, HTML, Markdown, JSON and Word", lambda: _export(path, folder)),
            ("read the PDF", lambda: _import_pdf(path, folder)),
            ("check the case", lambda: _check(path)),
            ("back up and restore", lambda: _restore(path, folder)),
            ("start again, search and check", lambda: _restart(path)),
            ("change to the fast engine, search in both scripts", lambda: _fast_engine(path)),
            ("open the window", lambda: _window(path)),
            ("make a case with a passphrase, import and search", lambda: _seal(folder)),
            ("open it again, refuse a wrong passphrase", lambda: _unseal(folder)),
        )
        for what, act in steps:
            try:
                act()
            except _Lacking as lacking:
                yield Step(what, True, left_out=str(lacking))
            except Exception as error:  # noqa: BLE001 - every failure is told, whatever it is
                _LOG.info("selftest: %s failed: %s", what, log.describe(error))
                yield Step(what, False, f"{type(error).__name__}: {error}")
            else:
                yield Step(what, True)


@contextmanager
def _own_places(folder: Path) -> Iterator[None]:
    """Keep settings, keys and logs of this process and of those it starts away from the user's."""
    names = ("DOSSIER_DATA", "DOSSIER_CONFIG", "DOSSIER_LOGS")
    others = (passphrases.VARIABLE, passphrases.DESCRIPTOR)
    former = {name: os.environ.pop(name, None) for name in (*names, *others)}
    os.environ.update(dict.fromkeys(names, str(folder)))
    try:
        yield
    finally:
        for name, value in former.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _with_case(path: Path, act: Callable[[Case], None], passphrase: str | None = None) -> None:
    case = open_case(path, passphrase=passphrase)
    try:
        act(case)
    finally:
        case.close()


def _import(path: Path, folder: Path) -> None:
    import docx
    import openpyxl

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
    (files / "order.rtf").write_bytes(
        rb"{\rtf1\ansi\ansicpg1256 An order of the Taliban in Kabul, dated \u1635?\u1601?\u1585?.\par}"
    )
    with zipfile.ZipFile(files / "text.odt", "w") as archive:
        archive.writestr("content.xml", _ODT)
    with zipfile.ZipFile(files / "book.epub", "w") as archive:
        for part, words in _EPUB.items():
            archive.writestr(part, words)
    document = docx.Document()
    document.add_paragraph("A memo on the Wagner Group and its mercenaries in Mali.")
    document.save(str(files / "memo.docx"))

    (files / "events.csv").write_bytes("التاريخ;المكان\n2024-05-09;هجوم في بغداد\n".encode("cp1256"))
    (files / "letters.mbox").write_text(
        "From a Thu May  9 10:00:00 2024\nFrom: A <a@example.org>\nSubject: One\n\nThe Ansar Allah movement spoke.\n\n"
        "From a Thu May  9 11:00:00 2024\nFrom: A <a@example.org>\nSubject: Two\n\nThe PKK answered from Qandil.\n"
    )
    book = openpyxl.Workbook()
    book.active.append(["2024-05-09", "An attack by Jabhat al-Nusra near Idlib"])
    book.save(files / "events.xlsx")

    def act(case: Case) -> None:
        report = case.importer.work([files])(no_progress, NEVER_CANCELLED)
        assert len(report.imported) == 13, report.sentence
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
    assert restore_case(backup, restored) == 14, "originals are missing"
    _expect_hit(restored, "sudan")


def _restart(path: Path) -> None:
    """The same in new processes: what is on disk is all that counts."""
    _search_anew(path)
    checked = json.loads(_run_program("check", str(path), "--json"))
    assert checked["ok"], f"the case has problems: {checked['problems']}"


def _search_anew(path: Path, **environment: str) -> None:
    for query in (_IN_ENGLISH, _IN_ARABIC):
        said = json.loads(_run_program("search", str(path), query, "--json", **environment))
        assert said["total"] > 0, "nothing found after a restart"


def _fast_engine(path: Path) -> None:
    _ask_for(TANTIVY, extra="fast")

    def act(case: Case) -> None:
        case.indexing.changing_to(TANTIVY)(no_progress, NEVER_CANCELLED)
        assert case.indexing.engine == TANTIVY, "the engine is the former one"
        for query in (_IN_ENGLISH, _IN_ARABIC):
            assert case.finder.search(query).total > 0, "nothing found"

    _with_case(path, act)
    _search_anew(path)


def _seal(folder: Path) -> None:
    """Everything on disk is encrypted: no word of what was imported can be read in any file."""
    _ask_for("sqlcipher3", "nacl", TANTIVY, extra="passphrase")
    path = _sealed_case(folder)
    create_case(path, _PASSPHRASE).close()

    def act(case: Case) -> None:
        files = [folder / "files" / name for name in ("english.txt", "arabic.txt")]
        report = case.importer.work(files)(no_progress, NEVER_CANCELLED)
        assert len(report.imported) == 2, report.sentence
        for query in (_IN_ENGLISH, _IN_ARABIC):
            assert case.finder.search(query).total > 0, "nothing found"
        kept = {case.library.original(key) for key in report.imported}
        assert kept == {file.read_bytes() for file in files}, "an original is not what it was"

    _with_case(path, act, _PASSPHRASE)
    kept = [file for file in path.rglob("*") if file.is_file()]
    assert len(kept) >= 4, "files of the case are missing"
    assert not [file.name for file in kept if _CANARY in file.read_bytes()], "text lies open on the disk"


def _unseal(folder: Path) -> None:
    _ask_for("sqlcipher3", "nacl", TANTIVY, extra="passphrase")
    path = _sealed_case(folder)
    _search_anew(path, **{passphrases.VARIABLE: _PASSPHRASE})
    try:
        open_case(path, passphrase=_ANOTHER).close()
    except WrongPassphrase:
        return
    raise AssertionError("a wrong passphrase opened it")


def _sealed_case(folder: Path) -> Path:
    return folder / "Sealed.case"


def _ask_for(*modules: str, extra: str) -> None:
    """_Lacking when they were not installed. A packaged program has all: there, what is missing fails."""
    if not getattr(sys, "frozen", False) and not all(find_spec(name) for name in modules):
        raise _Lacking(f"install it with `pip install dossier[{extra}]`")


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
