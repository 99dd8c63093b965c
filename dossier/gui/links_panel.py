"""Below the text: where this document comes from and what rests on it, as trees; a key decides each suggestion."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QStackedLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dossier.case import Case
from dossier.domain.corpus import DocumentId
from dossier.domain.evidence import LinkKind, LinkStatus
from dossier.errors import DossierError
from dossier.evidence.linking import Branch, Branches, Linker
from dossier.evidence.provenance import NOT_SEEN, IndependentSources
from dossier.gui import theme
from dossier.gui.commands import Command
from dossier.gui.error_dialog import show_error
from dossier.gui.text_view import plain_tip
from dossier.jobs import Changes
from dossier.text.normalize import visible

_BRANCH = Qt.ItemDataRole.UserRole
_PASSIVE = {
    LinkKind.REPORTS: "reported by",
    LinkKind.QUOTES: "quoted by",
    LinkKind.EXCERPTS: "excerpted by",
    LinkKind.TRANSLATES: "translated by",
    LinkKind.REPUBLISHES: "republished by",
    LinkKind.FACT_CHECKS: "checked by",
    LinkKind.LEAK_OF: "leaked in",
}


class LinkTree(QTreeWidget):
    """Tells which key was pressed on a link."""

    pressed_key = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, X, U, K and Space decide; all other keys move."""
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if plain and event.key() in _DECIDING:
            self.pressed_key.emit(event.key())
            return
        super().keyPressEvent(event)


_DECIDING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_X, Qt.Key.Key_U, Qt.Key.Key_K, Qt.Key.Key_Space}


