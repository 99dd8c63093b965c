"""Gather what the page of one source shows: grades, documents, where they lead back to, what rests on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from dossier.case.evidence import CaseEvidence
from dossier.corpus.sources import SourceLine, Sources
from dossier.domain.corpus import Document, DocumentId, SourceId
from dossier.domain.evidence import Grading
from dossier.errors import NotFound
from dossier.evidence.provenance import Chain, Node, Provenance
from dossier.evidence.withdrawal import Fall
from dossier.storage.corpus import CorpusStore

LISTED = 200
"""Documents of which the page tells."""


class Told(Protocol):
    """The parts of a case that the page draws on."""

    sources: Sources
    evidence: CaseEvidence
    corpus_store: CorpusStore


@dataclass(frozen=True)
class Way:
    """A chain from a document of the source back to an end."""

    document: Document
    words: tuple[str, ...]
    """What each link does and where it leads, such as `reports: A title`."""
    not_seen: bool
    last: DocumentId | None
    """The document at the end, if it is in the case."""


@dataclass(frozen=True)
class SourcePage:
    """Everything that the page of one source shows."""

    line: SourceLine
    history: tuple[Grading, ...]
    documents: tuple[Document, ...]
    """The newest."""
    independent: str
    """How many independent sources stand behind its documents, in a sentence."""
    ways: tuple[Way, ...]
    fall: Fall
    """What loses support if it falls, through links as well."""


def source_page(case: Told, key: SourceId) -> SourcePage:
    """The page of a source. NotFound when there is no such source, or when it was merged into another one."""
    line = next((one for one in case.sources.every() if one.source.id == key), None)
    if line is None:
        raise NotFound("That source is not in this case any more.")
    documents = case.sources.documents(key, limit=LISTED)
    graph = case.evidence.provenance()
    chains = [(one, chain) for one in documents for chain in graph.chains(one.id) if chain.links]
    titles = _titles(case, graph, [chain for _, chain in chains])
    return SourcePage(
        line,
        tuple(case.sources.history(key)),
        tuple(documents),
        graph.independent_sources([one.id for one in documents]).sentence if documents else "",
        tuple(_way(one, chain, titles) for one, chain in chains),
        case.evidence.what_rests_on_source(key),
    )


def _titles(case: Told, graph: Provenance, chains: Sequence[Chain]) -> Mapping[Node, str]:
    nodes = {node for chain in chains for node in chain.nodes}
    keys = sorted(node.document_id for node in nodes if node.document_id is not None)
    documents = {one.id: one for one in case.corpus_store.many(keys)}
    found: dict[Node, str] = {}
    for node in nodes:
        publication = None if node.publication_id is None else graph.publications.get(node.publication_id)
        document = None if node.document_id is None else documents.get(node.document_id)
        if document is not None:
            found[node] = document.title
        elif publication is not None:
            parts = (publication.title, publication.publisher, publication.when)
            found[node] = ", ".join(part for part in parts if part)
    return found


def _way(document: Document, chain: Chain, titles: Mapping[Node, str]) -> Way:
    words = tuple(
        f"{link.kind}: {titles.get(node, 'something unknown')}"
        for link, node in zip(chain.links, chain.nodes[1:], strict=True)
    )
    return Way(document, words, chain.not_seen, chain.end.document_id)
