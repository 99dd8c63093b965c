"""Check intervals that a text counts itself: "89 days after the start of the war" against its own dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier.domain.dates import PartialDate
from dossier.domain.evidence import FindingKind, Passage
from dossier.domain.written_dates import WrittenDate
from dossier.evidence.found import Found
from dossier.evidence.telling import Telling

_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBERS = {word: number for number, word in enumerate(_SMALL, 1)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
_WORD = rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_SMALL[:9])}))?|{'|'.join(sorted(_SMALL, key=len, reverse=True))}"
_COUNT = re.compile(
    rf"(?P<about>\b(?:about|around|some|almost|nearly|roughly|more than|less than|over|under|at least|approximately)\s+)?"
    rf"\b(?P<n>\d{{1,4}}|{_WORD})\s+(?P<unit>day|week|month|year)s?\s+(?P<way>after|before|following|since|later|earlier)\b",
    re.IGNORECASE,
)
_COUNT_AR = re.compile(
    r"(?P<way>بعد|قبل)\s+(?P<about>نحو\s+|حوالي\s+|قرابة\s+|أكثر من\s+|أقل من\s+)?(?P<n>[0-9٠-٩]{1,4})\s+"
    r"(?P<unit>يوما|يوماً|يوم|أيام|أسبوعا|أسابيع|أسبوع|شهرا|أشهر|شهر|سنة|عاما|أعوام|سنوات)\s+(?:من|على)\b"
)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
_SLACK = {"day": 1.0, "week": 4.0, "month": 20.0, "year": 200.0}
"""Days by which a count may be off: inclusive counting, and how loosely people use each unit."""
_CLAUSE_END = re.compile(r"[.;!?\n)،؛]|,\s|\s(?:when|which|that|who|and|but|as|while)\s")
_ON = re.compile(r"(?:[ \t]*[,،(–—-]?[ \t]*(?:on|in|of|at|في|يوم|until|till|from)?\s*(?:the\s+)?)")
_FORWARD = {"after", "following", "since", "later", "بعد"}
_NOUN = re.compile(r"[a-z\u0621-\u064a]{3,}", re.IGNORECASE)
_NO_NOUNS = frozenset(
    "the and its their his her this that these those start end beginning outbreak first last new started began begun "
    "broke out ended was were had has have into with from after before since later".split()
) | frozenset(("بدء", "بداية", "اندلاع", "نهاية", "انتهاء", "هذا", "هذه", "تلك", "ذلك"))


def wrong_intervals(telling: Telling) -> Iterator[Found]:
    """Counts of days, weeks, months or years between two dates of one text that don't add up."""
    if len(telling.dates) < 2:
        return
    text = telling.text
    for match in (*_COUNT.finditer(text), *_COUNT_AR.finditer(text)):
        way = match["way"].lower()
        number = _number(match["n"])
        unit = _unit(match["unit"])
        if not number or number * _DAYS[unit] > 40_000:
            continue
        found = _ends(telling, match)
        if found is None:
            continue
        anchor, told = found
        if anchor.date == told.date:
            continue  # the text speaks of one day; the count leads elsewhere
        first, second = (anchor, told) if way in _FORWARD else (told, anchor)
        least = (second.date.first_day - first.date.last_day).days
        most = (second.date.last_day - first.date.first_day).days
        slack = _SLACK[unit] + (0.15 * number * _DAYS[unit] if match["about"] else 0)
        wanted = number * _DAYS[unit]
        if least - slack <= wanted <= most + slack:
            continue
        real = most if least == most else f"{least} to {most}"
        yield Found(
            FindingKind.INTERVAL,
            f"The text counts {match['n'].lower()} {unit if number == 1 else unit + 's'} between {first.date} and {second.date}; there are {real} days.",
            (_around(telling, match, told), _sentence_of(telling, anchor)),
        )


def _number(word: str) -> int:
    word = word.lower()
    if word.isdigit():
        return int(word.translate(_DIGITS))
    parts = re.split(r"[- ]", word)
    return sum(_NUMBERS.get(part, 0) for part in parts)


