"""Near-duplicates side by side, reached from the table and from the reader."""

from __future__ import annotations

from pathlib import Path

from dossier.gui.difference_dialog import DifferenceDialog
from dossier.gui.main_window import MainWindow
from dossier.gui.text_view import Mark
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.helpers.windows import idle, import_texts

TEXT = (
    "Reprint of a report\n\n{day} May 2024\n\nThe ministry of the valley spoke on Tuesday of forty houses that the flood had taken in "
    "one single night. Two bridges fell, the road to the south was closed for a week, and the school became a shelter "
    "for those who had lost their roof. The governor promised money and tents, and asked the capital for engineers.\n"
)


def test_side_by_side_with_marks_and_steps(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    texts = {"one.txt": TEXT.format(day=1), "two.txt": TEXT.format(day=2).replace("forty", "ninety")}
    import_texts(qtbot, window, tmp_path / "files", texts)
    window.go_to("Documents")
    idle(qtbot, window)
    page = window.documents_page
    assert not page._compare.isEnabled()
    page.table.selectRow(0)
    assert page._compare.isEnabled()
    page._compare.click()
    dialog = page.findChild(DifferenceDialog)
    idle(qtbot, window)
    marked = [[view.text[span.start : span.end] for span in view.spans(Mark.HIT)] for view in dialog.views]
    assert sorted(marked) == [["1", "forty"], ["2", "ninety"]]
    qtbot.keyClick(dialog, Qt.Key.Key_N)
    qtbot.keyClick(dialog, Qt.Key.Key_N)
    assert "2 of 2" in dialog.count.text()
    assert [len(view.spans(Mark.HIT_NOW)) for view in dialog.views] == [1, 1]
    dialog.choices[1].setCurrentIndex(dialog.choices[0].currentIndex())
    idle(qtbot, window)
    assert "say the same" in dialog.count.text()
    dialog.reject()


def test_the_reader_leads_there(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    texts = {"one.txt": TEXT.format(day=1), "two.txt": TEXT.format(day=2)}
    import_texts(qtbot, window, tmp_path / "files", texts)
    case = window.case
    assert case is not None
    first, second = [item.id for item in case.library.all()]
    window.open_document(first)
    idle(qtbot, window)
    window.reader.compare_with(second)
    dialog = window.reader.findChild(DifferenceDialog)
    idle(qtbot, window)
    assert dialog.count.text() == "One sentence differs"
    dialog.reject()
