"""Describe a document from what it says of itself: title, author, date, language, kind, source, claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import PurePath
from typing import Any

from dossier.corpus.bylines import BIOGRAPHY, name_in, signed_above
from dossier.corpus.channels import channel_name
from dossier.corpus.cleaning import ABOVE, Cleaned
from dossier.corpus.datelines import is_only_date, published_in_words
from dossier.corpus.factchecks import ClaimFound, find_claim
from dossier.corpus.head import TOP, Head
from dossier.corpus.head_lines import is_account, is_handle, is_letterhead, plain
from dossier.corpus.readers.result import ReadResult
from dossier.corpus.repeats import title_twice
from dossier.corpus.site_names import Page, quoted_names, site_name, spoken_name
from dossier.corpus.site_words import is_site_line, phrases
from dossier.corpus.statements import BOTTOM, is_release, is_statement, issuer
from dossier.domain.corpus import DocumentKind
from dossier.domain.dates import PartialDate
from dossier.text.normalize import fold, script_of

_I = re.IGNORECASE


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
    language = _language(read, text)
    if read.table:
        return _description_of_table(read, language, file)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    day_first = True if language and language != "en" else None
    head = Head(lines, _known_names(tuple(sources)), day_first)
    title = _title(read, head, file)
    claim = find_claim(read, lines)
    source = _source(read, cleaned, head, sources)
    author = _author(read, head, cleaned, title)
    channel = None if read.mail else channel_name(_first_lines(read.text))
    if channel and source is None:
        source = KnownSource(channel)
    kind = DocumentKind.POST if channel else _kind(read, head, title, source, claim)
    if source and author and source.name == author:
        source = None  # "© 2024 Jane Roe" names the author again
    if source is None and not read.mail and (name := head.masthead()):
        source = KnownSource(name)
    return Description(
        title=title,
        author=author,
        published=_published(read, head, title),
        language=language,
        kind=kind,
        source=source.name if source else (read.publisher or None),
        claim=claim if kind is DocumentKind.FACT_CHECK else None,
    )


def _description_of_table(read: ReadResult, language: str | None, file: str) -> Description:
    """Only what the file declares: its rows speak of themselves, not of the whole."""
    title = read.title if read.title and sum(map(str.isalpha, read.title)) >= 3 else PurePath(file).stem
    author = " ".join(read.author.split())[:200] if read.author else None
    kind = DocumentKind.OTHER
    return Description(_shortened(title or "Untitled"), author, None, language, kind, None, None)


@lru_cache(maxsize=4)
def _known_names(sources: tuple[KnownSource, ...]) -> frozenset[str]:
    return frozenset(fold(name).strip() for source in sources for name in (source.name, *source.names))


# -- title and author


def _title(read: ReadResult, head: Head, file: str) -> str:
    declared = plain(read.title or "")
    if sum(char.isalpha() for char in declared) >= 3 and not is_only_date(declared):
        return _shortened(_without_site(declared, read.publisher))
    found = None if read.mail else head.title
    return _shortened(found) if found else PurePath(file).stem or "Untitled"


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


def _author(read: ReadResult, head: Head, cleaned: Cleaned, title: str) -> str | None:
    if read.author:
        return " ".join(read.author.split())[:200]
    if found := head.author(title) or signed_above(_first_lines(read.text)[:NAMED_IN], head.known):
        return found
    for block in cleaned.removed:
        line = cleaned_line(read.text, block.start, block.end)
        if block.reason == "byline twice":
            words = line.split()
            return " ".join(words[: len(words) // 2])
        if len(line) < 400 and (match := BIOGRAPHY.match(line)):
            return name_in(match["name"])
    return None


def cleaned_line(text: str, start: int, end: int) -> str:
    """A line of the text before cleaning."""
    return text[start:end].strip()


def _published(read: ReadResult, head: Head, title: str) -> PartialDate | None:
    """What the file declares; else what the head says; else a sentence that says when it was published."""
    if read.published:
        try:
            return PartialDate.parse(read.published)
        except ValueError:
            pass
    return head.published(title) or published_in_words(head.lines, head.day_first)


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
    letters = sum(map(str.isalpha, sample))
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
    r"^(?P<name>.{2,40})[’']s (?:analysis|classification|sources|verdict|rating|conclusion)$"
    r"|^(?:تصنيف|تحقيق|مصادر|تحليل|حكم|تقييم) (?P<name_ar>[\u0621-\u064a]{2,20}(?: [\u0621-\u064a]{2,20})?)$",
    _I,
)
_SOURCE_LINE = re.compile(r"^(?:source|publisher|published by|المصدر|الناشر)\s*:\s*(?P<name>.{2,80})$", _I)
_OWNER = re.compile(
    r"^(?:(?:copyright|حقوق (?:الطبع|النشر)|جميع الحقوق محفوظ[ةه])\s*)?(?:(?:©|\(c\)|copyright)\s*)*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?)?[\s,|:-]*(?:by |لموقع |لصحيفة |لوكالة |لدى )?"
    r"(?P<name>[^\W\d][\w\u064b-\u0652 .,'’&/-]{1,60}?)[\s,|:-]*(?:©?\s*(?:19|20)\d\d)?[\s.,|-]*(?:(?:all|some) rights reserved.{0,60}|(?:كافة|كافه|جميع|كل) الحقوق محفوظ[هة].{0,40})?$",
    _I,
)
_IS_OWNER_LINE = re.compile(r"©|\bcopyright\b|all rights reserved|الحقوق محفوظ", _I)
_AGENCY = re.compile(r"\((?P<name>[^\W\d][\w /.-]{1,30})\)\s*[-–—:]+\s")
_ABOUT_ITSELF = re.compile(
    r"^(?:the )?(?P<name>[^\W\d].{1,60}?) (?:is an?|monitors|delivers|provides|publishes)\b", _I
)
_AFTER_DATE = re.compile(r"^\([A-Z][\w., ]{5,25}/ ?(?P<name>[A-Z][\w .]{1,30})\)")
_AGENCY_FIRST = re.compile(r"^(?P<name>[^\W\d][\w. ]{1,30}?)\s*(?:/|\s[-–—]+)\s+\S")


def _source(
    read: ReadResult, cleaned: Cleaned, head: Head, sources: Sequence[KnownSource]
) -> KnownSource | None:
    """The known source with the most evidence that it published this, if that is enough; else the owner it names."""
    url = read.url or head.fields.get("url")
    if read.publisher or url:
        host = re.sub(r"^https?://(?:www\.)?", "", url or "").split("/")[0].lower()
        named = fold(read.publisher or "").strip()
        for source in sources:
            if host and any(host == domain or host.endswith("." + domain) for domain in source.domains):
                return source
            if named and any(fold(name).strip() == named for name in (source.name, *source.names)):
                return source
        if read.publisher:
            return KnownSource(read.publisher.strip())
    lines = head.lines
    every = [(cleaned_line(read.text, one.start, one.end), one.reason) for one in cleaned.removed]
    above = [line for line, reason in every if reason == ABOVE]
    taken_off = [line for line, _ in every if not is_site_line(line)]
    site = _site(read, lines, every)
    stated = [
        match["name"].strip(" .")
        for line in (*lines[:TOP], *lines[-3:], *taken_off)
        if (match := _SOURCE_LINE.match(line))
    ]
    stated += [match["name"].strip() for line in head.top if (match := _AFTER_DATE.match(line))]
    stated += [name for line in (*lines[:TOP], *lines[-BOTTOM:]) if (name := issuer(line))]
    stated += head.outlets_with_date.values()
    stated += [head.fields["source"]] if "source" in head.fields else []
    names_above = {fold(line).strip() for line in above}
    in_quotes = quoted_names(read.text[:QUOTED_IN]) & names_above if above else set()
    owners = [name for line in taken_off if (name := _owner(line))]
    evidence = _Evidence(
        _without(fold("\n".join([read.furniture, *taken_off])), site),
        {
            fold(match["name"] or match["name_ar"]).strip()
            for line in (*lines, *taken_off)
            if len(line) < 70 and (match := _OWNED.match(line))
        },
        {
            fold(one).strip()
            for name in (*stated, *owners)
            for one in (name, *re.split(r",| and |/| و", name))
        },
        {
            fold(match["name"]).strip()
            for line in head.top
            for match in (_AGENCY.search(line[:120]), _AGENCY_FIRST.match(line[:120]))
            if match
        },
    )
    evidence.stated.update(head.outlets())
    evidence.stated.update(fold(line).strip() for line in above if phrases(line) != 1)
    evidence.stated.update(in_quotes)
    evidence.stated.update(
        fold(match["name"]).strip() for line in taken_off if (match := _ABOUT_ITSELF.match(line[:100]))
    )
    if site:
        evidence.stated.add(fold(site).strip())
    best = evidence.best(sources)
    if best:
        return best
    stated = [re.split(r"\s*\+\s*", name)[0] for name in stated]
    if site and (fuller := next((one for one in owners if _holds(one, site)), None)):
        site = fuller  # a logo shortens the name that stands in the notice
    found = (*stated[:1], *([site] if site else []), *(one for one in owners if not _PLATFORM.fullmatch(one)))
    return next((KnownSource(name) for name in found if len(name.split()) < 10), None)


QUOTED_IN = 20_000
"""Characters of a text in which its publisher is sought among those to whom somebody spoke."""
NAMED_IN = 30
"""Filled lines at the top of a page among which a bare name may stand above what the person is."""
BOTH_ENDS = 100
"""Filled lines at the top in which a page says its title twice."""


def _first_lines(text: str) -> list[str]:
    return [line.strip() for line in text[:QUOTED_IN].splitlines() if line.strip()][:BOTH_ENDS]


def _site(read: ReadResult, lines: Sequence[str], removed: Sequence[tuple[str, str]]) -> str | None:
    """The site that a whole page was copied from, by its own lines."""
    taken_off = [line for line, reason in removed if reason != ABOVE]
    if not removed:
        return None
    if (twice := title_twice(_first_lines(read.text))) and twice.site:
        return twice.site
    above = [line for line, reason in removed if reason == ABOVE]
    found = site_name(Page(above, [*lines, *taken_off], taken_off)) if above else None
    return found or spoken_name(lines, taken_off)


def _without(furniture: str, site: str | None) -> str:
    """Folded furniture without the site's own name: `The National Herald` does not speak for The National."""
    return furniture.replace(fold(site).strip(), " ") if site else furniture


