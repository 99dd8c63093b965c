"""Say which actor words in a document mean: a known one, or one that the case doesn't have yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dossier.case import Case
from dossier.domain.actors import ActorId, ActorRole
from dossier.gui.labels import plain_label
from dossier.gui.pick_actor_dialog import PickActorDialog
from dossier.text.names import name_key
from dossier.text.normalize import script_of, visible

_LONG = 4
"""Letters from which on a word of a Latin name begins with a capital; `al`, `of` and `bin` needn't."""


class MeantDialog(PickActorDialog):
    """Enter chooses; the box says whether it holds for more than these words."""

    meant = Signal(int, bool)  # ActorId, whether the box is ticked
    new_wanted = Signal(bool)

    def __init__(
        self,
        case: Case,
        words: str,
        box: str,
        parent: QWidget | None = None,
        *,
        ticked: bool = False,
        without: ActorId | None = None,
    ) -> None:
        super().__init__(
            case, "Who is meant", f"“\u2068{visible(words)[:120]}\u2069” means:", parent, without=without,
            likely=case.actors_like(words),
        )  # fmt: skip
        self.box = QCheckBox(box.replace("&", "&&"))
        self.box.setChecked(ticked)
        self.box.setVisible(bool(box))
        self.more.addWidget(self.box)
        self.new = self.buttons.addButton("&New actor…", QDialogButtonBox.ButtonRole.ActionRole)
        self.new.setAutoDefault(False)
        self.new.clicked.connect(self._want_new)

    def _read(self) -> None:
        super()._read()
        if not self.filter.text().strip() and not self._likely:
            self.list.setCurrentRow(-1)  # nobody is likelier than others: Enter must not choose the first

    def choose(self, item: QListWidgetItem | None) -> None:
        """This one it is."""
        if item is not None:
            self.meant.emit(item.data(Qt.ItemDataRole.UserRole), self.box.isChecked())
        super().choose(item)

    def _want_new(self) -> None:
        self.new_wanted.emit(self.box.isChecked())
        self.reject()


class NewActorDialog(QDialog):
    """The name is offered as it stands in the text."""

    made = Signal(str, object)  # name, ActorRole

    def __init__(self, name: str, role: ActorRole, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("New actor")
        self.setMinimumWidth(440)
        self.name = QLineEdit(" ".join(name.split())[:300])
        self.name.setMaxLength(300)
        self.role = QComboBox()
        for one in ActorRole:
            self.role.addItem(str(one).capitalize(), one)
        self.role.setCurrentIndex(list(ActorRole).index(role))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("&Name", self.name)
        form.addRow("&It is a", self.role)
        self.trouble = plain_label("", "bad")
        self.trouble.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        make = buttons.addButton("Make", QDialogButtonBox.ButtonRole.AcceptRole)
        make.setDefault(True)
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(
            plain_label("The case gets this actor; its name is looked for in all documents.", "quiet")
        )
        layout.addLayout(form)
        layout.addWidget(self.trouble)
        layout.addWidget(buttons)

    def save(self) -> None:
        """Hand it over; what is no name is told here."""
        name = " ".join(self.name.text().split())
        if not name_key(name):
            self.trouble.setText("A name needs at least one letter or digit.")
            self.trouble.show()
            return
        self.made.emit(name, ActorRole(self.role.currentData()))
        self.accept()


def looks_like_a_name(words: str) -> bool:
    """Whether words are likely to mean the same actor elsewhere: then learning them as a name is offered first.

    In Latin letters each longer word has a capital; other scripts have none, so two to five words count.
    """
    parts: Sequence[str] = [part for word in words.split() for part in word.split("-") if part]
    if script_of(words) != "Latn":
        return 2 <= len(parts) <= 5
    capitals = [part.strip("'‘’ʿʾ\"“”()")[:1].isupper() for part in parts]
    return any(capitals) and all(big or len(part) < _LONG for big, part in zip(capitals, parts, strict=True))
