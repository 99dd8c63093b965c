"""What every reader of a file format promises, on files that are made here."""

from __future__ import annotations

import email.message
import email.policy
import io
import random
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Callable
from xml.sax.saxutils import escape

import docx
import openpyxl
import pytest
import typst
from dossier.corpus.readers import epub as epub_reader
from dossier.corpus.readers import html, mail, markdown, office, opendocument, pdf, rtf, table, text, workbook
from dossier.corpus.readers.result import ReadResult, Unreadable

from tests.hostile.traps import epub, odt

ENGLISH = [
    "Observers reach the border",
    "The council agreed on Tuesday to send observers to the border, officials in the capital said.",
    "Nobody was hurt when shots were fired near the crossing on Monday, and the road stayed open.",
]
ARABIC = [
    "المراقبون يصلون إلى الحدود",
    "قرر المجلس يوم الثلاثاء إرسال مراقبين إلى الحدود كما قال مسؤولون في العاصمة.",
    "ولم يصب أحد بأذى عندما أطلقت أعيرة نارية قرب المعبر يوم الاثنين وبقي الطريق مفتوحا.",
]
MUTATIONS = 60


def flat(words: str) -> str:
    return " ".join(words.split())


class ReaderContract(ABC):
    """Inherited by one class per format."""

    @property
    @abstractmethod
    def read(self) -> Callable[[bytes], ReadResult]:
        """The reader."""

    @abstractmethod
    def make(self, paragraphs: list[str]) -> bytes:
        """A file of the format that holds these paragraphs, the first as its heading."""

    @pytest.mark.parametrize("paragraphs", [ENGLISH, ARABIC], ids=["English", "Arabic"])
    def test_every_paragraph_is_read_in_its_order(self, paragraphs: list[str]) -> None:
        found = flat(self.read(self.make(paragraphs)).text)
        places = [found.find(flat(paragraph)) for paragraph in paragraphs]
        assert -1 not in places
        assert places == sorted(places)

    def test_the_same_bytes_give_the_same_result(self) -> None:
        data = self.make(ENGLISH)
        assert self.read(data) == self.read(data)

    def test_the_text_has_plain_line_ends_and_no_control_characters(self) -> None:
        found = self.read(self.make(ENGLISH)).text
        assert all(char in "\n\t" or char.isprintable() for char in found)

    def test_pages_begin_within_the_text_and_in_order(self) -> None:
        result = self.read(self.make(ENGLISH))
        assert list(result.pages) == sorted(result.pages)
        assert all(0 <= page <= len(result.text) for page in result.pages)

    def test_a_file_without_a_date_gets_none(self) -> None:
        assert self.read(self.make(ENGLISH)).published is None

    @pytest.mark.parametrize("data", [b"", b"\0" * 500, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20])
    def test_what_is_no_such_file_is_read_as_little_or_refused_with_a_sentence(self, data: bytes) -> None:
        try:
            result = self.read(data)
        except Unreadable as error:
            assert str(error).endswith(".")
        else:
            assert isinstance(result.text, str)

    def test_a_damaged_file_is_read_as_far_as_it_goes_or_refused_with_a_sentence(self) -> None:
        data = self.make(ENGLISH)
        chance = random.Random(7)
        for _ in range(MUTATIONS):
            damaged = bytearray(data)
            for _ in range(chance.randint(1, 12)):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            if chance.random() < 0.3:
                del damaged[chance.randrange(len(damaged)) :]
            try:
                assert isinstance(self.read(bytes(damaged)).text, str)
            except Unreadable as error:
                assert str(error).endswith(".")


class TestText(ReaderContract):
    read = staticmethod(text.read)

    def make(self, paragraphs: list[str]) -> bytes:
        return "\r\n\r\n".join(paragraphs).encode()

    @pytest.mark.parametrize(
        "name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256"]
    )
    def test_arabic_is_read_in_every_usual_encoding(self, name: str) -> None:
        words = "\n".join(ARABIC)
        assert self.read(words.encode(name)).text == words

    @pytest.mark.parametrize("name", ["cp1252", "utf-8", "utf-16"])
    def test_curly_quotes_and_dashes_are_read(self, name: str) -> None:
        words = "“It’s over” – he said… and left the room with the others, who had waited."
        assert self.read(words.encode(name)).text == words


class TestMarkdown(ReaderContract):
    read = staticmethod(markdown.read)

    def make(self, paragraphs: list[str]) -> bytes:
        return ("# " + "\n\n".join(paragraphs)).encode()

    def test_a_front_matter_describes_and_is_no_text(self) -> None:
        data = b"---\ntitle: A title\nauthor: 'Jane Roe'\ndate: 2024-05\nlang: en\nsource: The Example\n---\nThe text."
        result = self.read(data)
        assert result.text.strip() == "The text."
        assert (result.title, result.author, result.published) == ("A title", "Jane Roe", "2024-05")
        assert (result.language, result.publisher) == ("en", "The Example")


