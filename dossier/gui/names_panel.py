"""The names of an actor: who uses each, in which script, and how it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from dossier.actors.page import ActorPage
from dossier.domain.actors import Alias, AliasId, AliasStatus, NameUse
from dossier.gui import theme
from dossier.gui.name_dialog import SCRIPTS
from dossier.gui.text_view import plain_tip
from dossier.text.names import name_key
from dossier.text.normalize import visible

MOST_ROWS = 12
"""Names shown without scrolling."""
_SHOWN = 300
_ROW = Qt.ItemDataRole.UserRole
_SCRIPT_NAMES = dict(SCRIPTS)


@dataclass(frozen=True)
class NameRow:
    """One line: a name of the actor, or words in texts that were taken for it without being one of its names."""

    value: str
    alias: Alias | None
    main: bool
    uses: tuple[NameUse, ...] = ()

    @property
    def mentions(self) -> int:
        """How often documents call the actor so."""
        return sum(use.mentions for use in self.uses)


class NamesPanel(QTreeWidget):
    """Enter edits a name (or adds what texts use), D disputes it, Delete rejects it."""

    edit_wanted = Signal(int)  # AliasId
    add_wanted = Signal(str)
    status_wanted = Signal(int, object)  # AliasId, AliasStatus

    def __init__(self, read_only: bool = False) -> None:
        super().__init__()
        self._read_only = read_only
        self.rows: tuple[NameRow, ...] = ()
        self.setAccessibleName("Names of the actor")
        self.setHeaderLabels(["Name", "Used by", "Status"])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        for column, mode in enumerate(
            (
                QHeaderView.ResizeMode.Stretch,
                QHeaderView.ResizeMode.Stretch,
                QHeaderView.ResizeMode.ResizeToContents,
            )
        ):
            self.header().setSectionResizeMode(column, mode)
        self.itemActivated.connect(self._activated)

    def show_names(self, page: ActorPage) -> None:
        """Replace what is shown; the chosen name stays chosen."""
        chosen = self.value
        self.clear()
        quiet = QBrush(QColor(theme.colours().quiet))
        self.rows = tuple(name_rows(page))[:_SHOWN]
        for number, row in enumerate(self.rows):
            item = QTreeWidgetItem([_name_words(row), _users(row), _status(row)])
            item.setData(0, _ROW, number)
            for column in range(3):
                item.setToolTip(column, plain_tip(_tip(row)))
                if row.alias is None or row.alias.status is AliasStatus.REJECTED:
                    item.setForeground(column, quiet)
            if row.main:
                font = item.font(0)
                font.setBold(True)
                item.setFont(0, font)
            item.setSizeHint(0, QSize(60, self.fontMetrics().height() + 8))
            self.addTopLevelItem(item)
            if row.value == chosen:
                self.setCurrentItem(item)
        first = self.topLevelItem(0)
        if first is not None and not self.selectedItems():
            self.setCurrentItem(first)
        lines = min(max(self.topLevelItemCount(), 2), MOST_ROWS)
        self.setFixedHeight(self.header().sizeHint().height() + lines * max(self.sizeHintForRow(0), 20) + 6)

    @property
    def alias(self) -> AliasId | None:
        """The chosen name, if it is one of the actor's."""
        row = self.row
        return None if row is None or row.alias is None else row.alias.id

    @property
    def value(self) -> str:
        """The chosen words."""
        return "" if self.row is None else self.row.value

    @property
    def row(self) -> NameRow | None:
        """The chosen line."""
        item = self.currentItem()
        return None if item is None else self.rows[item.data(0, _ROW)]

    def choose(self, value: str) -> None:
        """Mark the name that is written so."""
        for number, row in enumerate(self.rows):
            item = self.topLevelItem(number)
            if item is not None and row.value == value:
                self.setCurrentItem(item)

    def edit_chosen(self) -> None:
        """Ask for more about the chosen name; what is none yet is added."""
        if self._read_only or not self.value:
            return
        if self.alias is None:
            self.add_wanted.emit(self.value)
        else:
            self.edit_wanted.emit(self.alias)

    def set_status(self, status: AliasStatus) -> None:
        """Assert, dispute or reject the chosen name."""
        if not self._read_only and self.alias is not None:
            self.status_wanted.emit(self.alias, status)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters decide here; Qt would take them for the beginning of a name."""
        if event.key() == Qt.Key.Key_Delete:
            self.set_status(AliasStatus.REJECTED)
        elif event.text().upper() == "D":
            self.set_status(AliasStatus.DISPUTED)
        else:
            super().keyPressEvent(event)

    def _activated(self) -> None:
        self.edit_chosen()


def name_rows(page: ActorPage) -> Iterator[NameRow]:
    """The main name, the other names (the most used first), what texts use besides, and what was rejected."""
    actor = page.actor
    uses: dict[str, list[NameUse]] = {}
    for use in page.names:
        uses.setdefault(name_key(use.surface), []).append(use)
    rows = []
    seen: set[str] = set()
    for alias in actor.aliases:
        key = name_key(alias.value)
        # Spellings of one key share their uses: the texts are told once, at the first of them.
        mine = tuple(uses.get(key, ())) if key not in seen else ()
        seen.add(key)
        rows.append(NameRow(alias.value, alias, alias.value == actor.name, mine))
    for key, found in uses.items():
        if key not in seen:
            rows.append(NameRow(" ".join(found[0].surface.split()), None, False, tuple(found)))
    yield from sorted(
        rows,
        key=lambda row: (
            not row.main,
            row.alias is not None and row.alias.status is AliasStatus.REJECTED,
            row.alias is None,
            -row.mentions,
        ),
    )


def _name_words(row: NameRow) -> str:
    about = ""
    if row.alias is not None:
        script = _SCRIPT_NAMES.get(row.alias.script, row.alias.script)
        about = visible(row.alias.language or ("" if script == "Latin" else script))
    # Isolated (U+2068, U+2069), else a name in Arabic letters would turn the line around.
    return f"\u2068{visible(row.value)[:120]}\u2069" + (f"   ({about})" if about else "")


def _users(row: NameRow) -> str:
    counts: dict[str, int] = {}
    for use in row.uses:
        source = visible(use.source or "source unknown")[:100]
        counts[source] = counts.get(source, 0) + use.documents
    told = [visible(row.alias.used_by)] if row.alias is not None and row.alias.used_by else []
    ordered = sorted(counts.items(), key=lambda entry: -entry[1])
    return ", ".join([*told, *(f"{source} ({number:,})" for source, number in ordered[:6])])[:300]


def _status(row: NameRow) -> str:
    if row.main:
        return "main name"
    if row.alias is None:
        return "in texts"
    return f"{row.alias.status}, ambiguous" if row.alias.ambiguous else str(row.alias.status)


def _tip(row: NameRow) -> str:
    alias = row.alias
    lines = [visible(row.value)[:300]]
    if alias is not None:
        lines.append(f"{alias.form}, {_SCRIPT_NAMES.get(alias.script, alias.script)}")
        if alias.used_by:
            lines.append(f"Used by {visible(alias.used_by)[:300]}")
        if alias.first_seen or alias.last_seen:
            lines.append(f"Used from {alias.first_seen or '…'} to {alias.last_seen or '…'}")
        if alias.ambiguous:
            lines.append("Also a common word or another's name: counts only with evidence")
        if alias.note:
            lines.append(visible(alias.note)[:300])
    else:
        lines.append("Texts say so; it is not one of the actor's names. Enter adds it.")
    lines += [
        f"{visible(use.source or 'source unknown')[:100]}: {use.documents:,} documents, {use.mentions:,} mentions"
        for use in row.uses[:8]
    ]
    return "\n".join(lines)
