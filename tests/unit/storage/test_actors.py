"""Actors, their names and mentions in the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from dossier.domain.actors import (
    ActorOrder,
    ActorRole,
    ActorStatus,
    AliasStatus,
    MentionStatus,
    NewAlias,
    RelationshipKind,
)
from dossier.domain.dates import PartialDate
from dossier.domain.evidence import Passage
from dossier.errors import NotFound

from tests.helpers.actors import ActorCase, mention, new_actor_case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[ActorCase]:
    """A new case."""
    made = new_actor_case(tmp_path)
    yield made
    made.database.close()


def test_an_actor_comes_back_as_it_was_stored(case: ActorCase) -> None:
    key = case.actor(
        "Hezbollah",
        NewAlias("حزب الله", "Arab", language="ar", used_by="itself", ambiguous=False),
        NewAlias("Party of God", "Latn", ambiguous=True, first_seen=PartialDate.parse("1985-02")),
    )
    actor = case.actors.get(key)
    assert actor.name == "Hezbollah"
    assert [alias.value for alias in actor.aliases] == ["Hezbollah", "حزب الله", "Party of God"]
    assert actor.aliases[1].language == "ar"
    assert actor.aliases[1].used_by == "itself"
    assert actor.aliases[2].ambiguous
    assert str(actor.aliases[2].first_seen) == "1985-02"


def test_the_name_is_not_stored_twice_when_it_is_among_the_aliases(case: ActorCase) -> None:
    key = case.actor("ISIS", "Islamic State", "ISIS")
    assert [alias.value for alias in case.actors.get(key).aliases] == ["Islamic State", "ISIS"]


def test_an_unknown_actor_is_told_as_not_found(case: ActorCase) -> None:
    with pytest.raises(NotFound):
        case.actors.get(99)  # type: ignore[arg-type]


def test_only_starter_knowledge_that_the_case_mentions_or_the_analyst_edited_is_listed(
    case: ActorCase,
) -> None:
    named = case.actor("Hamas", key="hamas")
    case.actor("Fatah", key="fatah")
    edited = case.actor("Ansar Allah", key="ansar-allah")
    own = case.actor("Brigade 9")
    document = case.document("Hamas said so.")
    case.name(document, (named, "Hamas"))
    case.decisions.rename(edited, "Houthis")
    assert {line.actor.id for line in case.actors.page()} == {named, edited, own}
    assert case.actors.count() == 3
    assert case.actors.count(everyone=True) == 4
    assert len(case.actors.page(everyone=True)) == 4


def test_the_list_counts_documents_and_mentions_of_merged_actors_together(case: ActorCase) -> None:
    isis, state, hamas = case.actor("ISIS"), case.actor("Islamic State"), case.actor("Hamas")
    first = case.document("ISIS and Islamic State and Hamas", "2024-03-01")
    second = case.document("Islamic State again", "2023")
    third = case.document("Hamas only", None)
    case.name(first, (isis, "ISIS"), (state, "Islamic State"), (hamas, "Hamas"))
    case.name(second, (state, "Islamic State"))
    case.name(third, (hamas, "Hamas"))
    case.decisions.merge(state, isis)
    lines = {line.actor.id: line for line in case.actors.page()}
    assert set(lines) == {isis, hamas}
    assert (lines[isis].documents, lines[isis].mentions) == (2, 3)
    assert (str(lines[isis].first_seen), str(lines[isis].last_seen)) == ("2023", "2024-03-01")
    assert (lines[hamas].documents, str(lines[hamas].last_seen)) == (2, "2024-03-01")


def test_the_list_is_filtered_by_any_name_status_and_role_and_sorted(case: ActorCase) -> None:
    a = case.actor("Zayd", "الزيدي", role=ActorRole.PERSON)
    b = case.actor("Amal Movement")
    c = case.actor("Maybe One", status=ActorStatus.SUGGESTED)
    case.actor("No One", status=ActorStatus.REJECTED)
    document = case.document("Zayd and Maybe One met.", "2024-01-02")
    case.name(document, (a, "Zayd"), (c, "Maybe One"))
    names = lambda **how: [line.actor.id for line in case.actors.page(everyone=True, **how)]  # noqa: E731
    assert names(text="الزيدي") == [a]
    assert names(text="amal mov") == [b]
    assert names(status=ActorStatus.SUGGESTED) == [c]
    assert names(role=ActorRole.PERSON) == [a]
    assert names(order=ActorOrder.NAME) == [b, c, a]
    assert names(order=ActorOrder.NAME, descending=True) == [a, c, b]
    assert names(order=ActorOrder.LAST_SEEN)[-1] == b
    assert names(offset=1, limit=1, order=ActorOrder.NAME) == [c]


def test_mentions_found_anew_keep_their_ids_and_lose_what_is_no_longer_found(case: ActorCase) -> None:
    hamas, isis = case.actor("Hamas"), case.actor("ISIS")
    text = "Hamas met ISIS."
    document = case.document(text)
    case.name(document, (hamas, "Hamas"), (isis, "ISIS"))
    before = {one.actor_id: one.id for one in case.mentions.of_document(document)}
    case.outbox()
    assert case.mentions.replace({document: [mention(text, document, hamas, "Hamas")]}) == [document]
    assert [one.id for one in case.mentions.of_document(document)] == [before[hamas]]
    assert case.outbox() == {document}
    assert case.mentions.replace({document: [mention(text, document, hamas, "Hamas")]}) == []
    assert case.outbox() == set()


def test_a_mention_that_the_analyst_rejected_does_not_come_back(case: ActorCase) -> None:
    hamas = case.actor("Hamas")
    document = case.document("Hamas said.")
    case.name(document, (hamas, "Hamas"))
    [found] = case.mentions.of_document(document)
    case.decisions.judge_mention(found.id, MentionStatus.REJECTED)
    case.name(document, (hamas, "Hamas"))
    assert case.mentions.of_document(document) == []
    assert case.mentions.documents_of([hamas])[hamas] == []
    case.decisions.undo()
    assert case.mentions.of_document(document) == [found]


def test_a_mention_on_thin_evidence_counts_only_when_the_analyst_confirms_it(case: ActorCase) -> None:
    syria = case.actor("Syria", role=ActorRole.STATE)
    text = "Somewhere in Syria."
    document = case.document(text)
    thin = replace(mention(text, document, syria, "Syria"), status=MentionStatus.SUGGESTED)
    case.mentions.replace({document: [thin]})
    [found] = case.mentions.of_document(document)
    assert found.status is MentionStatus.SUGGESTED
    assert case.mentions.documents_of([syria])[syria] == []
    assert case.mentions.actors_of([document])[document] == []
    case.decisions.judge_mention(found.id, MentionStatus.CONFIRMED)
    assert [one.document_id for one in case.mentions.documents_of([syria])[syria]] == [document]


def test_a_mention_marked_by_hand_stays_and_takes_its_place(case: ActorCase) -> None:
    isis, agency = case.actor("ISIS"), case.actor("Amaq")
    text = "The State said."
    document = case.document(text)
    case.decisions.mark_mention(mention(text, document, isis, "The State"))
    case.name(document, (agency, "State"))
    assert [one.actor_id for one in case.mentions.of_document(document)] == [isis]
    case.decisions.undo()
    assert case.mentions.of_document(document) == []


def test_a_mention_is_no_surer_than_its_actor(case: ActorCase) -> None:
    someone = case.actor("Abu Nobody", status=ActorStatus.SUGGESTED)
    document = case.document("Abu Nobody spoke.")
    case.name(document, (someone, "Abu Nobody"))
    assert [one.status for one in case.mentions.of_document(document)] == [MentionStatus.SUGGESTED]
    case.decisions.confirm(someone)
    assert [one.status for one in case.mentions.of_document(document)] == [MentionStatus.CONFIRMED]
    case.decisions.reject(someone)
    assert case.mentions.of_document(document) == []


def test_the_index_hears_of_every_document_that_a_decision_touches(case: ActorCase) -> None:
    isis, state = case.actor("ISIS"), case.actor("Islamic State")
    first, second = case.document("ISIS came."), case.document("Islamic State came.")
    case.name(first, (isis, "ISIS"))
    case.name(second, (state, "Islamic State"))
    case.outbox()
    merge = case.decisions.merge(state, isis)
    assert case.outbox() >= {second}
    case.decisions.rename(isis, "Daesh")
    assert case.outbox() == {first, second}
    assert case.mentions.actors_of([second])[second] == [(isis, "Daesh")]
    case.decisions.undo()
    assert case.outbox() == {first, second}
    case.decisions.undo(merge)
    assert second in case.outbox()
    assert case.mentions.actors_of([second])[second] == [(state, "Islamic State")]
    case.decisions.reject(state)
    assert case.outbox() == {second}
    assert case.mentions.actors_of([second])[second] == []


def test_an_actors_page_counts_months_names_and_companions(case: ActorCase) -> None:
    hamas = case.actor("Hamas", "حماس")
    sinwar, egypt = case.actor("Sinwar", role=ActorRole.PERSON), case.actor("Egypt", role=ActorRole.STATE)
    first = case.document("Egypt waits. " * 9 + "Hamas leader Sinwar spoke.", "2024-01-05", "Wire One")
    second = case.document("حماس و Sinwar", "2024-01-30", "Wire Two")
    third = case.document("Hamas alone", "2023-11", "Wire One")
    undated = case.document("Hamas undated and Egypt")
    case.name(first, (hamas, "Hamas"), (sinwar, "Sinwar"), (egypt, "Egypt"))
    case.name(second, (hamas, "حماس"), (sinwar, "Sinwar"))
    case.name(third, (hamas, "Hamas"))
    case.name(undated, (hamas, "Hamas"), (egypt, "Egypt"))
    assert [(one.month, one.documents, one.mentions) for one in case.mentions.by_month(hamas)] == [
        ("2023-11", 1, 1),
        ("2024-01", 2, 2),
    ]
    assert [(one.surface, one.source, one.documents) for one in case.mentions.name_uses(hamas)] == [
        ("Hamas", "Wire One", 2),
        ("Hamas", None, 1),
        ("حماس", "Wire Two", 1),
    ]
    companions = case.mentions.companions(hamas)
    assert [(one.name, one.documents) for one in companions] == [("Egypt", 2), ("Sinwar", 2)]
    text = case.corpus.text(first)
    place = next(place for place in companions[1].together if place[0] == first)
    assert text[place[1] : place[2]] == "Hamas leader Sinwar"


def test_relationships_are_dated_cited_and_disputed(case: ActorCase) -> None:
    isis, amaq = case.actor("ISIS"), case.actor("Amaq")
    document = case.document("Amaq, the outlet of ISIS.")
    passage = Passage(document, 0, 4, "Amaq")
    key = case.relationships.relate(
        RelationshipKind.MEDIA_ARM,
        isis,
        amaq,
        start=PartialDate.parse("2014-08"),
        citations=[passage, passage],
    )
    [found] = case.relationships.relationships_of(amaq)
    assert (found.subject_id, found.object_id, str(found.start), found.end) == (isis, amaq, "2014-08", None)
    assert found.citations == (passage,)
    case.relationships.change_relationship(key, disputed=True, end=PartialDate.parse("2019"), citations=[])
    found = case.relationships.relationship(key)
    assert (found.disputed, str(found.end), found.citations) == (True, "2019", ())
    assert case.relationships.every_relationship(cited_only=True) == []
    case.relationships.remove_relationship(key)
    assert case.relationships.relationships_of(isis) == []


def test_a_relationship_between_actors_that_became_one_is_not_shown(case: ActorCase) -> None:
    isis, state, amaq = case.actor("ISIS"), case.actor("Islamic State"), case.actor("Amaq")
    case.relationships.relate(RelationshipKind.ALLY, isis, state)
    case.relationships.relate(RelationshipKind.MEDIA_ARM, state, amaq)
    case.decisions.merge(state, isis)
    assert [(one.subject_id, one.object_id) for one in case.relationships.every_relationship()] == [
        (isis, amaq)
    ]
    case.decisions.undo()
    assert len(case.relationships.every_relationship()) == 2


def test_events_come_in_order_of_time_with_actors_and_passages(case: ActorCase) -> None:
    isis, state = case.actor("ISIS"), case.actor("Islamic State")
    document = case.document("An attack near Moscow.")
    late = case.relationships.add_event("Undated", None)
    attack = case.relationships.add_event(
        "Attack", PartialDate.parse("2024-03-22"), place="Krasnogorsk", actors=[isis, state],
        citations=[Passage(document, 3, 9, "attack")],
    )  # fmt: skip
    early = case.relationships.add_event("Proclamation", PartialDate.parse("2014"), actors=[state])
    assert [event.id for event in case.relationships.every_event()] == [early, attack, late]
    case.decisions.merge(state, isis)
    assert [event.actor_ids for event in case.relationships.events_of(isis)] == [(isis,), (isis,)]
    case.relationships.change_event(attack, title="The attack", actors=[], citations=[])
    changed = case.relationships.event(attack)
    assert (changed.title, changed.actor_ids, changed.citations) == ("The attack", (), ())
    case.relationships.remove_event(attack)
    assert len(case.relationships.every_event()) == 2


def test_rejected_aliases_bear_no_name(case: ActorCase) -> None:
    key = case.actor("Hamas", "Hama")
    assert set(case.actors.with_folded_names(["hamas", "hama"])) == {"hamas", "hama"}
    alias = case.actors.get(key).aliases[1]
    case.actors.change_alias(alias.id, status=AliasStatus.REJECTED)
    assert set(case.actors.with_folded_names(["hamas", "hama"])) == {"hamas"}


@pytest.mark.parametrize("typed", ["x" * 300_000, " ".join(f"word{number}" for number in range(40_000))])
def test_a_page_of_text_pasted_into_the_list_of_actors_finds_nobody(case: ActorCase, typed: str) -> None:
    case.actor("Word0 and word1", "x" * 1_000)
    assert case.actors.page(text=typed, everyone=True) == []
