"""Write a file so that it appears whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from dossier.errors import EnvironmentTrouble, UserError


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it appears whole or not at all. Raises EnvironmentTrouble or UserError."""
    if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises for a name that is too long
        raise UserError("That is a folder.", hint="Name a file to write the dossier into.")
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".partial")
    except FileNotFoundError as error:
        raise UserError("There is no such folder to write into.", hint="Choose another place.") from error
    except OSError as error:
        raise _trouble(error) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise _trouble(error) from error


def _trouble(error: OSError) -> EnvironmentTrouble:
    return EnvironmentTrouble(
        "The file could not be written; the dossier itself is untouched.",
        hint="Check that there is space and that you may write to that folder.",
        detail=type(error).__name__,
    )
