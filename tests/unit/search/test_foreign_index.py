"""An index that came with somebody else's case is never opened, whatever its files are."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest
from dossier.domain.corpus import DocumentId
from dossier.search.engine import IndexedDocument, IndexOutdated
from dossier.search.whoosh_engine import WhooshEngine


class Planted:
    """Would write a file if it were unpickled."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> object:
        return (Path.touch, (self.target,))


def test_a_copied_index_is_refused_before_anything_is_unpickled(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index")
    engine.update([IndexedDocument(DocumentId(1), "A title", "some words")])
    engine.close()
    shutil.copytree(tmp_path / "index", tmp_path / "elsewhere" / "index")
    for path in (tmp_path / "elsewhere" / "index").glob("*.toc"):
        path.write_bytes(pickle.dumps(Planted(tmp_path / "executed")))
    with pytest.raises(IndexOutdated):
        WhooshEngine(tmp_path / "elsewhere" / "index")
    assert not (tmp_path / "executed").exists()


def test_an_index_of_one_s_own_opens_again(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index")
    engine.update([IndexedDocument(DocumentId(1), "A title", "some words")])
    engine.close()
    engine = WhooshEngine(tmp_path / "index")
    assert engine.ids() == [1]
    engine.close()
