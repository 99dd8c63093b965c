"""The demo's documents: import finds what the manifest says, and no sentence is copied."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.case.demo import manifest
from dossier.case.sources import known_sources
from dossier.corpus.describing import Described, read_one
from dossier.paths import resource
from dossier.text.normalize import fold

RUN = 8
"""Equal words in a row from which a sentence counts as copied."""


@pytest.fixture(scope="module")
def found() -> dict[str, Described]:
    folder = resource("seeds/corpus")
    return {
        entry["file"]: read_one(entry["file"], folder / entry["file"], known_sources())
        for entry in manifest()
    }


def test_there_are_enough_documents_of_both_languages(found: dict[str, Described]) -> None:
    languages = [entry["language"] for entry in manifest()]
    assert len(languages) >= 25
    assert languages.count("ar") >= 6
    assert {Path(entry["file"]).suffix for entry in manifest()} == {
        ".txt",
        ".md",
        ".html",
        ".docx",
        ".pdf",
        ".eml",
    }


@pytest.mark.parametrize("entry", manifest(), ids=lambda entry: entry["file"])
def test_import_finds_what_the_manifest_says(entry: dict[str, str], found: dict[str, Described]) -> None:
    described = found[entry["file"]]
    document = described.document
    assert document.problem is None
    assert document.title == entry["title"]
    assert (str(document.published) if document.published else None) == entry["published"]
    assert document.language == entry["language"]
    assert str(document.kind) == entry["kind"]
    assert described.source == entry["source"]


def test_no_page_furniture_is_left(found: dict[str, Described]) -> None:
    for described in found.values():
        text = fold(described.document.text)
        for words in ("cookies", "leave a", "newsletter", "all rights reserved", "جميع الحقوق", "اترك تعليق"):
            assert fold(words) not in text, described.document.file


def runs(text: str) -> Iterator[tuple[str, ...]]:
    words = fold(text).split()
    for start in range(len(words) - RUN + 1):
        yield tuple(words[start : start + RUN])


def test_no_sentence_is_copied_from_the_real_documents(
    found: dict[str, Described], seeds_shared: Path
) -> None:
    real = {run for path in seeds_shared.glob("*.txt") for run in runs(path.read_text("utf-8"))}
    for described in found.values():
        shared = real & set(runs(described.document.text))
        assert not shared, described.document.file
