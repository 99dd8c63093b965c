"""Write an outline as a Word document: real headings, footnotes, right-to-left runs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from dossier.domain.dossiers import TLP
from dossier.export.outline import Entry, ExportReport, Item, Outline, runs_right_to_left
from dossier.export.whole_file import write_whole
from dossier.text.normalize import quoted as in_marks

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_QUIET = RGBColor(0x56, 0x5D, 0x63)
_TLP_COLOURS = {
    # FIRST, TLP 2.0: text colour on black.
    TLP.CLEAR: RGBColor(0xFF, 0xFF, 0xFF),
    TLP.GREEN: RGBColor(0x33, 0xFF, 0x00),
    TLP.AMBER: RGBColor(0xFF, 0xC0, 0x00),
    TLP.AMBER_STRICT: RGBColor(0xFF, 0xC0, 0x00),
    TLP.RED: RGBColor(0xFF, 0x2B, 0x2B),
}


def export_docx(outline: Outline, path: Path) -> ExportReport:
    """Write the file."""
    write_whole(path, render(outline))
    return ExportReport(path)


def render(outline: Outline) -> bytes:
    """Bytes of the document. The same outline gives the same text; Word's own stamps are fixed."""
    document = docx.Document()
    notes = _Footnotes({entry.number: entry for entry in outline.entries})
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Noto Sans", Pt(10.5)
    core = document.core_properties
    core.title, core.author = _clean(outline.title), "Dossier"
    core.created = core.modified = outline.made_at.replace(tzinfo=None)
    for section in document.sections:
        for edge in (section.header, section.footer):
            paragraph = edge.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            run = paragraph.add_run(str(outline.tlp))
            run.bold, run.font.size = True, Pt(12)
            run.font.color.rgb = _TLP_COLOURS[outline.tlp]
            shade = OxmlElement("w:shd")
            for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", "000000")):
                shade.set(qn(name), value)
            run._r.get_or_add_rPr().append(shade)
    document.add_heading(_clean(outline.title), level=0)
    _line(document, f"{outline.subtitle}, {outline.made_at:%Y-%m-%d}, case {outline.case_name}", quiet=True)
    if outline.description:
        _line(document, outline.description)
    if outline.draft:
        _line(document, "Draft made by the program from the evidence at hand.", quiet=True)
    if outline.judgements:
        document.add_heading("Key judgements", level=1)
        for one in outline.judgements:
            paragraph = document.add_paragraph(style="List Bullet")
            _say(paragraph, one.text)
            run = paragraph.add_run(_clean(" · ".join(filter(None, (f"  {one.number}", one.assessment)))))
            run.font.size, run.font.color.rgb = Pt(8), _QUIET
    document.add_heading("Source summary statement", level=1)
    _line(document, outline.source_summary)
    if outline.names:
        document.add_heading("Names and who uses them", level=1)
        _table(
            document,
            ("Name", "Whose", "Used by"),
            [(name.name, name.whose, name.users) for name in outline.names],
        )
    for part in outline.sections:
        document.add_heading(_clean(part.title), level=1)
        for item in part.items:
            _item(document, item, notes)
        if part.withheld:
            _line(document, f"[{part.withheld} withheld: marked above {outline.tlp}]", quiet=True)
    if outline.chronology.rows:
        document.add_heading("Timeline", level=1)
        for row in outline.chronology.rows:
            paragraph = document.add_paragraph()
            paragraph.add_run(f"{_clean(row.date or 'no date')}: ").bold = True
            _say(paragraph, row.text)
            if row.statement:
                paragraph.add_run(f" ({row.statement})").font.color.rgb = _QUIET
            for mark in row.marks:
                notes.call(paragraph, mark.number, mark.grade)
        if outline.chronology.left_out:
            _line(document, f"{outline.chronology.left_out} further dated rows are in the case.", quiet=True)
    if outline.relations is not None:
        document.add_heading("Relationships", level=1)
        _table(
            document,
            ("Actor", "has as", "Actor", "When", "Documents"),
            [
                (
                    one.one,
                    f"{one.kind} (disputed)" if one.disputed else one.kind,
                    one.other,
                    one.when,
                    str(one.documents or "no source"),
                )
                for one in outline.relations.relations
            ],
        )
    if outline.claims:
        document.add_heading("Claims reviewed", level=1)
        _table(document, ("Claim", "Verdict", "Reviewer"), list(outline.claims))
    document.add_heading("Gaps", level=1)
    for gap in outline.gaps or ("No gap was found.",):
        document.add_paragraph(_clean(gap), style="List Bullet")
    document.add_heading("Sources", level=1)
    for entry in outline.entries:
        _line(document, f"[{entry.number}] {_about(entry)}")
    document.add_heading("Method", level=1)
    for words in outline.method:
        _line(document, words)
    for scale in outline.scales:
        document.add_heading(scale.title, level=2)
        _table(document, ("Word", "Meaning"), list(scale.rows))
    notes.attach(document)
    stream = io.BytesIO()
    document.save(stream)
    return _without_stamps(stream.getvalue())


