"""What a fact-check says of its claim: claimant, first appearance and verdict, in English and Arabic."""

from __future__ import annotations

import pytest
from dossier.corpus.factchecks import ClaimFound, find_claim
from dossier.corpus.readers.result import ReadResult
from dossier.domain.evidence import Verdict
from dossier.domain.verdicts import normalise_verdict, verdict_of_number


def found(text: str) -> ClaimFound | None:
    return find_claim(ReadResult(text), [line.strip() for line in text.splitlines() if line.strip()])


@pytest.mark.parametrize(
    ("text", "claimant", "first", "verdict"),
    [
        (
            "Old footage\nThe Claim\nThe dam has burst.\nLast week several users on X posted a video of it.\nVerdict\nMisleading",
            "several users on X",
            "X",
            Verdict.MISLEADING,
        ),
        (
            "Claim: The dam has burst.\nClaimed by: A minister\nFirst appeared: Facebook, 3 May 2024\nRating: False",
            "A minister",
            "Facebook, 3 May 2024",
            Verdict.FALSE,
        ),
        (
            "Jane Roe stated on May 3, 2024 in a radio talk:\nClaim: The dam has burst.\nOur ruling: Mostly true",
            "Jane Roe",
            "May 3, 2024 in a radio talk",
            Verdict.MOSTLY_TRUE,
        ),
        (
            "هل انهار السد؟\nالادعاء\nانهار السد بالكامل.\nتداول مستخدمو مواقع التواصل مقطع فيديو للسد.\nالتصنيف\nمضلل",
            "مستخدمو مواقع التواصل",
            "",
            Verdict.MISLEADING,
        ),
        (
            "الادعاء: انهار السد بالكامل.\nصاحب الادعاء: قناة محلية\nأول ظهور: تلغرام\nالحكم: زائف",
            "قناة محلية",
            "تلغرام",
            Verdict.FALSE,
        ),
    ],
)
def test_claimant_appearance_and_verdict(text: str, claimant: str, first: str, verdict: Verdict) -> None:
    one = found(text)
    assert one is not None
    assert (one.claimant, one.first_appearance, one.verdict) == (claimant, first, verdict)


def test_a_verdict_in_a_sentence_or_a_title_counts() -> None:
    inline = found(
        "The Claim\nThe dam has burst.\nAnalysis\nChecky's team looked at it and found the claim to be misleading."
    )
    assert inline is not None
    assert inline.verdict is Verdict.MISLEADING
    titled = found("FALSE: A video shows that the dam has burst\nIt shows another dam.")
    assert titled is not None
    assert (titled.claim, titled.verdict) == ("A video shows that the dam has burst", Verdict.FALSE)


@pytest.mark.parametrize(
    "text",
    [
        "Claims of victory\nBoth sides made claims.\nThe result was open.",
        "Verdict\nThe court found him guilty.",
        "Users posted a video.",
    ],
)
def test_other_texts_are_no_fact_checks(text: str) -> None:
    assert found(text) is None


def test_the_real_fact_check(seeds_shared: object) -> None:
    from pathlib import Path

    text = (Path(str(seeds_shared)) / "002_64fe888b6381609a.txt").read_text("utf-8")
    one = found(text)
    assert one is not None
    assert one.verdict is Verdict.MISLEADING
    assert one.claimant == "social media users"
    assert one.first_appearance.startswith("X")
    assert len(one.first_appearance) < 40


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [
        ("Not true", Verdict.FALSE),
        ("Partly false", Verdict.MIXTURE),
        ("Miscaptioned", Verdict.MISLEADING),
        ("Unfounded", Verdict.UNPROVEN),
        ("Labelled satire", Verdict.SATIRE),
        ("غير صحيح", Verdict.FALSE),
        ("صحيح", Verdict.TRUE),
        ("خرافة", Verdict.FALSE),
        ("خارج السياق", Verdict.MISSING_CONTEXT),
        ("Guilty", None),
    ],
)
def test_verdicts_are_normalised(printed: str, verdict: Verdict | None) -> None:
    assert normalise_verdict(printed) is verdict


def test_numbers_of_a_scale() -> None:
    assert verdict_of_number(1, 1, 5) is Verdict.FALSE
    assert verdict_of_number(4, 1, 5) is Verdict.MOSTLY_TRUE
    assert verdict_of_number(7, 1, 5) is None
    assert verdict_of_number(1, 1, 1) is None
