"""Cut mailboxes (.mbox) into their messages, each of which becomes a document of its own."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dossier.errors import UserError
from dossier.storage.originals import open_regular

SUFFIX = ".mbox"
LARGEST_MAILBOX = 2 << 30
LARGEST_MESSAGE = 64 << 20
"""Bytes, attachments included; a larger message is told and left out."""
MOST_MESSAGES = 100_000

_LINE = 1 << 20
"""Bytes read at once where a line has no end."""
_BETWEEN = re.compile(rb"From \S.*\d\d:\d\d.*\b\d{4}\b")
"""`From somebody Thu May  9 10:00:00 2024`: words that follow an empty line may begin with From, too."""
_LONGEST_BETWEEN = 500
"""Bytes."""
_QUOTED = re.compile(rb">+From ")


@dataclass(frozen=True)
class Message:
    """A message of a mailbox: its number from 1, and its bytes without the line between messages."""

    number: int
    data: bytes
    too_large: bool = False


def messages(path: Path) -> Iterator[Message]:
    """The messages of a mailbox in their order; an empty one has a number and is left out.

    Lines that were quoted to be told from those between messages (`>From`) get their own form back, as mboxrd has it.
    Nothing else is looked at, so that this needs no child process: each message is read in one. Raises
    UserError when the file is no mailbox or too large, OSError when it can't be read.
    """
    with (
        open_regular(path, at_most=LARGEST_MAILBOX) as handle,
        os.fdopen(os.dup(handle), "rb", buffering=_LINE) as stream,
    ):
        first = stream.readline(_LINE).removeprefix(b"\xef\xbb\xbf")
        if not first.startswith(b"From "):
            raise UserError("This is no mailbox: it doesn't begin with a message.")
        dated = _is_between(first, dated=True)
        number, lines, size = 1, list[bytes](), 0
        starts_line, after_empty = True, False
        while line := stream.readline(_LINE):
            if starts_line and after_empty and line.startswith(b"From ") and _is_between(line, dated=dated):
                yield from _whole(number, lines, size)
                number, lines, size = number + 1, [], 0
                if number > MOST_MESSAGES:
                    raise UserError(
                        f"This mailbox has more than {MOST_MESSAGES:,} messages; the rest was left out."
                    )
            else:
                kept = line[1:] if starts_line and _QUOTED.match(line) else line
                size += len(kept)
                if size <= LARGEST_MESSAGE:
                    lines.append(kept)
                else:
                    lines.clear()
            after_empty = starts_line and line in {b"\n", b"\r\n"}
            starts_line = line.endswith(b"\n")
        yield from _whole(number, lines, size)


def _is_between(line: bytes, *, dated: bool) -> bool:
    """As the first line of the mailbox has a date or has none."""
    if len(line) > _LONGEST_BETWEEN:  # the pattern takes quadratic time
        return False
    return bool(_BETWEEN.match(line)) if dated else len(line.split()) == 2


def _whole(number: int, lines: list[bytes], size: int) -> Iterator[Message]:
    if size > LARGEST_MESSAGE:
        yield Message(number, b"", too_large=True)
        return
    # The empty line before the next message belongs to the mailbox.
    data = b"".join(lines[:-1] if lines and lines[-1] in {b"\n", b"\r\n"} else lines)
    if data.strip():
        yield Message(number, data)
