"""What is offered while a query is typed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from dossier.search.completion import complete, typed_at
from hypothesis import given
from hypothesis import strategies as st

_ACTORS = {
    "Hezbollah": ("Hezbollah", "Hizballah", "حزب الله"),
    "Hamas": ("Hamas", "حماس"),
    "Islamic State": ("Islamic State", "ISIS", "داعش"),
}


def _actors(letters: str, most: int) -> Sequence[tuple[str, str]]:
    found = [
        (actor, name)
        for actor, names in _ACTORS.items()
        for name in names
        if name.lower().startswith(letters.lower())
    ]
    return found[:most]


def offered(query: str, cursor: int | None = None) -> list[str]:
    """The queries that each completion makes."""
    place = len(query) if cursor is None else cursor
    found = complete(
        query,
        place,
        actors=_actors,
        sources=lambda: ["BBC News", "Amaq", "وكالة أعماق"],
        languages=lambda: ["ar", "en"],
    )
    return [query[: one.start] + one.text + query[one.end :] for one in found]


@pytest.mark.parametrize(
    ("query", "results"),
    [
        ("ti", ["title:"]),
        ("moscow so", ["moscow source:"]),
        ("hizb", ["actor:Hezbollah"]),
        ("attack -hizb", ["attack -actor:Hezbollah"]),
        ("(isl", ['(actor:"Islamic State"']),
        ("حما", ["actor:Hamas"]),
        ("actor:hizb", ["actor:Hezbollah"]),
        ("actor: hizb", ["actor: Hezbollah"]),
        ('actor:"isl', ['actor:"Islamic State"']),
        ("actor:داع", ['actor:"Islamic State"']),
        ("source:", ['source:"BBC News"', "source:Amaq", 'source:"وكالة أعماق"']),
        ("source:news", ['source:"BBC News"']),
        ('source:"bb', ['source:"BBC News"']),
        ("kind:fa", ["kind:fact-check"]),
        ("kind:memo,re", []),  # a second value of a list
        ("lang:", ["lang:ar", "lang:en"]),
        ("lang:fren", ["lang:fr"]),
        ("date:20", []),
        ("kind:memo", []),
        ("h", []),
        ("", []),
        ("moscow ", []),
        ('"hizb', []),
        ("foo:ba", []),
    ],
)
def test_the_likeliest_meanings_are_offered(query: str, results: list[str]) -> None:
    assert offered(query) == results


def test_only_the_word_at_the_cursor_is_completed() -> None:
    assert offered("hizb moscow", 4) == ["actor:Hezbollah moscow"]
    assert offered("hizb moscow", 2) == []
    assert offered('actor:"isl" moscow', 10) == ['actor:"Islamic State" moscow']


def test_what_is_offered_says_by_which_name_it_was_found() -> None:
    [found] = complete("hizb", 4, actors=_actors, sources=tuple)
    assert (found.shown, found.about) == ("Hezbollah", "also called Hizballah")
    [found] = complete("ham", 3, actors=_actors, sources=tuple)
    assert found.about == "actor"


@given(st.text(alphabet='ab:"“”() -|,حtile', max_size=30), st.integers(0, 30))
def test_any_text_with_any_cursor_is_completed_inside_it(query: str, cursor: int) -> None:
    place = min(cursor, len(query))
    typed = typed_at(query, place)
    if typed is not None:
        assert 0 <= typed.start <= place <= typed.end <= len(query)
    for completion in complete(query, place, actors=_actors, sources=lambda: ["BBC News"]):
        assert 0 <= completion.start <= completion.end <= len(query)


@pytest.mark.parametrize("operator", ["AND", "OR", "NOT"])
def test_an_operator_is_not_taken_for_the_beginning_of_a_name(operator: str) -> None:
    def everybody(_letters: str, _most: int) -> Sequence[tuple[str, str]]:
        return [("Andalus Media", "Andalus Media")]

    def found(query: str) -> int:
        return len(complete(query, len(query), actors=everybody, sources=list))

    assert found(f"hamas {operator}") == 0
    assert found(f"hamas {operator.lower()}") >= 1
