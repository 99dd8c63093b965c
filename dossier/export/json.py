"""Write an outline as JSON: sections, statements, citations and sources, for other programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dossier.export.outline import ExportReport, Outline
from dossier.export.whole_file import write_whole

SCHEMA = 1


def export_json(outline: Outline, path: Path) -> ExportReport:
    """Write the file."""
    write_whole(path, render(outline).encode("utf-8", "replace"))
    return ExportReport(path)


def render(outline: Outline) -> str:
    """The whole document as text."""
    data: dict[str, Any] = {"schema": SCHEMA, **asdict(outline)}
    data["tlp"] = str(outline.tlp)
    data["made_at"] = outline.made_at.isoformat()
    scale = outline.chronology.scale
    if scale is not None:
        data["chronology"]["scale"].update(first=scale.first.isoformat(), last=scale.last.isoformat())
    data["claims"] = [
        {"claim": claim, "verdict": verdict, "reviewer": reviewer}
        for claim, verdict, reviewer in outline.claims
    ]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
