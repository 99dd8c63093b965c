"""Find the title of a whole page that was copied with its menus: below the site's words, above who and when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier.corpus import furniture
from dossier.corpus.bylines import BIOGRAPHY, is_bare_name, name_after_place, says_by
from dossier.corpus.datelines import ISSUE, is_dateline, is_only_date
from dossier.corpus.head_lines import (
    ADDRESS,
    FORWARDED,
    MASTHEAD,
    PROSE_END,
    SOFT_LABEL,
    fields,
    is_account,
    is_field,
    is_handle,
    is_label,
    is_prose,
    is_way_label,
    plain,
)
from dossier.corpus.promotion import is_device, is_promotion
from dossier.corpus.repeats import Twice, title_twice
from dossier.corpus.site_words import is_site_line, phrases
from dossier.corpus.statements import is_small_print
from dossier.domain.written_dates import find_dates

LONGEST = 70
"""Filled lines above the first paragraph that are looked at."""
MANY = 3
"""Short lines above a title that are no sentence: with one of the site's among them, they are its sections."""
FEWEST = 2
"""Phrases of a site that must stand above a title: one could be the title's own section."""
LONGEST_HEADLINE = 80
"""Characters of a line below the news of the moment that is a title rather than the words below one."""
LONGEST_LINE = 120
"""Characters of a line above a title that can still be the site's, though it ends without a full stop."""
SLOGAN = 4
"""Lines at the top in which a site praises itself, and the fewest words of a menu below."""
_TAKEN_BY = re.compile(r"©|(?:photo|image|picture)\b|(?:AFP|AP|EPA|Reuters|Getty)\b.{0,40}$", re.IGNORECASE)
_ARCHIVED = re.compile(
    r"\bsnapshot of the page as it appeared\b|^tip: to quickly find your search term|^(?:saved|archived|captured|clipped) (?:with|by|from|on)\b.{0,60}\d{4}",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"^(?:.{0,20} )?\d+ (?:minute|hour|day|week|month)s? ago\b|^منذ (?:[\d٠-٩]+ )?(?:ساع|يوم|أيام|دق|أسب|شهر|أشهر)",
    re.IGNORECASE,
)
_TICKERS = re.compile(r"breaking(?: news)?|trending(?: now)?|just in|ticker|عاجل|شريط الأخبار", re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}:\d\d(?: ?[ap]m)?", re.IGNORECASE)
_NOBODY: frozenset[str] = frozenset()
_CAPTION = re.compile(
    r"\[(?!\d+\]).{0,40}\]$|\b(?:photo(?:graph)?|image|picture|illustration)\s*[:/]|\bvia (?:AP|AFP|Reuters|Getty)\b"
    r"|\((?:AP|AFP|AA|Reuters|EPA|DPA|أ ?\.? ?ف ?\.? ?ب|أ ?\.? ?ب|رويترز|د ?\.? ?ب ?\.? ?أ|إ ?\.? ?ب ?\.? ?أ|الأناضول|متداولة)(?: photo)?\)\.?$"
    r"|\([^()]{2,40}/[^()]{2,40}\)\.?$|\[[^\[\]]{2,30}/[^\[\]]{2,30}\]$",
    re.IGNORECASE,
)


