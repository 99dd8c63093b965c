"""Recognise reprints and updates: MinHash signatures, groups of near-duplicates."""

from __future__ import annotations

import struct
from collections.abc import Iterable

from rensa import RMinHash

from dossier.domain.corpus import DocumentId, GroupId
from dossier.text.normalize import fold

PERMUTATIONS = 64
BANDS = 16
"""16 bands of 4: a pair with Jaccard .5 meets in a band with probability .64, one of .8 with .9997."""
ALIKE = 0.5
"""Estimated Jaccard similarity of word 3-shingles; copies with changed heads and tails stay above."""
SHORTEST = 30
"""Words; shorter texts are alike by chance."""

_FORMAT = struct.Struct(f"<{PERMUTATIONS}I")


def signature(text: str) -> bytes | None:
    """MinHash of the folded text's word 3-shingles, 256 bytes; None for a text too short to compare."""
    words = fold(text).split()
    if len(words) < SHORTEST:
        return None
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=42)
    minhash.update([" ".join(words[place : place + 3]) for place in range(len(words) - 2)])
    return _FORMAT.pack(*minhash.digest())


def similarity(one: bytes, other: bytes) -> float:
    """Estimated Jaccard similarity of two signatures, 0 to 1."""
    pairs = zip(_FORMAT.unpack(one), _FORMAT.unpack(other), strict=True)
    return float(sum(left == right for left, right in pairs)) / PERMUTATIONS


class NearDuplicates:
    """Finds the documents that a new one resembles; holds 64 numbers a document."""

    def __init__(self, known: Iterable[tuple[DocumentId, bytes, GroupId | None]] = ()) -> None:
        self._signatures: dict[DocumentId, bytes] = {}
        self._groups: dict[DocumentId, GroupId] = {}
        self._bands: dict[bytes, list[DocumentId]] = {}
        for key, digest, group in known:
            self.add(key, digest, group)

    def add(self, key: DocumentId, digest: bytes, group: GroupId | None = None) -> None:
        """Remember a document."""
        self._signatures[key] = digest
        if group is not None:
            self._groups[key] = group
        for band in _bands(digest):
            self._bands.setdefault(band, []).append(key)

    def like(self, digest: bytes) -> list[tuple[DocumentId, float]]:
        """Documents with a similarity of at least ALIKE, most alike first."""
        seen = {key for band in _bands(digest) for key in self._bands.get(band, ())}
        scored = [(key, similarity(digest, self._signatures[key])) for key in seen]
        return sorted((pair for pair in scored if pair[1] >= ALIKE), key=lambda pair: (-pair[1], pair[0]))

    def group_of(self, key: DocumentId) -> GroupId | None:
        """The group a document belongs to."""
        return self._groups.get(key)

    def join(self, key: DocumentId, group: GroupId) -> None:
        """Note that a document belongs to a group."""
        self._groups[key] = group


def _bands(digest: bytes) -> list[bytes]:
    width = len(digest) // BANDS
    return [bytes([number]) + digest[number * width : (number + 1) * width] for number in range(BANDS)]
