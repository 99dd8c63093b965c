"""The ledger of claims: what was claimed, what its reviewer found, and the statements that rest on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from dossier.case import Case
from dossier.domain.dossiers import DossierId, Statement, StatementId
from dossier.domain.evidence import Claim, ClaimId, Verdict
from dossier.errors import DossierError, EnvironmentTrouble, NotFound
from dossier.evidence.claims import Resting
from dossier.gui import theme
from dossier.gui.claim_dialog import ClaimDialog
from dossier.gui.commands import Command
from dossier.gui.empty_panel import EmptyPanel
from dossier.gui.error_dialog import show_error
from dossier.gui.job_runner import JobRunner
from dossier.gui.labels import plain_label
from dossier.gui.statement_dialog import ChooseStatementDialog
from dossier.jobs import Changes
from dossier.text.normalize import fold, is_right_to_left, visible

COLUMNS = ("Claim", "Claimant", "As printed", "Verdict", "Reviewer", "Reviewed", "Resting")
FILES = "Claims (*.json *.jsonld);;All files (*)"
_KEY = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class ClaimsModel(QAbstractTableModel):
    """One line for each claim."""

    def __init__(self) -> None:
        super().__init__()
        self.claims: list[Claim] = []
        self._resting: dict[ClaimId, int] = {}

    def show(self, claims: list[Claim], resting: dict[ClaimId, int]) -> None:
        """Replace the lines."""
        self.beginResetModel()
        self.claims = claims
        self._resting = resting
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        """Claims."""
        return 0 if parent is not None and parent.isValid() else len(self.claims)

    def columnCount(self, parent: _Index | None = None) -> int:
        """As COLUMNS."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """The names of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return None

    def data(self, index: _Index, role: int = 0) -> Any:
        """Words, colours and sides of one cell."""
        claim = self.claims[index.row()]
        column = index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            words = visible(self._words(claim, column))
            return (
                words if role == Qt.ItemDataRole.DisplayRole else (f"\u2068{words}" if column == 0 else None)
            )
        if role == Qt.ItemDataRole.ForegroundRole and column == 3:
            return QColor(_colour(claim))
        if role == Qt.ItemDataRole.TextAlignmentRole and is_right_to_left(self._words(claim, column)):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _words(self, claim: Claim, column: int) -> str:
        count = self._resting.get(claim.id, 0)
        return (
            claim.text,
            claim.claimant,
            claim.verdict_printed,
            str(claim.verdict or "not normalised"),
            claim.reviewer,
            str(claim.reviewed or ""),
            f"{count:,}" if count else "",
        )[column]


