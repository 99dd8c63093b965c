"""The commands: what they print, and how they end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from dossier.cli import DONE, REFUSED, WITH_PROBLEMS, run


@pytest.fixture
def case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    files = tmp_path / "files"
    files.mkdir()
    (files / "a.txt").write_text(
        "Report on ISIS\n\n9 May 2024\n\nThe Islamic State (ISIS) spoke of Hamas.\n", "utf-8"
    )
    (files / "b.txt").write_text("بيان داعش\n\nقال تنظيم الدولة الإسلامية إن الهجوم من تنفيذه.\n", "utf-8")
    (files / "c.pdf").write_bytes(b"%PDF nothing")
    assert run(["import", str(tmp_path / "T.case"), str(files)]) == WITH_PROBLEMS
    capsys.readouterr()
    return tmp_path / "T.case"


def answer(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = DONE) -> Any:
    """The JSON object that a command prints."""
    capsys.readouterr()
    assert run([*arguments, "--json"]) == status
    return json.loads(capsys.readouterr().out)


def test_documents_have_the_stable_fields(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = answer(capsys, "documents", str(case))["documents"]
    fields = {
        "id",
        "file",
        "title",
        "author",
        "published",
        "language",
        "kind",
        "source",
        "sha256",
        "words",
        "problem",
    }
    assert {frozenset(row) for row in rows} == {frozenset(fields)}
    by_file = {row["file"]: row for row in rows}
    assert by_file["a.txt"]["published"] == "2024-05-09"
    assert by_file["b.txt"]["published"] is None
    assert by_file["c.pdf"]["problem"]


def test_a_search_by_actor_finds_both_scripts(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "search", str(case), 'actor:"Islamic State"')
    assert {hit["file"] for hit in found["hits"]} == {"a.txt", "b.txt"}
    assert "داعش" in found["searched"]
    assert set(found) == {"query", "searched", "total", "took_ms", "did_you_mean", "notice", "facets", "hits"}
    assert found["notice"] is None
    assert found["facets"]["language"] == {"ar": 1, "en": 1}


@pytest.mark.parametrize(
    ("query", "told"), [("actor:nobody", "called “nobody”"), ("((((", "no word"), ("foo:x", "no field")]
)
def test_what_was_not_understood_is_told_on_standard_error(
    case: Path, capsys: pytest.CaptureFixture[str], query: str, told: str
) -> None:
    assert run(["search", str(case), query]) == DONE
    printed = capsys.readouterr()
    assert told in " ".join(printed.err.split())
    assert told not in printed.out
    assert told in answer(capsys, "search", str(case), query)["notice"]


def test_a_bad_query_in_a_file_stops_no_other(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "q.tsv").write_text("one\tHamas\ntwo\t*\nthree\tdate:never\nfour\tISIS\n", "utf-8")
    found = answer(capsys, "search", str(case), "--queries", str(tmp_path / "q.tsv"), status=WITH_PROBLEMS)
    assert [(one["id"], bool(one["error"]), one["total"]) for one in found["results"]] == [
        ("one", False, 1), ("two", True, 0), ("three", True, 0), ("four", False, 1),
    ]  # fmt: skip


def test_a_query_may_begin_with_a_minus(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert {hit["file"] for hit in answer(capsys, "search", str(case), "-Hamas")["hits"]} == {
        "b.txt",
        "c.pdf",
    }


def test_actors_and_checks_and_matches_speak_json(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    actors = answer(capsys, "actors", str(case))["actors"]
    state = next(one for one in actors if one["name"] == "Islamic State")
    assert (state["kind"], state["status"]) == ("Organization", "confirmed")
    assert {entry["file"] for entry in state["documents"]} == {"a.txt", "b.txt"}
    assert {"ISIS", "داعش"} <= set(state["aliases"])
    assert answer(capsys, "check", str(case)) == {"ok": True, "problems": []}
    match = answer(capsys, "match", "Hezbollah", "حزب الله")
    assert (match["verdict"], set(match)) == ("same", {"a", "b", "score", "verdict", "reasons"})


@pytest.mark.parametrize("suffix", ["pdf", "html", "md", "json", "docx"])
def test_an_actor_is_exported_by_any_of_its_names(case: Path, tmp_path: Path, suffix: str) -> None:
    assert run(["export", str(case), "داعش", "-o", str(tmp_path / f"x.{suffix}")]) == DONE
    assert (tmp_path / f"x.{suffix}").stat().st_size > 500


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "nowhere.case", "x"],
        ["open", "nowhere.case"],
        ["frobnicate"],
        ["search"],
        ["restore", "nothing.zip", "new.case"],
    ],
)
def test_refusals_are_a_sentence_on_standard_error(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == REFUSED
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.strip()
    assert "Traceback" not in printed.err


def test_a_backup_comes_back(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["backup", str(case), str(tmp_path / "b.zip")]) == DONE
    assert run(["restore", str(tmp_path / "b.zip"), str(tmp_path / "R.case")]) == DONE
    assert len(answer(capsys, "documents", str(tmp_path / "R.case"))["documents"]) == 3


def test_the_five_real_documents(
    tmp_path: Path, seeds_shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = str(tmp_path / "Real.case")
    assert run(["import", case, str(seeds_shared)]) == DONE
    rows = {row["file"][:3]: row for row in answer(capsys, "documents", case)["documents"]}
    assert {key: row["published"] for key, row in rows.items()} == {
        "000": "2024-05-09", "001": "2024-01-19", "002": "2024-12-06", "003": None, "004": "2024-03-25",
    }  # fmt: skip
    assert (
        rows["002"]["title"] == "Old Footage of ISIS Militants Circulated as Syrian Rebels Threatening Hamas"
    )
    assert rows["002"]["kind"] == "fact-check"
    assert [rows[key]["source"] for key in ("000", "002", "004")] == ["MEMRI", "Misbar", "MEMRI"]
    actors = {one["name"]: one for one in answer(capsys, "actors", case)["actors"]}
    assert {
        "Hamas",
        "Hezbollah",
        "Yahya Sinwar",
        "Media Analyst",
        "Hayat Tahrir al-Sham",
        "Wagner Group",
    } <= set(actors)
    assert not {"ISIS", "IS"} & set(actors)
    assert len(actors["Islamic State"]["documents"]) == 4
