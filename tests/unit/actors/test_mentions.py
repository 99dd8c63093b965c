"""Which known actors a text names, with what weight and certainty."""

from __future__ import annotations

import pytest
from dossier.actors.mentions import FoundMention, find_mentions
from dossier.domain.actors import MentionStatus
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.known_actors import key_of_actor, known_gazetteer


def mentions(text: str, title: str = "") -> list[FoundMention]:
    """All mentions of the test gazetteer's actors."""
    return find_mentions(text, known_gazetteer(), title)


def named(text: str, title: str = "") -> list[tuple[str, str]]:
    """Surface and actor of each mention."""
    return [(one.surface, key_of_actor(one.actor_id)) for one in mentions(text, title)]


def weights(text: str) -> list[tuple[str, float]]:
    """Surface and weight of each mention."""
    return [(one.surface, one.weight) for one in mentions(text)]


def test_the_longest_name_wins() -> None:
    assert named("Islamic State Khorasan bombed; the Islamic State denied.") == [
        ("Islamic State Khorasan", "iskp"),
        ("Islamic State", "is"),
    ]
    assert named("Hamas leader") == [("Hamas", "hamas")]


def test_all_names_of_one_actor_lead_to_it() -> None:
    text = "ISIS, ISIL, Daesh and the Islamic State are one. وداعش والدولة الإسلامية كذلك."
    assert {actor for _, actor in named(text)} == {"is"}
    assert len(named(text)) == 6


def test_possessives_and_hyphens_leave_the_name_free() -> None:
    assert named("Hamas's men, HAMAS’ men and the Israel-Hamas war") == [
        ("Hamas", "hamas"),
        ("HAMAS", "hamas"),
        ("Israel", "israel"),
        ("Hamas", "hamas"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iran fired.", [("Iran", 1.0)]),
        ("Iranian troops", [("Iranian", 0.5)]),
        ("Iran-backed militias", [("Iran", 0.5)]),
        ("a Hamas-led raid", [("Hamas", 0.5)]),
        ("anti-Israel marches", [("Israel", 0.5)]),
        ("a pro-Islamic State outlet", [("Islamic State", 0.5)]),
        ("a camp in Syria", [("Syria", 0.25)]),
        ("in northern Syria and Iraq", [("Syria", 0.25), ("Iraq", 0.25)]),
        ("in Lebanon, Yemen, and Iraq", [("Lebanon", 0.25), ("Iraq", 0.25)]),
        ("in Iraq's army", [("Iraq", 1.0)]),
        ("معسكر في سوريا", [("سوريا", 0.25)]),
        ("القوات الإيرانية", [("الإيرانية", 0.5)]),
    ],
)
def test_adjectives_compounds_and_places_weigh_less(text: str, expected: list[tuple[str, float]]) -> None:
    assert weights(text) == expected


def test_a_place_is_only_suggested_and_says_so() -> None:
    [mention] = mentions("a camp in Syria")
    assert (mention.certainty, mention.reason) == (MentionStatus.SUGGESTED, "names the place")
    [acting] = mentions("Syria signed.")
    assert acting.certainty is MentionStatus.CONFIRMED


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Tehran said it would answer.", True),
        ("Talks between Tehran and others failed.", True),
        ("Tehran-backed groups", True),
        ("He lives in Tehran.", False),
        ("An office near Tehran", False),
    ],
)
def test_a_capital_stands_for_its_government_only_where_it_acts(text: str, meant: bool) -> None:
    assert bool(named(text)) is meant


@pytest.mark.parametrize(
    "text",
    [
        "Melania Trump spoke.",
        "Jordan Peterson wrote about Israel Katz.",
        "the Bank of Iran Ltd and the Gulf of Iran",
        "Latin American coffee and North American oil",
        "New Jordan",
    ],
)
def test_a_name_within_a_longer_name_is_another_name(text: str) -> None:
    assert [actor for _, actor in named(text)] == []


def test_more_of_a_persons_own_name_belongs_to_the_mention() -> None:
    assert named("Vladimer Putin left.") == [("Vladimer Putin", "putin")]
    assert named("Ludmila Putin left.") == []


def test_small_letters_are_enough_for_a_rare_word_only() -> None:
    assert named("hamas and isis fighters") == [("hamas", "hamas"), ("isis", "is")]
    assert named("an islamic state of mind, a media analyst, hts and turkey") == []


def test_the_title_is_evidence_but_has_no_places() -> None:
    [alone] = mentions("IS denied it.")
    [evident] = mentions("IS denied it.", title="Islamic State spokesman killed")
    assert alone.certainty is MentionStatus.SUGGESTED
    assert (evident.surface, evident.certainty) == ("IS", MentionStatus.CONFIRMED)


def test_nothing_is_found_in_addresses() -> None:
    assert named("https://hamas.example.org/iran?x=isis") == []


def test_no_text_and_no_names_find_nothing() -> None:
    assert named("") == []
    assert named("…") == []


_PIECES = st.sampled_from(
    [
        "Islamic State", "(IS)", "IS", "is", "US", "the US", "May", "Theresa May", "Hamas", "Hamas's", "حماس", "وحماس",
        "القاعدة", "(", ")", "\n", ". ", ", ", "Yahya Sinwar", "Sinwar", "Media Analyst", "in", "Syria", "Iran-backed",
        "السنوار", "يحيى السنوار", "«", "»", "said", "Khaled Hassan", "(KH)", "\n\n", "Jordan", "\u200f", "İ", "ß",
    ]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=25), st.sampled_from(["", " "]))
def test_mentions_lie_in_the_text_in_order_and_never_overlap(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    last = 0
    for mention in mentions(text, title=text[:40]):
        assert last <= mention.start < mention.end <= len(text)
        assert mention.surface == text[mention.start : mention.end]
        assert 0 < mention.weight <= 1
        assert mention.reason
        last = mention.end


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert isinstance(mentions(text, title=text), list)
