"""Files become documents; the five real ones as an analyst would describe them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from dossier.corpus.describing import Described, Reading, read_documents, read_one, text_hash
from dossier.corpus.metadata import KnownSource
from dossier.domain.corpus import DocumentKind
from dossier.domain.evidence import Verdict
from dossier.paths import resource


@pytest.fixture(scope="module")
def sources() -> Sequence[KnownSource]:
    data = yaml.safe_load(resource("seeds/sources.yaml").read_text("utf-8"))
    return [
        KnownSource(
            entry["name"],
            tuple(entry.get("names") or ()),
            tuple(entry.get("domain") or ()),
            entry.get("type") or "",
        )
        for entry in data["sources"]
    ]


@dataclass(frozen=True)
class Expected:
    """How an analyst describes a real document; the title by how it begins and ends."""

    file: str
    title: tuple[str, str]
    published: str | None
    kinds: frozenset[DocumentKind]
    source: str | None = None
    author: str | None = None
    notes: int = 0


REAL = [
    Expected("000_e3263bdf9c6b9c04.txt", ("Pro-Islamic State", "Interests"), "2024-05-09", frozenset({DocumentKind.REPORT}), "MEMRI", notes=4),
    # Its only date is that of the Arabic original, under which the leak became known.
    Expected("001_582dc2065713a1ae.txt", ("New leak", "strife”"), "2024-01-19", frozenset({DocumentKind.ARTICLE})),
    Expected("002_64fe888b6381609a.txt", ("Old Footage", "Hamas"), "2024-12-06", frozenset({DocumentKind.FACT_CHECK}), "Misbar", "Ahmed Sabry"),
    Expected("003_1ee928a73da0d21a.txt", ("Iraqi militias", "terrorists"), None, frozenset({DocumentKind.ARTICLE})),
    Expected("004_bc10c439d8d9461c.txt", ("Pro-Islamic State", "NATO"), "2024-03-25", frozenset({DocumentKind.REPORT}), "MEMRI"),
]  # fmt: skip

NO_LINE_OF_THE_AUTHOR = re.compile(
    r"leave a reply|email address will not|please enter your|read more|related post|most read|supporting image|automatically generated"
    r"|501\(c\)|tax-deductible|support memri|login or register|complimentary offering|available to subscribers|^\W+$|^news$",
    re.IGNORECASE,
)


@pytest.mark.parametrize("expected", REAL, ids=lambda one: one.file[:3])
def test_a_real_document_is_described_as_an_analyst_would(
    expected: Expected, seeds_shared: Path, sources: Sequence[KnownSource]
) -> None:
    found = read_one(expected.file, seeds_shared / expected.file, sources)
    document = found.document
    assert document.problem is None
    assert document.title.startswith(expected.title[0])
    assert document.title.endswith(expected.title[1])
    assert (str(document.published) if document.published else None) == expected.published
    assert document.kind in expected.kinds
    assert document.language == "en"
    assert found.source == expected.source
    assert document.author == expected.author
    for number in range(1, expected.notes + 1):
        assert f"[{number}]" in document.text


@pytest.mark.parametrize("expected", REAL, ids=lambda one: one.file[:3])
def test_no_furniture_is_left_in_a_real_document_and_all_else_is(
    expected: Expected, seeds_shared: Path
) -> None:
    found = read_one(expected.file, seeds_shared / expected.file)
    lines = [line.strip() for line in found.document.text.splitlines() if line.strip()]
    assert [line for line in lines if NO_LINE_OF_THE_AUTHOR.search(line)] == []
    assert len(set(lines)) == len(lines)
    # Long sentences that tell of events are all there: only paragraphs about the publisher may go.
    original = (seeds_shared / expected.file).read_text("utf-8").splitlines()
    for line in original:
        if len(line) > 200 and not re.search(r"Cyber & Jihad Lab monitors|subscription", line):
            assert line.strip() in lines


def test_a_real_fact_check_gives_its_claim_and_verdict(seeds_shared: Path) -> None:
    found = read_one("002_64fe888b6381609a.txt", seeds_shared / "002_64fe888b6381609a.txt")
    assert found.claim is not None
    assert found.claim.claim.startswith("Syrian rebels delivered a message")
    assert found.claim.verdict_printed == "Misleading"
    assert found.claim.verdict is Verdict.MISLEADING


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


STORY = "Observers reach the border\n\n9 May 2024\n\nThe council agreed on Tuesday to send observers to the border, officials in the capital said.\n"


def test_many_files_are_read_in_their_order_and_a_bad_one_stops_nothing(tmp_path: Path) -> None:
    files = {
        "a.txt": STORY.encode(),
        "broken.pdf": b"%PDF-1.7 nothing follows",
        "broken.docx": b"PK\x03\x04 nothing follows",
        "empty.txt": b"",
        "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
        "b.html": f"<html><body><article><h1>Second</h1><p>{STORY}</p></article></body></html>".encode(),
        "c.md": b"# Third\n\nThe delegates came home on Monday and told the press about it.",
    }
    readings = [(Reading(name, write(tmp_path, name, data)), name) for name, data in files.items()]
    found = list(read_documents(readings, (), lambda: False))
    assert [name for name, _ in found] == list(files)
    problems = {name for name, one in found if one.document.problem}
    assert problems == {"broken.pdf", "broken.docx", "empty.txt", "picture.txt"}
    for name, one in found:
        assert one.document.file == name
        if one.document.problem:
            assert one.document.text == ""
            assert one.document.title == name.split(".", maxsplit=1)[0]
            assert one.document.problem.endswith(".")


def test_a_child_process_finds_what_this_process_finds(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", (STORY * 5).encode())
    ((_, there),) = read_documents([(Reading("a.txt", path), None)], (), lambda: False)
    assert there == read_one("a.txt", path)


def test_a_missing_file_is_a_problem_of_that_file(tmp_path: Path) -> None:
    good = write(tmp_path, "good.txt", STORY.encode())
    readings = [(Reading("gone.txt", tmp_path / "gone.txt"), 1), (Reading("good.txt", good), 2)]
    found = dict(read_documents(readings, (), lambda: False))
    assert found[1].document.problem
    assert found[2].document.problem is None


def test_stopping_keeps_what_was_read(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", STORY.encode())
    found: list[Described] = []
    for _, one in read_documents(
        ((Reading("a.txt", path), n) for n in range(500)), (), lambda: len(found) >= 2
    ):
        found.append(one)
    assert 2 <= len(found) < 500


def test_the_hash_is_that_of_the_cleaned_text(tmp_path: Path) -> None:
    one = read_one("a.txt", write(tmp_path, "a.txt", STORY.encode())).document
    other = read_one("b.txt", write(tmp_path, "b.txt", (STORY + "\nLeave a Reply\n").encode())).document
    assert one.text_sha256 == other.text_sha256 == text_hash(one.text)
    assert one.words == len(one.text.split())


def test_times_of_the_file_are_never_its_date(tmp_path: Path) -> None:
    path = write(
        tmp_path, "a.txt", b"Observers reach the border\n\nThe council agreed on Tuesday to send observers."
    )
    assert read_one("a.txt", path).document.published is None
