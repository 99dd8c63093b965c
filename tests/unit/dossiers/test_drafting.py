"""A draft fills the empty sections of its titles, adds what is missing, and changes no word that is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.case import Case, create_case
from dossier.case.reporting import bundle_of
from dossier.domain.dossiers import TLP, Dossier, DossierId
from dossier.export.building import build_outline
from dossier.jobs import NEVER_CANCELLED, no_progress

TEXT = (
    "Raids\n\n3 May 2024\n\nHamas and Hezbollah met in Beirut on 2 May 2024, said a spokesman of Hamas. "
    "Hamas said on 1 May 2024 that the talks with Hezbollah would go on.\n"
)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    (tmp_path / "a.txt").write_text(TEXT)
    made = create_case(tmp_path / "One.case")
    made.importer.work([tmp_path / "a.txt"])(no_progress, NEVER_CANCELLED)
    yield made
    made.close()


def _draft(case: Case) -> Dossier:
    actor = case.find_actor("Hamas")
    case.drafter.work(actor, TLP.AMBER)(no_progress, NEVER_CANCELLED)
    found = case.editor.of_actor(actor)
    assert found is not None
    return found


def _begun(case: Case) -> DossierId:
    return case.editor.begin(case.find_actor("Hamas"))


def test_empty_sections_of_the_same_heading_are_filled_in_their_place(case: Case) -> None:
    key = _begun(case)
    before = case.editor.get(key).sections
    after = _draft(case).sections
    titles = [section.title for section in after]
    assert len(titles) == len(set(titles))
    assert [section.id for section in after[: len(before)]] == [section.id for section in before]
    filled = {section.title for section in after if section.statements}
    assert {"Names used", "Key passages", "Chronology"} <= filled
    case.editor.undo(key)
    assert case.editor.get(key).sections == before


def test_a_section_in_which_something_stands_is_left_alone(case: Case) -> None:
    key = _begun(case)
    [section] = [one for one in case.editor.get(key).sections if one.title == "Chronology"]
    case.editor.add_statement(key, section.id, "My own words.")
    after = {one.title: [item.text for item in one.statements] for one in _draft(case).sections}
    assert after["Chronology"] == ["My own words."]
    assert after["Chronology (draft)"]


def test_drafted_counts_are_no_events_but_the_analysts_own_dates_are(case: Case) -> None:
    key = _draft(case).id
    [names] = [one for one in case.editor.get(key).sections if one.title == "Names used"]
    assert "2024" in " ".join(one.text for one in names.statements)
    own = case.editor.add_statement(key, names.id, "It took this name on 4 June 1988.")
    told = {row.statement_id for row in bundle_of(case, case.editor.get(key)).chronology}
    assert own in told
    assert not told & {one.id for one in names.statements}


CHECK = (
    "Tanker video is from another year\n\nChecky, 5 May 2024\n\nClaim: A video of 3 May 2024 shows a tanker set "
    "alight by Hamas burning near Haifa\n\nVerdict: False\n\n"
    "Users claimed on 4 May 2024 that Hamas had hit the great tanker with a missile. "
    "The footage of the burning ship was filmed in Lagos, and Hamas itself said on 2 May 2024 that it had no part in it.\n"
)


def test_a_claim_is_no_event_and_stands_with_its_verdict(case: Case, tmp_path: Path) -> None:
    (tmp_path / "check.txt").write_text(CHECK)
    case.importer.work([tmp_path / "check.txt"])(no_progress, NEVER_CANCELLED)
    [claim] = case.claims.all()
    dossier = _draft(case)
    sections = {one.title: [item.text for item in one.statements] for one in dossier.sections}
    told = " ".join(sections["Chronology"] + sections["Key passages"])
    assert "shows a tanker" not in told
    assert not any("Users claimed" in one for one in sections["Chronology"])
    assert "no part in it" in " ".join(sections["Chronology"])  # the reviewer's own words are told
    [reviewed] = sections["Claims reviewed"]
    assert "rated “False”" in reviewed
    assert claim.text in reviewed
    bundle = bundle_of(case, dossier)
    assert not any("shows a tanker" in row.sentence for row in bundle.chronology)
    assert not bundle.resting  # it says the verdict itself


def test_a_statement_of_the_claims_words_is_marked_where_it_is_printed(case: Case, tmp_path: Path) -> None:
    (tmp_path / "check.txt").write_text(CHECK)
    case.importer.work([tmp_path / "check.txt"])(no_progress, NEVER_CANCELLED)
    [claim] = case.claims.all()
    assert claim.passage is not None
    key = _begun(case)
    section = case.editor.get(key).sections[0].id
    own = case.editor.add_statement(key, section, "On 3 May 2024 a ship was set alight.")
    place = claim.passage
    case.editor.cite_passage(key, section, place.document_id, (place.start, place.end), statement=own)
    [rests] = case.claims.under([case.editor.statement(own)])[own]
    assert rests.decided
    outline = build_outline(bundle_of(case, case.editor.get(key)))
    [item] = [item for one in outline.sections for item in one.items]
    assert any("rated false" in note for note in item.notes)
    [row] = outline.chronology.rows
    assert "rated false" in row.text
    assert any("refuted claim" in gap for gap in outline.gaps)


def test_a_drafted_month_is_printed_once(case: Case) -> None:
    key = _begun(case)
    section = case.editor.get(key).sections[0].id
    case.editor.add_statement(key, section, "2024-03: “Hamas met others in March 2024.”")
    [row] = bundle_of(case, case.editor.get(key)).chronology
    assert (row.printed, row.sentence) == ("March 2024", "“Hamas met others in March 2024.”")


def test_exporting_a_draft_writes_nothing_that_would_lock_a_document(case: Case, tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    case.exporting("Hamas", target, None)(no_progress, NEVER_CANCELLED)
    assert "Hezbollah" in target.read_text("utf-8")
    assert case.editor.of_actor(case.find_actor("Hamas")) is None
    case.removals.remove(case.library.ids())
    assert case.library.count() == 0


def test_unknown_sources_are_not_summed_as_one(case: Case) -> None:
    outline = build_outline(bundle_of(case, case.drafter.unwritten(case.find_actor("Hamas"), TLP.AMBER)))
    assert "1 document of unknown source" in outline.source_summary
    assert "1 source" not in outline.source_summary.split(".")[0]


def test_the_names_of_a_draft_count_as_their_table_does(case: Case, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(
        "Talks\n\n2024\n\nThe Hamas-run ministry was silent. So it stayed that day.\n"
    )
    case.importer.work([tmp_path / "b.txt"])(no_progress, NEVER_CANCELLED)
    dossier = _draft(case)
    [section] = [one for one in dossier.sections if one.title == "Names used"]
    [told] = [one.text for one in section.statements if "“Hamas”" in one.text]
    [use] = [one for one in bundle_of(case, dossier).names if one.name == "Hamas"]
    assert "(2)" in use.users
    assert told == "The name “Hamas” is used in 2 documents by an unnamed source, first in 2024."
