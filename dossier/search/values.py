"""Read the values of a query's fields: kinds, languages, dates, grades, by code or by name, or say what is near."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from dossier.domain.corpus import DocumentKind
from dossier.domain.dates import DateRange, PartialDate
from dossier.domain.languages import LANGUAGES, language_code
from dossier.domain.written_dates import find_dates
from dossier.search.lexing import Lexeme
from dossier.search.tree import UNKNOWN, Grade, Kind, Language, Published, QueryProblem

_KINDS = {str(kind): str(kind) for kind in DocumentKind} | {
    "factcheck": "fact-check", "fact checking": "fact-check", "debunk": "fact-check", "news": "article",
    "story": "article", "memorandum": "memo", "tweet": "post", "message": "post",
    "مقال": "article", "مقاله": "article", "تقرير": "report", "مذكرة": "memo", "منشور": "post",
}  # fmt: skip
_KIND_NAMES = ", ".join(str(kind) for kind in DocumentKind)


def read_kind(lexeme: Lexeme) -> Kind:
    """`fact-check`, `Fact Check`, `articles`. Raises QueryProblem for what is no kind."""
    wanted = re.sub(r"[\s_-]+", " ", lexeme.text).strip().casefold()
    forms = [wanted, wanted.replace(" ", "-"), wanted.replace(" ", "")]
    forms += [form.removesuffix("s") for form in forms] + [re.sub("ies$", "y", wanted)]
    for form in forms:
        if form in _KINDS:
            return Kind(_KINDS[form])
    near = nearest(forms[1], _KINDS)
    raise QueryProblem(
        f"“{lexeme.text[:40]}” is no kind of document.",
        position=lexeme.position,
        length=lexeme.length,
        word=lexeme.text,
        instead=_KINDS[near] if near else "",
        hint=f"Did you mean kind:{_KINDS[near]}?" if near else f"Kinds are {_KIND_NAMES}.",
    )


def read_language(lexeme: Lexeme) -> Language:
    """`ar`, `Arabic`, `العربية`, `unknown`. Raises QueryProblem for what is no language."""
    code = language_code(lexeme.text)
    if code is not None:
        return Language(code)
    wanted = lexeme.text.strip().casefold()
    if wanted in {UNKNOWN, "none"}:
        return Language(UNKNOWN)
    names = {name.casefold(): name for name in LANGUAGES.values()}
    near = nearest(wanted, names)
    code = language_code(near) if near else None
    raise QueryProblem(
        f"“{lexeme.text[:40]}” is no language.",
        position=lexeme.position,
        length=lexeme.length,
        word=lexeme.text,
        instead=code or "",
        hint=f"Did you mean lang:{code} ({names[near]})?" if near else "Write lang:ar or lang:Arabic.",
    )


def read_grade(lexeme: Lexeme) -> Grade:
    """`B`, `2`, `B2`, `unknown`. Raises QueryProblem for what is no grade."""
    text = re.sub(r"[\s-]+", "", lexeme.text)
    value = "".join(str(unicodedata.decimal(char, char)) for char in text).upper()
    if value.lower() in {UNKNOWN, "none"}:
        return Grade(UNKNOWN)
    if not value or not re.fullmatch(r"[A-F]?[1-6]?", value):
        raise QueryProblem(
            f"“{lexeme.text[:20]}” is no grade.",
            position=lexeme.position,
            length=lexeme.length,
            word=lexeme.text,
            hint="Grades are letters A to F, digits 1 to 6, or both: grade:B, grade:2, grade:B2.",
        )
    return Grade(value)


def read_dates(lexeme: Lexeme) -> Published:
    """`2024`, `2024-01..2024-06`, `..2024`, `"January 2024"`. Raises QueryProblem for what is no date."""
    text = "".join(str(unicodedata.decimal(char, char)) for char in lexeme.text.strip())
    first, dots, last = re.sub(r"\s*(?:\.{2,}|–)\s*", "..", text).partition("..")
    hint = "Write date:2024, date:2024-01 or date:2024-01..2024-06."
    try:
        start = _date(first) if first else None
        end = (_date(last) if last else None) if dots else start
        if start is None and end is None:
            raise ValueError
    except ValueError as error:
        raise _no_date(lexeme, f"“{lexeme.text[:40]}” is no date.", hint) from error
    try:
        return Published(DateRange(start, end))
    except ValueError as error:
        sentence = f"“{lexeme.text[:40]}” ends before it begins."
        raise _no_date(lexeme, sentence, f"Write date:{end}..{start}.") from error


def _no_date(lexeme: Lexeme, sentence: str, hint: str) -> QueryProblem:
    return QueryProblem(sentence, position=lexeme.position, length=lexeme.length, word=lexeme.text, hint=hint)


def _date(text: str) -> PartialDate:
    numbers = re.fullmatch(r"(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?", text, re.ASCII)
    if numbers:
        year, month, day = numbers.groups()
        return PartialDate(int(year), int(month) if month else None, int(day) if day else None)
    written = [one for one in find_dates(text) if (one.start, one.end) == (0, len(text))]
    if len(written) != 1:
        raise ValueError("no date")
    return written[0].date


def nearest(word: str, options: Iterable[str]) -> str | None:
    """The option that a word was probably meant to be; None when none is near."""
    most = 1 if len(word) < 5 else 2
    rated = [(OSA.distance(word, option, score_cutoff=most), option) for option in options]
    near = [entry for entry in rated if entry[0] <= most]
    if near:
        return min(near)[1]
    begun = [option for option in options if len(word) >= 2 and option.startswith(word)]
    return min(begun, default=None)
