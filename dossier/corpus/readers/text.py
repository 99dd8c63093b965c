"""Read plain text and Markdown in whatever encoding it was saved."""

from __future__ import annotations

import re

from dossier.corpus.readers.encoding import decode
from dossier.corpus.readers.result import ReadResult, Unreadable, tidy

LARGEST = 20_000_000
"""Code points; a longer text is no document but data."""


def read(data: bytes) -> ReadResult:
    """Text of a .txt or .md file. Raises Unreadable when it is no text."""
    text = tidy(decode(data))
    if len(text) > LARGEST:
        raise Unreadable("The text is too long for one document (more than 20 million characters).")
    return ReadResult(text)


def read_markdown(data: bytes) -> ReadResult:
    """Markdown stays readable as it is; only a front matter is taken off and its fields are used."""
    result = read(data)
    match = _FRONT_MATTER.match(result.text)
    if match is None:
        return ReadResult(result.text, media_type="text/markdown")
    fields = {
        key.strip().lower(): value.strip().strip("\"'")
        for key, colon, value in (line.partition(":") for line in match[1].splitlines())
        if colon
    }
    date = fields.get("date", "")[:10]
    return ReadResult(
        result.text[match.end() :],
        title=fields.get("title") or None,
        author=fields.get("author") or None,
        published=date if re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", date) else None,
        language=fields.get("lang") or fields.get("language") or None,
        publisher=fields.get("source") or fields.get("publisher") or None,
        url=fields.get("url") or None,
        media_type="text/markdown",
    )


_FRONT_MATTER = re.compile(r"\s*---\n(.*?)\n---[ \t]*(?:\n|$)", re.DOTALL)
