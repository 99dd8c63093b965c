"""What the analyst says of a source steers the next import."""

from __future__ import annotations

from pathlib import Path

from dossier.case.opening import create_case
from dossier.case.sources import find_source, known_sources, sources_of


def test_a_name_given_to_a_source_counts_before_the_starter_knowledge(tmp_path: Path) -> None:
    case = create_case(tmp_path / "A.case")
    try:
        key = find_source(case.corpus_store, "The Harbour Watch")
        case.corpus_store.change_source(key, names=["Harbour Monitor", "Reuters of the Harbour"])

        assert find_source(case.corpus_store, "harbour monitor") == key
        assert find_source(case.corpus_store, "Reuters") != key
    finally:
        case.close()


def test_domains_given_to_a_source_are_what_an_import_recognises(tmp_path: Path) -> None:
    case = create_case(tmp_path / "A.case")
    try:
        key = find_source(case.corpus_store, "The Harbour Watch")
        case.corpus_store.change_source(key, domains=["harbour.example"])

        own = next(one for one in sources_of(case.corpus_store) if one.name == "The Harbour Watch")
        assert own.domains == ("harbour.example",)
    finally:
        case.close()


def test_a_starter_source_that_the_case_knows_is_told_once(tmp_path: Path) -> None:
    case = create_case(tmp_path / "A.case")
    try:
        find_source(case.corpus_store, "Reuters")
        names = [one.name for one in sources_of(case.corpus_store)]

        assert names.count("Reuters") == 1
        assert len(names) == len(known_sources())
    finally:
        case.close()
