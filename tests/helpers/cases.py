"""Small cases for tests."""

from __future__ import annotations

import hashlib

from dossier.domain.corpus import DocumentKind, NewDocument
from dossier.domain.dates import PartialDate


def document(
    text: str,
    *,
    title: str = "A title",
    file: str | None = None,
    published: str | None = None,
    kind: DocumentKind = DocumentKind.ARTICLE,
    language: str = "en",
    source_id: int | None = None,
) -> NewDocument:
    """A document as import would hand it over."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return NewDocument(
        file=file or f"{digest[:8]}.txt",
        sha256=digest,
        text=text,
        title=title,
        text_sha256=digest,
        kind=kind,
        language=language,
        published=None if published is None else PartialDate.parse(published),
        source_id=source_id,  # type: ignore[arg-type]
        words=len(text.split()),
    )
