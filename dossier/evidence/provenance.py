"""Follow documents back to where they come from: chains, roots, and how many of them are independent.

The rule for counting independent sources:

1. Only confirmed links count (suggested ones when asked for). Every kind leads back, except *fact-checks*:
   a fact-check doesn't rest on what it checks.
2. Reprints and updates (one group of near-duplicates) are one item; a document cited twice is one item.
3. The roots of an item are the ends of its chains. A document without a link back is its own root.
4. An outside publication that is named (a report, a speech) is a root as well, though nobody has seen it
   here; all documents that lead to it share it, so it counts once.
5. An outside publication whose identity is unknown ("originally published in Arabic", "according to Amaq")
   is an end too, but it never counts as independent: it may be the same as any other root.
6. Both 4 and 5 are shown as "root not seen".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from dossier.domain.corpus import DocumentId, GroupId
from dossier.domain.dossiers import Statement
from dossier.domain.evidence import Link, LinkKind, LinkStatus, Publication, PublicationId
from dossier.errors import UserError

NOT_SEEN = "root not seen"
MOST_CHAINS = 200
"""Chains that are listed for one document; roots are counted without listing chains."""


@dataclass(frozen=True, order=True)
class Node:
    """A document or a publication in the graph."""

    outside: bool
    """Whether it is a publication that is not in the case."""
    id: int

    @property
    def document_id(self) -> DocumentId | None:
        """The document, unless it is a publication."""
        return None if self.outside else DocumentId(self.id)

    @property
    def publication_id(self) -> PublicationId | None:
        """The publication, unless it is a document."""
        return PublicationId(self.id) if self.outside else None


_Onward = Callable[[Node], Iterable[Node]]


def document_node(key: DocumentId) -> Node:
    """The node of a document."""
    return Node(False, key)


def publication_node(key: PublicationId) -> Node:
    """The node of a publication."""
    return Node(True, key)


def start_of(link: Link) -> Node | None:
    """Where a link starts; None when it starts nowhere."""
    return _node(link.from_document_id, link.from_publication_id)


def end_of(link: Link) -> Node | None:
    """Where a link leads; None when it leads nowhere."""
    return _node(link.to_document_id, link.to_publication_id)


def _node(document: DocumentId | None, publication: PublicationId | None) -> Node | None:
    if document is not None:
        return document_node(document)
    return None if publication is None else publication_node(publication)


@dataclass(frozen=True)
class Root:
    """Where chains end."""

    node: Node
    documents: tuple[DocumentId, ...] = ()
    """The document and its near-duplicates; empty for a publication."""
    publication: Publication | None = None

    @property
    def seen(self) -> bool:
        """Whether it is in the case."""
        return self.publication is None and bool(self.documents)

    @property
    def counts(self) -> bool:
        """Whether it is an independent source: seen, or at least named."""
        return self.seen or (self.publication is not None and self.publication.identified)


@dataclass(frozen=True)
class IndependentSources:
    """What stands behind some documents."""

    roots: tuple[Root, ...]
    """The independent sources, each once."""
    unknown: tuple[Root, ...]
    """Ends whose identity is unknown: never counted."""
    items: int
    """Documents, near-duplicates counted once."""

    @property
    def count(self) -> int:
        """How many sources are independent of each other."""
        return len(self.roots)

    @property
    def sentence(self) -> str:
        """Such as `2 independent sources; 1 root not seen`. Empty when there is no document."""
        if not self.items:
            return ""
        words = "no" if not self.count else f"{self.count:,}"
        text = f"{words} independent {'source' if self.count == 1 else 'sources'}"
        if self.unknown:
            text += f"; {len(self.unknown):,} {'root' if len(self.unknown) == 1 else 'roots'} not seen"
        return text


@dataclass(frozen=True)
class Chain:
    """One way from a document back to an end: `links[n]` leads from `nodes[n]` to `nodes[n + 1]`."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    not_seen: bool
    """Whether the end is a publication that is not in the case: `root not seen`."""

    @property
    def end(self) -> Node:
        """The root."""
        return self.nodes[-1]


@dataclass(frozen=True)
class Provenance:
    """The graph of documents, publications and the links that count between them."""

    publications: Mapping[PublicationId, Publication]
    groups: Mapping[DocumentId, GroupId]
    onward: Mapping[Node, tuple[Link, ...]]
    """Links that lead back from a node, in order of their ids."""
    backward: Mapping[Node, tuple[Link, ...]]
    """Links that lead to a node."""
    members: Mapping[GroupId, tuple[DocumentId, ...]] = field(default_factory=dict)

    def copies(self, node: Node) -> tuple[Node, ...]:
        """The node and its near-duplicates, in order."""
        group = None if node.outside else self.groups.get(DocumentId(node.id))
        if group is None:
            return (node,)
        return tuple(document_node(key) for key in self.members[group])

    def chains(self, document: DocumentId) -> list[Chain]:
        """All ways from a document back, in order of their links; at most MOST_CHAINS."""
        return list(islice(self._ways(document_node(document)), MOST_CHAINS))

    def _ways(self, start: Node) -> Iterator[Chain]:
        waiting = [Chain((start,), (), start.outside)]
        while waiting:
            chain = waiting.pop()
            ways = [(link, end_of(link)) for link in self.onward.get(chain.end, ())]
            onward = [(link, end) for link, end in ways if end is not None and end not in chain.nodes]
            if not onward:
                yield chain
            for link, end in reversed(onward):
                waiting.append(Chain((*chain.nodes, end), (*chain.links, link), end.outside))

    def independent_sources(self, documents: Iterable[DocumentId]) -> IndependentSources:
        """The roots behind some documents, as the rule of this module counts them."""
        starts = {self._item(document_node(key)) for key in documents}
        ends = _ends(starts, self._onward_items)
        roots = sorted((self._root(end) for end in ends), key=lambda root: root.node)
        return IndependentSources(
            tuple(root for root in roots if root.counts),
            tuple(root for root in roots if not root.counts),
            len(starts),
        )

    def _item(self, node: Node) -> Node:
        """The first of a group of near-duplicates stands for all."""
        return self.copies(node)[0]

    def _onward_items(self, item: Node) -> set[Node]:
        found = set()
        for copy in self.copies(item):
            for link in self.onward.get(copy, ()):
                end = end_of(link)
                if end is not None and self._item(end) != item:
                    found.add(self._item(end))
        return found

    def _root(self, end: Node) -> Root:
        if end.outside:
            return Root(end, publication=self.publications.get(PublicationId(end.id)))
        return Root(end, tuple(DocumentId(copy.id) for copy in self.copies(end)))


