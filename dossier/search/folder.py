"""Keep an index folder to its owner, sealed and on disk: what is foreign, cut or changed is never opened."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dossier.paths import user_config
from dossier.search.engine import IndexDamaged, IndexOutdated

MARK = "dossier-index.json"
"""Version, engine, and size and digest of every file, signed with a key of this user."""
_UNSIGNED = (MARK, ".lock", "_WRITELOCK", ".tmp")
_NO_DAMAGE = (IndexDamaged, IndexOutdated, MemoryError, KeyboardInterrupt, SystemExit, GeneratorExit)
_FULL = {28, 122, 30}
"""No space, over quota, read-only: no fault of the index."""


class IndexFolder:
    """The folder of one index of one engine."""

    def __init__(self, path: Path, engine: str, version: int) -> None:
        self.path = path
        self._engine = engine
        self._version = version
        self._known: dict[str, tuple[int, int, str]] = {}
        """Size, time of change and digest of the files seen last."""

    def missing(self) -> bool:
        """Whether there is no index yet."""
        return not self.path.exists() or not any(self.path.iterdir())

    def make(self) -> None:
        """An empty folder that only this user may enter."""
        shutil.rmtree(self.path, ignore_errors=True)
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path.chmod(0o700)

    def check(self, *, files: bool = True) -> bool:
        """Refuse what this user did not make in this very place, and, with `files`, what was changed since.

        Returns whether the last commit was cut short, so that there may be stray files. Raises IndexOutdated for the first, IndexDamaged for the second.
        """
        if os.name != "nt":
            self._refuse_other_owners()
        mark = self._mark()
        if not files:
            return False
        listed: dict[str, list[Any]] = mark["files"]
        present = {path.name: path for path in self._files()}
        for name, (size, digest) in listed.items():
            path = present.pop(name, None)
            if path is None:
                if not mark["writing"]:
                    raise IndexDamaged(f"missing: {name}")
                continue
            # While it is written, an engine may change its list of segments; nothing else ever changes.
            may_change = mark["writing"] and name.endswith(".json")
            if not may_change and (path.stat().st_size != size or self._digest(path) != digest):
                raise IndexDamaged(f"changed: {name}")
        if present and not mark["writing"]:
            raise IndexDamaged("files of unknown origin")
        return bool(mark["writing"])

    def begin(self) -> None:
        """Before a commit: files may come and go, and be left behind when the program is killed."""
        self._write(writing=True)

    def finish(self) -> None:
        """After a commit: everything is on disk, and signed."""
        self._sync()
        self._write(writing=False)

    # -- inside

    def _refuse_other_owners(self) -> None:
        for path in (self.path, *self.path.iterdir()):
            status = path.lstat()
            if status.st_uid != os.getuid() or path.is_symlink():
                raise IndexOutdated("another owner")
        if self.path.stat().st_mode & 0o077:
            raise IndexOutdated("open to others")

    def _mark(self) -> dict[str, Any]:
        try:
            mark = json.loads((self.path / MARK).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise IndexOutdated("no version") from error
        if not isinstance(mark, dict) or (mark.get("version"), mark.get("engine")) != (
            self._version,
            self._engine,
        ):
            raise IndexOutdated("another version")
        seal = str(mark.pop("seal", ""))
        if not hmac.compare_digest(seal, self._seal(mark)):
            raise IndexOutdated("made elsewhere")
        return mark

    def _seal(self, mark: dict[str, Any]) -> str:
        """Tells an index that this user made in this very folder from one that came with an unpacked case.

        The folder's place on the disk and what is in it, signed with a key that never leaves the user's
        settings.
        """
        place = self.path.stat()
        said = f"{place.st_dev}:{place.st_ino}:{json.dumps(mark, sort_keys=True)}"
        return hmac.new(_key(), said.encode(), "sha256").hexdigest()

    def _files(self) -> Iterator[Path]:
        return (path for path in sorted(self.path.iterdir()) if not path.name.endswith(_UNSIGNED))

    def _digest(self, path: Path) -> str:
        status = path.stat()
        known = self._known.get(path.name)
        if known is not None and known[:2] == (status.st_size, status.st_mtime_ns):
            return known[2]
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
        self._known[path.name] = (status.st_size, status.st_mtime_ns, digest)
        return digest

    def _write(self, *, writing: bool) -> None:
        # While writing, what was signed before still holds; the list is made anew afterwards.
        files = (
            {name: [size, digest] for name, (size, _, digest) in self._known.items()}
            if writing
            else {path.name: [path.stat().st_size, self._digest(path)] for path in self._files()}
        )
        if not writing:
            self._known = {name: entry for name, entry in self._known.items() if name in files}
        mark: dict[str, Any] = {
            "version": self._version,
            "engine": self._engine,
            "writing": writing,
            "files": files,
        }
        mark["seal"] = self._seal(mark)
        new = self.path / (MARK + ".tmp")
        with new.open("w", encoding="utf-8") as stream:
            json.dump(mark, stream)
            stream.flush()
            os.fsync(stream.fileno())
        new.replace(self.path / MARK)

    def _sync(self) -> None:
        """Engines may leave writing to the system; after this the commit is on the disk."""
        if os.name == "nt":
            return
        fresh = [
            path
            for path in self._files()
            if self._known.get(path.name, (0, 0, ""))[:2] != (path.stat().st_size, path.stat().st_mtime_ns)
        ]
        for path in [*fresh, self.path]:
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _key() -> bytes:
    path = user_config() / "index.key"
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        key = b""
    if len(key) != 32:
        key = secrets.token_bytes(32)
        handle = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(key)
    return key


@contextlib.contextmanager
def damage(*passed: type[BaseException]) -> Iterator[None]:
    """Whatever an engine raises on files that are cut or changed means one thing: build the index again.

    Errors of the kinds in `passed` go through as they are, and so does a full disk.
    """
    try:
        yield
    except _NO_DAMAGE:
        raise
    except passed:
        raise
    except OSError as error:
        if error.errno in _FULL:
            raise
        raise IndexDamaged(type(error).__name__) from error
    except BaseException as error:  # a panic of compiled code is no Exception
        raise IndexDamaged(type(error).__name__) from error
