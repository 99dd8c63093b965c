"""Read the head of a document, the lines above its first paragraph: title, author, date, masthead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from dossier.domain.dates import PartialDate
from dossier.domain.written_dates import WrittenDate, find_dates, numbers_order
from dossier.text.normalize import fold

_I = re.IGNORECASE
TOP = 8
"""Filled lines in which a dateline or byline may stand, whatever they look like."""
EDGE = 10
"""Filled lines at either end in which a sentence may tell when the text was published."""
LONGEST_DATELINE = 160
"""Characters of a paragraph in which a dateline ends."""
LONGEST = 30
"""Filled lines of a head; what is longer is a text of short lines."""

# -- fields: "Name: value"

_FIELDS = {
    "title": r"title|headline|العنوان",
    "author": r"authors?|المؤلف|الكاتب",
    "from": r"from|من",
    "to": r"to|إلى|الى",
    "subject": r"subject|re|الموضوع",
    "date": r"date|التاريخ",
    "url": r"url|url source|link|source url|الرابط",
    "source": r"source|publisher|outlet|published by|المصدر|الناشر",
}
_FIELD = re.compile(
    "|".join(rf"(?P<{name}>{words})" for name, words in _FIELDS.items()),
    _I,
)
_FIELD_LINE = re.compile(
    r"^[*_\s]*(?P<label>[^\W\d][^\W\d]*(?: [^\W\d]+)?)[*_\s]*:[*_\s]*(?P<value>\S.{0,250})$"
)


def fields(lines: Sequence[str]) -> dict[str, str]:
    """Lines such as `Subject: ...` near the top, by what they say: title, author, from, to, subject, date, url, source."""
    found: dict[str, str] = {}
    for line in lines:
        if match := _FIELD_LINE.match(line):
            name = _FIELD.fullmatch(match["label"])
            if name and name.lastgroup:
                found.setdefault(name.lastgroup, match["value"].strip(" *_"))
    return found


def is_letterhead(said: dict[str, str]) -> bool:
    """Whether these are the fields of a letter or memo: at least two of from, to, subject and date."""
    return sum(name in said for name in ("from", "to", "subject", "date")) >= 2 and bool(
        {"from", "to", "subject"} & said.keys()
    )


# -- what a line of the head is

_WAY_LABELS = (
    r"menu|close|search|home|live|video|watch|listen|opinion|analysis|news|world|politics|exclusive|breaking(?: news)?|the latest|latest|subscribe|sign in|top stories|images?|photo|advertisement|.{2,30} logo"
    r"|الرئيسية|أخبار|اخبار|سياسة|فيسبوك|تويتر|مباشر|telegram|تيليجرام|تلغرام|facebook|twitter|x|via .{2,30}|markdown content:?"
)
_MARKINGS = (
    r"confidential|top secret|secret|restricted|classified|unclassified(?:\W+.{0,30})?|for official use only|internal(?: use only)?|draft|not for (?:distribution|publication)|urgent|tlp\s*:\s*\w+|embargoed.{0,40}"
    r"|(?:internal |leaked |confidential |office |translated )*(?:memo(?:randum)?|circular|directive)(?: (?:no|number)\.? ?[\w/-]+)?|مذكرة(?: داخلية)?|تعميم(?: رقم .{1,10})?"
    r"|سري(?: للغاية)?|سري جدا|عاجل|للنشر|داخلي|غير قابل للنشر|محدود التداول"
    r"|بسم ال?له.{0,40}|in the name of (?:god|allah).{0,60}|bismillah.{0,40}"
    r"|(?:views|likes|shares|comments|reads|المشاهدات|عدد المشاهدات)\s*:?\s*[\d.,]+k?|[\d.,٠-٩]+k? (?:views|likes|shares|comments|reads|مشاهدة|تعليق)"
    r"|\d+ ?(?:min(?:ute)?s?)(?: read)?|reading time.{0,20}|.{0,30}(?:دقيقة|دقائق)(?: قراءة| للقراءة)?"
)
_WAY_LABEL = re.compile(_WAY_LABELS, _I)
_LABELS = re.compile(f"{_WAY_LABELS}|{_MARKINGS}", _I)
_LANGUAGES = frozenset({"العربية", "English", "Français"})
"""Names of languages that are names of outlets too: in the head they switch the language."""
_TICKER = re.compile(r"^(?:breaking|live|trending|just in|developing|watch|عاجل|مباشر)\s*[:|–—-]\s*\S", _I)
_WAYS = re.compile(r"(?:\s+(?:[»›>•·/]|::)|\s*\|)\s+")
_HANDLE = re.compile(
    r"^(?:[^.!?@]{2,50}\(?@\w{3,40}\)?(?: on \w{1,12})?|\(?@\w{3,40}\)?|(?:https?://)?(?:t\.me|x\.com|twitter\.com|facebook\.com)/\S+)"
    r"(?:\s*[·•|,–—-].{0,50})?$",
    _I,
)
_FORWARDED = re.compile(
    r"^(?:forwarded (?:from|message)|رسالة محولة من|محول من|channel|telegram channel|\[?channel\]?)\s*:?\s*(?P<name>.{2,60})$",
    _I,
)
_SOFT_LABEL = re.compile(
    r"(?:(?:research|policy|briefing|working|discussion|position|white|issue) (?:paper|brief|note)s?|(?:special|situation|country|field|monthly|weekly|daily|annual|security) (?:report|brief|briefing|update)s?|commentary|explainer|interviews?|long ?reads?|in depth|press release|statement|ورقة (?:بحثية|سياسات)|تقرير خاص|بيان صحفي|مقال رأي|تحليل|رأي"
    r"|.{3,60} (?:programme?|initiative|series|department|section))",
    _I,
)
"""Names of a series or kind of document: no title where something better follows."""
BIOGRAPHY = re.compile(
    r"^(?P<name>(?-i:(?:Dr\.? |Prof\.? )?[A-Z][\w'’.-]+ (?:[\w'’.-]+ ){0,3}))is (?:an? |the |our )(?:[\w-]+ ){0,4}"
    r"(?:fellow|journalist|reporter|correspondent|researcher|writer|columnist|editor|contributor|lecturer|analyst)\b[^.]{0,40}\b(?:at|for|with|of|based|from|in|covering|who)\b",
    _I,
)
"""A sentence about who wrote, as it stands below a title or below an article."""
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$", _I)
_MASTHEAD = re.compile(
    r"(?:the )?(?:(?-i:[A-Z][\w'’&.-]*|of|the|and|for) ){1,4}(?:news|times|post|courier|agency|press|media|channel|network|tv|radio|tribune|journal|observer|herald|gazette|newswire|dispatch|ledger|foundation|institute|review|bulletin|digest|chronicle|telegraph|today|online)"
    r"|(?:وكالة|قناة|صحيفة|شبكة|موقع|جريدة|إذاعة)(?: [\u0600-\u06ff]+){1,4}",
    _I,
)
_PROSE_END = re.compile(r"[.!?؟…][\"”»'’)\]]*$")


def is_prose(line: str) -> bool:
    """A paragraph of the text; headlines have no full stop, however long they are."""
    return len(line) > 300 or (len(line) > 60 and bool(_PROSE_END.search(line)))


def is_title_like(line: str) -> bool:
    """Three words or more and no paragraph."""
    return len(line.split()) >= 3 and not is_prose(line)


def is_ways(line: str) -> bool:
    """`Home | World | Opinion`, `News » Middle East`: ways through a site, each a word or three."""
    parts = [part for part in _WAYS.split(line) if part]
    return (
        len(parts) > 1
        and len(line) < 200
        and all(len(part.split()) <= 3 and len(part) < 30 for part in parts)
        and (len(parts) > 2 or any(_WAY_LABEL.fullmatch(part) for part in parts))
        and not any(char.isdigit() for char in line)
    )


def is_way_label(line: str) -> bool:
    """A word by which a site leads elsewhere: `Menu`, `Live`, `الرئيسية`."""
    return len(line) < 40 and bool(_WAY_LABEL.fullmatch(line.strip(" :")))


def is_label(line: str) -> bool:
    """A line that names a section, a marking, an invocation or a way: never a title."""
    plain = line.strip(" #*_[](){}<>:.!")
    return bool(_LABELS.fullmatch(plain)) or is_ways(line)


def is_handle(line: str) -> bool:
    """`@channel`, `t.me/channel`, alone or with what stands beside it in the head of a post."""
    return bool(_HANDLE.match(line))


# -- bylines

_NAME_PART = r"(?:[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*\.?|al-[A-Z][\w'’-]+|el-[A-Z][\w'’-]+|bin|ibn|van|von|der|de|da|la|el|al|[\u0621-\u064a]+)"
_ONE_NAME = rf"{_NAME_PART}(?: {_NAME_PART}){{1,5}}"
_NAMES = re.compile(rf"{_ONE_NAME}(?:(?:, and |, | and | & | و ?|، ){_ONE_NAME})*")
_TITLES = re.compile(r"^(?:dr|prof|professor|mr|mrs|ms|sheikh|col|gen|lt|maj|capt|الدكتور|د|أ\.د)\.?\s+", _I)
_BY = re.compile(
    r"(?:by|words by|text by|written by|reported by|story by|prepared by|compiled by|researched by|drafted by|author|authors|(?:an )?interview by|analysis by|report(?:ing)? by|بقلم|كتب|كتبه|كتبت|كتبها|إعداد|اعداد|تقرير|المؤلف|الكاتب|الكاتبة|تحرير|ترجمة وتحرير)"
    r"(?:\s*[:/–—-]\s*|\s+)(?P<name>.{3,200})",
    _I,
)
_BY_ALONE = re.compile(r"(?:by|written by|author|بقلم|كتب|كتبت|إعداد|الكاتب)\s*:?", _I)
_BY_INSIDE = re.compile(r"\b[Bb]y (?P<name>[A-Z][^|·•]{3,60})", 0)
_AFTER_NAME = re.compile(
    r"\s*(?:[|·•;/(\[]|,\s*(?=\d|(?:special|senior|staff|chief|foreign|middle east|correspondent|reporter|editor)\b)|\s[-–—]+\s|\s+(?:on|in|for|at|from|published|posted|updated|last)\b|,?\s+(?=\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? \d)|\s(?:في|نشر|تاريخ)\s).*$",
    _I,
)
_NOBODY = re.compile(
    r"\b(?:staff|admin|administrator|editors?|editorial|desk|team|newsroom|agenc(?:y|ies)|news|correspondents?|bureau|reporters?|webmaster|writers?|users?|media|press|office|monitor|institute|cent(?:er|re)|network)\b"
    r"|وكالات|متابعات|التحرير|مراسل|المحرر|فريق|خاص|قسم|وكالة",
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
    words = re.sub(r"^(?:by|بقلم)\s*:?\s+", "", words, flags=_I)
    bare = _TITLES.sub("", words)
    if not _NAMES.fullmatch(bare) or _NOBODY.search(bare) or len(words) > 120:
        return None
    if fold(bare).strip() in known or bare.islower():
        return None
    return words


_GIVEN = frozenset(
    "محمد أحمد احمد محمود علي حسن حسين عمر خالد يوسف إبراهيم ابراهيم مصطفى سامر سامي رنا ليلى منى هاني هدى سارة مريم فاطمة عبد عبدالله عبدالرحمن كريم ياسر ياسين طارق وليد رامي زياد فادي جمال كمال نبيل "
    "سعيد سعد صالح صلاح عماد عمار أنس انس بلال حازم حسام باسل باسم أيمن ايمن أمين امين أمجد امجد إياد اياد إيهاب ايهاب أشرف اشرف أسامة اسامة أكرم اكرم أنور انور فراس فؤاد فيصل فهد قاسم قصي ماجد مازن ماهر مالك مجد محسن مراد مروان معاذ معن منذر منير مؤيد موسى نادر ناصر نزار نضال "
    "نور نورا هادي هشام هيثم وائل وسام يحيى يونس يزن عدنان عدي عزيز عصام علاء غسان غازي غادة فارس فرح لؤي لمى لينا ميساء مها ندى نادين نجوى نهى هبة هند وفاء ريم رشا رولا رزان زينب سلمى سمر سمير سليم سليمان سهى شادي شيماء صفاء ضياء عائشة عبير آمنة آية أمل امل أميرة إيمان ايمان أسماء اسماء "
    "بشار بشرى بهاء تامر ثائر جابر جاسم جورج جوزيف جاد حمزة حيدر خليل داود راشد رائد رضا زهراء زكريا شريف طه عادل عامر عباس عثمان عيسى غالب لبنى مأمون ميشال ميشيل نعيم إسماعيل اسماعيل إسلام أدهم أيوب بدر بكر تيسير حاتم حمد حنان داليا دعاء دينا راغب رباب سهير شهاب صابر صبحي عاطف عفاف".split()
)
"""Arabic given names: two Arabic words alone are more often a place or a section than a person."""


def _is_bare_name(line: str, known: frozenset[str]) -> bool:
    """A line of nothing but the names of people: in Latin letters by their form, in Arabic by the given name."""
    if len(line) > 100 or line.endswith(":") or is_label(line) or fold(line).strip() in known:
        return False
    people = [_TITLES.sub("", one).split() for one in re.split(r", and |, | and | & | و(?= )|، ", line)]
    if not all(2 <= len(words) <= 4 for words in people):
        return False
    if re.fullmatch(r"[\u0600-\u06ff\s،.]+", line):
        return all(words[0] in _GIVEN for words in people) and not _NOBODY.search(line)
    if _PLACES.search(line) or re.search(r"[^\x00-\u024f\u1e00-\u1eff’]", line) or _MASTHEAD.fullmatch(line):
        return False
    return name_in(line, known=known) is not None


# -- datelines

_AROUND_DATE = re.compile(
    r"(?:(?:first |originally |last )?(?:published|posted|issued|released|updated|update|date|dated|modified|publication|created|edited|on|at|as of|corresponding to|"
    r"تم النشر|نشر(?:ت)?(?: في| بتاريخ| يوم)?|نُشر|(?:ال)?تاريخ(?: (?:النشر|الإصدار|التحديث))?|بتاريخ|في|يوم|آخر تحديث|تحديث|الساعة|بتوقيت [\u0621-\u064a]+(?: [\u0621-\u064a]+)?|صباحا|مساء)\b"
    r"|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|"
    r"sat(?:urday)?|sun(?:day)?|الاثنين|الإثنين|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة|السبت|الأحد|الاحد|\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?|[٠-٩]{1,2}:[٠-٩]{2}|\b\d{1,2}\s*[ap]\.?m\b\.?"
    r"|\b(?:gmt|utc|bst|c?est|cet|[ecmp][sd]?t|ist|ast|msk|trt|eet)\b|(?:local|\w+) time\b|هـ|ه\b|م\b|ص\b|الموافق|z\b|t\d{2}:\d{2}\S*|[+-]\d{2}:?\d{2}"
    r"|\d+ ?min(?:ute)?s?(?: read)?|telegram|تيليجرام|تلغرام|\bx\b|twitter|facebook)",
    _I,
)
_ITEM = r"(?:leak|article|report|paper|piece|text|document|memo|memorandum|analysis|essay|story|translation|interview|column|commentary|review|briefing|note|letter|brief|study|item|entry|blog post|op-ed)"
_SAYS_PUBLISHED = re.compile(
    rf"(?:\bthis {_ITEM}(?: \w+)? (?:was|is|has been|appeared)(?: \w+)? |^\W*(?:originally|first) |\bthe (?:\w+ )?{_ITEM} was originally )(?:published|posted|released|issued|appeared)?[^.\n]{{0,60}}?(?:\bon\s+|:\s*|\bin\s+)$"
    r"|(?:(?:نُشر|نشر|نُشرت|نشرت) (?:هذا|هذه) [^.\n]{0,40}|(?:هذا|هذه) (?:المقال|النص|التقرير|الوثيقة|المادة|الدراسة|الورقة|المذكرة) [^.\n]{0,20}(?:نُشر|نشر|نُشرت|نشرت)[^.\n]{0,30})(?:في|بتاريخ|يوم)\s+$",
    _I,
)
_WORD_OF_PUBLISHING = re.compile("publish|posted|released|issued|appeared|نشر|نُشر", _I)
_UPDATED = re.compile(r"updated?|modified|edited|تحديث", _I)
_PUBLISHED_LINE = re.compile(
    r"^[*_(\[]*(?:first |originally )?(?:published|posted|publication date|date published|date of publication|date posted|تم النشر|نشر|نُشر|تاريخ النشر)\b",
    _I,
)
_FIGURES = re.compile(r"(?<!\d)\d{1,2}[/-]\d{1,2}[/-]\d{4}(?!\d)")


def is_only_date(line: str) -> bool:
    """Whether nothing but dates, times and the words around them stands there."""
    rest = line
    for found in reversed(find_dates(line, day_first=True)):
        rest = rest[: found.start] + rest[found.end :]
    if rest == line:
        return bool(re.fullmatch(r"(?:19|20)\d{2}", line.strip()))
    return not re.sub(r"[\W_]+", "", _AROUND_DATE.sub("", rest))


def _is_dateline(line: str, start: int, end: int) -> bool:
    """`CAIRO, March 25, 2024 (Reuters) - ...`, `By Name | 3 May 2024`, `Published: 3 May 2024 by X`."""
    before, after = line[:start].strip(" \t>*_"), line[end:].strip(" \t*_")
    if (
        len(line) < 120
        and re.search(
            r"(?:^|[|·•,(–—-]\s*)(?:first |last |originally )?(?:published|posted|updated|modified|date|by|نشر|تم النشر|(?:ال)?تاريخ|بقلم|كتب|كتبت|آخر تحديث)\b",
            before + " ",
            _I,
        )
        and not re.search(r"[a-z\u0621-\u064a]{3,}[.]$", line)
        and not re.search(r"\b(?:was|were|has|had|have|said|will|is|are)\b", line)
    ):
        return True
    place = re.fullmatch(r"[A-Z][A-Z .'/-]{2,40}(?:,\s*[A-Z][\w. ]{1,20})?[,:]?\s*\(?", before)
    if place and re.match(r"\)?\s*(?:\([\w .]+\)\s*)?[-–—:]", after):
        return True
    if not before and re.match(r"[-–—:|]\s*\S", after):
        return True
    if before == "(" and re.match(r"/ ?[\w .]{2,30}\)", after):
        return True
    if not before and re.match(r"by [A-Z]", after) and len(line) < 80:
        return True
    return len(line) < 60 and bool(re.fullmatch(r"[\w .'’&-]{2,40}\s*[|,·•–—-]", before)) and len(after) < 15


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
        return next(
            (place for place, line in enumerate(shown) if place and is_prose(line)), min(len(shown), TOP)
        )

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
        if any(_FIGURES.search(line) for line in self.top):
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
            if is_only_date(self.top[place][:200])
            or _is_dateline(self.top[place], found[0].start, found[0].end)
        )

    # -- title

    @cached_property
    def title(self) -> str | None:
        """The line that names the document; None when only labels and dates stand there."""
        said = self.fields
        if "title" in said:
            return said["title"]
        found = list(self._candidates())
        if "subject" in said and is_letterhead(said):
            first_field = next(place for place, line in enumerate(self.lines) if _is_field(line, said))
            if found and found[0][0] < first_field and _is_own_title(found[0][1], self.known):
                return found[0][1]
            return said["subject"]
        if not found:
            return None
        for number, (place, words) in enumerate(found[:-1]):
            following_place, following = found[number + 1]
            if following_place > self.first_paragraph:
                return words
            if _MASTHEAD.fullmatch(words) and is_prose(following) and fold(words).strip() not in self.known:
                return words  # "Monthly Cocoa Review" above a paragraph is a title
            if (
                self.is_masthead(place)
                or _SOFT_LABEL.fullmatch(words)
                or (" / " in words and is_title_like(following))
            ):
                continue
            if _TICKER.match(words) and not _PROSE_END.search(following):
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
            if sum(map(str.isalpha, words)) < 3 or is_label(words) or _HANDLE.match(words):
                continue
            if (
                place in self._datelines
                and len(line) < 120
                and not is_prose(line)
                and not (place == 0 and self._is_dated_title(line))
            ):
                continue
            if _FORWARDED.match(words) or re.fullmatch(r"\[.*\]|\(.*\)", words):
                continue
            if _ADDRESS.match(words) or _says_by(words, self.known) or _is_field(line, self.fields):
                continue
            yield place, words

    def _is_dated_title(self, line: str) -> bool:
        """`Assessment of the offensive, August 14, 2024` as the first line."""
        before = line[: self.dates[0][0].start]
        return (
            len(before.split()) >= 3
            and before.rstrip().endswith(",")
            and not _says_by(line, self.known)
            and not _PUBLISHED_LINE.match(line)
            and not is_only_date(line)
        )

    def outlets(self) -> Iterator[str]:
        """Names of known sources that stand alone in the head, folded."""
        for line in (*self.lines[: self.first_paragraph], *self.lines[-3:]):
            if len(line) < 60 and line not in _LANGUAGES:
                for part in re.split(r"\s*[/|]\s*|\s+[-–—]\s+", plain(line)):
                    words = fold(part).strip(" /|-").removeprefix("the ")
                    short = re.sub(r" (?:news|staff|desk|logo|correspondent)\b.*$", "", words)
                    yield from {words, short, f"the {words}", f"the {short}"} & self.known

    def is_masthead(self, place: int) -> bool:
        """Whether the line names who publishes: a known source, an outlet by its form, or a name above a handle."""
        line = plain(self.lines[place])
        if len(line) > 60 or place >= self.first_paragraph:
            return False
        following = self.lines[place + 1] if place + 1 < len(self.lines) else ""
        return (
            fold(line).strip() in self.known
            or bool(_MASTHEAD.fullmatch(line))
            or bool(_HANDLE.match(following) and len(line.split()) <= 6)
        )

    def masthead(self) -> str | None:
        """The outlet or channel whose name stands above the title."""
        title = self.title
        for place, line in enumerate(self.lines[: self.first_paragraph]):
            words = plain(line)
            if words == title:
                return None
            if match := _FORWARDED.match(words):
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
            if words == title:
                continue
            if _BY_ALONE.fullmatch(words) and place + 1 < len(self.lines):
                if name := name_in(self.lines[place + 1], known=self.known):
                    return name
            elif name := _says_by(words, self.known):
                return name
            elif place in self._datelines and not is_prose(words):
                inside = _BY_INSIDE.search(words)
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
            if is_prose(self.top[place]):
                continue
            for beside in (place - 1, place + 1):
                if not 0 < beside < self.first_paragraph or beside in self._datelines:
                    continue
                words = plain(self.lines[beside])
                if words == title:
                    continue
                if _is_bare_name(words, self.known):
                    return words
                name, *place_of_writing = re.split(r", |\s[-–—|]\s", words, maxsplit=1)
                if (
                    place_of_writing
                    and len(place_of_writing[0].split()) <= 2
                    and _is_bare_name(name, self.known)
                ):
                    return name
            for part in re.split(r"\s*[|·•/∙]\s*|\s[-–—]\s", self.top[place].strip(" >*_")):
                words = part if part != self.top[place] else part[: self.dates[place][0].start]
                words = words.strip(" ,|")
                if words != title and _is_bare_name(words, self.known):
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
                    len(line) < 60 and _FIGURES.search(line) and not _UPDATED.search(line)
                )
                continue
            if place not in self._datelines or plain(line) == title:
                continue
            dates = _without_hijri(found)
            first = next((one for one in dates if not _is_update(line, one)), None)
            if first is not None:
                return first.date
            updated = updated or dates[0].date
        for line in self.lines[-8:]:
            if len(line) < 120 and _PUBLISHED_LINE.match(line) and (found := find_dates(line)):
                return found[0].date
        if updated is not None:
            return None if unclear else updated
        return None


def published_in_words(lines: Sequence[str], day_first: bool | None = None) -> PartialDate | None:
    """The date of a sentence that says when this text was published; it stands near an edge of the text."""
    edges = lines if len(lines) <= 2 * EDGE else (*lines[:EDGE], *lines[-EDGE:])
    for line in edges:
        if not _WORD_OF_PUBLISHING.search(line):
            continue
        order = day_first
        if _FIGURES.search(line):
            shown = numbers_order("\n".join(lines))
            order = day_first if shown is None else shown
        for found in find_dates(line, day_first=order):
            if _SAYS_PUBLISHED.search(line[max(0, found.start - 160) : found.start]):
                return found.date
    return None


def plain(line: str) -> str:
    """A line without the marks of Markdown."""
    return re.sub(r"^(?:#+\s*)?[*_]{0,3}|[*_]{1,3}$", "", " ".join(line.split())).strip()


def _says_by(line: str, known: frozenset[str]) -> str | None:
    if len(line) > 220:
        return None
    match = _BY.match(line)
    return name_in(match["name"], known=known) if match else None


def _is_own_title(line: str, known: frozenset[str]) -> bool:
    """Whether a line above the fields of a memo names the memo, not the office that sends it."""
    return (
        len(line.split()) >= 4
        and not _OFFICE.search(line)
        and not _MASTHEAD.fullmatch(line)
        and fold(line).strip() not in known
    )


_OFFICE = re.compile(
    r"^(?:the )?(?:office|ministry|department|directorate|general|state|islamic|republic|high|central|command|kingdom|council|committee|bureau|emirate|province|wilayat?)\b|\b(?:office|ministry|department|directorate|command|committee)$"
    r"|^(?:وزارة|ديوان|قيادة|القيادة|مكتب|هيئة|الهيئة|إدارة|الإدارة|دولة|الدولة|جمهورية|الجمهورية|لجنة|اللجنة|مجلس|المجلس|ولاية|تنظيم|حركة|المكتب)\b",
    _I,
)


def _is_field(line: str, said: dict[str, str]) -> bool:
    match = _FIELD_LINE.match(line)
    name = match and _FIELD.fullmatch(match["label"])
    return bool(name and name.lastgroup in said and (name.lastgroup != "to" or is_letterhead(said)))


def _is_update(line: str, found: WrittenDate) -> bool:
    """Whether the words right before a date, back to the date before it, say that it is an update."""
    before = line[max(0, found.start - 45) : found.start]
    earlier = [one.end for one in find_dates(before, day_first=True)]
    return bool(_UPDATED.search(before[max(earlier, default=0) :]))


def _without_hijri(dates: Sequence[WrittenDate]) -> Sequence[WrittenDate]:
    """`10 Ramadan 1445 / 20 March 2024`: the Gregorian one is as printed, and no conversion can be a day off."""
    return [one for one in dates if not one.hijri] or dates
