"""The demo case: documents, sources and a dossier that show what the program does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from dossier.case.opening import Case, create_case
from dossier.domain.dossiers import TLP
from dossier.errors import NotFound
from dossier.jobs import NEVER_CANCELLED, Progress, ReportProgress, no_progress
from dossier.paths import resource

NAME = "Demo.case"
ACTOR = "Islamic State"
SEARCHES = (
    'actor:"Islamic State" moscow',
    '"imaginary resistance axis" OR poster',
    "حماس lang:ar",
    "kind:fact-check",
    "date:2024-01 memo",
)


def build(folder: Path, progress: ReportProgress = no_progress) -> Path:
    """Make the demo case in `folder` if it is not there yet, and return its path. What is there stays."""
    path = folder / NAME
    if (path / "case.db").is_file():
        return path
    progress(Progress(0, 0, "Building the demo case ..."))
    case = create_case(path)
    try:
        corpus = resource("seeds/corpus")
        files = [corpus / entry["file"] for entry in manifest()]
        case.importer.work(files)(progress, NEVER_CANCELLED)
        progress(Progress(0, 0, "Drafting a dossier ..."))
        case.drafter.work(case.find_actor(ACTOR), TLP.AMBER)(no_progress, NEVER_CANCELLED)
        case.settle(no_progress, NEVER_CANCELLED)
    finally:
        case.close()
    return path


def manifest() -> list[dict[str, str]]:
    """What the demo's documents are: file, title, date, language, kind, source."""
    data = yaml.load(resource("seeds/corpus/manifest.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return list(data["documents"])


def show(case: Case, folder: Path) -> Iterator[str]:
    """Search the demo case and write the dossier's PDF; yields what to print."""
    count = case.library.count()
    actors = case.catalog.count()
    yield f"The demo case is {case.path}: {count} documents, {actors} actors named in them."
    for query in SEARCHES:
        answer = case.finder.search(query, limit=3)
        yield ""
        yield f"Search  {query}"
        yield f"        {answer.total} found in {answer.took_ms:.0f} ms, searched: {_short(answer.searched)}"
        for hit in answer.hits:
            yield f"        - {hit.document.title}  ({hit.document.source or 'source unknown'}, {hit.document.published or 'no date'})"
    if count == 0:
        raise NotFound("The demo case is empty.", hint="Delete its folder and run the demo again.")
    target = folder / f"{ACTOR}.pdf"
    case.exporting(ACTOR, target, None)(no_progress, NEVER_CANCELLED)
    yield ""
    yield f"The dossier on {ACTOR} is {target}."


def _short(text: str) -> str:
    return text if len(text) < 160 else text[:157] + "..."
