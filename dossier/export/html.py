"""Write an outline as one HTML file: no scripts, nothing remote, everything escaped."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path

from dossier.export.outline import Entry, ExportReport, Item, Mark, Outline
from dossier.export.whole_file import write_whole

_STYLE = """
body{font:16px/1.55 "Noto Sans",system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1d2226;background:#fffefb}
h1{font-size:2rem;margin-bottom:.2rem}h2{color:#1f5a70;margin-top:2.2rem}
.tlp{background:#000;padding:.15rem .5rem;font-weight:700;display:inline-block}
.quiet,.notes{color:#565d63;font-size:.85rem}.bad{color:#8a4b00}
blockquote{border-inline-start:3px solid #d4d1c7;margin:1rem 0;padding:.1rem 1rem}
a{color:#1f5a70}.mark{font-size:.8rem;white-space:nowrap;text-decoration:none}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #d4d1c7;text-align:start;padding:.35rem;vertical-align:top}
.number{font-size:.7rem;color:#565d63}.when{white-space:nowrap}svg.line{width:9rem;height:.45rem}svg.figure{width:100%;height:auto}
svg text{font-size:2.6px;text-anchor:middle;fill:#1d2226}svg .central{fill:#fff;font-weight:700}
svg .edge{font-size:2.3px;fill:#565d63;paint-order:stroke;stroke:#fffefb;stroke-width:.8px}
.hash{font-size:.75rem;word-break:break-all;color:#565d63}li{margin:.8rem 0}
@page{margin:24mm 20mm}
@media print{body{max-width:none;margin:0}.tlp.top{position:fixed;top:-14mm;right:0;print-color-adjust:exact}
.tlp.end{position:fixed;bottom:-14mm;right:0;print-color-adjust:exact}h2{break-after:avoid}li,blockquote,tr{break-inside:avoid}}
"""
_COLOURS = {
    "TLP:CLEAR": "#fff",
    "TLP:GREEN": "#3f0",
    "TLP:AMBER": "#ffc000",
    "TLP:AMBER+STRICT": "#ffc000",
    "TLP:RED": "#ff2b2b",
}


def export_html(outline: Outline, path: Path) -> ExportReport:
    """Write the page."""
    write_whole(path, render(outline).encode("utf-8", "replace"))
    return ExportReport(path)


def render(outline: Outline) -> str:
    """The whole page as text."""
    banner = f'<span class="tlp top" style="color:{_COLOURS[str(outline.tlp)]}">{_text(outline.tlp)}</span>'
    parts = [
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">'
        f"<title>{_text(outline.title)}</title><style>{_STYLE}</style></head>"
        f'<body dir="{"rtl" if outline.right_to_left else "ltr"}">',
        f'{banner}<h1 dir="auto">{_text(outline.title)}</h1><p class="quiet">{_text(outline.subtitle)} · '
        f"{outline.made_at:%Y-%m-%d} · {_text(outline.case_name)}</p>",
    ]
    if outline.description:
        parts.append(f"<p>{_text(outline.description)}</p>")
    if outline.draft:
        parts.append('<p class="bad">Draft made by the program from the evidence at hand.</p>')
    parts += _front(outline)
    if outline.names:
        rows = "".join(
            f'<tr><td dir="auto">{_text(name.name)}</td><td>{_text(name.whose)}</td>'
            f'<td dir="auto">{_text(name.users)}</td></tr>'
            for name in outline.names
        )
        parts.append(
            f"<h2>Names and who uses them</h2><table><tr><th>Name</th><th>Whose</th><th>Used by</th></tr>{rows}</table>"
        )
    for section in outline.sections:
        parts.append(f'<h2 dir="auto">{_text(section.title)}</h2>')
        parts += [_item(item) for item in section.items]
        if section.withheld:
            parts.append(
                f'<p class="bad">[{section.withheld} withheld: marked above {_text(outline.tlp)}]</p>'
            )
    parts += _chronology(outline)
    parts += _relations(outline)
    if outline.claims:
        rows = "".join(
            "<tr>" + "".join(f'<td dir="auto">{_text(cell)}</td>' for cell in claim) + "</tr>"
            for claim in outline.claims
        )
        parts.append(
            f"<h2>Claims reviewed</h2><table><tr><th>Claim</th><th>Verdict</th><th>Reviewer</th></tr>{rows}</table>"
        )
    gaps = (
        "".join(f'<li dir="auto">{_text(gap)}</li>' for gap in outline.gaps) or "<li>No gap was found.</li>"
    )
    parts.append(f"<h2>Gaps</h2><ul>{gaps}</ul><h2>Sources</h2><ol>")
    parts += [_entry(entry, outline.standing) for entry in outline.entries]
    parts.append("</ol><h2>Method</h2>")
    parts += [f'<p dir="auto">{_text(words)}</p>' for words in outline.method]
    for scale in outline.scales:
        rows = "".join(f"<tr><td>{_text(one)}</td><td>{_text(other)}</td></tr>" for one, other in scale.rows)
        parts.append(f"<h3>{_text(scale.title)}</h3><table>{rows}</table>")
    parts.append(f"{banner.replace('tlp top', 'tlp end')}</body></html>\n")
    return "".join(parts)


def _front(outline: Outline) -> list[str]:
    """What a reader in a hurry reads: key judgements, and what they rest on."""
    judged = "".join(
        f'<li><span dir="{"rtl" if one.right_to_left else "ltr"}">{_text(one.text)}</span> '
        f'<a href="#statement-{one.number}">{_text(one.number)}</a> '
        f'<span class="notes">{_text(one.assessment)}</span></li>'
        for one in outline.judgements
    )
    summary = f'<h2>Source summary statement</h2><p dir="auto">{_text(outline.source_summary)}</p>'
    return [f"<h2>Key judgements</h2><ul>{judged}</ul>", summary] if judged else [summary]


def _marks(marks: tuple[Mark, ...]) -> str:
    return "".join(
        f' <a class="mark" id="mark-{mark.anchor}" href="#source-{mark.number}">[{mark.number}: {_text(mark.grade)}]</a>'
        for mark in marks
    )


def _item(item: Item) -> str:
    marks = _marks(item.marks)
    notes = f' <span class="notes">{_text(" · ".join(item.notes))}</span>' if item.notes else ""
    direction = "rtl" if item.right_to_left else "ltr"
    words = f'<span dir="{direction}">{_text(item.text)}</span>'
    number = (
        f'<span class="number" id="statement-{item.number}">{_text(item.number)}</span> '
        if item.number
        else ""
    )
    if not item.quotation:
        return f"<p>{number}{words}{marks}{notes}</p>"
    translation = ""
    if item.translation:
        by = f' <span class="notes">Translation: {_text(item.translator)}</span>' if item.translator else ""
        translation = f'<p dir="auto"><em>{_text(item.translation)}</em>{by}</p>'
    return (
        f'<blockquote dir="{direction}"><p>{number}{words}</p>{translation}<p>{marks}{notes}</p></blockquote>'
    )


def _chronology(outline: Outline) -> list[str]:
    if not outline.chronology.rows:
        return []
    parts = ["<h2>Timeline</h2><table><tr><th>When</th><th></th><th>What</th></tr>"]
    for row in outline.chronology.rows:
        bar = ""
        if row.span is not None:
            bar = (
                '<svg class="line" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
                '<path d="M0 3H100" stroke="#d4d1c7" stroke-width="1"/>'
                f'<rect x="{row.span.left * 100:.2f}" y="0" width="{row.span.width * 100:.2f}" height="6" fill="#1f5a70"/></svg>'
            )
        where = f' <a href="#statement-{row.statement}">{_text(row.statement)}</a>' if row.statement else ""
        parts.append(
            f'<tr><td class="when">{_text(row.date or "no date")}</td><td>{bar}</td>'
            f'<td><span dir="{"rtl" if row.right_to_left else "ltr"}">{_text(row.text)}</span>{where}{_marks(row.marks)}</td></tr>'
        )
    more = outline.chronology.left_out
    parts.append("</table>" + (f"<p>{more} further dated rows are in the case.</p>" if more else ""))
    return parts


def _relations(outline: Outline) -> list[str]:
    figure = outline.relations
    if figure is None:
        return []
    parts = [
        f'<h2>Relationships</h2><svg class="figure" viewBox="0 0 {figure.width} {figure.height}" role="img" '
        'aria-label="The actor and whoever is related to it, told in the table below">'
    ]
    for line in figure.lines:
        x1, y1, x2, y2 = line.points
        dashes = ' stroke-dasharray="2 1.5"' if line.dashed else ""
        parts.append(
            f'<path d="M{x1} {y1}L{x2} {y2}" stroke="#565d63" stroke-width="{line.thickness * 0.3528:.2f}"{dashes}/>'
        )
        if line.head:
            points = " ".join(f"{x},{y}" for x, y in line.head)
            parts.append(f'<polygon points="{points}" fill="#565d63"/>')
        parts.append(
            f'<text x="{(x1 + x2) / 2:.2f}" y="{(y1 + y2) / 2:.2f}" class="edge">{_text(line.label)}</text>'
        )
    for box in figure.boxes:
        parts.append(
            f'<rect x="{box.x - 17}" y="{box.y - 4.75}" width="34" height="9.5" rx="1" fill="{"#1f5a70" if box.central else "#fff"}" '
            f'stroke="#1f5a70" stroke-width=".3"/><text x="{box.x}" y="{box.y + 1}" class="{"central" if box.central else "node"}">'
            f"{_text(box.label if len(box.label) <= 24 else box.label[:23] + '…')}</text>"
        )
    rows = "".join(
        f'<tr><td dir="auto">{_text(one.one)}</td><td>{_text(one.kind)}{" (disputed)" if one.disputed else ""}</td>'
        f'<td dir="auto">{_text(one.other)}</td><td>{_text(one.when)}</td><td>{one.documents or "no source"}</td></tr>'
        for one in figure.relations
    )
    head = "<tr><th>Actor</th><th>has as</th><th>Actor</th><th>When</th><th>Documents</th></tr>"
    return [*parts, f"</svg><table>{head}{rows}</table>"]


def _entry(entry: Entry, standing: Mapping[int, str]) -> str:
    """An entry of the source list; its links back say in which statement the citation stands."""
    back = " ".join(
        f'<a href="#mark-{anchor}">↑{_text(standing.get(anchor, "timeline"))}</a>' for anchor in entry.anchors
    )
    about = f"{entry.outlet}\u200e, {entry.published}. Grade {entry.grade} ({entry.grade_words})."
    more = " ".join(part for part in (entry.descriptor, entry.url) if part)
    return (
        f'<li id="source-{entry.number}" value="{entry.number}"><strong dir="auto">{_text(entry.title)}</strong><br>'
        f'{_text(about)} <span class="quiet">{_text(more)}</span><br>'
        f'<span class="hash">File {_text(entry.file)}, captured {_text(entry.captured)}, SHA-256 {_text(entry.sha256)}</span> {back}</li>'
    )


def _text(value: object) -> str:
    """Escaped, without characters that HTML forbids."""
    words = "".join(char for char in str(value) if char in "\n\t" or ord(char) >= 0x20)
    return escape(words, quote=True)
