"""What hangs on a statement goes and comes with it: links to claims, conflicts, citations with their notes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.case import Case, create_case, open_case
from dossier.domain.dossiers import DossierId, Statement
from dossier.domain.evidence import Claim, ClaimId
from dossier.dossiers.citations import passage_at
from dossier.errors import UserError
from dossier.storage.database import HEAD
from dossier.storage.migrations.run import migrate
from dossier.storage.tables import CitationRow, ConflictRow, SectionRow, StatementClaimRow, StatementRow
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from tests.helpers.cases import document

TEXT = "Hamas fired rockets. The army answered. Mediators met in Cairo."
TABLES = (SectionRow, StatementRow, CitationRow, StatementClaimRow, ConflictRow)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    made = create_case(tmp_path / "One.case")
    yield made
    made.close()


def rows(case: Case) -> list[list[tuple[object, ...]]]:
    with case.database.reading() as session:
        return [sorted(tuple(row) for row in session.execute(select(table.__table__))) for table in TABLES]


def begin(case: Case, *names: str) -> list[DossierId]:
    return [case.editor.begin(case.find_actor(name), sections=("One",)) for name in names]


def add(case: Case, dossier: DossierId, words: str) -> Statement:
    section = case.editor.get(dossier).sections[0].id
    return case.editor.statement(case.editor.add_statement(dossier, section, words))


def test_a_statement_comes_back_with_its_claims_conflicts_and_notes(case: Case) -> None:
    [key] = begin(case, "Hamas")
    [item] = case.corpus_store.add([document(TEXT)])
    one, other = add(case, key, "Ten were killed."), add(case, key, "Twenty were killed.")
    claim = case.claims.add(Claim(ClaimId(0), "Twenty people were killed in the raid"))
    with case.dossier_store.edit(key, "cite"):
        case.dossier_store.cite(other.id, passage_at(item, TEXT, 0, 20), "seen by two people")
    case.claims.rest(other.id, claim)
    case.reviews.mark_conflict(one.id, other.id, "two counts")
    before = rows(case)
    section = case.editor.get(key).sections[0].id
    for remove in (
        lambda: case.editor.remove_statement(key, other.id),
        lambda: case.editor.remove_section(key, section),
    ):
        remove()
        assert rows(case)[3:] == [[], []]
        case.editor.undo(key)
        assert rows(case) == before


def test_links_made_after_an_edit_come_back_when_it_is_done_again(case: Case) -> None:
    [key] = begin(case, "Hamas")
    other = begin(case, "Hezbollah")[0]
    theirs = add(case, other, "Twenty were killed.")  # older: the conflict is an edit of that dossier
    ours = add(case, key, "Ten were killed.")
    case.reviews.mark_conflict(ours.id, theirs.id, "two counts")
    before = rows(case)
    assert case.editor.undo(key) == "add statement"
    assert rows(case)[4] == []
    assert case.editor.redo(key) == "add statement"
    assert rows(case) == before


def test_a_conflict_waits_for_the_statement_that_comes_back_last(case: Case) -> None:
    ours, theirs = begin(case, "Hamas", "Hezbollah")
    one, other = add(case, ours, "Ten were killed."), add(case, theirs, "Twenty were killed.")
    case.reviews.mark_conflict(one.id, other.id, "two counts")
    before = rows(case)
    for first, second in ((ours, theirs), (theirs, ours)):
        case.editor.remove_statement(ours, one.id)
        case.editor.remove_statement(theirs, other.id)
        case.editor.undo(first)
        assert rows(case)[4] == []
        case.editor.undo(second)
        assert rows(case) == before


def test_a_conflict_taken_back_does_not_return_with_its_statement(case: Case) -> None:
    ours, theirs = begin(case, "Hamas", "Hezbollah")
    one, other = add(case, ours, "Ten were killed."), add(case, theirs, "Twenty were killed.")
    case.reviews.mark_conflict(one.id, other.id, "two counts")
    case.editor.remove_statement(theirs, other.id)
    assert case.editor.undo(ours) == "mark a conflict"
    case.editor.undo(theirs)
    assert rows(case)[4] == []
    case.editor.redo(ours)
    assert case.reviews.conflicts_of(one.id) == {other.id: "two counts"}


def test_a_claim_that_left_the_ledger_does_not_stop_undo(case: Case) -> None:
    [key] = begin(case, "Hamas")
    one = add(case, key, "Ten were killed.")
    claim = case.claims.add(Claim(ClaimId(0), "Ten people were killed in the raid"))
    case.claims.rest(one.id, claim)
    case.editor.remove_statement(key, one.id)
    case.claims.remove(claim)
    another = case.claims.add(Claim(ClaimId(0), "A quite different claim, of another day"))
    assert another != claim
    case.editor.undo(key)
    assert [found.id for found in case.editor.get(key).sections[0].statements] == [one.id]
    assert rows(case)[3] == []


def test_undo_never_overwrites_a_statement_of_another_dossier(case: Case) -> None:
    ours, theirs = begin(case, "Hamas", "Hezbollah")
    one = add(case, ours, "Ours.")
    case.editor.remove_statement(ours, one.id)
    other = add(case, theirs, "Theirs.")
    case.editor.undo(ours)
    assert case.editor.statement(one.id).text == "Ours."
    assert case.editor.statement(other.id).text == "Theirs."


STEP = st.tuples(
    st.sampled_from(
        "section/statement/statement/text/move/drop/drop section/cite/uncite/"
        "rest/turn down/conflict/conflict/no conflict".split("/")
    ),
    st.integers(0, 1),
    st.integers(0, 5),
    st.integers(0, 5),
)


def take_step(case: Case, what: str, key: DossierId, one: int, two: int, claims: list[ClaimId]) -> None:
    editor = case.editor
    sections = editor.get(key).sections
    statements = [statement for section in sections for statement in section.statements]
    everywhere = [statement.id for _title, statement in case.reviews.statements()]
    if what == "section" or not sections:
        editor.add_section(key, f"Section {one}", two)
    elif what == "statement" or not statements:
        editor.add_statement(key, sections[one % len(sections)].id, f"Statement {two}.", two)
    elif what == "drop section":
        editor.remove_section(key, sections[one % len(sections)].id)
    else:
        chosen = statements[one % len(statements)]
        other = everywhere[two % len(everywhere)]
        if what == "text":
            editor.change_text(key, chosen.id, f"Words {two}")
        elif what == "move":
            editor.move_statement(key, chosen.id, sections[two % len(sections)].id, one)
        elif what == "drop":
            editor.remove_statement(key, chosen.id)
        elif what == "cite":
            with case.dossier_store.edit(key, "cite"):
                [item, *_] = case.corpus_store.ids()
                case.dossier_store.cite(chosen.id, passage_at(item, TEXT, one, one + 9), f"note {two}")
        elif what == "uncite" and chosen.citations:
            editor.remove_citation(key, chosen.citations[0].id)
        elif what in {"rest", "turn down"}:
            case.claims.rest(chosen.id, claims[two % len(claims)], rests=what == "rest")
        elif "conflict" in what and other != chosen.id:
            case.reviews.mark_conflict(chosen.id, other, None if what == "no conflict" else f"note {two}")


@settings(max_examples=20)
@given(steps=st.lists(STEP, max_size=16), turns=st.lists(st.integers(0, 1), max_size=40))
def test_undoing_all_in_any_order_gives_the_beginning_and_redoing_the_end(
    steps: list[tuple[str, int, int, int]], turns: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    case = create_case(tmp_path_factory.mktemp("cases") / "One.case")
    try:
        dossiers = begin(case, "Hamas", "Hezbollah")
        case.corpus_store.add([document(TEXT)])
        claims = [case.claims.add(Claim(ClaimId(0), words)) for words in ("The dam burst", "The bridge fell")]
        start, done = rows(case), []
        for what, which, one, two in steps:
            take_step(case, what, dossiers[which], one, two, claims)
        end = rows(case)
        for which in [*turns, *[0] * 40, *[1] * 40]:
            if case.editor.undo(dossiers[which]) is not None:
                done.append(which)
        assert rows(case) == start
        for which in reversed(done):
            assert case.editor.redo(dossiers[which]) is not None
        assert rows(case) == end
        assert case.database.integrity() == []
    finally:
        case.close()


def test_a_case_with_edits_is_brought_up_to_date_and_back(tmp_path: Path) -> None:
    case = create_case(tmp_path / "One.case")
    path = case.path / "case.db"
    [key] = begin(case, "Hamas")
    kept, gone = add(case, key, "Ten were killed."), add(case, key, "Twenty were killed.")
    claim = case.claims.add(Claim(ClaimId(0), "Twenty people were killed in the raid"))
    case.claims.rest(kept.id, claim)
    case.editor.remove_statement(key, gone.id)
    before = rows(case)
    case.close()
    migrate(path, "0002")
    migrate(path, HEAD)
    case = open_case(tmp_path / "One.case")
    try:
        assert rows(case) == before
        assert add(case, key, "Thirty were killed.").id > gone.id
        with case.database.reading() as session:
            made = session.execute(
                text("SELECT sql FROM sqlite_master WHERE name = 'statement'")
            ).scalar_one()
            assert "AUTOINCREMENT" in made
            assert "CASCADE" in made
    finally:
        case.close()


def test_a_removed_dossier_comes_back_whole_with_its_history(case: Case) -> None:
    one, other = begin(case, "Hamas", "Hezbollah")
    [item] = case.corpus_store.add([document(TEXT)])
    first, second = add(case, one, "Ten were killed."), add(case, other, "Twenty were killed.")
    case.editor.cite_passage(one, first.section_id, item, (0, 20), statement=first.id)
    claim = case.claims.add(Claim(ClaimId(0), "Ten people were killed in the raid"))
    case.claims.rest(first.id, claim)
    case.reviews.mark_conflict(first.id, second.id, "two counts")
    before, whole, history = rows(case), case.editor.get(one), case.editor.history(one)
    case.editor.remove(one)
    assert [dossier.id for dossier in case.editor.all()] == [other]
    assert rows(case) != before
    assert case.editor.bring_back() == one
    assert rows(case) == before
    assert case.editor.get(one) == whole
    assert case.editor.history(one) == history
    assert case.editor.undo(one) is not None
    assert case.editor.bring_back() is None


def test_a_removed_dossier_stays_away_while_its_actor_has_another(case: Case) -> None:
    [one] = begin(case, "Hamas")
    add(case, one, "Ten were killed.")
    case.editor.remove(one)
    [another] = begin(case, "Hamas")
    with pytest.raises(UserError, match="Another dossier"):
        case.editor.bring_back()
    assert case.editor.get(another).sections[0].statements == ()
    case.editor.remove(another)
    assert case.editor.bring_back() == another  # the newest removal first
