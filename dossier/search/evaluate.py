"""Find and score documents for a tree, whatever engine gives the postings: one meaning for all engines."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from dossier.search.analysis import (
    highlight_spans,
    near_places,
    pattern_of,
    terms_of,
    words_of,
)
from dossier.search.columns import Columns
from dossier.search.engine import Facet, SearchRequest, Sort
from dossier.search.query import (
    MOST_EXPANSIONS,
    Actor,
    And,
    Field,
    Fuzzy,
    Grade,
    Kind,
    Language,
    Leaf,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Published,
    QueryProblem,
    Term,
    Tree,
    Wildcard,
)
from dossier.search.suggesting import Lexicon
from dossier.text.normalize import without_article

K1, B = 1.2, 0.75
"""BM25 (Robertson and Zaragoza, 2009), the values of most engines."""
TITLE_WEIGHT = 2.0
OTHER_FORM = 0.2
"""A word and its stem, or the word with an Arabic particle, are forms of one term with one idf. The best form
counts, another one in the same document so much: with the same frequency the word itself is the better match.
nDCG@10 on the collections of tests/bench hardly changes from 0.1 to 0.25."""

Rows = NDArray[np.int64]
Scores = NDArray[np.float64]


@dataclass(frozen=True)
class Postings:
    """Rows (ascending) in which a term stands, and how often in each."""

    rows: Rows
    counts: Scores


TermsOf = Callable[[str, str], Sequence[str]]
"""All terms of a field that begin with a prefix, ascending."""

_STRIDE = 1 << 32
"""More than a text has words."""

NOTHING = Postings(np.empty(0, dtype=np.int64), np.empty(0))


@dataclass(frozen=True)
class Places:
    """Beside each other: rows, and places of a term among the words there; ascending by row, then place."""

    rows: Rows
    at: Rows


class Source(Protocol):
    """What an engine gives: postings and places of terms, and the list of its terms."""

    columns: Columns
    lengths: dict[str, Scores]
    """Words of each row, by field (`text`, `title`)."""

    def postings(self, field: str, term: str) -> Postings:
        """Where a term stands."""

    def frequency(self, field: str, term: str) -> int:
        """In how many documents a term stands."""

    def places(self, field: str, term: str, rows: Rows) -> Places:
        """Places of a term in these rows (ascending), which all have it."""

    def terms(self, field: str, prefix: str) -> Sequence[str]:
        """All terms that begin with a prefix, ascending."""


@dataclass(frozen=True)
class Found:
    """A set of rows as a mask, with a score for each row (0 where it is not in the set)."""

    mask: NDArray[np.bool_]
    scores: Scores


class Evaluation:
    """One question to one state of an index."""

    def __init__(self, source: Source, request: SearchRequest) -> None:
        self._source = source
        self._request = request
        self._rows = len(source.columns.ids)
        living = source.columns.living()
        self._living = living
        self._count = max(int(living.sum()), 1)
        self._averages = {
            field: float(lengths[living].mean()) if living.any() else 1.0
            for field, lengths in source.lengths.items()
        }
        self.expansions = 0

    def run(self) -> tuple[Rows, Scores]:
        """Rows that answer the request, in the order asked for, with their scores."""
        columns = self._source.columns
        if self._request.tree is None:
            found = Found(self._living.copy(), np.zeros(self._rows))
        else:
            found = self._find(self._request.tree)
        mask = found.mask & self._living
        chosen = columns.chosen(self._request.include, self._request.exclude)
        if chosen is not None:
            mask &= chosen
        if self._request.newer_than is not None:
            mask &= columns.ids > self._request.newer_than
        rows = np.flatnonzero(mask)
        ids = columns.ids[rows]
        if self._request.sort is Sort.DATE or (self._request.tree is None):
            order = np.lexsort((ids, -columns.first[rows]))
        else:
            order = np.lexsort((ids, -found.scores[rows]))
        return rows[order], found.scores[rows[order]]

    # -- trees

    def _find(self, tree: Tree) -> Found:
        if isinstance(tree, And):
            return self._all(tree.parts)
        if isinstance(tree, Or):
            return self._any(tree.parts)
        if isinstance(tree, Not):
            return Found(~self._find(tree.part).mask, np.zeros(self._rows))
        return self._leaf(tree)

    def _all(self, parts: Sequence[Tree]) -> Found:
        mask = np.ones(self._rows, dtype=bool)
        scores = np.zeros(self._rows)
        for part in parts:
            found = self._find(part)
            mask &= found.mask
            scores += found.scores
        scores[~mask] = 0.0
        return Found(mask, scores)

    def _any(self, parts: Sequence[Tree]) -> Found:
        mask = np.zeros(self._rows, dtype=bool)
        scores = np.zeros(self._rows)
        for part in parts:
            found = self._find(part)
            mask |= found.mask
            scores += found.scores
        return Found(mask, scores)

    def _best(self, parts: Sequence[Tree]) -> Found:
        """Other names of one thing: a document that uses five of them is not five times as good."""
        mask = np.zeros(self._rows, dtype=bool)
        scores = np.zeros(self._rows)
        for part in parts:
            found = self._find(part)
            mask |= found.mask
            scores = np.maximum(scores, found.scores) + 0.1 * np.minimum(scores, found.scores)
        return Found(mask, scores)

    # -- leaves

    def _leaf(self, leaf: Leaf) -> Found:
        columns = self._source.columns
        if isinstance(leaf, Actor):
            return self._best(leaf.names) if leaf.names else self._leaf(Phrase(leaf.name))
        if isinstance(leaf, Kind):
            return self._only(columns.having(Facet.KIND, [leaf.value]))
        if isinstance(leaf, Language):
            return self._only(columns.having(Facet.LANGUAGE, [leaf.value]))
        if isinstance(leaf, Published):
            return self._only(columns.published(leaf.range))
        if isinstance(leaf, Grade):
            return self._only(columns.having(Facet.GRADE, graded(columns.values(Facet.GRADE), leaf.value)))
        if leaf.field is Field.SOURCE:
            return self._only(columns.having(Facet.SOURCE, named_sources(columns.values(Facet.SOURCE), leaf)))
        if isinstance(leaf, Term):
            return self._term(leaf)
        if isinstance(leaf, (Phrase, Near)):
            return self._words_together(leaf)
        return self._expanded(leaf)

    def _only(self, mask: NDArray[np.bool_]) -> Found:
        return Found(mask & self._living, np.zeros(self._rows))

    def _term(self, leaf: Term) -> Found:
        mask = np.zeros(self._rows, dtype=bool)
        best, total = np.zeros(self._rows), np.zeros(self._rows)
        terms = terms_of(leaf, exact=self._request.exact)
        fields = fields_of(leaf.field)
        shared = {field: shared_frequency(self._source, field, terms) for field, _ in fields}
        for term in terms:
            form = np.zeros(self._rows)
            for field, weight in fields:
                postings = self._source.postings(field, term)
                mask[postings.rows] = True
                form[postings.rows] += self._bm25(postings, field, shared[field]) * weight
            if len(terms) == 1:
                return Found(mask, form)
            best = np.maximum(best, form)
            total += form
        return Found(mask, best + OTHER_FORM * (total - best))

    def _bm25(self, postings: Postings, field: str, frequency: int | None = None) -> Scores:
        """Scores of the rows; the idf is that of `frequency` documents, of these where none is given."""
        if not len(postings.rows):
            return np.empty(0)
        idf = robertson_idf(self._count, len(postings.rows) if frequency is None else frequency)
        lengths = self._source.lengths[field][postings.rows]
        norm = K1 * (1 - B + B * lengths / max(self._averages[field], 1.0))
        scores: Scores = idf * postings.counts * (K1 + 1) / (postings.counts + norm)
        return scores

    def _words_together(self, leaf: Phrase | Near) -> Found:
        mask = np.zeros(self._rows, dtype=bool)
        scores = np.zeros(self._rows)
        words = words_of(leaf.words)
        if not words:
            return Found(mask, scores)
        for field, weight in fields_of(leaf.field):
            lists = {word: self._source.postings(field, word) for word in set(words)}
            rows = lists[words[0]].rows
            for word in words[1:]:
                rows = np.intersect1d(rows, lists[word].rows, assume_unique=True)
            if not len(rows):
                continue
            if len(words) > 1:
                counts = self._count_together(field, words, rows, leaf)
                rows, counts = rows[counts > 0], counts[counts > 0]
            else:
                counts = lists[words[0]].counts
            if not len(rows):
                continue
            mask[rows] = True
            scores[rows] += self._bm25(Postings(rows, counts), field) * weight
        return Found(mask, scores)

    def _count_together(self, field: str, words: Sequence[str], rows: Rows, leaf: Phrase | Near) -> Scores:
        """How often the words stand together in each row."""
        if isinstance(leaf, Near):
            return self._count_near(field, words, rows, leaf.distance)
        keys = np.empty(0, dtype=np.int64)
        for step, word in enumerate(words):
            # A place and its row in one number, moved so that the words of a phrase meet in the same.
            found = self._source.places(field, word, rows)
            here = found.rows * _STRIDE + found.at + (len(words) - step)
            keys = here if not step else keys[_among(keys, here)]
            if not len(keys):
                break
        return np.bincount(np.searchsorted(rows, keys // _STRIDE), minlength=len(rows)).astype(float)

    def _count_near(self, field: str, words: Sequence[str], rows: Rows, distance: int) -> Scores:
        """How many shortest stretches hold all words with at most `distance` others, in each row."""
        reach = len(words) - 1 + distance
        places = {word: self._source.places(field, word, rows) for word in set(words)}
        keys = {word: found.rows * _STRIDE + found.at + reach for word, found in places.items()}
        rarest = min(places, key=lambda word: len(keys[word]))
        close = keys[rarest]
        for word, here in keys.items():
            if word != rarest and len(close):
                after = np.minimum(np.searchsorted(here, close - reach), len(here) - 1)
                close = close[np.abs(here[after] - close) <= reach]
        counts = np.zeros(len(rows))
        candidates = np.unique(close // _STRIDE)
        spans = {
            word: (np.searchsorted(found.rows, candidates), np.searchsorted(found.rows, candidates, "right"))
            for word, found in places.items()
        }
        for number, row in enumerate(candidates.tolist()):
            here_ = {
                word: places[word].at[starts[number] : ends[number]].tolist()
                for word, (starts, ends) in spans.items()
            }
            counts[np.searchsorted(rows, row)] = len(near_places([here_[word] for word in words], distance))
        return counts

    # -- prefixes, wildcards, fuzzy words

    def _expanded(self, leaf: Prefix | Wildcard | Fuzzy) -> Found:
        mask = np.zeros(self._rows, dtype=bool)
        scores = np.zeros(self._rows)
        for field, weight in fields_of(leaf.field):
            for term in self._expand(leaf, field):
                postings = self._source.postings(field, term)
                mask[postings.rows] = True
                part = self._bm25(postings, field) * weight
                scores[postings.rows] = np.maximum(scores[postings.rows], part)
        return Found(mask, scores)

    def _expand(self, leaf: Prefix | Wildcard | Fuzzy, field: str) -> list[str]:
        found = expand(self._source.terms, leaf, field, MOST_EXPANSIONS - self.expansions)
        self.expansions += len(found)
        return found


def expand(terms: TermsOf, leaf: Prefix | Wildcard | Fuzzy, field: str, most: int) -> list[str]:
    """The terms that a pattern stands for. QueryProblem when there are more than `most`."""
    found: dict[str, None] = {}
    for prefix in _beginnings(leaf):
        for term in _matching(leaf, terms(field, prefix)):
            if term[0] in "=~" or term in found:
                continue
            found[term] = None
            if len(found) > most:
                shown = leaf.stem + "*" if isinstance(leaf, Prefix) else _written(leaf)
                raise QueryProblem(
                    f"“{shown}” is too broad: it stands for more than {MOST_EXPANSIONS:,} words.",
                    word=shown,
                    hint="Add some letters.",
                )
    return list(found)


def _matching(leaf: Prefix | Wildcard | Fuzzy, terms: Sequence[str]) -> Iterable[str]:
    if isinstance(leaf, Prefix):
        return terms
    if isinstance(leaf, Wildcard):
        return _matching_wildcard(leaf, terms)
    words = words_of(leaf.word)
    if not words:
        return ()
    near = process.extract_iter(words[0], terms, scorer=OSA.distance, score_cutoff=leaf.edits)
    return (term for term, _, _ in near if term[0] == words[0][0])


def _matching_wildcard(leaf: Wildcard, terms: Sequence[str]) -> Iterable[str]:
    piece = max(re.split(r"[*?]", leaf.pattern), key=len)
    fits = pattern_of(leaf.pattern).fullmatch
    return (term for term in terms if piece in term and fits(term))


def robertson_idf(documents: int, frequency: int) -> float:
    """What a term of so many documents says (Robertson and Sparck Jones, 1976).

    Without the 1 that most engines add, and floored: a word of every document says little.
    """
    return max(math.log(max(documents - frequency + 0.5, 0.5) / (frequency + 0.5)), 0.01)


def shared_frequency(lexicon: Lexicon, field: str, terms: Sequence[str]) -> int:
    """The documents of the most frequent form of a word, which stand for those of all its forms."""
    return max((lexicon.frequency(field, term) for term in terms), default=0)


def fields_of(field: Field) -> tuple[tuple[str, float], ...]:
    """Words are looked for in text and title, title words in the title only; with their weights."""
    if field is Field.TITLE:
        return (("title", TITLE_WEIGHT),)
    return (("text", 1.0), ("title", TITLE_WEIGHT))


def graded(names: Sequence[str], value: str) -> list[str]:
    """The grades asked for: `B` is any with the letter, `2` any with the digit, `B2` both."""
    return [
        name for name in names
        if all(char in name for char in value) and (len(value) < 2 or name.startswith(value))
    ]  # fmt: skip


def named_sources(names: Sequence[str], leaf: Term | Phrase | Near | Prefix | Wildcard | Fuzzy) -> list[str]:
    """Sources whose name has the word or words; a case has few sources, so their names are read."""
    return [name for name in names if highlight_spans(leaf, name, Field.SOURCE)]


def _among(keys: Rows, others: Rows) -> NDArray[np.bool_]:
    """Which keys are among the others; both ascending."""
    if not len(others):
        return np.zeros(len(keys), dtype=bool)
    place = np.minimum(np.searchsorted(others, keys), len(others) - 1)
    found: NDArray[np.bool_] = others[place] == keys
    return found


def _beginnings(leaf: Prefix | Wildcard | Fuzzy) -> list[str]:
    if isinstance(leaf, Prefix):
        return list(dict.fromkeys((leaf.stem, without_article(leaf.stem))))
    if isinstance(leaf, Wildcard):
        literal = re.match(r"[^*?]*", leaf.pattern)
        return [literal[0] if literal else ""]
    words = words_of(leaf.word)
    return [words[0][0]] if words else []


def _written(leaf: Wildcard | Fuzzy) -> str:
    return leaf.pattern if isinstance(leaf, Wildcard) else leaf.word + "~"


def telling_words(text: str, *, most: int = 25) -> list[str]:
    """Words of a text that may find documents like it, most frequent first."""
    counted = Counter(word for word in words_of(text[:200_000]) if len(word) > 2 and not word.isdigit())
    return [word for word, _ in counted.most_common(most * 4)]


def likeness(lexicon: Lexicon, text: str, documents: int) -> Tree | None:
    """A query for the telling words of a text: frequent there, rare elsewhere. None when there are none."""
    rated = []
    for number, word in enumerate(telling_words(text)):
        found = lexicon.frequency("text", word)
        if 1 < found < documents * 0.2 + 2:
            rated.append((number - 20 * math.log(max(documents, 1) / found), word))
    words = [word for _, word in sorted(rated)[:25]]
    return Or(tuple(Term(word) for word in words)) if words else None
