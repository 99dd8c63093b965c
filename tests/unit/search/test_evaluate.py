"""One meaning of a query for all engines: sets, scores, order, facets, corrections; on postings in memory."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from dossier.domain.corpus import DocumentId
from dossier.domain.dates import DateRange, PartialDate
from dossier.search.analysis import EXACT, STEM, tokens
from dossier.search.columns import NO_VALUE, Columns, pack
from dossier.search.engine import Facet, IndexedDocument, SearchRequest, Sort
from dossier.search.evaluate import (
    NOTHING,
    Evaluation,
    Places,
    Postings,
    Rows,
    Scores,
    telling_words,
)
from dossier.search.query import Actor, Or, Phrase, QueryProblem, Term, parse, show
from dossier.search.suggesting import suggestion
from hypothesis import given
from hypothesis import strategies as st


class Memory:
    """Postings of a few documents in dictionaries."""

    def __init__(self, documents: Sequence[IndexedDocument]) -> None:
        self.columns = Columns.of([pack(document) for document in documents])
        self.lengths: dict[str, Scores] = {}
        self._places: dict[tuple[str, str], dict[int, list[int]]] = {}
        for field in ("text", "title"):
            texts = [getattr(document, field) for document in documents]
            self.lengths[field] = np.array([max(len(tokens(text)), 1) for text in texts], dtype=float)
            for row, text in enumerate(texts):
                for token in tokens(text):
                    forms = [token.term]
                    forms += [EXACT + token.exact] if token.exact else []
                    forms += [STEM + token.stem] if token.stem else []
                    for form in forms:
                        self._places.setdefault((field, form), {}).setdefault(row, []).append(token.place)

    def postings(self, field: str, term: str) -> Postings:
        """See Source."""
        rows = self._places.get((field, term))
        if not rows:
            return NOTHING
        return Postings(
            np.array(list(rows), dtype=np.int64),
            np.array([len(found) for found in rows.values()], dtype=float),
        )

    def frequency(self, field: str, term: str) -> int:
        """See Source."""
        return len(self.postings(field, term).rows)

    def places(self, field: str, term: str, rows: Rows) -> Places:
        """See Source."""
        found = [(int(row), place) for row in rows for place in self._places[(field, term)][int(row)]]
        return Places(np.array([row for row, _ in found]), np.array([place for _, place in found]))

    def terms(self, field: str, prefix: str) -> Sequence[str]:
        """See Source."""
        return sorted(term for where, term in self._places if where == field and term.startswith(prefix))


def _documents(*texts: str) -> list[IndexedDocument]:
    return [IndexedDocument(DocumentId(n), "Untitled", text) for n, text in enumerate(texts, start=1)]


def _ranked(texts: Sequence[str], query: str) -> list[int]:
    source = Memory(_documents(*texts))
    rows, _ = Evaluation(source, SearchRequest(parse(query))).run()
    return [int(source.columns.ids[row]) for row in rows]


FILLER = tuple(f"filler text of no use {number}" for number in range(20))


def test_a_document_that_names_a_word_more_often_comes_first() -> None:
    assert _ranked(["drone over the town", "drone drone over town", *FILLER], "drone") == [2, 1]


def test_of_two_documents_the_shorter_comes_first() -> None:
    long = "drone " + "word " * 40
    assert _ranked([long, "drone and one word", *FILLER], "drone") == [2, 1]


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    common = [f"drone number {number}" for number in range(8)]
    assert _ranked(["drone here today", "mine here today", *common, *FILLER], "drone OR mine")[0] == 2


def test_a_word_said_twice_in_the_query_counts_twice() -> None:
    texts = ["drone here today", "mine here today", *FILLER]
    assert _ranked(texts, "drone OR mine OR mine")[0] == 2
    assert _ranked(texts, "drone OR drone OR mine")[0] == 1


def test_a_word_of_every_document_never_lowers_a_score() -> None:
    texts = ["town drone", "town town town drone"]
    source = Memory(_documents(*texts))
    _, scores = Evaluation(source, SearchRequest(parse("town drone"))).run()
    assert all(score > 0 for score in scores)


def test_equal_scores_come_in_the_order_of_ids() -> None:
    assert _ranked(["drone a", "drone a", "drone a", *FILLER], "drone") == [1, 2, 3]


def test_five_names_of_an_actor_do_not_outweigh_one_name_said_as_often() -> None:
    names = ("alpha", "beta", "gamma", "delta", "epsilon")
    texts = [" ".join(names), "alpha alpha alpha alpha alpha", *FILLER]
    source = Memory(_documents(*texts))
    tree = Actor("x", tuple(Term(name) for name in names))
    any_of = Or(tuple(Term(name) for name in names))
    _, best = Evaluation(source, SearchRequest(tree)).run()
    _, summed = Evaluation(source, SearchRequest(any_of)).run()
    assert len(best) == len(summed) == 2
    assert best.max() < summed.max() * 0.6


def test_an_actor_without_names_is_searched_by_the_name_given() -> None:
    source = Memory(_documents("Islamic State", "State Islamic"))
    rows, _ = Evaluation(source, SearchRequest(Actor("islamic state"))).run()
    assert rows.tolist() == [0]
    rows, _ = Evaluation(source, SearchRequest(Actor("x", (Phrase("state islamic"),)))).run()
    assert rows.tolist() == [1]


def test_a_phrase_does_not_run_from_the_title_into_the_text() -> None:
    document = IndexedDocument(DocumentId(1), "Attack in Moscow", "Concert hall burned")
    source = Memory([document])
    assert len(Evaluation(source, SearchRequest(parse('"moscow concert"'))).run()[0]) == 0
    assert len(Evaluation(source, SearchRequest(parse("moscow concert"))).run()[0]) == 1


def test_expansions_of_all_patterns_of_a_query_are_counted_together() -> None:
    source = Memory(_documents(" ".join(f"ab{n} cd{n}" for n in range(600))))
    assert len(Evaluation(source, SearchRequest(parse("ab*"))).run()[0]) == 1
    with pytest.raises(QueryProblem) as caught:
        Evaluation(source, SearchRequest(parse("ab* cd*"))).run()
    assert caught.value.word == "cd*"


def test_words_that_stand_nowhere_are_put_right_and_the_rest_is_kept() -> None:
    source = Memory(_documents("Baghdad militia", "baghdad drone", *FILLER))
    better = suggestion(source, parse('(Bagdhad OR zzzz) -drone "militia"'))
    assert show(better) == '(baghdad OR zzzz) NOT drone "militia"'
    assert suggestion(source, parse("militia")) is None
    assert suggestion(source, parse("militias")) is None
    assert suggestion(source, None) is None


def test_telling_words_are_the_frequent_ones_of_some_length() -> None:
    assert telling_words("drone drone drone at it 2024 2024 mine")[:2] == ["drone", "mine"]


# -- columns

_FACTS = [
    IndexedDocument(DocumentId(1), "t", "x", "BBC", "memo", "en", PartialDate(2024, 1, 19), ("Hamas",), "B2"),
    IndexedDocument(DocumentId(2), "t", "x", "BBC", "report", "ar", PartialDate(2024, 2), ("Hamas", "Hamas")),
    IndexedDocument(DocumentId(3), "t", "x", None, "memo", None, PartialDate(2023), ("Hamas", "Fatah"), "C3"),
    IndexedDocument(DocumentId(4), "t", "x", "AFP", "memo", "en", None),
]


@pytest.fixture
def columns() -> Columns:
    return Columns.of([pack(document) for document in _FACTS])


def test_facets_count_values_most_frequent_first_and_times_newest_first(columns: Columns) -> None:
    counts = columns.counts(np.arange(4), frozenset(Facet))
    assert counts["source"] == {"BBC": 2, NO_VALUE: 1, "AFP": 1}
    assert counts["kind"] == {"memo": 3, "report": 1}
    assert counts["actor"] == {"Hamas": 3, "Fatah": 1}
    assert list(counts["year"]) == ["2024", "2023", NO_VALUE]
    assert counts["month"] == {"2024-02": 1, "2024-01": 1}
    assert counts["grade"] == {NO_VALUE: 2, "B2": 1, "C3": 1}


def test_only_the_facets_asked_for_are_counted_and_only_in_the_rows_given(columns: Columns) -> None:
    assert columns.counts(np.array([0]), {"kind", "source"}) == {"source": {"BBC": 1}, "kind": {"memo": 1}}
    assert columns.counts(np.array([], dtype=np.int64), {"kind"}) == {}


def test_a_row_without_a_document_has_no_values() -> None:
    columns = Columns.of([None, pack(_FACTS[0]), None])
    assert columns.living().tolist() == [False, True, False]
    assert columns.counts(np.arange(3), {"kind"}) == {"kind": {"memo": 1}}
    assert columns.published(DateRange(PartialDate(1900), None)).tolist() == [False, True, False]


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2024-01", "2024-01", [1]),
        ("2024-02-10", "2024-02-10", [2]),
        ("2024", "2024", [1, 2]),
        (None, "2023", [3]),
        ("2023-06-01", "2023-06-30", [3]),
        ("2024-01-20", None, [2]),
        ("2025", None, []),
    ],
)
def test_a_time_finds_what_may_have_been_published_then(
    columns: Columns, start: str | None, end: str | None, found: list[int]
) -> None:
    when = DateRange(*(PartialDate.parse(one) if one else None for one in (start, end)))
    assert columns.ids[columns.published(when)].tolist() == found


_DATES = st.one_of(
    st.none(),
    st.builds(PartialDate, st.integers(2020, 2023)),
    st.builds(PartialDate, st.integers(2020, 2023), st.integers(1, 12)),
    st.builds(PartialDate, st.integers(2020, 2023), st.integers(1, 12), st.integers(1, 28)),
)


@given(st.lists(_DATES, max_size=8), _DATES, _DATES)
def test_times_of_columns_are_those_of_the_dates_themselves(
    dates: list[PartialDate | None], start: PartialDate | None, end: PartialDate | None
) -> None:
    if start and end and start.first_day > end.last_day:
        start, end = end, start
    when = DateRange(start, end)
    documents = [IndexedDocument(DocumentId(n), "", "", published=d) for n, d in enumerate(dates, start=1)]
    found = Columns.of([pack(document) for document in documents]).published(when).tolist()
    assert found == [date is not None and when.overlaps(date) for date in dates]


@given(st.lists(_DATES, max_size=8))
def test_newest_first_is_the_order_of_first_days_with_unknown_last(dates: list[PartialDate | None]) -> None:
    documents = [IndexedDocument(DocumentId(n), "", "", published=d) for n, d in enumerate(dates, start=1)]
    rows, _ = Evaluation(Memory(documents), SearchRequest(None, sort=Sort.DATE)).run()
    order = sorted(
        range(len(dates)), key=lambda row: (-(dates[row].first_day.toordinal() if dates[row] else 0), row)
    )
    assert rows.tolist() == order
