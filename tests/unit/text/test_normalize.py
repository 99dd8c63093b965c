"""Test folding: what becomes one, what stays apart, and the way back to the original characters."""

from __future__ import annotations

import unicodedata

import pytest
from dossier.text.normalize import (
    fold,
    fold_with_offsets,
    has_hidden_or_mixed,
    is_right_to_left,
    quoted,
    script_of,
    visible,
    without_article,
)
from hypothesis import given
from hypothesis import strategies as st

AWKWARD = st.text(
    alphabet=st.sampled_from(list("abcIİıßﷲﻻ'’‘ʿ`s ًّـالوبةىیک\u200b\u200d\u200f\u0301éŉΐ٣۴\n.-")), max_size=40
)
TEXTS = st.one_of(st.text(max_size=60), AWKWARD)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sana'a", "Sanaa"),
        ("Ḥizb", "hizb"),
        ("al-Qa'ida", "al-Qa‘ida"),
        ("al-Qaʿida", "al-Qa`ida"),
        ("حِزْبُ اللهِ", "حزب الله"),
        ("اسرائيل", "إسرائيل"),
        ("الإســـلام", "الاسلام"),
        ("علی", "علي"),
        ("کتاب", "كتاب"),
        ("مكتبة", "مكتبه"),
        ("١٢٣", "123"),
        ("۴۵", "45"),
        ("İstanbul", "istanbul"),
        ("Işık", "isik"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Ha\u200bmas", "hamas"),
        ("\u202bHamas\u202c", "hamas"),
        ("Hamas's", "hamas"),
        ("ﷲ", "الله"),
        ("ﺍﻟﻌﺮﺑﻴﺔ", "العربية"),
    ],
)
def test_spellings_that_differ_in_signs_only_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hamas", "Hama"), ("ISIS", "ISI"), ("طالبان", "طالب"), ("حماس", "حماة"), ("علي", "عالي")],
)
def test_names_that_differ_in_a_letter_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(TEXTS)
def test_folding_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_offsets_lead_back_and_never_descend(text: str) -> None:
    folded = fold_with_offsets(text)

    assert folded.text == fold(text)
    places = list(folded.offsets)
    assert len(places) == len(folded.text) + 1
    assert places == sorted(places)
    assert places[-1] == len(text)


@given(TEXTS, st.data())
def test_a_span_of_the_original_covers_whole_characters_with_their_marks(
    text: str, data: st.DataObject
) -> None:
    folded = fold_with_offsets(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))

    one, other = folded.original_span(start, end)

    assert 0 <= one < other <= len(text)
    if other < len(text):
        assert not unicodedata.combining(text[other])


@pytest.mark.parametrize(
    ("text", "query", "surface"),
    [
        ("Fighters of al-Qa‘ida said", "qaida", "Qa‘ida"),
        ("قال حِزْبُ اللهِ إن", "حزب الله", "حِزْبُ اللهِ"),
        ("the Ḥizb, too", "hizb", "Ḥizb"),
        ("Großstraße 3", "grossstrasse", "Großstraße"),
        ("in Ha\u200bmas land", "hamas", "Ha\u200bmas"),
    ],
)
def test_a_hit_in_folded_text_marks_the_surface(text: str, query: str, surface: str) -> None:
    folded = fold_with_offsets(text)
    place = folded.text.index(query)
    start, end = folded.original_span(place, place + len(query))

    assert text[start:end] == surface


@pytest.mark.parametrize(
    ("token", "bare"),
    [
        ("القاعدة", "قاعده"),
        ("والقاعدة", "قاعده"),
        ("بالقاعدة", "قاعده"),
        ("للقاعدة", "قاعده"),
        ("الإسلام", "اسلام"),
        ("الشام", "شام"),
    ],
)
def test_the_article_goes_and_the_word_stays(token: str, bare: str) -> None:
    assert without_article(fold(token)) == bare


@pytest.mark.parametrize(
    "word", ["طالبان", "الله", "الذي", "التي", "إلى", "ألمانيا", "الآن", "والد", "حماس", "hamas"]
)
def test_words_that_only_look_like_the_article_are_whole(word: str) -> None:
    assert without_article(fold(word)) == fold(word)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Hamas", "Latn"),
        ("حماس", "Arab"),
        ("Путин", "Cyrl"),
        ("נתניהו", "Hebr"),
        ("12 -", "Zyyy"),
        ("", "Zyyy"),
    ],
)
def test_the_script_is_that_of_most_letters(text: str, script: str) -> None:
    assert script_of(text) == script


def test_direction_comes_from_the_first_strong_character() -> None:
    assert is_right_to_left("12 حماس and more")
    assert not is_right_to_left("Hamas حماس")
    assert not is_right_to_left("123")


@pytest.mark.parametrize("name", ["Hamas", "حماس", "al-Qa‘ida", "Путин"])
def test_ordinary_names_raise_no_warning(name: str) -> None:
    assert has_hidden_or_mixed(name) is None


@pytest.mark.parametrize("name", ["Ha\u200bmas", "\u202eHamas", "Hаmas"])  # the last has a Cyrillic a
def test_hidden_characters_and_look_alikes_are_told(name: str) -> None:
    sentence = has_hidden_or_mixed(name)
    assert sentence is not None
    assert sentence.endswith(".")


@given(TEXTS)
def test_shown_text_holds_no_control_or_direction_characters(text: str) -> None:
    shown = visible(text)
    assert not any(char in "\u202a\u202e\u2066\u200f\u200b\n\t" for char in shown)
    assert not any(unicodedata.category(char) == "Cc" for char in shown)


def test_marks_inside_a_quotation_become_inner_ones() -> None:
    assert quoted("They left.") == "“They left.”"
    assert quoted('"We stay," said one.') == "“‘We stay,’ said one.”"
    assert quoted("He said: “We stay.”") == "“He said: ‘We stay.’”"
    assert quoted("“We stay.”") == "“We stay.”"
    assert quoted("«نحن هنا» قال") == "«“نحن هنا” قال»"
