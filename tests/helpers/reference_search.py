"""Search by reading every document: slow, and plain enough to be believed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

import snowballstemmer
from dossier.domain.corpus import DocumentId
from dossier.search.engine import Choice, IndexedDocument
from dossier.search.query import (
    Actor,
    And,
    Field,
    Fuzzy,
    Grade,
    Kind,
    Language,
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
from dossier.text.normalize import fold, without_article

_STEMMER = snowballstemmer.stemmer("english")


def find(
    documents: Iterable[IndexedDocument],
    tree: Tree | None,
    include: Iterable[Choice] = (),
    exclude: Iterable[Choice] = (),
    *,
    exact: bool = False,
) -> set[DocumentId]:
    """Ids of all documents that answer a query."""
    return {
        document.id
        for document in documents
        if (tree is None or _answers(document, tree, exact)) and _chosen(document, include, exclude)
    }


def facet_values(document: IndexedDocument, facet: str) -> set[str]:
    """What a document counts under in a facet."""
    date = str(document.published) if document.published else None
    match facet:
        case "source":
            return {document.source or "unknown"}
        case "kind":
            return {document.kind}
        case "language":
            return {document.language or "unknown"}
        case "grade":
            return {document.grade or "unknown"}
        case "actor":
            return set(document.actors)
        case "year":
            return {date[:4] if date else "unknown"}
        case _:
            return {date[:7]} if date and len(date) >= 7 else set()


def _chosen(document: IndexedDocument, include: Iterable[Choice], exclude: Iterable[Choice]) -> bool:
    if any(value in facet_values(document, facet) for facet, value in exclude):
        return False
    wanted: dict[str, set[str]] = {}
    for facet, value in include:
        wanted.setdefault(facet, set()).add(value)
    return all(values & facet_values(document, facet) for facet, values in wanted.items())


def _answers(document: IndexedDocument, tree: Tree, exact: bool) -> bool:
    match tree:
        case And(parts):
            return all(_answers(document, part, exact) for part in parts)
        case Or(parts):
            return any(_answers(document, part, exact) for part in parts)
        case Not(part):
            return not _answers(document, part, exact)
        case Actor(name, names):
            return any(_answers(document, part, exact) for part in names or (Phrase(name),))
        case Kind(value):
            return document.kind == value
        case Language(value):
            return (document.language or "unknown") == value
        case Grade(value):
            return all(char in (document.grade or "") for char in value)
        case Published(when):
            return document.published is not None and when.overlaps(document.published)
    if tree.field is Field.SOURCE:
        return document.source is not None and _found(tree, document.source, exact)
    texts = [document.title] if tree.field is Field.TITLE else [document.title, document.text]
    return any(_found(tree, text, exact) for text in texts)


def _found(leaf: Term | Phrase | Near | Prefix | Wildcard | Fuzzy, text: str, exact: bool) -> bool:
    words = _words(text)
    match leaf:
        case Term(word, _, True):
            return any(surface == word for surface, _ in words)
        case Term(word):
            return _term(word, words, exact)
        case Phrase(phrase):
            wanted = [term for _, term in _words(phrase)]
            terms = [term for _, term in words]
            return any(terms[start : start + len(wanted)] == wanted for start in range(len(terms)))
        case Near(phrase, distance):
            return _near([term for _, term in _words(phrase)], [term for _, term in words], distance)
        case Prefix(stem):
            return any(term.startswith((stem, without_article(stem))) for _, term in words)
        case Wildcard(pattern):
            return any(_glob(pattern, term) for _, term in words)
        case Fuzzy(word, edits):
            wanted_term = _words(word)[0][1]
            return any(term[0] == wanted_term[0] and _edits(term, wanted_term) <= edits for _, term in words)


def _words(text: str) -> list[tuple[str, str]]:
    """Surface (of words that folding leaves in one piece) and term of each word."""
    found = []
    for chunk in re.split(r"[\s,.!?]+", text):
        terms = [without_article(term) for term in re.findall(r"\w+", fold(chunk))]
        found += [(chunk if len(terms) == 1 else term, term) for term in terms]
    return found


def _term(word: str, words: Sequence[tuple[str, str]], exact: bool) -> bool:
    wanted = _words(word)[0][1]
    if any(term == wanted for _, term in words):
        return True
    if exact or word[0].isupper() or not wanted.isascii() or not wanted.isalpha() or len(wanted) < 4:
        return False
    stem = _STEMMER.stemWord(wanted)
    return any(
        _STEMMER.stemWord(term) == stem
        for surface, term in words
        if term.isascii() and term.isalpha() and len(term) > 3 and not surface[:1].isupper()
    )


def _near(wanted: Sequence[str], terms: Sequence[str], distance: int) -> bool:
    rows = [[place for place, term in enumerate(terms) if term == word] for word in wanted]
    for places in itertools.product(*rows):
        if len(set(places)) == len(wanted) and max(places) - min(places) < len(wanted) + distance:
            return True
    return False


def _glob(pattern: str, term: str) -> bool:
    if not pattern:
        return not term
    if pattern[0] == "*":
        return _glob(pattern[1:], term) or (bool(term) and _glob(pattern, term[1:]))
    return bool(term) and pattern[0] in ("?", term[0]) and _glob(pattern[1:], term[1:])


def _edits(one: str, other: str) -> int:
    """Optimal string alignment distance: a swap of neighbours is one edit."""
    rows = [list(range(len(other) + 1))]
    for i, left in enumerate(one, start=1):
        row = [i]
        for j, right in enumerate(other, start=1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]
