"""Ask for a date as precise as it is known, or for a time from one to another."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from dossier.domain.dates import DateRange, PartialDate
from dossier.errors import UserError
from dossier.gui.later import later


class DateField(QLineEdit):
    """`2024`, `2024-01` or `2024-01-19`; what is no date is marked and counts as nothing."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setPlaceholderText("2024-01")
        self.setToolTip("2024, 2024-01 or 2024-01-19")
        self.setAccessibleName(name)
        self.textChanged.connect(self._judge)

    @property
    def date(self) -> PartialDate | None:
        """What is written, if it is a date."""
        try:
            return PartialDate.parse(self.text().strip())
        except ValueError:
            return None

    @property
    def wrong(self) -> bool:
        """Something is written that is no date."""
        return bool(self.text().strip()) and self.date is None

    def show_date(self, date: PartialDate | None) -> None:
        """Fill the field."""
        self.setText("" if date is None else str(date))

    def _judge(self) -> None:
        words = "This is no date yet. Write 2024, 2024-01 or 2024-01-19." if self.wrong else ""
        self.setAccessibleDescription(words)
        self.setToolTip(words or "2024, 2024-01 or 2024-01-19")
        self.setProperty("role", "wrong" if self.wrong else "")
        self.style().unpolish(self)
        self.style().polish(self)


def from_to(start: DateField, end: DateField) -> QHBoxLayout:
    """Both in a row."""
    row = QHBoxLayout()
    row.addWidget(start)
    row.addWidget(QLabel("to"))
    row.addWidget(end)
    return row


def refuse_wrong_dates(*fields: DateField) -> None:
    """Raises UserError if one of them holds something that is no date."""
    if any(field.wrong for field in fields):
        raise UserError("That is no date.", hint="Write 2024, 2024-01 or 2024-01-19.")


class TimeFields(QWidget):
    """From and to; tells when the time between has changed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.start, self.end = DateField("From"), DateField("To")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for words, field in (("From", self.start), ("to", self.end)):
            label = QLabel(words)
            label.setBuddy(field)
            field.setFixedWidth(field.fontMetrics().horizontalAdvance("2024-01-19") + 26)
            row.addWidget(label)
            row.addWidget(field)
        self._wait = later(self, 350, self.changed)
        for field in (self.start, self.end):
            field.textChanged.connect(self._wait.start)

    @property
    def between(self) -> DateRange | None:
        """None when nothing is asked for, or nothing sensible."""
        start, end = self.start.date, self.end.date
        if start is None and end is None:
            return None
        try:
            return DateRange(start, end)
        except ValueError:
            return None
