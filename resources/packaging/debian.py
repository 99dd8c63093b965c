"""Make the Debian package from the program's folder, with nothing but dpkg-deb."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import time
import tomllib
from pathlib import Path

import icons
import manpage
import slimming

# Asked for by the plugin for Wayland alone; who runs Wayland has them.
WAYLAND = re.compile(r"libwayland-")
CONTROL = """\
Package: dossier
Version: {version}
Architecture: {architecture}
Maintainer: The Dossier maintainers <maintainers@dossier.invalid>
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: desktop-file-utils, hicolor-icon-theme, libwayland-cursor0, libwayland-egl1, shared-mime-info
Section: text
Priority: optional
Description: search documents, write dossiers with graded sources
 Collect documents about armed groups, states and their media, search them in
 English and Arabic, and write one dossier per actor in which every sentence
 carries its graded sources. Everything stays on your machine: the program
 opens no connection.
"""
COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Dossier
Comment: The licences of the libraries that are shipped with the program are
 in /usr/lib/dossier/THIRD-PARTY-NOTICES.txt and in its About box.

Files: *
Copyright: The Dossier maintainers
License: Apache-2.0
 On Debian systems, the full text of the Apache License, version 2.0, is in
 /usr/share/common-licenses/Apache-2.0.
"""


def build(root: Path, program: Path) -> Path:
    """Write `dist/dossier_VERSION_ARCH.deb` and return its path.

    Files have the time of SOURCE_DATE_EPOCH, or of the last commit (without one, of now), so that equal input gives equal bytes.
    """
    version = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    architecture = _said("dpkg", "--print-architecture")
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or _last_commit(root) or str(int(time.time()))
    os.environ["SOURCE_DATE_EPOCH"] = epoch
    tree = root / "build" / "debian"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(program, tree / "usr/lib/dossier", symlinks=True)
    (tree / "usr/bin").mkdir()
    (tree / "usr/bin/dossier").symlink_to("../lib/dossier/dossier")
    share = tree / "usr/share"
    linux = root / "resources" / "packaging" / "linux"
    _put(linux / "dossier.desktop", share / "applications/dossier.desktop")
    _put(linux / "dossier.xml", share / "mime/packages/dossier.xml")
    _put(linux / "dossier.metainfo.xml", share / "metainfo/org.dossier.Dossier.metainfo.xml")
    for size in icons.SIZES:
        name = f"{size}x{size}"
        _put(root / "build" / "icons" / f"{name}.png", share / f"icons/hicolor/{name}/apps/dossier.png")
    _put(root / "resources/icons/dossier.svg", share / "icons/hicolor/scalable/apps/dossier.svg")
    _write(share / "man/man1/dossier.1.gz", _packed(manpage.write()))
    _write(share / "doc/dossier/copyright", COPYRIGHT.encode())
    _write(share / "doc/dossier/changelog.gz", _packed((root / "CHANGELOG.md").read_text("utf-8")))
    _set_rights(tree)
    control = CONTROL.format(
        version=version,
        architecture=architecture,
        kilobytes=-(-slimming.size(tree) // 1024),
        depends=", ".join(_depends(program)),
    )
    sums = [
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(tree)}\n"
        for path in sorted(tree.rglob("*"))
        if path.is_file() and not path.is_symlink()
    ]
    _write(tree / "DEBIAN/control", control.encode())
    _write(tree / "DEBIAN/md5sums", "".join(sums).encode())
    package = root / "dist" / f"dossier_{version}_{architecture}.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zzstd", "-z12", "--build", str(tree), str(package)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    shutil.rmtree(tree)
    return package


def _depends(program: Path) -> list[str]:
    """Debian packages of the libraries that the program asks for and does not bring along."""
    files = slimming.libraries(program)
    own = {path.name for path in program.rglob("*.so*")}
    wanted = set().union(*(slimming.needed(path) for path in files)) - own
    packages = set()
    for library in sorted(name for name in wanted if not WAYLAND.match(name)):
        said = _said("dpkg-query", "-S", f"*/{library}")
        match = re.match(r"([^:,\s]+)", said)
        if match is None:
            raise ValueError(f"no package has {library}")
        packages.add(match[1])
    version = _said("dpkg-query", "-W", "-f", "${Version}", "libc6").split("-")[0]
    packages.discard("libc6")
    return [f"libc6 (>= {version})", *sorted(packages)]


def _last_commit(root: Path) -> str:
    """Its time; empty in a copy that came without its history."""
    return _said("git", "-C", str(root), "log", "-1", "--format=%ct") if shutil.which("git") else ""


def _said(*command: str) -> str:
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout.strip()


def _put(source: Path, target: Path) -> None:
    _write(target, source.read_bytes())


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def _packed(text: str) -> bytes:
    return gzip.compress(text.encode("utf-8"), 9, mtime=0)


def _set_rights(tree: Path) -> None:
    for path in tree.rglob("*"):
        if not path.is_symlink():
            runs = path.is_dir() or (path.parent.name == "dossier" and path.name == "dossier")
            path.chmod(0o755 if runs else 0o644)