class TestCommaSeparated(ReaderContract):
    read = staticmethod(table.read_csv)

    def make(self, paragraphs: list[str]) -> bytes:
        return "\r\n".join(f'{number},"{one}",x' for number, one in enumerate(paragraphs)).encode()


class TestTabSeparated(ReaderContract):
    read = staticmethod(table.read_tsv)

    def make(self, paragraphs: list[str]) -> bytes:
        return "\n".join(f"{number}\t{one}" for number, one in enumerate(paragraphs)).encode()


class TestWorkbook(ReaderContract):
    read = staticmethod(workbook.read)

    def make(self, paragraphs: list[str]) -> bytes:
        book = openpyxl.Workbook()
        for number, one in enumerate(paragraphs):
            book.active.append([number, one])
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()


PAGE = """<html lang="en"><head><meta charset="utf-8"><title>{0} | The Example</title></head><body>
<nav><a href="/">Home</a><a href="/news">News</a></nav><article><h1>{0}</h1>{1}</article>
<footer>The Example, all rights reserved</footer></body></html>"""


class TestHtml(ReaderContract):
    read = staticmethod(html.read)

    def make(self, paragraphs: list[str]) -> bytes:
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs[1:])
        return PAGE.format(paragraphs[0], body).encode()

    def test_a_page_says_who_published_it_and_when(self) -> None:
        head = (
            '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Observers reach the border",'
            '"datePublished":"2024-05-09T22:00:00Z","author":{"@type":"Person","name":"Jane Roe"},'
            '"publisher":{"@type":"Organization","name":"The Example"}}</script>'
        )
        data = self.make(ENGLISH).replace(b"</head>", head.encode() + b"</head>")
        result = self.read(data)
        assert (result.title, result.author, result.published) == (ENGLISH[0], "Jane Roe", "2024-05-09")
        assert (result.publisher, result.language) == ("The Example", "en")

    def test_a_month_alone_stays_a_month(self) -> None:
        head = b'<meta property="article:published_time" content="2024-05"></head>'
        assert self.read(self.make(ENGLISH).replace(b"</head>", head)).published == "2024-05"

    def test_a_claim_review_gives_its_claim_and_verdict(self) -> None:
        head = (
            '<script type="application/ld+json">[{"@type":"ClaimReview","claimReviewed":"The video shows rebels",'
            '"reviewRating":{"@type":"Rating","alternateName":"Misleading"}}]</script></head>'
        )
        result = self.read(self.make(ENGLISH).replace(b"</head>", head.encode()))
        assert (result.claim, result.verdict) == ("The video shows rebels", "Misleading")

    def test_footnote_marks_and_quotations_are_kept(self) -> None:
        data = self.make([*ENGLISH, "He spoke twice.<sup>[1]</sup> “Never,” he said.[2]"])
        found = self.read(data).text
        assert "[1]" in found
        assert "[2]" in found
        assert "“Never,” he said." in found

    def test_an_arabic_page_that_declares_its_old_encoding_is_read(self) -> None:
        data = (
            self.make(ARABIC).decode().replace('charset="utf-8"', 'charset="windows-1256"').encode("cp1256")
        )
        assert ARABIC[1] in self.read(data).text

    def test_entities_and_scripts_do_no_harm(self) -> None:
        trap = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><script>alert(1)</script>'
        data = trap + self.make([*ENGLISH, "&x;"])
        found = self.read(data).text
        assert "root:" not in found
        assert "alert" not in found

    @pytest.mark.parametrize("tag", [b"<div>", b"<b>", b"<blockquote>"])
    def test_deep_nesting_is_refused_with_a_sentence(self, tag: bytes) -> None:
        with pytest.raises(Unreadable, match="nested"):
            self.read(b"<html><body>" + tag * 100_000 + b"x")

    def test_deep_json_does_no_harm(self) -> None:
        head = b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script></head>"
        assert ENGLISH[1] in self.read(self.make(ENGLISH).replace(b"</head>", head)).text


