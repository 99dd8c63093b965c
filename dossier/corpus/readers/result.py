"""What a reader gives back, and how it says that a file can't be read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


class Unreadable(Exception):
    """A file that can't be read; the message is a sentence for the user, without the file's content."""


@dataclass(frozen=True)
class ReadResult:
    """Text and what the file itself says of it; None where it says nothing."""

    text: str
    title: str | None = None
    author: str | None = None
    published: str | None = None
    """ISO 8601, as precise as the file says."""
    language: str | None = None
    """ISO 639-1, as declared."""
    publisher: str | None = None
    url: str | None = None
    media_type: str = "text/plain"
    pages: tuple[int, ...] = ()
    """Offset of each page in `text`, for paged files."""
    furniture: str = ""
    """Text around the document (site name, footer): evidence for its source, never part of it."""
    mail: bool = False
    table: bool = False
    """Rows and cells: nothing in it is furniture, and no row is a title, an author or a date of the whole."""
    links: tuple[tuple[str, str], ...] = ()
    """Words of the text and the address of the web behind them, where they differ."""
    claim: str | None = None
    """schema.org ClaimReview: the claim reviewed."""
    verdict: str | None = None
    """schema.org ClaimReview: alternateName of the rating."""
    claimant: str = ""
    """schema.org ClaimReview: author of the item reviewed."""
    first_appearance: str = ""
    """schema.org Claim: first appearance, or the appearance or address of the item reviewed."""


def tidy(text: str) -> str:
    """Line ends as \\n, no control characters, no lone surrogates; nothing else changes."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").replace("\v", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n\n").replace("\u00a0", " ").replace("\ufeff", "")
    return text.translate(_CONTROLS)


_CONTROLS = {
    **{code: None for code in (*range(0x20), 0x7F, *range(0x80, 0xA0)) if chr(code) not in "\n\t"},
    **dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}"),
}


def lines_of_links(links: Iterable[tuple[str, str]], text: str) -> str:
    """A line for each address whose words are still in the text, so that links between documents are found.

    At the end and without the words: sentences stay as they were written, and no name is counted twice.
    """
    flat = " ".join(text.split())
    return "\n".join(
        f"{words} {address}" if re.fullmatch(r"\[\d{1,3}\]", words) else f"Link: {address}"
        for words, address in links
        if words in flat and address not in flat
    )
