"""Actors in files: YAML, CSV, FollowTheMoney."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.actors.exchange import COLUMNS, read_list, to_csv, to_ftm, to_yaml
from dossier.domain.actors import (
    KIND_OF_ROLE,
    Actor,
    ActorId,
    ActorRole,
    ActorStatus,
    Alias,
    AliasForm,
    AliasId,
    AliasStatus,
    NewActor,
    NewAlias,
    RelationshipKind,
)
from dossier.domain.dates import PartialDate
from dossier.errors import UserError
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.actors import ActorCase, new_actor_case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[ActorCase]:
    """A new case."""
    made = new_actor_case(tmp_path)
    yield made
    made.database.close()


def written(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    """A file with that text."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


_WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).map(str.strip)
_NAMES = _WORDS.filter(lambda text: bool(text) and text.isprintable())
_FORMULAS = st.sampled_from(
    ["=1+1", "+972 Magazine", "-x", "@here", "'=quoted", "''+x", "'s", "#", "no", "2024"]
)
_DATES = st.none() | st.dates().map(PartialDate.of)


@st.composite
def _actors(draw: st.DrawFn) -> list[Actor]:
    found = []
    for number in range(draw(st.integers(0, 4))):
        names = draw(st.lists(_NAMES | _FORMULAS, min_size=1, max_size=4, unique=True))
        role = draw(st.sampled_from(ActorRole))
        aliases = tuple(
            Alias(
                AliasId(place), ActorId(number), name, "Latn",
                language=draw(st.none() | st.just("en")),
                form=draw(st.sampled_from(AliasForm)),
                used_by=draw(st.none() | _NAMES.filter(lambda text: ";" not in text)),
                ambiguous=draw(st.booleans()),
                status=draw(st.sampled_from(AliasStatus)),
                first_seen=draw(_DATES),
                note=draw(st.none() | _NAMES | _FORMULAS),
            )
            for place, name in enumerate(names)
        )  # fmt: skip
        found.append(
            Actor(
                ActorId(number), names[0], KIND_OF_ROLE[role], role, draw(st.sampled_from(ActorStatus)),
                key=f"key-{number}", description=draw(st.just("") | _NAMES), countries=("iq", "no"),
                aliases=aliases,
            )
        )  # fmt: skip
    return found


def _as_read(actors: list[Actor]) -> list[NewActor]:
    return [
        NewActor(
            one.name, one.kind, one.role, one.status, one.key, one.description, one.countries, one.context,
            tuple(
                NewAlias(
                    alias.value, alias.script, alias.language, alias.form, alias.used_by, alias.ambiguous,
                    alias.status, None, None, alias.first_seen, alias.last_seen, alias.note,
                )
                for alias in one.aliases
            ),
        )
        for one in actors
    ]  # fmt: skip


@settings(deadline=None)
@given(_actors())
def test_what_is_written_is_read_again_in_both_forms(actors: list[Actor]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("a.csv", to_csv(actors)), ("a.yaml", to_yaml(actors))):
            found = read_list(written(Path(folder), name, text))
            assert [one.actor for one in found] == _as_read(actors)