class ClaimsView(QWidget):
    """Table above; below it what is known of the chosen claim and the statements that rest on it."""

    open_passage = Signal(int, int, int)
    open_document = Signal(int)
    statement_wanted = Signal(int)
    said = Signal(str)

    def __init__(self, case: Case, runner: JobRunner) -> None:
        super().__init__()
        self._case = case
        self._runner = runner
        self._resting: dict[ClaimId, list[Resting]] = {}
        self._decided: list[tuple[StatementId, int]] = []  # with the edit that each decision is
        self._statements: dict[StatementId, tuple[str, Statement]] = {}

        title = QLabel("Claims")
        title.setProperty("role", "title")
        self.count = plain_label(role="quiet")
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter by words, claimant or reviewer")
        self.filter.setAccessibleName("Filter claims")
        self.filter.setClearButtonEnabled(True)
        self.verdicts = QComboBox()
        self.verdicts.setAccessibleName("Verdict")
        self.verdicts.addItem("Any verdict", "")
        self.verdicts.addItem("Refuted", "refuted")
        for verdict in Verdict:
            self.verdicts.addItem(str(verdict), str(verdict))
        self.verdicts.addItem("not normalised", "none")
        self.add = QPushButton(theme.icon("add"), "Add…")
        self.take_in = QPushButton(theme.icon("import"), "Import…")
        self.take_in.setToolTip("Take in claims from a JSON-LD file (schema.org ClaimReview)")
        self.give_out = QPushButton(theme.icon("export"), "Export…")
        self.give_out.setToolTip("Write the ledger as JSON-LD (schema.org ClaimReview)")
        head = QHBoxLayout()
        head.addWidget(title)
        head.addWidget(self.count, 1)
        for button in (self.add, self.take_in, self.give_out):
            head.addWidget(button)
        bar = QHBoxLayout()
        bar.addWidget(self.filter, 1)
        bar.addWidget(self.verdicts)

        self.model = ClaimsModel()
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName("Claims")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.verticalHeader().setDefaultSectionSize(2 * self.fontMetrics().lineSpacing() + 10)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

        self.words = plain_label(role="heading")
        self.facts = plain_label(role="quiet")
        self.document = QPushButton("Open the fact-check")
        self.edit = QPushButton("Edit…")
        self.remove = QPushButton("Remove")
        deeds = QHBoxLayout()
        for button in (self.document, self.edit, self.remove):
            deeds.addWidget(button)
        deeds.addStretch(1)
        self.resting = QListWidget()
        self.resting.setAccessibleName("Statements that rest on the claim")
        self.resting.setWordWrap(True)
        self.resting.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hint = plain_label(role="quiet")
        self.link = QPushButton(theme.icon("link"), "Link a statement…")
        self.confirm = QPushButton("It rests on the claim")
        self.unlink = QPushButton("It doesn't")
        self.unlink.setToolTip("Not proposed again; Ctrl+Z takes it back")
        self.go = QPushButton("Open in its dossier")
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (self.go, self.confirm, self.unlink, self.link):
            row.addWidget(button)
        below = QWidget()
        column_ = QVBoxLayout(below)
        column_.setContentsMargins(0, 8, 0, 0)
        column_.addWidget(self.words)
        column_.addWidget(self.facts)
        column_.addLayout(deeds)
        column_.addWidget(self.resting, 1)
        column_.addWidget(self.hint)
        column_.addLayout(row)

        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(below)
        split.setSizes([320, 300])
        split.setChildrenCollapsible(False)
        self.empty = EmptyPanel("", "")
        self.stack = QStackedWidget()
        self.stack.addWidget(split)
        self.stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 12, 8)
        layout.addLayout(head)
        layout.addLayout(bar)
        layout.addWidget(self.stack, 1)

        self.filter.textChanged.connect(lambda _text: self._list())
        self.verdicts.activated.connect(lambda _row: self._list())
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _former: self._show())
        self.model.modelReset.connect(self._show)
        self.table.doubleClicked.connect(lambda _index: self.edit_claim())
        self.resting.currentRowChanged.connect(lambda _row: self._show_buttons())
        self.resting.itemActivated.connect(lambda _item: self._open_statement())
        self.add.clicked.connect(self.add_claim)
        self.edit.clicked.connect(self.edit_claim)
        self.remove.clicked.connect(self.remove_claim)
        self.document.clicked.connect(self._open_document)
        self.take_in.clicked.connect(self._ask_file)
        self.give_out.clicked.connect(self._ask_target)
        self.go.clicked.connect(self._open_statement)
        self.link.clicked.connect(self.link_statement)
        self.confirm.clicked.connect(lambda: self._rest(True))
        self.unlink.clicked.connect(lambda: self._rest(False))
        self._read()

    # -- what the window calls

    def show_changes(self, changes: Changes) -> None:
        """Read anew when documents, dossiers or evidence have changed."""
        if changes.corpus or changes.dossiers or changes.evidence:
            self._read()

    def commands(self) -> list[Command]:
        """Keys of this page."""
        return [
            Command("Add a claim…", self.add_claim, "Insert", possible=lambda: not self._case.read_only),
            Command("Edit the claim…", self.edit_claim, "F2", possible=lambda: self._current() is not None),
            Command(
                "Link a statement to the claim…",
                self.link_statement,
                "Ctrl+Shift+L",
                possible=self.link.isEnabled,
            ),
            Command("The statement rests on the claim", self.confirm.click, possible=self._may_confirm),
            Command(
                "The statement doesn't rest on the claim", self.unlink.click, possible=self._may_turn_down
            ),
            Command("Import claims…", self._ask_file),
            Command("Export claims…", self._ask_target),
        ]

    def add_claim(self) -> None:
        """Ask for a new claim."""
        self._ask(None)

    def edit_claim(self) -> None:
        """Ask for other words on the chosen claim."""
        claim = self._current()
        if claim is not None:
            self._ask(claim)

    def remove_claim(self) -> None:
        """Take the chosen claim out of the ledger."""
        claim = self._current()
        if claim is not None:
            self._do(lambda: self._case.claims.remove(claim.id), "Removed the claim.")

    def link_statement(self) -> None:
        """Ask which statement rests on the chosen claim."""
        claim = self._current()
        if claim is None:
            return
        dialog = ChooseStatementDialog(
            list(self._statements.values()), "Which statement rests on the claim?", self
        )
        dialog.chosen.connect(lambda key: self._decide(StatementId(key), claim, True))
        dialog.open()

    def undo(self) -> str:
        """Take the last decision on a statement back, unless its dossier was edited since."""
        while self._decided:
            statement, edit = self._decided.pop()
            try:
                dossier = self._case.dossier_store.dossier_of(statement)
            except NotFound:
                continue
            if self._last_edit(dossier) == edit:
                label = self._case.editor.undo(dossier)
                self._runner.changed.emit(Changes(evidence=True, dossiers=True))
                return f"Taken back: {label}."
        return "Nothing to take back here; edits of a dossier are taken back on its page."

    def import_from(self, path: Path) -> None:
        """Take in the claims of a file."""
        try:
            text = path.read_bytes().decode("utf-8-sig", "replace")
            count = self._case.claims.take_in(text)
        except OSError as error:
            show_error(_unreadable(error), self)
            return
        except DossierError as error:
            show_error(error, self)
            return
        self._runner.changed.emit(Changes(evidence=True))
        self.said.emit(f"{count:,} new claims." if count != 1 else "1 new claim.")

    def export_to(self, path: Path) -> None:
        """Write the ledger into a file."""
        try:
            path.write_text(self._case.claims.give_out(), "utf-8")
        except OSError as error:
            show_error(_unwritable(error), self)
            return
        self.said.emit(f"Wrote {path.name}.")

    # -- inside

    def _read(self) -> None:
        self._statements = {
            statement.id: (title, statement) for title, statement in self._case.reviews.statements()
        }
        self._resting = {}
        found = self._case.claims.under(statement for _title, statement in self._statements.values())
        for rests in found.values():
            for one in rests:
                self._resting.setdefault(one.claim.id, []).append(one)
        self._list()

    def _list(self) -> None:
        former = self._current()
        claims = self._case.claims.all()
        wanted = fold(self.filter.text()).split()
        kind = self.verdicts.currentData()
        shown = [claim for claim in claims if _fits(claim, wanted, kind)]
        decided = {key: sum(one.decided for one in rests) for key, rests in self._resting.items()}
        self.model.show(shown, decided)
        self._fit_columns()
        self.count.setText(
            f"{len(shown):,} of {len(claims):,}" if len(shown) != len(claims) else f"{len(claims):,}"
        )
        rows = [row for row, claim in enumerate(shown) if former is not None and claim.id == former.id]
        if shown:
            self.table.selectRow(rows[0] if rows else 0)
        self.stack.setCurrentIndex(0 if shown else 1)
        if not shown:
            self.empty.say(
                *(("No claim fits", "Change the filter.") if claims else _EMPTY),
            )
        for button in (self.add, self.take_in):
            button.setEnabled(not self._case.read_only)
        self.give_out.setEnabled(bool(claims))
        self._show()

    def _fit_columns(self) -> None:
        """Columns as wide as their words, within bounds; one in which nothing stands gives its room to the claims."""
        em = self.fontMetrics().horizontalAdvance("m")
        for column in range(1, len(COLUMNS)):
            cells = [self.model.index(row, column).data() for row in range(min(self.model.rowCount(), 200))]
            self.table.setColumnHidden(column, not any(cells))
            needed = max(
                (self.fontMetrics().horizontalAdvance(words) for words in (*cells, COLUMNS[column])),
                default=0,
            )
            self.table.setColumnWidth(column, min(needed + 2 * em, 9 * em))

    def _current(self) -> Claim | None:
        row = self.table.currentIndex().row()
        return self.model.claims[row] if 0 <= row < len(self.model.claims) else None

    def _current_resting(self) -> Resting | None:
        return next((item.data(_KEY) for item in self.resting.selectedItems()), None)

    def _show(self) -> None:
        claim = self._current()
        self.resting.clear()
        if claim is not None:
            self.words.setText(visible(claim.text))
            facts = [
                f"{name}: {visible(words)}"
                for name, words in (
                    ("claimed by", claim.claimant),
                    ("first seen", claim.first_appearance),
                    ("printed verdict", claim.verdict_printed),
                    ("verdict", str(claim.verdict or "not normalised")),
                    ("reviewer", claim.reviewer),
                    ("on", str(claim.reviewed or "")),
                    ("address", claim.url or ""),
                )
                if words
            ]
            self.facts.setText("  ·  ".join(facts))
            for one in self._resting.get(claim.id, ()):
                dossier, statement = self._statements[one.statement_id]
                mark = "" if one.decided else "proposed: "
                item = QListWidgetItem(
                    f"{mark}\u2068{visible(dossier)}\u2069: \u2068{visible(statement.text)}\u2069"
                )
                item.setToolTip(one.why)
                item.setData(_KEY, one)
                self.resting.addItem(item)
            if self.resting.count():
                self.resting.setCurrentRow(0)
        self._show_buttons()

    def _show_buttons(self) -> None:
        claim = self._current()
        able = claim is not None and not self._case.read_only
        one = self._current_resting()
        self.hint.setText(
            "No statement rests on this claim."
            if one is None
            else f"{one.why[0].upper()}{one.why[1:]}."
            + ("" if one.decided else " Does the statement rest on it?")
        )
        self.confirm.setVisible(one is not None and not one.decided)
        for button in (self.unlink, self.go):
            button.setVisible(one is not None)
        for button in (self.edit, self.remove, self.confirm, self.unlink):
            button.setEnabled(able)
        self.link.setEnabled(able and bool(self._statements))
        self.document.setVisible(claim is not None and claim.document_id is not None)

    def _ask(self, claim: Claim | None) -> None:
        if self._case.read_only:
            return
        dialog = ClaimDialog(self._case.claims, claim, self)
        dialog.saved.connect(self._runner.changed)
        dialog.open()

    def _may_confirm(self) -> bool:
        return self.confirm.isEnabled() and not self.confirm.isHidden()

    def _may_turn_down(self) -> bool:
        return self.unlink.isEnabled() and not self.unlink.isHidden()

    def _rest(self, rests: bool) -> None:
        claim, one = self._current(), self._current_resting()
        if claim is not None and one is not None:
            self._decide(one.statement_id, claim, rests)

    def _decide(self, statement: StatementId, claim: Claim, rests: bool) -> None:
        def act() -> Changes:
            changes = self._case.claims.rest(statement, claim.id, rests=rests)
            self._decided.append((statement, self._last_edit(self._case.dossier_store.dossier_of(statement))))
            return changes

        self._do(act, "The statement is linked." if rests else "Turned down; it isn't proposed again.")

    def _last_edit(self, dossier: DossierId) -> int:
        return next((edit.id for edit in self._case.editor.history(dossier) if not edit.undone), 0)

    def _do(self, act: Callable[[], Changes], sentence: str) -> None:
        try:
            changes = act()
        except DossierError as error:
            show_error(error, self)
            return
        self._runner.changed.emit(changes)
        self.said.emit(sentence)

    def _open_document(self) -> None:
        claim = self._current()
        if claim is None or claim.document_id is None:
            return
        if claim.passage is not None:
            self.open_passage.emit(claim.document_id, claim.passage.start, claim.passage.end)
        else:
            self.open_document.emit(claim.document_id)

    def _open_statement(self) -> None:
        one = self._current_resting()
        if one is not None:
            self.statement_wanted.emit(one.statement_id)

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Import claims", "", FILES)
        if name:
            self.import_from(Path(name))

    def _ask_target(self) -> None:
        suggestion = str(Path.home() / f"{self._case.name} claims.json")
        name, _ = QFileDialog.getSaveFileName(self, "Export claims", suggestion, FILES)
        if name:
            path = Path(name)
            self.export_to(path if path.suffix else path.with_suffix(".json"))


