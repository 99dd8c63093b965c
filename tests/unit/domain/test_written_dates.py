"""Dates as people write them, in English and Arabic."""

from __future__ import annotations

from datetime import date

import pytest
from dossier.domain.written_dates import find_dates, numbers_order
from hypothesis import given
from hypothesis import strategies as st

ONE_DAY = [
    "May 9, 2024", "May 9 2024", "9 May 2024", "9th May, 2024", "the 9th of May 2024", "9-May-2024", "MAY 9, 2024",
    "2024-05-09", "2024-05-09T23:15:00Z", "2024/5/9", "2024.05.09", "9.5.2024", "09.05.2024",
    "٩ مايو ٢٠٢٤", "9 أيار 2024", "9 أيار/مايو 2024", "9 مايو (أيار) 2024", "٩ أيار / مايو 2024", "9 مايو، 2024",
    "9 من مايو عام 2024", "9 من شهر مايو 2024", "9 ماي 2024",
    "1 ذو القعدة 1445", "1 ذو القعدة 1445هـ", "١ ذي القعدة ١٤٤٥ هـ", "1/11/1445هـ", "1445/11/1", "١٤٤٥/١١/١",
    "1 Dhu al-Qadah 1445 AH", "Dhul-Qa’dah 1, 1445", "1 Zulqada 1445",
]  # fmt: skip


def found(text: str, *, day_first: bool | None = None) -> list[str]:
    return [str(one.date) for one in find_dates(text, day_first=day_first)]


@pytest.mark.parametrize("text", ONE_DAY)
def test_one_day_is_found_however_it_is_written(text: str) -> None:
    assert found(text) == ["2024-05-09"]
    assert found(f"Published on {text}, they say") == ["2024-05-09"]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("6th December 2024", "2024-12-06"),
        ("Sept. 3rd, 2023", "2023-09-03"),
        ("1/19/2024", "2024-01-19"),
        ("19/01/2024", "2024-01-19"),
        ("19-01-2024", "2024-01-19"),
        ("5/5/2024", "2024-05-05"),
        ("7 أكتوبر/تشرين الأول 2023", "2023-10-07"),
        ("30 كانون الأول 2023", "2023-12-30"),
        ("10 رمضان 1445هـ", "2024-03-20"),
        ("January 2024", "2024-01"),
        ("Jan. 2024", "2024-01"),
        ("يناير 2024", "2024-01"),
        ("شباط/فبراير 2024", "2024-02"),
        ("رمضان 1445", "2024"),
        ("Ramadan 1445", "2024"),
        ("3-5 May 2024", "2024-05"),
        ("May 3–5, 2024", "2024-05"),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(text: str, iso: str) -> None:
    assert found(text) == [iso]


@pytest.mark.parametrize(
    "text",
    ["3/4/2024", "10-05-2024", "31 February 2024", "May 32, 2024", "10 Smarch 2024", "1.2.3.2024", "12 May", "issue 412",
     "2024-25", "2024-13-01", "0/5/2024", "5/0/2024", "40 رمضان 1445", "May 9, 1024", "جمادى 1445/3", "20240119", "he may 2 of"],
)  # fmt: skip
def test_what_is_no_certain_date_is_not_found(text: str) -> None:
    assert found(text) == []


def test_figures_that_mean_two_days_need_to_be_told_which_comes_first() -> None:
    assert found("3/4/2024", day_first=True) == ["2024-04-03"]
    assert found("3/4/2024", day_first=False) == ["2024-03-04"]
    assert found("19/01/2024", day_first=False) == ["2024-01-19"]


@pytest.mark.parametrize(
    ("text", "order"),
    [("1/19/2024", False), ("19/1/2024, 3/4/2024", True), ("3/4/2024", None), ("1/19/2024 and 19/1/2024", None), ("no", None)],
)  # fmt: skip
def test_a_text_shows_whether_it_puts_the_day_first(text: str, order: bool | None) -> None:
    assert numbers_order(text) is order


def test_the_same_day_in_two_calendars_is_two_dates_that_agree() -> None:
    assert found("10 رمضان 1445 هـ الموافق 20 مارس 2024") == ["2024-03-20", "2024-03-20"]


def test_several_dates_come_in_order_with_the_words_they_are_written_in() -> None:
    text = "From Mar 5, 2024 to 2024-03-08; published in April 2024."
    dates = find_dates(text)
    assert [text[one.start : one.end] for one in dates] == ["Mar 5, 2024", "2024-03-08", "April 2024"]


@given(st.text(max_size=300))
def test_any_text_is_searched_without_an_error(text: str) -> None:
    reached = 0
    for one in find_dates(text, day_first=True):
        assert reached <= one.start < one.end <= len(text)
        reached = one.end


@given(
    st.dates(date(1930, 1, 1), date(2070, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d %b %Y"]),
)
def test_every_day_is_found_again(day: date, form: str) -> None:
    assert found(day.strftime(form)) == [day.isoformat()]


@pytest.mark.parametrize("piece", ["1 ", "1/", "May ", "٩ من ", "9 9 9-", "1-", "jumada al-", "12/12/"])
def test_a_long_hostile_text_is_searched_to_its_end(piece: str) -> None:
    text = piece * (60_000 // len(piece)) + " written on 9 May 2024"
    assert found(text)[-1:] == ["2024-05-09"]
