"""The key under which a name is filed: equal for spellings that differ only in signs, case and marks."""

from __future__ import annotations

import re

from dossier.text.normalize import fold

_WORD = re.compile(r"[^\W_]+")


def name_key(name: str) -> str:
    """Folded words with single spaces: `al-Qa‘ida` and `Al Qaida` share one; empty when nothing is left."""
    return " ".join(_WORD.findall(fold(name)))