def _holds(owner: str, site: str) -> bool:
    words = fold(owner).split()
    return fold(site).strip() in words and 1 < len(words) <= 4


_PLATFORM = re.compile(
    r"x|x corp|twitter|telegram|meta|facebook|youtube|google|substack|medium|wordpress|blogger", _I
)
"""Whose copyright stands below what others published there."""


def _owner(line: str) -> str | None:
    """The name in a copyright notice."""
    if len(line) > 160 or not _IS_OWNER_LINE.search(line):
        return None
    if line.lstrip().startswith("©") and re.search(r"\w/\w", line) and not re.search(r"(?:19|20)\d\d", line):
        return None  # who took a picture
    match = _OWNER.match(re.split(r"\s+[|·•]\s+", line, maxsplit=1)[0])
    if not match or re.fullmatch(
        r"(?:all rights reserved.*|copyright|content|this .*|.*(?:الحقوق|حقوق) .*|.*محفوظ[ةه].*)",
        match["name"],
        _I,
    ):
        return None
    if kind := re.match(
        r"ل(?=(?:ال)?(?:شبكة|مركز|قناة|منصة|صحيفة|موقع|وكالة|مؤسسة|وزارة|مجلة|جريدة|هيئة)\b)", match["name"]
    ):
        return match["name"][kind.end() :].strip(" .,")
    return re.sub(r",? (?:ltd|limited|inc|llc|gmbh|plc|co)\.?$", "", match["name"].strip(" .,"), flags=_I)


