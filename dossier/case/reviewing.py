"""Review a case: gather what the checks read, list contradictions, keep what is decided on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

from dossier.actors.catalog import Catalog
from dossier.actors.relations import Relations
from dossier.domain.actors import ActorId, ActorRole
from dossier.domain.corpus import DocumentId
from dossier.domain.dates import PartialDate
from dossier.domain.dossiers import Dossier, Statement, StatementId
from dossier.domain.evidence import Finding, FindingKind, Passage
from dossier.dossiers.editing import Editor
from dossier.errors import NotFound, UserError
from dossier.evidence.checks import Known, Told, as_findings, find_contradictions, read_told
from dossier.evidence.claims import Claims, refuted
from dossier.evidence.lint import Linter
from dossier.evidence.telling import Named, Telling
from dossier.jobs import Cancelled, Changes, Progress, ReportProgress
from dossier.storage.corpus import CorpusStore
from dossier.storage.dossiers import DossierStore
from dossier.storage.evidence import EvidenceStore
from dossier.storage.mentions import MentionStore
from dossier.text.normalize import visible

BATCH = 200
"""Documents whose states, and texts where need be, are read at once."""
READ = 500
"""Documents that name the actor of a dossier, most mentions first, in which its contradictions are looked for."""
KEPT = 20_000
"""Documents whose telling is remembered while the case is open."""

_State = tuple[str, PartialDate | None, tuple[Named, ...], frozenset[ActorId]]
"""A text's hash, its date, who is named where, and which of these are persons."""


class Reviewed(Protocol):
    """The parts of a case that a review reads."""

    catalog: Catalog
    relations: Relations
    corpus_store: CorpusStore
    mention_store: MentionStore
    dossier_store: DossierStore
    evidence_store: EvidenceStore
    editor: Editor
    claims: Claims
    linter: Linter


