"""Ask for passphrases at the terminal, or take them from where scripts put them; never from arguments."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from dossier.errors import UserError
from dossier.storage.vault import PassphraseNeeded, has_passphrase

VARIABLE = "DOSSIER_PASSPHRASE"
DESCRIPTOR = "DOSSIER_PASSPHRASE_FD"
"""Number of an open file whose first line is the passphrase."""
WARNING = "Nobody can open the case without its passphrase, and nobody can replace a lost one. Keep it somewhere safe."


def of(folder: Path) -> str | None:
    """The passphrase of the case in a folder; None when it has none. PassphraseNeeded when nobody can be asked."""
    if not has_passphrase(folder.expanduser()):
        return None
    given = _given()
    return given if given is not None else _typed(f"Passphrase of {folder.name}: ")


def new() -> str:
    """A new passphrase, typed twice. UserError when the two differ."""
    given = _given()
    if given is not None:
        return given
    if sys.stdin is not None and sys.stdin.isatty():
        sys.stderr.write(f"{WARNING}\n")
    first = _typed("New passphrase: ")
    if _typed("The same again: ") != first:
        raise UserError("The two passphrases differ; nothing was changed.", hint="Try again.")
    return first


def _given() -> str | None:
    number = os.environ.get(DESCRIPTOR, "")
    if number.isdecimal():
        try:
            with os.fdopen(os.dup(int(number)), encoding="utf-8") as stream:
                return stream.readline().rstrip("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise UserError(f"The passphrase can't be read from descriptor {number}.") from error
    return os.environ.get(VARIABLE) or None


def _typed(prompt: str) -> str:
    if sys.stdin is None or not sys.stdin.isatty():
        raise PassphraseNeeded
    return getpass.getpass(prompt, stream=sys.stderr)