def _unit(word: str) -> str:
    if word.isascii():
        return word.lower()
    for begin, unit in (("ي", "day"), ("أي", "day"), ("أس", "week"), ("ش", "month"), ("أش", "month")):
        if word.startswith(begin):
            return unit
    return "year"


def _ends(telling: Telling, count: re.Match[str]) -> tuple[WrittenDate, WrittenDate] | None:
    """The date counted from and the date that is told; None unless the text says clearly which they are."""
    way = count["way"].lower()
    text = telling.text
    told = _told(telling, count)
    if way in {"later", "earlier"}:
        after = next((one for one in telling.dates if one.start >= count.end()), None)
        before = [
            one for one in telling.dates if count.start() - 250 <= one.start and one.end <= count.start()
        ]
        if after is None or not _ON.fullmatch(text, count.end(), after.start) or len(before) != 1:
            return None
        if "\n" in text[before[0].end : count.start()]:
            return None
        return before[0], after
    end = _CLAUSE_END.search(text, count.end())
    stop = min(end.start() if end else len(text), count.end() + 120)
    inside = [one for one in telling.dates if count.end() <= one.start <= stop]
    anchor: WrittenDate | None
    if inside:
        anchor = inside[0]
        if told is None:
            told = _following(telling, anchor.end)
    else:
        anchor = _dated_noun(telling, text[count.end() : stop], told)
        if told is None:
            told = _following(telling, stop)
    return None if anchor is None or told is None else (anchor, told)


def _told(telling: Telling, count: re.Match[str]) -> WrittenDate | None:
    """The date right before the count: "4 January 2024 (89 days after", "on 4 January 2024, 89 days after"."""
    before = next((one for one in reversed(telling.dates) if one.end <= count.start()), None)
    if before is not None and re.fullmatch(
        r"[ \t]*[,،(–—-]?[ \t]*(?:exactly|just|only|i\.e\.|that is|or|أي)?[ \t,،]*",
        telling.text[before.end : count.start()],
    ):
        return before
    return None


def _following(telling: Telling, place: int) -> WrittenDate | None:
    """The date right after the clause: "89 days after the attack, on 4 January 2024"."""
    after = next((one for one in telling.dates if one.start >= place), None)
    if after is not None and _ON.fullmatch(telling.text, place, after.start):
        return after
    return None


def _dated_noun(telling: Telling, words: str, told: WrittenDate | None) -> WrittenDate | None:
    """The one date that the text gives the noun of "after the start of the conflict"."""
    nouns = [word.lower() for word in _NOUN.findall(words) if word.lower() not in _NO_NOUNS]
    if not nouns or len(words.split()) > 9:
        return None
    noun = nouns[-1]
    found: dict[PartialDate, WrittenDate] = {}
    for one in telling.dates:
        if one.date.precision < 3 or one == told:
            continue
        after = re.match(
            rf"[ \t]*(?:[\w/’'-]+[ \t]+){{0,2}}{re.escape(noun)}\b",
            telling.text[one.end : one.end + 60],
            re.IGNORECASE,
        )
        before = re.search(
            rf"\b{re.escape(noun)}\s+(?:(?:that|which)\s+)?(?:(?:began|begun|started|broke out|erupted|took place|happened|occurred|"
            rf"was launched|بدأت?|اندلعت?|وقعت?)\s+)?(?:(?:of|on|in|from|dated|since|في|يوم|بتاريخ)\s+(?:the\s+)?)*$",
            telling.text[max(0, one.start - 70) : one.start],
            re.IGNORECASE,
        )
        if after or before:
            found.setdefault(one.date, one)
    return next(iter(found.values())) if len(found) == 1 else None


def _around(telling: Telling, count: re.Match[str], told: WrittenDate) -> Passage:
    start = min(told.start, count.start())
    end = _CLAUSE_END.search(telling.text, count.end())
    stop = min(end.start() if end else len(telling.text), count.end() + 120)
    return telling.passage(start, max(stop, told.end))


def _sentence_of(telling: Telling, date: WrittenDate) -> Passage:
    for sentence in telling.sentences():
        if sentence.start <= date.start < sentence.end:
            return sentence.passage
    return telling.passage(date.start, date.end)