class LinksPanel(QWidget):
    """The links of one document."""

    changed = Signal(object)  # Changes
    document_wanted = Signal(int)
    passage_wanted = Signal(int, int, int)  # document, start, end
    add_wanted = Signal()
    rests_wanted = Signal()

    def __init__(self, case: Case) -> None:
        super().__init__()
        self._case = case
        self._document: DocumentId | None = None
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setProperty("role", "quiet")
        self.sentence.setWordWrap(True)
        self.tree = LinkTree()
        self.tree.setAccessibleName("Links of this document")
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(2)
        self.tree.setWordWrap(True)
        self.tree.setIndentation(16)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.nothing = QLabel(
            "No link is known. Select the words that name a source and press Ctrl+L to add one."
        )
        self.nothing.setTextFormat(Qt.TextFormat.PlainText)
        self.nothing.setProperty("role", "quiet")
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.confirm = QPushButton("Confirm")
        self.confirm.setToolTip("Let this link count (Enter)")
        self.reject = QPushButton("Reject")
        self.reject.setToolTip("Never suggest this link again (X)")
        self.kind = QPushButton("Kind")
        self.kind.setToolTip("Say better what a document does with its source (K)")
        self.kinds = QMenu(self.kind)
        for kind in LinkKind:
            action = self.kinds.addAction(str(kind))
            action.setData(kind)
            action.setCheckable(True)
        self.kind.setMenu(self.kinds)
        self.undo_button = QPushButton("Undo")
        self.undo_button.setToolTip("Take the last decision back (U)")
        self.add = QPushButton("Add…")
        self.add.setToolTip("Link this document to its source; selected words show it (Ctrl+L)")
        self.rests = QPushButton("If it falls…")
        self.rests.setToolTip("What rests on this document, and which statements lose support if it falls")
        row = QHBoxLayout()
        for button in (self.confirm, self.reject, self.kind, self.undo_button, self.add, self.rests):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        middle = QWidget()
        self._stack = QStackedLayout(middle)
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self.nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.sentence)
        layout.addWidget(middle, 1)
        layout.addLayout(row)

        self.confirm.clicked.connect(self.confirm_link)
        self.reject.clicked.connect(self.reject_link)
        self.kinds.aboutToShow.connect(self._tick_kind)
        self.kinds.triggered.connect(lambda action: self.change_kind(LinkKind(action.data())))
        self.undo_button.clicked.connect(self.undo_link)
        self.add.clicked.connect(self.add_wanted)
        self.rests.clicked.connect(self.rests_wanted)
        self.tree.pressed_key.connect(self._key)
        self.tree.currentItemChanged.connect(lambda *_: self._allow())
        self.tree.itemDoubleClicked.connect(lambda *_: self.open_link())

    def commands(self) -> list[Command]:
        """What can be done with a link; the tree listens to the keys itself."""
        tree = self.tree
        return [
            Command(
                "Confirm the link", self.confirm_link, "Return", on=tree, possible=self._decides, handled=True
            ),
            Command("Reject the link", self.reject_link, "X", on=tree, possible=self._decides, handled=True),
            Command(
                "Change the kind of the link",
                self.ask_kind,
                "K",
                on=tree,
                possible=self._decides,
                handled=True,
            ),
            Command("Undo the last link decision", self.undo_link, "U", on=tree, handled=True),
            Command("Open what a link leads to", self.open_link, "Space", on=tree, handled=True),
        ]

    # -- showing

    def show_links(self, document: DocumentId, branches: Branches, sources: IndependentSources) -> None:
        """Show the trees; the same link stays chosen."""
        same = document == self._document
        chosen = self._chosen()
        wanted = chosen.link.id if same and chosen is not None else None
        self._document = document
        waiting = branches.waiting
        parts = [sources.sentence] if branches.onward or branches.backward else []
        if waiting:
            parts.append(
                f"{waiting:,} suggested: Enter confirms, X rejects, K changes its kind, U takes back, Space opens"
            )
        self.sentence.setText("  ·  ".join(parts))
        self.sentence.setVisible(bool(parts))
        self.tree.clear()
        for title, group, words in (
            ("Comes from", branches.onward, str),
            ("What rests on it", branches.backward, lambda kind: _PASSIVE[kind]),
            ("Rejected", branches.rejected, str),
        ):
            if group:
                head = QTreeWidgetItem(self.tree, [title, ""])
                head.setFlags(Qt.ItemFlag.ItemIsEnabled)
                head.setFirstColumnSpanned(True)
                head.setForeground(0, QBrush(QColor(theme.colours().quiet)))
                for branch in group:
                    self._grow(head, branch, words)
                head.setExpanded(title != "Rejected")
        self._stack.setCurrentIndex(0 if self.tree.topLevelItemCount() else 1)
        self._choose(wanted)
        self._allow()

    def _grow(self, above: QTreeWidgetItem, branch: Branch, words: Callable[[LinkKind], str]) -> None:
        title = (
            f"\u2068{visible(branch.title)}\u2069"  # isolated: an Arabic title leaves the rest in its place
        )
        about = f"  ({visible(branch.about)})" if branch.about else ""
        status = str(branch.link.status)
        if branch.root_not_seen:
            status += f" · {NOT_SEEN}"
        item = QTreeWidgetItem(above, [f"{words(branch.link.kind)}  {title}{about}", status])
        item.setData(0, _BRANCH, branch)
        item.setForeground(1, QBrush(QColor(_colour(branch.link.status))))
        if branch.link.status is LinkStatus.SUGGESTED:
            font = item.font(0)
            font.setItalic(True)
            item.setFont(0, font)
        item.setToolTip(0, plain_tip(f"{title}{about}\n{_explanation(branch)}"))
        for further in branch.further:
            self._grow(item, further, words)
        item.setExpanded(True)

    def _choose(self, wanted: int | None) -> None:
        """The link that was chosen; else the first suggestion, else the first link."""
        items = self._items()
        for fits in (
            lambda branch: branch.link.id == wanted,
            lambda branch: branch.link.status is LinkStatus.SUGGESTED,
            lambda _branch: True,
        ):
            found = next((item for item in items if fits(item.data(0, _BRANCH))), None)
            if found is not None:
                self.tree.setCurrentItem(found)
                return

    def _items(self) -> list[QTreeWidgetItem]:
        found, waiting = [], [self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount())]
        while waiting:
            item = waiting.pop(0)
            if item is None:
                continue
            if isinstance(item.data(0, _BRANCH), Branch):
                found.append(item)
            waiting[:0] = [item.child(row) for row in range(item.childCount())]
        return found

    # -- deciding

    def confirm_link(self) -> None:
        """Let the chosen link count, and go to the next suggestion."""
        self._decide(LinkStatus.CONFIRMED)

    def reject_link(self) -> None:
        """Reject the chosen link, and go to the next suggestion."""
        self._decide(LinkStatus.REJECTED)

    def ask_kind(self) -> None:
        """Offer the kinds for the chosen link, beside it."""
        item = self.tree.currentItem()
        if item is not None and self._decides():
            place = self.tree.visualItemRect(item).bottomLeft()
            self.kinds.popup(self.tree.viewport().mapToGlobal(place))

    def change_kind(self, kind: LinkKind) -> None:
        """The chosen link is of another kind than was thought; its status stays."""
        branch = self._chosen()
        if branch is not None and self._decides() and branch.link.kind is not kind:
            self._carry_out(lambda linker: linker.change_kind(branch.link.id, kind))

    def undo_link(self) -> None:
        """Take the last decision back."""
        if not self._case.read_only and self._case.evidence.links.undo() is not None:
            self.changed.emit(Changes(evidence=True, dossiers=True))

    def open_link(self) -> None:
        """Open the document at the other end; of a publication, the passage that shows the link."""
        branch = self._chosen()
        if branch is None:
            return
        passage = branch.link.passage
        if branch.node.document_id is not None:
            self.document_wanted.emit(branch.node.document_id)
        elif passage is not None:
            self.passage_wanted.emit(passage.document_id, passage.start, passage.end)

    def _decide(self, status: LinkStatus) -> None:
        branch = self._chosen()
        if branch is None or not self._decides() or branch.link.status is status:
            return
        confirms, key = status is LinkStatus.CONFIRMED, branch.link.id
        self._carry_out(
            lambda linker: linker.confirm(key) if confirms else linker.reject(key),
            self._next_suggestion(branch),
        )

    def _carry_out(self, act: Callable[[Linker], Changes], following: int | None = None) -> None:
        try:
            changes = act(self._case.evidence.links)
        except DossierError as error:
            show_error(error, self)
            return
        if following is not None:
            self._choose(following)
        self.changed.emit(changes)

    def _tick_kind(self) -> None:
        branch = self._chosen()
        for action in self.kinds.actions():
            action.setChecked(branch is not None and action.data() == branch.link.kind)

    def _next_suggestion(self, branch: Branch) -> int | None:
        keys = [
            one.link.id
            for one in (item.data(0, _BRANCH) for item in self._items())
            if one.link.status is LinkStatus.SUGGESTED or one.link.id == branch.link.id
        ]
        place = keys.index(branch.link.id)
        rest = [key for key in (*keys[place + 1 :], *keys[:place]) if key != branch.link.id]
        return rest[0] if rest else branch.link.id

    def _chosen(self) -> Branch | None:
        item = self.tree.currentItem()
        branch = None if item is None else item.data(0, _BRANCH)
        return branch if isinstance(branch, Branch) else None

    def _decides(self) -> bool:
        return self._chosen() is not None and not self._case.read_only

    def _allow(self) -> None:
        branch = self._chosen()
        writable = not self._case.read_only
        self.confirm.setEnabled(
            writable and branch is not None and branch.link.status is not LinkStatus.CONFIRMED
        )
        self.reject.setEnabled(
            writable and branch is not None and branch.link.status is not LinkStatus.REJECTED
        )
        self.kind.setEnabled(self._decides())
        self.undo_button.setEnabled(writable)
        self.add.setEnabled(writable)

    def _key(self, key: int) -> None:
        if key == Qt.Key.Key_X:
            self.reject_link()
        elif key == Qt.Key.Key_K:
            self.ask_kind()
        elif key == Qt.Key.Key_U:
            self.undo_link()
        elif key == Qt.Key.Key_Space:
            self.open_link()
        else:
            self.confirm_link()


def _colour(status: LinkStatus) -> str:
    colours = theme.colours()
    return {
        LinkStatus.SUGGESTED: colours.warn,
        LinkStatus.CONFIRMED: colours.good,
        LinkStatus.REJECTED: colours.quiet,
    }[status]


def _explanation(branch: Branch) -> str:
    lines = [branch.link.reason]
    if branch.link.passage is not None:
        lines.append(f"“{visible(' '.join(branch.link.passage.quote.split()))[:400]}”")
    if not branch.seen:
        known = (
            "named, so that it counts once"
            if branch.identified
            else "its identity is unknown, so it never counts"
        )
        lines.append(f"Not in the case: {known}.")
    return "\n".join(line for line in lines if line)
