"""Sweep away what a program that was killed left half done; whatever was acknowledged stays."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from dossier import log
from dossier.storage.backups import sweep_copies
from dossier.storage.corpus import CorpusStore
from dossier.storage.originals import Originals
from dossier.storage.unfinished import Unfinished

_LOG = log.logger("case")


class Swept(Protocol):
    """The parts of a case that a kill can leave untidy."""

    path: Path
    unfinished: Unfinished
    originals: Originals
    corpus_store: CorpusStore


def sweep_after_kill(case: Swept) -> None:
    """Tidy a case that was just opened for writing. What can't be removed now stays for the next time."""
    try:
        sweep_copies(case.path / "backups")
        if case.unfinished.sweep():
            case.originals.sweep(case.corpus_store.originals())
    except OSError as error:
        _LOG.info("not everything could be swept: %s", log.describe(error))
