"""What every exporter promises, one class inherited by all five formats."""

from __future__ import annotations

import json as stdlib_json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import docx as python_docx
import pytest
from defusedxml.ElementTree import fromstring
from dossier.domain.dossiers import TLP
from dossier.errors import EnvironmentTrouble, UserError
from dossier.export import docx, html, json, markdown, pdf
from dossier.export.building import build_outline
from dossier.export.outline import Chronology, Dated, ExportReport, Mark, Outline
from dossier.export.relations import relation_figure
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from tests.helpers.pdf_reading import page_texts
from tests.helpers.sample_bundle import (
    ARABIC,
    REFUTED,
    SECRET,
    bundle,
    claim,
    figure,
    section,
    statement,
    with_figures,
)
from tests.helpers.sample_outline import HOSTILE, item, sample

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TRAPS = (
    *HOSTILE,
    "<img src=x onerror=alert(1)>",
    '"><a href="javascript:alert(1)">x</a>',
    "]]></w:t><w:instrText>QUOTE</w:instrText>",
    "![p](file:///etc/passwd)",
    "[^1]: not a note",
    "# not a heading",
    "- not a list",
    "> not a quotation",
    "1. not a number",
    "| a | b |",
    "${jndi:x} {{ 7*7 }} <%= 1 %>",
    "https://example.org/?a=1&b=2 and www.example.org",
    "</style><script>alert(2)</script>",
    "<!-- -->",
    "#set page(width: 1pt)",
    "$ sum_(i=0)^n $",
    "https\\://x",
    "a\\",
)


def squeezed(text: str) -> str:
    """Without white space and invisible characters: what remains is what a reader sees."""
    return re.sub(r"[\s\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+", "", text)


def with_statements(*texts: str) -> Outline:
    """The sample with these statements in it, each citing the first source."""
    return sample(tuple(item(text, (Mark(1, "B2", 100 + n),)) for n, text in enumerate(texts)))


