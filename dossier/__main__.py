"""Start Dossier: the window, or the command if arguments are given."""

from __future__ import annotations

import multiprocessing
import sys


def main() -> int:
    """Entry of the `dossier` command; returns the exit status."""
    # Must be first: in a packaged program, worker processes start here too.
    multiprocessing.freeze_support()
    from dossier.cli import run

    return run()


if __name__ == "__main__":
    sys.exit(main())
