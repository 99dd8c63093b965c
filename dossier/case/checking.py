"""Check a case: is anything lost, damaged or out of step? Mend what can be mended without a decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dossier.case.reviewing import Reviews
from dossier.corpus.describing import text_hash
from dossier.corpus.feeding import OutboxFeed
from dossier.corpus.library import Library
from dossier.dossiers.citations import anchor_of
from dossier.dossiers.editing import Editor
from dossier.errors import EnvironmentTrouble, NotFound
from dossier.jobs import Cancelled, Progress, ReportProgress
from dossier.search.index import Index
from dossier.storage.audit import AuditStore
from dossier.storage.backups import newest_good_copy
from dossier.storage.corpus import CorpusStore
from dossier.storage.database import CaseDatabase
from dossier.storage.originals import Originals

DAMAGED = "The database is damaged."
CHANGED = "The text of a document was changed or damaged."


@dataclass(frozen=True)
class CaseProblem:
    """Something that `check` found: what is wrong, where, and whether it was mended."""

    what: str
    where: str
    repaired: bool = False


class Checked(Protocol):
    """The parts of a case that are checked."""

    path: Path
    read_only: bool
    database: CaseDatabase
    audit: AuditStore
    originals: Originals
    corpus_store: CorpusStore
    library: Library
    editor: Editor
    feed: OutboxFeed
    index: Index
    reviews: Reviews


def check(
    case: Checked, progress: ReportProgress, cancelled: Cancelled, *, repair: bool
) -> list[CaseProblem]:
    """Everything that is wrong, in the order database, texts, originals, citations, index, contradictions.

    A contradiction is a problem until someone has decided on it.
    """
    found: list[CaseProblem] = []
    known: set[str] = set()
    steps: tuple[tuple[str, Callable[[], Iterable[CaseProblem]]], ...] = (
        ("its structure", lambda: _structure(case)),
        ("the audit log", lambda: _audit(case)),
        ("texts", lambda: _texts(case, progress, cancelled)),
        ("originals", lambda: _originals(case, known, progress, cancelled, repair=repair)),
        ("left-over files", lambda: _strays(case, known, repair=repair)),
        ("citations", lambda: _citations(case)),
        ("the index", lambda: _index(case, progress, cancelled, repair=repair)),
        ("contradictions", lambda: _contradictions(case, progress, cancelled)),
    )
    for what, step in steps:
        cancelled.check()
        try:
            found += step()
        except (EnvironmentTrouble, ValueError) as trouble:  # ValueError: a value that we never wrote
            if getattr(trouble, "detail", "malformed") != "malformed":
                raise
            found.append(CaseProblem(DAMAGED, f"{what} can't be read"))
            if what == "originals":
                break  # which files belong to the case is not known: nothing may be swept
    if any(problem.what in {DAMAGED, CHANGED} for problem in found):
        copy = newest_good_copy(case.path / "backups", case.database.key)
        if copy is not None:
            found.append(
                CaseProblem("A sound copy of the database is there to go back to.", f"backups/{copy.name}")
            )
    return found


def _structure(case: Checked) -> Iterator[CaseProblem]:
    for problem in case.database.integrity():
        yield CaseProblem(DAMAGED, problem)


def _audit(case: Checked) -> Iterator[CaseProblem]:
    broken = case.audit.verify()
    if broken is not None:
        yield CaseProblem(
            "The audit log was tampered with or damaged.", f"entry {broken.entry}: {broken.why}"
        )


def _texts(case: Checked, progress: ReportProgress, cancelled: Cancelled) -> Iterator[CaseProblem]:
    hashes = list(case.corpus_store.text_hashes())
    for done, (key, file, digest) in enumerate(hashes, start=1):
        cancelled.check()
        try:
            same = text_hash(case.corpus_store.text(key)) == digest
        except (EnvironmentTrouble, NotFound):  # no UTF-8 any more, or gone
            same = False
        if not same:
            yield CaseProblem(CHANGED, f"document {key}, {file}")
        progress(Progress(done, len(hashes), "checking texts"))


def _originals(
    case: Checked, known: set[str], progress: ReportProgress, cancelled: Cancelled, *, repair: bool
) -> Iterator[CaseProblem]:
    known.update(case.corpus_store.originals())
    for name in case.originals.bring_home(known) if repair else []:
        yield CaseProblem("An original file had a name of the moment only.", name, True)
    for done, name in enumerate(sorted(known), start=1):
        cancelled.check()
        state = case.originals.intact(name)
        if state is None:
            yield CaseProblem("An original file is missing.", name)
        elif not state:
            yield CaseProblem("An original file is damaged.", name)
        progress(Progress(done, len(known), "checking originals"))


def _strays(case: Checked, known: set[str], *, repair: bool) -> list[CaseProblem]:
    stored = {case.originals.stored_name(sha256) for sha256 in known}
    strays = [name for name in case.originals.all() if name not in stored]
    strays += [path.name for path in case.originals.folder.glob(".new-*")]
    if not strays:
        return []
    if repair:
        case.originals.sweep(known)
    return [
        CaseProblem("A file is left over from an import that was cut short.", name, repair) for name in strays
    ]


def _citations(case: Checked) -> list[CaseProblem]:
    """Citations whose words don't stand in their document any more."""
    found = []
    for entry in case.editor.all():
        dossier = case.editor.get(entry.id)
        for section in dossier.sections:
            for statement in section.statements:
                for citation in statement.citations:
                    passage = citation.passage
                    if anchor_of(passage, case.corpus_store.text(passage.document_id)) is None:
                        found.append(
                            CaseProblem(
                                "A citation's words are not in its document any more.",
                                f"statement {statement.id}, document {passage.document_id}",
                            )
                        )
    return found


def _index(
    case: Checked, progress: ReportProgress, cancelled: Cancelled, *, repair: bool
) -> list[CaseProblem]:
    found = []
    waiting = case.feed.waiting()
    if waiting and not case.read_only:
        case.index.drain(progress, cancelled)
    lacking, extra = case.index.differences()
    if lacking or extra:
        if repair:
            case.index.rebuild(progress, cancelled)
        where = f"{len(lacking)} documents missing, {len(extra)} too many"
        found.append(CaseProblem("The index differs from the database.", where, repair))
    if case.index.rebuilt:
        found.append(CaseProblem("The search index was damaged and has been built again.", "index", True))
    return found


def _contradictions(case: Checked, progress: ReportProgress, cancelled: Cancelled) -> list[CaseProblem]:
    """What the documents and statements say against each other and nobody has decided on yet."""
    return [
        CaseProblem(
            f"{finding.kind.capitalize()}: {finding.sentence}",
            "; ".join(
                f"document {passage.document_id}, {case.reviews.file_of(passage)}: “{shortened(passage.quote)}”"
                for passage in finding.passages
            ),
        )
        for finding in case.reviews.find(progress, cancelled)
        if not finding.resolution
    ]


def shortened(quote: str) -> str:
    """At most 160 characters of a quote, on one line."""
    line = " ".join(quote.split())
    return line if len(line) <= 160 else line[:159] + "…"
