"""Decisions on actors and taking them back."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dossier.actors.catalog import Found
from dossier.actors.exchange import to_yaml
from dossier.domain.actors import (
    KIND_OF_ROLE,
    ActorId,
    ActorKind,
    ActorRole,
    ActorStatus,
    AliasStatus,
    JudgementId,
    JudgementKind,
    MentionStatus,
    NewAlias,
    RelationshipKind,
)
from dossier.domain.corpus import DocumentId
from dossier.errors import NotFound, UserError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.actors import ActorCase, mention, new_actor_case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[ActorCase]:
    """A new case."""
    made = new_actor_case(tmp_path)
    yield made
    made.database.close()


def everything(case: ActorCase) -> Any:
    """All that can be read about actors, without row ids of aliases (an undone alias that is made anew
    is a new row)."""
    found = []
    for status in ActorStatus:
        for line in case.actors.page(status=status, everyone=True, limit=1000):
            actor = line.actor
            aliases = sorted((alias.value, str(alias.form), str(alias.status)) for alias in actor.aliases)
            places = [
                (one.document_id, one.start, str(one.status)) for one in case.mentions.of_actor(actor.id)
            ]
            found.append(
                (actor.id, actor.name, str(actor.kind), str(actor.role), str(actor.status), actor.description,
                 tuple(aliases), line.documents, line.mentions, tuple(places))
            )  # fmt: skip
    relations = [(one.kind, one.subject_id, one.object_id) for one in case.relationships.every_relationship()]
    listed = [case.catalog.get(key) for key, *_ in sorted(found)]
    return sorted(found), relations, to_yaml(listed, case.relationships.every_relationship())


def test_merging_keeps_both_sides_names_and_mentions_under_one_name(case: ActorCase) -> None:
    isis, state = case.actor("ISIS", "Daesh"), case.actor("Islamic State", "الدولة الإسلامية")
    case.decisions.merge(state, isis, why="the same group")
    actor = case.catalog.get(state)
    assert (actor.id, actor.name) == (isis, "ISIS")
    assert [alias.value for alias in actor.aliases] == ["ISIS", "Daesh", "Islamic State", "الدولة الإسلامية"]
    [judgement] = case.decisions.history(isis)
    assert (judgement.kind, judgement.actor_id, judgement.other_id, judgement.who, judgement.why) == (
        JudgementKind.MERGE, state, isis, "A. Nalyst", "the same group",
    )  # fmt: skip


def test_merging_an_actor_with_itself_is_refused(case: ActorCase) -> None:
    isis, state = case.actor("ISIS"), case.actor("Islamic State")
    case.decisions.merge(state, isis)
    for one, other in ((isis, isis), (state, isis), (isis, state)):
        with pytest.raises(UserError, match="one actor already"):
            case.decisions.merge(one, other)


def test_one_alias_shared_by_two_actors_links_them_and_never_merges(case: ActorCase) -> None:
    irgc = case.actor("Islamic Revolutionary Guard Corps", "Pasdaran")
    quds = case.actor("Quds Force", "Pasdaran")
    assert {actor.id for actor in case.catalog.find("pasdaran")} == {irgc, quds}
    assert case.actors.canonical(irgc) != case.actors.canonical(quds)
    expanded = case.catalog.expand_name("Pasdaran")
    assert expanded is not None
    assert len(expanded.also) == 1


def test_undoing_an_early_merge_leaves_later_ones_in_force(case: ActorCase) -> None:
    a, b, c = case.actor("A one"), case.actor("B two"), case.actor("C three")
    first = case.decisions.merge(a, b)
    case.decisions.merge(b, c)
    assert case.actors.canonical(a) == c
    case.decisions.undo(first)
    assert (case.actors.canonical(a), case.actors.canonical(b)) == (a, c)


def test_a_member_splits_off_with_what_was_merged_into_it(case: ActorCase) -> None:
    a, b, c = case.actor("A one"), case.actor("B two"), case.actor("C three")
    case.decisions.merge(a, b)
    case.decisions.merge(b, c)
    before = everything(case)
    split = case.decisions.split(b)
    assert [case.actors.canonical(key) for key in (a, b, c)] == [b, b, c]
    case.decisions.undo(split)
    assert everything(case) == before


def test_an_actor_that_was_not_merged_cannot_be_split_from_anything(case: ActorCase) -> None:
    with pytest.raises(UserError, match="nothing to split"):
        case.decisions.split(case.actor("A one"))


def test_a_split_cannot_be_taken_back_once_the_actors_were_merged_the_other_way(case: ActorCase) -> None:
    a, b = case.actor("A one"), case.actor("B two")
    case.decisions.merge(a, b)
    split = case.decisions.split(a)
    case.decisions.merge(b, a)
    before = everything(case)
    with pytest.raises(UserError, match="the other way round"):
        case.decisions.undo(split)
    assert everything(case) == before


def test_splitting_off_names_takes_their_mentions_along_and_undo_brings_them_back(case: ActorCase) -> None:
    kunya = case.actor("Abu Ibrahim", "Ibrahim al-Hashimi", "Ibrahim the Younger", role=ActorRole.PERSON)
    text = "Abu Ibrahim is not Ibrahim the Younger."
    document = case.document(text)
    case.name(document, (kunya, "Abu Ibrahim"), (kunya, "Ibrahim the Younger"))
    before = everything(case)
    younger = next(alias for alias in case.catalog.get(kunya).aliases if alias.value.endswith("Younger"))
    new, split = case.decisions.split_off(kunya, [younger.id], "Ibrahim junior")
    assert [one.surface for one in case.mentions.of_actor(new)] == ["Ibrahim the Younger"]
    assert [one.surface for one in case.mentions.of_actor(kunya)] == ["Abu Ibrahim"]
    assert {alias.value for alias in case.catalog.get(new).aliases} == {
        "Ibrahim junior",
        "Ibrahim the Younger",
    }
    case.decisions.undo(split)
    assert everything(case) == before
    with pytest.raises(NotFound):
        case.catalog.get(new)


def test_chosen_places_split_off_stay_with_the_new_actor_and_undo_brings_them_back(case: ActorCase) -> None:
    old = case.actor("Abu Ali", role=ActorRole.PERSON)
    first, second = case.document("Abu Ali spoke in Mosul."), case.document("Abu Ali spoke in Aden.")
    case.name(first, (old, "Abu Ali"))
    case.name(second, (old, "Abu Ali"))
    before = everything(case)
    [there] = [one for one in case.mentions.of_actor(old) if one.document_id == second]
    new, split = case.decisions.split_off(old, [], "Abu Ali of Aden", mentions=[there.id])
    assert [one.document_id for one in case.mentions.of_actor(new)] == [second]
    assert case.decisions.names_of(split) == ["Abu Ali of Aden"]
    case.name(second, (old, "Abu Ali"))  # recognition knows only the old one by this name
    assert [one.document_id for one in case.mentions.of_actor(new)] == [second]
    assert [one.document_id for one in case.mentions.of_actor(old)] == [first]
    case.decisions.undo(split)
    assert everything(case) == before
    with pytest.raises(UserError, match="Choose what"):
        case.decisions.split_off(old, [], "Nobody", mentions=[])


def test_a_place_that_names_another_actor_stays_with_that_one(case: ActorCase) -> None:
    one, other = case.actor("Brigade"), case.actor("Falcons")
    document = case.document("The Brigade met. The Brigade left.")
    case.name(document, (one, "Brigade"))
    before = everything(case)
    [place] = case.mentions.of_actor(one)
    given_over = case.decisions.reassign_mentions([place.id], other)
    case.name(document, (one, "Brigade"))
    assert case.mentions.of_actor(one) == []
    assert [found.start for found in case.mentions.of_actor(other)] == [place.start]
    case.decisions.undo(given_over)
    assert everything(case) == before


def test_a_marked_place_teaches_a_name_and_takes_the_room_of_others(case: ActorCase) -> None:
    one, other = case.actor("Brigade"), case.actor("Falcons")
    text = "The Night Brigade met."
    document = case.document(text)
    case.name(document, (one, "Brigade"))
    before = everything(case)
    learnt = NewAlias("Night Brigade", "Latn", document_id=document)
    marked = case.decisions.mark_mention(mention(text, document, other, "Night Brigade"), learn=learnt)
    assert case.mentions.of_actor(one) == []
    assert [found.surface for found in case.mentions.of_actor(other)] == ["Night Brigade"]
    assert case.decisions.names_of(marked) == ["Night Brigade"]
    case.decisions.undo(marked)
    assert everything(case) == before
    fresh = case.decisions.mark_new(
        mention(text, document, other, "Night Brigade"), "Night Brigade", ActorRole.GROUP
    )
    [bearer] = case.catalog.find("Night Brigade")
    assert [found.surface for found in case.mentions.of_actor(bearer.id)] == ["Night Brigade"]
    case.decisions.undo(fresh)
    assert everything(case) == before


def test_a_split_off_actor_that_a_later_decision_or_relationship_uses_stays(case: ActorCase) -> None:
    kunya, other = case.actor("Abu Ibrahim", "Junior"), case.actor("Someone Else")
    alias = case.catalog.get(kunya).aliases[1]
    new, split = case.decisions.split_off(kunya, [alias.id], "Junior himself")
    merge = case.decisions.merge(new, other)
    with pytest.raises(UserError, match="rests on this one"):
        case.decisions.undo(split)
    case.decisions.undo(merge)
    event = case.relationships.add_event("Speech", None, actors=[new])
    with pytest.raises(UserError, match="names this actor"):
        case.decisions.undo(split)
    case.relationships.remove_event(event)
    case.decisions.undo(split)
    assert [alias.value for alias in case.catalog.get(kunya).aliases] == ["Abu Ibrahim", "Junior"]


def test_all_or_none_of_the_names_cannot_be_split_off(case: ActorCase) -> None:
    key = case.actor("Abu Ibrahim", "Junior")
    own, junior = case.catalog.get(key).aliases
    for chosen in ([], [own.id, junior.id], [own.id]):
        with pytest.raises(UserError):
            case.decisions.split_off(key, chosen, "Junior")


def test_renaming_keeps_the_former_name_as_an_alias(case: ActorCase) -> None:
    key = case.actor("Nusra Front")
    case.decisions.rename(key, "Hayat Tahrir al-Sham", why="renamed itself in 2017")
    actor = case.catalog.get(key)
    assert actor.name == "Hayat Tahrir al-Sham"
    assert [alias.value for alias in actor.aliases] == ["Nusra Front", "Hayat Tahrir al-Sham"]
    assert case.decisions.rename(key, "Hayat Tahrir al-Sham") is None
    case.decisions.undo()
    actor = case.catalog.get(key)
    assert (actor.name, [alias.value for alias in actor.aliases]) == ("Nusra Front", ["Nusra Front"])


def test_the_earlier_of_two_renamings_waits_for_the_later_one_to_be_taken_back(case: ActorCase) -> None:
    key = case.actor("One")
    first = case.decisions.rename(key, "Two")
    second = case.decisions.rename(key, "Three")
    assert first is not None
    with pytest.raises(UserError, match="Take back the later one first"):
        case.decisions.undo(first)
    case.decisions.undo(second)
    case.decisions.undo(first)
    with pytest.raises(UserError, match="taken back already"):
        case.decisions.undo(first)
    assert case.catalog.get(key).name == "One"


def test_changing_what_an_actor_is_can_be_undone(case: ActorCase) -> None:
    key = case.actor("Al-Manar")
    case.decisions.revise(key, role=ActorRole.AGENCY, kind=ActorKind.PUBLIC_BODY)
    assert (case.catalog.get(key).role, case.catalog.get(key).kind) == (
        ActorRole.AGENCY,
        ActorKind.PUBLIC_BODY,
    )
    case.decisions.describe(key, description="A channel.", countries=("lb",))
    assert case.catalog.get(key).countries == ("lb",)
    case.decisions.undo()
    case.decisions.undo()
    actor = case.catalog.get(key)
    assert (actor.role, actor.kind, actor.description, actor.countries) == (
        ActorRole.GROUP, ActorKind.ORGANIZATION, "", (),
    )  # fmt: skip
    assert case.decisions.undo() is None


def test_a_rejected_name_no_longer_finds_the_actor_and_can_be_given_back(case: ActorCase) -> None:
    key = case.actor("Hamas", "Hama")
    alias = case.catalog.get(key).aliases[1]
    case.decisions.reject_alias(alias.id, why="that is a town")
    assert case.catalog.find("Hama") == []
    assert case.catalog.alias_lookup()("hama") == frozenset()
    case.decisions.add_alias(key, "Hama")
    assert [actor.id for actor in case.catalog.find("Hama")] == [key]
    assert case.catalog.get(key).aliases[1].status is AliasStatus.ASSERTED
    assert len(case.catalog.get(key).aliases) == 2
    case.decisions.undo()
    case.decisions.undo()
    assert [actor.id for actor in case.catalog.find("Hama")] == [key]


def test_the_main_name_cannot_be_rejected_nor_a_name_be_given_twice_or_be_empty(case: ActorCase) -> None:
    key = case.actor("Hamas")
    with pytest.raises(UserError, match="main name"):
        case.decisions.reject_alias(case.catalog.get(key).aliases[0].id)
    with pytest.raises(UserError, match="already"):
        case.decisions.add_alias(key, "Hamas")
    with pytest.raises(UserError, match="letter"):
        case.decisions.add_alias(key, " \u200f ")
    with pytest.raises(UserError, match="letter"):
        case.decisions.rename(key, "")


def test_an_added_actor_is_taken_back_whole(case: ActorCase) -> None:
    before = everything(case)
    key = case.decisions.add_actor("Brigade 9", ActorRole.GROUP, aliases=[NewAlias("B9", "Latn")])
    assert [actor.id for actor in case.catalog.find("b9")] == [key]
    case.decisions.undo()
    assert everything(case) == before
    assert case.catalog.find("b9") == []


def test_merging_into_a_suggestion_confirms_it_and_undo_makes_it_a_suggestion_again(case: ActorCase) -> None:
    known, guess = case.actor("Known"), case.actor("Guess", status=ActorStatus.SUGGESTED)
    case.decisions.merge(known, guess)
    assert case.catalog.get(known).status is ActorStatus.CONFIRMED
    case.decisions.undo()
    assert case.catalog.get(guess).status is ActorStatus.SUGGESTED


def test_a_name_taken_as_an_alias_of_a_known_actor_is_found_as_that_actor(case: ActorCase) -> None:
    known = case.actor("Yahya Sinwar", role=ActorRole.PERSON)
    guess = case.actor("Abu Ibrahim", role=ActorRole.PERSON, status=ActorStatus.SUGGESTED)
    document = case.document("Abu Ibrahim spoke.")
    case.name(document, (guess, "Abu Ibrahim"))
    case.decisions.alias_of(guess, known)
    assert [actor.id for actor in case.catalog.find("abu ibrahim")] == [known]
    assert [one.document_id for one in case.catalog.documents(known)] == [document]
    case.decisions.undo()
    assert case.catalog.documents(known) == []


_STEP = st.tuples(
    st.sampled_from(
        [
            "merge",
            "split",
            "split off",
            "split mentions",
            "judge",
            "reassign",
            "mark",
            "mark new",
            "rename",
            "role",
            "alias",
            "reject alias",
            "confirm",
            "reject",
        ]
    ),
    st.integers(0, 11),
    st.integers(0, 11),
)


def _do(case: ActorCase, what: str, one: int, two: int, number: int) -> JudgementId | None:
    """Carry out a step on whichever actors the numbers fall upon; a refused one changes nothing."""
    keys = [
        line.actor.id
        for status in ActorStatus
        for line in case.actors.page(status=status, everyone=True, limit=100)
    ]
    keys.sort()
    a, b = keys[one % len(keys)], keys[two % len(keys)]
    aliases = case.catalog.get(a).aliases
    alias = aliases[two % len(aliases)]
    places = case.mentions.of_actor(a)
    keys_of_places = [place.id for place in places[: two % 3 + 1]]
    text = case.corpus.text(DocumentId(1))
    try:
        match what:
            case "merge":
                return case.decisions.merge(a, b)
            case "split":
                return case.decisions.split(ActorId(one % 6 + 1))
            case "split off":
                return case.decisions.split_off(a, [alias.id], f"New {number}")[1]
            case "rename":
                return case.decisions.rename(a, alias.value if two % 2 else f"Name {number}")
            case "role":
                role = list(ActorRole)[two % 6]
                return case.decisions.revise(a, role=role, kind=KIND_OF_ROLE[role])
            case "alias":
                return case.decisions.add_alias(a, f"Alias {two % 4}")
            case "reject alias":
                return case.decisions.reject_alias(alias.id)
            case "judge" if places:
                return case.decisions.judge_mentions(keys_of_places, list(MentionStatus)[number % 3])
            case "reassign" if places:
                return case.decisions.reassign_mentions(keys_of_places, b)
            case "split mentions" if places:
                return case.decisions.split_off(a, [], f"New {number}", mentions=keys_of_places)[1]
            case "mark":
                learnt = NewAlias(f"Learnt {two % 3}", "Latn") if number % 2 else None
                return case.decisions.mark_mention(mention(text, DocumentId(1), b, "met Actor"), learn=learnt)
            case "mark new":
                new = mention(text, DocumentId(1), b, "Actor")
                return case.decisions.mark_new(new, f"New {number}", ActorRole.PERSON)
            case "confirm":
                return case.decisions.confirm(a)
            case _:
                return case.decisions.reject(a)
    except UserError:
        return None


def _undone(case: ActorCase, key: JudgementId) -> bool:
    try:
        case.decisions.undo(key)
    except UserError:
        return False
    return True


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(_STEP, max_size=12), order=st.randoms(use_true_random=False))
def test_whatever_was_decided_taking_all_back_in_any_allowed_order_restores_the_case(
    steps: list[tuple[str, int, int]], order: Any
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        case = new_actor_case(Path(folder))
        try:
            keys = [case.actor(f"Actor {letter}", f"{letter} alias", f"{letter} other") for letter in "ABCD"]
            keys.append(case.actor("Guess", status=ActorStatus.SUGGESTED))
            keys.append(case.actor("Nobody", status=ActorStatus.REJECTED))
            for letter, key in zip("ABCD", keys, strict=False):
                text = f"{letter} alias met Actor {letter} and Guess."
                document = case.document(text, "2024-01-02")
                case.name(document, (key, f"{letter} alias"), (key, f"Actor {letter}"), (keys[4], "Guess"))
            case.relationships.relate(RelationshipKind.ALLY, keys[0], keys[1])
            before = everything(case)
            done = [_do(case, *step, number) for number, step in enumerate(steps)]
            decided = [key for key in done if key is not None]
            while waiting := [key for key in decided if not case.judgements.get(key).undone]:
                order.shuffle(waiting)
                assert any(_undone(case, key) for key in waiting), "some decision can never be taken back"
            assert everything(case) == before
            assert case.database.integrity() == []
        finally:
            case.database.close()


def test_a_decision_tells_which_names_to_find_anew(case: ActorCase) -> None:
    key = case.actor("Hamas", "Hama")
    guess = case.actor("Islamic Movement", status=ActorStatus.SUGGESTED)
    assert case.decisions.newest() is None
    alias = case.decisions.add_alias(key, "حماس")
    assert case.decisions.newest() == alias
    assert case.decisions.names_of(alias) == ["حماس"]
    rejected = case.decisions.reject_alias(case.catalog.get(key).aliases[1].id)
    assert case.decisions.names_of(rejected) == ["Hama"]
    renamed = case.decisions.rename(key, "HAMAS movement")
    assert renamed is not None
    assert case.decisions.names_of(renamed) == ["HAMAS movement"]
    joined = case.decisions.alias_of(guess, key)
    assert case.decisions.names_of(joined) == ["Islamic Movement"]
    kind = case.decisions.revise(key, role=ActorRole.ORGANISATION)
    assert kind is not None
    assert case.decisions.names_of(kind) == []


def test_recognition_after_a_merge_finds_nothing_new(case: ActorCase) -> None:
    isis, state = case.actor("ISIS"), case.actor("Islamic State")
    text = "Islamic State came."
    document = case.document(text)
    case.name(document, (state, "Islamic State"))
    case.decisions.merge(state, isis)
    case.outbox()
    assert (
        case.catalog.record([Found(document, text, [mention(text, document, isis, "Islamic State")])]) == []
    )
    assert case.outbox() == set()
