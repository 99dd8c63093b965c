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


def find_contradictions(tellings: Iterable[Telling], known: Known) -> list[Found]:
    """Every contradiction, each once, in a stable order. None on a consistent case.

    Texts are read one after the other and not kept; what reprints repeat is told once.
    """
    found: list[Found] = []
    numbers: list[Item] = []
    told: list[Telt] = []
    lives: list[tuple[Happening, bool]] = []
    leads: list[Lead] = []
    datelines: dict[DocumentId, tuple[PartialDate, Passage]] = {}
    cited = {citation.document_id for event in known.events for citation in event.citations}
    for telling in tellings:
        numbers += read_series(telling)
        found += wrong_intervals(telling)
        found += told_too_early(telling)
        told += read_events(telling)
        lives += read_lives(telling, known.people)
        leads += read_leaders(telling, known.people)
        if telling.document_id in cited and telling.published is not None:
            datelines[telling.document_id] = (telling.published, telling.dateline())
    found += series_out_of_order(numbers)
    found += events_too_early(known.events, datelines)
    found += conflicting_tellings(told, known.events)
    found += after_death(lives, known.people, known.names, known.events)
    found += leaders_of_rivals(leads, known.relationships, known.names)
    found += resting_on_refuted(known.resting)
    order = list(FindingKind)
    by_wording: dict[object, Found] = {}
    for one in sorted(found, key=lambda one: (order.index(one.kind), one.fingerprint)):
        quotes = tuple(" ".join(fold(passage.quote).split()) for passage in one.passages)
        by_wording.setdefault((one.kind, one.about, quotes), one)
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
