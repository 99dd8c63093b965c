"""Draft a dossier from the evidence at hand: names, key passages, chronology, company, sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count

from dossier.domain.actors import Actor, ActorId
from dossier.domain.corpus import Document
from dossier.domain.dates import PartialDate
from dossier.domain.dossiers import (
    TLP,
    Citation,
    CitationId,
    Dossier,
    DossierId,
    Section,
    SectionId,
    Statement,
    StatementForm,
    StatementId,
)
from dossier.domain.evidence import Claim, Passage, Verdict
from dossier.dossiers.citations import passage_at
from dossier.jobs import Cancelled, Changes, Progress, ReportProgress
from dossier.storage.dossiers import DossierStore
from dossier.text.echoes import echoes, repeats
from dossier.text.normalize import fold, quoted
from dossier.text.passages import sentence_spans

KEY_PASSAGES = 10
PER_DOCUMENT = 2
"""Key passages from one document, so that one long report doesn't fill the draft."""
CHRONOLOGY = 20
COMPANY = 8
CITATIONS = 3
"""Citations of one drafted statement at most."""
SHORTEST, LONGEST = 40, 600
"""Code points of a passage worth quoting: shorter ones are headings, longer ones were not split."""


COUNTING_SECTIONS = frozenset({"Names used", "Named together with", "Where it is named", "Claims reviewed"})
"""Sections of a draft that count documents or repeat claims: the dates in them are not those of what happened."""
_SPREAD = re.compile(
    r"\b(?:claim(?:s|ed|ing)?|alleg(?:es|ed|ing|edly)|purport\w*|caption(?:ed|ing)?|circulat(?:es|ed|ing)|viral|rumou?rs?)\b"
    r"|ادعا|ادعى|ادعت|الادعاء|زعم|مزاعم|تداول|متداول|شائعة|الشائعات",
    re.IGNORECASE,
)
"""In a fact-check: what is told is what was claimed, or that it was."""


@dataclass(frozen=True)
class Named:
    """An actor's name at `[start, end)` of a text."""

    actor_id: ActorId
    start: int
    end: int
    surface: str
    weight: float = 1.0


@dataclass(frozen=True)
class Evidence:
    """One document that mentions the actor, with all its mentions of confirmed actors."""

    document: Document
    text: str
    mentions: tuple[Named, ...]


@dataclass(frozen=True)
class DraftStatement:
    """A statement to be stored, with the passages it cites."""

    text: str
    passages: tuple[Passage, ...]
    form: StatementForm = StatementForm.SENTENCE


@dataclass(frozen=True)
class DraftSection:
    """A section to be stored."""

    title: str
    statements: tuple[DraftStatement, ...] = ()


@dataclass(frozen=True)
class _Sentence:
    evidence: Evidence
    start: int
    end: int
    actors: frozenset[ActorId]
    order: int
    own: tuple[Named, ...] = field(default=())

    @property
    def quote(self) -> str:
        return self.evidence.text[self.start : self.end]

    @property
    def passage(self) -> Passage:
        return passage_at(self.evidence.document.id, self.evidence.text, self.start, self.end)


FindDates = Callable[[str], Sequence[tuple[int, int, PartialDate]]]
"""Explicit dates in a text: start, end, date."""


def draft(
    actor: Actor,
    evidence: Sequence[Evidence],
    *,
    name_of: Callable[[ActorId], str],
    find_dates: FindDates,
    claims: Sequence[Claim] = (),
) -> list[DraftSection]:
    """The sections of a first draft. Every statement cites the passages that it was made from.

    Deterministic; oldest documents first. Sections without a statement are left out. What repeats a claim that a
    fact-check reviews is never told as a fact: the claim stands with its verdict in a section of its own.
    """
    evidence = sorted(evidence, key=_by_date)
    told = [sentence for item in evidence for sentence in _sentences(item, actor.id)]
    repeating = _repeating(told, claims)
    sentences = [sentence for sentence in told if sentence not in repeating]
    reviews = {claim.document_id for claim in claims}
    sections = [
        DraftSection("Names used", tuple(_names(actor, evidence))),
        DraftSection("Key passages", tuple(_key_passages(sentences))),
        DraftSection(
            "Chronology",
            tuple(
                _chronology(
                    [
                        one
                        for one in sentences
                        if one.evidence.document.id not in reviews or not _SPREAD.search(one.quote)
                    ],
                    find_dates,
                )
            ),
        ),
        DraftSection("Claims reviewed", tuple(_claims(actor, evidence, claims))),
        DraftSection("Named together with", tuple(_company(actor, sentences, name_of))),
        DraftSection("Where it is named", tuple(_sources(actor, evidence))),
    ]
    return [section for section in sections if section.statements]


