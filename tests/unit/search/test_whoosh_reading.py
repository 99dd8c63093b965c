"""Whole blocks of Whoosh's postings say the same as its own matchers, across segments and deletions."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from dossier.domain.corpus import DocumentId
from dossier.search.engine import IndexedDocument
from dossier.search.whoosh_engine import WhooshEngine
from dossier.search.whoosh_reading import Commit, Segments
from whoosh import index

from tests.helpers.search_corpus import random_documents


def test_every_posting_and_place_is_read_as_whoosh_reads_it(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index")
    documents = random_documents(400)
    engine.update(documents[:300])
    engine.update(documents[300:], [document.id for document in documents[:40]])
    engine.close()
    reader = index.open_dir(str(tmp_path / "index")).reader()
    commit = Commit(reader, Segments())
    checked = 0
    for field in ("text", "title"):
        terms = [term.decode() for term in reader.lexicon(field)]
        assert commit.terms(field, "") == sorted(set(terms))
        for term in terms:
            matcher = reader.postings(field, term)
            rows, counts, places = [], [], []
            while matcher.is_active():
                rows.append(matcher.id())
                counts.append(matcher.weight())
                places += [(matcher.id(), place) for place in matcher.value_as("positions")]
                matcher.next()
            found = commit.postings(field, term)
            assert found.rows.tolist() == rows
            assert found.counts.tolist() == counts
            at = commit.places(field, term, found.rows)
            assert list(zip(at.rows.tolist(), at.at.tolist(), strict=True)) == places
            some = found.rows[::3]
            at = commit.places(field, term, some)
            wanted = set(some.tolist())
            assert list(zip(at.rows.tolist(), at.at.tolist(), strict=True)) == [
                pair for pair in places if pair[0] in wanted
            ]
            checked += len(rows)
    commit.close()
    assert checked > 5_000


def test_only_new_segments_are_read_after_a_commit(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index")
    engine.update(random_documents(50))
    segments = Segments()
    opened = index.open_dir(str(tmp_path / "index"))
    first = Commit(opened.reader(), segments)
    before = [part for _, _, part in first._parts]
    first.close()
    engine.update([IndexedDocument(DocumentId(9_000), "New", "beacon")], [DocumentId(3)])
    engine.close()
    second = Commit(opened.reader(), segments)
    after = [part for _, _, part in second._parts]
    second.close()
    assert before[0] is after[0] or len(after) == 1
    assert 3 not in second.columns.ids.tolist()
    assert 9_000 in second.columns.ids.tolist()
    assert np.count_nonzero(second.columns.living()) == 50
