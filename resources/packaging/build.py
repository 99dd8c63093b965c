"""Build what is given to users: the program's folder (PyInstaller), then the package of this system.

    python resources/packaging/build.py [--no-package] [--no-build]

Everything lands in `dist/`: `dossier/` (the program), and on Linux `dossier_VERSION_ARCH.deb`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import debian
import icons
import slimming
import system_parts

ROOT = Path(__file__).resolve().parents[2]
AT_MOST = 250_000_000
"""Bytes that the program may take; 260 MB are promised."""


def main() -> int:
    """Build, and say how large it became; 1 when it became too large."""
    parser = argparse.ArgumentParser(description="Build the program and its package.")
    parser.add_argument("--no-package", action="store_true", help="only the program's folder")
    parser.add_argument(
        "--no-build", action="store_true", help="only the package, from the folder that is there"
    )
    chosen = parser.parse_args()
    program = ROOT / "dist" / "dossier"
    icons.draw(ROOT / "resources" / "icons" / "dossier.svg", ROOT / "build" / "icons")
    if not chosen.no_build:
        freeze()
        if sys.platform.startswith("linux"):
            slimming.slim(program)
        system_parts.write(ROOT, program)
    size = slimming.size(program)
    print(f"dist/dossier: {size / 1e6:.0f} MB ({size / (1 << 20):.0f} MiB)")
    if sys.platform.startswith("linux") and not chosen.no_package:
        package = debian.build(ROOT, program)
        print(f"{package.relative_to(ROOT)}: {package.stat().st_size / 1e6:.0f} MB")
        digest = hashlib.sha256(package.read_bytes()).hexdigest()
        package.with_suffix(".deb.sha256").write_text(f"{digest}  {package.name}\n", "ascii")
    if size > AT_MOST and sys.platform.startswith("linux"):
        print(f"The program is larger than {AT_MOST // 1_000_000} MB.", file=sys.stderr)
        return 1
    return 0


def freeze() -> None:
    """Run PyInstaller with the spec."""
    # Bytecode does not depend on the order of a set, nor files on the time of their making.
    environment = {"PYTHONHASHSEED": "1", **os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR",
         "--distpath", "dist", "--workpath", "build/pyinstaller", "resources/packaging/dossier.spec"],
        cwd=ROOT, env=environment, check=True,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
