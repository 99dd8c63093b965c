"""Recognition with the names of a case, from text to what is stored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.actors.recognition import Readable, Recogniser
from dossier.domain.actors import ActorRole, ActorStatus, JudgementId, MentionStatus, NewAlias
from dossier.domain.corpus import DocumentId
from dossier.jobs import NEVER_CANCELLED, Cancelled, JobCancelled, no_progress

from tests.helpers.actors import ActorCase, new_actor_case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[ActorCase]:
    """A new case."""
    made = new_actor_case(tmp_path)
    yield made
    made.database.close()


def surfaces(case: ActorCase, document: DocumentId) -> list[str]:
    """What is underlined, in order."""
    return [one.surface for one in case.catalog.mentions_in(document)]


def test_known_actors_are_confirmed_and_unknown_ones_suggested(case: ActorCase) -> None:
    hamas = case.actor("Hamas", "حماس")
    text = "Hamas spokesman Khalid Barakat said on Sunday that the talks had ended. Barakat gave no reason."
    document = case.document(text)
    Recogniser(case.catalog).record([Readable(document, text, language="en")])
    found = case.catalog.mentions_in(document)
    assert (found[0].actor_id, found[0].surface, found[0].status) == (hamas, "Hamas", MentionStatus.CONFIRMED)
    [line] = case.catalog.page(status=ActorStatus.SUGGESTED)
    assert (line.actor.name, line.actor.role) == ("Khalid Barakat", ActorRole.PERSON)
    assert surfaces(case, document) == ["Hamas", "Khalid Barakat", "Barakat"]


def test_a_confirmed_suggestion_is_known_in_the_next_document(case: ActorCase) -> None:
    recogniser = Recogniser(case.catalog)
    text = "Hamas spokesman Khalid Barakat said on Sunday that the talks had ended."
    first = case.document(text)
    recogniser.record([Readable(first, text, language="en")])
    key = case.catalog.page(status=ActorStatus.SUGGESTED)[0].actor.id
    case.decisions.confirm(key)
    later = "The man was KHALID BARAKAT and nobody else."
    second = case.document(later)
    recogniser.record([Readable(second, later, language="en")])
    assert [one.actor_id for one in case.catalog.mentions_in(second)] == [key]


def test_a_learned_name_is_found_everywhere_and_forgotten_everywhere(case: ActorCase) -> None:
    sinwar = case.actor("Yahya Sinwar", role=ActorRole.PERSON)
    texts = ["They call him Abu Ibrahim.", "Nothing here.", "ويسمى أبو إبراهيم أيضا."]
    documents = [case.document(text) for text in texts]
    recogniser = Recogniser(case.catalog)

    def relearn(key: JudgementId, *, undo: bool = False) -> frozenset[int]:
        names = case.decisions.names_of(key)
        if undo:
            case.decisions.undo(key)
        work = recogniser.relearn(names, texts=case.corpus.every_text, describe=case.corpus.many)
        return work(no_progress, NEVER_CANCELLED).documents

    recogniser.record([Readable(key, text) for key, text in zip(documents, texts, strict=True)])
    assert case.catalog.documents(sinwar) == []
    latin = case.decisions.add_alias(sinwar, NewAlias("Abu Ibrahim", "Latn"))
    arabic = case.decisions.add_alias(sinwar, NewAlias("أبو إبراهيم", "Arab"))
    assert relearn(latin) == {documents[0]}
    assert relearn(arabic) == {documents[2]}
    assert {one.document_id for one in case.catalog.documents(sinwar)} == {documents[0], documents[2]}
    assert relearn(latin, undo=True) == {documents[0]}
    assert [one.document_id for one in case.catalog.documents(sinwar)] == [documents[2]]


def test_a_learned_arabic_name_is_found_behind_a_prefix(case: ActorCase) -> None:
    group = case.actor("Shadow Company", role=ActorRole.GROUP)
    document = case.document("قالت حماس وكتائب الظل إنها باقية")
    key = case.decisions.add_alias(group, "كتائب الظل")
    work = Recogniser(case.catalog).relearn(
        case.decisions.names_of(key), texts=case.corpus.every_text, describe=case.corpus.many
    )
    work(no_progress, NEVER_CANCELLED)
    assert [one.document_id for one in case.catalog.documents(group)] == [document]


def test_finding_a_learned_name_can_be_cancelled(case: ActorCase) -> None:
    case.document("Hamas")
    cancelled = Cancelled()
    cancelled.set()
    work = Recogniser(case.catalog).relearn(
        ["Hamas"], texts=case.corpus.every_text, describe=case.corpus.many
    )
    with pytest.raises(JobCancelled):
        work(no_progress, cancelled)


def test_reading_a_document_again_changes_nothing(case: ActorCase) -> None:
    case.actor("Hamas")
    text = "Hamas spokesman Khalid Barakat met the Media Oversight Committee (MOC). The MOC was silent."
    document = case.document(text)
    recogniser = Recogniser(case.catalog)
    recogniser.record([Readable(document, text, language="en")])
    before = case.catalog.mentions_in(document)
    case.outbox()
    assert recogniser.record([Readable(document, text, language="en")]) == []
    assert case.catalog.mentions_in(document) == before
    assert case.outbox() == set()
