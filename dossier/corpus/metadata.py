"""Describe a document from what it says of itself: title, author, date, language, kind, source, claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from typing import Any

from dossier.corpus.cleaning import Cleaned
from dossier.corpus.factchecks import ClaimFound, find_claim
from dossier.corpus.readers.result import ReadResult
from dossier.domain.corpus import DocumentKind
from dossier.domain.dates import PartialDate
from dossier.domain.written_dates import find_dates
from dossier.text.normalize import fold, script_of

_I = re.IGNORECASE
TOP = 8
"""Filled lines in which a dateline or byline may stand."""


@dataclass(frozen=True)
class KnownSource:
    """A source that may have published a document: its names and what it is (as in seeds/sources.yaml)."""

    name: str
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    type: str = ""


@dataclass(frozen=True)
class Description:
    """What was found; None where the document says nothing of it."""

    title: str
    author: str | None
    published: PartialDate | None
    language: str | None
    kind: DocumentKind
    source: str | None
    claim: ClaimFound | None


def describe(
    read: ReadResult, cleaned: Cleaned, file: str, sources: Sequence[KnownSource] = ()
) -> Description:
    """Describe a document. Nothing is guessed: neither from the file's dates nor from the day of import."""
    text = cleaned.text
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    title = _title(read, lines, file)
    source = _source(read, cleaned, lines, sources)
    claim = find_claim(read, lines)
    language = _language(read, text)
    kind = _kind(read, lines, title, source, claim)
    return Description(
        title=title,
        author=_author(read, lines, cleaned),
        published=_published(read, lines, text, title, language),
        language=language,
        kind=kind,
        source=source.name if source else (read.publisher or None),
        claim=claim if kind is DocumentKind.FACT_CHECK else None,
    )


# -- title


def _title(read: ReadResult, lines: Sequence[str], file: str) -> str:
    stem = PurePath(file).stem
    for candidate in (read.title or "", *(lines[:3] if not read.mail else ())):
        words = re.sub(r"^(?:#+\s*)?[*_]{0,3}|[*_]{1,3}$", "", " ".join(candidate.split())).strip()
        if sum(char.isalpha() for char in words) < 3 or _is_only_date(words):
            continue
        if candidate == read.title:
            words = _without_site(words, read.publisher)
        return _shortened(words)
    return stem or "Untitled"


def _without_site(title: str, site: str | None) -> str:
    """`Title | Site` and `Title - Site` name the site, not the document."""
    parts = re.split(r"\s+[|–—»-]\s+", title)
    if len(parts) > 1 and site and fold(parts[-1]) in fold(site) + fold(site).replace(" ", ""):
        return title[: title.rindex(parts[-1])].rstrip(" |–—»-")
    return parts[0] if len(parts) == 2 and "|" in title and len(parts[1]) < len(parts[0]) else title


def _shortened(title: str) -> str:
    if len(title) <= 250:
        return title
    sentence = re.match(r".{20,220}?[.!?؟](?=\s)", title)
    return sentence[0] if sentence else title[:220].rsplit(" ", 1)[0] + "…"


# -- author

_BY = re.compile(
    r"^(?:by|written by|author|reported by|story by|بقلم|كتب|كتبه|كتبت|إعداد|اعداد|المؤلف)\s*[:/-]?\s+(?P<name>.{3,80})$",
    _I,
)
_NAME = re.compile(
    r"^(?:[^\W\d_][\w.'’-]*\s+){1,4}[^\W\d_][\w.'’-]*(?:(?:,| and| &| و)\s*(?:[^\W\d_][\w.'’-]*\s+){1,4}[^\W\d_][\w.'’-]*)*$"
)


