"""Read saved e-mails (.eml): subject, sender, date, and the text part."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

from dossier.corpus.readers.encoding import decode
from dossier.corpus.readers.result import ReadResult, Unreadable, tidy

MOST_PARTS = 1_000
LONGEST_HEADER = 10_000
"""Characters."""


class _BoundedHeaders(email.policy.EmailPolicy):
    """Headers are parsed only so far: Python's parser takes quadratic time on long ones."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        return super().header_fetch_parse(name, value[:LONGEST_HEADER] if type(value) is str else value)


def read(data: bytes) -> ReadResult:
    """The text of a message, its plain part before its HTML part; attachments are named at the end."""
    message = email.message_from_bytes(data, policy=_BoundedHeaders())
    assert isinstance(message, EmailMessage)
    if not message.keys():
        raise Unreadable("This is not an e-mail: it has no header.")
    plain, rich, attached = None, None, []
    for number, part in enumerate(message.walk()):
        if number > MOST_PARTS:
            raise Unreadable(f"This e-mail has more than {MOST_PARTS:,} parts.")
        if part.is_multipart():
            continue
        name = _safe(lambda part=part: part.get_filename())
        if name or part.get_content_disposition() == "attachment":
            attached.append(name or "unnamed")
        elif part.get_content_type() == "text/plain" and plain is None:
            plain = _text_of(part)
        elif part.get_content_type() == "text/html" and rich is None:
            rich = part.get_payload(decode=True)
    text = plain if plain and plain.strip() else ""
    if not text and isinstance(rich, bytes):
        text = _text_of_page(rich)
    if attached:
        text += "\n\n" + "\n".join(f"Attachment: {name}" for name in attached)
    sender = _safe(lambda: parseaddr(str(message.get("From", ""))))
    name = (sender[0] or sender[1]) if isinstance(sender, tuple) else None
    return ReadResult(
        tidy(text),
        title=" ".join(str(_safe(lambda: message.get("Subject")) or "").split()) or None,
        author=name or None,
        published=_date(message),
        media_type="message/rfc822",
        mail=True,
    )


def _safe(get: object) -> object:
    """Headers of broken messages raise whatever they like."""
    try:
        return get()  # type: ignore[operator]
    except (ValueError, IndexError, AttributeError, LookupError, TypeError):
        return None


def _text_of(part: email.message.Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    declared = part.get_content_charset()
    if declared and declared not in {"us-ascii", "ascii"}:
        try:
            return data.decode(declared)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _text_of_page(data: bytes) -> str:
    """HTML parts go through the library for pages, called here rather than another reader."""
    import trafilatura

    source = decode(data)
    return trafilatura.html2txt(source) or ""


def _date(message: EmailMessage) -> str | None:
    try:
        when = parsedate_to_datetime(str(message.get("Date", "")))
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return None
    return f"{when:%Y-%m-%d}" if 1970 <= when.year <= 2100 else None
