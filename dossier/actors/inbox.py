"""The inbox of suggested actors: most documents first, with their passages and whom they may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dossier.actors.catalog import Catalog
from dossier.actors.matching import NameMatch, NameVerdict, name_keys
from dossier.actors.merging import best_match, match_rank, usable_names
from dossier.actors.page import ActorPages, ShownPassage
from dossier.domain.actors import Actor, ActorId, ActorStatus

LIKELY = 5
"""Known actors shown beside a suggestion."""
COMPARED = 60
"""Known names compared with a suggestion: those that share most keys with it."""


@dataclass(frozen=True)
class LikelyActor:
    """A known actor that a suggestion may be, and why."""

    actor: Actor
    match: NameMatch


@dataclass(frozen=True)
class Suggestion:
    """One line of the inbox."""

    actor: Actor
    documents: int
    mentions: int
    reason: str
    """Why recognition took it for an actor, as at its first mention."""
    passages: tuple[ShownPassage, ...]
    likely: tuple[LikelyActor, ...]
    """Best first; empty when it is like nobody known."""


class Inbox:
    """Suggestions of one case. Deciding on them is `Decisions`' part: confirm, alias_of, reject, undo."""

    def __init__(self, catalog: Catalog, pages: ActorPages) -> None:
        self._catalog = catalog
        self._pages = pages
        self._filed: tuple[int, dict[str, list[tuple[ActorId, str]]]] = (-1, {})

    def page(self, *, offset: int = 0, limit: int = 20, passages: int = 3) -> list[Suggestion]:
        """Suggestions, those that touch most documents first. Rejected ones never come back."""
        lines = self._catalog.page(status=ActorStatus.SUGGESTED, offset=offset, limit=limit)
        found = []
        for line in lines:
            mentions = self._catalog.sample(line.actor.id, passages)
            found.append(
                Suggestion(
                    line.actor,
                    line.documents,
                    line.mentions,
                    mentions[0].reason if mentions else "",
                    self._pages.around(mentions),
                    self._likely(line.actor),
                )
            )
        return found

    def count(self) -> int:
        """How many suggestions wait."""
        return self._catalog.count(status=ActorStatus.SUGGESTED)

    def likely(self, key: ActorId) -> tuple[LikelyActor, ...]:
        """Known actors that this one may be, best first, without itself."""
        return self._likely(self._catalog.get(key))

    def like(self, name: str) -> tuple[LikelyActor, ...]:
        """Known actors that somebody called so may be, best first."""
        return self._like([name], None)

    def _likely(self, actor: Actor) -> tuple[LikelyActor, ...]:
        return self._like(usable_names(actor), actor.id)

    def _like(self, names: Sequence[str], without: ActorId | None) -> tuple[LikelyActor, ...]:
        filed = self._filed_names()
        shared: Counter[tuple[ActorId, str]] = Counter()
        for key in {key for name in names for key in name_keys(name)}:
            shared.update(filed.get(key, ()))
        best: dict[ActorId, NameMatch] = {}
        for (other, value), _ in shared.most_common(COMPARED):
            if other == without:
                continue
            match = best_match(names, [value])
            if match is not None and (other not in best or match_rank(match) > match_rank(best[other])):
                best[other] = match
        known = self._catalog.many(
            [other for other, match in best.items() if match.verdict is not NameVerdict.DIFFERENT]
        )
        found = [LikelyActor(known[other], best[other]) for other in known]
        return tuple(
            sorted(found, key=lambda one: (*(-part for part in match_rank(one.match)), one.actor.id))
        )[:LIKELY]

    def _filed_names(self) -> dict[str, list[tuple[ActorId, str]]]:
        version = self._catalog.version
        if self._filed[0] != version:
            filed: dict[str, list[tuple[ActorId, str]]] = {}
            for actor in self._catalog.confirmed():
                for name in usable_names(actor):
                    for key in name_keys(name):
                        filed.setdefault(key, []).append((actor.id, name))
            self._filed = (version, filed)
        return self._filed[1]


def told_likely(one: LikelyActor) -> tuple[ActorId, str, str]:
    """A likely actor as a list shows it: id, name, and why."""
    return one.actor.id, one.actor.name, f"{one.match.verdict}: {next(iter(one.match.reasons), '')}"
