"""The Debian package: what is in it, and that it installs, works and leaves nothing behind."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.packaging,
    pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="needs dpkg"),
]


def _said(*command: str | Path, **environment: str) -> str:
    done = subprocess.run(
        command,
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", **environment} if environment else None,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def unpacked(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    _said("dpkg-deb", "-x", package, folder)
    return folder


def test_everything_belongs_to_root_and_nothing_is_open(package: Path) -> None:
    for line in _said("dpkg-deb", "-c", package).splitlines():
        rights, owner, *_ = line.split()
        assert owner == "root/root", line
        assert rights[8] != "w" or rights.startswith("l"), line
        assert "s" not in rights[1:], line


def test_only_folders_that_packages_may_use(package: Path) -> None:
    names = [line.split()[5] for line in _said("dpkg-deb", "-c", package).splitlines()]
    allowed = re.compile(
        r"\./(usr/)?$|\./usr/(bin|lib|share)/$|\./usr/bin/dossier$|\./usr/lib/dossier/"
        r"|\./usr/share/(applications|doc|icons|man|metainfo|mime)/"
    )
    assert [name for name in names if not allowed.match(name)] == []
    scripts = _said("dpkg-deb", "-I", package)
    assert "postinst" not in scripts  # triggers of the desktop's own packages do what is needed


def test_menu_entry_icons_and_types(unpacked: Path) -> None:
    share = unpacked / "usr/share"
    entry = (share / "applications/dossier.desktop").read_text("utf-8")
    types = (share / "mime/packages/dossier.xml").read_text("utf-8")
    for name in re.findall(r"^MimeType=(.*)$", entry, re.MULTILINE)[0].strip(";").split(";"):
        assert f'type="{name}"' in types
    for size in (16, 48, 256):
        picture = share / f"icons/hicolor/{size}x{size}/apps/dossier.png"
        assert picture.read_bytes()[16:24] == size.to_bytes(4, "big") * 2
    assert (share / "icons/hicolor/scalable/apps/dossier.svg").is_file()
    if shutil.which("desktop-file-validate"):
        assert _said("desktop-file-validate", share / "applications/dossier.desktop") == ""
    if shutil.which("appstreamcli"):
        _said("appstreamcli", "validate", "--no-net", share / "metainfo/org.dossier.Dossier.metainfo.xml")


def test_sums_and_size_are_true(package: Path, unpacked: Path, tmp_path: Path) -> None:
    _said("dpkg-deb", "-e", package, tmp_path / "control")
    done = subprocess.run(
        ["md5sum", "-c", "--quiet", tmp_path / "control/md5sums"],
        cwd=unpacked,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    control = (tmp_path / "control/control").read_text("utf-8")
    assert re.search(r"^Depends: libc6 \(>= \d", control, re.MULTILINE)


def test_manual_page_names_every_command(unpacked: Path) -> None:
    from dossier.cli import app
    from typer.main import get_command

    page = subprocess.run(
        ["gzip", "-dc", unpacked / "usr/share/man/man1/dossier.1.gz"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in get_command(app).commands:  # type: ignore[attr-defined]
        assert f".SS dossier {name}" in page


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="installing needs root")
def test_installed_it_works_and_removed_it_is_gone(package: Path, tmp_path: Path, display: str) -> None:
    assert not Path("/usr/lib/dossier").exists(), "a dossier is installed on this machine already"
    _said("dpkg", "-i", package)
    try:
        home = {"HOME": str(tmp_path), "DISPLAY": display}
        assert "dossier" in _said("/usr/bin/dossier", "--version", **home)
        assert "FAIL" not in _said("/usr/bin/dossier", "selftest", **home)
        if Path("/usr/share/mime/globs2").exists():  # shared-mime-info's trigger has run
            known = Path("/usr/share/mime/globs2").read_text("utf-8")
            assert "application/vnd.dossier.case+sqlite3:case.db" in known
        made = _said("/usr/bin/dossier", "new", str(tmp_path / "A.case"), **home)
        assert "Made" in made
    finally:
        _said("dpkg", "-P", "dossier")
    left = [
        place
        for place in ("/usr/bin/dossier", "/usr/lib/dossier", "/usr/share/doc/dossier")
        if Path(place).exists()
    ]
    assert left == []
    assert not list(Path("/usr/share/icons/hicolor").rglob("dossier.*"))
    assert (tmp_path / "A.case/case.db").is_file()  # what the user made stays
