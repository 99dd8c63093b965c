"""What a page says twice: titles beside the site's name, cut short, and the edges of printed pages."""

from __future__ import annotations

import pytest
from dossier.corpus.cleaning import clean
from dossier.corpus.repeats import printed_edges, title_twice
from hypothesis import given
from hypothesis import strategies as st

TITLE = "Ferry stops after shots at the pier"
BODY = (
    "The ferry between the two banks stopped on Sunday after shots had been fired at the pier, its captain said. "
    "Forty passengers spent the night in the waiting hall, and nobody could tell them when the next boat would leave."
)


@pytest.mark.parametrize(
    ("copy", "site"),
    [
        (f"{TITLE} | River Post", "River Post"),
        (f"{TITLE} - River Post", "River Post"),
        (f"River Post › {TITLE}", "River Post"),
        (f"Home / News / {TITLE}", None),
        ("Ferry stops after shots ...", None),
        ("Ferry stops after shots at…", None),
    ],
)
def test_a_title_is_known_by_its_copy(copy: str, site: str | None) -> None:
    twice = title_twice([copy, "Search", TITLE, BODY])
    assert twice is not None
    assert (twice.title, twice.site, twice.copies) == (2, site, (0,))


@pytest.mark.parametrize(
    "lines",
    [
        [TITLE, BODY],
        ["Part One | The River", "Part Two | The River", BODY],
        ["The War | The River", "The War", BODY],
        [f"{BODY} - River Post", BODY],
    ],
)
def test_what_is_no_copy_makes_no_title(lines: list[str]) -> None:
    assert title_twice(lines) is None


@pytest.mark.parametrize(
    "edges",
    [
        ("05/11/2023, 21:07\n{title} | River Post", "https://river.example/1\n{n}/2"),
        ("{title} — River Post\nhttps://river.example/1", "{n} of 2\n05/11/2023, 21:07"),
        ("05/11/2023, 21:07 {title}", "https://river.example/1 {n}/2"),
    ],
)
def test_what_a_browser_prints_around_each_page_goes_and_the_text_stays(edges: tuple[str, str]) -> None:
    above, below = (edge.replace("{title}", TITLE) for edge in edges)
    text = "\n".join(
        [
            above,
            TITLE,
            "By Ada Nour",
            "3 May 2021",
            BODY,
            below.format(n=1),
            above,
            BODY + " Again.",
            below.format(n=2),
        ]
    )
    assert clean(text).text.split("\n") == [TITLE, "By Ada Nour", "3 May 2021", BODY, BODY + " Again."]


@pytest.mark.parametrize(
    "lines",
    [
        [TITLE, "3/4", BODY, "1 of 2", BODY],
        ["https://river.example/1", BODY],
        [TITLE, "05/11/2023, 21:07", "2/5", BODY],
    ],
)
def test_numbers_and_times_of_a_text_stay(lines: list[str]) -> None:
    assert not printed_edges(lines, ())
    assert clean("\n".join(lines)).text == "\n".join(lines)


@given(st.lists(st.text(alphabet="ab |-/…1.", max_size=24), max_size=12))
def test_any_lines_can_be_compared(lines: list[str]) -> None:
    twice = title_twice(lines)
    if twice:
        assert twice.title not in twice.copies
        assert all(0 <= place < len(lines) for place in twice.copies)
    assert printed_edges(lines, twice.copies if twice else ()) <= set(range(len(lines)))
