"""Search an index that is in memory only: for cases with a passphrase, whose words must not reach the disk."""

from __future__ import annotations

import threading

from tantivy import Index

from dossier.search.folder import IndexFolder
from dossier.search.tantivy_engine import TantivyEngine, schema


class MemoryEngine(TantivyEngine):
    """Tantivy without a folder; empty when made, and gone when closed."""

    def __init__(self) -> None:
        self._folder = _Nowhere()
        self._lock = threading.RLock()
        self._open()

    def _make(self) -> None:
        pass

    def _open(self) -> None:
        self._index = Index(schema())
        self._index.config_reader(reload_policy="manual")
        self._commit = None


class _Nowhere(IndexFolder):
    """In place of the folder: there is nothing to note before a commit, and nothing to sign after it."""

    def __init__(self) -> None:
        pass

    def begin(self) -> None:
        """See IndexFolder."""

    def finish(self) -> None:
        """See IndexFolder."""
