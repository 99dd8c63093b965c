"""Test passages: quotes that are found again, sentences, snippets."""

from __future__ import annotations

import itertools

import pytest
from dossier.text.passages import make_quote, reanchor, sentence_spans, snippet, whole_words
from hypothesis import given
from hypothesis import strategies as st

TEXT = "The group said it had withdrawn. Later the group said it had attacked. Nobody believed it."


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@given(st.text(max_size=200), st.data())
def test_a_quote_is_found_where_it_was_made(text: str, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote, prefix, suffix = make_quote(text, start, end)

    assert reanchor(text, quote, prefix, suffix, start) == (start, end)


def test_of_several_places_the_one_with_the_same_surroundings_wins() -> None:
    second = TEXT.index("the group said")
    quote, prefix, suffix = make_quote(TEXT, second, second + len("the group said"))
    moved = "A new first line about the group said nothing.\n" + TEXT

    assert reanchor(moved, quote, prefix, suffix, None) == (
        second + len(moved) - len(TEXT),
        second + len(moved) - len(TEXT) + len(quote),
    )


def test_without_surroundings_the_nearest_place_wins() -> None:
    text = "x word y word z word"
    assert reanchor(text, "word", "", "", 9) == (9, 13)
    assert reanchor(text, "word", "", "", 20) == (16, 20)


def test_a_quote_survives_changed_signs_and_spaces() -> None:
    text = "They say  “al-Qa‘ida” left\nSana'a."
    assert reanchor(text, 'say "al-Qaida" left Sanaa', "", "", None) == (5, len(text) - 1)


def test_a_quote_whose_words_are_gone_is_not_found() -> None:
    assert reanchor(TEXT, "never written", "", "", 3) is None
    assert reanchor(TEXT, "", "", "", 3) is None


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One came. Two left! Who stayed?", ["One came.", "Two left!", "Who stayed?"]),
        ("Mr. Smith met Gen. Jones. They left.", ["Mr. Smith met Gen. Jones.", "They left."]),
        ("The U.S. said so. It denied it.", ["The U.S. said so.", "It denied it."]),
        ("J. Smith et al. wrote it.", ["J. Smith et al. wrote it."]),
        ("It cost 3.5 million. Nobody paid.", ["It cost 3.5 million.", "Nobody paid."]),
        ("He said: “It ended.” They agreed.", ["He said: “It ended.”", "They agreed."]),
        ("A heading\nThe text begins. It ends.", ["A heading", "The text begins.", "It ends."]),
        ("ماذا حدث؟ لا أحد يعلم. انتهى!", ["ماذا حدث؟", "لا أحد يعلم.", "انتهى!"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    assert _sentences(text) == sentences


@given(st.text(max_size=300))
def test_sentences_are_in_order_and_lose_only_white_space(text: str) -> None:
    spans = sentence_spans(text)
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    covered = {place for start, end in spans for place in range(start, end)}
    assert all(text[place].isspace() for place in range(len(text)) if place not in covered)


def test_a_snippet_lies_where_most_hits_are_and_marks_them() -> None:
    text = "alpha " + "filler word " * 60 + "alpha near alpha and alpha end " + "more filler " * 60
    spans = [(m, m + 5) for m in range(len(text)) if text.startswith("alpha", m)]

    piece = snippet(text, spans, width=120)

    assert len(piece.spans) == 3
    assert all(piece.text[start:end] == "alpha" for start, end in piece.spans)
    assert piece.text.startswith("…")
    assert piece.text.endswith("…")


def test_a_snippet_without_hits_is_the_beginning() -> None:
    piece = snippet("word " * 200, [], width=50)
    assert piece.spans == ()
    assert piece.text.startswith("word word")
    assert len(piece.text) <= 51
    assert snippet("", []).text == ""


@given(st.text(min_size=1, max_size=400), st.data())
def test_spans_in_a_snippet_mark_the_same_characters_as_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 20)))

    piece = snippet(text, [(start, end)], width=60)

    assert [piece.text[one:other] for one, other in piece.spans] == [text[start:end]]
    assert len(piece.text) <= 60 + 2


@pytest.mark.parametrize(
    ("text", "marked", "words"),
    [
        ("It was said twice.", "as said twi", "was said twice"),
        ("It was said twice.", " said ", "said"),
        ("It was said twice.", "said twice.", "said twice."),
        ("أعلن تنظيم الدولة", "ظيم الدو", "تنظيم الدولة"),
        ("قال وَحِزْبُ الله", "حِزْ", "وَحِزْبُ"),
        ("字" * 100, "字字", "字字"),
        ("a   b", "  ", ""),
    ],
)
def test_half_a_word_means_the_word(text: str, marked: str, words: str) -> None:
    place = text.index(marked, 45 if marked == "字字" else 0)
    start, end = whole_words(text, place, place + len(marked))
    assert text[start:end] == words


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_whole_words_lose_nothing_but_blanks(text: str, one: int, other: int) -> None:
    start, end = min(one, other, len(text)), min(max(one, other), len(text))
    first, last = whole_words(text, start, end)
    assert text[start:end].strip() in text[first:last]


@pytest.mark.parametrize(
    "words", ["Tampa, Fla. Thursday", "Lt. Col. Roe", "Norwalk, Conn. Police", "Adm. Roe"]
)
def test_a_state_or_a_title_ends_no_sentence(words: str) -> None:
    text = f"They met in {words} and left. Then it rained."
    assert [text[start:end] for start, end in sentence_spans(text)] == [
        f"They met in {words} and left.",
        "Then it rained.",
    ]
