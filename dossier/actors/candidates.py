"""Suggest unknown persons, groups and outlets that a text names, with the evidence for each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from dossier.actors.candidates_arabic import arabic_proposals
from dossier.actors.candidates_english import english_proposals
from dossier.actors.capital_runs import KUNYAS
from dossier.actors.capitals import LineStyle
from dossier.actors.evidence import Document
from dossier.actors.gazetteer import Gazetteer
from dossier.actors.mentions import FoundMention, document_of
from dossier.actors.proposals import Proposal
from dossier.actors.shortforms import (
    Introduction,
    introductions,
    short_names_of_organisation,
    short_names_of_person,
)
from dossier.actors.words import Words, is_arabic
from dossier.actors.words_arabic import COMMON as COMMON_ARABIC
from dossier.actors.words_arabic import GIVEN_NAMES as GIVEN_NAMES_ARABIC
from dossier.actors.words_arabic import ORGANISATION_HEADS as ORGANISATIONS_ARABIC
from dossier.actors.words_arabic import SPEECH as SPEECH_ARABIC
from dossier.actors.words_arabic import TITLES as TITLES_ARABIC
from dossier.actors.words_arabic import letters_before
from dossier.actors.words_english import COMMON, LINKING
from dossier.actors.words_names import (
    AGENCY_HEADS,
    COMPANY_ENDS,
    EVENT_ENDS,
    GIVEN_NAMES,
    GROUP_HEADS,
    NATIONALITIES,
    NOT_ACRONYMS,
    ORGANISATION_HEADS,
    OUTLET_HEADS,
    PLACES,
    TITLES,
)
from dossier.domain.actors import KIND_OF_ROLE, ActorKind, ActorRole

WORTH_SHOWING = 0.5
"""Score from which a candidate is suggested."""
_LONGEST_EVIDENCE = 300
"""Characters of the sentence that is shown with a candidate."""
_FIRST_WORDS_ARABIC = GIVEN_NAMES_ARABIC | ORGANISATIONS_ARABIC | {"ابو", "ابي", "ابا", "عبد"}
_HEARD_ARABIC = SPEECH_ARABIC | TITLES_ARABIC
_WORDS_ARABIC = GIVEN_NAMES_ARABIC | COMMON_ARABIC
_NO_STRANGER = COMMON | TITLES | NATIONALITIES
"""Capitalised words that, beside a surname, are no other person's first name."""
_NO_SHORT_NAME = COMMON | PLACES | NATIONALITIES | GIVEN_NAMES | TITLES | ORGANISATION_HEADS
_SENTENCE_START = re.compile(r"(?:[.!?؟…]['\"”’»)]*\s+|\n)(?=\S)")


@dataclass(frozen=True)
class Candidate:
    """An unknown name that may be an actor, with every place where it stands in the document."""

    name: str
    kind: ActorKind
    role: ActorRole
    spans: tuple[tuple[int, int], ...]
    """Places `[start, end)` in code points, in order; short forms of the name included."""
    evidence: str
    """The sentence that gives the best evidence, as it stands in the text."""
    score: float
    """0 to 1."""
    reason: str
    """The evidence in a few words."""
    also: tuple[str, ...] = ()
    """Short names that the document introduces for it, such as its acronym."""


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
    proposals += english_proposals(document, barriers, states)
    introduced = list(introductions(document))
    proposals += _introduced(document, introduced, barriers | states.keys(), gazetteer)
    return _gather(document, _settle(proposals, barriers, states), introduced, barriers, states)


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
        for index in range(first, words.within(0, mention.end)[-1] + 1):
            if mention.role is ActorRole.STATE:
                states[index] = mention.adjective
            else:
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


@dataclass
class _Group:
    """Proposals of one name."""

    best: Proposal
    keys: tuple[str, ...]
    places: set[tuple[int, int]]
    also: dict[str, None]


def _gather(
    document: Document,
    proposals: Sequence[Proposal],
    introduced: Sequence[Introduction],
    barriers: frozenset[int],
    states: Mapping[int, bool],
) -> list[Candidate]:
    """One candidate per name, with all places of the name and of its short forms."""
    words = document.words
    groups: dict[tuple[str, ...], _Group] = {}
    for proposal in proposals:
        keys = _own_keys(words.keys[proposal.first : proposal.last + 1])
        group = groups.get(keys)
        if group is None:
            group = groups[keys] = _Group(proposal, keys, set(), {})
        elif proposal.score > group.best.score:
            group.best = proposal
        group.places.add((proposal.first, proposal.last))
    _join_short(groups)
    _join_acronyms(words, groups, introduced)
    used = set(barriers) | {
        index for group in groups.values() for first, last in group.places for index in range(first, last + 1)
    }
    for group in groups.values():
        # A state's name may be part of a longer short form: U.S. Video, after U.S. Video Vending Corp.
        shorts = _short_names(document, group, introduced, groups)
        _find_elsewhere(document, group, used, states.keys(), shorts)
    found = [_candidate(document, group) for group in groups.values()]
    found.sort(key=lambda one: (-one.score, -len(one.spans), one.spans[0]))
    return found


