"""Start Dossier: the window, or the command if arguments are given."""

from __future__ import annotations

import multiprocessing
import sys
from pathlib import Path


def main() -> int:
    """Entry of the `dossier` command; returns the exit status."""
    # Must be first: in a packaged program, worker processes start here too.
    multiprocessing.freeze_support()
    from dossier.cli import run

    return run(open_window=_open_window)


def _open_window(case: Path | None) -> int:
    # Imported when a window is wanted: commands don't wait for Qt.
    from dossier.gui.run import open_window

    return open_window(case)


if __name__ == "__main__":
    sys.exit(main())
