"""Find people who act after their death, and deaths with two dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dossier.domain.actors import ActorId, Event
from dossier.domain.corpus import DocumentId
from dossier.domain.dates import PartialDate
from dossier.domain.evidence import FindingKind, Passage
from dossier.evidence.found import Found
from dossier.evidence.telling import Named, Sentence, Telling

_TITLE = r"(?:[\w'’`.-]+\s+){0,6}?"
_GAP = r"(?:\s*\([^)]{1,30}\))?(?:,[^,.;]{2,70},)?\s*"
_DIED = re.compile(
    rf"^{_GAP}(?:(?:was|were|has been|had been|is|got)\s+(?:reportedly\s+)?(?:killed|assassinated|slain|shot dead|executed|martyred)"
    rf"|(?:died|has died|had died|is dead|was found dead|perished)|,?\s+(?:who\s+)?(?:was\s+|were\s+)?(?:killed|assassinated|slain)\s+"
    rf"(?:in|by|on|during|when|near|at))\b",
    re.IGNORECASE,
)
_DEATH_OF = re.compile(
    rf"\b(?:death|killing|assassination|martyrdom|demise|passing)\s+of\s+{_TITLE}$", re.IGNORECASE
)
_KILLED = re.compile(
    r"\b(?:killed|kills|assassinated|assassinates|eliminated)\s+(?:(?!(?:by|in|for|with|near|under|at|on|and|when|as)\b)[A-Za-z'’`.,-]+\s+){0,6}?$",
    re.IGNORECASE,
)
_KIN = re.compile(
    r"\b(?:wife|brothers?|sisters?|sons?|daughters?|father|mother|family|relatives?|nephew|cousin|aides?|deput(?:y|ies)|bodyguards?|"
    r"members?|fighters?|soldiers?|men|supporters?|followers?|associates?|adviser|driver|civilians|people)\s+(?:of|to|from)\s+[^,;]*$"
    r"|(?:شقيق|نجل|ابن|زوجة|مرافق|عناصر|أتباع|مساعد|نائب)\s+(?:[\w.-]+\s+){0,3}?$",
    re.IGNORECASE,
)
_DIED_AR = re.compile(
    r"(?:مقتل|اغتيال|وفاة|استشهاد|مصرع|تصفية|رحيل|قُتل|قُتِل|اغتيل|توفي|توفّي|استشهد|ينعى|نعى|نعت)\s+(?:[\w.-]+\s+){0,6}?$"
)
_KILLED_AR = re.compile(
    r"(?<!\w)(?:و)?(?:قتل|قتلت)\s+(?!في|على|من)(?:(?:الأمين العام|زعيم|قائد|القائد|القيادي|أمير|المتحدث|الشيخ|رئيس)\s+(?:[\w.-]+\s+){0,3}?)$"
)
_UNCERTAIN = re.compile(
    r"\b(?:not|no|never|deny|denied|denies|den(?:y|ying)|false(?:ly)?|rumou?rs?|alleged(?:ly)?|plot(?:s|ted|ting)?|attempt(?:s|ed|ing)?|"
    r"tried|try|threat(?:s|en|ens|ened|ening)?|vow(?:s|ed)?|would|could|(?-i:may)|might|should|if|want(?:s|ed)?|plan(?:s|ned)?|fail(?:s|ed)?|"
    r"unconfirmed|believed|nearly|almost|survived?|calls?|called for|fake|hoax|claims?|whether|mock|fictional|film|anniversary|"
    r"to (?:kill|assassinate)|will|order(?:s|ed)?)\b|n['’]t\b|[?]"
    r"|محاولة|لم |لا |نفى|نفت|ينفي|شائعة|شائعات|إشاعة|مزاعم|زعم|هدد|تهديد|قد ي|قد ت|إذا|لو |ذكرى|خطة|كاذب|سوف|دعا",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"^['’`]s?\s|^\s+(?:family|brother|sister|wife|son|father|aide|deputy|bodyguard|supporters?|fighters|forces)\b",
    re.I,
)
_ACTED = re.compile(
    rf"^{_GAP}(?:has\s+|had\s+|also\s+|then\s+|himself\s+|herself\s+|later\s+)?(?:said|told|announced|declared|stated|met|visited|arrived|"
    r"travelled|traveled|signed|ordered|spoke|addressed|appeared|gave|delivered|issued|claimed|warned|vowed|threatened|called|"
    r"praised|condemned|attended|chaired|led|launched|appointed|received|held|returned|urged|promised|accused|pledged|rejected|"
    r"sent|hosted|oversaw|inspected|toured|escaped|fled|agreed|refused|denied|called|dismissed|named|read|recorded|accepted|welcomed|thanked|replied|wrote|posted|tweeted|published|released)\b",
    re.IGNORECASE,
)
_ACTED_AR = re.compile(
    r"(?:قال|أعلن|صرح|صرّح|أكد|أكّد|التقى|زار|وصل|وقع|وقّع|ألقى|حذر|حذّر|هدد|هدّد|دعا|أشاد|ندد|استقبل|ترأس|أمر|كتب|نشر|توعد|تعهد|"
    r"اتهم|شدد|أضاف|ظهر)\s+(?:[\w.-]+\s+){0,5}?$"
)
_NOT_ALIVE = re.compile(
    r"\b(?:late|posthumous(?:ly)?|recorded (?:before|earlier)|previously|archive[ds]?|archival|old|footage|clip|before (?:his|her) death|"
    r"years? (?:ago|before|earlier)|had (?:said|told|been|announced|warned|met|led|vowed|threatened)|once|in (?:a|an) (?:19|20)\d\d|"
    r"supposedly|impersonat\w+|deepfake|fake|heir|successor)\b|الراحل|قبل مقتله|قبل اغتياله|قبل وفاته|قبل استشهاده|كان قد|أرشيف|سابق|خليفة|خلف",
    re.IGNORECASE,
)
_ON_DATE = re.compile(
    r"(?:\b(?:on|of|dated?)\s+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?|(?:في|يوم|بتاريخ|فجر|مساء|صباح)\s+(?:\w+\s+)?)$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;:؛—]|,\s+(?:who|which|when|after|before|while|as|but|and)\s|،\s", re.IGNORECASE)


@dataclass(frozen=True)
class Happening:
    """A death, or something a person did: the days between which it must have been, and where it is told."""

    actor_id: ActorId
    earliest: date
    latest: date
    exact: PartialDate | None
    """The day, where it is written with the deed itself."""
    passage: Passage
    document_id: DocumentId


def read_lives(telling: Telling, people: frozenset[ActorId]) -> Iterator[tuple[Happening, bool]]:
    """Deaths (True) and deeds (False) of people in a text."""
    if not any(one.actor_id in people for one in telling.named):
        return
    for sentence in telling.sentences():
        for named in sentence.named:
            if named.actor_id not in people:
                continue
            death = _death(sentence, named)
            if death is not None:
                yield death, True
            elif (deed := _deed(sentence, named)) is not None:
                yield deed, False


def after_death(
    lives: Iterable[tuple[Happening, bool]],
    people: frozenset[ActorId],
    names: Mapping[ActorId, str],
    events: Iterable[Event] = (),
) -> list[Found]:
    """People who act on a day after the last on which they can have died, and deaths with two days."""
    deaths: dict[ActorId, list[Happening]] = {}
    deeds: dict[ActorId, list[Happening]] = {}
    for happening, fatal in lives:
        (deaths if fatal else deeds).setdefault(happening.actor_id, []).append(happening)
    for event in events:
        for happening, fatal in _from_event(event, people, names):
            (deaths if fatal else deeds).setdefault(happening.actor_id, []).append(happening)
    found: list[Found] = []
    for actor, known in sorted(deaths.items()):
        name = names.get(actor, "The actor")
        found += _two_days(name, known)
        death = min(known, key=lambda one: (one.latest, one.earliest, one.document_id))
        seen: set[str] = set()
        for deed in sorted(deeds.get(actor, ()), key=lambda one: (one.earliest, one.document_id)):
            if deed.earliest > death.latest and deed.passage.quote not in seen:
                seen.add(deed.passage.quote)
                when = f"on {deed.exact}" if deed.exact else f"not before {deed.earliest}"
                died = f"on {death.exact}" if death.exact else f"by {death.latest}"
                found.append(
                    Found(
                        FindingKind.ACTED_AFTER_DEATH,
                        f"{name} acts {when}, but is said to have died {died}.",
                        (death.passage, deed.passage),
                    )
                )
    return found


def _two_days(name: str, deaths: list[Happening]) -> Iterator[Found]:
    exact: dict[PartialDate, Happening] = {}
    for one in deaths:
        if one.exact is not None and one.exact.precision == 3:
            exact.setdefault(one.exact, one)
    days = sorted(exact)
    for other in days[1:]:
        yield Found(
            FindingKind.CONFLICTING_DATES,
            f"The death of {name} is dated {days[0]} in one place and {other} in another.",
            (exact[days[0]].passage, exact[other].passage),
        )


def _death(sentence: Sentence, named: Named) -> Happening | None:
    before, after = _sides(sentence, named)
    told = _DIED.match(after) or any(
        pattern.search(before) for pattern in (_DEATH_OF, _KILLED, _DIED_AR, _KILLED_AR)
    )
    if not told or _OTHERS.match(after) or _KIN.search(before) or _UNCERTAIN.search(sentence.text):
        return None
    exact = _own_date(sentence)
    published = sentence.telling.published
    if exact is not None:
        return _on(exact, sentence, named)
    if published is None:
        return None
    return Happening(
        named.actor_id, date.min, published.last_day, None, sentence.passage, sentence.telling.document_id
    )


def _on(day: PartialDate, sentence: Sentence, named: Named) -> Happening:
    document = sentence.telling.document_id
    return Happening(named.actor_id, day.first_day, day.last_day, day, sentence.passage, document)


def _deed(sentence: Sentence, named: Named) -> Happening | None:
    before, after = _sides(sentence, named)
    if _OTHERS.match(after) or not (_ACTED.match(after) or _ACTED_AR.search(before)):
        return None
    if _NOT_ALIVE.search(sentence.text):
        return None
    exact = _own_date(sentence)
    if exact is not None:
        return _on(exact, sentence, named)
    days = sentence.when() if not sentence.dates else []
    if len(days) != 1:
        return None
    # "On Friday" and "yesterday" are at most a week before the day of publication.
    return Happening(
        named.actor_id, days[0].first_day - timedelta(days=1), days[0].last_day, None, sentence.passage,
        sentence.telling.document_id,
    )  # fmt: skip


def _own_date(sentence: Sentence) -> PartialDate | None:
    """The one day that the sentence gives its deed: "on 3 May 2024"; None when it has several dates."""
    if len(sentence.dates) != 1:
        return None
    one = sentence.dates[0]
    text = sentence.telling.text
    lead = text[max(sentence.start, one.start - 40) : one.start]
    if one.start == sentence.start or _ON_DATE.search(lead):
        return one.date
    if one.date.precision < 3 and re.search(r"(?:\bin|في)\s+(?:early |late |mid-?)?$", lead, re.IGNORECASE):
        return one.date
    return None


def _sides(sentence: Sentence, named: Named) -> tuple[str, str]:
    """What stands before and after the name in its clause."""
    text = sentence.telling.text
    before = text[sentence.start : named.start]
    cuts = list(_CLAUSE.finditer(before))
    return before[cuts[-1].end() if cuts else 0 :][-160:], text[named.end : sentence.end][:160]


_DEATH_TITLE = re.compile(
    r"\b(?:death|killing|assassination|martyrdom) of\b|\b(?:dies|died|killed|assassinated)\b|مقتل|اغتيال|وفاة|استشهاد",
    re.IGNORECASE,
)


def _from_event(
    event: Event, people: frozenset[ActorId], names: Mapping[ActorId, str]
) -> Iterator[tuple[Happening, bool]]:
    """Deaths and deeds among the events of the case; only those with a passage."""
    if event.start is None or not event.citations:
        return
    those = [actor for actor in event.actor_ids if actor in people]
    end = event.end or event.start
    passage = event.citations[0]
    fatal = bool(_DEATH_TITLE.search(event.title)) and not _UNCERTAIN.search(event.title)
    for actor in those:
        if fatal and len(those) > 1 and names.get(actor, "").lower() not in event.title.lower():
            continue
        exact = event.start if event.end in (None, event.start) else None
        yield (
            Happening(actor, event.start.first_day, end.last_day, exact, passage, passage.document_id),
            fatal,
        )
