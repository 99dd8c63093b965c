"""Tell acronyms from the English words that are written with the same letters."""

from __future__ import annotations

import re

_SHOUTED = frozenset(
    "is us it who am may an as at be by do go he if in me my no of on or so to up we".split()
)
"""English words that are acronyms of actors (or may be) when written in capitals."""


def is_case_sensitive(word: str) -> bool:
    """Whether a word is looked for in capitals only: IS and US, but not ISIS, which is no word otherwise."""
    bare = re.sub(r"['’`]s?$|\.", "", word)
    return bare.isupper() and bare.isascii() and bare.lower() in _SHOUTED
