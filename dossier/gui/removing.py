"""Remove documents from the case in the window, undo imports, and say what stands against it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dossier.case import Case
from dossier.corpus.removal import StillCited
from dossier.domain.corpus import DocumentId
from dossier.errors import DossierError
from dossier.gui.cited_dialog import CitedDialog
from dossier.gui.error_dialog import show_error
from dossier.gui.job_runner import JobRunner, Lane
from dossier.jobs import Changes, Work


class Removing(QObject):
    """Removes documents and brings them back for one page of the window."""

    removed = Signal(str, object)
    """What was done, in a sentence, and the job that takes it back."""
    withdrawal_wanted = Signal(list)

    def __init__(self, case: Case, runner: JobRunner, window: QWidget) -> None:
        super().__init__(window)
        self._case = case
        self._runner = runner
        self._window = window

    def remove(self, ids: Sequence[DocumentId], *, done: Callable[[], object] = lambda: None) -> None:
        """Put these documents into the trash, unless something rests on one of them."""
        if not ids or self._case.read_only:
            return

        def tell(_changes: Changes) -> None:
            many = "1 document was" if len(ids) == 1 else f"{len(ids):,} documents were"
            self.removed.emit(
                f"{many} removed. Ctrl+Z brings {'it' if len(ids) == 1 else 'them'} back.",
                self._case.removals.restoring(ids),
            )
            done()

        def refuse(error: DossierError) -> None:
            if isinstance(error, StillCited):
                self._show_what_rests(error, ids)
            else:
                show_error(error, self._window)

        work: Work[Changes] = self._case.removals.removing(ids)
        self._runner.run("Removing documents", work, lane=Lane.WRITE, done=tell, failed=refuse)

    def _show_what_rests(self, error: StillCited, ids: Sequence[DocumentId]) -> None:
        cited = {one.document_id for one in error.rests}
        others = [key for key in ids if key not in cited]
        titles = {document.id: document.title for document in self._case.library.many(sorted(cited))}
        dialog = CitedDialog(error, titles, len(others), self._window)
        dialog.others_wanted.connect(lambda: self.remove(others))
        dialog.withdrawal_wanted.connect(lambda: self.withdrawal_wanted.emit(sorted(cited)))
        dialog.open()