def _author(read: ReadResult, lines: Sequence[str], cleaned: Cleaned) -> str | None:
    if read.author:
        return " ".join(read.author.split())[:200]
    for line in lines[1:TOP]:
        match = _BY.match(re.sub(r"[*_]", "", line))
        if match:
            name = re.split(r"\s*(?:[|·•,]\s*(?=\d|\w+ \d)|\s[-–—]\s|\s+on\s+(?=\w+ \d))", match["name"])[
                0
            ].strip(" .,|")
            if _NAME.match(name) and not name.islower():
                return name
    for block in cleaned.removed:
        if block.reason == "byline twice":
            words = cleaned_line(read.text, block.start, block.end).split()
            return " ".join(words[: len(words) // 2])
    return None


def cleaned_line(text: str, start: int, end: int) -> str:
    """A line of the text before cleaning."""
    return text[start:end].strip()


# -- date

_AROUND_DATE = re.compile(
    r"(?:(?:first |originally |last )?(?:published|posted|issued|released|updated|date|dated|modified|on|at|"
    r"نشر(?: في| بتاريخ| يوم)?|نُشر|تاريخ(?: النشر)?|بتاريخ|آخر تحديث)\b|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|"
    r"sat(?:urday)?|sun(?:day)?|الاثنين|الإثنين|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة|السبت|الأحد|الاحد|\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?"
    r"|gmt|utc|est|edt|cet|local time|ه\b|هـ|م\b|الموافق|z\b|t\d{2}:\d{2}\S*|[+-]\d{2}:?\d{2})",
    _I,
)
_SAYS_PUBLISHED = re.compile(
    r"(?:originally |first )?(?:published|posted|released|issued)(?: (?:in|by|on) [A-Z]\w+)?(?: \w+)? on\s+$|(?:نُشر|نشر|نُشرت|نشرت)[^.\n]{0,40}(?:في|بتاريخ|يوم)\s+$",
    _I,
)
_UPDATED = re.compile(r"updated|modified|تحديث", _I)


def _is_only_date(line: str) -> bool:
    rest = line
    for found in reversed(find_dates(line, day_first=True)):
        rest = rest[: found.start] + rest[found.end :]
    if rest == line:
        return bool(re.fullmatch(r"(?:19|20)\d{2}", line.strip()))
    return not re.sub(r"[\W_]+", "", _AROUND_DATE.sub("", rest))


def _published(
    read: ReadResult, lines: Sequence[str], text: str, title: str, language: str | None
) -> PartialDate | None:
    """What the file declares; else a dateline at the top; else a sentence that says when it was published.

    Dates in the body are about events. For the translation of a leak, "originally published on" is the
    only date there is, and the one under which the item became known.
    """
    if read.published:
        try:
            return PartialDate.parse(read.published)
        except ValueError:
            pass
    day_first = True if language and language != "en" else None
    updated = None
    for line in lines[:TOP]:
        dates = find_dates(line, day_first=day_first)
        if not dates:
            year = re.fullmatch(r"(?:published|date)?\s*:?\s*((?:19|20)\d{2})", line, _I)
            if year:
                return PartialDate(int(year[1]))
            continue
        if _is_only_date(line) or _is_dateline(line, dates[0].start, dates[0].end, title):
            if _UPDATED.search(line[: dates[0].start]):
                updated = updated or dates[0].date
                continue
            return dates[-1].date if _is_same_day_twice(dates) else dates[0].date
    if updated is not None:
        return updated
    for found in find_dates(text, day_first=day_first):
        if _SAYS_PUBLISHED.search(text[max(0, found.start - 80) : found.start]):
            return found.date
    return None


def _is_same_day_twice(dates: Sequence[Any]) -> bool:
    """`10 Ramadan 1445 / 20 March 2024`: the Gregorian one is as printed."""
    return len(dates) == 2 and abs((dates[0].date.first_day - dates[1].date.first_day).days) <= 2


def _is_dateline(line: str, start: int, end: int, title: str) -> bool:
    """`CAIRO, March 25, 2024 (Reuters) - ...`, `By Name | 3 May 2024`, `Published: 3 May 2024 by X`."""
    if line.casefold() == title.casefold():
        return False
    before, after = line[:start].strip(), line[end:].strip()
    if (
        len(line) < 90
        and re.search(r"(?:published|posted|date|by|نشر|تاريخ|بقلم)\b", before + " ", _I)
        and not re.search(r"[a-z]{3,}\.$", line)
    ):
        return True
    place = re.fullmatch(r"[A-Z][A-Z .'/-]{2,40}(?:,\s*[A-Z][\w. ]{1,20})?[,:]?\s*\(?", before)
    if place and re.match(r"\)?\s*(?:\([\w .]+\)\s*)?[-–—:]", after):
        return True
    if not before and re.match(r"[-–—:|]\s*\S", after):
        return True
    return len(line) < 60 and bool(re.fullmatch(r"[\w .'’&-]{2,40}\s*[|,·•–—-]", before)) and len(after) < 15


# -- language


@cache
def load_language_model() -> Any:
    """The identifier of languages, read once."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


_PERSIAN = re.compile("[پچژگکی]")
_ARABIC_ONLY = re.compile("[ةيكىأإ]")
_LANGUAGES_OF = {"Arab": {"ar", "fa", "ur", "ps", "ug"}, "Hebr": {"he"}, "Cyrl": {"ru", "uk", "bg", "sr", "mk", "be", "kk", "ky"}, "Grek": {"el"}}  # fmt: skip


def _language(read: ReadResult, text: str) -> str | None:
    """The language of the text; what the file declares decides only where the text is too short to tell."""
    sample = text[:4000]
    letters = sum(char.isalpha() for char in sample)
    if letters < 12:
        return read.language if read.language and len(read.language) == 2 else None
    script = script_of(sample)
    if script in {"Hebr", "Grek"}:
        return "he" if script == "Hebr" else "el"
    found, probability = load_language_model().classify(sample)
    if script == "Arab":
        if found in _LANGUAGES_OF["Arab"] and found != "ar" and _PERSIAN.search(sample):
            return str(found)
        persian, arabic = len(_PERSIAN.findall(sample)), len(_ARABIC_ONLY.findall(sample))
        return "fa" if persian > max(3, arabic) else "ar"
    if script in _LANGUAGES_OF and found not in _LANGUAGES_OF[script]:
        return read.language if read.language in _LANGUAGES_OF[script] else None
    if script == "Latn" and (letters < 60 or probability < 0.6):
        if read.language and len(read.language) == 2:
            return read.language
        return "en" if _ENGLISH.search(sample) else (str(found) if probability > 0.9 else None)
    return str(found)


_ENGLISH = re.compile(r"\b(?:the|of|and|in|to|for|is|with|on|by|from)\b", _I)


# -- source

_OWNED = re.compile(
    r"^(?P<name>.{2,40})[’']s (?:analysis|classification|sources|verdict|rating|conclusion)$", _I
)
_SOURCE_LINE = re.compile(r"^(?:source|publisher|published by|المصدر|الناشر)\s*:\s*(?P<name>.{2,80})$", _I)


def _source(
    read: ReadResult, cleaned: Cleaned, lines: Sequence[str], sources: Sequence[KnownSource]
) -> KnownSource | None:
    """The known source with the most evidence that it published this, if that is enough."""
    if read.publisher or read.url:
        host = re.sub(r"^https?://(?:www\.)?", "", read.url or "").split("/")[0].lower()
        named = fold(read.publisher or "").strip()
        for source in sources:
            if host and any(host == domain or host.endswith("." + domain) for domain in source.domains):
                return source
            if named and any(fold(name).strip() == named for name in (source.name, *source.names)):
                return source
        if read.publisher:
            return KnownSource(read.publisher.strip())
    furniture = fold(
        "\n".join([read.furniture, *(read.text[one.start : one.end] for one in cleaned.removed)])
    )
    owners = {fold(match["name"]) for line in lines if (match := _OWNED.match(line))}
    owners |= {
        fold(match["name"])
        for one in cleaned.removed
        if (match := _OWNED.match(cleaned_line(read.text, one.start, one.end)))
    }
    stated = {
        fold(match["name"]).strip(" .")
        for line in (*lines[:TOP], *lines[-3:])
        if (match := _SOURCE_LINE.match(line))
    }
    best: tuple[int, KnownSource] | None = None
    for source in sources:
        score = 0
        for name in (source.name, *source.names):
            folded = fold(name).strip()
            if len(folded) < 2:
                continue
            score += 5 * (folded in owners) + 6 * (folded in stated)
            if len(folded) > 3:
                score += 3 * min(2, len(re.findall(rf"(?<!\w){re.escape(folded)}(?!\w)", furniture)))
        score += sum(4 for domain in source.domains if domain in furniture)
        if score >= 4 and (best is None or score > best[0]):
            best = (score, source)
    if best:
        return best[1]
    for line in lines[:TOP]:
        match = _SOURCE_LINE.match(line)
        if match:
            return KnownSource(match["name"].strip(" ."))
    return None


# -- kind

_POST = re.compile(
    r"^(?:forwarded from|رسالة محولة من|via @|@\w{3,30}\b|telegram channel\s*:|\[?channel\]?\s*:|قناة [^.]{2,40}:?$)",
    _I,
)
_MEMO = re.compile(
    r"^(?:#+\s*)?(?:\*\*)?(?:(?:internal |leaked |confidential |office )*(?:memo(?:randum)?|circular|directive)|مذكرة(?: داخلية)?|تعميم)(?:\*\*)?\s*$"
    r"|^(?:to|إلى)\s*:",
    _I,
)
"""The item itself is a memo; a headline on a memo is longer."""
_REPORT = re.compile(
    r"\b(?:this|the following|present) (?:report|paper|study|assessment|briefing)\b|\bexecutive summary\b|\bkey findings\b|\b(?:situation|monitoring|weekly|annual|special) report\b|تقرير (?:رصد|خاص|أسبوعي|شهري)|هذا التقرير|ملخص تنفيذي",
    _I,
)
_NOTES = re.compile(r"(?<=\S)\[\d{1,3}\]")


def _kind(
    read: ReadResult, lines: Sequence[str], title: str, source: KnownSource | None, claim: ClaimFound | None
) -> DocumentKind:
    if claim is not None:
        return DocumentKind.FACT_CHECK
    text = "\n".join(lines)
    words = len(text.split())
    top = lines[:6]
    if source is not None and source.type == "social channel":
        return DocumentKind.POST
    if any(_POST.match(line) for line in top) or (
        words < 120 and len(re.findall(r"#\w+", text)) >= 2 and not read.mail
    ):
        return DocumentKind.POST
    heads = sum(
        bool(re.match(r"^(?:\*\*)?(?:to|from|subject|date|re|من|إلى|الموضوع|التاريخ)(?:\*\*)?\s*:", line, _I))
        for line in lines[:8]
    )
    if not read.mail and (heads >= 2 or any(_MEMO.match(line) for line in top[:2])) and words < 3000:
        return DocumentKind.MEMO
    if source is not None and source.type in {"monitoring group", "think tank"}:
        return DocumentKind.REPORT
    if (
        len(_NOTES.findall(text)) >= 2
        or _REPORT.search(read.text[:1500])
        or (len(read.pages) > 3 and words > 1500)
    ):
        return DocumentKind.REPORT
    if words < 25:
        return DocumentKind.OTHER
    return DocumentKind.ARTICLE
