"""Find in a text what it says of where it comes from: reports, posters, speeches, originals, footnotes, URLs."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from ahocorasick_rs import AhoCorasick

from dossier.domain.corpus import DocumentKind
from dossier.domain.dates import PartialDate
from dossier.domain.evidence import LinkKind
from dossier.evidence import link_phrases as say
from dossier.evidence.references import POSTED, Reference, merged, name_somebody
from dossier.evidence.sentences import (
    Named,
    Sentence,
    attached_date,
    is_outlet,
    nearest,
    nearest_day,
    publisher_before,
    speaker,
    who_after,
    who_at,
    who_before,
    written_dates,
)
from dossier.text.normalize import fold
from dossier.text.passages import sentence_spans

LONGEST_TEXT = 400_000
"""Characters of a text that are read; what stands behind is not looked at."""
LONGEST_SENTENCE = 1_500
MOST = 40
"""References of one document."""
LEAK_TOLD = 300
"""An article on a leak says so in its first characters; later ones mention it in passing."""


def find_references(
    text: str,
    *,
    language: str | None = None,
    published: PartialDate | None = None,
    names: Sequence[Named] = (),
    own_source: str = "",
    kind: DocumentKind = DocumentKind.OTHER,
) -> list[Reference]:
    """What the text says of its sources, in order, each once; at most MOST.

    Works in time proportional to the text's length; reads LONGEST_TEXT characters at most. A source that
    the document itself comes from (`own_source`) is not referred to.
    """
    text = text[:LONGEST_TEXT]
    found: list[Reference] = []
    outlet = ""
    speech: Reference | None = None
    triggers = _triggers(text)
    place = 0
    for start, end in sentence_spans(text) if triggers else ():
        part = text[start : min(end, start + LONGEST_SENTENCE)]
        while place < len(triggers) and triggers[place] < start:
            place += 1
        if place == len(triggers):
            break
        if triggers[place] >= start + len(part) or say.NOTE_LINE.match(part):
            continue
        sentence = Sentence(
            part,
            start,
            tuple(
                replace(name, start=name.start - start, end=name.end - start)
                for name in names
                if start <= name.start and name.end <= start + len(part)
            ),
            tuple(written_dates(part, published)),
            published,
        )
        here = [
            *_originals(sentence, language),
            *_reports(sentence),
            *_posted_and_said(sentence, outlet, speech),
            *_outlets(sentence),
        ]
        if start < LEAK_TOLD and kind is not DocumentKind.MEMO:
            here += _leaks(sentence)
        outlet = next((one.who for one in reversed(here) if one.who and one.noun in POSTED), outlet)
        told = [two for one in here for two in (one, *one.onward) if two.noun == "speech"]
        speech = told[-1] if told else speech
        found += here
        if len(found) > 2 * MOST:
            break
    for more in (_titles(text), _urls(text), _footnotes(text, published, names)):
        found += islice(more, 2 * MOST)
    own = fold(own_source).strip()
    found = [one for one in found if not own or fold(one.who).strip() != own]
    # Merging compares each with each, therefore the bounds.
    return merged(name_somebody(found))[:MOST]


_ONE_NOUN = {
    "communiqué": "statement",
    "communique": "statement",
    "photograph": "photo",
    "clip": "video",
    "audio": "recording",
    "ملصق": "poster",
    "فيديو": "video",
    "مقطع": "video",
    "صور": "photo",
    "منشور": "post",
    "مقال": "article",
    "بيان": "statement",
    "تسجيل": "recording",
}


_SMALL = {ord(char): char.lower() for char in string.ascii_uppercase}
_TRIGGERS = AhoCorasick([*say.TRIGGERS])


def _triggers(text: str) -> list[int]:
    """Where words stand that may tell of a source, ascending."""
    small = text.translate(_SMALL)  # keeps every character in its place, which lower() does not
    return [start for _, start, _ in _TRIGGERS.find_matches_as_indexes(small)]


# -- what may be said


def _originals(sentence: Sentence, language: str | None) -> Iterator[Reference]:
    for pattern in say.ORIGINAL:
        match = pattern.search(sentence.text)
        if match is None:
            continue
        word = match["language"]
        other = say.LANGUAGES.get(word.lower()) if word else None
        who = who_after(sentence, match.end(), r"\s*(?:by|in|on|at|في|على|لدى)\s+(?:the\s+)?")
        when = nearest(sentence.dates, match.end())
        translated = other is not None and other != language
        if other is None and not who and when is None:
            continue
        what = f"in {say.LANGUAGE_NAMES.get(other or '', '')}" if translated else "elsewhere"
        yield sentence.reference(
            LinkKind.TRANSLATES if translated else LinkKind.REPUBLISHES,
            f"says that it was published {what} first",
            "original",
            who=who,
            date=when.date if when else None,
            language=other,
            named=False,
        )
        return


def _reports(sentence: Sentence) -> Iterator[Reference]:
    for pattern in (say.REPORT_BY, say.REPORT_ARABIC):
        for match in pattern.finditer(sentence.text):
            somebody = say.SOMEBODY.match(sentence.text, match.start("who"))
            who = "" if somebody else who_at(sentence, match.start("who"))
            if not who and somebody is None:
                continue
            if match.groupdict().get("weak") and match["joint"].strip() in {"من", "ل"}:
                continue
            if match["joint"] == "of" and not any(
                one.name == who and one.role in {"organisation", "media outlet", "agency"}
                for one in sentence.names
            ):
                continue  # a report of an attack
            yield sentence.reference(
                LinkKind.REPORTS,
                f"names its source: {match['noun'].lower()}",
                "report",
                who=who or somebody[0] if somebody else who,
                date=attached_date(sentence, match.start("noun"), match.end("noun")),
                named=bool(who),
            )
    for match in say.REPORT_OF.finditer(sentence.text):
        who = who_before(sentence, match.start())
        if who:
            yield sentence.reference(
                LinkKind.REPORTS,
                f"names its source: {match['noun'].lower()}",
                "report",
                who=who,
                date=attached_date(sentence, match.start("noun"), match.end("noun")),
            )


def _posted_and_said(sentence: Sentence, outlet: str, speech: Reference | None) -> Iterator[Reference]:
    """What was posted and said; `outlet` and `speech` are the last ones named before."""
    spoken = list(_utterances(sentence))
    if speech is not None and (again := _same_speech(sentence)) is not None:
        spoken.append((again, replace(speech, kind=LinkKind.EXCERPTS)))
    said = [one for _, one in spoken]
    used = {one.date for one in said if one.date is not None}
    posted = []
    for pattern in (say.ARTEFACT, say.ARTEFACT_BY, say.ARTEFACT_ARABIC):
        for match in pattern.finditer(sentence.text):
            if any(start <= match.start("noun") < end for (start, end), _ in spoken):
                continue  # a speech that an outlet published
            posted.append(_posted(sentence, match, _who_posted(sentence, match, outlet), used))
    kept = [one for one in posted if one is not None]
    excerpts = tuple(one for one in said if one.kind is LinkKind.EXCERPTS)
    yield from (replace(one, onward=excerpts) for one in kept)
    yield from (one for one in said if not kept or one not in excerpts)


def _who_posted(sentence: Sentence, match: re.Match[str], outlet: str) -> str:
    if "who" not in match.re.groupindex:
        before = sentence.text[: match.start("verb")].rstrip()
        if say.SAME_OUTLET.search(before):
            return outlet
        return publisher_before(sentence, match.start("verb"))
    if match["who"].isascii():
        return who_at(sentence, match.start("who"))
    inside = [name for name in sentence.names if match.start("who") <= name.start < match.end("who")]
    return inside[0].name if inside else ""


def _posted(sentence: Sentence, match: re.Match[str], who: str, used: set[PartialDate]) -> Reference | None:
    free = [one for one in sentence.dates if one.date not in used]
    before = [one for one in free if one.end <= match.start("verb")]
    when = nearest(before, match.start("verb")) or nearest(free, match.start("verb"))
    if not who or (when is None and not is_outlet(sentence, who)):
        return None
    noun = _noun(match["noun"])
    return sentence.reference(
        LinkKind.REPORTS,
        f"tells of a {noun} that {who} {_verb(match['verb'])}",
        noun,
        who=who,
        date=when.date if when else None,
        named=when is not None,
    )


def _utterances(sentence: Sentence) -> Iterator[tuple[tuple[int, int], Reference]]:
    """What somebody said, each with the span of its noun."""
    for pattern in (say.UTTERANCE, say.UTTERANCE_ARABIC):
        for match in pattern.finditer(sentence.text):
            start, end = match.span()
            if say.SAME_AGAIN.search(sentence.text, max(0, start - 30), start):
                continue
            who = speaker(sentence, start, end)
            near = attached_date(sentence, start, end)
            before = sentence.text[max(0, start - 70) : start]
            excerpt = say.EXCERPT.search(before) is not None
            # Who quotes a speech does so on another day than it was given.
            when = near or (nearest_day(sentence, start) if who and not excerpt else None)
            strong = say.STRONG.search(match[0]) is not None
            whole_day = when is not None and when.precision == 3
            if not (who and (strong or whole_day)) and not (
                strong and near is not None and near.precision == 3
            ):
                continue
            yield (
                match.span(),
                sentence.reference(
                    LinkKind.EXCERPTS if excerpt else LinkKind.REPORTS,
                    f"tells of a {'speech' if strong else 'statement'}" + (f" by {who}" if who else ""),
                    "speech",
                    who=who,
                    date=when if whole_day else None,
                ),
            )


def _same_speech(sentence: Sentence) -> tuple[int, int] | None:
    """Where "an excerpt from the same speech" stands."""
    for match in say.UTTERANCE.finditer(sentence.text):
        before = sentence.text[max(0, match.start() - 70) : match.start()]
        if re.search(r"\bsame\s+$", before) and say.EXCERPT.search(before):
            return match.span()
    return None


def _outlets(sentence: Sentence) -> Iterator[Reference]:
    for name in sentence.names:
        if name.role != "media outlet":
            continue
        before = sentence.text[max(0, name.start - 40) : name.start]
        after = sentence.text[name.end : name.end + 20]
        if (
            say.ACCORDING_TO.search(before)
            or say.ACCORDING_ARABIC.search(before)
            or say.REPORTED.match(after)
        ):
            when = nearest(sentence.dates, name.end)
            yield sentence.reference(
                LinkKind.REPORTS,
                f"gives {name.name} as its source",
                "outlet",
                who=name.name,
                date=when.date if when else None,
                named=False,
            )


def _leaks(sentence: Sentence) -> Iterator[Reference]:
    match = say.LEAK.search(sentence.text)
    if match is not None:
        bodies = [name for name in sentence.names if name.role not in {"person", "state", "media outlet"}]
        after = [name for name in bodies if name.start > match.start()]
        yield sentence.reference(
            LinkKind.LEAK_OF,
            "tells of something that was leaked",
            "leak",
            who=(after or bodies)[0].name if bodies else "",
            title=f"Leaked {(match['noun'] or 'memo').lower()}",
            named=False,
        )


def _titles(text: str) -> Iterator[Reference]:
    """Quoted titles: of the thing that is said to bear it, else of a document that may be in the case."""
    for match in say.QUOTED.finditer(text):
        title = next(part for part in match.groups() if part).strip(" ,.;:")
        if not 3 <= len(title.split()) <= 25:
            continue
        before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 40]
        noun = ""
        if say.TITLED.search(before):
            bearer = say.BEARER_BEFORE.search(before) or say.BEARER_AFTER.match(after)
            noun = _noun(bearer["noun"]) if bearer else ""
        yield Reference(
            LinkKind.REPORTS,
            match.start(),
            match.end(),
            "gives its title",
            noun or "title",
            title=title,
            named=bool(noun),
        )


def _urls(text: str) -> Iterator[Reference]:
    for match in say.URL.finditer(text):
        url = match[0].rstrip(".,;:!?")
        yield Reference(
            LinkKind.REPORTS,
            match.start(),
            match.start() + len(url),
            "gives the address",
            "url",
            url=url,
            named=False,
        )


def _footnotes(text: str, published: PartialDate | None, names: Sequence[Named]) -> Iterator[Reference]:
    """The entries of a list of footnotes that is in the text, shown by the sentence that bears the mark."""
    lines = {match["n"]: match for match in say.NOTE_LINE.finditer(text) if match["n"]}
    marks: dict[str, re.Match[str]] = {}
    for mark in say.NOTE_MARK.finditer(text):
        marks.setdefault(mark[1], mark)
    for number, line in lines.items():
        mark = marks[number]
        if mark.start() >= line.start():
            continue
        note = line["text"].strip()
        if not say.NOTE_NAMES.search(note) or say.SAME_NOTE.match(note):
            continue
        start, end = _sentence_round(text, mark.start())
        dates = list(written_dates(note, published))
        speech = say.UTTERANCE.search(note) or say.UTTERANCE_ARABIC.search(note)
        posted = re.search(rf"\b(?:{'|'.join(POSTED)})\b", note, re.IGNORECASE)
        url = say.URL.search(note)
        noun = "note"
        if speech is not None and say.STRONG.search(speech[0]) and dates:
            noun = "speech"
        elif posted is not None and dates:
            noun = _noun(posted[0])
        outlets = [one.name for one in names if one.role == "media outlet"
                   and (start <= one.start < end or line.start() <= one.start < line.end())]  # fmt: skip
        excerpt = say.EXCERPT.search(text[start : mark.start()])
        yield Reference(
            LinkKind.EXCERPTS if excerpt and noun == "speech" else LinkKind.REPORTS,
            start,
            end,
            f"footnote [{number}]: {note[:120]}",
            noun,
            who=outlets[0] if outlets and noun not in {"speech", "note"} else "",
            date=dates[0].date if dates else None,
            title="" if noun != "note" else _trimmed(note),
            url=url[0].rstrip(".,;") if url else "",
        )


def _noun(word: str) -> str:
    plain = word.lower()
    for arabic in ("ملصق", "فيديو", "مقطع", "صور", "منشور", "مقال", "بيان", "تسجيل"):
        if plain.startswith(arabic):
            return _ONE_NOUN[arabic]
    plain = plain.removesuffix("s") if plain not in {"news"} else plain
    return _ONE_NOUN.get(plain, plain)


def _verb(word: str) -> str:
    return word.lower() if word.isascii() else "published"


def _trimmed(note: str) -> str:
    return " ".join(say.URL.sub("", note).split()).strip(" .;,")[:160]


def _sentence_round(text: str, place: int) -> tuple[int, int]:
    begin = max(0, place - LONGEST_SENTENCE)
    for start, end in sentence_spans(text[begin : place + LONGEST_SENTENCE]):
        if start <= place - begin < end:
            return begin + start, begin + end
    return place, min(len(text), place + 3)
