"""What a search of a case brings besides its hits: offers, spelling, copies, grades, documents like one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.case import Case, create_case
from dossier.domain.corpus import DocumentId
from dossier.domain.searches import Inquiry

from tests.helpers.cases import document


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    case = create_case(tmp_path / "T.case")
    yield case
    case.close()


def add(case: Case, *texts: str) -> list[DocumentId]:
    ids = case.corpus_store.add([document(text) for text in texts])
    case.index.drain()
    return ids


def found(case: Case, query: str, *, exact: bool = False) -> list[int]:
    return [hit.document.id for hit in case.finder.search(query, exact=exact).hits]


def test_latin_letters_offer_the_arabic_name_and_change_nothing_by_themselves(case: Case) -> None:
    latin, arabic = add(case, "Hezbollah fired rockets", "أعلن حزب الله عن العملية")
    answer = case.finder.search("hezbollah")
    assert [hit.document.id for hit in answer.hits] == [latin]
    [offer] = answer.offers
    assert set(found(case, offer.query)) == {latin, arabic}
    assert case.finder.search("hezbollah", exact=True).offers == ()


def test_a_name_typed_small_is_no_plural_of_another(case: Case) -> None:
    hamas, _hama, small = add(case, "Hamas spoke", "they left hama yesterday", "hamas spoke")
    answer = case.finder.search("hamas")
    assert {hit.document.id for hit in answer.hits} == {hamas, small}
    assert answer.searched == "Hamas"


def test_words_that_are_common_too_are_not_offered_as_actors(case: Case) -> None:
    add(case, "is it us or may they")
    for query in ("is", "us", "may", "it is us"):
        assert case.finder.search(query).offers == ()


def test_an_answer_says_whether_exact_makes_a_difference(case: Case) -> None:
    arabic, _ = add(case, "بيان داعش", "Nothing")
    assert case.finder.search('actor:"Islamic State"').has_actor
    assert not case.finder.search("moscow").has_actor
    assert found(case, 'actor:"Islamic State"') == [arabic]
    assert found(case, 'actor:"Islamic State"', exact=True) == []


def test_copies_are_folded_into_the_first(case: Case) -> None:
    words = " ".join(f"word{number}" for number in range(300))
    ids = add(case, f"{words} one", f"{words} two", "word1 alone")
    group = case.corpus_store.groups()
    assert case.finder.folded(ids) == [(key, 1) for key in ids] if not group else True
    case.corpus_store.set_group(ids[:2], 1)  # type: ignore[arg-type]
    assert case.finder.folded(ids) == [(ids[0], 2), (ids[2], 1)]
    assert case.finder.folded([ids[2], ids[1], ids[0]]) == [(ids[2], 1), (ids[1], 2)]


def test_all_ids_come_in_the_order_asked_for_and_details_for_some(case: Case) -> None:
    case.corpus_store.add([document(f"Moscow {number}", published=f"20{number}") for number in (12, 24, 18)])
    case.index.drain()
    ids = case.finder.ids(Inquiry("moscow", "date"))
    details = case.finder.details("moscow", ids)
    assert [str(one.document.published) for one in details] == ["2024", "2018", "2012"]
    assert all(one.snippet.spans for one in details)
    assert [one.document.id for one in case.finder.details("moscow", [ids[2], DocumentId(99)])] == [ids[2]]


def test_documents_like_one_share_its_telling_words(case: Case) -> None:
    first, second, _other = add(
        case,
        "The tunnel convoy crossed the desert checkpoint near Raqqa",
        "A convoy left a tunnel by the desert checkpoint",
        "Parliament voted on the budget of the ministry",
    )
    assert [one.document.id for one in case.finder.similar(first)] == [second]


def test_an_answer_tells_how_an_odd_query_was_understood(case: Case) -> None:
    add(case, "Drones over Sana'a")
    before = case.finder.search("before:2024-03-12 drones")
    assert before.did_you_mean == "date:..2024-03-12 drones"
    assert before.notice is not None and before.notice.startswith("“before:” is no field")
    nobody = case.finder.search("actor:nobody").notice
    assert nobody is not None and nobody.startswith("Nobody here is called “nobody”")
    for empty in ("((((", "\U0001f600"):
        assert case.finder.search(empty).notice == "There is no word in that: all documents."
    for plain in ("", "drones", 'actor:"Islamic State"', "http://x.org drones"):
        assert case.finder.search(plain).notice is None
