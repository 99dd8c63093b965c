"""Read Word documents (.docx): paragraphs, tables and footnotes."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from docx.opc.exceptions import PackageNotFoundError

from dossier.corpus.readers.archive import ENTITIES, check_archive
from dossier.corpus.readers.result import ReadResult, Unreadable, tidy

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
                raise Unreadable(ENTITIES) from error
            found = []
            for note in root.iter(f"{_W}footnote"):
                words = "".join(node.text or "" for node in note.iter(f"{_W}t")).strip()
                if words and note.get(f"{_W}type") is None:
                    found.append((note.get(f"{_W}id") or "", words))
            return found
    return []
