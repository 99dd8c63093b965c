"""Read the head of a document, the lines above its first paragraph: title, author, date, masthead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from dossier.corpus.bylines import (
    BIOGRAPHY,
    BY_ALONE,
    BY_INSIDE,
    is_bare_name,
    name_after_place,
    name_in,
    says_by,
)
from dossier.corpus.datelines import (
    FIGURES,
    PUBLISHED_LINE,
    UPDATED,
    is_dateline,
    is_only_date,
    is_update,
    published_first,
    without_hijri,
)
from dossier.corpus.head_lines import (
    ADDRESS,
    FORWARDED,
    HANDLE,
    LANGUAGES,
    MASTHEAD,
    PROSE_END,
    SOFT_LABEL,
    TICKER,
    fields,
    is_account,
    is_field,
    is_handle,
    is_label,
    is_letterhead,
    is_prose,
    is_title_like,
    plain,
)
from dossier.corpus.statements import is_small_print, issuer, letterhead
from dossier.domain.dates import PartialDate
from dossier.domain.written_dates import WrittenDate, find_dates, numbers_order
from dossier.text.normalize import fold

_I = re.IGNORECASE
_ROLE = re.compile(
    r"(?:[\w-]+ ){0,3}(?:reporter|correspondent|editor|writer|analyst|columnist|journalist)(?:,? .{0,30})?|[A-Z]{3,20}",
)
"""What stands between a name and a date: what the person is, or where."""
_WITH_ACCOUNT = re.compile(r"(?P<name>[^@|]{4,40}?)\s*[(|]?@\w{2,30}\)?")
_TIME = re.compile(r"\d{1,2}:\d{2}|\d ?[ap]m\b", _I)
_ARTICLE_FIRST = re.compile(r"The (?:[A-Z][\w'’&.-]+ ?){1,4}")
_COUNTERS = re.compile(
    r"^[\W_]*(?:[\d.,]+[km]? (?:views|likes|shares|comments|reads|reposts|reactions)[\s·•|,–—-]*)+", _I
)
"""What a post counts in front of its time."""
TOP = 8
"""Filled lines in which a dateline or byline may stand, whatever they look like."""
LONGEST_DATELINE = 160
"""Characters of a paragraph in which a dateline ends."""
LONGEST_STANDFIRST = 300
"""Characters of a sentence below a title."""
LONGEST = 30
"""Filled lines of a head; what is longer is a text of short lines."""


@dataclass(frozen=True)
class Head:
    """The lines of a cleaned text, stripped and filled; `known` are names of sources, folded.

    `day_first` says how figures are read (3/4/2024) where the text itself does not show it.
    """

    lines: Sequence[str]
    known: frozenset[str] = frozenset()
    day_first: bool | None = None

    @cached_property
    def first_paragraph(self) -> int:
        """Number of the line with which the text begins."""
        shown = self.lines[:LONGEST]
        paragraphs = [place for place, line in enumerate(shown) if place and is_prose(line)]
        if len(paragraphs) > 1 and paragraphs[0] == 1 and len(shown[1]) < LONGEST_STANDFIRST:
            below = shown[2 : min(paragraphs[1], 2 + TOP)]
            if any(says_by(plain(line), self.known) or is_only_date(line) for line in below):
                return paragraphs[1]  # a sentence below the title, above who wrote and when
        return paragraphs[0] if paragraphs else min(len(shown), TOP)

    @cached_property
    def top(self) -> Sequence[str]:
        """The lines that may hold a byline or dateline."""
        shown = self.lines[: max(TOP, self.first_paragraph + 1)]
        return [line.replace("*", "") if "*" in line else line for line in shown]

    @cached_property
    def fields(self) -> dict[str, str]:
        """Labelled lines at the top."""
        return fields(self.lines[:12])

    @cached_property
    def dates(self) -> dict[int, list[WrittenDate]]:
        """Dates by line of the top, read in the order of figures that the text itself shows."""
        order = self.day_first
        if any(FIGURES.search(line) for line in self.top):
            shown = numbers_order("\n".join(self.lines))
            order = self.day_first if shown is None else shown
        return {
            place: found
            for place, line in enumerate(self.top)
            if (
                found := find_dates(
                    line if len(line) <= 2 * LONGEST_DATELINE else line[:LONGEST_DATELINE], day_first=order
                )
            )
        }

    @cached_property
    def _datelines(self) -> frozenset[int]:
        return frozenset(
            place
            for place, found in self.dates.items()
            if place in self.outlets_with_date
            or is_only_date(self.top[place][:200])
            or is_dateline(self.top[place], found[0].start, found[0].end)
        )

    @cached_property
    def letterhead(self) -> range:
        """Numbers of the lines that name who sends a press release or statement."""
        return letterhead(self.lines, self.first_paragraph)

    @cached_property
    def signed(self) -> bool:
        """Whether the first line stands below the text again: who issues it, as letterhead and as signature."""
        first = plain(self.lines[0]) if len(self.lines) > 5 else ""
        return 1 < len(first.split()) <= TOP and first in {plain(line) for line in self.lines[-TOP // 2 :]}

    # -- title

    @cached_property
    def title(self) -> str | None:
        """The line that names the document; None when only labels and dates stand there."""
        said = self.fields
        if "title" in said:
            return said["title"]
        found = list(self._candidates())
        if "subject" in said and any(
            plain(line) == said["subject"] for line in self.lines[: self.first_paragraph]
        ):
            return said["subject"]
        if "subject" in said and is_letterhead(said):
            first_field = next(place for place, line in enumerate(self.lines) if is_field(line, said))
            if found and found[0][0] < first_field and _is_own_title(found[0][1], self.known):
                return found[0][1]
            return said["subject"]
        if not found:
            return None
        for number, (place, words) in enumerate(found[:-1]):
            following_place, following = found[number + 1]
            if following_place > self.first_paragraph:
                return words
            below = self.lines[place + 1] if place + 1 < len(self.lines) else ""
            if (
                MASTHEAD.fullmatch(words)
                and is_prose(following)
                and not is_account(below)
                and fold(words).strip() not in self.known
            ):
                return words  # "Monthly Cocoa Review" above a paragraph is a title
            if (
                self.is_masthead(place)
                or SOFT_LABEL.fullmatch(words)
                or (" / " in words and is_title_like(following))
            ):
                continue
            if place == 0 and self.signed and is_title_like(following):
                continue
            if "date" in said and _OFFICE.search(words) and is_title_like(following):
                continue  # who sends, above the title of a circular
            if (TICKER.match(words) or issuer(words)) and not PROSE_END.search(following):
                continue
            if (
                len(words.split()) <= 2
                and len(following.split()) >= 5
                and not is_prose(following)
                and not following.endswith((".", "؟", "!"))  # a sentence, if a short one
            ):
                continue
            return words
        return found[-1][1]

    def _candidates(self) -> Iterator[tuple[int, str]]:
        for place, line in enumerate(self.lines[: max(3, self.first_paragraph + 1)]):
            words = plain(line[:600])
            if sum(map(str.isalpha, words)) < 3 or is_label(words) or HANDLE.match(words):
                continue
            if (
                place in self._datelines
                and len(line) < 120
                and not is_prose(line)
                and not (place == 0 and self._is_dated_title(line))
            ):
                continue
            if place in self.letterhead or is_small_print(words):
                continue
            if FORWARDED.match(words) or re.fullmatch(r"\[.*\]|\(.*\)", words):
                continue
            if ADDRESS.match(words) or says_by(words, self.known) or is_field(line, self.fields):
                continue
            yield place, words

    def _is_dated_title(self, line: str) -> bool:
        """`Assessment of the offensive, August 14, 2024` as the first line."""
        before = line[: self.dates[0][0].start]
        return (
            len(before.split()) >= 3
            and before.rstrip().endswith(",")
            and not says_by(line, self.known)
            and not PUBLISHED_LINE.match(line)
            and not is_only_date(line)
        )

    def outlets(self) -> Iterator[str]:
        """Names of known sources that stand alone in the head, folded."""
        for line in (*self.lines[: self.first_paragraph], *self.lines[-3:]):
            if len(line) < 60 and line not in LANGUAGES:
                for part in re.split(r"\s*[/|]\s*|\s+[-–—]\s+", plain(line)):
                    words = fold(part).strip(" /|-").removeprefix("the ")
                    short = re.sub(r" (?:news|staff|desk|logo|correspondent)\b.*$", "", words)
                    yield from {words, short, f"the {words}", f"the {short}"} & self.known

    @cached_property
    def outlets_with_date(self) -> dict[int, str]:
        """`The Daily Ledger, 13 March 2024` as a line of the head: an outlet by its form or known, by line."""
        found = {}
        for place in self.dates:
            line = plain(self.top[place])
            before = re.match(r"(?P<name>[^\d,،]{3,60}?)\s*[,،|(]\s*(?=.{0,12}\d)", line)
            if not before or len(line) > 90 or is_prose(line) or place > self.first_paragraph:
                continue
            name = before["name"]
            if is_only_date(line[before.end() :].strip(" )")) and (
                MASTHEAD.fullmatch(name) or fold(name).strip() in self.known or _ARTICLE_FIRST.fullmatch(name)
            ):
                found[place] = name
        return found

    def is_masthead(self, place: int) -> bool:
        """Whether the line names who publishes: a known source, an outlet by its form, or a name above a handle."""
        line = plain(self.lines[place])
        if len(line) > 60 or place >= self.first_paragraph:
            return False
        following = self.lines[place + 1] if place + 1 < len(self.lines) else ""
        return (
            fold(line).strip() in self.known
            or bool(MASTHEAD.fullmatch(line))
            or (place == 0 and self.signed)
            or bool(is_account(following) and len(line.split()) <= 6)
        )

    def masthead(self) -> str | None:
        """The outlet or channel whose name stands above the title."""
        title = self.title
        if self.letterhead:
            return plain(self.lines[0])
        for place, line in enumerate(self.lines[: self.first_paragraph]):
            words = plain(line)
            if words == title:
                return None
            if match := FORWARDED.match(words):
                return match["name"].strip(" :@[]")
            if self.is_masthead(place) or (place == 0 and is_handle(words)):
                name = re.sub(r"\s*\(?@\w+.*$", "", words) or words.lstrip("@(").split(")")[0].split()[0]
                return re.sub(r"[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]", "", name).strip(" |·-/") or None
        return None

    # -- author

    def author(self, title: str) -> str | None:
        """Who signs: a byline, the sender of a memo, a bare name between title and date."""
        said = self.fields
        if "author" in said and (name := name_in(said["author"], known=self.known)):
            return name
        if "from" in said and is_letterhead(said):
            return said["from"][:120]
        for place, line in enumerate(self.top):
            if place == 0 and len(self.top) < 2:
                break
            words = plain(line)
            if words == title or is_small_print(words) or issuer(words):
                continue
            if BY_ALONE.fullmatch(words) and place + 1 < len(self.lines):
                if name := name_in(self.lines[place + 1], known=self.known):
                    return name
            elif name := says_by(words, self.known):
                return name
            elif place in self._datelines and not is_prose(words):
                inside = BY_INSIDE.search(words)
                if inside and (name := name_in(inside["name"], known=self.known)):
                    return name
        return self._bare_name(title) or self._biography()

    def _biography(self) -> str | None:
        for line in (*self.lines[1 : self.first_paragraph + 1], *self.lines[-3:]):
            if len(line) < 400 and (match := BIOGRAPHY.match(line)):
                return name_in(match["name"], known=self.known)
        return None

    def _bare_name(self, title: str) -> str | None:
        for place in sorted(self._datelines):
            if (
                is_prose(self.top[place])
                or is_small_print(self.top[place])
                or place in self.outlets_with_date
            ):
                continue
            role = self.lines[place - 1] if place > 1 else ""
            for beside in (
                place - 1,
                place + 1,
                *(
                    [place + 2]
                    if place + 1 < len(self.lines) and plain(self.lines[place + 1]) == title
                    else []
                ),
                *([place - 2] if _ROLE.fullmatch(role.casefold() if not role.isupper() else role) else []),
            ):
                if not 0 < beside < self.first_paragraph or beside in self._datelines:
                    continue
                words = plain(self.lines[beside])
                if words == title or beside in self.letterhead or is_small_print(words):
                    continue
                if is_bare_name(words, self.known):
                    return words
                if name_from := name_after_place(words, self.known):
                    return name_from
                account = _WITH_ACCOUNT.fullmatch(words)
                if account and is_bare_name(account["name"], self.known):
                    return account["name"]
                together = re.split(r"\s*[|·•/]\s*", words)
                if len(together) > 1 and all(is_bare_name(one, self.known) for one in together):
                    return ", ".join(together)
                name, *place_of_writing = re.split(r", | in (?:the )?|\s[-–—|]\s", words, maxsplit=1)
                if (
                    place_of_writing
                    and len(place_of_writing[0].split()) <= 2
                    and is_bare_name(name, self.known)
                ):
                    return name
            for part in re.split(r"\s*[|·•/∙]\s*|\s[-–—]\s", self.top[place].strip(" >*_")):
                words = part if part != self.top[place] else part[: self.dates[place][0].start]
                words = words.strip(" ,|")
                if words != title and is_bare_name(words, self.known):
                    return words
        return None

    # -- date

    def published(self, title: str) -> PartialDate | None:
        """The dateline of the top, an update only for want of one; else a line or sentence that says so.

        Dates in the body are about events. For the translation of a leak, "originally published on" is the
        only date there is, and the one under which the item became known.
        """
        updated = None
        unclear = False
        for place, line in enumerate(self.top):
            found = self.dates.get(place)
            if not found:
                year = re.fullmatch(r"(?:published|date)?\s*:?\s*((?:19|20)\d{2})", line, _I)
                if year:
                    return PartialDate(int(year[1]))
                unclear = unclear or bool(
                    len(line) < 60 and FIGURES.search(line) and not UPDATED.search(line)
                )
                continue
            if place not in self._datelines or plain(line) == title:
                continue
            dates = published_first(line, without_hijri(found))
            first = next((one for one in dates if not is_update(line, one)), None)
            if first is not None:
                return first.date
            updated = updated or dates[0].date
        if any(is_handle(line) for line in self.lines[:4]):
            for printed in self.lines[2:][-12:]:  # a post prints its time below
                line = _COUNTERS.sub("", printed)
                if (
                    len(line) < 50
                    and _TIME.search(line)
                    and is_only_date(line)
                    and (found := find_dates(line))
                ):
                    return found[0].date
        for line in self.lines[-8:]:
            if len(line) < 120 and PUBLISHED_LINE.match(line) and (found := find_dates(line)):
                return found[0].date
        if updated is not None:
            return None if unclear else updated
        return None


def _is_own_title(line: str, known: frozenset[str]) -> bool:
    """Whether a line above the fields of a memo names the memo, not the office that sends it."""
    return (
        len(line.split()) >= 4
        and not _OFFICE.search(line)
        and not MASTHEAD.fullmatch(line)
        and fold(line).strip() not in known
    )


_OFFICE = re.compile(
    r"^(?:the )?(?:office|ministry|department|directorate|general|state|islamic|republic|high|central|command|kingdom|council|committee|bureau|emirate|province|wilayat?)\b|\b(?:office|ministry|department|directorate|command|committee)$"
    r"|^(?:وزارة|ديوان|قيادة|القيادة|مكتب|هيئة|الهيئة|إدارة|الإدارة|دولة|الدولة|جمهورية|الجمهورية|لجنة|اللجنة|مجلس|المجلس|ولاية|تنظيم|حركة|المكتب)\b",
    _I,
)