def _own_keys(keys: Sequence[str]) -> tuple[str, ...]:
    """The name's own words, without the English article and the Arabic letters of grammar in front."""
    if is_arabic(keys[0]):
        return (keys[0][letters_before(keys[0], _FIRST_WORDS_ARABIC) or 0 :], *keys[1:])
    return tuple(keys[1:]) if len(keys) > 2 and keys[0] == "the" else tuple(keys)


def _join_short(groups: dict[tuple[str, ...], _Group]) -> None:
    """Puts "Dumas" to "Roland Dumas", "Texaco" to "Texaco Inc", if only one longer name has it."""
    for keys in sorted(groups, key=len):
        longer = [
            other
            for other in groups
            if len(other) > len(keys)
            and (
                (groups[other].best.role is ActorRole.PERSON and other[-len(keys) :] == keys)
                or (groups[other].best.role is not ActorRole.PERSON and other[: len(keys)] == keys)
                or (keys[0] in KUNYAS and other[: len(keys)] == keys)
                or (
                    set(keys) < set(other)
                    and groups[other].best.role is ActorRole.PERSON is groups[keys].best.role
                    and keys[-1] == other[-1]
                )
            )
        ]
        if len(longer) == 1:
            group = groups.pop(keys)
            target = groups[longer[0]]
            target.places |= group.places
            target.also |= group.also


def _join_acronyms(
    words: Words, groups: dict[tuple[str, ...], _Group], introduced: Sequence[Introduction]
) -> None:
    """Puts "MOC" to "Media Oversight Committee", which introduced it or whose initials it spells."""
    for acronym in [keys for keys in groups if len(keys) == 1 and 3 <= len(keys[0]) <= 8]:
        spelled = [
            keys
            for keys in groups
            if len(keys) > 2 and "".join(key[0] for key in keys if key not in LINKING) == acronym[0]
        ]
        if len(spelled) == 1:
            groups[spelled[0]].also[words.surface(groups[acronym].best.first)] = None
            groups[spelled[0]].places |= groups.pop(acronym).places
    for one in introduced:
        short = tuple(words.keys[one.short_first : one.short_last + 1])
        for group in list(groups.values()):
            if (one.long_first, one.long_last) in group.places and short in groups and group.keys != short:
                group.places |= groups.pop(short).places


def _short_names(
    document: Document,
    group: _Group,
    introduced: Sequence[Introduction],
    groups: dict[tuple[str, ...], _Group],
) -> list[tuple[str, ...]]:
    """Keys under which the rest of the document may name the same actor."""
    words = document.words
    found: list[tuple[str, ...]] = []
    if group.best.role is ActorRole.PERSON:
        if is_arabic(group.keys[0]):
            if len(group.keys) > 1 and group.keys[-2] not in {"بن", "ابن", "ال"}:
                found.append((group.keys[-1],))
            if group.keys[0] in {"ابو", "ابي"} and len(group.keys) > 2:
                found.append(group.keys[:2])
        else:
            found += [short.keys for short in short_names_of_person(group.keys)]
    else:
        found += [short.keys for short in short_names_of_organisation(group.keys)]
        found += [] if is_arabic(group.keys[0]) else _short_company(group.keys)
        for one in introduced:
            same = (one.long_first, one.long_last) in group.places
            if same and one.short_first not in {
                index for first, last in group.places for index in (first, last)
            }:
                keys = tuple(words.keys[one.short_first : one.short_last + 1])
                found.append(keys)
                group.also[words.text[words.starts[one.short_first] : words.ends[one.short_last]]] = None
                group.places.add((one.short_first, one.short_last))
    others = [other for other in groups.values() if other is not group and other.best.role is group.best.role]
    return [
        keys
        for keys in found
        if not any(other.keys[-len(keys) :] == keys or other.keys[: len(keys)] == keys for other in others)
    ]


