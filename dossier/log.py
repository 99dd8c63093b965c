"""Loggers by area, written to a rotating file; never document text, titles, names or queries."""

from __future__ import annotations

import logging
import logging.handlers
import sys
import traceback
from pathlib import Path
from typing import Any

from dossier.errors import DossierError

FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


def logger(area: str) -> logging.Logger:
    """The logger of an area such as `corpus` or `search`."""
    return logging.getLogger(f"dossier.{area}")


def start_logging(folder: Path | None, *, verbose: bool = False) -> None:
    """Log to `dossier.log` in `folder` (1 MB, three old ones), and to standard error when verbose."""
    root = logging.getLogger("dossier")
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    root.propagate = False
    for handler in list(root.handlers):
        root.removeHandler(handler)
        handler.close()
    handlers: list[logging.Handler] = []
    if folder is not None:
        try:
            path = folder / "dossier.log"
            handlers.append(
                logging.handlers.RotatingFileHandler(
                    path, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True
                )
            )
        except OSError:  # no log is better than no program
            handlers.append(logging.NullHandler())
    if verbose:
        handlers.append(logging.StreamHandler(sys.stderr))
    if not handlers:
        handlers.append(logging.NullHandler())
    for handler in handlers:
        handler.setFormatter(_WithoutForeignText(FORMAT))
        root.addHandler(handler)


def describe(error: BaseException) -> str:
    """What a log line may say of an error: its class and our own detail, never its message.

    Messages of foreign libraries quote the text that they choked on.
    """
    if isinstance(error, DossierError):
        return f"{type(error).__name__}({error.detail})"
    return type(error).__name__


class _WithoutForeignText(logging.Formatter):
    """Prints where an exception came from but not its message, which may quote a document."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name is logging's
        kind, _value, trace = ei
        frames = traceback.extract_tb(trace)
        lines = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        return "\n".join([kind.__name__, *lines])