class Drafter:
    """Writes drafts into a case."""

    def __init__(
        self,
        store: DossierStore,
        *,
        evidence: Callable[[ActorId], Sequence[Evidence]],
        actor: Callable[[ActorId], Actor],
        find_dates: FindDates,
        claims: Callable[[], Sequence[Claim]],
    ) -> None:
        self._store = store
        self._evidence = evidence
        self._actor = actor
        self._find_dates = find_dates
        self._claims = claims

    def work(self, actor_id: ActorId, tlp: TLP) -> Callable[[ReportProgress, Cancelled], Changes]:
        """The job that drafts the dossier of an actor. In one that exists it fills empty sections and adds others;
        not a word that is there is changed."""

        def run(progress: ReportProgress, cancelled: Cancelled) -> Changes:
            progress(Progress(0, 0))
            actor, sections = self._made(actor_id)
            cancelled.check()
            self._write(actor, sections, tlp)
            return Changes(dossiers=True)

        return run

    def unwritten(self, actor_id: ActorId, tlp: TLP) -> Dossier:
        """The draft as a dossier that stands nowhere in the case: its numbers are below one, so none is a stored one."""
        actor, drafted = self._made(actor_id)
        now = datetime.now(UTC)
        key = DossierId(0)
        numbers = count(-1, -1)
        sections = []
        for place, one in enumerate(drafted):
            section = SectionId(next(numbers))
            statements = []
            for position, item in enumerate(one.statements):
                statement = StatementId(next(numbers))
                cited = tuple(Citation(CitationId(next(numbers)), statement, at) for at in item.passages)
                statements.append(
                    Statement(
                        statement, section, position, item.text, form=item.form, draft=True, citations=cited
                    )
                )
            sections.append(Section(section, key, place, one.title, tuple(statements)))
        return Dossier(key, actor.id, actor.name, tlp, now, now, tuple(sections), draft=True)

    def _made(self, actor_id: ActorId) -> tuple[Actor, list[DraftSection]]:
        actor = self._actor(actor_id)
        sections = draft(
            actor,
            self._evidence(actor_id),
            name_of=lambda key: self._actor(key).name,
            find_dates=self._find_dates,
            claims=self._claims(),
        )
        return actor, sections

    def _write(self, actor: Actor, sections: Iterable[DraftSection], tlp: TLP) -> DossierId:
        present = self._store.of_actor(actor.id)
        key = present.id if present else self._store.create(actor.id, actor.name, tlp, draft=True)
        there = {section.title.strip().casefold(): section for section in present.sections} if present else {}
        with self._store.edit(key, "draft"):
            for section in sections:
                known = there.get(section.title.casefold())
                if known is not None and not known.statements:
                    section_id = known.id
                else:
                    title = section.title if known is None else f"{section.title} (draft)"
                    section_id = self._store.add_section(key, title)
                for item in section.statements:
                    statement = self._store.add_statement(section_id, item.text, form=item.form, draft=True)
                    for passage in item.passages:
                        self._store.cite(statement, passage)
        return key


def _by_date(item: Evidence) -> tuple[str, int]:
    return (str(item.document.published or "9999"), item.document.id)


def _sentences(item: Evidence, actor: ActorId) -> list[_Sentence]:
    """The sentences of a document that name the actor."""
    found = []
    for order, (start, end) in enumerate(sentence_spans(item.text)):
        named = [mention for mention in item.mentions if start <= mention.start and mention.end <= end]
        own = tuple(mention for mention in named if mention.actor_id == actor)
        if own:
            found.append(
                _Sentence(item, start, end, frozenset(mention.actor_id for mention in named), order, own)
            )
    return found


