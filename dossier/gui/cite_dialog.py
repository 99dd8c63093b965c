"""Ask where a passage is cited: in which dossier and section, as a quotation or for a statement."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from dossier.case import Case
from dossier.domain.actors import ActorId
from dossier.domain.corpus import DocumentId
from dossier.domain.dossiers import DossierId, SectionId, StatementId
from dossier.dossiers.editing import FIRST_SECTIONS
from dossier.errors import DossierError
from dossier.gui.text_view import TextView
from dossier.text.normalize import visible

Place = tuple[DossierId, SectionId | None, StatementId | None]

_last: dict[str, tuple[int, str]] = {}
"""Per case: the actor and the section cited into last; the next passage most often goes there too."""


class CiteDialog(QDialog):
    """Enter cites into the place that was used last: Ctrl+D, Enter."""

    cited = Signal(int, str)  # DossierId, sentence

    def __init__(
        self,
        case: Case,
        document: int,
        span: tuple[int, int],
        place: Place | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Cite in a dossier")
        self.setMinimumWidth(560)
        self._case = case
        self._document = DocumentId(document)
        self._span = span

        passage = case.editor.passage(self._document, span)
        quote = TextView()
        quote.setAccessibleName("The passage")
        quote.show_text(passage.quote)
        quote.setMaximumHeight(130)

        self.actor = QComboBox()
        self.actor.setEditable(True)
        self.actor.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.section = QComboBox()
        self.section.setEditable(True)
        self.section.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.statement = QComboBox()
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("&Dossier about", self.actor)
        form.addRow("&Section", self.section)
        form.addRow("&As", self.statement)
        self._trouble = QLabel()
        self._trouble.setTextFormat(Qt.TextFormat.PlainText)
        self._trouble.setProperty("role", "bad")
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        cite = buttons.addButton("Cite", QDialogButtonBox.ButtonRole.AcceptRole)
        cite.setDefault(True)
        buttons.accepted.connect(self._cite)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(quote)
        layout.addLayout(form)
        layout.addWidget(self._trouble)
        layout.addWidget(buttons)

        self._fill_actors(place)
        self.actor.currentIndexChanged.connect(self._fill_sections)
        self.section.currentIndexChanged.connect(self._fill_statements)
        self._fill_sections()
        if place is not None and place[1] is not None:
            self.section.setCurrentIndex(max(0, self.section.findData(place[1])))
            self._fill_statements()
            if place[2] is not None:
                self.statement.setCurrentIndex(max(0, self.statement.findData(place[2])))
        elif str(case.path) in _last:
            self.section.setCurrentText(_last[str(case.path)][1])

    def _fill_actors(self, place: Place | None) -> None:
        """Actors with a dossier first, then those of this document, then the others of the case."""
        case = self._case
        with_dossier = {dossier.actor_id: dossier for dossier in case.editor.all()}
        here = [mention.actor_id for mention in case.catalog.mentions_in(self._document)]
        order = list(dict.fromkeys([*with_dossier, *here]))
        known = case.catalog.many(order)
        for key in order:
            if key in known:
                self.actor.addItem(visible(known[key].name), key)
        for line in case.catalog.page(limit=300):
            if line.actor.id not in known:
                self.actor.addItem(visible(line.actor.name), line.actor.id)
        completer = self.actor.completer() or QCompleter(self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        wanted = None
        if place is not None:
            wanted = next((key for key, dossier in with_dossier.items() if dossier.id == place[0]), None)
        elif str(case.path) in _last:
            wanted = ActorId(_last[str(case.path)][0])
        if wanted is not None:
            self.actor.setCurrentIndex(max(0, self.actor.findData(wanted)))

    def _fill_sections(self) -> None:
        self.section.clear()
        key = self.actor.currentData()
        dossier = self._case.editor.of_actor(ActorId(key)) if key is not None else None
        if dossier is None:
            for title in FIRST_SECTIONS:
                self.section.addItem(title, None)
        else:
            for section in dossier.sections:
                self.section.addItem(visible(section.title), section.id)
        self._fill_statements()

    def _fill_statements(self) -> None:
        self.statement.clear()
        self.statement.addItem("a new quotation", None)
        key = self.actor.currentData()
        dossier = self._case.editor.of_actor(ActorId(key)) if key is not None else None
        for section in dossier.sections if dossier else ():
            if section.id == self.section.currentData():
                for statement in section.statements:
                    self.statement.addItem(f"source for: {visible(statement.text)[:90]}", statement.id)

    def _cite(self) -> None:
        case = self._case
        index = self.actor.findText(self.actor.currentText(), Qt.MatchFlag.MatchFixedString)
        if index < 0:
            self._say("There is no actor of that name. Choose one from the list.")
            return
        actor = ActorId(self.actor.itemData(index))
        title = self.section.currentText().strip() or FIRST_SECTIONS[0]
        try:
            dossier = case.editor.begin(actor)
            sections = {section.title: section.id for section in case.editor.get(dossier).sections}
            section = self.section.currentData()
            if section is None or self.section.currentText() != self.section.itemText(
                self.section.currentIndex()
            ):
                section = sections.get(title)
            if section is None:
                section = case.editor.add_section(dossier, title)
            case.editor.cite_passage(
                dossier, section, self._document, self._span, statement=self.statement.currentData()
            )
        except DossierError as error:
            self._say(str(error))
            return
        _last[str(case.path)] = (actor, title)
        name = self.actor.itemText(index)
        self.cited.emit(dossier, f"Cited in {name}, {title}. Ctrl+Z takes it back.")
        self.accept()

    def _say(self, sentence: str) -> None:
        self._trouble.setText(sentence)
        self._trouble.show()
