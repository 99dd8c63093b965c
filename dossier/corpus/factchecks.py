"""Recognise what a fact-check reviews: claim, who made it, where it appeared first, and the verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier.corpus.readers.result import ReadResult
from dossier.domain.evidence import Verdict
from dossier.domain.verdicts import normalise_verdict
from dossier.domain.written_dates import find_dates
from dossier.text.passages import sentence_spans

_I = re.IGNORECASE
LONGEST_VERDICT = 6
"""Words; what is longer under a heading is no verdict but an explanation."""


@dataclass(frozen=True)
class ClaimFound:
    """What a fact-check reviews, and its verdict as printed and normalised."""

    claim: str
    verdict_printed: str
    verdict: Verdict | None
    claimant: str = ""
    first_appearance: str = ""
    """Place and date, as printed: never a whole sentence."""


_CLAIM_HEAD = re.compile(
    r"^(?:#+\s*)?(?:\*\*)?(?:the )?(?:claims?|statement|what was claimed|what is claimed|what they claim(?:ed)?|rumou?r|viral claim)(?:\*\*)?\s*[:—–-]?\s*(?P<rest>.*)$"
    r"|^(?:#+\s*)?(?:\*\*)?(?:نص )?(?:الادعاء|الإدعاء|الزعم|المزاعم|الشائعة|الخبر المتداول|ماذا يقول الادعاء)(?:\*\*)?\s*[:؟-]?\s*(?P<rest_ar>.*)$",
    _I,
)
_VERDICT_HEAD = re.compile(
    r"^(?:#+\s*)?(?:\*\*)?(?:(?:our |the |final )?(?:verdict|rating|ruling|conclusion|classification|finding|assessment|bottom line)|[\w ]{2,30}[’']s (?:classification|verdict|rating|conclusion|ruling)|truth rating|rated|we rate (?:this|it)(?: claim)?)(?:\*\*)?\s*[:—–-]?\s*(?P<rest>.*)$"
    r"|^(?:#+\s*)?(?:\*\*)?(?:الحكم|التصنيف|النتيجة|تصنيف [\w ]{2,20}|الخلاصة|نتيجة التحقق|تقييمنا|التقييم)(?:\*\*)?\s*[:-]?\s*(?P<rest_ar>.*)$",
    _I,
)
_TITLE_VERDICT = re.compile(
    r"^(?P<verdict>false|misleading|fake|satire|partly false|missing context|زائف|مضلل|كاذب|مفبرك)\s*[:|]\s*(?P<claim>.{15,})$",
    _I,
)
_INLINE = re.compile(
    r"\b(?:we|our team|[A-Z]\w+(?:['’]s team)?)\b[^.]{0,80}?\b(?:found|rate[sd]?|concluded|determined|deemed|judged|verified)\b[^.]{0,60}?\b"
    r"(?:claims?|video|post|statement|photo|image|news|it|this|allegation)\b[^.]{0,40}?\b(?:to be|as|is|was|are|were)\s+(?P<verdict>(?:\w+[- ]){0,2}?"
    r"(?:misleading|false|fake|fabricated|untrue|true|unproven|satire|satirical|incorrect|inaccurate|accurate|out of context|missing context|doctored|manipulated))\b"
    r"|(?:وجد|تبين|توصل|اتضح|خلص)[^.]{0,100}?(?:أن|أنه|أنها|إلى أن)[^.]{0,60}?(?P<verdict_ar>مضلل|مضللة|زائف|زائفة|كاذب|كاذبة|مفبرك|مفبركة|غير صحيح|غير صحيحة|ملفق)",
    _I,
)
_CLAIMANT_LINE = re.compile(
    r"^(?:\*\*)?(?:claimant|claim(?:ed)? by|speaker|stated by|said by|made by|who said it|source of (?:the )?claim|claim source|صاحب الادعاء|صاحب الإدعاء|قائل الادعاء|مصدر الادعاء|الناشر الأول)(?:\*\*)?\s*[:—–-]\s*(?P<name>.{2,120})$",
    _I,
)
_APPEARANCE_LINE = re.compile(
    r"^(?:\*\*)?(?:first (?:appeared|appearance|seen|posted|published)|appeared (?:in|on)|original (?:post|source)|where it appeared|posted on|date of claim|أول ظهور|الظهور الأول|ظهر أول مرة|رابط الادعاء|تاريخ الادعاء)(?:\*\*)?\s*[:—–-]\s*(?P<where>.{2,120})$",
    _I,
)
_STATED = re.compile(
    r"^(?:(?P<name>[A-Z][\w .'’-]{2,60}?) )?(?:stated|said|claimed|posted) on (?P<where>[A-Z][a-z]+ \d{1,2}, \d{4}(?: in .{3,80}?)?):?$"
)
_CIRCULATED = re.compile(
    r"\b(?P<name>(?:(?:one|a|some|several|many|various|multiple|numerous) )?(?:(?:social media|social networking|online|internet|anonymous|verified|pro-[\w-]+|(?-i:[A-Z][\w-]+)) ){0,2}(?:users?|accounts?|pages?|channels?|posts?|outlets?|websites?))\s+"
    r"(?:on (?P<platform>X|Twitter|Facebook|Telegram|TikTok|Instagram|YouTube|WhatsApp|social media)\s+)?(?:\([^)]*\)\s*)?"
    r"(?:have |has |had |recently |widely )*(?:posted|shared|circulated|published|claimed|claims?|spread|reposted|tweeted|wrote|captioned|alleged)\b",
    _I,
)
_CIRCULATED_AR = re.compile(
    r"(?:تداول|تداولت|نشر|نشرت|شارك|شاركت|ادعى|ادعت|زعم|زعمت)\s+(?P<name>(?:مستخدمو|مستخدمون|ناشطون|رواد|حسابات|حساب|صفحات|صفحة|قناة|قنوات|مواقع|موقع|منصات)(?:\s+[\u0621-\u064a]+){0,4}?)"
    r"(?=\s+(?:على|في|عبر|أن|مقطع|صورة|صور|فيديو|خبر|منشور|مقاطع|تسجيل)|[،.,\"«“]|$)"
)
_NO_CLAIMANT = re.compile(r"^(?:the|this|that|these|those|our|we|misbar|reuters|afp)\b", _I)


def find_claim(read: ReadResult, lines: Sequence[str]) -> ClaimFound | None:
    """The claim and verdict of a fact-check: declared as ClaimReview, or printed. None without both."""
    claim, printed = read.claim, read.verdict
    for place, line in enumerate(lines):
        head = _CLAIM_HEAD.match(line)
        if claim is None and head:
            claim = _under_claim(lines, place, head)
        head = _VERDICT_HEAD.match(line)
        if printed is None and head:
            printed = _verdict_in((head["rest"] or head["rest_ar"] or "").strip(" .*_"))
            if printed is None and place + 1 < len(lines) and not (head["rest"] or head["rest_ar"]):
                printed = _verdict_in(lines[place + 1].strip(" .*_"))
    if claim is None and lines and (titled := _TITLE_VERDICT.match(lines[0])):
        claim, printed = titled["claim"], printed or titled["verdict"]
    if claim and printed is None and (inline := _INLINE.search("\n".join(lines))):
        printed = inline["verdict"] or inline["verdict_ar"]
    if not claim or not printed:
        return None
    claimant, first = _who_and_where(lines)
    return ClaimFound(
        claim.strip(" \"'*_").strip(),
        printed,
        normalise_verdict(printed),
        (read.claimant or claimant).strip(),
        (read.first_appearance or first).strip(),
    )


def _under_claim(lines: Sequence[str], place: int, head: re.Match[str]) -> str | None:
    line = lines[place]
    rest = (head["rest"] or head["rest_ar"] or "").strip(" *_")
    if rest:
        return rest if ":" in line[:40] or (len(line.split()) > 3 and line[0] == "#") else None
    return lines[place + 1] if place + 1 < len(lines) else None


def _verdict_in(words: str) -> str | None:
    if words and len(words.split()) <= LONGEST_VERDICT and normalise_verdict(words):
        return words
    return None


def _who_and_where(lines: Sequence[str]) -> tuple[str, str]:
    """Who made the claim and where it appeared: printed as fields first, else told in a sentence."""
    who = where = ""
    for line in lines:
        if not who and (match := _CLAIMANT_LINE.match(line)):
            who = match["name"].strip(" *_.")
        if not where and (match := _APPEARANCE_LINE.match(line)):
            where = match["where"].strip(" *_")
        if not where and (match := _STATED.match(line)):
            where = match["where"].strip()
            who = who or (match["name"] or "").strip()
    if who and where:
        return who, where
    told = list(_told(lines))
    if told and not where:
        where = next((_short(platform, sentence) for _name, platform, sentence in told if platform), "")
    if told and not who:
        who = next((name for name, _platform, _sentence in told if not _NO_CLAIMANT.match(name)), "")
    return who, where


def _short(platform: str, sentence: str) -> str:
    """`X, 3 May 2024`: the platform, and the date if the sentence prints one."""
    dates = find_dates(sentence)
    return f"{platform}, {sentence[dates[0].start : dates[0].end]}" if dates else platform


def _told(lines: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Who, platform and sentence of each sentence that tells how the claim went round."""
    for line in lines[:60]:
        for start, end in sentence_spans(line[:4000]):
            sentence = line[start:end]
            if len(sentence) > 400:
                sentence = sentence[:400]
            if match := _CIRCULATED.search(sentence):
                platform = match["platform"] or ""
                name = match["name"].strip()
                yield (f"{name} on {platform}" if platform else name), platform, sentence
            elif match := _CIRCULATED_AR.search(sentence):
                yield match["name"].strip(), "", sentence