class Reviews:
    """The contradictions of one case."""

    def __init__(self, case: Reviewed, *, who: Callable[[], str]) -> None:
        self._case = case
        self._who = who
        self._kept: dict[DocumentId, tuple[_State, Told]] = {}

    def find(self, progress: ReportProgress, cancelled: Cancelled) -> list[Finding]:
        """The job that lists every contradiction, resolved ones included; it reads what is new or has changed."""
        known = self._known()
        found = find_contradictions(self._told(known.people, progress, cancelled), known)
        return as_findings(found, self._case.evidence_store.resolutions())

    def touching(self, dossier: Dossier, progress: ReportProgress, cancelled: Cancelled) -> list[Finding]:
        """Open contradictions that touch a dossier: a passage of them is in a document it cites, or names its actor.

        What it cites is read, and the READ documents that name the actor most; what was read before is remembered.
        """
        cited = {
            citation.passage.document_id
            for section in dossier.sections
            for statement in section.statements
            for citation in statement.citations
        }
        actor = self._case.catalog.get(dossier.actor_id).id
        naming = self._case.mention_store.documents_of([actor])[actor][:READ]
        known = self._known()
        keys = sorted({*cited, *(one.document_id for one in naming)})
        told = self._told(known.people, progress, cancelled, keys)
        found = as_findings(find_contradictions(told, known), self._case.evidence_store.resolutions())
        # That a statement rests on a refuted claim stands beside it already.
        open_ones = [one for one in found if not one.resolution and one.kind is not FindingKind.CLAIM_REFUTED]
        mentions = self._case.mention_store.of_documents(
            sorted({passage.document_id for one in open_ones for passage in one.passages})
        )
        return [
            one
            for one in open_ones
            if any(
                passage.document_id in cited
                or any(
                    named.actor_id == actor and passage.start <= named.start and named.end <= passage.end
                    for named in mentions.get(passage.document_id, ())
                )
                for passage in one.passages
            )
        ]

    def resolve(self, finding: Finding, reason: str, kept: int | None) -> Changes:
        """Decide on a contradiction: why, and which passage (its index) is preferred. Both stay visible."""
        if not reason.strip():
            raise UserError(
                "A decision needs a reason.",
                hint="Say in a few words what speaks for it; nothing was changed.",
            )
        self._case.evidence_store.resolve_finding(
            finding.fingerprint,
            kind=str(finding.kind),
            sentence=finding.sentence,
            resolution=reason.strip(),
            kept=kept,
            who=self._who(),
        )
        return Changes(evidence=True)

    def reopen(self, finding: Finding) -> Changes:
        """Take the decision on a contradiction back."""
        self._case.evidence_store.reopen_finding(finding.fingerprint)
        return Changes(evidence=True)

    def place(self, passage: Passage) -> str:
        """Where a passage stands, for people: title, source and day of publication."""
        document = self._case.corpus_store.get(passage.document_id)
        # Isolated, else a title in Arabic letters would carry the date with it.
        title = f"\u2068{visible(document.title or document.file)}\u2069"
        about = [visible(document.source or ""), str(document.published or "")]
        return "  ·  ".join(filter(None, (title, *about)))

    def file_of(self, passage: Passage) -> str:
        """Where a passage stands, for scripts: file and day of publication."""
        document = self._case.corpus_store.get(passage.document_id)
        return f"{document.file} ({document.published})" if document.published else document.file

    def statements(self) -> list[tuple[str, Statement]]:
        """Every statement with the title of its dossier, in their order."""
        return [
            (entry.title, statement)
            for entry in self._case.editor.all()
            for section in self._case.editor.get(entry.id).sections
            for statement in section.statements
        ]

    def warnings(self, statements: Sequence[Statement]) -> dict[StatementId, list[str]]:
        """What stands beside statements in red: refuted claims they rest on, statements they contradict.

        Safe to show as it is: foreign words are without control characters and isolated in their direction.
        """
        found: dict[StatementId, list[str]] = {}
        texts = {statement.id: statement.text for statement in statements}
        for key, claims in refuted(self._case.claims.under(statements)).items():
            found.setdefault(key, []).extend(visible(claim.warning) for claim in claims)
        for one, other, note in self._case.evidence_store.conflicts():
            for key, against in ((one, other), (other, one)):
                if key in texts:
                    words = visible(texts.get(against, "a statement of another dossier"))
                    words = words if len(words) <= 90 else f"{words[:89]}…"
                    found.setdefault(key, []).append(
                        f"conflicts with “\u2068{words}\u2069”"
                        + (f" (\u2068{visible(note)}\u2069)" if note else "")
                    )
        return found

    def remarks(self, statement: Statement, dossier: Dossier | None = None) -> list[str]:
        """What the linter says of a statement's words, by themselves and among those of its dossier."""
        among = [one for section in dossier.sections for one in section.statements] if dossier else []
        try:
            return [lint.sentence for lint in self._case.linter.look(statement, among)]
        except NotFound:  # a cited document has just gone
            return []

    def conflict_choices(self, dossier: Dossier, key: StatementId) -> list[tuple[str, Statement]]:
        """The statements that contradict this one, wherever they stand, then the others of its dossier."""
        marked = self.conflicts_of(key)
        others = [
            (section.title, statement)
            for section in dossier.sections
            for statement in section.statements
            if statement.id != key and statement.id not in marked
        ]
        return [("in conflict", self._case.editor.statement(one)) for one in marked] + others

    def mark_conflict(self, one: StatementId, other: StatementId, note: str | None) -> Changes:
        """Note that two statements contradict each other, or (None) take the note off; both stay.

        An edit of the dossier in which the older of the two stands, taken back with its undo.
        """
        dossiers = self._case.dossier_store
        label = "take a conflict off" if note is None else "mark a conflict"
        with dossiers.edit(dossiers.dossier_of(min(one, other)), label):
            self._case.evidence_store.set_conflict(one, other, note)
        return Changes(evidence=True, dossiers=True)

    def conflicts_of(self, key: StatementId) -> dict[StatementId, str]:
        """The statements that contradict this one, each with the note on it."""
        pairs = self._case.evidence_store.conflicts()
        return {other if one == key else one: note for one, other, note in pairs if key in {one, other}}

    def conflict_pairs(self, finding: Finding) -> list[tuple[Statement, Statement]]:
        """Statements that cite one passage of a contradiction and the other, and aren't marked yet."""
        if len(finding.passages) < 2:
            return []
        first, second = (self._citing(passage) for passage in finding.passages[:2])
        pairs = {
            (min(one.id, other.id), max(one.id, other.id)): (one, other)
            for one in first
            for other in second
            if one.id != other.id and other.id not in self.conflicts_of(one.id)
        }
        return list(pairs.values())

    def _citing(self, passage: Passage) -> list[Statement]:
        """The statements that cite a part of a passage."""
        return [
            statement
            for statement in self._case.dossier_store.citing(passage.document_id)
            if any(
                cited.passage.document_id == passage.document_id
                and cited.passage.start < passage.end
                and passage.start < cited.passage.end
                for cited in statement.citations
            )
        ]

    def _known(self) -> Known:
        actors = {line.actor.id: line.actor for line in self._case.catalog.in_case(everyone=True)}
        statements = {statement.id: statement for _title, statement in self.statements()}
        resting = [
            (statements[key], one.claim)
            for key, rests in self._case.claims.under(statements.values()).items()
            for one in rests
            if one.decided
        ]
        return Known(
            people=frozenset(key for key, actor in actors.items() if actor.role is ActorRole.PERSON),
            names={key: actor.name for key, actor in actors.items()},
            relationships=self._case.relations.every(),
            events=self._case.relations.events(),
            resting=resting,
        )

    def _told(
        self,
        people: frozenset[ActorId],
        progress: ReportProgress,
        cancelled: Cancelled,
        wanted: Sequence[DocumentId] | None = None,
    ) -> Iterator[Told]:
        """What each document tells, or each of those wanted; those that are as they were are not read again."""
        hashes = {key: digest for key, _file, digest in self._case.corpus_store.text_hashes()}
        keys = list(hashes) if wanted is None else [key for key in wanted if key in hashes]
        kept: dict[DocumentId, tuple[_State, Told]] = {}
        done = 0
        try:
            for start in range(0, len(keys), BATCH):
                batch = keys[start : start + BATCH]
                states = self._states(batch, hashes, people)
                known = {key: self._kept[key] for key in batch if key in self._kept}
                fresh = [key for key in batch if key not in known or known[key][0] != states.get(key)]
                texts = self._case.corpus_store.texts([key for key in fresh if key in states])
                for key in batch:
                    cancelled.check()
                    done += 1
                    if key in texts:
                        _digest, published, named, persons = states[key]
                        told = read_told(Telling(key, texts[key], published, named), persons)
                    elif key in fresh:
                        continue
                    else:
                        told = known[key][1]
                    if len(kept) < KEPT:
                        kept[key] = (states[key], told)
                    yield told
                    if done % 20 == 0 or done == len(keys):
                        progress(Progress(done, len(keys), "looking for contradictions"))
        finally:
            self._kept = kept if done == len(keys) and wanted is None else self._kept | kept

    def _states(
        self, keys: Sequence[DocumentId], hashes: Mapping[DocumentId, str], people: frozenset[ActorId]
    ) -> dict[DocumentId, _State]:
        """All on which the reading of each document depends."""
        mentions = self._case.mention_store.of_documents(keys)
        found = {}
        for document in self._case.corpus_store.many(keys):
            named = tuple(Named(one.actor_id, one.start, one.end) for one in mentions.get(document.id, ()))
            persons = people.intersection(one.actor_id for one in named)
            found[document.id] = (hashes[document.id], document.published, named, persons)
        return found
