"""Documents, sources and the outbox."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.domain.corpus import DocumentFilter, DocumentId, DocumentKind, DocumentOrder, Reliability
from dossier.domain.dates import PartialDate
from dossier.errors import NotFound
from dossier.storage.corpus import CorpusStore
from dossier.storage.database import create_database
from dossier.storage.evidence import EvidenceStore

from tests.helpers.cases import document


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CorpusStore]:
    database = create_database(tmp_path / "case.db")
    yield CorpusStore(database)
    database.close()


def test_a_stored_document_comes_back_as_it_was(store: CorpusStore) -> None:
    text = "نص عربي\nSecond line \U0001f600"
    [key] = store.add([document(text, title="عنوان", published="2024-03", language="ar")])
    found = store.get(key)
    assert (found.title, str(found.published), found.language) == ("عنوان", "2024-03", "ar")
    assert found.characters == len(text)
    assert store.text(key) == text


def test_every_change_reaches_the_outbox_and_stays_until_it_is_cleared(store: CorpusStore) -> None:
    first, second = store.add([document("one"), document("two")])
    entries = store.outbox(10)
    assert [entry.document_id for entry in entries] == [first, second]
    store.describe([first], title="New")  # after the index has read the outbox
    store.clear_outbox(entries)
    assert [entry.document_id for entry in store.outbox(10)] == [first]
    assert store.outbox_size() == 1


def test_a_changed_title_keeps_the_first_one(store: CorpusStore) -> None:
    [key] = store.add([document("one", title="Found title")])
    store.describe([key], title="Second")
    store.describe([key], title="Third")
    assert (store.get(key).title, store.get(key).original_title) == ("Third", "Found title")


def test_pages_filter_and_sort(store: CorpusStore) -> None:
    store.add(
        [
            document("a", title="Beta", published="2024-02"),
            document("b", title="alpha", published="2023"),
            document("c", title="Gamma", kind=DocumentKind.MEMO),
        ]
    )
    titles = [item.title for item in store.page(order=DocumentOrder.TITLE)]
    assert titles == ["alpha", "Beta", "Gamma"]
    dated = [item.title for item in store.page(order=DocumentOrder.PUBLISHED, descending=True)]
    assert dated == ["Beta", "alpha", "Gamma"]
    assert [item.title for item in store.page(offset=1, limit=1)] == ["alpha"]
    assert store.count(DocumentFilter(kind=DocumentKind.MEMO)) == 1
    assert [item.title for item in store.page(where=DocumentFilter(text="GAM"))] == ["Gamma"]


def test_a_percent_sign_in_the_filter_is_a_percent_sign(store: CorpusStore) -> None:
    store.add([document("a", title="10% of all"), document("b", title="100 of all")])
    assert [item.title for item in store.page(where=DocumentFilter(text="10%"))] == ["10% of all"]


def test_equal_content_is_recognised_by_bytes_and_by_text(store: CorpusStore) -> None:
    new = document("the same words")
    [key] = store.add([new])
    assert store.same_content([(new.sha256, None)]) == [key]
    assert store.same_content([("0" * 64, new.text_sha256), ("2" * 64, None)]) == [key, None]
    assert store.same_content([("0" * 64, "1" * 64)]) == [None]


def test_sources_are_one_whatever_the_spelling(store: CorpusStore) -> None:
    key = store.source_named("Al-Qa‘ida Monitor")
    assert store.source_named("al-qa'ida monitor ") == key


def test_the_newest_letter_counts_and_tells_the_index(store: CorpusStore) -> None:
    source = store.source_named("MEMRI")
    [key] = store.add([document("a", source_id=source)])
    store.clear_outbox(store.outbox(10))
    evidence = EvidenceStore(store._db)
    evidence.grade_source(source, Reliability.C, who="me", reason="first look")
    evidence.grade_source(source, Reliability.B, who="me", reason="three years of checking")
    assert store.source(source).reliability is Reliability.B
    assert [entry.document_id for entry in store.outbox(10)] == [key]
    assert [grading.reliability for grading in evidence.gradings(source=source)] == [
        Reliability.B,
        Reliability.C,
    ]


def test_many_keeps_the_order_and_leaves_out_what_is_gone(store: CorpusStore) -> None:
    ids = store.add([document(str(number)) for number in range(5)])
    wanted = [ids[3], DocumentId(999), ids[0]]
    assert [item.id for item in store.many(wanted)] == [ids[3], ids[0]]
    with pytest.raises(NotFound):
        store.get(DocumentId(999))


def test_every_text_reads_in_batches(store: CorpusStore) -> None:
    ids = store.add([document(str(number)) for number in range(7)])
    assert [key for key, _ in store.every_text(batch=3)] == ids


def test_withdrawn_and_grouped_documents_say_so(store: CorpusStore) -> None:
    one, other = store.add([document("a", published="2024-05"), document("b", published="2023")])
    store.set_withdrawn([one], True)
    store.set_group([one, other], 7)  # type: ignore[arg-type]
    assert store.get(one).withdrawn
    group = store.get(one).group_id
    assert group is not None
    assert [item.published for item in store.group(group)] == [PartialDate(2023), PartialDate(2024, 5)]


@pytest.mark.parametrize("typed", ["x" * 300_000, " ".join(f"word{number}" for number in range(40_000))])
def test_a_page_of_text_pasted_into_the_filter_finds_nothing_and_breaks_nothing(
    store: CorpusStore, typed: str
) -> None:
    store.add([document("a", title="word0 and word1")])
    assert store.page(where=DocumentFilter(text=typed)) == []
    assert store.count(DocumentFilter(text="WORD1 word0 word1")) == 1
