"""Contradictions of whole cases: none in the demo, the known one in the real documents, decisions kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.case import Case, create_case
from dossier.domain.evidence import FindingKind
from dossier.errors import UserError
from dossier.jobs import NEVER_CANCELLED, no_progress

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
