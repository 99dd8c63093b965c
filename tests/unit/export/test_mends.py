"""Defects found by these tests: characters without a glyph, long names, what shows through a label."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from dossier.domain.corpus import DocumentId
from dossier.domain.dossiers import TLP
from dossier.errors import EnvironmentTrouble
from dossier.export import docx, pdf
from dossier.export.building import build_outline
from dossier.export.outline import Mark
from dossier.export.whole_file import write_whole
from hypothesis import example, given
from hypothesis import strategies as st

from tests.helpers.pdf_reading import page_texts
from tests.helpers.sample_bundle import ARABIC, REFUTED, SECRET, bundle, claim, document, section, statement
from tests.helpers.sample_outline import item, sample


@pytest.mark.parametrize("rare", ["😀", "中文", "አማርኛ", "👩‍👩‍👧", "ܐܒ", "ཀྵ"])
def test_a_character_without_a_glyph_is_replaced_and_named(tmp_path: Path, rare: str) -> None:
    path = tmp_path / "a.pdf"
    report = pdf.export_pdf(sample((item(f"Seen {rare} here.", (Mark(1, "B2", 9),)),)), path)
    assert "U+" in report.warnings[0]
    assert b"pdfaid" in path.read_bytes()
    text = "".join(page_texts(path))
    assert "Seen " in text
    assert " here." in text


@given(text=st.text(min_size=1, max_size=40))
@example("\u1680")
def test_any_text_at_all_makes_a_pdf(text: str) -> None:
    data, _ = pdf.render(sample((item(text, (Mark(1, "B2", 9),)),)))
    assert data.startswith(b"%PDF")


def test_a_name_that_the_disk_refuses_is_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentTrouble):
        write_whole(tmp_path / ("x" * 400 + ".pdf"), b"x")


def test_claims_of_documents_that_only_withheld_statements_cite_are_withheld() -> None:
    given_bundle = bundle(
        section(1, "A", statement(1, SECRET, (1,), tlp=TLP.RED), statement(2, "Open.", (2,))),
        claims=(claim(REFUTED, 1),),
    )
    assert REFUTED not in repr(build_outline(given_bundle, TLP.GREEN))
    assert REFUTED in repr(build_outline(given_bundle, TLP.RED))


def test_gaps_speak_of_shown_documents_only() -> None:
    given_bundle = bundle(
        section(1, "A", statement(1, SECRET, (1,), tlp=TLP.RED), statement(2, "Open.", (2,))),
        documents={DocumentId(1): document(1, language="he"), DocumentId(2): document(2)},
    )
    assert any("one language (en)" in gap for gap in build_outline(given_bundle, TLP.GREEN).gaps)


def test_the_title_of_a_wholly_withheld_section_is_withheld() -> None:
    given_bundle = bundle(
        section(1, "The harbour cell", statement(1, SECRET, (1,), tlp=TLP.RED)),
        section(2, "B", statement(2, "Open.", (2,))),
    )
    assert "harbour" not in repr(build_outline(given_bundle, TLP.GREEN))


def test_the_same_outline_gives_the_same_word_file_at_another_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first = docx.render(sample())
    monkeypatch.setattr(time, "time", lambda: 1_900_000_000.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(1_900_000_000))
    assert docx.render(sample()) == first


def test_an_english_sentence_that_begins_with_an_arabic_name_runs_from_left_to_right() -> None:
    given_bundle = bundle(
        section(
            1,
            "A",
            statement(1, "“داعش” is used in four documents, first in 2024.", (2,)),
            statement(2, ARABIC, (2,)),
        )
    )
    first, second = build_outline(given_bundle).sections[0].items
    assert not first.right_to_left
    assert second.right_to_left
