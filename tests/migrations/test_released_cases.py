"""A case of every released version opens with all that was in it, and can be worked on."""

from __future__ import annotations

from pathlib import Path

import pytest
from dossier.case import open_case, restore_case
from dossier.domain.corpus import Reliability
from dossier.jobs import NEVER_CANCELLED, no_progress

from tests.migrations.make_case import ARABIC, ENGLISH, FOLDER, STATEMENT

RELEASED = sorted(FOLDER.glob("case-*.zip"))


def test_there_is_a_case_of_the_first_release() -> None:
    assert "case-0.1.0.zip" in {path.name for path in RELEASED}


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_a_released_case_opens_whole(released: Path, tmp_path: Path) -> None:
    assert restore_case(released, tmp_path / "Old.case") == 3
    case = open_case(tmp_path / "Old.case")
    try:
        case.settle(no_progress, NEVER_CANCELLED)
        documents = {item.file: item for item in case.library.all()}
        assert set(documents) == {"english.txt", "arabic.txt", "broken.pdf"}
        assert case.library.text(documents["english.txt"].id) == ENGLISH.strip()
        assert case.library.text(documents["arabic.txt"].id) == ARABIC.strip()
        assert documents["broken.pdf"].problem
        assert str(documents["english.txt"].published) == "2024-05-09"
        assert case.finder.search('actor:"Islamic State"').total == 2
        [dossier] = case.editor.all()
        whole = case.editor.get(dossier.id)
        [statement] = [one for section in whole.sections for one in section.statements]
        assert statement.text == STATEMENT
        assert statement.citations[0].passage.quote == "The Islamic State (ISIS) claime"[:30]
        [source] = [one for one in case.corpus_store.sources() if one.name == "Example News"]
        assert source.reliability is Reliability.B
        assert case.audit.verify() is None
        wrong = case.checking(repair=False)(no_progress, NEVER_CANCELLED)
        assert wrong == []
        case.editor.add_statement(dossier.id, whole.sections[0].id, "Another one.")
        case.exporting("ISIS", tmp_path / "out.pdf", None)(no_progress, NEVER_CANCELLED)
        assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
    finally:
        case.close()
