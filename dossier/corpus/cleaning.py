"""Take scraped page furniture off a text and leave every word that its author wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from dossier.corpus import furniture
from dossier.corpus.bylines import BIOGRAPHY
from dossier.corpus.datelines import is_only_date
from dossier.corpus.head_lines import (
    PROSE_END,
    TICKER,
    is_handle,
    is_label,
    is_prose,
    is_title_like,
    is_way_label,
    is_ways,
    plain,
)
from dossier.corpus.page_top import is_of_site, says_who_or_when, title_place
from dossier.corpus.promotion import is_cut_in, is_device, is_promotion, is_wordy_device
from dossier.corpus.repeats import printed_edges, title_twice
from dossier.corpus.site_words import is_site_line

_I = re.IGNORECASE


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), _I)


ANYWHERE = _any(
    # Whole lines that are never an author's sentence, wherever they stand.
    r"`+(?:\s+`+)*",
    r"(?:also read|read also|read more|see also|watch|related|don.t miss|must read)\s*(?:[:|]|(?=['‘’]))\s*.{3,140}[^.:]", r"read more(?: ?[:.…»>]*)?", r"continue reading.*", r"see also:?", r"(?:you )?may also like:?",
    r"(?:most|more) (?:read|popular|viewed|from .{2,40})", r"(?:related|recommended|similar|trending)(?: (?:posts?|articles?|stories|news|topics|content|reading))?:?",
    r"related post\(s\)", r"latest (?:news|posts|articles)", r"popular (?:posts|articles)", r"next (?:post|article)", r"previous (?:post|article)",
    r"view image in full ?screen", r"(?:فيسبوك|تويتر|واتساب|واتس ?اب|تلغرام|تيليغرام|تيليجرام|إكس|اكس|لينكد ?[إا]ن|ماسنجر|انستغرام)(?:[ |,،·/]+(?:فيسبوك|تويتر|واتساب|واتس ?اب|تلغرام|تيليغرام|تيليجرام|إكس|لينكد ?[إا]ن|ماسنجر|انستغرام))*",
    r"a supporting image within the article body", r".{0,200}?description automatically generated(?: with \w+ confidence)?",
    r"leave a (?:reply|comment)(?: cancel reply)?", r"(?:cancel reply|post comment|add a comment|write a comment|view comments|no comments(?: yet)?|\d+ comments?|comments(?: \(\d+\))?)",
    r"your e-?mail address will not be published\.?(?: required fields are marked ?\*?)?", r"required fields are marked ?\*?",
    r"please enter your (?:comment|name|e-?mail)(?: address)?(?: here)?[!.]?", r"you have entered an incorrect email address[!.]?",
    r"save my name,? e-?mail,? and website in this browser.*", r"log in to (?:leave a )?comment", r"notify me of (?:new posts|follow-up comments).*",
    r"share(?: (?:this|on|via|article|story|post)(?: .{0,30})?)?:?", r"tweet", r"(?:facebook|twitter|whatsapp|telegram|linkedin|e-?mail|print|pinterest|reddit|copy link)(?:[ |,·/]+(?:facebook|twitter|x|whatsapp|telegram|linkedin|e-?mail|print|pinterest|reddit|copy link))*",
    r"click to share on .*", r"follow (?:us(?: on .*)?|@\w+)", r"advertis(?:e)?ment", r"sponsored(?: content)?", r"skip to (?:main )?content", r"back to top", r"toggle navigation", r"(?:open|close) menu",
    r"accept (?:all )?cookies", r"cookie (?:policy|settings|preferences)", r"privacy policy(?: ?\| ?terms.*)?", r"terms (?:of|and) (?:use|service|conditions)", r"reject all", r"manage preferences",
    r"subscribe(?: (?:now|here|today))?[!.]?", r"sign up(?: (?:now|here|today))?[!.]?", r"sign in", r"log ?in(?: ?/ ?register)?", r"register",
    # Arabic
    r"اقر[أا](?:/?ي)? (?:أيضا|ايضا|المزيد)\s*:?.{0,160}", r"المزيد", r"(?:مواضيع|مقالات|أخبار|اخبار) (?:ذات صلة|مشابهة|متعلقة)", r"(?:ال)?أكثر قراءة", r"(?:ال)?(?:شارك|مشاركة)(?: (?:هذا )?(?:المقال|الخبر|الموضوع))?(?: (?:على|عبر) .{0,40})?",
    r"(?:اترك|أضف|اضف) (?:تعليقا?|ردا?|تعليقك)(?:ً)?", r"(?:التعليقات|تعليقات)(?: ?\(\d+\))?", r"لن يتم نشر (?:عنوان )?بريدك ال[إا]لكتروني\.?.*", r"الحقول ال[إا]لزامية مشار [إا]ليها ب.*",
    r"تابعونا(?: على .*)?", r"(?:إعلان|اعلان)", r"تحميل المزيد",
)  # fmt: skip
"""Matched against a whole stripped line."""

AT_THE_EDGES = _any(
    # Sentences an author may well write; furniture only at the top or in the run of furniture at the end.
    r"\bdonations?\b.{0,60}\btax.deductible", r"\b501 ?\(c\) ?\(?3\)?", r"^(?:please )?(?:donate|support us|help (?:us )?fight|make a donation|support (?:our|independent))\b",
    r"^help .{3,40} [-–—] support \w+", r"\bsupport [A-Z]{3,12}$",
    r"(?:please )?(?:log ?in|sign in) or (?:register|subscribe)\b", r"\bavailable (?:only )?to (?:paid )?subscribers\b", r"\bsubscription information\b", r"\bcomplimentary offering\b",
    r"(?:^|[.!?:|] ?|please )(?:subscribe|sign up|register) (?:to|for|here|now|today)\b.{0,80}(?:newsletter|updates?|alerts?|inbox|bulletin|free|mailing|channel)", r"\bour (?:\w+ ){0,2}newsletters?\b", r"\bdelivered (?:straight |directly )?to your inbox\b",
    r"^(?:©|\(c\)|copyright\b).{0,120}$", r"^(?:copyright ?)?(?:©|\(c\)) ?(?:19|20)\d\d\b.{0,240}$", r"\blicen[sc]ed under (?:a |the )?creative commons\b", r"\b(?:news|newsletter|analysis|updates|alerts|briefing)\b.{0,80}\bsign up here\W*$", r"(?<![“\"«‘'])\ball rights reserved\b(?! (?:for|to|by) the\b)", r"\bwe use cookies\b", r"\bthis (?:web)?site uses cookies\b", r"\bby (?:continuing|clicking|using this).{0,80}(?:cookies|agree|accept)",
    r"^follow (?:us|\w+ on)\b.{0,80}$", r"^(?:filed under|tags?|categories|posted in|topics)\s*:", r"^(?:share|like) this\b", r"^(?:download|get) (?:our|the) app\b", r"^for more (?:information|news|stories)\b.{0,80}(?:visit|click|follow)", r"\bclick here\b.{0,40}$",
    r"^(?:join|follow) .{0,40}(?:telegram|whatsapp|channel)\b.{0,60}$",
    r"^thank(?:s| you) for reading\b.{0,120}\b(?:subscribe|share|support)", r"\b(?:delivers|provides|offers) (?:independent|in-depth|unrivalled|comprehensive|breaking)\b.{0,60}\b(?:coverage|news|analysis|journalism|reporting)\b",
    r"\bjoin (?:the|our) [\w ]{2,40}community\b", r"^already a (?:member|subscriber)\b",
    r"جميع الحقوق محفوظة", r"(?:اشترك|سجل|سجّل).{0,60}(?:النشرة|نشرتنا|البريد|القناة|قناتنا)", r"(?:تبرع|ادعم|ادعمنا|تبرعوا)(?:وا)? .{0,80}(?:لنا|الآن|استمرار|موقع)", r"نستخدم ملفات تعريف الارتباط", r"حقوق النشر", r"^(?:الوسوم|الكلمات المفتاحية|التصنيفات?)\s*:",
)  # fmt: skip
"""Searched in a stripped line."""

ENDS_THE_ARTICLE = _any(
    r"leave a (?:reply|comment)(?: cancel reply)?", r"related (?:posts?|articles?|stories)(?:\(s\))?:?", r"related post\(s\)", r"(?:most|more) (?:read|popular|viewed)",
    r"please enter your comment!?", r"(?:\d+ )?comments?(?: \(\d+\))?", r"(?:اترك|أضف|اضف) (?:تعليقا?|ردا?|تعليقك)(?:ً)?", r"(?:مواضيع|مقالات|أخبار|اخبار) (?:ذات صلة|مشابهة)", r"you (?:may|might) also like:?", r"recommended(?: for you)?:?",
)  # fmt: skip
"""Whole lines below which only furniture follows, as long as what follows is short lines."""

OPENS_A_LIST_OF_LINKS = _any(
    r"read more:?", r"see also:?", r"related.{0,20}", r"(?:most|more) (?:read|popular|viewed).{0,40}", r"latest (?:news|posts|articles)", r"recommended.{0,20}",
    r"اقر[أا](?:/?ي)? (?:أيضا|ايضا|المزيد):?", r"(?:مواضيع|مقالات|أخبار|اخبار) (?:ذات صلة|متعلقة|مشابهة)", r"(?:ال)?أكثر قراءة",
)  # fmt: skip

_ABOUT = re.compile(
    r"^(?:about (?:us|the (?:author|publisher))|(?:the )?.{2,60}? (?:monitors|tracks|is an? (?:independent|non.?profit|non.?partisan|news|media|research|think|fact|international|leading|charit|digital|registered|not.for.profit)"
    r"|was (?:founded|established) in|works with|provides (?:news|analysis|research)|publishes (?:news|analysis|research)))",
    _I,
)
_AIMS = re.compile(
    r"^(?:the )?.{2,60}? (?:seeks? to|aims? to|strives? to|is (?:dedicated|committed|devoted) to|is a (?:signatory|member|project|part|publication|service|registered|division) of|(?:website |site )?contains only|is (?:published|run|funded|supported) by|covers|offers)\b",
    _I,
)
_COVERS = re.compile(
    r"(?-i:[A-Z][\w'’-]+ (?:[A-Z][\w'’-]+ ){0,2})(?:covers|writes (?:about|for)|reports (?:on|from|for)|is based in)\b.{5,160}$"
)
"""A sentence about a reporter below the text, by surname."""
_REPORTED = re.compile(r"(?:additional )?(?:reporting|written|words) by\b|(?:إعداد|تقرير)\s*:", _I)
"""Who wrote, below the text: no link, whatever stands around it."""
_ABOUT_AN_AUTHOR = re.compile(r"(?:about the (?:author|writer|contributor)s?|عن الكاتب(?:ة)?)\s*:?", _I)
_SENTENCE_END = re.compile(r"[.!?؟…:;\"”»'’)\]]$")
_CATEGORIES = _any(
    r"(?:breaking |world |latest |local |top )?news", r"politics", r"world", r"middle east(?: & africa)?", r"analysis", r"opinion", r"features?", r"reports?", r"articles?", r"fact.?checks?", r"investigations?", r"home", r"uncategori[sz]ed", r"security", r"culture", r"business", r"sports?", r"technology", r"أخبار", r"اخبار", r"سياسة", r"تقارير", r"الرئيسية", r"عربي ودولي", r"منوعات", r"تحقيقات",
)  # fmt: skip
ABOVE = "way through the site"
"""Why a line above the title was taken off; the name of the site may be among them."""
PRINTED = "edge of a printed page"
"""Why a line that a browser printed around a page was taken off; the site's name may be in it."""
MOST_PRINTED = 2000
"""Filled lines that are searched for the edges of printed pages."""
MOST_BETWEEN = 8
"""Lines of titles or topics between two pieces of furniture; a longer run is a list of the author."""
MOST_PASSES = 40
"""A real page needs two or three; a line repeated without end would need thousands."""
TOP = 8
"""Filled lines that count as the top of a text."""
LONGEST_HEAD = 30
"""Filled lines above a title that are looked at."""
_COOKIES = re.compile(
    r"\b(?:we use|uses) cookies\b|\bcookie (?:policy|notice|settings)\b|ملفات تعريف الارتباط", _I
)
_IS_A_WORD_OR_TWO = re.compile(r"[^\W\d]+(?: [^\W\d]+){0,2}")
_NAMES_OR_DATES = re.compile(
    r"(?:19|20)\d\d|[٠-٩]{4}|\bby\b|^(?:written|author|about|category|photo|image|posted|report)|[*#=~_-]{3}|المؤلف|بقلم|كتب|اعداد|إعداد|ترجم",
    _I,
)
_HOLDS_MORE = re.compile(r"\d|^(?:written by|author|about .|top|x|المؤلف|عن)\b|[*#=~_-]{3}", _I)
"""Labels that may belong to what the document says of itself: bylines, dates, rules."""


