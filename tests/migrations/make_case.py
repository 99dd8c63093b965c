"""Make the small case of this release: `python -m tests.migrations.make_case`, once per release, then never again.

The schema is the release's; what is in it is the same each time, so that the test knows what to look for.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from dossier import __version__
from dossier.case import create_case
from dossier.domain.corpus import Reliability
from dossier.domain.evidence import Credibility
from dossier.jobs import NEVER_CANCELLED, no_progress

FOLDER = Path(__file__).parent

ENGLISH = (
    "A test report\n\nMay 9, 2024\n\nThe Islamic State (ISIS) claimed an attack that never was. "
    "A spokesperson of the Falcon Brigade denied any part in it.\n"
)
ARABIC = "تقرير تجريبي\n\n9 مايو 2024\n\nأعلن تنظيم الدولة الإسلامية مسؤوليته عن هجوم لم يقع.\n"
STATEMENT = "The group claimed an attack that never was."


def make(target: Path) -> None:
    """Write the case as a backup file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "english.txt").write_text(ENGLISH, "utf-8")
        (folder / "arabic.txt").write_text(ARABIC, "utf-8")
        (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
        case = create_case(folder / "Release.case")
        files = [folder / one for one in ("english.txt", "arabic.txt", "broken.pdf")]
        case.importer.work(files, "Example News")(no_progress, NEVER_CANCELLED)
        actor = case.find_actor("Islamic State")
        dossier = case.editor.begin(actor)
        section = case.editor.get(dossier).sections[0].id
        statement = case.editor.add_statement(dossier, section, STATEMENT)
        [document] = [item for item in case.library.all() if item.file == "english.txt"]
        start = case.library.text(document.id).index("The Islamic State")
        case.editor.cite_passage(dossier, section, document.id, (start, start + 30), statement=statement)
        assert document.source_id is not None
        case.evidence_store.grade_source(document.source_id, Reliability.B, who="Maker", reason="a test")
        case.evidence_store.grade_document(document.id, Credibility(2), who="Maker", reason="a test")
        case.settle(no_progress, NEVER_CANCELLED)
        case.backing_up(target)(no_progress, NEVER_CANCELLED)
        case.close()


if __name__ == "__main__":
    make(FOLDER / f"case-{__version__}.zip")
