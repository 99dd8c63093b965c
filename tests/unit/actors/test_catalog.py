"""The catalogue: starter knowledge, names, suggestions, lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from dossier.actors.catalog import Found
from dossier.actors.seeds import starter_lookup
from dossier.domain.actors import (
    ActorId,
    ActorRole,
    ActorStatus,
    AliasForm,
    AliasStatus,
    NewAlias,
    RelationshipKind,
)
from dossier.domain.corpus import DocumentId

from tests.helpers.actors import ActorCase, mention, new_actor_case

STARTER = """
actors:
  - key: isis
    kind: Organization
    role: group
    name: ISIS
    description: Jihadist organisation.
    country: [iq, sy]
    context: [caliphate, jihadist]
    aliases:
      - {value: Islamic State, language: en, used_by: itself}
      - {value: IS, form: acronym, ambiguous: true}
      - {value: داعش, language: ar, form: acronym, note: used by its enemies}
      - {value: ISIS-affiliated, form: adjective}
    relationships:
      - {kind: media arm, actor: amaq, start: 2014-08}
      - {kind: enemy, actor: unheard-of}
  - key: amaq
    role: media outlet
    name: Amaq
    aliases: [أعماق, {value: Amaq News Agency}]
  - key: norway
    role: state
    name: Norway
    country: no
