"""Ask what a claim says, who made it and what its reviewer found."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from dossier.domain.dates import PartialDate
from dossier.domain.evidence import Claim, ClaimId, Verdict
from dossier.domain.verdicts import normalise_verdict
from dossier.errors import DossierError
from dossier.evidence.claims import Claims
from dossier.jobs import Changes


class ClaimDialog(QDialog):
    """A new claim, or another word on one."""

    saved = Signal(object)  # Changes

    def __init__(self, claims: Claims, claim: Claim | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._claims = claims
        self._claim = claim
        self.setWindowTitle("Edit claim" if claim else "New claim")
        self.setMinimumWidth(540)
        one = claim or Claim(ClaimId(0), "")
        self.text = QPlainTextEdit(one.text)
        self.text.setAccessibleName("Claim")
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText("What is claimed, in one sentence")
        self.text.setFixedHeight(84)
        self.claimant = QLineEdit(one.claimant)
        self.first = QLineEdit(one.first_appearance)
        self.first.setPlaceholderText("Where and when it went round first")
        self.printed = QLineEdit(one.verdict_printed)
        self.printed.setPlaceholderText("In the reviewer's own words")
        self.verdict = QComboBox()
        self.verdict.addItem("not normalised", None)
        for verdict in Verdict:
            self.verdict.addItem(str(verdict), verdict)
        self.verdict.setCurrentIndex(0 if one.verdict is None else self.verdict.findText(str(one.verdict)))
        self.reviewer = QLineEdit(one.reviewer)
        self.reviewed = QLineEdit(str(one.reviewed) if one.reviewed else "")
        self.reviewed.setPlaceholderText("2024, 2024-01 or 2024-01-19")
        self.url = QLineEdit(one.url or "")
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for label, field in (
            ("&Claim", self.text),
            ("C&laimant", self.claimant),
            ("&First appearance", self.first),
            ("Verdict as &printed", self.printed),
            ("&Verdict", self.verdict),
            ("&Reviewer", self.reviewer),
            ("&Date of review", self.reviewed),
            ("&Address", self.url),
        ):
            form.addRow(label, field)
        self.trouble = QLabel()
        self.trouble.setProperty("role", "bad")
        self.trouble.setTextFormat(Qt.TextFormat.PlainText)
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self.save)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.trouble)
        layout.addWidget(self.buttons)
        self.printed.textEdited.connect(self._guess)

    def save(self) -> None:
        """Keep it; what is wrong is said in the dialog."""
        try:
            claim = self._given()
            if self._claim is None:
                self._claims.add(claim)
            else:
                self._claims.change(claim)
        except DossierError as error:
            self._say(str(error))
            return
        except ValueError:
            self._say("That is no date. Write 2024, 2024-01 or 2024-01-19, or leave it empty.")
            return
        self.saved.emit(Changes(evidence=True))
        self.accept()

    def _given(self) -> Claim:
        reviewed = self.reviewed.text().strip()
        return replace(
            self._claim or Claim(ClaimId(0), ""),
            text=self.text.toPlainText().strip(),
            claimant=self.claimant.text().strip(),
            first_appearance=self.first.text().strip(),
            verdict_printed=self.printed.text().strip(),
            verdict=self.verdict.currentData(),
            reviewer=self.reviewer.text().strip(),
            reviewed=PartialDate.parse(reviewed) if reviewed else None,
            url=self.url.text().strip() or None,
        )

    def _guess(self, printed: str) -> None:
        found = normalise_verdict(printed)
        self.verdict.setCurrentIndex(0 if found is None else self.verdict.findText(str(found)))

    def _say(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.show()
