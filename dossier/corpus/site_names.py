"""Name the site that a whole page was copied from: where its name stands, how often, and in which addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dossier.corpus.head_lines import MASTHEAD, is_label, is_prose, plain
from dossier.corpus.page_top import is_of_site
from dossier.corpus.site_words import phrases
from dossier.corpus.statements import names_a_body
from dossier.text.normalize import fold

_SMALL = frozenset("& a an and at by for from in of on the to".split())
_HOST = re.compile(
    r"(?:https?://|www\.|@|\b)(?P<host>[a-z0-9-]{3,40})\.(?:com|org|net|info|co|news|media|example|tv|gov|int|eu|io|me|[a-z]{2})\b",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"©|copyright|rights reserved|subscrib|newsletter|\bapp\b|thanks for reading|discover more|follow|welcome to|support"
    r"|حقوق|محفوظ|اشترك|تابع|تطبيق",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"\b(?:subscriber to|discover more from|thanks for reading|thank you for reading)\s+(?P<name>[A-Z][^.,!?:;|]{2,50})"
)
"""How a newsletter names itself where no head of a site stands."""
_ABOUT_ITSELF = re.compile(
    r"(?:The )?(?P<name>[A-Z][\w&’'-]+(?: (?:[A-Z][\w&’'-]+|of|the|for|and)){0,4}) is an? (?:[\w-]+ ){0,3}(?:non-?profit|news|media|research|organi[sz]ation|website|publication|magazine|project|think tank)\b"
)
_QUOTED = re.compile(r"(?<![\u0621-\u064a])ل[ـ]?\s?[«“\"](?P<name>[\u0621-\u064a][^»”\"]{2,30})[»”\"]")
"""Arabic papers name themselves in the text: `وقال ... لـ«الاسم»`."""
_STATE = re.compile(
    r"(?:government|republic|state|kingdom) of\b|الجمهورية\b|جمهورية\b|حكومة\b|المملكة\b", re.IGNORECASE
)
"""Above the name of the ministry whose site it is."""
_PLACES = (
    "facebook twitter instagram youtube linkedin telegram whatsapp archive google apple doi wordpress".split()
)
EARLY = 4
"""Lines at the top of a page among which its name stands."""
ENOUGH = 1


@dataclass(frozen=True)
class Page:
    """A whole page: what stood above its title, its other lines, and the lines of those that are the site's."""

    above: Sequence[str]
    others: Sequence[str]
    removed: Sequence[str]


def site_name(page: Page) -> str | None:
    """The name for which most speaks among the lines above the title; None when no line there can be a name."""
    above = [part.strip(" ·•") for one in page.above for part in plain(one).split(" | ")[:1]]
    hosts = {
        match["host"].lower()
        for line in (*page.removed, *page.others)
        if len(line) < 400 and "." in line
        for match in _HOST.finditer(line)
        if match["host"].lower() not in _PLACES
    }
    best: tuple[float, int, str] | None = None
    above = _with_joined(above, page.others)
    for place, line in enumerate(above):
        if len(line) < 3 or not (_may_be_a_name(line) or (place == 0 and _is_told_of(line, page.others))):
            continue
        score = _score(line, place, above, page, hosts)
        if score >= ENOUGH and (best is None or score > best[0]):
            best = (score, place, line)
    return best[2] if best else None


def _is_told_of(line: str, others: Sequence[str]) -> bool:
    """Whether two words of a site are its name: `Press Watch welcomes the order`."""
    return phrases(line) == 2 and any(is_prose(one) and line in one for one in others if len(one) < 3000)


def _with_joined(above: list[str], others: Sequence[str]) -> list[str]:
    """A logo is often set in two lines: `OUTPOST` above `MAGAZINE`; joined where the page says both together."""
    for place, (one, two) in enumerate(pairwise(above[:EARLY])):
        joined = f"{one} {two}"
        if len(joined.split()) > 4 or not (_may_be_a_name(one) and any(map(str.isalpha, two))):
            continue
        sought = re.compile(rf"(?<!\w){re.escape(joined)}(?!\w)", re.IGNORECASE)
        if found := next((match[0] for line in others if (match := sought.search(line[:300]))), None):
            return [*above[:place], found, *above[place + 2 :]]
    return above


def _score(line: str, place: int, above: Sequence[str], page: Page, hosts: set[str]) -> float:
    words = line.split()
    flags = re.IGNORECASE if len(words) > 1 else re.NOFLAG
    sought = re.compile(rf"(?<!\w)(?:[لبوك])?{re.escape(line)}(?!\w)", flags)
    found = [one for one in page.others if len(one) < 3000 and sought.search(one)]
    score = 2.0 if place == 0 else 1.0 if place < EARLY else 0.0
    score += min(2, len(found))
    score += 2 * any(_NOTICE.search(one) and len(one) < 300 for one in found)
    score += min(2, above.count(line) - 1)
    score += 2 * bool(MASTHEAD.fullmatch(line) or (len(words) > 1 and names_a_body(line)))
    score += 4 * any(_is_host_of(host, line) for host in hosts)
    score -= 2 * bool(_STATE.match(line))
    if len(line) == 3 and score < 4:
        return 0
    return score


def _is_host_of(host: str, name: str) -> bool:
    """Whether an address is made of a name: `northernstar` of Northern Star, `jwl` of its initials."""
    words = re.sub(r"^the ", "", fold(name)).split()
    letters = re.sub(r"[^a-z0-9]", "", "".join(words))
    address = re.sub(r"^the(?=.{4})|[^a-z0-9]", "", host)
    if not letters.isascii() or len(letters) < 3:
        return False
    return (
        address == letters
        or (len(letters) > 4 and letters in address)
        or (len(address) > 4 and address in letters)
        or (len(words) > 2 and address == "".join(word[0] for word in words if word not in _SMALL))
    )


def spoken_name(lines: Sequence[str], removed: Sequence[str]) -> str | None:
    """The name by which a site calls itself: in a line of its own, or in one about itself and in the text as well."""
    for line in (*lines, *removed):
        if len(line) < 400 and (match := _SPOKEN.search(line)):
            return match["name"].strip()
    for line in removed:
        if (match := _ABOUT_ITSELF.match(line)) and re.search(
            rf"(?<!\w){re.escape(match['name'])}(?!\w)", "\n".join(lines)
        ):
            return match["name"]
    return None


def quoted_names(text: str) -> set[str]:
    """Names, folded, by which an Arabic text says to whom somebody spoke."""
    return {fold(match["name"]).strip() for match in _QUOTED.finditer(text)}


def _may_be_a_name(line: str) -> bool:
    words = line.split()
    return (
        1 <= len(words) <= (9 if names_a_body(line) else 7 if line.isascii() else 5)
        and len(line) < 60
        and not is_of_site(line)
        and not is_label(line)
        and not re.search(r"[.,:!?؟\d@|/>»]", line)
        and (not line.isascii() or all(word[0].isupper() or word in _SMALL for word in words))
        and not re.match(
            r"(?i:an?|your|our|my|the latest|independent|since|welcome|about|all|عن|كل|جميع)\b", line
        )
    )
