"""The dossier page: outline at the left, statements as blocks, citations a click away; saves by itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dossier.case import Case
from dossier.domain.actors import ActorId
from dossier.domain.dossiers import TLP, Citation, Dossier, DossierId, Section, SectionId, StatementId
from dossier.errors import DossierError
from dossier.evidence.provenance import IndependentSources
from dossier.export.outline import ExportReport
from dossier.gui import theme
from dossier.gui.cite_dialog import Place
from dossier.gui.commands import Command
from dossier.gui.empty_panel import EmptyPanel
from dossier.gui.error_dialog import show_error
from dossier.gui.job_runner import JobRunner, Lane
from dossier.gui.statement_panel import StatementPanel, spacer
from dossier.jobs import Changes
from dossier.text.normalize import visible

FORMATS = "PDF (*.pdf);;Word (*.docx);;Web page (*.html);;Markdown (*.md);;JSON (*.json)"
_KEY = Qt.ItemDataRole.UserRole


class DossiersView(QWidget):
    """All dossiers of the case, one of them open."""

    open_passage = Signal(int, int, int)

    def __init__(self, case: Case, runner: JobRunner) -> None:
        super().__init__()
        self._case = case
        self._runner = runner
        self._dossier: Dossier | None = None
        self._place: tuple[SectionId | None, StatementId | None] = (None, None)

        self.dossiers = QListWidget()
        self.dossiers.setAccessibleName("Dossiers")
        self.sections = QListWidget()
        self.sections.setAccessibleName("Sections")
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        for title, widget, stretch in (("Dossiers", self.dossiers, 1), ("Sections", self.sections, 2)):
            label = QLabel(title)
            label.setProperty("role", "heading")
            column.addWidget(label)
            column.addWidget(widget, stretch)
        self.add_section = QPushButton(theme.icon("add"), "Section")
        column.addWidget(self.add_section)

        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty("role", "title")
        self.title.setWordWrap(True)
        self.about = QLabel()
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setProperty("role", "quiet")
        self.about.setWordWrap(True)
        self.tlp = QComboBox()
        self.tlp.setAccessibleName("TLP of the dossier")
        for level in TLP:
            self.tlp.addItem(str(level), level)
        self.undo = self._tool("undo", "Undo (Ctrl+Z)", self.undo_edit)
        self.redo = self._tool("redo", "Redo (Ctrl+Shift+Z)", self.redo_edit)
        self.export = QPushButton(theme.icon("export"), "Export…")
        self.draft = QPushButton("Draft from evidence")
        self.draft.setToolTip("Add sections drafted from the documents that name this actor")
        bar = QHBoxLayout()
        for tool in (self.undo, self.redo, self.tlp, self.draft, self.export):
            bar.addWidget(tool)
        bar.insertStretch(2, 1)

        self._blocks = QWidget()
        self._column = QVBoxLayout(self._blocks)
        self._column.setContentsMargins(0, 0, 8, 24)
        self.area = QScrollArea()
        self.area.setAccessibleName("Statements")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setWidget(self._blocks)
        middle = QWidget()
        page = QVBoxLayout(middle)
        page.setContentsMargins(8, 0, 0, 0)
        page.addWidget(self.title)
        page.addWidget(self.about)
        page.addLayout(bar)
        page.addWidget(self.area, 1)

        split = QSplitter()
        split.addWidget(left)
        split.addWidget(middle)
        split.setStretchFactor(1, 1)
        left.setMinimumWidth(170)
        split.setSizes([190, 500])
        split.setChildrenCollapsible(False)
        self._empty = EmptyPanel(
            "No dossier yet",
            "Open an actor and press “Dossier”, or select words in the reader and press Ctrl+D.",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(split)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 12, 8)
        layout.addWidget(self._stack)

        self.dossiers.currentItemChanged.connect(self._dossier_chosen)
        self.sections.itemClicked.connect(self._section_chosen)
        self.sections.itemActivated.connect(self._section_chosen)
        self.add_section.clicked.connect(self._add_section)
        self.tlp.activated.connect(self._set_tlp)
        self.export.clicked.connect(self.export_dossier)
        self.draft.clicked.connect(self._draft)
        self._read()

    # -- what the window calls

    def commands(self) -> list[Command]:
        """What can be done with a dossier."""
        return [
            Command("Undo the last edit of the dossier", self.undo_edit, "Ctrl+Z"),
            Command("Redo the edit of the dossier", self.redo_edit, "Ctrl+Shift+Z"),
            Command("Export the dossier…", self.export_dossier, "Ctrl+E"),
            Command("Draft sections from the evidence", self._draft),
            Command("New section…", self._add_section),
        ]

    def show_changes(self, changes: Changes) -> None:
        """Read anew when dossiers, gradings or actors have changed."""
        if changes.dossiers or changes.actors or changes.evidence:
            self._read()

    def open_actor(self, actor: int) -> None:
        """Show the dossier about an actor, drafting one if there is none."""
        present = self._case.editor.of_actor(ActorId(actor))
        if present is not None:
            self.open_dossier(present.id)
        elif not self._case.read_only:
            self._run_draft(ActorId(actor))

    def open_dossier(self, key: DossierId) -> None:
        """Show this dossier."""
        self._dossier = self._case.editor.get(key)
        self._read()

    def current_place(self) -> Place | None:
        """Where the cursor is: dossier, section, statement."""
        return None if self._dossier is None else (self._dossier.id, *self._place)

    def undo_edit(self) -> None:
        """Take the last edit back."""
        self._save_blocks()
        if self._dossier is not None and self._case.editor.undo(self._dossier.id) is not None:
            self._tell_changed()

    def redo_edit(self) -> None:
        """Bring the last undone edit back."""
        if self._dossier is not None and self._case.editor.redo(self._dossier.id) is not None:
            self._tell_changed()

    def export_dossier(self) -> None:
        """Ask for a file and write the dossier into it."""
        if self._dossier is None:
            return
        self._save_blocks()
        suggestion = str(Path.home() / f"{_file_name(self._dossier.title)}.pdf")
        name, chosen = QFileDialog.getSaveFileName(self, "Export the dossier", suggestion, FORMATS)
        if name:
            path = Path(name)
            if not path.suffix:
                path = path.with_suffix(chosen.split("*")[1].rstrip(")"))
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write the open dossier into a file; the format comes from its suffix."""
        assert self._dossier is not None
        work = self._case.exporting_actor(self._dossier.actor_id, path, None)
        self._runner.run(
            f"Writing {path.name}", work, lane=Lane.WRITE, done=self._exported, failed=self._fail
        )

    # -- reading

    def _read(self) -> None:
        dossiers = self._case.editor.all()
        wanted = self._dossier.id if self._dossier else (dossiers[0].id if dossiers else None)
        self.dossiers.blockSignals(True)
        self.dossiers.clear()
        self._dossier = None
        for dossier in dossiers:
            item = QListWidgetItem(visible(dossier.title) + ("  (draft)" if dossier.draft else ""))
            item.setData(_KEY, dossier.id)
            self.dossiers.addItem(item)
            if dossier.id == wanted:
                self.dossiers.setCurrentItem(item)
                self._dossier = self._case.editor.get(dossier.id)
        self.dossiers.blockSignals(False)
        self._stack.setCurrentIndex(0 if self._dossier else 1)
        if self._dossier is not None:
            self._show(self._dossier)

    def _show(self, dossier: Dossier) -> None:
        bar = self.area.verticalScrollBar()
        place = bar.value()
        statements = [statement for section in dossier.sections for statement in section.statements]
        unsourced = sum(statement.unsourced for statement in statements)
        self.title.setText(visible(dossier.title))
        parts = [f"{len(statements):,} statements"]
        if unsourced:
            parts.append(f"⚠ {unsourced:,} without a source")
        if dossier.draft:
            parts.append("drafted by the program from the evidence: read it, change it")
        self.about.setText("  ·  ".join(parts))
        self.tlp.setCurrentText(str(dossier.tlp))
        self.tlp.setEnabled(not self._case.read_only)
        self.add_section.setEnabled(not self._case.read_only)
        self.sections.clear()
        for section in dossier.sections:
            item = QListWidgetItem(f"{visible(section.title)}  ({len(section.statements)})")
            item.setData(_KEY, section.id)
            self.sections.addItem(item)
        while self._column.count():
            item_at = self._column.takeAt(0)
            widget = None if item_at is None else item_at.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        numbers = _numbers(dossier)
        grades = self._case.grades_of(dossier)
        sources = self._case.evidence.sources_of_statements(dossier)
        for section in dossier.sections:
            self._column.addWidget(self._heading(section))
            for statement in section.statements:
                self._column.addWidget(
                    self._block(section, statement.id, numbers, grades, dossier, sources.get(statement.id))
                )
        self._column.addWidget(spacer())
        bar.setValue(place)

    def _heading(self, section: Section) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 14, 0, 2)
        label = QLabel(visible(section.title))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", "heading")
        row.addWidget(label, 1)
        for name, tip, act in (
            ("add", "New statement in this section", lambda: self._add_statement(section)),
            ("up", "Move this section up", lambda: self._move_section(section, -1)),
            ("down", "Move this section down", lambda: self._move_section(section, 1)),
            ("close", "Remove this section", lambda: self._remove_section(section)),
        ):
            row.addWidget(self._tool(name, tip, act))
        rename = QToolButton()
        rename.setText("Rename")
        rename.clicked.connect(lambda: self._rename_section(section))
        rename.setEnabled(not self._case.read_only)
        row.insertWidget(1, rename)
        return head

    def _block(
        self,
        section: Section,
        key: StatementId,
        numbers: dict[int, int],
        grades: Callable[[Citation], str],
        dossier: Dossier,
        sources: IndependentSources | None,
    ) -> StatementPanel:
        statement = next(item for item in section.statements if item.id == key)
        block = StatementPanel(statement, numbers, grades, editable=not self._case.read_only, sources=sources)
        editor = self._case.editor
        block.text_changed.connect(
            lambda one, text: self._quietly(lambda: editor.change_text(dossier.id, one, text))
        )
        block.changed.connect(
            lambda one, values: self._do(lambda: editor.change_statement(dossier.id, one, **values))
        )
        block.removed.connect(lambda one: self._do(lambda: editor.remove_statement(dossier.id, one)))
        block.citation_removed.connect(lambda one: self._do(lambda: editor.remove_citation(dossier.id, one)))
        block.moved.connect(lambda one, by: self._move_statement(section, one, by))
        block.passage_wanted.connect(self.open_passage)
        block.chosen.connect(lambda one: setattr(self, "_place", (section.id, StatementId(one))))
        return block

    # -- doing

    def _do(self, act: Callable[[], object]) -> None:
        """Make an edit and show what came of it."""
        try:
            act()
        except DossierError as error:
            show_error(error, self)
            return
        self._tell_changed()

    def _quietly(self, act: Callable[[], object]) -> None:
        """Save typed words without building the page anew under the cursor."""
        try:
            act()
        except DossierError as error:
            show_error(error, self)

    def _tell_changed(self) -> None:
        self._runner.changed.emit(Changes(dossiers=True))

    def _save_blocks(self) -> None:
        for place in range(self._column.count()):
            widget = self._at(place)
            if isinstance(widget, StatementPanel):
                widget.save()

    def _dossier_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._save_blocks()
            self._place = (None, None)
            self.open_dossier(DossierId(item.data(_KEY)))

    def _section_chosen(self, item: QListWidgetItem) -> None:
        row = self.sections.row(item)
        self._place = (SectionId(item.data(_KEY)), None)
        heads = [place for place in range(self._column.count()) if self._is_heading(place)]
        if row < len(heads):
            widget = self._at(heads[row])
            assert widget is not None
            self.area.verticalScrollBar().setValue(widget.y())

    def _at(self, place: int) -> QWidget | None:
        item = self._column.itemAt(place)
        return None if item is None else item.widget()

    def _is_heading(self, place: int) -> bool:
        widget = self._at(place)
        return (
            widget is not None and not isinstance(widget, StatementPanel) and place < self._column.count() - 1
        )

    def _add_section(self) -> None:
        title, given = QInputDialog.getText(self, "New section", "Title of the section:")
        if given and title.strip() and self._dossier is not None:
            key = self._dossier.id
            self._do(lambda: self._case.editor.add_section(key, title.strip()))

    def _rename_section(self, section: Section) -> None:
        title, given = QInputDialog.getText(
            self, "Rename section", "Title of the section:", text=section.title
        )
        if given and title.strip():
            self._do(lambda: self._case.editor.rename_section(section.dossier_id, section.id, title.strip()))

    def _move_section(self, section: Section, by: int) -> None:
        self._do(
            lambda: self._case.editor.move_section(section.dossier_id, section.id, section.position + by)
        )

    def _remove_section(self, section: Section) -> None:
        self._do(lambda: self._case.editor.remove_section(section.dossier_id, section.id))

    def _add_statement(self, section: Section) -> None:
        self._do(lambda: self._case.editor.add_statement(section.dossier_id, section.id, ""))
        for place in range(self._column.count()):
            widget = self._at(place)
            if isinstance(widget, StatementPanel) and not widget.statement.text:
                widget.edit.setFocus()

    def _move_statement(self, section: Section, key: int, by: int) -> None:
        statement = next(item for item in section.statements if item.id == key)
        target = max(0, statement.position + by)
        self._do(
            lambda: self._case.editor.move_statement(section.dossier_id, StatementId(key), section.id, target)
        )

    def _set_tlp(self) -> None:
        if self._dossier is not None:
            key, level = self._dossier.id, self.tlp.currentData()
            self._do(lambda: self._case.editor.set_tlp(key, level))

    def _draft(self) -> None:
        if self._dossier is not None:
            self._run_draft(self._dossier.actor_id)

    def _run_draft(self, actor: ActorId) -> None:
        def done(_changes: Changes) -> None:
            present = self._case.editor.of_actor(actor)
            if present is not None:
                self.open_dossier(present.id)

        self._runner.run(
            "Drafting from the evidence",
            self._case.drafter.work(actor, TLP.AMBER),
            lane=Lane.WRITE,
            done=done,
            failed=self._fail,
        )

    def _exported(self, report: ExportReport) -> None:
        words = f"Wrote {report.path}."
        if report.warnings:
            words += " " + " ".join(report.warnings)
        self.about.setText(visible(words))

    def _fail(self, error: DossierError) -> None:
        show_error(error, self)

    def _tool(self, name: str, tip: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setIcon(theme.icon(name))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setEnabled(not self._case.read_only)
        button.clicked.connect(lambda: act())  # noqa: PLW0108 - drops Qt's "checked"
        return button


def _numbers(dossier: Dossier) -> dict[int, int]:
    """Number of each cited document, in order of first appearance, as the export numbers them."""
    numbers: dict[int, int] = {}
    for section in dossier.sections:
        for statement in section.statements:
            for citation in statement.citations:
                numbers.setdefault(citation.passage.document_id, len(numbers) + 1)
    return numbers


def _file_name(title: str) -> str:
    kept = "".join(char if char.isalnum() or char in " -_" else " " for char in visible(title))
    return " ".join(kept.split())[:80] or "dossier"
