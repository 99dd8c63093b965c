"""Two near-duplicates side by side, the words that differ marked; N and P step from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dossier.case import Case
from dossier.domain.corpus import Document, DocumentId
from dossier.evidence.differences import Differences, Row, differences
from dossier.gui.job_runner import JobRunner
from dossier.gui.text_view import Mark, Span, TextView
from dossier.jobs import Cancelled, ReportProgress
from dossier.text.normalize import visible


@dataclass(frozen=True)
class _Compared:
    keys: tuple[DocumentId, DocumentId]
    left: str
    right: str
    found: Differences


class DifferenceDialog(QDialog):
    """Documents of one group of near-duplicates; which two are compared is chosen above each."""

    def __init__(
        self,
        case: Case,
        runner: JobRunner,
        one: DocumentId,
        other: DocumentId | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("What differs between near-duplicates")
        self.resize(1080, 680)
        self._case = case
        self._runner = runner
        self._rows: list[Row] = []
        self._at = -1
        self._cut = False
        group = [case.library.get(one), *case.library.copies(one)]

        self.count = QLabel()
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setProperty("role", "heading")
        self.before = QPushButton("Previous (P)")
        self.after = QPushButton("Next difference (N)")
        self.after.setDefault(True)
        self.before.setAutoDefault(False)
        bar = QHBoxLayout()
        bar.addWidget(self.count, 1)
        bar.addWidget(self.before)
        bar.addWidget(self.after)
        self.choices = tuple(self._choice(group, side) for side in ("Left document", "Right document"))
        self.views = (TextView(), TextView())
        sides = QHBoxLayout()
        for name, choice, view in zip(("Left text", "Right text"), self.choices, self.views, strict=True):
            view.setAccessibleName(name)
            column = QVBoxLayout()
            column.addWidget(choice)
            column.addWidget(view, 1)
            sides.addLayout(column, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(bar)
        layout.addLayout(sides, 1)
        layout.addWidget(buttons)

        right = other if other is not None else (group[1].id if len(group) > 1 else one)
        for choice, key in zip(self.choices, (one, right), strict=True):
            with QSignalBlocker(choice):
                choice.setCurrentIndex(choice.findData(key))
            choice.currentIndexChanged.connect(lambda _row: self._compare())
        self.after.clicked.connect(lambda: self.step(1))
        self.before.clicked.connect(lambda: self.step(-1))
        for keys, by in (("N", 1), ("F3", 1), ("P", -1), ("Shift+F3", -1)):
            QShortcut(QKeySequence(keys), self, partial(self.step, by))
        self._compare()

    def step(self, by: int) -> None:
        """Show the next or the previous difference on both sides."""
        if not self._rows:
            return
        self._at = (self._at + by) % len(self._rows) if self._at >= 0 or by > 0 else len(self._rows) - 1
        row = self._rows[self._at]
        for view, span, marks in zip(
            self.views, (row.left, row.right), (row.left_marks, row.right_marks), strict=True
        ):
            now = marks or (() if span is None else (span,))
            view.mark(Mark.HIT_NOW, [Span(start, end, Mark.HIT_NOW) for start, end in now])
            if span is not None:
                view.reveal(span[0])
        self._say()

    def _choice(self, group: Sequence[Document], name: str) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName(name)
        choice.setMinimumContentsLength(20)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for document in group:
            date = str(document.published) if document.published else "no date"
            choice.addItem(
                f"{date} · {visible(document.source or document.file)} · {visible(document.title)}",
                document.id,
            )
        return choice

    def _compare(self) -> None:
        one, other = (DocumentId(choice.currentData()) for choice in self.choices)
        self.count.setText("Comparing…")

        def work(_progress: ReportProgress, _cancelled: Cancelled) -> _Compared:
            left, right = self._case.library.text(one), self._case.library.text(other)
            return _Compared((one, other), left, right, differences(left, right))

        self._runner.run("Comparing two documents", work, done=self._show)

    def _show(self, compared: _Compared) -> None:
        if compared.keys != tuple(choice.currentData() for choice in self.choices):
            return  # other documents were chosen meanwhile
        self._rows = [row for row in compared.found.rows if not row.same]
        self._at = -1
        self._cut = compared.found.cut
        left = [span for row in self._rows for span in row.left_marks]
        right = [span for row in self._rows for span in row.right_marks]
        for view, text, marks in zip(self.views, (compared.left, compared.right), (left, right), strict=True):
            view.show_text(text)
            view.mark(Mark.HIT, [Span(start, end, Mark.HIT) for start, end in marks])
        self.after.setEnabled(bool(self._rows))
        self.before.setEnabled(bool(self._rows))
        self._say()

    def _say(self) -> None:
        number = len(self._rows)
        if not number:
            words = "Both say the same; letters, marks and spaces may differ."
        elif self._at >= 0:
            words = f"Difference {self._at + 1:,} of {number:,}"
        else:
            words = f"{number:,} sentences differ" if number != 1 else "One sentence differs"
        self.count.setText(
            words + ("; the texts are long, their ends were not compared." if self._cut else "")
        )
