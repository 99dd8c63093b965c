"""Make, open and restore cases, and wire their parts."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from dossier import log, settings
from dossier.actors.catalog import Catalog
from dossier.actors.inbox import Inbox, told_likely
from dossier.actors.matching import NameMatch, compare_names
from dossier.actors.merging import Decisions
from dossier.actors.page import ActorPages
from dossier.actors.recognition import Readable, Recogniser
from dossier.actors.relations import Relations
from dossier.actors.seeds import starter_actors, starter_lookup
from dossier.case.checking import CaseProblem, check
from dossier.case.evidence import CaseEvidence
from dossier.case.figures import Figures
from dossier.case.indexing import CaseIndex
from dossier.case.recording import backup_noted, export_noted
from dossier.case.reporting import bundle_of
from dossier.case.reviewing import Reviews
from dossier.case.searching import Completer, KnownNames
from dossier.case.sources import find_source, sources_of
from dossier.case.sweeping import sweep_after_kill
from dossier.case.timeline import Timelines
from dossier.corpus.describing import Described
from dossier.corpus.feeding import OutboxFeed, ReadOnlyFeed, grade_of
from dossier.corpus.finding import Finder
from dossier.corpus.importer import Importer
from dossier.corpus.library import Library
from dossier.corpus.removal import Removals
from dossier.corpus.searches import Searches
from dossier.corpus.sources import Sources
from dossier.domain.actors import ActorId, ActorStatus
from dossier.domain.corpus import DocumentId, NewDocument
from dossier.domain.dossiers import TLP, Citation, Dossier
from dossier.domain.evidence import Claim, ClaimId
from dossier.domain.written_dates import find_dates
from dossier.dossiers.citations import passage_at
from dossier.dossiers.drafting import Drafter, Evidence, Named
from dossier.dossiers.editing import Editor
from dossier.errors import EnvironmentTrouble, UserError
from dossier.evidence.claims import Claims
from dossier.evidence.lint import Linter
from dossier.export.outline import ExportReport
from dossier.jobs import NEVER_CANCELLED, Cancelled, Changes, Progress, ReportProgress, no_progress
from dossier.search.engine import IndexHasNoRoom
from dossier.storage import vault
from dossier.storage.actors import ActorStore
from dossier.storage.audit import AuditStore
from dossier.storage.backups import (
    automatic_copies,
    copy_database,
    newest_good_copy,
    restore_backup,
)
from dossier.storage.converting import finish, locked
from dossier.storage.corpus import CorpusStore
from dossier.storage.database import CaseDatabase, create_database, open_database
from dossier.storage.dossiers import DossierStore
from dossier.storage.evidence import EvidenceStore
from dossier.storage.judgements import JudgementStore
from dossier.storage.mentions import MentionStore
from dossier.storage.originals import Originals
from dossier.storage.relationships import RelationshipStore
from dossier.storage.removal import RemovalStore
from dossier.storage.searches import SearchStore
from dossier.storage.source_merges import SourceMerges
from dossier.storage.timeline import TimelineStore
from dossier.storage.unfinished import Unfinished
from dossier.storage.vault import PassphraseNeeded
from dossier.text.normalize import fold

INDEX_AT = 1_500
"""Documents that an import lets wait for the index; a search meanwhile finds those before."""

_LOG = log.logger("case")


class Case:
    """One open case with all that can be done in it."""

    def __init__(self, path: Path, database: CaseDatabase, keys: vault.Keys | None = None) -> None:
        """With `keys` everything on disk is encrypted, and the index is in memory."""
        self.path = path
        self.keys = keys
        self.database = database
        self.read_only = database.read_only
        self.notice = ""
        self._settings = settings.load_settings()
        self.originals = Originals(path / "originals", keys)
        self.unfinished = Unfinished(path)
        self.audit = AuditStore(database)
        database.who = self._settings.who
        self.corpus_store = CorpusStore(database)
        self.actor_store = ActorStore(database)
        self.mention_store = MentionStore(database)
        self.relationship_store = RelationshipStore(database)
        self.judgement_store = JudgementStore(database)
        self.dossier_store = DossierStore(database)
        self.evidence_store = EvidenceStore(database)
        self.catalog = Catalog(self.actor_store, self.mention_store, self.relationship_store)
        self.evidence = CaseEvidence(
            self.evidence_store,
            self.corpus_store,
            self.dossier_store,
            self.catalog,
            who=lambda: self._settings.who,
        )
        self.decisions = Decisions(
            self.actor_store, self.mention_store, self.judgement_store, who=lambda: self._settings.who
        )
        self.actor_pages = ActorPages(
            self.actor_store,
            self.mention_store,
            self.relationship_store,
            self.judgement_store,
            self.corpus_store.texts,
        )
        self.inbox = Inbox(self.catalog, self.actor_pages)
        self.relations = Relations(self.actor_store, self.relationship_store)
        self.sources = Sources(
            self.corpus_store, self.evidence_store, SourceMerges(database), who=lambda: self._settings.who
        )
        self.figures = Figures(
            self.actor_store, self.mention_store, self.relationship_store, self.corpus_store
        )
        self.timelines = Timelines(
            TimelineStore(database), self.actor_store, self.relationship_store, self.corpus_store
        )
        self.recogniser = Recogniser(self.catalog)
        self.library = Library(self.corpus_store, self.originals)
        feed = ReadOnlyFeed if self.read_only else OutboxFeed
        self.feed = feed(self.corpus_store, self._actor_names, self.evidence_store.digits)
        self.indexing = CaseIndex(
            path, self.corpus_store, self.feed, read_only=self.read_only, in_memory=keys is not None
        )
        self.index = self.indexing.index
        self.notice = self.indexing.notice
        names = KnownNames(self.catalog)
        self.finder = Finder(
            self.corpus_store,
            self.index,
            names.names_of,
            spelling_of=names.spelling_of,
            actor_called=names.actor_called,
            digits_of=self.evidence_store.digits,
        )
        self.completer = Completer(self.catalog, self.library)
        self.searches = Searches(SearchStore(database), self.finder, read_only=self.read_only)
        self.removal_store = RemovalStore(database)
        self.removals = Removals(
            self.removal_store, self.originals, recognise=self._recognise_again, drain=self._drain_quietly
        )
        self.importer = Importer(
            self.corpus_store,
            self.originals,
            find_source=lambda name: find_source(self.corpus_store, name),
            sources=lambda: sources_of(self.corpus_store),
            stages=(self._recognise, self._note_claims, self.evidence.note_links),
            before=self.back_up_before_import,
            after_batch=self._drain_when_much_waits,
            after=self._end_import,
            keeping=self.unfinished.writing,
            bring_back=self.removals.restore_with,
        )
        self.editor = Editor(self.dossier_store, text_of=self.corpus_store.text, actor=self.catalog.get)
        self.drafter = Drafter(
            self.dossier_store,
            evidence=self.evidence_on,
            actor=self.catalog.get,
            find_dates=lambda text: [(one.start, one.end, one.date) for one in find_dates(text)],
            claims=self.evidence_store.claims,
        )
        self.claims = Claims(self.evidence_store, self.dossier_store)
        self.linter = Linter(self.corpus_store.text)
        self.reviews = Reviews(self, who=lambda: self._settings.who)
        self._saved_state = self._state()
        if not self.read_only:
            sweep_after_kill(self)

    @property
    def name(self) -> str:
        """The folder's name without its ending."""
        return self.path.resolve().name.removesuffix(".case")

    def use_settings(self, changed: settings.Settings) -> None:
        """Go on with these settings: who decides from now on."""
        self._settings = changed
        self.database.who = changed.who

    def close(self) -> None:
        """Let go of everything; another program may open the case then."""
        self.indexing.close()
        self.database.close()

    # -- index

    def settle(self, progress: ReportProgress, cancelled: Cancelled) -> Changes:
        """The job that brings the index up to date with the database."""
        if self.read_only:
            return Changes()
        self.index.make_whole()
        self.index.start()
        return Changes(index=bool(self.index.drain(progress, cancelled)))

    def rebuild_index(self, progress: ReportProgress, cancelled: Cancelled) -> int:
        """The job that builds the index anew."""
        self._refuse_read_only()
        return self.index.rebuild(progress, cancelled)

    def waiting_for_index(self) -> int:
        """Documents that the index has yet to learn."""
        return self.feed.waiting()

    def _end_import(self) -> None:
        self.evidence.compare_after_import()
        self._drain_quietly()

    def _drain_quietly(self) -> None:
        """What the disk has no room for waits in the outbox until the next start; the import itself is done."""
        try:
            self.index.drain()
        except IndexHasNoRoom as trouble:
            _LOG.info("the index waits: %s", log.describe(trouble))

    def _drain_when_much_waits(self) -> None:
        """One commit of the index for many documents: each costs as much as reading all facts anew."""
        if self.feed.waiting() >= INDEX_AT:
            self._drain_quietly()

    # -- actors

    def _actor_names(self, ids: Sequence[DocumentId]) -> dict[DocumentId, list[str]]:
        found = self.catalog.names_in(ids)
        return {key: list(dict.fromkeys(name for _, name in names)) for key, names in found.items()}

    def likely_actors(self, key: ActorId) -> list[tuple[ActorId, str, str]]:
        """Known actors that a suggested one may be: id, name, and why, best first."""
        return [told_likely(one) for one in self.inbox.likely(key)]

    def actors_like(self, name: str) -> list[tuple[ActorId, str, str]]:
        """The same for somebody called so."""
        return [told_likely(one) for one in self.inbox.like(name)]

    def _recognise(self, stored: Sequence[tuple[DocumentId, NewDocument, Described]]) -> None:
        self.recogniser.record([Readable(key, new.text, new.title, new.language) for key, new, _ in stored])

    def _recognise_again(
        self, keys: Sequence[DocumentId], progress: ReportProgress, cancelled: Cancelled
    ) -> None:
        self.recogniser.again(
            keys,
            texts=self.corpus_store.texts,
            describe=self.corpus_store.many,
            progress=progress,
            cancelled=cancelled,
        )

    def finding_names(self, names: Sequence[str]) -> Callable[[ReportProgress, Cancelled], Changes]:
        """The job that finds mentions anew wherever one of these names stands; the index follows."""
        relearn = self.recogniser.relearn(
            names, texts=self.corpus_store.every_text, describe=self.corpus_store.many
        )

        def work(progress: ReportProgress, cancelled: Cancelled) -> Changes:
            changes = relearn(progress, cancelled)
            self._drain_quietly()
            return changes

        return work

    def _note_claims(self, stored: Sequence[tuple[DocumentId, NewDocument, Described]]) -> None:
        for key, new, described in stored:
            found = described.claim
            if found is None:
                continue
            place = new.text.find(found.claim)
            passage = passage_at(key, new.text, place, place + len(found.claim)) if place >= 0 else None
            self.evidence_store.add_claim(
                Claim(
                    ClaimId(0),
                    found.claim,
                    claimant=found.claimant,
                    first_appearance=found.first_appearance,
                    verdict_printed=found.verdict_printed,
                    verdict=found.verdict,
                    reviewer=described.source or "",
                    reviewed=new.published,
                    document_id=key,
                    passage=passage,
                )
            )

    def evidence_on(self, actor: ActorId) -> list[Evidence]:
        """Every document that mentions an actor, with the mentions of all confirmed actors in it."""
        ids = [entry.document_id for entry in self.catalog.documents(actor)]
        texts = self.corpus_store.texts(ids)
        confirmed = {one.id for one in self.catalog.confirmed()}
        found = []
        for document in self.corpus_store.many(ids):
            mentions = tuple(
                Named(mention.actor_id, mention.start, mention.end, mention.surface, mention.weight)
                for mention in self.catalog.mentions_in(document.id)
                if mention.actor_id in confirmed
            )
            if any(mention.actor_id == actor for mention in mentions):
                found.append(Evidence(document, texts.get(document.id, ""), mentions))
        return found

    def find_actor(self, name: str) -> ActorId:
        """The actor called so. UserError when there is none in this case."""
        names = self.catalog.expand_name(name)
        if names is not None:
            return names.actor_id
        wanted = fold(name).strip()
        for line in self.catalog.page(status=ActorStatus.SUGGESTED, text=name, limit=20):
            if fold(line.actor.name).strip() == wanted:
                return line.actor.id
        raise UserError(
            "There is no actor of that name in this case.", hint="See `dossier actors CASE --status all`."
        )

    # -- sources

    def grades_of(self, dossier: Dossier) -> Callable[[Citation], str]:
        """The grade shown with each citation of a dossier, such as `B2`; F and 6 are unknown."""
        sources = {source.id: source for source in self.corpus_store.sources()}
        cited = {
            citation.passage.document_id
            for section in dossier.sections
            for statement in section.statements
            for citation in statement.citations
        }
        documents = {document.id: document for document in self.corpus_store.many(sorted(cited))}

        def grade(citation: Citation) -> str:
            document = documents.get(citation.passage.document_id)
            source = sources.get(document.source_id) if document and document.source_id is not None else None
            return grade_of(source, citation.credibility) or "F6"

        return grade

    # -- export

    def exporting(
        self, actor: str, target: Path, level: str | None
    ) -> Callable[[ReportProgress, Cancelled], ExportReport]:
        """The job that writes the dossier of the actor called so; without one, a draft that isn't kept."""
        return self.exporting_actor(self.find_actor(actor), target, _tlp(level))

    def exporting_actor(
        self, actor: ActorId, target: Path, level: TLP | None
    ) -> Callable[[ReportProgress, Cancelled], ExportReport]:
        """The job that writes the dossier about an actor into a file; its suffix says the format."""

        def work(progress: ReportProgress, cancelled: Cancelled) -> ExportReport:
            progress(Progress(0, 0))
            dossier = self.editor.of_actor(actor)
            if dossier is None or not any(section.statements for section in dossier.sections):
                dossier = self.drafter.unwritten(actor, TLP.AMBER if dossier is None else dossier.tlp)
            return export_noted(self, bundle_of(self, dossier), target, level)

        return work

    # -- safety

    def checking(self, *, repair: bool) -> Callable[[ReportProgress, Cancelled], list[CaseProblem]]:
        """The job that looks for what is lost, damaged or out of step."""
        return lambda progress, cancelled: check(self, progress, cancelled, repair=repair)

    def backing_up(self, target: Path) -> Callable[[ReportProgress, Cancelled], int]:
        """The job that writes the case into one file."""
        return lambda progress, cancelled: backup_noted(self, target, progress, cancelled)

    def back_up_quietly(self, _progress: ReportProgress, _cancelled: Cancelled) -> Path:
        """A dated copy of the database in `backups/`; old ones are thinned."""
        path = copy_database(self.database, self.path / "backups")
        self._saved_state = self._state()
        return path

    def back_up_before_import(self) -> None:
        """A copy before an import, unless the case is empty or was copied since its last change."""
        if self.corpus_store.count() and self.changed_since_backup():
            self.back_up_quietly(lambda _progress: None, Cancelled())

    def changed_since_backup(self) -> bool:
        """Whether anything was written since the last automatic copy of this session."""
        return self._state() != self._saved_state or not automatic_copies(self.path / "backups")

    def _state(self) -> tuple[int, int]:
        def size(name: str) -> int:
            path = self.path / name
            return path.stat().st_mtime_ns if path.exists() else 0

        return size("case.db"), size("case.db-wal")

    def _refuse_read_only(self) -> None:
        if self.read_only:
            with self.database.transaction():
                pass


