"""The errors of Dossier: each says whose fault it is and carries the sentence the user reads."""

from __future__ import annotations


class DossierError(Exception):
    """An error with a sentence for the user: what happened, what was kept; `hint` says what to do.

    Neither the sentence nor the hint may hold document text; the log gets the class name and the
    technical `detail` only.
    """

    def __init__(self, sentence: str, *, hint: str = "", detail: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.sentence} {self.hint}".strip()


class UserError(DossierError):
    """The user asked for something that can't be done; the sentence says what to change."""


class EnvironmentTrouble(DossierError):
    """The machine is in the way: disk full, folder read-only, file damaged, case open elsewhere."""


class Bug(DossierError):
    """We are at fault. The user's work is safe; the log holds what is needed to mend it."""


class NotFound(UserError):
    """Something was looked up by its id and isn't in the case (any more)."""


class ReadOnlyCase(EnvironmentTrouble):
    """The case is open elsewhere or its folder can't be written: reading works, writing doesn't."""