_EMPTY = (
    "No claims yet",
    "Import fact-checks (Ctrl+I): their claims are noted. Or add one, or import a ClaimReview file.",
)


def _fits(claim: Claim, words: list[str], kind: str) -> bool:
    if kind == "refuted" and not (claim.verdict and claim.verdict.refutes):
        return False
    if kind == "none" and claim.verdict is not None:
        return False
    if kind not in {"", "refuted", "none"} and str(claim.verdict or "") != kind:
        return False
    said = fold(" ".join((claim.text, claim.claimant, claim.reviewer, claim.verdict_printed)))
    return all(word in said for word in words)


def _colour(claim: Claim) -> str:
    if claim.verdict is None:
        return theme.colours().quiet
    if claim.verdict.refutes:
        return theme.colours().bad
    return (
        theme.colours().good if claim.verdict in {Verdict.TRUE, Verdict.MOSTLY_TRUE} else theme.colours().warn
    )


def _unreadable(error: OSError) -> EnvironmentTrouble:
    return EnvironmentTrouble(
        "The file can't be read, so no claim was taken in.", hint="Check its rights.", detail=str(error.errno)
    )


def _unwritable(error: OSError) -> EnvironmentTrouble:
    return EnvironmentTrouble(
        "The file can't be written.",
        hint="Choose another place; the ledger is unchanged.",
        detail=str(error.errno),
    )
