"""Decide whether two actors are one: both sides, the explained score, what speaks against it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dossier.actors.merging import MergeExplanation
from dossier.case import Case
from dossier.domain.actors import Actor, ActorId, AliasStatus
from dossier.gui.labels import plain_label
from dossier.text.normalize import visible

NAMES = 14
"""Names that each side shows; the rest is counted."""


class MergeDialog(QDialog):
    """The program explains, the person decides; a merge can always be split again."""

    merged = Signal(int, int, str)  # the actor that goes, the one that stays, why

    def __init__(self, case: Case, one: ActorId, other: ActorId, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case = case
        self._goes, self._stays = one, other
        self.setWindowTitle("Merge actors")
        self.resize(660, 520)
        self.why = QLineEdit()
        self.why.setPlaceholderText("Why (kept with the decision)")
        self.why.setAccessibleName("Why")
        self.why.setMaxLength(1_000)
        self._body = QWidget()
        self._place = QVBoxLayout()
        self._place.addWidget(self._body)
        swap = QPushButton("Keep the other one's name")
        swap.setAutoDefault(False)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        merge = self.buttons.addButton("Merge", QDialogButtonBox.ButtonRole.AcceptRole)
        merge.setDefault(True)
        layout = QVBoxLayout(self)
        layout.addLayout(self._place, 1)
        layout.addWidget(self.why)
        row = QHBoxLayout()
        row.addWidget(swap)
        row.addStretch(1)
        row.addWidget(self.buttons)
        layout.addLayout(row)
        swap.clicked.connect(self.swap)
        self.buttons.accepted.connect(self._merge)
        self.buttons.rejected.connect(self.reject)
        self._show()

    def swap(self) -> None:
        """The other one stays."""
        self._goes, self._stays = self._stays, self._goes
        self._show()

    def _merge(self) -> None:
        self.merged.emit(self._goes, self._stays, self.why.text().strip())
        self.accept()

    def _show(self) -> None:
        told = self._case.decisions.explain_merge(self._goes, self._stays)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        sides = QHBoxLayout()
        sides.addWidget(self._side("This one goes", told.one), 1)
        sides.addWidget(self._side("This one stays", told.other), 1)
        column.addLayout(sides)
        column.addWidget(plain_label("How alike their names are", "heading"))
        for line in reasons(told):
            column.addWidget(plain_label(line, ""))
        for line in told.against:
            column.addWidget(plain_label(f"⚠ Against it: {visible(line)}", "warn"))
        column.addStretch(1)
        self._place.replaceWidget(self._body, body)
        self._body.deleteLater()
        self._body = body

    def _side(self, title: str, actor: Actor) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.addWidget(plain_label(title, "quiet"))
        column.addWidget(plain_label(visible(actor.name)[:200], "heading"))
        documents = len(self._case.catalog.documents(actor.id))
        count = "1 document" if documents == 1 else f"{documents:,} documents"
        column.addWidget(plain_label(f"{actor.role}  ·  {count}", "quiet"))
        if actor.description:
            column.addWidget(plain_label(visible(actor.description)[:300], ""))
        names = [visible(one.value)[:80] for one in actor.aliases if one.status is not AliasStatus.REJECTED]
        more = f" and {len(names) - NAMES:,} more" if len(names) > NAMES else ""
        column.addWidget(plain_label(" · ".join(names[:NAMES]) + more, "quiet"))
        column.addStretch(1)
        return card


def reasons(told: MergeExplanation) -> list[str]:
    """What speaks for a merge and what is merely known, one sentence each."""
    lines = []
    if told.match is not None:
        match = told.match
        # Isolated (U+2068, U+2069), else a name in Arabic letters would turn the sentence around.
        pair = " and ".join(f"\u2068{visible(name)}\u2069" for name in (match.a, match.b))
        lines.append(f"Closest: {pair}: {match.verdict}, score {match.score:.2f}")
        lines += [visible(reason) for reason in match.reasons[:6]]
    else:
        lines.append("One of them has no name that could be compared.")
    if told.shared_names:
        lines.append(f"Both are called: {' · '.join(visible(name) for name in told.shared_names[:8])}")
    if told.shared_documents:
        documents = (
            "1 document names" if told.shared_documents == 1 else f"{told.shared_documents:,} documents name"
        )
        lines.append(f"{documents} both: two names in one text are often two actors.")
    return lines
