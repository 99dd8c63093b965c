"""Names of sites and channels: what speaks for one, and what is no name."""

from __future__ import annotations

import pytest
from dossier.corpus.channels import channel_name
from dossier.corpus.site_names import Page, quoted_names, site_name, spoken_name
from hypothesis import given
from hypothesis import strategies as st

BODY = "The ferry between the two banks stopped on Sunday after shots had been fired at the pier, its captain said."


@pytest.mark.parametrize(
    ("above", "others", "name"),
    [
        (["River Post", "Subscription", "World"], [BODY], "River Post"),
        (["Subscription", "Contacts", "River Post"], ["© 2024 River Post"], "River Post"),
        (["Contacts", "River Post"], ["Write to tips@riverpost.example"], "River Post"),
        (["Official website", "Contacts", "MINISTRY OF DEFENCE OF THE REPUBLIC"], ["© Ministry of Defence"],
         "MINISTRY OF DEFENCE OF THE REPUBLIC"),
        (["OUTPOST", "MAGAZINE", "Search"], ["Outpost Magazine may earn a commission."], "Outpost Magazine"),
        (["Press Watch", "Donate"], [f"Press Watch welcomes the order. {BODY}"], "Press Watch"),
        (["مركز النهر للدراسات", "عن المركز"], ["جميع الحقوق محفوظة لمركز النهر للدراسات"], "مركز النهر للدراسات"),
        (["World", "News", "3 May 2024", "Search"], [BODY], None),
    ],
)  # fmt: skip
def test_a_site_is_named_by_what_speaks_for_it(above: list[str], others: list[str], name: str | None) -> None:
    assert site_name(Page(above, others, others)) == name


@pytest.mark.parametrize(
    ("text", "removed", "name"),
    [
        ([BODY], ["You're a free subscriber to River Notes. For more, upgrade."], "River Notes"),
        (
            ["Records seen by Openfield show it."],
            ["Openfield is a non-profit and lives by gifts."],
            "Openfield",
        ),
        ([BODY], ["Openfield is a non-profit and lives by gifts."], None),
        ([BODY], ["Thanks for reading!"], None),
    ],
)
def test_a_site_names_itself(text: list[str], removed: list[str], name: str | None) -> None:
    assert spoken_name(text, removed) == name


def test_an_arabic_paper_is_told() -> None:
    assert quoted_names("وقال وجيه لـ«صوت النهر» إن السوق فتحت، وقرأ «كتاب البحر»") == {"صوت النهر"}


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["River Watch", "12 847 subscribers", BODY], "River Watch"),
        (["عيون النهر", "31.2K مشترك", BODY], "عيون النهر"),
        (
            ["River Watch", "3 May 2024", "River Watch", "09:14", BODY, "River Watch", "09:37", BODY],
            "River Watch",
        ),
        (["River Committee", "May 3, 2024 ·", "Shared with Public", BODY], "River Committee"),
        (["Programme of the day", "News", "09:00", "Film", "10:15", "News", "12:00"], None),
        (["Ferry stops", "12 May 2024", BODY], None),
        (["The union has", "4,000 members", BODY][1:], None),
    ],
)
def test_a_channel_is_known_by_its_readers_and_posts(lines: list[str], name: str | None) -> None:
    assert channel_name(lines) == name


@given(st.lists(st.text(max_size=20), max_size=10))
def test_any_lines_may_stand_there(lines: list[str]) -> None:
    for name in (channel_name(lines), site_name(Page(lines, lines, lines)), spoken_name(lines, lines)):
        assert name is None or name
