"""The outline: numbers, grades, marks, withheld statements, gaps, and files that appear whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from dossier.domain.corpus import DocumentId
from dossier.domain.dates import PartialDate
from dossier.domain.dossiers import TLP, Likelihood, Statement, StatementId
from dossier.domain.evidence import Credibility, Verdict
from dossier.domain.figures import ChronologyRow
from dossier.errors import EnvironmentTrouble, UserError
from dossier.export.building import build_outline, grade_of
from dossier.export.outline import Outline
from dossier.export.whole_file import write_whole
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.sample_bundle import REFUTED, SECRET, bundle, claim, document, figure, section, statement


def test_relationships_that_no_document_says_are_a_gap() -> None:
    sourced = figure("The Example Brigade", "Commander Example")
    bare = replace(
        sourced, graph=replace(sourced.graph, edges=(replace(sourced.graph.edges[0], evidence=0),))
    )
    said = "1 relationship has no source in this case and is not printed: The Example Brigade has as leader Commander Example."
    without = build_outline(replace(bundle(), relations=bare))
    assert said in without.gaps
    assert without.relations is None
    assert said not in build_outline(replace(bundle(), relations=sourced)).gaps


def test_relationships_without_a_source_are_printed_for_who_wants_them() -> None:
    sourced = figure("The Example Brigade", "Commander Example", "Another")
    bare = replace(sourced.graph.edges[0], evidence=0)
    mixed = replace(sourced, graph=replace(sourced.graph, edges=(bare, *sourced.graph.edges[1:])))
    shown = build_outline(replace(bundle(), relations=mixed, print_uncited=True))
    assert shown.relations is not None
    assert [one.documents for one in shown.relations.relations] == [0, 2]
    assert any("printed as such: The Example Brigade" in gap for gap in shown.gaps)
    usual = build_outline(replace(bundle(), relations=mixed)).relations
    assert usual is not None
    assert [one.other for one in usual.relations] == ["Another"]
    assert [box.label for box in usual.boxes] == ["The Example Brigade", "Another"]


def test_judgements_stand_first_with_their_likelihood_and_confidence_apart() -> None:
    (judged,) = build_outline(bundle()).judgements
    assert (judged.text, judged.number) == ("It will go on.", "1.2")
    assert judged.assessment == "likely (55–80 %) · low confidence"
    secret = bundle(section(1, "A", statement(1, SECRET, (1,), judgement=True, tlp=TLP.RED)))
    assert build_outline(secret).judgements == ()


def test_the_source_summary_says_how_many_whose_how_independent_in_which_languages_and_how_good() -> None:
    asked: list[DocumentId] = []

    def count(keys: Sequence[DocumentId]) -> str:
        asked.extend(keys)
        return "3 independent sources"

    summary = build_outline(bundle(count_roots=count)).source_summary
    assert asked == [2, 1, 3]
    for words in (
        "cites 3 documents of 2 sources",
        "Behind them: 3 independent sources.",
        "Languages: English (2), Arabic (1).",
        "Published 2026-10-01 to 2026-10-02; 1 without a date.",
        "Grades: B2 (1), B6 (1), not graded (1).",
    ):
        assert words in summary


def test_the_scales_are_those_of_the_domain() -> None:
    likelihood, confidence, source, item = build_outline(bundle()).scales
    assert ("likely", "55–80 %") in likelihood.rows
    assert [word for word, _ in confidence.rows] == ["high", "moderate", "low"]
    assert [letter for letter, _ in source.rows] == list("ABCDEF")
    assert [digit for digit, _ in item.rows] == list("123456")


def test_a_long_statement_is_cut_in_the_timeline_and_its_quotation_closed() -> None:
    words = "It said: “" + "all of the raids went on as planned and " * 8 + "the end.”"
    row = ChronologyRow("2024", date(2024, 1, 1), date(2024, 12, 31), words, statement_id=StatementId(1))
    told = build_outline(bundle(section(1, "A", statement(1, words, (1,))), chronology=(row,)))
    (dated,) = told.chronology.rows
    assert len(dated.text) <= 141
    assert dated.text.endswith("…”")
    assert told.sections[0].items[0].text == words


def test_a_dossier_that_is_all_a_draft_says_so_once() -> None:
    drafted = bundle(section(1, "A", statement(1, "So it was.", (1,), draft=True)))
    whole = replace(drafted, dossier=replace(drafted.dossier, draft=True))
    assert build_outline(drafted).sections[0].items[0].notes == ("draft",)
    assert build_outline(whole).sections[0].items[0].notes == ()
    assert build_outline(whole).draft


def test_a_draft_that_the_analyst_has_begun_to_edit_marks_what_is_still_the_programs() -> None:
    begun = bundle(
        section(1, "A", statement(1, "So it was.", (1,), draft=True), statement(2, "I edited this.", (2,)))
    )
    outline = build_outline(replace(begun, dossier=replace(begun.dossier, draft=True)))
    assert not outline.draft
    assert [item.notes for item in outline.sections[0].items] == [("draft",), ()]
    assert "1 statement is a draft of the program, not edited yet." in outline.gaps


def test_a_dossier_in_arabic_is_laid_out_from_right_to_left() -> None:
    arabic = statement(1, "هجوم على القافلة.", (1,)), statement(2, "بيان من الجماعة.", (1,))
    assert build_outline(bundle(section(1, "ملخص", *arabic))).right_to_left
    assert not build_outline(bundle()).right_to_left


def _everything(outline: Outline) -> str:
    return repr(outline)


def test_documents_are_numbered_in_the_order_of_their_first_citation() -> None:
    outline = build_outline(bundle())
    assert [(entry.number, entry.file) for entry in outline.entries] == [
        (1, "item-2.txt"),
        (2, "item-1.txt"),
        (3, "item-3.txt"),
    ]


def test_a_document_that_is_cited_twice_keeps_its_number() -> None:
    outline = build_outline(bundle())
    numbers = [mark.number for part in outline.sections for item in part.items for mark in item.marks]
    assert numbers == [1, 2, 3, 2, 3]


def test_every_mark_leads_to_an_entry_and_every_entry_back_to_its_marks() -> None:
    outline = build_outline(bundle())
    marks = [mark for part in outline.sections for item in part.items for mark in item.marks]
    assert len({mark.anchor for mark in marks}) == len(marks)
    for entry in outline.entries:
        assert entry.anchors == tuple(mark.anchor for mark in marks if mark.number == entry.number)
        assert entry.anchors


def test_a_mark_shows_the_letter_of_the_source_and_the_digit_of_the_item() -> None:
    given_bundle = bundle()
    assert grade_of(given_bundle, DocumentId(1)) == "B2"
    assert grade_of(given_bundle, DocumentId(2)) == "B6"
    assert grade_of(given_bundle, DocumentId(3)) == "F6"
    entry = build_outline(given_bundle).entries[1]
    assert (entry.grade, entry.grade_words) == ("B2", "usually reliable; probably true")


def test_a_document_of_an_unknown_source_is_graded_unknown() -> None:
    orphan = bundle(documents={DocumentId(1): document(1, source_id=None, source=None)}, digits={})
    assert grade_of(orphan, DocumentId(1)) == "F6"


@pytest.mark.parametrize("level", list(TLP))
@pytest.mark.parametrize("label", list(TLP))
def test_nothing_marked_above_the_chosen_level_is_in_the_outline(label: TLP, level: TLP) -> None:
    given_bundle = bundle(
        section(1, "Only", statement(1, SECRET, (1,), tlp=label), statement(2, "Open.", (2,)))
    )
    outline = build_outline(given_bundle, level)
    hidden = label.rank > level.rank
    assert (SECRET not in _everything(outline)) == hidden
    assert outline.sections[0].withheld == int(hidden)
    assert ("item-1.txt" not in _everything(outline)) == hidden
    assert any("withheld" in gap for gap in outline.gaps) == hidden
    assert outline.tlp is level


def test_without_a_chosen_level_the_label_of_the_dossier_counts() -> None:
    outline = build_outline(bundle())
    assert outline.tlp is TLP.AMBER
    assert SECRET not in _everything(outline)


def test_withheld_citations_leave_no_hole_in_the_numbers() -> None:
    given_bundle = bundle(
        section(1, "A", statement(1, SECRET, (3,), tlp=TLP.RED), statement(2, "Open.", (2, 1)))
    )
    assert [entry.number for entry in build_outline(given_bundle, TLP.GREEN).entries] == [1, 2]


def test_marks_say_judgement_likelihood_confidence_draft_and_missing_source() -> None:
    items = {item.statement_id: item for part in build_outline(bundle()).sections for item in part.items}
    assert items[1].notes == ()
    assert items[2].notes == ("analyst judgement", "likely (55–80 %)", "low confidence")
    assert items[3].notes == ("no source",)
    assert items[3].unsourced
    assert "draft" in items[5].notes
    assert items[4].right_to_left
    assert not items[1].right_to_left


@pytest.mark.parametrize("likelihood", list(Likelihood))
def test_a_likelihood_is_printed_with_its_range(likelihood: Likelihood) -> None:
    given_bundle = bundle(section(1, "A", statement(1, "So it is.", judgement=True, likelihood=likelihood)))
    low, high = likelihood.percent
    assert f"{likelihood} ({low}–{high} %)" in build_outline(given_bundle).sections[0].items[0].notes


def test_a_statement_that_repeats_a_refuted_claim_says_so() -> None:
    given_bundle = bundle(
        section(
            1, "A", statement(1, f"As was reported: {REFUTED}", (2,)), statement(2, "Another matter.", (2,))
        ),
        resting={1: (claim(REFUTED, 1),)},
    )
    first, second = build_outline(given_bundle).sections[0].items
    assert any("rated false" in note for note in first.notes)
    assert second.notes == ()


def test_a_claim_that_was_found_true_marks_nothing() -> None:
    given_bundle = bundle(
        section(1, "A", statement(1, REFUTED, (2,))), resting={1: (claim(REFUTED, 1, Verdict.TRUE),)}
    )
    assert build_outline(given_bundle).sections[0].items[0].notes == ()


def test_a_statement_on_a_withdrawn_document_says_so() -> None:
    documents = {DocumentId(1): document(1, withdrawn=True)}
    given_bundle = bundle(section(1, "A", statement(1, "It happened.", (1,))), documents=documents)
    assert "cites a withdrawn document" in build_outline(given_bundle).sections[0].items[0].notes


def test_what_is_known_of_independent_sources_is_told() -> None:
    outline = build_outline(bundle(roots={1: "2 independent sources"}))
    assert "2 independent sources" in outline.sections[0].items[0].notes


def test_gaps_tell_missing_sources_single_documents_grades_and_dates() -> None:
    gaps = "\n".join(build_outline(bundle()).gaps)
    assert "1 statement has no source." in gaps
    assert "1 statement is withheld: marked above TLP:AMBER." in gaps
    assert "1 document is not graded yet" in gaps
    assert "1 document has no date." in gaps


def test_gaps_tell_one_language_one_source_and_old_sources() -> None:
    old = {DocumentId(n): document(n, published=PartialDate(2024, 1, n)) for n in (1, 2)}
    one = bundle(section(1, "A", statement(1, "It was so.", (1, 2))), documents=old)
    gaps = "\n".join(build_outline(one).gaps)
    assert "All sources are in one language (en)." in gaps
    assert "All documents come from one source (The Daily Wire of Examples)." in gaps
    assert "The newest source is 1,054 days old (aged: more than 365 days)." in gaps


def test_a_dossier_without_a_gap_has_none() -> None:
    documents = {
        DocumentId(1): document(1),
        DocumentId(2): document(2, language="ar", source_id=None, source="B"),
    }
    whole = bundle(
        section(1, "A", statement(1, "It was so.", (1, 2))),
        documents=documents,
        digits=dict.fromkeys(documents, Credibility.POSSIBLY_TRUE),
    )
    assert build_outline(whole).gaps == ()


def test_sections_resting_on_one_document_are_told() -> None:
    gaps = build_outline(
        bundle(section(1, "Thin", statement(1, "So.", (1,)), statement(2, "Too.", (1,))))
    ).gaps
    assert any("“Thin” rests on a single document [1]" in gap for gap in gaps)


def test_an_empty_section_is_a_gap_and_is_not_printed() -> None:
    outline = build_outline(bundle(section(1, "Nothing yet"), section(2, "Some", statement(1, "So.", (1,)))))
    assert [part.title for part in outline.sections] == ["Some"]
    assert any("“Nothing yet” is empty" in gap for gap in outline.gaps)


def test_a_dossier_without_statements_makes_an_outline_that_says_so() -> None:
    outline = build_outline(bundle(section(1, "Empty")))
    assert outline.entries == ()
    assert outline.source_summary == "No document is cited."


def test_the_same_bundle_gives_the_same_outline() -> None:
    assert build_outline(bundle()) == build_outline(bundle())


@given(data=st.data())
def test_removing_one_citation_makes_exactly_one_sentence_unsourced(data: st.DataObject) -> None:
    statements = [
        statement(number, f"Sentence {number}.", (data.draw(st.integers(1, 3)),)) for number in range(1, 6)
    ]
    chosen = data.draw(st.sampled_from(statements))
    before = build_outline(bundle(section(1, "A", *statements)))
    stripped: list[Statement] = [replace(one, citations=()) if one is chosen else one for one in statements]
    after = build_outline(bundle(section(1, "A", *stripped)))
    assert [item.unsourced for item in before.sections[0].items] == [False] * 5
    unsourced = [item.statement_id for item in after.sections[0].items if item.unsourced]
    assert unsourced == [chosen.id]


@given(
    cites=st.lists(st.lists(st.integers(1, 3), max_size=3, unique=True), min_size=1, max_size=8),
    labels=st.lists(st.sampled_from(list(TLP)), min_size=8, max_size=8),
    level=st.sampled_from(list(TLP)),
)
def test_numbers_run_from_one_without_holes_and_everything_resolves(
    cites: list[list[int]], labels: list[TLP], level: TLP
) -> None:
    statements = [
        statement(number, f"Sentence {number}.", documents, tlp=label)
        for number, (documents, label) in enumerate(zip(cites, labels, strict=False), 1)
    ]
    outline = build_outline(bundle(section(1, "A", *statements)), level)
    items = [item for part in outline.sections for item in part.items]
    marks = [mark for item in items for mark in item.marks]
    assert [entry.number for entry in outline.entries] == list(range(1, len(outline.entries) + 1))
    assert {mark.number for mark in marks} == {entry.number for entry in outline.entries}
    first_seen = list(dict.fromkeys(mark.number for mark in marks))
    assert first_seen == sorted(first_seen)
    assert all(item.marks or item.unsourced for item in items)
    assert len(items) + sum(part.withheld for part in outline.sections) == len(statements)


# -- files that appear whole or not at all


def test_a_file_is_written_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    target.write_bytes(b"old")
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["out.pdf"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_folder_is_not_overwritten(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="folder"):
        write_whole(tmp_path, b"x")


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such folder"):
        write_whole(tmp_path / "gone" / "out.pdf", b"x")


def test_a_full_disk_is_told_and_the_old_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out.pdf"
    target.write_bytes(b"old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentTrouble) as caught:
        write_whole(target, b"new")
    assert caught.value.sentence
    assert caught.value.hint
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.pdf"]
