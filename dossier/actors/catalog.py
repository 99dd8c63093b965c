"""The actors of a case: list them, find them by any name, take in what recognition found, teach new names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from dossier.actors.gazetteer import GazetteerEntry
from dossier.actors.seeds import KnownActor, starter_actors
from dossier.domain.actors import (
    KIND_OF_ROLE,
    Actor,
    ActorId,
    ActorInDocument,
    ActorNames,
    ActorOrder,
    ActorRole,
    ActorStatus,
    ActorSummary,
    Alias,
    AliasForm,
    AliasStatus,
    Mention,
    MentionStatus,
    NewActor,
    NewAlias,
    NewMention,
)
from dossier.domain.corpus import DocumentId
from dossier.storage.actors import ActorStore
from dossier.storage.mentions import MentionStore
from dossier.storage.relationships import RelationshipStore
from dossier.text.names import name_key
from dossier.text.normalize import script_of

_PAGE = 500
_SHORT = 3
"""Letters of an acronym so short that others bear it too."""


class Candidate(Protocol):
    """An unknown name that recognition proposes, with every place where it stands in one document."""

    @property
    def name(self) -> str: ...
    @property
    def role(self) -> ActorRole: ...
    @property
    def reason(self) -> str: ...
    @property
    def spans(self) -> Sequence[tuple[int, int]]: ...
    @property
    def also(self) -> Sequence[str]: ...


@dataclass(frozen=True)
class Found:
    """What recognition found in one document; `surface` of a candidate's span is cut from `text`."""

    document_id: DocumentId
    text: str
    mentions: Sequence[NewMention] = ()
    candidates: Sequence[Candidate] = ()


@dataclass(frozen=True)
class ActorInCase:
    """An actor with the documents that mention it."""

    actor: Actor
    documents: tuple[ActorInDocument, ...]


@dataclass(frozen=True)
class _Names:
    """All names of the confirmed actors, as of one version of the store."""

    version: int
    actors: Mapping[ActorId, Actor] = field(default_factory=dict)
    by_folded: Mapping[str, tuple[Alias, ...]] = field(default_factory=dict)


