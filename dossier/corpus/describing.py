"""Turn files into documents: read, clean, describe, sign. Runs in a child process, file by file."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePath
from typing import Any, TypeVar

from dossier.corpus import sandbox
from dossier.corpus.cleaning import Cleaned, clean
from dossier.corpus.duplicates import signature
from dossier.corpus.factchecks import ClaimFound
from dossier.corpus.metadata import KnownSource, describe, load_language_model
from dossier.corpus.readers.result import ReadResult, Unreadable, lines_of_links
from dossier.domain.corpus import DocumentKind, NewDocument
from dossier.domain.dates import PartialDate
from dossier.domain.evidence import Verdict
from dossier.storage.sealing import read_file

LARGEST_IN_MEMORY = 256 << 20
"""Bytes of a file that is read at all; a text of that size is no document."""

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".rtf": "application/rtf",
    ".epub": "application/epub+zip",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".eml": "message/rfc822",
}

Stop = Callable[[], bool]
_Item = TypeVar("_Item")


@dataclass(frozen=True)
class Reading:
    """A file to be read: the name it came under and where its bytes are, with the key if they are sealed."""

    file: str
    path: Path
    key: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Described:
    """A document without its hash and source id, and what is needed to give it both."""

    document: NewDocument
    source: str | None
    claim: ClaimFound | None = None


def read_documents(
    readings: Iterable[tuple[Reading, _Item]], sources: Sequence[KnownSource], stop: Stop
) -> Iterator[tuple[_Item, Described]]:
    """Read many files in child processes; results come in the order of the files.

    A file that can't be read, or whose reader crashes or passes a limit, becomes a document with a problem.
    """
    start = json.dumps([asdict(source) for source in sources])
    with sandbox.Pool("dossier.corpus.describing:make_worker", start) as pool:
        tasks = ((_task(reading), (reading, item)) for reading, item in readings)
        for (reading, item), answer in pool.run(tasks, stop):
            if isinstance(answer, sandbox.Failure):
                yield item, _with_problem(reading.file, answer.sentence)
            else:
                yield item, _from_json(json.loads(answer))


def _task(reading: Reading) -> str:
    return json.dumps([reading.file, str(reading.path), reading.key.hex() if reading.key else None])


def make_worker(start: str) -> Callable[[str], str]:
    """For the child process: a function from a task to an answer, both JSON."""
    sources = [
        KnownSource(entry["name"], tuple(entry["names"]), tuple(entry["domains"]), entry["type"])
        for entry in json.loads(start)
    ]
    load_language_model()  # it writes a temporary file, which the limits forbid later

    def work(task: str) -> str:
        file, path, key = json.loads(task)
        reading = Reading(file, Path(path), bytes.fromhex(key) if key else None)
        return json.dumps(_to_json(read_one(file, reading.path, sources, reading.key)))

    return work


def read_one(
    file: str, path: Path, sources: Sequence[KnownSource] = (), key: bytes | None = None
) -> Described:
    """Read and describe one file, in this process; `key` if it is sealed."""
    try:
        if path.stat().st_size > LARGEST_IN_MEMORY:
            raise Unreadable(f"The file is larger than {LARGEST_IN_MEMORY >> 20} MB.")
        read = _reader(PurePath(file).suffix.lower())(read_file(path, key))
        if not any(char.isalnum() for char in read.text):
            raise Unreadable("There is no text in this file.")
    except Unreadable as error:
        return _with_problem(file, str(error))
    except (MemoryError, RecursionError):
        return _with_problem(file, "This file is built so that reading it takes too much memory.")
    return describe_read(file, read, sources)


def describe_read(file: str, read: ReadResult, sources: Sequence[KnownSource] = ()) -> Described:
    """Clean and describe what a reader found."""
    found_text = Cleaned(read.text) if read.table else clean(read.text)
    cleaned = replace(found_text, text=found_text.text.strip())  # copies differ in the space around them
    found = describe(read, cleaned, file, sources)
    text = cleaned.text
    if read.links and (behind := lines_of_links(read.links, text)):
        text = f"{text}\n\n{behind}"
    document = NewDocument(
        file=file,
        sha256="",
        text=text,
        title=found.title,
        text_sha256=text_hash(text),
        kind=found.kind,
        author=found.author,
        published=found.published,
        language=found.language,
        words=len(cleaned.text.split()),
        url=read.url,
        media_type=MEDIA_TYPES.get(PurePath(file).suffix.lower(), read.media_type),
        signature=signature(cleaned.text),
        pages=_moved_pages(read, text),
    )
    return Described(document, found.source, found.claim)


def text_hash(text: str) -> str:
    """SHA-256 of a text in UTF-8, lower-case hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _reader(suffix: str) -> Callable[[bytes], ReadResult]:
    """The reader for a suffix. Imported here: a child that reads text never loads the PDF library."""
    if suffix in {".html", ".htm"}:
        from dossier.corpus.readers import html

        return html.read
    if suffix == ".pdf":
        from dossier.corpus.readers import pdf

        return pdf.read
    if suffix == ".docx":
        from dossier.corpus.readers import office

        return office.read
    if suffix == ".odt":
        from dossier.corpus.readers import opendocument

        return opendocument.read
    if suffix == ".rtf":
        from dossier.corpus.readers import rtf

        return rtf.read
    if suffix == ".epub":
        from dossier.corpus.readers import epub

        return epub.read
    if suffix in {".csv", ".tsv"}:
        from dossier.corpus.readers import table

        return table.read_csv if suffix == ".csv" else table.read_tsv
    if suffix == ".xlsx":
        from dossier.corpus.readers import workbook

        return workbook.read
    if suffix == ".eml":
        from dossier.corpus.readers import mail

        return mail.read
    if suffix == ".md":
        from dossier.corpus.readers import markdown

        return markdown.read
    from dossier.corpus.readers import text

    return text.read


