"""Turn text into terms with places and offsets, and a query's leaves into spans to highlight."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer
from rapidfuzz.distance import OSA

from dossier.search.capitals import NAMES, WORD, is_case_sensitive
from dossier.search.tree import (
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
    leaves,
)
from dossier.text.normalize import Folded, fold, fold_with_offsets, without_article

EXACT = "="
"""Marks the term of an acronym in its own capitals, at the same place as the plain term."""
STEM = "~"
"""Marks a stem, at the same place as the plain term."""
LONGEST = 64
"""Letters of a term; the rest of a longer word (a hash, a key) is not searchable."""

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
    for place, match in enumerate(WORD.finditer(folded.text)):
        begin, after = match.span()
        start, end = folded.original_span(begin, after)
        word = match[0].replace(".", "")
        term = without_article(word)[:LONGEST]
        stem = exact = None
        if word.isascii():
            surface = text[start]
            if surface.isupper():
                if len(word) <= 3 and is_case_sensitive(text[start:end]):
                    exact = word
            elif len(word) > 3 and word.isalpha() and word not in NAMES:
                stem = _stem(word)
        found.append(Token(term, place, start, end, stem, exact))
    return found


def indexed(text: str) -> Iterator[tuple[str, ...]]:
    """What an index learns of each word of a text, in order: its term, then capitals and stem.

    The same as `tokens` says, at a tenth of the price: most words of a text have been met before, and
    their places in the original are not needed.
    """
    plain = text
    if not plain.isascii():
        for sign, folded_sign in _TYPOGRAPHIC:
            if sign in plain:
                plain = plain.replace(sign, folded_sign)
    if plain.isascii():
        plain = plain.replace("`", "'")
        if "'" not in plain:
            return map(_SURFACES.__getitem__, WORD.findall(plain))
        if not _SHOUTED_APOSTROPHE.search(plain):
            return map(_SURFACES.__getitem__, WORD.findall(_APOSTROPHE.sub("", plain)))
    return _indexed_slowly(text)


_TYPOGRAPHIC = tuple((sign, fold(sign)) for sign in "‘’“”–—…\u00a0")
_APOSTROPHE = re.compile(r"(?<=\w)'(?:[sS](?!\w)|(?=\w))")
"""What folding takes out of words, before letters are made small."""
_SHOUTED_APOSTROPHE = re.compile(r"[A-Z]'[A-Z]")


def _indexed_slowly(text: str) -> Iterator[tuple[str, ...]]:
    folded = fold_with_offsets(text)
    offsets = folded.offsets
    for match in WORD.finditer(folded.text):
        word = match[0]
        begin = match.start()
        if not text[offsets[begin]].isupper():
            yield _SMALL[word]
        elif len(word) > 5:  # too long for an acronym, even with dots
            yield (_TERMS[word],)
        else:
            yield _capital_forms(word, text, folded, begin, match.end())


def _capital_forms(word: str, text: str, folded: Folded, begin: int, after: int) -> tuple[str, ...]:
    bare = word.replace(".", "")
    if len(bare) <= 3 and bare.isascii():
        start, end = folded.original_span(begin, after)
        if is_case_sensitive(text[start:end]):
            return _TERMS[word], EXACT + bare
    return (_TERMS[word],)


class _Terms(dict[str, str]):
    """The term of each word met, as far as they find room."""

    def __missing__(self, word: str) -> str:
        term = without_article(word.replace(".", ""))[:LONGEST]
        if len(self) < _REMEMBERED:
            self[word] = term
        return term


class _Small(dict[str, tuple[str, ...]]):
    """Term and stem of each word met that began with a small letter, as far as they find room."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        bare = word.replace(".", "")
        forms: tuple[str, ...] = (_TERMS[word],)
        if bare.isascii() and len(bare) > 3 and bare.isalpha() and bare not in NAMES:
            forms = (*forms, STEM + _stem(bare))
        if len(self) < _REMEMBERED:
            self[word] = forms
        return forms


class _Surfaces(dict[str, tuple[str, ...]]):
    """What an index learns of each ASCII word met, in its own capitals, as far as they find room."""

    def __missing__(self, surface: str) -> tuple[str, ...]:
        word = surface.lower()
        if not surface[0].isupper():
            forms = _SMALL[word]
        elif len(bare := word.replace(".", "")) <= 3 and is_case_sensitive(surface):
            forms = (_TERMS[word], EXACT + bare)
        else:
            forms = (_TERMS[word],)
        if len(self) < _REMEMBERED:
            self[surface] = forms
        return forms