def _names(actor: Actor, evidence: Sequence[Evidence]) -> Iterable[DraftStatement]:
    """One statement per name that stands for the actor somewhere (and not for what is its own): who uses it, since when."""
    uses: dict[str, list[tuple[Evidence, Named]]] = {}
    for item in evidence:
        for mention in item.mentions:
            if mention.actor_id == actor.id:
                uses.setdefault(_name_as_read(mention.surface), []).append((item, mention))
    by_documents = {
        surface: {item.document.id: item.document for item, _ in places}
        for surface, places in uses.items()
        if any(mention.weight >= 1.0 for _, mention in places)
    }
    for surface, documents in sorted(by_documents.items(), key=lambda entry: (-len(entry[1]), entry[0])):
        places = uses[surface]
        users = Counter(item.document.source or "an unnamed source" for item, _ in places)
        dates = sorted((item.published for item in documents.values() if item.published), key=str)
        by = _listed([name for name, _ in users.most_common(4)])
        since = f", first {'on' if dates[0].precision == 3 else 'in'} {dates[0]}" if dates else ""
        number = "one document" if len(documents) == 1 else f"{len(documents)} documents"
        seen: dict[int, Passage] = {}
        for item, mention in places:
            if item.document.id not in seen and len(seen) < CITATIONS:
                seen[item.document.id] = passage_at(item.document.id, item.text, mention.start, mention.end)
        yield DraftStatement(
            f"The name “{surface}” is used in {number} by {by}{since}.", tuple(seen.values())
        )


def _name_as_read(surface: str) -> str:
    return " ".join(surface.split()).removesuffix("'s").removesuffix("’s")


def _key_passages(sentences: Sequence[_Sentence]) -> Iterable[DraftStatement]:
    """The sentences that say most: the actor and others in it, early in the document, of readable length."""
    ranked = sorted(
        (sentence for sentence in sentences if _quotable(sentence)),
        key=lambda sentence: (-_weight(sentence), _by_date(sentence.evidence), sentence.order),
    )
    taken: list[_Sentence] = []
    per_document: Counter[int] = Counter()
    seen: set[str] = set()
    for sentence in ranked:
        words = fold(sentence.quote)
        document = sentence.evidence.document.id
        if words in seen or per_document[document] >= PER_DOCUMENT:
            continue
        seen.add(words)
        per_document[document] += 1
        taken.append(sentence)
        if len(taken) == KEY_PASSAGES:
            break
    taken.sort(key=lambda sentence: (_by_date(sentence.evidence), sentence.order))
    for sentence in taken:
        yield DraftStatement(sentence.quote, (sentence.passage,), StatementForm.QUOTATION)


def _quotable(sentence: _Sentence) -> bool:
    return (
        SHORTEST <= sentence.end - sentence.start <= LONGEST
        and sentence.quote.rstrip()[-1:] in ".!?؟”\"»’'…]"
    )


def _weight(sentence: _Sentence) -> float:
    """Actor named by name counts most; then its company, its place in the sentence and in the document."""
    name = max(mention.weight for mention in sentence.own)
    company = min(len(sentence.actors) - 1, 3)
    early = 1.0 if sentence.own[0].start - sentence.start < 80 else 0.0
    opening = 1.0 / (1 + sentence.order / 4)
    return 2.0 * name + 0.8 * company + early + opening


def _chronology(sentences: Sequence[_Sentence], find_dates: FindDates) -> Iterable[DraftStatement]:
    """Sentences about the actor that name a day or a month, in the order of those dates."""
    dated: list[tuple[str, _Sentence]] = []
    for sentence in sentences:
        if not SHORTEST <= sentence.end - sentence.start <= LONGEST:
            continue
        dates = [date for _, _, date in find_dates(sentence.quote) if date.month is not None]
        if dates:
            dated.append((str(dates[0]), sentence))  # the date a sentence begins with is its own
    dated.sort(key=lambda entry: (entry[0], _by_date(entry[1].evidence), entry[1].order))
    seen: set[str] = set()
    for date, sentence in dated:
        words = fold(sentence.quote)
        if words in seen or len(seen) >= CHRONOLOGY:
            continue
        seen.add(words)
        yield DraftStatement(f"{date}: {quoted(sentence.quote)}", (sentence.passage,))


