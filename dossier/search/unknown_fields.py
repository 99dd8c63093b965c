"""Notice `name:value` in a query whose name is no field, and what was likely meant; nothing is ever refused here."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dossier.errors import DossierError
from dossier.search.lexing import FIELDS, SYNONYMS, plain, quoted_places
from dossier.search.query import parse
from dossier.search.values import nearest

_TYPED = re.compile(
    r"(?<![\w:/.@-])(?P<minus>-?)(?P<name>[A-Za-z]+):(?P<value>\"[^\"]*\"|[^\s()/\\:\"][^\s()]*)"
)
"""A word of Latin letters, a colon and, without a space, a value. `http://x`, `10:30`, `9:5`, `Title: pasted`
and `and:said` inside quotation marks are not of this form or are left out below."""
_SCHEMES = frozenset(
    {"mailto", "tel", "sms", "urn", "doi", "magnet", "data", "javascript", "file", "isbn", "issn"}
)
_DATED = {
    "before": "..{}", "until": "..{}", "till": "..{}", "to": "..{}", "upto": "..{}", "after": "{}..",
    "since": "{}..", "from": "{}..", "year": "{}", "month": "{}", "day": "{}", "on": "{}", "when": "{}",
}  # fmt: skip
_OTHERS = {
    "by": "source", "from": "source", "site": "source", "outlet": "source", "channel": "source", "domain": "source",
    "intitle": "title", "headline": "title", "subject": "title", "name": "actor", "person": "actor",
    "who": "actor", "people": "actor", "org": "actor", "organisation": "actor", "organization": "actor",
    "group": "actor", "entity": "actor", "filetype": "kind", "doctype": "kind", "category": "kind",
    "reliability": "grade", "rating": "grade", "credibility": "grade",
}  # fmt: skip
_WORDS = frozenset({"author", "text", "body", "content", "intext", "tag", "keyword", "creator", "writer"})
"""What other programs have fields for and what stands in the text here: searched as words."""


@dataclass(frozen=True)
class UnknownField:
    """A name before a colon that is no field. `position` and `length`: the name in what was typed (code points)."""

    name: str
    position: int
    length: int


@dataclass(frozen=True)
class FieldNotice:
    """Unknown fields of a query in a sentence, and the query that was likely meant."""

    fields: tuple[UnknownField, ...]
    told: str
    """In a few words."""
    sentence: str
    instead: str | None


def unknown_fields(query: str) -> FieldNotice | None:
    """What to tell about `name:value` whose name is no field; None when there is nothing to tell.

    The query itself is searched as it stands, since what looks like a field may be pasted text.
    """
    typed, places = plain(query)
    quoted = quoted_places(typed)
    found: list[UnknownField] = []
    mended, end, sure = "", 0, True
    for match in _TYPED.finditer(typed):
        name = match["name"].lower()
        begin = match.start("name")
        if name in FIELDS or name in SYNONYMS or name in _SCHEMES or any(a <= begin < b for a, b in quoted):
            continue
        last = match.end("name")
        found.append(UnknownField(match["name"], places[begin], places[last] - places[begin]))
        instead = _instead(name, match["value"])
        sure = sure and instead is not None
        mended += typed[end:begin] + (instead or match["value"])
        end = match.end()
    if not found:
        return None
    names = ", ".join(dict.fromkeys(f"“{one.name}:”" for one in found))
    told = f"{names} {'are no fields' if len(found) > 1 else 'is no field'}"
    sentence = f"{told}: searched as words. Fields are {', '.join(f'{name}:' for name in FIELDS)}."
    mended = (mended + typed[end:]).strip()
    return FieldNotice(tuple(found), told, sentence, mended if sure and _can_be_read(mended) else None)


def _instead(name: str, value: str) -> str | None:
    """What stands for `name:value` here; None when nothing is likely."""
    bare = value.strip('"')
    if name in _DATED:
        dated = f"date:{_DATED[name].format(bare)}"
        if re.match(r"\d", bare) and _can_be_read(dated):
            return dated
    if name in _OTHERS:
        meant = f"{_OTHERS[name]}:{value}"
        return meant if _can_be_read(meant) else None
    if name in _WORDS:
        return value
    near = nearest(name, {field: field for field in (*FIELDS, *SYNONYMS)})
    meant = f"{SYNONYMS.get(near, near)}:{value}" if near else ""
    return meant if near and _can_be_read(meant) else None


def _can_be_read(query: str) -> bool:
    try:
        return parse(query) is not None
    except DossierError:
        return False
