"""Find the documents of a case that share a long quotation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dossier.domain.corpus import DocumentId
from dossier.evidence.link_phrases import QUOTED
from dossier.text.normalize import fold

LONG = 10
"""Words of a quotation that two documents hardly share by chance."""
_RUN = 8
"""Words in a row that must agree."""
_MOST_OF_ONE = 25
"""Documents with one quotation, from which on it is a commonplace."""


@dataclass(frozen=True)
class SharedQuote:
    """`quoting` has a passage in quotation marks at `[start, end)` that also stands in `other`."""

    quoting: DocumentId
    start: int
    end: int
    other: DocumentId
    words: int


def shared_quotes(
    texts: Callable[[], Iterable[tuple[DocumentId, str]]], *, stop: Callable[[], bool] = lambda: False
) -> Iterator[SharedQuote]:
    """Quotations of at least LONG words that stand in another document too; reads all texts twice.

    Memory: eight words of each long quotation. A document and another are told of once, by the longest.
    """
    runs: dict[int, list[tuple[DocumentId, int, int, int]]] = {}
    for key, text in texts():
        if stop():
            return
        for start, end in _quotations(text):
            words = fold(text[start:end]).split()
            if len(words) >= LONG:
                for place in range(0, len(words) - _RUN + 1, 4):
                    run = hash(tuple(words[place : place + _RUN]))
                    runs.setdefault(run, []).append((key, start, end, len(words)))
    best: dict[tuple[DocumentId, DocumentId], SharedQuote] = {}
    for key, text in texts():
        if stop():
            return
        words = fold(text).split()
        for place in range(len(words) - _RUN + 1):
            known = runs.get(hash(tuple(words[place : place + _RUN])))
            if known is None or len(known) > _MOST_OF_ONE:
                continue
            for quoting, start, end, count in known:
                pair = (quoting, key)
                if quoting != key and (pair not in best or best[pair].words < count):
                    best[pair] = SharedQuote(quoting, start, end, key, count)
    yield from best.values()


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    for match in QUOTED.finditer(text):
        group = next(number for number in range(1, 5) if match[number])
        yield match.span(group)
