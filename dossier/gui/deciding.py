"""Carry out decisions on actors beside the window, find the names they touch anew, and take them back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dossier.case import Case
from dossier.domain.actors import JudgementId
from dossier.errors import DossierError
from dossier.gui.error_dialog import show_error
from dossier.gui.job_runner import SETTLING, JobRunner, Lane
from dossier.jobs import Cancelled, Changes, ReportProgress

_RELATED = None
"""A change of relationships and events among the deeds: those have an undo of their own."""


class Deciding(QObject):
    """The decisions of one screen, the last one last."""

    said = Signal(str)

    def __init__(self, case: Case, runner: JobRunner, screen: QWidget) -> None:
        super().__init__(screen)
        self._case, self._runner = case, runner
        self._deeds: list[tuple[JudgementId, ...] | None] = []

    @property
    def anything(self) -> bool:
        """Whether something was done here that can be taken back."""
        return bool(self._deeds)

    def run(
        self,
        act: Callable[[], JudgementId | Sequence[JudgementId] | None],
        *,
        told: Callable[[], str] | str = "",
        done: Callable[[], None] | None = None,
    ) -> None:
        """Decide; then find the names that the decision gave or took in every text.

        `act` gives None when nothing changes; several decisions are taken back as one. `told` is said and `done` called once it is decided.
        """
        made: list[JudgementId] = []
        names: list[str] = []

        def work(_progress: ReportProgress, _cancelled: Cancelled) -> Changes:
            found = act()
            if found is None:
                return Changes()
            made.extend(found if isinstance(found, Sequence) else [found])
            for key in made:
                names.extend(self._case.decisions.names_of(key))
            return Changes(actors=True, index=True)

        def decided(_changes: Changes) -> None:
            if made:
                self._deeds.append(tuple(made))
            sentence = told() if callable(told) else told
            if sentence:
                self.said.emit(sentence)
            if done is not None:
                done()
            if made:
                self._find_anew(names)

        self._runner.run("Deciding", work, lane=Lane.WRITE, done=decided, failed=self._fail)

    def note_related(self) -> None:
        """A relationship or an event was changed here."""
        self._deeds.append(_RELATED)

    def undo(self, *, beyond: bool = False) -> str:
        """Take back what was done last here and say so; empty when there is nothing.

        `beyond` goes on with the newest decision of the case when nothing was done here.
        """
        if self._case.read_only:
            return ""
        last: tuple[JudgementId, ...] | None = None
        while self._deeds and self._deeds[-1] is not _RELATED and not self._stands(self._deeds[-1]):
            self._deeds.pop()  # taken back elsewhere meanwhile
        if self._deeds:
            last = self._deeds.pop()
            if last is _RELATED:
                word = self._case.relations.undo()
                if word:
                    self._runner.changed.emit(Changes(actors=True, evidence=True))
                    return f"The last change of a {word} was taken back."
                return self.undo(beyond=beyond)
        elif beyond:
            newest = self._case.decisions.newest()
            last = None if newest is None else (newest,)
        if last is None:
            return ""
        self._take_back(last)
        return "The last decision on actors was taken back."

    def _stands(self, deed: tuple[JudgementId, ...]) -> bool:
        return all(self._case.decisions.in_force(key) for key in deed)

    def take_back(self, key: JudgementId) -> None:
        """Take back this very decision, whenever it was made; refused if a later one rests on it."""
        self._deeds = [deed for deed in self._deeds if deed is _RELATED or key not in deed]
        self._take_back((key,))

    def _take_back(self, keys: tuple[JudgementId, ...]) -> None:
        decisions, names = self._case.decisions, list[str]()

        def work(_progress: ReportProgress, _cancelled: Cancelled) -> Changes:
            with self._case.actor_store.together():  # all of them or none
                for key in reversed(keys):
                    names.extend(decisions.names_of(key))  # undoing removes the names: asked for before
                    decisions.undo(key)
            return Changes(actors=True, index=True)

        def failed(error: DossierError) -> None:
            if self._stands(keys):
                self._deeds.append(keys)  # a later decision that rests on it may be taken back first
            self._fail(error)

        self._runner.run(
            "Deciding", work, lane=Lane.WRITE, done=lambda _changes: self._find_anew(names), failed=failed
        )

    def _find_anew(self, names: list[str]) -> None:
        if names:
            follow = self._case.finding_names(names)
            self._runner.run("Finding names", follow, lane=Lane.WRITE, failed=self._fail)
        else:
            self._runner.run(SETTLING, self._case.settle, lane=Lane.WRITE)

    def _fail(self, error: DossierError) -> None:
        show_error(error, cast(QWidget, self.parent()))
