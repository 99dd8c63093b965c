"""Terms of texts, and the spans that a query marks in them."""

from __future__ import annotations

import pytest
from dossier.search.analysis import (
    EXACT,
    STEM,
    highlight_spans,
    indexed,
    near_places,
    stem_of,
    tokens,
    words_of,
)
from dossier.search.query import Field, Name, QueryProblem, expand, parse
from dossier.text.normalize import fold
from hypothesis import example, given
from hypothesis import strategies as st

from tests.helpers.search_corpus import ARABIC, ENGLISH


def _marked(query: str, text: str, field: Field = Field.TEXT, *, exact: bool = False) -> list[str]:
    return [text[start:end] for start, end in highlight_spans(parse(query), text, field, exact=exact)]


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("hamas", "Hamas said; HAMAS denied; Hama did not; hama neither", ["Hamas", "HAMAS"]),
        ("hama", "hamas said; Hama did not", ["Hama"]),
        ("isis", "isis and the isi", ["isis"]),
        ("sanaa", "In Sana'a, in Sanaa, in Ṣanaʿa, Sana", ["Sana'a", "Sanaa", "Ṣanaʿa"]),
        ("al-Qa'ida", "The al-Qa‘ida men, al qaida too, qaida not", ["al-Qa‘ida", "al qaida"]),
        ("hizb", "The Ḥizb", ["Ḥizb"]),
        ("IS", "This IS what is: IS, ISIS", ["IS", "IS"]),
        ("is", "This IS what is", ["IS", "is"]),
        ("attack", "attacks, attacked, Attacks", ["attacks", "attacked"]),
        ("الله", "حِزْبُ اللهِ قال", ["اللهِ"]),
        ("حزب الله", "قال حِزْبُ اللهِ أمس", ["حِزْبُ", "اللهِ"]),
        ('"حزب الله"', "قال حِزْبُ اللهِ أمس وحزب آخر", ["حِزْبُ اللهِ"]),
        ("اسرائيل", "في إسرائيل", ["إسرائيل"]),
        ("دولة", "بيان الدَّولةُ اليوم", ["الدَّولةُ"]),
        ("طالبان", "كان طالب مع طالبان", ["طالبان"]),
        ("حماس", "وحماس لحماس بحماس والحماس محماس", ["وحماس", "لحماس", "بحماس", "والحماس"]),
        ("US", "US, U.S. and US’s, not us", ["US", "U.S", "US’s"]),
        ("U.S.", "US, U.S. and us", ["US", "U.S"]),
        ('"prime minister"', "The prime minister met a minister, in his prime", ["prime minister"]),
        ('"prime minister"', "prime\n  minister", ["prime\n  minister"]),
        ('"minister prime"~2', "prime of the minister; so all the other prime men a big minister", ["prime", "minister"]),
        ("moscow -attack", "attack in Moscow", ["Moscow"]),
        ("NOT (moscow OR attack)", "attack in Moscow", []),
        ("NOT NOT moscow", "attack in Moscow", ["Moscow"]),
        ("mos*", "Moscow mosque most, almost", ["Moscow", "mosque", "most"]),
        ("m?scow", "Moscow Muscow Mscow", ["Moscow", "Muscow"]),
        ("moscwo~", "Moscow", ["Moscow"]),
        ("kind:memo lang:en date:2024 grade:B moscow", "memo en 2024 B Moscow", ["Moscow"]),
        ("source:moscow", "Moscow", []),
        ("title:moscow", "Moscow", []),
        ("apple", "", []),
        ("naïve", "nai\u0308ve NAIVE", ["nai\u0308ve", "NAIVE"]),
        ("fifa", "\ufb01fa", ["\ufb01fa"]),
        ("٢٠٢٤", "in 2024", ["2024"]),
    ],
)  # fmt: skip
def test_highlights_cover_the_original_surface_of_what_was_found(
    query: str, text: str, marked: list[str]
) -> None:
    assert _marked(query, text) == marked


def test_in_a_title_both_the_words_of_the_title_and_those_of_anywhere_are_marked() -> None:
    assert _marked("title:moscow attack", "Moscow attack", Field.TITLE) == ["Moscow", "attack"]


def test_exact_highlights_leave_other_endings_alone() -> None:
    assert _marked("attack", "attack attacks", exact=True) == ["attack"]


def test_all_names_of_an_actor_are_marked() -> None:
    names = [Name("Islamic State"), Name("IS", ambiguous=True), Name("داعش")]
    tree = expand(parse("actor:x"), lambda _: names)
    text = "IS is the Islamic State, داعِش"
    assert [text[a:b] for a, b in highlight_spans(tree, text)] == ["IS", "Islamic State", "داعِش"]


