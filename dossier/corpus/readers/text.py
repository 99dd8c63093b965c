"""Read plain text in whatever encoding it was saved."""

from __future__ import annotations

from dossier.corpus.readers.encoding import decode
from dossier.corpus.readers.result import ReadResult, Unreadable, tidy

LARGEST = 20_000_000
"""Code points; a longer text is no document but data."""


def read(data: bytes) -> ReadResult:
    """Text of a .txt file. Raises Unreadable when it is no text."""
    text = tidy(decode(data))
    if len(text) > LARGEST:
        raise Unreadable("The text is too long for one document (more than 20 million characters).")
    return ReadResult(text)
