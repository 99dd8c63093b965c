"""Reprints and updates are recognised; different reports of one event are not."""

from __future__ import annotations

import gzip
import json
import random
from itertools import combinations, islice
from pathlib import Path

import pytest
from dossier.corpus.duplicates import ALIKE, NearDuplicates, signature, similarity
from dossier.domain.corpus import DocumentId, GroupId
from hypothesis import given
from hypothesis import strategies as st


def words(seed: int, count: int = 300) -> str:
    chance = random.Random(seed)
    return " ".join(f"word{chance.randrange(5_000)}" for _ in range(count))


def signed(text: str) -> bytes:
    found = signature(text)
    assert found is not None
    return found


def test_a_text_is_like_itself_and_not_like_another() -> None:
    assert similarity(signed(words(1)), signed(words(1))) == 1.0
    assert similarity(signed(words(1)), signed(words(2))) < 0.1


def test_case_marks_and_spacing_make_no_difference() -> None:
    text = "The council met. حِزْبُ اللهِ أعلن موقفه في بيان. " * 10
    assert signature(text) == signature(text.upper().replace("ِ", "").replace(" ", "\n  "))


@given(st.text(max_size=60))
def test_a_short_text_has_no_signature(text: str) -> None:
    assert signature(text) is None


def test_a_reprint_with_another_head_and_tail_is_found() -> None:
    known = NearDuplicates()
    for number in range(1, 40):
        known.add(DocumentId(number), signed(words(number)))
    reprint = (
        "From our correspondent in the capital " + words(7) + " The Example Agency contributed to this report"
    )
    (nearest, share), *rest = known.like(signed(reprint))
    assert nearest == 7
    assert share >= ALIKE
    assert rest == []


def test_half_a_text_is_no_reprint_of_another_half() -> None:
    known = NearDuplicates()
    known.add(DocumentId(1), signed(words(1, 150) + " " + words(2, 150)))
    assert known.like(signed(words(3, 150) + " " + words(4, 150))) == []


def test_groups_are_remembered() -> None:
    known = NearDuplicates(
        [(DocumentId(1), signed(words(1)), GroupId(1)), (DocumentId(2), signed(words(2)), None)]
    )
    assert known.group_of(DocumentId(1)) == 1
    assert known.group_of(DocumentId(2)) is None
    known.join(DocumentId(2), GroupId(2))
    assert known.group_of(DocumentId(2)) == 2
    assert known.group_of(DocumentId(3)) is None


def test_the_most_alike_comes_first() -> None:
    known = NearDuplicates()
    known.add(DocumentId(1), signed(words(1, 260) + " " + words(9, 60)))
    known.add(DocumentId(2), signed(words(1, 260) + " " + words(8, 6)))
    assert [key for key, _ in known.like(signed(words(1, 260)))] == [2, 1]


@pytest.mark.parametrize("name", ["newswire_en", "news_ar"])
def test_copies_of_real_news_are_found_and_different_news_are_told_apart(name: str, corpora: Path) -> None:
    with gzip.open(corpora / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in islice(lines, 400)]
    texts = [text for text in texts if len(text.split()) >= 120][:100]
    signatures = [signed(text) for text in texts]
    pairs = list(combinations(range(len(texts)), 2))
    same = [pair for pair in pairs if similarity(signatures[pair[0]], signatures[pair[1]]) >= ALIKE]
    # The agencies sent some of these twice; nothing else may look alike.
    for one, other in same:
        left, right = set(texts[one].split()), set(texts[other].split())
        assert len(left & right) / len(left | right) > 0.7
    for text, digest in zip(texts, signatures, strict=True):
        pieces = text.split()
        copy = "Photo: agencies. " + " ".join(pieces[4:]) + " Reporting by our staff."
        assert similarity(digest, signed(copy)) >= ALIKE
