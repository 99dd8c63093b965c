"""Tell words from each other: where one begins, acronyms that are also words, names that look like plurals."""

from __future__ import annotations

import re

WORD = re.compile(r"(?<!\w)[^\W\d_](?:\.[^\W\d_])+(?!\w)|[^\W_]+")
"""A word of a folded text; the dots of U.S. belong to it."""

_SHOUTED = frozenset(
    "is us it who am may an as at be by do go he if in me my no of on or so to up we".split()
)
"""English words that are acronyms of actors (or may be) when written in capitals."""

NAMES = frozenset(
    "abbas addis amos anas athens brussels ecowas elias emirates fars firas guterres hamas homs idris isis "
    "janjaweed kais laos maldives mathias naqis palmas paris qais quds rais reuters texas tigris tobias tunis "
    "wales younis yunis".split()
)
"""Folded names that a stemmer would cut into another name or word; they have no stem however they are written."""


def is_case_sensitive(word: str) -> bool:
    """Whether a word is looked for in capitals only: IS and US, but not ISIS, which is no word otherwise."""
    bare = re.sub(r"['’`]s?$|\.", "", word)
    return bare.isupper() and bare.isascii() and bare.lower() in _SHOUTED
