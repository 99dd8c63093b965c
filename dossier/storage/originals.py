"""Keep the bytes of imported files, named by their SHA-256, and notice when they are damaged."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dossier.errors import EnvironmentTrouble, NotFound, UserError

_BLOCK = 1 << 20


@dataclass(frozen=True)
class Original:
    """A kept file: SHA-256 in lower-case hex, and size in bytes."""

    sha256: str
    size: int


class Originals:
    """The folder `originals/` of a case. A file is there whole and synced, or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, source: Path, *, at_most: int) -> Original:
        """Copy a file in and return its name; a file of equal content is kept once.

        Raises UserError when `source` is no regular file or larger than `at_most` bytes, OSError when
        it can't be read, EnvironmentTrouble when the copy can't be written.
        """
        with _open_regular(source) as stream:
            size = os.fstat(stream).st_size
            if size > at_most:
                raise UserError(
                    f"The file is larger than {at_most // 1_000_000:,} MB and was left out.",
                    hint="Split it, or import the part that matters.",
                )
            return self._copy(stream)

    def _copy(self, stream: int) -> Original:
        digest = hashlib.sha256()
        size = 0
        self.folder.mkdir(mode=0o700, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.folder, prefix=".new-")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as copy:
                while block := os.read(stream, _BLOCK):
                    digest.update(block)
                    size += len(block)
                    try:
                        copy.write(block)
                    except OSError as error:
                        raise _write_trouble(error) from error
                try:
                    copy.flush()
                    os.fsync(copy.fileno())
                except OSError as error:
                    raise _write_trouble(error) from error
            sha256 = digest.hexdigest()
            target = self.path(sha256)
            if target.exists():
                temporary.unlink()
            else:
                target.parent.mkdir(mode=0o700, exist_ok=True)
                temporary.replace(target)
                sync_folder(target.parent)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        return Original(sha256, size)

    def path(self, sha256: str) -> Path:
        """Where the bytes are (or would be)."""
        return self.folder / sha256[:2] / sha256

    def read(self, sha256: str) -> bytes:
        """The bytes, checked against their hash."""
        try:
            data = self.path(sha256).read_bytes()
        except FileNotFoundError as error:
            raise NotFound(
                "The original file is missing from the case; its text is still there.",
                hint="Run `dossier check`, or restore a backup.",
            ) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise EnvironmentTrouble(
                "The original file was damaged on disk; its text is still there.",
                hint="Restore it from a backup. The damaged file was left as it is.",
            )
        return data

    def intact(self, sha256: str) -> bool | None:
        """Whether the bytes still have their hash; None when they are missing."""
        digest = hashlib.sha256()
        try:
            with self.path(sha256).open("rb") as stream:
                while block := stream.read(_BLOCK):
                    digest.update(block)
        except FileNotFoundError:
            return None
        return digest.hexdigest() == sha256

    def all(self) -> Iterator[str]:
        """Names of all kept files."""
        for folder in sorted(self.folder.glob("??")):
            for path in sorted(folder.iterdir()):
                yield path.name

    def sweep(self, wanted: set[str]) -> int:
        """Remove half-written files and those no document refers to; returns how many.

        They come from an import that ended between keeping a file and storing its document.
        """
        removed = 0
        for path in self.folder.glob(".new-*"):
            path.unlink(missing_ok=True)
            removed += 1
        for name in self.all():
            if name not in wanted:
                self.path(name).unlink(missing_ok=True)
                removed += 1
        for folder in self.folder.glob("??"):
            with contextlib.suppress(OSError):  # not empty
                folder.rmdir()
        return removed


@contextlib.contextmanager
def _open_regular(path: Path) -> Iterator[int]:
    # O_NONBLOCK: opening a FIFO would wait for a writer for ever.
    stream = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        if not stat.S_ISREG(os.fstat(stream).st_mode):
            raise UserError("This is not a regular file and was left out.")
        yield stream
    finally:
        os.close(stream)


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
