"""Contradictions of whole cases: none in the demo, the known one in the real documents, decisions kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.case import Case, create_case
from dossier.case.reporting import bundle_of
from dossier.domain.dates import PartialDate
from dossier.domain.evidence import FindingKind
from dossier.errors import UserError
from dossier.evidence.gaps import GapKind
from dossier.export.building import build_outline
from dossier.jobs import NEVER_CANCELLED, Cancelled, JobCancelled, Progress, no_progress
from sqlalchemy import text

from tests.conftest import ROOT


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    made = create_case(tmp_path / "One.case")
    yield made
    made.close()


def take_in(case: Case, *files: Path) -> None:
    case.importer.work(list(files))(no_progress, NEVER_CANCELLED)


def test_the_demo_case_is_consistent(case: Case) -> None:
    take_in(case, ROOT / "seeds" / "corpus")
    assert case.reviews.find(no_progress, NEVER_CANCELLED) == []


def test_the_real_documents_hold_one_contradiction(case: Case, seeds_shared: Path) -> None:
    take_in(case, seeds_shared)
    (one,) = case.reviews.find(no_progress, NEVER_CANCELLED)
    assert one.kind is FindingKind.SERIES_OUT_OF_ORDER
    assert [("412" in item.quote, "413" in item.quote) for item in one.passages] == [
        (True, False),
        (False, True),
    ]


def test_a_decision_needs_a_reason_keeps_both_and_can_be_taken_back(case: Case, tmp_path: Path) -> None:
    paper = tmp_path / "one.txt"
    paper.write_text("A note\n\nThey met on 1 July 2023, ten days after the raid of 5 June 2023.\n")
    take_in(case, paper)
    (one,) = case.reviews.find(no_progress, NEVER_CANCELLED)
    with pytest.raises(UserError):
        case.reviews.resolve(one, "  ", 0)
    assert len(case.checking(repair=False)(no_progress, NEVER_CANCELLED)) == 1
    case.reviews.resolve(one, "a slip of the pen", 0)
    (decided,) = case.reviews.find(no_progress, NEVER_CANCELLED)
    assert (decided.resolution, decided.kept, decided.passages) == ("a slip of the pen", 0, one.passages)
    assert case.checking(repair=False)(no_progress, NEVER_CANCELLED) == []
    case.reviews.reopen(decided)
    assert case.reviews.find(no_progress, NEVER_CANCELLED) == [one]


def test_checking_a_case_lists_open_contradictions(case: Case, tmp_path: Path) -> None:
    paper = tmp_path / "one.txt"
    paper.write_text("A note\n\nIssue 9 of al-Raya came out on 5 May 2023; issue 10 on 1 May 2023.\n")
    take_in(case, paper)
    (problem,) = case.checking(repair=False)(no_progress, NEVER_CANCELLED)
    assert problem.what.startswith("Series out of order")
    assert "one.txt" in problem.where
    assert not problem.repaired


def test_looking_again_reads_only_what_has_changed(case: Case, tmp_path: Path) -> None:
    paper, other = tmp_path / "one.txt", tmp_path / "two.txt"
    paper.write_text("A note\n\nThey met on 1 July 2023, ten days after the raid of 5 June 2023.\n")
    other.write_text("A second note\n\nIssue 9 of al-Raya came out on 5 May 2023; issue 10 on 1 May 2023.\n")
    take_in(case, paper)
    first = case.reviews.find(no_progress, NEVER_CANCELLED)
    assert [one.kind for one in first] == [FindingKind.INTERVAL]
    with case.database.transaction() as session:  # no reader of texts would find anything now
        session.execute(text("UPDATE document_text SET text = ''"))
    assert case.reviews.find(no_progress, NEVER_CANCELLED) == first
    take_in(case, other)
    both = case.reviews.find(no_progress, NEVER_CANCELLED)
    assert {one.kind for one in both} == {FindingKind.INTERVAL, FindingKind.SERIES_OUT_OF_ORDER}
    [key] = [one.id for one in case.library.all() if one.file == "one.txt"]
    case.corpus_store.describe([key], published=PartialDate(2023, 8))
    [left] = case.reviews.find(no_progress, NEVER_CANCELLED)  # read anew: the text is empty
    assert left.kind is FindingKind.SERIES_OUT_OF_ORDER


def test_looking_again_after_a_stop_gives_the_same(case: Case, tmp_path: Path) -> None:
    take_in(case, ROOT / "seeds" / "corpus")
    paper = tmp_path / "one.txt"
    paper.write_text("A note\n\nThey met on 1 July 2023, ten days after the raid of 5 June 2023.\n")
    take_in(case, paper)
    stop = Cancelled()

    def after_twenty(_progress: Progress) -> None:
        stop.set()

    with pytest.raises(JobCancelled):
        case.reviews.find(after_twenty, stop)
    assert len(case.reviews.find(no_progress, NEVER_CANCELLED)) == 1


def test_a_finding_offers_the_statements_that_cite_its_two_passages(case: Case, tmp_path: Path) -> None:
    paper = tmp_path / "one.txt"
    paper.write_text("A note\n\nIssue 9 of al-Raya came out on 5 May 2023; issue 10 on 1 May 2023.\n")
    take_in(case, paper)
    (finding,) = case.reviews.find(no_progress, NEVER_CANCELLED)
    dossier = case.editor.begin(case.find_actor("Hamas"), sections=("One",))
    section = case.editor.get(dossier).sections[0].id
    assert case.reviews.conflict_pairs(finding) == []
    made = [
        case.editor.cite_passage(dossier, section, passage.document_id, (passage.start, passage.end))
        for passage in finding.passages
    ]
    [(one, other)] = case.reviews.conflict_pairs(finding)
    assert {one.id, other.id} == {cited.statement_id for cited in made}
    case.reviews.mark_conflict(one.id, other.id, finding.sentence)
    assert case.reviews.conflict_pairs(finding) == []
    assert finding.sentence in case.reviews.warnings([one])[one.id][0]


def test_a_place_is_told_by_its_title_and_a_conflict_keeps_the_order_of_its_words(
    case: Case, tmp_path: Path
) -> None:
    paper = tmp_path / "one.txt"
    paper.write_text(
        "A note on al-Raya\n\n7 May 2023\n\nIssue 9 of al-Raya came out on 5 May 2023; issue 10 on 1 May 2023.\n"
    )
    take_in(case, paper)
    (finding,) = case.reviews.find(no_progress, NEVER_CANCELLED)
    assert case.reviews.place(finding.passages[0]) == "\u2068A note on al-Raya\u2069  ·  2023-05-07"
    assert case.reviews.file_of(finding.passages[0]) == "one.txt (2023-05-07)"
    dossier = case.editor.begin(case.find_actor("Hamas"), sections=("One",))
    section = case.editor.get(dossier).sections[0].id
    one = case.editor.add_statement(dossier, section, "Ten were killed.")
    other = case.editor.add_statement(dossier, section, "قتل \u202e٢٠ شخصا")
    case.reviews.mark_conflict(one, other, "رقمان ٢")
    statements = [item for part in case.editor.get(dossier).sections for item in part.statements]
    assert case.reviews.warnings(statements)[one] == [
        "conflicts with “\u2068قتل ٢٠ شخصا\u2069” (\u2068رقمان ٢\u2069)"
    ]


def test_contradictions_that_touch_the_dossiers_actor_are_gaps_until_decided(
    case: Case, tmp_path: Path
) -> None:
    papers = {
        "cited.txt": "A note on Hamas\n\nHamas spoke. Issue 9 of al-Raya came out on 5 May 2023; issue 10 on 1 May 2023.\n",
        "other.txt": "Something else\n\nIssue 4 of al-Hilal came out on 5 May 2021; issue 5 on 1 May 2021.\n",
    }
    for name, words in papers.items():
        (tmp_path / name).write_text(words)
        take_in(case, tmp_path / name)
    assert len(case.reviews.find(no_progress, NEVER_CANCELLED)) == 2
    [document] = [one for one in case.library.all() if one.file == "cited.txt"]
    dossier = case.editor.begin(case.find_actor("Hamas"), sections=("One",))
    section = case.editor.get(dossier).sections[0].id
    quoted = case.corpus_store.text(document.id).index("Hamas spoke")
    case.editor.cite_passage(dossier, section, document.id, (quoted, quoted + 12))
    [finding] = case.reviews.touching(case.editor.get(dossier), no_progress, NEVER_CANCELLED)
    assert finding.passages[0].document_id == document.id
    [gap] = [
        one
        for one in case.evidence.gaps(case.editor.get(dossier), [finding])
        if one.kind is GapKind.CONTRADICTION
    ]
    assert finding.sentence in gap.sentence
    assert gap.sentence in build_outline(bundle_of(case, case.editor.get(dossier))).gaps
    case.reviews.resolve(finding, "a misprint", None)
    assert case.reviews.touching(case.editor.get(dossier), no_progress, NEVER_CANCELLED) == []
    assert (
        len(case.reviews.find(no_progress, NEVER_CANCELLED)) == 2
    )  # looking at some forgot nothing of the others
