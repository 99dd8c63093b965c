"""Suggest unknown persons, groups and outlets that a text names, with the evidence for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dossier.actors.candidates_arabic import arabic_proposals
from dossier.actors.candidates_arabic_context import context_proposals
from dossier.actors.candidates_arabic_teams import team_proposals
from dossier.actors.candidates_english import english_proposals
from dossier.actors.evidence import Document
from dossier.actors.gathering import Candidate, gather_candidates
from dossier.actors.gazetteer import Gazetteer
from dossier.actors.mentions import FoundMention, document_of
from dossier.actors.proposals import Proposal
from dossier.actors.ships import without_ships
from dossier.actors.shortforms import Introduction, introductions
from dossier.actors.words import is_arabic
from dossier.actors.words_english import LINKING
from dossier.actors.words_names import (
    AGENCY_HEADS,
    EVENT_ENDS,
    GROUP_HEADS,
    NOT_ACRONYMS,
    ORGANISATION_HEADS,
    OUTLET_HEADS,
)
from dossier.domain.actors import ActorRole

__all__ = ["Candidate", "find_candidates", "outside_candidates"]

WORTH_SHOWING = 0.5
"""Score from which a candidate is suggested."""


def find_candidates(
    text: str, language: str | None, known: Sequence[FoundMention], gazetteer: Gazetteer
) -> list[Candidate]:
    """Unknown persons and organisations in `text`, best first.

    `known` is what `find_mentions` found; its words are never proposed again, except as part of a longer
    organisation's name ("Syrian Observatory for Human Rights"). `language` (ISO 639-1, or None) says which
    rules to try; Arabic rules also run on the Arabic words of other texts.
    """
    document = document_of(text)
    words = document.words
    if not words.keys:
        return []
    barriers, states = _known_words(document, known)
    proposals: list[Proposal] = []
    if not text.isascii() and is_arabic(text):
        proposals += arabic_proposals(document, barriers, states)
        proposals += context_proposals(document, barriers, states)
        proposals += team_proposals(document, barriers, states)
    proposals += without_ships(words, english_proposals(document, barriers, states))
    introduced = list(introductions(document))
    proposals += _introduced(document, introduced, barriers | states.keys(), gazetteer)
    return gather_candidates(document, _settle(proposals, barriers, states), introduced, barriers, states)


def outside_candidates(
    mentions: Sequence[FoundMention], candidates: Sequence[Candidate]
) -> list[FoundMention]:
    """The mentions that are no part of a candidate's name ("Syrian" in "Syrian Observatory for Human Rights")."""
    spans = [span for candidate in candidates for span in candidate.spans]
    return [
        mention for mention in mentions if not any(a < mention.end and mention.start < b for a, b in spans)
    ]


def _known_words(document: Document, known: Sequence[FoundMention]) -> tuple[frozenset[int], dict[int, bool]]:
    """Words of known actors, which no new name may cross; and words of states, which may be part of one."""
    words = document.words
    barriers: set[int] = set()
    states: dict[int, bool] = {}
    for mention in known:
        first = words.within(0, mention.start + 1)[-1]  # an Arabic prefix may stand before the mention
        after = words.within(0, mention.end)[-1] + 1
        longer = words.keys[after : after + 1] == ["لكره"]  # الاتحاد الأوروبي لكرة القدم
        for index in range(first, words.within(0, mention.end)[-1] + 1):
            if mention.role is ActorRole.STATE:
                states[index] = mention.adjective
            elif not longer:
                barriers.add(index)
    return frozenset(barriers), states


def _introduced(
    document: Document, introduced: Iterable[Introduction], barriers: frozenset[int], gazetteer: Gazetteer
) -> Iterator[Proposal]:
    """Long names that the text introduces with an acronym."""
    words = document.words
    for one in introduced:
        if not one.aligned or any(index in barriers for index in range(one.long_first, one.long_last + 1)):
            continue
        if any(index in barriers for index in range(one.short_first, one.short_last + 1)):
            continue
        if one.long_last - one.long_first < 1:
            continue
        keys = words.keys[one.long_first : one.long_last + 1]
        if keys[-1] in EVENT_ENDS and not any(key in ORGANISATION_HEADS for key in keys):
            continue
        if words.keys[one.short_first] in NOT_ACRONYMS:
            continue
        capitals = [
            index for index in range(one.long_first, one.long_last + 1) if words.keys[index] not in LINKING
        ]
        if not is_arabic(keys[0]) and not all(document.capitals.capital(index) for index in capitals):
            continue
        yield Proposal(
            one.long_first, one.long_last, _role_of_organisation(keys), 0.9, "introduced with its acronym",
            (one.short_first, one.short_last),
        )  # fmt: skip


def _role_of_organisation(keys: Sequence[str]) -> ActorRole:
    for key in reversed(keys):
        if key in OUTLET_HEADS and key not in AGENCY_HEADS and key not in {"agency", "foundation"}:
            return ActorRole.MEDIA_OUTLET if keys[-1] == key else ActorRole.ORGANISATION
        if key in AGENCY_HEADS:
            return ActorRole.AGENCY
        if key in GROUP_HEADS and key != "union":
            return ActorRole.GROUP
    return ActorRole.ORGANISATION


def _settle(
    proposals: Iterable[Proposal], barriers: frozenset[int], states: Mapping[int, bool]
) -> list[Proposal]:
    """Proposals without overlaps, the better and longer first, in the order of the text."""
    kept: list[Proposal] = []
    used = set(barriers)
    for proposal in sorted(proposals, key=lambda one: (-one.score, one.first - one.last)):
        span = range(proposal.first, proposal.last + 1)
        if proposal.score < WORTH_SHOWING or not used.isdisjoint(span):
            continue
        person = proposal.role is ActorRole.PERSON
        if states.keys() >= set(span) or (person and any(not states.get(index, True) for index in span)):
            continue
        used.update(span)
        kept.append(proposal)
    kept.sort(key=lambda one: one.first)
    return kept
