"""A program of its own that types into a statement until it is killed: `python -m tests.helpers.typing_child CASE`."""

from __future__ import annotations

import sys
from pathlib import Path

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def main(case: Path) -> None:
    """Open the case, search, open a document, and type one letter after the other, telling each."""
    from dossier.gui.main_window import MainWindow
    from dossier.gui.run import make_application
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest

    app = make_application()
    window = MainWindow()
    window.show()
    window.open_case(case)
    while window.case is None:
        app.processEvents()
    window.look_for("Moscow")
    window.open_document(window.case.library.all()[0].id)
    window.go_to("Dossiers")
    block = window.dossiers_page.area.blocks()[0]
    block.edit.clear()
    block.edit.setFocus()
    typed = 0

    def type_one() -> None:
        nonlocal typed
        QTest.keyClick(block.edit, LETTERS[typed % 26])
        typed += 1
        print(typed, flush=True)

    clock = QTimer()
    clock.timeout.connect(type_one)
    clock.start(30)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
