"""Name the parts this program is made of, with their versions and licences."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from dossier.paths import resource

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_EXTRA = re.compile(r"""extra\s*==\s*['"]([^'"]+)['"]""")
_LICENCE_FILE = re.compile(
    r"\.dist-info/(.*/)?((licen[cs]e|copying|notice|copyright)[^/]*|licenses/.*\.txt)$", re.I
)
_SHIPPED_EXTRAS = frozenset({"fast", "passphrase"})
"""Extras of this project whose parts a packaged program holds."""
# What some parts state in words, in SPDX's terms.
_SPDX = {
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "mit license": "MIT",
    "apache software license": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "python software foundation license": "PSF-2.0",
    "two-clause bsd license": "BSD-2-Clause",
    "the bsd 2-clause license": "BSD-2-Clause",
    "isc license": "ISC",
    "psfl": "PSF-2.0",
    "zpl 2.1": "ZPL-2.1",
}
# Parts that ship the text of their licence and state no name for it.
_UNSTATED = {"sqlcipher3": "Zlib"}


@dataclass(frozen=True)
class Part:
    """A library, font or other part; `licence` is an SPDX expression where the part states one."""

    name: str
    version: str
    licence: str
    text: str = field(default="", repr=False)
    """The licence's text as the part ships it; empty when it ships none."""


@lru_cache(maxsize=1)
def parts() -> tuple[Part, ...]:
    """All parts, by name. A packaged program also names Qt and the system's libraries it brings along."""
    return _sorted([*_distributions(), *_others(), *_brought_along()])


def notices(more: Sequence[Part] = ()) -> str:
    """The licences of all parts, and of `more`, as one text."""
    rule = "=" * 78
    blocks = [
        "\n".join(
            [rule, f"{part.name} {part.version}", f"Licence: {part.licence}", rule, "", part.text.strip(), ""]
        )
        for part in _sorted([*parts(), *more])
    ]
    return "Dossier is made with the parts below. Each remains under its own licence.\n\n" + "\n".join(blocks)


def _distributions() -> Iterator[Part]:
    """What Dossier requires, and what that requires, as far as it is installed here."""
    queue = ["dossier"]
    seen = set(queue)
    while queue:
        name = queue.pop()
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # only asked for on another system
        if name == "dossier":
            extras = _SHIPPED_EXTRAS
        else:
            yield _part(distribution)
            extras = frozenset()
        for requirement in distribution.requires or ():
            wanted = _NAME.match(requirement)
            extra = _EXTRA.search(requirement)
            if wanted is None or (extra and extra[1] not in extras):
                continue
            key = re.sub(r"[-_.]+", "-", wanted[0]).lower()
            if key not in seen:
                seen.add(key)
                queue.append(key)


def _part(distribution: metadata.Distribution) -> Part:
    about = distribution.metadata
    stated = [about[field] for field in ("License-Expression", "License") if field in about]
    licence = next((one for one in stated if one and len(one) <= 80 and "\n" not in one), "")
    if not licence or licence.casefold() in {"unknown", "dual license"}:
        classifiers = about.get_all("Classifier") or []
        named = [entry.rsplit(" :: ", 1)[-1] for entry in classifiers if entry.startswith("License ::")]
        licence = " OR ".join(_SPDX.get(one.casefold(), one) for one in named)
    texts = []
    for path in distribution.files or ():
        place = Path(str(path.locate()))
        if _LICENCE_FILE.search(path.as_posix()) and place.is_file():
            texts.append(place.read_text("utf-8", "replace"))
    return Part(
        str(about["Name"]),
        distribution.version,
        _SPDX.get(licence.casefold(), licence) or _UNSTATED.get(str(about["Name"]), "see its text"),
        "\n\n".join(texts),
    )


def _sorted(found: Sequence[Part]) -> tuple[Part, ...]:
    """One of each name, the last one given."""
    by_name = {part.name.casefold(): part for part in found}
    return tuple(by_name[name] for name in sorted(by_name))


def _others() -> Iterator[Part]:
    yield Part("Python", ".".join(str(number) for number in sys.version_info[:3]), "PSF-2.0")
    yield Part("Noto fonts", "", "OFL-1.1", _read("resources/fonts/OFL.txt"))


def _brought_along() -> Iterator[Part]:
    """What the builder of a packaged program noted."""
    listed = _read("system-parts.json")
    for entry in json.loads(listed) if listed else []:
        yield Part(entry["name"], entry["version"], entry["licence"], entry["text"])


def _read(name: str) -> str:
    try:
        return resource(name).read_text("utf-8")
    except FileNotFoundError:
        return ""
