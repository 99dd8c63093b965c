"""Import files: find, read, clean, describe, deduplicate, store; the index and the actors follow."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dossier import log
from dossier.corpus.describing import Reading, Stop, read_documents
from dossier.domain.corpus import Document, DocumentId, NewDocument, SourceId
from dossier.errors import DossierError, UserError
from dossier.jobs import Cancelled, Changes, Progress, ReportProgress
from dossier.storage.corpus import CorpusStore
from dossier.storage.originals import Originals

SUFFIXES = (".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".eml")
"""What can be imported, in lower case."""
LARGEST_FILE = 2 << 30
"""Bytes; larger files are left out with a sentence."""
BATCH = 40
"""Documents per transaction: a kill loses at most these, and they are imported again on the next try."""

_LOG = log.logger("corpus")

Stage = Callable[[Sequence[tuple[DocumentId, NewDocument]]], None]
"""Runs inside the transaction that stores the documents: mentions, links, claims."""


@dataclass(frozen=True)
class ImportProblem:
    """A file that could not be read or kept, with the sentence for the user."""

    file: str
    sentence: str
    document_id: DocumentId | None = None
    """The document that holds the problem; None when not even the bytes could be kept."""


@dataclass(frozen=True)
class ImportReport:
    """What an import did. A cancelled one keeps what it had stored."""

    imported: tuple[DocumentId, ...] = ()
    duplicates: tuple[tuple[str, DocumentId], ...] = ()
    """File and the document that has the same content."""
    problems: tuple[ImportProblem, ...] = ()
    skipped: tuple[str, ...] = ()
    """Files of kinds that Dossier doesn't read."""
    cancelled: bool = False

    @property
    def changes(self) -> Changes:
        """For the screens."""
        return Changes(
            documents=frozenset(self.imported), corpus=True, actors=True, evidence=True, index=True
        )

    @property
    def sentence(self) -> str:
        """The report in one line."""
        parts = [f"{len(self.imported):,} imported"]
        if self.duplicates:
            parts.append(f"{len(self.duplicates):,} were there already")
        if self.problems:
            parts.append(f"{len(self.problems):,} with a problem")
        if self.skipped:
            parts.append(f"{len(self.skipped):,} of other kinds left out")
        return ", ".join(parts) + (". Cancelled; what was imported is kept." if self.cancelled else ".")


@dataclass
class _Kept:
    path: Path
    sha256: str
    size: int


@dataclass
class _Tally:
    imported: list[DocumentId] = field(default_factory=list)
    duplicates: list[tuple[str, DocumentId]] = field(default_factory=list)
    problems: list[ImportProblem] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def report(self, *, cancelled: bool) -> ImportReport:
        return ImportReport(
            tuple(self.imported), tuple(self.duplicates), tuple(self.problems), tuple(self.skipped), cancelled
        )


