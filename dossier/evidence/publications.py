"""Find events that a document tells as past but dates after its own publication."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from dossier.domain.actors import Event
from dossier.domain.corpus import DocumentId
from dossier.domain.dates import PartialDate
from dossier.domain.evidence import FindingKind, Passage
from dossier.domain.written_dates import WrittenDate
from dossier.evidence.found import Found
from dossier.evidence.telling import Sentence, Telling

_PAST = re.compile(
    r"\b(?:attacked|killed|wounded|injured|exploded|detonated|bombed|shelled|stormed|raided|ambushed|seized|captured|occupied|"
    r"took place|happened|occurred|struck|hit|shot|opened fire|fired|fought|fell|broke out|erupted|began|started|ended|came out|"
    r"said|told|announced|declared|claimed|stated|met|visited|arrived|left|fled|died|assassinated|arrested|detained|released|"
    r"published|issued|posted|broadcast|aired|shared|leaked|launched|carried out|overran|crossed|entered|withdrew|signed|agreed|"
    r"resigned|executed|kidnapped|abducted|gave|delivered|spoke|sent|blew|appeared|reported|confirmed|condemned|voted|elected|"
    r"destroyed|downed|sank|hijacked|freed|surrendered|collapsed|took over|took control|(?:was|were)\s+\w+(?:ed|en|un|own|ught))\b",
    re.IGNORECASE,
)
_PAST_AR = re.compile(
    r"(?<!\w)[وف]?(?:وقع|وقعت|قتل|قتلت|قُتل|أعلن|أعلنت|نشر|نشرت|أصدر|أصدرت|شن|شنت|نفذ|نفذت|هاجم|هاجمت|استهدف|استهدفت|انفجر|انفجرت|"
    r"سيطر|سيطرت|اغتيل|توفي|قال|قالت|صرح|تبنى|تبنت|اندلع|اندلعت|بدأ|بدأت|انتهى|انسحب|انسحبت|دخل|دخلت|اقتحم|اقتحمت|التقى|زار|أطلق|أطلقت|"
    r"اعتقل|اعتقلت|ضرب|ضربت|سقط|سقطت|صدر|صدرت)(?!\w)"
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|should|could|may(?= [a-z])|might|can|to be|is to|are to|was to|were to|due|planned|plans?|planning|scheduled|"
    r"schedule|expected|expects?|expir\w*|deadline|until|till|next|coming|upcoming|forthcoming|future|effective|"
    r"by the end|mature[sd]?|maturing|maturity|payable|redeem\w*|call(?:able|ed for)|forecast\w*|projected|target\w*|aim\w*|goal|"
    r"postponed|delayed|agreed to|intend\w*|extend\w*|set for|set to|hope\w*|ahead of|valid|fiscal|redemption|dividends?|distribution|of record)\b"
    r"|سوف|(?<!\w)س[يتن]\w{3,}|المقرر|مقرر|المقبل|القادم|حتى|قبل|المتوقع|يتوقع|موعد|اعتبارا|تنتهي|ينتهي|إلى غاية|تأجيل|لن ",
    re.IGNORECASE,
)
_TIED = re.compile(
    r"(?:^|\b(?:on|dated|of)\s+(?:(?:the\s+)?(?:morning|evening|night|afternoon|dawn)\s+of\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+"
    r"(?:the\s+)?)?|(?:في|يوم|بتاريخ|فجر|مساء|صباح)\s+(?:(?:يوم\s+)?(?:الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد)\s*،?\s+)?)$",
    re.IGNORECASE,
)
NEAR = 110
"""Code points between the date and the verb that it dates."""


def told_too_early(telling: Telling) -> Iterator[Found]:
    """Events of a text that lie after its own publication."""
    if telling.published is None:
        return
    late = [one for one in telling.dates if one.date.first_day > telling.published.last_day]
    if late:
        yield from _in_text(telling, telling.published, frozenset(late))


def _in_text(telling: Telling, published: PartialDate, late: frozenset[WrittenDate]) -> Iterator[Found]:
    for sentence in telling.sentences():
        for one in sentence.dates:
            if one in late and _told_as_past(sentence, one):
                yield Found(
                    FindingKind.EVENT_AFTER_PUBLICATION,
                    f"The text was published on {published} and tells of {one.date}.",
                    (sentence.passage, telling.dateline()),
                )
                break


def _told_as_past(sentence: Sentence, one: WrittenDate) -> bool:
    text = sentence.text
    start, end = one.start - sentence.start, one.end - sentence.start
    if not _TIED.search(text[:start]) or _AHEAD.search(text[:start] + " " + text[end:]):
        return False
    around = text[max(0, start - NEAR) : start] + " " + text[end : end + NEAR]
    return bool(_PAST.search(around) or _PAST_AR.search(around))


def events_too_early(
    events: Iterable[Event], datelines: Mapping[DocumentId, tuple[PartialDate, Passage]]
) -> Iterator[Found]:
    """Events of the case that lie after a publication that tells them; `datelines` says when and where it says so."""
    for event in events:
        if event.start is None:
            continue
        for citation in event.citations:
            if citation.document_id not in datelines:
                continue
            published, dateline = datelines[citation.document_id]
            if event.start.first_day > published.last_day:
                yield Found(
                    FindingKind.EVENT_AFTER_PUBLICATION,
                    f"“{event.title}” is dated {event.start}, after the publication that tells it ({published}).",
                    (citation, dateline),
                    about=f"event {event.id}",
                )
