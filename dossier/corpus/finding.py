"""Search a case: from the query's text to documents with snippets, facets and what was really searched."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from dossier.domain.corpus import Document, DocumentId
from dossier.domain.searches import Inquiry
from dossier.search.analysis import highlight_spans
from dossier.search.engine import Choice, FacetCounts, SearchRequest, SearchResult, Sort
from dossier.search.names import ExpandActor, SpellingOf, expand, unexpanded, with_capitals
from dossier.search.printing import show
from dossier.search.query import parse
from dossier.search.tree import Tree
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


class Asked(Protocol):
    """What answers requests: the index, in this process or another."""

    def search(self, request: SearchRequest) -> SearchResult:
        """Find documents."""


class Finder:
    """Searches one case."""

    def __init__(
        self,
        store: CorpusStore,
        index: Asked,
        names_of: ExpandActor,
        spelling_of: SpellingOf = lambda _word: None,
    ) -> None:
        self._store = store
        self._index = index
        self._names_of = names_of
        self._spelling_of = spelling_of

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
        tree = self.understand(query, exact=exact)
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
        return SearchAnswer(
            query=query,
            searched=show(tree),
            total=result.total,
            of=self._store.count(),
            took_ms=result.took_ms,
            did_you_mean=result.did_you_mean,
            facets=result.facets,
            hits=self._with_snippets(tree, result, exact),
        )

    def ids(self, inquiry: Inquiry) -> list[DocumentId]:
        """All documents that an inquiry finds, in no order that matters. Raises QueryProblem."""
        request = SearchRequest(
            self.understand(inquiry.query, exact=inquiry.exact),
            limit=_EVERYTHING,
            include=inquiry.include,
            exclude=inquiry.exclude,
            facets=frozenset(),
            exact=inquiry.exact,
        )
        return [hit.document_id for hit in self._index.search(request).hits]

    def understand(self, query: str, *, exact: bool = False) -> Tree | None:
        """The tree that is searched. Exact: an actor is only the name given."""
        tree = with_capitals(parse(query), self._spelling_of)
        return unexpanded(tree) if exact else expand(tree, self._names_of)

    def highlights(self, query: str, text: str) -> list[tuple[int, int]]:
        """Spans of a text that a query finds."""
        return highlight_spans(self.understand(query), text)

    def _with_snippets(
        self, tree: Tree | None, result: SearchResult, exact: bool
    ) -> tuple[FoundDocument, ...]:
        ids = [hit.document_id for hit in result.hits]
        documents = {document.id: document for document in self._store.many(ids)}
        texts = self._store.texts(ids)
        found = []
        for hit in result.hits:
            document = documents.get(hit.document_id)
            if document is None:
                continue  # deleted since; the index learns of it at the next drain
            text = texts.get(hit.document_id, "")
            spans = highlight_spans(tree, text, exact=exact)
            found.append(FoundDocument(document, hit.score, snippet(text, spans, SNIPPET)))
        return tuple(found)
