"""Small cases for tests."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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


@contextmanager
def private_folders(folder: Path) -> Iterator[None]:
    """Settings, logs and data of the program in a folder, for what is made once for many tests."""
    names = {f"DOSSIER_{name}": str(folder / name.lower()) for name in ("DATA", "CONFIG", "LOGS")}
    former = {name: os.environ.get(name) for name in names}
    os.environ.update(names)
    try:
        yield
    finally:
        for name, value in former.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def copy_case(case: Path, target: Path) -> Path:
    """A copy of a closed case to change as one likes; without its index, which belongs to its place."""
    shutil.copytree(case, target, ignore=lambda folder, _names: ["index"] if Path(folder) == case else [])
    return target
