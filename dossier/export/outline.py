"""A dossier as a format-neutral tree with numbered citations; writers know nothing else."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dossier.domain.dossiers import TLP
from dossier.export.relations import RelationFigure
from dossier.export.timetable import Span, Timescale

UNKNOWN_OUTLET = "Source unknown"
"""Printed where nobody knows who published a document; never a source by itself."""


@dataclass(frozen=True)
class NameUse:
    """One name of the actor and who uses it."""

    name: str
    users: str
    whose: str = ""
    """Whose name it is: the actor's own, the outlets', the states', or who else is known to use it."""


@dataclass(frozen=True)
class Mark:
    """A citation mark `[number: grade]`; `anchor` is unique in the outline."""

    number: int
    grade: str
    anchor: int
    start: int = 0
    end: int = 0
    """The cited passage `[start, end)` in code points of the document's text."""


@dataclass(frozen=True)
class Item:
    """One statement as it is printed."""

    text: str
    right_to_left: bool
    quotation: bool
    marks: tuple[Mark, ...]
    notes: tuple[str, ...]
    """Analyst judgement, likelihood, confidence, draft, no source, refuted claim."""
    translation: str = ""
    translator: str = ""
    unsourced: bool = False
    statement_id: int = 0
    number: str = ""
    """Section and place in it, as `2.3`; by this number other parts of the dossier speak of it."""


@dataclass(frozen=True)
class Judgement:
    """A statement that says what the analyst makes of it, as it stands at the head of the dossier."""

    text: str
    right_to_left: bool
    assessment: str
    """Likelihood and confidence; empty if neither was given."""
    number: str
    """Of the statement, which carries the citations."""


@dataclass(frozen=True)
class Scale:
    """A scale whose words or signs the dossier uses, each with what it means."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class OutlineSection:
    """A titled run of items."""

    title: str
    items: tuple[Item, ...]
    withheld: int = 0
    """Statements above the chosen TLP level, left out."""


@dataclass(frozen=True)
class Dated:
    """A row of the chronology: an event with its citations, or a statement, told by its number."""

    date: str
    text: str
    right_to_left: bool
    marks: tuple[Mark, ...] = ()
    statement: str = ""
    span: Span | None = None


@dataclass(frozen=True)
class Chronology:
    """What has a date, in order, on one line of time."""

    rows: tuple[Dated, ...]
    scale: Timescale | None
    left_out: int = 0


@dataclass(frozen=True)
class Entry:
    """One cited document in the source list, with the anchors of the marks that cite it."""

    number: int
    title: str
    right_to_left: bool
    outlet: str
    descriptor: str
    grade: str
    grade_words: str
    published: str
    captured: str
    file: str
    sha256: str
    url: str
    anchors: tuple[int, ...]
    quotes: tuple[str, ...]


@dataclass(frozen=True)
class Outline:
    """A dossier ready to be written in any format."""

    title: str
    subtitle: str
    description: str
    tlp: TLP
    draft: bool
    names: tuple[NameUse, ...]
    sections: tuple[OutlineSection, ...]
    entries: tuple[Entry, ...]
    claims: tuple[tuple[str, str, str], ...]
    """Claim, verdict as printed and normalised, reviewer."""
    gaps: tuple[str, ...]
    source_summary: str
    method: tuple[str, ...]
    made_at: datetime
    case_name: str
    case_hash: str
    version: str
    chronology: Chronology = Chronology((), None)
    relations: RelationFigure | None = None
    judgements: tuple[Judgement, ...] = ()
    scales: tuple[Scale, ...] = ()
    right_to_left: bool = False
    """Most of its statements run from right to left, so pages are laid out that way."""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All citations in the order in which they are printed."""
        said = [mark for section in self.sections for item in section.items for mark in item.marks]
        return (*said, *(mark for row in self.chronology.rows for mark in row.marks))

    @property
    def standing(self) -> dict[int, str]:
        """Anchor of a mark -> number of the statement in which it stands; marks of the chronology have none."""
        items = (item for section in self.sections for item in section.items)
        return {mark.anchor: item.number for item in items for mark in item.marks}


@dataclass(frozen=True)
class ExportReport:
    """What was written, and what the reader of it should know."""

    path: Path
    warnings: tuple[str, ...] = ()
    entered: bool = True
    """Whether the audit log of the case has it, or will have it; not where the case's folder can't be written."""


def runs_right_to_left(text: str) -> bool:
    """Whether most letters run from right to left.

    The first letter is not enough: “داعش” is used in four documents, says an English sentence.
    """
    kinds = [unicodedata.bidirectional(char) for char in text]
    return sum(kind in {"R", "AL"} for kind in kinds) > kinds.count("L")
