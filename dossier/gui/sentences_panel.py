"""The sentences behind a line or a bar of a figure, each with its document; a click opens it there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from dossier.case.figures import Sentence
from dossier.gui.labels import plain_label
from dossier.gui.link_button import LinkButton
from dossier.text.normalize import quoted, visible

Deed = tuple[str, Callable[[], object]]
"""Words of a button and what it does."""


class SentencesPanel(QScrollArea):
    """Shows what it is given."""

    open_passage = Signal(int, int, int)

    def __init__(self, empty: str) -> None:
        super().__init__()
        self._empty = empty
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Evidence")
        self.clear()

    def clear(self) -> None:
        """Say what to do to see something here."""
        body = QWidget()
        column = QVBoxLayout(body)
        column.addWidget(plain_label(self._empty, "quiet"))
        column.addStretch(1)
        self.setWidget(body)

    def show_lines(
        self,
        title: str,
        about: str,
        sentences: Sequence[Sentence],
        *,
        deeds: Sequence[Deed] = (),
        links: Sequence[Deed] = (),
        per_sentence: Callable[[Sentence], Deed | None] | None = None,
    ) -> None:
        """Replace what is shown: a heading, what is known of it, buttons, lines that lead on, sentences."""
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(2, 4, 10, 10)
        column.setSpacing(5)
        column.addWidget(plain_label(title, "heading"))
        if about:
            column.addWidget(plain_label(about, "quiet"))
        if deeds:
            row = QHBoxLayout()
            for words, act in deeds:
                row.addWidget(_button(words, act))
            row.addStretch(1)
            column.addLayout(row)
        for words, act in links:
            link = LinkButton(words)
            link.clicked.connect(lambda _on=False, act=act: act())
            column.addWidget(link)
        for one in sentences:
            column.addWidget(self._card(one, per_sentence(one) if per_sentence is not None else None))
        column.addStretch(1)
        self.setWidget(body)

    def links(self) -> list[LinkButton]:
        """The lines that lead somewhere, from top to bottom."""
        return self.findChildren(LinkButton)

    def _card(self, one: Sentence, deed: Deed | None) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(10, 7, 10, 5)
        inside.setSpacing(2)
        inside.addWidget(plain_label(quoted(visible(" ".join(one.shown.passage.quote.split()))), ""))
        document = one.document
        about = f"{document.source or 'Source unknown'}, {document.published or 'no date'}: {document.title}"
        link = LinkButton(visible(about))
        where = one.shown.passage
        link.clicked.connect(lambda: self.open_passage.emit(where.document_id, where.start, where.end))
        row = QHBoxLayout()
        row.addWidget(link, 1)
        if deed is not None:
            row.addWidget(_button(*deed))
        row.addStretch(0)
        inside.addLayout(row)
        return card


def _button(words: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(words)
    button.clicked.connect(lambda: act())  # noqa: PLW0108 - drops Qt's "checked"
    return button
