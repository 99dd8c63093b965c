"""Decide on the names in the open document, one key each: who is meant, who is not, who else it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout

from dossier.case import Case
from dossier.domain.actors import (
    Actor,
    ActorId,
    ActorRole,
    ActorStatus,
    JudgementId,
    Mention,
    MentionStatus,
    NewAlias,
    NewMention,
)
from dossier.domain.corpus import DocumentId
from dossier.gui.commands import Command
from dossier.gui.deciding import Deciding
from dossier.gui.job_runner import JobRunner
from dossier.gui.labels import LineLabel
from dossier.gui.link_button import LinkButton
from dossier.gui.meant_dialog import MeantDialog, NewActorDialog, looks_like_a_name
from dossier.gui.pick_actor_dialog import PickActorDialog
from dossier.gui.text_view import TextView
from dossier.jobs import Changes
from dossier.text.names import name_key
from dossier.text.normalize import script_of, visible
from dossier.text.passages import whole_words

_LONGEST_NAME = 200
"""Code points that can be marked as a name."""


class MentionBar(QFrame):
    """Shows the name at the cursor and what can be decided on it; hidden where no actor is named."""

    actor_wanted = Signal(int)

    def __init__(self, case: Case, runner: JobRunner, view: TextView) -> None:
        super().__init__()
        self._case, self._runner, self._view = case, runner, view
        self._document: DocumentId | None = None
        self._mentions: tuple[Mention, ...] = ()
        self._actors: Mapping[ActorId, Actor] = {}
        self.deciding = Deciding(case, runner, self)
        self.setProperty("role", "card")
        self.name = LinkButton("")
        self.name.setToolTip("Open the actor's page")
        self.about = LineLabel("quiet")
        self.yes, self.no, self.other = QPushButton("Confirm"), QPushButton("No"), QPushButton("Another…")
        for button, key in ((self.yes, "Enter"), (self.no, "X"), (self.other, "A")):
            button.setToolTip(key)
        upper, lower = QHBoxLayout(), QHBoxLayout()
        upper.addWidget(self.name)
        upper.addStretch(1)
        for button in (self.yes, self.no, self.other):
            lower.addWidget(button)
        lower.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 6)
        column.setSpacing(4)
        column.addLayout(upper)
        column.addWidget(self.about)
        column.addLayout(lower)
        self.hide()
        self.yes.clicked.connect(self.confirm)
        self.no.clicked.connect(self.reject)
        self.other.clicked.connect(self.mean_another)
        self.name.clicked.connect(self._open)
        view.cursorPositionChanged.connect(self._follow)
        view.selection_changed.connect(self._follow)

    def commands(self) -> list[Command]:
        """What can be decided while reading; the letters count while the text has the keyboard."""
        view, here = self._view, self._decidable
        return [
            Command("Next actor in the text", lambda: self.step(1), "N", on=view),
            Command("Previous actor in the text", lambda: self.step(-1), "Shift+N", on=view),
            Command("This is the actor named here", self.confirm, "Return", on=view, possible=here),
            Command("This is not the actor", self.reject, "X", on=view, possible=here),
            Command(
                "This is not the actor, in the whole document",
                self.reject_all,
                "Shift+X",
                on=view,
                possible=here,
            ),
            Command("This is another actor…", self.mean_another, "A", on=view, possible=here),
            Command("The selected words mean an actor…", self.mark, "M", on=view, possible=self._markable),
        ]

    def show_mentions(
        self, document: DocumentId, mentions: Sequence[Mention], actors: Mapping[ActorId, Actor]
    ) -> None:
        """Of the open document, in the order of its text; rejected ones don't count."""
        self._document = document
        self._actors = actors
        self._mentions = tuple(
            one
            for one in mentions
            if one.status is not MentionStatus.REJECTED
            and one.actor_id in actors
            and actors[one.actor_id].status is not ActorStatus.REJECTED
        )
        self._follow()

    @property
    def current(self) -> Mention | None:
        """The name at the cursor, or the one that was selected; the shortest where several overlap."""
        start, end = self._view.selected() or (self._view.place, self._view.place)
        under = [one for one in self._mentions if one.start <= start and end <= one.end]
        return min(under, key=lambda one: one.end - one.start, default=None)

    def named(self) -> list[ActorId]:
        """Confirmed actors that the selected words name, each once."""
        span = self._view.selected()
        if span is None:
            return []
        found = [one.actor_id for one in self._mentions if one.start < span[1] and span[0] < one.end]
        return [key for key in dict.fromkeys(found) if self._actors[key].status is ActorStatus.CONFIRMED]

    def step(self, by: int) -> None:
        """To the next (1) or previous (-1) name, round the ends."""
        if not self._mentions:
            self.deciding.said.emit("No actor is named in this document.")
            return
        places = sorted({(one.start, one.end) for one in self._mentions})
        start, end = self._view.selected() or (self._view.place, self._view.place)
        if by > 0:
            place = next((one for one in places if one > (start, end) and one[0] >= start), places[0])
        else:
            place = next((one for one in reversed(places) if one < (start, end)), places[-1])
        self._view.select(*place)

    # -- decisions

    def confirm(self) -> None:
        """It is this actor; a suggested actor exists thereby."""
        one = self._at()
        if one is None:
            return
        name = self._called(one)
        if self._suggested(one):
            self._decide(
                lambda: self._case.decisions.confirm(one.actor_id), f"{name} is an actor of the case."
            )
        else:
            self._decide(
                lambda: self._case.decisions.judge_mentions([one.id], MentionStatus.CONFIRMED),
                f"Confirmed: {name} is meant here.",
            )

    def reject(self) -> None:
        """It is not this actor; a suggested actor is none and never comes back."""
        one = self._at()
        if one is None:
            return
        if self._suggested(one):
            self._decide(
                lambda: self._case.decisions.reject(one.actor_id),
                f"{self._called(one)} is no actor and is not suggested again.",
            )
        else:
            self._reject([one])

    def reject_all(self) -> None:
        """Wherever this document calls somebody so, it is not this actor."""
        one = self._at()
        if one is not None:
            self._reject(self._like(one))

    def mean_another(self) -> None:
        """Ask who is meant."""
        one = self._at()
        if one is None:
            return
        if self._suggested(one):
            self._ask_alias(one)
            return
        same = self._like(one)
        box = f"At all {len(same):,} places of this document that call it so" if len(same) > 1 else ""
        dialog = MeantDialog(self._case, one.surface, box, self._view, without=one.actor_id)
        decisions = self._case.decisions

        def places(everywhere: bool) -> list[Mention]:
            return same if everywhere else [one]

        def give(key: int, everywhere: bool) -> None:
            ids = [place.id for place in places(everywhere)]
            self._decide(
                lambda: decisions.reassign_mentions(ids, ActorId(key)), "Another actor is meant here."
            )

        def make(everywhere: bool) -> None:
            def act(name: str, role: ActorRole) -> JudgementId:
                ids = [place.id for place in places(everywhere)]
                return decisions.split_off(one.actor_id, [], name, role, mentions=ids)[1]

            self._ask_new(one.surface, self._actors[one.actor_id].role, act)

        dialog.meant.connect(give)
        dialog.new_wanted.connect(make)
        dialog.open()

    def mark(self) -> None:
        """The selected words name an actor: ask which, and whether they are a name of it."""
        span = self._view.selected()
        document = self._document
        if span is None or document is None or self._case.read_only:
            self.deciding.said.emit("Select the words that name an actor first.")
            return
        start, end = whole_words(self._view.text, *span)
        words = self._view.text[start:end]
        if not name_key(words) or len(words) > _LONGEST_NAME:
            self.deciding.said.emit("Select one name: a few words with letters.")
            return
        decisions = self._case.decisions

        def mention(key: int) -> NewMention:
            return NewMention(
                ActorId(key), document, start, end, words, MentionStatus.CONFIRMED, reason="marked by hand"
            )

        def give(key: int, learn: bool) -> None:
            name = " ".join(words.split())
            new = NewAlias(name, script_of(name), document_id=document) if learn else None
            self._decide(
                lambda: decisions.mark_mention(mention(key), learn=new),
                "Marked, and learned as a name: its places are being found." if learn else "Marked.",
            )

        dialog = MeantDialog(
            self._case, words, "Also one of its names: find it in the whole case", self._view,
            ticked=looks_like_a_name(words),
        )  # fmt: skip
        dialog.meant.connect(give)
        dialog.new_wanted.connect(
            lambda _learn: self._ask_new(
                words, ActorRole.PERSON, lambda name, role: decisions.mark_new(mention(0), name, role)
            )
        )
        dialog.open()

    def note_event(self, changes: Changes, sentence: str) -> None:
        """An event was made from words of the document: undo takes it back here."""
        self.deciding.note_related()
        self._runner.changed.emit(changes)
        self.deciding.said.emit(sentence)

    def fill(self, menu: QMenu) -> None:
        """Put what can be decided at the cursor into a menu."""
        one = self.current
        if one is not None:
            menu.addAction(f"Open {self._called(one).replace('&', '&&')}", self._open)
        if one is not None and not self._case.read_only:
            suggested = self._suggested(one)
            for words, key, act in (
                ("It is an actor" if suggested else "It is meant here", "Enter", self.confirm),
                ("It is no actor" if suggested else "It is not meant here", "X", self.reject),
                ("Another name of…" if suggested else "Another actor is meant…", "A", self.mean_another),
            ):
                menu.addAction(f"{words}\t{key}", act)
            if not suggested and len(self._like(one)) > 1:
                menu.addAction("It is not meant in this document\tShift+X", self.reject_all)
        mark = menu.addAction("The selected words mean an actor…\tM", self.mark)
        mark.setEnabled(self._markable())

    # -- inside

    def _follow(self) -> None:
        one = self.current
        self.setVisible(one is not None)
        if one is None:
            return
        actor, suggested = self._actors[one.actor_id], self._suggested(one)
        self.name.say(visible(actor.name)[:200])
        state = "suggested actor" if suggested else f"{actor.role}, {one.status}"
        words = f"{state}  ·  {visible(one.reason)}" if one.reason else state
        self.about.say(words[:300], f"“{visible(one.surface)[:300]}”\n{words}")
        self.yes.setText("It is one" if suggested else "Confirm")
        self.no.setText("It is none" if suggested else "Not meant")
        self.other.setText("Another name of…" if suggested else "Another…")
        for button in (self.yes, self.no, self.other):
            button.setEnabled(not self._case.read_only)

    def _at(self) -> Mention | None:
        one = self.current
        if one is None:
            self.deciding.said.emit("No actor is named at the cursor. N goes to the next.")
        return None if self._case.read_only else one

    def _decidable(self) -> bool:
        return self._document is not None and not self._case.read_only

    def _markable(self) -> bool:
        return self._decidable() and self._view.selected() is not None

    def _suggested(self, one: Mention) -> bool:
        return self._actors[one.actor_id].status is ActorStatus.SUGGESTED

    def _called(self, one: Mention) -> str:
        return f"\u2068{visible(self._actors[one.actor_id].name)[:60]}\u2069"

    def _like(self, one: Mention) -> list[Mention]:
        """Where this document calls this actor the same."""
        key = name_key(one.surface)
        return [
            other
            for other in self._mentions
            if other.actor_id == one.actor_id and name_key(other.surface) == key
        ]

    def _reject(self, places: Sequence[Mention]) -> None:
        ids, name = [one.id for one in places], self._called(places[0])
        where = "here" if len(ids) == 1 else f"at {len(ids):,} places"
        self._decide(
            lambda: self._case.decisions.judge_mentions(ids, MentionStatus.REJECTED),
            f"{name} is not meant {where}.",
        )

    def _ask_alias(self, one: Mention) -> None:
        name = self._called(one)
        dialog = PickActorDialog(
            self._case, "Alias of…", f"“{name}” is another name of:", self._view, without=one.actor_id,
            likely=self._case.likely_actors(one.actor_id),
        )  # fmt: skip
        dialog.chosen.connect(
            lambda other: self._decide(
                lambda: self._case.decisions.alias_of(one.actor_id, ActorId(other)),
                f"{name} is another name now.",
            )
        )
        dialog.open()

    def _ask_new(self, name: str, role: ActorRole, act: Callable[[str, ActorRole], JudgementId]) -> None:
        dialog = NewActorDialog(name, role, self._view)
        dialog.made.connect(
            lambda chosen, kind: self._decide(
                lambda: act(chosen, kind), f"\u2068{visible(chosen)[:60]}\u2069 is an actor of the case."
            )
        )
        dialog.open()

    def _decide(self, act: Callable[[], JudgementId], told: str) -> None:
        self._view.setFocus()  # so that the next key decides on
        self.deciding.run(act, told=f"{told} Undo: Ctrl+Z")

    def _open(self) -> None:
        if self.current is not None:
            self.actor_wanted.emit(self.current.actor_id)
