"""Names of actors in queries: offered, never put in silently."""

from __future__ import annotations

import pytest
from dossier.search.names import offers, with_capitals
from dossier.search.printing import show
from dossier.search.query import parse

_KNOWN = {
    "hizballah": "Hezbollah",
    "islamic state": "Islamic State",
    "isis": "Islamic State",
    "حماس": "Hamas",
}


def _called(words: str) -> str | None:
    return _KNOWN.get(words.lower())


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("hizballah", [("hizballah", 'actor:"Hezbollah"')]),
        ("islamic state moscow", [("islamic state", 'actor:"Islamic State" moscow')]),
        ("moscow islamic state", [("islamic state", 'moscow actor:"Islamic State"')]),
        ('"Islamic State"', [("Islamic State", 'actor:"Islamic State"')]),
        ("حماس", [("حماس", 'actor:"Hamas"')]),
        ("state islamic", []),
        ("moscow", []),
        ("-hizballah moscow", []),
        ("title:hizballah", []),
        ("actor:hizballah", []),
        ("", []),
        (
            "isis OR hizballah",
            [("isis", 'actor:"Islamic State" OR hizballah'), ("hizballah", 'isis OR actor:"Hezbollah"')],
        ),
        (
            "hizballah isis",
            [("hizballah", 'actor:"Hezbollah" isis'), ("isis", 'hizballah actor:"Islamic State"')],
        ),
    ],
)
def test_words_that_are_a_name_are_offered_as_the_actor(query: str, found: list[tuple[str, str]]) -> None:
    assert [(one.words, one.query) for one in offers(parse(query), _called)] == found


def test_never_more_than_three_offers() -> None:
    assert len(offers(parse("isis hizballah " * 8), _called)) == 3


def test_a_name_in_small_letters_takes_the_spelling_of_the_actor() -> None:
    spelt = {"hamas": "Hamas", "isis": "ISIS", "raqqa": "Al-Raqqa"}
    tree = with_capitals(parse("hamas -isis (Hamas OR raqqa) title:hamas source:hamas attack"), spelt.get)
    assert show(tree) == "Hamas NOT ISIS (Hamas OR raqqa) title:Hamas source:hamas attack"