def _without_stamps(data: bytes) -> bytes:
    """The same package with a fixed time on its members: zipfile stamps them with the clock."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(stream, "w") as fixed:
        for name in package.namelist():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            fixed.writestr(member, package.read(name), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


class _Footnotes:
    """The footnotes part, which python-docx lacks (ECMA-376, 17.11)."""

    def __init__(self, entries: dict[int, Entry]) -> None:
        self._entries = entries
        self._notes: list[str] = []

    def call(self, paragraph: Any, number: int, grade: str) -> None:
        """Put a call for a source's footnote behind a paragraph's words."""
        self._notes.append(f"[{number}: {grade}] {_about(self._entries[number])}")
        run = paragraph.add_run()
        properties = OxmlElement("w:rPr")
        raised = OxmlElement("w:vertAlign")
        raised.set(qn("w:val"), "superscript")
        properties.append(raised)
        run._r.append(properties)
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(len(self._notes)))
        run._r.append(reference)

    def attach(self, document: Any) -> None:
        """Add the part to the package. Ids -1 and 0 are the separators that Word wants."""
        separators = "".join(
            f'<w:footnote w:type="{kind}" w:id="{key}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for key, kind in ((-1, "separator"), (0, "continuationSeparator"))
        )
        body = "".join(
            f'<w:footnote w:id="{key}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {escape(_clean(words))}</w:t></w:r></w:p></w:footnote>'
            for key, words in enumerate(self._notes, 1)
        )
        xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes xmlns:w="{_W}">{separators}{body}</w:footnotes>'
        part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, xml.encode("utf-8"), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _item(document: Any, item: Item, notes: _Footnotes) -> None:
    paragraph = document.add_paragraph(style="Quote" if item.quotation else None)
    if item.number:
        number = paragraph.add_run(f"{item.number}\u2002")
        number.font.size, number.font.color.rgb = Pt(7.5), _QUIET
    # Another's words are seen to be another's, as in the PDF.
    quoted = item.quotation and not item.right_to_left
    _say(paragraph, in_marks(item.text) if quoted else item.text)
    for mark in item.marks:
        notes.call(paragraph, mark.number, mark.grade)
    if item.notes:
        run = paragraph.add_run("  " + _clean(" · ".join(item.notes)))
        run.font.size, run.font.color.rgb = Pt(8), _QUIET
    if item.translation:
        _line(
            document,
            f"{item.translation}" + (f" (translation: {item.translator})" if item.translator else ""),
        )


def _say(paragraph: Any, words: str) -> None:
    run = paragraph.add_run(_clean(words))
    if runs_right_to_left(words):
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))


def _line(document: Any, words: str, *, quiet: bool = False) -> None:
    paragraph = document.add_paragraph()
    _say(paragraph, words)
    if quiet:
        for run in paragraph.runs:
            run.font.color.rgb = _QUIET


def _table(document: Any, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    table = document.add_table(rows=1, cols=len(head), style="Light Grid Accent 1")
    for cell, words in zip(table.rows[0].cells, head, strict=True):
        cell.text = words
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = _clean(words)


def _about(entry: Entry) -> str:
    about = (
        f"{entry.title}\u200e. {entry.outlet}\u200e, {entry.published}. Grade {entry.grade} ({entry.grade_words}). "
        f"{entry.descriptor} {entry.url} File {entry.file}, captured {entry.captured}, SHA-256 {entry.sha256}."
    )
    return " ".join(about.split())


def _clean(words: str) -> str:
    """Without characters that XML 1.0 forbids."""
    return "".join(
        char for char in words
        if char in "\t\n" or 0x20 <= ord(char) < 0xD800 or 0xE000 <= ord(char) < 0xFFFE or ord(char) > 0xFFFF
    )  # fmt: skip