@dataclass(frozen=True)
class _Evidence:
    """Who may have published: folded text around the document and folded names."""

    furniture: str
    owners: set[str]
    stated: set[str]
    agencies: set[str]

    def best(self, sources: Sequence[KnownSource]) -> KnownSource | None:
        if not (self.furniture.strip() or self.owners or self.stated or self.agencies):
            return None
        best: tuple[int, KnownSource] | None = None
        for source in sources:
            score = sum(4 for domain in source.domains if domain in self.furniture)
            for folded in _folded_names(source):
                score += (
                    5 * (folded in self.owners) + 6 * (folded in self.stated) + 5 * (folded in self.agencies)
                )
                if len(folded) > 3 and folded in self.furniture:
                    score += 3 * min(2, len(re.findall(rf"(?<!\w){re.escape(folded)}(?!\w)", self.furniture)))
            if score >= 4 and (best is None or score > best[0]):
                best = (score, source)
        return best[1] if best else None


@lru_cache(maxsize=2000)
def _folded_names(source: KnownSource) -> tuple[str, ...]:
    names = (fold(name).strip() for name in (source.name, *source.names))
    return tuple(name for name in names if len(name) > 1)


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
_MEMO_SUBJECT = re.compile(r"\b(?:memo|memorandum|circular|directive|instructions)\b|مذكرة|تعميم|توجيهات", _I)
_REPORT = re.compile(
    r"(?<!for )(?<!to )\b(?:this|the following|present) (?:report|paper|study|assessment|briefing)\b|\bexecutive summary\b|\bkey findings\b|\b(?:situation|monitoring|weekly|annual|special) report\b|تقرير (?:رصد|خاص|أسبوعي|شهري)|هذا التقرير|ملخص تنفيذي",
    _I,
)
_FACT_CHECK_TITLE = re.compile(r"fact.?check(?:ed|ing)?\s*[:|–—-]|(?:تدقيق|تحقق|تحقّق)\s*:", _I)
_REPORT_TITLE = re.compile(
    r"\b(?:weekly|monthly|daily|quarterly|annual|humanitarian|security|situation|flash|field|incident) (?:[\w-]+ ){0,2}(?:bulletin|monitor|report|update|review|digest|brief|assessment|overview|summary|roundup)s?\b|\bsitrep\b|\bweek (?:of|ending) \d|تقرير (?:الرصد|رصد|الحالة)|النشرة (?:الأسبوعية|الشهرية)|^(?:تقدير موقف|ورقة (?:سياسات|تحليلية|بحثية|موقف)|دراسة)\s*[:|–—-]",
    _I,
)
_SERIES = re.compile(
    r"(?:[\w&-]+ ){0,2}(?:report|briefing|brief|brief note|policy note|policywatch|paper) (?:no\.? ?|n[°º] ?|#)?\d{1,5}(?: ?[/|·] ?[\w& -]{2,40})?",
    _I,
)
"""A line with the number of a report in its series: `Report 318 / Africa`, `Policy Brief 12`."""
_NOTES = re.compile(r"(?<=\S)\[\d{1,3}\]")