"""


@dataclass(frozen=True)
class Guess:
    """What recognition proposes."""

    name: str
    spans: tuple[tuple[int, int], ...]
    role: ActorRole = ActorRole.PERSON
    reason: str = "title before the name"
    also: tuple[str, ...] = ()


@pytest.fixture
def case(tmp_path: Path) -> Iterator[ActorCase]:
    """A new case."""
    made = new_actor_case(tmp_path)
    yield made
    made.database.close()


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    """Some starter knowledge."""
    path = tmp_path / "actors.yaml"
    path.write_text(STARTER, encoding="utf-8")
    return path


def guess(text: str, name: str, role: ActorRole = ActorRole.PERSON) -> Guess:
    """A candidate at the first place of its name."""
    start = text.index(name)
    return Guess(name, ((start, start + len(name)),), role)


def record(case: ActorCase, text: str, *candidates: Guess) -> DocumentId:
    """Import a document with these candidates."""
    document = case.document(text)
    case.catalog.record([Found(document, text, (), candidates)])
    return document


def test_starter_knowledge_brings_names_relations_and_what_they_are(case: ActorCase, starter: Path) -> None:
    assert case.catalog.load_starter(starter) == 3
    isis = case.actors.by_key("isis")
    assert isis is not None
    assert (isis.role, isis.status, isis.countries) == (ActorRole.GROUP, ActorStatus.CONFIRMED, ("iq", "sy"))
    assert isis.context == ("caliphate", "jihadist")
    assert [(alias.value, str(alias.form), alias.script) for alias in isis.aliases] == [
        ("ISIS", "name", "Latn"),
        ("Islamic State", "name", "Latn"),
        ("IS", "acronym", "Latn"),
        ("داعش", "acronym", "Arab"),
        ("ISIS-affiliated", "adjective", "Latn"),
    ]
    [relation] = case.relationships.relationships_of(isis.id)
    assert (relation.kind, str(relation.start), relation.from_seed) == (
        RelationshipKind.MEDIA_ARM,
        "2014-08",
        True,
    )
    norway = case.actors.by_key("norway")
    assert norway is not None
    assert norway.countries == ("no",)


def test_loading_the_starter_knowledge_again_adds_only_what_is_new_and_keeps_edits(
    case: ActorCase, starter: Path
) -> None:
    case.catalog.load_starter(starter)
    isis = case.actors.keys()["isis"]
    case.decisions.rename(isis, "Daesh")
    alias = next(one for one in case.catalog.get(isis).aliases if one.value == "IS")
    case.decisions.reject_alias(alias.id)
    newer = STARTER.replace("[أعماق, ", "[أعماق, Aamaq, ") + "  - {key: fatah, role: group, name: Fatah}\n"
    starter.write_text(newer, encoding="utf-8")
    assert case.catalog.load_starter(starter) == 1
    actor = case.catalog.get(isis)
    assert actor.name == "Daesh"
    assert [one.status for one in actor.aliases if one.value == "IS"] == [AliasStatus.REJECTED]
    amaq = case.actors.by_key("amaq")
    assert amaq is not None
    assert "Aamaq" in [one.value for one in amaq.aliases]
    assert len(case.relationships.every_relationship()) == 1


def test_an_actor_is_found_by_every_name_however_it_is_written(case: ActorCase, starter: Path) -> None:
    case.catalog.load_starter(starter)
    for name in ("isis", "ISLAMIC state", "Islamic-State", "دَاعِش", " IS "):
        found = case.catalog.expand_name(name)
        assert found is not None, name
        assert found.name == "ISIS"
        assert [alias.value for alias in found.aliases] == ["ISIS", "Islamic State", "IS", "داعش"]
    assert [alias.ambiguous for alias in found.aliases] == [False, False, True, False]
    assert case.catalog.expand_name("Islamic") is not None, "part of one actor's names only"
    assert case.catalog.expand_name("nobody") is None
    assert case.catalog.expand_name(" ") is None


def test_a_suggestion_is_found_by_its_name_unless_it_was_rejected(case: ActorCase) -> None:
    key = case.actor("Abu Hudhayfah", status=ActorStatus.SUGGESTED)
    found = case.catalog.expand_name("abu hudhayfah")
    assert found is not None
    assert found.actor_id == key
    case.decisions.reject(key)
    assert case.catalog.expand_name("abu hudhayfah") is None


def test_a_part_of_several_actors_names_finds_none(case: ActorCase) -> None:
    case.actor("Hassan Nasrallah")
    case.actor("Ahmad Nasrallah")
    assert case.catalog.expand_name("Nasrallah") is None
    found = case.catalog.expand_name("ahmad")
    assert found is not None
    assert found.name == "Ahmad Nasrallah"


def test_where_actors_share_a_name_the_likeliest_comes_first_and_the_others_are_told(case: ActorCase) -> None:
    weak = case.actor("Wagner Group", NewAlias("Wagner", "Latn", ambiguous=True))
    strong = case.actor("Richard Wagner", NewAlias("Wagner", "Latn"))
    assert [actor.id for actor in case.catalog.find("wagner")] == [strong, weak]
    expanded = case.catalog.expand_name("wagner")
    assert expanded is not None
    assert (expanded.actor_id, expanded.also) == (strong, ("Wagner Group",))
    own = case.actor("Wagner")
    assert case.catalog.find("wagner")[0].id == own


def test_equally_likely_actors_are_ordered_by_their_documents(case: ActorCase) -> None:
    first = case.actor("First Corps", "The Corps")
    second = case.actor("Second Corps", "The Corps")
    assert [actor.id for actor in case.catalog.find("the corps")] == [first, second]
    case.name(case.document("Second Corps"), (second, "Second Corps"))
    assert [actor.id for actor in case.catalog.find("the corps")] == [second, first]


def test_the_id_of_a_merged_actor_leads_to_its_canonical_one(case: ActorCase) -> None:
    a, b, c = case.actor("A one"), case.actor("B two"), case.actor("C three")
    case.decisions.merge(a, c)
    found = case.catalog.many({a, b, c, ActorId(99)})
    assert {key: actor.id for key, actor in found.items()} == {a: c, b: b, c: c}


def test_adjectives_and_suggestions_bear_no_name_for_matching(case: ActorCase) -> None:
    iran = case.actor("Iran", NewAlias("Iranian", "Latn", form=AliasForm.ADJECTIVE))
    case.actor("Maybe", status=ActorStatus.SUGGESTED)
    look_up = case.catalog.alias_lookup()
    assert look_up("iran") == frozenset({str(iran)})
    assert look_up("iranian") == frozenset()
    assert look_up("maybe") == frozenset()


def test_names_can_be_looked_up_in_the_starter_knowledge_without_a_case(starter: Path) -> None:
    look_up = starter_lookup(starter)
    assert look_up("Islamic-State") == look_up("داعش") == frozenset({"isis"})
    assert look_up("Amaq") == frozenset({"amaq"})
    assert look_up("ISIS-affiliated") == frozenset()
    assert look_up("nobody") == frozenset()


def test_gazetteer_entries_are_the_names_in_force_of_confirmed_actors(case: ActorCase, starter: Path) -> None:
    case.catalog.load_starter(starter)
    isis = case.actors.keys()["isis"]
    case.actor("Maybe", status=ActorStatus.SUGGESTED)
    alias = next(one for one in case.catalog.get(isis).aliases if one.value == "Islamic State")
    version = case.catalog.version
    case.decisions.reject_alias(alias.id)
    assert case.catalog.version != version
    entries = {entry.value: entry for entry in case.catalog.gazetteer_entries()}
    assert set(entries) == {
        "ISIS",
        "IS",
        "داعش",
        "ISIS-affiliated",
        "Amaq",
        "أعماق",
        "Amaq News Agency",
        "Norway",
    }
    assert entries["IS"].ambiguous
    assert entries["IS"].context == ("caliphate", "jihadist")
    assert entries["ISIS-affiliated"].form is AliasForm.ADJECTIVE
    assert entries["Norway"].role is ActorRole.STATE


def test_suggestions_leave_the_gazetteer_as_it_is(case: ActorCase) -> None:
    version = case.catalog.version
    text = "Spokesman Abu Hudhayfah spoke."
    record(case, text, guess(text, "Abu Hudhayfah"))
    assert case.catalog.version == version


def test_unknown_candidates_become_one_suggestion_per_name(case: ActorCase) -> None:
    one, two = "Spokesman Abu Hudhayfah spoke.", "Then Abu-Hudhayfah and ABU HUDHAYFAH left."
    first = record(case, one, guess(one, "Abu Hudhayfah"))
    second = record(case, two, guess(two, "Abu-Hudhayfah"), guess(two, "ABU HUDHAYFAH"))
    [line] = case.catalog.page()
    assert (line.actor.name, line.actor.status, line.actor.role) == (
        "Abu Hudhayfah", ActorStatus.SUGGESTED, ActorRole.PERSON,
    )  # fmt: skip
    assert (line.documents, line.mentions) == (2, 3)
    found = case.catalog.mentions_in(second)
    assert [two[one.start : one.end] for one in found] == ["Abu-Hudhayfah", "ABU HUDHAYFAH"]
    assert found[0].reason == "title before the name"
    assert [entry.document_id for entry in case.catalog.documents(line.actor.id)] == [second, first]


def test_a_rejected_suggestion_never_comes_back_but_can_be_taken_back(case: ActorCase) -> None:
    one, two = "Read More about it.", "You can read more: Read More."
    record(case, one, guess(one, "Read More", ActorRole.GROUP))
    [line] = case.catalog.page()
    case.decisions.reject(line.actor.id)
    second = record(case, two, guess(two, "Read More", ActorRole.GROUP))
    assert case.catalog.page() == []
    assert case.catalog.mentions_in(second) == []
    assert case.catalog.in_case() == []
    case.decisions.undo()
    [line] = case.catalog.page()
    assert line.documents == 2


def test_rejecting_a_name_says_nothing_of_its_acronym(case: ActorCase) -> None:
    one, two = "The Weekly Business Review (WBR) wrote.", "WBR fighters attacked."
    start = one.index("Weekly")
    record(case, one, Guess("Weekly Business Review", ((start, start + 22),), also=("WBR",)))
    [line] = case.catalog.page()
    assert [(alias.value, alias.ambiguous) for alias in line.actor.aliases] == [
        ("Weekly Business Review", False),
        ("WBR", True),
    ]
    case.decisions.reject(line.actor.id)
    record(case, two, guess(two, "WBR", ActorRole.GROUP))
    assert [line.actor.name for line in case.catalog.page()] == ["WBR"]


def test_an_acronym_alone_is_taken_for_the_suggestion_that_it_was_introduced_with(case: ActorCase) -> None:
    one, two = "The Media Oversight Committee (MOC) wrote.", "MOC wrote again."
    start = one.index("Media")
    record(case, one, Guess("Media Oversight Committee", ((start, start + 25),), also=("MOC",)))
    record(case, two, guess(two, "MOC", ActorRole.GROUP))
    [line] = case.catalog.page()
    assert line.documents == 2


def test_a_candidate_that_bears_a_known_name_is_not_suggested(case: ActorCase) -> None:
    case.actor("Wagner Group", NewAlias("Wagner", "Latn", ambiguous=True))
    text = "The opera by Wagner."
    record(case, text, guess(text, "Wagner"))
    assert case.catalog.page(status=ActorStatus.SUGGESTED) == []


def test_the_index_hears_of_documents_with_new_mentions(case: ActorCase) -> None:
    hamas = case.actor("Hamas")
    text = "Hamas said."
    document = case.document(text)
    case.outbox()
    case.catalog.record([Found(document, text, [mention(text, document, hamas, "Hamas")])])
    assert case.outbox() == {document}
    assert case.catalog.names_in([document]) == {document: [(hamas, "Hamas")]}


def test_the_case_lists_who_matters_with_documents_by_status(case: ActorCase, starter: Path) -> None:
    case.catalog.load_starter(starter)
    isis = case.actors.keys()["isis"]
    text = "ISIS and spokesman Abu Hudhayfah, ISIS."
    document = case.document(text, file="report.txt")
    start = text.index("Abu")
    case.catalog.record(
        [
            Found(
                document,
                text,
                [mention(text, document, isis, "ISIS")],
                [Guess("Abu Hudhayfah", ((start, start + 13),))],
            )
        ]
    )
    assert [one.actor.name for one in case.catalog.in_case(ActorStatus.CONFIRMED)] == ["ISIS"]
    assert [one.actor.name for one in case.catalog.in_case(ActorStatus.SUGGESTED)] == ["Abu Hudhayfah"]
    assert len(case.catalog.in_case()) == 2
    assert len(case.catalog.in_case(everyone=True)) == 4
    [entry] = case.catalog.in_case(ActorStatus.CONFIRMED)[0].documents
    assert (entry.document_id, entry.file, entry.mentions) == (document, "report.txt", 1)


def test_a_batch_that_fails_leaves_nothing_behind(case: ActorCase) -> None:
    text = "Abu Hudhayfah spoke."
    document = case.document(text)

    def fail_after_recording() -> None:
        with case.actors.together():
            case.catalog.record([Found(document, text, (), [guess(text, "Abu Hudhayfah")])])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_recording()
    assert case.catalog.in_case(everyone=True) == []
    assert case.catalog.mentions_in(document) == []
