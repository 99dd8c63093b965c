"""See what falls with a source: which documents lose their ground, which statements their last support.

A document stands while it is not withdrawn and, if it rests on others, at least one of those stands. So a
document falls with the only source it was taken from, however long the chain. A reprint falls by a confirmed link only, not by
its likeness: the corrected version of a withdrawn article stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from dossier.domain.corpus import DocumentId
from dossier.domain.dossiers import Dossier, Statement
from dossier.evidence.provenance import Node, Provenance, document_node, documents_of, start_of


@dataclass(frozen=True)
class Loss:
    """A statement that loses support."""

    dossier: Dossier
    section: str
    statement: Statement
    sources_before: int
    """Independent sources of its documents that stood before, and of those that stand after."""
    sources_after: int
    lost: bool
    """Whether none of its documents stands any more."""


@dataclass(frozen=True)
class Fall:
    """What falls with some documents or publications."""

    documents: tuple[DocumentId, ...]
    """Documents that fall, by themselves or with what they rest on."""
    losses: tuple[Loss, ...]

    @property
    def lost(self) -> tuple[Loss, ...]:
        """Statements without any support left."""
        return tuple(loss for loss in self.losses if loss.lost)

    @property
    def sentence(self) -> str:
        """The outcome in a line."""
        if not self.losses:
            return "No statement rests on it."
        dossiers = len({loss.dossier.id for loss in self.losses})
        weaker = len(self.losses) - len(self.lost)
        return (
            f"{_count(len(self.lost), 'statement loses', 'statements lose')} the last support, "
            f"{_count(weaker, 'is', 'are')} weakened, in {_count(dossiers, 'dossier', 'dossiers')}."
        )


def fallen(
    graph: Provenance, documents: Iterable[DocumentId], withdrawn: Collection[Node]
) -> set[DocumentId]:
    """Those of `documents` that don't stand when these nodes are withdrawn.

    Linear in the size of the graph: standing spreads backward from the ends that stand.
    """
    asked = {document_node(key) for key in documents}
    nodes = set(graph.onward) | set(graph.backward) | asked
    standing: set[Node] = set()
    waiting = [node for node in nodes if not graph.onward.get(node) and node not in withdrawn]
    while waiting:
        node = waiting.pop()
        if node in standing:
            continue
        standing.add(node)
        for link in graph.backward.get(node, ()):
            start = start_of(link)
            if start is not None and start not in withdrawn:
                waiting.append(start)
    return {DocumentId(node.id) for node in asked - standing}


def what_falls(
    graph: Provenance,
    dossiers: Iterable[Dossier],
    *,
    withdrawn: Collection[Node],
    falling: Collection[Node],
) -> Fall:
    """What falls when `falling` are withdrawn besides those that are withdrawn already."""
    dossiers = list(dossiers)
    statements = [
        (dossier, section.title, statement)
        for dossier in dossiers
        for section in dossier.sections
        for statement in section.statements
        if statement.citations
    ]
    cited = set(documents_of(statement for _, _, statement in statements))
    asked = cited | {DocumentId(node.id) for node in _before(graph, falling) if not node.outside}
    before = fallen(graph, asked, withdrawn)
    after = fallen(graph, asked, {*withdrawn, *falling})
    losses = []
    for dossier, section, statement in statements:
        mine = documents_of([statement])
        stood = [key for key in mine if key not in before]
        stand = [key for key in mine if key not in after]
        if len(stand) < len(stood):
            losses.append(
                Loss(
                    dossier,
                    section,
                    statement,
                    graph.independent_sources(stood).count,
                    graph.independent_sources(stand).count,
                    lost=not stand,
                )
            )
    return Fall(tuple(sorted(after - before)), tuple(losses))


def _before(graph: Provenance, nodes: Iterable[Node]) -> set[Node]:
    """The nodes and all that lead to them."""
    found: set[Node] = set()
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            starts = (start_of(link) for link in graph.backward.get(node, ()))
            waiting.extend(start for start in starts if start is not None)
    return found


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
