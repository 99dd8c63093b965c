"""Read who wrote from a line: a byline, a bare name, a sentence about the author."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dossier.corpus.head_lines import MASTHEAD, is_label
from dossier.corpus.promotion import is_device
from dossier.corpus.site_words import is_site_line
from dossier.text.normalize import fold

_I = re.IGNORECASE

BIOGRAPHY = re.compile(
    r"^(?P<name>(?-i:(?:Dr\.? |Prof\.? )?[A-Z][\w'’.-]+ (?:[\w'’.-]+ ){0,3}))is (?:an? |the |our )(?:[\w-]+ ){0,4}"
    r"(?:fellow|journalist|reporter|correspondent|researcher|writer|columnist|editor|contributor|lecturer|analyst)\b[^.]{0,40}\b(?:at|for|with|of|based|from|in|covering|who)\b",
    _I,
)
"""A sentence about who wrote, as it stands below a title or below an article."""

_NAME_PART = r"(?:[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*\.?|al-[A-Z][\w'’-]+|el-[A-Z][\w'’-]+|bin|ibn|van|von|der|de|da|la|el|al|[\u0621-\u064a]+)"
_ONE_NAME = rf"{_NAME_PART}(?: {_NAME_PART}){{1,5}}"
_NAMES = re.compile(rf"{_ONE_NAME}(?:(?:, and |, | and | & | و ?|، ){_ONE_NAME})*")
TITLES = re.compile(r"^(?:dr|prof|professor|mr|mrs|ms|sheikh|col|gen|lt|maj|capt|الدكتور|د|أ\.د)\.?\s+", _I)
_BY = re.compile(
    r"(?:by|words by|text by|written by|reported by|story by|prepared by|compiled by|researched by|drafted by|author|authors|(?:an )?interview by|analysis by|report(?:ing)? by|بقلم|بواسطة|كتب|كتبه|كتبت|كتبها|إعداد|اعداد|تقرير(?=\s*[:/])|المؤلف|الكاتب|الكاتبة|تحرير|ترجمة وتحرير)"
    r"(?:\s*[:/–—-]\s*|\s+)(?P<name>.{3,200})",
    _I,
)
BY_ALONE = re.compile(r"(?:by|written by|authors?|بقلم|كتب|كتبت|إعداد|الكاتب)\s*:?", _I)
BY_INSIDE = re.compile(r"\b[Bb]y (?P<name>[A-Z][^|·•]{3,60})", 0)
_AFTER_NAME = re.compile(
    r"\s*(?:[|·•;/(\[]|,\s*(?=\d|(?:special|senior|staff|chief|foreign|middle east|correspondent|reporter|editor)\b)|\s[-–—]+\s|\s+(?:on|in|for|at|from|published|posted|updated|last)\b|,?\s+(?=\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? \d)|\s(?:في|نشر|تاريخ)\s).*$",
    _I,
)
_NOBODY = re.compile(
    r"\b(?:staff|admin|administrator|editors?|editorial|desk|team|newsroom|agenc(?:y|ies)|news|correspondents?|bureau|reporters?|webmaster|writers?|users?|media|press|release|statement|number|contact|office|monitor|institute|cent(?:er|re)|network)\b"
    r"|وكالات|قناة|صحيفة|شبكة|منصة|وحدة|متابعات|التحرير|مراسل|المحرر|فريق|خاص|قسم|وكالة",
    _I,
)
_PLACES = re.compile(
    r"\b(?:north|south|east|west|northern|southern|eastern|western|middle|new|city|saudi|united|states?|kingdom|tel|hong|korea|republic|gulf|africa|asia|europe|analysis|opinion|features?|reports?|politics|world|conflict|security|terrorism|war|section|article|brief|check|checks|interview|page|read|more|share|sign|last|updated?|published|also|available|image|photo|video|january|february|march|april|may|june|july|august|september|october|november|december|abu dhabi|gaza|strip|bank|telegram|group|forces?|army|state|front|brigades?|movement|party|ministry|command|command(?:er)?s?|council|committee|university|fellow|director)\b",
    _I,
)
"""Words that make two capitalised words a place, a section or a body rather than a person."""


def name_in(words: str, *, known: frozenset[str] = frozenset()) -> str | None:
    """The name or names that a byline begins with; None for offices, desks and outlets (`known`, folded)."""
    words = _AFTER_NAME.sub("", words.strip(" *_")).strip(" .,،|:-")
    if re.search(r",\s*[^\W\d_]+$", words) and not re.search(r" and | و|,.*,", words):
        words = words[: words.rindex(",")]  # "Jane Roe, Cairo"
    words = re.sub(r"^(?:by|بقلم)\s*:?\s+", "", words, flags=_I)
    words = _without_affiliation(words, known)
    bare = TITLES.sub("", words)
    if not _NAMES.fullmatch(bare) or _NOBODY.search(bare) or len(words) > 120:
        return None
    if fold(bare).strip() in known or bare.islower():
        return None
    return words


def _without_affiliation(words: str, known: frozenset[str]) -> str:
    """`Jane Roe, AFP Lebanon` is Jane Roe: what follows a comma and is an outlet, office or place is nobody's name."""
    first, *others = words.split(", ")
    for number, part in enumerate(others):
        opening = part.split()[:1]
        acronym = bool(opening) and re.fullmatch(r"[A-Z]{2,6}", opening[0]) and not first.isupper()
        folded = fold(part).strip()
        if (
            acronym
            or folded in known
            or any(folded.startswith(name + " ") for name in known if len(name) > 2)
            or _NOBODY.search(part)
            or _PLACES.search(part)
        ):
            return ", ".join([first, *others[:number]])
    return words