def _kind(
    read: ReadResult, head: Head, title: str, source: KnownSource | None, claim: ClaimFound | None
) -> DocumentKind:
    if claim is not None or _FACT_CHECK_TITLE.match(title):
        return DocumentKind.FACT_CHECK
    lines = head.lines
    text = "\n".join(lines)
    words = len(text.split())
    top = lines[:6]
    if source is not None and source.type == "social channel":
        return DocumentKind.POST
    if (
        any(_POST.match(line) for line in top)
        or any(map(is_handle, lines[:1]))
        or any(map(is_account, lines[1:2]))
        or (words < 120 and len(re.findall(r"#\w+", text)) >= 2 and not read.mail)
    ):
        return DocumentKind.POST
    if (
        not read.mail
        and (
            is_letterhead(head.fields)
            or ("date" in head.fields and _MEMO_SUBJECT.match(title))
            or any(_MEMO.match(line) for line in top[:2])
        )
        and words < 3000
    ):
        return DocumentKind.MEMO
    if source is not None and source.type in {"monitoring group", "think tank"}:
        return DocumentKind.REPORT
    if (
        (text.count("]") > 1 and len(_NOTES.findall(text)) >= 2)
        or _REPORT.search(read.text[:1500])
        or _REPORT_TITLE.search(title)
        or any(_SERIES.fullmatch(line) for line in _first_lines(read.text)[:40])
        or (source is not None and re.search(rf"{re.escape(source.name)}\s+تقرير(?:ها|ه)\b", text[:1500]))
        or (len(read.pages) > 3 and words > 1500)
    ):
        return DocumentKind.REPORT
    if read.mail and _MEMO_SUBJECT.search(title):
        return DocumentKind.MEMO
    if source is not None and is_release(_first_lines(read.text)[:40], source.name):
        return DocumentKind.OTHER
    if words < 25 or read.mail or is_statement(lines, title, source.name if source else ""):
        return DocumentKind.OTHER
    return DocumentKind.ARTICLE
