"""The page of one actor: names, mentions over time, passages, documents, company, relations, gaps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dossier.actors.inbox import LikelyActor
from dossier.actors.page import ActorPage, ShownPassage
from dossier.domain.actors import ActorId, ActorStatus, Judgement, JudgementKind
from dossier.domain.corpus import Document
from dossier.gui import theme
from dossier.gui.labels import plain_label
from dossier.gui.link_button import LinkButton
from dossier.gui.months_chart import MonthsChart
from dossier.gui.names_panel import NamesPanel
from dossier.gui.related_panel import RelatedPanel
from dossier.gui.text_view import plain_tip
from dossier.gui.twins_dialog import twin_words
from dossier.text.normalize import has_hidden_or_mixed, visible

_DECISIONS = 15
"""Decisions listed, the newest first."""


class ActorPageView(QScrollArea):
    """Shows what it is given; every line leads to its evidence."""

    open_passage = Signal(int, int, int)
    search_wanted = Signal(str)
    dossier_wanted = Signal(int)
    actor_wanted = Signal(int)
    confirm_wanted = Signal()
    alias_wanted = Signal()
    twins_wanted = Signal()
    reject_wanted = Signal()
    undo_wanted = Signal()
    take_back_wanted = Signal(int)  # JudgementId
    merge_wanted = Signal()
    relationship_wanted = Signal(int)
    event_wanted = Signal(int)
    split_wanted = Signal(int)
    rename_wanted = Signal()
    describe_wanted = Signal()
    split_off_wanted = Signal()
    name_wanted = Signal(str)
    """A name to add; empty when it is still to be asked for."""
    name_edit_wanted = Signal(int)
    name_status_wanted = Signal(int, object)  # AliasId, AliasStatus
    graph_wanted = Signal(int)
    timeline_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.names: NamesPanel | None = None
        self._shown: ActorId | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_page(
        self,
        page: ActorPage,
        documents: Sequence[Document],
        passages: Sequence[ShownPassage],
        has_dossier: bool,
        read_only: bool,
        twins: Sequence[LikelyActor] = (),
    ) -> None:
        """Replace what is shown; `twins` are other suggestions that may be this actor."""
        place = self.verticalScrollBar().value()
        in_names = self.names is not None and self.window().focusWidget() is self.names
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(10, 0, 12, 24)
        column.setSpacing(6)
        self._head(column, page, has_dossier, read_only)
        if twins and page.actor.status is ActorStatus.SUGGESTED:
            self._likeness(column, twins, read_only)
        chart = MonthsChart()
        chart.show_months(page.months)
        column.addWidget(chart)
        titles = {document.id: document for document in documents}
        if passages:
            self._heading(column, "Passages")
            for shown in passages:
                self._passage(column, shown, titles.get(shown.passage.document_id))
        self._names(column, page, read_only)
        if page.documents:
            self._heading(column, f"Documents ({len(page.documents):,})")
            for entry in page.documents[:30]:
                document = titles.get(entry.document_id)
                if document is not None:
                    words = f"{visible(document.title)}   {document.published or ''}  ({entry.mentions})"
                    self._link(column, words, partial(self.open_passage.emit, entry.document_id, 0, 0))
        if page.titled:
            self._heading(column, f"Named in the title only ({len(page.titled):,})")
            for key in page.titled[:30]:
                document = titles.get(key)
                if document is not None:
                    words = f"{visible(document.title)}   {document.published or ''}"
                    self._link(column, words, partial(self.open_passage.emit, key, 0, 0))
        if page.companions:
            self._heading(column, "Named in the same documents")
            for company in page.companions:
                one = company.companion
                row = QHBoxLayout()
                count = "1 document" if one.documents == 1 else f"{one.documents:,} documents"
                link = LinkButton(f"{visible(one.name)}  ({count})")
                link.clicked.connect(lambda _on=False, key=one.actor_id: self.actor_wanted.emit(key))
                row.addWidget(link)
                for shown in company.passages[:1]:
                    see = QToolButton()
                    see.setText("passage")
                    see.setToolTip(plain_tip(visible(shown.passage.quote)))
                    where = shown.passage
                    see.clicked.connect(
                        lambda _on=False, where=where: self.open_passage.emit(
                            where.document_id, where.start, where.end
                        )
                    )
                    row.addWidget(see)
                row.addStretch(1)
                column.addLayout(row)
        related = RelatedPanel(page, read_only)
        related.actor_wanted.connect(self.actor_wanted)
        related.relationship_wanted.connect(self.relationship_wanted)
        related.event_wanted.connect(self.event_wanted)
        related.split_wanted.connect(self.split_wanted)
        column.addWidget(related)
        self._decisions(column, page, read_only)
        column.addStretch(1)
        self.setWidget(body)
        self.verticalScrollBar().setValue(place)
        if in_names and self.names is not None:
            self.names.setFocus()  # so that the next key decides on the next name

    def _head(self, column: QVBoxLayout, page: ActorPage, has_dossier: bool, read_only: bool) -> None:
        actor = page.actor
        title = plain_label(visible(actor.name), "title")
        column.addWidget(title)
        status = "" if actor.status is ActorStatus.CONFIRMED else f"  ·  {actor.status}"
        kind = "" if str(actor.kind).lower() == str(actor.role).lower() else f" ({actor.kind})"
        column.addWidget(plain_label(f"{actor.role}{kind}{status}", "quiet"))
        warning = has_hidden_or_mixed(actor.name)
        if warning:
            column.addWidget(plain_label(f"⚠ {warning}", "warn"))
        if actor.description:
            column.addWidget(plain_label(visible(actor.description), ""))
        seen = []
        if page.first_seen:
            old = page.days_since is not None and page.days_since > 90
            ago = f" ({page.days_since:,} days ago)" if old else ""
            seen.append(f"First seen {page.first_seen}, last seen {page.last_seen}{ago}")
        if page.undated:
            times = "1 mention" if page.undated == 1 else f"{page.undated:,} mentions"
            seen.append(f"{times} in undated documents")
        if seen:
            column.addWidget(plain_label("  ·  ".join(seen), "quiet"))
        row = QHBoxLayout()
        if actor.status is ActorStatus.SUGGESTED:
            choices = (
                ("Confirm", "Enter", self.confirm_wanted),
                ("Alias of…", "A", self.alias_wanted),
                ("Reject", "X", self.reject_wanted),
            )
            for words, key, signal in choices:
                button = QPushButton(words)
                button.setToolTip(key)
                button.setEnabled(not read_only)
                button.clicked.connect(signal)
                row.addWidget(button)
        else:
            dossier = QPushButton(theme.icon("dossiers"), "Dossier" if has_dossier else "Draft dossier")
            dossier.setEnabled(has_dossier or not read_only)
            dossier.clicked.connect(lambda: self.dossier_wanted.emit(actor.id))
            search = QPushButton(theme.icon("search"), "Search")
            search.setToolTip("Search all its names")
            search.clicked.connect(lambda: self.search_wanted.emit(f'actor:"{actor.name}"'))
            row.addWidget(dossier)
            row.addWidget(search)
            row.addWidget(
                _menu(
                    "Show in",
                    ("Graph", "Ctrl+Shift+G", lambda: self.graph_wanted.emit(actor.id)),
                    ("Timeline", "Ctrl+Shift+T", lambda: self.timeline_wanted.emit(actor.id)),
                )
            )
        row.addStretch(1)
        column.addLayout(row)
        row = QHBoxLayout()
        if actor.status is not ActorStatus.SUGGESTED:
            edit = _menu(
                "Edit",
                ("Rename…", "F2", self.rename_wanted.emit),
                ("Say what it is…", "Shift+F2", self.describe_wanted.emit),
                ("Add a name…", "Ctrl+Shift+A", lambda: self.name_wanted.emit("")),
                ("Merge with…", "Ctrl+M", self.merge_wanted.emit),
                ("Split off…", "Ctrl+Shift+S", self.split_off_wanted.emit),
            )
            edit.setEnabled(not read_only)
            row.addWidget(edit)
        undo = QPushButton("Undo")
        undo.setToolTip("Take the newest decision on actors back (U)")
        undo.setEnabled(not read_only)
        undo.clicked.connect(self.undo_wanted)
        row.addWidget(undo)
        row.addStretch(1)
        column.addLayout(row)

    def _decisions(self, column: QVBoxLayout, page: ActorPage, read_only: bool) -> None:
        """What was decided on the actor: who, when, why; each can be taken back by itself."""
        if not page.history:
            return
        self._heading(column, "Decisions")
        for one in page.history[:_DECISIONS]:
            row = QHBoxLayout()
            row.addWidget(plain_label(decision_words(one), "quiet" if one.undone else ""), 1)
            if not one.undone:
                back = QToolButton()
                back.setText("Take back")
                back.setAccessibleName(f"Take back: {one.kind}")
                back.setEnabled(not read_only)
                back.clicked.connect(lambda _on=False, key=one.id: self.take_back_wanted.emit(key))
                row.addWidget(back)
            column.addLayout(row)
        if len(page.history) > _DECISIONS:
            column.addWidget(plain_label(f"and {len(page.history) - _DECISIONS:,} earlier ones", "quiet"))

    def _likeness(self, column: QVBoxLayout, twins: Sequence[LikelyActor], read_only: bool) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(10, 8, 10, 8)
        inside.addWidget(plain_label("May be one with another suggestion", "heading"))
        for one in twins[:4]:
            inside.addWidget(
                plain_label(f"\u2068{visible(one.actor.name)[:120]}\u2069: {twin_words(one)}", "")
            )
        row = QHBoxLayout()
        both = QPushButton("Decide on both…" if len(twins) == 1 else "Decide on them…")
        both.setToolTip("B")
        both.setEnabled(not read_only)
        both.clicked.connect(self.twins_wanted)
        row.addWidget(both)
        row.addStretch(1)
        inside.addLayout(row)
        column.addWidget(card)

    def _names(self, column: QVBoxLayout, page: ActorPage, read_only: bool) -> None:
        column.addSpacing(10)
        row = QHBoxLayout()
        row.addWidget(plain_label("Names", "heading"))
        add = QToolButton()
        add.setText("Add…")
        add.setToolTip("Add a name (Ctrl+Shift+A)")
        add.setAccessibleName("Add a name")
        add.setEnabled(not read_only)
        add.clicked.connect(lambda: self.name_wanted.emit(""))
        row.addWidget(add)
        row.addWidget(plain_label("Enter edits a name, D disputes it, Delete rejects it", "quiet"), 1)
        column.addLayout(row)
        names = NamesPanel(read_only)
        names.show_names(page)
        if self.names is not None and self._shown == page.actor.id:
            names.choose(self.names.value)
        names.edit_wanted.connect(self.name_edit_wanted)
        names.add_wanted.connect(self.name_wanted)
        names.status_wanted.connect(self.name_status_wanted)
        column.addWidget(names)
        self.names = names
        self._shown = page.actor.id

    def _passage(self, column: QVBoxLayout, shown: ShownPassage, document: Document | None) -> None:
        passage = shown.passage
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(10, 8, 10, 8)
        words = plain_label(visible(passage.quote), "")
        inside.addWidget(words)
        if document is not None:
            about = f"{visible(document.source or 'Source unknown')}, {document.published or 'no date'}"
            self._link(
                inside, f"{about}: open",
                lambda: self.open_passage.emit(passage.document_id, passage.start, passage.end),
            )  # fmt: skip
        column.addWidget(card)

    def _heading(self, column: QVBoxLayout, words: str) -> None:
        column.addSpacing(10)
        column.addWidget(plain_label(words, "heading"))

    def _link(self, column: QVBoxLayout, words: str, act: Callable[[], object]) -> None:
        link = LinkButton(words)
        link.clicked.connect(lambda _on=False: act())
        column.addWidget(link)


_DECIDED = {
    JudgementKind.MERGE: "Merged",
    JudgementKind.SPLIT: "Split",
    JudgementKind.CONFIRM: "Confirmed",
    JudgementKind.REJECT: "Rejected",
    JudgementKind.ALIAS_OF: "Made another name",
    JudgementKind.RENAME: "Renamed",
    JudgementKind.KIND: "Said what it is",
    JudgementKind.ADD: "Added",
    JudgementKind.DESCRIBE: "Described",
    JudgementKind.ALIAS: "Name added",
    JudgementKind.ALIAS_STATUS: "Name changed",
    JudgementKind.MENTION: "Places decided",
}


def decision_words(one: Judgement) -> str:
    """A decision in a line: what, when, who and why."""
    why = f": {visible(one.why)[:200]}" if one.why else ""
    gone = " (taken back)" if one.undone else ""
    return f"{_DECIDED[one.kind]}, {one.when:%Y-%m-%d %H:%M} UTC, {visible(one.who)[:60]}{why}{gone}"


def _menu(words: str, *deeds: tuple[str, str, Callable[[], object]]) -> QPushButton:
    """A button with several ways to go on: what, its key, and what happens."""
    button = QPushButton(words)
    menu = QMenu(button)
    for name, key, act in deeds:
        menu.addAction(f"{name}\t{key}", act)
    button.setMenu(menu)
    return button