class ExporterContract:
    """Every exporter prints all statements, resolves all citations, withholds, and runs nothing."""

    suffix: str
    export: Callable[[Outline, Path], ExportReport]

    def words_of(self, path: Path) -> str:
        """All words that a reader sees."""
        raise NotImplementedError

    def citations_of(self, path: Path) -> list[int]:
        """The numbers of the sources that the marks lead to, in order."""
        raise NotImplementedError

    def sources_of(self, path: Path) -> list[int]:
        """The numbers of the entries that marks can lead to."""
        raise NotImplementedError

    def check_inert(self, path: Path) -> None:
        """Fails when the file would run, load or open anything by itself."""
        raise NotImplementedError

    def written(self, outline: Outline, folder: Path) -> Path:
        """The file of an outline."""
        path = folder / f"dossier{self.suffix}"
        report = type(self).export(outline, path)
        assert report.path == path
        return path

    def test_every_statement_appears(self, tmp_path: Path) -> None:
        outline = build_outline(bundle())
        words = squeezed(self.words_of(self.written(outline, tmp_path)))
        for part in outline.sections:
            assert squeezed(part.title) in words
            for one in part.items:
                assert squeezed(one.text) in words
                assert squeezed(one.translation) in words
                assert squeezed(one.translator) in words
                for note in one.notes:
                    assert squeezed(note) in words

    def test_what_is_no_statement_appears_too(self, tmp_path: Path) -> None:
        outline = build_outline(replace(with_figures(), claims=(claim(REFUTED, 1),)))
        words = squeezed(self.words_of(self.written(outline, tmp_path)))
        for expected in (
            outline.title,
            outline.description,
            str(outline.tlp),
            REFUTED,
            "Checkers",
            *outline.gaps,
            *outline.method,
            *(name.name for name in outline.names),
            *(row.text for row in outline.chronology.rows),
            *(row.date for row in outline.chronology.rows),
            "Commander Example",
            "leader (disputed)" if self.suffix != ".json" else "leader",
        ):
            assert squeezed(expected) in words, expected

    def test_each_citation_resolves_and_each_source_is_cited(self, tmp_path: Path) -> None:
        outline = build_outline(bundle())
        path = self.written(outline, tmp_path)
        expected = [mark.number for mark in outline.marks]
        assert self.citations_of(path) == expected
        assert sorted(set(self.sources_of(path))) == sorted(set(expected))

    def test_each_source_shows_title_outlet_descriptor_grade_date_and_hash(self, tmp_path: Path) -> None:
        outline = build_outline(bundle())
        words = squeezed(self.words_of(self.written(outline, tmp_path)))
        for entry in outline.entries:
            for expected in (
                entry.title,
                entry.descriptor,
                entry.grade,
                entry.grade_words,
                entry.published,
                entry.captured,
                entry.sha256,
                *entry.outlet.split(),
            ):
                assert squeezed(expected) in words, expected

    @pytest.mark.parametrize("level", list(TLP))
    def test_withheld_statements_never_appear(self, tmp_path: Path, level: TLP) -> None:
        secret = bundle(section(1, "A", statement(1, SECRET, (1,), tlp=TLP.RED), statement(2, "Open.", (2,))))
        outline = build_outline(secret, level)
        path = self.written(outline, tmp_path)
        words = squeezed(self.words_of(path))
        shown = level is TLP.RED
        assert (squeezed(SECRET) in words) == shown
        assert ("item-1.txt" in words) == shown
        assert squeezed(str(level)) in words
        if not shown and self.suffix not in {".pdf", ".docx"}:
            assert "nine waits" not in path.read_text(encoding="utf-8")

    @pytest.mark.parametrize("trap", TRAPS)
    def test_hostile_text_is_printed_literally_and_runs_nothing(self, tmp_path: Path, trap: str) -> None:
        path = self.written(with_statements(trap), tmp_path)
        assert squeezed(trap) in squeezed(self.words_of(path))
        self.check_inert(path)

    def test_hostile_text_is_harmless_everywhere_else(self, tmp_path: Path) -> None:
        for trap in TRAPS:
            given_outline = sample()
            part = replace(given_outline.sections[0], title=trap)
            entries = tuple(
                replace(one, title=trap, outlet=trap, descriptor=trap, url=trap, file=trap)
                for one in given_outline.entries
            )
            names = tuple(replace(one, name=trap, users=trap, whose=trap) for one in given_outline.names)
            dated = Chronology((Dated(trap, trap, False, (Mark(1, "B2", 900),)),), None)
            outline = replace(
                given_outline,
                title=trap,
                subtitle=trap,
                description=trap,
                names=names,
                entries=entries,
                sections=(part, *given_outline.sections[1:]),
                claims=((trap, trap, trap),),
                gaps=(trap,),
                case_name=trap,
                chronology=dated,
                relations=relation_figure(figure(trap, trap)),
            )
            path = self.written(outline, tmp_path)
            assert squeezed(self.words_of(path)).count(squeezed(trap)) >= 8
            self.check_inert(path)

    @pytest.mark.parametrize(
        "broken", ["a\x00b", "a\x07\x1b[31mb", "a\ud800b", "a\ufffeb", "a\x0cb", "a\r\nb"]
    )
    def test_characters_that_no_file_may_hold_stop_nothing(self, tmp_path: Path, broken: str) -> None:
        path = self.written(with_statements(broken, "After it."), tmp_path)
        words = self.words_of(path)
        assert squeezed("After it.") in squeezed(words)
        assert "\x00" not in words
        self.check_inert(path)

    def test_a_statement_of_ten_thousand_characters_is_whole(self, tmp_path: Path) -> None:
        long = "The group went on. " * 500 + "The end of it."
        unbroken = "x" * 10_000
        words = squeezed(self.words_of(self.written(with_statements(long, unbroken), tmp_path)))
        assert 490 <= words.count("Thegroupwenton.") <= 500  # the foot of a page may stand inside one
        assert "Theendofit." in words
        assert unbroken in words

    def test_an_override_of_direction_does_not_reach_the_mark(self, tmp_path: Path) -> None:
        path = self.written(with_statements("file \u202egnp.exe", "After it."), tmp_path)
        words = squeezed(self.words_of(path))
        assert "gnp.exe" in words
        assert "Afterit." in words

    def test_an_existing_file_is_replaced_whole(self, tmp_path: Path) -> None:
        path = tmp_path / f"dossier{self.suffix}"
        path.write_bytes(b"old" * 100_000)
        self.written(build_outline(bundle()), tmp_path)
        assert b"oldold" not in path.read_bytes()
        assert [one.name for one in tmp_path.iterdir()] == [path.name]

    def test_a_missing_folder_is_told(self, tmp_path: Path) -> None:
        with pytest.raises((UserError, EnvironmentTrouble)) as caught:
            type(self).export(sample(), tmp_path / "gone" / f"a{self.suffix}")
        assert caught.value.sentence
        assert caught.value.hint

    def test_a_dossier_without_anything_in_it_is_written(self, tmp_path: Path) -> None:
        outline = build_outline(bundle(section(1, "Empty"), names=()))
        assert squeezed(outline.title) in squeezed(self.words_of(self.written(outline, tmp_path)))