@dataclass(frozen=True)
class RemovedBlock:
    """A line that was taken off: its span in the text before cleaning, and why."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True)
class Cleaned:
    """The text without furniture, and what was taken off."""

    text: str
    removed: tuple[RemovedBlock, ...] = ()


@dataclass
class _Line:
    text: str
    start: int
    end: int
    reason: str = ""


def clean(text: str) -> Cleaned:
    """Take furniture off. Idempotent; a text without furniture comes back as it is."""
    removed: list[RemovedBlock] = []
    for _ in range(MOST_PASSES):
        lines = _lines(text)
        filled = [line for line in lines if line.text]
        _mark_copies(filled)
        _mark_anywhere(filled)
        _mark_lists_of_links(filled)
        _mark_below_the_end(filled)
        _mark_between(filled)
        _mark_trailing(filled)
        _mark_leading(filled)
        gone = [line for line in filled if line.reason]
        if not gone or len(gone) == len(filled):
            return Cleaned(text, tuple(removed))
        if not removed:
            removed = [RemovedBlock(line.start, line.end, line.reason) for line in gone]
        kept = "".join(text[line.start : line.end] + "\n" for line in lines if not line.reason)
        text = re.sub(r"\n{3,}", "\n\n", kept).strip("\n")
    return Cleaned(text, tuple(removed))


def _lines(text: str) -> list[_Line]:
    found, place = [], 0
    for raw in text.split("\n"):
        found.append(_Line(raw.strip(), place, place + len(raw)))
        place += len(raw) + 1
    return found


def _is_prose(line: str) -> bool:
    return len(line) > 120 or (len(line) > 60 and bool(_SENTENCE_END.search(line)))


def _mark_copies(lines: list[_Line]) -> None:
    """What stands there again because the page was printed: `Title | Site`, time, address and number of each page."""
    texts = [line.text for line in lines]
    if not any("/" in text for text in texts[:MOST_PRINTED] if len(text) < 400):
        return
    twice = title_twice(texts[:MOST_PRINTED])
    edges = printed_edges(texts[:MOST_PRINTED], twice.copies if twice else ())
    if edges and twice:
        edges |= set(twice.copies)
    for place in edges:
        lines[place].reason = PRINTED


def _mark_anywhere(lines: list[_Line]) -> None:
    for line in lines:
        if len(line.text) < 260 and (
            ANYWHERE.fullmatch(furniture.bare(line.text))
            or furniture.is_credit(line.text)
            or is_cut_in(line.text)
        ):
            line.reason = "page furniture"
    for above, line in pairwise(lines):
        if (
            above.reason
            and not line.reason
            and len(line.text) < 160
            and (is_device(line.text) or is_promotion(line.text))
        ):
            line.reason = "page furniture"


def _mark_lists_of_links(lines: list[_Line]) -> None:
    """Titles below "Read more": lines without an end, until prose or a section's heading comes."""
    for place, line in enumerate(lines):
        if not line.reason or not OPENS_A_LIST_OF_LINKS.fullmatch(furniture.bare(line.text)):
            continue
        run = []
        below = lines[place + 1 : place + 12]
        for number, following in enumerate(below):
            words = following.text.split()
            if following.reason or (_is_prose(following.text) and _SENTENCE_END.search(following.text)):
                break
            answered = number + 1 < len(below) and _is_prose(below[number + 1].text)
            if (
                len(words) < 4
                or following.text.endswith((":", "."))
                or (following.text.endswith("?") and answered)
                or (re.search(r"[’']s (?:\w+ )?\w+$", following.text) and len(words) < 5)
            ):
                break
            run.append(following)
        for following in run:
            following.reason = "link to another article"


