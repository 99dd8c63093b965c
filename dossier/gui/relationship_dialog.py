"""Say how an actor is related to another: kind, direction, time, passages that say so, whether disputed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dossier.case import Case
from dossier.domain.actors import ActorId, Relationship, RelationshipKind
from dossier.errors import UserError
from dossier.gui.labels import plain_label
from dossier.gui.passages_list import PassagesList
from dossier.gui.pick_actor_dialog import PickActorDialog
from dossier.gui.saving_foot import SavingFoot
from dossier.gui.time_fields import DateField, from_to, refuse_wrong_dates
from dossier.jobs import Changes
from dossier.text.normalize import visible

OFFERED = 12
"""Sentences naming both that are offered as passages."""


class RelationshipDialog(QDialog):
    """For a new relationship of an actor, or for one that is there."""

    saved = Signal(object, str)  # Changes, a sentence on it

    def __init__(
        self, case: Case, actor: ActorId, known: Relationship | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._case, self._actor, self._known = case, actor, known
        self._name = visible(case.catalog.get(actor).name)
        self._other: ActorId | None = None
        self.setWindowTitle("New relationship" if known is None else "Relationship")
        self.resize(560, 560)

        self.other = QPushButton("Choose an actor…")
        self.other.setAccessibleName("The other actor")
        self.other.setEnabled(known is None)
        self.kind = QComboBox()
        self.kind.setAccessibleName("Kind")
        for kind in RelationshipKind:
            self.kind.addItem(str(kind), kind)
        self.way = QComboBox()
        self.way.setAccessibleName("Who is what of whom")
        self.way.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.start, self.end = DateField("From"), DateField("To")
        self.note = QLineEdit()
        self.note.setMaxLength(1_000)
        self.disputed = QCheckBox("Sources disagree")
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("With", self.other)
        form.addRow("&Kind", self.kind)
        form.addRow("&Reads", self.way)
        form.addRow("Time", from_to(self.start, self.end))
        form.addRow("&Note", self.note)
        form.addRow("", self.disputed)
        self._passages_place = QVBoxLayout()
        self.passages = PassagesList(())
        self._passages_place.addWidget(self.passages)
        self.foot = SavingFoot(removable=known is not None)
        layout = QVBoxLayout(self)
        layout.addWidget(plain_label(self._name, "heading"))
        layout.addLayout(form)
        layout.addWidget(plain_label("Passages that say so", "heading"))
        layout.addLayout(self._passages_place, 1)
        layout.addWidget(self.foot)

        self.other.clicked.connect(self._pick)
        self.kind.currentIndexChanged.connect(self._show_ways)
        self.foot.save_wanted.connect(self.save)
        self.foot.remove_wanted.connect(self.remove)
        self.foot.cancelled.connect(self.reject)
        if known is not None:
            self.kind.setCurrentIndex(list(RelationshipKind).index(known.kind))
            self.start.show_date(known.start)
            self.end.show_date(known.end)
            self.note.setText(known.note)
            self.disputed.setChecked(known.disputed)
            self.choose(known.object_id if known.subject_id == actor else known.subject_id)
            self.way.setCurrentIndex(0 if known.subject_id == actor else 1)
        self._show_ways()

    def choose(self, other: int) -> None:
        """Relate to this actor; offer the sentences that name both."""
        self._other = ActorId(other)
        self.other.setText(visible(self._case.catalog.get(self._other).name)[:60].replace("&", "&&"))
        key = None if self._known is None else self._known.id
        sentences = self._case.figures.sentences_of(self._actor, self._other, key, most=OFFERED)
        fresh = PassagesList(sentences)
        self._passages_place.replaceWidget(self.passages, fresh)
        self.passages.deleteLater()
        self.passages = fresh
        self._show_ways()

    def save(self) -> None:
        """Store it; what is wrong is told here and nothing is changed."""
        self._attempt(self._save)

    def remove(self) -> None:
        """Forget it; undo brings it back."""
        known = self._known
        if known is not None:
            self._attempt(lambda: self._case.relations.remove(known.id))

    # -- inside

    def _pick(self) -> None:
        dialog = PickActorDialog(
            self._case, "Related to", f"“{self._name[:60]}” is related to:", self, without=self._actor
        )
        dialog.chosen.connect(self.choose)
        dialog.open()

    def _show_ways(self) -> None:
        kind = RelationshipKind(self.kind.currentData())
        other = "…" if self._other is None else visible(self._case.catalog.get(self._other).name)
        place = max(self.way.currentIndex(), 0)
        self.way.clear()
        if kind.directed:
            self.way.addItems([f"{other} is {kind} of {self._name}", f"{self._name} is {kind} of {other}"])
        else:
            self.way.addItem(f"{self._name} and {other}: {kind}")
        self.way.setCurrentIndex(min(place, self.way.count() - 1))
        self.way.setEnabled(kind.directed and self._known is None)

    def _save(self) -> None:
        if self._other is None:
            raise UserError("Choose the other actor first.")
        refuse_wrong_dates(self.start, self.end)
        kind = RelationshipKind(self.kind.currentData())
        if self._known is not None:
            self._case.relations.change(
                self._known.id, kind=kind, start=self.start.date, end=self.end.date,
                note=self.note.text().strip(), disputed=self.disputed.isChecked(),
                citations=self.passages.ticked(),
            )  # fmt: skip
            return
        subject, other = self._actor, self._other
        if kind.directed and self.way.currentIndex() == 1:
            subject, other = other, subject
        self._case.relations.relate(
            kind, subject, other, start=self.start.date, end=self.end.date, note=self.note.text().strip(),
            citations=self.passages.ticked(), disputed=self.disputed.isChecked(),
        )  # fmt: skip

    def _attempt(self, act: Callable[[], object]) -> None:
        if self.foot.attempt(act):
            self.saved.emit(Changes(actors=True, evidence=True), "Saved. Undo: Ctrl+Z")
            self.accept()
