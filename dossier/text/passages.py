"""Passages of a text: quote them, find them again, split text into sentences, cut snippets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from dossier.text.normalize import Folded, fold, fold_with_offsets

CONTEXT = 32
"""Code points of prefix and suffix, as W3C Web Annotation's examples and Hypothesis use."""


def make_quote(text: str, start: int, end: int, context: int = CONTEXT) -> tuple[str, str, str]:
    """Quote, prefix and suffix of a span (W3C TextQuoteSelector)."""
    return text[start:end], text[max(0, start - context) : start], text[end : end + context]


_LONGEST_WORD = 40
"""Code points; where letters go on for longer, as in scripts without spaces, they are no word."""


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span `[start, end)` without blanks at its ends, and with the whole of the words that it cut through."""
    start, end = max(start, 0), min(end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return start, end
    first, last = start, end
    while first and _joins(text[first - 1]) and _joins(text[first]):
        first -= 1
    while last < len(text) and _joins(text[last]) and _joins(text[last - 1]):
        last += 1
    return first if start - first <= _LONGEST_WORD else start, last if last - end <= _LONGEST_WORD else end


def _joins(char: str) -> bool:
    """Letters, digits and the signs that stand on letters."""
    return char.isalnum() or unicodedata.category(char).startswith("M") or char == "\u0640"


def reanchor(
    text: str, quote: str, prefix: str, suffix: str, hint: int | None = None
) -> tuple[int, int] | None:
    """Where a quoted passage is in a text now; None when its words are gone.

    Exact places first; of several, the one whose surroundings fit best, then the nearest to `hint`.
    Falls back to comparing folded text, so that changed quotes, marks or spaces don't lose a passage.
    """
    if not quote:
        return None
    exact = _places(text, quote)
    if exact:
        return _best(text, [(place, place + len(quote)) for place in exact], prefix, suffix, hint)
    folded = fold_with_offsets(text)
    wanted = r"\s+".join(re.escape(word) for word in fold(quote).split())
    if not wanted:
        return None
    spans = [folded.original_span(*match.span()) for match in re.finditer(wanted, folded.text)]
    return _best(text, spans, prefix, suffix, hint) if spans else None


def _places(text: str, quote: str) -> list[int]:
    found: list[int] = []
    place = text.find(quote)
    while place >= 0 and len(found) < 1000:
        found.append(place)
        place = text.find(quote, place + 1)
    return found


def _best(
    text: str, spans: Sequence[tuple[int, int]], prefix: str, suffix: str, hint: int | None
) -> tuple[int, int]:
    def fit(span: tuple[int, int]) -> tuple[int, int]:
        start, end = span
        before = _common(text[max(0, start - len(prefix)) : start][::-1], prefix[::-1])
        after = _common(text[end : end + len(suffix)], suffix)
        return (-(before + after), abs(start - hint) if hint is not None else start)

    return min(spans, key=fit)


def _common(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


_END = re.compile(r"[.!?؟۔…]+[\"'”’»)\]]*(?:\[\d{1,3}\])*[\"'”’»)]*(?=\s|$)|\n+")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col maj capt sgt sen rep gov st jr sr no vol vs etc eg ie al inc ltd corp co dept "
    "univ est approx jan feb mar apr jun jul aug sep sept oct nov dec mt ft art fig pp ed hon rev brig adm cmdr "
    "capt cpl lieut messrs mme mlle supt insp pvt ens esq".split()
)

_STATES = frozenset(
    "Ala Ariz Ark Calif Colo Conn Fla Ga Ill Ind Kan Ky Md Mich Minn Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo".split()
)
"""States of the US as newspapers shorten them; at the end of a sentence as well as within."""


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Sentences and headings of a text in order, without the white space around them.

    A line break ends a sentence; abbreviations, initials, decimal points and dotted acronyms don't.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match[0][0] != "\n" and not _ends_sentence(text, match.start(), match.end()):
            continue
        _add(spans, text, start, match.end())
        start = match.end()
    _add(spans, text, start, len(text))
    return spans


def _ends_sentence(text: str, place: int, after: int) -> bool:
    if text[place] != "." or after - place > 1:
        return True
    begin = place
    while begin > 0 and (text[begin - 1].isalnum() or text[begin - 1] == "."):
        begin -= 1
    word = text[begin:place]
    if word.lower().replace(".", "") in _ABBREVIATIONS:
        return False
    following = text[after : after + 40].lstrip()
    if word in _STATES:
        return not following or following.split(maxsplit=1)[0] in _STARTERS
    if len(word) == 1 and word.isalpha() and word.isupper():
        return False  # an initial: J. Smith
    if "." in word and word.replace(".", "").isalpha():  # U.S., a.m.
        return not following or (following[0].isupper() and following.split(maxsplit=1)[0] in _STARTERS)
    return not following or not following[0].islower()


_STARTERS = frozenset(
    "The A An In On At It He She They This That These Those But And However Since After When".split()
)


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))


@dataclass(frozen=True)
class Snippet:
    """A piece of a text and the spans to mark, relative to the piece."""

    text: str
    spans: tuple[tuple[int, int], ...]


def snippet(text: str, spans: Sequence[tuple[int, int]], width: int = 240) -> Snippet:
    """About `width` code points of a text where most spans (sorted by start) lie, cut at words.

    Without spans, the beginning. Nothing but leading and trailing "…" is added.
    """
    if not text:
        return Snippet("", ())
    start = _densest(spans, width)
    if spans:
        first = spans[start][0]
        covered = [span for span in spans[start:] if span[1] - first <= width]
        length = (covered[-1][1] if covered else spans[start][1]) - first
        begin = max(0, first - max(20, (width - length) // 2))
    else:
        begin = 0
    end = min(len(text), begin + width)
    begin = max(0, min(begin, end - width))
    if begin > 0:
        space = next((place for place in range(begin, min(begin + 25, end)) if text[place].isspace()), None)
        if space is not None and (not spans or space < spans[start][0]):
            begin = space + 1
    if end < len(text):
        space = next((place for place in range(end, max(end - 25, begin), -1) if text[place].isspace()), None)
        if space is not None and not any(one < space < other for one, other in spans):
            end = space
    before = "…" if begin > 0 else ""
    after = "…" if end < len(text) else ""
    shift = len(before) - begin
    inside = tuple(
        (max(one, begin) + shift, min(other, end) + shift)
        for one, other in spans
        if one < end and other > begin
    )
    return Snippet(f"{before}{text[begin:end]}{after}", inside)


def _densest(spans: Sequence[tuple[int, int]], width: int) -> int:
    """Index of the first span of the window that holds most of them; the earliest of equals."""
    best, best_count, last = 0, 0, 0
    for first in range(len(spans)):
        last = max(last, first)
        while last < len(spans) and spans[last][1] - spans[first][0] <= width:
            last += 1
        if last - first > best_count:
            best, best_count = first, last - first
    return best


def find_folded(text: Folded, words: str, *, most: int = 10_000) -> list[tuple[int, int]]:
    """Where words stand in a text, as parts of words too: without case, marks and Arabic variants of letters.

    Spans are of the original text, in order, apart; any white space counts as one space.
    """
    parts = fold(words).split()
    if not parts:
        return []
    pattern = re.compile(r"\s+".join(re.escape(part) for part in parts))
    found = []
    for match in pattern.finditer(text.text):
        found.append(text.original_span(*match.span()))
        if len(found) == most:
            break
    return found
