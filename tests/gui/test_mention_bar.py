"""Names in the open document decided by one key each: confirmed, denied, given to another, marked, and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from dossier.domain.actors import ActorId, ActorStatus, MentionStatus
from dossier.domain.corpus import DocumentId
from dossier.domain.dates import PartialDate
from dossier.gui.event_dialog import EventDialog
from dossier.gui.main_window import MainWindow
from dossier.gui.meant_dialog import MeantDialog, NewActorDialog, looks_like_a_name
from dossier.gui.pick_actor_dialog import PickActorDialog
from dossier.gui.text_view import Mark
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMenu
from pytestqt.qtbot import QtBot

from tests.helpers.windows import SLOW, idle, import_texts

Kind = TypeVar("Kind", bound=QDialog)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ONE = (
    "First meeting\n\n3 May 2024\n\nHezbollah met Hamas in Beirut on 2 May 2024. The Lantern Bearers left early, "
    "Hezbollah said. Brigadier Zayn Qorbani, a spokesperson of the Falcon Brigade, denied it.\n"
)
TWO = "Second meeting\n\n4 May 2024\n\nThe Lantern Bearers knew of it, and so did Hezbollah.\n"


@pytest.fixture
def reading(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> MainWindow:
    """The first document open, with the keyboard in its text."""
    import_texts(qtbot, window, tmp_path / "texts", {"one.txt": ONE, "two.txt": TWO})
    assert window.case is not None
    [key] = [item.id for item in window.case.library.all() if item.file == "one.txt"]
    window.open_document(key)
    idle(qtbot, window)
    ready(qtbot, window)
    return window


def ready(qtbot: QtBot, window: MainWindow) -> None:
    """All done, and the keyboard in the text."""
    idle(qtbot, window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=SLOW)
    window.reader.view.setFocus()


def at(window: MainWindow, words: str, nth: int = 0) -> None:
    """Put the cursor into these words."""
    place = -1
    for _ in range(nth + 1):
        place = window.reader.view.text.index(words, place + 1)
    window.reader.view.reveal(place + 1)


def selected(window: MainWindow, words: str) -> None:
    start = window.reader.view.text.index(words)
    window.reader.view.select(start, start + len(words))


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    qtbot.keyClick(window.reader.view, key, held or Qt.KeyboardModifier.NoModifier)
    idle(qtbot, window)


def dialog_of(qtbot: QtBot, window: MainWindow, kind: type[Kind]) -> Kind:
    qtbot.waitUntil(lambda: any(one.isActiveWindow() for one in window.findChildren(kind)), timeout=SLOW)
    return next(one for one in window.findChildren(kind) if one.isActiveWindow())


def places(window: MainWindow, key: ActorId) -> list[tuple[DocumentId, str]]:
    assert window.case is not None
    return [
        (one.document_id, one.surface)
        for one in window.case.mention_store.of_actor(key)
        if one.status is not MentionStatus.REJECTED
    ]


def actor(window: MainWindow, name: str) -> ActorId:
    assert window.case is not None
    return window.case.find_actor(name)


def test_keys_go_from_name_to_name_and_the_bar_tells_who_it_is(qtbot: QtBot, reading: MainWindow) -> None:
    bar = reading.reader.naming
    at(reading, "meeting")
    assert not bar.isVisible()
    press(qtbot, reading, Qt.Key.Key_N)
    assert bar.isVisible()
    assert bar.name.words == "Hezbollah"
    assert bar.current is not None
    press(qtbot, reading, Qt.Key.Key_N)
    assert bar.name.words == "Hamas"
    press(qtbot, reading, Qt.Key.Key_N, SHIFT)
    assert bar.name.words == "Hezbollah"
    press(qtbot, reading, Qt.Key.Key_N, SHIFT)
    assert reading.reader.view.place > reading.reader.view.text.index("spokesperson")


def test_a_name_that_means_nobody_here_goes_and_comes_back(qtbot: QtBot, reading: MainWindow) -> None:
    key = actor(reading, "Hezbollah")
    before = places(reading, key)
    at(reading, "Hezbollah")
    press(qtbot, reading, Qt.Key.Key_X)
    assert len(places(reading, key)) == len(before) - 1
    assert "not meant here" in reading.jobs.label.text()
    assert not reading.reader.naming.isVisible()
    at(reading, "Hezbollah", 1)
    press(qtbot, reading, Qt.Key.Key_Return)
    assert "Confirmed" in reading.jobs.label.text()
    ready(qtbot, reading)
    press(qtbot, reading, Qt.Key.Key_Z, CTRL)
    press(qtbot, reading, Qt.Key.Key_Z, CTRL)
    assert places(reading, key) == before
    at(reading, "Hezbollah")
    press(qtbot, reading, Qt.Key.Key_X, SHIFT)  # in the whole document, in no other
    assert len(places(reading, key)) == 1
    press(qtbot, reading, Qt.Key.Key_Z, CTRL)
    assert places(reading, key) == before


def test_a_suggested_name_is_decided_where_it_stands(qtbot: QtBot, reading: MainWindow) -> None:
    assert reading.case is not None
    catalog = reading.case.catalog
    at(reading, "Zayn Qorbani")
    one = reading.reader.naming.current
    assert one is not None
    assert reading.reader.naming.yes.text() == "It is one"
    press(qtbot, reading, Qt.Key.Key_X)
    assert catalog.get(one.actor_id).status is ActorStatus.REJECTED
    ready(qtbot, reading)
    press(qtbot, reading, Qt.Key.Key_Z, CTRL)
    assert catalog.get(one.actor_id).status is ActorStatus.SUGGESTED
    at(reading, "Zayn Qorbani")
    press(qtbot, reading, Qt.Key.Key_Return)
    assert catalog.get(one.actor_id).status is ActorStatus.CONFIRMED
    at(reading, "Falcon Brigade")
    press(qtbot, reading, Qt.Key.Key_A)
    dialog = dialog_of(qtbot, reading, PickActorDialog)
    qtbot.keyClicks(dialog.filter, "Hamas")
    qtbot.waitUntil(lambda: dialog.list.item(0).text().startswith("Hamas\n"), timeout=SLOW)
    qtbot.keyClick(dialog.filter, Qt.Key.Key_Return)
    idle(qtbot, reading)
    assert actor(reading, "Falcon Brigade") == actor(reading, "Hamas")


def test_a_place_is_given_to_another_actor_and_to_a_new_one(qtbot: QtBot, reading: MainWindow) -> None:
    hezbollah, hamas = actor(reading, "Hezbollah"), actor(reading, "Hamas")
    before = places(reading, hezbollah), places(reading, hamas)
    at(reading, "Hezbollah")
    press(qtbot, reading, Qt.Key.Key_A)
    dialog = dialog_of(qtbot, reading, MeantDialog)
    assert "2 places" in dialog.box.text()
    qtbot.keyClicks(dialog.filter, "Hamas")
    qtbot.waitUntil(lambda: dialog.list.item(0).text().startswith("Hamas\n"), timeout=SLOW)
    qtbot.keyClick(dialog.filter, Qt.Key.Key_Return)
    idle(qtbot, reading)
    assert len(places(reading, hezbollah)) == len(before[0]) - 1
    assert "Hezbollah" in [surface for _, surface in places(reading, hamas)]
    ready(qtbot, reading)
    press(qtbot, reading, Qt.Key.Key_Z, CTRL)
    assert (places(reading, hezbollah), places(reading, hamas)) == before

    at(reading, "Hezbollah")
    press(qtbot, reading, Qt.Key.Key_A)
    dialog = dialog_of(qtbot, reading, MeantDialog)
    dialog.box.setChecked(True)
    dialog.new.click()
    new = dialog_of(qtbot, reading, NewActorDialog)
    assert new.name.text() == "Hezbollah"
    new.name.setText("…")
    new.save()
    assert "letter" in new.trouble.text()
    new.name.setText("Hezbollah of the North")
    new.save()
    idle(qtbot, reading)
    north = actor(reading, "Hezbollah of the North")
    assert [surface for _, surface in places(reading, north)] == ["Hezbollah", "Hezbollah"]
    ready(qtbot, reading)
    press(qtbot, reading, Qt.Key.Key_Z, CTRL)
    assert (places(reading, hezbollah), places(reading, hamas)) == before


def test_marked_words_are_learned_and_found_in_the_whole_case(qtbot: QtBot, reading: MainWindow) -> None:
    assert reading.case is not None
    hamas = actor(reading, "Hamas")
    before = places(reading, hamas)
    selected(reading, "antern Beare")  # the words are meant, not their halves
    press(qtbot, reading, Qt.Key.Key_M)
    dialog = dialog_of(qtbot, reading, MeantDialog)
    assert dialog.box.isChecked()
    qtbot.keyClicks(dialog.filter, "Hamas")
    qtbot.waitUntil(lambda: dialog.list.item(0).text().startswith("Hamas\n"), timeout=SLOW)
    qtbot.keyClick(dialog.filter, Qt.Key.Key_Return)
    idle(qtbot, reading)
    found = [document for document, surface in places(reading, hamas) if surface == "Lantern Bearers"]
    assert len(set(found)) == 2
    alias = next(one for one in reading.case.catalog.get(hamas).aliases if one.value == "Lantern Bearers")
    assert alias.document_id == reading.reader.document_id
    assert "Lantern Bearers" in [
        reading.reader.view.text[one.start : one.end] for one in reading.reader.view.spans(Mark.ACTOR)
    ]
    ready(qtbot, reading)
    press(qtbot, reading, Qt.Key.Key_Z, CTRL)
    assert places(reading, hamas) == before

    selected(reading, "Lantern Bearers")
    press(qtbot, reading, Qt.Key.Key_M)
    dialog = dialog_of(qtbot, reading, MeantDialog)
    dialog.new.click()
    dialog_of(qtbot, reading, NewActorDialog).save()
    idle(qtbot, reading)
    assert len(places(reading, actor(reading, "Lantern Bearers"))) == 2


def test_an_event_takes_date_actors_and_passage_from_the_selected_words(
    qtbot: QtBot, reading: MainWindow
) -> None:
    assert reading.case is not None
    words = "Hezbollah met Hamas in Beirut on 2 May 2024."
    selected(reading, words)
    press(qtbot, reading, Qt.Key.Key_E, CTRL)
    dialog = dialog_of(qtbot, reading, EventDialog)
    assert dialog.start.date == PartialDate(2024, 5, 2)
    assert dialog.title.text() == words
    dialog.title.setText("A meeting")
    dialog.save()
    idle(qtbot, reading)
    [event] = reading.case.relations.events()
    assert set(event.actor_ids) == {actor(reading, "Hezbollah"), actor(reading, "Hamas")}
    assert [one.quote for one in event.citations] == [words]
    ready(qtbot, reading)
    press(qtbot, reading, Qt.Key.Key_Z, CTRL)
    assert reading.case.relations.events() == []
    for chosen, told in (("Lantern Bearers left early", ""), (ONE[15:90], "2 dates")):
        selected(reading, chosen)
        reading.reader.new_event()
        dialog = dialog_of(qtbot, reading, EventDialog)
        assert dialog.start.text() == ""  # no date, or more than one: nothing is invented
        assert told in dialog.dates.text()
        dialog.reject()
        qtbot.waitUntil(lambda: not reading.findChildren(EventDialog), timeout=SLOW)


def test_what_was_taken_back_elsewhere_is_passed_over(qtbot: QtBot, reading: MainWindow) -> None:
    assert reading.case is not None
    key = actor(reading, "Hezbollah")
    before = places(reading, key)
    at(reading, "Hezbollah")
    press(qtbot, reading, Qt.Key.Key_X)
    at(reading, "Hamas")
    press(qtbot, reading, Qt.Key.Key_Return)
    reading.case.decisions.undo()
    ready(qtbot, reading)
    reading.search_page.query.setFocus()  # a page with nothing to undo leaves it to the reader
    reading.undo()
    idle(qtbot, reading)
    assert places(reading, key) == before
    assert not reading.reader.naming.deciding.anything


def test_the_menu_offers_what_can_be_decided(qtbot: QtBot, reading: MainWindow) -> None:
    menu = QMenu(reading)
    at(reading, "Hezbollah")
    reading.reader.naming.fill(menu)
    words = [action.text().split("\t")[0] for action in menu.actions()]
    assert "It is not meant here" in words
    assert "It is not meant in this document" in words
    menu.clear()
    at(reading, "meeting")
    reading.reader.naming.fill(menu)
    [mark] = menu.actions()
    assert not mark.isEnabled()
    press(qtbot, reading, Qt.Key.Key_X)
    assert "No actor is named at the cursor" in reading.jobs.label.text()


@pytest.mark.parametrize(
    ("words", "likely"),
    [
        ("Lantern Bearers", True), ("Brigade of the North", True), ("the movement", False), ("al-Nusra", True),
        ("their fighters in Aden", False), ("لواء الصقر", True), ("الحركة", False), ("IS", True),
    ],
)  # fmt: skip
def test_what_looks_like_a_name(words: str, likely: bool) -> None:
    assert looks_like_a_name(words) is likely
