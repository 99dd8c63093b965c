"""A dossier with everything that an export may meet, as the bundle from which outlines are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from dossier.domain.actors import (
    Actor,
    ActorId,
    ActorKind,
    ActorRole,
    ActorStatus,
    EventId,
    RelationshipKind,
)
from dossier.domain.corpus import Document, DocumentId, DocumentKind, Reliability, Source, SourceId
from dossier.domain.dates import PartialDate
from dossier.domain.dossiers import (
    TLP,
    Citation,
    CitationId,
    Confidence,
    Dossier,
    DossierId,
    Likelihood,
    Section,
    SectionId,
    Statement,
    StatementForm,
    StatementId,
)
from dossier.domain.evidence import Claim, ClaimId, Credibility, Passage, Verdict
from dossier.domain.figures import ChronologyRow, Graph, GraphEdge, GraphNode, PlacedGraph
from dossier.evidence.gaps import Facts, find_gaps
from dossier.evidence.provenance import provenance
from dossier.export.bundle import DossierBundle
from dossier.export.outline import NameUse

WHEN = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
ARABIC = "تبنت الجماعة الهجوم على القافلة في بيان نشرته وكالتها."
SECRET = "A cell of nine waits near the harbour."
REFUTED = "The rebels sank three tankers in one night."


def document(number: int, **values: object) -> Document:
    """A document of the first source, in English, unless told otherwise."""
    given = Document(
        id=DocumentId(number),
        file=f"item-{number}.txt",
        title=f"Report number {number}",
        sha256=f"{number:064x}",
        kind=DocumentKind.ARTICLE,
        published=PartialDate(2026, 10, number),
        language="en",
        source_id=SourceId(1),
        source="The Daily Wire of Examples",
        imported_at=WHEN,
    )
    return replace(given, **values)  # type: ignore[arg-type]


def citation(number: int, statement: int, of: int, quote: str = "some cited words") -> Citation:
    """A citation of document `of`."""
    passage = Passage(DocumentId(of), 10, 10 + len(quote), quote)
    return Citation(CitationId(number), StatementId(statement), passage, Credibility.PROBABLY_TRUE)


def statement(number: int, text: str, cites: Iterable[int] = (), **values: object) -> Statement:
    """A statement that cites these documents."""
    given = Statement(
        id=StatementId(number),
        section_id=SectionId(1),
        position=number,
        text=text,
        citations=tuple(citation(number * 100 + of, number, of) for of in cites),
    )
    return replace(given, **values)  # type: ignore[arg-type]


def section(number: int, title: str, *statements: Statement) -> Section:
    """A section of the dossier."""
    return Section(SectionId(number), DossierId(1), number, title, statements)


def bundle(*sections: Section, **values: object) -> DossierBundle:
    """A bundle with these sections; three documents of two sources, one of them Arabic and graded."""
    chosen = sections or (
        section(
            1,
            "Summary",
            statement(1, "The group said it had attacked the convoy.", (2, 1)),
            statement(2, "It will go on.", judgement=True, likelihood=Likelihood.LIKELY, confidence=Confidence.LOW),
            statement(3, "It has four thousand fighters."),
        ),
        section(
            2,
            "In its own words",
            statement(
                4, ARABIC, (3,), form=StatementForm.QUOTATION,
                translation="The group claimed the attack on the convoy.", translator="N. Haddad",
            ),
            statement(5, "The group repeated the claim.", (1, 3), draft=True),
            statement(6, SECRET, (1,), tlp=TLP.RED),
        ),
    )  # fmt: skip
    arabic = document(
        3, language="ar", title="بيان الجماعة", source_id=SourceId(2), source="وكالة الأمثلة", published=None
    )
    given = DossierBundle(
        dossier=Dossier(DossierId(1), ActorId(1), "The Example Brigade", TLP.AMBER, WHEN, WHEN, chosen),
        actor=Actor(
            ActorId(1), "The Example Brigade", ActorKind.ORGANIZATION, ActorRole.GROUP, ActorStatus.CONFIRMED,
            description="An invented group.",
        ),
        documents={DocumentId(1): document(1), DocumentId(2): document(2), DocumentId(3): arabic},
        sources={
            SourceId(1): Source(SourceId(1), "The Daily Wire of Examples", "A newspaper.", Reliability.B),
            SourceId(2): Source(SourceId(2), "وكالة الأمثلة", "The group's own agency."),
        },
        digits={DocumentId(1): Credibility.PROBABLY_TRUE},
        names=(NameUse("The Brigade", "The Daily Wire of Examples (2)"), NameUse("لواء المثال", "وكالة الأمثلة (1)")),
        case_name="Examples",
        case_hash="ab" * 32,
        version="0.1.0",
        made_at=WHEN,
    )  # fmt: skip
    whole = replace(given, **values)  # type: ignore[arg-type]
    return whole if "find_gaps" in values else replace(whole, find_gaps=gaps_among(whole.documents))


def with_figures() -> DossierBundle:
    """The bundle with dated rows and a relationship."""
    return replace(
        bundle(),
        chronology=(
            ChronologyRow(
                "3 May 2024",
                date(2024, 5, 3),
                date(2024, 5, 3),
                "A raid on the harbour (Port).",
                (Passage(DocumentId(2), 0, 4, "raid"),),
                ("B6",),
                event_id=EventId(1),
            ),
            ChronologyRow(
                "2025", date(2025, 1, 1), date(2025, 12, 31), "هجوم على القافلة.", statement_id=StatementId(4)
            ),
        ),
        relations=figure("The Example Brigade", "Commander Example"),
    )


def figure(*names: str) -> PlacedGraph:
    """The first of these actors with the others as its leaders."""
    nodes = tuple(GraphNode(ActorId(n), name, ActorRole.GROUP, 2) for n, name in enumerate(names, 1))
    edges = tuple(
        GraphEdge(ActorId(1), node.actor_id, RelationshipKind.LEADER, 2, disputed=True) for node in nodes[1:]
    )
    return PlacedGraph(Graph(nodes, edges), {node.actor_id: (float(node.actor_id), 0.5) for node in nodes})


def gaps_among(documents: Mapping[DocumentId, Document]) -> Callable[[Dossier], list[str]]:
    """The gaps of a dossier that cites these documents, none of which rests on another."""
    facts = Facts(documents, provenance([]), WHEN.date())
    return lambda dossier: [gap.sentence for gap in find_gaps(dossier, facts)]


def claim(text: str, of: int, verdict: Verdict = Verdict.FALSE) -> Claim:
    """A claim reviewed in document `of`."""
    return Claim(
        ClaimId(of), text, verdict_printed=str(verdict).title(), verdict=verdict, reviewer="Checkers",
        document_id=DocumentId(of),
    )  # fmt: skip
