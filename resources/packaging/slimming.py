"""Make a folder that PyInstaller wrote smaller (Linux): strip symbols, drop what nobody asks for, reduce ICU and BLAS."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import icu_data
import small_blas

# Their wheels were patched after linking; stripping them again breaks the alignment of their segments.
NEVER_STRIPPED = re.compile(r"numpy\.libs/|libicudata")

# Every desktop has these in a form that its graphics drivers and its fonts rely on; a second, older copy in the same
# process breaks them. (AppImage's list of what not to bundle says the same of all but libdbus, whose interface is
# frozen.)
LEFT_TO_THE_SYSTEM = re.compile(
    r"lib(stdc\+\+|gcc_s|X11|X11-xcb|fontconfig|freetype|expat|z|uuid|gpg-error|com_err|keyutils|dbus-1)\.so\.\d+"
)


def libraries(folder: Path) -> list[Path]:
    """All ELF files below a folder."""
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and _is_elf(path)]


def _is_elf(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(4) == b"\x7fELF"


def needed(path: Path) -> set[str]:
    """Names of the libraries that an ELF file asks the loader for."""
    said = subprocess.run(["objdump", "-p", path], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"^\s*NEEDED\s+(\S+)", said, re.MULTILINE))


def drop_orphans(folder: Path) -> list[str]:
    """Remove libraries of the system that came along with plugins which are left out; returns their names."""
    system = {path.name: path for path in folder.glob("lib*.so*")}
    for name in [name for name in system if LEFT_TO_THE_SYSTEM.fullmatch(name)]:
        system.pop(name).unlink()
    rest = [path for path in libraries(folder.parent) if path not in system.values()]
    wanted: set[str] = set()
    queue = rest
    while queue:
        names = set().union(*(needed(path) for path in queue)) - wanted
        wanted |= names
        queue = [system[name] for name in names if name in system]
    # The start program loads Python itself by name.
    orphans = sorted(name for name in set(system) - wanted if not name.startswith("libpython"))
    for name in orphans:
        system[name].unlink()
    return orphans


def strip(folder: Path) -> None:
    """Remove symbol tables."""
    for path in libraries(folder):
        if not NEVER_STRIPPED.search(path.as_posix()) and not path.is_symlink():
            subprocess.run(["strip", "--strip-unneeded", path], check=True)


def size(folder: Path) -> int:
    """Bytes of all files, links counted as nothing."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def slim(program: Path) -> None:
    """Do all of it to `dist/dossier`, telling what it saved."""
    before = size(program)
    inside = program / "_internal"
    if not small_blas.replace(inside):
        print("No C compiler, or an unknown numpy: OpenBLAS stays, and the program is 28 MB larger.")
    orphans = drop_orphans(inside)
    strip(inside)
    for path in inside.rglob("libicudata.so.*"):
        if not path.is_symlink():
            icu_data.shrink(path)
    print(f"{before / 1e6:.0f} MB as built; {len(orphans)} libraries dropped that nobody asks for")
