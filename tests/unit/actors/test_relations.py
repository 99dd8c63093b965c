"""Relationships and events as the analyst notes them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.actors.relations import Relations
from dossier.domain.actors import RelationshipKind
from dossier.domain.dates import PartialDate
from dossier.domain.evidence import Passage
from dossier.errors import UserError
from hypothesis import given, settings
from hypothesis import strategies as st

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


deeds = st.lists(
    st.tuples(
        st.sampled_from(["relate", "cite", "change", "remove", "event", "rename", "forget"]),
        st.integers(0, 3),
        st.integers(0, 3),
        st.sampled_from(list(RelationshipKind)),
        st.sampled_from([None, "2014", "2016-05"]),
    ),
    max_size=12,
)


@settings(max_examples=15)
@given(deeds)
def test_undoing_everything_restores_the_former_state(
    acts: list[tuple[str, int, int, RelationshipKind, str | None]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        case = new_actor_case(Path(folder))
        try:
            people = [case.actor(f"Actor {number}") for number in range(4)]
            passage = Passage(case.document("Somebody leads somebody."), 0, 8, "Somebody")
            relations = Relations(case.actors, case.relationships)
            case.relationships.add_known([(LEADER, people[0], people[1], None, None, "")], from_seed=True)
            before = relations.every(), relations.events()
            for what, one, other, kind, start in acts:
                known, events = relations.every(), relations.events()
                when = None if start is None else day(start)
                try:
                    if what == "relate":
                        relations.relate(kind, people[one], people[other], start=when, citations=[passage])
                    elif what == "event":
                        relations.add_event(f"Event {one}", when, actors=[people[one], people[other]])
                    elif what in {"cite", "change", "remove"} and known:
                        key = known[one % len(known)].id
                        if what == "cite":
                            relations.cite(key, passage)
                        elif what == "change":
                            relations.change(key, kind=kind, start=when, note="changed", disputed=True)
                        else:
                            relations.remove(key)
                    elif what in {"rename", "forget"} and events:
                        event = events[other % len(events)].id
                        if what == "rename":
                            relations.change_event(event, title="Other", citations=[passage])
                        else:
                            relations.remove_event(event)
                except UserError:
                    continue
            while relations.undo():
                pass
            assert (relations.every(), relations.events()) == before
        finally:
            case.database.close()
