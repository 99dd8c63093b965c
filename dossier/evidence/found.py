"""What a check finds: a kind, a sentence and the passages; its fingerprint recognises it in the next run."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from dossier.domain.evidence import FindingKind, Passage
from dossier.text.normalize import fold


@dataclass(frozen=True)
class Found:
    """A contradiction, with the passages that show it, in the order in which the sentence names them."""

    kind: FindingKind
    sentence: str
    passages: tuple[Passage, ...]
    about: str = ""
    """What tells findings with the same passages apart, such as the statement concerned."""

    @property
    def fingerprint(self) -> str:
        """SHA-256 over the kind and the quotes with their documents, whatever their order and offsets."""
        quotes = sorted(f"{one.document_id}:{' '.join(fold(one.quote).split())}" for one in self.passages)
        return hashlib.sha256("\n".join([str(self.kind), self.about, *quotes]).encode()).hexdigest()
