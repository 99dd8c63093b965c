"""Damaged and hostile mailboxes: cut into messages that are read or refused, never more than that."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.corpus import mailboxes, sandbox
from dossier.corpus.describing import Reading, read_documents
from dossier.corpus.mailboxes import messages
from dossier.errors import UserError

from tests.hostile.mutations import damaged, samples

FILES = 500
FILES_IN_SOAK = 10_000
LIMITS = {failure.sentence for failure in (sandbox.CRASHED, sandbox.TOO_LONG, sandbox.TOO_MUCH)}
BETWEEN = b"From a@example.org Thu May  9 10:00:00 2024\n"


def mutated(number: int) -> bytes:
    return damaged((BETWEEN + samples()[".eml"] + b"\n") * 2, random.Random(f"mbox {number}"))


def look(folder: Path, count: int) -> tuple[int, int]:
    """Cut them all and read every message; how many were read, and how many refused."""
    read = refused = 0

    def readings() -> Iterator[tuple[Reading, int]]:
        nonlocal refused
        for number in range(count):
            path = folder / "box.mbox"
            path.write_bytes(mutated(number))
            try:
                found = list(messages(path))
            except UserError as error:
                assert str(error).endswith("."), number
                refused += 1
                continue
            for one in found:
                part = folder / f"{number}-{one.number}.eml"
                part.write_bytes(one.data)
                yield Reading(part.name, part), number

    for number, found in read_documents(readings(), (), lambda: False):
        document = found.document
        (folder / document.file).unlink()
        assert document.problem not in LIMITS, number
        assert document.problem is None or document.problem.endswith("."), number
        assert bool(document.problem) != bool(document.text.strip()), number
        read += document.problem is None
    return read, refused


def test_damaged_mailboxes_are_read_or_refused(tmp_path: Path) -> None:
    read, refused = look(tmp_path, FILES)
    assert read > FILES
    assert refused < FILES / 4


@pytest.mark.soak
def test_ten_thousand_damaged_mailboxes_are_read_or_refused(tmp_path: Path) -> None:
    assert look(tmp_path, FILES_IN_SOAK)[0] > FILES_IN_SOAK


def test_a_line_without_end_is_no_message_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_bytes(
        BETWEEN
        + b"Subject: x\n\n"
        + b"x" * (mailboxes.LARGEST_MESSAGE + 1)
        + b"\n\n"
        + BETWEEN
        + b"Subject: y\n\nwords\n"
    )
    first, second = messages(path)
    assert (first.too_large, first.data) == (True, b"")
    assert second.data == b"Subject: y\n\nwords\n"


def test_more_messages_than_a_mailbox_may_have_end_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_bytes((BETWEEN + b"A: b\n\nx\n\n") * (mailboxes.MOST_MESSAGES + 5))
    seen = 0
    with pytest.raises(UserError, match="more than"):
        for _ in messages(path):
            seen += 1
    assert seen == mailboxes.MOST_MESSAGES


@pytest.mark.parametrize(
    "filler", [b"From \n\n", b"\nFrom ", b">" * 100 + b"From \n\n", b"From a 10:00 2024", b"\r"]
)
def test_lines_that_pretend_are_words(tmp_path: Path, filler: bytes) -> None:
    path = tmp_path / "a.mbox"
    path.write_bytes(BETWEEN + b"A: b\n\n" + filler * 200_000)
    assert len(list(messages(path))) == 1
