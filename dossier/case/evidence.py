"""Join the evidence of a case: links, independent sources, grades, what falls, gaps. `Case.evidence`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dossier.actors.catalog import Catalog
from dossier.actors.matching import NameVerdict, compare_names
from dossier.domain.actors import ActorStatus, MentionStatus
from dossier.domain.corpus import DocumentId
from dossier.domain.dossiers import Dossier, Statement, StatementId
from dossier.domain.evidence import LinkStatus
from dossier.evidence.linking import Linker, Readable
from dossier.evidence.provenance import IndependentSources, Provenance, documents_of, provenance
from dossier.evidence.sentences import Named
from dossier.storage.corpus import CorpusStore
from dossier.storage.evidence import EvidenceStore

COMPARED = 2_000
"""Documents up to which an import ends with a comparison of all texts for shared quotations; in larger cases
that is a job of its own."""


class CaseEvidence:
    """What a case knows about how good its evidence is."""

    def __init__(self, evidence: EvidenceStore, corpus: CorpusStore, catalog: Catalog) -> None:
        self._store = evidence
        self._corpus = corpus
        self._catalog = catalog
        self.links = Linker(
            evidence, corpus, read=self._read, actors_of=self._actors_of, same_name=self._same_name
        )

    def _read(self, keys: Sequence[DocumentId]) -> list[Readable]:
        texts = self._corpus.texts(keys)
        found = []
        for document in self._corpus.many(keys):
            mentions = [
                one
                for one in self._catalog.mentions_in(document.id)
                if one.status is not MentionStatus.REJECTED
            ]
            actors = self._catalog.many({one.actor_id for one in mentions})
            names = tuple(
                Named(one.start, one.end, actors[one.actor_id].name, str(actors[one.actor_id].role))
                for one in mentions
                if one.actor_id in actors and actors[one.actor_id].status is not ActorStatus.REJECTED
            )
            found.append(Readable(document, texts.get(document.id, ""), names))
        return found

    def _actors_of(self, key: DocumentId) -> frozenset[int]:
        return frozenset(
            one.actor_id for one in self._catalog.mentions_in(key) if one.status is not MentionStatus.REJECTED
        )

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
        return provenance(links, self._store.publications(), self._corpus.groups(), suggested=suggested)

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

    def sources_of(self, statement: Statement) -> IndependentSources:
        """The independent sources of one statement."""
        return self.independent_sources(documents_of([statement]))
