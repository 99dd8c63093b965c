"""Keep a case behind a passphrase: make its keys, wrap them, and open them again.

A random master key is wrapped with a key that Argon2id derives from the passphrase; `case.key` holds the wrapped key
and the cost, nothing else. So a new passphrase needs no new encryption of the case. Everything is libsodium's:
Argon2id (RFC 9106), XSalsa20-Poly1305 around the master key, BLAKE2b to derive one key for each purpose.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dossier.errors import EnvironmentTrouble, UserError

FILE = "case.key"
CONVERTED, SEALED, OPEN = "converted", "sealed", "open"
"""A folder in a case that was just given a passphrase or had it taken off, and what in it tells which (`converting`)."""
FORMAT = 1
SHORTEST = 8
"""Characters of a passphrase."""
OPERATIONS, MEMORY = 3, 256 << 20
"""Cost of a guess: libsodium's `moderate`, about a second and 256 MiB."""
_MOST_OPERATIONS, _MOST_MEMORY = 16, 2 << 30
"""A planted file must not make the program take more."""


class WrongPassphrase(UserError):
    """The passphrase does not open the case."""

    def __init__(self) -> None:
        super().__init__(
            "That passphrase does not open this case.",
            hint="Mind capitals and the keyboard's language. Without the passphrase nobody can open it.",
        )


class PassphraseNeeded(UserError):
    """The case has a passphrase and none was given."""

    def __init__(self) -> None:
        super().__init__(
            "This case has a passphrase.", hint="Type it, or give it in the variable DOSSIER_PASSPHRASE."
        )


@dataclass(frozen=True)
class Keys:
    """The keys of one open case, 32 bytes each; never written, logged or shown."""

    database: bytes = field(repr=False)
    _originals: bytes = field(repr=False)
    _names: bytes = field(repr=False)
    master: bytes = field(repr=False)

    def for_original(self, sha256: str) -> bytes:
        """The key of one file: the child that reads it learns no other."""
        return _derived(self._originals, sha256.encode("ascii"))

    def for_notes(self) -> bytes:
        """The key of notes beside the database."""
        return _derived(self.master, b"notes")

    def name_of(self, sha256: str) -> str:
        """The name under which an original lies: its hash alone would tell who has the same file that it is here."""
        return _derived(self._names, sha256.encode("ascii")).hex()


def has_passphrase(folder: Path) -> bool:
    """Whether the case in this folder asks for one."""
    if (folder / CONVERTED / OPEN).is_file():
        return False
    return (folder / FILE).is_file() or (folder / CONVERTED / SEALED).is_file()


def make_keys(folder: Path, passphrase: str) -> Keys:
    """New keys for a new case; writes `case.key`. UserError for a passphrase that is too short."""
    sodium = _sodium()
    master = sodium.randombytes(32)
    _write(folder, master, passphrase)
    return _keys(master)


def open_keys(folder: Path, passphrase: str) -> Keys:
    """The keys of a case. Raises WrongPassphrase, or EnvironmentTrouble when `case.key` is damaged."""
    sodium = _sodium()
    try:
        kept: dict[str, Any] = json.loads((folder / FILE).read_text("ascii"))
        if kept["format"] != FORMAT:
            raise UserError(
                "This case was made by a newer version of Dossier. Nothing was changed.",
                hint="Install the newer version to open it.",
            )
        salt, wrapped = bytes.fromhex(kept["salt"]), bytes.fromhex(kept["wrapped"])
        operations, memory = int(kept["operations"]), int(kept["memory"])
        if not (0 < operations <= _MOST_OPERATIONS and 0 < memory <= _MOST_MEMORY and len(salt) == 16):
            raise ValueError("cost")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EnvironmentTrouble(
            "The key file of this case, case.key, is missing or damaged, so the case can't be opened.",
            hint="Put back case.key from a backup of the same case; it is in every backup file.",
            detail="key file",
        ) from error
    guess = _stretched(passphrase, salt, operations, memory)
    try:
        master = sodium.crypto_secretbox_open(
            wrapped[sodium.crypto_secretbox_NONCEBYTES :],
            wrapped[: sodium.crypto_secretbox_NONCEBYTES],
            guess,
        )
    except (sodium_error(), ValueError) as error:
        raise WrongPassphrase from error
    return _keys(master)


def change_passphrase(folder: Path, keys: Keys, passphrase: str) -> None:
    """Wrap the same keys anew; the old passphrase opens the case no more (but does open older backups)."""
    _write(folder, keys.master, passphrase)


def _write(folder: Path, master: bytes, passphrase: str) -> None:
    if len(passphrase) < SHORTEST:
        raise UserError(
            f"A passphrase needs at least {SHORTEST} characters.",
            hint="Four or five unrelated words are good.",
        )
    sodium = _sodium()
    salt = sodium.randombytes(16)
    nonce = sodium.randombytes(sodium.crypto_secretbox_NONCEBYTES)
    wrapped = nonce + sodium.crypto_secretbox(master, nonce, _stretched(passphrase, salt, OPERATIONS, MEMORY))
    kept = {
        "format": FORMAT,
        "kdf": "argon2id",
        "operations": OPERATIONS,
        "memory": MEMORY,
        "salt": salt.hex(),
        "wrapped": wrapped.hex(),
    }
    partial = folder / f".{FILE}.partial"
    handle = os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        json.dump(kept, stream)
        stream.flush()
        os.fsync(stream.fileno())
    partial.replace(folder / FILE)


def _keys(master: bytes) -> Keys:
    return Keys(
        _derived(master, b"database"), _derived(master, b"originals"), _derived(master, b"names"), master
    )


def _derived(key: bytes, purpose: bytes) -> bytes:
    derived: bytes = _sodium().crypto_generichash_blake2b_salt_personal(purpose, digest_size=32, key=key)
    return derived


def _stretched(passphrase: str, salt: bytes, operations: int, memory: int) -> bytes:
    sodium = _sodium()
    try:
        key: bytes = sodium.crypto_pwhash_alg(
            32,
            # The same letters typed on another system may be composed in another way.
            _composed(passphrase).encode("utf-8"),
            salt,
            operations,
            memory,
            sodium.crypto_pwhash_ALG_ARGON2ID13,
        )
    except MemoryError as error:
        raise EnvironmentTrouble(
            f"There is not enough memory to check the passphrase ({memory >> 20} MB are needed).",
            hint="Close other programs and try again.",
            detail="argon2",
        ) from error
    return key


def _composed(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFC", text)


def sodium_error() -> type[Exception]:
    """What libsodium raises for something that was changed or is under another key."""
    from nacl.exceptions import CryptoError

    return CryptoError


def _sodium() -> Any:
    try:
        from nacl import bindings
    except ImportError as error:
        raise EnvironmentTrouble(
            "This copy of the program can't open cases with a passphrase.",
            hint="Install it with `pip install dossier[passphrase]`, or use the packaged program.",
            detail="no libsodium",
        ) from error
    return bindings
