"""Read one commit of a Whoosh index in whole blocks: postings, places and words as arrays, kept by segment."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import fields
from whoosh.analysis import Tokenizer
from whoosh.formats import Positions
from whoosh.reading import TermNotFound

from dossier.search.analysis import indexed
from dossier.search.columns import Columns, Facts, Names, read_facts
from dossier.search.evaluate import NOTHING, Places, Postings, Rows, Scores

CACHED_POSTINGS = 4_000_000
"""Kept of one commit, at 16 bytes each."""


class OurPlaces(Positions):  # type: ignore[misc]
    """Whoosh's format for words with places, as plain 32-bit numbers in this machine's order.

    The terms come from dossier.search.analysis: word, capitals and stem at one place. The index never
    leaves the machine, so its byte order is no matter.
    """

    def word_values(
        self, value: str, _analyzer: object, **_options: object
    ) -> Iterator[tuple[str, int, float, bytes]]:
        """Each term with how often it stands, its weight and its places."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, forms in enumerate(indexed(value)):
            for form in forms:
                places[form].append(place)
        for term, at in places.items():
            yield term, len(at), float(len(at)), array("I", at).tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """The protocol of Whoosh's formats."""
        return list(array("I", valuestring))


def schema() -> fields.Schema:
    """Fields of the index: the words of text and title, and what is known of a document, packed."""
    text, title = (fields.TEXT(analyzer=Tokenizer(), stored=False) for _ in range(2))
    text.format = title.format = OurPlaces()
    return fields.Schema(
        id=fields.ID(unique=True, stored=True),
        facts=fields.STORED,
        words=fields.STORED,
        text=text,
        title=title,
    )


class Segment:
    """What is kept of a segment as long as a commit has it. Segments never change, but for deletions."""

    def __init__(self, leaf: Any, names: Names) -> None:
        rows = leaf.doc_count_all()
        packed: list[str | None] = [None] * rows
        self.text, self.title = np.ones(rows), np.ones(rows)
        dead = frozenset(leaf.segment().deleted_docs()) if rows else frozenset()
        for row in range(rows):
            if row in dead:
                continue
            stored = leaf.stored_fields(row)
            packed[row] = stored["facts"]
            self.text[row], self.title[row] = stored["words"]
        self.facts: Facts = read_facts(packed, names)
        self._words: dict[str, list[str]] = {}

    def words_of(self, leaf: Any, field: str) -> list[str]:
        """Terms of a field, ascending; read when first asked for."""
        words = self._words.get(field)
        if words is None:
            words = self._words[field] = _words(leaf, field)
        return words

    def may_have(self, field: str, term: str) -> bool:
        """Whether looking for a term here is worth it; asking the files costs much more."""
        words = self._words.get(field)
        if words is None:
            return True
        place = bisect_left(words, term)
        return place < len(words) and words[place] == term


class Segments:
    """Facts and words of the segments of the newest commit, by the segments' names."""

    def __init__(self) -> None:
        self.names = Names()
        self._known: dict[str, Segment] = {}

    def of(self, leaves: Iterable[Any]) -> list[Segment]:
        """Those of these readers; only new ones are read, and what no commit has any more is forgotten."""
        found = []
        known: dict[str, Segment] = {}
        for leaf in leaves:
            key = leaf.segment().segment_id()
            segment = self._known.get(key) or Segment(leaf, self.names)
            known[key] = segment
            found.append(segment)
        self._known = known
        return found


