"""Write what leaves the case (exports, backups), and enter it in the audit log."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from dossier.case.reporting import write
from dossier.domain.dossiers import TLP
from dossier.export.bundle import DossierBundle
from dossier.export.outline import ExportReport
from dossier.jobs import Cancelled, ReportProgress
from dossier.storage.audit import AuditStore
from dossier.storage.backups import write_backup
from dossier.storage.database import CaseDatabase
from dossier.storage.late_entries import leave
from dossier.storage.originals import Originals
from dossier.storage.unfinished import Unfinished
from dossier.storage.vault import Keys


class Recorded(Protocol):
    """The parts of a case that writing a file needs."""

    path: Path
    keys: Keys | None
    read_only: bool
    database: CaseDatabase
    originals: Originals
    unfinished: Unfinished
    audit: AuditStore


def export_noted(case: Recorded, bundle: DossierBundle, target: Path, level: TLP | None) -> ExportReport:
    """Write a dossier. It is entered before (so that no file exists unrecorded) and, with its hash, after.

    Where the case is only read here, both wait in its folder for the next opening for writing (`late_entries`). A
    folder that nobody can write keeps no record; the report says so.
    """
    what = {"dossier": int(bundle.dossier.id), "format": target.suffix.lower().lstrip(".")}
    entered = _note(case, "export", **what, tlp=str(level or bundle.dossier.tlp))
    with case.unfinished.writing(target):
        report = write(bundle, target, level)
    _note(case, "exported", **what, sha256=_hash_of(target))
    return report if entered else replace(report, entered=False)


def backup_noted(case: Recorded, target: Path, progress: ReportProgress, cancelled: Cancelled) -> int:
    """Write the case into one file, entered before; returns the number of originals."""
    _note(case, "backup")
    with case.unfinished.writing(target):
        return write_backup(case.database, case.originals, target, progress=progress, cancelled=cancelled)


def _note(case: Recorded, what: str, **detail: object) -> bool:
    if case.read_only:
        return leave(case.path, case.keys, what, case.database.who, **detail)
    case.audit.note(what, **detail)
    return True


def _hash_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
