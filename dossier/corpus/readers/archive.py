"""Refuse archives that unpack to more than a document, before any parser sees them."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from dossier.corpus.readers.result import Unreadable

LARGEST = 2 << 30
"""Bytes that may come out of an archive."""
MOST_MEMBERS = 10_000
RATIO = 200
"""Unpacked to packed bytes; real documents stay below 60."""
LARGEST_PART = 200 << 20
"""Bytes of one XML part: it is held in memory."""
ENTITIES = "This file declares XML entities, which documents don't; it was not opened."


def parsed(part: bytes, damaged: str) -> Any:
    """The XML of a part as a tree. Unreadable when it declares entities, or, as `damaged` says, is broken."""
    try:
        return fromstring(part)
    except DefusedXmlException as error:
        raise Unreadable(ENTITIES) from error
    except (ParseError, ValueError, LookupError) as error:
        raise Unreadable(damaged) from error


def check_archive(data: bytes, *, doctypes: bool = False) -> None:
    """Count what really comes out of an archive before any parser sees it; its own figures may lie.

    `doctypes` for formats whose parts are web pages, which name their type; entities are never declared.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
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
            if b"<!ENTITY" in head or (b"<!DOCTYPE" in head and not doctypes):
                raise Unreadable(ENTITIES)
