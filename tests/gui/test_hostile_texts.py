"""Every widget of every page shows hostile titles, names, sources and statements as text, and warns of tricks."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

import pytest
from dossier.case import Case
from dossier.domain.actors import (
    KIND_OF_ROLE,
    ActorRole,
    ActorStatus,
    MentionStatus,
    NewActor,
    NewMention,
)
from dossier.domain.corpus import DocumentKind, NewDocument
from dossier.domain.dates import PartialDate
from dossier.domain.dossiers import TLP
from dossier.gui.main_window import MainWindow
from dossier.gui.pages import PAGES
from dossier.text.normalize import has_hidden_or_mixed
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.hostile_texts import HOSTILE
from tests.helpers.windows import idle

NEVER = "\0\u202e\u2066\u200e\x1b"
"""Characters that no list may show."""
LONGEST = 5_000
"""Characters of one cell: a name of a million must be cut."""
Role = Qt.ItemDataRole


def fill(case: Case) -> None:
    """Sixty documents, actors, sources, sections and statements, all hostile."""
    new = []
    for number, text in enumerate(HOSTILE):
        body = f"{text[:20_000]}\n\nActor {number} spoke. {number}"
        digest = hashlib.sha256(body.encode("utf-8", "replace")).hexdigest()
        new.append(
            NewDocument(
                file=text[:5_000] or "empty",
                sha256=digest,
                text=body,
                title=text or "(none)",
                text_sha256=digest,
                kind=DocumentKind.ARTICLE,
                author=text[:50_000],
                language="en",
                published=PartialDate(2024, 1 + number % 12),
                source_id=case.corpus_store.source_named(text[:50_000] or "empty", descriptor=text[:5_000]),
                words=5,
                problem=text[:5_000] if number % 7 == 0 else None,
                url=text[:5_000],
            )
        )
    documents = case.corpus_store.add(new)
    actors = case.actor_store.add(
        [
            NewActor(
                text or "(none)",
                KIND_OF_ROLE[ActorRole.GROUP],
                ActorRole.GROUP,
                ActorStatus.SUGGESTED if number % 2 else ActorStatus.CONFIRMED,
                description=text[:5_000],
            )
            for number, text in enumerate(HOSTILE)
        ]
    )
    case.mention_store.replace(
        {
            document: [
                NewMention(
                    actor,
                    document,
                    0,
                    1,
                    new[number].text[:1],
                    MentionStatus.CONFIRMED,
                    1.0,
                    HOSTILE[number][:900],
                )
                for actor in (actors[number], actors[(number + 1) % 60])
            ]
            for number, document in enumerate(documents)
        }
    )
    for number, actor in enumerate(actors[:4]):
        dossier = case.editor.begin(actor, tlp=TLP.AMBER, sections=(HOSTILE[number] or "none",))
        section = case.editor.get(dossier).sections[0].id
        for place in range(number * 15, number * 15 + 15):
            statement = case.editor.add_statement(dossier, section, HOSTILE[place][:100_000])
            case.editor.cite_passage(
                dossier, section, documents[place], (0, len(new[place].text)), statement=statement
            )


def looks_like_markup(text: str) -> bool:
    """Stricter than Qt's own guess, which PySide doesn't offer."""
    return re.search(r"<[a-zA-Z!/?]", text) is not None


def marked_up(root: QWidget) -> Iterator[str]:
    """Widgets that would take their text for markup."""
    for label in root.findChildren(QLabel):
        if label.textFormat() != Qt.TextFormat.PlainText and looks_like_markup(label.text()):
            yield f"label {label.text()[:80]!r}"
    for widget in [root, *root.findChildren(QWidget)]:
        if _acts(widget.toolTip()):
            yield f"tool tip of {type(widget).__name__} {widget.toolTip()[:80]!r}"
    for edit in root.findChildren(QTextEdit):
        if edit.acceptRichText() and not edit.isReadOnly():
            yield f"rich text in {type(edit).__name__}"


def _acts(tip: str) -> bool:
    """Whether Qt would take a tool tip for markup other than our own frame."""
    if tip.startswith("<qt>"):
        return "<" in tip.removeprefix("<qt>").removesuffix("</qt>").replace("<br>", "")
    return looks_like_markup(tip)


def bad_cells(root: QWidget) -> Iterator[str]:
    """Cells of lists whose text acts, is endless, or holds characters that must not be shown."""
    for view in root.findChildren(QAbstractItemView):
        model = view.model()
        if model is None:
            continue
        for row in range(min(model.rowCount(), 80)):
            for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):
                index = model.index(row, column)
                text = str(index.data(Role.DisplayRole) or "")
                tip = str(index.data(Role.ToolTipRole) or "")
                name = f"{type(view).__name__} ({view.accessibleName()}) row {row} column {column}"
                if len(text) > LONGEST or len(tip) > 4 * LONGEST:
                    yield f"{name}: {len(text):,} and {len(tip):,} characters"
                if any(char in text for char in NEVER):
                    yield f"{name}: {text[:60]!r}"
                if _acts(tip):
                    yield f"{name}: tool tip {tip[:60]!r}"


@pytest.fixture
def hostile(qtbot: QtBot, window: MainWindow) -> MainWindow:
    case = window.case
    assert case is not None
    fill(case)
    window.runner.run("Bringing the index up to date", case.settle)
    idle(qtbot, window)
    return window


def test_no_page_takes_hostile_text_for_anything_but_text(qtbot: QtBot, hostile: MainWindow) -> None:
    case = hostile.case
    assert case is not None
    found = []
    for kind in PAGES:
        hostile.go_to(kind.name)
        idle(qtbot, hostile)
        found += [f"{kind.name}: {one}" for one in (*marked_up(hostile), *bad_cells(hostile))]
    hostile.go_to("Dossiers")
    for dossier in case.editor.all():
        hostile.dossiers_page.open_dossier(dossier.id)
        blocks = hostile.dossiers_page.area.blocks()
        assert len(blocks) == 15
        found += [f"Dossier: {one}" for one in (*marked_up(hostile), *bad_cells(hostile))]
    for document in case.library.all()[::3]:
        hostile.open_document(document.id)
        idle(qtbot, hostile)
        found += [f"Reader: {one}" for one in marked_up(hostile.reader)]
    for line in case.catalog.page(status=None, limit=60)[::3]:
        hostile.open_actor(line.actor.id)
        idle(qtbot, hostile)
        found += [
            f"Actor: {one}" for one in (*marked_up(hostile.actors_page), *bad_cells(hostile.actors_page))
        ]
    assert not found, "\n".join(sorted(set(found)))


def test_names_that_trick_the_eye_have_a_badge(qtbot: QtBot, hostile: MainWindow) -> None:
    case = hostile.case
    assert case is not None
    hostile.go_to("Documents")
    idle(qtbot, hostile)
    model = hostile.documents_page.model
    tricky = 0
    for row in range(model.rowCount()):
        document = model.document(row)
        assert document is not None
        if has_hidden_or_mixed(document.title[:1000]):
            tricky += 1
            assert str(model.index(row, 0).data()).startswith("⚠")
    assert tricky > 10
    [spoof] = [item for item in case.library.all() if item.title == "раypal"]
    hostile.open_document(spoof.id)
    idle(qtbot, hostile)
    assert "letters of different alphabets" in hostile.reader.badge.text()
    assert hostile.reader.badge.isVisibleTo(hostile.reader)
