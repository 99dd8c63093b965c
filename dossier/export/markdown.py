"""Write an outline as Markdown with footnotes."""

from __future__ import annotations

import re
from pathlib import Path

from dossier.export.outline import ExportReport, Item, Mark, Outline
from dossier.export.whole_file import write_whole


def export_markdown(outline: Outline, path: Path) -> ExportReport:
    """Write the file."""
    write_whole(path, render(outline).encode("utf-8", "replace"))
    return ExportReport(path)


def render(outline: Outline) -> str:
    """The whole document as text."""
    lines = [f"# {_text(outline.title)}", "", f"**{outline.tlp}**", ""]
    lines += [f"{_text(outline.subtitle)}, {outline.made_at:%Y-%m-%d}, case {_text(outline.case_name)}", ""]
    if outline.description:
        lines += [_text(outline.description), ""]
    if outline.draft:
        lines += ["*Draft made by the program from the evidence at hand.*", ""]
    if outline.judgements:
        lines += ["## Key judgements", ""]
        for one in outline.judgements:
            said = f" *({_text(one.assessment)})*" if one.assessment else ""
            lines.append(f"- {_text(one.text)} ({one.number}){said}")
        lines.append("")
    lines += ["## Source summary statement", "", _text(outline.source_summary), ""]
    if outline.names:
        lines += ["## Names and who uses them", "", "| Name | Whose | Used by |", "|---|---|---|"]
        lines += [
            f"| {_cell(name.name)} | {_cell(name.whose)} | {_cell(name.users)} |" for name in outline.names
        ] + [""]
    for section in outline.sections:
        lines += [f"## {_text(section.title)}", ""]
        for item in section.items:
            lines += [*_item(item), ""]
        if section.withheld:
            lines += [f"*[{section.withheld} withheld: marked above {outline.tlp}]*", ""]
    lines += _figures(outline)
    if outline.claims:
        lines += ["## Claims reviewed", "", "| Claim | Verdict | Reviewer |", "|---|---|---|"]
        lines += ["| " + " | ".join(_cell(cell) for cell in claim) + " |" for claim in outline.claims] + [""]
    lines += ["## Gaps", ""] + [f"- {_text(gap)}" for gap in outline.gaps or ("No gap was found.",)] + [""]
    lines += ["## Sources", ""]
    for entry in outline.entries:
        about = f"{entry.outlet}\u200e, {entry.published}. Grade {entry.grade} ({entry.grade_words}). {entry.descriptor} {entry.url}"
        about = " ".join(about.split())
        lines.append(
            f"[^{entry.number}]: **{_text(entry.title)}**. {_text(about)} File {_text(entry.file)}, captured "
            f"{entry.captured}, SHA-256 {entry.sha256}."
        )
    lines += ["", "## Method", ""] + [_text(words) + "\n" for words in outline.method]
    for scale in outline.scales:
        lines += [f"### {_text(scale.title)}", "", "| Word | Meaning |", "|---|---|"]
        lines += [f"| {_cell(one)} | {_cell(other)} |" for one, other in scale.rows] + [""]
    lines.append(f"**{outline.tlp}**")
    return "\n".join(lines) + "\n"


def _figures(outline: Outline) -> list[str]:
    """The chronology as a list, the relationships as a table."""
    lines: list[str] = []
    if outline.chronology.rows:
        lines += ["## Timeline", ""]
        for row in outline.chronology.rows:
            where = f" ({row.statement})" if row.statement else ""
            lines.append(f"- **{_text(row.date or 'no date')}** {_text(row.text)}{where}{_marks(row.marks)}")
        if outline.chronology.left_out:
            lines.append(f"- {outline.chronology.left_out} further dated rows are in the case.")
        lines.append("")
    if outline.relations is not None:
        lines += [
            "## Relationships",
            "",
            "| Actor | has as | Actor | When | Documents |",
            "|---|---|---|---|---|",
        ]
        lines += [
            f"| {_cell(one.one)} | {_cell(one.kind)}{' (disputed)' if one.disputed else ''} | {_cell(one.other)} | "
            f"{_cell(one.when)} | {one.documents or 'no source'} |"
            for one in outline.relations.relations
        ]
        lines.append("")
    return lines


def _marks(marks: tuple[Mark, ...]) -> str:
    return "".join(f"[^{mark.number}] ({mark.grade})" for mark in marks)


def _item(item: Item) -> list[str]:
    marks = _marks(item.marks)
    number = f"{item.number}\u2002" if item.number else ""
    notes = f" *({_text(' · '.join(item.notes))})*" if item.notes else ""
    if not item.quotation:
        return [f"{number}{_text(item.text)}{marks}{notes}"]
    lines = [f"> {number}{_text(item.text)}"]
    if item.translation:
        by = f" (translation: {_text(item.translator)})" if item.translator else ""
        lines += [">", f"> *{_text(item.translation)}*{by}"]
    return [*lines, ">", f"> {marks}{notes}"]


def _text(words: str) -> str:
    """On one line, with everything escaped that Markdown or HTML in it would act on."""
    words = " ".join("".join(char for char in words if char in "\n\t" or ord(char) >= 0x20).split())
    words = re.sub(r"([\\`*_{}\[\]<>#|$~])", r"\\\1", words)
    words = re.sub(r"^(\d+)([.)])", r"\1\\\2", words)
    return (
        re.sub(r"^([-+=])", r"\\\1", words)
        .replace("&", "&amp;")
        .replace("](", "]\\(")
        .replace("://", ":\\//")
    )


def _cell(words: str) -> str:
    return _text(words)
