"""Everything that can be done, by name: menus, palette, the list of keys and the manual read it from here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

EVERYWHERE = "Everywhere"
READER = "Reader"
ORIGINAL = "Original"


@dataclass(frozen=True)
class Command:
    """One thing the user can do."""

    name: str
    act: Callable[[], object]
    keys: str = ""
    """As QKeySequence writes them; several ways are separated by a space, the first is shown."""
    on: QWidget | None = None
    """The keys count only while this widget has the focus; needed for keys that are plain letters."""
    possible: Callable[[], bool] | None = None
    handled: bool = False
    """The widget listens to the keys itself; they are only listed."""
    menu: str = ""


@dataclass(frozen=True)
class Registered:
    """A command, the place where it applies (a page, the reader, or everywhere), and its Qt action."""

    place: str
    command: Command
    action: QAction

    @property
    def keys(self) -> str:
        """The first way to press it, as the platform writes keys."""
        first = self.command.keys.split(" ")[0]
        return QKeySequence(first).toString(QKeySequence.SequenceFormat.NativeText) if first else ""

    @property
    def possible(self) -> bool:
        """Whether it can be done now."""
        return self.command.possible is None or self.command.possible()

    def run(self) -> None:
        """Do it, if it is possible now."""
        if self.possible:
            self.command.act()


class Commands:
    """All commands of the window and of the pages that have been made."""

    def __init__(self) -> None:
        self._all: list[Registered] = []

    def add(self, place: str, owner: QWidget, commands: Iterable[Command]) -> None:
        """Take in commands; their keys count within `owner`."""
        for command in commands:
            action = QAction(command.name, owner)
            entry = Registered(place, command, action)
            if command.keys and not command.handled:
                action.setShortcuts([QKeySequence(one) for one in command.keys.split(" ")])
            if command.on is not None:
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
                command.on.addAction(action)
            else:
                inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
                action.setShortcutContext(
                    Qt.ShortcutContext.WindowShortcut if place == EVERYWHERE else inside
                )
                owner.addAction(action)
            action.triggered.connect(lambda _on=False, entry=entry: entry.run())
            self._all.append(entry)

    def forget(self, places: Iterable[str]) -> None:
        """Drop the commands of these places, whose widgets are going."""
        gone = set(places)
        self._all = [entry for entry in self._all if entry.place not in gone]

    def of(self, *places: str) -> list[Registered]:
        """The commands of these places, in their order."""
        return [entry for place in places for entry in self._all if entry.place == place]

    def all(self) -> list[Registered]:
        """Every command."""
        return list(self._all)

    def get(self, name: str) -> Registered:
        """The command of that name."""
        return next(entry for entry in self._all if entry.command.name == name)

    def fill(self, menu: QMenu, names: Iterable[str]) -> None:
        """Put commands into a menu; an empty name draws a line."""
        for name in names:
            if name:
                menu.addAction(self.get(name).action)
            else:
                menu.addSeparator()
