"""Markdown becomes words: its marks go, what they stood round stays, addresses are kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from dossier.corpus.describing import read_one
from dossier.corpus.readers.markdown import read
from dossier.domain.evidence import Verdict
from hypothesis import given
from hypothesis import strategies as st


def words(source: str) -> str:
    return read(source.encode()).text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("# A *heading*\n\nwords", "A heading\n\nwords"),
        ("A heading\n=========\n\nwords", "A heading\n\nwords"),
        ("**Bold**, _slanted_ and ~~struck~~ `code`", "Bold, slanted and struck code"),
        ("> A quote\n> of two lines\n\nwords", "A quote\nof two lines\n\nwords"),
        ("> > one\n\n> two", "one\n\ntwo"),
        ("- one\n- two\n  - three\n\nwords", "- one\n- two\n- three\n\nwords"),
        ("3. one\n4. two", "3. one\n4. two"),
        ("| a | b |\n|---|---|\n| **c** | d |\n\nwords", "a\tb\nc\td\n\nwords"),
        ("```sh\n**kept** as it is\n```\nwords", "**kept** as it is\n\nwords"),
        ("    an *indented* paragraph", "an indented paragraph"),
        ("![A picture](https://example.org/a.png) words", "words"),
        (r"2 \* 3 &amp; 4 &lt; 5", "2 * 3 & 4 < 5"),
        ("one  \ntwo\\\nthree", "one\ntwo\nthree"),
        ("a_name_of_many_parts and #hashtag", "a_name_of_many_parts and #hashtag"),
        ("2024. A year", "2024. A year"),
        ("the <redacted> brigade <b>met</b>", "the <redacted> brigade met"),
        ("<REDACTED>\n\nwords", "<REDACTED>\n\nwords"),
        ("<unknown>", "<unknown>"),
        ("قال **المتحدث** باسم [الحركة](https://example.org/ar) ذلك", "قال المتحدث باسم الحركة ذلك"),
        ("[text][1] and [other]\n\n[1]: https://example.org/a\n[other]: https://example.org/b", "text and other"),
    ],
)  # fmt: skip
def test_marks_go_and_words_stay(source: str, text: str) -> None:
    assert words(source) == text


def test_lines_broken_to_a_width_are_one_paragraph_again_and_fields_stay_lines() -> None:
    wrapped = (
        "The council agreed on Tuesday to send observers to the border,\n"
        "officials in the capital said after a meeting that lasted for\nthree hours."
    )
    assert words(wrapped) == wrapped.replace("\n", " ")
    fields = (
        "**From:** The bureau of relations, second department of three\n"
        "**To:** All stations in the provinces of the north and the east\n**Subject:** Order"
    )
    assert words(fields) == fields.replace("*", "")


def test_footnotes_are_called_in_brackets_and_stay() -> None:
    found = words(
        "It was said twice.[^1] And again.[^note]\n\n[^1]: Weekly, issue 4.\n[^note]: https://example.org/a"
    )
    assert (
        found
        == "It was said twice.[1] And again.[note]\n\n[1] Weekly, issue 4.\n\n[note] https://example.org/a"
    )


def test_addresses_behind_words_are_kept_once() -> None:
    found = read(
        b"A [report](https://example.org/a), [again](https://example.org/a), [https://example.org/b](https://example.org/b), "
        b"<https://example.org/c>, [here](#below), [mail](mailto:a@example.org) and [1](https://example.org/d)."
    )
    assert found.text == (
        "A report, again, https://example.org/b, https://example.org/c, here, mail and [1]."
    )
    assert found.links == (("report", "https://example.org/a"), ("[1]", "https://example.org/d"))


def test_html_inside_is_read_for_its_words_and_never_run() -> None:
    found = read(
        b"A <b>bold</b> word<sup>3</sup> <script>alert(1)</script>and <a href='https://example.org/a'>a page</a>.<br>Below\n\n"
        b"<div><p>One &amp; two</p><script>alert(2)</script><style>p{}</style>\n<table><tr><td>a</td><td>b</td></tr></table>"
        b"<p>A <a href='https://example.org/b'>link</a><sup>4</sup></p><!-- hidden --></div>\n\nwords"
    )
    assert found.text == "A bold word[3] and a page.\nBelow\n\nOne & two\n\na\tb\n\nA link[4]\n\nwords"
    assert [address for _, address in found.links] == ["https://example.org/a", "https://example.org/b"]


def test_the_document_ends_with_the_addresses_of_what_is_left_of_it(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "# Observers reach the border\n\nThe council agreed on Tuesday to send [observers](https://example.org/1) to the border, "
        "officials in the capital said.\n\nNobody was hurt when shots were fired near the crossing on Monday.\n\n"
        "[Share](https://example.org/share)\n\n[Subscribe](https://example.org/subscribe)\n",
        "utf-8",
    )
    text = read_one("a.md", path).document.text
    assert text.endswith("on Monday.\n\nLink: https://example.org/1")
    assert text.startswith(
        "Observers reach the border\n\nThe council agreed on Tuesday to send observers to the border,"
    )


def test_a_fact_check_is_found_under_its_headings(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "# Video does not show the attack\n\n9 May 2024\n\n## Claim\n\n> A video shows the **attack** on the town.\n\n"
        "## Verdict\n\n**Misleading**\n\nThe video was filmed in another country four years before, as its first upload shows.\n",
        "utf-8",
    )
    found = read_one("a.md", path)
    assert found.claim is not None
    assert found.claim.claim == "A video shows the attack on the town."
    assert found.claim.verdict is Verdict.MISLEADING
    assert str(found.document.published) == "2024-05-09"


@pytest.mark.parametrize(
    ("front", "title", "author", "published"),
    [
        ("---\ntitle: 'On: colons'\nauthors: [A B, C D]\ndate: 2024-05-09T10:00:00Z\n---\n", "On: colons", "A B, C D", "2024-05-09"),
        ("---\ntitle: On: colons\nauthor: A B\ndate: 2024-05\n---\n", "On: colons", "A B", "2024-05"),
        ("+++\ntitle = 'A'\ndate = 2024-05-09\n[author]\nname = 'A B'\n+++\n", "A", "A B", "2024-05-09"),
        ("---\nTitle: A\nAuthor:\n  - '[[A B]]'\npublished: 9 May 2024\ncreated: 2025-01-01\n---\n", "A", "A B", "2024-05-09"),
        ("---\ntitle: A\ndate: soon\n---\n", "A", None, None),
    ],
)  # fmt: skip
def test_a_front_matter_describes(front: str, title: str, author: str | None, published: str | None) -> None:
    found = read(front.encode() + b"The text.")
    assert (found.text, found.title, found.author, found.published) == ("The text.", title, author, published)


def test_an_address_as_source_is_the_address() -> None:
    found = read(b"---\nsource: https://example.org/a\nlanguage: ar-SY\n---\nThe text.")
    assert (found.url, found.publisher, found.language) == ("https://example.org/a", None, "ar")


def test_a_rule_above_a_text_is_no_front_matter() -> None:
    assert words("---\nSome words\n---\nand more") == "Some words\n\nand more"


@pytest.mark.parametrize("source", ["[" * 9_000, "a *b " * 9_000, "a\n" * 30_000])
def test_marks_without_end_stay_as_they_are(source: str) -> None:
    assert words(source) == source


@given(st.text(alphabet=st.sampled_from("ab ا*_`[]()<>!#-|>&;^:\\\n\t1.~/\"'"), max_size=200))
def test_whatever_is_written_is_read(source: str) -> None:
    found = read(source.encode())
    assert found == read(source.encode())
    assert sum(map(str.isalpha, found.text)) <= sum(map(str.isalpha, source)) + 20
