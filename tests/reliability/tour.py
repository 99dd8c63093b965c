"""A tour for the test that listens to the network: `python -m tests.reliability.tour FOLDER`.

Import of pages and mails that want to load things from far away, searches, every page of the window, the
reader on each document, a dossier in every format; then it ends.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.hostile.mutations import samples
from tests.hostile.traps import traps

REMOTE = (
    "remote.html",
    "local.html",
    "page.eml",
    "remote.pdf",
    "script.pdf",
    "outside-template.docx",
    "remote.docx",
)


def write_files(folder: Path) -> None:
    """Honest files of every format, and those that refer to other machines."""
    folder.mkdir()
    for suffix, data in samples().items():
        (folder / f"honest{suffix}").write_bytes(data)
    for trap in traps():
        if trap.name in REMOTE:
            (folder / trap.name).write_bytes(trap.data)


def tour(folder: Path) -> None:
    """All of it."""
    from dossier.case import create_case, open_case
    from dossier.gui.main_window import MainWindow
    from dossier.gui.pages import PAGES
    from dossier.gui.run import make_application
    from dossier.jobs import NEVER_CANCELLED, no_progress

    write_files(folder / "files")
    create_case(folder / "Tour.case").close()
    app = make_application()
    window = MainWindow()
    window.show()

    def quiet(seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        settled = time.monotonic() + 0.3
        while time.monotonic() < end and (window.runner.running() or time.monotonic() < settled):
            app.processEvents()
            time.sleep(0.01)

    window.open_case(folder / "Tour.case")
    quiet()
    window.import_paths([folder / "files"])
    quiet()
    visits: list[Callable[[], object]] = [lambda name=page.name: window.go_to(name) for page in PAGES]  # type: ignore[misc]
    assert window.case is not None
    seen = window.case.library.all()
    visits += [lambda key=item.id: window.open_document(key) for item in seen]  # type: ignore[misc]
    for visit in visits:
        visit()
        quiet()
    window.close()
    quiet()
    window.deleteLater()
    case = open_case(folder / "Tour.case")
    case.settle(no_progress, NEVER_CANCELLED)
    total = case.finder.search('actor:"Hezbollah"').total
    for suffix in ("html", "pdf", "docx", "md", "json"):
        case.exporting("Hezbollah", folder / f"out.{suffix}", None)(no_progress, NEVER_CANCELLED)
    case.close()
    print(f"visited {len(visits)} places, {len(seen)} documents, {total} hits")


if __name__ == "__main__":
    tour(Path(sys.argv[1]))
