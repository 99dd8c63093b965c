"""Offer another query for one that finds nothing: words that stand nowhere, put right by letters and by sound."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from dossier.search.analysis import STEM, stem_of, words_of
from dossier.search.tree import And, Field, Not, Or, Term, Tree, leaves
from dossier.text.transliterate import cost_of, sounds, vowel_cost

_SAME_START = ("aeiou", "cgjkq")
"""First letters that transliterations exchange: Qadhafi and Gaddafi, Katif and Qatif, Umar and Omar."""
_OTHER_LETTERS = 4
"""Letters in which two spellings of one name may differ: hudaydah and hodeidah in three."""
_UNLIKE = 0.2
"""The most that two consonants of one name differ (dossier.text.transliterate)."""
_BY_SOUND = 0.5
"""What a spelling that sounds the same costs before its vowels: less than one wrong letter."""
_FREQUENT = 0.1
"""What each doubling of the documents that have a word is worth, in wrong letters."""


class Lexicon(Protocol):
    """What words an index has."""

    def frequency(self, field: str, term: str) -> int:
        """In how many documents a term stands."""

    def terms(self, field: str, prefix: str) -> Sequence[str]:
        """All terms that begin with a prefix, ascending."""


def suggestion(lexicon: Lexicon, tree: Tree | None) -> Tree | None:
    """The query with words that stand nowhere put right; None when there is nothing to put right."""
    if tree is None:
        return None
    fixed = tree
    for leaf, negated in leaves(tree):
        if negated or not isinstance(leaf, Term) or leaf.exact or leaf.field is Field.SOURCE:
            continue
        words = words_of(leaf.word)
        if not words or len(words[0]) < 4:
            continue
        stem = stem_of(leaf.word)
        if lexicon.frequency("text", words[0]) or (stem and lexicon.frequency("text", STEM + stem)):
            continue
        best = _best(lexicon, words[0])
        if best is not None:
            fixed = replaced(fixed, leaf, best)
    return None if fixed == tree else fixed


def _best(lexicon: Lexicon, word: str) -> str | None:
    """The likeliest word: few wrong letters, or the same sound; frequent rather than rare."""
    edits = 1 if len(word) < 6 else 2
    starts = next((letters for letters in _SAME_START if word[0] in letters), word[0])
    rated = []
    for start in starts:
        terms = lexicon.terms("text", start)
        for term, edit, _ in process.extract(
            word, terms, scorer=OSA.distance, score_cutoff=_OTHER_LETTERS, limit=300
        ):
            heard = _unlike(word, term)
            costs = [float(edit)] if edit <= edits and start == word[0] else []
            costs += [_BY_SOUND + heard] if heard is not None else []
            if costs:
                bonus = _FREQUENT * math.log2(max(lexicon.frequency("text", term), 1))
                rated.append((min(costs) - bonus, term))
    return min(rated)[1] if rated else None


def _unlike(one: str, other: str) -> float | None:
    """How unlike two words sound (0 the same); None for those with other consonants."""
    (left, left_first), (right, right_first) = sounds(one), sounds(other)
    if not left or len(left) != len(right) or bool(left_first) != bool(right_first):
        return None
    total = 0.0
    for place, (mine, yours) in enumerate(zip(left, right, strict=True), start=1):
        consonant = cost_of(mine.consonant, yours.consonant)
        if consonant > _UNLIKE:
            return None
        total += consonant + vowel_cost(mine, yours, last=place == len(left))
    return total


def replaced(tree: Tree, old: Term, new: str) -> Tree:
    """The tree with another word in the place of one."""
    if isinstance(tree, (And, Or)):
        return type(tree)(tuple(replaced(part, old, new) for part in tree.parts))
    if isinstance(tree, Not):
        return Not(replaced(tree.part, old, new))
    return Term(new, old.field) if tree == old else tree
