"""Tell the user of an error in one plain sentence; catch what nobody else caught."""

from __future__ import annotations

import sys
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from dossier import log
from dossier.errors import Bug, DossierError, UserError

_LOG = log.logger("gui")


def show_error(error: DossierError, parent: QWidget | None = None) -> None:
    """A dialog with the sentence and the hint, as plain text. Returns at once."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Information if isinstance(error, UserError) else QMessageBox.Icon.Warning)
    box.setWindowTitle("Dossier")
    box.setText(error.sentence)
    if error.hint:
        box.setInformativeText(error.hint)
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def catch_everything() -> None:
    """An exception that reaches Qt's event loop is logged in full and told in one sentence."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            QApplication.quit()
            return
        _LOG.error("uncaught", exc_info=(kind, error, trace))
        told = error if isinstance(error, DossierError) else None
        show_error(
            told
            or Bug(
                "Something went wrong in the program; your work is safe.",
                hint="You can go on working. If it happens again, the log tells the makers more.",
                detail=kind.__name__,
            ),
            QApplication.activeWindow(),
        )

    sys.excepthook = hook
