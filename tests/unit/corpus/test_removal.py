"""A removed document is nowhere but in the trash; it comes back as it was; what something rests on stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.case import Case, create_case, open_case
from dossier.case.checking import check
from dossier.corpus.removal import StillCited
from dossier.domain.actors import ActorRole
from dossier.domain.corpus import DocumentId
from dossier.jobs import NEVER_CANCELLED, no_progress

FIRST = "Hezbollah fighters left the town\n\nFighters of Hezbollah left the border town on Monday, two officials said in the evening."
SECOND = "Hamas denies talks in the harbour\n\nHamas denied on Tuesday that its envoys had met anybody in the harbour, a spokesman said there."


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    found = create_case(tmp_path / "one.case")
    (tmp_path / "first.txt").write_text(FIRST, "utf-8")
    (tmp_path / "second.txt").write_text(SECOND, "utf-8")
    found.importer.work([tmp_path / "first.txt", tmp_path / "second.txt"])(no_progress, NEVER_CANCELLED)
    yield found
    found.close()


def _hits(case: Case, query: str) -> list[DocumentId]:
    return [found.document.id for found in case.finder.search(query).hits]


def _everything(case: Case) -> dict[str, object]:
    """What lists, counts, figures, the graph and the index say."""
    return {
        "ids": case.library.ids(),
        "count": case.library.count(),
        "hits": [_hits(case, word) for word in ("hezbollah", "hamas", "officials")],
        "sources": [(source.id, number) for source, number in case.library.sources()],
        "actors": sorted((line.actor.name, line.documents) for line in case.catalog.page(limit=500)),
        "texts": [key for key, _ in case.corpus_store.every_text()],
        "signatures": [key for key, _, _ in case.corpus_store.signatures()],
        "differences": case.index.differences(),
    }


def test_a_removed_document_is_nowhere_and_comes_back_as_it_was(case: Case) -> None:
    before = _everything(case)
    first, second = case.library.ids()
    case.removals.remove([first])
    after = _everything(case)
    assert (after["ids"], after["count"], after["texts"]) == ([second], 1, [second])
    assert after["hits"] == [[], [second], []]
    assert after["actors"] != before["actors"]
    assert not any(case.index.differences())
    assert [one.id for one in case.removals.removed()] == [first]
    assert check(case, no_progress, NEVER_CANCELLED, repair=True) == []
    assert case.library.original(first).decode() == FIRST, "the original stays"
    case.removals.restore([first])
    assert _everything(case) == before
    assert case.removals.removed() == []


def test_importing_the_same_bytes_brings_it_back(case: Case, tmp_path: Path) -> None:
    before = _everything(case)
    first = case.library.ids()[0]
    case.removals.remove([first])
    report = case.importer.work([tmp_path / "first.txt"])(no_progress, NEVER_CANCELLED)
    assert (report.imported, report.restored, report.duplicates) == ((), (first,), ())
    assert "1 brought back" in report.sentence
    assert _everything(case) == before


def test_an_import_is_undone_as_a_whole(case: Case, tmp_path: Path) -> None:
    (tmp_path / "third.txt").write_text(
        SECOND.replace("Tuesday", "Friday").replace("harbour", "desert"), "utf-8"
    )
    case.importer.work([tmp_path / "third.txt"])(no_progress, NEVER_CANCELLED)
    last, former = case.removals.imports()
    assert (last.documents, former.documents) == (1, 2)
    gone = case.removals.of_import(former.when)
    case.removals.remove(gone)
    assert [one.documents for one in case.removals.imports()] == [1]
    case.removals.restore(gone)
    assert [one.documents for one in case.removals.imports()] == [1, 2]


def test_what_a_statement_cites_is_not_removed_and_the_refusal_names_the_dossier(case: Case) -> None:
    first, second = case.library.ids()
    dossier = case.editor.begin(case.find_actor("Hezbollah"))
    case.editor.rename(dossier, "Hezbollah in the north")
    section = case.editor.get(dossier).sections[0].id
    case.editor.cite_passage(dossier, section, first, (0, 20))
    with pytest.raises(StillCited) as refused:
        case.removals.remove([second, first])
    assert "1 statement of “Hezbollah in the north”" in str(refused.value)
    assert [one.document_id for one in refused.value.rests] == [first]
    assert case.library.count() == 2, "all or none"
    case.removals.remove([second])
    assert case.library.ids() == [first]


def test_emptying_the_trash_takes_words_and_bytes_and_is_on_record(case: Case, tmp_path: Path) -> None:
    first, second = case.library.ids()
    digest = case.library.get(first).sha256
    case.removals.remove([first])
    assert case.removals.trash().documents == 1
    case.removals.emptying()(no_progress, NEVER_CANCELLED)
    assert case.removals.removed() == []
    assert case.corpus_store.text(first) == ""
    assert case.originals.intact(digest) is None
    assert [entry.what for entry in case.audit.entries(limit=2)] == ["empty trash", "remove documents"]
    assert check(case, no_progress, NEVER_CANCELLED, repair=True) == []
    report = case.importer.work([tmp_path / "first.txt"])(no_progress, NEVER_CANCELLED)
    assert len(report.imported) == 1 and report.imported[0] not in {first, second}, (
        "a new document, with a number of its own"
    )


def test_the_trash_outlives_a_restart_and_a_rebuilt_index(case: Case, tmp_path: Path) -> None:
    first, second = case.library.ids()
    case.removals.remove([first])
    case.rebuild_index(no_progress, NEVER_CANCELLED)
    assert _hits(case, "officials OR hamas") == [second]
    case.close()
    again = open_case(tmp_path / "one.case")
    try:
        assert [one.id for one in again.removals.removed()] == [first]
        assert again.library.ids() == [second]
    finally:
        again.close()


def test_what_was_decided_meanwhile_holds_for_what_comes_back(case: Case, tmp_path: Path) -> None:
    first, second = case.library.ids()
    case.removals.remove([first])
    newcomer = case.decisions.add_actor("Fighters of Hezbollah", ActorRole.GROUP)
    case.removals.restore([first])
    assert [one.document_id for one in case.catalog.documents(newcomer)] == [first]
    assert _hits(case, 'actor:"Fighters of Hezbollah"') == [first]
    case.removals.remove([first, second])
    case.decisions.add_alias(newcomer, "Hamas denies")
    case.importer.work([tmp_path / "second.txt"])(no_progress, NEVER_CANCELLED)
    assert [one.document_id for one in case.catalog.documents(newcomer)] == [second]
