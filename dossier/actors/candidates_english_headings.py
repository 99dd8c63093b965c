"""Propose names that stand where capitals prove nothing: bylines, heads of memos, who issued and signed a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dossier.actors.capital_runs import PARTICLES
from dossier.actors.capitals import LineStyle
from dossier.actors.evidence import Document
from dossier.actors.proposals import Proposal
from dossier.actors.words_english import COMMON, FUNCTION, LINKING, VERBS
from dossier.actors.words_names import (
    AGENCY_HEADS,
    GIVEN_NAMES,
    GROUP_HEADS,
    NATIONALITIES,
    ORGANISATION_HEADS,
    OUTLET_HEADS,
    PLACES,
    STRONG_TITLES,
    TITLES,
)
from dossier.domain.actors import ActorRole

_BYLINE = re.compile(
    r"(?im)^[ \t]*(?:by|written by|author|authors|reported by|reporting by|story by|edited by|prepared by)[ \t]*:?[ \t]+(?=[A-Z])"
)
_MEMO = re.compile(r"(?im)^[ \t]*(?:from|to|cc|signed|attn|author)[ \t]*:[ \t]*(?=\S)")
_ISSUED = re.compile(
    r"(?i)\b(?:statement|communiqu[eé]|declaration|message|release|announcement)[^\n.]{0,40}? by (?:the )?(?=[A-Z])"
)
_ENDS_PART = re.compile(r"[,;|/()\n*–—]| - |\s(?:and|&)\s|\d")
_LAST_LINES = 4
"""Lines at the end in which a statement is signed."""


def heading_proposals(
    document: Document, barriers: frozenset[int], states: Mapping[int, bool]
) -> Iterator[Proposal]:
    """Proposals from lines that are headlines by their look. `barriers` and `states`: words already known."""
    text = document.words.text
    for match in _BYLINE.finditer(text):
        for part in _parts(document, match.end()):
            if _is_person(document, part, strict=False) and barriers.isdisjoint(part):
                yield Proposal(part[0], part[-1], ActorRole.PERSON, 0.85, "in the byline")
    for match in _MEMO.finditer(text):
        for part in _parts(document, match.end()):
            if not barriers.isdisjoint(part):
                continue
            if _is_body(document, part):
                yield _body(document, part, "in the head of a memo")
                continue
            first = part[0]
            while part[-1] - first > 1 and document.words.keys[first] in TITLES:
                first += 1
            if _is_person(document, range(first, part[-1] + 1), strict=True):
                yield Proposal(first, part[-1], ActorRole.PERSON, 0.75, "in the head of a memo")
    for match in _ISSUED.finditer(text):
        part = next(iter(_parts(document, match.end())), range(0))
        if part and _is_body(document, part) and barriers.isdisjoint(part):
            yield _body(document, part, "issued a statement")
    yield from _signatures(document, barriers, states)


def _parts(document: Document, start: int) -> Iterator[range]:
    """The words between commas and the like, from a place to the end of its line."""
    text = document.words.text
    line_end = text.find("\n", start)
    line_end = len(text) if line_end < 0 else line_end
    while start < line_end:
        stop = _ENDS_PART.search(text, start, line_end)
        end = stop.start() if stop else line_end
        part = document.words.within(start, end)
        if part:
            yield part
        start = stop.end() if stop else line_end


def _is_person(document: Document, part: range, *, strict: bool) -> bool:
    words, capitals = document.words, document.capitals
    if not 2 <= len(part) <= 5:
        return False
    keys = [words.keys[index] for index in part]
    capital = all(capitals.capital(index) or words.keys[index] in PARTICLES for index in part)
    if not capital or any(key in ORGANISATION_HEADS or key in TITLES or key in FUNCTION for key in keys):
        return False
    if all(key in COMMON for key in keys):
        return False
    surface = words.surface(part[0])
    if len(surface) > 2 and surface.isupper() and keys[-1] in PLACES | NATIONALITIES:
        return False  # By Jane Roe, AFP Lebanon
    initial = len(words.surface(part[0])) == 1
    return not strict or initial or any(key in GIVEN_NAMES for key in keys)


def _is_body(document: Document, part: range) -> bool:
    words, capitals = document.words, document.capitals
    keys = [words.keys[index] for index in part]
    named = [index for index in part if words.keys[index] not in LINKING]
    return (
        2 <= len(part) <= 10
        and all(capitals.capital(index) for index in named)
        and any(key in ORGANISATION_HEADS for key in keys)
        and not any(key in FUNCTION and key not in LINKING for key in keys)
        and keys[0] not in VERBS - ORGANISATION_HEADS
        and keys[0] not in STRONG_TITLES
    )


def _body(document: Document, part: range, reason: str) -> Proposal:
    keys = [document.words.keys[index] for index in part]
    role = ActorRole.ORGANISATION
    for key in reversed(keys):
        if key in AGENCY_HEADS:
            role = ActorRole.AGENCY
        elif key in GROUP_HEADS:
            role = ActorRole.GROUP
        elif key in OUTLET_HEADS:
            role = ActorRole.MEDIA_OUTLET
        else:
            continue
        break
    return Proposal(part[0], part[-1], role, 0.75, reason)


def _signatures(
    document: Document, barriers: frozenset[int], states: Mapping[int, bool]
) -> Iterator[Proposal]:
    """A line at the end that is a group's name and nothing else."""
    words = document.words
    lines = [line for line in words.lines if words.text[line : words.line(line)[1]].strip()]
    for start in lines[-_LAST_LINES:] if len(lines) > _LAST_LINES else []:
        part = words.within(start, words.line(start)[1])
        if not part or document.capitals.style(part[0]) is LineStyle.UPPER or not barriers.isdisjoint(part):
            continue
        group = any(words.keys[index] in GROUP_HEADS - {"group", "room", "cell"} for index in part)
        if group and part[0] not in states and _is_body(document, part):
            yield _body(document, part, "signs the text")
