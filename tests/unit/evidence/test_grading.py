"""Proposals of digits by the printed rule."""

from __future__ import annotations

from dossier.domain.corpus import DocumentId
from dossier.domain.evidence import Credibility
from dossier.evidence.grading import RULE, digit_for, propose
from dossier.evidence.provenance import provenance
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.sample_bundle import statement
from tests.unit.evidence.test_provenance import OUTSIDE, SPEECH, UNKNOWN, link


def test_the_rule_is_what_is_printed() -> None:
    assert [int(digit_for(number)) for number in (0, 1, 2, 3, 9)] == [6, 3, 2, 1, 1]
    for words in ("Three or more", ": 1.", "Two: 2.", "One: 3.", ": 6."):
        assert words in RULE


@given(st.integers(0, 50))
def test_more_sources_never_make_an_item_less_credible(number: int) -> None:
    assert digit_for(number + 1) <= digit_for(number)
    assert digit_for(number) not in {Credibility.DOUBTFUL, Credibility.IMPROBABLE}


def test_the_best_supported_statement_gives_the_proposal() -> None:
    graph = provenance([link(1, SPEECH), link(2, SPEECH)], OUTSIDE)
    one, many = statement(1, "So.", (1, 2)), statement(2, "So too.", (1, 3, 4))
    proposal = propose(graph, DocumentId(1), [one, many])
    assert (proposal.digit, proposal.statement) == (Credibility.CONFIRMED, many)
    assert propose(graph, DocumentId(1), [one]).digit is Credibility.POSSIBLY_TRUE


def test_a_root_nobody_knows_gives_no_digit() -> None:
    graph = provenance([link(1, UNKNOWN)], OUTSIDE)
    assert propose(graph, DocumentId(1)).digit is Credibility.CANNOT_BE_JUDGED


def test_judgements_support_nothing() -> None:
    assert propose(
        provenance([]), DocumentId(1), [statement(1, "I think.", (1, 2, 3), judgement=True)]
    ).digit is (Credibility.POSSIBLY_TRUE)