class Commit:
    """One commit of the index, as the evaluation reads it (evaluate.Source)."""

    def __init__(self, reader: Any, segments: Segments) -> None:
        self._reader = reader
        leaves: list[tuple[Any, int]] = [
            (leaf, offset) for leaf, offset in reader.leaf_readers() if leaf.doc_count_all()
        ]
        found = segments.of(leaf for leaf, _ in leaves)
        self._parts = [(leaf, offset, one) for (leaf, offset), one in zip(leaves, found, strict=True)]
        self.columns = Columns(
            [one.facts for one in found], segments.names, [_living(leaf) for leaf, _ in leaves]
        )
        one = np.empty(0)
        self.lengths: dict[str, Scores] = {
            "text": np.maximum(np.concatenate([one, *(part.text for part in found)]), 1),
            "title": np.maximum(np.concatenate([one, *(part.title for part in found)]), 1),
        }
        self._postings: OrderedDict[tuple[str, str], Postings] = OrderedDict()
        self._kept = 0
        self._words: dict[str, list[str]] = {}

    def postings(self, field: str, term: str) -> Postings:
        """Where a term stands."""
        key = (field, term)
        known = self._postings.get(key)
        if known is not None:
            self._postings.move_to_end(key)
            return known
        rows: list[NDArray[Any]] = []
        counts: list[NDArray[Any]] = []
        for leaf, offset, segment in self._parts:
            if not segment.may_have(field, term):
                continue
            for ids, weights, _ in _blocks(leaf, field, term):
                rows.append(ids + offset)
                counts.append(weights)
        found = NOTHING
        if rows:
            found = Postings(np.concatenate(rows), np.concatenate(counts))
            keep = self.columns.living()[found.rows]
            if not keep.all():
                found = Postings(found.rows[keep], found.counts[keep])
        self._postings[key] = found
        self._kept += len(found.rows) + 16
        while self._kept > CACHED_POSTINGS and len(self._postings) > 1:
            _, oldest = self._postings.popitem(last=False)
            self._kept -= len(oldest.rows) + 16
        return found

    def frequency(self, field: str, term: str) -> int:
        """In how many documents a term stands."""
        return len(self.postings(field, term).rows)

    def places(self, field: str, term: str, rows: Rows) -> Places:
        """Places of a term in these rows."""
        owners: list[NDArray[Any]] = [np.empty(0, dtype=np.int64)]
        at: list[NDArray[Any]] = [np.empty(0, dtype=np.int64)]
        for leaf, offset, _ in self._parts:
            wanted = rows[(rows >= offset) & (rows < offset + leaf.doc_count_all())] - offset
            if not len(wanted):
                continue
            for ids, _, values in _blocks(leaf, field, term, wanted):
                keep = np.flatnonzero(np.isin(ids, wanted, assume_unique=True))
                if not len(keep):
                    continue
                chosen = [values()[number] for number in keep.tolist()]
                places = np.frombuffer(b"".join(chosen), dtype=np.uint32).astype(np.int64)
                sizes = [len(one) // 4 for one in chosen]
                owners.append(np.repeat(ids[keep] + offset, sizes))
                at.append(places)
        return Places(np.concatenate(owners), np.concatenate(at))

    def terms(self, field: str, prefix: str) -> Sequence[str]:
        """All terms that begin with a prefix."""
        if not prefix:
            known = self._words.get(field)
            if known is None:
                lists = [segment.words_of(leaf, field) for leaf, _, segment in self._parts]
                known = self._words[field] = sorted(set().union(*lists)) if len(lists) != 1 else lists[0]
            return known
        found: set[str] = set()
        for leaf, _, segment in self._parts:
            words = segment.words_of(leaf, field)
            start = bisect_left(words, prefix)
            # The highest code point, which terms never have, ends the stretch of a prefix.
            found.update(words[start : bisect_left(words, prefix + "\U0010ffff", start)])
        return sorted(found)

    def warm(self) -> None:
        """Read the lists of words."""
        for field in ("text", "title"):
            self.terms(field, "")

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()


def _living(leaf: Any) -> NDArray[np.bool_]:
    mask = np.ones(leaf.doc_count_all(), dtype=bool)
    mask[list(leaf.segment().deleted_docs())] = False
    return mask


def _words(leaf: Any, field: str) -> list[str]:
    try:
        return sorted(term if isinstance(term, str) else term.decode("utf-8") for term in leaf.lexicon(field))
    except TermNotFound:
        return []


def _blocks(
    leaf: Any, field: str, term: str, wanted: Rows | None = None
) -> Iterator[tuple[Rows, Scores, Any]]:
    """Rows, counts and (when called) encoded places of each block of a term's postings.

    With `wanted`, blocks without any of these rows (ascending) are passed over without unpacking them.
    """
    # Whoosh hands out one posting at a time, at microseconds each; its blocks of 128 come at the price of one.
    # The version is pinned, and a test reads every posting both ways.
    try:
        matcher = leaf.postings(field, term)
    except TermNotFound:
        return
    matcher = getattr(matcher, "child", matcher)
    while matcher.is_active():
        if wanted is not None:
            place = int(np.searchsorted(wanted, matcher.block_max_id(), side="right"))
            wanted_here, wanted = wanted[:place], wanted[place:]
            if not len(wanted_here):
                if not len(wanted):
                    return
                matcher._next_block()
                continue
        matcher._read_data()
        deltas, weights, _ = matcher._data
        ids = np.cumsum(np.array(deltas, dtype=np.int64))
        if weights is None:
            counts = np.ones(len(ids))
        elif isinstance(weights, float):
            counts = np.full(len(ids), weights)
        else:
            counts = np.array(weights, dtype=float)

        def values(found: Any = matcher) -> Any:
            if found._values is None:
                found._read_values()
            return found._values

        yield ids, counts, values
        matcher._next_block()
