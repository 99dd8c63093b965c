"""A mailbox is cut into its messages, and each becomes a document that fails, repeats and returns by itself."""

from __future__ import annotations

import mailbox
import os
from email.message import EmailMessage
from pathlib import Path

import pytest
from dossier.case import Case, create_case
from dossier.corpus import mailboxes
from dossier.corpus.importer import ImportReport
from dossier.corpus.mailboxes import messages
from dossier.errors import UserError
from dossier.jobs import NEVER_CANCELLED, Cancelled, Progress, no_progress
from hypothesis import given, settings
from hypothesis import strategies as st

DATED = b"From - Thu May  9 10:00:00 2024\n"


def letter(subject: str, body: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = "Jane Roe <jane@example.org>", subject
    message["Date"] = "Thu, 09 May 2024 10:00:00 +0000"
    message.set_content(body)
    return message


def box(path: Path, *letters: EmailMessage | bytes) -> Path:
    """As Python's own library writes it."""
    made = mailbox.mbox(path, create=True)
    for one in letters:
        made.add(one)
    made.close()
    return path


def cut(folder: Path, data: bytes) -> list[bytes]:
    path = folder / "a.mbox"
    path.write_bytes(data)
    return [one.data for one in messages(path)]


def imported(case: Case, path: Path) -> ImportReport:
    return case.importer.work([path])(no_progress, NEVER_CANCELLED)


def test_messages_that_the_standard_library_wrote_come_back_as_they_were(tmp_path: Path) -> None:
    letters = [
        letter("One", "From here on\n\nFrom the north, words.\n"),
        letter("رسالة", "قال المتحدث\n"),
        letter("Three", "last\n"),
    ]
    path = box(tmp_path / "a.mbox", *letters)
    assert [one.data for one in messages(path)] == [one.as_bytes() for one in letters]
    assert [one.number for one in messages(path)] == [1, 2, 3]


def test_words_that_begin_with_from_are_no_new_message(tmp_path: Path) -> None:
    data = (
        DATED + b"A: b\n\nwords\n\nFrom what we know, nothing.\n\nFrom 2019 on\n\n" + DATED + b"A: c\n\nx\n"
    )
    assert cut(tmp_path, data) == [
        b"A: b\n\nwords\n\nFrom what we know, nothing.\n\nFrom 2019 on\n",
        b"A: c\n\nx\n",
    ]


def test_mailboxes_whose_messages_have_no_date_are_cut_too(tmp_path: Path) -> None:
    assert cut(tmp_path, b"From a@b\nA: b\n\nx\n\nFrom c@d\nA: c\n\nFrom one to two\n") == [
        b"A: b\n\nx\n",
        b"A: c\n\nFrom one to two\n",
    ]


def test_quoted_lines_get_their_form_back_and_line_ends_stay(tmp_path: Path) -> None:
    data = (DATED + b"A: b\n\n>From us\n>>From them\n> From\n\n" + DATED + b"A: c\n\nx").replace(
        b"\n", b"\r\n"
    )
    assert cut(tmp_path, data) == [b"A: b\r\n\r\nFrom us\r\n>From them\r\n> From\r\n", b"A: c\r\n\r\nx"]


@settings(deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(["words", "", "From the north", ">From x", "a: b"]), min_size=1, max_size=6),
        min_size=1,
        max_size=5,
    )
)
def test_nothing_is_lost_between_messages(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[list[str]]
) -> None:
    letters = [
        f"Subject: {number}\n\n".encode() + "\n".join(body).encode() + b"\n"
        for number, body in enumerate(bodies)
    ]
    data = b"".join(DATED + one.replace(b"\n>From", b"\n>>From") + b"\n" for one in letters)
    assert cut(tmp_path_factory.getbasetemp(), data) == letters


@pytest.mark.parametrize("data", [b"", b"Subject: x\n\nFrom a\n", b"\0" * 5_000, b"PK\3\4"])
def test_what_is_no_mailbox_is_refused_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UserError, match="no mailbox"):
        cut(tmp_path, data)


