"""Make documents of what is on the clipboard: files, a web page's words, or plain words."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from dossier.errors import UserError


def files_on(data: QMimeData) -> list[Path]:
    """The files and folders that were dropped or copied; none when it is something else."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def write_pasted(data: QMimeData, folder: Path, now: datetime) -> Path:
    """Write the words on the clipboard into a file in `folder`, to be imported. UserError when there are none.

    A web page's own markup is kept where there is any, since title and date are read from it. An address
    alone is kept as it is: nothing is ever fetched.
    """
    words = data.text().strip()
    page = data.html().strip() if data.hasHtml() else ""
    if not words and not page:
        raise UserError(
            "There are no words and no files on the clipboard.", hint="Copy some, then paste again."
        )
    looks_whole = page and len(words) > 200
    name = f"Pasted {now:%Y-%m-%d %H.%M.%S}"
    path = folder / (f"{name}.html" if looks_whole else f"{name}.txt")
    path.write_text(page if looks_whole else words, "utf-8", errors="replace")
    return path


def pasted_folder() -> tempfile.TemporaryDirectory[str]:
    """A private folder for the file, gone when it is let go."""
    return tempfile.TemporaryDirectory(prefix="dossier-pasted-", ignore_cleanup_errors=True)


def let_files_through(root: QWidget) -> None:
    """Fields would take dropped files for words; without them, the window gets the files."""
    for field in (*root.findChildren(QLineEdit), *root.findChildren(QPlainTextEdit)):
        field.setAcceptDrops(False)
