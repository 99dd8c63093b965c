"""Electronic books: chapters in the order of reading, and only the date on which the book was published."""

from __future__ import annotations

from pathlib import Path

import pytest
from dossier.corpus.describing import read_one
from dossier.corpus.readers.epub import read
from dossier.corpus.readers.result import Unreadable

from tests.hostile.traps import epub

META = (
    "<dc:title>The  Northern\nFront</dc:title><dc:title>A subtitle</dc:title><dc:creator>Jane Roe</dc:creator>"
    "<dc:creator>Omar Sabri</dc:creator><dc:language>en-GB</dc:language><dc:publisher>Example Press</dc:publisher>"
    "<dc:date>2019-03</dc:date>"
)


def test_chapters_stand_in_the_order_of_reading_and_the_book_describes_itself() -> None:
    found = read(
        epub(["<h1>One</h1><p>first words</p>", "<h1>الثاني</h1><p>كلمات</p>", "<p>last</p>"], meta=META)
    )
    assert found.text == "One\n\nfirst words\n\nالثاني\n\nكلمات\n\nlast"
    assert (found.title, found.author, found.published) == (
        "The Northern Front",
        "Jane Roe, Omar Sabri",
        "2019-03",
    )
    assert (found.language, found.publisher) == ("en", "Example Press")


def test_notes_lists_tables_and_entities_are_read() -> None:
    body = (
        '<p><a id="p1"/>It was said.<a epub:type="noteref" href="#n1">1</a> In 2019<sup>2</sup>&nbsp;too &mdash; twice.<br/>Below</p>'
        "<script>alert(1)</script><ul><li><p>one</p></li><li>two</li></ul><table><tr><td><p>a</p></td><td>b</td></tr></table>"
        '<pre>as\n  it stands</pre><aside epub:type="footnote" id="n1"><p>[1] A <a href="https://example.org/a">note</a>.</p></aside>'
    )
    found = read(epub([body]))
    assert found.text == (
        "It was said.[1] In 2019[2] too — twice.\nBelow\n\n- one\n\n- two\n\na\tb\n\nas\nit stands\n\n[1] A note."
    )
    assert found.links == (("note", "https://example.org/a"),)


@pytest.mark.parametrize(
    ("dates", "published"),
    [
        ("<dc:date>2024-05-09T00:00:00Z</dc:date>", "2024-05-09"),
        (
            "<dc:date opf:event='creation'>2020</dc:date><dc:date opf:event='publication'>2021-02</dc:date>",
            "2021-02",
        ),
        ("<dc:date opf:event='modification'>2020</dc:date>", None),
        ("<dc:date>0101-01-01T00:00:00+00:00</dc:date>", None),
        ("<dc:date>unknown</dc:date>", None),
        ("<dc:date/>", None),
    ],
)
def test_only_the_date_of_publication_counts(dates: str, published: str | None) -> None:
    assert read(epub(["<p>words</p>"], meta=dates)).published == published


def test_a_chapter_that_is_gone_costs_nothing_but_itself() -> None:
    data = epub(["<p>one</p>", "<p>two</p>"])
    assert read(data.replace(b"chapter 0", b"chapter 9")).text == "two"


def test_the_navigation_is_no_text() -> None:
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
        '<item id="n" href="text/chapter%200.xhtml" media-type="application/xhtml+xml" properties="nav scripted"/>'
        '<item id="a" href="text/chapter%201.xhtml" media-type="application/xhtml+xml"/>'
        '</manifest><spine><itemref idref="n"/><itemref idref="a"/></spine></package>'
    )
    assert read(epub(["<p>contents</p>", "<p>words</p>"], more={"OEBPS/book.opf": opf})).text == "words"


def test_a_protected_book_says_so_and_one_with_hidden_fonts_is_read() -> None:
    def with_locked(name: str) -> bytes:
        xml = f'<e xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:CipherReference URI="{name}"/></e>'
        return epub(["<p>words</p>"], more={"META-INF/encryption.xml": xml})

    assert read(with_locked("OEBPS/fonts/a.otf")).text == "words"
    with pytest.raises(Unreadable, match="protected"):
        read(with_locked("OEBPS/text/chapter%200.xhtml"))


def test_a_book_becomes_a_document_with_the_addresses_it_gives(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(
        epub(
            [
                "<h1>One</h1><p>The council sent <a href='https://example.org/1'>observers</a> to the border.</p>"
            ],
            meta=META,
        )
    )
    document = read_one("book.epub", path).document
    assert document.text.endswith("to the border.\n\nLink: https://example.org/1")
    assert (document.title, str(document.published)) == ("The Northern Front", "2019-03")
    assert document.media_type == "application/epub+zip"