def title_place(lines: Sequence[str], gone: Sequence[bool] = ()) -> int | None:
    """Number of the line that names the document, if a site's own lines stand above it; else None.

    The title is the uppermost of the long lines right above the first byline or date; without either, the first
    long line below the site's words. What a letter or memo says of itself is never passed over. `gone` says which
    lines are known to be the site's already.
    """
    shown = [plain(line[:600]) for line in lines[:LONGEST]]
    known = [*gone[: len(shown)], *[False] * len(shown)]
    of_site = [is_gone or is_of_site(line) for line, is_gone in zip(shown, known, strict=False)]
    body = _body(shown, of_site)
    head = shown[:body]

    def fits(place: int) -> bool:
        return _stands_below(of_site, shown, place) and not _prose_above(shown, of_site, place)

    if any(map(is_account, head[:8])) or any(is_handle(line) or FORWARDED.match(line) for line in head[:3]):
        return None
    if (
        (twice := title_twice(shown))
        and twice.title <= body
        and _only_site_above(shown, of_site, twice)
        and not _prose_above(shown, of_site, twice.title)
    ):
        return twice.title
    for place, line in enumerate(head):  # the way to the page, or the picture, says the title as well
        if not of_site[place] and _may_name(line, 5) and line in head[:place] and fits(place):
            return head.index(line) if fits(head.index(line)) else place
    anchors = [
        place
        for place, line in enumerate(head)
        if _AGO.search(line) or (not of_site[place] and says_who_or_when(head, place))
    ]
    for anchor in anchors:
        highest = _run_above(head, of_site, anchor)
        if highest is not None and fits(highest):
            return highest
    for anchor in anchors:  # the date may stand above the title
        below = next((one for one in range(anchor + 1, len(head)) if not of_site[one]), None)
        if (
            below is not None
            and _may_name(head[below], 4)
            and not says_who_or_when(head, below)
            and fits(below)
        ):
            return below
    for place, line in enumerate(head):
        if not of_site[place] and _may_name(line, 4) and fits(place):
            return place
    return None


def _prose_above(lines: Sequence[str], of_site: Sequence[bool], title: int) -> bool:
    """Whether sentences stand above that may be the document's own: they are never passed over.

    The words of a picture are known by who took it; what a site says of itself stands at its very top, above a menu.
    """
    sentences = 0
    for place, line in enumerate(lines[:title]):
        if not of_site[place] and len(re.sub(r"https?://\S+", "", line)) > LONGEST_LINE:
            return True
        if of_site[place] or _CAPTION.search(line) or (place and _TAKEN_BY.match(lines[place - 1])):
            continue
        menu = sum(is_site_line(one) and not is_device(one) for one in lines[place + 1 : title])
        if is_prose(line) and not (place < SLOGAN and menu > SLOGAN):
            return True
        sentences += len(line.split()) > 4 and bool(PROSE_END.search(line))
    return sentences > 1


