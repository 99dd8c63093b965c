"""Dossiers are kept in order, and every edit can be taken back exactly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.domain.actors import ActorKind, ActorRole, ActorStatus, NewActor
from dossier.domain.dossiers import TLP, Dossier, DossierId, Likelihood, SectionId
from dossier.dossiers.citations import passage_at
from dossier.storage.actors import ActorStore
from dossier.storage.corpus import CorpusStore
from dossier.storage.database import CaseDatabase, create_database
from dossier.storage.dossiers import DossierStore
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.cases import document

TEXT = "Hamas fired rockets. The army answered. Mediators met in Cairo."


@pytest.fixture
def database(tmp_path: Path) -> Iterator[CaseDatabase]:
    found = create_database(tmp_path / "case.db")
    yield found
    found.close()


def begin(database: CaseDatabase) -> tuple[DossierStore, DossierId, SectionId]:
    [actor] = ActorStore(database).add(
        [NewActor("Hamas", ActorKind.ORGANIZATION, ActorRole.GROUP, ActorStatus.CONFIRMED)]
    )
    store = DossierStore(database)
    key = store.create(actor, "Hamas", TLP.GREEN)
    with store.edit(key, "first section"):
        section = store.add_section(key, "Summary")
    return store, key, section


def content(dossier: Dossier) -> object:
    """Everything but the time of the last change."""
    return dossier.sections


def test_a_statement_keeps_its_citations_in_order(database: CaseDatabase) -> None:
    store, key, section = begin(database)
    [item] = CorpusStore(database).add([document(TEXT)])
    with store.edit(key, "cite"):
        statement = store.add_statement(section, "Rockets were fired.", likelihood=Likelihood.LIKELY)
        store.cite(statement, passage_at(item, TEXT, 0, 20))
        store.cite(statement, passage_at(item, TEXT, 21, 39))
    [found] = store.get(key).sections[0].statements
    assert [citation.passage.quote for citation in found.citations] == [
        "Hamas fired rockets.",
        "The army answered.",
    ]
    assert found.likelihood is Likelihood.LIKELY
    assert not found.unsourced


def test_undo_and_redo_restore_the_exact_state(database: CaseDatabase) -> None:
    store, key, section = begin(database)
    [item] = CorpusStore(database).add([document(TEXT)])
    empty = content(store.get(key))
    with store.edit(key, "cite"):
        statement = store.add_statement(section, "Rockets were fired.")
        store.cite(statement, passage_at(item, TEXT, 0, 20))
    full = content(store.get(key))
    assert store.undo(key) == "cite"
    assert content(store.get(key)) == empty
    assert store.redo(key) == "cite"
    assert content(store.get(key)) == full


def test_a_new_edit_forgets_what_was_undone(database: CaseDatabase) -> None:
    store, key, section = begin(database)
    with store.edit(key, "one"):
        store.add_statement(section, "One.")
    store.undo(key)
    with store.edit(key, "two"):
        store.add_statement(section, "Two.")
    assert store.redo(key) is None


def test_typing_on_is_one_edit(database: CaseDatabase) -> None:
    store, key, section = begin(database)
    with store.edit(key, "add"):
        statement = store.add_statement(section, "")
    for words in ("H", "Ha", "Ham"):
        with store.edit(key, "typing", coalesce=True):
            store.change_statement(statement, text=words)
    store.undo(key)
    assert store.statement(statement).text == ""


def test_removing_a_section_can_be_taken_back_with_its_citations(database: CaseDatabase) -> None:
    store, key, section = begin(database)
    [item] = CorpusStore(database).add([document(TEXT)])
    with store.edit(key, "cite"):
        store.cite(store.add_statement(section, "Rockets."), passage_at(item, TEXT, 0, 20))
    before = content(store.get(key))
    with store.edit(key, "remove"):
        store.remove_section(section)
    assert store.get(key).sections == ()
    store.undo(key)
    assert content(store.get(key)) == before


STEP = st.tuples(
    st.sampled_from(["section", "statement", "text", "move", "drop", "cite", "uncite", "move section"]),
    st.integers(0, 5),
    st.integers(0, 5),
)


@given(steps=st.lists(STEP, max_size=14))
def test_undoing_everything_gives_the_beginning_and_redoing_the_end(
    steps: list[tuple[str, int, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    database = create_database(tmp_path_factory.mktemp("case") / "case.db")
    try:
        store, key, _ = begin(database)
        [item] = CorpusStore(database).add([document(TEXT)])
        states = [content(store.get(key))]
        for number, (what, one, other) in enumerate(steps):
            with store.edit(key, f"step {number}"):
                apply_step(store, key, item, what, one, other)
            state = content(store.get(key))
            if state != states[-1]:
                states.append(state)
        for state in reversed(states[:-1]):
            assert store.undo(key) is not None
            assert content(store.get(key)) == state
        for state in states[1:]:
            assert store.redo(key) is not None
            assert content(store.get(key)) == state
        assert store.redo(key) is None
    finally:
        database.close()


def apply_step(store: DossierStore, key: DossierId, item: int, what: str, one: int, other: int) -> None:
    dossier = store.get(key)
    sections = dossier.sections
    statements = [statement for section in sections for statement in section.statements]
    if what == "section" or not sections:
        store.add_section(key, f"Section {one}", other)
    elif what == "move section":
        store.move_section(sections[one % len(sections)].id, other)
    elif what == "statement" or not statements:
        store.add_statement(sections[one % len(sections)].id, f"Statement {other}.", position=other)
    elif what == "text":
        store.change_statement(statements[one % len(statements)].id, text=f"Words {other}")
    elif what == "move":
        store.move_statement(statements[one % len(statements)].id, sections[other % len(sections)].id, other)
    elif what == "drop":
        store.remove_statement(statements[one % len(statements)].id)
    elif what == "cite":
        store.cite(statements[one % len(statements)].id, passage_at(item, TEXT, 3 * one, 3 * one + 9))  # type: ignore[arg-type]
    elif what == "uncite":
        cited = [citation for statement in statements for citation in statement.citations]
        if cited:
            store.remove_citation(cited[one % len(cited)].id)
