"""Anchor citations: make passages from spans of a text and find them again."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.domain.corpus import DocumentId
from dossier.domain.evidence import Passage
from dossier.errors import UserError
from dossier.text.passages import make_quote, reanchor


def passage_at(document: DocumentId, text: str, start: int, end: int) -> Passage:
    """The passage `[start, end)` of a document's text, without white space at its ends.

    Raises UserError when nothing but white space is selected.
    """
    start, end = max(0, min(start, end)), min(len(text), max(start, end))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        raise UserError("Nothing is selected.", hint="Select the words to cite, then press Ctrl+D.")
    quote, prefix, suffix = make_quote(text, start, end)
    return Passage(document, start, end, quote, prefix, suffix)


@dataclass(frozen=True)
class Anchor:
    """Where a passage is in the text as it stands now."""

    start: int
    end: int
    moved: bool
    """The text is not at its recorded offsets any more (the document was read anew)."""


def anchor_of(passage: Passage, text: str) -> Anchor | None:
    """Where the passage is now; None when its words are gone from the text."""
    if text[passage.start : passage.end] == passage.quote:
        return Anchor(passage.start, passage.end, moved=False)
    found = reanchor(text, passage.quote, passage.prefix, passage.suffix, passage.start)
    return None if found is None else Anchor(*found, moved=True)
