"""Grade the open document: its digit and its source's letter, apart, each with a reason and its history."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from dossier.case import Case
from dossier.domain.corpus import Document, Reliability, Source
from dossier.domain.evidence import Credibility, Grading
from dossier.errors import DossierError
from dossier.evidence.grading import RULE, Proposal
from dossier.gui.error_dialog import show_error
from dossier.gui.labels import plain_label
from dossier.text.normalize import visible


class GradePanel(QWidget):
    """Proposes and keeps; sets nothing by itself."""

    changed = Signal(object)  # Changes

    def __init__(self, case: Case) -> None:
        super().__init__()
        self._case = case
        self._document: Document | None = None
        self.proposal = plain_label(role="quiet")
        self.proposal.setToolTip(RULE)
        self.digit = QComboBox()
        self.digit.setAccessibleName("Credibility of this item")
        for digit in Credibility:
            self.digit.addItem(f"{int(digit)}  {digit.words}", int(digit))
        self.letter = QComboBox()
        self.letter.setAccessibleName("Reliability of its source")
        for letter in Reliability:
            self.letter.addItem(f"{letter}  {letter.words}", str(letter))
        self.why_digit = _reason("Why this digit")
        self.why_letter = _reason("Why this letter")
        self.keep_digit = QPushButton("Keep")
        self.keep_letter = QPushButton("Keep")
        self.keep_digit.setAccessibleName("Keep the digit of this item")
        self.keep_letter.setAccessibleName("Keep the letter of its source")
        self.history = plain_label(role="quiet")
        self._names = (plain_label(wraps=False), plain_label(wraps=False))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        for row, (name, choice, why, keep) in enumerate(
            (
                (self._names[0], self.digit, self.why_digit, self.keep_digit),
                (self._names[1], self.letter, self.why_letter, self.keep_letter),
            )
        ):
            name.setBuddy(choice)
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(19)
            for place, widget in enumerate((name, choice, why, keep)):
                grid.addWidget(widget, row, place)
            keep.setAutoDefault(False)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 3)
        self._names[0].setText("Item")
        self._names[1].setText("Source")
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 4, 4, 0)
        layout.setSpacing(4)
        layout.addWidget(self.proposal)
        layout.addLayout(grid)
        layout.addWidget(self.history)
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

        self.keep_digit.clicked.connect(self.grade_item)
        self.why_digit.returnPressed.connect(self.grade_item)
        self.keep_letter.clicked.connect(self.grade_source)
        self.why_letter.returnPressed.connect(self.grade_source)

    def show_grades(
        self, document: Document, source: Source | None, proposal: Proposal, history: Sequence[Grading]
    ) -> None:
        """Show the present grades of a document and of its source, with how they came about."""
        fresh = self._document is None or self._document.id != document.id
        self._document = document
        digits = [one for one in history if one.credibility is not None]
        digit = digits[0].credibility if digits else None
        self.digit.setCurrentIndex(int(digit or Credibility.CANNOT_BE_JUDGED) - 1)
        letter = source.reliability if source is not None else Reliability.F
        self.letter.setCurrentIndex(list(Reliability).index(letter))
        self.proposal.setText(f"{proposal.sentence} Rule: {RULE}")
        self.proposal.setVisible(True)
        if fresh:
            self.why_digit.clear()
            self.why_letter.clear()
        writable = not self._case.read_only
        for widget in (self.digit, self.why_digit, self.keep_digit):
            widget.setEnabled(writable)
        for widget in (self.letter, self.why_letter, self.keep_letter):
            widget.setEnabled(writable and source is not None)
        self.why_letter.setPlaceholderText(
            "Why this letter" if source is not None else "The source of this document is not known"
        )
        self.history.setText("\n".join(_line(one) for one in history) or "Not graded yet: F6 means unknown.")

    def grade_item(self) -> None:
        """Keep the chosen digit with its reason."""
        document = self._document
        if document is None:
            return
        digit = Credibility(self.digit.currentData())
        try:
            changes = self._case.evidence.grader.grade_document(document.id, digit, self.why_digit.text())
        except DossierError as error:
            show_error(error, self)
            self.why_digit.setFocus()
            return
        self.why_digit.clear()
        self.changed.emit(changes)

    def grade_source(self) -> None:
        """Keep the chosen letter with its reason."""
        document = self._document
        if document is None or document.source_id is None:
            return
        letter = Reliability(self.letter.currentData())
        try:
            changes = self._case.evidence.grader.grade_source(
                document.source_id, letter, self.why_letter.text()
            )
        except DossierError as error:
            show_error(error, self)
            self.why_letter.setFocus()
            return
        self.why_letter.clear()
        self.changed.emit(changes)


def _line(one: Grading) -> str:
    what = f"item {int(one.credibility)}" if one.credibility is not None else f"source {one.reliability}"
    return f"{one.when:%Y-%m-%d}  {what}  {visible(one.reason)}  ({visible(one.who)})"


def _reason(words: str) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(words)
    field.setAccessibleName(words)
    field.setMinimumWidth(90)
    return field
