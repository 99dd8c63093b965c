"""Turn a dossier into a format-neutral outline with numbered citations; writers know nothing else."""

from __future__ import annotations

import os
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from dossier.domain.actors import Actor
from dossier.domain.corpus import Document, DocumentId, Reliability, Source, SourceId
from dossier.domain.dossiers import TLP, Dossier, Statement, StatementForm, StatementId
from dossier.domain.evidence import Claim, Credibility, Passage
from dossier.domain.figures import ChronologyRow, PlacedGraph
from dossier.errors import EnvironmentTrouble, UserError
from dossier.export.relations import RelationFigure, relation_figure
from dossier.export.timetable import MOST_ROWS, Span, Timescale, timescale


@dataclass(frozen=True)
class NameUse:
    """One name of the actor and who uses it."""

    name: str
    users: str
    whose: str = ""
    """Whose name it is: the actor's own, the outlets', the states', or who else is known to use it."""


@dataclass(frozen=True)
class DossierBundle:
    """Everything that an export may say; nothing is looked up later."""

    dossier: Dossier
    actor: Actor
    documents: Mapping[DocumentId, Document]
    sources: Mapping[SourceId, Source]
    digits: Mapping[DocumentId, Credibility]
    names: tuple[NameUse, ...] = ()
    claims: tuple[Claim, ...] = ()
    resting: Mapping[int, tuple[Claim, ...]] = field(default_factory=dict)
    """Statement id -> the refuted claims on which it rests."""
    conflicts: tuple[tuple[int, int, str], ...] = ()
    """Ids of two statements that contradict each other, and a note on it."""
    roots: Mapping[int, str] = field(default_factory=dict)
    """Statement id -> a sentence on its independent sources."""
    find_gaps: Callable[[Dossier], Sequence[str]] = lambda _shown: ()
    """What the evidence lacks, in sentences, for the part of the dossier that is shown."""
    chronology: tuple[ChronologyRow, ...] = ()
    """In order of time; their passages are of `documents`. A row with a statement's id is that statement again."""
    relations: PlacedGraph | None = None
    """The actor (first node) and whoever is related to it."""
    case_name: str = ""
    case_hash: str = ""
    """SHA-256 over the cited documents' hashes: two exports of one state agree."""
    version: str = ""
    made_at: datetime = field(default_factory=lambda: datetime.now(UTC))


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


def build_outline(bundle: DossierBundle, level: TLP | None = None) -> Outline:
    """The outline of a dossier. Nothing above `level` (the dossier's own label by default) goes in.

    Documents are numbered in order of their first citation; a document keeps its number.
    """
    level = level or bundle.dossier.tlp
    hidden = _only_withheld(bundle.dossier, level)
    bundle = replace(
        bundle,
        documents={key: one for key, one in bundle.documents.items() if key not in hidden},
        claims=tuple(claim for claim in bundle.claims if claim.document_id not in hidden),
    )
    shown = {
        statement.id: statement
        for section in bundle.dossier.sections
        for statement in section.statements
        if statement.tlp.rank <= level.rank
    }
    cited = _Cited(bundle)
    numbers = _statement_numbers(bundle.dossier, level)
    sections: list[OutlineSection] = []
    for section in bundle.dossier.sections:
        printed = [one for one in section.statements if one.tlp.rank <= level.rank]
        items = tuple(
            _item(
                one,
                tuple(cited.mark(citation.passage) for citation in one.citations),
                bundle,
                shown,
                numbers,
            )
            for one in printed
        )
        withheld = len(section.statements) - len(printed)
        title = section.title if items or not withheld else "Withheld section"
        sections.append(OutlineSection(title, items, withheld))
    chronology = _chronology(bundle, level, hidden, numbers, cited)
    entries = cited.entries()
    withheld_all = sum(section.withheld for section in sections)
    return Outline(
        title=bundle.dossier.title,
        subtitle=f"{bundle.actor.role} ({bundle.actor.kind})",
        description=bundle.actor.description,
        tlp=level,
        draft=bundle.dossier.draft,
        names=bundle.names,
        sections=tuple(section for section in sections if section.items or section.withheld),
        entries=entries,
        claims=tuple(
            (claim.text, f"{claim.verdict_printed} ({claim.verdict or 'not normalised'})", claim.reviewer)
            for claim in _claims(bundle, shown, hidden)
        ),
        gaps=_gaps(bundle, sections, entries, withheld_all, level),
        source_summary=_source_summary(entries),
        method=_method(bundle),
        made_at=bundle.made_at,
        case_name=bundle.case_name,
        case_hash=bundle.case_hash,
        version=bundle.version,
        chronology=chronology,
        relations=relation_figure(bundle.relations),
    )


