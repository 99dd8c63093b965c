"""Tidy a case that is opened for writing: sweep what a killed program left half done, enter deeds that wait."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Protocol

from dossier import log
from dossier.errors import EnvironmentTrouble
from dossier.storage import converting, late_entries
from dossier.storage.audit import AuditStore
from dossier.storage.backups import sweep_copies
from dossier.storage.corpus import CorpusStore
from dossier.storage.originals import Originals
from dossier.storage.unfinished import Unfinished
from dossier.storage.vault import Keys

_LOG = log.logger("case")


class Swept(Protocol):
    """The parts of a case that a kill can leave untidy."""

    path: Path
    keys: Keys | None
    audit: AuditStore
    unfinished: Unfinished
    originals: Originals
    corpus_store: CorpusStore


def sweep_after_kill(case: Swept) -> None:
    """Tidy a case that was just opened for writing; whatever was acknowledged stays. What can't be done now stays for the next time."""
    try:
        sweep_copies(case.path / "backups")
        shutil.rmtree(case.path / converting.BEGUN, ignore_errors=True)
        if case.unfinished.sweep():
            case.originals.sweep(case.corpus_store.originals())
        late_entries.enter(case.path, case.keys, case.audit)
    except (OSError, EnvironmentTrouble) as error:
        _LOG.info("not everything could be tidied: %s", log.describe(error))
