"""Keep the bytes of imported files, named by their SHA-256, and notice when they are damaged."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import tempfile
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from dossier.errors import EnvironmentTrouble, NotFound, UserError
from dossier.storage.sealing import Damaged, opened, read_file, sealed
from dossier.storage.vault import Keys

SYNCS_AT_ONCE = 8
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Original:
    """A kept file: SHA-256 in lower-case hex, and size in bytes."""

    sha256: str
    size: int


class Originals:
    """The folder `originals/` of a case. A file is there whole and synced, or not at all.

    What is taken in and not settled yet has another name, which `sweep` removes after a crash.
    """

    def __init__(self, folder: Path, keys: Keys | None = None) -> None:
        """With `keys`, files are sealed, each with a key of its own, under names that don't tell their hashes."""
        self.folder = folder
        self._keys = keys
        self._waiting: dict[str, Path] = {}

    def keep(self, source: Path, *, at_most: int) -> Original:
        """`take_in` and `settle` in one."""
        original = self.take_in(source, at_most=at_most)
        self.settle([original.sha256])
        return original

    def take_in(self, source: Path, *, at_most: int) -> Original:
        """Copy a file and return its name; it can be read at `path`, and is not safe before `settle`.

        A file of equal content is kept once. Raises UserError when `source` is no regular file or larger than
        `at_most` bytes, OSError when it can't be read, EnvironmentTrouble when the copy can't be written.
        """
        with open_regular(source, at_most=at_most) as stream:
            return self._copy(stream)

    def take_in_bytes(self, data: bytes) -> Original:
        """`take_in` of what was cut out of a file."""
        known = Original(hashlib.sha256(data).hexdigest(), len(data))
        key = self.key(known.sha256)
        tally = _Tally()
        blocks: Iterable[bytes] = tally.through([data])
        return self._put(sealed(blocks, key) if key else blocks, tally, known)

    def _copy(self, stream: int) -> Original:
        tally = _Tally()
        if self._keys is None:
            return self._put(tally.through(_blocks(stream)), tally, None)
        known = _measured(stream)  # the key follows from the hash, so the file is read twice
        blocks = sealed(tally.through(_blocks(stream)), self._keys.for_original(known.sha256))
        return self._put(blocks, tally, known)

    def take(self, other: Originals, sha256: str) -> None:
        """`take_in` from another store, compared with its hash on the way. UserError when it is damaged there."""
        tally = _Tally()
        blocks: Iterable[bytes] = tally.through(other._stored_blocks(sha256))
        key = self.key(sha256)
        try:
            kept = self._put(sealed(blocks, key) if key else blocks, tally, None)
        except Damaged:
            kept = None
        if kept is None or kept.sha256 != sha256:
            raise UserError(
                "An original file of this case is damaged, so the case was left as it is.",
                hint="Run `dossier check`; restore the file from a backup, or remove its document.",
            )

    def _put(self, blocks: Iterable[bytes], tally: _Tally, known: Original | None) -> Original:
        self.folder.mkdir(mode=0o700, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.folder, prefix=".new-")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as copy:
                for block in blocks:
                    try:
                        copy.write(block)
                    except OSError as error:
                        raise _write_trouble(error) from error
                try:
                    copy.flush()
                except OSError as error:
                    raise _write_trouble(error) from error
            original = tally.original()
            if known is not None and original != known:
                raise UserError("The file was changed while it was read.", hint="Import it again.")
            if self.path(original.sha256).exists():  # there, or waiting
                temporary.unlink()
            else:
                self._waiting[original.sha256] = temporary
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        return original

    def settle(self, wanted: Iterable[str]) -> None:
        """Have these (by SHA-256) on the disk under their names, as far as they were taken in and wait.

        All at once: each sync waits for the disk, and the system makes one of several at a time. Raises
        EnvironmentTrouble when the disk refuses.
        """
        moves = {sha256: self._waiting[sha256] for sha256 in wanted if sha256 in self._waiting}
        if not moves:
            return
        targets = [self._settled(sha256) for sha256 in moves]
        try:
            with ThreadPoolExecutor(min(SYNCS_AT_ONCE, len(moves)), "sync") as pool:
                list(pool.map(_sync_file, moves.values()))
                for (sha256, temporary), target in zip(moves.items(), targets, strict=True):
                    target.parent.mkdir(mode=0o700, exist_ok=True)
                    temporary.replace(target)
                    del self._waiting[sha256]
                list(pool.map(sync_folder, {self.folder, *(target.parent for target in targets)}))
        except OSError as error:
            raise _write_trouble(error) from error

    def drop(self, unwanted: Iterable[str] | None = None) -> None:
        """Forget what was taken in and never settled: these, or all."""
        for sha256 in list(self._waiting if unwanted is None else unwanted):
            temporary = self._waiting.pop(sha256, None)
            if temporary is not None:
                temporary.unlink(missing_ok=True)

    def stored_name(self, sha256: str) -> str:
        """The name of an original's file."""
        return sha256 if self._keys is None else self._keys.name_of(sha256)

    def path(self, sha256: str) -> Path:
        """Where the bytes are (or would be), sealed or open."""
        return self._waiting.get(sha256) or self._settled(sha256)

    def _settled(self, sha256: str) -> Path:
        name = self.stored_name(sha256)
        return self.folder / name[:2] / name

    def key(self, sha256: str) -> bytes | None:
        """What `sealing.read_file` needs beside the path; None when the file lies open."""
        return None if self._keys is None else self._keys.for_original(sha256)

    def read(self, sha256: str) -> bytes:
        """The bytes, checked against their hash."""
        try:
            data = read_file(self.path(sha256), self.key(sha256))
        except FileNotFoundError as error:
            raise NotFound(
                "The original file is missing from the case; its text is still there.",
                hint="Run `dossier check`, or restore a backup.",
            ) from error
        except Damaged:
            data = None
        if data is None or hashlib.sha256(data).hexdigest() != sha256:
            raise EnvironmentTrouble(
                "The original file was damaged on disk; its text is still there.",
                hint="Restore it from a backup. The damaged file was left as it is.",
            )
        return data

    def beginning(self, sha256: str) -> bytes:
        """Some of the first bytes; empty when they can't be read."""
        try:
            with contextlib.closing(self._stored_blocks(sha256)) as blocks:
                return next(blocks, b"")[:1024]
        except (OSError, Damaged):
            return b""

    def intact(self, sha256: str) -> bool | None:
        """Whether the bytes still have their hash; None when they are missing."""
        digest = hashlib.sha256()
        try:
            for block in self._stored_blocks(sha256):
                digest.update(block)
        except FileNotFoundError:
            return None
        except Damaged:
            return False
        return digest.hexdigest() == sha256

    def _stored_blocks(self, sha256: str) -> Generator[bytes]:
        path, key = self.path(sha256), self.key(sha256)
        if key is not None:
            yield from opened(path, key)
            return
        with path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                yield block

    def all(self) -> Iterator[str]:
        """Names of all kept files, as `stored_name` gives them."""
        for folder in sorted(self.folder.glob("??")):
            for path in sorted(folder.iterdir()):
                yield path.name

    def discard(self, sha256: str) -> None:
        """Remove one original for good: the trash was emptied."""
        path = self.path(sha256)
        path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # others are in that folder
            path.parent.rmdir()

    def sweep(self, wanted: set[str]) -> int:
        """Remove half-written files and those no document refers to (by SHA-256); returns how many.

        They come from an import that ended between keeping a file and storing its document.
        """
        removed = 0
        self.bring_home(wanted)
        for path in self.folder.glob(".new-*"):
            path.unlink(missing_ok=True)
            removed += 1
        names = {self.stored_name(sha256) for sha256 in wanted}
        for name in self.all():
            if name not in names:
                (self.folder / name[:2] / name).unlink(missing_ok=True)
                removed += 1
        for folder in self.folder.glob("??"):
            with contextlib.suppress(OSError):  # not empty
                folder.rmdir()
        return removed

    def bring_home(self, wanted: set[str]) -> list[str]:
        """Give files under a name of the moment that hold a missing original (by SHA-256) its name; which these were.

        So nothing that is missed is ever swept away.
        """
        found: list[str] = []
        homeless = list(self.folder.glob(".new-*"))
        missing = {sha256 for sha256 in wanted if homeless and not self._settled(sha256).exists()}
        for path in homeless:
            held = next((sha256 for sha256 in sorted(missing) if self._holds(path, sha256)), None)
            if held is not None:
                missing.discard(held)
                self._waiting[held] = path
                self.settle([held])
                found.append(held)
        return found

    def _holds(self, path: Path, sha256: str) -> bool:
        digest, key = hashlib.sha256(), self.key(sha256)
        try:
            with path.open("rb") as stream:
                for block in opened(path, key) if key is not None else iter(lambda: stream.read(_BLOCK), b""):
                    digest.update(block)
        except (OSError, Damaged):
            return False
        return digest.hexdigest() == sha256


