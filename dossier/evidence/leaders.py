"""Find people who are said to lead two rivals at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from dossier.domain.actors import ActorId, Relationship, RelationshipKind
from dossier.domain.corpus import DocumentId
from dossier.domain.evidence import FindingKind, Passage
from dossier.evidence.found import Found
from dossier.evidence.telling import Named, Sentence, Telling

AT_ONCE = 120
"""Days between two publications that say so of the present; further apart, people change sides."""

_HEAD = r"(?:supreme\s+|overall\s+|top\s+|current\s+)?(?:leader|chief|head|commander-in-chief|emir|amir|caliph|secretary[- ]general|chairman)"
_BETWEEN_EN = re.compile(
    rf"^['’]?s?\s+{_HEAD},?\s+(?:(?:Sheikh|Sayyed|General|Mullah|Dr\.?)\s+)?$", re.IGNORECASE
)
_AFTER_EN = re.compile(
    rf"^,?\s+(?:who\s+)?(?:is\s+|heads\s+|leads\s+)?(?:the\s+)?(?:{_HEAD}\s+of\s+)?(?:the\s+)?(?:group\s+|movement\s+|organi[sz]ation\s+)?$",
    re.IGNORECASE,
)
_LEADS = re.compile(rf"\b(?:{_HEAD}\s+of|heads|leads)\b", re.IGNORECASE)
_BETWEEN_AR = re.compile(r"^\s+(?:،\s*)?(?:الشيخ\s+|السيد\s+|الملا\s+)?$")
_BEFORE_AR = re.compile(
    r"(?:زعيم|أمير|قائد|رئيس|الأمين العام ل)\s*(?:حركة\s+|تنظيم\s+|جماعة\s+|حزب\s+|هيئة\s+)?$"
)
_AFTER_AR = re.compile(
    r"^\s*،?\s*(?:هو\s+)?(?:زعيم|أمير|قائد|الأمين العام ل)\s*(?:حركة\s+|تنظيم\s+|جماعة\s+)?$"
)
_NOT_NOW = re.compile(
    r"\b(?:former|ex-|late|then|deputy|once|previous|past|founder|founding|local|regional|military|political|media|field|becoming|"
    r"was|were|had|not|no longer|denied|slain|killed|would|could|succeed\w*|until|from \d{4})\b|السابق|سابقا|الراحل|نائب|كان|ليس|محلي|مقتل",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Lead:
    """A person said to lead a group between two days."""

    person: ActorId
    group: ActorId
    earliest: date
    latest: date
    passage: Passage
    document_id: DocumentId | None = None


def read_leaders(telling: Telling, people: frozenset[ActorId]) -> Iterator[Lead]:
    """Who is said to lead whom, in the present tense of a dated text."""
    if telling.published is not None and any(one.actor_id in people for one in telling.named):
        for sentence in telling.sentences():
            yield from _of_sentence(sentence, people)


def leaders_of_rivals(
    leads: Iterable[Lead], relationships: Sequence[Relationship], names: Mapping[ActorId, str]
) -> list[Found]:
    """People who lead two groups that are enemies, both at the same time.

    Leadership comes from texts ("Hamas leader X") and from those relationships of the case that a passage
    supports; enmity from all its relationships.
    """
    enemies = {
        frozenset((one.subject_id, one.object_id))
        for one in relationships
        if one.kind is RelationshipKind.ENEMY
    }
    by_person: dict[ActorId, list[Lead]] = {}
    for lead in leads:
        by_person.setdefault(lead.person, []).append(lead)
    for relationship in relationships:
        if relationship.kind is RelationshipKind.LEADER and relationship.citations:
            by_person.setdefault(relationship.object_id, []).append(_of_relationship(relationship))
    found: dict[str, Found] = {}
    for person, known in sorted(by_person.items()):
        for one, other in combinations(known, 2):
            if frozenset((one.group, other.group)) not in enemies or not _at_once(one, other):
                continue
            finding = Found(
                FindingKind.RIVAL_LEADER,
                f"{names.get(person, 'One person')} leads {names.get(one.group, 'one group')} and "
                f"{names.get(other.group, 'another')} at once; these are enemies.",
                (one.passage, other.passage),
                about=f"{person} {min(one.group, other.group)} {max(one.group, other.group)}",
            )
            found.setdefault(finding.about, finding)
    return list(found.values())


def _of_relationship(one: Relationship) -> Lead:
    return Lead(
        one.object_id,
        one.subject_id,
        one.start.first_day if one.start else date.min,
        one.end.last_day if one.end else date.max,
        one.citations[0],
    )


def _of_sentence(sentence: Sentence, people: frozenset[ActorId]) -> Iterator[Lead]:
    if len(sentence.named) < 2 or _NOT_NOW.search(sentence.text):
        return
    published = sentence.telling.published
    assert published is not None
    for person in sentence.named:
        if person.actor_id not in people:
            continue
        for group in sentence.named:
            if group.actor_id not in people and _leads(sentence.telling.text, sentence, person, group):
                yield Lead(
                    person.actor_id,
                    group.actor_id,
                    published.first_day,
                    published.last_day,
                    sentence.passage,
                    sentence.telling.document_id,
                )


def _leads(text: str, sentence: Sentence, person: Named, group: Named) -> bool:
    if group.end <= person.start:
        between = text[group.end : person.start]
        if _BETWEEN_EN.match(between):
            return True
        return bool(
            _BETWEEN_AR.match(between)
            and _BEFORE_AR.search(text[max(sentence.start, group.start - 30) : group.start])
        )
    if person.end <= group.start:
        between = text[person.end : group.start]
        if len(between) > 70:
            return False
        return bool((_AFTER_EN.match(between) and _LEADS.search(between)) or _AFTER_AR.match(between))
    return False


def _at_once(one: Lead, other: Lead) -> bool:
    if one.document_id is not None and other.document_id is not None:
        return abs((one.earliest - other.earliest).days) <= AT_ONCE
    return one.earliest <= other.latest and other.earliest <= one.latest
