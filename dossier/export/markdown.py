"""Write an outline as Markdown with footnotes."""

from __future__ import annotations

import re
from pathlib import Path

from dossier.export.outline import ExportReport, Item, Outline, write_whole


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
    if outline.names:
        lines += ["## Names", "", "| Name | Used by |", "|---|---|"]
        lines += [f"| {_cell(name.name)} | {_cell(name.users)} |" for name in outline.names] + [""]
    for section in outline.sections:
        lines += [f"## {_text(section.title)}", ""]
        for item in section.items:
            lines += [*_item(item), ""]
        if section.withheld:
            lines += [f"*[{section.withheld} withheld: marked above {outline.tlp}]*", ""]
    if outline.claims:
        lines += ["## Claims reviewed", "", "| Claim | Verdict | Reviewer |", "|---|---|---|"]
        lines += ["| " + " | ".join(_cell(cell) for cell in claim) + " |" for claim in outline.claims] + [""]
    lines += ["## Gaps", ""] + [f"- {_text(gap)}" for gap in outline.gaps or ("No gap was found.",)] + [""]
    lines += ["## Sources", "", _text(outline.source_summary), ""]
    for entry in outline.entries:
        about = f"{entry.outlet}\u200e, {entry.published}. Grade {entry.grade} ({entry.grade_words}). {entry.descriptor} {entry.url}"
        about = " ".join(about.split())
        lines.append(
            f"[^{entry.number}]: **{_text(entry.title)}**. {_text(about)} File {_text(entry.file)}, captured "
            f"{entry.captured}, SHA-256 {entry.sha256}."
        )
    lines += (
        ["", "## Method", ""] + [_text(words) + "\n" for words in outline.method] + [f"**{outline.tlp}**"]
    )
    return "\n".join(lines) + "\n"


def _item(item: Item) -> list[str]:
    marks = "".join(f"[^{mark.number}] ({mark.grade})" for mark in item.marks)
    notes = f" *({_text(' · '.join(item.notes))})*" if item.notes else ""
    if not item.quotation:
        return [f"{_text(item.text)}{marks}{notes}"]
    lines = [f"> {_text(item.text)}"]
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