class DeterministicContract(ExporterContract):
    """Formats of which the same outline gives the same bytes."""

    def test_the_same_outline_gives_the_same_bytes(self, tmp_path: Path) -> None:
        outline = build_outline(bundle())
        first = self.written(outline, tmp_path).read_bytes()
        assert self.written(outline, tmp_path).read_bytes() == first


class TestPdf(DeterministicContract):
    """Fonts decide what can be printed; see tests/unit/export/test_pdf.py for the links."""

    suffix = ".pdf"
    export = staticmethod(pdf.export_pdf)

    def words_of(self, path: Path) -> str:
        return "\n".join(page_texts(path))

    def citations_of(self, path: Path) -> list[int]:
        return [int(number) for number in re.findall(r"\[(\d+): [A-F][1-6]\]", self.words_of(path))]

    def sources_of(self, path: Path) -> list[int]:
        return [int(number) for number in re.findall(r"\[(\d+)\]", self.words_of(path))]

    def check_inert(self, path: Path) -> None:
        data = path.read_bytes()
        for word in (b"/JavaScript", b"/JS", b"/Launch", b"/URI", b"/EmbeddedFile", b"/OpenAction", b"/AA "):
            assert word not in data


class TestHtml(DeterministicContract):
    """One file, no scripts, nothing remote."""

    suffix = ".html"
    export = staticmethod(html.export_html)

    def words_of(self, path: Path) -> str:
        return str(self._tree(path).text_content())

    def citations_of(self, path: Path) -> list[int]:
        links = self._tree(path).xpath("//a[starts-with(@href, '#source-')]/@href")
        return [int(str(link).removeprefix("#source-")) for link in links]

    def sources_of(self, path: Path) -> list[int]:
        return [int(str(one).removeprefix("source-")) for one in self._tree(path).xpath("//li/@id")]

    def check_inert(self, path: Path) -> None:
        tree = self._tree(path)
        ids = [str(one) for one in tree.xpath("//@id")]
        assert len(ids) == len(set(ids))
        for element in tree.iter():
            assert element.tag not in {"script", "img", "iframe", "object", "embed", "form", "link", "base"}
            for name, value in element.attrib.items():
                assert not name.startswith("on")
                assert name not in {"src", "srcset", "background", "action"}
                if name == "href":
                    assert value.startswith("#")
                    assert value[1:] in ids
        policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert len(policy) == 1
        assert "default-src 'none'" in str(policy[0])
        assert "script-src" not in str(policy[0])
        assert "url(" not in path.read_text(encoding="utf-8").split("</style>")[0]

    def test_links_lead_both_ways(self, tmp_path: Path) -> None:
        tree = self._tree(self.written(build_outline(bundle()), tmp_path))
        marks = {str(one) for one in tree.xpath("//a[@class='mark']/@id")}
        backs = {str(one).removeprefix("#") for one in tree.xpath("//ol//a/@href")}
        assert marks == backs

    def test_direction_follows_the_content(self, tmp_path: Path) -> None:
        tree = self._tree(self.written(build_outline(bundle()), tmp_path))
        (words,) = [one for one in tree.iter("span") if one.text_content() == ARABIC]
        assert words.get("dir") in {"auto", "rtl"}

    def _tree(self, path: Path) -> lxml_html.HtmlElement:
        return lxml_html.document_fromstring(path.read_bytes().decode("utf-8"))


