"""About Dossier: version, licence, and the licences of all parts."""

from __future__ import annotations

from importlib import metadata

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dossier import __version__
from dossier.gui import theme
from dossier.gui.text_view import TextView


class AboutDialog(QDialog):
    """What this is and what it is made of."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("About Dossier")
        self.resize(560, 420)
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
        parts = TextView()
        parts.setAccessibleName("Parts and their licences")
        parts.show_text("Made with:\n\n" + "\n".join(licences()))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(parts)
        layout.addWidget(buttons)


def licences() -> list[str]:
    """Name, version and licence of every part that is installed with the program."""
    lines = set()
    for part in metadata.distributions():
        about = part.metadata
        name = about["Name"] if "Name" in about else None  # noqa: SIM401 - this mapping has no get
        if not name:
            continue
        stated = [about[field] for field in ("License-Expression", "License") if field in about]
        licence = stated[0] if stated else ""
        if not licence or len(licence) > 60:
            classifiers = about.get_all("Classifier") or []
            named = [entry.rsplit(" :: ", 1)[-1] for entry in classifiers if entry.startswith("License ::")]
            licence = ", ".join(named) or "see its files"
        lines.add(f"{name} {part.version}: {licence}")
    return sorted(lines, key=str.casefold)
