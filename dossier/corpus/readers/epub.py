"""Read electronic books (.epub): their chapters in the order of the spine, and what the book says of itself."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from dossier.corpus.readers.archive import check_archive, parsed
from dossier.corpus.readers.encoding import decode
from dossier.corpus.readers.markup import Links, words_of_markup
from dossier.corpus.readers.result import ReadResult, Unreadable, tidy

MEDIA_TYPE = "application/epub+zip"
LARGEST = 20_000_000
"""Code points of the whole."""
LARGEST_CHAPTER = 20 << 20
"""Bytes: a chapter is held in memory as a tree."""

_DAMAGED = "This book is damaged and can't be opened."
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CIPHER = "{http://www.w3.org/2001/04/xmlenc#}CipherReference"
_PAGES = frozenset(("application/xhtml+xml", "text/html", "text/x-oeb1-document"))


def read(data: bytes) -> ReadResult:
    """The words of all chapters; notes are called as `[1]` and stand where the book has them.

    Pages are read as HTML whatever they call themselves, so that no entity is ever declared; nothing is fetched.
    """
    check_archive(data, doctypes=True)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        package_name = _package_name(archive, names)
        package = _parsed(archive, package_name)
        locked = _locked(archive, names)
        links: Links = []
        chapters: list[str] = []
        size = 0
        for name in _spine(package, posixpath.dirname(package_name)):
            if name in locked:
                raise Unreadable("This book is protected against copying and can't be read.")
            if name not in names:
                continue  # a chapter that is gone doesn't cost the others
            chapters.append(_chapter(archive, name, links))
            size += len(chapters[-1])
            if size > LARGEST:
                raise Unreadable("The book is too long for one document (more than 20 million characters).")
    text = "\n\n".join(filter(None, chapters))
    return ReadResult(
        tidy(text),
        title=_said(package, "title"),
        author=", ".join(dict.fromkeys(_all(package, "creator")[:10])) or None,
        published=_date(package),
        language=(_said(package, "language") or "").split("-")[0].lower() or None,
        publisher=_said(package, "publisher"),
        media_type=MEDIA_TYPE,
        links=tuple(links),
    )


def _package_name(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "META-INF/container.xml" in names:
        for root in _parsed(archive, "META-INF/container.xml").iter(f"{_CONTAINER}rootfile"):
            name = posixpath.normpath(root.get("full-path") or "")
            if name in names:
                return name
    raise Unreadable("This file is damaged: it is not the book it should be.")


def _parsed(archive: zipfile.ZipFile, name: str) -> Any:
    try:
        part = archive.read(name)
    except (ValueError, LookupError) as error:
        raise Unreadable(_DAMAGED) from error
    return parsed(part, _DAMAGED)


def _locked(archive: zipfile.ZipFile, names: set[str]) -> set[str]:
    """Names of the parts that are encrypted; fonts may be, in books that anybody can read."""
    if "META-INF/encryption.xml" not in names:
        return set()
    found = _parsed(archive, "META-INF/encryption.xml").iter(_CIPHER)
    return {posixpath.normpath(unquote(one.get("URI") or "")) for one in found}


def _spine(package: Any, folder: str) -> Iterator[str]:
    """Names of the pages in the order of reading, each once, without the navigation."""
    pages = {}
    for item in package.iter(f"{_OPF}item"):
        kind = (item.get("media-type") or "").strip().lower()
        if kind in _PAGES and "nav" not in (item.get("properties") or "").split():
            pages[item.get("id")] = item.get("href") or ""
    seen = set()
    for entry in package.iter(f"{_OPF}itemref"):
        href = pages.get(entry.get("idref"))
        name = posixpath.normpath(posixpath.join(folder, unquote(href.split("#")[0]))) if href else ""
        if name and name not in seen:
            seen.add(name)
            yield name


def _chapter(archive: zipfile.ZipFile, name: str, links: Links) -> str:
    if archive.getinfo(name).file_size > LARGEST_CHAPTER:
        raise Unreadable(f"A chapter of this book is larger than {LARGEST_CHAPTER >> 20} MB.")
    source = decode(archive.read(name))
    return words_of_markup(_DECLARATION.sub("", source), links)


_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def _all(package: Any, name: str) -> list[str]:
    found = (" ".join("".join(one.itertext()).split())[:500] for one in package.iter(f"{_DC}{name}"))
    return [words for words in found if words]


def _said(package: Any, name: str) -> str | None:
    return next(iter(_all(package, name)), None)


def _date(package: Any) -> str | None:
    """When the book was published. When the file was made or changed is another date, which some books say too."""
    for one in package.iter(f"{_DC}date"):
        event = (one.get(f"{_OPF}event") or "publication").strip().lower()
        match = re.match(r"\s*((?:19|20)\d{2}(?:-\d{2}(?:-\d{2})?)?)(?!\d)", one.text or "")
        if match and event in {"publication", "original-publication", "issued"}:
            return match[1]
    return None