def _mark_below_the_end(lines: list[_Line]) -> None:
    for place, line in enumerate(lines):
        if not ENDS_THE_ARTICLE.fullmatch(furniture.bare(line.text)) or place < 2:
            continue
        below = lines[place + 1 :]
        if not any(
            _is_prose(one.text) and not one.reason and not AT_THE_EDGES.search(one.text) for one in below
        ):
            for one in below:
                one.reason = one.reason or "below the end of the article"
            line.reason = line.reason or "page furniture"
            return


def _mark_between(lines: list[_Line]) -> None:
    """Below the last paragraph: a few titles or topics between two pieces of furniture belong to them."""
    if len(lines) < 4:
        return
    last = next(
        (
            place
            for place in range(len(lines) - 1, -1, -1)
            if _is_prose(lines[place].text)
            and not lines[place].reason
            and not _is_appeal(lines[place].text)
            and not _is_about_below(lines, place)
        ),
        -1,
    )
    if last < 1:
        return
    tail = lines[last + 1 :]
    sure = [bool(line.reason) or furniture.is_tail(line.text) or _is_appeal(line.text) for line in tail]
    is_page = sum(sure) > 1 or sum(map(is_wordy_device, (line.text for line in tail))) > 2
    gap: list[_Line] = []
    inside = False
    for line, is_sure in zip(tail, sure, strict=True):
        if is_sure or (
            is_page
            and (is_wordy_device(line.text) or (inside and (is_device(line.text) or is_site_line(line.text))))
        ):
            for one in gap if inside and len(gap) <= MOST_BETWEEN else []:
                one.reason = "link to another article"
            if is_page and not line.reason:
                line.reason = "page furniture"
            gap, inside = [], True
        elif _REPORTED.match(line.text):
            gap = []
        elif (
            (inside and is_page and _AIMS.search(line.text[:200]) and len(line.text) < 400)
            or furniture.may_be_a_link(line.text)
            or (inside and gap and is_only_date(line.text))
        ):
            gap.append(line)
        else:
            gap, inside = [], False


