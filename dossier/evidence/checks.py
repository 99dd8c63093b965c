"""Look for contradictions in a case: dates, figures, series, intervals, deaths, leaders, refuted claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dossier.domain.actors import ActorId, Event, Relationship
from dossier.domain.corpus import DocumentId
from dossier.domain.dates import PartialDate
from dossier.domain.dossiers import Statement
from dossier.domain.evidence import Claim, Finding, FindingKind, Passage
from dossier.evidence.deaths import Happening, after_death, read_lives
from dossier.evidence.found import Found
from dossier.evidence.intervals import wrong_intervals
from dossier.evidence.leaders import Lead, leaders_of_rivals, read_leaders
from dossier.evidence.publications import events_too_early, told_too_early
from dossier.evidence.series import Item, read_series, series_out_of_order
from dossier.evidence.telling import Telling
from dossier.evidence.tolls import Telt, conflicting_tellings, read_events
from dossier.text.normalize import fold


@dataclass(frozen=True)
class Known:
    """What the case holds beside its texts."""

    people: frozenset[ActorId] = frozenset()
    """The actors that are persons."""
    names: Mapping[ActorId, str] = field(default_factory=dict)
    relationships: Sequence[Relationship] = ()
    events: Sequence[Event] = ()
    resting: Sequence[tuple[Statement, Claim]] = ()
    """Statements with the claims on which they rest."""


@dataclass(frozen=True)
class Told:
    """What one document tells the checks, without its text: can be kept while the document stays as it is."""

    document_id: DocumentId
    found: tuple[Found, ...]
    """What contradicts itself within the document."""
    numbers: tuple[Item, ...]
    events: tuple[Telt, ...]
    lives: tuple[tuple[Happening, bool], ...]
    leads: tuple[Lead, ...]
    dateline: tuple[PartialDate, Passage] | None


def read_told(telling: Telling, people: frozenset[ActorId]) -> Told:
    """Read one document; `people` are the actors that are persons."""
    return Told(
        telling.document_id,
        (*wrong_intervals(telling), *told_too_early(telling)),
        tuple(read_series(telling)),
        tuple(read_events(telling)),
        tuple(read_lives(telling, people)),
        tuple(read_leaders(telling, people)),
        None if telling.published is None else (telling.published, telling.dateline()),
    )


def find_contradictions(documents: Iterable[Told], known: Known) -> list[Found]:
    """Every contradiction, each once, in a stable order. None on a consistent case.

    What reprints repeat is told once.
    """
    found: list[Found] = []
    numbers: list[Item] = []
    told: list[Telt] = []
    lives: list[tuple[Happening, bool]] = []
    leads: list[Lead] = []
    datelines: dict[DocumentId, tuple[PartialDate, Passage]] = {}
    cited = {citation.document_id for event in known.events for citation in event.citations}
    for one in documents:
        found += one.found
        numbers += one.numbers
        told += one.events
        lives += one.lives
        leads += one.leads
        if one.document_id in cited and one.dateline is not None:
            datelines[one.document_id] = one.dateline
    found += series_out_of_order(numbers)
    found += events_too_early(known.events, datelines)
    found += conflicting_tellings(told, known.events)
    found += after_death(lives, known.people, known.names, known.events)
    found += leaders_of_rivals(leads, known.relationships, known.names)
    found += resting_on_refuted(known.resting)
    order = list(FindingKind)
    by_wording: dict[object, Found] = {}
    for each in sorted(found, key=lambda each: (order.index(each.kind), each.fingerprint)):
        quotes = tuple(" ".join(fold(passage.quote).split()) for passage in each.passages)
        by_wording.setdefault((each.kind, each.about, quotes), each)
    return list(by_wording.values())


def resting_on_refuted(resting: Sequence[tuple[Statement, Claim]]) -> list[Found]:
    """Statements that rest on a claim which its reviewer refuted."""
    found = []
    for statement, claim in resting:
        if claim.verdict is None or not claim.verdict.refutes:
            continue
        passages = [citation.passage for citation in statement.citations[:1]]
        if claim.passage is not None:
            passages.append(claim.passage)
        who = f" by {claim.reviewer}" if claim.reviewer else ""
        found.append(
            Found(
                FindingKind.CLAIM_REFUTED,
                f"Statement {statement.id} rests on a claim rated {claim.verdict}{who}.",
                tuple(passages),
                about=f"statement {statement.id} claim {claim.id}",
            )
        )
    return found


def as_findings(found: Iterable[Found], resolutions: Mapping[str, tuple[str, int | None]]) -> list[Finding]:
    """Contradictions with what was decided on them; open ones have no resolution."""
    listed = []
    for one in found:
        resolution, kept = resolutions.get(one.fingerprint, ("", None))
        listed.append(Finding(one.fingerprint, one.kind, one.sentence, one.passages, resolution, kept))
    return listed
