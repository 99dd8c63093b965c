"""Gather what the page of one actor shows: mentions over time, companions, relations, names, gaps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dossier.domain.actors import (
    Actor,
    ActorId,
    ActorInDocument,
    ActorStatus,
    AliasStatus,
    Companion,
    Event,
    Judgement,
    Mention,
    MentionsInMonth,
    NameUse,
    Relationship,
)
from dossier.domain.corpus import DocumentId
from dossier.domain.dates import PartialDate
from dossier.domain.evidence import Passage
from dossier.storage.actors import ActorStore
from dossier.storage.judgements import JudgementStore
from dossier.storage.mentions import MentionStore
from dossier.storage.relationships import RelationshipStore
from dossier.text.normalize import fold
from dossier.text.passages import make_quote, sentence_spans

Texts = Callable[[Sequence[DocumentId]], Mapping[DocumentId, str]]
"""Texts of several documents, as `CorpusStore.texts` gives them."""

GAP_DAYS = 90
"""A silence at least as long as this is told as a gap."""
LONGEST = 600
"""Code points of a passage that is shown; longer sentences are cut around the names."""


@dataclass(frozen=True)
class ShownPassage:
    """A passage with the names in it to mark, as spans of the document's text."""

    passage: Passage
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class CompanionWithPassages:
    """An actor in the same documents, and the sentences in which both stand closest."""

    companion: Companion
    passages: tuple[ShownPassage, ...]


@dataclass(frozen=True)
class Gap:
    """A time in which no dated document mentions the actor."""

    after: PartialDate
    before: PartialDate | None
    """None: until the day of reference."""
    days: int
    """At least so many, where dates are not known to the day."""


@dataclass(frozen=True)
class RelatedActor:
    """A relationship as seen from the page's actor."""

    relationship: Relationship
    other: Actor
    other_is_object: bool
    """True: the page's actor *has* the other as its leader, member...; False: it *is* that of the other."""


@dataclass(frozen=True)
class ActorPage:
    """Everything that one actor's page shows."""

    actor: Actor
    documents: tuple[ActorInDocument, ...]
    months: tuple[MentionsInMonth, ...]
    undated: int
    """Documents that mention the actor but have no date."""
    companions: tuple[CompanionWithPassages, ...]
    relationships: tuple[RelatedActor, ...]
    events: tuple[Event, ...]
    names: tuple[NameUse, ...]
    first_seen: PartialDate | None
    last_seen: PartialDate | None
    days_since: int | None
    """From the last mention to the day of reference, at least so many; None when never dated."""
    gaps: tuple[Gap, ...]
    """Longest first."""
    history: tuple[Judgement, ...]
    merged: tuple[ActorId, ...]
    """Actors that were merged into this one: what can be split off again."""
    merged_names: tuple[str, ...] = ()
    """Their main names, in the same order."""
    titled: tuple[DocumentId, ...] = ()
    """Documents that name the actor in the title only: a search for the actor finds them too."""