def _claims(
    bundle: DossierBundle, shown: Mapping[StatementId, Statement], hidden: set[DocumentId]
) -> list[Claim]:
    """Claims of the cited fact-checks, and those on which a shown statement rests."""
    claims = {claim.id: claim for claim in bundle.claims}
    for key in shown:
        for claim in bundle.resting.get(key, ()):
            if claim.document_id not in hidden:
                claims.setdefault(claim.id, claim)
    return list(claims.values())


class _Cited:
    """Numbers documents in the order in which they are first cited, and remembers where."""

    def __init__(self, bundle: DossierBundle) -> None:
        self._bundle = bundle
        self._numbers: dict[DocumentId, int] = {}
        self._anchors: dict[DocumentId, list[int]] = {}
        self._quotes: dict[DocumentId, list[str]] = {}
        self._count = 0

    def mark(self, passage: Passage) -> Mark:
        """The mark of one more citation."""
        key = passage.document_id
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        self._count += 1
        self._anchors.setdefault(key, []).append(self._count)
        known = self._quotes.setdefault(key, [])
        if passage.quote not in known:
            known.append(passage.quote)
        return Mark(number, grade_of(self._bundle, key), self._count, passage.start, passage.end)

    def entries(self) -> tuple[Entry, ...]:
        """The source list."""
        return tuple(
            _entry(self._bundle, key, number, tuple(self._anchors[key]), tuple(self._quotes[key]))
            for key, number in self._numbers.items()
        )


def _statement_numbers(dossier: Dossier, level: TLP) -> dict[int, str]:
    """Statement id -> its number, `section.place`; withheld statements have none."""
    numbers: dict[int, str] = {}
    place = 0
    for section in dossier.sections:
        if not section.statements:
            continue
        place += 1
        shown = (one for one in section.statements if one.tlp.rank <= level.rank)
        numbers.update({one.id: f"{place}.{number}" for number, one in enumerate(shown, 1)})
    return numbers


def _chronology(
    bundle: DossierBundle, level: TLP, hidden: set[DocumentId], numbers: Mapping[int, str], cited: _Cited
) -> Chronology:
    """Rows of the chosen level. An event that only withheld documents tell of is withheld with them."""
    shown = [
        row
        for row in bundle.chronology
        if row.tlp.rank <= level.rank
        and (row.statement_id is None or row.statement_id in numbers)
        and not (row.passages and all(one.document_id in hidden for one in row.passages))
    ]
    scale = timescale(shown[:MOST_ROWS])
    rows = tuple(
        Dated(
            row.printed,
            row.sentence,
            runs_right_to_left(row.sentence),
            ()
            if row.statement_id is not None
            else tuple(cited.mark(one) for one in row.passages if one.document_id in bundle.documents),
            numbers.get(row.statement_id, "") if row.statement_id is not None else "",
            scale.span(row) if scale is not None else None,
        )
        for row in shown[:MOST_ROWS]
    )
    return Chronology(rows, scale, len(shown) - len(rows))


def runs_right_to_left(text: str) -> bool:
    """Whether most letters run from right to left.

    The first letter is not enough: “داعش” is used in four documents, says an English sentence.
    """
    kinds = [unicodedata.bidirectional(char) for char in text]
    return sum(kind in {"R", "AL"} for kind in kinds) > kinds.count("L")


