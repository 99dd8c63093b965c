"""Actors, their names, where they are mentioned, how they relate, and what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from dossier.domain.corpus import DocumentId, SourceId
from dossier.domain.dates import PartialDate
from dossier.domain.evidence import Passage

ActorId = NewType("ActorId", int)
AliasId = NewType("AliasId", int)
MentionId = NewType("MentionId", int)
RelationshipId = NewType("RelationshipId", int)
EventId = NewType("EventId", int)
JudgementId = NewType("JudgementId", int)


class ActorKind(StrEnum):
    """FollowTheMoney schema names (followthemoney.tech)."""

    PERSON = "Person"
    ORGANIZATION = "Organization"
    PUBLIC_BODY = "PublicBody"


class ActorRole(StrEnum):
    """What an actor is in this field, finer than its FollowTheMoney kind."""

    PERSON = "person"
    GROUP = "group"
    STATE = "state"
    AGENCY = "agency"
    MEDIA_OUTLET = "media outlet"
    ORGANISATION = "organisation"


KIND_OF_ROLE = {
    ActorRole.PERSON: ActorKind.PERSON,
    ActorRole.GROUP: ActorKind.ORGANIZATION,
    ActorRole.STATE: ActorKind.PUBLIC_BODY,
    ActorRole.AGENCY: ActorKind.PUBLIC_BODY,
    ActorRole.MEDIA_OUTLET: ActorKind.ORGANIZATION,
    ActorRole.ORGANISATION: ActorKind.ORGANIZATION,
}


class ActorStatus(StrEnum):
    """Whether a person has decided that this actor exists."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class AliasStatus(StrEnum):
    """How a name of an actor stands."""

    ASSERTED = "asserted"
    DISPUTED = "disputed"
    REJECTED = "rejected"


class AliasForm(StrEnum):
    """How a name came about."""

    NAME = "name"
    ACRONYM = "acronym"
    TRANSLITERATION = "transliteration"
    SHORT = "short"
    ADJECTIVE = "adjective"
    NICKNAME = "nickname"
    KUNYA = "kunya"
    FORMER = "former"


class MentionStatus(StrEnum):
    """What was decided on a mention; what import finds of a known actor is confirmed."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class RelationshipKind(StrEnum):
    """How one actor stands to another. Read: *subject* has *object* as its leader, member, proxy..."""

    MEMBER = "member"
    LEADER = "leader"
    SPOKESPERSON = "spokesperson"
    ALLY = "ally"
    ENEMY = "enemy"
    PROXY = "proxy"
    MEDIA_ARM = "media arm"
    SPLINTER = "splinter"
    SPONSOR = "sponsor"
    OTHER = "other"

    @property
    def directed(self) -> bool:
        """False where subject and object may change places."""
        return self not in {RelationshipKind.ALLY, RelationshipKind.ENEMY, RelationshipKind.OTHER}


@dataclass(frozen=True)
class Alias:
    """A name of an actor, as a statement: who uses it, in which source, since when."""

    id: AliasId
    actor_id: ActorId
    value: str
    script: str
    """ISO 15924, as `Latn` or `Arab`."""
    language: str | None = None
    form: AliasForm = AliasForm.NAME
    used_by: str | None = None
    ambiguous: bool = False
    """Also a common word or another's name: counts only with evidence."""
    status: AliasStatus = AliasStatus.ASSERTED
    source_id: SourceId | None = None
    document_id: DocumentId | None = None
    first_seen: PartialDate | None = None
    last_seen: PartialDate | None = None
    note: str | None = None


@dataclass(frozen=True)
class NewAlias:
    """An alias that is not stored yet."""

    value: str
    script: str
    language: str | None = None
    form: AliasForm = AliasForm.NAME
    used_by: str | None = None
    ambiguous: bool = False
    status: AliasStatus = AliasStatus.ASSERTED
    source_id: SourceId | None = None
    document_id: DocumentId | None = None
    first_seen: PartialDate | None = None
    last_seen: PartialDate | None = None
    note: str | None = None