_GIVEN = frozenset(
    "محمد سعاد أحمد احمد محمود علي حسن حسين عمر خالد يوسف إبراهيم ابراهيم مصطفى سامر سامي رنا ليلى منى هاني هدى سارة مريم فاطمة عبد عبدالله عبدالرحمن كريم ياسر ياسين طارق وليد رامي زياد فادي جمال كمال نبيل "
    "سعيد سعد صالح صلاح عماد عمار أنس انس بلال حازم حسام باسل باسم أيمن ايمن أمين امين أمجد امجد إياد اياد إيهاب ايهاب أشرف اشرف أسامة اسامة أكرم اكرم أنور انور فراس فؤاد فيصل فهد قاسم قصي ماجد مازن ماهر مالك مجد محسن مراد مروان معاذ معن منذر منير مؤيد موسى نادر ناصر نزار نضال "
    "نور نورا هادي هشام هيثم وائل وسام يحيى يونس يزن عدنان عدي عزيز عصام علاء غسان غازي غادة فارس فرح لؤي لمى لينا ميساء مها ندى نادين نجوى نهى هبة هند وفاء ريم رشا رولا رزان زينب سلمى سمر سمير سليم سليمان سهى شادي شيماء صفاء ضياء عائشة عبير آمنة آية أمل امل أميرة إيمان ايمان أسماء اسماء "
    "بشار بشرى بهاء تامر ثائر جابر جاسم جورج جوزيف جاد حمزة حيدر خليل داود راشد رائد رضا زهراء زكريا شريف طه عادل عامر عباس عثمان عيسى غالب لبنى مأمون ميشال ميشيل نعيم إسماعيل اسماعيل إسلام أدهم أيوب بدر بكر تيسير حاتم حمد حنان داليا دعاء دينا راغب رباب سهير شهاب صابر صبحي عاطف عفاف".split()
)
"""Arabic given names: two Arabic words alone are more often a place or a section than a person."""


def is_bare_name(line: str, known: frozenset[str]) -> bool:
    """A line of nothing but the names of people: in Latin letters by their form, in Arabic by the given name."""
    if (
        len(line) > 100
        or line.endswith(":")
        or is_label(line)
        or is_site_line(line)
        or is_device(line)
        or fold(line).strip() in known
    ):
        return False
    people = [TITLES.sub("", one).split() for one in re.split(r", and |, | and | & | و(?= )|، ", line)]
    if not all(2 <= len(words) <= 4 for words in people):
        return False
    if re.fullmatch(r"[\u0600-\u06ff\s،.]+", line):
        return all(words[0] in _GIVEN for words in people) and not _NOBODY.search(line)
    if _PLACES.search(line) or re.search(r"[^\x00-\u024f\u1e00-\u1eff’]", line) or MASTHEAD.fullmatch(line):
        return False
    return name_in(line, known=known) is not None


_BELOW_A_NAME = re.compile(
    r"(?:\d{1,3}[–-])?\d{1,3}\+? min(?:ute)?s?(?: read)?|[∙·•]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}"
    r"|reporting (?:from|in) .{3,40}|(?:[\w-]+ ){0,4}(?:correspondent|reporter|editor|columnist)(?:,? (?:in )?[\w ]{2,30})?",
    _I,
)
"""How long the reading takes, the day without its year, or what the person is."""


def signed_above(lines: Sequence[str], known: frozenset[str]) -> str | None:
    """The bare name above such a line, or above the page's own name and a place (`Meridian Post, Geneva`)."""
    site = lines[0] + "," if lines else ""
    for name, below in pairwise(lines):
        if (_BELOW_A_NAME.fullmatch(below) or (len(below) < 60 and below.startswith(site))) and is_bare_name(
            name, known
        ):
            return name
    return None


_FROM_A_PLACE = re.compile(
    r"[\u0621-\u064a]{3,}(?: [\u0621-\u064a]+)?\s*[:-]\s*(?P<name>[\u0621-\u064a][\u0621-\u064a ]+)"
)


def name_after_place(line: str, known: frozenset[str]) -> str | None:
    """`القامشلي: كمال شيخو`: who wrote, and from where, as Arabic dailies sign."""
    match = _FROM_A_PLACE.fullmatch(line.strip()) if len(line) < 60 else None
    return match["name"] if match and is_bare_name(match["name"], known) else None


def says_by(line: str, known: frozenset[str]) -> str | None:
    if len(line) > 220:
        return None
    match = _BY.match(line)
    return name_in(match["name"], known=known) if match else None
