"""Turn text into terms with places and offsets, and a query's leaves into spans to highlight."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TypeVar

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
NO_FORM = "_"
"""Stands for the capitals or stem of a word that has none, where a line is to have one for each; no term."""
LONGEST = 64
"""Letters of a term; the rest of a longer word (a hash, a key) is not searchable."""

_STEMMER = snowballstemmer.stemmer("english")
_Value = TypeVar("_Value")


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

    The same as `tokens` says, at a tenth of the price: most stretches between blanks have been met before,
    and their places in the original are not needed. No word and no rule of folding reaches over a blank.
    """
    return chain.from_iterable(map(_STRETCHES.__getitem__, text.split()))


def indexed_lines(text: str) -> tuple[str, str]:
    """What `indexed` gives, with blanks between: the terms in order, and the capitals or stem of each.

    A word that has neither has NO_FORM, so that both lines are of one length, by which a score is divided.
    """
    pairs = map(_LINES.__getitem__, text.split())
    plain, besides = zip(*pairs, strict=True) if text and not text.isspace() else ((), ())
    return " ".join(plain), " ".join(besides)


def _learned(stretch: str) -> tuple[tuple[str, ...], ...]:
    """What an index learns of each word of a stretch without a blank."""
    if not any(map(str.isupper, stretch)):
        return tuple([_small_forms(word) for word in WORD.findall(fold(stretch))])
    folded = fold_with_offsets(stretch)
    return tuple(
        [
            _capital_forms(match[0], stretch, folded, *match.span())
            if stretch[folded.offsets[match.start()]].isupper()
            else _small_forms(match[0])
            for match in WORD.finditer(folded.text)
        ]
    )


def _small_forms(word: str) -> tuple[str, ...]:
    if not word.isascii():
        return (without_article(word.replace(".", ""))[:LONGEST],)
    if len(word) > 3 and word.isalpha() and word not in NAMES:
        return word[:LONGEST], STEM + _stem(word)
    return (word.replace(".", "")[:LONGEST],)


def _capital_forms(word: str, stretch: str, folded: Folded, begin: int, after: int) -> tuple[str, ...]:
    bare = word.replace(".", "")
    if len(bare) <= 3 and bare.isascii():
        start, end = folded.original_span(begin, after)
        if is_case_sensitive(stretch[start:end]):
            return bare, EXACT + bare
    return (without_article(bare)[:LONGEST],)


def _lines(stretch: str) -> tuple[str, str]:
    learned = _learned(stretch)
    return (
        " ".join([forms[0] for forms in learned]),
        " ".join([forms[1] if len(forms) > 1 else NO_FORM for forms in learned]),
    )


class _Remembered(dict[str, _Value]):
    """What was made of the stretches met lately: those met since it was last full, and those before."""

    def __init__(self, make: Callable[[str], _Value]) -> None:
        super().__init__()
        self._make = make
        self._before: dict[str, _Value] = {}

    def __missing__(self, stretch: str) -> _Value:
        found = self._before.get(stretch)
        if found is None:
            found = self._make(stretch)
        if len(stretch) <= LONGEST:
            if len(self) >= MOST_REMEMBERED:
                self._before = dict(self)
                self.clear()
            self[stretch] = found
        return found


MOST_REMEMBERED = 150_000
"""Stretches, twice: about 80 MB."""
_STRETCHES = _Remembered(_learned)
_LINES = _Remembered(_lines)


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
    asked = {form for leaf in wanted for form in _asked(leaf, exact)}
    patterns = any(isinstance(leaf, (Prefix, Wildcard, Fuzzy)) for leaf in wanted)
    stretches = _stretches(text, None if patterns else {form.lstrip(EXACT + STEM)[:1] for form in asked})
    words = list(chain.from_iterable(stretches))
    by_term: defaultdict[str, list[int]] = defaultdict(list)
    for place, forms in enumerate(words):
        if not asked.isdisjoint(forms):
            for form in forms:
                by_term[form].append(place)
    places = {one for leaf in wanted for one in _places(leaf, words, by_term, exact)}
    if not places:
        return []
    # Only now, and only for what is marked, the way back to the original is worth its price.
    spans = _spans(text, stretches, sorted({place for pair in places for place in pair}))
    return _apart(sorted((spans[first][0], spans[last][1]) for first, last in places))


_STRETCH = re.compile(r"\S+")
_ANOTHER_WORD = (("",),)


def _stretches(text: str, initials: set[str] | None) -> list[tuple[tuple[str, ...], ...]]:
    """What an index learns of each stretch of a text.

    A plain word with none of these initials is not looked at: all forms of a word begin with one letter,
    and stems that nobody asks for cost most of the time.
    """
    if initials is None:
        return [_STRETCHES[stretch] for stretch in text.split()]
    found = []
    for stretch in text.split():
        learned = _STRETCHES.get(stretch)
        if learned is None:
            plain = stretch.rstrip(",.;:")
            another = plain.isascii() and plain.isalpha() and plain[0].lower() not in initials
            learned = _ANOTHER_WORD if another else _STRETCHES[stretch]
        found.append(learned)
    return found


def _spans(
    text: str, stretches: Sequence[Sequence[object]], places: Sequence[int]
) -> dict[int, tuple[int, int]]:
    """Spans of the words at these places (ascending) in the original."""
    found: dict[int, tuple[int, int]] = {}
    following = iter(places)
    wanted = next(following, None)
    before = 0
    for match, learned in zip(_STRETCH.finditer(text), stretches, strict=True):
        if wanted is None:
            break
        after = before + len(learned)
        if wanted < after:
            words = tokens(match[0])
            while wanted is not None and wanted < after:
                word = words[wanted - before]
                found[wanted] = (match.start() + word.start, match.start() + word.end)
                wanted = next(following, None)
        before = after
    return found


def _is_text(leaf: Leaf, field: Field) -> bool:
    if isinstance(leaf, (Kind, Language, Published, Grade, Actor)):
        return False
    return leaf.field is field or (leaf.field is Field.TEXT and field is Field.TITLE)


def _asked(leaf: Leaf, exact: bool) -> Sequence[str]:
    """The forms whose places `_places` looks up."""
    if isinstance(leaf, Term):
        return terms_of(leaf, exact=exact)
    if isinstance(leaf, (Phrase, Near)):
        return words_of(leaf.words)
    return ()


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
        fitting = {term for term in {forms[0] for forms in words} if matches(leaf, term)}
        if fitting:
            for place, forms in enumerate(words):
                if forms[0] in fitting:
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
