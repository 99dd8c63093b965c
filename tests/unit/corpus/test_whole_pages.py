"""Whole pages as people copy and save them, menus, forms and all: invented, in the shapes that real sites have.

Each line of a page in `tests/golden/pages` is marked: `+` the text, `-` furniture, `#` what the document says of itself.
The head of each is `=== number|suffix|space between lines|title|author|published|kind|source`; `?` where both will do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from dossier.case.sources import known_sources
from dossier.corpus.cleaning import clean
from dossier.corpus.describing import read_one
from dossier.domain.corpus import NewDocument
from hypothesis import given
from hypothesis import strategies as st

PAGES = Path(__file__).parents[2] / "golden" / "pages"


@dataclass(frozen=True)
class Page:
    """A page and what a careful person says of it."""

    suffix: str
    text: str
    said: dict[str, str]
    lines: tuple[tuple[str, str], ...]


def pages(file: str) -> Iterator[Page]:
    for block in ("\n" + (PAGES / file).read_text("utf-8")).split("\n=== ")[1:]:
        first, *rest = block.rstrip("\n").split("\n")
        _number, suffix, space, *words = first.split("|")
        title, said = "|".join(words[:-4]), words[-4:]
        marked = tuple((line[0], line[2:]) for line in rest if line)
        names = ("title", "author", "published", "kind", "source")
        between = "\n\n" if space == "2" else "\n"
        yield Page(
            suffix,
            between.join(line for _, line in marked),
            dict(zip(names, (title.lstrip("# ") if suffix == "md" else title, *said), strict=True)),
            marked,
        )


EVERY = [
    page
    for file in ("set1.txt", "set2.txt", "set4.txt", "set5.txt", "set6.txt", "set7.txt")
    for page in pages(file)
    if page.suffix != "html"
]
"""The reader of web pages runs in children only: its libraries open a socket when they are imported."""


def _printed(page: Page, line: str) -> str:
    """A line as import reads it: the marks of Markdown are none of its words."""
    if page.suffix == "md":
        line = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"^#+ |\*\*|^- ", "", line.strip()))
    return line.strip()


def _folded(words: str) -> str:
    return words.casefold().replace(" and ", ", ").replace(" | ", ", ").removeprefix("the ")


def _described(page: Page, path: Path) -> tuple[NewDocument, dict[str, str]]:
    """The document that import makes of a page, and what it says of it."""
    path.write_text(page.text, "utf-8")
    found = read_one(path.name, path, known_sources())
    document = found.document
    return document, {
        "title": document.title,
        "author": document.author or "-",
        "published": str(document.published or "-"),
        "kind": document.kind.value,
        "source": found.source or "-",
    }


def test_what_whole_pages_say_of_themselves_is_read(tmp_path: Path) -> None:
    right: Counter[str] = Counter()
    wrong: list[tuple[str, str, str]] = []
    furniture = left = 0
    for number, page in enumerate(EVERY):
        document, said = _described(page, tmp_path / f"{number}.{page.suffix}")
        for name, expected in page.said.items():
            if expected in {"?", said[name]} or _folded(said[name]) == _folded(expected):
                right[name] += 1
            else:
                wrong.append((name, expected, said[name]))
        kept = Counter(line.strip() for line in document.text.splitlines())
        for mark, line in page.lines:
            words = _printed(page, line)
            if mark == "+":
                assert words in document.text, "a line of the text was lost"
            elif mark == "-" and words:
                furniture += 1
                left += kept[words] > 0
    assert len(EVERY) == 134
    assert not [one for one in wrong if one[0] == "published" and one[2] != "-"], "a date is never guessed"
    assert right["title"] >= 132 and right["author"] >= 131 and right["kind"] >= 133, wrong
    assert right["source"] >= 132 and right["published"] >= 133, wrong
    assert left / furniture < 0.13


RELEASES = list(pages("set3.txt"))


@pytest.mark.parametrize("page", RELEASES, ids=range(1, len(RELEASES) + 1))
def test_releases_statements_memos_posts_letters_and_reprints_are_described(
    page: Page, tmp_path: Path
) -> None:
    document, said = _described(page, tmp_path / f"item.{page.suffix}")
    for name, expected in page.said.items():
        assert expected in {"?", said[name]} or _folded(said[name]) == _folded(expected), name
    for mark, line in page.lines:
        assert mark != "+" or _printed(page, line) in document.text, "a line of the text was lost"
        assert mark != "-" or _printed(page, line) not in document.text


@pytest.mark.parametrize("page", EVERY, ids=range(len(EVERY)))
def test_cleaning_a_page_twice_is_cleaning_it_once(page: Page) -> None:
    once = clean(page.text).text
    assert clean(once).text == once


@pytest.mark.parametrize(
    "text",
    [
        "Province of the River\nOffice of Security\nNumber: 214\nDate: 3 August 2015\nTo: all commanders\n\n{}",
        "Iraq\nSyria\nLebanon\nLetters from three countries in the year of the war\n\n{}",
        "Military\nSecurity\nPolitics: how the council divided its offices among three men\nBy Ada Nour\n\n{}",
    ],
)
def test_lines_above_a_text_stay_unless_a_site_made_them(text: str) -> None:
    body = "The council met on Tuesday and agreed to send observers to the border, officials said in the evening."
    whole = text.format(f"{body}\n\n{body}")
    assert clean(whole).text.endswith(f"{body}\n\n{body}")
    assert whole.split("\n")[3].split(":")[0] in clean(whole).text


PARAGRAPHS = [line for page in EVERY for mark, line in page.lines if mark == "+" and 120 < len(line) < 500]
AROUND = [line for page in EVERY for mark, line in page.lines if mark in "-#" and len(line) < 60]


@given(
    st.tuples(
        st.lists(st.sampled_from(AROUND), max_size=14),
        st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=4, unique=True),
        st.lists(st.sampled_from(AROUND), max_size=8),
        st.lists(st.sampled_from(PARAGRAPHS), max_size=3, unique=True),
        st.lists(st.sampled_from(AROUND), max_size=14),
    )
)
def test_no_paragraph_is_lost_between_whatever_lines_of_sites(parts: tuple[list[str], ...]) -> None:
    left = clean("\n".join(line for part in parts for line in part)).text
    for paragraph in (*parts[1], *parts[3]):
        assert paragraph.strip() in left
