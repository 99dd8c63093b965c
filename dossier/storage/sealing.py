"""Seal files with a key, block by block, and open them in memory only.

Format: a mark, libsodium's header of a `secretstream` (XChaCha20-Poly1305), then blocks of 1 MiB and 17 bytes each;
the last one carries the final tag, so that a file that was cut is noticed as surely as one that was changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

MARK = b"DOSSIER-SEALED-1\n"
BLOCK = 1 << 20
_MORE = 17
"""Bytes that sealing adds to a block."""


class Damaged(ValueError):
    """The file was changed or cut, or is sealed with another key."""


def sealed(blocks: Iterable[bytes], key: bytes) -> Iterator[bytes]:
    """The bytes to write for these bytes, whatever their blocks."""
    from nacl import bindings as sodium

    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    yield MARK + sodium.crypto_secretstream_xchacha20poly1305_init_push(state, key)
    push: Any = sodium.crypto_secretstream_xchacha20poly1305_push
    waiting = b""
    for block in blocks:
        waiting += block
        while len(waiting) > BLOCK:
            yield push(state, waiting[:BLOCK])
            waiting = waiting[BLOCK:]
    yield push(state, waiting, tag=sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL)


def opened(path: Path, key: bytes) -> Iterator[bytes]:
    """The blocks of a sealed file. Damaged when it is not whole, after what was whole; OSError as usual."""
    from nacl import bindings as sodium
    from nacl.exceptions import CryptoError

    final = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    pull: Any = sodium.crypto_secretstream_xchacha20poly1305_pull
    with path.open("rb") as stream:
        head = stream.read(len(MARK) + sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES)
        if not head.startswith(MARK):
            raise Damaged("no sealed file")
        try:
            sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, head[len(MARK) :], key)
            tag = 0
            while tag != final:
                text, tag = pull(state, stream.read(BLOCK + _MORE))
                yield text
        except (CryptoError, ValueError, RuntimeError) as error:
            raise Damaged(type(error).__name__) from error
        if stream.read(1):
            raise Damaged("bytes after the end")


def read_file(path: Path, key: bytes | None) -> bytes:
    """All bytes of a file that is sealed with `key`, or lies open when there is none."""
    return path.read_bytes() if key is None else b"".join(opened(path, key))
