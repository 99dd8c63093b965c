"""How an actor relates to others and what happened to it, each line with its own way to mend it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from dossier.actors.page import ActorPage, RelatedActor
from dossier.analysis.timeline import printed_date
from dossier.domain.actors import Event
from dossier.gui.labels import plain_label
from dossier.gui.link_button import LinkButton
from dossier.text.normalize import visible


class RelatedPanel(QWidget):
    """Relationships, events, merged actors and silences of one actor."""

    actor_wanted = Signal(int)
    relationship_wanted = Signal(int)
    """Id of the relationship to edit; 0 for a new one."""
    event_wanted = Signal(int)
    """Id of the event to edit; 0 for a new one."""
    split_wanted = Signal(int)

    def __init__(self, page: ActorPage, read_only: bool) -> None:
        super().__init__()
        self._read_only = read_only
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._head("Relationships", "Add…", "Add a relationship", partial(self.relationship_wanted.emit, 0))
        if not page.relationships:
            self._column.addWidget(plain_label("None noted yet.", "quiet"))
        for related in page.relationships:
            key = related.relationship.id
            self._line(
                relation_words(related), partial(self.actor_wanted.emit, related.other.id),
                "Edit this relationship", partial(self.relationship_wanted.emit, key),
            )  # fmt: skip
        self._head("Events", "Add…", "Add an event", partial(self.event_wanted.emit, 0))
        if not page.events:
            self._column.addWidget(plain_label("None noted yet.", "quiet"))
        for event in page.events:
            edit = partial(self.event_wanted.emit, event.id)
            self._line(event_words(event), edit, "Edit this event", edit)
        if page.merged:
            self._column.addSpacing(10)
            self._column.addWidget(plain_label("Merged into it", "heading"))
            for one, name in zip(page.merged, page.merged_names, strict=True):
                row = QHBoxLayout()
                row.addWidget(plain_label(visible(name)[:200], ""), 1)
                row.addWidget(
                    self._tool(
                        "Split off", "Make it an actor of its own again", partial(self.split_wanted.emit, one)
                    )
                )
                self._column.addLayout(row)
        if page.gaps:
            self._column.addSpacing(10)
            self._column.addWidget(plain_label("Silences", "heading"))
            for gap in page.gaps[:8]:
                until = f"to {gap.before}" if gap.before else "until today"
                self._column.addWidget(plain_label(f"{gap.days:,} days from {gap.after} {until}", "quiet"))

    def _head(self, words: str, button: str, name: str, act: Callable[[], object]) -> None:
        self._column.addSpacing(10)
        row = QHBoxLayout()
        row.addWidget(plain_label(words, "heading"))
        row.addWidget(self._tool(button, name, act))
        row.addStretch(1)
        self._column.addLayout(row)

    def _line(self, words: str, open_it: Callable[[], object], name: str, edit: Callable[[], object]) -> None:
        row = QHBoxLayout()
        link = LinkButton(words)
        link.clicked.connect(lambda _on=False: open_it())
        row.addWidget(link, 1)
        row.addWidget(self._tool("Edit…", name, edit))
        row.addStretch(0)
        self._column.addLayout(row)

    def _tool(self, words: str, name: str, act: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setEnabled(not self._read_only)
        button.clicked.connect(lambda _on=False: act())
        return button


def relation_words(related: RelatedActor) -> str:
    """A relationship as its page's actor would say it."""
    relation = related.relationship
    words = f"{relation.kind}: {visible(related.other.name)}"
    if relation.kind.directed and not related.other_is_object:
        words = f"{relation.kind} of {visible(related.other.name)}"
    dates = printed_date(relation.start, relation.end)
    if relation.start and not relation.end:
        dates = f"since {dates}"
    elif relation.end and not relation.start:
        dates = f"until {dates}"
    many = len(relation.citations)
    facts = [dates] if dates else []
    facts += ["disputed"] if relation.disputed else []
    facts += ["1 passage" if many == 1 else f"{many:,} passages"] if many else []
    facts += [] if many else ["starter knowledge" if relation.from_seed else "no passage yet"]
    return f"{words}  ({', '.join(facts)})"


def event_words(event: Event) -> str:
    """An event in a line."""
    when = printed_date(event.start, event.end) or "no date"
    place = f", {visible(event.place)}" if event.place else ""
    many = len(event.citations)
    cited = "1 passage" if many == 1 else f"{many:,} passages" if many else "no passage yet"
    return f"{when}: {visible(event.title)}{place}  ({cited})"
