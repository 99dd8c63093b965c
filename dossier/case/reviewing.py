"""Review a case: gather what the checks read, list contradictions, keep what is decided on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from dossier.actors.catalog import Catalog
from dossier.actors.relations import Relations
from dossier.domain.actors import ActorRole, MentionStatus
from dossier.domain.dossiers import Statement
from dossier.domain.evidence import Finding, Passage
from dossier.dossiers.editing import Editor
from dossier.errors import UserError
from dossier.evidence.checks import Known, as_findings, find_contradictions
from dossier.evidence.claims import Claims
from dossier.evidence.telling import Named, Telling
from dossier.jobs import Cancelled, Changes, Progress, ReportProgress
from dossier.storage.corpus import CorpusStore
from dossier.storage.evidence import EvidenceStore


class Reviewed(Protocol):
    """The parts of a case that a review reads."""

    catalog: Catalog
    relations: Relations
    corpus_store: CorpusStore
    evidence_store: EvidenceStore
    editor: Editor
    claims: Claims


class Reviews:
    """The contradictions of one case."""

    def __init__(self, case: Reviewed, *, who: Callable[[], str]) -> None:
        self._case = case
        self._who = who

    def find(self, progress: ReportProgress, cancelled: Cancelled) -> list[Finding]:
        """The job that reads all texts and lists every contradiction, resolved ones included."""
        known = self._known()
        found = find_contradictions(self._tellings(progress, cancelled), known)
        return as_findings(found, self._case.evidence_store.resolutions())

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
        """Where a passage stands, for people: file and day of publication."""
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

    def _tellings(self, progress: ReportProgress, cancelled: Cancelled) -> Iterator[Telling]:
        corpus = self._case.corpus_store
        total = corpus.count()
        for done, (key, text) in enumerate(corpus.every_text(), start=1):
            cancelled.check()
            document = corpus.get(key)
            named = tuple(
                Named(mention.actor_id, mention.start, mention.end)
                for mention in self._case.catalog.mentions_in(key)
                if mention.status is not MentionStatus.REJECTED
            )
            yield Telling(key, text, document.published, named)
            if done % 20 == 0 or done == total:
                progress(Progress(done, total, "looking for contradictions"))
