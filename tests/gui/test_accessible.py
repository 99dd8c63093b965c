"""Everything that can have the focus has a name for a screen reader, and Tab reaches it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from dossier.gui.about_dialog import AboutDialog
from dossier.gui.cite_dialog import CiteDialog
from dossier.gui.describe_dialog import DescribeDialog
from dossier.gui.keys_dialog import KeysDialog
from dossier.gui.main_window import MainWindow
from dossier.gui.pages import PAGES
from dossier.gui.palette_dialog import PaletteDialog
from dossier.gui.settings_dialog import SettingsDialog
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.helpers.windows import idle


def nameless(root: QWidget) -> list[str]:
    """Focusable, visible widgets below `root` that a screen reader would call nothing."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or not _counts(widget):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            found.append(_where(widget))
    return found


def _counts(widget: QWidget) -> bool:
    if isinstance(widget, QScrollBar | QMenu) or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
        return False
    if isinstance(
        widget.parent(), QComboBox | QAbstractItemView | QAbstractSpinBox
    ) or widget.objectName().startswith("qt_"):
        return False  # a part of a control that has the name
    useful = (
        QAbstractButton | QAbstractSpinBox | QLineEdit | QComboBox | QAbstractItemView | QAbstractScrollArea
    )
    return isinstance(widget, useful)


def _where(widget: QWidget) -> str:
    names = []
    at: QWidget | None = widget
    while at is not None:
        names.append(type(at).__name__)
        at = at.parentWidget()
    return " < ".join(names[:4])


def unreachable(root: QWidget) -> list[str]:
    """Visible, enabled buttons below `root` that neither Tab nor a key nor an arrow key reaches."""
    return [
        f"{_where(button)}: {button.text() or button.accessibleName()}"
        for button in root.findChildren(QAbstractButton)
        if button.isVisible()
        and button.isEnabled()
        and not button.focusPolicy() & Qt.FocusPolicy.TabFocus
        and button.shortcut().isEmpty()
        and not isinstance(button.parent(), QLineEdit | QAbstractItemView)
        and not button.objectName().startswith("qt_")
        and "Scroll" not in type(button).__name__
        and "TabBar" not in _where(button)
    ]


@pytest.mark.parametrize("page", [kind.name for kind in PAGES])
def test_each_control_of_a_page_has_a_name_and_a_way_by_keyboard(
    qtbot: QtBot, full: MainWindow, page: str
) -> None:
    full.go_to(page)
    idle(qtbot, full)
    assert nameless(full) == []
    assert unreachable(full) == []


def test_the_welcome_screen_too(qtbot: QtBot, window: MainWindow) -> None:
    idle(qtbot, window)
    window.close_case()
    assert nameless(window) == []
    assert unreachable(window) == []


def dialogs(window: MainWindow) -> Iterator[QDialog]:
    case = window.case
    assert case is not None
    key = case.library.all()[0].id
    yield AboutDialog(window)
    yield CiteDialog(case, key, (0, 10), None, window)
    yield DescribeDialog(case.library, [key], window)
    yield PaletteDialog(list, None, window)
    yield SettingsDialog(window)
    yield KeysDialog([("Search", window.commands.all())], window)


def test_each_control_of_a_dialog_has_a_name_and_a_way_by_keyboard(qtbot: QtBot, full: MainWindow) -> None:
    for dialog in dialogs(full):
        dialog.show()
        assert (type(dialog).__name__, nameless(dialog)) == (type(dialog).__name__, [])
        assert unreachable(dialog) == []
        dialog.close()


def test_tab_goes_through_the_whole_window_and_comes_back(qtbot: QtBot, full: MainWindow) -> None:
    with qtbot.waitExposed(full):
        full.activateWindow()
    full.search_page.query.setFocus()
    begin = full.focusWidget()
    seen = []
    for _step in range(400):
        qtbot.keyClick(full.focusWidget(), Qt.Key.Key_Tab)
        seen.append(full.focusWidget())
        if full.focusWidget() is begin:
            break
    assert seen[-1] is begin, "Tab never came back to the search field"
    assert full.reader.view in seen
    assert full.places in seen
