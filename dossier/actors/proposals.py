"""One place where a text may name somebody unknown, and the evidence there."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.domain.actors import ActorRole


@dataclass(frozen=True)
class Proposal:
    """Words `[first, last]` of a document may name an unknown actor."""

    first: int
    last: int
    role: ActorRole
    score: float
    """0 to 1: how sure it is that an actor is named."""
    reason: str
    """The evidence, in a few words for the reader."""
    also: tuple[int, int] | None = None
    """Words of the acronym introduced with the name."""
    letters: int = 0
    """Letters of Arabic grammar in front of the first word that don't belong to the name."""
