"""Leave out of Qt's ICU data what this program never asks for: 31 MB become 5.

Qt uses ICU to sort and to change case; names of currencies, units, zones and regions in 700 locales, converters of
old encodings and word lists of languages without spaces are of no use here (what is read is decoded by Python).
Layout of the data: ICU's `source/common/ucmndata.h` (header, count, (name offset, data offset) pairs, names, items).
"""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import tempfile
from pathlib import Path

_OWN_LOCALES = re.compile(r"(root|pool|res_index|supplementalData|(en|ar)(_\w+)?)\.res")
_SORTING_LEFT_OUT = re.compile(r"(zh|ja|ko)(_\w+)?\.res")
_LOCALE = re.compile(r"[a-z]{2,3}(_\w+)?\.res")


def kept(name: str) -> bool:
    """Whether an item such as `coll/ar.res` stays."""
    folder, _, item = name.rpartition("/")
    if item.endswith((".cnv", ".dict")) or folder == "translit":
        return False
    if folder == "brkitr":
        return item.endswith(".brk") or bool(_OWN_LOCALES.fullmatch(item))
    if folder == "coll":
        return not _SORTING_LEFT_OUT.fullmatch(item)
    if folder or _LOCALE.fullmatch(item):
        return bool(_OWN_LOCALES.fullmatch(item))
    return True


def reduced(library: bytes) -> tuple[str, bytes]:
    """The data in a `libicudata.so` without what is left out, and the name of its symbol.

    ValueError when the library does not look as expected.
    """
    start = library.find(b"CmnD") - 12
    found = re.search(rb"icudt\d+_dat", library)
    if start < 0 or found is None:
        raise ValueError("no ICU data in it")
    header, magic = struct.unpack_from("<HH", library, start)
    if magic != 0x27DA:
        raise ValueError("unknown header")
    base = start + header
    (count,) = struct.unpack_from("<I", library, base)
    entries = [struct.unpack_from("<II", library, base + 4 + 8 * number) for number in range(count)]
    # The last item ends where the data does; its true length is not noted, so it keeps all that follows up to there.
    ends = [offset for _, offset in entries[1:]] + [_end_of_data(library, start) - base]
    items = []
    for (name_at, offset), end in zip(entries, ends, strict=True):
        begin = base + name_at
        name = library[begin : library.index(b"\0", begin)]
        if kept(name.decode("ascii").partition("/")[2]):
            items.append((name, library[base + offset : base + end]))
    names_at = 4 + 8 * len(items)
    names = b"".join(name + b"\0" for name, _ in items)
    table, body, name_at = b"", b"", names_at
    data_at = -(-(names_at + len(names)) // 16) * 16
    for name, data in items:
        table += struct.pack("<II", name_at, data_at + len(body))
        name_at += len(name) + 1
        body += data + bytes(-len(data) % 16)
    padding = bytes(data_at - names_at - len(names))
    return found[0].decode("ascii"), library[start:base] + struct.pack(
        "<I", len(items)
    ) + table + names + padding + body


def _end_of_data(library: bytes, start: int) -> int:
    """Where the symbol ends, from the ELF section that holds it."""
    (sections_at,) = struct.unpack_from("<Q", library, 0x28)
    size, count = struct.unpack_from("<HH", library, 0x3A)
    for number in range(count):
        at = sections_at + number * size
        offset, length = struct.unpack_from("<QQ", library, at + 0x18)
        if offset <= start < offset + length:
            return int(offset + length)
    raise ValueError("no section holds the data")


def shrink(path: Path) -> int:
    """Replace a `libicudata.so.NN` by its reduced self; returns how many bytes that saved. Needs binutils."""
    before = path.read_bytes()
    symbol, data = reduced(before)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "icu.dat").write_bytes(data)
        (folder / "exports").write_text(f"{{ global: {symbol}; local: *; }};\n", "ascii")
        stem = "_binary_icu_dat"
        section = ".data=.rodata,alloc,load,readonly,data,contents"
        machine = ["-I", "binary", "-O", "elf64-x86-64", "-B", "i386:x86-64"]
        _run(folder, ["objcopy", *machine, "--rename-section", section, "--set-section-alignment", ".data=16",
                      "--redefine-sym", f"{stem}_start={symbol}", "icu.dat", "icu.o"])  # fmt: skip
        _run(folder, ["ld", "-shared", "--build-id=none", "-z", "noexecstack", "-soname", path.name,
                      "--version-script=exports", "-o", "icu.so", "icu.o"])  # fmt: skip
        shutil.copyfile(folder / "icu.so", path)
    return len(before) - path.stat().st_size


def _run(folder: Path, command: list[str]) -> None:
    subprocess.run(command, cwd=folder, check=True)
