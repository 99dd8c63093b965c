"""Make the Debian package from the program's folder, with nothing but dpkg-deb."""

from __future__ import annotations

from pathlib import Path


def build(root: Path, program: Path) -> Path:
    raise NotImplementedError
