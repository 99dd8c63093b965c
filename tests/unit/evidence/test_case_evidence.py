"""Evidence in a case: what exports and screens say of the sources of a statement."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.case import Case, create_case
from dossier.case.reporting import bundle_of
from dossier.domain.corpus import DocumentId, Reliability
from dossier.domain.dossiers import DossierId, StatementId
from dossier.domain.evidence import Credibility, Link, LinkId, LinkKind, LinkStatus
from dossier.errors import UserError
from dossier.export.building import build_outline

from tests.helpers.cases import document

TEXTS = (
    "The first article says that the group attacked the convoy near the harbour.",
    "The second article repeats that the group attacked the convoy on Monday.",
    "The report on which both of them rest describes the attack on the convoy.",
)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """A case with three documents."""
    made = create_case(tmp_path / "Test.case")
    made.corpus_store.add([document(text, title=text[:20]) for text in TEXTS])
    yield made
    made.close()


def cite_two(case: Case) -> tuple[DossierId, StatementId]:
    """A dossier whose only statement cites the first two documents."""
    actor = case.find_actor("Islamic State")
    key = case.editor.begin(actor, sections=("Summary",))
    section = case.editor.get(key).sections[0].id
    cited = case.editor.cite_passage(key, section, DocumentId(1), (4, 17))
    case.editor.cite_passage(key, section, DocumentId(2), (4, 18), statement=cited.statement_id)
    return key, cited.statement_id


def rest_on_third(case: Case, document: int) -> None:
    """Confirm that a document rests on the third."""
    case.evidence_store.add_links(
        [
            Link(
                LinkId(0),
                LinkKind.REPORTS,
                LinkStatus.CONFIRMED,
                from_document_id=DocumentId(document),
                to_document_id=DocumentId(3),
            )
        ]
    )


def test_exports_say_how_many_sources_are_independent(case: Case) -> None:
    key, statement = cite_two(case)
    before = build_outline(bundle_of(case, case.editor.get(key)))
    assert "2 independent sources" in before.sections[0].items[0].notes
    assert not any("same root" in gap for gap in before.gaps)
    rest_on_third(case, 1)
    rest_on_third(case, 2)
    after = build_outline(bundle_of(case, case.editor.get(key)))
    assert "1 independent source" in after.sections[0].items[0].notes
    assert any("rests on one independent source" in gap for gap in after.gaps)
    assert case.evidence.sources_of(case.editor.statement(statement)).count == 1


def test_what_falls_with_a_document_and_with_a_source(case: Case) -> None:
    key, statement = cite_two(case)
    source = case.corpus_store.source_named("The Daily Herald")
    case.library.describe([DocumentId(3)], source="The Daily Herald")
    rest_on_third(case, 1)
    weakened = case.evidence.what_rests_on_document(DocumentId(3))
    assert weakened.documents == (1, 3)
    assert [
        (loss.statement.id, loss.lost, loss.sources_before, loss.sources_after) for loss in weakened.losses
    ] == [(statement, False, 2, 1)]
    rest_on_third(case, 2)
    lost = case.evidence.what_rests_on_source(source)
    assert [(loss.dossier.id, loss.section, loss.lost) for loss in lost.losses] == [(key, "Summary", True)]
    assert lost.sentence == "1 statement loses the last support, 0 are weakened, in 1 dossier."
    assert case.evidence.what_rests_on_document(DocumentId(1)).lost == ()
    case.sources.withdraw(source, True)
    assert "rests only on documents that were withdrawn" in "".join(
        gap.sentence for gap in case.evidence.gaps(case.editor.get(key))
    )
    assert case.evidence.what_rests_on_source(source).losses == lost.losses


def test_the_page_and_the_export_agree_on_gaps(case: Case) -> None:
    key, _ = cite_two(case)
    dossier = case.editor.get(key)
    case.editor.add_statement(key, dossier.sections[0].id, "Nobody says so.")
    dossier = case.editor.get(key)
    gaps = [gap.sentence for gap in case.evidence.gaps(dossier)]
    assert "1 statement has no source." in gaps
    outline = build_outline(bundle_of(case, dossier))
    assert list(outline.gaps)[: len(gaps)] == gaps


def test_letter_and_digit_do_not_touch_each_other(case: Case) -> None:
    source = case.corpus_store.source_named("The Daily Herald")
    case.library.describe([DocumentId(1)], source="The Daily Herald")
    grader = case.evidence.grader
    grader.grade_document(DocumentId(1), Credibility.DOUBTFUL, "Contradicted by pictures.")
    assert case.library.source(source).reliability is Reliability.F
    grader.grade_source(source, Reliability.B, "Right so far.")
    grader.grade_source(source, Reliability.C, "Wrong twice.")
    assert grader.digit(DocumentId(1)) is Credibility.DOUBTFUL
    assert case.library.source(source).reliability is Reliability.C
    history = grader.history(source=source)
    assert [(one.reliability, one.reason) for one in history] == [
        ("C", "Wrong twice."),
        ("B", "Right so far."),
    ]
    assert all(one.who and one.when.tzinfo is not None for one in history)
    with pytest.raises(UserError, match="reason"):
        grader.grade_document(DocumentId(1), Credibility.CONFIRMED, " ")
    assert len(grader.history(document=DocumentId(1))) == 1


def test_a_digit_is_proposed_and_never_set(case: Case) -> None:
    cite_two(case)
    proposal = case.evidence.proposal(DocumentId(1))
    assert proposal.digit is Credibility.PROBABLY_TRUE
    assert "2 independent sources" in proposal.sentence
    assert case.evidence.grader.digit(DocumentId(1)) is Credibility.CANNOT_BE_JUDGED
    assert case.evidence.proposal(DocumentId(3)).digit is Credibility.POSSIBLY_TRUE
