"""Beside the dossier editor: the list of dossiers, the sections of the open one, and its gaps."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dossier.domain.dossiers import Dossier, DossierId, SectionId
from dossier.gui import theme
from dossier.gui.gaps_panel import GapsPanel
from dossier.gui.text_view import plain_tip
from dossier.text.normalize import visible

_KEY = Qt.ItemDataRole.UserRole


class DossierLists(QWidget):
    """A dossier or a section is chosen with a click or Enter; sections are dragged to another place."""

    dossier_chosen = Signal(int)  # DossierId
    section_chosen = Signal(int)  # SectionId
    section_moved = Signal(int, int)  # SectionId, its new position from 0

    def __init__(self, *, editable: bool) -> None:
        super().__init__()
        self.dossiers = QListWidget()
        self.dossiers.setAccessibleName("Dossiers")
        self.sections = QListWidget()
        self.sections.setAccessibleName("Sections")
        self.sections.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.sections.setDefaultDropAction(Qt.DropAction.MoveAction)
        for items in (self.dossiers, self.sections):
            items.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            items.setTextElideMode(Qt.TextElideMode.ElideRight)
            items.setWordWrap(True)
        self.new = QPushButton(theme.icon("add"), "Dossier")
        self.new.setToolTip("Begin a dossier about an actor, with empty sections")
        self.remove = QPushButton("Remove")
        self.remove.setToolTip("Take the open dossier out of the case; Ctrl+Z brings it back")
        self.add_section = QPushButton(theme.icon("add"), "Section")
        for button in (self.new, self.remove, self.add_section):
            button.setEnabled(editable)
        self.gaps = GapsPanel()
        buttons = QHBoxLayout()
        buttons.addWidget(self.new, 1)
        buttons.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(_heading("Dossiers"))
        column.addWidget(self.dossiers, 1)
        column.addLayout(buttons)
        column.addWidget(_heading("Sections"))
        column.addWidget(self.sections, 2)
        column.addWidget(self.add_section)
        column.addWidget(self.gaps, 2)
        self.setMinimumWidth(170)
        self.dossiers.currentItemChanged.connect(self._dossier)
        self.sections.itemClicked.connect(self._section)
        self.sections.itemActivated.connect(self._section)
        # Qt is still inside the drag when it tells of the move.
        self.sections.model().rowsMoved.connect(self._dragged, Qt.ConnectionType.QueuedConnection)
        self._order: list[SectionId] = []

    def show_dossiers(self, dossiers: Sequence[Dossier], chosen: DossierId | None) -> None:
        """List these dossiers without telling that one was chosen."""
        self.dossiers.blockSignals(True)
        self.dossiers.clear()
        for dossier in dossiers:
            item = QListWidgetItem(visible(dossier.title) + ("  (draft)" if dossier.draft else ""))
            item.setData(_KEY, dossier.id)
            self.dossiers.addItem(item)
            if dossier.id == chosen:
                self.dossiers.setCurrentItem(item)
        self.dossiers.blockSignals(False)

    def show_sections(self, dossier: Dossier) -> None:
        """List the sections of a dossier; the row that was current stays so."""
        row = self.sections.currentRow()
        self.sections.clear()
        self._order = [section.id for section in dossier.sections]
        for section in dossier.sections:
            item = QListWidgetItem(f"{visible(section.title)}  ({len(section.statements)})")
            item.setToolTip(plain_tip(visible(section.title)))
            item.setData(_KEY, section.id)
            self.sections.addItem(item)
        self.sections.setCurrentRow(row)

    def current_section(self) -> SectionId | None:
        """The section with the keyboard's row, if the keyboard is in the list of sections."""
        if not self.sections.hasFocus() or self.sections.currentRow() < 0:
            return None
        return SectionId(self.sections.currentItem().data(_KEY))

    def _dossier(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.dossier_chosen.emit(item.data(_KEY))

    def _section(self, item: QListWidgetItem) -> None:
        self.section_chosen.emit(item.data(_KEY))

    def _dragged(self) -> None:
        """The list shows the new order; find which section moved, and where to."""
        before = self._order
        after = [SectionId(self.sections.item(row).data(_KEY)) for row in range(self.sections.count())]
        for key in before:
            rest = [one for one in before if one != key]
            place = after.index(key)
            if [*rest[:place], key, *rest[place:]] == after and before != after:
                self.section_moved.emit(key, place)
                return


def _heading(title: str) -> QLabel:
    label = QLabel(title)
    label.setProperty("role", "heading")
    return label
