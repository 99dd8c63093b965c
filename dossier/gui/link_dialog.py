"""Ask for the source of a document: another document, found by typing, or a publication that is not in the case."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dossier.case import Case
from dossier.domain.corpus import DocumentFilter, DocumentId
from dossier.domain.dates import PartialDate
from dossier.domain.evidence import LinkKind
from dossier.errors import DossierError, UserError
from dossier.evidence.linking import CHANGED
from dossier.evidence.resolving import Draft
from dossier.gui.later import later
from dossier.gui.text_view import TextView
from dossier.text.normalize import visible

SHOWN = 40
"""Documents that match what was typed."""
_PAUSE = 150
_KEY = Qt.ItemDataRole.UserRole
_SORTS = (
    ("a publication: report, article, poster, post", "publication"),
    ("something said: speech, statement, interview", "utterance"),
    ("only the outlet is known", "outlet"),
    ("nobody knows which one", "unknown"),
)


class LinkDialog(QDialog):
    """Ctrl+L, a few letters of the title, Enter."""

    linked = Signal(object, str)  # Changes, sentence

    def __init__(
        self, case: Case, document: int, span: tuple[int, int] | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Link this document to its source")
        self.setMinimumWidth(600)
        self._case = case
        self._document = DocumentId(document)
        self._span = span

        quote = TextView()
        quote.setAccessibleName("The passage that shows it")
        words = case.editor.passage(self._document, span).quote if span else ""
        quote.show_text(words)
        quote.setMaximumHeight(90)
        quote.setVisible(bool(words))
        self.kind = QComboBox()
        self.kind.setAccessibleName("What this document does with its source")
        for kind in LinkKind:
            self.kind.addItem(f"this document {'is a ' if kind is LinkKind.LEAK_OF else ''}{kind} …", kind)
        self.inside = QRadioButton("a document of this &case")
        self.outside = QRadioButton("something that is &not in the case")
        self.inside.setChecked(True)
        choice = QButtonGroup(self)
        choice.addButton(self.inside)
        choice.addButton(self.outside)

        self.words = QLineEdit()
        self.words.setPlaceholderText("Part of its title, file, author or source")
        self.words.setAccessibleName("Find the other document")
        self.documents = QListWidget()
        self.documents.setAccessibleName("Documents found")
        finding = QWidget()
        column = QVBoxLayout(finding)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addWidget(self.documents)

        self.title = QLineEdit()
        self.publisher = QLineEdit()
        self.date = QLineEdit()
        self.date.setPlaceholderText("2024, 2024-01 or 2024-01-04, if known")
        self.url = QLineEdit()
        self.sort = QComboBox()
        for name, value in _SORTS:
            self.sort.addItem(name, value)
        describing = QWidget()
        form = QFormLayout(describing)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for label, field in (
            ("&Title or what it is", self.title),
            ("&By whom", self.publisher),
            ("&Date", self.date),
            ("&Address", self.url),
            ("&It is", self.sort),
        ):
            form.addRow(label, field)
        self._pages = QStackedWidget()
        self._pages.addWidget(finding)
        self._pages.addWidget(describing)

        self._trouble = QLabel()
        self._trouble.setTextFormat(Qt.TextFormat.PlainText)
        self._trouble.setProperty("role", "bad")
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._ok = buttons.addButton("Link", QDialogButtonBox.ButtonRole.AcceptRole)
        self._ok.setDefault(True)
        layout = QVBoxLayout(self)
        for widget in (
            quote, self.kind, self.inside, self.outside, self._pages, self._trouble, buttons,
        ):  # fmt: skip
            layout.addWidget(widget)

        self._wait = later(self, _PAUSE, self.look_up)
        self.words.textChanged.connect(self._wait.start)
        self.inside.toggled.connect(lambda on: self._pages.setCurrentIndex(0 if on else 1))
        self.documents.itemDoubleClicked.connect(lambda _item: self._link())
        buttons.accepted.connect(self._link)
        buttons.rejected.connect(self.reject)
        self.look_up()
        self.words.setFocus()

    def look_up(self) -> None:
        """List the documents that match what was typed."""
        self.documents.clear()
        found = self._case.library.page(where=DocumentFilter(text=self.words.text()), limit=SHOWN)
        for one in found:
            if one.id != self._document:
                about = " · ".join(part for part in (one.source or "", str(one.published or "")) if part)
                item = QListWidgetItem(
                    f"\u2068{visible(one.title)}\u2069" + (f"  ({visible(about)})" if about else "")
                )
                item.setData(_KEY, one.id)
                self.documents.addItem(item)
        self.documents.setCurrentRow(0)

    def _link(self) -> None:
        if self._wait.isActive():
            self._wait.stop()
            self.look_up()
        try:
            target = self._target()
            self._case.evidence.links.add(
                self._document, LinkKind(self.kind.currentData()), target, span=self._span
            )
        except ValueError:
            self._say("That is not a date. Write it as 2024, 2024-01 or 2024-01-04.")
            return
        except DossierError as error:
            self._say(str(error))
            return
        self.linked.emit(CHANGED, "Linked. U in the list of links takes it back.")
        self.accept()

    def _target(self) -> DocumentId | Draft:
        if self.inside.isChecked():
            item = self.documents.currentItem()
            if item is None:
                raise UserError("No document is chosen.", hint="Type a part of its title.")
            return DocumentId(item.data(_KEY))
        date = self.date.text().strip()
        return Draft(
            self.title.text().strip(),
            self.publisher.text().strip(),
            PartialDate.parse(date) if date else None,
            self.url.text().strip() or None,
            str(self.sort.currentData()),
        )

    def _say(self, sentence: str) -> None:
        self._trouble.setText(sentence)
        self._trouble.show()
