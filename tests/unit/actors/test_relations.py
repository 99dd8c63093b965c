"""Relationships and events as the analyst notes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.actors.relations import Relations
from dossier.domain.actors import RelationshipKind
from dossier.domain.dates import PartialDate
from dossier.domain.evidence import Passage
from dossier.errors import UserError

from tests.helpers.actors import ActorCase, new_actor_case

LEADER, ALLY, ENEMY = RelationshipKind.LEADER, RelationshipKind.ALLY, RelationshipKind.ENEMY


@pytest.fixture
def case(tmp_path: Path) -> Iterator[ActorCase]:
    """A new case."""
    made = new_actor_case(tmp_path)
    yield made
    made.database.close()


def day(text: str) -> PartialDate:
    """Parsed."""
    return PartialDate.parse(text)


def test_what_is_known_already_gets_one_more_citation(case: ActorCase) -> None:
    group, leader = case.actor("Group"), case.actor("Leader")
    document = case.document("Leader leads Group. Leader led Group.")
    first, second = Passage(document, 0, 6, "Leader"), Passage(document, 20, 26, "Leader")
    relations = Relations(case.actors, case.relationships)
    case.relationships.add_known([(LEADER, group, leader, None, None, "")], from_seed=True)
    key = relations.relate(LEADER, group, leader, start=day("2014"), citations=[first])
    assert relations.relate(LEADER, group, leader, citations=[second]) == key
    [known] = relations.of_actor(leader)
    assert (known.citations, str(known.start), known.from_seed, known.disputed) == (
        (first, second), "2014", False, False,
    )  # fmt: skip


def test_an_alliance_is_the_same_from_both_sides_but_leadership_is_not(case: ActorCase) -> None:
    one, two = case.actor("One"), case.actor("Two")
    relations = Relations(case.actors, case.relationships)
    assert relations.relate(ALLY, one, two) == relations.relate(ALLY, two, one)
    assert relations.relate(LEADER, one, two) != relations.relate(LEADER, two, one)


@pytest.mark.parametrize(
    ("first", "second", "disputed"),
    [
        ((LEADER, "2014", None), (LEADER, "2015", None), True),
        ((LEADER, "2014", "2019"), (LEADER, "2014", "2020"), True),
        ((LEADER, "2014", None), (LEADER, "2014-06", None), False),
        ((LEADER, "2010", "2012"), (LEADER, "2015", None), False),
        ((ALLY, "2014", None), (ENEMY, None, None), True),
        ((ENEMY, None, "2019"), (ALLY, "2020", None), False),
        ((ALLY, None, None), (LEADER, None, None), False),
    ],
)
def test_statements_that_cannot_both_hold_are_marked_as_disputed(
    case: ActorCase,
    first: tuple[RelationshipKind, str | None, str | None],
    second: tuple[RelationshipKind, str | None, str | None],
    disputed: bool,
) -> None:
    one, two = case.actor("One"), case.actor("Two")
    relations = Relations(case.actors, case.relationships)
    for kind, start, end in (first, second):
        relations.relate(kind, one, two, start=day(start) if start else None, end=day(end) if end else None)
    assert [known.disputed for known in relations.every()] == [disputed, disputed]


def test_impossible_relationships_and_events_are_refused(case: ActorCase) -> None:
    one, two = case.actor("One"), case.actor("Two")
    relations = Relations(case.actors, case.relationships)
    case.decisions.merge(two, one)
    with pytest.raises(UserError, match="itself"):
        relations.relate(ALLY, one, two)
    case.decisions.undo()
    with pytest.raises(UserError, match="before it starts"):
        relations.relate(ALLY, one, two, start=day("2020"), end=day("2019-12"))
    key = relations.relate(ALLY, one, two, start=day("2020"), end=day("2020-05"))
    with pytest.raises(UserError, match="before it starts"):
        relations.change(key, start=day("2021"))
    with pytest.raises(UserError, match="before it starts"):
        relations.add_event("Talks", day("2020-02-02"), end=day("2020-02-01"))
    with pytest.raises(UserError, match="needs a title"):
        relations.add_event(" ", None)
    event = relations.add_event("Talks", day("2020"), actors=[one])
    with pytest.raises(UserError, match="needs a title"):
        relations.change_event(event, title="")
    relations.change_event(event, place="Doha", end=day("2020-02"))
    assert [(found.title, found.place) for found in relations.events(one)] == [("Talks", "Doha")]
    relations.remove(key)
    relations.remove_event(event)
    assert (relations.every(), relations.events()) == ([], [])
