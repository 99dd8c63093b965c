"""Partial dates: what they can mean, how they order, how they are written."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dossier.domain.dates import DateRange, PartialDate
from hypothesis import given
from hypothesis import strategies as st

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day = draw(DAYS)
    precision = draw(st.sampled_from((1, 2, 3)))
    return PartialDate(day.year, day.month if precision > 1 else None, day.day if precision > 2 else None)


@given(partial_dates())
def test_a_date_survives_being_written_and_read(one: PartialDate) -> None:
    assert PartialDate.parse(str(one)) == one
    assert str(one).count("-") == one.precision - 1


@given(partial_dates())
def test_a_date_means_the_days_from_its_first_to_its_last(one: PartialDate) -> None:
    assert one.first_day <= one.last_day
    length = (one.last_day - one.first_day).days + 1
    assert length in {1: {365, 366}, 2: {28, 29, 30, 31}, 3: {1}}[one.precision]
    if one.last_day < date.max:
        after = one.last_day + timedelta(days=1)
        assert not one.contains(PartialDate.of(after))
        assert not one.overlaps(PartialDate.of(after))


@given(partial_dates(), partial_dates())
def test_containing_means_overlapping_and_overlapping_goes_both_ways(
    one: PartialDate, other: PartialDate
) -> None:
    assert one.contains(one)
    assert one.overlaps(other) == other.overlaps(one)
    if one.contains(other):
        assert one.overlaps(other)
        assert one.precision <= other.precision


@given(partial_dates(), partial_dates())
def test_any_two_dates_have_an_order_that_agrees_with_equality(one: PartialDate, other: PartialDate) -> None:
    assert (one < other) + (one == other) + (other < one) == 1
    assert (one <= other) == (one < other or one == other)
    if one.last_day < other.first_day:
        assert one < other


@given(st.lists(partial_dates(), max_size=12))
def test_dates_sort_by_first_day_and_then_the_more_precise_first(dates: list[PartialDate]) -> None:
    ordered = sorted(dates)
    assert [(one.first_day, -one.precision) for one in ordered] == sorted(
        (one.first_day, -one.precision) for one in dates
    )


def test_the_first_of_january_comes_before_its_month_and_its_year() -> None:
    names = ["2024", "2023-12-31", "2024-01", "2024-01-01", "2024-01-02"]
    assert [str(one) for one in sorted(map(PartialDate.parse, names))] == [
        "2023-12-31", "2024-01-01", "2024-01", "2024", "2024-01-02",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "", "24", "2024-1", "2024-13", "2024-00", "2024-02-30", "2023-02-29", "0000", "2024-01-19T00:00", " 2024", "2024-",
        "٢٠٢٤", "2024-01-19\n", "19-01-2024",
    ],
)  # fmt: skip
def test_what_is_no_iso_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        PartialDate.parse(text)


def test_a_day_needs_its_month() -> None:
    with pytest.raises(ValueError, match="without a month"):
        PartialDate(2024, None, 5)


def test_a_leap_day_is_a_day() -> None:
    assert PartialDate.parse("2024-02-29").first_day == date(2024, 2, 29)
    assert PartialDate.parse("2024-02").last_day == date(2024, 2, 29)


@given(partial_dates(), partial_dates(), partial_dates())
def test_a_range_overlaps_what_lies_between_its_ends(
    one: PartialDate, other: PartialDate, third: PartialDate
) -> None:
    start, end = sorted((one, other))
    span = DateRange(start, end)
    expected = third.last_day >= start.first_day and third.first_day <= end.last_day
    assert span.overlaps(third) == expected
    assert span.contains(PartialDate.of(start.first_day))
    assert span.contains(PartialDate.of(end.last_day))
    assert not span.contains(third) or span.overlaps(third)


@given(partial_dates())
def test_a_range_that_is_open_on_both_sides_holds_every_date(one: PartialDate) -> None:
    assert DateRange().contains(one)
    assert DateRange(start=one).contains(one)
    assert DateRange(end=one).contains(one)


def test_a_range_keeps_its_whole_last_month() -> None:
    span = DateRange(PartialDate(2024, 1), PartialDate(2024, 6))
    assert span.contains(PartialDate(2024, 6, 30))
    assert not span.overlaps(PartialDate(2024, 7, 1))
    assert not span.contains(PartialDate(2024))
    assert span.overlaps(PartialDate(2024))
    assert str(span) == "2024-01..2024-06"


def test_a_range_can_begin_and_end_in_one_year_that_is_all_one_knows() -> None:
    assert DateRange(PartialDate(2024, 6), PartialDate(2024)).contains(PartialDate(2024, 12, 31))


def test_a_range_never_ends_before_it_starts() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        DateRange(PartialDate(2024, 5), PartialDate(2024, 4))
