"""Draw the program's icon from its SVG in the sizes and formats that systems want."""

from __future__ import annotations

import os
from pathlib import Path

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def draw(svg: Path, folder: Path) -> None:
    """Write `SIZExSIZE.png` for every size, `dossier.ico` (Windows) and `dossier.icns` (macOS) into `folder`."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    app = QGuiApplication.instance() or QGuiApplication([])
    renderer = QSvgRenderer(str(svg))
    folder.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        wanted = [f"{size}x{size}.png"]
        wanted += ["dossier.ico"] if size == 256 else []
        wanted += ["dossier.icns"] if size == 512 else []
        for name in wanted:
            if not image.save(str(folder / name)):
                raise RuntimeError(f"{name} could not be written")
    del app
