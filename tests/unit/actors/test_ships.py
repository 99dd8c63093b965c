"""Ships, tags, branches and short names: what is no actor, and what is one actor with two names."""

from __future__ import annotations

import pytest
from dossier.actors.candidates import Candidate, find_candidates
from dossier.actors.mentions import find_mentions
from dossier.domain.actors import ActorRole

from tests.helpers.known_actors import known_gazetteer


def suggested(text: str) -> dict[str, Candidate]:
    gazetteer = known_gazetteer()
    return {one.name: one for one in find_candidates(text, "en", find_mentions(text, gazetteer), gazetteer)}


@pytest.mark.parametrize(
    "text",
    [
        "The tanker Front Altair was hit on Thursday. The crew of the Front Altair left the ship in two boats.",
        "Two men of the MV Coral Movement were hurt. The Coral Movement lies at anchor off the port.",
        "The destroyer USS Harlan Command fired twice, and USS Harlan Command returned on Sunday.",
        "The owner said that the vessel “Ocean Front” sank. Nobody of the Ocean Front was hurt.",
    ],
)
def test_ships_are_no_groups(text: str) -> None:
    assert suggested(text) == {}


def test_a_group_that_seized_a_vessel_stays_one() -> None:
    assert "River Liberation Front" in suggested(
        "The River Liberation Front seized a vessel on Monday. The River Liberation Front denied it later."
    )


def test_the_longer_name_of_an_outlet_is_taken_where_the_text_uses_it() -> None:
    text = "The editor of War Monitor Iran denied it. Later, War Monitor Iran said that the video was old."
    assert "War Monitor Iran" in suggested(text)
    both = "The editor of War Monitor denied it. Later, War Monitor Iran said that the video was old."
    assert "War Monitor Iran" not in suggested(both)


def test_a_newspaper_named_again_without_its_day_is_the_same() -> None:
    text = (
        "The Daily Ledger reported on Monday that it sank. “We stand by it,” the editor of The Daily Ledger said. "
        "The minister said that the Ledger was wrong. The Ledger said nothing more."
    )
    found = suggested(text)
    assert "Daily Ledger" in found
    assert "Ledger" not in found


def test_the_acronym_behind_what_a_body_is_belongs_to_its_name() -> None:
    text = (
        "The Joint Maritime Trade Operations agency (JMTO) said that a ship was hit. JMTO warned others. "
        "Later, Joint Maritime Trade Operations said that nobody was hurt."
    )
    found = suggested(text)
    assert found["Joint Maritime Trade Operations"].also == ("JMTO",)
    assert "JMTO" not in found


def test_a_first_name_that_is_a_word_and_an_office_make_a_person() -> None:
    found = suggested("Grant Shallow, the defence secretary, said that the ships were safe.")
    assert found["Grant Shallow"].role is ActorRole.PERSON


def test_an_affiliation_in_a_byline_is_nobody() -> None:
    found = suggested(
        "Ships leave\nBy Layla Haddad, AFP Lebanon\n3 March 2024\n\nThe ships left on Sunday, he said."
    )
    assert set(found) == {"Layla Haddad"}


def test_the_first_word_of_a_rank_is_nobody() -> None:
    assert set(suggested("The ships left on Sunday, said Rear Adm. Tom Reyes.")) == {"Tom Reyes"}


@pytest.mark.parametrize(
    "text", ["Smoke over the port tonight #Iran #Syria", "See @Iran and @Iran_Watch", "#Free_Iran"]
)
def test_tags_and_handles_name_no_state(text: str) -> None:
    assert find_mentions(text, known_gazetteer()) == []


def test_a_tag_may_name_a_group_and_a_state_beside_it_counts() -> None:
    found = find_mentions("#Hamas said so. Iran denied it. #Iran", known_gazetteer())
    assert [one.surface for one in found] == ["Hamas", "Iran"]
