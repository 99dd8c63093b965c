"""Turn text into terms with places and offsets, and a query's leaves into spans to highlight."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer
from rapidfuzz.distance import OSA

from dossier.search.query import (
    Actor,
    Field,
    Fuzzy,
    Grade,
    Kind,
    Language,
    Leaf,
    Near,
    Phrase,
    Prefix,
    Published,
    Term,
    Tree,
    Wildcard,
    is_case_sensitive,
    leaves,
)
from dossier.text.normalize import fold, fold_with_offsets, without_article

EXACT = "="
"""Marks the term of an acronym in its own capitals, at the same place as the plain term."""
STEM = "~"
"""Marks a stem, at the same place as the plain term."""
LONGEST = 64
"""Letters of a term; the rest of a longer word (a hash, a key) is not searchable."""

_WORD = re.compile(r"\w+")
_STEMMER = snowballstemmer.stemmer("english")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its term, its place among the words, and its span (code points) in the original."""

    term: str
    place: int
    start: int
    end: int
    stem: str | None = None
    exact: str | None = None


def tokens(text: str) -> list[Token]:
    """The words of a text in order.

    Capitalised words and acronyms have no stem: ISIS is not "isi". A stem is given only where it differs
    in kind from the word, so that it makes a second, weaker match.
    """
    folded = fold_with_offsets(text)
    found = []
    for place, match in enumerate(_WORD.finditer(folded.text)):
        begin, after = match.span()
        start, end = folded.original_span(begin, after)
        word = match[0]
        term = without_article(word)[:LONGEST]
        stem = exact = None
        if word.isascii():
            surface = text[start]
            if surface.isupper():
                if len(word) <= 3 and is_case_sensitive(text[start:end].rstrip("'’")):
                    exact = word
            elif len(word) > 3 and word.isalpha():
                stem = _stem(word)
        found.append(Token(term, place, start, end, stem, exact))
    return found


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))


def words_of(text: str) -> list[str]:
    """The terms of a query's words, in order."""
    return [without_article(word)[:LONGEST] for word in _WORD.findall(fold(text))]


def stem_of(word: str) -> str | None:
    """The stem to look for besides a query word; None for names, acronyms, numbers and other scripts."""
    folded = fold(word)
    if word[:1].isupper() or not folded.isascii() or not folded.isalpha() or len(folded) <= 3:
        return None
    return _stem(folded)


def pattern_of(wildcard: str) -> re.Pattern[str]:
    """A regular expression for a folded wildcard; linear in time, as it has no nested repeats."""
    parts = {"*": r"\w*", "?": r"\w"}
    return re.compile("".join(parts.get(char) or re.escape(char) for char in wildcard))


def near_enough(term: str, word: str, edits: int) -> bool:
    """Whether a term is a fuzzy match: the first letter stands, at most `edits` changes (swaps count one)."""
    return term[:1] == word[:1] and OSA.distance(term, word, score_cutoff=edits) <= edits


# -- highlights


def highlight_spans(
    tree: Tree | None, text: str, field: Field = Field.TEXT, *, exact: bool = False
) -> list[tuple[int, int]]:
    """Spans of the original text that made it match: sorted, apart, never from a negated part.

    A phrase marks the phrase only. Words that were looked for in another field are not marked.
    """
    wanted = [leaf for leaf, negated in leaves(tree) if not negated and _is_text(leaf, field)]
    if not wanted or not text:
        return []
    found = tokens(text)
    by_term: dict[str, list[int]] = {}
    for token in found:
        by_term.setdefault(token.term, []).append(token.place)
        if token.exact:
            by_term.setdefault(EXACT + token.exact, []).append(token.place)
        if token.stem and not exact:
            by_term.setdefault(STEM + token.stem, []).append(token.place)
    spans: set[tuple[int, int]] = set()
    for leaf in wanted:
        spans.update(_spans(leaf, found, by_term, exact))
    return _apart(sorted(spans))


def _is_text(leaf: Leaf, field: Field) -> bool:
    if isinstance(leaf, (Kind, Language, Published, Grade, Actor)):
        return False
    return leaf.field is field or (leaf.field is Field.TEXT and field is Field.TITLE)


def _spans(
    leaf: Leaf, found: Sequence[Token], by_term: dict[str, list[int]], exact: bool
) -> Iterable[tuple[int, int]]:
    if isinstance(leaf, Term):
        for term in terms_of(leaf, exact=exact):
            for place in by_term.get(term, ()):
                yield found[place].start, found[place].end
    elif isinstance(leaf, Phrase):
        words = words_of(leaf.words)
        for place in by_term.get(words[0], ()) if words else ():
            if all(
                place + step < len(found) and found[place + step].term == word
                for step, word in enumerate(words)
            ):
                yield found[place].start, found[place + len(words) - 1].end
    elif isinstance(leaf, Near):
        for places in near_places([by_term.get(word, []) for word in words_of(leaf.words)], leaf.distance):
            for place in places:
                yield found[place].start, found[place].end
    else:
        for term in {token.term for token in found}:
            if matches(leaf, term):
                for place in by_term[term]:
                    yield found[place].start, found[place].end


def terms_of(leaf: Term, *, exact: bool = False) -> list[str]:
    """The terms that a single word is looked for as: in capitals, or plain and by its stem."""
    words = words_of(leaf.word)
    if leaf.exact:
        return [EXACT + fold(leaf.word)]
    found = list(words)
    stem = None if exact else stem_of(leaf.word)
    if stem is not None:
        found.append(STEM + stem)
    return found


def matches(leaf: Leaf, term: str) -> bool:
    """Whether a term is one that a prefix, wildcard or fuzzy word stands for."""
    if isinstance(leaf, Prefix):
        return term.startswith((leaf.stem, without_article(leaf.stem)))
    if isinstance(leaf, Wildcard):
        return pattern_of(leaf.pattern).fullmatch(term) is not None
    if isinstance(leaf, Fuzzy):
        words = words_of(leaf.word)
        return bool(words) and near_enough(term, words[0], leaf.edits)
    return False


def near_places(places: Sequence[Sequence[int]], distance: int) -> list[tuple[int, ...]]:
    """Choices of one place per word such that, in order, neighbours have at most `distance` words between.

    Each choice takes for one occurrence of the rarest word the nearest of the others; no place twice.
    """
    if not places or not all(places):
        return []
    rarest = min(range(len(places)), key=lambda number: len(places[number]))
    found = []
    for anchor in places[rarest]:
        reach = (distance + 1) * (len(places) - 1)
        options = [
            [place for place in row if abs(place - anchor) <= reach] if number != rarest else [anchor]
            for number, row in enumerate(places)
        ]
        choice = _choose(options, distance)
        if choice is not None:
            found.append(choice)
    return found


def _choose(options: Sequence[Sequence[int]], distance: int) -> tuple[int, ...] | None:
    """Depth first through few options: queries have few words, windows few occurrences."""

    def fits(chosen: tuple[int, ...]) -> bool:
        ordered = sorted(chosen)
        return all(0 < after - before <= distance + 1 for before, after in itertools.pairwise(ordered))

    stack: list[tuple[int, ...]] = [()]
    steps = 0
    while stack and steps < 5_000:
        steps += 1
        chosen = stack.pop()
        if len(chosen) == len(options):
            if fits(chosen):
                return chosen
            continue
        stack += [(*chosen, place) for place in reversed(options[len(chosen)]) if place not in chosen]
    return None


def _apart(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
