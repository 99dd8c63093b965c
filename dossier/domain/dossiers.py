"""Dossiers: sections of statements about one actor, each with its citations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from dossier.domain.actors import ActorId
from dossier.domain.evidence import Credibility, Passage

DossierId = NewType("DossierId", int)
SectionId = NewType("SectionId", int)
StatementId = NewType("StatementId", int)
CitationId = NewType("CitationId", int)


class TLP(StrEnum):
    """Traffic Light Protocol 2.0 (FIRST, 2022), from open to closed."""

    CLEAR = "TLP:CLEAR"
    GREEN = "TLP:GREEN"
    AMBER = "TLP:AMBER"
    AMBER_STRICT = "TLP:AMBER+STRICT"
    RED = "TLP:RED"

    @property
    def rank(self) -> int:
        """0 for CLEAR to 4 for RED."""
        return list(TLP).index(self)


class Likelihood(StrEnum):
    """Likelihood words of ICD 203 (2015), D.6.e(2)(a): the first of each pair."""

    ALMOST_NO_CHANCE = "almost no chance"
    VERY_UNLIKELY = "very unlikely"
    UNLIKELY = "unlikely"
    ROUGHLY_EVEN = "roughly even chance"
    LIKELY = "likely"
    VERY_LIKELY = "very likely"
    ALMOST_CERTAIN = "almost certain"

    @property
    def percent(self) -> tuple[int, int]:
        """Range of probability in per cent, as printed in ICD 203."""
        return _LIKELIHOOD_PERCENT[self]


_LIKELIHOOD_PERCENT = {
    Likelihood.ALMOST_NO_CHANCE: (1, 5),
    Likelihood.VERY_UNLIKELY: (5, 20),
    Likelihood.UNLIKELY: (20, 45),
    Likelihood.ROUGHLY_EVEN: (45, 55),
    Likelihood.LIKELY: (55, 80),
    Likelihood.VERY_LIKELY: (80, 95),
    Likelihood.ALMOST_CERTAIN: (95, 99),
}


class Confidence(StrEnum):
    """Confidence in the sources and the reasoning (ICD 203), apart from likelihood."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class StatementForm(StrEnum):
    """How a statement is set: a sentence, or a quotation with its own words."""

    SENTENCE = "sentence"
    QUOTATION = "quotation"


@dataclass(frozen=True)
class Citation:
    """Statement to passage, with the item's credibility digit as it stands now."""

    id: CitationId
    statement_id: StatementId
    passage: Passage
    credibility: Credibility = Credibility.CANNOT_BE_JUDGED
    note: str = ""


@dataclass(frozen=True)
class Statement:
    """A sentence with citations, or marked as analyst judgement."""

    id: StatementId
    section_id: SectionId
    position: int
    text: str
    form: StatementForm = StatementForm.SENTENCE
    judgement: bool = False
    """Analyst judgement: needs no citation, is marked as such."""
    likelihood: Likelihood | None = None
    confidence: Confidence | None = None
    tlp: TLP = TLP.CLEAR
    draft: bool = False
    """Made by the program, not yet edited by the analyst."""
    translation: str = ""
    translator: str = ""
    citations: tuple[Citation, ...] = ()

    @property
    def unsourced(self) -> bool:
        """Neither cited nor marked as judgement."""
        return not self.citations and not self.judgement


@dataclass(frozen=True)
class Section:
    """A titled run of statements, in their order."""

    id: SectionId
    dossier_id: DossierId
    position: int
    title: str
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True)
class Dossier:
    """All sections about one actor."""

    id: DossierId
    actor_id: ActorId
    title: str
    tlp: TLP
    created_at: datetime
    """UTC."""
    changed_at: datetime
    """UTC."""
    sections: tuple[Section, ...] = ()
    draft: bool = False
