"""Say how an actor is called: the name, its script and language, who uses it, since when, where that is said."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from dossier.case import Case
from dossier.domain.actors import (
    ActorId,
    Alias,
    AliasForm,
    AliasStatus,
    JudgementId,
    NewAlias,
)
from dossier.domain.corpus import SourceId
from dossier.errors import UserError
from dossier.gui.labels import plain_label
from dossier.gui.time_fields import DateField, from_to, refuse_wrong_dates
from dossier.text.names import name_key
from dossier.text.normalize import script_of, visible

SCRIPTS = (
    ("Latn", "Latin"), ("Arab", "Arabic"), ("Cyrl", "Cyrillic"), ("Hebr", "Hebrew"), ("Grek", "Greek"),
    ("Armn", "Armenian"), ("Geor", "Georgian"), ("Zyyy", "none or several"),
)  # fmt: skip
"""ISO 15924 and what it is called here."""
_LANGUAGE = 12
"""Letters of a language at most: `ar`, `ckb`, `zh-Hant`."""


class NameDialog(QDialog):
    """For a new name, or for one that is known. What the name is can't be changed: reject it and add another."""

    accepted_as = Signal(object)  # Callable[[], JudgementId]: carries it out

    def __init__(
        self,
        case: Case,
        actor: ActorId,
        known: Alias | None = None,
        parent: QWidget | None = None,
        *,
        value: str = "",
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._case, self._actor, self._known = case, actor, known
        self.setWindowTitle("Add a name" if known is None else "Name")
        self.setMinimumWidth(500)
        self.value = QLineEdit(known.value if known else value)
        self.value.setMaxLength(300)
        self.value.setReadOnly(known is not None)
        self.script = QComboBox()
        for code, words in SCRIPTS:
            self.script.addItem(words, code)
        self.language = QLineEdit((known.language or "") if known else "")
        self.language.setPlaceholderText("en, ar, fa …")
        self.language.setMaxLength(_LANGUAGE)
        self.form = QComboBox()
        for form in AliasForm:
            self.form.addItem(str(form), form)
        self.used_by = QLineEdit((known.used_by or "") if known else "")
        self.used_by.setPlaceholderText("Who calls it so: itself, its enemies, the press …")
        self.used_by.setMaxLength(300)
        self.source = QComboBox()
        self.source.addItem("(none)", None)
        self.source.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for source, _documents in case.library.sources():
            self.source.addItem(visible(source.name)[:80], int(source.id))
        self.status = QComboBox()
        for status in AliasStatus:
            self.status.addItem(str(status), status)
        self.first, self.last = DateField("First used"), DateField("Last used")
        self.ambiguous = QCheckBox("Also a common word, or another's name")
        self.ambiguous.setToolTip("It counts only with evidence beside it")
        self.note = QLineEdit((known.note or "") if known else "")
        self.note.setMaxLength(1_000)
        self.why = QLineEdit()
        self.why.setPlaceholderText("Kept with the decision")
        self.why.setMaxLength(1_000)
        rows = QFormLayout()
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows.addRow("&Name", self.value)
        rows.addRow("S&cript", self.script)
        rows.addRow("&Language", self.language)
        rows.addRow("&Form", self.form)
        rows.addRow("&Used by", self.used_by)
        rows.addRow("Sou&rce", self.source)
        rows.addRow("&Status", self.status)
        rows.addRow("Used", from_to(self.first, self.last))
        rows.addRow("", self.ambiguous)
        rows.addRow("N&ote", self.note)
        rows.addRow("&Why", self.why)
        self.trouble = plain_label("", "bad")
        self.trouble.hide()
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        layout = QVBoxLayout(self)
        layout.addWidget(plain_label(visible(case.catalog.get(actor).name)[:200], "heading"))
        layout.addLayout(rows)
        layout.addWidget(self.trouble)
        layout.addWidget(buttons)
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        if known is not None:
            self._show(known)
            self.language.setFocus()
        else:
            self.value.textChanged.connect(self._guess_script)
            self._guess_script()

    def save(self) -> None:
        """Hand the decision over; what is wrong is told here and nothing is changed."""
        try:
            act = self._act()
        except UserError as error:
            self.trouble.setText(str(error))
            self.trouble.show()
            return
        self.accepted_as.emit(act)
        self.accept()

    def _act(self) -> Callable[[], JudgementId]:
        refuse_wrong_dates(self.first, self.last)
        first, last = self.first.date, self.last.date
        if first is not None and last is not None and last.last_day < first.first_day:
            raise UserError("It would end before it starts.", hint="Check the dates; nothing was changed.")
        value = " ".join(self.value.text().split())
        if not name_key(value):
            raise UserError("A name needs at least one letter or digit.")
        source, why = self.source.currentData(), self.why.text().strip()
        new = NewAlias(
            value,
            script=str(self.script.currentData()),
            language=self.language.text().strip() or None,
            form=AliasForm(self.form.currentData()),
            used_by=self.used_by.text().strip() or None,
            ambiguous=self.ambiguous.isChecked(),
            status=AliasStatus(self.status.currentData()),
            source_id=None if source is None else SourceId(source),
            first_seen=first,
            last_seen=last,
            note=self.note.text().strip() or None,
        )
        actor, known, decisions = self._case.catalog.get(self._actor), self._known, self._case.decisions
        if known is None:
            bearer = next((one for one in actor.aliases if one.value == new.value), None)
            if bearer is not None and bearer.status is not AliasStatus.REJECTED:
                raise UserError("The actor bears that name already.")
            return lambda: decisions.add_alias(self._actor, new, why)
        if new.status is AliasStatus.REJECTED and name_key(known.value) == name_key(actor.name):
            raise UserError(
                "That is the actor's main name, so it was not rejected.", hint="Rename the actor first."
            )
        changed = {
            field: getattr(new, field) for field in _FIELDS if getattr(new, field) != getattr(known, field)
        }
        if not changed:
            raise UserError("Nothing is different yet.")
        return lambda: decisions.change_alias(known.id, why, **changed)

    def _show(self, known: Alias) -> None:
        if self.script.findData(known.script) < 0:
            self.script.addItem(known.script, known.script)
        self.script.setCurrentIndex(self.script.findData(known.script))
        self.form.setCurrentIndex(list(AliasForm).index(known.form))
        self.status.setCurrentIndex(list(AliasStatus).index(known.status))
        self.source.setCurrentIndex(max(self.source.findData(known.source_id), 0))
        self.first.show_date(known.first_seen)
        self.last.show_date(known.last_seen)
        self.ambiguous.setChecked(known.ambiguous)

    def _guess_script(self) -> None:
        place = self.script.findData(script_of(self.value.text()))
        self.script.setCurrentIndex(place if place >= 0 else self.script.findData("Zyyy"))


_FIELDS = (
    "script", "language", "form", "used_by", "ambiguous", "status", "source_id", "first_seen", "last_seen", "note",
)  # fmt: skip
"""Of a name that is known, what may be said otherwise."""
