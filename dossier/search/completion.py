"""Complete a query while it is typed: what stands at the cursor, and what may stand there instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dossier.domain.corpus import DocumentKind
from dossier.domain.languages import LANGUAGES, language_name
from dossier.search.lexing import FIELDS, OPERATORS, QUOTES
from dossier.text.normalize import fold

MOST = 8
"""Completions that are offered at once."""
FIELD_MEANINGS = {
    "actor": "all names of an actor",
    "title": "words of the title",
    "source": "who published it",
    "kind": "article, report, memo …",
    "lang": "language",
    "date": "2024, 2024-01, 2024-01..2024-06",
    "grade": "B, 2 or B2",
}


@dataclass(frozen=True)
class Completion:
    """`text` goes in the place of `[start, end)` (code points of the query); `shown` and `about` explain it."""

    text: str
    start: int
    end: int
    shown: str
    about: str = ""


@dataclass(frozen=True)
class Typed:
    """What stands before the cursor: a word or value that begins at `start`, and the field it is for."""

    start: int
    end: int
    letters: str
    field: str = ""
    quoted: bool = False


_VALUE = re.compile(
    rf"(?:^|(?<=[\s(|,]))-?(?:(?P<field>[A-Za-z]+):\s*)?(?:(?P<quote>[{QUOTES}])(?P<quoted>[^{QUOTES}]*)"
    rf"|(?P<word>[^\s()|,{QUOTES}]*))$"
)


def typed_at(query: str, cursor: int) -> Typed | None:
    """What is being typed at the cursor; None within a finished word or a quotation of no field."""
    after = query[cursor : cursor + 1]
    if after and not (after.isspace() or after in ")|" or after in QUOTES):
        return None
    found = _VALUE.search(query[:cursor])
    if found is None:
        return None
    field = (found["field"] or "").lower()
    if field and field not in FIELDS:
        return None
    if found["quote"] is not None:
        if not field or query[:cursor].count('"') % 2 == 0:
            return None
        end = cursor + (1 if after and after in QUOTES else 0)
        return Typed(found.start("quote"), end, found["quoted"], field, quoted=True)
    return Typed(found.start("word"), cursor, found["word"], field)


ActorsBeginning = Callable[[str, int], Sequence[tuple[str, str]]]
"""Actors one of whose names begins with these letters: (main name, the name that does), at most so many."""


def complete(
    query: str,
    cursor: int,
    *,
    actors: ActorsBeginning,
    sources: Callable[[], Iterable[str]],
    languages: Callable[[], Iterable[str]] = tuple,
) -> tuple[Completion, ...]:
    """What may be meant at the cursor, likeliest first: fields, actors in any script, sources, kinds, languages.

    `sources` and `languages` are those of the case, most frequent first.
    """
    typed = typed_at(query, cursor)
    if typed is None:
        return ()
    letters = typed.letters
    if typed.field == "actor":
        found = [_actor(typed, *pair, field="") for pair in actors(letters, MOST)] if letters.strip() else []
    elif typed.field == "source":
        found = [_value(typed, name) for name in _beginning(letters, sources())]
    elif typed.field == "kind":
        found = [_value(typed, name) for name in _beginning(letters, map(str, DocumentKind))]
    elif typed.field == "lang":
        codes = list(dict.fromkeys([*languages(), *(LANGUAGES if letters else ())]))
        names = [code for code in codes if _begins(letters, code) or _begins(letters, language_name(code))]
        found = [_value(typed, code, language_name(code)) for code in names]
    elif typed.field or len(letters) < 2 or letters in OPERATORS:
        found = []
    else:
        found = [
            Completion(f"{name}:", typed.start, typed.end, f"{name}:", about)
            for name, about in FIELD_MEANINGS.items()
            if name.startswith(letters.lower())
        ]
        found += [_actor(typed, *pair, field="actor:") for pair in actors(letters, MOST - len(found))]
    return tuple(one for one in found[:MOST] if one.text != query[one.start : one.end])


def _actor(typed: Typed, actor: str, name: str, *, field: str) -> Completion:
    about = "actor" if fold(name) == fold(actor) else f"also called {name}"
    return Completion(f"{field}{_quoted(actor)}", typed.start, typed.end, actor, about)


def _value(typed: Typed, value: str, about: str = "") -> Completion:
    return Completion(_quoted(value), typed.start, typed.end, value, about)


def _quoted(value: str) -> str:
    return value if re.fullmatch(r"[\w-]+", value) else '"{}"'.format(value.replace('"', " "))


def _beginning(letters: str, values: Iterable[str]) -> list[str]:
    return [value for value in values if _begins(letters, value)]


def _begins(letters: str, value: str) -> bool:
    wanted, folded = fold(letters).strip(), fold(value)
    return folded.startswith(wanted) or f" {wanted}" in folded
