"""Picture every screen with real documents: `python -m tests.helpers.screenshots build/screenshots [THEME-WxH …]`.

For scales other than 100 % set QT_SCALE_FACTOR, as a user would.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parent.parent.parent
VIEWS = ("light-1280x800", "dark-1280x800", "contrast-1280x800", "light-1920x1080")
ARABIC = "داعش"


def take(folder: Path, view: str, case_path: Path) -> None:
    """Write one picture for each screen."""
    from dossier.corpus.importer import ImportReport
    from dossier.domain.corpus import DocumentFilter
    from dossier.gui import theme, window_dialogs
    from dossier.gui.about_dialog import AboutDialog
    from dossier.gui.cite_dialog import CiteDialog
    from dossier.gui.describe_dialog import DescribeDialog
    from dossier.gui.import_dialog import ImportReportDialog
    from dossier.gui.keys_dialog import KeysDialog
    from dossier.gui.main_window import MainWindow
    from dossier.gui.manual_view import ManualView
    from dossier.gui.pages import PAGES
    from dossier.gui.palette_dialog import PaletteDialog
    from dossier.gui.run import make_application
    from dossier.gui.settings_dialog import SettingsDialog
    from dossier.settings import Settings, load_settings, save_settings
    from PySide6.QtWidgets import QDialog, QWidget

    theme_name, size = view.rsplit("-", 1)
    save_settings(Settings(theme=theme_name, recent_cases=load_settings().recent_cases))
    app = make_application()
    theme.apply_theme(app, theme_name)
    window = MainWindow()
    window.resize(*(int(side) for side in size.split("x")))
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
        what.grab().save(str(folder / f"{view}-{name}.png"))

    def dialog(name: str, kind: type[QDialog], made: QDialog | None = None) -> None:
        box = made or window.findChild(kind)
        assert box is not None, name
        box.show()
        shoot(name, box)
        box.close()
        quiet()

    shoot("welcome")
    window.new_case_at(case_path.with_name(f"{view}.case"))
    quiet()
    for kind in PAGES:
        window.go_to(kind.name)
        shoot(f"empty-{kind.name.lower()}")
    window.open_case(case_path)
    quiet()
    case = window.case
    assert case is not None
    window.look_for('actor:"Islamic State" attack')
    quiet()
    window.search_page._entered()
    shoot("search")
    window.look_for(ARABIC)
    quiet()
    window.search_page.open_hit(0)
    shoot("search-arabic")
    window.look_for("zzzz")
    shoot("search-nothing")
    [arabic, *_] = [item for item in case.library.all() if item.language == "ar"]
    window.open_document(arabic.id)
    window.look_for("lang:ar")
    shoot("search-reader-arabic")
    line = max(case.catalog.page(limit=50), key=lambda entry: entry.documents)
    for kind in PAGES[1:]:
        window.go_to(kind.name)
        if kind.name == "Actors":
            window.actors_page._new.setChecked(True)
            shoot("suggestions")
            window.actors_page._known.setChecked(True)
            window.open_actor(line.actor.id)
        if kind.name == "Dossiers":
            window.open_dossier_of(line.actor.id)
        if kind.name == "Timeline":
            window.pages.get("Timeline").restore({"by_actor": True})  # type: ignore[attr-defined]
        shoot(kind.name.lower())
        if kind.name == "Dossiers":
            window.show_preview()
            wait(lambda: window.reader_place.preview.document.pageCount() > 0)
            shoot("preview")
            window.reader_place.show_reader()
    key = window.reader.document_id
    assert key is not None
    dialog("cite", CiteDialog, CiteDialog(case, key, (0, 120), None, window))
    dialog("describe", DescribeDialog, DescribeDialog(case.library, [key], window))
    broken = case.library.page(where=DocumentFilter(with_problem=True), limit=5)
    report = ImportReport(skipped=("picture.jpg", *(item.file for item in broken)))
    dialog("import", ImportReportDialog, ImportReportDialog(report, window))
    window_dialogs.find_anything(window)
    quiet()
    palette = window.findChild(PaletteDialog)
    assert palette is not None
    palette.field.setText("is")
    dialog("palette", PaletteDialog)
    window_dialogs.show_keys(window)
    dialog("keys", KeysDialog)
    window_dialogs.show_manual(window)
    dialog("manual", ManualView)
    window.show_settings()
    dialog("settings", SettingsDialog)
    dialog("about", AboutDialog, AboutDialog(window))
    window.close()
    window.deleteLater()
    app.processEvents()


def main(folder: Path, views: list[str]) -> None:
    """Build the demo case once and picture it in every view."""
    from dossier.case import demo
    from dossier.jobs import no_progress

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        for part in ("DATA", "CONFIG", "LOGS"):
            os.environ[f"DOSSIER_{part}"] = str(Path(home) / part.lower())
        case = demo.build(Path(home), no_progress)
        for view in views:
            take(folder, view, case)
    if VIEWS[0] in views:
        fill_manual(folder)


MANUAL = {
    "welcome": "welcome",
    "documents": "documents",
    "search": "search",
    "reader": "search-reader-arabic",
    "actors": "actors",
    "dossiers": "dossiers",
    "sources": "sources",
    "graph": "graph",
    "preview": "preview",
    "timeline": "timeline",
    "claims": "claims",
    "checks": "checks",
}
"""Pictures of the manual and of README.md, and the screens they show."""
WIDTH = 1280
"""Pixels; with 256 colours each picture stays under 200 kB."""


def fill_manual(folder: Path, view: str = VIEWS[0]) -> None:
    """Put reduced pictures into the manual."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    target = ROOT / "resources" / "manual" / "pictures"
    target.mkdir(exist_ok=True)
    for name, screen in MANUAL.items():
        picture = QImage(str(folder / f"{view}-{screen}.png"))
        small = picture.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation)
        _few_colours(small).save(str(target / f"{name}.png"), "PNG", 0)


def _few_colours(picture: QImage) -> QImage:
    """The 256 colours that cover most of it: Qt's own choice knows no greys."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    same = picture.convertToFormat(QImage.Format.Format_RGB32)
    counted = Counter(memoryview(bytes(same.constBits())).cast("I"))
    return same.convertToFormat(
        QImage.Format.Format_Indexed8,
        [colour | 0xFF000000 for colour, _ in counted.most_common(256)],
        Qt.ImageConversionFlag.ThresholdDither,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/screenshots"), sys.argv[2:] or list(VIEWS))