@contextlib.contextmanager
def open_regular(path: Path, *, at_most: int) -> Iterator[int]:
    """A handle to read a file. UserError when it is no regular one or has more bytes than this."""
    # O_NONBLOCK: opening a FIFO would wait for a writer for ever.
    stream = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        if not stat.S_ISREG(os.fstat(stream).st_mode):
            raise UserError("This is not a regular file and was left out.")
        if os.fstat(stream).st_size > at_most:
            raise UserError(
                f"The file is larger than {at_most // 1_000_000:,} MB and was left out.",
                hint="Split it, or import the part that matters.",
            )
        yield stream
    finally:
        os.close(stream)


class _Tally:
    """Hash and size of what passes through."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._size = 0

    def through(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        for block in blocks:
            self._digest.update(block)
            self._size += len(block)
            yield block

    def original(self) -> Original:
        return Original(self._digest.hexdigest(), self._size)


def _blocks(stream: int) -> Iterator[bytes]:
    while block := os.read(stream, _BLOCK):
        yield block


def _measured(stream: int) -> Original:
    """Hash and size of a file, which stands at its beginning again then."""
    tally = _Tally()
    for _block in tally.through(_blocks(stream)):
        pass
    os.lseek(stream, 0, os.SEEK_SET)
    return tally.original()


def _sync_file(path: Path) -> None:
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, not only in the system's memory."""
    if os.name == "nt":  # Windows has no handle of a folder to sync
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_trouble(error: OSError) -> EnvironmentTrouble:
    return EnvironmentTrouble(
        "The case's folder can't be written (is the disk full?). Everything imported before is kept.",
        hint="Free some space and import again; what is there already is skipped.",
        detail=type(error).__name__,
    )
