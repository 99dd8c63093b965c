"""Name the parts of the built program that no Python package stands for: Python, Qt and libraries of the system.

Every library must be in the table, so that nothing comes along whose licence nobody has looked at.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import slimming

# Name in notices, and licence; the pattern matches the file's name.
LIBRARIES = (
    (r"libQt6|libicu|libpyside6|libshiboken6", "", ""),  # part of PySide6, which is named below
    (r"libscipy_openblas|libgfortran-|libquadmath-", "", ""),  # part of numpy, whose licence text names them
    (r"libpython3", "", ""),
    (r"libbrotli", "Brotli", "MIT"),
    (r"libbz2\.", "bzip2", "bzip2-1.0.6"),
    (r"libcrypto\.|libssl\.", "OpenSSL", "Apache-2.0"),
    (r"libffi\.", "libffi", "MIT"),
    (r"libglib-2|libgthread-2", "GLib", "LGPL-2.1-or-later"),
    (r"libgssapi_krb5|libk5crypto|libkrb5", "MIT Kerberos", "MIT"),
    (r"liblzma\.", "XZ Utils (liblzma)", "LicenseRef-public-domain"),
    (r"libpcre2-", "PCRE2", "BSD-3-Clause"),
    (r"libsqlite3\.", "SQLite", "blessing"),
    (r"libxcb-", "XCB", "MIT"),
    (r"libxkbcommon", "libxkbcommon", "MIT"),
    (r"libzstd\.", "Zstandard", "BSD-3-Clause"),
    (r"libmpdec", "libmpdec", "BSD-2-Clause"),
    (r"libuuid\.", "libuuid", "BSD-3-Clause"),
    (r"libexpat\.", "Expat", "MIT"),
    (r"libz\.", "zlib", "Zlib"),
    (r"libtinfo|libncurses", "ncurses", "X11"),
)


def write(root: Path, program: Path) -> None:
    """Put `system-parts.json` and `THIRD-PARTY-NOTICES.txt` into the built program.

    ValueError names libraries that are in it but not in the table.
    """
    inside = program / "_internal"
    licences = root / "resources" / "packaging" / "licences"
    lesser = "\n\n".join((licences / name).read_text("utf-8") for name in ("LGPL-3.0.txt", "GPL-3.0.txt"))
    parts = [{"name": "Qt", "version": _qt_version(), "licence": "LGPL-3.0-only", "text": lesser}]
    parts.append(
        {"name": "Python", "version": sys.version.split()[0], "licence": "PSF-2.0", "text": _python_licence()}
    )
    parts += _inside_wheels(root)
    if sys.platform.startswith("linux"):
        known = {part["name"] for part in parts}
        parts += [part for part in _libraries(inside) if part["name"] not in known]
    listing = json.dumps(parts, indent=1)
    (inside / "system-parts.json").write_text(listing, "utf-8")
    # Asked from the program's own list, so that what is printed is what the About box shows.
    sys.path.insert(0, str(root))
    from dossier.case import parts as listed

    own = [listed.Part(part["name"], part["version"], part["licence"], part["text"]) for part in parts]
    notices = listed.notices(own)
    (program / "THIRD-PARTY-NOTICES.txt").write_text(notices, "utf-8")
    bundle = program.with_name("Dossier.app") / "Contents"
    if bundle.is_dir():  # macOS: data in Resources, found through a link beside the libraries
        for name, text in (("system-parts.json", listing), ("THIRD-PARTY-NOTICES.txt", notices)):
            (bundle / "Resources" / name).write_text(text, "utf-8")
            link = bundle / "Frameworks" / name
            link.unlink(missing_ok=True)
            link.symlink_to(f"../Resources/{name}")


def _inside_wheels(root: Path) -> list[dict[str, str]]:
    """What the libraries of sqlcipher3 and PyNaCl are made of; their metadata doesn't name it."""
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(":memory:")
    try:
        connection.execute("PRAGMA key = 'any'")
        cipher, openssl = (
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("cipher_version", "cipher_provider_version")
        )
    finally:
        connection.close()
    text = (root / "resources" / "packaging" / "licences" / "SQLCipher.txt").read_text("utf-8")
    apache = (root / "LICENSE").read_text("utf-8")
    return [
        {"name": "SQLCipher", "version": cipher.split()[0], "licence": "BSD-3-Clause", "text": text},
        {"name": "OpenSSL", "version": openssl.split()[1], "licence": "Apache-2.0", "text": apache},
        {"name": "libsodium", "version": "", "licence": "ISC", "text": "Its licence stands with PyNaCl's."},
    ]


def _libraries(inside: Path) -> list[dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    unknown = []
    for path in slimming.libraries(inside):
        if (
            ".so" not in path.name
            or not path.name.startswith("lib")
            or path.parent.name in {"lib", "numpy.libs"}
        ):
            continue
        if path.parent != inside:
            continue  # plugins and modules of the packages
        entry = next(
            ((name, licence) for pattern, name, licence in LIBRARIES if re.match(pattern, path.name)), None
        )
        if entry is None:
            unknown.append(path.name)
        elif entry[0] and entry[0] not in found:
            version, text = _debian(path.name)
            found[entry[0]] = {"name": entry[0], "version": version, "licence": entry[1], "text": text}
    if unknown:
        raise ValueError(f"whose licences are these under? {', '.join(unknown)}")
    return list(found.values())


def _debian(library: str) -> tuple[str, str]:
    """Version and copyright file of the Debian package that a library came from; empty elsewhere."""
    try:
        said = subprocess.run(
            ["dpkg-query", "-S", f"*/{library}"], capture_output=True, text=True, check=False
        ).stdout
        package = said.split(":")[0] if said else ""
        if not package:
            return "", ""
        version = subprocess.run(
            ["dpkg-query", "-W", "-f", "${Version}\n", package], capture_output=True, text=True, check=False
        ).stdout.split("\n")[0]
        return version, Path("/usr/share/doc", package, "copyright").read_text("utf-8", "replace")
    except OSError:
        return "", ""


def _qt_version() -> str:
    from PySide6 import __version__

    return str(__version__)


def _python_licence() -> str:
    for folder in (sysconfig.get_path("stdlib"), sys.base_prefix):
        for name in ("LICENSE.txt", "LICENSE"):
            path = Path(folder, name)
            if path.is_file():
                return path.read_text("utf-8", "replace")
    return "See https://docs.python.org/3/license.html"
