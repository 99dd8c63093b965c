"""Documents and the sources that publish them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from dossier.domain.dates import PartialDate

DocumentId = NewType("DocumentId", int)
SourceId = NewType("SourceId", int)
GroupId = NewType("GroupId", int)


class DocumentKind(StrEnum):
    """What sort of item a document is."""

    ARTICLE = "article"
    REPORT = "report"
    FACT_CHECK = "fact-check"
    MEMO = "memo"
    POST = "post"
    OTHER = "other"


class Reliability(StrEnum):
    """Reliability of a source: Admiralty code (NATO AJP-2.1, also STANAG 2511), letters A-F.

    F means *cannot be judged*: unknown, never worst; it sorts apart.
    """

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"

    @property
    def words(self) -> str:
        """The wording of the scale."""
        return _RELIABILITY_WORDS[self]


_RELIABILITY_WORDS = {
    Reliability.A: "completely reliable",
    Reliability.B: "usually reliable",
    Reliability.C: "fairly reliable",
    Reliability.D: "not usually reliable",
    Reliability.E: "unreliable",
    Reliability.F: "reliability cannot be judged",
}


@dataclass(frozen=True)
class Source:
    """Who published a document: outlet, channel, agency."""

    id: SourceId
    name: str
    descriptor: str = ""
    reliability: Reliability = Reliability.F
    key: str | None = None
    """Key in seeds/sources.yaml, if it comes from there."""
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    country: str | None = None
    withdrawn: bool = False


@dataclass(frozen=True)
class Document:
    """One imported item, without its text (`CorpusStore.text` gives that)."""

    id: DocumentId
    file: str
    """Name of the imported file, without folders."""
    title: str
    sha256: str
    """Of the original bytes, lower-case hex; also the name of the file in `originals/`."""
    kind: DocumentKind = DocumentKind.OTHER
    author: str | None = None
    published: PartialDate | None = None
    language: str | None = None
    """ISO 639-1, or None when it can't be told."""
    source_id: SourceId | None = None
    source: str | None = None
    """The source's name."""
    words: int = 0
    characters: int = 0
    """Length of the extracted text in code points."""
    problem: str | None = None
    """Why it could not be read, in a sentence for the user; None when it was read."""
    url: str | None = None
    imported_at: datetime | None = None
    """UTC."""
    media_type: str = "text/plain"
    group_id: GroupId | None = None
    """Near-duplicates (reprints, updates) share one."""
    withdrawn: bool = False
    original_title: str | None = None
    """Where the analyst changed the title: the one that was found."""
    removed: bool = False
    """Taken out of the case: it stands in no list, search, count or figure until it is brought back."""


@dataclass(frozen=True)
class NewDocument:
    """A document ready to be stored: everything that import found out about one file."""

    file: str
    sha256: str
    text: str
    title: str
    text_sha256: str
    """Of the text in UTF-8: notices damage, recognises equal content in other files."""
    kind: DocumentKind = DocumentKind.OTHER
    author: str | None = None
    published: PartialDate | None = None
    language: str | None = None
    source_id: SourceId | None = None
    words: int = 0
    problem: str | None = None
    url: str | None = None
    media_type: str = "text/plain"
    signature: bytes | None = None
    """MinHash of the text, for near-duplicates."""
    pages: tuple[int, ...] = ()
    """For paged originals: offset in `text` at which each page starts."""
    size: int = 0
    """Bytes of the original."""


@dataclass(frozen=True)
class DocumentFilter:
    """Which documents a list shows; None means any."""

    source_id: SourceId | None = None
    kind: DocumentKind | None = None
    language: str | None = None
    with_problem: bool | None = None
    text: str = ""
    """Part of title, file name or author."""
    group_id: GroupId | None = None


class DocumentOrder(StrEnum):
    """By what a list of documents is sorted."""

    TITLE = "title"
    PUBLISHED = "published"
    SOURCE = "source"
    LANGUAGE = "language"
    KIND = "kind"
    IMPORTED = "imported"
    FILE = "file"
    WORDS = "words"
