"""A passage is found on its page of the PDF, whatever became of lines, hyphens and spaces in the text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import typst
from dossier.corpus.page_images import PageDrawer, Sought, nearest, page_of, sought_on
from dossier.corpus.readers.pdf import read
from dossier.errors import EnvironmentTrouble
from hypothesis import given
from hypothesis import strategies as st

WORDS = "The brigade declared that it would continue operations against every adversary in the region. "
LAST = "Its spokesman Zayn Qorbani denied responsibility for the explosion near the harbour."


@pytest.fixture(scope="module")
def drawer() -> Iterator[PageDrawer]:
    drawer = PageDrawer()
    yield drawer
    drawer.close()


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pdf")
    source = folder / "a.typ"
    source.write_text(
        f"#set page(width: 9cm, height: 12cm)\n#set par(justify: true)\n#set text(hyphenate: true)\n"
        f"{WORDS * 6}\n#pagebreak()\n{WORDS * 2}{LAST} {WORDS}\n",
        "utf-8",
    )
    target = folder / "a.pdf"
    target.write_bytes(typst.compile(str(source)))
    return target


def test_a_passage_is_found_on_its_page(drawer: PageDrawer, pdf: Path) -> None:
    result = read(pdf.read_bytes())
    start = result.text.index("spokesman Zayn")
    span = (start, start + len("spokesman Zayn Qorbani denied responsibility"))
    page = page_of(result.pages, start)
    assert page == len(result.pages) - 1
    image = drawer.draw(pdf, page, 600, sought_on(result.text, result.pages, span, page))
    assert (image.number, image.of, image.width) == (page, len(result.pages), 600)
    assert len(image.pixels) == image.width * image.height * 4
    assert image.marked
    for left, top, width, height in image.marked:
        assert 0 <= left < left + width <= image.width
        assert 0 <= top < top + height <= image.height
        rows = [image.pixels[((top + y) * image.width + left) * 4 :][: width * 4] for y in range(height)]
        assert any(byte < 128 for row in rows for byte in row), "nothing is printed where the mark is"


def test_of_equal_sentences_the_right_one_is_marked(drawer: PageDrawer, pdf: Path) -> None:
    result = read(pdf.read_bytes())
    tops = []
    start = -1
    for _time in range(3):
        start = result.text.index("would continue", start + 1)
        page = page_of(result.pages, start)
        image = drawer.draw(pdf, page, 600, sought_on(result.text, result.pages, (start, start + 14), page))
        tops.append(image.marked[0][:2])
    assert len(set(tops)) == 3


def test_words_that_are_not_there_are_not_marked(drawer: PageDrawer, pdf: Path) -> None:
    assert drawer.draw(pdf, 0, 300, Sought("nobody wrote this sentence", 0)).marked == ()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4 nothing", b"\0" * 1000])
def test_a_damaged_original_is_said_to_be_damaged(drawer: PageDrawer, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(data)
    with pytest.raises(EnvironmentTrouble):
        drawer.draw(path, 0, 300)


@pytest.mark.parametrize(("offset", "page"), [(0, 0), (9, 0), (10, 1), (11, 1), (50, 2), (10_000, 2)])
def test_the_page_of_an_offset(offset: int, page: int) -> None:
    assert page_of((0, 10, 50), offset) == page


def test_a_passage_over_two_pages_is_sought_on_both() -> None:
    text, starts = "one two three", (0, 8)
    assert sought_on(text, starts, (4, 11), 0) == Sought("two ", 3)
    assert sought_on(text, starts, (4, 11), 1) == Sought("thr", 0)
    assert sought_on(text, starts, (0, 3), 1) is None


@given(st.text("ab", max_size=40), st.text("ab", min_size=1, max_size=6), st.integers(0, 40))
def test_the_nearest_place_is_a_place(letters: str, words: str, before: int) -> None:
    place, length = nearest(letters, words, before)
    if words in letters:
        assert letters[place : place + length] == words
        others = [at for at in range(len(letters)) if letters.startswith(words, at)]
        assert abs(place - before) == min(abs(at - before) for at in others)
    elif place >= 0:
        assert words.startswith(letters[place : place + length])
