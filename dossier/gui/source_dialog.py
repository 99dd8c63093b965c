"""Edit what is known of a source: name, descriptor, other names, domains, country."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from dossier.corpus.sources import Sources
from dossier.domain.corpus import Source, SourceId
from dossier.errors import DossierError
from dossier.gui.labels import plain_label
from dossier.text.normalize import visible

_KEY = Qt.ItemDataRole.UserRole


class SourceDialog(QDialog):
    """Names and domains stand one on a line."""

    described = Signal(object)  # Changes

    def __init__(self, sources: Sources, source: Source, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._sources, self._key = sources, source.id
        self.setWindowTitle("Edit source")
        self.setMinimumWidth(520)
        self.name = QLineEdit(source.name)
        self.descriptor = QPlainTextEdit(source.descriptor)
        self.descriptor.setPlaceholderText(
            "Who is behind it, for whom it speaks, how it works: what a reader must know to weigh it"
        )
        self.names = QPlainTextEdit("\n".join(source.names))
        self.names.setPlaceholderText("One on a line, in any script")
        self.domains = QPlainTextEdit("\n".join(source.domains))
        self.domains.setPlaceholderText("One on a line: example.org")
        self.country = QLineEdit(source.country or "")
        self.country.setPlaceholderText("Two letters: iq, lb, gb …")
        self.country.setMaxLength(2)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        fields: tuple[tuple[str, QWidget], ...] = (
            ("&Name", self.name), ("&Descriptor", self.descriptor), ("&Other names", self.names),
            ("Do&mains", self.domains), ("&Country", self.country),
        )  # fmt: skip
        for words, field in fields:
            if isinstance(field, QPlainTextEdit):
                field.setTabChangesFocus(True)
                field.setFixedHeight(86)
            form.addRow(words, field)
        self.trouble = QLabel()
        self.trouble.setTextFormat(Qt.TextFormat.PlainText)
        self.trouble.setProperty("role", "bad")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.trouble)
        layout.addWidget(buttons)

    def save(self) -> None:
        """Store it; what is wrong is told here and nothing is changed."""
        try:
            changes = self._sources.describe(
                self._key,
                name=self.name.text(),
                descriptor=self.descriptor.toPlainText(),
                names=self.names.toPlainText().splitlines(),
                domains=self.domains.toPlainText().splitlines(),
                country=self.country.text(),
            )
        except DossierError as error:
            self.trouble.setText(str(error))
            self.trouble.show()
            return
        self.described.emit(changes)
        self.accept()


class MergeSourceDialog(QDialog):
    """Choose the source that this one is another name of."""

    chosen = Signal(int)

    def __init__(self, sources: Sources, source: Source, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lines = [line for line in sources.every() if line.source.id != source.id]
        self.setWindowTitle("Merge source")
        self.resize(480, 440)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter by name")
        self.filter.setAccessibleName("Filter sources")
        self.list = QListWidget()
        self.list.setAccessibleName("Sources")
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        words = plain_label(
            f"“{visible(source.name)[:80]}” is the same outlet as the one below. Its documents go there, its "
            "names are learned there; letter and descriptor are those of the other. It can be split off again.",
            "",
        )
        layout = QVBoxLayout(self)
        for widget in (words, self.filter, self.list, buttons):
            layout.addWidget(widget)
        self.filter.textChanged.connect(self._show)
        self.list.itemActivated.connect(self._choose)
        buttons.accepted.connect(lambda: self._choose(self.list.currentItem()))
        buttons.rejected.connect(self.reject)
        self._show()

    def _show(self) -> None:
        wanted = self.filter.text().casefold().strip()
        self.list.clear()
        for line in self._lines:
            names = (line.source.name, *line.source.names)
            if any(wanted in name.casefold() for name in names):
                item = QListWidgetItem(
                    f"{visible(line.source.name)[:100]}\n{line.source.reliability}  ·  {line.documents:,} documents"
                )
                item.setData(_KEY, SourceId(line.source.id))
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_KEY))
            self.accept()
