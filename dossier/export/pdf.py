"""Write an outline as PDF/A-2b with Typst. Text goes in as data, never as markup."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dossier.domain.dossiers import TLP
from dossier.errors import Bug
from dossier.export.outline import ExportReport, Outline, runs_right_to_left
from dossier.export.whole_file import write_whole
from dossier.paths import resource
from dossier.text.normalize import quoted

TLP_COLOURS = {
    # FIRST, TLP 2.0: text colour on black.
    TLP.CLEAR: "#ffffff",
    TLP.GREEN: "#33ff00",
    TLP.AMBER: "#ffc000",
    TLP.AMBER_STRICT: "#ffc000",
    TLP.RED: "#ff2b2b",
}
_PICTURE = "[\u2190-\u2bff\U0001f000-\U0001f1e5\U0001f200-\U0001faff]"
_EMOJI = re.compile(
    f"[\U0001f1e6-\U0001f1ff]{{2}}|{_PICTURE}(?:[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]|\u200d{_PICTURE})+"
)
"""Characters that are drawn as one sign (Unicode Technical Standard 51)."""
MISSING = "\N{WHITE SQUARE}"


def export_pdf(outline: Outline, path: Path) -> ExportReport:
    """Write the PDF. The same outline gives the same bytes. Characters without a glyph are replaced and told."""
    data, warnings = render(outline)
    write_whole(path, data)
    return ExportReport(path, warnings)


def render(outline: Outline) -> tuple[bytes, tuple[str, ...]]:
    """Bytes of the PDF, and what was replaced."""
    import typst

    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(resource("resources/fonts"))]
    )
    template = resource("resources/typst/dossier.typ")
    content, dropped = _printable(_content(outline))
    data = _compile(template, content, fonts, outline)
    if data is None:  # a character that no font has stops PDF/A: find it out and replace it
        covered = _covered()
        replaced: set[str] = set()

        def swap(text: str) -> str:
            text = _EMOJI.sub(lambda sequence: sequence[0][0], text)  # one sign, one replacement
            for char in set(text):
                if ord(char) <= 0x7F or ord(char) in covered:
                    continue
                if char.isspace():  # such as U+1680, which is drawn in the scripts that use it
                    text = text.replace(char, " ")
                else:
                    replaced.add(char)
            return "".join(MISSING if char in replaced else char for char in text)

        content = _mapped(content, swap)
        data = _compile(template, content, fonts, outline)
        dropped |= replaced
        if data is None:
            raise Bug(
                "The PDF could not be made; the dossier is untouched.", hint="Export it as HTML meanwhile."
            )
    return data, _told(dropped)


def _told(dropped: set[str]) -> tuple[str, ...]:
    if not dropped:
        return ()
    names = sorted(
        f"U+{ord(char):04X} {unicodedata.name(char, 'control character').lower()}" for char in dropped
    )
    return (f"Characters that could not be printed were replaced: {', '.join(names[:8])}.",)


def _compile(template: Path, content: dict[str, Any], fonts: Any, outline: Outline) -> bytes | None:
    import typst

    compiler = typst.Compiler(
        str(template),
        root=str(template.parent),
        font_paths=fonts,
        sys_inputs={"data": json.dumps(content, ensure_ascii=False)},
    )
    try:
        made = compiler.compile(
            format="pdf", pdf_standards=["a-2b"], timestamp=int(outline.made_at.timestamp())
        )
    except typst.TypstError as error:
        if "could not be displayed" in str(error.message):
            return None
        raise Bug(
            "The PDF could not be made; the dossier is untouched.",
            hint="Export it as HTML meanwhile.",
            detail=type(error).__name__,
        ) from error
    assert isinstance(made, bytes)
    return made


def _content(outline: Outline) -> dict[str, Any]:
    content = asdict(outline)
    for section in content["sections"]:
        for item in section["items"]:
            if item["quotation"]:
                item["quoted"] = quoted(item["text"])
    content["tlp"] = str(outline.tlp)
    content["description_right_to_left"] = runs_right_to_left(outline.description)
    content["tlp_colour"] = TLP_COLOURS[outline.tlp]
    content["made_at"] = f"{outline.made_at:%Y-%m-%d}"
    if content["chronology"]["scale"] is not None:
        content["chronology"]["scale"] = {"labels": content["chronology"]["scale"]["labels"]}
    return content


def _printable(content: dict[str, Any]) -> tuple[dict[str, Any], set[str]]:
    """Without control characters and those that turn the direction of writing."""
    dropped: set[str] = set()

    def strip(text: str) -> str:
        kept = []
        for char in text:
            kind = unicodedata.category(char)
            if kind in {"Cc", "Cs", "Co", "Cn"} and char not in "\n\t":
                dropped.add(char)
                continue
            if "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069":
                continue
            kept.append(char)
        return "".join(kept)

    return _mapped(content, strip), dropped


def _mapped(value: Any, change: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _mapped(item, change) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_mapped(item, change) for item in value]
    return value


def _covered() -> frozenset[int]:
    """Code points that our fonts have, read from their `cmap` tables (OpenType specification)."""
    from struct import unpack_from

    found: set[int] = set()
    for path in resource("resources/fonts").glob("*.ttf"):
        data = path.read_bytes()
        tables = {
            data[12 + 16 * number : 16 + 16 * number]: unpack_from(">II", data, 12 + 16 * number + 8)
            for number in range(unpack_from(">H", data, 4)[0])
        }
        start = tables[b"cmap"][0]
        for number in range(unpack_from(">H", data, start + 2)[0]):
            offset = start + unpack_from(">HHI", data, start + 4 + 8 * number)[2]
            if unpack_from(">H", data, offset)[0] == 12:
                groups = unpack_from(">I", data, offset + 12)[0]
                for group in range(groups):
                    first, last, _ = unpack_from(">III", data, offset + 16 + 12 * group)
                    found.update(range(first, last + 1))
            elif unpack_from(">H", data, offset)[0] == 4:
                segments = unpack_from(">H", data, offset + 6)[0] // 2
                ends = unpack_from(f">{segments}H", data, offset + 14)
                starts = unpack_from(f">{segments}H", data, offset + 16 + 2 * segments)
                for first, last in zip(starts, ends, strict=True):
                    found.update(range(first, min(last, 0xFFFE) + 1))
    return frozenset(found)
