"""What a dossier lacks, kind by kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dossier.domain.corpus import Document, DocumentId
from dossier.domain.dates import PartialDate
from dossier.domain.dossiers import Dossier, Section, StatementId
from dossier.domain.evidence import Finding, FindingKind, Passage
from dossier.evidence.gaps import Facts, Gap, GapKind, find_gaps
from dossier.evidence.provenance import provenance

from tests.helpers.sample_bundle import bundle, document, section, statement
from tests.unit.evidence.test_provenance import OUTSIDE, SPEECH, UNKNOWN, link

TODAY = date(2026, 11, 21)


def dossier(*sections: Section) -> Dossier:
    """A dossier with these sections."""
    return bundle(*sections).dossier


def facts(**values: object) -> Facts:
    """Three documents in two languages that rest on nothing."""
    documents: dict[DocumentId, Document] = {
        DocumentId(number): document(number, language="ar" if number == 3 else "en") for number in (1, 2, 3)
    }
    return replace(Facts(documents, provenance([]), TODAY), **values)  # type: ignore[arg-type]


def kinds(gaps: list[Gap]) -> list[GapKind]:
    """Their kinds."""
    return [gap.kind for gap in gaps]


def test_a_sound_dossier_has_no_gap() -> None:
    assert find_gaps(dossier(section(1, "A", statement(1, "So.", (1, 3)))), facts()) == []


def test_unsourced_statements_but_not_judgements() -> None:
    given = dossier(
        section(
            1,
            "A",
            statement(1, "So.", (1, 3)),
            statement(2, "Why?"),
            statement(3, "I think.", judgement=True),
        )
    )
    (gap,) = find_gaps(given, facts())
    assert (gap.kind, gap.statements) == (GapKind.UNSOURCED, (2,))


def test_sections_on_one_root() -> None:
    given = dossier(
        section(1, "Shared", statement(1, "So.", (1,)), statement(2, "Too.", (2,))),
        section(2, "Alone", statement(3, "So.", (3,))),
        section(3, "Sound", statement(4, "So.", (2, 3))),
    )
    gaps = find_gaps(given, facts(graph=provenance([link(1, SPEECH), link(2, SPEECH)], OUTSIDE)))
    assert kinds(gaps) == [GapKind.ONE_ROOT, GapKind.ONE_ROOT]
    assert "“Shared” rests on one independent source: its 2 documents" in gaps[0].sentence
    assert "“Alone” rests on a single document [3]" in gaps[1].sentence
    assert gaps[0].statements == (1, 2)


def test_sections_whose_root_nobody_has_seen() -> None:
    given = dossier(section(1, "A", statement(1, "So.", (1,)), statement(2, "So.", (3,))))
    links = [link(1, UNKNOWN), link(3, UNKNOWN)]
    assert kinds(find_gaps(given, facts(graph=provenance(links, OUTSIDE)))) == [GapKind.NO_ROOT]


def test_one_language() -> None:
    assert kinds(find_gaps(dossier(section(1, "A", statement(1, "So.", (1, 2)))), facts())) == [
        GapKind.ONE_LANGUAGE
    ]


def test_aged_information_by_the_threshold() -> None:
    documents = {
        DocumentId(1): document(1, published=PartialDate(2025, 1, 5)),
        DocumentId(2): document(2, published=PartialDate(2026, 10, 1), language="ar"),
    }
    old = section(1, "Old", statement(1, "So.", (1,)))
    both = section(2, "New", statement(2, "So.", (2, 1)))
    aged = [
        gap for gap in find_gaps(dossier(old, both), facts(documents=documents)) if gap.kind is GapKind.AGED
    ]
    assert len(aged) == 1 and "section “Old” is 685 days old" in aged[0].sentence
    whole = find_gaps(dossier(old), facts(documents=documents))
    assert "The newest source is 685 days old (aged: more than 365 days)." in [gap.sentence for gap in whole]
    assert GapKind.AGED not in kinds(find_gaps(dossier(old, both), facts(documents=documents, aged_days=685)))


def test_open_conflicts_of_this_dossier() -> None:
    given = dossier(section(1, "A", statement(1, "Ten men.", (1, 3)), statement(2, "Forty men.", (2,))))
    conflicts = ((StatementId(1), StatementId(2), "numbers"), (StatementId(1), StatementId(99), ""))
    (gap,) = find_gaps(given, facts(conflicts=conflicts))
    assert gap.sentence == "Open conflict: “Ten men.” against “Forty men.” (numbers)."


def test_statements_that_rest_on_withdrawn_documents() -> None:
    given = dossier(section(1, "A", statement(1, "So.", (1,)), statement(2, "Too.", (1, 3))))
    (gap,) = find_gaps(given, facts(fallen=frozenset({DocumentId(1)})))
    assert (gap.kind, gap.statements) == (GapKind.FALLEN, (1,))


def test_a_contradiction_leads_to_the_statements_that_cite_its_passages() -> None:
    one, other = Passage(DocumentId(1), 5, 20, "a"), Passage(DocumentId(3), 500, 520, "b")
    finding = Finding("f", FindingKind.CONFLICTING_NUMBERS, "Ten were killed, or twelve", (one, other))
    given = dossier(section(1, "A", statement(1, "So.", (1, 3)), statement(2, "Too.", (2,))))
    [gap] = find_gaps(given, facts(findings=(finding,)))
    assert gap.kind is GapKind.CONTRADICTION
    assert gap.sentence == f"Undecided contradiction ({finding.kind}): Ten were killed, or twelve."
    assert gap.statements == (StatementId(1),)
    assert find_gaps(given, facts(findings=(replace(finding, resolution="a misprint"),))) == []


def test_nothing_is_told_of_a_contradiction_in_a_document_that_only_withheld_statements_cite() -> None:
    finding = Finding(
        "f", FindingKind.CONFLICTING_NUMBERS, "Ten or twelve", (Passage(DocumentId(2), 0, 9, "x"),)
    )
    shown = dossier(section(1, "A", statement(1, "So.", (1, 3))))  # document 2 is known, but not cited here
    assert find_gaps(shown, facts(findings=(finding,))) == []
