"""Choose the places and names of an actor that belong to another one, and make that actor."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dossier.case.splitting import NamedPlace
from dossier.domain.actors import Actor, ActorRole, AliasId, AliasStatus, MentionId
from dossier.gui.labels import plain_label
from dossier.gui.text_view import plain_tip
from dossier.text.names import name_key
from dossier.text.normalize import visible

_IDS = Qt.ItemDataRole.UserRole
_SHOWN = 200
"""Places listed in one group; the others go with the group's own box."""
_GROUPS: tuple[tuple[str, Callable[[NamedPlace], str]], ...] = (
    ("name used", lambda one: " ".join(one.mention.surface.split())),
    ("source", lambda one: one.document.source or "Source unknown"),
    ("document", lambda one: f"{one.document.published or 'no date'}  {one.document.title}"),
)


class SplitDialog(QDialog):
    """Space ticks a place or a whole group. What is ticked goes to the new actor; undo brings all of it back."""

    split = Signal(object, object, str, object, str)  # MentionIds, AliasIds, name, ActorRole, why

    def __init__(self, actor: Actor, places: Sequence[NamedPlace], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._actor, self._places = actor, list(places)
        self._taken: set[MentionId] = set()
        self.setWindowTitle("Split off an actor")
        self.resize(720, 620)
        self.by = QComboBox()
        self.by.setAccessibleName("Places grouped by")
        self.by.addItems([f"by {words}" for words, _ in _GROUPS])
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Places that name the actor")
        self.tree.setHeaderHidden(True)
        self.tree.setAlternatingRowColors(True)
        self.names = QListWidget()
        self.names.setAccessibleName("Names that go along")
        self.names.setFixedHeight(92)
        for alias in actor.aliases:
            if alias.status is not AliasStatus.REJECTED and name_key(alias.value) != name_key(actor.name):
                item = QListWidgetItem(visible(alias.value)[:120])
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Unchecked)
                item.setData(_IDS, (int(alias.id), alias.value))
                self.names.addItem(item)
        self.name = QLineEdit()
        self.name.setMaxLength(300)
        self.name.setPlaceholderText("How the new actor is called")
        self.role = QComboBox()
        for role in ActorRole:
            self.role.addItem(str(role).capitalize(), role)
        self.role.setCurrentIndex(list(ActorRole).index(actor.role))
        self.why = QLineEdit()
        self.why.setPlaceholderText("Kept with the decision")
        self.why.setMaxLength(1_000)
        self.told = plain_label("", "quiet")
        self.trouble = plain_label("", "bad")
        self.trouble.hide()
        head = QHBoxLayout()
        head.addWidget(plain_label("Places", "heading"))
        head.addWidget(self.by)
        head.addWidget(self.told, 1)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("&New actor", self.name)
        form.addRow("&It is a", self.role)
        form.addRow("&Why", self.why)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.button = buttons.addButton("Split off", QDialogButtonBox.ButtonRole.AcceptRole)
        self.button.setDefault(True)
        layout = QVBoxLayout(self)
        words = f"Tick what is not \u2068{visible(actor.name)[:120]}\u2069, but somebody else."
        layout.addWidget(plain_label(words, ""))
        layout.addLayout(head)
        layout.addWidget(self.tree, 1)
        label = QLabel("Names that go along; the others stay")
        label.setProperty("role", "heading")
        layout.addWidget(label)
        layout.addWidget(self.names)
        layout.addLayout(form)
        layout.addWidget(self.trouble)
        layout.addWidget(buttons)
        for widget in (label, self.names):
            widget.setVisible(self.names.count() > 0)
        self.by.currentIndexChanged.connect(self._show)
        self.tree.itemChanged.connect(self._ticked)
        self.tree.itemExpanded.connect(self._fill)
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        self._show()
        self.tree.setFocus()

    def save(self) -> None:
        """Hand the decision over; what is missing is told here."""
        aliases = [AliasId(key) for key, _ in self._ticked_names()]
        name = " ".join(self.name.text().split())
        trouble = ""
        if not self._taken and not aliases:
            trouble = "Tick the places that belong to the new actor first."
        elif not name_key(name):
            trouble = "Say how the new actor is called."
        if trouble:
            self.trouble.setText(trouble)
            self.trouble.show()
            return
        chosen = [one.mention.id for one in self._places if one.mention.id in self._taken]
        self.split.emit(chosen, aliases, name, ActorRole(self.role.currentData()), self.why.text().strip())
        self.accept()

    # -- inside

    def _show(self) -> None:
        self.tree.blockSignals(True)
        self.tree.clear()
        groups: dict[str, list[NamedPlace]] = {}
        key = _GROUPS[self.by.currentIndex()][1]
        for place in self._places:
            groups.setdefault(key(place), []).append(place)
        for words, places in sorted(groups.items(), key=lambda entry: -len(entry[1])):
            count = "1 place" if len(places) == 1 else f"{len(places):,} places"
            item = QTreeWidgetItem([f"\u2068{visible(words)[:160]}\u2069   ({count})"])
            item.setData(0, _IDS, places)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
            self.tree.addTopLevelItem(item)
            self._show_state(item)
        first = self.tree.topLevelItem(0)
        self.tree.blockSignals(False)
        if first is not None:
            self.tree.setCurrentItem(first)
            if len(groups) == 1:
                first.setExpanded(True)
        self._tell()

    def _fill(self, group: QTreeWidgetItem) -> None:
        """List the places of a group when it is opened."""
        if group.childCount() or group.parent() is not None:
            return
        places: list[NamedPlace] = group.data(0, _IDS)
        self.tree.blockSignals(True)
        for place in places[:_SHOWN]:
            document = place.document
            words = place.sentence or place.mention.surface
            about = f"{document.source or 'source unknown'}, {document.published or 'no date'}"
            item = QTreeWidgetItem([f"\u2068{visible(words)[:160]}\u2069   ({visible(about)[:80]})"])
            item.setToolTip(0, plain_tip(f"{visible(document.title)[:200]}\n{visible(words)[:600]}"))
            item.setData(0, _IDS, [place])
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            taken = place.mention.id in self._taken
            item.setCheckState(0, Qt.CheckState.Checked if taken else Qt.CheckState.Unchecked)
            group.addChild(item)
        if len(places) > _SHOWN:
            more = QTreeWidgetItem([f"… and {len(places) - _SHOWN:,} more, with the group's own box"])
            more.setFlags(Qt.ItemFlag.ItemIsEnabled)
            group.addChild(more)
        self.tree.blockSignals(False)

    def _ticked(self, item: QTreeWidgetItem) -> None:
        places: list[NamedPlace] = item.data(0, _IDS) or []
        ids = {place.mention.id for place in places}
        if item.checkState(0) is Qt.CheckState.Checked:
            self._taken |= ids
        elif item.checkState(0) is Qt.CheckState.Unchecked:
            self._taken -= ids
        self.tree.blockSignals(True)
        parent = item.parent()
        if parent is not None:
            self._show_state(parent)
        for number in range(item.childCount()):
            child = item.child(number)
            if child is not None and child.data(0, _IDS):
                child.setCheckState(0, item.checkState(0))
        self.tree.blockSignals(False)
        self._follow_names(ids)
        self._tell()

    def _show_state(self, group: QTreeWidgetItem) -> None:
        places: list[NamedPlace] = group.data(0, _IDS)
        taken = sum(place.mention.id in self._taken for place in places)
        group.setCheckState(
            0,
            Qt.CheckState.Checked
            if taken == len(places)
            else Qt.CheckState.PartiallyChecked
            if taken
            else Qt.CheckState.Unchecked,
        )

    def _follow_names(self, touched: set[MentionId]) -> None:
        """A name goes along when all its places do, and stays when one of them stays."""
        keys = {name_key(place.mention.surface) for place in self._places if place.mention.id in touched}
        stay = {
            name_key(place.mention.surface) for place in self._places if place.mention.id not in self._taken
        }
        for number in range(self.names.count()):
            item = self.names.item(number)
            key = name_key(item.data(_IDS)[1])
            if key in keys:
                item.setCheckState(Qt.CheckState.Unchecked if key in stay else Qt.CheckState.Checked)
        ticked = self._ticked_names()
        if ticked and not self.name.isModified():
            self.name.setText(ticked[0][1])

    def _ticked_names(self) -> list[tuple[int, str]]:
        items = [self.names.item(number) for number in range(self.names.count())]
        return [item.data(_IDS) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _tell(self) -> None:
        self.told.setText(f"{len(self._taken):,} of {len(self._places):,} go to the new actor")
