"""Name an actor, say what it is, and decide on its names: each a decision that can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from dossier.case import Case
from dossier.case.splitting import NamedPlace, reading_places
from dossier.domain.actors import ActorId, ActorRole, AliasId, AliasStatus, JudgementId, MentionId
from dossier.gui.actor_dialog import KindDialog, RenameDialog
from dossier.gui.commands import Command
from dossier.gui.deciding import Deciding
from dossier.gui.job_runner import JobRunner
from dossier.gui.name_dialog import NameDialog
from dossier.gui.names_panel import NamesPanel
from dossier.gui.split_dialog import SplitDialog
from dossier.text.normalize import visible


class ActorEditing(QObject):
    """For the actor that `actor` gives; `names` is the table of its names as it stands now, within `page`."""

    def __init__(
        self,
        case: Case,
        runner: JobRunner,
        deciding: Deciding,
        screen: QWidget,
        actor: Callable[[], ActorId | None],
        names: Callable[[], NamesPanel | None],
        page: QWidget,
    ) -> None:
        super().__init__(screen)
        self._page = page
        self._case, self._runner, self._deciding, self._screen = case, runner, deciding, screen
        self._actor, self._names = actor, names

    def commands(self) -> list[Command]:
        """What can be said of an actor."""
        able, page = (
            self._able,
            self._page,
        )  # the table of names, made anew with each actor, listens to its keys
        return [
            Command("Rename the actor…", self.rename, "F2", possible=able),
            Command("Say what the actor is…", self.describe, "Shift+F2", possible=able),
            Command("Add a name…", self.add_name, "Ctrl+Shift+A", possible=able),
            Command("Edit the chosen name…", self.edit_name, "Return", on=page, possible=able, handled=True),
            Command("Dispute the chosen name", self.dispute_name, "D", on=page, possible=able, handled=True),
            Command(
                "Reject the chosen name", self.reject_name, "Delete", on=page, possible=able, handled=True
            ),
            Command("Assert the chosen name again", self.assert_name, possible=able),
            Command("Split off an actor…", self.split_off, "Ctrl+Shift+S", possible=able),
        ]

    def rename(self) -> None:
        """Ask for another main name."""
        key = self._actor()
        if key is None or not self._able():
            return
        dialog = RenameDialog(self._case.catalog.get(key), self._screen)
        decisions = self._case.decisions
        dialog.renamed.connect(
            lambda name, why: self._deciding.run(
                lambda: decisions.rename(key, name, why),
                told=f"It is called \u2068{visible(name)[:80]}\u2069 now. Undo: Ctrl+Z",
            )
        )
        dialog.open()

    def describe(self) -> None:
        """Ask what the actor is."""
        key = self._actor()
        if key is None or not self._able():
            return
        dialog = KindDialog(self._case.catalog.get(key), self._screen)
        decisions = self._case.decisions
        dialog.revised.connect(
            lambda values, why: self._deciding.run(
                lambda: decisions.revise(key, why, **values), told="Saved. Undo: Ctrl+Z"
            )
        )
        dialog.open()

    def add_name(self, value: str = "") -> None:
        """Ask for one more name of the actor; `value` is offered."""
        key = self._actor()
        if key is not None and self._able():
            self._ask(NameDialog(self._case, key, None, self._screen, value=value))

    def edit_name(self, alias: int | None = None) -> None:
        """Ask for more about a name, the chosen one if none is given."""
        key, names = self._actor(), self._names()
        if key is None or not self._able():
            return
        if alias is None:
            if names is not None:
                names.edit_chosen()
            return
        self._ask(NameDialog(self._case, key, self._case.actor_store.alias(AliasId(alias)), self._screen))

    def dispute_name(self) -> None:
        """Sources disagree whether the chosen name is one of the actor's."""
        self._set_chosen(AliasStatus.DISPUTED)

    def reject_name(self) -> None:
        """The chosen name is none of the actor's."""
        self._set_chosen(AliasStatus.REJECTED)

    def assert_name(self) -> None:
        """The chosen name is one of the actor's after all."""
        self._set_chosen(AliasStatus.ASSERTED)

    def set_status(self, alias: int, status: AliasStatus) -> None:
        """Assert, dispute or reject a name. A name that is disputed already is asserted by disputing it again."""
        decisions, known = self._case.decisions, self._case.actor_store.alias(AliasId(alias))
        if known.status is status:
            if status is not AliasStatus.DISPUTED:
                return
            status = AliasStatus.ASSERTED

        def act() -> JudgementId:
            if status is AliasStatus.REJECTED:
                return decisions.reject_alias(known.id)
            return decisions.set_alias_status(known.id, status)

        name = f"\u2068{visible(known.value)[:80]}\u2069"
        self._deciding.run(act, told=f"{name} is {status}. Undo: Ctrl+Z")

    def split_off(self) -> None:
        """Ask which places and names of the actor belong to another one, and make that one."""
        key, case = self._actor(), self._case
        if key is None or not self._able():
            return
        actor = case.catalog.get(key)

        def ask(places: list[NamedPlace]) -> None:
            dialog = SplitDialog(actor, places, self._screen)
            dialog.split.connect(split)
            dialog.open()

        def split(
            places: Sequence[MentionId], aliases: Sequence[AliasId], name: str, role: ActorRole, why: str
        ) -> None:
            self._deciding.run(
                lambda: case.decisions.split_off(key, aliases, name, role, why, mentions=places)[1],
                told=f"\u2068{visible(name)[:80]}\u2069 is an actor of its own now. Undo: Ctrl+Z",
            )

        work = reading_places(actor.id, case.mention_store, case.corpus_store, case.actor_pages)
        self._runner.run("Reading the places", work, done=ask)

    def _set_chosen(self, status: AliasStatus) -> None:
        names = self._names()
        if names is not None and self._able():
            names.set_status(status)

    def _ask(self, dialog: NameDialog) -> None:
        dialog.accepted_as.connect(
            lambda act: self._deciding.run(
                act, told="Saved; its places in the documents are being found. Undo: Ctrl+Z"
            )
        )
        dialog.open()

    def _able(self) -> bool:
        return self._actor() is not None and not self._case.read_only
