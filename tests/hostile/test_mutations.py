"""Damaged files of every format: each is read, or refused with a sentence; nothing else ever happens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.corpus import sandbox
from dossier.corpus.describing import Described, Reading, read_documents

from tests.hostile.mutations import mutated, samples

FILES = 500
FILES_IN_SOAK = 10_000
LIMITS = {failure.sentence for failure in (sandbox.CRASHED, sandbox.TOO_LONG, sandbox.TOO_MUCH)}


def read_mutated(folder: Path, suffix: str, numbers: range) -> Iterator[tuple[int, Described]]:
    """What becomes of the damaged copies of these numbers."""

    def readings() -> Iterator[tuple[Reading, int]]:
        for number in numbers:
            path = folder / f"{number}{suffix}"
            path.write_bytes(mutated(suffix, number))
            yield Reading(path.name, path), number

    for number, found in read_documents(readings(), (), lambda: False):
        (folder / f"{number}{suffix}").unlink()
        yield number, found


def look(folder: Path, suffix: str, count: int) -> Counter[str]:
    """Read them all; how often which problem was met."""
    problems: Counter[str] = Counter()
    seen = 0
    for number, found in read_mutated(folder, suffix, range(count)):
        document = found.document
        seen += 1
        if document.problem:
            assert document.problem.endswith("."), number
            assert document.text == "", number
            problems[document.problem] += 1
        else:
            assert document.text.strip(), number
            document.text.encode("utf-8")
            document.title.encode("utf-8")
    assert seen == count
    print(suffix, count, "files;", dict(problems))
    return problems


@pytest.mark.parametrize("suffix", samples())
def test_honest_files_are_read(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"honest{suffix}"
    path.write_bytes(samples()[suffix])
    [(_, found)] = read_documents([(Reading(path.name, path), 0)], (), lambda: False)
    assert found.document.problem is None
    assert "Hezbollah" in found.document.text


@pytest.mark.parametrize("suffix", samples())
def test_damaged_files_are_read_or_refused(tmp_path: Path, suffix: str) -> None:
    problems = look(tmp_path, suffix, FILES)
    assert not LIMITS & set(problems), "a reader fell over instead of refusing"


FELL = {".html": (664,), ".docx": (3958,)}
"""Damages that made a reader fall over in the long run once: characters no XML may hold, an archive of the future."""


@pytest.mark.parametrize("suffix", FELL)
def test_damages_that_were_too_much_once_are_not(tmp_path: Path, suffix: str) -> None:
    for number in FELL[suffix]:
        [(_, found)] = read_mutated(tmp_path, suffix, range(number, number + 1))
        assert found.document.problem not in LIMITS


@pytest.mark.soak
@pytest.mark.parametrize("suffix", samples())
def test_ten_thousand_damaged_files_are_read_or_refused(tmp_path: Path, suffix: str) -> None:
    problems = look(tmp_path, suffix, FILES_IN_SOAK)
    assert not LIMITS & set(problems), "a reader fell over instead of refusing"