def _repeating(sentences: Sequence[_Sentence], claims: Sequence[Claim]) -> frozenset[_Sentence]:
    """Sentences that tell a claim: in its fact-check by place or by most of its words, elsewhere word for word."""
    found = set()
    for sentence in sentences:
        quote, document = sentence.quote, sentence.evidence.document.id
        for claim in claims:
            own = claim.document_id == document
            place = claim.passage if own else None
            if (
                (place is not None and sentence.start < place.end and place.start < sentence.end)
                or (own and echoes(quote, claim.text))
                or ((own or _in_doubt(claim)) and repeats(quote, claim.text))
            ):
                found.add(sentence)
                break
    return frozenset(found)


def _in_doubt(claim: Claim) -> bool:
    """Anything but found true."""
    return claim.verdict not in {Verdict.TRUE, Verdict.MOSTLY_TRUE}


def _claims(actor: Actor, evidence: Sequence[Evidence], claims: Sequence[Claim]) -> Iterable[DraftStatement]:
    """The reviewed claims that name the actor, each with its verdict."""
    by_document = {item.document.id: item for item in evidence}
    for claim in claims:
        place = claim.passage
        item = by_document.get(place.document_id) if place is not None else None
        if place is None or item is None or not claim.verdict_printed:
            continue
        named = any(
            one.actor_id == actor.id and place.start <= one.start and one.end <= place.end
            for one in item.mentions
        )
        if named:
            by = claim.reviewer or item.document.source or "the fact-check"
            yield DraftStatement(
                f"A claim that {by} rated “{claim.verdict_printed}”: {quoted(claim.text)}", (place,)
            )


def _company(
    actor: Actor, sentences: Sequence[_Sentence], name_of: Callable[[ActorId], str]
) -> Iterable[DraftStatement]:
    together: dict[ActorId, list[_Sentence]] = {}
    for sentence in sentences:
        for other in sentence.actors - {actor.id}:
            together.setdefault(other, []).append(sentence)
    ranked = sorted(
        together.items(),
        key=lambda entry: (-len({one.evidence.document.id for one in entry[1]}), -len(entry[1]), entry[0]),
    )
    for other, places in ranked[:COMPANY]:
        documents = {place.evidence.document.id for place in places}
        times = "one sentence" if len(places) == 1 else f"{len(places)} sentences"
        number = "one document" if len(documents) == 1 else f"{len(documents)} documents"
        yield DraftStatement(
            f"{actor.name} and {name_of(other)} are named together in {times} of {number}.",
            tuple(place.passage for place in _one_per_document(places)),
        )


def _one_per_document(places: Sequence[_Sentence]) -> list[_Sentence]:
    first: dict[int, _Sentence] = {}
    for place in places:
        first.setdefault(place.evidence.document.id, place)
    return list(first.values())[:CITATIONS]


def _sources(actor: Actor, evidence: Sequence[Evidence]) -> Iterable[DraftStatement]:
    by_source: dict[str, list[Evidence]] = {}
    for item in evidence:
        by_source.setdefault(item.document.source or "", []).append(item)
    for source, items in sorted(by_source.items(), key=lambda entry: (-len(entry[1]), entry[0])):
        dates = sorted(str(item.document.published) for item in items if item.document.published)
        span = ""
        if dates:
            span = f", dated {dates[0]}" if dates[0] == dates[-1] else f", dated {dates[0]} to {dates[-1]}"
        number = "one document that names" if len(items) == 1 else f"{len(items)} documents that name"
        passages = []
        for item in items[:CITATIONS]:
            own = next(mention for mention in item.mentions if mention.actor_id == actor.id)
            passages.append(passage_at(item.document.id, item.text, own.start, own.end))
        yield DraftStatement(
            f"{source or 'Documents without a known source'}: {number} {actor.name}{span}.",
            tuple(passages),
        )


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