class ActorPages:
    """Builds the pages of actors from the stores; reading only."""

    def __init__(
        self,
        actors: ActorStore,
        mentions: MentionStore,
        relationships: RelationshipStore,
        judgements: JudgementStore,
        texts: Texts,
    ) -> None:
        self._actors = actors
        self._mentions = mentions
        self._relationships = relationships
        self._judgements = judgements
        self._texts = texts

    def page(self, key: ActorId, today: date, *, companions: int = 20, passages: int = 3) -> ActorPage:
        """The page of an actor as of `today`. NotFound when there is no such actor."""
        actor = self._actors.get(key)
        documents = self._mentions.documents_of([actor.id])[actor.id]
        months = self._mentions.by_month(actor.id)
        dates = self._mentions.dates_of(actor.id)
        gaps = find_gaps(dates, today)
        last = dates[-1] if dates else None
        merged = self._actors.members(actor.id)[1:]
        own = self._actors.own_names(merged)
        return ActorPage(
            actor=actor,
            documents=tuple(documents),
            months=tuple(months),
            undated=len(documents) - sum(month.documents for month in months),
            companions=self.companions(actor.id, limit=companions, passages=passages),
            relationships=self._related(actor.id),
            events=tuple(self._relationships.events_of(actor.id)),
            names=tuple(self._mentions.name_uses(actor.id)),
            first_seen=dates[0] if dates else None,
            last_seen=last,
            days_since=None if last is None else max(0, (today - last.last_day).days),
            gaps=tuple(gaps),
            history=tuple(self._judgements.history(actor.id)),
            merged=tuple(merged),
            merged_names=tuple(own[one] for one in merged),
            titled=self._titled(actor),
        )

    def _titled(self, actor: Actor) -> tuple[DocumentId, ...]:
        names = [
            (fold(alias.value).strip(), alias.value if alias.ambiguous else None)
            for alias in actor.aliases
            if alias.status is not AliasStatus.REJECTED
        ]
        if actor.status is not ActorStatus.CONFIRMED:
            return ()
        if actor.name not in {alias.value for alias in actor.aliases}:
            names.append((fold(actor.name).strip(), None))
        found = self._mentions.unnamed_with(actor.id, sorted({folded for folded, _ in names if folded}))
        return tuple(
            document
            for document, title in found
            if any(
                re.search(
                    rf"(?<!\w)(?:ال)?{re.escape(exact or folded)}(?!\w)", title if exact else fold(title)
                )
                for folded, exact in names
                if folded
            )
        )

    def companions(
        self, key: ActorId, *, limit: int = 20, passages: int = 3
    ) -> tuple[CompanionWithPassages, ...]:
        """Actors in the same documents, most documents first, with the sentences that name both."""
        found = self._mentions.companions(key, limit=limit, places=passages)
        texts = self._texts(sorted({place[0] for one in found for place in one.together}))
        return tuple(
            CompanionWithPassages(
                one,
                tuple(
                    shown_passage(document, texts[document], [(start, end)])
                    for document, start, end in one.together
                    if document in texts
                ),
            )
            for one in found
        )

    def passages(self, key: ActorId, *, limit: int = 3) -> tuple[ShownPassage, ...]:
        """Sentences that name the actor, from different documents."""
        return self.around(self._mentions.sample_of(key, limit))

    def around(self, mentions: Iterable[Mention]) -> tuple[ShownPassage, ...]:
        """The sentences around mentions."""
        mentions = list(mentions)
        texts = self._texts(sorted({one.document_id for one in mentions}))
        return tuple(
            shown_passage(one.document_id, texts[one.document_id], [(one.start, one.end)])
            for one in mentions
            if one.end <= len(texts.get(one.document_id, ""))
        )

    def _related(self, key: ActorId) -> tuple[RelatedActor, ...]:
        found = self._relationships.relationships_of(key)
        others = self._actors.many(
            [one.object_id if one.subject_id == key else one.subject_id for one in found]
        )
        return tuple(
            RelatedActor(
                one,
                others[one.object_id if one.subject_id == key else one.subject_id],
                one.subject_id == key,
            )
            for one in found
        )


def find_gaps(dates: Sequence[PartialDate], today: date, shortest: int = GAP_DAYS) -> list[Gap]:
    """Silences between ascending dates, and from the last one to `today`; the longest first.

    Counted from the last day that a date can mean to the first day of the next: never more than was.
    """
    gaps: list[Gap] = []
    latest: PartialDate | None = None
    for one in dates:
        if latest is not None:
            days = (one.first_day - latest.last_day).days
            if days >= shortest:
                gaps.append(Gap(latest, one, days))
        if latest is None or one.last_day > latest.last_day:
            latest = one
    if latest is not None and (days := (today - latest.last_day).days) >= shortest:
        gaps.append(Gap(latest, None, days))
    return sorted(gaps, key=lambda gap: -gap.days)


def shown_passage(document: DocumentId, text: str, marks: Sequence[tuple[int, int]]) -> ShownPassage:
    """The sentences that hold all marks (ascending, not empty), cut to about LONGEST code points."""
    first, last = marks[0][0], max(end for _, end in marks)
    begin, stop = max(0, first - LONGEST), min(len(text), last + LONGEST)
    start, end = first, last
    for one, other in sentence_spans(text[begin:stop]):
        if one + begin < last and other + begin > first:
            start, end = min(start, one + begin), max(end, other + begin)
    if end - start > LONGEST:
        room = max(0, LONGEST - (last - first)) // 2
        start, end = _cut(text, start, end, first, last, room)
    quote, prefix, suffix = make_quote(text, start, end)
    return ShownPassage(Passage(document, start, end, quote, prefix, suffix), tuple(marks))


def _cut(text: str, start: int, end: int, first: int, last: int, room: int) -> tuple[int, int]:
    """At most `room` code points on either side of `[first, last)`, cut between words where there are any."""
    if first - start > room:
        space = text.find(" ", first - room, first)
        start = first - room if space < 0 else space + 1
    if end - last > room:
        space = text.rfind(" ", last, last + room)
        end = last + room if space < 0 else space
    return start, end
