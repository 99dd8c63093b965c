"""Join the evidence of a case: links, independent sources, grades, what falls, gaps. `Case.evidence`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from dossier import settings
from dossier.actors.catalog import Catalog
from dossier.actors.matching import NameVerdict, compare_names
from dossier.domain.actors import ActorStatus
from dossier.domain.corpus import Document, DocumentId, Source, SourceId
from dossier.domain.dossiers import Dossier, Statement, StatementId
from dossier.domain.evidence import Finding, Grading, LinkStatus
from dossier.evidence.claims import refuted, under
from dossier.evidence.gaps import Facts, Gap, find_gaps
from dossier.evidence.grading import Grader, Proposal, propose
from dossier.evidence.linking import Branches, Linker, Readable
from dossier.evidence.provenance import (
    IndependentSources,
    Node,
    Provenance,
    document_node,
    documents_of,
    provenance,
    publication_node,
)
from dossier.evidence.sentences import Named
from dossier.evidence.withdrawal import Fall, fallen, what_falls
from dossier.storage.corpus import CorpusStore
from dossier.storage.dossiers import DossierStore
from dossier.storage.evidence import EvidenceStore
from dossier.text.normalize import fold

COMPARED = 2_000
"""Documents up to which an import ends with a comparison of all texts for shared quotations; in larger cases
that is a job of its own."""


@dataclass(frozen=True)
class DocumentEvidence:
    """How good a document is."""

    branches: Branches
    sources: IndependentSources
    source: Source | None
    proposal: Proposal
    history: tuple[Grading, ...]
    """Gradings of the item and of its source, newest first."""


class CaseEvidence:
    """What a case knows about how good its evidence is."""

    def __init__(
        self,
        evidence: EvidenceStore,
        corpus: CorpusStore,
        dossiers: DossierStore,
        catalog: Catalog,
        *,
        who: Callable[[], str],
    ) -> None:
        self._dossiers = dossiers
        self.grader = Grader(evidence, who=who)
        self._store = evidence
        self._corpus = corpus
        self._catalog = catalog
        self.links = Linker(
            evidence, corpus, read=self._read, actors_of=self._actors_of, same_name=self._same_name
        )

    def _read(self, keys: Sequence[DocumentId]) -> list[Readable]:
        texts = self._corpus.texts(keys)
        mentions = self._catalog.mentions_in_many(keys)
        actors = self._catalog.many({one.actor_id for some in mentions.values() for one in some})
        found = []
        for document in self._corpus.many(keys):
            names = tuple(
                Named(one.start, one.end, actors[one.actor_id].name, str(actors[one.actor_id].role))
                for one in mentions.get(document.id, ())
                if one.actor_id in actors and actors[one.actor_id].status is not ActorStatus.REJECTED
            )
            found.append(Readable(document, texts.get(document.id, ""), names))
        return found

    def _actors_of(self, key: DocumentId) -> frozenset[int]:
        return frozenset(one.actor_id for one in self._catalog.mentions_in(key))

    def _same_name(self, one: str, other: str) -> bool:
        return compare_names(one, other, self._catalog.alias_lookup()).verdict is NameVerdict.SAME

    # -- import

    def note_links(self, stored: Sequence[tuple[DocumentId, object, object]]) -> None:
        """The stage of an import that suggests links from the texts of a batch."""
        self.links.suggest([key for key, _, _ in stored])

    def compare_after_import(self) -> None:
        """The end of an import: originals that came later, reprints, shared quotations."""
        if self._corpus.count() <= COMPARED:
            self.links.suggest_between()

    # -- provenance

    def provenance(self, *, suggested: bool = False) -> Provenance:
        """The graph of confirmed links as it is now; with `suggested`, of those as well."""
        links = self._store.links(status=None if suggested else LinkStatus.CONFIRMED)
        outside = {key for link in links for key in (link.from_publication_id, link.to_publication_id) if key}
        publications = self._store.publications(outside)
        return provenance(links, publications, self._corpus.groups(), suggested=suggested)

    def independent_sources(self, documents: Iterable[DocumentId]) -> IndependentSources:
        """The roots behind some documents."""
        return self.provenance().independent_sources(documents)

    def sources_of_statements(self, dossier: Dossier) -> dict[StatementId, IndependentSources]:
        """The independent sources of every statement of a dossier that cites something."""
        graph = self.provenance()
        return {
            statement.id: graph.independent_sources(documents_of([statement]))
            for section in dossier.sections
            for statement in section.statements
            if statement.citations
        }

    def gaps(self, dossier: Dossier, findings: Sequence[Finding] = ()) -> list[Gap]:
        """What a dossier lacks; `findings` are the contradictions that touch its actor."""
        statements = [statement for section in dossier.sections for statement in section.statements]
        documents = {one.id: one for one in self._corpus.many(documents_of(statements))}
        facts = replace(self._facts(documents), findings=tuple(findings), refuted=self._refuted(dossier))
        return find_gaps(dossier, facts)

    def gaps_in_words(
        self, documents: Mapping[DocumentId, Document], findings: Sequence[Finding] = ()
    ) -> Callable[[Dossier], list[str]]:
        """The gaps of a dossier or a part of it that cites these documents, as of now, for its exports."""
        facts = replace(self._facts(documents), findings=tuple(findings))
        return lambda dossier: [
            gap.sentence for gap in find_gaps(dossier, replace(facts, refuted=self._refuted(dossier)))
        ]

    def _refuted(self, dossier: Dossier) -> frozenset[StatementId]:
        statements = (statement for section in dossier.sections for statement in section.statements)
        return frozenset(refuted(under(self._store, statements)))

    def _facts(self, documents: Mapping[DocumentId, Document]) -> Facts:
        graph = self.provenance()
        gone = {document_node(key) for key in self._corpus.withdrawn()}
        return Facts(
            documents,
            graph,
            datetime.now(UTC).date(),
            tuple(self._store.conflicts()),
            frozenset(fallen(graph, documents, gone | self._withdrawn_publications())),
            settings.load_settings().aged_days,
        )

    def of_document(self, document: Document) -> DocumentEvidence:
        """All that the reader shows of how good a document is."""
        source = self._corpus.source(document.source_id) if document.source_id is not None else None
        graph = self.provenance()
        history = self.grader.history(document=document.id)
        if source is not None:
            history += self.grader.history(source=source.id)
        return DocumentEvidence(
            self.links.branches(document.id),
            graph.independent_sources([document.id]),
            source,
            propose(graph, document.id, self._dossiers.citing(document.id)),
            tuple(sorted(history, key=lambda one: one.when, reverse=True)),
        )

    # -- what if it falls

    def what_rests_on_document(self, key: DocumentId) -> Fall:
        """The statements that lose support if this document is withdrawn (or did, if it is)."""
        return self._fall({document_node(key)}, set())

    def what_rests_on_source(self, key: SourceId) -> Fall:
        """The statements that lose support if this source is withdrawn, with all that it published."""
        source = self._corpus.source(key)
        nodes = {document_node(one) for one in self._corpus.of_source(key)}
        return self._fall(nodes | self._published_by(source), {source.id})

    def _fall(self, falling: set[Node], sources: set[SourceId]) -> Fall:
        withdrawn = {document_node(key) for key in self._corpus.withdrawn()}
        withdrawn |= self._withdrawn_publications(without=sources)
        dossiers = [self._dossiers.get(one.id) for one in self._dossiers.all()]
        return what_falls(self.provenance(), dossiers, withdrawn=withdrawn - falling, falling=falling)

    def _withdrawn_publications(self, without: Collection[SourceId] = ()) -> set[Node]:
        gone = [one for one in self._corpus.sources() if one.withdrawn and one.id not in without]
        return {node for source in gone for node in self._published_by(source)}

    def _published_by(self, source: Source) -> set[Node]:
        names = {fold(name).strip() for name in (source.name, *source.names)}
        return {
            publication_node(one.id)
            for one in self._store.publications()
            if one.publisher and fold(one.publisher).strip() in names
        }

    def proposal(self, document: DocumentId) -> Proposal:
        """The digit proposed for an item."""
        return propose(self.provenance(), document, self._dossiers.citing(document))

    def sources_of(self, statement: Statement) -> IndependentSources:
        """The independent sources of one statement."""
        return self.independent_sources(documents_of([statement]))
