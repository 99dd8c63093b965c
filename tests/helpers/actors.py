"""A case with its actors' stores and features, and short ways to fill it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from dossier.actors.catalog import Catalog
from dossier.actors.merging import Decisions
from dossier.domain.actors import (
    KIND_OF_ROLE,
    ActorId,
    ActorRole,
    ActorStatus,
    MentionStatus,
    NewActor,
    NewAlias,
    NewMention,
)
from dossier.domain.corpus import DocumentId, NewDocument
from dossier.domain.dates import PartialDate
from dossier.storage.actors import ActorStore
from dossier.storage.corpus import CorpusStore
from dossier.storage.database import CaseDatabase, create_database
from dossier.storage.judgements import JudgementStore
from dossier.storage.mentions import MentionStore
from dossier.storage.relationships import RelationshipStore
from dossier.text.normalize import script_of


@dataclass
class ActorCase:
    """Everything about actors in one new case."""

    database: CaseDatabase
    corpus: CorpusStore
    actors: ActorStore
    mentions: MentionStore
    judgements: JudgementStore
    relationships: RelationshipStore
    catalog: Catalog
    decisions: Decisions

    def actor(
        self,
        name: str,
        *aliases: str | NewAlias,
        role: ActorRole = ActorRole.GROUP,
        status: ActorStatus = ActorStatus.CONFIRMED,
        key: str | None = None,
    ) -> ActorId:
        """Store an actor."""
        names = [NewAlias(one, script_of(one)) if isinstance(one, str) else one for one in aliases]
        return self.actors.add(
            [NewActor(name, KIND_OF_ROLE[role], role, status, key=key, aliases=tuple(names))]
        )[0]

    def document(
        self, text: str, published: str | None = None, source: str | None = None, file: str | None = None
    ) -> DocumentId:
        """Store a document."""
        digest = hashlib.sha256(text.encode()).hexdigest()
        return self.corpus.add(
            [
                NewDocument(
                    file=file or f"{digest[:8]}.txt",
                    sha256=digest,
                    text=text,
                    title=text[:30],
                    text_sha256=digest,
                    published=None if published is None else PartialDate.parse(published),
                    source_id=None if source is None else self.corpus.source_named(source),
                )
            ]
        )[0]

    def name(self, document: DocumentId, *named: tuple[ActorId, str]) -> None:
        """Record the first place where each name stands in the document's text as its mentions."""
        text = self.corpus.text(document)
        self.mentions.replace({document: [mention(text, document, key, name) for key, name in named]})

    def outbox(self) -> set[int]:
        """Documents that wait for the index; empties the outbox."""
        entries = self.corpus.outbox(10_000)
        self.corpus.clear_outbox(entries)
        return {entry.document_id for entry in entries}


def mention(text: str, document: DocumentId, key: ActorId, name: str) -> NewMention:
    """A mention of the name at its first place in the text."""
    start = text.index(name)
    return NewMention(key, document, start, start + len(name), name, MentionStatus.CONFIRMED)


def new_actor_case(folder: Path) -> ActorCase:
    """A new, empty case in that folder; close its database in the end."""
    database = create_database(folder / "case.db")
    actors, mentions = ActorStore(database), MentionStore(database)
    judgements, relationships = JudgementStore(database), RelationshipStore(database)
    return ActorCase(
        database,
        CorpusStore(database),
        actors,
        mentions,
        judgements,
        relationships,
        Catalog(actors, mentions, relationships),
        Decisions(actors, mentions, judgements, who=lambda: "A. Nalyst"),
    )
