"""Thousands of operations in one session: memory and open files stay what they were."""

from __future__ import annotations

import gc
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from dossier.case import Case, create_case
from dossier.jobs import NEVER_CANCELLED, no_progress

OPERATIONS, OPERATIONS_IN_SOAK = 2_000, 50_000
GROWTH = 0.10
DOCUMENTS = 60

pytestmark = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs /proc")


def resident() -> int:
    """Bytes of memory that this process holds."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def handles() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


class Session:
    """What an analyst does, in an order of chance."""

    def __init__(self, case: Case, out: Path) -> None:
        self._case = case
        self._out = out
        self._chance = random.Random(3)
        self._ids = case.corpus_store.ids()
        self._actor = case.find_actor("Hezbollah")
        self._dossier = case.editor.begin(self._actor)
        self._section = case.editor.get(self._dossier).sections[0].id
        often: list[tuple[int, Callable[[], object]]] = [
            (30, self.search), (25, self.read), (20, self.edit), (10, self.look_at_actor), (10, self.cite),
            (4, self.describe), (1, self.export),
        ]  # fmt: skip
        self._deeds = [deed for times, deed in often for _ in range(times)]

    def step(self) -> None:
        self._chance.choice(self._deeds)()

    def search(self) -> None:
        queries = (
            'actor:"Hezbollah"',
            "witness",
            '"near bridge"',
            "gua*",
            "kar~",
            "report -car",
            "بيروت",
            'date:2024 "',
        )
        self._case.finder.search(self._chance.choice(queries))

    def read(self) -> None:
        key = self._chance.choice(self._ids)
        self._case.library.text(key)
        self._case.catalog.mentions_in(key)

    def edit(self) -> None:
        key = self._case.editor.add_statement(self._dossier, self._section, f"Words {self._chance.random()}.")
        self._case.editor.change_text(self._dossier, key, "Other words.")
        self._case.editor.undo(self._dossier)
        self._case.editor.remove_statement(self._dossier, key)

    def cite(self) -> None:
        key = self._case.editor.add_statement(self._dossier, self._section, "Cited words.")
        document = self._chance.choice(self._ids)
        self._case.editor.cite_passage(self._dossier, self._section, document, (0, 20), statement=key)
        self._case.editor.remove_statement(self._dossier, key)

    def look_at_actor(self) -> None:
        self._case.catalog.documents(self._actor)
        self._case.catalog.page(limit=50)

    def describe(self) -> None:
        self._case.corpus_store.describe(
            [self._chance.choice(self._ids)], title=f"Title {self._chance.random()}"
        )
        self._case.settle(no_progress, NEVER_CANCELLED)

    def export(self) -> None:
        self._case.exporting_actor(self._actor, self._out / "dossier.html", None)(
            no_progress, NEVER_CANCELLED
        )


def work_long(tmp_path: Path, operations: int) -> None:
    files = tmp_path / "files"
    files.mkdir()
    for number in range(DOCUMENTS):
        (files / f"{number:02}.txt").write_text(
            f"Report {number}\n\nHamas and Hezbollah met in Beirut, said witness {number}. "
            + f"Guard {number} and car {number * 7} were seen near bridge {number}. " * 20
        )
    case = create_case(tmp_path / "Long.case")
    try:
        case.importer.work([files])(no_progress, NEVER_CANCELLED)
        session = Session(case, tmp_path)
        for _ in range(operations // 4):  # caches fill up first
            session.step()
        memory, opened = resident(), handles()
        for _ in range(operations - operations // 4):
            session.step()
        grown = resident() / memory - 1
        print(
            f"{operations} operations: memory {memory >> 20} MB, grown {grown:.1%}; handles {opened}, {handles()}"
        )
        assert grown < GROWTH
        assert handles() <= opened + 4, "files stay open"  # segments of the index come and go
        assert case.checking(repair=False)(no_progress, NEVER_CANCELLED) == []
    finally:
        case.close()


def test_two_thousand_operations_leave_memory_and_files_alone(tmp_path: Path) -> None:
    work_long(tmp_path, OPERATIONS)


@pytest.mark.soak
def test_fifty_thousand_operations_leave_memory_and_files_alone(tmp_path: Path) -> None:
    work_long(tmp_path, OPERATIONS_IN_SOAK)