def _short_company(keys: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Newbery after Newbery Corp, Tate and Lyle after Tate and Lyle Plc."""
    end = len(keys)
    while end > 1 and keys[end - 1] in COMPANY_ENDS:
        end -= 1
    found = [keys[:end]] if end < len(keys) else []
    first = keys[0]
    if len(keys) > 1 and first not in _NO_SHORT_NAME and len(first) > 3:
        found.append((first,))
    return [
        short
        for short in found
        if not all(key in COMMON or key in PLACES or key in NATIONALITIES for key in short)
    ]


def _find_elsewhere(
    document: Document, group: _Group, used: set[int], states: Set[int], shorts: Iterable[tuple[str, ...]]
) -> None:
    """Adds the places of the name and of its short forms that gave no evidence themselves, headlines included."""
    words, capitals = document.words, document.capitals
    for keys in (group.keys, *shorts):
        for first in words.places.get(keys[0], ()):
            last = first + len(keys) - 1
            span = range(first, last + 1)
            if tuple(words.keys[first : last + 1]) != keys or not used.isdisjoint(span):
                continue
            if states >= set(span) or (group.best.role is ActorRole.PERSON and not states.isdisjoint(span)):
                continue
            if not is_arabic(keys[0]):
                if not capitals.capital(last) or not (capitals.capital(first) or keys[0] in LINKING):
                    continue
                if len(keys) == 1 and not _stands_alone(document, first, keys[0], group):
                    continue
            elif len(keys) == 1 and not _arabic_stands_alone(words, first, keys[0]):
                continue
            used.update(span)
            group.places.add((first, last))


def _arabic_stands_alone(words: Words, index: int, key: str) -> bool:
    """Whether an Arabic surname by itself is the person's: not after a first name; a plain noun must speak."""
    before = words.keys[index - 1] if index else ""
    after = words.keys[index + 1] if index + 1 < len(words) and words.tail(index) == " " else ""
    if before in GIVEN_NAMES_ARABIC | {"بن", "ابن", "ال"} or after in {"بن", "ابن"}:
        return False
    heard = before in _HEARD_ARABIC or before[1:] in SPEECH_ARABIC
    if key in _WORDS_ARABIC:
        return heard and after not in GIVEN_NAMES_ARABIC
    return heard or not key.startswith("ال") or key.endswith("ي")


def _stands_alone(document: Document, index: int, key: str, group: _Group) -> bool:
    """Whether a one-word short form isn't part of somebody else's name, or just a word."""
    words, capitals = document.words, document.capitals
    if key in COMMON and not capitals.proves(index):
        return False
    if (
        index
        and words.gap(index) == " "
        and capitals.capital(index - 1)
        and index - 1 not in words.possessive
    ):
        before = words.keys[index - 1]
        stranger = before not in _NO_STRANGER and before not in group.keys
        if stranger and capitals.style(index) is LineStyle.SENTENCE:
            return False
    if (
        group.best.role is ActorRole.PERSON
        and index + 1 < len(words)
        and words.tail(index) == " "
        and capitals.capital(index + 1)
    ):
        after = words.keys[index + 1]
        return after in _NO_STRANGER or capitals.style(index) is not LineStyle.SENTENCE
    return True


def _candidate(document: Document, group: _Group) -> Candidate:
    words = document.words
    best = group.best
    full = [place for place in group.places if _own_keys(words.keys[place[0] : place[1] + 1]) == group.keys]
    shown = (
        best
        if (best.first, best.last) in full
        else replace(best, first=full[0][0], last=full[0][1])
        if full
        else best
    )
    first = shown.first
    name_start = words.starts[first] + _prefix_length(words.keys[first], group.keys[0])
    spans = tuple(
        sorted(
            (
                words.starts[a]
                + (_prefix_length(words.keys[a], group.keys[0]) if is_arabic(words.keys[a]) else 0),
                words.ends[b],
            )
            for a, b in group.places
        )
    )
    if words.keys[first] == "the":
        name_start = words.starts[first + 1]
    score = min(1.0, best.score + 0.02 * min(len(spans) - 1, 5))
    return Candidate(
        name=" ".join(words.text[name_start : words.ends[shown.last]].split()),
        kind=KIND_OF_ROLE[best.role],
        role=best.role,
        spans=spans,
        evidence=_sentence(words.text, words.starts[best.first], words.ends[best.last]),
        score=round(score, 2),
        reason=best.reason,
        also=tuple(group.also),
    )


def _prefix_length(key: str, own: str) -> int:
    return len(key) - len(own) if is_arabic(key) and key.endswith(own) and len(key) - len(own) <= 2 else 0


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a span, cut to a readable length."""
    first = max(0, start - _LONGEST_EVIDENCE // 2)
    for match in _SENTENCE_START.finditer(text, first, start):
        first = match.end()
    stop = min(len(text), first + _LONGEST_EVIDENCE)
    after = _SENTENCE_START.search(text, end, stop)
    if after:
        stop = after.start() + 1
    return " ".join(text[first:stop].split())
