"""What the page of one actor shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from dossier.actors.page import LONGEST, ActorPages, find_gaps, shown_passage
from dossier.domain.actors import ActorRole, ActorStatus, NewAlias, RelationshipKind
from dossier.domain.corpus import DocumentId
from dossier.domain.dates import PartialDate
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.actors import ActorCase, new_actor_case

TODAY = date(2025, 6, 1)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[ActorCase]:
    """A new case."""
    made = new_actor_case(tmp_path)
    yield made
    made.database.close()


def pages(case: ActorCase) -> ActorPages:
    """The feature under test."""
    return ActorPages(case.actors, case.mentions, case.relationships, case.judgements, case.corpus.texts)


def dates(*texts: str) -> list[PartialDate]:
    """Parsed."""
    return [PartialDate.parse(text) for text in texts]


def test_the_page_tells_when_where_and_with_whom_an_actor_was_seen(case: ActorCase) -> None:
    hamas, sinwar = case.actor("Hamas"), case.actor("Sinwar", role=ActorRole.PERSON)
    first = case.document("A heading\n\nHamas leader Sinwar spoke. Others did not.", "2024-01-05", "Wire")
    second = case.document("Hamas again.", "2024-04-27", "Wire")
    undated = case.document("Hamas, undated.")
    case.name(first, (hamas, "Hamas"), (sinwar, "Sinwar"))
    case.name(second, (hamas, "Hamas"))
    case.name(undated, (hamas, "Hamas"))
    case.relationships.relate(RelationshipKind.LEADER, hamas, sinwar)
    case.relationships.add_event("Speech", PartialDate.parse("2024-01"), actors=[hamas])
    page = pages(case).page(hamas, TODAY)
    assert (str(page.first_seen), str(page.last_seen), page.days_since) == ("2024-01-05", "2024-04-27", 400)
    assert [(str(gap.after), gap.days) for gap in page.gaps] == [("2024-04-27", 400), ("2024-01-05", 113)]
    assert page.undated == 1
    assert len(page.documents) == 3
    [companion] = page.companions
    assert (companion.companion.name, companion.companion.documents) == ("Sinwar", 1)
    assert [one.passage.quote for one in companion.passages] == ["Hamas leader Sinwar spoke."]
    [related] = page.relationships
    assert (related.other.name, related.other_is_object) == ("Sinwar", True)
    [seen_from_the_other_side] = pages(case).page(sinwar, TODAY).relationships
    assert (seen_from_the_other_side.other.name, seen_from_the_other_side.other_is_object) == ("Hamas", False)
    assert [event.title for event in page.events] == ["Speech"]
    assert [(use.surface, use.source, use.documents) for use in page.names] == [
        ("Hamas", "Wire", 2),
        ("Hamas", None, 1),
    ]


def test_an_actor_that_nobody_mentions_has_an_empty_page(case: ActorCase) -> None:
    key = case.actor("Silent")
    page = pages(case).page(key, TODAY)
    assert (page.first_seen, page.last_seen, page.days_since, page.gaps) == (None, None, None, ())
    assert (page.documents, page.months, page.companions) == ((), (), ())


def test_the_page_of_a_merged_actor_is_that_of_the_one_it_was_merged_into(case: ActorCase) -> None:
    isis, state = case.actor("ISIS"), case.actor("Islamic State")
    case.name(case.document("Islamic State.", "2024"), (state, "Islamic State"))
    case.decisions.merge(state, isis)
    page = pages(case).page(state, TODAY)
    assert page.actor.id == isis
    assert page.merged == (state,)
    assert [use.surface for use in page.names] == ["Islamic State"]
    assert len(page.history) == 1


def test_a_gap_is_never_told_longer_than_it_must_have_been() -> None:
    assert [gap.days for gap in find_gaps(dates("2024-01", "2024-05"), date(2024, 5, 2))] == [91]
    assert find_gaps(dates("2024", "2024-06-01"), date(2025, 1, 5)) == []
    assert find_gaps([], TODAY) == []
    assert find_gaps(dates("2030-01-01"), TODAY) == []


@given(
    st.lists(st.dates(date(2000, 1, 1), date(2025, 1, 1)), max_size=12),
    st.dates(date(2025, 1, 1), date(2026, 1, 1)),
)
def test_every_gap_lies_between_neighbouring_dates_and_is_as_long_as_told(
    found: list[date], today: date
) -> None:
    ascending = sorted({PartialDate.of(day) for day in found}, key=str)
    gaps = find_gaps(ascending, today)
    for gap in gaps:
        end = today if gap.before is None else gap.before.first_day
        assert (end - gap.after.last_day).days == gap.days >= 90
        assert not any(gap.after.last_day < one.first_day < end for one in ascending)
    assert [gap.days for gap in gaps] == sorted((gap.days for gap in gaps), reverse=True)


@given(st.text(alphabet="ab .\nحزب!?", min_size=1, max_size=2500), st.data())
def test_a_shown_passage_holds_its_marks_and_stays_short(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    shown = shown_passage(DocumentId(1), text, [(start, end)]).passage
    assert shown.start <= start < end <= shown.end
    assert text[shown.start : shown.end] == shown.quote
    assert len(shown.quote) <= max(LONGEST, end - start)


def test_a_long_sentence_is_cut_between_words() -> None:
    text = "word " * 300 + "Hamas " + "word " * 300
    start = text.index("Hamas")
    shown = shown_passage(DocumentId(1), text, [(start, start + 5)]).passage
    assert len(shown.quote) <= LONGEST
    assert shown.quote.startswith("word ")
    assert shown.quote.endswith(" word")


def test_documents_that_name_the_actor_in_the_title_only_are_told_apart(case: ActorCase) -> None:
    houthis = case.actor("Houthi", "الحوثي", NewAlias("May", "Latn", ambiguous=True))
    named = case.document("Houthi forces fired twice, the harbour master said.")
    case.name(named, (houthis, "Houthi"))
    only = case.document("Houthi plans for the strait | who pays for the boats?")
    arabic = case.document("خطط الحوثي في المضيق ومن يدفع ثمن القوارب")
    case.document("Houthis are a word of their own.")
    case.document("What may come next for the port, asks the pilot.")
    exact = case.document("What May said of the port, by the pilot.")
    page = pages(case).page(houthis, TODAY)
    assert [one.document_id for one in page.documents] == [named]
    assert page.titled == (only, arabic, exact)
    suggested = case.actor("Port", status=ActorStatus.SUGGESTED)
    assert pages(case).page(suggested, TODAY).titled == ()


def test_an_actor_of_very_long_or_very_many_names_has_a_page(case: ActorCase) -> None:
    many = case.actor("Harbour Guard", "x" * 300_000, *(f"guard number {number}" for number in range(1_200)))
    told = case.document("Guard number 1199 leaves the port | a note on the harbour")
    assert pages(case).page(many, TODAY).titled == (told,)
