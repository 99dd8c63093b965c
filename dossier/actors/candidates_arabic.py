"""Propose unknown names in Arabic, which has no capitals: from titles, first names and organisation words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from dossier.actors.arabic_person_names import FIRST_NAMES, spelled_like_foreign_given
from dossier.actors.arabic_text import ArabicText
from dossier.actors.candidates_arabic_bodies import (
    definite_body,
    may_begin_body,
    named_body,
    organisation,
)
from dossier.actors.candidates_arabic_outlets import outlets_in_row, quoted_after
from dossier.actors.candidates_arabic_persons import (
    DEPOSED,
    byline,
    person,
    person_after_title,
)
from dossier.actors.evidence import Document
from dossier.actors.proposals import Proposal
from dossier.actors.words import is_arabic
from dossier.actors.words_arabic import (
    NATIONALITIES,
    TITLES,
    letters_before,
)
from dossier.domain.actors import ActorRole

_BODY, _TITLED, _NAMED = 1, 2, 4


@lru_cache(maxsize=1 << 16)
def _may_begin(key: str) -> int:
    """Which rules a word can begin, from the word alone: most words begin none, and the vocabulary is small."""
    if not is_arabic(key):
        return 0
    found = _BODY if may_begin_body(key) else 0
    if (
        key in TITLES
        or key in NATIONALITIES
        or key.lstrip("وفل") in DEPOSED
        or (key[:1] in "وفل" and key[1:] in TITLES)
    ):
        found |= _TITLED
    if (
        letters_before(key, FIRST_NAMES) is not None
        or spelled_like_foreign_given(key)
        or key == "عبد"
        or key[1:] == "عبد"
    ):
        found |= _NAMED
    return found


def arabic_proposals(
    document: Document, barriers: frozenset[int], states: Mapping[int, bool]
) -> Iterator[Proposal]:
    """Proposals from titles, first names and organisation words.

    `barriers` are words of known actors; `states` words of known states, which may stand in a name.
    """
    text = ArabicText(document.words, barriers, states)
    keys = text.words.keys
    begins = list(map(_may_begin, keys))
    for index in states:
        begins[index] |= _TITLED
    for index in text.words.places.get("بن", ()):
        if index:
            begins[index - 1] |= _NAMED
    free = 0
    for index, may in enumerate(begins):
        if (not may and index) or index < free or index in barriers:
            continue
        if may & _BODY:
            yield from outlets_in_row(text, index)
        found = (
            (named_body(text, index) or organisation(text, index) or definite_body(text, index))
            if may & _BODY
            else None
        )
        if found is None and may & _TITLED:
            found = person_after_title(text, index)
        if found is None and may & _NAMED:
            found = person(text, index, titled="")
        if found is None and not index:
            found = byline(text, index)
        if found is None:
            continue
        yield found
        if found.role is not ActorRole.PERSON:
            yield from quoted_after(text, found)
        # A title leads to a name further on; what stands between may be an organisation.
        free = found.last + 1 if found.first == index else index + 1
