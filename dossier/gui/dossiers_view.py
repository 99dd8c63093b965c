"""The dossier page: outline at the left, statements as blocks, citations a click away; saves by itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dossier.case import Case
from dossier.domain.actors import ActorId
from dossier.domain.dossiers import TLP, Dossier, DossierId, Section, SectionId, StatementId
from dossier.domain.evidence import Finding
from dossier.errors import DossierError, UserError
from dossier.export.outline import ExportReport
from dossier.gui import theme
from dossier.gui.autosave import Autosave
from dossier.gui.blocks_panel import BlocksPanel
from dossier.gui.cite_dialog import Place
from dossier.gui.commands import Command
from dossier.gui.dossier_lists import DossierLists
from dossier.gui.empty_panel import EmptyPanel
from dossier.gui.error_dialog import show_error
from dossier.gui.export_file import ask_export_file
from dossier.gui.job_runner import JobRunner, Lane
from dossier.gui.pick_actor_dialog import PickActorDialog
from dossier.gui.statement_dialog import ConflictDialog
from dossier.jobs import Cancelled, Changes, ReportProgress
from dossier.settings import load_settings
from dossier.text.normalize import visible


class DossiersView(QWidget):
    """All dossiers of the case, one of them open."""

    open_passage = Signal(int, int, int)
    said = Signal(str)
    preview_wanted = Signal()
    edited = Signal()

    def __init__(self, case: Case, runner: JobRunner) -> None:
        super().__init__()
        self._case = case
        self._runner = runner
        self._dossier: Dossier | None = None
        self._place: tuple[SectionId | None, StatementId | None] = (None, None)

        self.lists = left = DossierLists(editable=not case.read_only)
        self.dossiers, self.sections, self.gaps = left.dossiers, left.sections, left.gaps
        self._removed = False
        self._findings: dict[DossierId, tuple[Finding, ...]] = {}

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
        self._undo = self._tool("undo", "Undo (Ctrl+Z)", lambda: self.said.emit(self.undo()))
        self._redo = self._tool("redo", "Redo (Ctrl+Shift+Z)", lambda: self.said.emit(self.redo()))
        self.export = QPushButton(theme.icon("export"), "Export…")
        self.preview = QPushButton("Preview")
        self.preview.setToolTip("The PDF beside the editor (Ctrl+Shift+P)")
        self.preview.clicked.connect(self.preview_wanted)
        self.draft = QPushButton("Draft")
        self.draft.setToolTip("Add sections drafted from the documents that name this actor")
        bar = QHBoxLayout()
        for tool in (self._undo, self._redo, self.tlp, self.draft, self.preview, self.export):
            bar.addWidget(tool)
        bar.insertStretch(2, 1)

        self.area = BlocksPanel()
        self.gaps.statement_wanted.connect(self.area.focus_statement)
        middle = QWidget()
        page = QVBoxLayout(middle)
        page.setContentsMargins(8, 0, 0, 0)
        page.addWidget(self.title)
        page.addWidget(self.about)
        page.addLayout(bar)
        page.addWidget(self.area, 1)

        self.split = split = QSplitter()
        split.addWidget(left)
        split.addWidget(middle)
        split.setStretchFactor(1, 1)
        split.setSizes([190, 500])
        split.setChildrenCollapsible(False)
        self._empty = EmptyPanel(
            "No dossier yet",
            "Begin one about an actor, or select words in the reader and press Ctrl+D.",
            "Begin a dossier…",
        )
        self._empty.acted.connect(self.begin_dossier)
        self._stack = QStackedWidget()
        self._stack.addWidget(split)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 12, 8)
        layout.addWidget(self._stack)

        self._autosave = Autosave(runner, self._store_words, self._fail)
        left.new.clicked.connect(self.begin_dossier)
        left.remove.clicked.connect(self.remove_dossier)
        left.add_section.clicked.connect(self._add_section)
        left.dossier_chosen.connect(self._dossier_chosen)
        left.section_chosen.connect(self._section_chosen)
        left.section_moved.connect(self._section_dragged)
        self.tlp.activated.connect(self._set_tlp)
        self.export.clicked.connect(self.export_dossier)
        self.draft.clicked.connect(self._draft)
        self._follow_blocks()
        self._read()

    # -- what the window calls

    def commands(self) -> list[Command]:
        """What can be done with a dossier."""
        return [
            Command("Begin a dossier…", self.begin_dossier, possible=lambda: not self._case.read_only),
            Command(
                "Remove the dossier",
                self.remove_dossier,
                possible=lambda: self._dossier is not None and not self._case.read_only,
            ),
            Command("Export the dossier…", self.export_dossier, "Ctrl+E"),
            Command("Draft sections from the evidence", self._draft),
            Command("New section…", self._add_section, possible=lambda: self._dossier is not None),
            Command("New statement here", self._add_statement_here, "Ctrl+Return"),
            Command("Move the statement or section up", lambda: self._move(-1), "Ctrl+Shift+Up"),
            Command("Move the statement or section down", lambda: self._move(1), "Ctrl+Shift+Down"),
        ]

    def show_changes(self, changes: Changes) -> None:
        """Read anew when dossiers, gradings or actors have changed."""
        if changes.corpus:
            self._case.linter.forget()
        if changes.corpus or changes.actors or changes.evidence:
            self._findings.clear()
        if changes.dossiers or changes.actors or changes.evidence:
            self._save_blocks()
            self._read()

    def begin_dossier(self) -> None:
        """Ask for an actor and open its dossier; a new one has empty sections and not a word of a draft."""
        if self._case.read_only:
            return
        dialog = PickActorDialog(self._case, "Begin a dossier", "Whom is the dossier about?", self)
        dialog.chosen.connect(self._begin)
        dialog.open()

    def _begin(self, actor: int) -> None:
        self._save_blocks()
        try:
            key = self._case.editor.begin(ActorId(actor), tlp=TLP(load_settings().default_tlp))
        except DossierError as error:
            self._fail(error)
            return
        self.open_dossier(key)
        self.edited.emit()

    def remove_dossier(self) -> None:
        """Take the open dossier out of the case."""
        if self._dossier is None or self._case.read_only:
            return
        title = visible(self._dossier.title)
        self._do(partial(self._case.editor.remove, self._dossier.id))
        self._place = (None, None)
        self._removed = True
        self.said.emit(f"The dossier “{title}” was removed. Ctrl+Z brings it back.")

    def _bring_back(self) -> str:
        self._removed = False
        try:
            key = self._case.editor.bring_back()
        except DossierError as error:
            show_error(error, self)
            return ""
        if key is None:
            return "Nothing to take back."
        self.open_dossier(key)
        self._tell_changed()
        return "Taken back: remove dossier."

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

    def open_statement(self, key: int) -> None:
        """Show a statement in its dossier, with the cursor in it."""
        self._save_blocks()
        self.open_dossier(self._case.dossier_store.dossier_of(StatementId(key)))
        self.area.focus_statement(key)

    def current_place(self) -> Place | None:
        """Where the cursor is: dossier, section, statement."""
        return None if self._dossier is None else (self._dossier.id, *self._place)

    def undo(self) -> str:
        """Take the last edit back, or the removal of a dossier; returns a sentence about it."""
        if self._removed:
            return self._bring_back()
        return self._back_or_forth(self._case.editor.undo, "Taken back", "Nothing to take back.")

    def undo_in(self, key: DossierId) -> str:
        """Take the last edit of this dossier back, whichever is open now, and show it."""
        self._save_blocks()
        self.open_dossier(key)
        return self.undo()

    def redo(self) -> str:
        """Bring the last undone edit back; returns a sentence about it."""
        return self._back_or_forth(self._case.editor.redo, "Done again", "Nothing to do again.")

    def copy_with_reference(self) -> str:
        """Copy the statement with the cursor and its citations; returns a sentence about it."""
        focus = self.area.focused()
        if focus is None or self._dossier is None:
            return "Put the cursor into a statement to copy it."
        self._save_blocks()
        statement = self._case.editor.statement(focus[0])
        cited = self._case.library.many([one.passage.document_id for one in statement.citations])
        references = [
            ", ".join(part for part in (item.title, item.source or "", str(item.published or "")) if part)
            for item in dict.fromkeys(cited)
        ]
        words = f"{statement.text} ({'; '.join(references)})" if references else statement.text
        QApplication.clipboard().setText(words)
        return "The statement was copied with its citations."

    def leave(self) -> None:
        """The case is about to close: store what was typed."""
        self._save_blocks()

    def state(self) -> dict[str, object]:
        """What outlives a restart: the dossier, the statement with the cursor, and the place."""
        return {
            "dossier": None if self._dossier is None else int(self._dossier.id),
            "statement": self._place[1],
            "scrolled": self.area.verticalScrollBar().value(),
            "columns": self.split.sizes(),
        }

    def restore(self, state: dict[str, object]) -> None:
        """Bring back what `state` gave, as far as it is still there."""
        key, scrolled, columns = state.get("dossier"), state.get("scrolled"), state.get("columns")
        if any(dossier.id == key for dossier in self._case.editor.all()):
            self.open_dossier(DossierId(cast(int, key)))
            self.area.finish()
        if isinstance(columns, list) and len(columns) == self.split.count():
            self.split.setSizes([int(size) for size in columns])
        if isinstance(scrolled, int):
            QTimer.singleShot(0, self, lambda: self.area.verticalScrollBar().setValue(scrolled))

    def export_dossier(self) -> None:
        """Ask for a file and write the dossier into it."""
        if self._dossier is None:
            return
        self._save_blocks()
        path = ask_export_file(self._dossier.title, self)
        if path is not None:
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
        keys = [dossier.id for dossier in dossiers]
        wanted = self._dossier.id if self._dossier is not None and self._dossier.id in keys else None
        wanted = wanted or next(iter(keys), None)
        self._dossier = None if wanted is None else self._case.editor.get(wanted)
        self.lists.show_dossiers(dossiers, wanted)
        self._stack.setCurrentIndex(0 if self._dossier else 1)
        if self._dossier is not None:
            self._show(self._dossier)

    def _show(self, dossier: Dossier) -> None:
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
        self.lists.show_sections(dossier)
        self.area.show_dossier(
            dossier,
            _numbers(dossier),
            self._case.grades_of(dossier),
            self._case.evidence.sources_of_statements(dossier),
            editable=not self._case.read_only,
            warnings=self._case.reviews.warnings(statements),
        )
        self.gaps.show_gaps(self._case.evidence.gaps(dossier, self._findings.get(dossier.id, ())))
        self._look_for_contradictions(dossier)

    def _look_for_contradictions(self, dossier: Dossier) -> None:
        """In the background: those that touch the dossier's actor are gaps too."""
        if dossier.id in self._findings:
            return
        self._findings[dossier.id] = ()

        def work(progress: ReportProgress, cancelled: Cancelled) -> list[Finding]:
            return self._case.reviews.touching(dossier, progress, cancelled)

        def done(found: list[Finding]) -> None:
            self._findings[dossier.id] = tuple(found)
            if found and self._dossier is not None and self._dossier.id == dossier.id:
                self.gaps.show_gaps(self._case.evidence.gaps(self._dossier, found))

        self._runner.run("Looking for contradictions", work, done=done, failed=self._fail)

    def _follow_blocks(self) -> None:
        """Each wish of the blocks is an edit of the open dossier."""
        editor, area = self._case.editor, self.area

        def edit(act: Callable[..., object]) -> Callable[..., None]:
            def wished(*what: object) -> None:
                if self._dossier is not None:
                    key = self._dossier.id
                    self._do(lambda: act(key, *what))

            return wished

        area.typed.connect(self._typed)
        area.read_critically = lambda one: self._case.reviews.remarks(one, self._dossier)
        area.conflict_wanted.connect(self._ask_conflict)
        area.changed.connect(edit(lambda key, one, values: editor.change_statement(key, one, **values)))
        area.removed.connect(self._remove_statement)
        area.citation_removed.connect(edit(editor.remove_citation))
        area.move_wanted.connect(edit(editor.move_statement))
        area.move_section_wanted.connect(self._move_section)
        area.remove_section_wanted.connect(edit(editor.remove_section))
        area.rename_wanted.connect(self._rename_section)
        area.add_wanted.connect(self._add_statement)
        area.passage_wanted.connect(self.open_passage)
        area.place_changed.connect(lambda section, statement: setattr(self, "_place", (section, statement)))

    # -- doing

    def _ask_conflict(self, key: int) -> None:
        """Which statement does this one contradict, and how?"""
        if self._dossier is None:
            return
        self._save_blocks()
        reviews, one = self._case.reviews, StatementId(key)
        dialog = ConflictDialog(reviews.conflict_choices(self._dossier, one), reviews.conflicts_of(one), self)
        dialog.marked.connect(
            lambda other, note: self._do(lambda: reviews.mark_conflict(one, StatementId(other), note))
        )
        dialog.open()

    def _do(self, act: Callable[[], object]) -> None:
        """Make an edit and show what came of it."""
        self._save_blocks()
        self._removed = False
        try:
            act()
        except DossierError as error:
            show_error(error, self)
            return
        self._tell_changed()

    def _tell_changed(self) -> None:
        self._runner.changed.emit(Changes(dossiers=True))

    def _typed(self, statement: int, words: str) -> None:
        if self._dossier is not None:
            self._removed = False
            self._autosave.put(self._dossier.id, statement, words)
            self.area.words_stored(statement, words)
            self.edited.emit()

    def _store_words(self, dossier: int, statement: int, words: str) -> None:
        """On any thread: the words of a statement into the database; one that is gone needs none."""
        try:
            self._case.editor.change_text(DossierId(dossier), StatementId(statement), words)
        except UserError:
            return

    def _save_blocks(self) -> None:
        """Everything that was typed into the database, now."""
        self.area.save()
        try:
            self._autosave.flush()
        except DossierError as error:
            show_error(error, self)

    def _back_or_forth(self, act: Callable[[DossierId], str | None], done: str, nothing: str) -> str:
        if self._dossier is None or self._case.read_only:
            return ""
        self._save_blocks()
        try:
            label = act(self._dossier.id)
        except DossierError as error:
            show_error(error, self)
            return ""
        if label is None:
            return nothing
        self._tell_changed()
        return f"{done}: {label.rstrip('0123456789 ')}."

    def _dossier_chosen(self, key: int) -> None:
        self._save_blocks()
        self._place = (None, None)
        self.open_dossier(DossierId(key))

    def _section_chosen(self, key: int) -> None:
        self._place = (SectionId(key), None)
        self.area.show_section(SectionId(key))

    def _section_dragged(self, key: int, place: int) -> None:
        if self._dossier is not None:
            self._do(partial(self._case.editor.move_section, self._dossier.id, SectionId(key), place))

    def _section(self, key: int) -> Section:
        assert self._dossier is not None
        return next(section for section in self._dossier.sections if section.id == key)

    def _add_section(self) -> None:
        title, given = QInputDialog.getText(self, "New section", "Title of the section:")
        if given and title.strip() and self._dossier is not None:
            key = self._dossier.id
            self._do(lambda: self._case.editor.add_section(key, title.strip()))

    def _rename_section(self, key: int) -> None:
        section = self._section(key)
        title, given = QInputDialog.getText(
            self, "Rename section", "Title of the section:", text=section.title
        )
        if given and title.strip():
            self._do(lambda: self._case.editor.rename_section(section.dossier_id, section.id, title.strip()))

    def _move(self, by: int) -> None:
        """By keys: the section chosen in the list, or the statement with the cursor."""
        chosen = self.lists.current_section()
        if chosen is not None:
            row = self.sections.currentRow()
            self._move_section(chosen, by)
            self.sections.setCurrentRow(max(0, min(row + by, self.sections.count() - 1)))
        else:
            self.area.move_focused(by)

    def _move_section(self, key: int, by: int) -> None:
        section = self._section(key)
        target = section.position + by
        if 0 <= target < self.sections.count():
            self._do(lambda: self._case.editor.move_section(section.dossier_id, section.id, target))

    def _remove_statement(self, key: int) -> None:
        if self._dossier is not None:
            dossier = self._dossier.id
            self._do(lambda: self._case.editor.remove_statement(dossier, StatementId(key)))
            self.said.emit("The statement was removed. Ctrl+Z brings it back.")

    def _add_statement(self, section: int) -> None:
        self._new_statement(SectionId(section), None)

    def _add_statement_here(self) -> None:
        """After the statement with the cursor, or at the end of the section last chosen."""
        if self._dossier is None or not self._dossier.sections:
            return
        section, statement = self._place
        present = {one.id: one for part in self._dossier.sections for one in part.statements}
        if statement is not None and statement in present:
            self._new_statement(present[statement].section_id, present[statement].position + 1)
        else:
            known = {part.id for part in self._dossier.sections}
            first = self._dossier.sections[0].id
            self._new_statement(section if section in known and section is not None else first, None)

    def _new_statement(self, section: SectionId, position: int | None) -> None:
        if self._dossier is None or self._case.read_only:
            return
        made: list[StatementId] = []
        dossier = self._dossier.id
        self._do(lambda: made.append(self._case.editor.add_statement(dossier, section, "", position)))
        for key in made:
            self.area.focus_statement(key)

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
            self._case.drafter.work(actor, TLP(load_settings().default_tlp)),
            lane=Lane.WRITE,
            done=done,
            failed=self._fail,
        )

    def _exported(self, report: ExportReport) -> None:
        words = f"Wrote {report.path}."
        if report.warnings:
            words += " " + " ".join(report.warnings)
        if not report.entered:
            words += " The case can't be written, so its audit log does not tell of this file."
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
