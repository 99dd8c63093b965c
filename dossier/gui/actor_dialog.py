"""Give an actor another main name, or say otherwise what it is."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from dossier.domain.actors import KIND_OF_ROLE, Actor, ActorKind, ActorRole, AliasForm, AliasStatus
from dossier.gui.labels import plain_label
from dossier.text.names import name_key
from dossier.text.normalize import visible

_COUNTRY = re.compile(r"[a-z]{2}")
_KINDS = {
    ActorKind.PERSON: "Person",
    ActorKind.ORGANIZATION: "Organisation",
    ActorKind.PUBLIC_BODY: "Public body (a state or a part of one)",
}


class RenameDialog(QDialog):
    """The former name stays as one of its names. The names it has are offered."""

    renamed = Signal(str, str)  # name, why

    def __init__(self, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Rename the actor")
        self.setMinimumWidth(460)
        self.name = QComboBox()
        self.name.setEditable(True)
        self.name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.name.setAccessibleName("Main name")
        self.name.addItems([actor.name, *_other_names(actor)])
        field = QLineEdit(actor.name)
        field.setMaxLength(300)
        self.name.setLineEdit(field)
        field.selectAll()
        self.why = _why()
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("&Main name", self.name)
        form.addRow("&Why", self.why)
        self.trouble = plain_label("", "bad")
        self.trouble.hide()
        words = f"“\u2068{visible(actor.name)[:120]}\u2069” stays one of its names, and is still found."
        layout = QVBoxLayout(self)
        layout.addWidget(plain_label(words, "quiet"))
        layout.addLayout(form)
        layout.addWidget(self.trouble)
        layout.addWidget(_buttons(self, "Rename"))

    def save(self) -> None:
        """Hand the name over; what is none is told here."""
        name = " ".join(self.name.currentText().split())
        if not name_key(name):
            self.trouble.setText("A name needs at least one letter or digit.")
            self.trouble.show()
            return
        self.renamed.emit(name, self.why.text().strip())
        self.accept()


class KindDialog(QDialog):
    """Role, FollowTheMoney kind, description and countries, in one decision."""

    revised = Signal(object, str)  # what changes, as `Decisions.revise` takes it; why

    def __init__(self, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("What the actor is")
        self.setMinimumWidth(480)
        self.role = QComboBox()
        for role in ActorRole:
            self.role.addItem(str(role).capitalize(), role)
        self.role.setCurrentIndex(list(ActorRole).index(actor.role))
        self.kind = QComboBox()
        for kind in ActorKind:
            self.kind.addItem(_KINDS[kind], kind)
        self.kind.setCurrentIndex(list(ActorKind).index(actor.kind))
        self.kind.setToolTip("How others exchange it (FollowTheMoney); it follows what the actor is")
        self.description = QPlainTextEdit(actor.description)
        self.description.setTabChangesFocus(True)
        self.description.setFixedHeight(90)
        self.countries = QLineEdit(", ".join(actor.countries))
        self.countries.setPlaceholderText("Two letters each: iq, lb …")
        self.why = _why()
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("&It is a", self.role)
        form.addRow("&Kind", self.kind)
        form.addRow("&Description", self.description)
        form.addRow("&Countries", self.countries)
        form.addRow("&Why", self.why)
        self.trouble = plain_label("", "bad")
        self.trouble.hide()
        layout = QVBoxLayout(self)
        layout.addWidget(plain_label(visible(actor.name)[:200], "heading"))
        layout.addLayout(form)
        layout.addWidget(self.trouble)
        layout.addWidget(_buttons(self, "Save"))
        self.role.currentIndexChanged.connect(self._follow)

    def save(self) -> None:
        """Hand over what was chosen; what is no country is told here."""
        countries = tuple(part for part in re.split(r"[,;\s]+", self.countries.text().lower()) if part)
        wrong = next((one for one in countries if not _COUNTRY.fullmatch(one)), None)
        if wrong is not None:
            self.trouble.setText("A country is written with two letters, such as iq or lb.")
            self.trouble.show()
            return
        values = {
            "role": ActorRole(self.role.currentData()),
            "kind": ActorKind(self.kind.currentData()),
            "description": self.description.toPlainText().strip(),
            "countries": countries,
        }
        self.revised.emit(values, self.why.text().strip())
        self.accept()

    def _follow(self) -> None:
        kind = KIND_OF_ROLE[ActorRole(self.role.currentData())]
        self.kind.setCurrentIndex(list(ActorKind).index(kind))


def _other_names(actor: Actor) -> list[str]:
    return [
        one.value
        for one in actor.aliases
        if one.form is not AliasForm.ADJECTIVE
        and one.status is not AliasStatus.REJECTED
        and one.value != actor.name
    ]


def _why() -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText("Kept with the decision")
    field.setMaxLength(1_000)
    return field


def _buttons(dialog: RenameDialog | KindDialog, words: str) -> QDialogButtonBox:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    save = buttons.addButton(words, QDialogButtonBox.ButtonRole.AcceptRole)
    save.setDefault(True)
    buttons.accepted.connect(dialog.save)
    buttons.rejected.connect(dialog.reject)
    return buttons