def _is_about_below(lines: list[_Line], place: int) -> bool:
    """Whether a paragraph tells of the publisher, with furniture above and below it."""
    text = lines[place].text
    if len(text) > 400 or not (_ABOUT.search(text[:160]) or _AIMS.search(text[:200])):
        return False
    above, below = lines[max(0, place - 3) : place], lines[place + 1 : place + 4]
    return place > 2 and all(
        any(line.reason or is_device(line.text) or furniture.is_tail(line.text) for line in side)
        for side in (above, below)
    )


def _is_appeal(line: str) -> bool:
    return len(line) < 600 and bool(AT_THE_EDGES.search(line) or is_promotion(line))


def _mark_trailing(lines: list[_Line]) -> None:
    """From the end upwards, as long as one piece of furniture follows the other."""
    place = len(lines) - 1
    seen = False
    while place > 0:
        line = lines[place]
        if line.reason:
            seen = True
        elif _is_appeal(line.text) or (is_wordy_device(line.text) and len(line.text) > 11):
            line.reason, seen = "appeal, subscription or copyright notice", True
        elif furniture.is_tail(line.text):
            line.reason, seen = "page furniture", True
        elif (links := _links_above(lines, place)) and place - links > 0:
            for one in lines[place - links : place + 1]:
                one.reason = one.reason or "link to another article"
            place, seen = place - links, True
        elif seen and (is_device(line.text) or is_site_line(line.text)):
            line.reason = "page furniture"
        elif seen and _is_about(lines, place):
            line.reason = "about the publisher"
            heading = lines[place - 1]
            if (
                place > 1
                and not _is_prose(heading.text)
                and line.text.casefold().startswith(heading.text.casefold())
            ):
                heading.reason = "about the publisher"
        elif seen and place > 2 and _is_empty_heading(line.text):
            line.reason = "heading of something left out"
        else:
            return
        place -= 1


