"""What a dossier lacks, as a list; a gap leads to the first of its statements."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from dossier.evidence.gaps import Gap
from dossier.gui.text_view import plain_tip
from dossier.gui.wrapping import wrap_rows
from dossier.text.normalize import visible

_STATEMENT = Qt.ItemDataRole.UserRole


class GapsPanel(QWidget):
    """The same sentences as on the gaps page of an export."""

    statement_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.head = QLabel("Gaps")
        self.head.setProperty("role", "heading")
        self.list = QListWidget()
        self.list.setAccessibleName("Gaps of this dossier")
        wrap_rows(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.head)
        layout.addWidget(self.list)
        self.list.itemClicked.connect(self._go)
        self.list.itemActivated.connect(self._go)

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """Show these gaps; without one, say so."""
        self.head.setText(f"Gaps ({len(gaps)})" if gaps else "Gaps")
        self.list.clear()
        for gap in gaps:
            item = QListWidgetItem(visible(gap.sentence))
            item.setToolTip(plain_tip(visible(gap.sentence)))
            item.setData(_STATEMENT, gap.statements[0] if gap.statements else None)
            self.list.addItem(item)
        if not gaps:
            item = QListWidgetItem("None is known.")
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)

    def _go(self, item: QListWidgetItem) -> None:
        key = item.data(_STATEMENT)
        if key is not None:
            self.statement_wanted.emit(int(key))
