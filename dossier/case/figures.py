"""Read what the graph and the timeline show, with the sentences behind each line of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dossier.actors.page import ShownPassage, shown_passage
from dossier.analysis.graph import GraphFilter, build_graph, count_pairs, place_nodes, strongest
from dossier.analysis.timeline import chronology
from dossier.corpus.feeding import grade_of
from dossier.domain.actors import ActorId, ActorOrder, ActorStatus, Event, Relationship, RelationshipId
from dossier.domain.corpus import Document, DocumentId, Source, SourceId
from dossier.domain.dates import PartialDate
from dossier.domain.dossiers import Dossier, Section
from dossier.domain.evidence import Credibility, Passage
from dossier.domain.figures import ChronologyRow, PlacedGraph
from dossier.domain.written_dates import find_dates
from dossier.dossiers.drafting import COUNTING_SECTIONS
from dossier.jobs import NEVER_CANCELLED, Cancelled, Progress, ReportProgress
from dossier.storage.actors import ActorStore
from dossier.storage.corpus import CorpusStore
from dossier.storage.mentions import MentionStore
from dossier.storage.relationships import RelationshipStore

LOOSE_PER_NODE = 3
"""Edges of merely being named together that are drawn per actor on average: more is a ball of wool."""


@dataclass(frozen=True)
class Sentence:
    """A passage with its document, as a screen lists it."""

    shown: ShownPassage
    document: Document
    cited: bool
    """The relationship or event cites it; else it just names both actors."""


class Figures:
    """The graph of one case, and what its lines rest on; reading only."""

    def __init__(
        self,
        actors: ActorStore,
        mentions: MentionStore,
        relationships: RelationshipStore,
        corpus: CorpusStore,
    ) -> None:
        self._actors = actors
        self._mentions = mentions
        self._relationships = relationships
        self._corpus = corpus

    def graph(self, wanted: GraphFilter) -> Callable[[ReportProgress, Cancelled], PlacedGraph]:
        """The job that reads and lays out the graph."""

        def work(progress: ReportProgress, cancelled: Cancelled) -> PlacedGraph:
            progress(Progress(0, 0, "Counting"))
            lines = self._actors.page(
                status=ActorStatus.CONFIRMED, order=ActorOrder.DOCUMENTS, limit=max(1_000, wanted.most * 2)
            )
            actors = {line.actor.id: line.actor for line in lines}
            if wanted.around is not None and wanted.around not in actors:
                actors[wanted.around] = self._actors.get(wanted.around)
            documents, pairs = count_pairs(self._mentions.named_in(list(actors), wanted.between), cancelled)
            relationships = [
                one
                for one in self._relationships.every_relationship()
                if one.subject_id in actors and one.object_id in actors
            ]
            published = self._published(relationships)
            graph = build_graph(actors, relationships, documents, pairs, published, wanted)
            graph = strongest(graph, LOOSE_PER_NODE * len(graph.nodes))
            progress(Progress(0, 0, "Placing"))
            return place_nodes(graph, cancelled)

        return work

    def around(self, actor: ActorId, *, most: int = 14) -> PlacedGraph:
        """The relationship figure of a dossier: the actor, and whoever of this case is related to it."""
        actor = self._actors.canonical(actor)
        related = self._relationships.relationships_of(actor)
        keys = {key for one in related for key in (one.subject_id, one.object_id)} | {actor}
        documents, pairs = count_pairs(self._mentions.named_in(sorted(keys)), NEVER_CANCELLED)
        actors = {
            key: one
            for key, one in self._actors.many(sorted(keys)).items()
            if key == actor or key in documents
        }
        graph = build_graph(
            actors, related, documents, pairs, self._published(related),
            GraphFilter(together=False, around=actor, most=most),
        )  # fmt: skip
        return place_nodes(graph, NEVER_CANCELLED)

    def events(self, actor: ActorId) -> list[Event]:
        """What the actor took part in."""
        return self._relationships.events_of(actor)

    def chronology(
        self,
        dossier: Dossier,
        documents: Mapping[DocumentId, Document],
        sources: Mapping[SourceId, Source],
        digits: Mapping[DocumentId, Credibility],
    ) -> tuple[ChronologyRow, ...]:
        """Events of the dossier's actor and its dated statements; passages of other documents are left out."""

        def grade(passage: Passage) -> str:
            document = documents.get(passage.document_id)
            key = document.source_id if document is not None else None
            digit = digits.get(passage.document_id, Credibility.CANNOT_BE_JUDGED)
            return grade_of(sources.get(key) if key is not None else None, digit) or "F6"

        events = [
            replace(event, citations=tuple(one for one in event.citations if one.document_id in documents))
            for event in self._relationships.events_of(dossier.actor_id)
        ]
        told = replace(dossier, sections=tuple(_without_counts(one) for one in dossier.sections))
        return chronology(
            told,
            events,
            find_dates=lambda text: [(one.start, one.end, one.date) for one in find_dates(text)],
            grade_of=lambda citation: grade(citation.passage),
            grade_of_passage=grade,
        )

    def sentences_of(
        self, one: ActorId, other: ActorId, relationship: RelationshipId | None = None, *, most: int = 12
    ) -> list[Sentence]:
        """What says that two actors are related: cited passages first, then where both stand closest."""
        cited = () if relationship is None else self._relationships.relationship(relationship).citations
        near = self._mentions.closest(one, other, most)
        return [*self.cited(cited), *self._around([(key, start, end) for key, start, end in near])]

    def sentences_naming(self, actor: ActorId, *, most: int = 8) -> list[Sentence]:
        """Where an actor is named, from different documents."""
        return self._around(
            [(one.document_id, one.start, one.end) for one in self._mentions.sample_of(actor, most)]
        )

    def cited(self, passages: Sequence[Passage]) -> list[Sentence]:
        """Cited passages with their documents."""
        documents = self._documents([one.document_id for one in passages])
        return [
            Sentence(ShownPassage(one, ()), documents[one.document_id], True)
            for one in passages
            if one.document_id in documents
        ]

    def _around(self, places: Sequence[tuple[DocumentId, int, int]]) -> list[Sentence]:
        documents = self._documents([key for key, _, _ in places])
        texts = self._corpus.texts(sorted(documents))
        return [
            Sentence(shown_passage(key, texts[key], [(start, end)]), documents[key], False)
            for key, start, end in places
            if key in documents and end <= len(texts.get(key, ""))
        ]

    def _published(self, relationships: Iterable[Relationship]) -> dict[DocumentId, PartialDate | None]:
        cited = {passage.document_id for one in relationships for passage in one.citations}
        return {one.id: one.published for one in self._corpus.many(sorted(cited))}

    def _documents(self, keys: Sequence[DocumentId]) -> dict[DocumentId, Document]:
        return {one.id: one for one in self._corpus.many(sorted(set(keys)))}


def _without_counts(section: Section) -> Section:
    """A section without drafted statements that count documents: their dates are not those of what happened."""
    if section.title not in COUNTING_SECTIONS:
        return section
    return replace(section, statements=tuple(one for one in section.statements if not one.draft))
