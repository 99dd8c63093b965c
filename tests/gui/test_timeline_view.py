"""The timeline page: bars lead to their documents, partial dates are spans, what has no date stands apart."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from dossier.domain.corpus import DocumentId
from dossier.domain.dates import PartialDate
from dossier.dossiers.citations import passage_at
from dossier.gui.main_window import MainWindow
from dossier.gui.timeline_view import TimelineView
from dossier.jobs import Changes
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.helpers.windows import SLOW, idle, import_texts

TEXTS = {
    "one.txt": "First meeting\n\n3 May 2024\n\nHezbollah and Hamas met.\n",
    "two.txt": "Second meeting\n\n4 May 2024\n\nHezbollah said that Iran was informed.\n",
    "none.txt": "Some meeting\n\nHezbollah met someone.\n",
}
HOSTILE = '<img src="file:///etc/passwd"> & more'


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> TimelineView:
    import_texts(qtbot, window, tmp_path / "texts", TEXTS)
    assert window.case is not None
    case = window.case
    [first] = [one.id for one in case.library.all() if one.title == "First meeting"]
    text = case.library.text(first)
    passage = passage_at(first, text, text.index("Hezbollah"), len(text.rstrip()))
    actor = case.find_actor("Hamas")
    case.relations.add_event(HOSTILE, PartialDate(2024), actors=[actor], citations=[passage])
    case.relations.add_event("A vow", None)
    window.go_to("Timeline")
    page = window.pages.get("Timeline")
    assert isinstance(page, TimelineView)
    qtbot.waitUntil(lambda: page.shown is not None, timeout=SLOW)
    idle(qtbot, window)
    return page


def words_in(page: TimelineView) -> list[str]:
    labels = [label.text() for label in page.evidence.findChildren(QLabel)]
    return labels + [link.words for link in page.evidence.links()]


def test_an_event_of_a_year_spans_it_and_shows_what_says_so(
    qtbot: QtBot, window: MainWindow, page: TimelineView
) -> None:
    [event] = [bar for bar in page.canvas.bars() if bar.row is not None]
    assert (event.start.isoformat(), event.end.isoformat()) == ("2024-01-01", "2024-12-31")
    page.canvas.choose(event)
    idle(qtbot, window)
    assert f"2024: {HOSTILE}" in words_in(page)
    assert "“Hezbollah and Hamas met.”" in words_in(page)
    with qtbot.waitSignal(page.open_passage) as opened:
        page.evidence.links()[-1].click()
    assert opened.args is not None
    assert window.case is not None
    assert window.case.library.get(DocumentId(opened.args[0])).title == "First meeting"


def test_a_bar_lists_its_documents_at_every_zoom(
    qtbot: QtBot, window: MainWindow, page: TimelineView
) -> None:
    [month] = [bar for bar in page.canvas.bars() if bar.count is not None]
    assert (month.count.text, month.count.documents) == ("2024-05", 2)  # type: ignore[union-attr]
    page.canvas.choose(month)
    idle(qtbot, window)
    assert len(page.evidence.links()) == 2
    page.canvas._first, page.canvas._days = PartialDate(2024, 5, 1).first_day.toordinal(), 20.0
    days = [bar for bar in page.canvas.bars() if bar.count is not None]
    assert [bar.count.text for bar in days if bar.count] == ["2024-05-03", "2024-05-04"]
    page.canvas.choose(days[1])
    idle(qtbot, window)
    [link] = page.evidence.links()
    assert "Second meeting" in link.words


def test_what_has_no_date_stands_apart(qtbot: QtBot, window: MainWindow, page: TimelineView) -> None:
    assert page.undated.words == "Without a date: 1 document and 1 event"
    page.undated.click()
    idle(qtbot, window)
    links = [link.words for link in page.evidence.links()]
    assert links[0] == "Event: A vow"
    assert "Some meeting" in links[1]


def test_one_actor_only(qtbot: QtBot, window: MainWindow, page: TimelineView) -> None:
    assert window.case is not None
    page.show_actor(window.case.find_actor("Iran"))
    idle(qtbot, window)
    assert page.shown is not None
    assert sum(lane.documents for lane in page.shown.lanes) == 1
    assert page.shown.events == ()
    page.lanes.setCurrentIndex(1)
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.lanes[0].actor is not None, timeout=SLOW)
    assert [lane.name for lane in page.shown.lanes] == ["Iran"]
    page.show_actor(None)
    idle(qtbot, window)
    names = {lane.name for lane in page.shown.lanes}
    assert {"Hezbollah", "Hamas", "Iran"} <= names


def test_keys_walk_and_zoom(qtbot: QtBot, window: MainWindow, page: TimelineView) -> None:
    canvas = page.canvas
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.chosen is not None
    assert canvas.chosen.row is not None
    assert HOSTILE in canvas.accessibleDescription()
    qtbot.keyClick(canvas, Qt.Key.Key_Down)
    assert canvas.chosen.count is not None
    before = canvas._days
    qtbot.keyClicks(canvas, "++")
    assert canvas._days < before
    idle(qtbot, window)


def test_pictures_hold_words_as_text(
    qtbot: QtBot, window: MainWindow, page: TimelineView, tmp_path: Path
) -> None:
    page.save_as(tmp_path / "t.svg")
    drawing = ET.fromstring((tmp_path / "t.svg").read_text("utf-8"))
    texts = [" ".join("".join(one.itertext()).split()) for one in drawing.iter() if one.tag.endswith("text")]
    assert HOSTILE in texts
    assert not [one for one in drawing.iter() if one.tag.endswith("image")]
    page.save_as(tmp_path / "t.png")
    assert not QImage(str(tmp_path / "t.png")).isNull()


def test_a_new_event_appears(qtbot: QtBot, window: MainWindow, page: TimelineView) -> None:
    assert window.case is not None
    window.case.relations.add_event("Another", PartialDate(2024, 2))
    page.show_changes(Changes(actors=True))
    qtbot.waitUntil(lambda: page.shown is not None and len(page.shown.events) == 3, timeout=SLOW)
    idle(qtbot, window)
