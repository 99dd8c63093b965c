"""Colours, fonts and icons: light, dark and high contrast, each with text contrast of at least 4.5:1."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from dossier.paths import resource


@dataclass(frozen=True)
class Colours:
    """The colours of a theme as #rrggbb. `*_on` is text on a ground of that name."""

    window: str
    base: str
    raised: str
    line: str
    text: str
    quiet: str
    """Secondary text; still 4.5:1 on window, base and raised."""
    accent: str
    accent_on: str
    accent_soft: str
    mark: str
    mark_on: str
    """Search hits."""
    mark_now: str
    mark_now_on: str
    """The hit that F3 stands on."""
    cited: str
    """Ground of passages that a dossier cites."""
    good: str
    warn: str
    bad: str
    actor: str
    """Underline of known actors."""
    thread: str
    """Thin lines that mean something, on base: 3:1 (WCAG 2.1, 1.4.11)."""


LIGHT = Colours(
    window="#f4f3ef", base="#fffefb", raised="#ebe9e2", line="#d4d1c7", text="#1d2226", quiet="#565d63",
    accent="#1f5a70", accent_on="#ffffff", accent_soft="#dcebf0", mark="#ffe08a", mark_on="#1d2226",
    mark_now="#d9730d", mark_now_on="#1a0d00", cited="#e2efd9", good="#2b6a3a", warn="#8a4b00", bad="#a32020",
    actor="#3c7f97", thread="#8f8b80",
)  # fmt: skip
DARK = Colours(
    window="#1b1f23", base="#22272c", raised="#2c3238", line="#3d454d", text="#e6e6e1", quiet="#a9b1b8",
    accent="#7cc0d8", accent_on="#10181c", accent_soft="#27414c", mark="#6b5410", mark_on="#fff6d8",
    mark_now="#f2a03d", mark_now_on="#1a0d00", cited="#2d4030", good="#8fce9d", warn="#f0b566", bad="#f39a94",
    actor="#6fb1c8", thread="#6f7982",
)  # fmt: skip
CONTRAST = Colours(
    window="#000000", base="#000000", raised="#141414", line="#ffffff", text="#ffffff", quiet="#e0e0e0",
    accent="#ffff00", accent_on="#000000", accent_soft="#303000", mark="#ffff00", mark_on="#000000",
    mark_now="#00ffff", mark_now_on="#000000", cited="#003c00", good="#7dff7d", warn="#ffd23f", bad="#ff9c9c",
    actor="#00ffff", thread="#b0b0b0",
)  # fmt: skip

THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}

_now = LIGHT
_system_size: int | None = None
"""Points of the desktop's own font, asked before the first change of it."""


def colours() -> Colours:
    """The colours in use."""
    return _now


def theme_name(name: str) -> str:
    """The theme that a setting means now: `system` is the desktop's light or dark, unknown ones are light."""
    if name == "system":
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"
    return name if name in THEMES else "light"


def apply_theme(app: QApplication, name: str = "system", text_size: int = 0) -> None:
    """Set palette, font and style sheet. `system` follows the desktop's light or dark."""
    global _now
    name = theme_name(name)
    _now = THEMES[name]
    icon.cache_clear()
    app.setStyle("Fusion")
    app.setPalette(_palette(_now))
    global _system_size
    font = QFont(app.font())
    if _system_size is None:
        _system_size = font.pointSize() if font.pointSize() > 0 else 10
    font.setPointSize(text_size or _system_size)
    app.setFont(font)
    sheet = resource("resources/styles/dossier.qss").read_text("utf-8")
    for field in Colours.__dataclass_fields__:
        sheet = sheet.replace(f"@{field}@", getattr(_now, field))
    sheet = sheet.replace("@arrow@", resource(f"resources/icons/arrow-{name}.svg").as_posix())
    sheet = sheet.replace("@arrow_up@", resource(f"resources/icons/arrow-up-{name}.svg").as_posix())
    sheet = sheet.replace("@check@", resource(f"resources/icons/check-{name}.svg").as_posix())
    app.setStyleSheet(sheet)


def reading_font() -> QFont:
    """The font of document texts, a little larger than the window's."""
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() * 1.1)
    return font


@lru_cache(maxsize=128)
def icon(name: str, colour: str | None = None) -> QIcon:
    """A shipped icon in the theme's colour."""
    data = resource(f"resources/icons/{name}.svg").read_text("utf-8")
    data = data.replace("#000000", colour or _now.text)
    renderer = QSvgRenderer(QByteArray(data.encode("utf-8")))
    picture = QIcon()
    for size in (16, 24, 32, 48):
        pixmap = QPixmap(QSize(size, size))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter)
        painter.end()
        picture.addPixmap(pixmap)
    return picture


def application_icon() -> QIcon:
    """The program's own icon, in its own colours."""
    return QIcon(str(resource("resources/icons/dossier.svg")))


def _palette(theme: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for where, colour in (
        (role.Window, theme.window), (role.WindowText, theme.text), (role.Base, theme.base),
        (role.AlternateBase, theme.window), (role.Text, theme.text), (role.Button, theme.raised),
        (role.ButtonText, theme.text), (role.BrightText, theme.bad), (role.Highlight, theme.accent),
        (role.HighlightedText, theme.accent_on), (role.ToolTipBase, theme.raised), (role.ToolTipText, theme.text),
        (role.PlaceholderText, theme.quiet), (role.Link, theme.accent), (role.Mid, theme.line),
        (role.Light, theme.raised), (role.Dark, theme.line),
    ):  # fmt: skip
        palette.setColor(where, QColor(colour))
    for where in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(theme.quiet))
    return palette
