"""The reader: one document with its hits, actors and citations marked, and what can be done with a passage."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import (
    QApplication,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dossier.case import Case
from dossier.case.evidence import DocumentEvidence
from dossier.domain.actors import Actor, ActorId, ActorStatus, Mention, MentionStatus
from dossier.domain.corpus import Document, DocumentId
from dossier.errors import DossierError
from dossier.evidence.withdrawal import Fall
from dossier.gui import theme
from dossier.gui.commands import Command
from dossier.gui.difference_dialog import DifferenceDialog
from dossier.gui.empty_panel import EmptyPanel
from dossier.gui.error_dialog import show_error
from dossier.gui.event_dialog import EventDialog
from dossier.gui.fall_dialog import FallDialog
from dossier.gui.find_bar import FindBar
from dossier.gui.grade_panel import GradePanel
from dossier.gui.job_runner import JobRunner
from dossier.gui.labels import plain_label
from dossier.gui.link_dialog import LinkDialog
from dossier.gui.links_panel import LinksPanel
from dossier.gui.mention_bar import MentionBar
from dossier.gui.text_view import Mark, Span, TextView, plain_tip
from dossier.jobs import Cancelled, ReportProgress
from dossier.text.normalize import has_hidden_or_mixed, visible
from dossier.text.passages import whole_words

_ONE_LINE = 40
"""Characters without a blank that the narrowest reader shows in one line."""


@dataclass(frozen=True)
class _Page:
    """All that the reader shows of one document, read in the background."""

    document: Document
    text: str
    hits: tuple[tuple[int, int], ...]
    mentions: tuple[Mention, ...]
    actors: dict[ActorId, Actor]
    cited: tuple[tuple[int, int], ...]
    copies: tuple[Document, ...]
    evidence: DocumentEvidence


class ReaderPanel(QWidget):
    """Shows one document. F3 and Shift+F3 step through the hits, Ctrl+F finds in the text."""

    cite_wanted = Signal(int, int, int)  # document, start, end
    actor_wanted = Signal(int)
    document_wanted = Signal(int)
    like_wanted = Signal(int)
    original_wanted = Signal()
    shown = Signal(int)

    def __init__(self, case: Case, runner: JobRunner) -> None:
        super().__init__()
        self._case = case
        self._runner = runner
        self._wanted: tuple[DocumentId, str] | None = None
        self._page: _Page | None = None
        self._hit = -1
        self._resume_at: int | None = None
        self._land_on: tuple[int, int] | None = None

        self.title = plain_label(role="title", wraps=False)
        self.title.setWordWrap(True)
        self.about = plain_label(role="quiet", wraps=False)
        self.about.setWordWrap(True)
        self.badge = plain_label(role="warn", wraps=False)
        self.badge.setWordWrap(True)
        self.place = plain_label(role="quiet", wraps=False)
        self.before = _tool("up", "Previous hit (Shift+F3)")
        self.after = _tool("down", "Next hit (F3)")
        self.cite = QPushButton(theme.icon("cite"), "Cite")
        self.cite.setToolTip("Cite the selected words in a dossier (Ctrl+D)")
        self.cite.setEnabled(False)

        head = QVBoxLayout()
        head.addWidget(self.title)
        head.addWidget(self.about)
        head.addWidget(self.badge)
        bar = QHBoxLayout()
        bar.addWidget(self.before)
        bar.addWidget(self.after)
        bar.addWidget(self.place, 1)
        self.original = QPushButton("Original")
        self.original.setToolTip("The original, at the selected words or the hit (F4)")
        self.original.clicked.connect(self.original_wanted)
        bar.addWidget(self.original)
        bar.addWidget(self.cite)
        head.addLayout(bar)

        self.view = TextView()
        self.view.setAccessibleName("Text of the document")
        self.finding = FindBar(self.view)
        self.naming = MentionBar(case, runner, self.view)

        self.details = QTabWidget()
        self.details.setDocumentMode(True)
        self._facts = QWidget()
        self._facts_form = QFormLayout(self._facts)
        self._facts_form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        about = QScrollArea()  # copies and long facts scroll instead of being squeezed
        about.setAccessibleName("About the document")
        about.setWidget(self._facts)
        about.setWidgetResizable(True)
        about.setFrameShape(QFrame.Shape.NoFrame)
        about.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.details.addTab(about, "About")
        self._named = TextView()
        self._named.setAccessibleName("Actors named in this document")
        self.details.addTab(self._named, "Actors")
        self.links = LinksPanel(case)
        self.details.addTab(self.links, "Links")
        self.grades = GradePanel(case)
        self.details.addTab(self.grades, "Grade")
        self.details.setMaximumHeight(230)

        self._body = QWidget()
        layout = QVBoxLayout(self._body)
        layout.setContentsMargins(14, 14, 14, 8)
        layout.addLayout(head)
        layout.addWidget(self.finding)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.naming)
        layout.addWidget(_line())
        layout.addWidget(self.details)
        self._empty = EmptyPanel("Nothing open", "Choose a hit or a document to read it here.")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._empty)
        outer.addWidget(self._body)
        self._body.hide()

        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        self.cite.clicked.connect(self.cite_selection)
        self.view.selection_changed.connect(self._selection_changed)
        self.view.span_activated.connect(self._span_activated)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._menu)
        self.finding.closed.connect(self.view.setFocus)
        self.naming.actor_wanted.connect(self.actor_wanted)
        for panel in (self.links, self.grades):
            panel.changed.connect(runner.changed)
        self.links.document_wanted.connect(self.document_wanted)
        self.links.passage_wanted.connect(self._to_passage)
        self.links.add_wanted.connect(self.add_link)
        self.links.rests_wanted.connect(self.show_what_rests)

    def commands(self) -> list[Command]:
        """What can be done while reading."""
        return [
            Command("Find in this document", self.open_find, "Ctrl+F"),
            Command("Documents like the open one", self.want_like, "Ctrl+Shift+M"),
            Command("Links of this document", self.show_links, "Ctrl+Shift+L", possible=self._is_open),
            Command("What rests on this document", self.show_what_rests, possible=self._is_open),
            Command("New event from the selected words…", self.new_event, "Ctrl+E", possible=self._is_open),
            *self.naming.commands(),
            *self.links.commands(),
        ]

    def _is_open(self) -> bool:
        return self._page is not None

    def show_links(self) -> None:
        """To the links of the document."""
        self.details.setCurrentWidget(self.links)
        self.links.tree.setFocus()

    def show_grades(self) -> None:
        """To the grades of the document."""
        self.details.setCurrentWidget(self.grades)
        self.grades.digit.setFocus()

    def add_link(self) -> None:
        """Ask for the source of the document; the selected words show it."""
        if self._page is not None:
            dialog = LinkDialog(self._case, self._page.document.id, self.view.selected(), self)
            dialog.linked.connect(lambda changes, _sentence: self._runner.changed.emit(changes))
            dialog.open()

    def new_event(self) -> None:
        """Ask what the selected words say happened."""
        span = self.view.selected()
        start, end = (0, 0) if self._page is None or span is None else whole_words(self._page.text, *span)
        if self._page is None or start >= end or self._case.read_only:
            self.naming.deciding.said.emit("Select the words that say what happened first.")
            return
        passage = self._case.editor.passage(self._page.document.id, (start, end))
        dialog = EventDialog(self._case, None, self, actors=self.naming.named(), passage=passage)
        dialog.saved.connect(self.naming.note_event)
        dialog.open()

    def show_what_rests(self) -> None:
        """Show the statements that lose support if this document falls."""
        if self._page is None:
            return
        document = self._page.document

        def show(fall: Fall) -> None:
            library = self._case.library
            dialog = FallDialog(
                document.title,
                fall,
                withdrawn=document.withdrawn,
                set_withdrawn=None
                if self._case.read_only
                else lambda on: library.set_withdrawn([document.id], on),
                parent=self,
            )
            dialog.changed.connect(self._runner.changed)
            dialog.open()

        self._runner.run(
            "Seeing what rests on it",
            lambda _p, _c: self._case.evidence.what_rests_on_document(document.id),
            done=show,
            failed=self._fail,
        )

    def _to_passage(self, document: int, start: int, end: int) -> None:
        if self._page is not None and self._page.document.id == document:
            self.view.select(start, end)
        else:
            self.open(DocumentId(document), "", (start, end))

    @property
    def document_id(self) -> DocumentId | None:
        """The document shown."""
        return self._page.document.id if self._page else None

    def open(self, document: DocumentId, query: str = "", land_on: tuple[int, int] | None = None) -> None:
        """Show a document with the hits of a query; or at a passage."""
        self._land_on = land_on
        if (
            self._page is not None
            and self._page.document.id == document
            and not query
            and land_on is not None
        ):
            self._land()
            return
        self._wanted = (document, query)

        def read(_progress: ReportProgress, _cancelled: Cancelled) -> _Page:
            return self._read(document, query)

        self._runner.run("Opening", read, done=self._show, failed=self._fail)

    def state(self) -> dict[str, object]:
        """What outlives a restart: the document, what it was searched for, and the place in it."""
        if self._wanted is None:
            return {}
        document, query = self._wanted
        return {"document": int(document), "query": query, "place": self.view.first_visible()}

    def restore(self, state: dict[str, object]) -> None:
        """Open what was open, if it is still in the case."""
        key, query, place = state.get("document"), state.get("query"), state.get("place")
        if isinstance(key, int) and self._case.library.many([DocumentId(key)]):
            self._resume_at = place if isinstance(place, int) else None
            self.open(DocumentId(key), query if isinstance(query, str) else "")

    def read_again(self) -> None:
        """The database has changed: read the open document anew, keeping the place."""
        if self._page is not None and self._wanted is not None:
            document, query = self._wanted
            bar = self.view.verticalScrollBar()
            place = bar.value()

            def again(page: _Page) -> None:
                self._show(page)
                bar.setValue(place)

            self._runner.run(
                "Opening", lambda _p, _c: self._read(document, query), done=again, failed=self._fail
            )

    def compare_with(self, other: DocumentId) -> None:
        """Show this document beside a near-duplicate."""
        if self._page is not None:
            DifferenceDialog(self._case, self._runner, self._page.document.id, other, self).open()

    def step(self, by: int) -> None:
        """To the next (1) or previous (-1) hit, round the ends."""
        if self._page is None or not self._page.hits:
            return
        self._hit = (self._hit + by) % len(self._page.hits)
        self._show_hit()

    def cite_selection(self) -> None:
        """Ask for the selected passage to be cited."""
        span = self.view.selected()
        if self._page is not None and span is not None:
            # A drag that ends in the middle of a word means the word: a quotation is no place for half of one.
            start, end = whole_words(self._page.text, *span)
            if start < end:
                self.cite_wanted.emit(self._page.document.id, start, end)

    def present_span(self) -> tuple[int, int] | None:
        """The selected words, else the present hit."""
        span = self.view.selected()
        if span is None and self._page is not None and 0 <= self._hit < len(self._page.hits):
            span = self._page.hits[self._hit]
        return span

    def open_find(self) -> None:
        """Show the find field with the selection in it."""
        span = self.view.selected()
        self.finding.open_bar(self.view.text[span[0] : span[1]] if span else "")

    def want_like(self) -> None:
        """Ask for documents that share the telling words of this one."""
        if self._page is not None:
            self.like_wanted.emit(self._page.document.id)

    # -- inside

    def _read(self, key: DocumentId, query: str) -> _Page:
        case = self._case
        document = case.library.get(key)
        text = case.library.text(key)
        mentions = case.catalog.mentions_in(key)
        actors = case.catalog.many({mention.actor_id for mention in mentions})
        hits = tuple(case.finder.highlights(query, text)) if query.strip() else ()
        cited = tuple(
            (citation.passage.start, citation.passage.end)
            for statement in case.dossier_store.citing(key)
            for citation in statement.citations
            if citation.passage.document_id == key
        )
        return _Page(
            document,
            text,
            hits,
            tuple(mentions),
            actors,
            cited,
            tuple(case.library.copies(key)),
            case.evidence.of_document(document),
        )

    def _show(self, page: _Page) -> None:
        if self._wanted is None or self._wanted[0] != page.document.id:
            return  # another document was asked for meanwhile
        fresh = self._page is None or self._page.document.id != page.document.id
        self._page = page
        document = page.document
        self.title.setText(visible(document.title))
        parts = [
            document.source or "Source unknown",
            str(document.published or "no date"),
            str(document.kind),
        ]
        self.about.setText("  ·  ".join(visible(part) for part in parts))
        warnings = [document.problem or "", has_hidden_or_mixed(document.title) or ""]
        warnings.append("Withdrawn by its publisher." if document.withdrawn else "")
        self.badge.setText(" ".join(warning for warning in warnings if warning))
        self.badge.setVisible(bool(self.badge.text()))
        if fresh or self.view.text != page.text:
            self.view.show_text(page.text)
            self.finding.find_again()
        self.view.mark(Mark.HIT, [Span(start, end, Mark.HIT) for start, end in page.hits])
        self.view.mark(Mark.CITED, [Span(*span, Mark.CITED, tip="Cited in a dossier") for span in page.cited])
        self._mark_actors(page)
        self._show_facts(page)
        evidence = page.evidence
        self.links.show_links(document.id, evidence.branches, evidence.sources)
        waiting = evidence.branches.waiting
        self.details.setTabText(
            self.details.indexOf(self.links), f"Links ({waiting} new)" if waiting else "Links"
        )
        self.grades.show_grades(document, evidence.source, evidence.proposal, evidence.history)
        self._empty.hide()
        self._body.show()
        self._hit = -1
        self.view.mark(Mark.HIT_NOW, [])
        self.before.setVisible(bool(page.hits))
        self.after.setVisible(bool(page.hits))
        if self._land_on is not None:
            self._land()
        elif page.hits:
            self.step(1)
        if self._resume_at is not None:
            self.view.scroll_to(self._resume_at)
            self._resume_at = None
        self._say_place()
        self.shown.emit(document.id)

    def _land(self) -> None:
        if self._land_on is not None:
            self.view.select(*self._land_on)
            self._land_on = None

    def _mark_actors(self, page: _Page) -> None:
        known: list[Span] = []
        candidates: list[Span] = []
        for mention in page.mentions:
            actor = page.actors.get(mention.actor_id)
            if (
                actor is None
                or mention.status is MentionStatus.REJECTED
                or actor.status is ActorStatus.REJECTED
            ):
                continue
            sure = actor.status is ActorStatus.CONFIRMED and mention.status is MentionStatus.CONFIRMED
            kind = Mark.ACTOR if sure else Mark.CANDIDATE
            state = str(actor.kind) if sure else "suggested"
            tip = f"{visible(actor.name)} ({state})\n{mention.reason}".strip()
            span = Span(mention.start, mention.end, kind, mention.actor_id, tip)
            (known if sure else candidates).append(span)
        self.naming.show_mentions(page.document.id, page.mentions, page.actors)
        self.view.mark(Mark.ACTOR, known)
        self.view.mark(Mark.CANDIDATE, candidates)

    def _show_facts(self, page: _Page) -> None:
        while self._facts_form.rowCount():
            self._facts_form.removeRow(0)
        document = page.document
        facts = [
            ("Removed", "It was taken out of the case; see Removed documents…" if document.removed else ""),
            ("Author", document.author or ""),
            ("Language", document.language or ""),
            ("File", document.file),
            ("Address", document.url or ""),
            ("Words", f"{document.words:,}"),
            ("SHA-256", document.sha256),
            ("Imported", f"{document.imported_at:%Y-%m-%d %H:%M} UTC" if document.imported_at else ""),
        ]
        for name, value in facts:
            if (
                value and " " not in value and len(value) > _ONE_LINE
            ):  # a checksum, an address: nothing to wrap at
                self._facts_form.addRow(name, _long_fact(name, visible(value)))
            elif value:
                label = plain_label(wraps=False)
                label.setText(visible(value))
                label.setWordWrap(True)
                label.setToolTip(plain_tip(visible(value)))
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self._facts_form.addRow(name, label)
        for copy in page.copies[:10]:
            button = QPushButton(visible(copy.title)[:80].replace("&", "&&"))
            button.setToolTip(plain_tip(visible(copy.title)))
            button.setMinimumWidth(40)
            button.clicked.connect(lambda _checked=False, key=copy.id: self.document_wanted.emit(key))
            self._facts_form.addRow("Near-duplicate", button)
            differ = QPushButton("What differs…")
            differ.setAccessibleName(f"What differs from {visible(copy.title)[:80]}")
            differ.clicked.connect(lambda _checked=False, key=copy.id: self.compare_with(key))
            self._facts_form.addRow("", differ)
        counts: dict[ActorId, int] = {}
        for mention in page.mentions:
            if mention.status is not MentionStatus.REJECTED:
                counts[mention.actor_id] = counts.get(mention.actor_id, 0) + 1
        lines = [
            f"{count:>3}  {visible(page.actors[key].name)}"
            + ("" if page.actors[key].status is ActorStatus.CONFIRMED else "  (suggested)")
            for key, count in sorted(counts.items(), key=lambda entry: -entry[1])
            if key in page.actors and page.actors[key].status is not ActorStatus.REJECTED
        ]
        self._named.show_text("\n".join(lines) or "No actor was recognised in this document.")

    def _show_hit(self) -> None:
        assert self._page is not None
        start, end = self._page.hits[self._hit]
        self.view.reveal(start)
        self.view.mark(Mark.HIT_NOW, [Span(start, end, Mark.HIT_NOW)])
        self._say_place()

    def _say_place(self) -> None:
        hits = self._page.hits if self._page else ()
        self.place.setText(f"hit {self._hit + 1} of {len(hits)}" if hits else "")

    def _selection_changed(self) -> None:
        self.cite.setEnabled(self.view.selected() is not None and not self._case.read_only)

    def _span_activated(self, span: Span) -> None:
        if span.mark in {Mark.ACTOR, Mark.CANDIDATE}:
            self.actor_wanted.emit(span.key)

    def _menu(self, point: QPoint) -> None:
        if self.view.selected() is None:
            self.view.setTextCursor(self.view.cursorForPosition(point))
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        selected = self.view.selected() is not None
        for text, key, act, possible in (
            ("Cite in a dossier", "Ctrl+D", self.cite_selection, selected and not self._case.read_only),
            ("New event from it", "Ctrl+E", self.new_event, selected and not self._case.read_only),
            ("Copy", "Ctrl+C", self._copy, selected),
            ("Copy with reference", "Ctrl+Shift+C", self.copy_with_reference, selected),
        ):
            action = menu.addAction(f"{text}\t{key}", act)
            action.setEnabled(possible)
        menu.addSeparator()
        self.naming.fill(menu)
        menu.addSeparator()
        menu.addAction("Find in this document\tCtrl+F", self.open_find)
        menu.addAction("Documents like this\tCtrl+Shift+M", self.want_like)
        menu.popup(self.view.cursor().pos())

    def _copy(self) -> None:
        self.view.copy()

    def copy_with_reference(self) -> None:
        """Copy the selected words with title, source and date behind them."""
        span = self.view.selected()
        if self._page is None or span is None:
            return
        document = self._page.document
        words = self._page.text[span[0] : span[1]]
        reference = ", ".join(
            part for part in (document.title, document.source or "", str(document.published or "")) if part
        )
        QApplication.clipboard().setText(f"“{words}” ({reference})")

    def _fail(self, error: DossierError) -> None:
        show_error(error, self)


def _long_fact(name: str, value: str) -> QPlainTextEdit:
    """Words without a place to break, on two lines; whatever is copied from it is whole."""
    text = QPlainTextEdit(value)
    text.setReadOnly(True)
    text.setProperty("role", "fact")
    text.setAccessibleName(name)
    text.setToolTip(plain_tip(value))
    text.setTabChangesFocus(True)
    text.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
    text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    text.document().setDocumentMargin(0)
    text.setFixedHeight(text.fontMetrics().lineSpacing() * 2 + 4)
    text.setMinimumWidth(40)
    return text


def _tool(name: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(theme.icon(name))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    return button


def _line() -> QFrame:
    frame = QFrame()
    frame.setProperty("role", "line")
    return frame
