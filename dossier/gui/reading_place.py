"""The right column: the reader, the original of its document, or the preview of the dossier."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from dossier.case import Case
from dossier.domain.corpus import DocumentId
from dossier.domain.dossiers import DossierId
from dossier.gui.commands import ORIGINAL, READER, Commands
from dossier.gui.job_runner import JobRunner
from dossier.gui.original_view import OriginalView
from dossier.gui.preview_panel import PreviewPanel
from dossier.gui.reader_panel import ReaderPanel


class ReadingPlace(QStackedWidget):
    """One of three, for the open case."""

    said = Signal(str)
    _preview_waits = False

    def begin(self, case: Case, runner: JobRunner, commands: Commands) -> ReaderPanel:
        """Make the three for a case; returns the reader."""
        self.reader = ReaderPanel(case, runner)
        self.original = OriginalView(case, runner)
        self.preview = PreviewPanel(case, runner)
        for widget in (self.reader, self.original, self.preview):
            self.addWidget(widget)
        commands.add(READER, self.reader, self.reader.commands())
        commands.add(ORIGINAL, self.original, self.original.commands())
        self.original.back_wanted.connect(self.show_reader)
        self.original.said.connect(self.said)
        self.preview.close_wanted.connect(self.show_reader)
        self.reader.shown.connect(lambda _key: self.show())
        self.show_reader()
        return self.reader

    def forget(self) -> None:
        """Let go of the three."""
        self.original.leave()
        for widget in (self.reader, self.original, self.preview):
            self.removeWidget(widget)
            widget.deleteLater()

    def follow(self, page: str) -> None:
        """The preview is for the dossiers: it makes way on other pages and comes back with theirs."""
        if page == "Dossiers" and self._preview_waits:
            self._preview_waits = False
            self.setCurrentWidget(self.preview)
        elif page != "Dossiers" and self.currentWidget() is self.preview:
            self._preview_waits = True
            self.setCurrentWidget(self.reader)
        # A list of documents has many columns: it has the room of a reader that shows nothing.
        self.setVisible(page != "Documents" or not self._is_empty())

    def _is_empty(self) -> bool:
        return self.currentWidget() is self.reader and self.reader.document_id is None

    def show_reader(self) -> None:
        """The text of the document."""
        self._preview_waits = False
        self.setCurrentWidget(self.reader)
        self.reader.view.setFocus()

    def show_original(self, key: DocumentId, span: tuple[int, int] | None) -> None:
        """The original, at a passage."""
        self.setCurrentWidget(self.original)
        self.original.open(key, span)

    def show_preview(self, key: DossierId | None) -> None:
        """The dossier's PDF; asked for again, the reader comes back."""
        if self.currentWidget() is self.preview:
            self.show_reader()
        else:
            self.setCurrentWidget(self.preview)
            self.preview.show_dossier(key)
