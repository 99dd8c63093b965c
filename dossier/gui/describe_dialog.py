"""Ask for title, author, date, language, kind and source of one or several documents."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from dossier.corpus.library import Library
from dossier.domain.corpus import DocumentId, DocumentKind
from dossier.errors import DossierError

_AS_IT_IS = "(leave as it is)"


class DescribeDialog(QDialog):
    """With several documents, a field that is left alone changes none of them."""

    described = Signal(object, object)  # Changes, the documents as they were before

    def __init__(self, library: Library, ids: Sequence[DocumentId], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._library = library
        self._ids = list(ids)
        self.setWindowTitle("Edit document" if len(ids) == 1 else f"Edit {len(ids):,} documents")
        self.setMinimumWidth(520)
        one = library.get(ids[0]) if len(ids) == 1 else None

        self.title = QLineEdit(one.title if one else "")
        self.title.setEnabled(one is not None)
        self.author = QLineEdit((one.author or "") if one else "")
        self.published = QLineEdit(str(one.published) if one and one.published else "")
        self.published.setPlaceholderText("2024, 2024-01 or 2024-01-19; empty when not known")
        self.language = QLineEdit((one.language or "") if one else "")
        self.language.setPlaceholderText("en, ar, fa …")
        self.source = QLineEdit((one.source or "") if one else "")
        completer = QCompleter([source.name for source, _ in library.sources()], self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.source.setCompleter(completer)
        self.kind = QComboBox()
        if one is None:
            self.kind.addItem(_AS_IT_IS, None)
            for field in (self.author, self.published, self.language, self.source):
                field.setPlaceholderText(_AS_IT_IS)
        for kind in DocumentKind:
            self.kind.addItem(str(kind), kind)
        if one is not None:
            self.kind.setCurrentText(str(one.kind))

        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows: tuple[tuple[str, QWidget], ...] = (
            ("&Title", self.title),
            ("&Author", self.author),
            ("&Published", self.published),
            ("&Source", self.source),
            ("&Kind", self.kind),
            ("&Language", self.language),
        )
        for label, row in rows:
            form.addRow(label, row)
        self._trouble = QLabel()
        self._trouble.setProperty("role", "bad")
        self._trouble.setTextFormat(Qt.TextFormat.PlainText)
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self._trouble)
        layout.addWidget(buttons)

    def _save(self) -> None:
        one = len(self._ids) == 1
        former = self._library.many(self._ids)
        try:
            changes = self._library.describe(
                self._ids,
                title=self.title.text() if one else None,
                author=self._given(self.author),
                published=self._given(self.published),
                language=self._given(self.language),
                source=self._given(self.source),
                kind=self.kind.currentData(),
            )
        except DossierError as error:
            self._trouble.setText(str(error))
            self._trouble.show()
            return
        self.described.emit(changes, former)
        self.accept()

    def _given(self, field: QLineEdit) -> str | None:
        return field.text() if len(self._ids) == 1 or field.text() else None
