"""What frames the statements of an export: key judgements, source summary statement, gaps, method, scales."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dossier.domain.corpus import DocumentId, Reliability
from dossier.domain.dossiers import TLP, Confidence, Dossier, Likelihood, Statement
from dossier.domain.evidence import Credibility
from dossier.domain.languages import LANGUAGES
from dossier.export.bundle import DossierBundle
from dossier.export.outline import UNKNOWN_OUTLET, Entry, Judgement, OutlineSection, Scale, runs_right_to_left
from dossier.export.relations import supported_only

_NAMED = 6
"""Relationships without a source that the gaps name; of more, their number is told."""
_UNGRADED = f"{Reliability.F}{int(Credibility.CANNOT_BE_JUDGED)}"
SCALES = (
    Scale(
        "Likelihood (ICD 203)",
        tuple((str(word), "–".join(map(str, word.percent)) + " %") for word in Likelihood),
    ),
    # After "What we mean when we say" of the US National Intelligence Council's estimates (2007).
    Scale(
        "Confidence in sources and reasoning",
        (
            (str(Confidence.HIGH), "good information of several kinds; the matter allows a firm judgement"),
            (str(Confidence.MODERATE), "credible and plausible, yet not corroborated enough"),
            (
                str(Confidence.LOW),
                "scant, fragmented or questionable; or the sources themselves are in doubt",
            ),
        ),
    ),
    Scale("Source (NATO AJP-2.1)", tuple((str(letter), letter.words) for letter in Reliability)),
    Scale("Item (NATO AJP-2.1)", tuple((str(int(digit)), digit.words) for digit in Credibility)),
)
"""The scales in which a dossier speaks; likelihood and confidence are two, and neither is a grade."""


def without_uncited(bundle: DossierBundle) -> tuple[DossierBundle, tuple[str, ...]]:
    """The bundle without relationships that no document supports, unless it wants them; and these in words."""
    if bundle.relations is None:
        return bundle, ()
    supported, untold = supported_only(bundle.relations)
    return (bundle if bundle.print_uncited else replace(bundle, relations=supported)), untold


def assessment(statement: Statement) -> list[str]:
    """Likelihood and confidence, each by itself."""
    said = []
    if statement.likelihood is not None:
        low, high = statement.likelihood.percent
        said.append(f"{statement.likelihood} ({low}–{high} %)")
    if statement.confidence is not None:
        said.append(f"{statement.confidence} confidence")
    return said


def judgements(shown: Iterable[Statement], numbers: Mapping[int, str]) -> tuple[Judgement, ...]:
    """The key judgements: statements marked as analyst judgement or given a likelihood, in their order."""
    return tuple(
        Judgement(one.text, runs_right_to_left(one.text), " · ".join(assessment(one)), numbers[one.id])
        for one in shown
        if one.judgement or one.likelihood is not None
    )


def gaps(
    bundle: DossierBundle,
    sections: list[OutlineSection],
    entries: tuple[Entry, ...],
    unsupported: Sequence[str],
    level: TLP,
) -> tuple[str, ...]:
    """What the reader should know that this dossier does not know."""
    withheld = sum(section.withheld for section in sections)
    found = list(bundle.find_gaps(_shown(bundle.dossier, level)))
    if withheld:
        found.append(f"{_count(withheld, 'statement is', 'statements are')} withheld: marked above {level}.")
    drafted = sum("draft" in item.notes for section in sections for item in section.items)
    if drafted:
        found.append(
            f"{_count(drafted, 'statement is a draft', 'statements are drafts')} of the program, not edited yet."
        )
    for section in sections:
        if not section.items and not section.withheld:
            found.append(f"The section “{section.title}” is empty.")
    outlets = {entry.outlet for entry in entries}
    if len(entries) > 1 and len(outlets) == 1 and outlets != {UNKNOWN_OUTLET}:
        found.append(f"All documents come from one source ({outlets.pop()}).")
    ungraded = sum(entry.grade == _UNGRADED for entry in entries)
    if ungraded:
        found.append(
            f"{_count(ungraded, 'document is', 'documents are')} not graded yet (F6: cannot be judged)."
        )
    if unsupported:
        found.append(_unsupported(unsupported, printed=bundle.print_uncited))
    undated = sum(entry.published == "no date" for entry in entries)
    if undated:
        found.append(f"{_count(undated, 'document has', 'documents have')} no date.")
    return tuple(found)


def _unsupported(relations: Sequence[str], *, printed: bool) -> str:
    """A sentence on the relationships of which the case has no document."""
    named = "; ".join(relations[:_NAMED])
    if len(relations) > _NAMED:
        named += f"; and {len(relations) - _NAMED:,} more"
    what = _count(len(relations), "relationship has", "relationships have")
    kept = "printed as such" if printed else "not printed"
    return f"{what} no source in this case and {'is' if len(relations) == 1 else 'are'} {kept}: {named}."


def _shown(dossier: Dossier, level: TLP) -> Dossier:
    """The dossier without what is marked above a level; sections that show nothing are left out."""
    sections = (
        replace(section, statements=tuple(one for one in section.statements if one.tlp.rank <= level.rank))
        for section in dossier.sections
    )
    return replace(dossier, sections=tuple(section for section in sections if section.statements))


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def source_summary(bundle: DossierBundle, documents: Sequence[DocumentId], entries: tuple[Entry, ...]) -> str:
    """The source summary statement of ICD 206: how many, whose, how independent, how old, how good."""
    if not entries:
        return "No document is cited."
    unknown = sum(entry.outlet == UNKNOWN_OUTLET for entry in entries)
    most = Counter(entry.outlet for entry in entries if entry.outlet != UNKNOWN_OUTLET).most_common()
    most.sort(key=lambda pair: (-pair[1], pair[0]))
    # A left-to-right mark after each name keeps the figure behind an Arabic one in its place.
    listed = ", ".join(f"{name}\u200e ({count})" for name, count in most[:8])
    more = f" and {len(most) - 8} others" if len(most) > 8 else ""
    known = "known " if unknown else ""
    said = [f"This dossier cites {_count(len(entries), 'document', 'documents')}"]
    if most:
        said[0] += f" of {_count(len(most), f'{known}source', f'{known}sources')}: {listed}{more}"
    if unknown:
        of_unknown = f"{_count(unknown, 'document', 'documents')} of unknown source"
        said[0] += f", and {of_unknown}" if most else ": " + of_unknown
    said[0] += "."
    roots = bundle.count_roots(documents)
    if roots:
        said.append(f"Behind them: {roots}.")
    languages = Counter(
        LANGUAGES.get(language, language)
        for key in documents
        if (language := bundle.documents[key].language) is not None
    )
    if languages:
        said.append("Languages: " + ", ".join(f"{name} ({n})" for name, n in languages.most_common()) + ".")
    dates = sorted(entry.published for entry in entries if entry.published != "no date")
    if dates:
        span = dates[0] if dates[0] == dates[-1] else f"{dates[0]} to {dates[-1]}"
        undated = len(entries) - len(dates)
        said.append(f"Published {span}" + (f"; {undated:,} without a date." if undated else "."))
    grades = Counter(entry.grade for entry in entries if entry.grade != _UNGRADED)
    ungraded = len(entries) - grades.total()
    words = [f"{grade} ({count})" for grade, count in sorted(grades.items())]
    words += [f"not graded ({ungraded})"] if ungraded else []
    said.append(f"Grades: {', '.join(words)}.")
    return " ".join(said)


def method(bundle: DossierBundle) -> tuple[str, ...]:
    """How to read the dossier, and from what it was made."""
    return (
        "Each sentence carries its citations as [number: grade]; a sentence without one is marked as analyst "
        "judgement or as having no source.",
        "The letter grades the source, the digit the item, neither by the other; F and 6 mean unknown, not worst. "
        "Likelihood and confidence are stated apart. The scales are at the end.",
        "Quotations are exact; the source list gives each document's SHA-256, by which the kept original can be checked.",
        f"Made with Dossier {bundle.version} from the case “{bundle.case_name}” (state {bundle.case_hash[:16]}).",
    )
