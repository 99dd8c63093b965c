"""Say what differs between two texts of one group of near-duplicates, sentence by sentence and word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from dossier.text.normalize import fold
from dossier.text.passages import sentence_spans

MOST_SENTENCES = 4_000
"""Sentences of each text that are compared; of longer ones the rest is shown as different."""
MOST_WORDS = 400
"""Words of a sentence that are compared one by one; in a longer one the whole is marked."""
ALIKE = 0.4
"""Share of common words from which two sentences are one that was changed."""

_WORD = re.compile(r"[\w\u0300-\u036f\u064b-\u0652\u0670\u0640]+")
"""With vowel marks, which belong to their letters."""

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Row:
    """Two sentences side by side, as spans of their texts; None where one text has none.

    `left_marks` and `right_marks` are the words that differ, in offsets of the whole texts.
    """

    left: tuple[int, int] | None
    right: tuple[int, int] | None
    same: bool
    left_marks: Spans = ()
    right_marks: Spans = ()


@dataclass(frozen=True)
class Differences:
    """Two texts side by side."""

    rows: tuple[Row, ...]
    cut: bool = False
    """One of the texts was too long to be compared to its end."""

    @property
    def changed(self) -> int:
        """Rows that differ."""
        return sum(not row.same for row in self.rows)


def differences(left: str, right: str) -> Differences:
    """What differs; case, marks, spaces and typographic quotes don't count. Bounded for long texts."""
    one, other = sentence_spans(left), sentence_spans(right)
    cut = len(one) > MOST_SENTENCES or len(other) > MOST_SENTENCES
    head, tail = one[:MOST_SENTENCES], other[:MOST_SENTENCES]
    plain = [_plain(left[start:end]) for start, end in head]
    against = [_plain(right[start:end]) for start, end in tail]
    rows: list[Row] = []
    matcher = difflib.SequenceMatcher(None, plain, against, autojunk=len(plain) + len(against) > 1_000)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            rows += [Row(head[a + n], tail[c + n], True) for n in range(b - a)]
        else:
            rows += _pairs(left, right, head[a:b], tail[c:d])
    for ours, theirs in zip_longest(one[MOST_SENTENCES:], other[MOST_SENTENCES:]):
        rows.append(Row(ours, theirs, False))
    return Differences(tuple(rows), cut)


def _pairs(
    left: str, right: str, ours: Sequence[tuple[int, int]], theirs: Sequence[tuple[int, int]]
) -> Iterator[Row]:
    """Rows of a changed part: sentences that share words stand side by side, in the order of both texts."""
    place = 0
    for span in ours:
        words = set(_plain(left[slice(*span)]).split())
        best = None
        for number in range(place, min(len(theirs), place + 40)):
            others = set(_plain(right[slice(*theirs[number])]).split())
            if len(words & others) >= ALIKE * max(1, min(len(words), len(others))):
                best = number
                break
        if best is None:
            yield Row(span, None, False, left_marks=(span,))
            continue
        for number in range(place, best):
            yield Row(None, theirs[number], False, right_marks=(theirs[number],))
        yield _changed(left, right, span, theirs[best])
        place = best + 1
    for number in range(place, len(theirs)):
        yield Row(None, theirs[number], False, right_marks=(theirs[number],))


def _changed(left: str, right: str, ours: tuple[int, int], theirs: tuple[int, int]) -> Row:
    one, other = _words(left, ours), _words(right, theirs)
    if max(len(one), len(other)) > MOST_WORDS:
        return Row(ours, theirs, False, (ours,), (theirs,))
    matcher = difflib.SequenceMatcher(
        None, [fold(left[a:b]) for a, b in one], [fold(right[a:b]) for a, b in other], autojunk=False
    )
    marks: list[tuple[int, int]] = []
    others: list[tuple[int, int]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        if a < b:
            marks.append((one[a][0], one[b - 1][1]))
        if c < d:
            others.append((other[c][0], other[d - 1][1]))
    return Row(ours, theirs, not marks and not others, tuple(marks), tuple(others))


def _words(text: str, span: tuple[int, int]) -> list[tuple[int, int]]:
    return [match.span() for match in _WORD.finditer(text, *span)]


def _plain(sentence: str) -> str:
    return " ".join(re.findall(r"\w+", fold(sentence)))
