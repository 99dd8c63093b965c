"""Words of a text and the way back to their places."""

from __future__ import annotations

import pytest
from dossier.actors.words import Words, fold_key, key_of
from hypothesis import given
from hypothesis import strategies as st

_TEXTS = st.text(alphabet=st.sampled_from(list("abIS U.S.'’-_\n،.  حماسةوالًُ\u200fé\u0301#@:/0")), max_size=80)


@given(_TEXTS)
def test_every_word_stands_where_it_says(text: str) -> None:
    words = Words(text)
    assert len(words.starts) == len(words.ends) == len(words.keys)
    previous = 0
    for index in range(len(words)):
        assert previous <= words.starts[index] < words.ends[index] <= len(text)
        previous = words.ends[index]
        assert key_of(words.surface(index))[0] == words.keys[index] or words.keys[index] == "al"


@given(_TEXTS)
def test_the_joined_keys_lead_back_to_their_words(text: str) -> None:
    words = Words(text)
    for index, position in enumerate(words.positions):
        assert words.joined[position : position + len(words.keys[index])] == words.keys[index]
        assert words.at(position) == index


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Al-Qa'ida", "al-Qa‘ida"),
        ("Hay'at Tahrir al-Sham", "Hayat Tahrir Al Sham"),
        ("ash-Shabaab", "al-Shabaab"),
        ("Abu Hudhayfah", "Abu Hudhayfa"),
        ("Israeli Defence Forces", "Israeli Defense Forces"),
        ("Popular Mobilisation Forces", "Popular Mobilization Forces"),
        ("U.S.", "US"),
        ("حِزْبُ اللهِ", "حزب الله"),
        ("إسرائيل", "اسرائيل"),
        ("Ḥizb Allāh", "hizb allah"),
        ("#Islamic_State", "Islamic State"),
    ],
)
def test_spellings_of_one_name_have_the_same_key(one: str, other: str) -> None:
    assert fold_key(one) == fold_key(other)


def test_the_possessive_belongs_to_no_word() -> None:
    words = Words("Hamas's and Hamas’ and HAMAS'S men")
    assert [words.surface(index) for index in (0, 2, 4)] == ["Hamas", "Hamas", "HAMAS"]


def test_words_in_addresses_are_left_out() -> None:
    words = Words("See https://hamas.example/iran and mail iran@hamas.org or www.iran.com, says Iran.")
    assert [words.surface(index) for index in range(len(words))] == [
        "See",
        "and",
        "mail",
        "or",
        "says",
        "Iran",
    ]
