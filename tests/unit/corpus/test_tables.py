"""Tables become lines with tabs: every cell once, in its row, and nothing of a row describes the whole."""

from __future__ import annotations

import contextlib
import csv
import io
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from dossier.case import create_case
from dossier.corpus.describing import read_one
from dossier.corpus.readers import table, workbook
from dossier.corpus.readers.result import Unreadable
from dossier.domain.corpus import DocumentKind
from dossier.jobs import NEVER_CANCELLED, no_progress
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_the_mark_between_cells_and_the_encoding_are_told(mark: str, encoding: str) -> None:
    rows = [
        ["التاريخ", "المكان", "ما حدث"],
        ["2024-05-09", "بغداد", f'قال المتحدث: "وقع هجوم"{mark} ولم يصب أحد'],
        ["2024-05-10", "الموصل", "انفجرت سيارة قرب السوق"],
    ]
    text = "\r\n".join(mark.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    lines = table.read_csv(text.encode(encoding)).text.split("\n")
    # A tab inside a cell is a space: tabs stand between cells alone.
    assert lines == ["\t".join(" ".join(cell.split()) for cell in row) for row in rows]


def test_a_spreadsheet_says_its_mark_in_the_first_line() -> None:
    assert table.read_csv(b"sep=|\r\na,b|c,d,e\r\n").text == "a,b\tc,d,e"


def test_cells_of_several_lines_stay_in_their_row_and_empty_rows_go() -> None:
    assert table.read_csv(b'a,b\n"one\ntwo",x\n,,\n\nc,d,\n').text == "a\tb\none two\tx\nc\td"


def test_empty_cells_keep_their_place() -> None:
    assert table.read_tsv(b"a\t\tc\n\t\td\n").text == "a\t\tc\n\t\td"


def test_a_quotation_mark_that_nobody_closed_does_not_swallow_the_rows() -> None:
    data = b'a,"b\n' + b"one,two\n" * 1_000
    assert table.read_csv(data).text.split("\n")[1:3] == ["one\ttwo", "one\ttwo"]


@pytest.mark.parametrize("data", [b"a,b\n" * 100_001, b"a," * 500_001])
def test_too_large_a_table_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"more than [15]00,000 (?:rows|cells).*\.$"):
        table.read_csv(data)


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=12)


@given(st.lists(st.lists(CELLS.map(str.strip), min_size=2, max_size=4), min_size=1, max_size=6))
def test_no_word_of_a_table_is_lost(rows: list[list[str]]) -> None:
    text = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    found = table.read_csv(text.encode()).text
    assert found.split() == [
        word for row in rows for cell in row for word in cell.replace("\ufeff", "").split()
    ]


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_values_of_a_workbook_are_written_plainly() -> None:
    book = openpyxl.Workbook()
    moment = datetime.fromisoformat("2024-05-09T10:30")
    book.active.append(["text", 3.0, 0.1 + 0.2, True, None, date(2024, 5, 9), moment, time(8, 5)])
    book.active.append([date(2024, 5, 9), "two\nlines", "=1+1"])
    lines = workbook.read(saved(book)).text.split("\n")
    assert lines == ["text\t3\t0.3\tTRUE\t\t2024-05-09\t2024-05-09 10:30\t08:05:00", "2024-05-09\ttwo lines"]


def test_sheets_begin_with_their_names_and_properties_describe() -> None:
    book = openpyxl.Workbook()
    book.properties.title, book.properties.creator = "Events of May", "Jane Roe"
    book.active.title = "North"
    book.active.append(["Idlib"])
    book.create_sheet("الجنوب").append(["درعا"])
    book.create_sheet("Empty")
    found = workbook.read(saved(book))
    assert found.text == "North\nIdlib\n\nالجنوب\nدرعا"
    assert (found.title, found.author, found.published) == ("Events of May", "Jane Roe", None)


def test_a_locked_workbook_says_so() -> None:
    with pytest.raises(Unreadable, match="password"):
        workbook.read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000))


def test_rows_describe_nothing_and_none_is_furniture(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(
        "Title,Author,Date\nA raid,Jane Roe,9 May 2024\nShare,Subscribe now,Read more\n© 2024,The Example,Related articles\n"
    )
    document = read_one("events.csv", path).document
    assert (document.title, document.author, document.published, document.kind) == (
        "events",
        None,
        None,
        DocumentKind.OTHER,
    )
    assert document.text.count("\n") == 3
    assert document.media_type == "text/csv"


def test_actors_in_cells_are_found_and_no_name_runs_from_cell_to_cell(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(
        "date,group,place,claimed by\n2024-05-09,Hamas,Gaza,Khalil Marouni\n2024-05-10,Hezbollah,Beirut,Samir Qandil\n"
    )
    case = create_case(tmp_path / "A.case")
    try:
        report = case.importer.work([path])(no_progress, NEVER_CANCELLED)
        assert not report.problems
        names = {item.actor.name for item in case.catalog.in_case()}
        assert {"Hamas", "Hezbollah"} <= names
        assert not [name for name in names if "Gaza Khalil" in name or "Hamas Gaza" in name or "\t" in name]
        assert case.finder.search("qandil").hits[0].snippet.text.count("Beirut") == 1
    finally:
        case.close()


def test_the_longest_cell_that_others_take_stays_as_it_was() -> None:
    usual = csv.field_size_limit()
    for data in (b"a,b\n1,2\n", b'a,b\n"' + b"x" * 200_000 + b'",2\n', b'a,"b\n'):
        with contextlib.suppress(Unreadable):
            table.read_csv(data)
    assert csv.field_size_limit() == usual
