"""Many queries from a file, and results that no spreadsheet runs."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.case import Case, create_case
from dossier.corpus.batch import Asked, harmless_cell, read_queries, search_all, write_results
from dossier.errors import UserError
from dossier.jobs import Cancelled, JobCancelled, no_progress
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.cases import document


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    case = create_case(tmp_path / "T.case")
    case.corpus_store.add(
        [document("Moscow attack", title="=HYPERLINK(evil)"), document("حماس في موسكو", title="@sum")]
    )
    case.index.drain()
    yield case
    case.close()


@pytest.mark.parametrize(
    ("name", "data", "queries"),
    [
        ("q.tsv", b"a\tmoscow\nb\t-attack\n\n", [("a", "moscow"), ("b", "-attack")]),
        ("q.tsv", b"moscow\r\nattack", [("1", "moscow"), ("2", "attack")]),
        ("q.tsv", "\ufeffid\tquery\r\n1\tحماس\r\n".encode(), [("1", "حماس")]),
        ("q.txt", "a\tموسكو".encode("utf-16"), [("a", "موسكو")]),
        ("q.tsv", b'a\t"a, phrase"\n', [("a", '"a, phrase"')]),
        ("q.csv", b'id,query\na,"""a, phrase"""\n', [("a", '"a, phrase"')]),
        ("q.csv", b"id;query\na;b\n", [("a", "b")]),
        ("q.csv", b"moscow\nattack\n", [("1", "moscow"), ("2", "attack")]),
        ("q.tsv", b"a\tb\xff\0c\n", [("a", "b\ufffdc")]),
        ("q.tsv", b"", []),
    ],
)
def test_queries_are_read_from_tables_of_both_kinds(
    tmp_path: Path, name: str, data: bytes, queries: list[tuple[str, str]]
) -> None:
    (tmp_path / name).write_bytes(data)
    assert read_queries(tmp_path / name) == [Asked(*pair) for pair in queries]


def test_a_file_that_can_not_be_read_or_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="can't be read"):
        read_queries(tmp_path / "none.tsv")
    (tmp_path / "long.tsv").write_text("x\n" * 10_001)
    with pytest.raises(UserError, match="more than 10,000"):
        read_queries(tmp_path / "long.tsv")


def test_one_bad_query_never_stops_the_others(case: Case, tmp_path: Path) -> None:
    queries = [Asked("a", "moscow"), Asked("b", "kind:articel"), Asked("c", "x" * 2_000), Asked("d", "حماس")]
    results = search_all(case.finder, queries)(no_progress, Cancelled())
    assert [(one.asked.id, one.answer.total if one.answer else None) for one in results] == [
        ("a", 1), ("b", None), ("c", None), ("d", 1),
    ]  # fmt: skip
    assert "no kind" in str(results[1].error)
    write_results(results, tmp_path / "out.json")
    read = json.loads((tmp_path / "out.json").read_text("utf-8"))["results"]
    assert [one["id"] for one in read] == ["a", "b", "c", "d"]
    assert set(read[0]) == set(read[1])
    with pytest.raises(UserError, match="are written as"):
        write_results(results, tmp_path / "out.xlsx")


def test_it_can_be_cancelled(case: Case) -> None:
    stop = Cancelled()
    stop.set()
    with pytest.raises(JobCancelled):
        search_all(case.finder, [Asked("a", "moscow")])(no_progress, stop)


def test_no_cell_of_the_results_is_a_formula(case: Case, tmp_path: Path) -> None:
    queries = [Asked("=1+1", "-nothing"), Asked("+2", "zzzz"), Asked("@x", "kind:articel")]
    write_results(search_all(case.finder, queries)(no_progress, Cancelled()), tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 1 + 2 + 1 + 1
    assert {len(row) for row in rows} == {12}
    assert all(cell[:1] not in set("=+-@") for row in rows for cell in row)
    assert "'=HYPERLINK(evil)" in {row[8] for row in rows}


@given(
    st.text(max_size=20), st.sampled_from("=+-@"), st.sampled_from(["", " ", "\t", "\r", "\u00a0", "\ufeff"])
)
def test_any_cell_that_begins_like_a_formula_is_made_harmless(rest: str, sign: str, space: str) -> None:
    cell = harmless_cell(space + sign + rest)
    assert cell.startswith("'")
    assert not set(cell) & set("\r\n\t\0")
