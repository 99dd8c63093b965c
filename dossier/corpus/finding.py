"""Search a case: from the query's text to documents with snippets, facets and what was really searched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Protocol

from dossier.corpus.feeding import DigitsOf, grade_of
from dossier.domain.corpus import Document, DocumentId
from dossier.domain.searches import Inquiry
from dossier.search.analysis import highlight_spans
from dossier.search.engine import Choice, FacetCounts, Hit, SearchRequest, SearchResult, Sort
from dossier.search.names import (
    ActorCalled,
    ExpandActor,
    Offer,
    SpellingOf,
    expand,
    offers,
    unexpanded,
    with_capitals,
)
from dossier.search.printing import show
from dossier.search.query import parse
from dossier.search.tree import Actor, Tree, leaves
from dossier.search.unknown_fields import FieldNotice, unknown_fields
from dossier.storage.corpus import CorpusStore
from dossier.text.passages import Snippet, snippet

SNIPPET = 240
"""Code points."""
_EVERYTHING = 10_000_000
"""More hits than a case has documents."""


class Order(StrEnum):
    """In which order hits come."""

    RELEVANCE = "relevance"
    DATE = "date"


@dataclass(frozen=True)
class FoundDocument:
    """A hit with its document and a piece of its text."""

    document: Document
    score: float
    snippet: Snippet
    grade: str = ""
    """Such as `B2`; empty when neither letter nor digit is known."""


@dataclass(frozen=True)
class SearchAnswer:
    """What a search found. `searched` is the query as it was understood, all names of actors included."""

    query: str
    searched: str
    total: int
    of: int
    """Documents in the case."""
    took_ms: float
    did_you_mean: str | None
    facets: FacetCounts = field(default_factory=dict)
    hits: tuple[FoundDocument, ...] = ()
    offers: tuple[Offer, ...] = ()
    """Words of the query that name an actor, to be searched by all its names on a click."""
    exact: bool = False
    has_actor: bool = False
    """Whether the query names an actor by `actor:`, so that exact or not makes a difference."""
    unknown_actors: tuple[str, ...] = ()
    """Names after `actor:` that nobody is called by; they were searched as words."""
    fields: FieldNotice | None = None
    """What was typed like a field and is none."""

    @property
    def notice(self) -> str | None:
        """What the analyst should know about how the query was understood; None when nothing is odd."""
        told = [self.fields.sentence] if self.fields else []
        if self.unknown_actors:
            names = " or ".join(f"“{name}”" for name in self.unknown_actors)
            told.append(f"Nobody here is called {names}; the name was searched as words.")
        if self.query.strip() and not self.searched:
            told.append("There is no word in that: all documents.")
        return " ".join(told) or None


class Asked(Protocol):
    """What answers requests: the index, in this process or another."""

    def search(self, request: SearchRequest) -> SearchResult:
        """Find documents."""

    def similar(self, text: str, *, limit: int = 10, without: DocumentId | None = None) -> tuple[Hit, ...]:
        """Documents that share the telling words of a text."""


class Finder:
    """Searches one case."""

    def __init__(
        self,
        store: CorpusStore,
        index: Asked,
        names_of: ExpandActor,
        *,
        spelling_of: SpellingOf = lambda _word: None,
        actor_called: ActorCalled = lambda _words: None,
        digits_of: DigitsOf = dict,
    ) -> None:
        """`names_of` expands actors; the others make searches better where actors and grades are known."""
        self._store = store
        self._index = index
        self._names_of = names_of
        self._spelling_of = spelling_of
        self._actor_called = actor_called
        self._digits_of = digits_of

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        offset: int = 0,
        order: Order = Order.RELEVANCE,
        include: frozenset[Choice] = frozenset(),
        exclude: frozenset[Choice] = frozenset(),
        exact: bool = False,
    ) -> SearchAnswer:
        """Answer a query; an empty one finds everything, newest first. Raises QueryProblem."""
        read = parse(query)
        tree = self._meant(read, exact=exact)
        request = SearchRequest(
            tree,
            limit=limit,
            offset=offset,
            sort=Sort.DATE if order is Order.DATE else Sort.RELEVANCE,
            include=include,
            exclude=exclude,
            exact=exact,
        )
        result = self._index.search(request)
        fields = unknown_fields(query)
        return SearchAnswer(
            query=query,
            searched=show(tree),
            total=result.total,
            of=self._store.count(),
            took_ms=result.took_ms,
            did_you_mean=(fields.instead if fields else None) or result.did_you_mean,
            facets=self._with_alternatives(request, result),
            hits=self._with_snippets(tree, result.hits, exact),
            offers=() if exact else offers(read, self._actor_called),
            exact=exact,
            has_actor=any(isinstance(leaf, Actor) for leaf, _ in leaves(read)),
            unknown_actors=tuple(
                leaf.name
                for leaf, _ in leaves(read)
                if isinstance(leaf, Actor) and not exact and self._names_of(leaf.name) is None
            ),
            fields=fields,
        )

    def _with_alternatives(self, request: SearchRequest, result: SearchResult) -> FacetCounts:
        """Counts in which the values of a facet that was chosen from stay, so that another can be added."""
        counts = dict(result.facets)
        for facet in sorted({facet for facet, _ in request.include}):
            others = frozenset(choice for choice in request.include if choice[0] != facet)
            asked = replace(request, include=others, limit=0, offset=0, facets=frozenset({facet}))
            counts[facet] = self._index.search(asked).facets.get(facet, {})
        return counts

    def ids(self, inquiry: Inquiry, *, limit: int = _EVERYTHING) -> list[DocumentId]:
        """Documents that an inquiry finds, in its order. Raises QueryProblem."""
        request = SearchRequest(
            self.understand(inquiry.query, exact=inquiry.exact),
            limit=limit,
            sort=Sort(inquiry.sort),
            include=inquiry.include,
            exclude=inquiry.exclude,
            facets=frozenset(),
            exact=inquiry.exact,
        )
        return [hit.document_id for hit in self._index.search(request).hits]

    def count_after(self, inquiry: Inquiry, key: DocumentId) -> int:
        """How many documents imported after that one an inquiry finds. Raises QueryProblem."""
        request = SearchRequest(
            self.understand(inquiry.query, exact=inquiry.exact),
            limit=0,
            include=inquiry.include,
            exclude=inquiry.exclude,
            facets=frozenset(),
            exact=inquiry.exact,
            newer_than=key,
        )
        return self._index.search(request).total

    def folded(self, ids: Sequence[DocumentId]) -> list[tuple[DocumentId, int]]:
        """The ids without those that are copies of one before, each with how many of the ids it stands for."""
        groups = self._store.groups()
        first: dict[int, DocumentId] = {}
        counts: dict[DocumentId, int] = {}
        for key in ids:
            group = groups.get(key)
            shown = key if group is None else first.setdefault(group, key)
            counts[shown] = counts.get(shown, 0) + 1
        return list(counts.items())

    def details(
        self, query: str, ids: Sequence[DocumentId], *, exact: bool = False
    ) -> tuple[FoundDocument, ...]:
        """Documents with the pieces of their texts that a query finds; those that are gone are left out."""
        hits = [Hit(key, 0.0) for key in ids]
        return self._with_snippets(self.understand(query, exact=exact), hits, exact)

    def similar(self, key: DocumentId, *, limit: int = 10) -> tuple[FoundDocument, ...]:
        """Documents that share the telling words of one, best first."""
        document = self._store.get(key)
        text = f"{document.title}\n{self._store.text(key)}"
        hits = self._index.similar(text, limit=limit, without=key)
        return self._with_snippets(None, hits, exact=False)

    def understand(self, query: str, *, exact: bool = False) -> Tree | None:
        """The tree that is searched. Exact: an actor is only the name given."""
        return self._meant(parse(query), exact=exact)

    def _meant(self, read: Tree | None, *, exact: bool) -> Tree | None:
        tree = with_capitals(read, self._spelling_of)
        return unexpanded(tree) if exact else expand(tree, self._names_of)

    def highlights(self, query: str, text: str) -> list[tuple[int, int]]:
        """Spans of a text that a query finds."""
        return highlight_spans(self.understand(query), text)

    def _with_snippets(
        self, tree: Tree | None, hits: Sequence[Hit], exact: bool
    ) -> tuple[FoundDocument, ...]:
        ids = [hit.document_id for hit in hits]
        documents = {document.id: document for document in self._store.many(ids)}
        texts = self._store.texts(ids)
        digits = self._digits_of() if hits else {}
        sources = {source.id: source for source in self._store.sources()} if hits else {}
        found = []
        for hit in hits:
            document = documents.get(hit.document_id)
            if document is None or document.removed:
                continue  # deleted since; the index learns of it at the next drain
            text = texts.get(hit.document_id, "")
            spans = highlight_spans(tree, text, exact=exact)
            source = sources.get(document.source_id) if document.source_id is not None else None
            grade = grade_of(source, digits.get(document.id)) or ""
            found.append(FoundDocument(document, hit.score, snippet(text, spans, SNIPPET), grade))
        return tuple(found)
