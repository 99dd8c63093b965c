"""About Dossier: version, licence, and the licences of all parts."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from dossier import __version__
from dossier.case.parts import Part, parts
from dossier.gui import theme
from dossier.gui.text_view import TextView


class AboutDialog(QDialog):
    """What this is and what it is made of."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("About Dossier")
        self.resize(760, 560)
        picture = QLabel()
        picture.setPixmap(theme.application_icon().pixmap(QSize(64, 64)))
        words = QLabel(
            f"Dossier {__version__}\n"
            "Every sentence carries its graded sources.\n"
            "Works offline: it opens no connection and sends nothing.\n"
            "Apache License 2.0"
        )
        words.setTextFormat(Qt.TextFormat.PlainText)
        head = QHBoxLayout()
        head.addWidget(picture)
        head.addWidget(words, 1)
        self._parts = parts()
        self.list = QListWidget()
        self.list.setAccessibleName("Parts of the program")
        self.list.addItems([f"{part.name} {part.version}".strip() for part in self._parts])
        self.licence = TextView()
        self.licence.setAccessibleName("Licence of the part")
        self.list.currentRowChanged.connect(lambda row: self.licence.show_text(_told(self._parts[row])))
        self.list.setCurrentRow(0)
        split = QSplitter()
        split.addWidget(self.list)
        split.addWidget(self.licence)
        split.setSizes([220, 480])
        made_with = QLabel(f"&Made with {len(self._parts)} parts; each remains under its own licence:")
        made_with.setBuddy(self.list)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(made_with)
        layout.addWidget(split, 1)
        layout.addWidget(buttons)


def _told(part: Part) -> str:
    text = part.text.strip() or "The part ships no text of its licence."
    return f"{part.name} {part.version}".strip() + f"\nLicence: {part.licence}\n\n{text}"
