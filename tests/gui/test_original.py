"""A PDF opens at the page of the passage, marked; the preview follows what is typed."""

from __future__ import annotations

from pathlib import Path

import typst
from dossier.gui.main_window import MainWindow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.helpers.windows import SLOW, idle

FILLING = "The brigade declared that it would continue operations in the region. "
LAST = "Its spokesman denied responsibility for the explosion near the harbour."


def test_the_original_opens_at_the_page_of_the_passage_and_marks_it(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    source = tmp_path / "a.typ"
    source.write_text(f"{FILLING * 8}\n#pagebreak()\n{FILLING * 3}{LAST}", "utf-8")
    files = tmp_path / "files"
    files.mkdir()
    (files / "a.pdf").write_bytes(typst.compile(str(source)))
    window.import_paths([files])
    idle(qtbot, window)
    case = window.case
    assert case is not None
    [document] = case.library.all()
    start = case.library.text(document.id).index("denied responsibility")
    with qtbot.waitSignal(window.reader.shown, timeout=SLOW):
        window.open_document(document.id, "", (start, start + 21))
    idle(qtbot, window)
    with qtbot.waitSignal(window.reader_place.original.drawn, timeout=SLOW) as told:
        qtbot.keyClick(window, Qt.Key.Key_F4)
    original = window.reader_place.original
    assert window.reader_place.currentWidget() is original
    image = told.args[0]  # type: ignore[index]
    assert (image.number, image.of) == (1, 2)
    assert image.marked
    assert original.page.value() == 2
    with qtbot.waitSignal(original.drawn, timeout=SLOW) as told:
        original.go_to_page(0)
    assert told.args[0].marked == ()  # type: ignore[index]
    original.save_to(tmp_path / "copy.pdf")
    idle(qtbot, window)
    assert (tmp_path / "copy.pdf").read_bytes() == (files / "a.pdf").read_bytes()
    original.show_in_folder()
    [box] = original.findChildren(QMessageBox)
    assert box.standardButton(box.defaultButton()) == QMessageBox.StandardButton.Cancel
    box.reject()
    qtbot.keyClick(original.area, Qt.Key.Key_Escape)
    assert window.reader_place.currentWidget() is window.reader
    idle(qtbot, window)


def test_the_preview_follows_what_is_typed(qtbot: QtBot, full: MainWindow) -> None:
    full.go_to("Dossiers")
    preview = full.reader_place.preview
    with qtbot.waitSignal(preview.shown, timeout=SLOW):
        full.show_preview()
    assert preview.document.pageCount() > 0
    page = full.dossiers_page
    block = page.area.blocks()[0]
    block.edit.selectAll()
    with qtbot.waitSignal(preview.shown, timeout=SLOW):
        qtbot.keyClicks(block.edit, "Quokkas were seen.")

    def says() -> bool:
        pages = range(preview.document.pageCount())
        return any("Quokkas were seen" in preview.document.getAllText(number).text() for number in pages)

    qtbot.waitUntil(says, timeout=SLOW)
    full.open_document(full.case.library.all()[0].id)  # type: ignore[union-attr]
    assert full.reader_place.currentWidget() is full.reader
    idle(qtbot, full)


def test_the_preview_makes_way_on_other_pages_and_comes_back(qtbot: QtBot, full: MainWindow) -> None:
    place = full.reader_place
    full.go_to("Dossiers")
    with qtbot.waitSignal(place.preview.shown, timeout=SLOW):
        full.show_preview()
    full.go_to("Documents")
    assert place.currentWidget() is place.reader
    full.go_to("Dossiers")
    assert place.currentWidget() is place.preview
    place.show_reader()
    full.go_to("Documents")
    full.go_to("Dossiers")
    assert place.currentWidget() is place.reader
    idle(qtbot, full)
