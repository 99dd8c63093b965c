"""Evidence in a case: what exports and screens say of the sources of a statement."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.case import Case, create_case
from dossier.case.reporting import bundle_of
from dossier.domain.corpus import DocumentId
from dossier.domain.dossiers import DossierId, StatementId
from dossier.domain.evidence import Link, LinkId, LinkKind, LinkStatus
from dossier.export.outline import build_outline

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