def _only_withheld(dossier: Dossier, level: TLP) -> set[DocumentId]:
    """Documents that only withheld statements cite: nothing of them may show through."""
    shown: set[DocumentId] = set()
    hidden: set[DocumentId] = set()
    for section in dossier.sections:
        for statement in section.statements:
            into = hidden if statement.tlp.rank > level.rank else shown
            into.update(citation.passage.document_id for citation in statement.citations)
    return hidden - shown


def grade_of(bundle: DossierBundle, key: DocumentId) -> str:
    """The grade of a document: its source's letter and its own digit, `F6` when both are unknown."""
    document = bundle.documents.get(key)
    source = bundle.sources.get(document.source_id) if document and document.source_id is not None else None
    letter = source.reliability if source is not None else Reliability.F
    return f"{letter}{int(bundle.digits.get(key, Credibility.CANNOT_BE_JUDGED))}"


def _item(
    statement: Statement,
    marks: tuple[Mark, ...],
    bundle: DossierBundle,
    shown: Mapping[StatementId, Statement],
    numbers: Mapping[int, str],
) -> Item:
    notes = []
    if statement.unsourced:
        notes.append("no source")
    if statement.judgement:
        notes.append("analyst judgement")
    if statement.likelihood is not None:
        low, high = statement.likelihood.percent
        notes.append(f"{statement.likelihood} ({low}–{high} %)")
    if statement.confidence is not None:
        notes.append(f"{statement.confidence} confidence")
    if statement.draft:
        notes.append("draft")
    cited = {citation.passage.document_id for citation in statement.citations}
    notes += [claim.warning for claim in bundle.resting.get(statement.id, ()) if claim.warning]
    notes += _conflicts(statement, bundle, shown, numbers)
    if any(bundle.documents[key].withdrawn for key in cited if key in bundle.documents):
        notes.append("cites a withdrawn document")
    roots = bundle.roots.get(statement.id)
    if roots:
        notes.append(roots)
    return Item(
        text=statement.text,
        right_to_left=runs_right_to_left(statement.text),
        quotation=statement.form is StatementForm.QUOTATION,
        marks=marks,
        notes=tuple(notes),
        translation=statement.translation,
        translator=statement.translator,
        unsourced=statement.unsourced,
        statement_id=statement.id,
        number=numbers.get(statement.id, ""),
    )


def _conflicts(
    statement: Statement,
    bundle: DossierBundle,
    shown: Mapping[StatementId, Statement],
    numbers: Mapping[int, str],
) -> Iterator[str]:
    """What a statement contradicts; of one that isn't shown here not a word."""
    for one, other, note in bundle.conflicts:
        if statement.id not in {one, other}:
            continue
        against = shown.get(StatementId(other if statement.id == one else one))
        if against is None:
            yield "conflicts with a statement that is not shown here"
            continue
        words = against.text if len(against.text) <= 90 else f"{against.text[:89]}…"
        yield f"conflicts with {numbers[against.id]}, “{words}”" + (f" ({note})" if note else "")


def _entry(
    bundle: DossierBundle, key: DocumentId, number: int, anchors: tuple[int, ...], quotes: tuple[str, ...]
) -> Entry:
    document = bundle.documents[key]
    source = bundle.sources.get(document.source_id) if document.source_id is not None else None
    letter = source.reliability if source else Reliability.F
    digit = bundle.digits.get(key, Credibility.CANNOT_BE_JUDGED)
    return Entry(
        number=number,
        title=document.title,
        right_to_left=runs_right_to_left(document.title),
        outlet=document.source or "Source unknown",
        descriptor=source.descriptor if source else "",
        grade=grade_of(bundle, key),
        grade_words=f"{letter.words}; {digit.words}",
        published=str(document.published) if document.published else "no date",
        captured=f"{document.imported_at:%Y-%m-%d}" if document.imported_at else "",
        file=document.file,
        sha256=document.sha256,
        url=document.url or "",
        anchors=anchors,
        quotes=quotes,
    )


