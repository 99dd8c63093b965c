"""The inbox: ranking, passages, likely actors, decisions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.actors.inbox import Inbox
from dossier.actors.page import ActorPages
from dossier.actors.recognition import Readable, Recogniser
from dossier.domain.actors import ActorRole, ActorStatus, AliasForm, NewAlias

from tests.helpers.actors import ActorCase, new_actor_case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[ActorCase]:
    """A new case."""
    made = new_actor_case(tmp_path)
    yield made
    made.database.close()


def inbox_of(case: ActorCase) -> Inbox:
    """The feature under test."""
    pages = ActorPages(case.actors, case.mentions, case.relationships, case.judgements, case.corpus.texts)
    return Inbox(case.catalog, pages)


def read(case: ActorCase, *texts: str) -> None:
    """Import documents."""
    recogniser = Recogniser(case.catalog)
    recogniser.record([Readable(case.document(text), text, language="en") for text in texts])


TEXTS = (
    "Militia spokesman Khalid Barakat said on Sunday that the talks had ended.",
    "The committee's chairman, Dr Samir Haddad, resigned on Monday. Nobody knew why.",
    "Spokesman Khalid Barakat told reporters that he knew nothing. Then he left.",
)


def test_suggestions_come_by_documents_with_their_passages(case: ActorCase) -> None:
    read(case, *TEXTS)
    inbox = inbox_of(case)
    found = inbox.page()
    assert [(one.actor.name, one.documents) for one in found] == [("Khalid Barakat", 2), ("Samir Haddad", 1)]
    assert inbox.count() == 2
    assert [one.passage.quote for one in found[0].passages] == [
        TEXTS[0],
        "Spokesman Khalid Barakat told reporters that he knew nothing.",
    ]
    shown = found[0].passages[1]
    assert TEXTS[2][slice(*shown.marks[0])] == "Khalid Barakat"
    assert found[0].reason
    assert inbox.page(offset=1, limit=1) == found[1:]


def test_a_suggestion_is_shown_with_the_known_actors_it_may_be_best_first(case: ActorCase) -> None:
    longer = case.actor("Abu Omar", "Khalid Omar Barakat", role=ActorRole.PERSON)
    spelled = case.actor("Khaled Barakat", role=ActorRole.PERSON)
    arabic = case.actor("خالد بركات", role=ActorRole.PERSON)
    case.actor("Khalid Mashal", NewAlias("Barakati", "Latn", form=AliasForm.ADJECTIVE), role=ActorRole.PERSON)
    case.actor("Hezbollah")
    read(case, TEXTS[0])
    [suggestion] = inbox_of(case).page()
    assert {one.actor.id for one in suggestion.likely} == {longer, spelled, arabic}
    scores = [(one.match.verdict, one.match.score) for one in suggestion.likely]
    assert scores == sorted(scores, key=lambda one: (one[0] != "same", -one[1]))
    assert all(one.match.reasons for one in suggestion.likely)
    [named] = [one.match.b for one in suggestion.likely if one.actor.id == longer]
    assert named == "Khalid Omar Barakat"


def test_likely_actors_follow_what_the_analyst_teaches(case: ActorCase) -> None:
    read(case, TEXTS[0])
    inbox = inbox_of(case)
    assert inbox.page()[0].likely == ()
    known = case.actor("Khaled Barakat", role=ActorRole.PERSON)
    assert [one.actor.id for one in inbox.page()[0].likely] == [known]
    alias = case.catalog.get(known).aliases[0]
    case.decisions.rename(known, "Somebody Else")
    case.decisions.reject_alias(alias.id)
    assert inbox.page()[0].likely == ()


def test_each_decision_empties_the_inbox_by_one_and_undo_fills_it_again(case: ActorCase) -> None:
    known = case.actor("Yahya Sinwar", role=ActorRole.PERSON)
    read(case, *TEXTS)
    inbox = inbox_of(case)
    first, second = (one.actor.id for one in inbox.page())
    before = inbox.page()
    case.decisions.alias_of(first, known)
    assert [one.actor.id for one in inbox.page()] == [second]
    assert len(case.catalog.documents(known)) == 2
    case.decisions.reject(second)
    assert inbox.page() == []
    case.decisions.undo()
    case.decisions.undo()
    assert inbox.page() == before
    case.decisions.confirm(first)
    assert case.catalog.get(first).status is ActorStatus.CONFIRMED
    assert inbox.count() == 1


def test_a_rejected_suggestion_stays_away_when_the_same_name_is_imported_again(case: ActorCase) -> None:
    read(case, TEXTS[0])
    inbox = inbox_of(case)
    case.decisions.reject(inbox.page()[0].actor.id)
    read(case, TEXTS[2], "Spokeswoman KHALID BARAKAT said so. And Khalid Barakat said more.")
    assert inbox.page() == []
    assert inbox.count() == 0


def test_the_merge_dialog_hears_what_speaks_for_and_against(case: ActorCase) -> None:
    one = case.actor("Quds Force", "Al-Quds", role=ActorRole.AGENCY, key="quds-force")
    other = case.actor("Al-Quds Brigades", "al Quds", key="quds-brigades")
    both = case.document("Quds Force and Al-Quds Brigades.")
    case.name(both, (one, "Quds Force"), (other, "Al-Quds Brigades"))
    case.name(case.document("Al-Quds Brigades."), (other, "Al-Quds Brigades"))
    found = case.decisions.explain_merge(one, other)
    assert (found.one.id, found.other.id) == (one, other)
    assert found.match is not None
    assert (found.match.a, found.match.b, found.match.verdict) == ("Al-Quds", "al Quds", "same")
    assert found.shared_names == ("Al-Quds",)
    assert found.shared_documents == 1
    assert found.against == (
        "they are different things: agency and group",
        "the starter knowledge holds them as two",
    )
