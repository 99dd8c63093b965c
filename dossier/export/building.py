"""Turn what was gathered of a dossier into its outline: numbers, marks, entries; nothing above the TLP level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from dossier.domain.corpus import DocumentId, Reliability
from dossier.domain.dossiers import TLP, Dossier, Statement, StatementForm, StatementId
from dossier.domain.evidence import Claim, Credibility, Passage
from dossier.domain.figures import ChronologyRow
from dossier.export import framing
from dossier.export.bundle import DossierBundle
from dossier.export.outline import (
    UNKNOWN_OUTLET,
    Chronology,
    Dated,
    Entry,
    Item,
    Mark,
    Outline,
    OutlineSection,
    runs_right_to_left,
)
from dossier.export.relations import relation_figure
from dossier.export.timetable import MOST_ROWS, timescale

_LONGEST_DATED = 140
"""Code points of a statement in the timeline, which leads to it by its number."""


def build_outline(bundle: DossierBundle, level: TLP | None = None) -> Outline:
    """The outline of a dossier. Nothing above `level` (the dossier's own label by default) goes in.

    Documents are numbered in order of their first citation; a document keeps its number.
    """
    level = level or bundle.dossier.tlp
    hidden = _only_withheld(bundle.dossier, level)
    bundle, unsupported = framing.without_uncited(bundle)
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
    whole_draft = bundle.dossier.draft and all(one.draft for one in shown.values())
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
                whole_draft=whole_draft,
            )
            for one in printed
        )
        withheld = len(section.statements) - len(printed)
        title = section.title if items or not withheld else "Withheld section"
        sections.append(OutlineSection(title, items, withheld))
    chronology = _chronology(bundle, level, hidden, numbers, cited)
    entries = cited.entries()
    texts = [item.text for section in sections for item in section.items]
    return Outline(
        title=bundle.dossier.title,
        subtitle=f"{bundle.actor.role} ({bundle.actor.kind})",
        description=bundle.actor.description,
        tlp=level,
        draft=whole_draft,
        names=bundle.names,
        sections=tuple(section for section in sections if section.items or section.withheld),
        entries=entries,
        claims=tuple(
            (claim.text, f"{claim.verdict_printed} ({claim.verdict or 'not normalised'})", claim.reviewer)
            for claim in _claims(bundle, shown, hidden)
        ),
        gaps=framing.gaps(bundle, sections, entries, unsupported, level),
        source_summary=framing.source_summary(bundle, cited.documents, entries),
        method=framing.method(bundle),
        made_at=bundle.made_at,
        case_name=bundle.case_name,
        case_hash=bundle.case_hash,
        version=bundle.version,
        chronology=chronology,
        relations=relation_figure(bundle.relations),
        judgements=framing.judgements(shown.values(), numbers),
        scales=framing.SCALES,
        right_to_left=2 * sum(map(runs_right_to_left, texts)) > len(texts),
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

    @property
    def documents(self) -> tuple[DocumentId, ...]:
        """In the order of their numbers."""
        return tuple(self._numbers)

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
            row.sentence if row.statement_id is None else _short(row.sentence) + _refuted(bundle, row),
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


def _refuted(bundle: DossierBundle, row: ChronologyRow) -> str:
    """What is said behind a dated statement that rests on a refuted claim."""
    claims = bundle.resting.get(row.statement_id, ()) if row.statement_id is not None else ()
    warnings = dict.fromkeys(claim.warning for claim in claims if claim.warning)
    return f" [{'; '.join(warnings)}]" if warnings else ""


def _short(sentence: str) -> str:
    """A statement that stands in full elsewhere, cut at a word; a quotation that is cut is closed."""
    if len(sentence) <= _LONGEST_DATED:
        return sentence
    cut = sentence[: _LONGEST_DATED - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"
    return cut + "".join(end for begin, end in ("“”", "«»") if cut.count(begin) > cut.count(end))


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
    *,
    whole_draft: bool,
) -> Item:
    notes = []
    if statement.unsourced:
        notes.append("no source")
    if statement.judgement:
        notes.append("analyst judgement")
    notes += framing.assessment(statement)
    if statement.draft and not whole_draft:  # else the whole of it says so on its first page
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
        # A left-to-right mark, else a figure behind Arabic words would stand before them.
        turned = "\u200e" if runs_right_to_left(words) else ""
        yield f"conflicts with {numbers[against.id]}, “{words}”{turned}" + (f" ({note})" if note else "")


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
        outlet=document.source or UNKNOWN_OUTLET,
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