@given(_actors())
def test_no_cell_of_the_csv_begins_a_formula(actors: list[Actor]) -> None:
    rows = list(csv.reader(io.StringIO(to_csv(actors), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for row in rows for cell in row)


def test_a_case_exported_and_imported_elsewhere_is_the_same(case: ActorCase, tmp_path: Path) -> None:
    isis = case.actor("ISIS", "Islamic State", "داعش", key="isis")
    amaq = case.actor("Amaq", role=ActorRole.MEDIA_OUTLET)
    case.relationships.relate(
        RelationshipKind.MEDIA_ARM, isis, amaq, start=PartialDate.parse("2014-08"), note="since"
    )
    text = to_yaml(case.catalog.confirmed(), case.relationships.every_relationship())
    (tmp_path / "other").mkdir()
    other = new_actor_case(tmp_path / "other")
    try:
        assert other.catalog.take_in(read_list(written(tmp_path, "a.yaml", text))) == 2
        again = to_yaml(other.catalog.confirmed(), other.relationships.every_relationship())
        assert again == text
        assert [one.from_seed for one in other.relationships.every_relationship()] == [False]
    finally:
        other.database.close()


def test_importing_a_colleagues_list_teaches_names_to_actors_that_are_here(
    case: ActorCase, tmp_path: Path
) -> None:
    hamas = case.actor("Hamas")
    guess = case.actor("Amaq News", status=ActorStatus.SUGGESTED)
    path = written(
        tmp_path, "list.csv",
        "name;role;alias;form\r\nHAMAS;group;Islamic Resistance Movement;name\r\nHamas;group;حماس;acronym\r\n"
        "Amaq News;group;;\r\nFatah;group;;\r\n",
        "utf-8-sig",
    )  # fmt: skip
    assert case.catalog.take_in(read_list(path)) == 1
    names = [alias.value for alias in case.catalog.get(hamas).aliases]
    assert names == ["Hamas", "Islamic Resistance Movement", "حماس"]
    assert case.catalog.get(guess).status is ActorStatus.CONFIRMED
    assert case.catalog.expand_name("fatah") is not None
    assert case.catalog.take_in(read_list(path)) == 0


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.yaml", b"actors: [\n}", "Line 2"),
        ("a.yaml", b"sources: []", "no list named `actors`"),
        ("a.yaml", b"actors: [{role: group}]", "Actor 1 has no name"),
        ("a.yaml", b"actors: [{name: A}, {name: B, key: b, role: gang}]", r"Actor 2 \(key b\) has a role"),
        ("a.yaml", b"actors: [{name: A, aliases: [{value: B, first_seen: May}]}]", "not ISO 8601"),
        ("a.yaml", b"actors: [{name: A, aliases: [{}]}]", "alias without a value"),
        ("a.yaml", b"actors: [{name: A, relationships: [{kind: ally}]}]", "relationship without an actor"),
        ("a.yaml", b"!!python/object/apply:os.system ['false']", "no YAML"),
        ("a.yaml", "actors: [é]".encode("latin-1"), "no YAML in UTF-8"),
        ("a.csv", "name\né".encode("latin-1"), "not in UTF-8"),
        ("a.csv", b"", "no column `name`"),
        ("a.csv", b"key,alias\n1,x", "no column `name`"),
        ("a.csv", b"name,role\nA,group\nB,gang", "Line 3"),
        ("a.csv", b'name\n"' + b"x" * 200_000 + b'"', "no CSV"),
        ("a.txt", b"", "read from .yaml and .csv"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_the_place(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UserError, match=sentence):
        read_list(path)


def test_a_merged_actor_is_exported_with_the_names_of_both(case: ActorCase) -> None:
    isis, state = case.actor("ISIS", key="isis"), case.actor("Islamic State", key="is")
    case.decisions.merge(state, isis)
    rows = list(csv.DictReader(io.StringIO(to_csv(case.catalog.confirmed()), newline="")))
    assert [(row["key"], row["alias"]) for row in rows] == [("isis", "ISIS"), ("isis", "Islamic State")]


def test_actors_without_a_key_get_one_of_their_own(case: ActorCase) -> None:
    for name in ("Sham Front", "Sham  Front!", "?!"):
        case.actor(name)
    case.actor("Another", key="sham-front-2")
    rows = list(csv.DictReader(io.StringIO(to_csv(case.catalog.confirmed()), newline="")))
    assert [row["key"] for row in rows] == ["sham-front", "sham-front-3", "actor", "sham-front-2"]


def test_followthemoney_gets_entities_links_and_events(case: ActorCase) -> None:
    isis = case.actor(
        "ISIS",
        NewAlias("داعش", "Arab"),
        NewAlias("IS", "Latn", ambiguous=True),
        NewAlias("ISI", "Latn", form=AliasForm.FORMER),
        NewAlias("ISIS-linked", "Latn", form=AliasForm.ADJECTIVE),
        key="isis",
    )
    leader = case.actor("Abu Hafs", role=ActorRole.PERSON)
    friend = case.actor("A Friend", role=ActorRole.PERSON)
    case.relationships.relate(RelationshipKind.LEADER, isis, leader, start=PartialDate.parse("2023-08"))
    case.relationships.relate(RelationshipKind.SPOKESPERSON, leader, friend, disputed=True)
    case.relationships.add_event("Speech", PartialDate.parse("2024-03"), place="Raqqa", actors=[isis])
    actors = case.catalog.confirmed()
    text = to_ftm(actors, case.relationships.every_relationship(), case.relationships.every_event())
    entities = {entity["id"]: entity for entity in map(json.loads, text.splitlines())}
    assert entities["actor-isis"] == {
        "id": "actor-isis",
        "schema": "Organization",
        "properties": {"name": ["ISIS"], "alias": ["داعش"], "weakAlias": ["IS"], "previousName": ["ISI"]},
    }
    assert entities[f"actor-{leader}"]["schema"] == "Person"
    assert entities["relationship-1"] == {
        "id": "relationship-1",
        "schema": "Directorship",
        "properties": {
            "organization": ["actor-isis"], "director": [f"actor-{leader}"], "role": ["leader"],
            "startDate": ["2023-08"],
        },
    }  # fmt: skip
    assert entities["relationship-2"]["schema"] == "UnknownLink"
    assert entities["relationship-2"]["properties"]["status"] == ["disputed"]
    assert entities["event-1"]["properties"] == {
        "name": ["Speech"], "startDate": ["2024-03"], "location": ["Raqqa"], "involved": ["actor-isis"],
    }  # fmt: skip


def test_relationships_with_actors_outside_the_list_are_left_out(case: ActorCase) -> None:
    isis, amaq = case.actor("ISIS"), case.actor("Amaq")
    case.relationships.relate(RelationshipKind.MEDIA_ARM, isis, amaq)
    listed = [case.catalog.get(isis)]
    assert "relationships" not in to_yaml(listed, case.relationships.every_relationship())
    assert len(to_ftm(listed, case.relationships.every_relationship()).splitlines()) == 1
