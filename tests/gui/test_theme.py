"""Every text has a contrast of at least 4.5:1 on its ground, graphics 3:1, in every theme (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re

import pytest
from dossier.gui import theme
from dossier.gui.main_window import MainWindow
from dossier.gui.run import make_application
from dossier.gui.settings_dialog import SettingsDialog
from dossier.paths import resource
from dossier.settings import load_settings
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from tests.helpers.windows import idle

GROUNDS = ("window", "base", "raised")
TEXTS = [
    *((text, ground) for ground in GROUNDS for text in ("text", "quiet", "accent", "good", "warn", "bad")),
    ("accent_on", "accent"),
    ("mark_on", "mark"),
    ("mark_now_on", "mark_now"),
    ("text", "cited"),
    ("text", "accent_soft"),
    ("accent", "accent_soft"),
]
GRAPHICS = [
    ("thread", "base"),
    ("actor", "base"),
    ("actor", "cited"),
    ("warn", "base"),
    ("accent", "base"),
    ("accent", "window"),
]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """From 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", theme.THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_can_be_read(name: str, text: str, ground: str) -> None:
    colours = theme.THEMES[name]
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("name", theme.THEMES)
@pytest.mark.parametrize(("line", "ground"), GRAPHICS)
def test_lines_can_be_seen(name: str, line: str, ground: str) -> None:
    colours = theme.THEMES[name]
    assert contrast(getattr(colours, line), getattr(colours, ground)) >= 3


def rules() -> list[tuple[str, str, str]]:
    """Selector, text and ground of every rule of the style sheet that sets both."""
    found = []
    sheet = resource("resources/styles/dossier.qss").read_text("utf-8")
    for selector, body in re.findall(r"([^{}]+)\{([^}]*)\}", sheet):
        text = re.search(r"(?<![\w-])color:\s*@(\w+)@", body)
        ground = re.search(r"background(?:-color)?:\s*@(\w+)@", body)
        if text and ground:
            found.append((selector.strip(), text[1], ground[1]))
    return found


@pytest.mark.parametrize("name", theme.THEMES)
def test_each_rule_of_the_style_sheet_can_be_read(name: str) -> None:
    assert len(rules()) > 5
    colours = theme.THEMES[name]
    weak = [
        selector
        for selector, text, ground in rules()
        if contrast(getattr(colours, text), getattr(colours, ground)) < 4.5
    ]
    assert weak == []


@pytest.mark.parametrize("name", theme.THEMES)
def test_the_palette_that_delegates_draw_with_can_be_read(qtbot: QtBot, name: str) -> None:
    app = make_application()
    try:
        theme.apply_theme(app, name)
        palette = QApplication.palette()
        role = QPalette.ColorRole
        for text, ground in (
            (role.WindowText, role.Window),
            (role.Text, role.Base),
            (role.Text, role.AlternateBase),
            (role.PlaceholderText, role.Base),
            (role.ButtonText, role.Button),
            (role.HighlightedText, role.Highlight),
            (role.ToolTipText, role.ToolTipBase),
            (role.Link, role.Base),
        ):
            for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
                pair = palette.color(group, text).name(), palette.color(group, ground).name()
                assert contrast(*pair) >= 4.5, (text, ground)
    finally:
        theme.apply_theme(app, "light")


def test_new_colours_count_at_once_and_the_pages_stay_as_they_were(qtbot: QtBot, full: MainWindow) -> None:
    full.search_page.query.setText("Moscow")
    full.go_to("Documents")
    idle(qtbot, full)
    document = full.reader.document_id
    full.show_settings()
    dialog = full.findChild(SettingsDialog)
    assert dialog is not None
    box = dialog.controls["theme"]
    assert isinstance(box, QComboBox)
    try:
        box.setCurrentText("dark")
        assert QApplication.palette().color(QPalette.ColorRole.Base).name() == theme.DARK.base
        idle(qtbot, full)
        assert load_settings().theme == "dark"
        assert full.pages.current_name == "Documents"
        assert full.search_page.query.text() == "Moscow"
        qtbot.waitUntil(lambda: full.reader.document_id == document)
        idle(qtbot, full)
    finally:
        theme.apply_theme(make_application(), "light")


def test_the_style_sheet_leaves_no_name_unfilled(qtbot: QtBot) -> None:
    app = make_application()
    rest = re.sub(r"/\*.*?\*/", "", app.styleSheet())
    assert "@" not in rest
