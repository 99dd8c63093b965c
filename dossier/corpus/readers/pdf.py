"""Read the text layer of PDF files, page by page."""

from __future__ import annotations

import re
from collections import Counter

import pypdfium2

from dossier.corpus.readers.result import ReadResult, Unreadable, tidy

MOST_PAGES = 5_000
LARGEST = 20_000_000
"""Code points of text."""


def read(data: bytes) -> ReadResult:
    """Text with the offset of each page. Running heads and page numbers are left out, hyphens rejoined."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable("This PDF is locked with a password.") from error
        raise Unreadable("This PDF is damaged and can't be opened.") from error
    try:
        if len(document) > MOST_PAGES:
            raise Unreadable(f"This PDF has more than {MOST_PAGES:,} pages.")
        pages = []
        size = 0
        for number in range(len(document)):
            text = _page_text(document, number)
            size += len(text)
            if size > LARGEST:
                raise Unreadable("The text of this PDF is too long for one document.")
            pages.append(text)
        meta = document.get_metadata_dict()
    finally:
        document.close()
    if not any(page.strip() for page in pages):
        raise Unreadable(
            "This PDF has no text in it (its pages are pictures). Run it through text recognition first."
        )
    pages = _without_running_heads(pages)
    text, starts = "", []
    for page in pages:
        starts.append(len(text))
        text += _joined(page).strip() + "\n\n"
    title = meta.get("Title", "").strip()
    return ReadResult(
        text.rstrip(),
        title=title if _is_title(title) else None,
        author=meta.get("Author", "").strip() or None,
        published=None,  # CreationDate is when the file was made, not when the text was published
        media_type="application/pdf",
        pages=tuple(starts),
    )


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    try:
        page = document[number]
        try:
            words = page.get_textpage()
            try:
                return tidy(words.get_text_range())
            finally:
                words.close()
        finally:
            page.close()
    except pypdfium2.PdfiumError:
        return ""  # one broken page doesn't cost the others


def _is_title(title: str) -> bool:
    """Programs write their own names and file names into the title field."""
    return (
        4 < len(title) < 300
        and " " in title
        and not re.search(r"\.(docx?|pdf|indd|tex|pages)$|^microsoft|^untitled", title, re.I)
    )


def _without_running_heads(pages: list[str]) -> list[str]:
    """First and last lines that return on most pages (numbers aside) belong to the paper, not to the text."""
    if len(pages) < 4:
        return [_without_number(page) for page in pages]
    edges: Counter[str] = Counter()
    for page in pages:
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        edges.update({_shape(line) for line in (*lines[:2], *lines[-2:])})
    running = {shape for shape, count in edges.items() if count > len(pages) * 0.5}
    kept = []
    for page in pages:
        lines = page.splitlines()
        filled = [place for place, line in enumerate(lines) if line.strip()]
        drop = {place for place in (*filled[:2], *filled[-2:]) if _shape(lines[place].strip()) in running}
        kept.append("\n".join(line for place, line in enumerate(lines) if place not in drop))
    return kept


def _without_number(page: str) -> str:
    return re.sub(r"\n\s*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\s*$", "", page, flags=re.IGNORECASE)


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line)


_HYPHEN = re.compile(r"(?<=[^\W\d_A-Z])(?:[-\u00ad]\n|\ufffe\n?)(?=[^\W\d_A-Z])")
"""PDFium writes U+FFFE for a hyphen at the end of a line, and leaves the line end out."""
_WRAPPED = re.compile(r"(?<=[^\n.!?:؟…\"”»)\]])\n(?=[^\n\s•\-–—*\d])")


def _joined(page: str) -> str:
    """Lines that the page's width has broken become one paragraph again."""
    page = re.sub(r"[ \t]+\n", "\n", page)
    page = _HYPHEN.sub("", page).replace("\ufffe", "-")
    longest = max((len(line) for line in page.splitlines()), default=0)

    def join(match: re.Match[str]) -> str:
        before = page[page.rfind("\n", 0, match.start()) + 1 : match.start()]
        return " " if len(before) > longest * 0.6 else "\n"

    return _WRAPPED.sub(join, page)
