"""Propose something at the head of the window: a sentence and a button, and a way to be left alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from dossier.case.indexing import CaseIndex
from dossier.errors import DossierError
from dossier.gui.job_runner import JobRunner, Lane
from dossier.search.engines import TANTIVY


class ProposalBar(QFrame):
    """Hidden until there is something to propose."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("proposal")
        self.setAccessibleName("Proposal")
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.accept = QPushButton()
        self.decline = QPushButton("&Not now")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self.label, 1)
        row.addWidget(self.accept)
        row.addWidget(self.decline)
        self._accepted: Callable[[], None] = lambda: None
        self._declined: Callable[[], None] = lambda: None
        self.accept.clicked.connect(lambda: self._end(self._accepted))
        self.decline.clicked.connect(lambda: self._end(self._declined))
        self.hide()

    def propose(
        self, sentence: str, button: str, accepted: Callable[[], None], declined: Callable[[], None]
    ) -> None:
        """Show a proposal in the place of what was there; an empty sentence takes it away."""
        self.label.setText(sentence)
        self.accept.setText(button)
        self._accepted, self._declined = accepted, declined
        self.setVisible(bool(sentence))

    def _end(self, then: Callable[[], None]) -> None:
        self.hide()
        then()


def propose_engine(
    bar: ProposalBar, indexing: CaseIndex, runner: JobRunner, failed: Callable[[DossierError], None]
) -> None:
    """Large cases are offered the fast engine; it is built while the present one answers."""

    def change() -> None:
        work = indexing.changing_to(TANTIVY)
        runner.run("Building the fast search engine's index", work, failed=failed)

    def decline() -> None:
        runner.run("Remembering", lambda _progress, _stop: indexing.decline(), lane=Lane.WRITE)

    bar.propose(indexing.proposal, "&Change to it", change, decline)
