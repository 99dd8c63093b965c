"""The words by which texts say where they have something from, in English and Arabic."""

from __future__ import annotations

import re

LANGUAGES = {
    "arabic": "ar", "english": "en", "french": "fr", "hebrew": "he", "persian": "fa", "farsi": "fa",
    "russian": "ru", "turkish": "tr", "ukrainian": "uk", "german": "de", "spanish": "es", "italian": "it",
    "urdu": "ur", "pashto": "ps", "dari": "fa", "kurdish": "ku", "chinese": "zh", "somali": "so",
    "العربية": "ar", "الإنجليزية": "en", "الانجليزية": "en", "الإنكليزية": "en", "الانكليزية": "en",
    "الفرنسية": "fr", "العبرية": "he", "الفارسية": "fa", "الروسية": "ru", "التركية": "tr", "الألمانية": "de",
}  # fmt: skip
LANGUAGE_NAMES = {code: name.capitalize() for name, code in reversed(LANGUAGES.items()) if name.isascii()}
_LANG = "|".join(LANGUAGES)

MARK = r"(?:\s?\[\d{1,3}\])*"
"""Footnote marks that may stand between words."""

TRIGGERS = (
    "according to", "citing", "cites", "cited", "quoting", "quotes", "quoted", "publish", "appear", "releas", "post",
    "shared", "shares", "issue", "circulat", "broadcast", "aired", "report", "study", "paper", "assessment",
    "analysis", "investigation", "briefing", "survey", "research", "translat", "original", "leak", "speech", "message",
    "statement", "address", "sermon", "interview", "recording", "lecture", "told", "first written", "first printed",
    "نقل", "وفق", "حسب", "طبق", "استناد", "تقرير", "دراسة", "تحليل", "تقييم", "تحقيق", "ورقة", "نشر", "نُشر", "بث",
    "أصدر", "وزع", "تداول", "ترجم", "صدر", "ظهر", "كتب", "الأصل", "أصلا", "أصلًا", "أول مرة", "كلمة", "خطاب", "رسالة",
    "تسجيل", "بيان", "تصريح", "مقابلة", "خطبة", "ملصق", "مسرب", "مسرّب", "تسريب", "أفادت", "ذكرت", "قالت",
)  # fmt: skip
"""A sentence without any of these is passed over. All are looked for at once: forty patterns would be slow."""

ORIGINAL = (
    re.compile(
        rf"\b(?:originally|first)\s+(?:published|appeared|released|posted|written|issued|printed|ran)\b"
        rf"(?:\s+(?:in|on|by)\s+(?P<language>{_LANG})\b)?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\btranslat(?:ed|ion)\b[^.;]{{0,40}}?\b(?:from|of)\s+(?:the\s+|an?\s+)?(?:original\s+)?"
        rf"(?P<language>{_LANG})\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:the\s+)?(?P<language>{_LANG})\s+original\b", re.IGNORECASE),
    re.compile(rf"\boriginal(?:\s+\w+){{0,2}}\s+in\s+(?P<language>{_LANG})\b", re.IGNORECASE),
    re.compile(
        rf"(?:نشر|نُشر|نشرت|نُشرت|صدر|صدرت|ظهر|كتب|كُتب)\s+(?:\S+\s+){{0,4}}?(?:أصلا|أصلاً|أصلًا|في الأصل|أول مرة|لأول مرة)"
        rf"\s*(?:ب|في\s+)?(?:اللغة\s+)?(?P<language>{_LANG})?"
    ),
    re.compile(
        rf"(?:مترجمة?|ترجمة|تُ?رجمت?|نقلته?ا?\s+إلى\s+\S+)\s+(?:\S+\s+){{0,4}}?(?:عن|من)\s+(?:اللغة\s+)?(?P<language>{_LANG})"
    ),
)

_REPORTS = r"(?:report|study|assessment|analysis|investigation|white paper|policy paper|paper|briefing|survey|research)"
_REPORTS_ARABIC = r"(?:تقرير|دراسة|تحليل|تقييم|تحقيق|ورقة)"
_ONE = r"(?:\w[\w'’-]*\s+){0,3}?"
REPORT_BY = re.compile(
    rf"\b(?P<noun>{_REPORTS})\b{MARK}(?:\s+(?:published|released|issued|prepared|written|compiled))?"
    rf"(?:\s+(?:this|last|on|in)\s+\w+(?:\s+\d{{4}})?)?\s+(?P<joint>by|from|of)\s+(?P<who>[^.;:()\[\]]{{2,90}})",
    re.IGNORECASE,
)
REPORT_OF = re.compile(rf"(?:'s|’s|s['’])\s+{_ONE}(?P<noun>{_REPORTS})\b", re.IGNORECASE)
"""Of whoever is named right before."""
REPORT_ARABIC = re.compile(
    rf"(?:وفق\S{{0,2}}|بحسب|حسب(?:ما\s+جاء\s+في)?|طبق\S{{0,2}}|استناد\S{{0,2}}\s+إلى|(?P<weak>في))\s+(?:ل|ال)?"
    rf"(?P<noun>{_REPORTS_ARABIC})\s+(?:\S+\s+){{0,3}}?"
    r"(?P<joint>(?:صادرة?\s+عن|أصدره|أصدرته|أصدرها|نشره|نشرته|نشرها|أعده|أعدته|أعدها|من)\s+|(?<!\S)ل(?=\w{3}))"
    r"(?P<who>[^.،؛()\[\]]{2,70})"
)
"""After a bare "in" a report is a source only if somebody has issued it: the same words mean "in achieving"."""
SOMEBODY = re.compile(
    r"(?:an?\s+(?:[\w.,'’-]+\s+){0,5}?(?:think[\s-]tank|institute|institution|group|organi[sz]ation|agency|monitor|"
    r"watchdog|newspaper|ngo|website|outlet|firm|centre|center|panel|team|university))\b",
    re.IGNORECASE,
)
"""Who is described, not named."""

