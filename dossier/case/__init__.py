"""Open cases: the only place where engines, stores and features are made and joined."""

from dossier.case.opening import (
    Case,
    change_passphrase,
    compare_known_names,
    create_case,
    open_case,
    opened_by,
    restore_case,
    restoring,
)
from dossier.storage.vault import PassphraseNeeded, WrongPassphrase, has_passphrase

__all__ = [
    "Case",
    "PassphraseNeeded",
    "WrongPassphrase",
    "change_passphrase",
    "compare_known_names",
    "create_case",
    "has_passphrase",
    "open_case",
    "opened_by",
    "restore_case",
    "restoring",
]
