"""Measure the comparison of names on labelled pairs, without the table of aliases."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from dossier.actors.matching import NameVerdict, compare_names

GOLDEN = Path(__file__).parents[2] / "golden"


@pytest.mark.parametrize("file", ["name_pairs.tsv", "name_pairs_blind.tsv"])
def test_no_wrong_same_and_few_names_missed(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = (GOLDEN / file).read_text(encoding="utf-8").splitlines()[1:]
    pairs = [line.split("\t") for line in lines]
    found = Counter((label, compare_names(a, b).verdict) for a, b, label, _ in pairs)
    wrong = [f"{a} | {b}" for a, b, label, _ in pairs if label == "different" and _is_same(a, b)]
    positives = sum(count for (label, _), count in found.items() if label == "same")
    negatives = len(pairs) - positives
    recall = 1 - found["same", NameVerdict.DIFFERENT] / positives
    certain = found["same", NameVerdict.SAME]
    precision = certain / max(1, certain + len(wrong))
    doubtful = found["different", NameVerdict.POSSIBLE] / negatives
    with capsys.disabled():
        print(
            f"\n{file}: {positives} positives, {negatives} negatives; precision of same {precision:.3f}, "
            f"recall of same-or-possible {recall:.3f}, of same {certain / positives:.3f}; "
            f"negatives called possible {doubtful:.3f}"
        )

    assert wrong == []
    assert recall >= 0.95
    assert doubtful <= 0.25


def _is_same(a: str, b: str) -> bool:
    return compare_names(a, b).verdict is NameVerdict.SAME
