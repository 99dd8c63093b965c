"""Find the title of a whole page that was copied with its menus: below the site's words, above who and when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier.corpus import furniture
from dossier.corpus.bylines import is_bare_name, says_by
from dossier.corpus.datelines import is_dateline, is_only_date
from dossier.corpus.head_lines import (
    FORWARDED,
    MASTHEAD,
    is_field,
    is_handle,
    is_label,
    is_prose,
    is_way_label,
    plain,
)
from dossier.corpus.promotion import is_device, is_promotion
from dossier.corpus.site_words import is_site_line, phrases
from dossier.domain.written_dates import find_dates

LONGEST = 70
"""Filled lines above the first paragraph that are looked at."""
FEWEST = 2
"""Phrases of a site that must stand above a title: one could be the title's own section."""
_AGO = re.compile(
    r"^(?:.{0,20} )?\d+ (?:minute|hour|day|week|month)s? ago\b|^منذ (?:[\d٠-٩]+ )?(?:ساع|يوم|أيام|دق|أسب|شهر|أشهر)",
    re.IGNORECASE,
)
_NOBODY: frozenset[str] = frozenset()
_CAPTION = re.compile(
    r"\[.{0,40}\]$|\b(?:photo(?:graph)?|image|picture|illustration)\s*[:/]|\bvia (?:AP|AFP|Reuters|Getty)\b",
    re.IGNORECASE,
)


def title_place(lines: Sequence[str]) -> int | None:
    """Number of the line that names the document, if a site's own lines stand above it; else None.

    The title is the uppermost of the long lines right above the first byline or date; without either, the first
    long line below the site's words. What a letter or memo says of itself is never passed over.
    """
    shown = [plain(line[:600]) for line in lines[:LONGEST]]
    of_site = [is_of_site(line) for line in shown]
    body = _body(shown, of_site)
    head = shown[:body]
    if any(is_handle(line) or FORWARDED.match(line) for line in head[:3]):
        return None
    anchors = [
        place
        for place, line in enumerate(head)
        if _AGO.search(line) or (not of_site[place] and _says_who_or_when(head, place))
    ]
    for anchor in anchors:
        place = _run_above(head, of_site, anchor)
        if place is not None:
            return place if _stands_below(of_site, shown, place) else None
    for place, line in enumerate(head):
        if not of_site[place] and _may_name(line, 4) and _stands_below(of_site, shown, place):
            return place
    return None


def is_of_site(line: str) -> bool:
    """Whether a line above a title is the site's: a way, a button, a request, a notice."""
    return (
        is_site_line(line)
        or is_device(line)
        or is_promotion(line)
        or is_way_label(line)
        or furniture.is_tail(line)
        or bool(re.search(r"\bcookies\b|ملفات تعريف الارتباط", line) and len(line) < 400)
    )


def _body(lines: Sequence[str], of_site: Sequence[bool]) -> int:
    """Number of the line with which the text begins; a sentence right below the title is not it."""
    for place, line in enumerate(lines):
        if place and is_prose(line) and not of_site[place] and not _CAPTION.search(line):
            below = [one for one in range(place + 1, min(place + 7, len(lines))) if not of_site[one]]
            for one in below[:3]:
                if is_prose(lines[one]):
                    return place
                if _says_who_or_when(lines, one):
                    break
            else:
                return place
    return len(lines)


def _says_who_or_when(lines: Sequence[str], place: int) -> bool:
    line = lines[place]
    if is_prose(line) or len(line) > 160:
        return False
    if says_by(line, _NOBODY) or is_only_date(line):
        return True
    found = find_dates(line, day_first=True)
    if found and is_dateline(line, found[0].start, found[0].end):
        return True
    beside = lines[place + 1] if place + 1 < len(lines) else ""
    return is_bare_name(line, _NOBODY) and bool(find_dates(beside, day_first=True)) and len(beside) < 80


def _may_name(line: str, words: int) -> bool:
    return (
        len(line.split()) >= words
        and len(line) < 300
        and not is_label(line)
        and not MASTHEAD.fullmatch(line)
        and not _CAPTION.search(line)
        and not line.endswith(":")
        and sum(map(str.isalpha, line)) >= 8
    )


def _run_above(lines: Sequence[str], of_site: Sequence[bool], anchor: int) -> int | None:
    """The uppermost of the lines that stand together right above a byline or date; devices between are passed over."""
    best, passed = None, 0
    for place in range(anchor - 1, -1, -1):
        if of_site[place] and best is None:
            continue
        if of_site[place] or not _may_name(lines[place], 3):
            short = len(lines[place].split()) <= 3 and passed < 3
            if best is None and (short or _says_who_or_when(lines, place)):
                passed += 1
                continue
            break
        best = place
    return best


def _stands_below(of_site: Sequence[bool], lines: Sequence[str], place: int) -> bool:
    """Whether enough of what stands above is the site's, and nothing there is a field of a letter."""
    above = range(place)
    sure = sum(phrases(lines[one]) or is_promotion(lines[one]) for one in above if of_site[one])
    said = {"from": "", "to": "", "subject": "", "date": ""}
    return sure >= FEWEST and not any(is_field(lines[one], said) for one in above)


def site_name(above: Sequence[str], others: Sequence[str]) -> str | None:
    """The name of the site among the lines above a title: one that stands elsewhere on the page too, or the first.

    `others` are all other lines of the page. None when no line there can be a name.
    """
    named = [line for one in above if _may_be_a_name(line := plain(one).strip(" |·•"))]
    for line in named:
        sought = re.compile(rf"(?<!\w){re.escape(line)}(?!\w)", re.IGNORECASE)
        if len(line) > 3 and any(sought.search(one) for one in others):
            return line
    early = [
        line for line in named if line in {plain(one).strip(" |·•") for one in above[:4]} and len(line) > 3
    ]
    return early[0] if early else None


def _may_be_a_name(line: str) -> bool:
    words = line.split()
    return (
        1 <= len(words) <= 7
        and len(line) < 60
        and not is_of_site(line)
        and not is_label(line)
        and not re.search(r"[.,:!?؟\d@|/>»]", line)
        and (not line.isascii() or sum(word[0].isupper() for word in words) * 2 >= len(words))
        and not re.match(r"(?i:an?|your|our|my|the latest|independent|since)\b", line)
    )