@dataclass(frozen=True)
class Actor:
    """A person, group, state, agency or media outlet."""

    id: ActorId
    name: str
    kind: ActorKind
    role: ActorRole
    status: ActorStatus
    key: str | None = None
    """Key in seeds/actors.yaml, if it comes from there."""
    description: str = ""
    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2, lower case."""
    context: tuple[str, ...] = ()
    """Words that are evidence for this actor near an ambiguous alias."""
    aliases: tuple[Alias, ...] = ()


@dataclass(frozen=True)
class NewActor:
    """An actor that is not stored yet."""

    name: str
    kind: ActorKind
    role: ActorRole
    status: ActorStatus
    key: str | None = None
    description: str = ""
    countries: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    aliases: tuple[NewAlias, ...] = ()


@dataclass(frozen=True)
class Mention:
    """An actor named in a passage `[start, end)` of a document's text."""

    id: MentionId
    actor_id: ActorId
    document_id: DocumentId
    start: int
    end: int
    surface: str
    """As it stands in the text."""
    status: MentionStatus
    weight: float = 1.0
    """1.0 for a name; less for an adjective such as "Iranian" or "Iran-backed" (0 < weight <= 1)."""
    reason: str = ""
    """Why this text was taken for this actor, in a few words."""


@dataclass(frozen=True)
class NewMention:
    """A mention that is not stored yet."""

    actor_id: ActorId
    document_id: DocumentId
    start: int
    end: int
    surface: str
    status: MentionStatus
    weight: float = 1.0
    reason: str = ""


@dataclass(frozen=True)
class ActorInDocument:
    """How often an actor is mentioned in one document (suggested and rejected mentions don't count)."""

    document_id: DocumentId
    file: str
    mentions: int
    weight: float = 0.0
    """Sum of the mentions' weights: less than `mentions` where only adjectives name the actor."""


@dataclass(frozen=True)
class ActorSummary:
    """One line in the list of actors."""

    actor: Actor
    documents: int
    mentions: int
    first_seen: PartialDate | None = None
    """Publication date of the oldest dated document that mentions the actor."""
    last_seen: PartialDate | None = None


class ActorOrder(StrEnum):
    """By what a list of actors is sorted."""

    DOCUMENTS = "documents"
    NAME = "name"
    KIND = "kind"
    LAST_SEEN = "last seen"


@dataclass(frozen=True)
class ActorNames:
    """All names under which an actor is searched for; adjectives are never among them."""

    actor_id: ActorId
    name: str
    aliases: tuple[Alias, ...]
    also: tuple[str, ...] = ()
    """Other actors that share the name asked for."""


@dataclass(frozen=True)
class MentionsInMonth:
    """How much one month's documents say of an actor."""

    month: str
    """`2024-01`, or `2024` for documents of which only the year is known."""
    documents: int
    mentions: int


@dataclass(frozen=True)
class Companion:
    """An actor that stands in the same documents."""

    actor_id: ActorId
    name: str
    documents: int
    together: tuple[tuple[DocumentId, int, int], ...] = ()
    """Where both are named closest to each other: document, start and end that cover both names."""


@dataclass(frozen=True)
class NameUse:
    """Which source uses which name of an actor, and how often."""

    surface: str
    source: str | None
    documents: int
    mentions: int


@dataclass(frozen=True)
class Relationship:
    """Actor to actor: *subject* has *object* as its leader, media arm, ally..."""

    id: RelationshipId
    kind: RelationshipKind
    subject_id: ActorId
    object_id: ActorId
    start: PartialDate | None = None
    end: PartialDate | None = None
    note: str = ""
    disputed: bool = False
    citations: tuple[Passage, ...] = ()
    from_seed: bool = False
    """Starter knowledge, not yet supported by a passage of this case."""


@dataclass(frozen=True)
class Event:
    """Something that happened."""

    id: EventId
    title: str
    start: PartialDate | None
    end: PartialDate | None = None
    place: str = ""
    actor_ids: tuple[ActorId, ...] = ()
    citations: tuple[Passage, ...] = ()


class JudgementKind(StrEnum):
    """What an analyst decided about actors; every kind can be undone."""

    MERGE = "merge"
    SPLIT = "split"
    CONFIRM = "confirm"
    REJECT = "reject"
    ALIAS_OF = "alias of"
    RENAME = "rename"
    KIND = "kind"
    ADD = "add"
    DESCRIBE = "describe"
    ALIAS = "alias"
    ALIAS_STATUS = "alias status"
    MENTION = "mention"


@dataclass(frozen=True)
class Judgement:
    """A decision as a row: who, when, why, and what is needed to undo it."""

    id: JudgementId
    kind: JudgementKind
    actor_id: ActorId
    other_id: ActorId | None
    who: str
    when: datetime
    """UTC."""
    why: str
    undone: bool = False