def _links_above(lines: list[_Line], place: int) -> int:
    """How many lines up the heading of a list of links stands, of which this line is the last; 0 for none."""
    for up in range(7):
        line = lines[place - up]
        if up and furniture.opens_links(line.text):
            return up
        if place - up <= 1 or not furniture.looks_like_a_title(line.text):
            return 0
    return 0


def _is_about(lines: list[_Line], place: int) -> bool:
    """A paragraph about who publishes, below the article: named as in the heading above it."""
    line, above = lines[place].text, lines[place - 1].text
    if not _ABOUT.search(line[:160]) and not (
        len(line) < 400 and (BIOGRAPHY.search(line[:160]) or _COVERS.match(line))
    ):
        return False
    if _COVERS.match(line) and line.split()[0].casefold() in above.casefold().split():
        return True
    headed = len(above) < 80 and line.casefold().startswith(above.casefold())
    return (
        headed
        or bool(_ABOUT_AN_AUTHOR.match(above) or BIOGRAPHY.search(line[:160]))
        or line.lower().startswith("about ")
        or re.search(r"non.?profit|501|independent|newsletter|visit ", line, _I) is not None
    )


def _is_label_in_the_head(line: str) -> bool:
    return furniture.is_tail(line) and not _NAMES_OR_DATES.search(line)


