"""What an export may say of a dossier, gathered beforehand: nothing is looked up later."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from dossier.domain.actors import Actor
from dossier.domain.corpus import Document, DocumentId, Source, SourceId
from dossier.domain.dossiers import Dossier
from dossier.domain.evidence import Claim, Credibility
from dossier.domain.figures import ChronologyRow, PlacedGraph
from dossier.export.outline import NameUse


@dataclass(frozen=True)
class DossierBundle:
    """Everything that an export may say; nothing is looked up later."""

    dossier: Dossier
    actor: Actor
    documents: Mapping[DocumentId, Document]
    sources: Mapping[SourceId, Source]
    digits: Mapping[DocumentId, Credibility]
    names: tuple[NameUse, ...] = ()
    claims: tuple[Claim, ...] = ()
    resting: Mapping[int, tuple[Claim, ...]] = field(default_factory=dict)
    """Statement id -> the refuted claims on which it rests."""
    conflicts: tuple[tuple[int, int, str], ...] = ()
    """Ids of two statements that contradict each other, and a note on it."""
    roots: Mapping[int, str] = field(default_factory=dict)
    """Statement id -> a sentence on its independent sources."""
    find_gaps: Callable[[Dossier], Sequence[str]] = lambda _shown: ()
    """What the evidence lacks, in sentences, for the part of the dossier that is shown."""
    count_roots: Callable[[Sequence[DocumentId]], str] = lambda _shown: ""
    """How many independent sources stand behind some documents, in words."""
    chronology: tuple[ChronologyRow, ...] = ()
    """In order of time; their passages are of `documents`. A row with a statement's id is that statement again."""
    relations: PlacedGraph | None = None
    """The actor (first node) and whoever is related to it."""
    print_uncited: bool = False
    """Whether relationships that no document of the case supports are printed; else they are a gap."""
    case_name: str = ""
    case_hash: str = ""
    """SHA-256 over the cited documents' hashes: two exports of one state agree."""
    version: str = ""
    made_at: datetime = field(default_factory=lambda: datetime.now(UTC))
