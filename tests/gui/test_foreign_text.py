"""Foreign text in lists, labels and the reader is shown as text and does nothing."""

from __future__ import annotations

import pytest
from dossier.gui.empty_panel import EmptyPanel
from dossier.gui.run import make_application
from dossier.gui.text_view import Mark, Span, TextView, plain_tip
from pytestqt.qtbot import QtBot

HOSTILE = [
    '<img src="file:///etc/passwd">',
    "<b>bold</b><script>alert(1)</script>",
    "safe\u202egnp.exe\u2066",
    "before\0after",
    "&lt;not decoded&gt;",
    "x" * 50_000,
    "😀 داعش 😀",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_the_reader_shows_hostile_text_letter_by_letter(qtbot: QtBot, text: str) -> None:
    make_application()
    view = TextView()
    qtbot.addWidget(view)
    view.show_text(text)
    assert view.toPlainText() == text.replace("\0", "\N{SYMBOL FOR NULL}")
    view.mark(Mark.HIT, [Span(0, len(text), Mark.HIT)])
    view.select(0, len(text))
    assert view.selected() == (0, len(text))
    copied = view.createMimeDataFromSelection()
    assert copied.text() == text
    assert not copied.hasHtml()


def test_a_tool_tip_escapes_markup() -> None:
    assert "<img" not in plain_tip(HOSTILE[0])
    assert "&lt;img" in plain_tip(HOSTILE[0])


def test_a_panel_shows_markup_as_words(qtbot: QtBot) -> None:
    make_application()
    panel = EmptyPanel(HOSTILE[0], HOSTILE[1])
    qtbot.addWidget(panel)
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QLabel

    labels = panel.findChildren(QLabel)
    assert HOSTILE[0] in [label.text() for label in labels]
    assert {label.textFormat() for label in labels if label.text()} == {Qt.TextFormat.PlainText}
