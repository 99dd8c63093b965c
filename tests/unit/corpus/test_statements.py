"""Press releases and statements: their markings, who issues them, and what is no such thing."""

from __future__ import annotations

import pytest
from dossier.corpus.bylines import name_in
from dossier.corpus.cleaning import clean
from dossier.corpus.metadata import Description, describe
from dossier.corpus.readers.result import ReadResult
from dossier.corpus.statements import is_marking, is_small_print, issuer, letterhead
from dossier.domain.corpus import DocumentKind
from hypothesis import given
from hypothesis import strategies as st

BODY = (
    "The ferry between the two banks stopped on Sunday after shots had been fired at the pier, its captain said. "
    "Forty passengers spent the night in the waiting hall, and nobody could tell them when the next boat would leave."
)


def described(text: str) -> Description:
    return describe(ReadResult(text), clean(text), "file.txt", ())


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Statement issued by the Joint Maritime Office", "Joint Maritime Office"),
        ("Issued by: River Brigades", "River Brigades"),
        ("Press statement issued by the Ministry of Health on 3 May 2024", "Ministry of Health"),
        ("بيان صادر عن القوات المسلحة اليمنية", "القوات المسلحة اليمنية"),
        ("صادر عن وزارة الصحة", "وزارة الصحة"),
        ("بيان هام صادر عن قيادة الجيش", "قيادة الجيش"),
        ("The statement was issued by mistake", None),
        (
            "A statement issued by the group on Monday said that nobody had been hurt. The army denied it.",
            None,
        ),
        ("وقال في بيان صادر عن مكتبه إن أحدا لم يصب", None),
    ],
)
def test_who_issues_is_read(line: str, name: str | None) -> None:
    assert issuer(line) == name


@pytest.mark.parametrize(
    "line",
    ["PRESS RELEASE", "Release Number 20250114-02", "FOR IMMEDIATE RELEASE", "**Press Statement**", "بيان صحفي",
     "Press Release No. 12/2024", "Statement No. 9", "بيان رقم 7"],
)  # fmt: skip
def test_markings_are_known(line: str) -> None:
    assert is_marking(line)
    assert is_small_print(line)


@pytest.mark.parametrize(
    "line",
    ["Release of hostages delayed again", "Contact with the garrison lost", "Press freedom in decline",
     "Statement of accounts", "No. 10 under pressure", "بيان عسكري يكشف تفاصيل العملية"],
)  # fmt: skip
def test_headlines_are_no_small_print(line: str) -> None:
    assert not is_small_print(line)
    assert issuer(line) is None


def test_a_letterhead_needs_a_headline_below_the_marking() -> None:
    above = ["COASTAL COMMAND", "PRESS RELEASE", "Patrol stops three boats at night", BODY]
    assert list(letterhead(above, 3)) == [0]
    assert not letterhead(["Patrol stops boats", "PRESS RELEASE", "3 May 2024", BODY], 3)


@pytest.mark.parametrize("number", ["Release Number 20240312-01", "Release No. 7", "Press Release #24-118"])
def test_the_headline_is_the_title_and_nobody_signs(number: str) -> None:
    found = described(
        f"U.S. COASTAL COMMAND\n{number}\nFOR IMMEDIATE RELEASE\nMarch 12, 2024\n"
        f"COASTCOM Destroys Two Missiles at the Pier\n{BODY}"
    )
    assert found.title == "COASTCOM Destroys Two Missiles at the Pier"
    assert found.author is None
    assert found.source == "U.S. COASTAL COMMAND"
    assert str(found.published) == "2024-03-12"
    assert found.kind is DocumentKind.OTHER


def test_an_issuer_is_the_title_where_nothing_better_follows() -> None:
    found = described(f"Statement issued by the River Brigades\n\n{BODY}")
    assert found.title == "Statement issued by the River Brigades"
    assert found.source == "River Brigades"


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("The Daily Pier, 13 March 2024", "The Daily Pier"),
        ("Harbour Gazette, March 13, 2024", "Harbour Gazette"),
        ("صحيفة المرفأ، 13 مارس 2024", "صحيفة المرفأ"),
        ("Cairo, 13 March 2024", None),
        ("Ada Nour, 13 March 2024", None),
    ],
)
def test_an_outlet_with_a_date_is_the_source(line: str, source: str | None) -> None:
    found = described(f"Ferry service stops after shots at the pier\n{line}\n\n{BODY}")
    assert found.source == source
    assert str(found.published) == "2024-03-13"
    assert found.kind is DocumentKind.ARTICLE


def test_an_article_on_a_statement_stays_an_article() -> None:
    text = f"Army denies losses in the valley\nBy Ada Nour\n3 May 2024\n\n{BODY}\n\nThe army said so in a statement."
    assert described(text).kind is DocumentKind.ARTICLE


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Layla Noor, AFP Lebanon", "Layla Noor"),
        ("Layla Noor, Reuters", "Layla Noor"),
        ("Layla Noor, Foreign Desk", "Layla Noor"),
        ("Layla Noor, Tom Reyes and Ada Nour", "Layla Noor, Tom Reyes and Ada Nour"),
    ],
)
def test_an_affiliation_is_no_part_of_the_author(line: str, name: str) -> None:
    assert name_in(line) == name


def test_a_ticker_above_a_title_is_taken_off_and_a_headline_is_not() -> None:
    ticker = "BREAKING: Storm warnings issued for the lower valley"
    title = "Ferry service stops after shots at the pier"
    assert ticker not in clean(f"{ticker}\n{title}\nBy Ada Nour\n3 May 2024\n\n{BODY}").text
    assert ticker in clean(f"{ticker}\nBy Ada Nour\n3 May 2024\n\n{BODY}").text
    assert ticker in clean(f"{ticker}\n@pierwatch\n{title}\n3 May 2024\n\n{BODY}").text


@given(st.text(max_size=200))
def test_no_line_breaks_the_rules(line: str) -> None:
    is_small_print(line)
    name = issuer(line)
    assert name is None or name in " ".join(line.split())