def is_of_site(line: str) -> bool:
    """Whether a line above a title is the site's: a way, a button, a request, a notice."""
    return (
        is_site_line(line)
        or is_device(line)
        or is_promotion(line)
        or is_way_label(line)
        or furniture.is_tail(line)
        or bool(_ARCHIVED.search(line))
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
                if says_who_or_when(lines, one):
                    break
            else:
                return place
    return len(lines)


def says_who_or_when(lines: Sequence[str], place: int) -> bool:
    line = lines[place]
    if is_prose(line) or len(line) > 160:
        return False
    if says_by(line, _NOBODY) or is_only_date(line) or name_after_place(line, _NOBODY):
        return True
    found = find_dates(line, day_first=True)
    if found and is_dateline(line, found[0].start, found[0].end):
        return True
    beside = lines[place + 1] if place + 1 < len(lines) else ""
    return is_bare_name(line, _NOBODY) and bool(find_dates(beside, day_first=True)) and len(beside) < 80


def _signs_from_a_place(line: str) -> bool:
    name, *place = re.split(r"\s[-–—|/]\s", line, maxsplit=1)
    return bool(place) and len(place[0].split()) <= 2 and is_bare_name(name, _NOBODY)


def _may_name(line: str, words: int) -> bool:
    return (
        len(line.split()) >= words
        and len(line) < 300
        and not is_label(line)
        and not fields([line])
        and not name_after_place(line, _NOBODY)
        and not is_small_print(line)
        and not _signs_from_a_place(line)
        and not ISSUE.search(line)
        and not MASTHEAD.fullmatch(line)
        and not SOFT_LABEL.fullmatch(line)
        and not _CAPTION.search(line)
        and not line.endswith(":")
        and not BIOGRAPHY.match(line)
        and not is_bare_name(line.split(" in ", maxsplit=1)[0], _NOBODY)
        and sum(map(str.isalpha, line)) >= 8
    )


def _run_above(lines: Sequence[str], of_site: Sequence[bool], anchor: int) -> int | None:
    """The uppermost of the lines that stand together right above a byline or date; devices between are passed over."""
    best, passed, between = None, 0, 0
    run: list[int] = []
    for place in range(anchor - 1, -1, -1):
        if of_site[place] and best is None:
            if is_site_line(lines[place]) and not is_device(lines[place]):
                break
            continue
        if (
            of_site[place]
            and between < (2 if best is not None and lines[best].endswith(".") else 1)
            and (not is_site_line(lines[place]) or (best is not None and lines[best].endswith(".")))
        ):
            between += 1
            continue
        if of_site[place] or not _may_name(lines[place], 3) or lines[place] in lines[:place]:
            short = len(lines[place].split()) <= 3 and passed < 3
            if best is None and (
                short
                or _CAPTION.search(lines[place])
                or BIOGRAPHY.match(lines[place])
                or says_who_or_when(lines, place)
            ):
                passed += 1
                continue
            break
        best = place
        run.append(place)
    if len(run) > 1 and _is_of_the_moment(lines, run):
        best = run[-2]
        run.pop()
    if len(run) > 2:  # titles of other articles run along the top of a page: the last that is no sentence
        return next((place for place in run if not lines[place].endswith((".", "…"))), best)
    if len(run) == 2 and (
        lines[run[1]].endswith(lines[run[0]])  # the way to the article ends with its title
        or (lines[run[1]].endswith(".") and not PROSE_END.search(lines[run[0]]))  # the words of a picture
    ):
        return run[0]
    return best


def _only_site_above(lines: Sequence[str], of_site: Sequence[bool], twice: Twice) -> bool:
    """Whether nothing that could be the document's own stands above its title: neither fields nor long lines."""
    said = {"from": "", "to": "", "subject": "", "date": ""}
    return not any(
        is_field(lines[place], said)
        or (
            len(lines[place].split()) > 6
            and not of_site[place]
            and place not in twice.copies
            and not ADDRESS.match(lines[place])
            and not _stands_below(of_site, lines, twice.title)
        )
        for place in range(twice.title)
    )


def _is_of_the_moment(lines: Sequence[str], run: Sequence[int]) -> bool:
    """Whether the uppermost of the lines is another article's: news of the moment, with its label or time above."""
    upper, lower = lines[run[-1]], lines[run[-2]]
    above = lines[run[-1] - 1].strip(" :") if run[-1] else ""
    if len(lower.split()) <= 4:
        return False
    if len(run) > 2:
        return bool(_TIME.fullmatch(above))
    return (
        bool(_TICKERS.fullmatch(above) or _TIME.fullmatch(above))
        and len(lower) < max(1.5 * len(upper), LONGEST_HEADLINE)
        and not PROSE_END.search(lower)
    )


def _stands_below(of_site: Sequence[bool], lines: Sequence[str], place: int) -> bool:
    """Whether enough of what stands above is the site's, and nothing there is a field of a letter."""
    above = range(lines.index(lines[place]))  # a title that stands there twice is no menu of its own
    short = sum(
        not of_site[one]
        and len(lines[one].split()) <= 4
        and not is_label(lines[one])
        and not says_who_or_when(lines, one)
        for one in above
    )
    sure = sum(
        phrases(lines[one]) or any(map(str.isalpha, lines[one]))
        for one in above
        if of_site[one] and not is_only_date(lines[one])
    )
    said = {"from": "", "to": "", "subject": "", "date": ""}
    return (sure >= FEWEST or (sure > 0 and short >= MANY)) and not any(
        is_field(lines[one], said) for one in above
    )