def test_too_many_messages_and_too_large_ones_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailboxes, "MOST_MESSAGES", 3)
    monkeypatch.setattr(mailboxes, "LARGEST_MESSAGE", 1_000)
    words = b"A: b\n\nThe council met on Tuesday, number %d, and sent observers.\n\n"
    path = tmp_path / "a.mbox"
    path.write_bytes(
        b"".join(DATED + words % number + (b"long\n" * 500 if number == 1 else b"") for number in range(5))
    )
    case = create_case(tmp_path / "A.case")
    try:
        report = imported(case, path)
        assert len(report.imported) == 2
        assert [problem.file for problem in report.problems] == ["a.mbox 2.eml", "a.mbox"]
        assert "larger than" in report.problems[0].sentence
        assert "more than 3 messages" in report.problems[1].sentence
    finally:
        case.close()


def test_each_message_is_a_document_and_a_bad_one_stops_nothing(tmp_path: Path) -> None:
    letters = [
        letter("Observers", "The council sent observers to the border.\n"),
        letter("أخبار", "قال المتحدث باسم حركة حماس ذلك.\n"),
    ]
    path = tmp_path / "letters.mbox"
    box(path, letters[0], b"no header at all\n", letters[1])
    told: list[Progress] = []
    case = create_case(tmp_path / "A.case")
    try:
        report = case.importer.work([path])(told.append, NEVER_CANCELLED)
        documents = [case.library.get(key) for key in report.imported]
        assert [one.title for one in documents] == ["Observers", "أخبار"]
        assert [one.file for one in documents] == ["letters.mbox 1.eml", "letters.mbox 3.eml"]
        assert [str(one.published) for one in documents] == ["2024-05-09"] * 2
        assert [case.library.original(one.id) for one in documents] == [one.as_bytes() for one in letters]
        assert [(problem.file, problem.sentence[-1]) for problem in report.problems] == [
            ("letters.mbox 2.eml", ".")
        ]
        assert told[-1] == Progress(3, 3)
        assert all(one.done <= one.total for one in told)
        again = imported(case, path)
        assert (again.imported, len(again.duplicates)) == ((), 3)
        assert case.checking(repair=False)(no_progress, NEVER_CANCELLED) == []
    finally:
        case.close()


def test_a_message_that_stands_there_twice_is_one_document(tmp_path: Path) -> None:
    one = letter("Observers", "The council sent observers to the border.\n")
    path = box(tmp_path / "a.mbox", *[one] * 50, letter("Other", "The delegates came home on Monday.\n"))
    case = create_case(tmp_path / "A.case")
    try:
        report = imported(case, path)
        assert (len(report.imported), len(report.duplicates)) == (2, 49)
    finally:
        case.close()


def test_an_import_can_be_cancelled_between_messages(tmp_path: Path) -> None:
    path = box(
        tmp_path / "a.mbox",
        *(letter(f"Letter {number}", f"The council met on day {number}.\n") for number in range(300)),
    )
    cancelled = Cancelled()
    case = create_case(tmp_path / "A.case")

    def stop(progress: Progress) -> None:
        if progress.done:
            cancelled.set()

    try:
        report = case.importer.work([path])(stop, cancelled)
        assert report.cancelled
        assert 0 < len(report.imported) < 300
        assert case.library.count() == len(report.imported)
    finally:
        case.close()


def test_messages_of_a_case_with_a_passphrase_are_sealed(tmp_path: Path) -> None:
    path = box(tmp_path / "a.mbox", letter("Observers", "The canarywords of the council.\n"))
    case = create_case(tmp_path / "A.case", "correct horse battery")
    try:
        report = imported(case, path)
        assert b"canarywords" in case.library.original(report.imported[0])
    finally:
        case.close()
    assert not [
        one
        for one in (tmp_path / "A.case").rglob("*")
        if one.is_file() and b"canarywords" in one.read_bytes()
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs FIFOs")
def test_a_pipe_is_no_mailbox(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.mbox")
    with pytest.raises(UserError, match="regular"):
        list(messages(tmp_path / "a.mbox"))