def _mark_above_the_title(lines: list[_Line]) -> None:
    """Ways through the site and labels, from the first line down to the first that is neither."""
    texts = [line.text for line in lines[: 2 * LONGEST_HEAD]]
    if title := title_place(texts, [bool(line.reason) for line in lines]):
        last = max(
            (place for place in range(title) if lines[place].reason or is_of_site(plain(lines[place].text))),
            default=-1,
        )
        dated = _dated_above(texts, title)
        for place, line in enumerate(lines[:title]):
            if place == dated:
                continue
            if place <= last or not (is_label(line.text) or says_who_or_when(texts, place)):
                line.reason = ABOVE
        _mark_above_the_text([line for line in lines[title + 1 :] if not line.reason])
        return
    left = [line for line in lines if not line.reason]
    handle = next((place for place, line in enumerate(left[:TOP]) if is_handle(line.text)), None)
    if handle is not None:
        for line in left[: max(0, handle - 1)]:
            if not is_of_site(line.text):
                break
            line.reason = ABOVE
        _mark_above_the_text(left[handle + 1 :])
        return
    head = left[:LONGEST_HEAD]
    known = between = 0
    for place, line in enumerate(head):
        if len(line.text) < 400 and (
            is_ways(line.text)
            or is_way_label(line.text)
            or is_promotion(line.text)
            or _CATEGORIES.fullmatch(line.text)
            or _COOKIES.search(line.text)
            or (furniture.is_tail(line.text) and not _HOLDS_MORE.search(line.text))
        ):
            known, between = place + 1, 0
        elif known and between < 4 and len(line.text) < 30 and _IS_A_WORD_OR_TWO.fullmatch(line.text):
            between += 1  # a topic of the day between two labels
        else:
            if len(line.text.split()) >= 3 and not is_prose(line.text):
                for one in head[:known]:
                    one.reason = ABOVE
            return


def _dated_above(lines: list[str], title: int) -> int | None:
    """The line with the date that stands right above a title, with nothing but devices between, and none below."""
    below = range(title + 1, min(title + 7, len(lines)))
    if any(says_who_or_when(lines, place) and re.search(r"\d{4}|[٠-٩]{4}", lines[place]) for place in below):
        return None
    for place in range(title - 1, max(-1, title - 4), -1):
        if is_only_date(lines[place]):
            return place
        if not is_device(lines[place]):
            return None
    return None


def _mark_above_the_text(lines: list[_Line]) -> None:
    """Buttons, counters and requests between the title and the first paragraph, and a sentence below the title."""
    paragraphs = 0
    for line, below in pairwise(lines[:LONGEST_HEAD]):
        if is_prose(line.text) and not is_promotion(line.text):
            paragraphs += 1
            if paragraphs > 1 or len(line.text) > 160 or is_prose(below.text):
                return
        elif (
            is_device(line.text)
            or is_promotion(line.text)
            or (is_site_line(line.text) and not paragraphs and not is_prose(below.text))
        ):
            line.reason = "page furniture"


def _is_empty_heading(line: str) -> bool:
    return bool(
        re.fullmatch(
            r"(?:[\w’']+ )?(?:sources?|references|tags|about the authors?|المصادر|الوسوم):?", line, _I
        )
    )


def _mark_ticker(lines: list[_Line]) -> None:
    """`BREAKING: Storm warnings issued` above the title of another article, below which stand who and when."""
    top = [line for line in lines if not line.reason][:TOP]
    texts = [plain(line.text) for line in top]
    if len(top) < 4 or not TICKER.match(texts[0]) or is_prose(texts[0]) or any(map(is_handle, texts)):
        return
    headline = is_title_like(texts[1]) and len(texts[1].split()) >= 4 and not PROSE_END.search(texts[1])
    if headline and any(says_who_or_when(texts, place) for place in (2, 3)):
        top[0].reason = ABOVE


def _mark_leading(lines: list[_Line]) -> None:
    """At the top: ways through the site, appeals, its section, a name or a title that stands there twice."""
    _mark_above_the_title(lines)
    _mark_ticker(lines)
    top = [line for line in lines if not line.reason][:TOP]
    if not top:
        return
    title = top[0].text.casefold()
    paragraph = next((place for place, line in enumerate(top) if place and is_prose(line.text)), 0)
    for place, line in enumerate(top):
        words = line.text.split()
        half = len(words) // 2
        if place and len(line.text) < 400 and AT_THE_EDGES.search(line.text):
            line.reason = "appeal, subscription or copyright notice"
        elif place and place < paragraph and len(line.text) < 60 and _is_label_in_the_head(line.text):
            line.reason = "page furniture"
        elif place and line.text.casefold() == title and (not paragraph or place < paragraph + 2):
            line.reason = "title again"
        elif place and _CATEGORIES.fullmatch(line.text):
            line.reason = "section of the site"
        elif place and 4 <= len(words) <= 8 and len(words) % 2 == 0 and words[:half] == words[half:]:
            line.reason = "byline twice"