_REMEMBERED = 200_000
_SURFACES = _Surfaces()
_TERMS = _Terms()
_SMALL = _Small()


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))


def words_of(text: str) -> list[str]:
    """The terms of a query's words, in order."""
    return [without_article(word.replace(".", ""))[:LONGEST] for word in WORD.findall(fold(text))]


def stem_of(word: str) -> str | None:
    """The stem to look for besides a query word; None for names, acronyms, numbers and other scripts."""
    folded = fold(word)
    if word[:1].isupper() or folded in NAMES:
        return None
    if not folded.isascii() or not folded.isalpha() or len(folded) <= 3:
        return None
    return _stem(folded)


def pattern_of(wildcard: str) -> re.Pattern[str]:
    """A regular expression for a folded wildcard that never goes back: each piece keeps its first place."""
    pieces = [re.escape(piece).replace(r"\?", ".") for piece in wildcard.split("*")]
    if len(pieces) == 1:
        return re.compile(pieces[0])
    middle = "".join(f"(?>.*?{piece})" for piece in pieces[1:-1] if piece)
    return re.compile(f"{pieces[0]}{middle}.*{pieces[-1]}")


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
    words = list(indexed(text))
    by_term: defaultdict[str, list[int]] = defaultdict(list)
    for place, forms in enumerate(words):
        for form in forms:
            by_term[form].append(place)
    places = {one for leaf in wanted for one in _places(leaf, words, by_term, exact)}
    if not places:
        return []
    # Only now, and only for what is marked, the way back to the original is worth its price.
    folded = fold_with_offsets(text)
    bounds = [match.span() for match in WORD.finditer(folded.text)]
    return _apart(sorted(folded.original_span(bounds[first][0], bounds[last][1]) for first, last in places))


def _is_text(leaf: Leaf, field: Field) -> bool:
    if isinstance(leaf, (Kind, Language, Published, Grade, Actor)):
        return False
    return leaf.field is field or (leaf.field is Field.TEXT and field is Field.TITLE)


def _places(
    leaf: Leaf, words: Sequence[tuple[str, ...]], by_term: Mapping[str, list[int]], exact: bool
) -> Iterable[tuple[int, int]]:
    """Places of the first and last word of each stretch to mark."""
    if isinstance(leaf, Term):
        for term in terms_of(leaf, exact=exact):
            for place in by_term.get(term, ()):
                yield place, place
    elif isinstance(leaf, Phrase):
        said = words_of(leaf.words)
        for place in by_term.get(said[0], ()) if said else ():
            if [forms[0] for forms in words[place : place + len(said)]] == said:
                yield place, place + len(said) - 1
    elif isinstance(leaf, Near):
        for together in near_places([by_term.get(word, []) for word in words_of(leaf.words)], leaf.distance):
            for place in together:
                yield place, place
    else:
        for term in {forms[0] for forms in words}:
            if matches(leaf, term):
                for place in by_term[term]:
                    yield place, place


def terms_of(leaf: Term, *, exact: bool = False) -> list[str]:
    """The terms that a single word is looked for as: in capitals, or plain and by its stem."""
    words = words_of(leaf.word)
    if leaf.exact:
        return [EXACT + word for word in words]
    found = list(words)
    if exact:
        return found
    stem = stem_of(leaf.word)
    if stem is not None:
        found.append(STEM + stem)
    return found + with_particles(words[0])


def with_particles(term: str) -> list[str]:
    """An Arabic term behind each particle that is written together with it: and, then, in, for, like."""
    if len(term) < 3 or not "\u0620" <= term[0] <= "\u064a":
        return []
    return [without_article(particle + term) for particle in ("و", "ف", "ب", "ل", "ك", "وب", "ول")]


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
    """Places of the words in each shortest stretch that has all of them and at most `distance` others.

    `places` are ascending, one row per word; a word that is asked for twice has to be there twice.
    """
    needed = Counter(tuple(row) for row in places)
    if not places or any(len(row) < count for row, count in needed.items()):
        return []
    missing = list(needed.values())
    events = sorted((place, number) for number, row in enumerate(needed) for place in row)
    found = []
    lacking, left = len(missing), 0
    for right, (place, number) in enumerate(events):
        missing[number] -= 1
        lacking -= missing[number] == 0
        while lacking == 0:
            first, leaving = events[left]
            missing[leaving] += 1
            if missing[leaving] == 1:  # as short as it can be
                lacking = 1
                if place - first < len(places) + distance:
                    found.append(tuple(one for one, _ in events[left : right + 1]))
            left += 1
    return found


def _apart(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