def test_capitalised_words_and_acronyms_have_no_stem() -> None:
    assert {token.term: token.stem for token in tokens("Hamas attacks ISIS fighters")} == {
        "hamas": None, "attacks": "attack", "isis": None, "fighters": "fighter",
    }  # fmt: skip
    assert (stem_of("ISIS"), stem_of("Hamas"), stem_of("طالبان"), stem_of("2024")) == (None, None, None, None)
    assert stem_of("attacks") == "attack"


def test_places_count_words_and_stay_the_same_for_every_form() -> None:
    assert [(token.term, token.place) for token in tokens("The US, in 2024")] == [
        ("the", 0), ("us", 1), ("in", 2), ("2024", 3),
    ]  # fmt: skip
    assert [token.exact for token in tokens("US us Us IS ISIS")] == ["us", None, None, "is", None]


def test_an_arabic_article_is_folded_and_nothing_else() -> None:
    assert words_of("القاعدة قاعدة والقاعدة بالقاعدة") == ["قاعده"] * 4
    assert words_of("طالبان طالب") == ["طالبان", "طالب"]
    assert words_of("الله") == ["الله"]


def test_very_long_words_are_cut() -> None:
    assert [len(token.term) for token in tokens("a" * 10_000)] == [64]
    assert _marked("a" * 500, "x " + "a" * 500) == ["a" * 500]


_TEXTS = st.lists(
    st.sampled_from(
        [
            "Hamas", "IS", "is", "attack", "attacks", "Sana'a", "حِزْبُ", "اللهِ", "الدولة", " ", "\n", "؟", "-",
            "\u200f", "nai\u0308ve", "İ", "ß", "ﷺ", "🙂", "US’s", "2024", "‘", "_",
        ]
    ),
    max_size=25,
).map(" ".join)  # fmt: skip


@given(st.one_of(_TEXTS, st.text(max_size=120)))
def test_tokens_are_in_order_apart_and_inside_the_text(text: str) -> None:
    found = tokens(text)
    assert [token.place for token in found] == list(range(len(found)))
    last = 0
    for token in found:
        assert last <= token.start < token.end <= len(text)
        last = token.start
        assert token.term


@given(
    _TEXTS, st.sampled_from(["Hamas", "IS", "attack", '"حزب الله"', "ha*", "دوله", '"attack IS"~3', "naive"])
)
def test_highlights_are_sorted_apart_and_fold_to_what_was_asked(text: str, query: str) -> None:
    spans = highlight_spans(parse(query), text)
    last = 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        last = end
        assert fold(text[start:end]).strip()


@given(st.text(max_size=60), _TEXTS)
def test_any_query_can_be_marked_in_any_text(query: str, text: str) -> None:
    try:
        tree = parse(query)
    except QueryProblem:
        return
    for start, end in highlight_spans(tree, text):
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    ("rows", "distance", "near"),
    [
        ([[0], [1]], 0, True),
        ([[1], [0]], 0, True),
        ([[0], [2]], 0, False),
        ([[0], [2]], 1, True),
        ([[0], [6]], 5, True),
        ([[0], [7]], 5, False),
        ([[0, 50], [100, 52]], 3, True),
        ([[0], []], 5, False),
        ([[3], [3]], 5, False),
        ([[0, 1], [0, 1]], 0, True),
        ([[0], [4], [5]], 3, True),
        ([[0], [5], [4]], 3, True),
        ([[0], [4], [6]], 3, False),
    ],
)
def test_words_are_near_in_either_order_with_at_most_so_many_between(
    rows: list[list[int]], distance: int, near: bool
) -> None:
    assert bool(near_places(rows, distance)) is near


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    *ENGLISH,
                    *ARABIC,
                    "U.S.",
                    "U.S.A.",
                    "IS's",
                    "IS\u2019",
                    "it’s",
                    "O’Brien",
                    "I'S",
                    "“US”",
                    "a…b",
                    "`is`",
                    "iS",
                    "\u0130S",
                    "is",
                    "\ufb01re",
                ]
            ),
            st.text(max_size=6),
        )
    ).map(" ".join)
)
def test_what_an_index_learns_is_what_the_tokens_say(text: str) -> None:
    expected = []
    for token in tokens(text):
        forms = [token.term]
        forms += [EXACT + token.exact] if token.exact else []
        forms += [STEM + token.stem] if token.stem else []
        expected.append(tuple(forms))
    assert list(indexed(text)) == expected


@given(st.from_regex(r"[A-Za-z]{1,14}[,.;:]?", fullmatch=True))
@example("Skies")
@example("dying,")
@example("WE")
def test_all_forms_of_a_plain_word_begin_with_its_letter(stretch: str) -> None:
    [forms] = indexed(stretch)
    assert {form.lstrip(EXACT + STEM)[0] for form in forms} == {stretch[0].lower()}