class TestPdf(ReaderContract):
    read = staticmethod(pdf.read)

    def make(self, paragraphs: list[str]) -> bytes:
        direction = "#set text(dir: rtl)\n" if paragraphs is ARABIC else ""
        source = "#set page(width: 30cm, height: 20cm)\n" + direction + "\n\n".join(paragraphs)
        return self.typeset(source)

    @staticmethod
    def typeset(source: str) -> bytes:
        from dossier.paths import resource

        fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(resource("resources/fonts"))])
        compiler = typst.Compiler(font_paths=fonts)
        return compiler.compile(('#set text(font: ("Noto Sans", "Noto Naskh Arabic"))\n' + source).encode())

    def test_each_page_begins_at_its_offset(self) -> None:
        data = self.typeset(
            "\n#pagebreak()\n".join(f"Page word{number} has its own text here." for number in "abc")
        )
        result = self.read(data)
        assert [result.text[page:].split()[1] for page in result.pages] == ["worda", "wordb", "wordc"]

    def test_running_heads_and_page_numbers_are_no_text(self) -> None:
        body = "\n#pagebreak()\n".join(
            f"The story on sheet {letter} goes on with further words." for letter in "abcdef"
        )
        data = self.typeset('#set page(header: [THE EXAMPLE QUARTERLY], numbering: "1 / 1")\n' + body)
        found = self.read(data).text
        assert "QUARTERLY" not in found
        assert "/ 6" not in found
        assert found.count("The story on sheet") == 6

    def test_a_word_broken_at_the_line_end_is_whole_again(self) -> None:
        source = '#set page(width: 6cm, height: 30cm)\n#set text(hyphenate: true, lang: "en")\n#set par(justify: true)\n'
        words = (
            "internationalisation counterrevolutionary misunderstanding transformation representation " * 3
        )
        assert flat(self.read(self.typeset(source + words)).text) == flat(words)

    def test_pages_that_are_pictures_are_told_as_such(self) -> None:
        with pytest.raises(Unreadable, match="no text"):
            self.read(self.typeset("#rect(width: 5cm, height: 5cm, fill: red)"))


class TestWord(ReaderContract):
    read = staticmethod(office.read)

    def make(self, paragraphs: list[str]) -> bytes:
        document = docx.Document()
        document.add_heading(paragraphs[0])
        for paragraph in paragraphs[1:]:
            document.add_paragraph(paragraph)
        return self.saved(document)

    @staticmethod
    def saved(document: object) -> bytes:
        out = io.BytesIO()
        document.save(out)  # type: ignore[attr-defined]
        return out.getvalue()

    def test_tables_and_properties_are_read(self) -> None:
        document = docx.Document()
        document.core_properties.title, document.core_properties.author = "A title", "Jane Roe"
        document.add_paragraph("Above the table.")
        table = document.add_table(rows=2, cols=2)
        for row, words in zip(table.rows, (("name", "place"), ("unit", "town")), strict=True):
            for cell, word in zip(row.cells, words, strict=True):
                cell.text = word
        document.add_paragraph("Below the table.")
        result = self.read(self.saved(document))
        assert [line for line in result.text.splitlines() if line] == [
            "Above the table.", "name\tplace", "unit\ttown", "Below the table.",
        ]  # fmt: skip
        assert (result.title, result.author, result.published) == ("A title", "Jane Roe", None)

    def zipped(self, extra: dict[str, bytes]) -> bytes:
        out = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(self.make(ENGLISH))) as old,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for name in old.namelist():
                if name not in extra:
                    new.writestr(name, old.read(name))
            for name, data in extra.items():
                new.writestr(name, data)
        return out.getvalue()

    def test_a_bomb_is_refused_before_it_is_unpacked(self) -> None:
        with pytest.raises(Unreadable, match="bomb"):
            self.read(self.zipped({"word/media/x.bin": b"\0" * (64 << 20)}))

    def test_too_many_parts_are_refused(self) -> None:
        with pytest.raises(Unreadable, match="parts"):
            self.read(self.zipped({f"word/{number}": b"" for number in range(10_001)}))

    def test_declared_entities_are_refused(self) -> None:
        laughs = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><w:document>&b;</w:document>'
        with pytest.raises(Unreadable, match="entities"):
            self.read(self.zipped({"word/document.xml": laughs}))

    def test_names_that_lead_elsewhere_do_no_harm(self) -> None:
        assert ENGLISH[1] in self.read(self.zipped({"../../../outside.txt": b"x", "/etc/outside": b"x"})).text


