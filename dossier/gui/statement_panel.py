"""One statement as an editable block: its words, its citations as chips, its marks, and a menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dossier.domain.dossiers import TLP, Citation, Confidence, Likelihood, Statement
from dossier.evidence.provenance import IndependentSources
from dossier.gui import theme
from dossier.gui.later import later
from dossier.gui.text_view import plain_tip
from dossier.text.normalize import is_right_to_left, visible

PAUSE = 600
"""Milliseconds after a key before the words are saved, typing or not; leaving the block saves at once."""


class GrowingEdit(QPlainTextEdit):
    """As high as its text; plain text only."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)  # files are dropped on the window, statements on their column
        self.setFont(theme.reading_font())
        self.document().setDocumentMargin(6)
        option = self.document().defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self.document().setDefaultTextOption(option)
        self.textChanged.connect(self._align)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())

    def sizeHint(self) -> QSize:
        """Width is the layout's; height is the text's."""
        return QSize(300, self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower block needs more lines."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """When there is no typing left to take back, Ctrl+Z takes the last edit of the dossier back."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            document = self.document()
            if (event.matches(QKeySequence.StandardKey.Undo) and not document.isUndoAvailable()) or (
                event.matches(QKeySequence.StandardKey.Redo) and not document.isRedoAvailable()
            ):
                event.ignore()
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving saves."""
        super().focusOutEvent(event)
        self.left.emit()

    def _align(self) -> None:
        """The layout of plain text aligns as told, whatever the direction of the words."""
        side = (
            Qt.AlignmentFlag.AlignRight
            if is_right_to_left(self.toPlainText())
            else Qt.AlignmentFlag.AlignLeft
        )
        option = self.document().defaultTextOption()
        if option.alignment() != side:
            option.setAlignment(side)
            self.document().setDefaultTextOption(option)

    def _height(self) -> int:
        # Asking for a block's rectangle makes Qt lay it out at the present width.
        block = self.document().begin()
        height = 0.0
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        return (
            max(int(height), self.fontMetrics().lineSpacing()) + 2 * int(self.document().documentMargin()) + 2
        )

    def _fit(self) -> None:
        if self.height() != self._height():
            self.setFixedHeight(self._height())


class StatementPanel(QFrame):
    """Tells what the analyst does with a statement; stores nothing."""

    text_changed = Signal(int, str)
    changed = Signal(int, object)  # values for Editor.change_statement
    moved = Signal(int, int)  # up -1, down 1
    removed = Signal(int)
    citation_removed = Signal(int)
    passage_wanted = Signal(int, int, int)  # document, start, end
    chosen = Signal(int)
    conflict_wanted = Signal(int)

    def __init__(
        self,
        statement: Statement,
        numbers: Mapping[int, int],
        grade_of: Callable[[Citation], str],
        *,
        editable: bool,
        sources: IndependentSources | None = None,
        warnings: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.statement = statement
        self.edit = GrowingEdit()
        self.edit.setPlainText(statement.text)
        self.edit.setReadOnly(not editable)
        self.edit.setAccessibleName("Statement")
        self.edit.setFrameShape(QFrame.Shape.NoFrame)
        self._said = statement.text

        self._draft: QLabel | None = None
        row = QHBoxLayout()
        row.setSpacing(4)
        self.grip = QToolButton()
        self.grip.setText("⠿")
        self.grip.setToolTip("Drag to move this statement (Ctrl+Shift+Up, Ctrl+Shift+Down)")
        self.grip.setAccessibleName("Drag to move this statement; Ctrl+Shift+Up and Ctrl+Shift+Down move it")
        self.grip.setCursor(Qt.CursorShape.OpenHandCursor)
        row.addWidget(self.grip)
        for citation in statement.citations:
            row.addWidget(self._chip(citation, numbers, grade_of, editable))
        for words, role in marks_of(statement, sources):
            label = QLabel(words)
            label.setProperty("role", role)
            row.addWidget(label)
            if words == "draft":
                self._draft = label
        row.addStretch(1)
        self._menu_button = QToolButton()
        self._menu_button.setText("⋯")
        self._menu_button.setAccessibleName("What can be done with this statement")
        self._menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu_button.setMenu(self._make_menu())
        self._menu_button.setEnabled(editable)
        row.addWidget(self._menu_button)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.setSpacing(2)
        layout.addWidget(self.edit)
        layout.addLayout(row)
        self.warnings = _remarks("bad", "⚠ ", warnings)
        self.remarks = _remarks("warn", "", ())
        layout.addWidget(self.warnings)
        layout.addWidget(self.remarks)

        self._wait = later(self, PAUSE, self.save)
        self.edit.textChanged.connect(self._typed)
        self.edit.left.connect(self.save)
        self.edit.cursorPositionChanged.connect(lambda: self.chosen.emit(statement.id))

    def remark(self, sentences: Sequence[str]) -> None:
        """Show what the linter says of the words as they stand now."""
        _say(self.remarks, "", [visible(sentence) for sentence in sentences])

    def edited(self) -> None:
        """The analyst's words are stored: it is no draft any more."""
        if self._draft is not None:
            self._draft.hide()

    def _typed(self) -> None:
        if not self._wait.isActive():  # who types on and on is saved all the same
            self._wait.start()

    def save(self) -> None:
        """Hand over the words if they have changed."""
        self._wait.stop()
        text = self.edit.toPlainText()
        if text != self._said:
            self._said = text
            self.text_changed.emit(self.statement.id, text)

    def _chip(
        self,
        citation: Citation,
        numbers: Mapping[int, int],
        grade_of: Callable[[Citation], str],
        editable: bool,
    ) -> QToolButton:
        passage = citation.passage
        chip = QToolButton()
        chip.setText(f"[{numbers.get(passage.document_id, 0)}: {grade_of(citation)}]")
        chip.setToolTip(plain_tip(visible(passage.quote)[:400]))
        chip.setAccessibleName(f"Citation {numbers.get(passage.document_id, 0)}, open the passage")
        chip.clicked.connect(
            lambda: self.passage_wanted.emit(passage.document_id, passage.start, passage.end)
        )
        if editable:
            remove = QAction("Remove this citation", chip)
            remove.triggered.connect(lambda: self.citation_removed.emit(citation.id))
            chip.addAction(remove)
            chip.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        return chip

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        statement = self.statement
        judgement = menu.addAction("Analyst judgement")
        judgement.setCheckable(True)
        judgement.setChecked(statement.judgement)
        judgement.triggered.connect(lambda on: self.changed.emit(statement.id, {"judgement": on}))
        for title, field, scale, present in (
            ("Likelihood", "likelihood", list(Likelihood), statement.likelihood),
            ("Confidence", "confidence", list(Confidence), statement.confidence),
            ("TLP", "tlp", list(TLP), statement.tlp),
        ):
            self._scale(menu, title, field, scale, present)
        menu.addSeparator()
        for number, citation in enumerate(statement.citations, start=1):
            action = menu.addAction(f"Remove citation {number}: {visible(citation.passage.quote)[:40]}")
            action.triggered.connect(lambda _on=False, key=citation.id: self.citation_removed.emit(key))
        menu.addAction("Move up\tCtrl+Shift+Up", lambda: self.moved.emit(statement.id, -1))
        menu.addAction("Move down\tCtrl+Shift+Down", lambda: self.moved.emit(statement.id, 1))
        menu.addAction("Conflicts with…", lambda: self.conflict_wanted.emit(statement.id))
        menu.addAction("Remove the statement", lambda: self.removed.emit(statement.id))
        return menu

    def _scale(self, menu: QMenu, title: str, field: str, scale: Sequence[object], present: object) -> None:
        sub = menu.addMenu(title)
        group = QActionGroup(sub)
        choices: list[object] = list(scale) if field == "tlp" else [None, *scale]
        for choice in choices:
            words = "not stated" if choice is None else str(choice)
            if isinstance(choice, Likelihood):
                low, high = choice.percent
                words = f"{choice} ({low}–{high} %)"
            action = sub.addAction(words)
            action.setCheckable(True)
            action.setChecked(choice == present)
            group.addAction(action)
            action.triggered.connect(
                lambda _on=False, value=choice: self.changed.emit(self.statement.id, {field: value})
            )


def marks_of(statement: Statement, sources: IndependentSources | None = None) -> list[tuple[str, str]]:
    """What is said under a statement, each with the role that colours it."""
    marks = []
    if statement.unsourced:
        marks.append(("⚠ no source", "bad"))
    if sources is not None and sources.items:
        marks.append((sources.sentence, "quiet" if sources.count > 1 else "warn"))
    if statement.judgement:
        marks.append(("analyst judgement", "quiet"))
    if statement.draft:
        marks.append(("draft", "warn"))
    if statement.likelihood is not None:
        marks.append((str(statement.likelihood), "quiet"))
    if statement.confidence is not None:
        marks.append((f"{statement.confidence} confidence", "quiet"))
    if statement.tlp is not TLP.CLEAR:
        marks.append((str(statement.tlp), "quiet"))
    return marks


def _remarks(role: str, mark: str, sentences: Sequence[str]) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setContentsMargins(6, 0, 6, 2)
    _say(label, mark, sentences)
    return label


def _say(label: QLabel, mark: str, sentences: Sequence[str]) -> None:
    """Sentences that are safe to show: direction marks in them are there on purpose."""
    label.setText("\n".join(f"{mark}{sentence}" for sentence in sentences))
    label.setVisible(bool(sentences))


def spacer() -> QWidget:
    """Takes what is left of a column."""
    widget = QWidget()
    widget.setSizePolicy(widget.sizePolicy().Policy.Preferred, widget.sizePolicy().Policy.Expanding)
    return widget