def provenance(
    links: Iterable[Link],
    publications: Iterable[Publication] = (),
    groups: Mapping[DocumentId, GroupId] | None = None,
    *,
    suggested: bool = False,
) -> Provenance:
    """The graph of confirmed links; with `suggested`, of those as well. Rejected ones never count."""
    onward: dict[Node, list[Link]] = {}
    backward: dict[Node, list[Link]] = {}
    for link in links:
        start, end = start_of(link), end_of(link)
        if start is None or end is None or not _counts(link, suggested=suggested):
            continue
        onward.setdefault(start, []).append(link)
        backward.setdefault(end, []).append(link)
    members: dict[GroupId, list[DocumentId]] = {}
    for key, group in sorted((groups or {}).items()):
        members.setdefault(group, []).append(key)
    return Provenance(
        {one.id: one for one in publications},
        dict(groups or {}),
        {node: tuple(found) for node, found in onward.items()},
        {node: tuple(found) for node, found in backward.items()},
        {group: tuple(found) for group, found in members.items()},
    )


def _counts(link: Link, *, suggested: bool) -> bool:
    if link.kind is LinkKind.FACT_CHECKS or link.status is LinkStatus.REJECTED:
        return False
    return suggested or link.status is LinkStatus.CONFIRMED


def documents_of(statements: Iterable[Statement]) -> list[DocumentId]:
    """The documents that statements cite, each once, in order."""
    return list(
        dict.fromkeys(
            citation.passage.document_id for statement in statements for citation in statement.citations
        )
    )


def refuse_cycle(links: Iterable[Link], fresh: Link) -> None:
    """Raise UserError if `fresh` would close a circle of confirmed links of any kind, or leads to itself."""
    start, end = start_of(fresh), end_of(fresh)
    if start is None or end is None:
        raise UserError("A link needs two ends. Nothing was changed.")
    if start == end:
        raise UserError(
            "A document can't be its own source. Nothing was changed.", hint="Choose another document."
        )
    onward: dict[Node, set[Node]] = {}
    for link in links:
        one, other = start_of(link), end_of(link)
        if link.status is LinkStatus.CONFIRMED and one is not None and other is not None:
            onward.setdefault(one, set()).add(other)
    if start in _reached({end}, lambda node: onward.get(node, set())):
        raise UserError(
            "That link would close a circle: the document it leads to rests on this one already. "
            "Nothing was changed.",
            hint="Reject the other link first if it is the wrong one.",
        )


def _reached(starts: Iterable[Node], onward: _Onward) -> dict[Node, set[Node]]:
    """All nodes that can be reached, with their neighbours."""
    found: dict[Node, set[Node]] = {}
    waiting = list(starts)
    while waiting:
        node = waiting.pop()
        if node not in found:
            found[node] = set(onward(node))
            waiting.extend(found[node])
    return found


def _ends(starts: Iterable[Node], onward: _Onward) -> set[Node]:
    """The nodes where ways end.

    Two groups of near-duplicates may cite each other, though no single chain is a circle: such a circle
    without a way out ends in its first node, so that it counts once.
    """
    ways = _reached(starts, onward)
    back: dict[Node, set[Node]] = {}
    for node, others in ways.items():
        for other in others:
            back.setdefault(other, set()).add(node)

    def all_that_reach(nodes: Iterable[Node]) -> set[Node]:
        return set(_reached(nodes, lambda node: back.get(node, set())))

    ends = {node for node, others in ways.items() if not others}
    settled = all_that_reach(ends)
    for node in sorted(ways):
        if node not in settled:
            circle = _circle_at_the_end(node, ways)
            ends.add(min(circle))
            settled |= all_that_reach(circle)
    return ends


def _circle_at_the_end(node: Node, ways: Mapping[Node, set[Node]]) -> set[Node]:
    """A set of nodes that all reach each other and nothing else, reachable from `node`."""
    while True:
        circle = set(_reached({node}, lambda one: ways[one]))
        deeper = next(
            (one for one in sorted(circle) if node not in _reached({one}, lambda two: ways[two])), None
        )
        if deeper is None:
            return circle
        node = deeper
