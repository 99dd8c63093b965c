"""Read what a press release or statement prints above and below its text: markings, who issues it, its letterhead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier.corpus.head_lines import plain

_I = re.IGNORECASE
TOP = 8
"""Filled lines in which a marking may stand."""
BOTTOM = 5
"""Filled lines at the end in which an issuer may sign."""
_NUMBER = r"(?:number|no|nr|n[°º])\.?\s*:?\s*[\w/.-]*\d[\w/.-]*"
_CALLED = (
    r"(?:(?:press|media|news|joint|official|public|military) )?(?:release|statement|communiqu[eé]|advisory)"
)
_MARKING = re.compile(
    r"(?:not )?for immediate release\b.{0,60}"
    rf"|(?:press|media|news) (?:release|statement|advisory|communiqu[eé])(?:\s*[:#–—-]?\s*(?:{_NUMBER}|#?[\w/-]*\d[\w/-]*))?"
    rf"|{_CALLED}\s+{_NUMBER}"
    r"|(?:official|joint|military) (?:statement|communiqu[eé])"
    r"|بيان (?:صحفي|صحافي|إعلامي|اعلامي|عسكري|رسمي|هام|مهم|مشترك)(?: رقم .{1,12})?|(?:تصريح|بلاغ) (?:صحفي|صحافي|عسكري)|بيان رقم .{1,12}",
    _I,
)
_LOOSE_NUMBER = re.compile(
    rf"(?:رمز الخبر|رقم الخبر|كود الخبر|(?:news|story|article|document) (?:code|id))\s*:?\s*[\d٠-٩/-]+|(?:ref(?:erence)?\.?\s*:?\s*)?{_NUMBER}|رقم\s*:?\s*[\d٠-٩/]+",
    _I,
)
_CONTACT = re.compile(
    r"(?:(?:media|press|news) )?(?:contacts?|enquir(?:y|ies)|inquir(?:y|ies))(?: (?:person|details|information))?\s*:.*"
    r"|for (?:(?:more|further) information|(?:media|press) (?:enquiries|inquiries|queries))\b.*|(?:للتواصل|للاستفسار|جهة الاتصال)\s*:.*",
    _I,
)
_ISSUED = re.compile(
    r"(?:(?:an? |the |this )?(?:(?:press|joint|official|public) )?(?:statement|communiqu[eé]|declaration)(?: (?:no|number)\.? ?[\w/-]+)? )?(?:was )?(?:issued|released) by:?\s+(?P<name>[^\W\d][^.:;،]{2,80}?)"
    r"(?:,? (?:on )?\d.*)?\.?"
    r"|(?:(?:بيان|تصريح|بلاغ)(?: [\u0621-\u064a]+){0,2} )?(?:صادر|الصادر|صدر)(?:ة)? عن:?\s+(?P<arabic>[\u0621-\u064a][\u0621-\u064a\s\u064b-\u0652]{2,80}?)(?:\s*[،,:.-].{0,40}|\s+بتاريخ.{0,40}|\s*[\d٠-٩].{0,40})?",
    _I,
)
_BY_SOMEBODY = re.compile(
    r"(?i:(?:joint |press |official |full )*(?:statement|communiqu[eé]) (?:by|from)) (?:the |[A-Z])"
)
_FOLLOWING = re.compile(
    r"the following (?:[\w-]+ ){0,2}(?:statement|communiqu[eé]|declaration|press release) (?:was|is|has been) (?:issued|released|made)\b[^.]{0,120}:$",
    _I,
)
_RELEASE_TITLE = re.compile(
    r"(?:press|media|news) (?:release|statement)\s*[:|–—-]|بيان (?:صحفي|صحافي)\s*[:|–—-]", _I
)
_OWN = re.compile(
    r"(?:(?:press|joint|official) )*(?:statement|communiqu[eé]) (?:on|about|regarding|concerning)\b|(?:بيان|تصريح)\b",
    _I,
)
_BODY = re.compile(
    r"\b(?:command|ministry|office|agency|department|directorate|forces|force|council|committee|commission|army|navy|guard|fleet|authority|secretariat|headquarters|embassy|mission|organi[sz]ation|union|movement|brigades?|bureau|front|party|government|presidency|operations)\b"
    r"|(?:وزارة|قيادة|القيادة|مكتب|المكتب|هيئة|إدارة|مجلس|لجنة|حركة|حزب|القوات|كتائب|سرايا|المركز|رئاسة)",
    _I,
)
_SMALL = frozenset("a and at by for from in of on the to &".split())


def is_marking(line: str) -> bool:
    """`PRESS RELEASE`, `Release Number 20250114-02`, `FOR IMMEDIATE RELEASE`, `بيان صحفي`: nobody's name, no title."""
    return len(line) < 100 and bool(_MARKING.fullmatch(plain(line).strip(" *_[]():.-–—")))


