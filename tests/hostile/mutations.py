"""Honest files of every format, and thousands of damaged copies of them, the same at every run."""

from __future__ import annotations

import email.message
import io
import random
import zipfile
from collections.abc import Callable
from datetime import date

import openpyxl

from tests.hostile.traps import epub, odt, page, paragraph, word

_SENTENCES = (
    "Hamas and Hezbollah met in Beirut on 9 May 2024, said a spokesperson.",
    "قال المتحدث باسم حركة حماس إن الدولة الإسلامية أعلنت مسؤوليتها عن الهجوم في موسكو.",
    "Claim: The attack was filmed. Verdict: Misleading.",
    "“Quoted words” — published on January 3, 2023, by Example News.",
)
_TOKENS = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"<script>", b"</", b"<![CDATA[", b"]]>",
    b"=?utf-8?b?", b"--b", b"%PDF-", b"endstream", b"endobj", b"<<", b">>", b"/Filter /LZWDecode", b"stream\r\n", b"PK\1\2",
    b"99999999999999999999", b"-1", b"\r\r\n\n", b"\xe2\x80\xae", b"\xed\xa0\x80", b"0001-01-01", b"31 February 2024",
    b"%s%n", b"../../", b"{" * 50, b"[" * 50, b"(" * 50, b"\t" * 50,
)  # fmt: skip


def samples() -> dict[str, bytes]:
    """One honest file per format."""
    text = "\n\n".join(("A report on a claim", "May 9, 2024", *(_SENTENCES * 4)))
    return {
        ".txt": text.encode(),
        ".md": ("# A report\n\n> " + text + "\n\n[link](http://example.org) *x* `y`\n").encode(
            "cp1256", "replace"
        ),
        ".html": _page().encode(),
        ".pdf": page(
            b"BT /F1 12 Tf 14 TL 50 700 Td (Hamas and Hezbollah met in Beirut.) Tj T* (On 9 May 2024 a spokesperson denied it.) Tj ET",
            catalogue="/Outlines 6 0 R",
            more=["<< /Type /Outlines /Count 0 >>"],
        ),
        ".docx": _docx(),
        ".odt": _odt(),
        ".rtf": _rtf(),
        ".epub": _epub(),
        ".csv": "\r\n".join(f'{number};"{one}";2024' for number, one in enumerate(_SENTENCES * 3)).encode(
            "cp1256"
        ),
        ".tsv": "\n".join(f"{number}\t{one}" for number, one in enumerate(_SENTENCES * 3)).encode(),
        ".xlsx": _workbook(),
        ".eml": _mail(text),
    }


def _page() -> str:
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in _SENTENCES * 3)
    return (
        "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>A page</title>"
        "<meta property='og:title' content='A page on a claim'><meta property='article:published_time' content='2024-05-09'>"
        '<script type="application/ld+json">{"@graph":[{"@type":["NewsArticle"],"headline":"A page","author":[{"name":"A B"}],'
        '"datePublished":"2024-05-09","publisher":{"name":"Example"}},{"@type":"ClaimReview","claimReviewed":"X","reviewRating":'
        '{"alternateName":"False"}}]}</script></head><body><header>Example</header><article><h1>A page</h1>'
        f"<time datetime='2024-05-09'>9 May</time>{paragraphs}<table><tr><td>a</td><td>b</td></tr></table></article>"
        "<footer>Example News</footer></body></html>"
    )


