"""What a child does to a case until it is killed; it prints what it acknowledges, a line of JSON each.

Run as `python -m tests.reliability.deeds`: a nursery that has everything imported and forks one child per
line `DEED<TAB>CASE<TAB>FOLDER<TAB>ROUND<TAB>LOG` on its standard input; it answers with the child's process id.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import dossier.case.opening as opening
import dossier.corpus.importer as importer
import dossier.search.index as index
from dossier.case import open_case
from dossier.jobs import NEVER_CANCELLED, Progress, no_progress
from dossier.storage import database
from dossier.storage.migrations import run as migrations

FILES = 24
"""Documents per round."""
SLOW_REVISION = "9999"
VERSIONS = Path(__file__).parent / "slow_migration"


def tell(**what: object) -> None:
    """Acknowledge: one write, so that a kill leaves a whole line or none."""
    os.write(1, (json.dumps(what) + "\n").encode())


def write_files(folder: Path, number: int) -> None:
    """New documents for a round; every one of its own content."""
    folder.mkdir(parents=True, exist_ok=True)
    for place in range(FILES):
        (folder / f"{number:04}-{place:03}.txt").write_text(
            f"Report {number} of day {place}\n\nHamas and Hezbollah met in Beirut for round {number}.\n"
            f"Witness {number}-{place} spoke of {number * 7 + place} guards and {place * 13 + number} cars.\n",
            "utf-8",
        )


def import_files(path: Path, folder: Path, number: int) -> None:
    """Import; each document is acknowledged as soon as the progress bar has counted it."""
    importer.BATCH, opening.INDEX_AT = 8, 16  # more moments at which something can be cut in two
    known: set[int] = set()

    def report(progress: Progress) -> None:
        if progress.done:
            for item in case.library.all():
                if item.id not in known:
                    known.add(item.id)
                    tell(document=item.id, sha256=item.sha256)

    case = open_case(path)
    known.update(case.corpus_store.ids())
    tell(began=True)
    case.importer.work([folder / f"{number:04}"])(report, NEVER_CANCELLED)
    tell(finished=True)
    case.close()


def edit(path: Path, _folder: Path, number: int) -> None:
    """Write statements, change them, decide about actors."""
    case = open_case(path)
    actor = case.find_actor("Hezbollah")
    key = case.editor.begin(actor)
    section = case.editor.get(key).sections[0].id
    tell(began=True)
    for step in range(40):
        words = f"Statement {step} of round {number}."
        statement = case.editor.add_statement(key, section, words)
        tell(statement=statement, text=words)
        words = f"Statement {step} of round {number}, changed."
        case.editor.change_text(key, statement, words)
        tell(statement=statement, text=words)
        if step % 8 == 0:
            alias = f"Party {number}-{step}"
            case.decisions.add_alias(actor, alias)
            tell(alias=alias)
    tell(finished=True)
    case.close()


def build_index(path: Path, _folder: Path, _number: int) -> None:
    """Build the index anew, in many commits."""
    index.BATCH = 10
    case = open_case(path)
    tell(began=True)
    case.rebuild_index(no_progress, NEVER_CANCELLED)
    tell(finished=True)
    case.close()


def migrate(path: Path, _folder: Path, _number: int) -> None:
    """Open the case with a program that has one more (slow) migration."""
    with_slow_migration()
    tell(began=True)
    opened = database.open_database(path / "case.db")
    tell(finished=True)
    opened.close()


def back_up(path: Path, folder: Path, number: int) -> None:
    """Copy and back up, several times."""
    case = open_case(path)
    tell(began=True)
    for step in range(4):
        copy = case.back_up_quietly(no_progress, NEVER_CANCELLED)
        tell(copy=str(copy))
        target = folder / "out" / f"backup-{number}-{step % 2}.zip"
        case.backing_up(target)(no_progress, NEVER_CANCELLED)
        tell(backup=str(target))
    tell(finished=True)
    case.close()


def export(path: Path, folder: Path, number: int) -> None:
    """Write the dossier in every format."""
    case = open_case(path)
    tell(began=True)
    for suffix in ("html", "md", "json", "docx", "pdf"):
        target = folder / "out" / f"dossier-{number}.{suffix}"
        case.exporting("Hezbollah", target, None)(no_progress, NEVER_CANCELLED)
        tell(export=str(target))
    tell(finished=True)
    case.close()


DEEDS: dict[str, Callable[[Path, Path, int], None]] = {
    "import": import_files,
    "edit": edit,
    "index": build_index,
    "migrate": migrate,
    "backup": back_up,
    "export": export,
}


def with_slow_migration() -> None:
    """Make this process one of a Dossier that has a further migration, which writes every table anew."""
    former = migrations.alembic_config

    def config() -> object:
        found = former()
        places = (Path(migrations.__file__).parent / "versions", VERSIONS)
        found.set_main_option("path_separator", "newline")
        found.set_main_option("version_locations", "\n".join(str(place) for place in places))
        return found

    migrations.alembic_config = config  # type: ignore[assignment]
    database.KNOWN_REVISIONS = (*database.KNOWN_REVISIONS, SLOW_REVISION)
    database.HEAD = SLOW_REVISION


def inside(path: Path) -> Iterator[str]:
    """Files of a case that nobody needs: left over by somebody who was killed."""
    known = {"case.db", "case.db-wal", "case.db-shm", "case.lock"}
    for found in sorted(path.rglob("*")):
        place = found.relative_to(path).parts
        if found.is_dir() or place[0] in known or place[0] == "index":
            continue
        if place[0] == "originals" and len(place) == 3 and len(place[2]) == 64:
            continue
        if place[0] == "backups" and not place[1].startswith(".") and place[1].endswith(".db"):
            continue
        yield "/".join(place)


def nursery() -> None:
    """Fork a child per line; the dead are collected by the kernel."""
    for line in sys.stdin:
        deed, case, folder, number, log = line.rstrip("\n").split("\t")
        process = os.fork()
        if process:
            print(process, flush=True)
            os.waitpid(process, 0)
            print("gone", flush=True)
            continue
        os.setsid()
        target = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(target, 1)
        try:
            DEEDS[deed](Path(case), Path(folder), int(number))
        except BaseException as error:
            tell(error=f"{type(error).__name__}: {error}")
            raise
        finally:
            os._exit(0)


if __name__ == "__main__":
    nursery()
