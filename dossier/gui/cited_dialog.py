"""Say why documents can't be removed: list what rests on them, and offer what can be done instead."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
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

from dossier.corpus.removal import StillCited
from dossier.domain.corpus import DocumentId
from dossier.gui.text_view import plain_tip
from dossier.text.normalize import visible


class CitedDialog(QDialog):
    """Nothing was changed when it opens."""

    others_wanted = Signal()
    withdrawal_wanted = Signal()

    def __init__(
        self, error: StillCited, titles: Mapping[DocumentId, str], others: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Not removed")
        self.resize(700, 400)
        head = QLabel(visible(error.sentence))
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setProperty("role", "heading")
        head.setWordWrap(True)
        hint = QLabel(error.hint)
        hint.setTextFormat(Qt.TextFormat.PlainText)
        hint.setProperty("role", "quiet")
        hint.setWordWrap(True)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("What rests on the documents")
        self.tree.setHeaderLabels(["What rests on it", "Where"])
        self.tree.setRootIsDecorated(False)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        for key in dict.fromkeys(one.document_id for one in error.rests):
            group = QTreeWidgetItem(self.tree, [visible(titles.get(key, ""))])
            group.setFirstColumnSpanned(True)
            for one in error.rests:
                if one.document_id == key:
                    words = visible(" ".join(one.words.split()))
                    item = QTreeWidgetItem(group, [words, visible(one.dossier) or one.what])
                    item.setToolTip(0, plain_tip(words[:600]))
            group.setExpanded(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.withdraw = buttons.addButton("Mark as withdrawn instead", role)
        self.withdraw.clicked.connect(self._withdraw)
        self.others = buttons.addButton(
            f"Remove the {'other one' if others == 1 else f'other {others:,}'}", role
        )
        self.others.setVisible(others > 0)
        self.others.clicked.connect(self._others)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (head, hint):
            layout.addWidget(widget)
        layout.addWidget(self.tree, 1)
        layout.addWidget(buttons)

    def _withdraw(self) -> None:
        self.withdrawal_wanted.emit()
        self.accept()

    def _others(self) -> None:
        self.others_wanted.emit()
        self.accept()