class TestMarkdown(DeterministicContract):
    """As a CommonMark reader with tables shows it."""

    suffix = ".md"
    export = staticmethod(markdown.export_markdown)

    def words_of(self, path: Path) -> str:
        return str(self._tree(path).text_content())

    def citations_of(self, path: Path) -> list[int]:
        text = path.read_text(encoding="utf-8")
        return [int(number) for number in re.findall(r"(?<!^)\[\^(\d+)\](?!:)", text, re.MULTILINE)]

    def sources_of(self, path: Path) -> list[int]:
        return [int(number) for number in re.findall(r"^\[\^(\d+)\]:", path.read_text("utf-8"), re.MULTILINE)]

    def check_inert(self, path: Path) -> None:
        for element in self._tree(path).iter():
            assert element.tag in {
                "div", "h1", "h2", "h3", "p", "strong", "em", "ul", "li", "blockquote", "br",
                "table", "thead", "tbody", "tr", "th", "td",
            }, element.tag  # fmt: skip
            assert not {name for name in element.attrib if name != "style"}

    def _tree(self, path: Path) -> lxml_html.HtmlElement:
        reader = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")
        made = reader.render(path.read_text(encoding="utf-8"))
        return lxml_html.fragment_fromstring(made, create_parent="div")


class TestJson(DeterministicContract):
    """Every value is kept as it is; other programs read it."""

    suffix = ".json"
    export = staticmethod(json.export_json)

    def words_of(self, path: Path) -> str:
        found: list[str] = []

        def walk(value: object) -> None:
            if isinstance(value, str):
                found.append(value.replace("\x00", ""))
            elif isinstance(value, dict):
                for one in value.values():
                    walk(one)
            elif isinstance(value, list):
                for one in value:
                    walk(one)

        walk(self._data(path))
        return "\n".join(found)

    def citations_of(self, path: Path) -> list[int]:
        return [
            mark["number"]
            for part in self._data(path)["sections"]
            for one in part["items"]
            for mark in one["marks"]
        ]

    def sources_of(self, path: Path) -> list[int]:
        return [entry["number"] for entry in self._data(path)["entries"]]

    def check_inert(self, path: Path) -> None:
        self._data(path)

    def test_it_says_which_schema_it_follows(self, tmp_path: Path) -> None:
        data = self._data(self.written(build_outline(bundle()), tmp_path))
        assert data["schema"] == json.SCHEMA
        assert data["tlp"] == "TLP:AMBER"
        assert data["made_at"] == "2026-11-21T12:00:00+00:00"
        assert {"title", "sections", "entries", "claims", "gaps", "method", "case_hash"} <= set(data)

    def _data(self, path: Path) -> dict[str, list[dict[str, list[dict[str, list[dict[str, int]]]]]]]:
        data: dict[str, list[dict[str, list[dict[str, list[dict[str, int]]]]]]] = stdlib_json.loads(
            path.read_text(encoding="utf-8")
        )
        return data


