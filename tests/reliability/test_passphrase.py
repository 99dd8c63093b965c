"""A case with a passphrase: after a whole session none of its words is found anywhere on disk."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

import docx
import pytest
from dossier.case import Case, PassphraseNeeded, WrongPassphrase, create_case, open_case, restore_case
from dossier.cli import DONE, REFUSED, run
from dossier.domain.corpus import DocumentId
from dossier.domain.dossiers import TLP
from dossier.errors import DossierError
from dossier.jobs import NEVER_CANCELLED, no_progress

GOOD = "correct horse battery"
CANARIES = tuple(f"canary{number:03}phrase" for number in range(200))


def _files(folder: Path) -> Path:
    """Two hundred canaries, spread over the formats, in titles and texts and file names."""
    folder.mkdir()
    for number, canary in enumerate(CANARIES):
        words = f"Report {canary}\n\n9 May 2024\n\nThe Islamic State (ISIS) spoke of {canary} in Moscow, a spokesman said.\n"
        match number % 4:
            case 0:
                (folder / f"{canary}.txt").write_text(words, "utf-8")
            case 1:
                page = f"<html><head><title>{canary}</title></head><body><article><p>{words * 3}</p></article></body></html>"
                (folder / f"{canary}.html").write_text(page, "utf-8")
            case 2:
                (folder / f"{canary}.eml").write_text(
                    f"From: a@example.org\nSubject: {canary}\n\n{words}", "utf-8"
                )
            case _:
                document = docx.Document()
                document.add_paragraph(words)
                document.save(str(folder / f"{canary}.docx"))
    return folder


def _found(*folders: Path) -> list[str]:
    """Files that hold a canary as UTF-8 or UTF-16, or bear one as their name."""
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            if "canary" in path.name:
                found.append(str(path))
            elif path.is_file():
                data = path.read_bytes()
                if b"canary" in data or "canary".encode("utf-16-le") in data or b"Moscow" in data:
                    found.append(str(path))
    return found


@pytest.fixture
def places(tmp_path: Path, own_folders: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path, Path]:
    """Case folder, temporary folder and the user's folders, all empty."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path / "Secret.case", temporary, own_folders


def _session(case: Case, files: Path) -> None:
    report = case.importer.work([files])(no_progress, NEVER_CANCELLED)
    assert len(report.imported) == 200, report.sentence
    for canary in CANARIES[:20]:
        assert case.finder.search(canary).total == 1
    assert case.finder.search('actor:"Islamic State" moscow').total == 200
    assert CANARIES[0].encode() in case.library.original(DocumentId(report.imported[0]))
    with pytest.raises(DossierError):
        case.finder.search(f"kind:{CANARIES[3]}")
    case.drafter.work(case.find_actor("Islamic State"), TLP.AMBER)(no_progress, NEVER_CANCELLED)
    case.back_up_quietly(no_progress, NEVER_CANCELLED)


def test_no_word_of_the_case_reaches_the_disk(places: tuple[Path, Path, Path], tmp_path: Path) -> None:
    folder, temporary, user = places
    files = _files(tmp_path / "files")
    case = create_case(folder, GOOD)
    try:
        _session(case, files)
        assert _found(folder, temporary, user) == []  # while it is open
        backup = tmp_path / "kept" / "backup.zip"
        backup.parent.mkdir()
        case.backing_up(backup)(no_progress, NEVER_CANCELLED)
    finally:
        case.close()
    assert _found(folder, temporary, user, backup.parent) == []

    again = open_case(folder, passphrase=GOOD)
    try:
        again.settle(no_progress, NEVER_CANCELLED)
        assert again.finder.search(CANARIES[7]).total == 1
        assert again.checking(repair=False)(no_progress, NEVER_CANCELLED) == []
    finally:
        again.close()
    restored = tmp_path / "kept" / "Restored.case"
    assert restore_case(backup, restored) == 200
    read = open_case(restored, read_only=True, passphrase=GOOD)
    try:
        assert read.finder.search(CANARIES[11]).total == 1
    finally:
        read.close()
    assert _found(folder, temporary, user, restored) == []


def test_wrong_and_missing_passphrases_are_sentences(tmp_path: Path) -> None:
    create_case(tmp_path / "S.case", GOOD).close()
    with pytest.raises(WrongPassphrase):
        open_case(tmp_path / "S.case", passphrase="nonsense here")
    with pytest.raises(PassphraseNeeded):
        open_case(tmp_path / "S.case")


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
@pytest.mark.parametrize("options", [[], ["--passphrase"]])
def test_folders_and_files_are_the_owners_alone(
    tmp_path: Path, options: list[str], own_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOSSIER_PASSPHRASE", GOOD)
    (tmp_path / "a.txt").write_text("The Islamic State spoke in Moscow.", "utf-8")
    folder = tmp_path / "S.case"
    former = os.umask(0o000)  # the most careless of all
    try:
        assert run(["new", str(folder), *options]) == DONE
        for _ in range(2):  # the second import backs up first
            assert run(["import", str(folder), str(tmp_path / "a.txt")]) == DONE
        assert run(["backup", str(folder), str(tmp_path / "b.zip")]) == DONE
        assert run(["restore", str(tmp_path / "b.zip"), str(tmp_path / "R.case")]) == DONE
        case = open_case(folder, passphrase=GOOD)
        open_rights = _too_open(folder)
        case.close()
    finally:
        os.umask(former)
    assert open_rights == []
    for place in (folder, own_folders, tmp_path / "b.zip", tmp_path / "R.case"):
        assert _too_open(place) == []


def _too_open(folder: Path) -> list[tuple[str, str]]:
    return [
        (str(path), oct(stat.S_IMODE(path.stat().st_mode)))
        for path in [folder, *folder.rglob("*")]
        if stat.S_IMODE(path.stat().st_mode) & 0o077
    ]


def test_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    case = str(tmp_path / "S.case")
    (tmp_path / "a.txt").write_text("The Islamic State spoke in Moscow.", "utf-8")
    monkeypatch.setenv("DOSSIER_PASSPHRASE", GOOD)
    assert run(["new", case, "--passphrase"]) == DONE
    assert run(["import", case, str(tmp_path / "a.txt")]) == DONE
    monkeypatch.setenv("DOSSIER_PASSPHRASE", "nonsense here")
    capsys.readouterr()
    assert run(["search", case, "moscow"]) == REFUSED
    assert "does not open this case" in capsys.readouterr().err
    monkeypatch.delenv("DOSSIER_PASSPHRASE")
    assert run(["search", case, "moscow"]) == REFUSED  # nobody to ask
    read, write = os.pipe()
    os.write(write, GOOD.encode() + b"\n")
    os.close(write)
    monkeypatch.setenv("DOSSIER_PASSPHRASE_FD", str(read))
    assert run(["search", case, "moscow", "--json"]) == DONE
    os.close(read)
    assert '"total": 1' in capsys.readouterr().out