def _gaps(
    bundle: DossierBundle,
    sections: list[OutlineSection],
    entries: tuple[Entry, ...],
    withheld: int,
    level: TLP,
) -> tuple[str, ...]:
    """What the reader should know that this dossier does not know."""
    gaps = list(bundle.find_gaps(_shown(bundle.dossier, level)))
    if withheld:
        gaps.append(f"{_count(withheld, 'statement is', 'statements are')} withheld: marked above {level}.")
    for section in sections:
        if not section.items and not section.withheld:
            gaps.append(f"The section “{section.title}” is empty.")
    outlets = {entry.outlet for entry in entries}
    if len(entries) > 1 and len(outlets) == 1:
        gaps.append(f"All documents come from one source ({outlets.pop()}).")
    ungraded = sum(entry.grade == "F6" for entry in entries)
    if ungraded:
        gaps.append(
            f"{_count(ungraded, 'document is', 'documents are')} not graded yet (F6: cannot be judged)."
        )
    figure = relation_figure(bundle.relations)
    untold = sum(not one.documents for one in figure.relations) if figure is not None else 0
    if untold:
        gaps.append(f"{_count(untold, 'relationship is', 'relationships are')} shown without a source.")
    undated = sum(entry.published == "no date" for entry in entries)
    if undated:
        gaps.append(f"{_count(undated, 'document has', 'documents have')} no date.")
    return tuple(gaps)


def _shown(dossier: Dossier, level: TLP) -> Dossier:
    """The dossier without what is marked above a level; sections that show nothing are left out."""
    sections = (
        replace(section, statements=tuple(one for one in section.statements if one.tlp.rank <= level.rank))
        for section in dossier.sections
    )
    return replace(dossier, sections=tuple(section for section in sections if section.statements))


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _source_summary(entries: tuple[Entry, ...]) -> str:
    """The source summary statement of ICD 206."""
    if not entries:
        return "No document is cited."
    outlets: dict[str, int] = {}
    for entry in entries:
        outlets[entry.outlet] = outlets.get(entry.outlet, 0) + 1
    most = sorted(outlets.items(), key=lambda pair: (-pair[1], pair[0]))
    # A left-to-right mark after each name keeps the figure behind an Arabic one in its place.
    listed = ", ".join(f"{name}\u200e ({count})" for name, count in most[:8])
    more = f" and {len(most) - 8} others" if len(most) > 8 else ""
    graded = sum(entry.grade != "F6" for entry in entries)
    return (
        f"This dossier cites {_count(len(entries), 'document', 'documents')} of "
        f"{_count(len(most), 'source', 'sources')}: {listed}{more}. {graded} of them are graded."
    )


def _method(bundle: DossierBundle) -> tuple[str, ...]:
    return (
        "Each sentence carries its citations as [number: grade]; a sentence without one is marked as analyst "
        "judgement or as having no source.",
        "The letter grades the source (A completely reliable to E unreliable, F cannot be judged), the digit the "
        "item (1 confirmed to 5 improbable, 6 cannot be judged): Admiralty code, NATO AJP-2.1. F and 6 mean unknown.",
        "Likelihood and confidence are stated apart, in the words of ICD 203.",
        "Quotations are exact; the source list gives each document's SHA-256, by which the kept original can be checked.",
        f"Made with Dossier {bundle.version} from the case “{bundle.case_name}” (state {bundle.case_hash[:16]}).",
    )


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it appears whole or not at all. Raises EnvironmentTrouble or UserError."""
    if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises for a name that is too long
        raise UserError("That is a folder.", hint="Name a file to write the dossier into.")
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".partial")
    except FileNotFoundError as error:
        raise UserError("There is no such folder to write into.", hint="Choose another place.") from error
    except OSError as error:
        raise _trouble(error) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise _trouble(error) from error


def _trouble(error: OSError) -> EnvironmentTrouble:
    return EnvironmentTrouble(
        "The file could not be written; the dossier itself is untouched.",
        hint="Check that there is space and that you may write to that folder.",
        detail=type(error).__name__,
    )
