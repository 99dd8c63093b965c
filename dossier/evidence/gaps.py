"""Find what a dossier lacks: sources, independence, languages, freshness; conflicts that stay open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dossier.domain.corpus import Document, DocumentId
from dossier.domain.dossiers import Dossier, Section, Statement, StatementId
from dossier.domain.evidence import Finding
from dossier.evidence.provenance import Provenance, documents_of

AGED_DAYS = 365
"""Days after which information is called aged, unless the settings say otherwise."""
_SHORT = 60
"""Characters of a statement in a sentence on it."""


class GapKind(StrEnum):
    """What can be lacking."""

    UNSOURCED = "unsourced"
    REFUTED = "rests on a refuted claim"
    FALLEN = "rests on what was withdrawn"
    ONE_ROOT = "one root"
    NO_ROOT = "no root seen"
    ONE_LANGUAGE = "one language"
    AGED = "aged"
    CONFLICT = "open conflict"
    CONTRADICTION = "undecided contradiction"


@dataclass(frozen=True)
class Gap:
    """One lack, in a sentence, with the statements it is about."""

    kind: GapKind
    sentence: str
    statements: tuple[StatementId, ...] = ()


@dataclass(frozen=True)
class Facts:
    """What is known of the evidence behind a dossier."""

    documents: Mapping[DocumentId, Document]
    graph: Provenance
    today: date
    conflicts: tuple[tuple[StatementId, StatementId, str], ...] = ()
    fallen: frozenset[DocumentId] = frozenset()
    """Documents that are withdrawn or rest on nothing that stands."""
    aged_days: int = AGED_DAYS
    refuted: frozenset[StatementId] = frozenset()
    """Statements that rest on a claim found false, misleading or satire."""
    findings: tuple[Finding, ...] = ()
    """Contradictions that touch the dossier's actor; decided ones are no gap."""


def find_gaps(dossier: Dossier, facts: Facts) -> list[Gap]:
    """All gaps, the gravest kinds first; of a section only the gravest of its roots."""
    statements = [statement for section in dossier.sections for statement in section.statements]
    numbers = {key: number for number, key in enumerate(documents_of(statements), start=1)}
    gaps = [*_unsourced(statements), *_refuted(statements, facts.refuted), *_fallen(statements, facts.fallen)]
    for section in dossier.sections:
        gaps += _roots(section, facts.graph, numbers)
    gaps += _languages(statements, facts.documents)
    gaps += _aged(dossier.sections, facts)
    gaps += _conflicts(statements, facts.conflicts)
    gaps += _contradictions(statements, facts)
    return gaps


def _unsourced(statements: Iterable[Statement]) -> Iterator[Gap]:
    found = tuple(statement.id for statement in statements if statement.unsourced)
    if found:
        yield Gap(
            GapKind.UNSOURCED, f"{_count(len(found), 'statement has', 'statements have')} no source.", found
        )


def _refuted(statements: Iterable[Statement], refuted: Collection[StatementId]) -> Iterator[Gap]:
    found = tuple(statement.id for statement in statements if statement.id in refuted)
    if found:
        yield Gap(
            GapKind.REFUTED,
            f"{_count(len(found), 'statement rests', 'statements rest')} on a refuted claim.",
            found,
        )


def _fallen(statements: Iterable[Statement], fallen: Collection[DocumentId]) -> Iterator[Gap]:
    found = tuple(
        one.id for one in statements if one.citations and all(key in fallen for key in documents_of([one]))
    )
    if found:
        yield Gap(
            GapKind.FALLEN,
            f"{_count(len(found), 'statement rests', 'statements rest')} only on documents that were withdrawn or "
            "rest on withdrawn ones.",
            found,
        )


def _roots(section: Section, graph: Provenance, numbers: Mapping[DocumentId, int]) -> Iterator[Gap]:
    cited = documents_of(section.statements)
    if not cited:
        return
    about = tuple(statement.id for statement in section.statements if statement.citations)
    sources = graph.independent_sources(cited)
    title = f"The section “{section.title}”"
    if not sources.count:
        yield Gap(GapKind.NO_ROOT, f"{title} has no independent source: root not seen.", about)
    elif len(cited) == 1:
        yield Gap(GapKind.ONE_ROOT, f"{title} rests on a single document [{numbers[cited[0]]}].", about)
    elif sources.count == 1:
        yield Gap(
            GapKind.ONE_ROOT,
            f"{title} rests on one independent source: its {len(cited)} documents lead to the same root.",
            about,
        )


def _languages(statements: Iterable[Statement], documents: Mapping[DocumentId, Document]) -> Iterator[Gap]:
    cited = [documents[key] for key in documents_of(statements) if key in documents]
    languages = {document.language for document in cited if document.language}
    if len(languages) == 1:
        yield Gap(GapKind.ONE_LANGUAGE, f"All sources are in one language ({languages.pop()}).")


def _aged(sections: Iterable[Section], facts: Facts) -> Iterator[Gap]:
    """The whole dossier when all of it is aged, else the sections that are."""
    ages = {}
    for section in sections:
        cited = [facts.documents.get(key) for key in documents_of(section.statements)]
        days = [one.published.last_day for one in cited if one is not None and one.published is not None]
        if days:
            ages[section] = (facts.today - max(days)).days
    if not ages:
        return
    if min(ages.values()) > facts.aged_days:
        age = min(ages.values())
        yield Gap(
            GapKind.AGED,
            f"The newest source is {age:,} days old (aged: more than {facts.aged_days:,} days).",
        )
        return
    for section, age in ages.items():
        if age > facts.aged_days:
            yield Gap(
                GapKind.AGED,
                f"The newest source of the section “{section.title}” is {age:,} days old "
                f"(aged: more than {facts.aged_days:,} days).",
                tuple(statement.id for statement in section.statements if statement.citations),
            )


def _conflicts(
    statements: Iterable[Statement], conflicts: Iterable[tuple[StatementId, StatementId, str]]
) -> Iterator[Gap]:
    known = {statement.id: statement for statement in statements}
    for one, other, note in conflicts:
        if one in known and other in known:
            yield Gap(
                GapKind.CONFLICT,
                f"Open conflict: “{_short(known[one].text)}” against “{_short(known[other].text)}”"
                + (f" ({note})." if note else "."),
                (one, other),
            )


def _contradictions(statements: Sequence[Statement], facts: Facts) -> Iterator[Gap]:
    """Each with the statements that cite a part of its passages.

    Of a document that only statements cite which are not among these, nothing is told: it may be withheld.
    """
    withheld = facts.documents.keys() - set(documents_of(statements))
    for finding in facts.findings:
        if finding.resolution or any(one.document_id in withheld for one in finding.passages):
            continue
        about = tuple(
            statement.id
            for statement in statements
            if any(
                cited.passage.document_id == one.document_id
                and cited.passage.start < one.end
                and one.start < cited.passage.end
                for cited in statement.citations
                for one in finding.passages
            )
        )
        words = finding.sentence if finding.sentence.endswith(".") else f"{finding.sentence}."
        yield Gap(GapKind.CONTRADICTION, f"Undecided contradiction ({finding.kind}): {words}", about)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else line[: _SHORT - 1].rstrip() + "…"


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
