"""Read Word documents (.docx): paragraphs, tables and footnotes."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from docx.opc.exceptions import PackageNotFoundError

from dossier.corpus.readers.result import ReadResult, Unreadable, tidy

LARGEST = 2 << 30
"""Bytes that may come out of an archive."""
MOST_MEMBERS = 10_000
RATIO = 200
"""Unpacked to packed bytes; real documents stay below 60."""
LARGEST_PART = 200 << 20
"""Bytes of one XML part: it is held in memory."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(data: bytes) -> ReadResult:
    """Text in reading order; footnotes follow as lines that begin with their number in brackets."""
    check_archive(data)
    try:
        document = docx.Document(io.BytesIO(data))
        parts = list(_blocks(document))
        notes = _footnotes(document)
        core = document.core_properties
        title, author, language = core.title, core.author, core.language
        created = None  # when the file was made is not when the text was published
    except (
        PackageNotFoundError,
        KeyError,
        ValueError,
        zipfile.BadZipFile,
        AttributeError,
        TypeError,
        IndexError,
    ) as error:
        raise Unreadable("This Word document is damaged and can't be opened.") from error
    except Exception as error:
        if type(error).__module__.startswith(("lxml", "docx", "xml")):
            raise Unreadable("This Word document is damaged and can't be opened.") from error
        raise
    text = "\n".join(parts)
    if notes:
        text += "\n\n" + "\n".join(f"[{number}] {note}" for number, note in notes)
    return ReadResult(
        tidy(text),
        title=title.strip() or None if title else None,
        author=author.strip() or None if author and author != "python-docx" else None,
        published=created,
        language=(language or "").split("-")[0].lower() or None,
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )


def check_archive(data: bytes) -> None:
    """Count what really comes out of an archive before any parser sees it; its own figures may lie."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable("This file is damaged: it is not the archive it should be.") from error
    with archive:
        members = archive.infolist()
        if len(members) > MOST_MEMBERS:
            raise Unreadable(f"This archive has more than {MOST_MEMBERS:,} parts.")
        total = 0
        for member in members:
            size = 0
            head = b""
            try:
                with archive.open(member) as stream:
                    while block := stream.read(1 << 20):
                        head = head or block[:4096]
                        size += len(block)
                        total += len(block)
                        if total > LARGEST or size > LARGEST_PART or total > max(RATIO * len(data), 20 << 20):
                            raise Unreadable("This archive unpacks to far more than a document (a ZIP bomb).")
            except (
                zipfile.BadZipFile,
                OSError,
                EOFError,
                RuntimeError,
                NotImplementedError,
                ValueError,
            ) as error:
                raise Unreadable("This file is damaged: a part of it can't be unpacked.") from error
            except Exception as error:  # zlib.error and lzma's have no common parent
                if isinstance(error, Unreadable):
                    raise
                raise Unreadable("This file is damaged: a part of it can't be unpacked.") from error
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise Unreadable("This file declares XML entities, which documents don't; it was not opened.")


def _blocks(document: Any) -> Any:
    for item in document.iter_inner_content():
        if hasattr(item, "rows"):
            for row in item.rows:
                cells = list(dict.fromkeys(cell.text.strip() for cell in row.cells))
                yield "\t".join(cells)
        else:
            yield _with_marks(item)
            yield ""


def _with_marks(paragraph: Any) -> str:
    """Text of a paragraph with [n] where a footnote is called."""
    words = []
    for node in paragraph._p.iter():
        if node.tag == f"{_W}t" and node.text:
            words.append(node.text)
        elif node.tag in {f"{_W}br", f"{_W}cr"}:
            words.append("\n")
        elif node.tag == f"{_W}tab":
            words.append("\t")
        elif node.tag == f"{_W}footnoteReference":
            words.append(f"[{node.get(f'{_W}id')}]")
    return "".join(words)


def _footnotes(document: Any) -> list[tuple[str, str]]:
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/word/footnotes.xml":
            try:
                root = fromstring(part.blob)
            except DefusedXmlException as error:
                raise Unreadable(
                    "This file declares XML entities, which documents don't; it was not opened."
                ) from error
            found = []
            for note in root.iter(f"{_W}footnote"):
                words = "".join(node.text or "" for node in note.iter(f"{_W}t")).strip()
                if words and note.get(f"{_W}type") is None:
                    found.append((note.get(f"{_W}id") or "", words))
            return found
    return []
