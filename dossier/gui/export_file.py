"""Ask for the file that a dossier is written into; its ending says the format."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from dossier.text.normalize import visible

FORMATS = "PDF (*.pdf);;Word (*.docx);;Web page (*.html);;Markdown (*.md);;JSON (*.json)"


def ask_export_file(title: str, parent: QWidget) -> Path | None:
    """The file chosen, with the ending of the format chosen if none was typed; None when cancelled."""
    suggestion = str(Path.home() / f"{_file_name(title)}.pdf")
    name, chosen = QFileDialog.getSaveFileName(parent, "Export the dossier", suggestion, FORMATS)
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(chosen.split("*")[1].rstrip(")"))


def _file_name(title: str) -> str:
    kept = "".join(char if char.isalnum() or char in " -_" else " " for char in visible(title))
    return " ".join(kept.split())[:80] or "dossier"
