"""Protect a case with a passphrase, or take the protection off: jobs on a case that nobody has open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dossier import settings
from dossier.case.opening import open_case
from dossier.errors import UserError
from dossier.jobs import Cancelled, ReportProgress
from dossier.storage import converting, vault

SHORTEST = vault.SHORTEST
HONEST = (
    "The open files are removed, but a disk may keep their bytes for a while, above all one without moving parts "
    "(SSD), and so may backups of the machine. What must never be read by others belongs in a case that had its "
    "passphrase from the beginning, on an encrypted disk."
)


def protecting(path: Path, passphrase: str) -> Callable[[ReportProgress, Cancelled], int]:
    """The job that encrypts a case; returns how many damaged automatic copies were left out.

    UserError when it has a passphrase, is open elsewhere, or an original is damaged; it is as it was then.
    """

    def work(progress: ReportProgress, cancelled: Cancelled) -> int:
        if vault.has_passphrase(path):
            raise UserError(
                "This case has a passphrase already.", hint="Change it with `dossier passphrase CASE`."
            )
        _look(path, None)
        return converting.convert(path, None, passphrase, _who(), progress, cancelled)

    return work


def unprotecting(path: Path, passphrase: str) -> Callable[[ReportProgress, Cancelled], int]:
    """The job that writes a case with a passphrase openly again; see `protecting`. WrongPassphrase."""

    def work(progress: ReportProgress, cancelled: Cancelled) -> int:
        if not vault.has_passphrase(path):
            raise UserError("This case has no passphrase.")
        _look(path, passphrase)
        keys = vault.open_keys(path, passphrase)
        return converting.convert(path, keys, None, _who(), progress, cancelled)

    return work


def check_passphrase(path: Path, passphrase: str) -> Callable[[ReportProgress, Cancelled], None]:
    """The job that raises WrongPassphrase for another one than the case has."""

    def work(_progress: ReportProgress, _cancelled: Cancelled) -> None:
        vault.open_keys(path, passphrase)

    return work


def _look(path: Path, passphrase: str | None) -> None:
    """Opening brings an older case up to date, sweeps what a killed program left, and enters what waits."""
    case = open_case(path, passphrase=passphrase)
    try:
        if case.read_only:
            case._refuse_read_only()
    finally:
        case.close()


def _who() -> str:
    return settings.load_settings().who
