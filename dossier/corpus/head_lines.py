"""Say what one line of a head is: a field, a label, a way through the site, a handle, an outlet, a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_I = re.IGNORECASE

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
FIELD_LINE = re.compile(
    r"^[*_\s]*(?P<label>[^\W\d][^\W\d]*(?: [^\W\d]+)?)[*_\s]*:[*_\s]*(?P<value>\S.{0,250})$"
)


def fields(lines: Sequence[str]) -> dict[str, str]:
    """Lines such as `Subject: ...` near the top, by what they say: title, author, from, to, subject, date, url, source."""
    found = _stacked(lines)
    for line in lines:
        if match := FIELD_LINE.match(line):
            name = _FIELD.fullmatch(match["label"])
            if name and name.lastgroup:
                found.setdefault(name.lastgroup, match["value"].strip(" *_"))
    return found


_STACKED = re.compile(
    f"{_FIELD.pattern}|(?P<posted>posted|published(?: on)?|publication date|date published|originally published|تاريخ النشر)"
    r"|(?P<other>format|type|document type|category|language|country|theme|origin|topic|reading time|اللغة|النوع)",
    _I,
)


def _stacked(lines: Sequence[str]) -> dict[str, str]:
    """Fields whose label stands in a line of its own above the value; one alone could be a heading."""
    found: dict[str, str] = {}
    labels = 0
    for label, value in pairwise(lines):
        name = _STACKED.fullmatch(label.strip(" *_:"))
        if (
            name
            and name.lastgroup
            and len(value) < 120
            and not _STACKED.fullmatch(value)
            and not is_prose(value)
        ):
            labels += 1
            found.setdefault(name.lastgroup, value.strip(" *_"))
    kept = {"title", "author", "source", "url"}
    return {name: value for name, value in found.items() if name in kept} if labels > 1 else {}


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
    r"for immediate release|for release.{0,40}|embargo.{0,40}|(?:document|page) \d+ of \d+|translat(?:ed|ion) (?:by|from) .{3,40}|confidential|top secret|secret|restricted|classified|unclassified(?:\W+.{0,30})?|for official use only|internal(?: use only)?|draft|not for (?:distribution|publication)|urgent|tlp\s*:\s*\w+|embargoed.{0,40}"
    r"|(?:internal |leaked |confidential |office |translated )*(?:memo(?:randum)?|circular|directive)(?: (?:no|number)\.? ?[\w/-]+)?|مذكرة(?: داخلية)?|تعميم(?: رقم .{1,10})?"
    r"|سري(?: للغاية)?|سري جدا|عاجل|للنشر|داخلي|غير قابل للنشر|محدود التداول"
    r"|بسم ال?له.{0,40}|in the name of (?:god|allah).{0,60}|bismillah.{0,40}"
    r"|(?:views|likes|shares|comments|reads|المشاهدات|عدد المشاهدات)\s*:?\s*[\d.,]+k?|[\d.,٠-٩]+k? (?:views|likes|shares|comments|reads|مشاهدة|تعليق)"
    r"|\d+ ?(?:min(?:ute)?s?)(?: read)?|reading time.{0,20}|.{0,30}(?:دقيقة|دقائق)(?: قراءة| للقراءة)?"
)
_WAY_LABEL = re.compile(_WAY_LABELS, _I)
_LABELS = re.compile(f"{_WAY_LABELS}|{_MARKINGS}", _I)
LANGUAGES = frozenset({"العربية", "English", "Français"})
"""Names of languages that are names of outlets too: in the head they switch the language."""
TICKER = re.compile(r"^(?:breaking|live|trending|just in|developing|watch|عاجل|مباشر)\s*[:|–—-]\s*\S", _I)
_WAYS = re.compile(r"(?:\s+(?:[»›>•·/]|::)|\s*\|)\s+")
HANDLE = re.compile(
    r"^(?:[^.!?@]{2,50}\(?@\w{3,40}\)?(?: on \w{1,12})?|\(?@\w{3,40}\)?|(?:https?://)?(?:t\.me|x\.com|twitter\.com|facebook\.com)/\S+)"
    r"(?:\s*[·•|,–—-].{0,50})?$",
    _I,
)
FORWARDED = re.compile(
    r"^(?:forwarded (?:from|message)|رسالة محولة من|محول من|(?:telegram channel|\[?channel\]?)\s*:)\s*:?\s*(?P<name>.{2,60})$",
    _I,
)
SOFT_LABEL = re.compile(
    r"(?:(?:research|policy|briefing|working|discussion|position|white|issue) (?:paper|brief|note)s?|(?:special|situation|country|field|monthly|weekly|daily|annual|security) (?:report|brief|briefing|update)s?|commentary|explainer|interviews?|long ?reads?|in depth|press release|statement|ورقة (?:بحثية|سياسات)|تقرير خاص|بيان صحفي|مقال رأي|تحليل|رأي"
    r"|.{3,60} (?:programme?|initiative|series|department|section)|(?:[\w&]+ ){1,4}(?:no|number|nr|issue|vol|volume)\.? ?\d+|(?:نشرة|تقرير|ورقة) (?:رقم|العدد) [\d٠-٩]+"
    r"|part of (?:a |the )?series\b.{0,40}|(?:[\w&-]+ ){0,2}(?:report|briefing|brief|brief note|note|policywatch|paper|statement|alert|update) (?:no\.? ?|n[°º] ?|#)?\d{1,5}(?: ?[/|·] ?[\w& -]{2,40})?)",
    _I,
)
"""Names of a series or kind of document: no title where something better follows."""
ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$", _I)
MASTHEAD = re.compile(
    r"(?:the )?(?:(?-i:[A-Z][\w'’&.-]*|of|the|and|for) ){1,4}(?:news|times|post|courier|agency|press|media|channel|network|tv|radio|tribune|journal|observer|herald|gazette|newswire|dispatch|ledger|foundation|institute|review|bulletin|digest|chronicle|telegraph|today|online|wire|monitor|watch)"
    r"|(?:وكالة|قناة|صحيفة|شبكة|موقع|جريدة|إذاعة)(?: [\u0600-\u06ff]+){1,4}",
    _I,
)
PROSE_END = re.compile(r"[.!?؟…][\"”»'’)\]]*$")


def is_prose(line: str) -> bool:
    """A paragraph of the text; headlines have no full stop, however long they are."""
    return len(line) > 300 or (len(line) > 60 and bool(PROSE_END.search(line)))


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
    return bool(HANDLE.match(line))


def is_account(line: str) -> bool:
    """A handle or the address of a channel with no name before it."""
    return line.startswith(
        ("@", "(@", "t.me/", "http", "x.com/", "twitter.com/", "facebook.com/")
    ) and is_handle(line)


_LINK = re.compile(r"(?<!!)\[([^\]\n]{1,200})\]\([^)\s]{0,500}\)")


def plain(line: str) -> str:
    """A line without the marks of Markdown; of links, their words."""
    if "](" in line:
        line = _LINK.sub(r"\1", line)
    return re.sub(r"^(?:#+\s*)?[*_]{0,3}|[*_]{1,3}$", "", " ".join(line.split())).strip()


def is_field(line: str, said: dict[str, str]) -> bool:
    match = FIELD_LINE.match(line)
    name = match and _FIELD.fullmatch(match["label"])
    return bool(name and name.lastgroup in said and (name.lastgroup != "to" or is_letterhead(said)))
