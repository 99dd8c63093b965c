"""What was done to the case, newest first, and whether that record is whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dossier.case import Case
from dossier.errors import DossierError
from dossier.gui.job_runner import JobRunner
from dossier.jobs import Cancelled, ReportProgress

MOST = 1_000
"""Entries shown; `dossier audit CASE --limit N` lists more."""


@dataclass(frozen=True)
class _Record:
    rows: list[list[str]]
    sentence: str


class RecordDialog(QDialog):
    """Imports, merges, gradings, exports, backups and deletions, with who did them and when."""

    def __init__(self, case: Case, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Record of the case")
        self.resize(760, 480)
        self.state = QLabel("Reading the record…")
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setWordWrap(True)
        self.state.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.list = QTreeWidget()
        self.list.setAccessibleName("Record of the case")
        self.list.setHeaderLabels(["When (UTC)", "Who", "What", "Of what"])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAlternatingRowColors(True)
        for column in range(3):
            self.list.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.state)
        layout.addWidget(self.list)
        layout.addWidget(buttons)
        job = runner.run("Reading the record", _reading(case))
        job.finished.connect(self._show)
        job.failed.connect(self._fail)

    def _show(self, record: _Record) -> None:
        self.state.setText(record.sentence)
        self.list.addTopLevelItems([QTreeWidgetItem(row) for row in record.rows])
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
        self.list.setFocus()

    def _fail(self, error: DossierError) -> None:
        self.state.setText(str(error))


def _reading(case: Case) -> Any:
    def work(_progress: ReportProgress, _cancelled: Cancelled) -> _Record:
        entries, broken = case.audit.entries(limit=MOST), case.audit.verify()
        rows = [[f"{one.when:%Y-%m-%d %H:%M:%S}", one.who, one.what, told(one.detail)] for one in entries]
        if broken is not None:
            sentence = (
                f"Entry {broken.entry} does not fit: {broken.why}. Somebody has touched the record, or the disk has "
                "damaged it. Run `dossier check`, and compare with a backup."
            )
        elif not entries:
            sentence = "Nothing has been done yet. Imports, merges, gradings, exports, backups and deletions are entered here."
        else:
            sentence = (
                f"The record is whole. Note its newest hash elsewhere to prove it later:\n{entries[0].hash}"
            )
        return _Record(rows, sentence)

    return work


def told(detail: Mapping[str, Any]) -> str:
    """An entry's detail in words: `documents` as their number, everything else as it is."""
    words = []
    for name, value in detail.items():
        if name == "documents":
            words.append(f"{len(value):,} {'document' if len(value) == 1 else 'documents'}")
        elif value is not None:
            short = f"{value[:16]}…" if isinstance(value, str) and len(value) > 48 else str(value)
            words.append(f"{name} {short}")
    return ", ".join(words)
