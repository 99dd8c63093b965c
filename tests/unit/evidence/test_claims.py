"""The ledger of claims: round trips, foreign JSON-LD, and the statements that rest on a refuted claim."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from dossier.case import Case, create_case
from dossier.case.reporting import bundle_of
from dossier.domain.corpus import DocumentId
from dossier.domain.dates import PartialDate
from dossier.domain.dossiers import TLP, Citation, CitationId, SectionId, Statement, StatementId
from dossier.domain.evidence import Claim, ClaimId, Passage, Verdict
from dossier.errors import UserError
from dossier.evidence.claim_files import read_claims, write_claims
from dossier.evidence.claims import Echoes
from dossier.export.building import build_outline
from hypothesis import given
from hypothesis import strategies as st

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60).map(str.strip)
DATES = st.one_of(
    st.none(),
    st.dates().map(PartialDate.of),
    st.builds(PartialDate, st.integers(1900, 2100), st.integers(1, 12)),
    st.builds(PartialDate, st.integers(1900, 2100)),
)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    printed = draw(WORDS)
    verdict = draw(st.sampled_from([None, *Verdict]))
    return Claim(
        ClaimId(0),
        draw(WORDS.filter(bool)),
        claimant=draw(WORDS),
        first_appearance=draw(WORDS),
        verdict_printed=printed or (str(verdict) if verdict else ""),
        verdict=verdict,
        reviewer=draw(WORDS),
        reviewed=draw(DATES),
        url=draw(WORDS) or None,
    )


@given(st.lists(claims(), min_size=1, max_size=4))
def test_what_is_written_is_read_back(ledger: list[Claim]) -> None:
    assert read_claims(write_claims(ledger)) == ledger


REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://example.org/check",
    "claimReviewed": "The dam has burst",
    "datePublished": "2024-03-05T10:00:00+02:00",
    "author": {"@type": "Organization", "name": "Checkers"},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "A channel"},
        "appearance": [{"@type": "CreativeWork", "url": "https://example.org/post"}],
    },
    "reviewRating": {"@type": "Rating", "ratingValue": "1", "bestRating": "5", "alternateName": "False"},
}


@pytest.mark.parametrize(
    "data",
    [
        REVIEW,
        [REVIEW],
        {"@graph": [{"@type": "WebPage"}, REVIEW]},
        {"@type": "NewsArticle", "review": REVIEW},
        {"@type": "DataFeed", "dataFeedElement": [{"item": [REVIEW]}]},
        {**REVIEW, "@type": ["Review", "ClaimReview"]},
        {**REVIEW, "@type": "https://schema.org/ClaimReview"},
        {**REVIEW, "author": [REVIEW["author"]], "reviewRating": [REVIEW["reviewRating"]]},
    ],
)
def test_claims_from_the_wild(data: object) -> None:
    assert read_claims(json.dumps(data)) == [
        Claim(
            ClaimId(0),
            "The dam has burst",
            claimant="A channel",
            first_appearance="https://example.org/post",
            verdict_printed="False",
            verdict=Verdict.FALSE,
            reviewer="Checkers",
            reviewed=PartialDate(2024, 3, 5),
            url="https://example.org/check",
        )
    ]


@pytest.mark.parametrize(
    ("rating", "verdict"),
    [
        ({"ratingValue": 1, "worstRating": 1, "bestRating": 5}, Verdict.FALSE),
        ({"ratingValue": "3", "bestRating": "5"}, Verdict.MIXTURE),
        ({"ratingValue": 5, "bestRating": 5}, Verdict.TRUE),
        ({"ratingValue": -1, "bestRating": -1, "worstRating": -1}, None),
        ({"ratingValue": "nan", "bestRating": "inf"}, None),
        ({"alternateName": "مضلل"}, Verdict.MISLEADING),
        ({"name": "Fake"}, Verdict.FALSE),
        ("Misleading", Verdict.MISLEADING),
        (None, None),
        (["?"], None),
    ],
)
def test_verdicts_as_others_write_them(rating: object, verdict: Verdict | None) -> None:
    (claim,) = read_claims(json.dumps({**REVIEW, "reviewRating": rating}))
    assert claim.verdict is verdict


def test_missing_fields_stay_empty() -> None:
    assert read_claims('{"@type": "ClaimReview", "claimReviewed": "It rained"}') == [
        Claim(ClaimId(0), "It rained")
    ]
    bad_date = {**REVIEW, "datePublished": "last week"}
    assert read_claims(json.dumps(bad_date))[0].reviewed is None


@pytest.mark.parametrize(
    "text", ["", "no json", "[]", "{}", "3", '{"@type": "ClaimReview"}', '["ClaimReview"]', "[" * 5_000]
)
def test_nonsense_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(UserError) as refused:
        read_claims(text)
    assert refused.value.hint


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda one: (
            st.lists(one)
            | st.dictionaries(
                st.sampled_from(
                    ["@type", "claimReviewed", "reviewRating", "itemReviewed", "author", "name", "x"]
                ),
                one | st.just("ClaimReview"),
            )
        ),
    )
)
def test_no_json_is_too_strange(data: object) -> None:
    try:
        read = read_claims(json.dumps(data))
    except UserError:
        return
    assert all(claim.text for claim in read)


# -- statements that rest on claims

CLAIM = Claim(
    ClaimId(1),
    "A video shows Syrian rebels who threaten to crush Hamas after their march.",
    verdict=Verdict.MISLEADING,
    verdict_printed="Misleading",
    document_id=DocumentId(9),
)
CLAIM = replace(CLAIM, passage=Passage(DocumentId(9), 0, len(CLAIM.text), CLAIM.text))


def statement(text: str, quote: str = "", document: int = 1) -> Statement:
    start = CLAIM.text.find(quote) if document == 9 else 0
    start = start if start >= 0 else 500
    cited = Citation(
        CitationId(1), StatementId(1), Passage(DocumentId(document), start, start + len(quote), quote)
    )
    return Statement(StatementId(1), SectionId(1), 0, text, citations=(cited,) if quote else ())


@pytest.mark.parametrize(
    ("one", "decided"),
    [
        (statement(f"They say: {CLAIM.text}"), True),
        (statement("Rebels are coming.", "video shows Syrian rebels; " + CLAIM.text.upper()), True),
        (
            statement(
                "Rebels are coming.", "Syrian rebels threaten to crush Hamas when their march gets there"
            ),
            False,
        ),
        (statement("It rained.", "The weather in Aleppo was bad for the rebels."), None),
        (statement(CLAIM.text, CLAIM.text, document=9), True),
        (statement("Rebels are coming.", CLAIM.text[8:60], document=9), True),
        (statement("Rebels are coming.", CLAIM.text[20:26], document=9), None),
        (statement("The rebels never spoke of Hamas.", "They never spoke of Hamas.", document=9), None),
        (statement(f"Misleading, says a reviewer: {CLAIM.text}", CLAIM.text, document=9), None),
    ],
)
def test_echoes_of_a_claim(one: Statement, decided: bool | None) -> None:
    found = Echoes([CLAIM]).of(one)
    assert [item.decided for item in found] == ([] if decided is None else [decided])


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    made = create_case(tmp_path / "One.case")
    yield made
    made.close()


def a_statement(case: Case, text: str, tlp: TLP = TLP.CLEAR) -> Statement:
    actor = case.find_actor("Hamas")
    dossier = case.editor.of_actor(actor)
    key = dossier.id if dossier else case.editor.begin(actor, tlp=TLP.GREEN)
    section = case.editor.add_section(key, "One")
    made = case.editor.add_statement(key, section, text)
    case.editor.change_statement(key, made, tlp=tlp)
    return case.editor.statement(made)


def notes(case: Case) -> list[str]:
    dossier = case.editor.of_actor(case.find_actor("Hamas"))
    assert dossier is not None
    outline = build_outline(bundle_of(case, dossier))
    return [note for section in outline.sections for item in section.items for note in item.notes]


def test_a_statement_on_a_claim_later_refuted_is_marked_in_exports_and_checks(case: Case) -> None:
    one = a_statement(case, "The dam was lost.")
    key = case.claims.add(Claim(ClaimId(0), "The dam has burst", reviewer="Checkers"))
    case.claims.rest(one.id, key)
    assert "rests on" not in " ".join(notes(case))
    (claim,) = case.claims.all()
    case.claims.change(replace(claim, verdict=Verdict.FALSE, verdict_printed="False"))
    assert "rests on a claim rated false by Checkers" in notes(case)
    assert [finding.about for finding in _found(case)] == [f"statement {one.id} claim {key}"]
    case.claims.rest(one.id, key, rests=False)
    assert "rests on" not in " ".join(notes(case))
    assert _found(case) == []


def _found(case: Case) -> list[Any]:
    from dossier.evidence.checks import find_contradictions

    return find_contradictions([], case.reviews._known())


def test_a_claim_that_goes_takes_its_marks_with_it(case: Case) -> None:
    one = a_statement(case, "The dam was lost.")
    key = case.claims.add(Claim(ClaimId(0), "The dam has burst", verdict=Verdict.FALSE))
    case.claims.rest(one.id, key)
    case.claims.remove(key)
    assert case.claims.all() == []
    assert case.claims.under([one]) == {}


def test_taking_in_twice_adds_nothing_and_giving_out_gives_the_same(case: Case) -> None:
    assert case.claims.take_in(json.dumps([REVIEW, REVIEW])) == 1
    assert case.claims.take_in(json.dumps(REVIEW)) == 0
    (claim,) = case.claims.all()
    assert read_claims(case.claims.give_out()) == [replace(claim, id=ClaimId(0))]
    with pytest.raises(UserError):
        case.claims.add(Claim(ClaimId(0), "  "))


def test_conflicts_are_printed_on_both_sides_and_nothing_of_a_withheld_one(case: Case) -> None:
    one = a_statement(case, "Forty were killed.")
    other = a_statement(case, "Ninety were killed.")
    secret = a_statement(case, "A source saw it.", TLP.RED)
    case.evidence_store.set_conflict(one.id, other.id, "two counts")
    case.evidence_store.set_conflict(one.id, secret.id, "")
    printed = notes(case)
    assert "conflicts with 2.1, “Ninety were killed.” (two counts)" in printed
    assert "conflicts with 1.1, “Forty were killed.” (two counts)" in printed
    assert "conflicts with a statement that is not shown here" in printed
    assert "saw" not in " ".join(printed)