class TestDocx(ExporterContract):
    """Real headings, real footnotes, right-to-left runs; the parts are valid XML."""

    suffix = ".docx"
    export = staticmethod(docx.export_docx)

    def words_of(self, path: Path) -> str:
        return "\n".join(
            "".join(node.text or "" for node in self._part(path, name).iter(f"{W}t"))
            for name in ("document", "footnotes", "header1")
        )

    def citations_of(self, path: Path) -> list[int]:
        notes = self._notes(path)
        calls = [
            int(node.get(f"{W}id", "")) for node in self._part(path, "document").iter(f"{W}footnoteReference")
        ]
        assert len(calls) == len(set(calls))
        return [notes[call] for call in calls]

    def sources_of(self, path: Path) -> list[int]:
        return list(self._notes(path).values())

    def check_inert(self, path: Path) -> None:
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None
            names = package.namelist()
            assert len(names) == len(set(names))
            for name in names:
                assert "vba" not in name.lower()
                assert "embeddings" not in name
                if name.endswith((".xml", ".rels")):
                    fromstring(package.read(name))
                if name.endswith(".rels"):
                    assert b'TargetMode="External"' not in package.read(name)
        for name in ("document", "footnotes", "header1"):
            part = self._part(path, name)
            for tag in ("instrText", "fldSimple", "object", "altChunk"):
                assert part.find(f".//{W}{tag}") is None

    def test_headings_are_real(self, tmp_path: Path) -> None:
        outline = build_outline(bundle())
        document = python_docx.Document(str(self.written(outline, tmp_path)))
        headings = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 1"]
        expected = [part.title for part in outline.sections]
        assert [title for title in headings if title in expected] == expected

    def test_arabic_runs_from_right_to_left(self, tmp_path: Path) -> None:
        body = self._part(self.written(build_outline(bundle()), tmp_path), "document")
        (paragraph,) = [
            one for one in body.iter(f"{W}p") if ARABIC in "".join(t.text or "" for t in one.iter(f"{W}t"))
        ]
        assert paragraph.find(f"./{W}pPr/{W}bidi") is not None
        assert paragraph.find(f".//{W}rPr/{W}rtl") is not None

    def test_the_label_stands_in_header_and_footer(self, tmp_path: Path) -> None:
        document = python_docx.Document(str(self.written(build_outline(bundle()), tmp_path)))
        for one in document.sections:
            assert one.header.paragraphs[0].text == "TLP:AMBER"
            assert one.footer.paragraphs[0].text == "TLP:AMBER"

    def test_footnotes_have_their_separators(self, tmp_path: Path) -> None:
        notes = self._part(self.written(build_outline(bundle()), tmp_path), "footnotes")
        kinds = {node.get(f"{W}type") for node in notes.iter(f"{W}footnote")}
        assert {"separator", "continuationSeparator"} <= kinds

    def test_the_same_outline_gives_the_same_words(self, tmp_path: Path) -> None:
        outline = build_outline(bundle())
        first = self.words_of(self.written(outline, tmp_path))
        assert self.words_of(self.written(outline, tmp_path)) == first

    def _part(self, path: Path, name: str) -> Element:
        with zipfile.ZipFile(path) as package:
            part: Element = fromstring(package.read(f"word/{name}.xml"))
            return part

    def _notes(self, path: Path) -> dict[int, int]:
        """Footnote id -> the number of the source that it tells."""
        found = {}
        for node in self._part(path, "footnotes").iter(f"{W}footnote"):
            words = "".join(one.text or "" for one in node.iter(f"{W}t"))
            match = re.match(r"\s*\[(\d+): ", words)
            if match:
                found[int(node.get(f"{W}id", ""))] = int(match[1])
        return found


_LATIN = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"], max_codepoint=0x24F), min_size=1
)


@pytest.mark.parametrize("contract", [TestPdf, TestHtml, TestMarkdown, TestJson, TestDocx])
@given(text=_LATIN)
def test_any_latin_text_is_printed_literally(
    contract: type[ExporterContract], text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    exporter = contract()
    path = exporter.written(with_statements(f"Before {text} after."), tmp_path_factory.mktemp("any"))
    assert squeezed(f"Before {text} after.") in squeezed(exporter.words_of(path))
    exporter.check_inert(path)
