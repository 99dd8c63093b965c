"""The list of parts: complete, licensed, and nothing under the GPL alone."""

from __future__ import annotations

import re
from importlib import metadata

from dossier.case.parts import notices, parts


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_dependency_is_a_part() -> None:
    required = [line for line in metadata.requires("dossier") or () if "extra ==" not in line]
    wanted = {_key(re.split(r"[^\w.-]", line)[0]) for line in required}
    assert len(wanted) > 20
    assert wanted <= {_key(part.name) for part in parts()}


def test_what_those_depend_on_is_there_but_not_the_tools() -> None:
    names = {_key(part.name) for part in parts()}
    assert {"numpy", "babel", "shiboken6", "markupsafe", "python", "noto-fonts"} <= {
        name.replace(" ", "-") for name in names
    }
    assert not names & {"pytest", "mypy", "ruff", "hypothesis", "pyinstaller"}


def test_each_states_a_licence_that_is_not_the_gpl_alone() -> None:
    for part in parts():
        assert part.licence, part.name
        choices = part.licence.split(" OR ")
        assert any("GPL" not in one.replace("LGPL", "") for one in choices), f"{part.name}: {part.licence}"


def test_notices_hold_the_texts() -> None:
    text = notices()
    assert "Permission is hereby granted" in text
    assert "SIL OPEN FONT LICENSE" in text.upper()
    assert all(part.name in text for part in parts())
