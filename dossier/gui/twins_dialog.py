"""Decide once on suggestions that may be one: which names are of one actor, or that none of them is one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dossier.actors.inbox import LikelyActor
from dossier.actors.matching import NameVerdict
from dossier.case import Case
from dossier.domain.actors import Actor, ActorId
from dossier.gui.labels import plain_label
from dossier.text.normalize import visible

_KEY = Qt.ItemDataRole.UserRole
_PASSAGES = 2
"""Sentences shown of the chosen name."""


class TwinsDialog(QDialog):
    """Space ticks a name; Enter makes one actor of those that are ticked."""

    joined = Signal(object, int, str)  # ActorIds that go, the one that stays, why
    rejected_all = Signal(object)  # ActorIds

    def __init__(
        self, case: Case, actor: Actor, twins: Sequence[LikelyActor], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._case, self._actor = case, actor
        self.setWindowTitle("One actor?")
        self.resize(600, 480)
        self.list = QListWidget()
        self.list.setAccessibleName("Suggested names that may be of one actor")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._add(actor, "the suggestion you are at", ticked=True)
        sure = any(one.match.verdict is NameVerdict.SAME for one in twins)
        for place, one in enumerate(twins):
            same = one.match.verdict is NameVerdict.SAME
            self._add(one.actor, twin_words(one), ticked=same or (not sure and place == 0))
        self.passages = plain_label("", "quiet")
        self.name = QComboBox()
        self.name.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.why = QLineEdit()
        self.why.setPlaceholderText("Kept with the decision")
        self.why.setMaxLength(1_000)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("Main &name", self.name)
        form.addRow("&Why", self.why)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.one = buttons.addButton("They are one actor", QDialogButtonBox.ButtonRole.AcceptRole)
        self.one.setDefault(True)
        self.none = buttons.addButton("None is an actor", QDialogButtonBox.ButtonRole.DestructiveRole)
        self.none.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.addWidget(plain_label("Tick the names that the decision is about.", ""))
        layout.addWidget(self.list, 1)
        layout.addWidget(self.passages)
        layout.addLayout(form)
        layout.addWidget(buttons)
        self.list.currentItemChanged.connect(self._show_passages)
        self.list.itemChanged.connect(self._follow)
        self.none.clicked.connect(self._reject_all)
        buttons.accepted.connect(self.join)
        buttons.rejected.connect(self.reject)
        self._follow()
        self.list.setCurrentRow(min(1, self.list.count() - 1))
        self.list.setFocus()

    def join(self) -> None:
        """Those ticked are one actor of the chosen name."""
        stays = self.name.currentData()
        self.joined.emit([key for key in self.ticked() if key != stays], int(stays), self.why.text().strip())
        self.accept()

    def ticked(self) -> list[ActorId]:
        """The suggestions that the decision is about."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [ActorId(item.data(_KEY)) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _add(self, actor: Actor, words: str, *, ticked: bool) -> None:
        documents = len(self._case.catalog.documents(actor.id))
        count = "1 document" if documents == 1 else f"{documents:,} documents"
        item = QListWidgetItem(
            f"\u2068{visible(actor.name)[:120]}\u2069  ·  {actor.role}  ·  {count}\n{words}"
        )
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        item.setData(_KEY, int(actor.id))
        item.setData(_KEY + 1, actor.name)
        self.list.addItem(item)

    def _follow(self) -> None:
        """Offer the ticked names as the main one; fewer than two make nothing one."""
        chosen = self.name.currentData()
        items = [self.list.item(row) for row in range(self.list.count())]
        ticked = [item for item in items if item.checkState() is Qt.CheckState.Checked]
        self.name.clear()
        for item in ticked:
            self.name.addItem(visible(item.data(_KEY + 1))[:120], item.data(_KEY))
        self.name.setCurrentIndex(max(self.name.findData(chosen), 0) if ticked else -1)
        self.one.setEnabled(len(ticked) > 1)
        self.none.setEnabled(bool(ticked))

    def _show_passages(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            shown = self._case.actor_pages.passages(ActorId(item.data(_KEY)), limit=_PASSAGES)
            quotes = [f"“\u2068{visible(' '.join(one.passage.quote.split()))[:220]}\u2069”" for one in shown]
            self.passages.setText("\n".join(quotes))

    def _reject_all(self) -> None:
        self.rejected_all.emit(self.ticked())
        self.accept()


def twin_words(one: LikelyActor) -> str:
    """How alike, and why: the verdict, the score and the first reasons."""
    reasons = "; ".join(visible(reason) for reason in one.match.reasons[:3])
    return f"{one.match.verdict}, score {one.match.score:.2f}" + (f": {reasons}" if reasons else "")
