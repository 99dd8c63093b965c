"""Read where an actor is named, for choosing which of these places belong to another one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dossier.actors.page import ActorPages
from dossier.domain.actors import ActorId, Mention
from dossier.domain.corpus import Document
from dossier.jobs import Cancelled, ReportProgress
from dossier.storage.corpus import CorpusStore
from dossier.storage.mentions import MentionStore

MOST = 20_000
"""Places read at most, those in the newest documents first."""
_QUOTED = 400
"""Places whose sentence is read, too."""


@dataclass(frozen=True)
class NamedPlace:
    """A place that names the actor, its document, and its sentence where it was read."""

    mention: Mention
    document: Document
    sentence: str = ""


def reading_places(
    actor: ActorId, mentions: MentionStore, corpus: CorpusStore, pages: ActorPages
) -> Callable[[ReportProgress, Cancelled], list[NamedPlace]]:
    """The job that reads all places of an actor, the newest documents first; rejected ones are left out."""

    def work(_progress: ReportProgress, cancelled: Cancelled) -> list[NamedPlace]:
        found = mentions.of_actor(actor, limit=MOST)
        cancelled.check()
        documents = {one.id: one for one in corpus.many(sorted({place.document_id for place in found}))}
        sentences = {}
        for start in range(0, min(len(found), _QUOTED), 50):
            cancelled.check()
            for shown in pages.around(found[start : start + 50]):
                place = shown.passage.document_id, shown.marks[0]
                sentences[place] = " ".join(shown.passage.quote.split())
        return [
            NamedPlace(
                one,
                documents[one.document_id],
                sentences.get((one.document_id, (one.start, one.end)), ""),
            )
            for one in found
            if one.document_id in documents
        ]

    return work