class TestOpenDocument(ReaderContract):
    read = staticmethod(opendocument.read)

    def make(self, paragraphs: list[str]) -> bytes:
        first, *rest = map(escape, paragraphs)
        return odt(f"<text:h>{first}</text:h>" + "".join(f"<text:p>{one}</text:p>" for one in rest))

    def test_notes_tables_and_spaces_are_read_and_deleted_words_are_not(self) -> None:
        result = self.read(
            odt(
                "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
                "<text:p>One<text:s text:c='2'/>two<text:note><text:note-citation>1</text:note-citation><text:note-body>"
                "<text:p>A note.</text:p></text:note-body></text:note> three<text:line-break/>four</text:p>"
                "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
                "<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"
                "<text:list><text:list-item><text:p>point</text:p></text:list-item></text:list>",
                meta="<dc:title>A title</dc:title><meta:initial-creator>Jane Roe</meta:initial-creator><dc:date>2024-01-01</dc:date>",
            )
        )
        assert [line for line in result.text.splitlines() if line] == [
            "One  two[1] three", "four", "a\tb", "point", "[1] A note.",
        ]  # fmt: skip
        assert (result.title, result.author, result.published) == ("A title", "Jane Roe", None)

    def test_a_document_with_a_password_says_so(self) -> None:
        with pytest.raises(Unreadable, match="password"):
            self.read(odt("", more={"META-INF/manifest.xml": b"<m:encryption-data/>"}))

    def test_a_bomb_is_refused_before_it_is_unpacked(self) -> None:
        with pytest.raises(Unreadable, match="bomb"):
            self.read(odt("", more={"Pictures/x.bin": b"\0" * (64 << 20)}))

    def test_deep_nesting_is_refused(self) -> None:
        with pytest.raises(Unreadable, match="deeply"):
            self.read(odt("<text:section>" * 900 + "</text:section>" * 900))


class TestBook(ReaderContract):
    read = staticmethod(epub_reader.read)

    def make(self, paragraphs: list[str]) -> bytes:
        first, *rest = map(escape, paragraphs)
        return epub([f"<h1>{first}</h1>", *(f"<p>{one}</p>" for one in rest)])


class TestRichText(ReaderContract):
    read = staticmethod(rtf.read)

    def make(self, paragraphs: list[str]) -> bytes:
        return rich("\\par\n".join(map(rich_words, paragraphs)))

    def test_code_pages_title_and_author_are_read_and_pictures_are_not(self) -> None:
        arabic = "".join(f"\\'{byte:02x}" for byte in "حماس".encode("cp1256"))
        result = self.read(
            b"{\\rtf1\\ansi\\ansicpg1256{\\info{\\title A title}{\\author Jane Roe}{\\creatim\\yr2024\\mo1\\dy1}}"
            b"{\\pict\\pngblip 89504e47}" + arabic.encode() + b" and \\u-10179?\\u-8704? words\\par}"
        )
        assert " ".join(result.text.split()) == "حماس and \U0001f600 words"
        assert (result.title, result.author, result.published) == ("A title", "Jane Roe", None)


def rich(body: str) -> bytes:
    return ("{\\rtf1\\ansi\\ansicpg1252 " + body + "\\par}").encode("ascii")


def rich_words(words: str) -> str:
    return "".join(char if char.isascii() else f"\\u{ord(char)}?" for char in words)


class TestMail(ReaderContract):
    read = staticmethod(mail.read)

    def message(self, body: str) -> email.message.EmailMessage:
        message = email.message.EmailMessage(policy=email.policy.default)
        message["From"] = "Jane Roe <jane@example.org>"
        message["To"] = "desk@example.org"
        message["Subject"] = "المراقبون: observers"
        message.set_content(body)
        return message

    def make(self, paragraphs: list[str]) -> bytes:
        return self.message("\n\n".join(paragraphs)).as_bytes()

    def test_sender_subject_and_date_are_read(self) -> None:
        message = self.message("The text of the message.")
        message["Date"] = "Thu, 09 May 2024 23:30:00 +0300"
        result = self.read(message.as_bytes())
        assert (result.title, result.author, result.published) == (
            "المراقبون: observers",
            "Jane Roe",
            "2024-05-09",
        )
        assert result.mail

    def test_the_plain_part_counts_and_attachments_are_named(self) -> None:
        message = self.message("The plain text.")
        message.add_alternative("<html><body><p>The rich text.</p></body></html>", subtype="html")
        message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="تقرير.pdf")
        found = self.read(message.as_bytes()).text
        assert "The plain text." in found
        assert "rich" not in found
        assert "تقرير.pdf" in found

    def test_a_message_of_markup_only_gives_its_text(self) -> None:
        message = self.message("")
        message.clear_content()
        message.set_content(
            "<html><body><p>Observers &amp; others have come to the border.</p></body></html>", subtype="html"
        )
        assert "Observers & others have come to the border." in self.read(message.as_bytes()).text

    def test_old_arabic_mail_is_read_in_its_encoding(self) -> None:
        head = b"From: a@example.org\r\nSubject: x\r\nContent-Type: text/plain; charset=windows-1256\r\n"
        data = head + b"Content-Transfer-Encoding: 8bit\r\n\r\n" + "\n".join(ARABIC).encode("cp1256")
        assert ARABIC[2] in self.read(data).text
