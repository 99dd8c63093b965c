"""Join the evidence of a case: links, independent sources, grades, what falls, gaps. `Case.evidence`."""

from __future__ import annotations

from collections.abc import Iterable

from dossier.domain.corpus import DocumentId
from dossier.domain.dossiers import Dossier, Statement, StatementId
from dossier.domain.evidence import LinkStatus
from dossier.evidence.provenance import IndependentSources, Provenance, documents_of, provenance
from dossier.storage.corpus import CorpusStore
from dossier.storage.evidence import EvidenceStore


class CaseEvidence:
    """What a case knows about how good its evidence is."""

    def __init__(self, evidence: EvidenceStore, corpus: CorpusStore) -> None:
        self._store = evidence
        self._corpus = corpus

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
