"""Decide on actors: make, name, confirm, reject, merge and split them. Every decision can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from dossier.actors.matching import NameMatch, NameVerdict, compare_names
from dossier.domain.actors import (
    KIND_OF_ROLE,
    Actor,
    ActorId,
    ActorRole,
    ActorStatus,
    Alias,
    AliasForm,
    AliasId,
    AliasStatus,
    Judgement,
    JudgementId,
    JudgementKind,
    MentionId,
    MentionStatus,
    NewActor,
    NewAlias,
    NewMention,
)
from dossier.errors import UserError
from dossier.storage.actors import ActorStore
from dossier.storage.judgements import Before, JudgementStore
from dossier.storage.mentions import MentionStore
from dossier.text.names import name_key
from dossier.text.normalize import script_of

_VERDICTS = (NameVerdict.DIFFERENT, NameVerdict.POSSIBLE, NameVerdict.SAME)
_PAIRS = 400
"""Pairs of names compared for one explanation at most."""


@dataclass(frozen=True)
class MergeExplanation:
    """Both sides of a merge and what speaks for and against it: for a person to decide."""

    one: Actor
    other: Actor
    match: NameMatch | None
    """Of the two names that are most alike."""
    shared_names: tuple[str, ...]
    """Names that both bear: a link, no proof."""
    shared_documents: int
    """Documents that name both: two names in one text are often two actors."""
    against: tuple[str, ...]
    """What contradicts it, each in a few words."""


class Decisions:
    """The analyst's decisions on the actors of one case, as rows: who, when, why, and how to go back."""

    def __init__(
        self,
        actors: ActorStore,
        mentions: MentionStore,
        judgements: JudgementStore,
        *,
        who: Callable[[], str],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._actors = actors
        self._mentions = mentions
        self._judgements = judgements
        self._who = who
        self._now = now

    # -- making and describing

    def add_actor(
        self, name: str, role: ActorRole, *, description: str = "", aliases: Sequence[NewAlias] = ()
    ) -> ActorId:
        """A new, confirmed actor."""
        name = _needed(name)
        with self._actors.together():
            [key] = self._actors.add(
                [
                    NewActor(
                        name, KIND_OF_ROLE[role], role, ActorStatus.CONFIRMED,
                        description=description, aliases=tuple(aliases),
                    )
                ]
            )  # fmt: skip
            self._note(JudgementKind.ADD, key, before=Before(made_actors=(key,)))
        return key

    def take_in(self, act: Callable[[], int], why: str = "") -> tuple[int, JudgementId | None]:
        """Take a list of actors in as one decision: `act` does it and says how many are new.

        None in the place of the decision when the list taught nothing.
        """
        with self._actors.together():
            marks = self._judgements.marks()
            new = act()
            about, before = self._judgements.made_since(marks)
            if about is None:
                return new, None
            return new, self._note(JudgementKind.ADD, about, why=why, before=before)

    def rename(self, key: ActorId, name: str, why: str = "") -> JudgementId | None:
        """Give an actor another main name; the former one stays as an alias. None when nothing changes."""
        name = _needed(name)
        with self._actors.together():
            actor = self._actors.get(key)
            if actor.name == name:
                return None
            former = self._actors.change(actor.id, name=name)
            made: tuple[AliasId, ...] = ()
            if _alias_called(actor, name) is None:
                made = tuple(self._actors.add_aliases(actor.id, [NewAlias(name, script_of(name))]))
            before = Before(actors={actor.id: former}, made_aliases=made)
            return self._note(JudgementKind.RENAME, actor.id, why=why, before=before)

    def revise(self, key: ActorId, why: str = "", **values: Any) -> JudgementId | None:
        """Change role, kind, description, countries or context words as one decision; None when nothing changes."""
        actor = self._actors.get(key)
        changed = {name: value for name, value in values.items() if getattr(actor, name) != value}
        if not changed:
            return None
        decision = JudgementKind.KIND if {"role", "kind"} & set(changed) else JudgementKind.DESCRIBE
        return self._change(decision, actor.id, why, **changed)

    def describe(self, key: ActorId, why: str = "", **values: Any) -> JudgementId:
        """Change description, countries or context words."""
        return self._change(JudgementKind.DESCRIBE, self._actors.canonical(key), why, **values)

    # -- names

    def add_alias(self, key: ActorId, alias: NewAlias | str, why: str = "") -> JudgementId:
        """Give an actor one more name. A name that was rejected before is asserted again.

        UserError when the actor bears that name already.
        """
        new = NewAlias(_needed(alias), script_of(alias)) if isinstance(alias, str) else alias
        with self._actors.together():
            actor = self._actors.get(key)
            known = _alias_called(actor, new.value)
            if known is not None:
                if known.status is not AliasStatus.REJECTED:
                    raise UserError("The actor bears that name already.")
                return self.set_alias_status(known.id, AliasStatus.ASSERTED, why)
            made = tuple(self._actors.add_aliases(actor.id, [new]))
            return self._note(JudgementKind.ALIAS, actor.id, why=why, before=Before(made_aliases=made))

    def change_alias(self, key: AliasId, why: str = "", **values: Any) -> JudgementId:
        """Change an alias's status, form, language, used_by, ambiguous, source, dates or note."""
        with self._actors.together():
            owner = self._actors.alias(key).actor_id
            before = Before(aliases={key: self._actors.change_alias(key, **values)})
            return self._note(JudgementKind.ALIAS_STATUS, owner, why=why, before=before)

    def set_alias_status(self, key: AliasId, status: AliasStatus, why: str = "") -> JudgementId:
        """Assert, dispute or reject a name."""
        return self.change_alias(key, why, status=status)

    def reject_alias(self, key: AliasId, why: str = "") -> JudgementId:
        """Say that this is not a name of the actor. UserError for the actor's main name."""
        alias = self._actors.alias(key)
        if _same(alias.value, self._actors.get(alias.actor_id).name):
            raise UserError(
                "That is the actor's main name, so it was not rejected.", hint="Rename the actor first."
            )
        return self.set_alias_status(key, AliasStatus.REJECTED, why)

    # -- suggestions and mentions

    def confirm(self, key: ActorId, why: str = "") -> JudgementId:
        """Say that this suggested (or rejected) actor exists."""
        return self._change(
            JudgementKind.CONFIRM, self._actors.canonical(key), why, status=ActorStatus.CONFIRMED
        )

    def reject(self, key: ActorId, why: str = "") -> JudgementId:
        """Say that this is no actor; it is never suggested again."""
        return self._change(
            JudgementKind.REJECT, self._actors.canonical(key), why, status=ActorStatus.REJECTED
        )

    def confirm_as_one(self, keys: Sequence[ActorId], stays: ActorId, why: str = "") -> list[JudgementId]:
        """Say that these suggestions and `stays` are one actor of its name: a decision for each, all or none."""
        with self._actors.together():
            return [self.alias_of(key, stays, why) for key in keys]

    def reject_all(self, keys: Sequence[ActorId], why: str = "") -> list[JudgementId]:
        """Say that none of these is an actor: a decision for each, all or none."""
        with self._actors.together():
            return [self.reject(key, why) for key in keys]

    def judge_mention(self, key: MentionId, status: MentionStatus, why: str = "") -> JudgementId:
        """Say whether this place names the actor; finding mentions anew leaves it alone then."""
        return self.judge_mentions([key], status, why)

    def judge_mentions(self, keys: Sequence[MentionId], status: MentionStatus, why: str = "") -> JudgementId:
        """`judge_mention` for several places (at least one) of one actor, as one decision."""
        with self._actors.together():
            actor = self._mentions.get(keys[0]).actor_id
            before = Before(mentions={key: self._mentions.judge(key, status) for key in keys})
            return self._note(JudgementKind.MENTION, actor, why=why, before=before)

    def mark_mention(
        self, mention: NewMention, why: str = "", *, learn: NewAlias | None = None
    ) -> JudgementId:
        """Say that this place, which recognition passed over, names the actor; others aren't named there then.

        `learn` gives the actor one more name with it, unless it bears that name.
        """
        with self._actors.together():
            actor = self._actors.get(mention.actor_id)
            before = self._make_room(mention)
            key = self._mentions.add_by_hand(mention)
            made: tuple[AliasId, ...] = ()
            kind = JudgementKind.MENTION
            if learn is not None and _alias_called(actor, learn.value) is None:
                made = tuple(self._actors.add_aliases(actor.id, [learn]))
                kind = JudgementKind.ALIAS
            before = replace(before, made_mentions=(key,), made_aliases=made)
            return self._note(kind, actor.id, why=why, before=before)

    def mark_new(self, mention: NewMention, name: str, role: ActorRole, why: str = "") -> JudgementId:
        """Say that this place names an actor that the case doesn't have yet; `mention.actor_id` doesn't count."""
        name = _needed(name)
        with self._actors.together():
            [key] = self._actors.add([NewActor(name, KIND_OF_ROLE[role], role, ActorStatus.CONFIRMED)])
            before = self._make_room(mention)
            made = self._mentions.add_by_hand(replace(mention, actor_id=key))
            before = replace(before, made_mentions=(made,), made_actors=(key,))
            return self._note(JudgementKind.ADD, key, why=why, before=before)

    def reassign_mentions(self, keys: Sequence[MentionId], to: ActorId, why: str = "") -> JudgementId:
        """Say that these places (at least one) of one actor name another one."""
        with self._actors.together():
            former = self._mentions.get(keys[0]).actor_id
            to = self._actors.canonical(to)
            if to == former:
                return self.judge_mentions(keys, MentionStatus.CONFIRMED, why)
            before = Before(mentions=self._hand_over(keys, to))
            return self._note(JudgementKind.MENTION, former, to, why=why, before=before)

    def _hand_over(self, keys: Sequence[MentionId], to: ActorId) -> dict[int, dict[str, Any]]:
        """Make them another's, for good; gives what they were."""
        judged = {key: self._mentions.judge(key, MentionStatus.CONFIRMED) for key in keys}
        owners = self._mentions.move(keys, to)
        return {key: {**judged[key], "actor_id": owners[key]} for key in keys}

    def _make_room(self, mention: NewMention) -> Before:
        """Reject what overlaps a place that is marked by hand."""
        here = self._mentions.of_document(mention.document_id)
        over = [one.id for one in here if one.start < mention.end and mention.start < one.end]
        return Before(mentions={key: self._mentions.judge(key, MentionStatus.REJECTED) for key in over})

    # -- merge and split

    def merge(self, key: ActorId, into: ActorId, why: str = "") -> JudgementId:
        """Say that both are one; `into` keeps its name. UserError when they are one already."""
        return self._join(JudgementKind.MERGE, key, into, why)

    def alias_of(self, key: ActorId, known: ActorId, why: str = "") -> JudgementId:
        """Say that a suggestion is just another name of a known actor."""
        return self._join(JudgementKind.ALIAS_OF, key, known, why)

    def split(self, member: ActorId, why: str = "") -> JudgementId:
        """Take an actor, and what was merged into it, out of the one that it was merged into.

        UserError when it was not merged.
        """
        with self._actors.together():
            edge = self._judgements.edge_of(member)
            if edge is None:
                raise UserError(
                    "That actor was not merged into another one, so there is nothing to split.",
                    hint="To make two actors of one, choose the names that belong to the new one.",
                )
            root = self._actors.canonical(member)
            before = self._judgements.cut(edge)
            return self._note(JudgementKind.SPLIT, member, root, why=why, before=before)

    def split_off(
        self,
        key: ActorId,
        aliases: Sequence[AliasId],
        name: str,
        role: ActorRole | None = None,
        why: str = "",
        *,
        mentions: Sequence[MentionId] | None = None,
    ) -> tuple[ActorId, JudgementId]:
        """Make a new actor that takes these names with it, and the mentions that bear them.

        With `mentions`, just these go with it, for good, and there may be no names: a name that stays with the
        former actor can then be the new one's, too. UserError if nothing is chosen, if no name would stay, or
        if one belongs to another actor.
        """
        name = _needed(name)
        with self._actors.together():
            actor = self._actors.get(key)
            own = {alias.id: alias for alias in actor.aliases}
            if not aliases and not mentions:
                raise UserError("Choose what belongs to the new actor.", hint="Nothing was split.")
            if not set(aliases) <= own.keys() or set(aliases) == own.keys():
                raise UserError("Choose some names of the actor, but not all.", hint="Nothing was split.")
            chosen = {name_key(own[one].value) for one in aliases}
            if name_key(actor.name) in chosen:
                raise UserError("The main name stays with the actor.", hint="Rename the actor first.")
            role = role or actor.role
            [new] = self._actors.add(
                [NewActor(name, KIND_OF_ROLE[role], role, ActorStatus.CONFIRMED, aliases=())]
            )
            moved = self._actors.move_aliases(aliases, new)
            if mentions is None:
                surfaces = self._mentions.surfaces_of(actor.id)
                taken = [one for one, surface in surfaces if name_key(surface) in chosen]
                owners = self._mentions.move(taken, new)
                before_mentions = {int(one): {"actor_id": owner} for one, owner in owners.items()}
            else:
                before_mentions = self._hand_over(mentions, new)
            before = Before(
                aliases={one: {"actor_id": owner} for one, owner in moved.items()},
                mentions=before_mentions,
                made_actors=(new,),
            )
            return new, self._note(JudgementKind.SPLIT, actor.id, new, why=why, before=before)

    def explain_merge(self, key: ActorId, into: ActorId) -> MergeExplanation:
        """Both sides and the explained score, for the merge dialog."""
        one, other = self._actors.get(key), self._actors.get(into)
        names, others = usable_names(one), usable_names(other)
        keys = {name_key(name) for name in others}
        documents = self._mentions.documents_of([one.id, other.id])
        here = {entry.document_id for entry in documents[one.id]}
        return MergeExplanation(
            one,
            other,
            best_match(names, others),
            tuple(name for name in names if name_key(name) in keys),
            sum(entry.document_id in here for entry in documents[other.id]),
            tuple(_against(one, other)),
        )

    # -- taking back

    def undo(self, key: JudgementId | None = None) -> Judgement | None:
        """Take a decision back, the newest if none is named; None when there is nothing to take back.

        UserError if a later decision rests on it.
        """
        wanted = key if key is not None else self._judgements.newest_in_force()
        if wanted is None:
            return None
        try:
            return self._judgements.undo(wanted)
        finally:
            self._actors.note_changed()

    def newest(self) -> JudgementId | None:
        """The newest decision in force: what `undo` without a key takes back."""
        return self._judgements.newest_in_force()

    def in_force(self, key: JudgementId) -> bool:
        """Whether a decision stands and was not taken back."""
        return not self._judgements.get(key).undone

    def names_of(self, key: JudgementId) -> list[str]:
        """Names to find anew (`Recogniser.relearn`) after this decision; before an undo, ask first."""
        return self._judgements.names_of(key)

    def history(self, key: ActorId | None = None, *, offset: int = 0, limit: int = 100) -> list[Judgement]:
        """Decisions on one actor or all, newest first, those taken back included."""
        return self._judgements.history(key, offset=offset, limit=limit)

    def _join(self, kind: JudgementKind, key: ActorId, into: ActorId, why: str) -> JudgementId:
        with self._actors.together():
            one, other = self._actors.get(key), self._actors.get(into)
            if one.id == other.id:
                raise UserError("Both are one actor already.")
            before = Before()
            if other.status is not ActorStatus.CONFIRMED:
                former = self._actors.change(other.id, status=ActorStatus.CONFIRMED)
                before = Before(actors={other.id: former})
            return self._note(kind, one.id, other.id, why=why, before=before)

    def _change(self, decision: JudgementKind, key: ActorId, why: str, **values: Any) -> JudgementId:
        with self._actors.together():
            former = self._actors.change(key, **values)
            return self._note(decision, key, why=why, before=Before(actors={key: former}))

    def _note(
        self,
        kind: JudgementKind,
        actor: ActorId,
        other: ActorId | None = None,
        *,
        why: str = "",
        before: Before,
    ) -> JudgementId:
        key = self._judgements.add(
            kind, actor, other, who=self._who(), why=why, before=before, now=self._now()
        )
        self._actors.note_changed()
        return key


def usable_names(actor: Actor) -> list[str]:
    """Names of an actor worth comparing: no adjectives, none that were rejected."""
    return [
        alias.value
        for alias in actor.aliases
        if alias.form is not AliasForm.ADJECTIVE and alias.status is not AliasStatus.REJECTED
    ]


def best_match(names: Sequence[str], others: Sequence[str]) -> NameMatch | None:
    """The best of all comparisons of one's names with the other's; None when one side has no name.

    By the names alone: the alias table would only say that two actors are two.
    """
    pairs = islice(((name, other) for name in names for other in others), _PAIRS)
    return max((compare_names(name, other) for name, other in pairs), key=match_rank, default=None)


def match_rank(match: NameMatch) -> tuple[int, float]:
    """Sorts matches: by verdict, then by score."""
    return (_VERDICTS.index(match.verdict), match.score)


def _against(one: Actor, other: Actor) -> Iterator[str]:
    if one.role is not other.role:
        yield f"they are different things: {one.role} and {other.role}"
    if one.countries and other.countries and not set(one.countries) & set(other.countries):
        yield "their countries differ"
    if one.key and other.key:
        yield "the starter knowledge holds them as two"


def _needed(name: str) -> str:
    name = " ".join(name.split())
    if not name_key(name):
        raise UserError("A name needs at least one letter or digit.", hint="Nothing was changed.")
    return name


def _same(one: str, other: str) -> bool:
    return name_key(one) == name_key(other)


def _alias_called(actor: Actor, name: str) -> Alias | None:
    return next((alias for alias in actor.aliases if alias.value == name), None)
