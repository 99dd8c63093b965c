"""Say what happened: in a few words, when as precisely as known, where, who took part, and what says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dossier.case import Case
from dossier.case.figures import Sentence
from dossier.domain.actors import ActorId, Event
from dossier.domain.evidence import Passage
from dossier.domain.written_dates import find_dates
from dossier.gui.labels import plain_label
from dossier.gui.passages_list import PassagesList
from dossier.gui.pick_actor_dialog import PickActorDialog
from dossier.gui.saving_foot import SavingFoot
from dossier.gui.time_fields import DateField, from_to, refuse_wrong_dates
from dossier.jobs import Changes
from dossier.text.normalize import visible

_KEY = Qt.ItemDataRole.UserRole
_TITLE = 100
"""Code points of a title taken from a passage."""


class EventDialog(QDialog):
    """For a new event, or for one that is there.

    `passage` says what happened: it is cited, its words are offered as the title, and its date is taken if it
    holds just one with a year. Nothing is guessed from elsewhere.
    """

    saved = Signal(object, str)  # Changes, a sentence on it

    def __init__(
        self,
        case: Case,
        known: Event | None = None,
        parent: QWidget | None = None,
        *,
        actors: Sequence[ActorId] = (),
        passage: Passage | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._case, self._known = case, known
        self.setWindowTitle("New event" if known is None else "Event")
        self.resize(560, 580)
        self.title = QLineEdit(known.title if known else "")
        self.title.setPlaceholderText("What happened, in a few words")
        self.title.setMaxLength(500)
        self.start, self.end = DateField("From"), DateField("To")
        self.start.show_date(known.start if known else None)
        self.end.show_date(known.end if known else None)
        self.dates = plain_label("", "quiet")
        self.dates.hide()
        if passage is not None:
            self._take_from(passage.quote)
        self.place = QLineEdit(known.place if known else "")
        self.place.setMaxLength(300)
        self.actors = QListWidget()
        self.actors.setAccessibleName("Actors that took part")
        self.actors.setFixedHeight(84)
        add, drop = QPushButton("Add…"), QPushButton("Take off")
        who = QHBoxLayout()
        who.addWidget(self.actors, 1)
        beside = QVBoxLayout()
        beside.addWidget(add)
        beside.addWidget(drop)
        beside.addStretch(1)
        who.addLayout(beside)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("&What", self.title)
        form.addRow("Time", from_to(self.start, self.end))
        form.addRow("", self.dates)
        form.addRow("&Place", self.place)
        form.addRow("Who", who)
        cited = [*(known.citations if known else ()), *([] if passage is None else [passage])]
        sentences: list[Sentence] = case.figures.cited(cited)
        for key in known.actor_ids if known else actors:
            self.add_actor(key)
            sentences += case.figures.sentences_naming(key, most=20)
        self.passages = PassagesList(sentences)
        self.foot = SavingFoot(removable=known is not None)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(plain_label("Passages that say so", "heading"))
        layout.addWidget(self.passages, 1)
        layout.addWidget(self.foot)
        add.clicked.connect(self._pick)
        drop.clicked.connect(lambda: self.actors.takeItem(self.actors.currentRow()))
        self.foot.save_wanted.connect(self.save)
        self.foot.remove_wanted.connect(self.remove)
        self.foot.cancelled.connect(self.reject)

    def _take_from(self, words: str) -> None:
        self.title.setText(shortened(words))
        self.title.selectAll()
        found = list(dict.fromkeys(one.date for one in find_dates(words)))
        if len(found) == 1:
            self.start.show_date(found[0])
        elif found:
            self.dates.setText(f"The passage names {len(found)} dates: {', '.join(map(str, found[:6]))}")
            self.dates.show()

    def add_actor(self, key: int) -> None:
        """One more that took part."""
        if key in self._chosen():
            return
        item = QListWidgetItem(visible(self._case.catalog.get(ActorId(key)).name)[:120])
        item.setData(_KEY, key)
        self.actors.addItem(item)

    def save(self) -> None:
        """Store it; what is wrong is told here and nothing is changed."""
        self._attempt(self._save)

    def remove(self) -> None:
        """Forget it; undo brings it back."""
        known = self._known
        if known is not None:
            self._attempt(lambda: self._case.relations.remove_event(known.id))

    def _chosen(self) -> list[ActorId]:
        return [ActorId(self.actors.item(row).data(_KEY)) for row in range(self.actors.count())]

    def _pick(self) -> None:
        dialog = PickActorDialog(self._case, "Took part", "Who took part in it:", self)
        dialog.chosen.connect(self.add_actor)
        dialog.open()

    def _save(self) -> None:
        refuse_wrong_dates(self.start, self.end)
        relations, title, place = self._case.relations, self.title.text().strip(), self.place.text().strip()
        actors, citations = self._chosen(), self.passages.ticked()
        if self._known is None:
            relations.add_event(
                title, self.start.date, end=self.end.date, place=place, actors=actors, citations=citations
            )
        else:
            relations.change_event(
                self._known.id, title=title, start=self.start.date, end=self.end.date, place=place,
                actors=actors, citations=citations,
            )  # fmt: skip

    def _attempt(self, act: Callable[[], object]) -> None:
        if self.foot.attempt(act):
            self.saved.emit(Changes(actors=True, evidence=True), "Saved. Undo: Ctrl+Z")
            self.accept()


def shortened(words: str) -> str:
    """Words for a title: one line, cut between words."""
    line = " ".join(words.split())
    if len(line) <= _TITLE:
        return line
    return line[:_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
