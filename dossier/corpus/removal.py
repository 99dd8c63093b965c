"""Take documents out of the case and bring them back; undo an import; empty the trash."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from dossier.domain.corpus import DocumentId
from dossier.errors import UserError
from dossier.jobs import NEVER_CANCELLED, Cancelled, Changes, ReportProgress, no_progress
from dossier.storage.originals import Originals
from dossier.storage.removal import ImportDone, RemovalStore, Removed, Rests

SHOWN = 5
"""Statements that a refusal quotes; the screen lists all."""


class StillCited(UserError):
    """Documents on which something rests; `rests` says what."""

    def __init__(self, rests: Sequence[Rests]) -> None:
        self.rests = tuple(rests)
        documents = len({one.document_id for one in rests})
        which = "That document" if documents == 1 else f"{documents:,} of these documents"
        super().__init__(
            f"{which} can't be removed: {told(rests)} rest on {'it' if documents == 1 else 'them'}. Nothing was changed.",
            hint="Take those citations out first, or mark the document as withdrawn: it stays, and what rests on it says so.",
        )


@dataclass(frozen=True)
class Trash:
    """What emptying the trash takes: documents, their words, and the bytes of their originals."""

    documents: int
    words: int
    size: int


class Removals:
    """The trash of one case."""

    def __init__(
        self,
        store: RemovalStore,
        originals: Originals,
        *,
        recognise: Callable[[Sequence[DocumentId], ReportProgress, Cancelled], None],
        drain: Callable[[], None],
    ) -> None:
        """`recognise` finds the actors in documents anew; `drain` lets the index learn what has changed."""
        self._store = store
        self._originals = originals
        self._recognise = recognise
        self._drain = drain

    # -- looking

    def resting_on(self, ids: Sequence[DocumentId]) -> list[Rests]:
        """What the analyst has built on these documents."""
        return self._store.resting_on(ids)

    def removed(self) -> list[Removed]:
        """What is in the trash, last removed first."""
        return self._store.removed()

    def imports(self) -> list[ImportDone]:
        """Every import of which a document is in the case, the last one first."""
        return self._store.imports()

    def of_import(self, when: datetime) -> list[DocumentId]:
        """The documents of one import that are in the case."""
        return self._store.imported_at(when)

    def trash(self) -> Trash:
        """What emptying it would take."""
        found = self._store.removed()
        return Trash(len(found), sum(one.words for one in found), sum(one.size for one in found))

    # -- doing

    def remove(self, ids: Sequence[DocumentId]) -> Changes:
        """Put documents into the trash, all or none. StillCited when something rests on one of them."""
        rests = self._store.resting_on(ids)
        if rests:
            raise StillCited(rests)
        gone = self._store.remove(ids)
        self._drain()
        return _changed(gone)

    def restore(
        self,
        ids: Sequence[DocumentId],
        progress: ReportProgress = no_progress,
        cancelled: Cancelled = NEVER_CANCELLED,
    ) -> Changes:
        """Bring documents back out of the trash, with what was learned of actors since."""
        back = self._store.restore(ids)
        self._recognise(back, progress, cancelled)
        self._drain()
        return _changed(back)

    def restore_with(self, sha256: str) -> DocumentId | None:
        """Bring the document back whose original has this hash, if it is in the trash; the index learns of it later."""
        key = self._store.removed_with(sha256)
        if key is None or not self._store.restore([key]):
            return None
        self._recognise([key], no_progress, NEVER_CANCELLED)
        return key

    def removing(self, ids: Sequence[DocumentId]) -> Callable[[ReportProgress, Cancelled], Changes]:
        """The job that removes these documents."""
        return lambda _progress, _cancelled: self.remove(ids)

    def restoring(self, ids: Sequence[DocumentId]) -> Callable[[ReportProgress, Cancelled], Changes]:
        """The job that brings these documents back."""
        return lambda progress, cancelled: self.restore(ids, progress, cancelled)

    def emptying(self) -> Callable[[ReportProgress, Cancelled], Changes]:
        """The job that empties the trash: words and originals go for good. Entered in the record of the case."""

        def work(_progress: ReportProgress, _cancelled: Cancelled) -> Changes:
            ids = [one.id for one in self._store.removed()]
            rests = self._store.resting_on(ids)  # an undo in a dossier can bring a citation back
            if rests:
                raise StillCited(rests)
            for sha256 in self._store.empty(ids):
                self._originals.discard(sha256)
            return Changes(corpus=True)

        return work


def told(rests: Sequence[Rests]) -> str:
    """`3 statements of “Title” and 1 event`."""
    statements = [one for one in rests if one.what == "statement"]
    parts = []
    for dossier in dict.fromkeys(one.dossier for one in statements):
        number = sum(one.dossier == dossier for one in statements)
        parts.append(f"{number:,} statement{'' if number == 1 else 's'} of “{dossier}”")
    for what in ("relationship", "event"):
        if number := sum(one.what == what for one in rests):
            parts.append(f"{number:,} {what}{'' if number == 1 else 's'}")
    if len(parts) > SHOWN:
        parts = [*parts[:SHOWN], f"{len(parts) - SHOWN:,} more"]
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


def _changed(ids: Sequence[DocumentId]) -> Changes:
    return Changes(
        documents=frozenset(ids), corpus=True, actors=True, evidence=True, dossiers=True, index=True
    )
