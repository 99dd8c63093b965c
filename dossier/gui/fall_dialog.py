"""Show what rests on a document or a source: the statements that lose support if it falls; mark it withdrawn."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
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

from dossier.errors import DossierError
from dossier.evidence.withdrawal import Fall, Loss
from dossier.gui import theme
from dossier.gui.error_dialog import show_error
from dossier.gui.text_view import plain_tip
from dossier.jobs import Changes
from dossier.text.normalize import visible


class FallDialog(QDialog):
    """Looking changes nothing; the button marks or unmarks."""

    changed = Signal(object)  # Changes

    def __init__(
        self,
        name: str,
        fall: Fall,
        *,
        withdrawn: bool,
        set_withdrawn: Callable[[bool], Changes] | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("What rests on this")
        self.resize(680, 420)
        self._set = set_withdrawn
        self._withdrawn = withdrawn
        head = QLabel(visible(name))
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setProperty("role", "heading")
        head.setWordWrap(True)
        others = len(fall.documents) - 1
        more = (
            f" {others:,} other {'document falls' if others == 1 else 'documents fall'} with it."
            if others > 0
            else ""
        )
        self.sentence = QLabel(("It is withdrawn. " if withdrawn else "If it falls: ") + fall.sentence + more)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Statements that lose support")
        self.tree.setHeaderLabels(["Statement", "Independent sources"])
        self.tree.setRootIsDecorated(False)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        for title, losses in (
            ("Lose their last support", fall.lost),
            ("Are weakened", [loss for loss in fall.losses if not loss.lost]),
        ):
            if losses:
                group = QTreeWidgetItem(self.tree, [f"{title} ({len(losses):,})"])
                group.setFirstColumnSpanned(True)
                group.setForeground(0, QBrush(QColor(theme.colours().quiet)))
                for loss in losses:
                    self._add(group, loss)
                group.setExpanded(True)
        self.tree.setVisible(bool(fall.losses))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.mark = buttons.addButton(
            "Take the mark off" if withdrawn else "Mark as withdrawn", QDialogButtonBox.ButtonRole.ActionRole
        )
        self.mark.setEnabled(set_withdrawn is not None)
        self.mark.clicked.connect(self._mark)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(head)
        layout.addWidget(self.sentence)
        layout.addWidget(self.tree, 1)
        if not fall.losses:
            layout.addStretch(1)
        layout.addWidget(buttons)

    def _add(self, group: QTreeWidgetItem, loss: Loss) -> None:
        words = visible(" ".join(loss.statement.text.split()))
        place = f"{visible(loss.dossier.title)}, {visible(loss.section)}"
        item = QTreeWidgetItem(
            group, [f"\u2068{words}\u2069  ({place})", f"{loss.sources_before} → {loss.sources_after}"]
        )
        item.setToolTip(0, plain_tip(words[:600]))
        if loss.lost:
            item.setForeground(1, QBrush(QColor(theme.colours().bad)))

    def _mark(self) -> None:
        assert self._set is not None
        try:
            changes = self._set(not self._withdrawn)
        except DossierError as error:
            show_error(error, self)
            return
        self.changed.emit(changes)
        self.accept()
