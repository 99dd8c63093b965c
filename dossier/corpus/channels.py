"""Recognise the posts of a channel that were exported or copied from a messenger, and whose channel it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from dossier.corpus.site_words import is_site_line

_READERS = re.compile(
    r"[\d.,\s٠-٩]{1,12}[kKmM]? ?(?:subscribers?|members?|مشترك(?:ا|اً|ين)?|عضو(?:ا|اً)?|أعضاء)(?:, \d+ online)?",
)
_TIME = re.compile(r"(?:\d{1,2}|[٠-٩]{1,2}):(?:\d{2}|[٠-٩]{2})(?::\d{2})?(?: ?[AP]M)?")
_SHARED = re.compile(r"shared with .{3,30}|تمت المشاركة مع .{3,20}", re.IGNORECASE)
"""Two lines below the name of whoever posted, with the day between."""
TOP = 5
"""Filled lines among which the name of a channel stands above the number of its readers."""
LONGEST = 200
"""Filled lines among which posts are looked for."""
LONGEST_NAME = 60
"""Characters."""


def channel_name(lines: Sequence[str]) -> str | None:
    """The channel whose name stands above the number of its readers, or above the time of each post; or whose post it is; else None.

    `lines` are the filled lines before cleaning.
    """
    for name, below in pairwise(lines[: TOP + 1]):
        if _READERS.fullmatch(below) and _may_be_a_channel(name):
            return name
    for name, below in zip(lines[: 2 * TOP], lines[2:], strict=False):
        if _SHARED.fullmatch(below) and _may_be_a_channel(name):
            return name
    names = Counter(
        name
        for name, below in pairwise(lines[:LONGEST])
        if _TIME.fullmatch(below) and _may_be_a_channel(name)
    )
    if not names:
        return None
    name, posts = names.most_common(1)[0]
    return name if name in lines[:TOP] and (posts > 1 or lines.count(name) > 1) else None


def _may_be_a_channel(name: str) -> bool:
    return (
        len(name) <= LONGEST_NAME
        and 1 <= len(name.split()) <= 9
        and sum(map(str.isalpha, name)) > 2
        and not name.startswith("@")
        and not is_site_line(name)
        and not name.endswith((".", ":", "!", "?", "؟"))
    )
