"""What looks like a field and is none: told, with what was likely meant; pasted text is left in peace."""

from __future__ import annotations

import pytest
from dossier.search.query import parse
from dossier.search.tree import MOST_CHARACTERS, QueryProblem
from dossier.search.unknown_fields import unknown_fields
from hypothesis import example, given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("query", "instead"),
    [
        ("before:2024-03-12", "date:..2024-03-12"),
        ("after:2024-03-12 saana", "date:2024-03-12.. saana"),
        ("from:2024 to:2025", "date:2024.. date:..2025"),
        ("from:Reuters", "source:Reuters"),
        ('by:"Al Jazeera" drone', 'source:"Al Jazeera" drone'),
        ("-site:SANA", "-source:SANA"),
        ("author:okafor", "okafor"),
        ("tilte:drone", "title:drone"),
        ("group:Hamas OR foo:bar", None),
        ("foo:bar", None),
        ("before:noon", None),
        ("filetype:banana", None),
    ],
)
def test_an_unknown_field_is_told_with_what_was_meant(query: str, instead: str | None) -> None:
    notice = unknown_fields(query)
    assert notice is not None
    assert notice.instead == instead
    assert "Fields are title:, source:, actor:" in notice.sentence


@pytest.mark.parametrize(
    "query",
    [
        "http://example.org/x", "10:30", "Surah 9:5", "Title: something pasted", "Smith: he left", "C:\\x.doc",
        "kind:memo", "language:ar", "published:2024", '"said:nothing else"', "«said:nothing»", "mailto:a@b.org",
        "a:", ":b", "https://t.me/x:y", "قال:نعم",
    ],
)  # fmt: skip
def test_pasted_text_and_known_fields_are_left_in_peace(query: str) -> None:
    assert unknown_fields(query) is None


def test_it_says_where_in_what_was_typed() -> None:
    query = "\u200fdrone foo\uff1abar"
    notice = unknown_fields(query)
    assert notice is not None
    [field] = notice.fields
    assert query[field.position : field.position + field.length] == "foo"


@given(st.text(max_size=MOST_CHARACTERS))
@example('x:y"z by:"')
def test_no_text_makes_it_fail_and_what_it_offers_can_be_read(text: str) -> None:
    notice = unknown_fields(text)
    if notice is not None and notice.instead is not None:
        assert parse(notice.instead) is not None
        for field in notice.fields:
            assert text[field.position : field.position + field.length]


@given(
    st.sampled_from(["author", "foo", "before", "by", "x"]), st.from_regex(r"[\w.-]{1,20}", fullmatch=True)
)
def test_an_unknown_field_is_never_refused(name: str, value: str) -> None:
    try:
        parse(value)
    except QueryProblem:
        return
    parse(f"{name}:{value}")