class Catalog:
    """Reading side of the actors of one case, and what import feeds into it."""

    def __init__(self, actors: ActorStore, mentions: MentionStore, relationships: RelationshipStore) -> None:
        self._actors = actors
        self._mentions = mentions
        self._relationships = relationships
        self._names = _Names(-1)

    # -- starter knowledge

    def load_starter(self, path: Path | None = None) -> int:
        """Take in the starter knowledge that this case doesn't have yet; gives the number of new actors."""
        return self.take_in(starter_actors(path), from_seed=True)

    def take_in(self, known: Sequence[KnownActor], *, from_seed: bool = False) -> int:
        """Add actors, and to those that are here only the names they lack; gives how many are new.

        An actor is here if its key is, or (in a list that is not starter knowledge) if one of its kind
        has the same main name; a suggestion of that name is confirmed thereby.
        """
        with self._actors.together():
            here = self._here(known, by_name=not from_seed)
            fresh = [place for place in range(len(known)) if place not in here]
            ids = self._actors.add([known[place].actor for place in fresh])
            for place, key in here.items():
                self._learn(key, known[place].actor)
            places = {**here, **dict(zip(fresh, ids, strict=True))}
            keys = self._actors.keys() | {
                one.actor.key: places[place] for place, one in enumerate(known) if one.actor.key
            }
            related = [
                (
                    relation.kind,
                    places[place],
                    keys[relation.actor],
                    relation.start,
                    relation.end,
                    relation.note,
                )
                for place in fresh
                for relation in known[place].relationships
                if relation.actor in keys
            ]
            self._relationships.add_known(related, from_seed=from_seed)
        return len(ids)

    def _here(self, known: Sequence[KnownActor], *, by_name: bool) -> dict[int, ActorId]:
        """Place in the list -> the actor that it is."""
        keys = self._actors.keys()
        here = {place: keys[one.actor.key] for place, one in enumerate(known) if one.actor.key in keys}
        if not by_name:
            return here
        bearers = self._actors.with_folded_names({name_key(one.actor.name) for one in known})
        actors = self._actors.many([one.actor_id for found in bearers.values() for one in found])
        for place, one in enumerate(known):
            for bearer in bearers.get(name_key(one.actor.name), ()):
                same = bearer.main and actors[bearer.actor_id].kind is one.actor.kind
                if same and bearer.status is not ActorStatus.REJECTED:
                    here.setdefault(place, bearer.actor_id)
        return here

    def _learn(self, key: ActorId, known: NewActor) -> None:
        """Add the names that the actor doesn't have; a rejected name stays rejected."""
        actor = self._actors.get(key)
        names = {alias.value for alias in actor.aliases}
        self._actors.add_aliases(key, [one for one in known.aliases if one.value not in names])
        if (actor.status, known.status) == (ActorStatus.SUGGESTED, ActorStatus.CONFIRMED):
            self._actors.change(key, status=ActorStatus.CONFIRMED)

    # -- lists

    def page(
        self,
        *,
        status: ActorStatus | None = None,
        text: str = "",
        role: ActorRole | None = None,
        everyone: bool = False,
        order: ActorOrder = ActorOrder.DOCUMENTS,
        descending: bool | None = None,
        offset: int = 0,
        limit: int = 200,
    ) -> list[ActorSummary]:
        """One page of actors; see `ActorStore.page`. `everyone` adds starter knowledge nobody mentions."""
        return self._actors.page(
            status=status, text=text, role=role, everyone=everyone, order=order, descending=descending,
            offset=offset, limit=limit,
        )  # fmt: skip

    def count(
        self,
        *,
        status: ActorStatus | None = None,
        text: str = "",
        role: ActorRole | None = None,
        everyone: bool = False,
    ) -> int:
        """How many actors `page` lists in all."""
        return self._actors.count(status=status, text=text, role=role, everyone=everyone)

    def in_case(self, status: ActorStatus | None = None, *, everyone: bool = False) -> list[ActorInCase]:
        """All actors that matter in this case with their documents, most documents first.

        An actor matters when a document mentions it or when the analyst made or edited it; `everyone`
        adds the rest of the starter knowledge. `status` None means suggested and confirmed.
        """
        found: list[ActorInCase] = []
        while True:
            page = self._actors.page(status=status, everyone=everyone, offset=len(found), limit=_PAGE)
            documents = self._mentions.documents_of([line.actor.id for line in page])
            found += [ActorInCase(line.actor, tuple(documents[line.actor.id])) for line in page]
            if len(page) < _PAGE:
                return found

    # -- one actor

    def get(self, key: ActorId) -> Actor:
        """An actor with all its names; the id of a merged one leads to its canonical actor."""
        return self._actors.get(key)

    def many(self, keys: Iterable[ActorId]) -> dict[ActorId, Actor]:
        """The canonical actors behind these ids; unknown ids are left out."""
        return self._actors.many(list(keys))

    def documents(self, key: ActorId) -> list[ActorInDocument]:
        """Documents that mention an actor, most mentions first."""
        root = self._actors.canonical(key)
        return self._mentions.documents_of([root])[root]

    def mentions_in(self, document: DocumentId) -> list[Mention]:
        """What is underlined in the reader: mentions in the order of the text, none rejected."""
        return self._mentions.of_document(document)

    def mentions_in_many(self, documents: Sequence[DocumentId]) -> dict[DocumentId, list[Mention]]:
        """`mentions_in` for many documents; those without mentions are left out."""
        return self._mentions.of_documents(documents)

    def sample(self, key: ActorId, limit: int) -> list[Mention]:
        """The first mention in each of at most `limit` documents."""
        return self._mentions.sample_of(key, limit)

    def names_in(self, documents: Sequence[DocumentId]) -> dict[DocumentId, list[tuple[ActorId, str]]]:
        """Confirmed actors per document with their present names: the index's facet."""
        return self._mentions.actors_of(documents)

    # -- names

    def find(self, name: str) -> list[Actor]:
        """Confirmed actors that bear exactly this name (folded), the likeliest first."""
        names = self._known()
        bearers: dict[ActorId, Alias] = {}
        for alias in names.by_folded.get(name_key(name), ()):
            if alias.status is AliasStatus.REJECTED:
                continue
            known = bearers.get(alias.actor_id)
            if known is None or _strength(alias) > _strength(known):
                bearers[alias.actor_id] = alias
        actors = [names.actors[key] for key in bearers]
        if len(actors) < 2:
            return actors
        folded = name_key(name)
        documents = {key: len(found) for key, found in self._mentions.documents_of(list(bearers)).items()}
        return sorted(
            actors,
            key=lambda actor: (
                name_key(actor.name) != folded,
                -_strength(bearers[actor.id]),
                -documents[actor.id],
                actor.id,
            ),
        )

    def expand_name(self, name: str) -> ActorNames | None:
        """All names under which to search for the actor called `name`; None when nobody is.

        Where several actors bear the name, the likeliest is taken and the others are told in `also`.
        If no confirmed actor bears exactly this name, a suggested one may, or it may be part of one
        confirmed actor's name (and of no other's).
        """
        actors = self.find(name) or self._suggested(name) or self._only_one_with(name)
        if not actors:
            return None
        actor = actors[0]
        aliases = tuple(
            alias
            for alias in actor.aliases
            if alias.form is not AliasForm.ADJECTIVE and alias.status is not AliasStatus.REJECTED
        )
        return ActorNames(actor.id, actor.name, aliases, tuple(other.name for other in actors[1:]))

    def _suggested(self, name: str) -> list[Actor]:
        bearers = self._actors.with_folded_names([name_key(name)]).get(name_key(name), [])
        keys = [one.actor_id for one in bearers if one.status is ActorStatus.SUGGESTED]
        return list(self._actors.many(keys).values())

    def _only_one_with(self, name: str) -> list[Actor]:
        words = set(name_key(name).split())
        if not words:
            return []
        names = self._known()
        found = {
            alias.actor_id
            for folded, aliases in names.by_folded.items()
            if words <= set(folded.split())
            for alias in aliases
            if alias.status is not AliasStatus.REJECTED and alias.form is not AliasForm.ADJECTIVE
        }
        return [names.actors[key] for key in found] if len(found) == 1 else []

    def alias_lookup(self) -> Callable[[str], frozenset[str]]:
        """A name, folded or not -> keys of the confirmed actors that bear it; adjectives bear no name."""
        names = self._known().by_folded

        def look_up(name: str) -> frozenset[str]:
            return frozenset(
                str(alias.actor_id)
                for alias in names.get(name_key(name), ())
                if alias.status is not AliasStatus.REJECTED and alias.form is not AliasForm.ADJECTIVE
            )

        return look_up

    def confirmed(self) -> list[Actor]:
        """All confirmed actors with their names, also those that no document mentions."""
        return list(self._known().actors.values())

    def gazetteer_entries(self) -> list[GazetteerEntry]:
        """Every name of every confirmed actor, for recognition; rejected names are left out."""
        return [
            GazetteerEntry(actor.id, alias.value, alias.form, alias.ambiguous, actor.role, actor.context)
            for actor in self._known().actors.values()
            for alias in actor.aliases
            if alias.status is not AliasStatus.REJECTED
        ]

    @property
    def version(self) -> int:
        """Grows whenever a confirmed actor or its names change: then a gazetteer made before is old."""
        return self._actors.version

    def _known(self) -> _Names:
        version = self._actors.version
        if self._names.version != version:
            actors = self._actors.every(ActorStatus.CONFIRMED)
            by_folded: dict[str, list[Alias]] = {}
            for actor in actors:
                for alias in actor.aliases:
                    by_folded.setdefault(name_key(alias.value), []).append(alias)
            self._names = _Names(
                version,
                {actor.id: actor for actor in actors},
                {folded: tuple(aliases) for folded, aliases in by_folded.items()},
            )
        return self._names

    # -- what recognition found

    def record(self, batch: Sequence[Found]) -> list[DocumentId]:
        """Store what was found in these documents in place of what was found before.

        Unknown candidates become suggested actors, one per folded name; a name that was rejected once is
        not suggested again. What the analyst judged stays. Gives the documents that changed.
        """
        with self._actors.together():
            suggested = self._suggest([one for found in batch for one in found.candidates])
            mentions: dict[DocumentId, list[NewMention]] = {}
            for found in batch:
                kept = list(found.mentions)
                for candidate in found.candidates:
                    key = suggested.get(name_key(candidate.name))
                    if key is not None:
                        kept += [
                            NewMention(
                                actor_id=key,
                                document_id=found.document_id,
                                start=start,
                                end=end,
                                surface=found.text[start:end],
                                status=MentionStatus.CONFIRMED,
                                reason=candidate.reason,
                            )
                            for start, end in candidate.spans
                        ]
                mentions[found.document_id] = kept
            return self._mentions.replace(mentions)

    def _suggest(self, candidates: Sequence[Candidate]) -> dict[str, ActorId]:
        """Folded name -> suggested (or rejected, hence hidden) actor. Names of confirmed actors are left out.

        Recognition knew those names and found that they don't mean the actor here.
        """
        names: dict[str, Candidate] = {}
        for candidate in candidates:
            folded = name_key(candidate.name)
            if folded:
                names.setdefault(folded, candidate)
        chosen: dict[str, ActorId] = {}
        fresh: list[str] = []
        known = self._actors.with_folded_names(names)
        for folded in names:
            bearers = known.get(folded, [])
            if any(one.status is ActorStatus.CONFIRMED for one in bearers):
                continue
            # Rejecting a name says nothing of the acronyms that came with it.
            bearers = [one for one in bearers if one.main or one.status is ActorStatus.SUGGESTED]
            if bearers:
                chosen[folded] = max(bearers, key=lambda one: one.main).actor_id
            else:
                fresh.append(folded)
        ids = self._actors.add([_suggestion(names[folded]) for folded in fresh])
        chosen.update(zip(fresh, ids, strict=True))
        return chosen


def _strength(alias: Alias) -> int:
    """How surely this name means its actor: a plain name before a disputed, an ambiguous, an adjective."""
    return (
        (0 if alias.form is AliasForm.ADJECTIVE else 4)
        + (0 if alias.ambiguous else 2)
        + (1 if alias.status is AliasStatus.ASSERTED else 0)
    )


def _suggestion(candidate: Candidate) -> NewActor:
    name = " ".join(candidate.name.split())
    return NewActor(
        name=name,
        kind=KIND_OF_ROLE[candidate.role],
        role=candidate.role,
        status=ActorStatus.SUGGESTED,
        aliases=(
            NewAlias(name, script_of(name)),
            *(
                NewAlias(short, script_of(short), form=AliasForm.ACRONYM, ambiguous=len(short) <= _SHORT)
                for short in candidate.also
            ),
        ),
    )
