"""Picture every screen with real documents: `python -m tests.helpers.screenshots build/screenshots`."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def documents() -> Path:
    """The demo documents, or the shared real ones where those are missing."""
    ours = ROOT / "seeds" / "corpus"
    return ours if any(ours.glob("*.*")) else ROOT.parent / "shared" / "seeds"


def take(folder: Path, theme_name: str) -> None:
    """Write one picture for each screen."""
    from dossier.case import create_case
    from dossier.domain.actors import ActorStatus
    from dossier.gui import theme
    from dossier.gui.about_dialog import AboutDialog
    from dossier.gui.cite_dialog import CiteDialog
    from dossier.gui.main_window import MainWindow
    from dossier.gui.run import make_application
    from PySide6.QtWidgets import QWidget

    app = make_application()
    theme.apply_theme(app, theme_name)
    window = MainWindow()
    window.resize(1280, 800)
    window.show()

    def wait(ready: Callable[[], bool], seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not ready() and time.monotonic() < end:
            app.processEvents()
            time.sleep(0.01)

    def quiet() -> None:
        wait(lambda: not window.runner.running())
        pause = time.monotonic() + 0.4
        wait(lambda: time.monotonic() > pause)
        wait(lambda: not window.runner.running())

    def shoot(name: str, what: QWidget = window) -> None:
        quiet()
        what.grab().save(str(folder / f"{theme_name}-{name}.png"))

    shoot("welcome")
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "Demo.case"
        create_case(path).close()
        window.open_case(path)
        shoot("empty")
        window.import_paths([documents()])
        quiet()
        case = window.case
        assert case is not None
        window.look_for('actor:"Islamic State" attack')
        quiet()
        window.search_page._entered()
        shoot("search")
        window.look_for("tunnel")
        shoot("search-plain")
        window.go_to("Documents")
        shoot("documents")
        line = max(case.catalog.page(limit=50), key=lambda entry: entry.documents)
        window.open_actor(line.actor.id)
        shoot("actor")
        window.actors_page._new.setChecked(True)
        shoot("suggestions")
        assert case.catalog.page(status=ActorStatus.CONFIRMED, limit=1)
        window.open_dossier_of(line.actor.id)
        shoot("dossier")
        key = window.reader.document_id
        assert key is not None
        dialog = CiteDialog(case, key, (0, 120), None, window)
        dialog.show()
        shoot("cite", dialog)
        dialog.close()
        about = AboutDialog(window)
        about.show()
        shoot("about", about)
        about.close()
        window.close()


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "build/screenshots")
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        for part in ("DATA", "CONFIG", "LOGS"):
            os.environ[f"DOSSIER_{part}"] = str(Path(home) / part.lower())
        for wanted in ("light", "dark"):
            take(target, wanted)