class Importer:
    """Brings files into a case.

    `stages` run in the transaction of each batch; `after_batch` runs when it is safe on disk (the index).
    """

    def __init__(
        self,
        store: CorpusStore,
        originals: Originals,
        *,
        find_source: Callable[[str], SourceId],
        source_names: Callable[[], Sequence[tuple[str, SourceId]]],
        stages: Sequence[Stage] = (),
        after_batch: Callable[[], None] = lambda: None,
    ) -> None:
        self._store = store
        self._originals = originals
        self._find_source = find_source
        self._source_names = source_names
        self._stages = stages
        self._after_batch = after_batch

    def work(
        self, paths: Sequence[Path], source: str | None = None
    ) -> Callable[[ReportProgress, Cancelled], ImportReport]:
        """The job that imports these files and folders (with their subfolders)."""

        def run(progress: ReportProgress, cancelled: Cancelled) -> ImportReport:
            return self._run(paths, source, progress, cancelled)

        return run

    def try_again(self, documents: Sequence[Document]) -> Callable[[ReportProgress, Cancelled], ImportReport]:
        """The job that reads documents with a problem anew, from their originals."""

        def run(progress: ReportProgress, cancelled: Cancelled) -> ImportReport:
            kept = [
                (document, _Kept(Path(document.file), document.sha256, 0))
                for document in documents
                if document.sha256
            ]
            tally = _Tally()
            by_sha = {document.sha256: document for document, _ in kept}
            progress(Progress(0, len(kept)))
            readings = self._read([item for _, item in kept], Stop(lambda: bool(cancelled)))
            for done, (item, new) in enumerate(readings, start=1):
                document = by_sha[item.sha256]
                if new.problem:
                    tally.problems.append(ImportProblem(document.file, new.problem, document.id))
                else:
                    self._store.replace_text(document.id, new)
                    self._run_stages([(document.id, new)])
                    tally.imported.append(document.id)
                progress(Progress(done, len(kept)))
            self._after_batch()
            return tally.report(cancelled=bool(cancelled))

        return run

    def _run(
        self, paths: Sequence[Path], source: str | None, progress: ReportProgress, cancelled: Cancelled
    ) -> ImportReport:
        tally = _Tally()
        files = list(find_files(paths, tally.skipped, tally.problems))
        source_id = self._find_source(source) if source and source.strip() else None
        progress(Progress(0, len(files)))
        done = 0
        waiting: list[tuple[_Kept, NewDocument]] = []
        stop = Stop(lambda: bool(cancelled))
        for item, found in self._read(self._keep_all(files, tally, stop), stop):
            new = found if source_id is None else replace(found, source_id=source_id)
            waiting.append((item, new))
            if len(waiting) >= BATCH:
                done += len(waiting)
                self._store_batch(waiting, tally)
                waiting = []
                progress(Progress(done, len(files)))
        if waiting:
            self._store_batch(waiting, tally)
        progress(Progress(len(files), len(files)))
        _LOG.info(
            "import: %d stored, %d duplicates, %d problems",
            len(tally.imported), len(tally.duplicates), len(tally.problems),
        )  # fmt: skip
        return tally.report(cancelled=bool(cancelled))

    def _keep_all(self, files: Sequence[Path], tally: _Tally, stop: Stop) -> Iterator[_Kept]:
        for path in files:
            if stop():
                return
            try:
                original = self._originals.keep(path, at_most=LARGEST_FILE)
            except UserError as error:
                tally.problems.append(ImportProblem(path.name, str(error)))
                continue
            except OSError as error:
                tally.problems.append(ImportProblem(path.name, _why_unreadable(error)))
                continue
            known = self._store.with_content(original.sha256, None)
            if known is not None:
                tally.duplicates.append((path.name, known))
                continue
            yield _Kept(path, original.sha256, original.size)

    def _read(self, items: Iterable[_Kept], stop: Stop) -> Iterator[tuple[_Kept, NewDocument]]:
        names = dict(self._source_names())
        readings = ((Reading(item.path.name, self._originals.path(item.sha256)), item) for item in items)
        for item, found in read_documents(readings, list(names), stop):
            source_id = names.get(found.source) if found.source in names else None
            if source_id is None and found.source:
                source_id = self._find_source(found.source)
            yield item, replace(found.document, sha256=item.sha256, size=item.size, source_id=source_id)

    def _store_batch(self, batch: Sequence[tuple[_Kept, NewDocument]], tally: _Tally) -> None:
        fresh: list[NewDocument] = []
        seen: dict[str, int] = {}
        repeated: list[tuple[str, str]] = []
        for item, new in batch:
            digest = new.text_sha256 if new.text else new.sha256
            known = self._store.with_content(new.sha256, new.text_sha256 if new.text else None)
            if known is not None:
                tally.duplicates.append((item.path.name, known))
            elif digest in seen:
                repeated.append((item.path.name, digest))
            else:
                seen[digest] = len(fresh)
                fresh.append(new)
        with self._store.transaction():
            ids = self._store.add(fresh)
            self._run_stages(list(zip(ids, fresh, strict=True)))
        tally.imported.extend(key for key, new in zip(ids, fresh, strict=True) if not new.problem)
        tally.problems.extend(
            ImportProblem(new.file, new.problem, key)
            for key, new in zip(ids, fresh, strict=True)
            if new.problem
        )
        tally.duplicates.extend((name, ids[seen[digest]]) for name, digest in repeated)
        self._after_batch()

    def _run_stages(self, stored: Sequence[tuple[DocumentId, NewDocument]]) -> None:
        readable = [(key, new) for key, new in stored if new.text]
        for stage in self._stages:
            if readable:
                stage(readable)


def find_files(paths: Sequence[Path], skipped: list[str], problems: list[ImportProblem]) -> Iterator[Path]:
    """The importable files among `paths`, folders searched through, in order of their names.

    Hidden files are passed over; links are followed only when named outright, so that a folder can't
    lead the import elsewhere. Files of other kinds go to `skipped`, missing ones to `problems`.
    """
    for path in paths:
        if path.is_dir():
            for folder, folders, names in os.walk(path, followlinks=False):
                folders[:] = sorted(
                    name for name in folders if not name.startswith(".") and not name.endswith(".case")
                )
                for name in sorted(names):
                    found = Path(folder, name)
                    if name.startswith(".") or found.is_symlink():
                        continue
                    if found.suffix.lower() in SUFFIXES:
                        yield found
                    else:
                        skipped.append(name)
        elif not path.exists():
            problems.append(ImportProblem(path.name, "There is no such file or folder."))
        elif path.suffix.lower() in SUFFIXES:
            yield path
        else:
            skipped.append(path.name)


def text_hash(text: str) -> str:
    """SHA-256 of a text in UTF-8, lower-case hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _why_unreadable(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "You have no right to read this file."
    if isinstance(error, FileNotFoundError):
        return "The file disappeared before it could be read."
    return "The disk could not read this file."


def sentence_of(error: Exception) -> str:
    """The user's sentence of any error in reading one file."""
    return str(error) if isinstance(error, DossierError) else "This file could not be read."
