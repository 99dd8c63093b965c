"""What differs between reprints: every sentence of both once, marks on the words that changed."""

from __future__ import annotations

from dossier.evidence.differences import MOST_SENTENCES, differences
from dossier.text.passages import sentence_spans
from hypothesis import given
from hypothesis import strategies as st

TEXT = "Gunmen attacked the town. Forty people were killed there. The governor spoke of a dark day."


def test_equal_texts_differ_in_nothing_and_typography_doesnt_count() -> None:
    assert differences(TEXT, TEXT).changed == 0
    assert differences("He said “no” – twice.", 'He  said "NO" - twice.').changed == 0


def test_a_changed_word_is_marked_on_both_sides() -> None:
    other = TEXT.replace("Forty", "Ninety")
    rows = differences(TEXT, other).rows
    (row,) = [row for row in rows if not row.same]
    assert [TEXT[slice(*span)] for span in row.left_marks] == ["Forty"]
    assert [other[slice(*span)] for span in row.right_marks] == ["Ninety"]
    assert len(rows) == 3


def test_an_added_sentence_stands_alone() -> None:
    other = TEXT + " A third attack was reported from the south."
    (row,) = [row for row in differences(TEXT, other).rows if not row.same]
    assert row.left is None
    assert row.right is not None
    assert other[slice(*row.right)].startswith("A third")


def test_arabic() -> None:
    one, other = "قُتل أربعون شخصا في البلدة.", "قتل تسعون شخصا في البلدة."
    (row,) = differences(one, other).rows
    assert [one[slice(*span)] for span in row.left_marks] == ["أربعون"]


def test_long_texts_are_bounded() -> None:
    long = "\n".join(f"Sentence number {number} of many." for number in range(MOST_SENTENCES + 50))
    found = differences(long, long.replace("number 7 ", "number seven "))
    assert found.cut
    assert len([row for row in found.rows[:MOST_SENTENCES] if not row.same]) == 1


SENTENCES = st.lists(
    st.sampled_from(["One came.", "Two went home.", "Three stayed there.", "نام الرابع.", "Five?"]),
    max_size=8,
)


@given(SENTENCES, SENTENCES)
def test_each_sentence_of_both_stands_in_one_row_in_order(one: list[str], other: list[str]) -> None:
    left, right = " ".join(one), " ".join(other)
    found = differences(left, right)
    assert [row.left for row in found.rows if row.left is not None] == sentence_spans(left)
    assert [row.right for row in found.rows if row.right is not None] == sentence_spans(right)
    assert (found.changed == 0) == (one == other)


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_text_is_too_strange(left: str, right: str) -> None:
    found = differences(left, right)
    assert [row.left for row in found.rows if row.left is not None] == sentence_spans(left)
