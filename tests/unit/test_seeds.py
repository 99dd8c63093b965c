"""Audit the starter knowledge: every key once, every relationship leads somewhere, scripts and flags as they should be."""

from __future__ import annotations

import unicodedata

import yaml
from dossier.actors.matching import NameVerdict, compare_names
from dossier.actors.seeds import starter_actors
from dossier.actors.words_english import COMMON
from dossier.case.sources import known_sources
from dossier.domain.actors import KIND_OF_ROLE, AliasForm
from dossier.paths import resource
from dossier.text.normalize import fold, has_hidden_or_mixed, script_of


def test_there_are_at_least_two_hundred_actors_each_with_a_key_of_its_own() -> None:
    keys = [known.actor.key for known in starter_actors()]

    assert len(keys) >= 200
    assert None not in keys
    assert len(keys) == len(set(keys))


def test_every_relationship_leads_to_another_actor_of_the_list() -> None:
    keys = {known.actor.key for known in starter_actors()}

    for known in starter_actors():
        for one in known.relationships:
            assert one.actor in keys, (known.actor.key, one.actor)
            assert one.actor != known.actor.key


def test_kinds_fit_roles_and_descriptions_are_sentences() -> None:
    for known in starter_actors():
        actor = known.actor
        assert actor.kind == KIND_OF_ROLE[actor.role], actor.key
        assert actor.description.endswith("."), actor.key
        assert len(actor.description) <= 200, actor.key


def test_names_have_their_script_and_no_hidden_characters() -> None:
    for known in starter_actors():
        for alias in known.actor.aliases:
            assert alias.script == script_of(alias.value), alias.value
            assert unicodedata.normalize("NFC", alias.value) == alias.value, alias.value
            assert has_hidden_or_mixed(alias.value) is None, alias.value
            assert alias.value.strip() == alias.value
            if alias.language == "ar":
                assert alias.script == "Arab", alias.value
            if alias.language == "en":
                assert alias.script == "Latn", alias.value


def test_no_actor_lists_a_name_twice() -> None:
    for known in starter_actors():
        values = [alias.value for alias in known.actor.aliases]
        assert len(values) == len(set(values)), known.actor.key


def test_names_that_are_common_words_or_shared_count_only_with_evidence() -> None:
    bearers: dict[str, set[str]] = {}
    for known in starter_actors():
        for alias in known.actor.aliases:
            if alias.form is not AliasForm.ADJECTIVE:
                bearers.setdefault(fold(alias.value), set()).add(str(known.actor.key))
    for known in starter_actors():
        for alias in known.actor.aliases:
            if alias.ambiguous or alias.form is AliasForm.ADJECTIVE:
                continue
            folded = fold(alias.value)
            assert folded not in COMMON or alias.form is AliasForm.ACRONYM, (known.actor.key, alias.value)
            assert len(bearers[folded]) == 1, (alias.value, bearers[folded])


def test_whoever_has_an_ambiguous_name_says_what_is_evidence_or_has_a_longer_name() -> None:
    for known in starter_actors():
        if any(alias.ambiguous for alias in known.actor.aliases):
            sure = any(not alias.ambiguous for alias in known.actor.aliases)
            assert known.actor.context or sure, known.actor.key


def test_no_two_actors_bear_names_that_the_comparison_calls_the_same() -> None:
    """Two entries for one actor would split its mentions."""
    actors = [known.actor for known in starter_actors()]
    first = {str(actor.key): actor.name for actor in actors}
    twins = [
        (one, other)
        for number, (one, name) in enumerate(first.items())
        for other, other_name in list(first.items())[number + 1 :]
        if fold(name)[:1] == fold(other_name)[:1]
        and compare_names(name, other_name).verdict is NameVerdict.SAME
    ]
    assert twins == []


def test_every_source_has_a_key_of_its_own_and_a_descriptor_but_no_grade() -> None:
    sources = known_sources()
    keys = [one.key for one in sources]

    assert len(keys) == len(set(keys))
    assert all(one.descriptor.endswith(".") for one in sources)
    data = yaml.safe_load(resource("seeds/sources.yaml").read_text("utf-8"))
    assert not any("reliability" in entry or "grade" in entry for entry in data["sources"])


def test_no_two_sources_share_a_name_or_a_domain() -> None:
    names = [fold(name) for one in known_sources() for name in {one.name, *one.names}]
    domains = [domain for one in known_sources() for domain in one.domains]

    assert len(names) == len(set(names))
    assert len(domains) == len(set(domains))