_ARTEFACTS = (
    r"posters?|posts?|videos?|photos?|photographs?|images?|infographics?|articles?|editorials?|statements?|"
    r"communiqu[eé]s?|messages?|recordings?|speech|bulletin|clips?|photosets?|books?|essays?|letters?|audio|"
    r"interviews?|messages?|issue"
)
_PUBLISHED = r"published|released|posted|shared|issued|circulated|distributed|disseminated|broadcast|aired|uploaded|carried"
ARTEFACT = re.compile(
    rf"\b(?P<verb>{_PUBLISHED}){MARK}\s+(?:on\s+[^,;]{{3,20}},?\s+)?(?:[\w'’“”\"-]+\s+){{0,5}}?(?P<noun>{_ARTEFACTS})\b",
    re.IGNORECASE,
)
ARTEFACT_BY = re.compile(
    rf"\b(?P<noun>{_ARTEFACTS})\b{MARK}[^.;]{{0,30}}?\b(?P<verb>{_PUBLISHED})\s+(?:[^.;]{{0,25}}?\s)?by\s+(?P<who>[^.;]{{2,80}})",
    re.IGNORECASE,
)
_ARTEFACTS_ARABIC = (
    r"(?:ملصق(?:ا|ًا|اً|ين|ات)?|فيديو|مقطع(?:ا|ًا|اً)?|صور(?:ة|ا)?|منشور(?:ا|ًا|اً)?|مقال(?:ا|ًا|اً|ة)?|بيان(?:ا|ًا|اً)?|"
    r"تسجيل(?:ا|ًا|اً)?|إنفوغرافيك)"
)
ARTEFACT_ARABIC = re.compile(
    rf"(?<!\w)[وف]?(?P<verb>نشرت?|بثت?|أصدرت?|وزعت?|تداولت?)\s+(?P<who>(?:\S+\s+){{1,9}}?)(?P<noun>{_ARTEFACTS_ARABIC})(?!\w)"
)
OUTLET_WORD = re.compile(
    r"\b(?:media\s+(?:outlet|group|foundation|arm|wing|centre|center|office)|(?:telegram\s+)?channel|news\s+agency|agency|"
    r"outlet|newspaper|weekly|website|magazine|broadcaster)\b",
    re.IGNORECASE,
)
SAME_OUTLET = re.compile(
    r"\bthe\s+(?:same\s+)?(?:media\s+)?(?:group|outlet|channel|foundation|agency|page)\s*$", re.IGNORECASE
)

_ADJECTIVES = r"(?:(?:audio|video|televised|recorded|voice|radio|taped)\s+)"
UTTERANCE = re.compile(
    rf"\b(?P<form>{_ADJECTIVES}*)(?P<noun>speech|message|statement|address|sermon|interview|recording|lecture)\b",
    re.IGNORECASE,
)
UTTERANCE_ARABIC = re.compile(
    r"(?<!\w)[وفبلك]{0,2}(?:ال)?(?P<noun>كلمة|خطاب|رسالة\s+صوتية|تسجيل\s+صوتي|خطبة|مقابلة|بيان|تصريح)(?!\w)"
)
STRONG = re.compile(
    r"speech|address|sermon|interview|lecture|recording|audio|video|televised|كلمة|خطاب|صوتي|خطبة|مقابلة",
    re.IGNORECASE,
)
"""Words for something that was said once; a mere statement needs its day to be one thing."""
UTTERED = re.compile(
    r"\b(?:releas|issu|deliver|g[ai]ve|publish|broadcast|ma[dk]e|said|told|announc|declar|address|air|speak|spoke)",
    re.IGNORECASE,
)
EXCERPT = re.compile(
    r"\b(?:excerpts?|passages?|extracts?|quotes?|quotations?|quoted|clips?|words|text|lines?)\b[^.;]{0,40}$|(?:يقتبس|مقتطف|اقتباس)\S*\s",
    re.IGNORECASE,
)
SAME_AGAIN = re.compile(r"\b(?:same|this|that|his|her|its|their|such)\s+(?:\w+\s+)?$", re.IGNORECASE)

