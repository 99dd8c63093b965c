"""Save typed words within a second, beside the window, in the order in which they were typed."""

from __future__ import annotations

import threading
from collections.abc import Callable

from dossier.errors import DossierError
from dossier.gui.job_runner import JobRunner, Lane
from dossier.jobs import Cancelled, ReportProgress


class Autosave:
    """Words that are typed faster than they can be stored wait here; only the newest of each key is kept.

    An import may hold the database for a while: the window must not wait for it, and no word may be lost.
    """

    def __init__(
        self,
        runner: JobRunner,
        write: Callable[[int, int, str], object],
        failed: Callable[[DossierError], None],
    ) -> None:
        self._runner = runner
        self._write = write
        self._failed = failed
        self._waiting: dict[tuple[int, int], str] = {}
        self._writing = threading.Lock()  # held from taking words out until they are stored

    @property
    def waiting(self) -> bool:
        """Whether any words are not stored yet."""
        return bool(self._waiting) or self._writing.locked()

    def put(self, dossier: int, statement: int, words: str) -> None:
        """Store these words soon."""
        self._waiting[dossier, statement] = words

        def work(_progress: ReportProgress, _cancelled: Cancelled) -> None:
            self.flush()

        self._runner.run("Saving", work, lane=Lane.WORDS, failed=self._failed)

    def flush(self) -> None:
        """Store everything that waits, now. On an error the words go on waiting."""
        with self._writing:
            while self._waiting:
                key = next(iter(self._waiting))
                words = self._waiting[key]
                self._write(*key, words)
                if self._waiting.get(key) == words:  # nothing newer was typed meanwhile
                    del self._waiting[key]

    def forget(self, statement: int) -> None:
        """The statement is gone: its words need no saving."""
        with self._writing:
            for key in [key for key in self._waiting if key[1] == statement]:
                del self._waiting[key]
