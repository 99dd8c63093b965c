"""Import files: find, read, clean, describe, deduplicate, store; the index and the actors follow."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from dossier import log
from dossier.corpus.describing import Described, Reading, Stop, read_documents
from dossier.corpus.duplicates import NearDuplicates
from dossier.corpus.mailboxes import LARGEST_MESSAGE, SUFFIX, messages
from dossier.corpus.metadata import KnownSource
from dossier.domain.corpus import Document, DocumentId, GroupId, NewDocument, SourceId
from dossier.errors import UserError
from dossier.jobs import Cancelled, Changes, Progress, ReportProgress
from dossier.storage.corpus import CorpusStore
from dossier.storage.originals import Original, Originals

SUFFIXES = (
    ".txt",
    ".md",
    ".html",
    ".htm",
    ".pdf",
    ".docx",
    ".odt",
    ".rtf",
    ".epub",
    ".csv",
    ".tsv",
    ".xlsx",
    ".eml",
    ".mbox",
)
"""What can be imported, in lower case."""
LARGEST_FILE = 2 << 30
"""Bytes; larger files are left out with a sentence."""
BATCH = 40
"""Documents per transaction: a kill loses at most these, and they are imported again on the next try."""

_LOG = log.logger("corpus")

Stored = tuple[DocumentId, NewDocument, Described]
Stage = Callable[[Sequence[Stored]], None]
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
    restored: tuple[DocumentId, ...] = ()
    """Documents that were in the trash and came back: the same bytes were imported again."""

    @property
    def changes(self) -> Changes:
        """For the screens."""
        return Changes(
            documents=frozenset((*self.imported, *self.restored)),
            corpus=True,
            actors=True,
            evidence=True,
            index=True,
        )

    @property
    def sentence(self) -> str:
        """The report in one line."""
        parts = [f"{len(self.imported):,} imported"]
        if self.restored:
            parts.append(f"{len(self.restored):,} brought back from the removed documents")
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


_Read = tuple[_Kept, NewDocument, Described]


@dataclass
class _Tally:
    imported: list[DocumentId] = field(default_factory=list)
    duplicates: list[tuple[str, DocumentId]] = field(default_factory=list)
    problems: list[ImportProblem] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    restored: list[DocumentId] = field(default_factory=list)
    more: int = 0
    """By how many the documents are more than the files: the messages of mailboxes met so far."""

    def report(self, *, cancelled: bool) -> ImportReport:
        return ImportReport(
            tuple(self.imported),
            tuple(self.duplicates),
            tuple(self.problems),
            tuple(self.skipped),
            cancelled,
            tuple(self.restored),
        )


class Importer:
    """Brings files into a case.

    `before` runs once before anything is stored (a backup), `stages` run in the transaction of each batch,
    `after_batch` when it is safe on disk, `after` once at the end (the index). All of it happens inside
    `keeping`, which notes that originals without a document may be about.
    """

    def __init__(
        self,
        store: CorpusStore,
        originals: Originals,
        *,
        find_source: Callable[[str], SourceId],
        sources: Callable[[], Sequence[KnownSource]] = tuple,
        stages: Sequence[Stage] = (),
        before: Callable[[], None] = lambda: None,
        after_batch: Callable[[], None] = lambda: None,
        after: Callable[[], None] = lambda: None,
        keeping: Callable[[], AbstractContextManager[None]] = nullcontext,
        bring_back: Callable[[str], DocumentId | None] = lambda _sha256: None,
    ) -> None:
        """`bring_back` takes the document with this hash out of the trash, if it is there."""
        self._store = store
        self._originals = originals
        self._find_source = find_source
        self._sources = sources
        self._stages = stages
        self._before = before
        self._after_batch = after_batch
        self._after = after
        self._keeping = keeping
        self._alike: NearDuplicates | None = None
        self._bring_back = bring_back
        self._began = datetime.now(UTC)

    def work(
        self, paths: Sequence[Path], source: str | None = None
    ) -> Callable[[ReportProgress, Cancelled], ImportReport]:
        """The job that imports these files and folders (with their subfolders)."""

        def run(progress: ReportProgress, cancelled: Cancelled) -> ImportReport:
            with self._keeping():
                try:
                    return self._run(paths, source, progress, cancelled)
                finally:
                    self._originals.drop()

        return run

    def try_again(self, documents: Sequence[Document]) -> Callable[[ReportProgress, Cancelled], ImportReport]:
        """The job that reads documents with a problem anew, from their originals."""

        def run(progress: ReportProgress, cancelled: Cancelled) -> ImportReport:
            by_sha = {document.sha256: document for document in documents}
            kept = [_Kept(Path(document.file), document.sha256, 0) for document in by_sha.values()]
            tally = _Tally()
            progress(Progress(0, len(kept)))
            for done, (item, new, described) in enumerate(self._read(kept, lambda: bool(cancelled)), start=1):
                document = by_sha[item.sha256]
                if new.problem:
                    tally.problems.append(ImportProblem(document.file, new.problem, document.id))
                else:
                    with self._store.together():
                        self._store.replace_text(document.id, new)
                        self._run_stages([(document.id, new, described)])
                    tally.imported.append(document.id)
                progress(Progress(done, len(kept)))
            self._after()
            return tally.report(cancelled=bool(cancelled))

        return run

    def _run(
        self, paths: Sequence[Path], source: str | None, progress: ReportProgress, cancelled: Cancelled
    ) -> ImportReport:
        tally = _Tally()
        self._began = datetime.now(
            UTC
        )  # the documents of one import bear one time, by which it can be undone
        files = list(find_files(paths, tally.skipped, tally.problems))
        progress(Progress(0, len(files)))
        self._before()
        source_id = self._find_source(source) if source and source.strip() else None
        waiting: list[_Read] = []
        done = 0
        for item, found, described in self._read(
            self._keep_all(files, tally, cancelled), lambda: bool(cancelled)
        ):
            new = found if source_id is None else replace(found, source_id=source_id)
            waiting.append((item, new, described))
            if len(waiting) >= BATCH:
                done += len(waiting)
                self._store_batch(waiting, tally)
                waiting = []
                progress(Progress(done, len(files) + tally.more))
        if waiting:
            self._store_batch(waiting, tally)
        self._after()
        total = len(files) + tally.more
        progress(Progress(total, total))
        _LOG.info(
            "import: %d stored, %d duplicates, %d problems",
            len(tally.imported), len(tally.duplicates), len(tally.problems),
        )  # fmt: skip
        return tally.report(cancelled=bool(cancelled))

    def _keep_all(self, files: Sequence[Path], tally: _Tally, cancelled: Cancelled) -> Iterator[_Kept]:
        stored = self._store.originals()
        for path in files:
            if cancelled:
                return
            try:
                for part, original in self._originals_in(path, tally):
                    if cancelled:
                        return
                    if not self._is_known(original, part, stored, tally):
                        yield _Kept(part, original.sha256, original.size)
            except UserError as error:
                tally.problems.append(ImportProblem(name_of(path), str(error)))
            except OSError as error:
                tally.problems.append(ImportProblem(name_of(path), _why_unreadable(error)))

    def _originals_in(self, path: Path, tally: _Tally) -> Iterator[tuple[Path, Original]]:
        """The file itself under its name, or each message of a mailbox under a name of its own."""
        if path.suffix.lower() != SUFFIX:
            yield path, self._originals.take_in(path, at_most=LARGEST_FILE)
            return
        tally.more -= 1
        for message in messages(path):
            tally.more += 1
            part = path.with_name(f"{path.name} {message.number}.eml")
            if message.too_large:
                sentence = f"This message is larger than {LARGEST_MESSAGE >> 20} MB and was left out."
                tally.problems.append(ImportProblem(name_of(part), sentence))
                continue
            yield part, self._originals.take_in_bytes(message.data)

    def _is_known(self, original: Original, path: Path, stored: Collection[str], tally: _Tally) -> bool:
        """Whether these bytes are in the case already; what was in the trash comes back."""
        if original.sha256 not in stored:
            return False
        known = self._store.same_content([(original.sha256, None)])[0]
        if known is not None:
            self._originals.drop([original.sha256])
            tally.duplicates.append((name_of(path), known))
            return True
        back = self._bring_back(original.sha256)
        if back is not None:
            self._originals.drop([original.sha256])
            tally.restored.append(back)
        return back is not None

    def _read(self, items: Iterable[_Kept], stop: Stop) -> Iterator[_Read]:
        readings = (
            (
                Reading(
                    name_of(item.path), self._originals.path(item.sha256), self._originals.key(item.sha256)
                ),
                item,
            )
            for item in items
        )
        for item, found in read_documents(readings, self._sources(), stop):
            source_id = self._find_source(found.source) if found.source else None
            yield (
                item,
                replace(found.document, sha256=item.sha256, size=item.size, source_id=source_id),
                found,
            )

    def _store_batch(self, batch: Sequence[_Read], tally: _Tally) -> None:
        fresh: list[_Read] = []
        seen: dict[str, int] = {}
        repeated: list[tuple[str, str]] = []
        already = self._store.same_content(
            [(new.sha256, new.text_sha256 if new.text else None) for _, new, _ in batch]
        )
        for entry, known in zip(batch, already, strict=True):
            item, new, _ = entry
            digest = new.text_sha256 if new.text else new.sha256
            if known is not None:
                tally.duplicates.append((name_of(item.path), known))
            elif digest in seen:
                repeated.append((name_of(item.path), digest))
            else:
                seen[digest] = len(fresh)
                fresh.append(entry)
        # What the database tells of is on the disk before.
        self._originals.settle([new.sha256 for _, new, _ in fresh])
        with self._store.together():
            ids = self._store.add([new for _, new, _ in fresh], now=self._began)
            stored = [(key, new, described) for key, (_, new, described) in zip(ids, fresh, strict=True)]
            self._run_stages(stored)
        self._group_near_duplicates(stored)
        for key, new, _ in stored:
            if new.problem:
                tally.problems.append(ImportProblem(new.file, new.problem, key))
            else:
                tally.imported.append(key)
        tally.duplicates.extend((name, ids[seen[digest]]) for name, digest in repeated)
        self._after_batch()

    def _group_near_duplicates(self, stored: Sequence[Stored]) -> None:
        """Put reprints and updates into one group, with the oldest of them as its number."""
        if self._alike is None:
            known = self._store.signatures()
            fresh = {key for key, _, _ in stored}
            self._alike = NearDuplicates(entry for entry in known if entry[0] not in fresh)
        for key, new, _ in stored:
            if new.signature is None:
                continue
            like = self._alike.like(new.signature)
            group = None
            if like:
                nearest = like[0][0]
                group = self._alike.group_of(nearest)
                if group is None:
                    group = GroupId(nearest)
                    self._alike.join(nearest, group)
                    self._store.set_group([nearest], group)
                self._store.set_group([key], group)
            self._alike.add(key, new.signature, group)

    def _run_stages(self, stored: Sequence[Stored]) -> None:
        readable = [entry for entry in stored if entry[1].text]
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
                        skipped.append(name_of(found))
        elif not path.exists():
            problems.append(ImportProblem(name_of(path), "There is no such file or folder."))
        elif path.suffix.lower() in SUFFIXES:
            yield path
        else:
            skipped.append(name_of(path))


def name_of(path: Path) -> str:
    """A file's name as text; bytes in it that are none become U+FFFD, which the database can hold."""
    return path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _why_unreadable(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "You have no right to read this file."
    if isinstance(error, FileNotFoundError):
        return "The file disappeared before it could be read."
    return "The disk could not read this file."
