"""Tick the passages that say so."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from dossier.case.figures import Sentence
from dossier.domain.evidence import Passage
from dossier.gui.text_view import plain_tip
from dossier.text.normalize import visible


class PassagesList(QListWidget):
    """Cited passages are ticked; others are offered."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        super().__init__()
        self.setAccessibleName("Passages that say so")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAlternatingRowColors(True)
        self._passages: list[Passage] = []
        for one in sentences:
            if any((known.document_id, known.start, known.end) == _place(one) for known in self._passages):
                continue
            words = visible(" ".join(one.shown.passage.quote.split()))
            document = one.document
            about = (
                f"{document.source or 'Source unknown'}, {document.published or 'no date'}: {document.title}"
            )
            item = QListWidgetItem(f"{words[:300]}\n{visible(about)[:140]}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if one.cited else Qt.CheckState.Unchecked)
            item.setToolTip(plain_tip(words[:1_000]))
            self.addItem(item)
            self._passages.append(one.shown.passage)

    def ticked(self) -> list[Passage]:
        """The passages to cite."""
        return [
            passage
            for row, passage in enumerate(self._passages)
            if self.item(row).checkState() is Qt.CheckState.Checked
        ]


def _place(one: Sentence) -> tuple[int, int, int]:
    passage = one.shown.passage
    return passage.document_id, passage.start, passage.end