def create_case(path: Path, passphrase: str | None = None) -> Case:
    """Make a case in a new folder and open it, with the starter knowledge of actors in it.

    With a passphrase, all of it is encrypted; who loses the passphrase loses the case.
    """
    path = path.expanduser()
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise UserError("There is something in that place already.", hint="Choose another name.")
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.chmod(0o700)
        keys = vault.make_keys(path, passphrase) if passphrase is not None else None
        database = create_database(path / "case.db", keys.database if keys else None)
    except OSError as error:
        raise EnvironmentTrouble(
            "The case could not be made there.", hint="Check the folder's rights and the space on the disk."
        ) from error
    case = Case(path, database, keys)
    try:
        case.catalog.take_in(starter_actors(), from_seed=True)
    except BaseException:
        case.close()
        raise
    return case


def open_case(path: Path, *, read_only: bool = False, passphrase: str | None = None) -> Case:
    """Open a case. One that is open elsewhere opens read-only and says so in `notice`.

    PassphraseNeeded when it has a passphrase and none was given, WrongPassphrase for another one.
    """
    path = path.expanduser()
    if not path.is_dir():
        raise UserError("There is no such case.", hint=f"Make one with `dossier new {path}`.")
    keys = None
    if vault.has_passphrase(path) and passphrase is None:
        raise PassphraseNeeded
    if (path / vault.CONVERTED).is_dir():
        with locked(path):
            finish(path)
    if vault.has_passphrase(path):
        assert passphrase is not None
        keys = vault.open_keys(path, passphrase)
    key = keys.database if keys else None
    try:
        database = open_database(path / "case.db", read_only=read_only, key=key)
    except EnvironmentTrouble as trouble:
        copy = newest_good_copy(path / "backups", key) if trouble.detail == "malformed" else None
        if copy is None:
            raise
        raise EnvironmentTrouble(
            trouble.sentence,
            hint=f"A sound copy from {copy.stem.removeprefix('case-')} is in its folder `backups`: put it in the "
            "place of case.db (keep the damaged file), then open the case again.",
            detail=trouble.detail,
        ) from trouble
    case = Case(path, database, keys)
    if database.read_only and not read_only:
        case.notice = "This case is open in another window: you can read and search it, but not change it."
    return case