def _moved_pages(read: ReadResult, text: str) -> tuple[int, ...]:
    """Where the pages start after cleaning: found again by the first words of each."""
    if not read.pages or text == read.text:
        return read.pages
    starts, place = [], 0
    for start in read.pages:
        words = read.text[start : start + 60].split("\n")[0]
        found = text.find(words, place) if words.strip() else -1
        place = found if found >= 0 else place
        starts.append(place)
    return tuple(starts)


def _with_problem(file: str, sentence: str) -> Described:
    suffix = PurePath(file).suffix.lower()
    document = NewDocument(
        file=file,
        sha256="",
        text="",
        title=PurePath(file).stem or file,
        text_sha256=text_hash(""),
        kind=DocumentKind.OTHER,
        problem=sentence,
        media_type=MEDIA_TYPES.get(suffix, "application/octet-stream"),
    )
    return Described(document, None)


def _to_json(found: Described) -> dict[str, Any]:
    document = asdict(found.document)
    document["published"] = str(found.document.published) if found.document.published else None
    digest = found.document.signature
    document["signature"] = base64.b64encode(digest).decode() if digest else None
    return {
        "document": document,
        "source": found.source,
        "claim": asdict(found.claim) if found.claim else None,
    }


def _from_json(data: dict[str, Any]) -> Described:
    document = {name: _sound(value) for name, value in data["document"].items()}
    document["published"] = PartialDate.parse(document["published"]) if document["published"] else None
    document["signature"] = base64.b64decode(document["signature"]) if document["signature"] else None
    document["kind"] = DocumentKind(document["kind"])
    document["pages"] = tuple(document["pages"])
    claim = data["claim"]
    found = None
    if claim:
        values = {name: _sound(value) for name, value in claim.items()}
        values["verdict"] = Verdict(claim["verdict"]) if claim["verdict"] else None
        found = ClaimFound(**values)
    return Described(NewDocument(**document), _sound(data["source"]), found)


def _sound(value: Any) -> Any:
    """Text that can be stored: a lone surrogate, which is no character, becomes U+FFFD (offsets stay)."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value) if isinstance(value, str) else value


_SURROGATE = re.compile("[\ud800-\udfff]")
