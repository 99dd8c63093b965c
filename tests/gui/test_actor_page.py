"""The page of an actor: relationships and events noted, mended and undone; two actors made one and two again."""

from __future__ import annotations

from pathlib import Path

import pytest
from dossier.domain.actors import ActorId, ActorRole, RelationshipKind
from dossier.domain.dates import PartialDate
from dossier.gui.commands import Registered
from dossier.gui.event_dialog import EventDialog
from dossier.gui.link_button import LinkButton
from dossier.gui.main_window import MainWindow
from dossier.gui.merge_dialog import MergeDialog
from dossier.gui.relationship_dialog import RelationshipDialog
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.windows import SLOW, idle, import_texts

TEXTS = {
    "one.txt": "First meeting\n\n3 May 2024\n\nHezbollah and Hamas met in the morning, it was said.\n",
    "two.txt": "Second meeting\n\n4 May 2024\n\nHezbollah said that Iran was informed of it in time.\n",
}
LONG = "الأمانة العامة للمجلس الأعلى لشؤون المقاومة الإسلامية في المنطقة " * 5


@pytest.fixture
def actor(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> ActorId:
    """Hezbollah's page, open."""
    import_texts(qtbot, window, tmp_path / "texts", TEXTS)
    assert window.case is not None
    for one in window.case.relations.of_actor(window.case.find_actor("Hezbollah")):
        window.case.relations.remove(one.id)
    key = window.case.find_actor("Hezbollah")
    window.open_actor(key)
    idle(qtbot, window)
    return key


def words_in(window: MainWindow) -> str:
    page = window.actors_page.page
    labels = [label.text() for label in page.findChildren(QLabel)]
    return "\n".join(labels + [link.words for link in page.findChildren(LinkButton)])


def test_a_relationship_is_noted_with_its_passage_and_undone(
    qtbot: QtBot, window: MainWindow, actor: ActorId
) -> None:
    assert window.case is not None
    page, other = window.actors_page, window.case.find_actor("Hamas")
    page.edit_relationship(0)
    [dialog] = page.findChildren(RelationshipDialog)
    dialog.save()
    assert dialog.foot.trouble.text().startswith("Choose the other actor")
    dialog.choose(other)
    dialog.kind.setCurrentText("sponsor")
    dialog.way.setCurrentIndex(1)
    dialog.start.setText("2024-13")
    dialog.save()
    assert "no date" in dialog.foot.trouble.text()
    dialog.start.setText("2024-05")
    dialog.passages.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.save()
    idle(qtbot, window)
    [known] = window.case.relations.of_actor(actor)
    assert (known.kind, known.subject_id, known.object_id) == (RelationshipKind.SPONSOR, other, actor)
    assert [one.quote for one in known.citations] == ["Hezbollah and Hamas met in the morning, it was said."]
    assert "sponsor of Hamas (since May 2024, 1 passage)" in words_in(window)
    window.undo()
    idle(qtbot, window)
    assert window.case.relations.of_actor(actor) == []
    assert "sponsor of" not in words_in(window)


def test_a_relationship_is_mended_and_removed(qtbot: QtBot, window: MainWindow, actor: ActorId) -> None:
    assert window.case is not None
    page = window.actors_page
    key = window.case.relations.relate(
        RelationshipKind.ALLY, actor, window.case.find_actor("Iran"), note="by hand"
    )
    before = window.case.relations.get(key)
    page.edit_relationship(key)
    [dialog] = page.findChildren(RelationshipDialog)
    dialog.disputed.setChecked(True)
    dialog.end.setText("2025")
    dialog.save()
    idle(qtbot, window)
    assert "ally: Iran (until 2025, disputed, no passage yet)" in words_in(window)
    page.edit_relationship(key)
    dialog = [one for one in page.findChildren(RelationshipDialog) if one.isVisible()][-1]
    dialog.remove()
    idle(qtbot, window)
    assert window.case.relations.of_actor(actor) == []
    window.undo()
    window.undo()
    idle(qtbot, window)
    assert window.case.relations.get(key) == before


def test_an_event_is_noted_and_undone(qtbot: QtBot, window: MainWindow, actor: ActorId) -> None:
    assert window.case is not None
    page = window.actors_page
    page.edit_event(0)
    [dialog] = page.findChildren(EventDialog)
    dialog.save()
    assert "title" in dialog.foot.trouble.text()
    dialog.title.setText("A meeting <b>of two</b>")
    dialog.start.setText("2024")
    dialog.place.setText("Beirut")
    dialog.add_actor(window.case.find_actor("Hamas"))
    dialog.passages.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.save()
    idle(qtbot, window)
    [event] = window.case.relations.events()
    assert (event.start, event.place, len(event.actor_ids)) == (PartialDate(2024), "Beirut", 2)
    assert "2024: A meeting <b>of two</b>, Beirut (1 passage)" in words_in(window)
    window.undo()
    idle(qtbot, window)
    assert window.case.relations.events() == []


def test_a_merge_is_explained_and_taken_back(qtbot: QtBot, window: MainWindow, actor: ActorId) -> None:
    assert window.case is not None
    page = window.actors_page
    twin = window.case.decisions.add_actor("Hizb Allah", ActorRole.GROUP)
    page.show_merge(twin, actor)
    [dialog] = page.findChildren(MergeDialog)
    words = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert "This one goes" in words
    assert "score" in words
    dialog.why.setText("Another spelling")
    dialog.buttons.accepted.emit()
    idle(qtbot, window)
    assert window.case.catalog.get(twin).id == actor
    assert window.case.decisions.history(actor)[0].why == "Another spelling"
    assert "Hizb Allah" in words_in(window)
    [split] = [one for one in page.page.findChildren(QToolButton) if one.text() == "Split off"]
    split.click()
    idle(qtbot, window)
    assert window.case.catalog.get(twin).id == twin
    window.undo()
    idle(qtbot, window)
    assert window.case.catalog.get(twin).id == actor
    page.undo_last()
    idle(qtbot, window)
    assert window.case.catalog.get(twin).id == twin


def test_undo_takes_back_the_last_of_both_kinds_first(
    qtbot: QtBot, window: MainWindow, actor: ActorId
) -> None:
    assert window.case is not None
    page = window.actors_page
    page.edit_event(0)
    [dialog] = page.findChildren(EventDialog)
    dialog.title.setText("A vow")
    dialog.save()
    twin = window.case.decisions.add_actor("Hizb Allah", ActorRole.GROUP)
    page.merge_into(twin, actor, "")
    idle(qtbot, window)
    page.undo()
    idle(qtbot, window)
    assert window.case.catalog.get(twin).id == twin
    assert len(window.case.relations.events()) == 1
    page.undo()
    idle(qtbot, window)
    assert window.case.relations.events() == []


def test_a_long_arabic_line_is_cut_at_its_end(qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    link = LinkButton(f"{LONG} & more")
    QVBoxLayout(place).addWidget(link)
    place.resize(300, 60)
    with qtbot.waitExposed(place):
        place.show()
    qtbot.waitUntil(lambda: link.text().endswith("…"), timeout=SLOW)
    assert LONG.startswith(link.text()[:12])
    assert link.width() <= 300
    assert "& more" in link.accessibleName()


LIST = """actors:
- {key: falcon-brigade, name: Falcon Brigade, kind: Organization, role: group, aliases: [{value: لواء الصقر, script: arabic}],
   relationships: [{kind: leader, actor: falcon-chief}]}
- {key: falcon-chief, name: Chief of the Falcons, kind: Person, role: person}
- {key: hezbollah, name: Hezbollah, kind: Organization, role: group, aliases: [{value: Group of the Meeting}]}
"""


def chosen(window: MainWindow, name: str) -> Registered:
    """The command of that name on the page of actors."""
    return next(entry for entry in window.commands.of("Actors") if entry.command.name == name)


def test_a_list_of_actors_is_taken_in_and_back_as_one(
    qtbot: QtBot, window: MainWindow, actor: ActorId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.case is not None
    case, page = window.case, window.actors_page
    key = case.catalog.get(actor).key
    path = tmp_path / "list.yaml"
    path.write_text(LIST.replace("key: hezbollah", f"key: {key}"), "utf-8")
    before = case.catalog.confirmed(), case.relations.every()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    chosen(window, "Import a list of actors…").run()
    idle(qtbot, window)
    falcon = case.find_actor("لواء الصقر")
    assert [one.kind for one in case.relations.of_actor(falcon)] == [RelationshipKind.LEADER]
    assert "Group of the Meeting" in [alias.value for alias in case.catalog.get(actor).aliases]
    page.undo()
    idle(qtbot, window)
    assert (case.catalog.confirmed(), case.relations.every()) == before


@pytest.mark.parametrize("suffix", ["csv", "yaml", "jsonl"])
def test_the_actors_are_written_out(
    qtbot: QtBot,
    window: MainWindow,
    actor: ActorId,
    tmp_path: Path,
    suffix: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = window.actors_page
    with qtbot.waitSignal(page.said) as said:
        monkeypatch.setattr(
            QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / f"actors.{suffix}"), "")
        )
        chosen(window, "Export the actors…").run()
    idle(qtbot, window)
    assert said.args is not None
    assert "actors written" in said.args[0]
    text = (tmp_path / f"actors.{suffix}").read_text("utf-8-sig")
    assert "Hezbollah" in text
    assert "حزب الله" in text
