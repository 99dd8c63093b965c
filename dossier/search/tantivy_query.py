"""Turn a query's tree into a query of Tantivy that finds the same documents as the evaluation does."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from tantivy import FieldType, Occur, Query

from dossier.search.analysis import EXACT, STEM, near_places, terms_of, words_of
from dossier.search.engine import Choice
from dossier.search.evaluate import (
    OTHER_FORM,
    expand,
    fields_of,
    graded,
    named_sources,
    robertson_idf,
    shared_frequency,
)
from dossier.search.suggesting import Lexicon
from dossier.search.tree import (
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
    Term,
    Tree,
    Wildcard,
)

MOST_PLACINGS = 300
"""Ways to set down the words of a NEAR that can be asked as phrases, where reading would take longer."""
FEW_PLACINGS = 12
"""So few are always asked as phrases."""
MOST_READ = 2_000
"""Documents whose words are read rather than asking many phrases."""

WordsOf = Callable[[Any, str], Iterable[tuple[int, list[str]]]]
"""Of a query and a field: id and words, in order, of each document that it finds."""


class Translation:
    """One tree to one state of an index."""

    def __init__(
        self,
        schema: Any,
        lexicon: Lexicon,
        values: Callable[[str], Sequence[str]],
        words_in: WordsOf,
        count: Callable[[Any], int],
        documents: int,
        *,
        exact: bool,
    ) -> None:
        """`values` gives all values of a facet, `count` how many documents a query finds."""
        self._schema = schema
        self._lexicon = lexicon
        self._values = values
        self._words_in = words_in
        self._count = count
        self._documents = documents
        self._exact = exact
        self._expansions = 0

    def of(self, tree: Tree | None) -> Any:
        """The query; None stands for every document."""
        if tree is None:
            return everything()
        if isinstance(tree, And):
            return both(
                [self.of(part) for part in tree.parts if not isinstance(part, Not)],
                [self.of(part.part) for part in tree.parts if isinstance(part, Not)],
            )
        if isinstance(tree, Or):
            return either([self.of(part) for part in tree.parts])
        if isinstance(tree, Not):
            return both([], [self.of(tree.part)])
        return self._leaf(tree)

    def _leaf(self, leaf: Leaf) -> Any:
        if isinstance(leaf, Actor):
            if not leaf.names:
                return self._leaf(Phrase(leaf.name))
            return Query.disjunction_max_query([self.of(name) for name in leaf.names], 0.1)
        if isinstance(leaf, Kind):
            return having(self._schema, "kind", [leaf.value])
        if isinstance(leaf, Language):
            return having(self._schema, "language", [leaf.value])
        if isinstance(leaf, Grade):
            return having(self._schema, "grade", graded(self._values("grade"), leaf.value))
        if isinstance(leaf, Published):
            return self._published(leaf)
        if leaf.field is Field.SOURCE:
            return having(self._schema, "source", named_sources(self._values("source"), leaf))
        if isinstance(leaf, Term):
            return self._term(leaf)
        if isinstance(leaf, (Phrase, Near)):
            words = words_of(leaf.words)
            if not words:
                return Query.empty_query()
            return either(
                [
                    Query.boost_query(self._together(leaf, words, field), weight)
                    for field, weight in fields_of(leaf.field)
                ]
            )
        return self._expanded(leaf)

    def _published(self, leaf: Published) -> Any:
        parts = [Query.exists_query("last")]
        when = leaf.range
        if when.start is not None:
            parts.append(self._range("last", lower_bound=when.start.first_day.toordinal()))
        if when.end is not None:
            parts.append(self._range("first", upper_bound=when.end.last_day.toordinal()))
        return silent(both(parts, []))

    def _range(self, field: str, lower_bound: int | None = None, upper_bound: int | None = None) -> Any:
        return Query.range_query(self._schema, field, FieldType.Integer, lower_bound, upper_bound)

    def _word(self, field: str, term: str, weight: float, shared: int | None = None) -> Any:
        """A term with Robertson's idf, of `shared` documents if given, in the place of Tantivy's."""
        frequency = self._lexicon.frequency(field, term)
        theirs = math.log(1 + (self._documents - frequency + 0.5) / (frequency + 0.5))
        ours = robertson_idf(self._documents, frequency if shared is None else shared)
        query = Query.term_query(self._schema, field_of(field, term), term)
        return Query.boost_query(query, weight * ours / max(theirs, 1e-6))

    def _term(self, leaf: Term) -> Any:
        terms = terms_of(leaf, exact=self._exact)
        fields = fields_of(leaf.field)
        shared = {field: shared_frequency(self._lexicon, field, terms) for field, _ in fields}
        forms = [
            either([self._word(field, term, weight, shared[field]) for field, weight in fields])
            for number, term in enumerate(terms)
            if not number or any(self._lexicon.frequency(field, term) for field, _ in fields)
        ]
        if not forms:
            return Query.empty_query()
        return Query.disjunction_max_query(forms, OTHER_FORM) if len(forms) > 1 else forms[0]

    def _expanded(self, leaf: Prefix | Wildcard | Fuzzy) -> Any:
        parts = []
        for field, weight in fields_of(leaf.field):
            terms = expand(self._lexicon.terms, leaf, field, MOST_EXPANSIONS - self._expansions)
            self._expansions += len(terms)
            parts += [self._word(field, term, weight) for term in terms]
        return Query.disjunction_max_query(parts) if parts else Query.empty_query()

    # -- words together

    def _together(self, leaf: Phrase | Near, words: list[str], field: str) -> Any:
        if len(words) == 1:
            return self._word(field, words[0], 1.0)
        if any(not self._lexicon.frequency(field, word) for word in words):
            return Query.empty_query()
        if isinstance(leaf, Phrase):
            return Query.phrase_query(self._schema, field, [*words])
        return self._near(field, words, leaf.distance)

    def _near(self, field: str, words: list[str], distance: int) -> Any:
        """Words in any order with at most `distance` others between them all."""
        different = list(dict.fromkeys(words))
        if len(words) == len(different) == 2:
            return self._pair(field, words[0], words[1], distance + 1)
        placings = _placings(words, distance)
        if placings is not None and len(placings) <= FEW_PLACINGS:
            return self._any_placing(field, placings)
        # Each two of them are at most so far apart; that leaves few documents to look into.
        reach = len(words) + distance - 1
        pairs = [self._pair(field, one, other, reach) for one, other in itertools.combinations(different, 2)]
        candidates = both(pairs or [self._word(field, different[0], 1.0)], [])
        if len(different) > 2:  # each word stands in several pairs
            candidates = Query.boost_query(candidates, 1 / (len(different) - 1))
        if placings is not None and self._count(candidates) > MOST_READ:
            return both([silent(candidates), self._any_placing(field, placings)], [])
        keys = []
        for key, said in self._words_in(candidates, field):
            places: dict[str, list[int]] = {word: [] for word in words}
            for place, word in enumerate(said):
                if word in places:
                    places[word].append(place)
            if near_places([places[word] for word in words], distance):
                keys.append(key)
        return both([candidates, silent(Query.term_set_query(self._schema, "id", keys))], [])

    def _pair(self, field: str, one: str, other: str, reach: int) -> Any:
        """Two different words at most `reach` places apart, in either order.

        Tantivy's slop is how far the second may be, before or behind, from where it is asked for; both are
        asked for in the same place.
        """
        return Query.phrase_query(self._schema, field, [(0, one), (0, other)], reach)

    def _any_placing(self, field: str, placings: Sequence[list[tuple[int, str]]]) -> Any:
        return Query.disjunction_max_query(
            [Query.phrase_query(self._schema, field, [*placing]) for placing in placings]
        )


def _placings(words: Sequence[str], distance: int) -> list[list[tuple[int, str]]] | None:
    """Every way to set the words down in any order with at most `distance` others between them all.

    None when there are too many.
    """
    count, reach = len(words), len(words) + distance
    # The first word is at 0, the others anywhere behind it: (reach - 1) places for (count - 1) words.
    if math.comb(reach - 1, count - 1) * math.factorial(count) > MOST_PLACINGS * (
        1 if len(set(words)) == count else 2
    ):
        return None
    found: dict[tuple[tuple[int, str], ...], None] = {}
    for places in itertools.combinations(range(1, reach), count - 1):
        for order in itertools.permutations(words):
            found[tuple(zip((0, *places), order, strict=True))] = None
    return [list(placing) for placing in found]


def field_of(field: str, term: str) -> str:
    """The field of the index that has a term: capitals and stems have one of their own, without places."""
    return f"{field}_forms" if term[0] in (EXACT, STEM) else field


def silent(query: Any) -> Any:
    """A query that finds the same and adds nothing to the score."""
    return Query.const_score_query(query, 0.0)


def everything() -> Any:
    """Every document."""
    return silent(Query.all_query())


def either(parts: Sequence[Any]) -> Any:
    """Any of these, the more the better."""
    return parts[0] if len(parts) == 1 else Query.boolean_query([(Occur.Should, part) for part in parts])


def both(parts: Sequence[Any], without: Sequence[Any]) -> Any:
    """All of these and none of the others."""
    if len(parts) == 1 and not without:
        return parts[0]
    return Query.boolean_query(
        [(Occur.Must, part) for part in parts or [everything()]] + [(Occur.MustNot, part) for part in without]
    )


def having(schema: Any, facet: str, values: Sequence[str]) -> Any:
    """Documents with one of these values of a facet."""
    if not values:
        return Query.empty_query()
    return silent(either([Query.term_query(schema, facet, value) for value in values]))


def chosen(
    schema: Any, include: frozenset[Choice], exclude: frozenset[Choice]
) -> tuple[list[Any], list[Any]]:
    """What the choices of facets ask for: queries to hold, and queries to fail."""
    wanted: dict[str, list[str]] = {}
    for facet, value in sorted(include):
        wanted.setdefault(facet, []).append(value)
    return (
        [having(schema, facet, values) for facet, values in wanted.items()],
        [having(schema, facet, [value]) for facet, value in sorted(exclude)],
    )


def after(schema: Any, key: int) -> Any:
    """Documents with a higher id."""
    return silent(
        Query.range_query(schema, "id", FieldType.Unsigned, lower_bound=int(key), include_lower=False)
    )


def scores(tree: Tree | None) -> bool:
    """Whether a tree says how well a document answers, and not only whether."""
    if isinstance(tree, (And, Or)):
        return any(scores(part) for part in tree.parts)
    if tree is None or isinstance(tree, (Not, Kind, Language, Grade, Published)):
        return False
    return isinstance(tree, Actor) or tree.field is not Field.SOURCE
