"""Find what a page says twice: its title beside the name of the site or cut short, and the edges of printed pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dossier.corpus.head_lines import ADDRESS, is_prose
from dossier.corpus.site_words import is_site_line

_JOINT = re.compile(r"\s+(?:[|»›>·•/–—←-]|::)\s+")
_CUT = re.compile(r"\s*(?:\.{3,}|…)$")
_PAGE = re.compile(r"(?:page )?\d{1,3}\s*(?:/|of)\s*\d{1,3}", re.IGNORECASE)
_ADDRESS_AND_PAGE = re.compile(r"(?:https?://|www\.)\S+\s+\d{1,3}\s*/\s*\d{1,3}")
_TIME_AND_TITLE = re.compile(
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d{2}(?: ?[AP]M)?\s+(?P<title>\S.{10,200})"
)
_TIME = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d{2}(?: ?[AP]M)?")
FEWEST = 4
"""Words of a title that may be found by its copy; fewer are the name of a section or of the site too."""
MOST_JOINTS = 8
"""Parts of a way through a site; a longer row is a table."""
MOST_CUT = 100
"""Filled lines at the top among which a cut title may stand."""
LONGEST = 300
"""Characters of a line that is compared."""


@dataclass(frozen=True)
class Twice:
    """A title that stands on the page again: `copies` are the numbers of the lines that hold it with more, or cut.

    `site` is what stands beside it in a copy: `Title | Site`, `Site > Title`.
    """

    title: int
    site: str | None
    copies: tuple[int, ...]


def title_twice(lines: Sequence[str]) -> Twice | None:
    """The first line of which another is a copy with the site's name beside it, or cut short; None without one."""
    alone: dict[str, int] = {}
    for place, line in enumerate(lines):
        if len(line) <= LONGEST and len(line.split()) >= FEWEST:
            alone.setdefault(_key(line), place)
    found: dict[int, list[tuple[int, str | None]]] = {}
    for place, line in enumerate(lines):
        if not 8 < len(line) <= LONGEST or is_prose(line):
            continue
        parts = [
            (at, beside)
            for title, beside in _cuts(line)
            if (at := alone.get(_key(title))) is not None and at != place and not is_prose(lines[at])
        ]
        if parts:  # the site's name may stand alone on the page as well
            at, beside = max(parts, key=lambda part: len(lines[part[0]]))
            found.setdefault(at, []).append((place, _site(beside)))
        else:
            at = _whole_of(line, lines, place) if place < MOST_CUT else None
            if at is not None:
                found.setdefault(at, []).append((place, None))
    if not found:
        return None
    at = min(found)
    sites = [site for _, site in found[at] if site]
    return Twice(at, sites[0] if sites else None, tuple(place for place, _ in found[at]))


def _cuts(line: str) -> list[tuple[str, str]]:
    """The line cut at each joint: what may be the title, and what stands beside it."""
    joints = list(_JOINT.finditer(line))
    if len(joints) > MOST_JOINTS:
        return []
    cuts = [(line[: one.start()], line[one.end() :]) for one in reversed(joints)]
    return [*cuts, *((after, before) for before, after in reversed(cuts))]


def _whole_of(line: str, lines: Sequence[str], place: int) -> int | None:
    """The line of which this one is the beginning, cut with an ellipsis."""
    cut = _CUT.sub("", line)
    if cut == line:
        return None
    begun = _key(_JOINT.split(cut)[-1])
    if len(begun.split()) < FEWEST or len(begun) < 15:
        return None
    for at, other in enumerate(lines[:MOST_CUT]):
        if at != place and len(other) > len(begun) and not is_prose(other) and _key(other).startswith(begun):
            return at
    return None


def _site(beside: str) -> str | None:
    """The name among what stands beside a title; a way through the site begins with it or with `Home`."""
    names = [part.strip() for part in _JOINT.split(beside)]
    return next(
        (
            name
            for name in (names if len(names) == 1 else (names[0], names[-1]))
            if name and len(name.split()) <= 7 and not is_site_line(name) and any(map(str.isalpha, name))
        ),
        None,
    )


def _key(line: str) -> str:
    return " ".join(line.casefold().replace("’", "'").split())


def printed_edges(lines: Sequence[str], copies: Sequence[int]) -> set[int]:
    """Numbers of the lines that a browser prints around each page: time and title above, address and page below."""
    edges = {
        place
        for place, line in enumerate(lines)
        if _ADDRESS_AND_PAGE.fullmatch(line)
        or (
            (match := _TIME_AND_TITLE.fullmatch(line))
            and any(
                _key(match["title"]).startswith(_key(one))
                for one in lines[:30]
                if len(one) > 10 and one != line
            )
        )
    }
    for place, line in enumerate(lines):
        if not _PAGE.fullmatch(line):
            continue
        for beside in (place - 1, place + 1):
            if 0 <= beside < len(lines) and (
                ADDRESS.match(lines[beside]) or (copies and _TIME.fullmatch(lines[beside]))
            ):
                edges |= {place, beside}
    if edges:
        edges |= {
            beside
            for place in copies
            for beside in (place - 1, place + 1)
            if 0 <= beside < len(lines)
            and (ADDRESS.match(lines[beside]) or (beside < place and _TIME.fullmatch(lines[beside])))
        }
    return edges