_WAY_TO_RELEASES = re.compile(
    r".*\S\s*[>/»›|]\s*(?:press (?:releases?|statements?)|statements?(?: (?:and|&) \w+)?|بيانات(?: صحفية)?|البيانات(?: الصحفية)?)(?:\s*[>/»›|].*)?",
    _I,
)


def is_release(lines: Sequence[str], publisher: str) -> bool:
    """Whether a page of an office says above its text, or by the way to it, that it is a release; `lines` are its first."""
    return (
        names_a_body(publisher)
        and not _NEWS_AGENCY.search(publisher)
        and any(is_marking(line) or _WAY_TO_RELEASES.fullmatch(line) for line in lines)
    )


_NEWS_AGENCY = re.compile(r"\bnews\b|\bpress\b|وكالة", _I)


def is_small_print(line: str) -> bool:
    """A marking, a bare number, or a line that says whom to ask: never a title, never an author."""
    words = plain(line)
    return is_marking(line) or (
        len(words) < 160 and bool(_CONTACT.fullmatch(words) or _LOOSE_NUMBER.fullmatch(words))
    )


def issuer(line: str) -> str | None:
    """Who issues: X of `Statement issued by X`, `Issued by X`, `بيان صادر عن X`; None for any other line."""
    words = plain(line)
    if len(words) > 160 or not (match := _ISSUED.fullmatch(words)):
        return None
    name = (match["name"] or match["arabic"]).strip(" ,")
    name = re.sub(r"^(?:the|تنظيم(?= ?$))\s+", "", name, flags=_I)
    capital = not name.isascii() or name[0].isupper()
    return name if capital and len(name.split()) <= 10 else None


def is_statement(lines: Sequence[str], title: str = "", publisher: str = "") -> bool:
    """Whether a text says of itself that it is a press release or statement; an office's own says what it is on."""
    return (
        bool(_RELEASE_TITLE.match(title) or (_OWN.match(title) and names_a_body(publisher)))
        or any(is_marking(line) or issuer(line) for line in lines[:TOP])
        or any(map(issuer, lines[-BOTTOM:]))
        or bool(_BY_SOMEBODY.match(title))
        or any(map(_FOLLOWING.match, lines[:TOP]))
    )


def letterhead(lines: Sequence[str], first_paragraph: int) -> range:
    """Numbers of the lines above the first marking that name who sends a release; empty where they may be a title.

    They are a letterhead only where a headline follows below the marking, above the text.
    """
    head = lines[: min(first_paragraph, TOP)]
    marks = [place for place, line in enumerate(head) if is_marking(line) or issuer(line)]
    if not marks or not marks[0]:
        return range(0)
    names = 0
    while names < marks[0] and _may_send(plain(head[names])):
        names += 1
    below = (plain(line) for line in lines[marks[0] + 1 : first_paragraph])
    return range(names if any(_may_be_headline(line) for line in below) else 0)


def names_a_body(line: str) -> bool:
    """Whether a line names a ministry, command, office: by the word that says what it is."""
    return bool(_BODY.search(line))


def _may_send(line: str) -> bool:
    """The name of a body, by its form."""
    words = line.split()
    if not 1 <= len(words) <= 8 or re.search(r"[\d!?؟:]|[a-z\u0621-\u064a]\.$", line):
        return False
    if line.isascii() and not all(word[0].isupper() or word.lower() in _SMALL for word in words):
        return False
    return bool(_BODY.search(line)) or (line.isascii() and len(words) <= 4)


def _may_be_headline(line: str) -> bool:
    return (
        len(line.split()) >= 4
        and not is_small_print(line)
        and not issuer(line)
        and sum(map(str.isalpha, line)) > sum(map(str.isdigit, line)) * 2
        and not re.fullmatch(r"\W*(?:\w+[ .,]*){0,2}\d.*\d{4}\W*", line)
    )
