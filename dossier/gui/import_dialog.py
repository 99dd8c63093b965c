"""Tell what an import left out, file by file, with the reason."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from dossier.corpus.importer import ImportReport
from dossier.gui.text_view import TextView
from dossier.text.normalize import visible


class ImportReportDialog(QDialog):
    """Shown only when something needs a word."""

    def __init__(self, report: ImportReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Import")
        self.resize(640, 380)
        summary = QLabel(report.sentence)
        summary.setTextFormat(Qt.TextFormat.PlainText)
        summary.setProperty("role", "heading")
        summary.setWordWrap(True)
        lines = [f"{visible(problem.file)}\n    {visible(problem.sentence)}" for problem in report.problems]
        lines += [f"{visible(name)}\n    Dossier doesn't read this kind of file." for name in report.skipped]
        self.list = TextView()
        self.list.setAccessibleName("Files that were left out, with the reason")
        self.list.show_text("\n".join(lines))
        hint = QLabel("Documents with a problem are kept; find them under Documents, Problems.")
        hint.setProperty("role", "quiet")
        hint.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (summary, self.list, hint, buttons):
            layout.addWidget(widget)
