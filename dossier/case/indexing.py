"""Give a case its index: which engine, in which folder, and the change to another one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from dossier.corpus.feeding import OutboxFeed
from dossier.errors import UserError
from dossier.jobs import Cancelled, Changes, ReportProgress
from dossier.search.engine import SearchEngine
from dossier.search.engines import ENGINES, MANY, TANTIVY, WHOOSH, open_engine, usable
from dossier.search.index import Index
from dossier.search.memory_worker import MemoryWorker
from dossier.search.worker import SearchWorker, Where
from dossier.storage.unfinished import temporary_folder

_ENGINE = "engine"
_DECLINED = "engine declined"


class Noted(Protocol):
    """What of the database is needed here."""

    def info(self, key: str) -> str | None:
        """A fact about the case."""

    def set_info(self, key: str, value: str) -> None:
        """Write a fact about the case."""

    def count(self) -> int:
        """How many documents there are."""

    def outbox_size(self) -> int:
        """How many the index has yet to learn."""


class CaseIndex:
    """The index of one case."""

    def __init__(
        self,
        case: Path,
        store: Noted,
        feed: OutboxFeed,
        *,
        read_only: bool,
        in_memory: bool = False,
        has: Callable[[str], bool] = usable,
        many: int = MANY,
    ) -> None:
        """`has` says which engines this copy of the program has; `many` from when the fast one is proposed.

        `in_memory`: no word of the case may reach the disk. The index is built anew each time the case is opened, by
        the engine that is fast at it, in the memory of a process that can write nothing.
        """
        self._case = case
        self._store = store
        self._feed = feed
        self._read_only = read_only
        self._in_memory = in_memory
        self._has = has
        self._many = many
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._folder: Path | None = None
        if not read_only:
            for name in ("index.next", "index.old"):
                shutil.rmtree(case / name, ignore_errors=True)
        self.index = Index(
            self._open,
            self._reset,
            feed,
            catch_up=read_only,
            worker=None if in_memory else SearchWorker(lambda: Where(self.engine, self.folder)),
        )

    # -- which engine

    @property
    def wanted(self) -> str:
        """The engine that the case asks for."""
        if self._in_memory:
            return TANTIVY
        name = self._store.info(_ENGINE)
        return name if name in ENGINES else WHOOSH

    @property
    def engine(self) -> str:
        """The engine that searches it: the one wanted, if this copy of the program has it."""
        return self.wanted if self._has(self.wanted) else WHOOSH

    @property
    def notice(self) -> str:
        """A sentence when the engine wanted is missing; empty otherwise."""
        if self.engine == self.wanted:
            return ""
        return "The fast search engine of this case is missing here, so it is searched with the ordinary one."

    @property
    def proposal(self) -> str:
        """A sentence that proposes the fast engine where it is worth having; empty otherwise."""
        if self._read_only or self.engine != WHOOSH or not self._has(TANTIVY):
            return ""
        count = self._store.count()
        if count < self._many or self._store.info(_DECLINED):
            return ""
        return (
            f"This case has {count:,} documents. The fast search engine answers sooner in cases of this size."
        )

    def decline(self) -> None:
        """Propose the fast engine no more."""
        self._store.set_info(_DECLINED, "yes")

    def changing_to(self, name: str) -> Callable[[ReportProgress, Cancelled], Changes]:
        """The job that builds the index of another engine beside the present one, which answers meanwhile."""
        if name not in ENGINES:
            raise UserError("There is no such search engine.", hint=f"There are: {', '.join(ENGINES)}.")
        if self._in_memory:
            raise UserError(
                "The index of a case with a passphrase is in memory; it has an engine of its own."
            )
        if not self._has(name):
            raise UserError(
                "This copy of Dossier lacks that search engine.",
                hint="Install it with `pip install dossier[fast]`.",
            )

        def work(progress: ReportProgress, cancelled: Cancelled) -> Changes:
            if name == self.engine:
                self._store.set_info(_ENGINE, name)
                return Changes()
            beside = self._case / "index.next"
            shutil.rmtree(beside, ignore_errors=True)

            def take() -> None:
                self._store.set_info(_ENGINE, name)
                # After a kill between these lines the index has another engine than the case: it is built again.
                old = self._case / "index.old"
                shutil.rmtree(old, ignore_errors=True)
                self.folder.rename(old)
                beside.rename(self.folder)
                shutil.rmtree(old, ignore_errors=True)

            done = self.index.change_engine(lambda: open_engine(name, beside), take, progress, cancelled)
            if not done:
                shutil.rmtree(beside, ignore_errors=True)
            return Changes(index=done)

        return work

    # -- where

    @property
    def folder(self) -> Path:
        """`index/` of the case. Who can't write the case uses it when it is complete, else one of its own."""
        if self._folder is None:
            shared = self._case / "index"
            usable_shared = shared.is_dir() and not self._store.outbox_size()
            self._folder = shared if not self._read_only or usable_shared else self._own_folder()
        return self._folder

    def _own_folder(self) -> Path:
        self._temporary = temporary_folder()
        self._feed.everything_again()
        return Path(self._temporary.name) / "index"

    def _open(self) -> SearchEngine:
        if self._in_memory:
            return MemoryWorker()
        return open_engine(self.engine, self.folder, sweep=not self._read_only)

    def _reset(self) -> None:
        if self._in_memory:
            return
        if self._read_only:
            self._folder = self._own_folder()
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def close(self) -> None:
        """Let go of the files."""
        self.index.close()
        if self._temporary is not None:
            self._temporary.cleanup()
