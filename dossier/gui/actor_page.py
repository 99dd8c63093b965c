"""The page of one actor: names, mentions over time, passages, documents, company, relations, gaps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dossier.actors.page import ActorPage, ShownPassage
from dossier.domain.actors import ActorStatus, AliasStatus
from dossier.domain.corpus import Document
from dossier.gui import theme
from dossier.gui.labels import plain_label
from dossier.gui.link_button import LinkButton
from dossier.gui.months_chart import MonthsChart
from dossier.gui.related_panel import RelatedPanel
from dossier.gui.text_view import plain_tip
from dossier.text.normalize import has_hidden_or_mixed, visible


class ActorPageView(QScrollArea):
    """Shows what it is given; every line leads to its evidence."""

    open_passage = Signal(int, int, int)
    search_wanted = Signal(str)
    dossier_wanted = Signal(int)
    actor_wanted = Signal(int)
    confirm_wanted = Signal()
    alias_wanted = Signal()
    reject_wanted = Signal()
    undo_wanted = Signal()
    merge_wanted = Signal()
    relationship_wanted = Signal(int)
    event_wanted = Signal(int)
    split_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
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
    ) -> None:
        """Replace what is shown."""
        place = self.verticalScrollBar().value()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(10, 0, 12, 24)
        column.setSpacing(6)
        self._head(column, page, has_dossier, read_only)
        chart = MonthsChart()
        chart.show_months(page.months)
        column.addWidget(chart)
        titles = {document.id: document for document in documents}
        if passages:
            self._heading(column, "Passages")
            for shown in passages:
                self._passage(column, shown, titles.get(shown.passage.document_id))
        self._names(column, page)
        if page.documents:
            self._heading(column, f"Documents ({len(page.documents):,})")
            for entry in page.documents[:30]:
                document = titles.get(entry.document_id)
                if document is not None:
                    words = f"{visible(document.title)}   {document.published or ''}  ({entry.mentions})"
                    self._link(column, words, partial(self.open_passage.emit, entry.document_id, 0, 0))
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
        column.addStretch(1)
        self.setWidget(body)
        self.verticalScrollBar().setValue(place)

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
        row.addStretch(1)
        column.addLayout(row)
        row = QHBoxLayout()
        if actor.status is not ActorStatus.SUGGESTED:
            merge = QPushButton("Merge with…")
            merge.setEnabled(not read_only)
            merge.clicked.connect(self.merge_wanted)
            row.addWidget(merge)
        undo = QPushButton("Undo")
        undo.setToolTip("Take the newest decision on actors back (U)")
        undo.setEnabled(not read_only)
        undo.clicked.connect(self.undo_wanted)
        row.addWidget(undo)
        row.addStretch(1)
        column.addLayout(row)

    def _names(self, column: QVBoxLayout, page: ActorPage) -> None:
        self._heading(column, "Names")
        used: dict[str, list[str]] = {}
        for use in page.names:
            used.setdefault(" ".join(use.surface.split()), []).append(
                f"{visible(use.source or 'source unknown')} ({use.documents})"
            )
        for surface, users in list(used.items())[:20]:
            column.addWidget(plain_label(f"{visible(surface)[:100]}   used by {', '.join(users[:5])}", ""))
        others = [
            visible(alias.value) + ("" if alias.status is AliasStatus.ASSERTED else f" ({alias.status})")
            for alias in page.actor.aliases
            if alias.value not in used and alias.status is not AliasStatus.REJECTED
        ]
        if others:
            column.addWidget(plain_label(f"Also known as: {' · '.join(others[:60])}", "quiet"))

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