ACCORDING_TO = re.compile(
    r"\b(?:according to|citing|quoting|told|quoted by|reported by|cited by|as seen by)\s+(?:the\s+|state(?:-run)?\s+|news\s+agency\s+)*$",
    re.IGNORECASE,
)
ACCORDING_ARABIC = re.compile(
    r"(?:نقل\S{0,3}\s+عن|وفق\S{0,3}\s+ل|بحسب|حسب|أفادت|ذكرت|قالت)\s*(?:وكالة\s+|صحيفة\s+|قناة\s+|ما\s+\S+\s+)*$"
)
REPORTED = re.compile(r"^\s*,?\s*(?:has\s+)?(?:reported|wrote|revealed)\b", re.IGNORECASE)

LEAK = re.compile(
    r"\bleaked\s+(?:\w+\s+){0,2}?(?P<noun>memo|memorandum|document|letter|file|directive|e-?mail|report)s?\b|"
    r"(?P<arabic>مذكرة|وثيقة|رسالة)\s+(?:\S+\s+)?مسر[بّ]ة",
    re.IGNORECASE,
)

TITLED = re.compile(r"\b(?:titled|entitled|headlined)\b[\s,:]*$|(?:بعنوان|المعنونة?)[\s:]*$", re.IGNORECASE)
_BEARERS = (
    r"(?P<noun>posters?|posts?|videos?|articles?|editorials?|statements?|essays?|books?|reports?|stud(?:y|ies)|"
    r"speech|message|infographics?|bulletin|letter|memo|ملصق|منشور|مقال|بيان|فيديو)"
)
BEARER_BEFORE = re.compile(
    rf"\b{_BEARERS}\W+(?:\w+\W+){{0,3}}(?:titled|entitled|headlined|بعنوان)", re.IGNORECASE
)
BEARER_AFTER = re.compile(rf"[\s,\"”]*the\s+{_BEARERS}\b", re.IGNORECASE)
ASIDE = re.compile(r",\s+(?:an?|the)\s[^,]{0,110},\s*$|\s\([^()]{0,80}\)\s*$", re.IGNORECASE)
"""What stands between a name and its verb."""
NOTE_NAMES = re.compile(
    r"https?://|www\.|[\"“”«»]|\b(?:issue|no\.|vol\.?|pp?\.)\s*\d|\b\d{1,2}\s+\w+\s+\d{4}|\b\w+\s+\d{1,2},\s+\d{4}|\S+\s.*\b(?<!\.\s)[A-Z][a-z]|العدد"
)
"""A footnote that names something; others only remark."""
SAME_NOTE = re.compile(
    r"(?:the same|ibid|see (?:above|below|note)|op\.\s?cit|id\.|المصدر نفسه|المرجع نفسه)", re.IGNORECASE
)
QUOTED = re.compile(r"“([^“”]{8,2000}?)”|\"([^\"\n]{8,2000}?)\"|«([^«»]{8,2000}?)»|„([^“”„]{8,2000}?)[“”]")
URL = re.compile(r"\bhttps?://[^\s<>\"'()\[\]]{4,500}|\bwww\.[^\s<>\"'()\[\]]{4,300}", re.IGNORECASE)
NOTE_LINE = re.compile(r"(?m)^[ \t]*(?:\[(?P<n>\d{1,3})\]|(?P<m>\d{1,3})[.)])[ \t]+(?P<text>\S[^\n]{3,500})$")
NOTE_MARK = re.compile(r"\[(\d{1,3})\]")

NAME = re.compile(
    r"(?:[A-Z][\w'’‘ʿʾ.-]*|(?:al|el|ash|as|an|ad)-[A-Z'’‘ʿ][\w'’‘ʿ-]*)"
    r"(?:\s+(?:[A-Z][\w'’‘ʿ-]*|(?:al|el|ash|as|an|ad)-[A-Z'’‘ʿ]?[\w'’‘ʿ-]*|of|for|on|bin|ibn|and(?=\s[A-Z])))*"
)
"""A run of capitalised words, where no known actor helps."""
_NO_NAME = "على|في|عن|من|إلى|مؤخرا|مؤخراً|بعنوان|تحت|قبل|بعد|هذا|هذه|ذلك|أمس|اليوم|حول|بشأن|خاص|جديد|سابق|لها|له|لهم|قال|صدر|أن|إن|ان"
ARABIC_NAME = re.compile(
    rf"(?!(?:{_NO_NAME})\b)[\u0621-\u064A]{{3,}}(?:\s+(?!(?:{_NO_NAME}|ي\w+|ت\w+)\b)[\u0621-\u064A]+){{0,3}}"
)
"""Up to four words; a verb or a preposition ends them."""
