"""Suggestions compared with each other."""

from __future__ import annotations

from dossier.actors.matching import NameVerdict
from dossier.actors.twins import find_twins
from dossier.domain.actors import (
    KIND_OF_ROLE,
    Actor,
    ActorId,
    ActorRole,
    ActorStatus,
    Alias,
    AliasId,
    AliasStatus,
)
from dossier.text.normalize import script_of
from hypothesis import given, settings
from hypothesis import strategies as st


def suggested(number: int, name: str, *others: str, status: AliasStatus = AliasStatus.ASSERTED) -> Actor:
    aliases = tuple(
        Alias(AliasId(number * 10 + place), ActorId(number), value, script_of(value), status=status)
        for place, value in enumerate((name, *others))
    )
    role = ActorRole.PERSON
    return Actor(ActorId(number), name, KIND_OF_ROLE[role], role, ActorStatus.SUGGESTED, aliases=aliases)


def named(actors: list[Actor]) -> dict[str, list[str]]:
    names = {actor.id: actor.name for actor in actors}
    return {names[key]: [one.actor.name for one in found] for key, found in find_twins(actors).items()}


def test_two_spellings_of_one_name_stand_with_each_other() -> None:
    actors = [
        suggested(1, "Zayn Qorbani"), suggested(2, "Samir Haddad"), suggested(3, "Zain Qurbani"),
        suggested(4, "زين قرباني"),
    ]  # fmt: skip
    found = named(actors)
    assert set(found) == {"Zayn Qorbani", "Zain Qurbani", "زين قرباني"}
    assert set(found["Zayn Qorbani"]) == {"Zain Qurbani", "زين قرباني"}
    [match, _] = [one.match for one in find_twins(actors)[ActorId(1)]]
    assert match.verdict is not NameVerdict.DIFFERENT
    assert match.reasons


def test_a_shared_first_name_is_no_likeness() -> None:
    assert named([suggested(1, "Khalid Barakat"), suggested(2, "Khalid Haddad")]) == {}
    assert named([suggested(1, "Nobody Else")]) == {}
    assert named([]) == {}


def test_a_rejected_name_counts_for_nothing() -> None:
    rejected = suggested(2, "Zain Qurbani", status=AliasStatus.REJECTED)
    assert named([suggested(1, "Zayn Qorbani"), rejected]) == {}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="abAB حسن'-", max_size=14), max_size=8))
def test_likeness_is_mutual_and_never_with_oneself(names: list[str]) -> None:
    found = find_twins([suggested(place, name) for place, name in enumerate(names, start=1)])
    pairs = {(key, one.actor.id) for key, likely in found.items() for one in likely}
    assert pairs == {(other, key) for key, other in pairs}
    assert all(key != other for key, other in pairs)