def change_passphrase(case: Case, passphrase: str, *, present: str | None = None) -> None:
    """Give an open case that has a passphrase another one. Older backups keep the old one.

    With `present`, WrongPassphrase unless that is the passphrase it has.
    """
    if case.keys is None:
        raise UserError(
            "This case has no passphrase.",
            hint="Give it one with Protect with a passphrase… in the menu Case, or `dossier protect CASE`.",
        )
    case._refuse_read_only()
    if present is not None:
        vault.open_keys(case.path, present)
    vault.change_passphrase(case.path, case.keys, passphrase)


def opened_by(path: Path) -> Path:
    """The case that a file manager means by `path`: its folder, or the database in it. UserError when it is none."""
    path = path.expanduser()
    if path.name == "case.db" and path.is_file():
        return path.resolve().parent
    if path.is_file() and zipfile.is_zipfile(path):
        raise UserError(
            "That is a backup of a case, or another archive.",
            hint=f"Restore it with Restore a backup… in the menu Case, or `dossier restore {path.name} NAME.case`.",
        )
    if not path.is_dir():
        raise UserError("There is no such case.", hint=f"Make one with `dossier new {path}`.")
    return path


def restoring(source: Path, target: Path) -> Callable[[ReportProgress, Cancelled], int]:
    """The job that restores a backup into a new folder; its result is the number of originals."""
    who = settings.load_settings().who
    return lambda progress, cancelled: restore_backup(
        source, target, who=who, progress=progress, cancelled=cancelled
    )


def restore_case(source: Path, target: Path) -> int:
    """Restore a backup into a new folder; returns the number of its documents' originals."""
    return restoring(source, target)(no_progress, NEVER_CANCELLED)


def compare_known_names(name: str, other: str) -> NameMatch:
    """Compare two names, the starter knowledge's aliases first."""
    return compare_names(name, other, starter_lookup())


def _tlp(level: str | None) -> TLP | None:
    if level is None:
        return None
    wanted = level.upper().removeprefix("TLP:")
    for one in TLP:
        if str(one).removeprefix("TLP:") == wanted:
            return one
    raise UserError("That is no TLP label.", hint="Use CLEAR, GREEN, AMBER, AMBER+STRICT or RED.")