def _docx() -> bytes:
    notes = (
        b'<?xml version="1.0"?><w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b'<w:footnote w:id="1"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    table = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{paragraph('cell')}</w:tc></w:tr></w:tbl>"
    body = "".join(paragraph(sentence) for sentence in _SENTENCES) + table
    return word(body, more={"word/footnotes.xml": notes})


def _odt() -> bytes:
    body = "".join(f"<text:p>{sentence}</text:p>" for sentence in _SENTENCES)
    note = "<text:p>A<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>N</text:p></text:note-body></text:note></text:p>"
    return odt(
        body + note, meta="<dc:title>A title</dc:title><meta:initial-creator>A B</meta:initial-creator>"
    )


def _rtf() -> bytes:
    words = "\\par\n".join(
        "".join(char if char.isascii() else f"\\u{ord(char)}?" for char in sentence)
        for sentence in _SENTENCES * 3
    )
    return (
        "{\\rtf1\\ansi\\ansicpg1256\\deff0{\\fonttbl{\\f0\\fnil\\fcharset178 Arial;}}{\\info{\\title A title}{\\author A B}}"
        "\\f0 \\'cd\\'e3\\'c7\\'d3 {\\b bold} {\\*\\unknown x} " + words + "\\par}"
    ).encode("ascii")


def _epub() -> bytes:
    chapters = ["".join(f"<p>{sentence}</p>" for sentence in _SENTENCES), "<h1>Notes</h1><p>[1] A note</p>"]
    return epub(
        chapters, meta="<dc:title>A title</dc:title><dc:creator>A B</dc:creator><dc:date>2024-05-09</dc:date>"
    )


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    book.properties.title, book.properties.creator = "A title", "A B"
    for number, sentence in enumerate(_SENTENCES):
        book.active.append([number / 3, sentence, date(2024, 5, 9), True, "=1+1"])
    book.create_sheet("أحداث").append(["cell"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _mail(text: str) -> bytes:
    message = email.message.EmailMessage()
    message["From"] = "Some Body <a@example.org>"
    message["To"] = "b@example.org"
    message["Subject"] = "رسالة on a claim"
    message["Date"] = "Thu, 09 May 2024 10:00:00 +0000"
    message.set_content(text)
    message.add_alternative(_page(), subtype="html")
    message.add_attachment(b"1234", maintype="application", subtype="octet-stream", filename="a.bin")
    return message.as_bytes()


def mutated(suffix: str, number: int) -> bytes:
    """The damaged copy of this number."""
    chance = random.Random(f"{suffix} {number}")
    data = samples()[suffix]
    if suffix in {".docx", ".odt", ".xlsx", ".epub"} and chance.random() < 0.7:
        return _inside_archive(data, chance)
    return damaged(data, chance)


def _inside_archive(data: bytes, chance: random.Random) -> bytes:
    """Damage one part and pack all anew, so that the damage gets past the checksums."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        victim = chance.choice(old.namelist())
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, damaged(content, chance) if name == victim else content)
    return target.getvalue()


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to thirty damages."""
    for _ in range(chance.choice((1, 1, 2, 3, 8, 30))):
        data = chance.choice(_WAYS)(data, chance)
    return data


def _place(data: bytes, chance: random.Random) -> int:
    return chance.randrange(len(data) + 1)


def _flip(data: bytes, chance: random.Random) -> bytes:
    if not data:
        return data
    place = chance.randrange(len(data))
    return data[:place] + bytes([data[place] ^ (1 << chance.randrange(8))]) + data[place + 1 :]


def _cut(data: bytes, chance: random.Random) -> bytes:
    start = _place(data, chance)
    return data[:start] + data[start + chance.choice((1, 4, 50, 500)) :]


def _end(data: bytes, chance: random.Random) -> bytes:
    return data[: _place(data, chance)] if chance.random() < 0.2 else data


def _insert(data: bytes, chance: random.Random) -> bytes:
    place = _place(data, chance)
    return data[:place] + chance.choice(_TOKENS) + data[place:]


def _noise(data: bytes, chance: random.Random) -> bytes:
    place = _place(data, chance)
    return data[:place] + chance.randbytes(chance.choice((1, 8, 64))) + data[place:]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    start = _place(data, chance)
    piece = data[start : start + chance.choice((3, 30, 300))]
    return data[:start] + piece * chance.choice((2, 20, 200)) + data[start:]


def _swap(data: bytes, chance: random.Random) -> bytes:
    one, other = sorted((_place(data, chance), _place(data, chance)))
    return data[:one] + data[other:] + data[one:other]


_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip, _flip, _cut, _end, _insert, _insert, _noise, _repeat, _swap,
)  # fmt: skip
