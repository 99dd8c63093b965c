"""The statements of a dossier as editable blocks under their sections; moved by mouse or keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import cast

from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dossier.domain.dossiers import Citation, Dossier, Section, SectionId, Statement, StatementId
from dossier.evidence.provenance import IndependentSources
from dossier.gui import theme
from dossier.gui.statement_panel import StatementPanel, spacer
from dossier.text.normalize import visible

_MOVED = "application/x-dossier-statement"
AT_ONCE = 25
"""Blocks that are made before the window draws again; a long dossier fills up while it is read."""

Grade = Callable[[Citation], str]
Warnings = Mapping[StatementId, Sequence[str]]


class BlocksPanel(QScrollArea):
    """Shows one dossier and tells what the analyst does with it; stores nothing."""

    typed = Signal(int, str)  # statement, its words
    changed = Signal(int, object)  # statement, values for Editor.change_statement
    removed = Signal(int)
    citation_removed = Signal(int)
    move_wanted = Signal(int, int, int)  # statement, section, position from 0
    add_wanted = Signal(int)  # section
    rename_wanted = Signal(int)
    remove_section_wanted = Signal(int)
    move_section_wanted = Signal(int, int)  # section, by
    passage_wanted = Signal(int, int, int)
    place_changed = Signal(object, object)  # section, statement
    conflict_wanted = Signal(int)
    built = Signal()
    """Every block is there."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Statements")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, 8, 24)
        self._column.addWidget(spacer())
        self.setWidget(self._body)
        self.setAcceptDrops(True)
        self._dossier: Dossier | None = None
        self._editable = False
        self._blocks: dict[StatementId, tuple[object, StatementPanel]] = {}
        self._heads: dict[SectionId, tuple[object, QWidget]] = {}
        self._todo: list[tuple[Section, Statement | None]] = []
        self._numbers: Mapping[int, int] = {}
        self._grades: Grade = lambda _citation: ""
        self._sources: Mapping[StatementId, IndependentSources] = {}
        self._warnings: Warnings = {}
        self.read_critically: Callable[[Statement], Sequence[str]] = lambda _statement: ()
        """What is wrong with the words of a statement; asked block by block, when there is time."""
        self._unread: list[StatementPanel] = []
        self._reading = QTimer(self)
        self._reading.setInterval(0)
        self._reading.timeout.connect(self._read_next)
        self._later = QTimer(self)
        self._later.setInterval(0)
        self._later.timeout.connect(self._build)
        self._at = 0
        self._line = QFrame(self._body)
        self._line.setProperty("role", "drop")
        self._line.setFixedHeight(3)
        self._line.hide()

    # -- what the page calls

    def show_dossier(
        self,
        dossier: Dossier,
        numbers: Mapping[int, int],
        grades: Grade,
        sources: Mapping[StatementId, IndependentSources],
        *,
        editable: bool,
        warnings: Warnings | None = None,
    ) -> None:
        """Show this dossier; blocks that say the same stay, with the cursor in them."""
        if self._dossier is None or self._dossier.id != dossier.id:
            self._clear()
        focus = self.focused()
        self._sources = sources
        self._warnings = warnings or {}
        self._dossier, self._numbers, self._grades, self._editable = dossier, numbers, grades, editable
        wanted = {one.id for section in dossier.sections for one in section.statements}
        for key in [key for key in self._blocks if key not in wanted]:
            self._drop(self._blocks.pop(key)[1])
        sections = {section.id for section in dossier.sections}
        for place in [place for place in self._heads if place not in sections]:
            self._drop(self._heads.pop(place)[1])
        self._todo = []
        for section in dossier.sections:
            self._todo.append((section, None))
            self._todo += [(section, statement) for statement in section.statements]
        self._at = 0
        self._build()
        now = self.focused()
        if focus is not None and focus[0] in wanted and (now is None or now[0] != focus[0]):
            self.focus_statement(*focus)

    @property
    def complete(self) -> bool:
        """Whether every block is there."""
        return not self._todo

    def finish(self) -> None:
        """Make the blocks that are still missing, now."""
        while self._todo:
            self._build()

    def save(self) -> None:
        """Let every block hand over words that were not handed over yet."""
        for _said, block in self._blocks.values():
            block.save()

    def block(self, key: int) -> StatementPanel | None:
        """The block of a statement."""
        found = self._blocks.get(StatementId(key))
        return None if found is None else found[1]

    def blocks(self) -> list[StatementPanel]:
        """All blocks in the order of the dossier."""
        self.finish()
        items = [self._column.itemAt(row) for row in range(self._column.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [one for one in widgets if isinstance(one, StatementPanel)]

    def focused(self) -> tuple[StatementId, int] | None:
        """The statement that has the cursor, and where in its words."""
        for key, (_said, block) in self._blocks.items():
            if block.edit.hasFocus():
                return key, block.edit.textCursor().position()
        return None

    def focus_statement(self, key: int, position: int | None = None) -> None:
        """Put the cursor into a statement (at its end unless a position is given) and show it."""
        self.finish()
        block = self.block(key)
        if block is None:
            return
        cursor = block.edit.textCursor()
        last = block.edit.document().characterCount() - 1
        cursor.setPosition(last if position is None else min(position, last))
        block.edit.setTextCursor(cursor)
        block.edit.setFocus()
        QTimer.singleShot(0, self, partial(self._reveal, StatementId(key)))

    def show_section(self, key: int) -> None:
        """Scroll to a section."""
        self.finish()
        if SectionId(key) in self._heads:
            self._body.layout().activate()  # type: ignore[union-attr]
            self.verticalScrollBar().setValue(self._heads[SectionId(key)][1].y())

    def move_focused(self, by: int) -> None:
        """The statement with the cursor one place up (-1) or down (1), into the next section at its end."""
        focus = self.focused()
        if focus is None or self._dossier is None:
            return
        sections = self._dossier.sections
        for number, section in enumerate(sections):
            places = [one.id for one in section.statements]
            if focus[0] not in places:
                continue
            target = places.index(focus[0]) + by
            if 0 <= target < len(places):
                self.move_wanted.emit(focus[0], section.id, target)
            elif 0 <= number + by < len(sections):
                other = sections[number + by]
                self.move_wanted.emit(focus[0], other.id, len(other.statements) if by < 0 else 0)
            return

    # -- building

    def _clear(self) -> None:
        for _said, widget in [*self._blocks.values(), *self._heads.values()]:
            self._drop(widget)
        self._blocks, self._heads = {}, {}

    def _drop(self, widget: QWidget) -> None:
        self._column.removeWidget(widget)
        widget.hide()
        widget.deleteLater()

    def _build(self) -> None:
        """Make the next blocks; those that are there already cost nothing and only change places."""
        fresh = 0
        while self._todo and fresh < AT_ONCE:
            section, statement = self._todo.pop(0)
            if statement is None:
                widget, made = self._heading(section)
            else:
                widget, made = self._block(section, statement)
            fresh += made
            item = self._column.itemAt(self._at)
            if item is None or item.widget() is not widget:
                self._column.insertWidget(self._at, widget)
            self._at += 1
        if self._todo:
            self._later.start()
        else:
            self._later.stop()
            self.built.emit()

    def _heading(self, section: Section) -> tuple[QWidget, bool]:
        last = len(self._dossier.sections) - 1 if self._dossier is not None else 0
        first_or_last = (section.position <= 0, section.position >= last)
        said = (section.title, self._editable, *first_or_last)
        if section.id in self._heads and self._heads[section.id][0] == said:
            return self._heads[section.id][1], False
        if section.id in self._heads:
            self._drop(self._heads[section.id][1])
        head = QWidget()
        head.setProperty("section", section.id)
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 14, 0, 2)
        label = QLabel(visible(section.title))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", "heading")
        label.setWordWrap(True)
        row.addWidget(label, 1)
        key = section.id
        title = visible(section.title)[:60]
        for name, tip, act in (
            ("add", "New statement in this section", lambda: self.add_wanted.emit(key)),
            ("edit", "Rename this section", lambda: self.rename_wanted.emit(key)),
            ("up", "Move this section up", lambda: self.move_section_wanted.emit(key, -1)),
            ("down", "Move this section down", lambda: self.move_section_wanted.emit(key, 1)),
            ("close", "Remove this section", lambda: self.remove_section_wanted.emit(key)),
        ):
            button = QToolButton()
            button.setIcon(theme.icon(name))
            button.setToolTip(tip)
            button.setAccessibleName(f"{tip}: {title}")
            nowhere = (name == "up" and first_or_last[0]) or (name == "down" and first_or_last[1])
            button.setEnabled(self._editable and not nowhere)
            button.clicked.connect(lambda _on=False, act=act: act())
            row.addWidget(button)
        self._heads[section.id] = (said, head)
        return head, True

    def _block(self, section: Section, statement: Statement) -> tuple[QWidget, bool]:
        sources = self._sources.get(statement.id)
        chips = (
            *(
                (self._numbers.get(one.passage.document_id, 0), self._grades(one))
                for one in statement.citations
            ),
            sources,
        )
        warnings = tuple(self._warnings.get(statement.id, ()))
        said = (replace(statement, position=0), chips, self._editable, warnings)
        present = self._blocks.get(statement.id)
        if present is not None and present[0] == said:
            present[1].statement = statement
            return present[1], False
        if present is not None:
            self._drop(present[1])
        block = StatementPanel(
            statement,
            self._numbers,
            self._grades,
            editable=self._editable,
            warnings=warnings,
            sources=sources,
        )
        self._criticise(block)
        block.conflict_wanted.connect(self.conflict_wanted)
        block.text_changed.connect(self.typed)
        block.changed.connect(self.changed)
        block.removed.connect(self.removed)
        block.citation_removed.connect(self.citation_removed)
        block.moved.connect(self._move_by)
        block.passage_wanted.connect(self.passage_wanted)
        block.chosen.connect(self._chosen)
        block.grip.pressed.connect(partial(self._drag, block))
        block.grip.setVisible(self._editable)
        self._blocks[statement.id] = (said, block)
        return block, True

    def words_stored(self, key: int, words: str) -> None:
        """Typed words are in the database: the block says what the dossier says, and stays."""
        present = self._blocks.get(StatementId(key))
        if present is not None:
            statement, *others = cast("tuple[Statement, object, bool, object]", present[0])
            present[1].edited()
            changed = replace(statement, text=words, draft=False)
            self._blocks[StatementId(key)] = ((changed, *others), present[1])
            present[1].statement = replace(present[1].statement, text=words, draft=False)
            self._criticise(present[1])

    def _criticise(self, block: StatementPanel) -> None:
        self._unread.append(block)
        self._reading.start()

    def _read_next(self) -> None:
        """One block at a time: reading a cited source for the first time takes a moment."""
        while self._unread:
            block = self._unread.pop(0)
            if any(block is one for _said, one in self._blocks.values()):
                block.remark(self.read_critically(block.statement))
                return
        self._reading.stop()

    def _chosen(self, key: int) -> None:
        block = self.block(key)
        if block is not None:
            self.place_changed.emit(block.statement.section_id, StatementId(key))

    def _move_by(self, key: int, by: int) -> None:
        block = self.block(key)
        if block is not None:
            block.edit.setFocus()
            self.move_focused(by)

    def _reveal(self, key: StatementId) -> None:
        block = self.block(key)
        if block is not None:
            self.ensureWidgetVisible(block, 0, 40)

    # -- dragging

    def _drag(self, block: StatementPanel) -> None:
        block.save()
        data = QMimeData()
        data.setData(_MOVED, str(block.statement.id).encode())
        data.setText(block.edit.toPlainText())
        drag = QDrag(block.grip)
        drag.setMimeData(data)
        drag.setPixmap(block.grab().scaledToWidth(min(block.width(), 420)))
        drag.exec(Qt.DropAction.MoveAction)
        block.grip.setDown(False)

    def target_at(self, y: int) -> tuple[SectionId, int, int] | None:
        """Section, position in it, and height of the line, for a drop at this height of the blocks."""
        assert self._dossier is not None
        best: tuple[SectionId, int, int] | None = None
        for section in self._dossier.sections:
            if section.id not in self._heads:
                continue
            head = self._heads[section.id][1]
            if best is None or y > head.y() + head.height() // 2:
                best = (section.id, 0, head.y() + head.height())
            for number, statement in enumerate(section.statements):
                block = self.block(statement.id)
                if block is not None and y > block.y() + block.height() // 2:
                    best = (section.id, number + 1, block.y() + block.height() + 2)
        return best

    def drop_statement(self, key: int, y: int) -> None:
        """Move a statement to where it was dropped."""
        target = self.target_at(y)
        block = self.block(key)
        if target is None or block is None or self._dossier is None:
            return
        section, position, _line = target
        places = next(one.statements for one in self._dossier.sections if one.id == section)
        before = [one.id for one in places[:position]]
        if key in before:  # what stood before it moves up when it is taken out
            position -= 1
        if (block.statement.section_id, block.statement.position) != (section, position):
            self.move_wanted.emit(key, section, position)

    def _y_of(self, point: QPoint) -> int:
        return self._body.mapFrom(self, point).y()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A statement of this dossier may be dropped here; files go to the window."""
        if event.mimeData().hasFormat(_MOVED) and self._editable:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would go; near an edge, scroll."""
        point = event.position().toPoint()
        target = self.target_at(self._y_of(point))
        if target is not None:
            self._line.setGeometry(0, target[2], self._body.width() - 8, 3)
            self._line.show()
            self._line.raise_()
        bar = self.verticalScrollBar()
        if point.y() < 30:
            bar.setValue(bar.value() - 12)
        elif point.y() > self.viewport().height() - 30:
            bar.setValue(bar.value() + 12)
        event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Take the line away."""
        self._line.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Move the statement, after Qt has ended the drag."""
        self._line.hide()
        key = int(bytes(event.mimeData().data(_MOVED).data()).decode())
        y = self._y_of(event.position().toPoint())
        event.acceptProposedAction()
        QTimer.singleShot(0, self, lambda: self.drop_statement(key, y))
