"""Read actors from YAML: the starter knowledge that ships with the program, or a colleague's list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from dossier.actors.name_tokens import WORDING, wording_key
from dossier.domain.actors import (
    KIND_OF_ROLE,
    ActorKind,
    ActorRole,
    ActorStatus,
    AliasForm,
    AliasStatus,
    NewActor,
    NewAlias,
    RelationshipKind,
)
from dossier.domain.dates import PartialDate
from dossier.errors import UserError
from dossier.paths import resource
from dossier.text.names import name_key
from dossier.text.normalize import script_of

_Word = TypeVar("_Word", bound=StrEnum)

LARGEST_FILE = 20 << 20
"""Bytes of a list of actors; a real one of 20,000 actors has about 8 MB."""


@dataclass(frozen=True)
class KnownRelationship:
    """A relationship to the actor with that key."""

    kind: RelationshipKind
    actor: str
    start: PartialDate | None = None
    end: PartialDate | None = None
    note: str = ""


@dataclass(frozen=True)
class KnownActor:
    """An actor as a file describes it."""

    actor: NewActor
    relationships: tuple[KnownRelationship, ...] = ()


def starter_actors(path: Path | None = None) -> tuple[KnownActor, ...]:
    """The starter knowledge, `seeds/actors.yaml`, or that of another file."""
    return _starter_actors() if path is None else tuple(read_actors(path))


@cache
def _starter_actors() -> tuple[KnownActor, ...]:
    """Read once: every new case takes it in."""
    return tuple(read_actors(resource("seeds/actors.yaml")))


@lru_cache(maxsize=4)
def starter_lookup(path: Path | None = None) -> Callable[[str], frozenset[str]]:
    """A name or its wording -> keys of the starter actors that bear it: for comparing names without a case."""
    bearers: dict[str, set[str]] = {}
    organisations: list[tuple[str, set[str]]] = []
    for known in starter_actors(path):
        actor = known.actor
        names = [alias.value for alias in actor.aliases if alias.form is not AliasForm.ADJECTIVE]
        for name in (actor.name, *names):
            bearers.setdefault(name_key(name), set()).add(actor.key or actor.name)
            if actor.kind is not ActorKind.PERSON:
                organisations.append((name, {actor.key or actor.name}))
    for row in known_translations():
        keys = set(bearers.get(name_key(row[0])) or {row[0]})
        for name in row:
            bearers.setdefault(name_key(name), set()).update(keys)
            organisations.append((name, keys))

    @cache
    def wordings() -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for name, keys in organisations:
            found.setdefault(wording_key(name), set()).update(keys)
        return found

    def look_up(name: str) -> frozenset[str]:
        named = wordings().get(name) if name.startswith(WORDING) else bearers.get(name_key(name))
        return frozenset(named or ())

    return look_up


def known_translations() -> list[tuple[str, ...]]:
    """Rows of names that mean one organisation, outlet or state, from `seeds/organisation_names.txt`."""
    lines = resource("seeds/organisation_names.txt").read_text(encoding="utf-8").splitlines()
    return [
        tuple(name.strip() for name in line.split("|"))
        for line in lines
        if line.strip() and not line.startswith("#")
    ]


def read_actors(path: Path) -> list[KnownActor]:
    """The actors in a YAML file. UserError with the place of the first thing that is wrong in it."""
    import yaml

    if path.stat().st_size > LARGEST_FILE:
        raise UserError("That list of actors is too large.", hint="Split it into files of up to 20 MB.")
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml reads ten times faster
    try:
        found = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=loader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" Line {mark.line + 1} can't be read." if mark is not None else ""
        raise UserError(f"That file is no YAML in UTF-8.{where}", hint="Nothing was imported.") from error
    if not isinstance(found, dict) or not isinstance(found.get("actors"), list):
        raise UserError("That file has no list named `actors`.", hint="Nothing was imported.")
    return [read_actor(entry, f"Actor {number}") for number, entry in enumerate(found["actors"], start=1)]


def read_actor(entry: Any, where: str) -> KnownActor:
    """One actor from what YAML or CSV gave. UserError, beginning with `where`, if it is not one."""
    if not isinstance(entry, Mapping) or not str(entry.get("name") or "").strip():
        raise UserError(f"{where} has no name.", hint="Nothing was imported.")
    where = f"{where} (key {entry['key']})" if entry.get("key") else where
    role = _word(ActorRole, entry.get("role"), where, "role")
    kind = _word(ActorKind, entry.get("kind"), where, "kind")
    if role is None:
        role = _ROLE_OF_KIND[kind or ActorKind.ORGANIZATION]
    status = _word(ActorStatus, entry.get("status"), where, "status")
    return KnownActor(
        NewActor(
            name=str(entry["name"]).strip(),
            kind=kind or KIND_OF_ROLE[role],
            role=role,
            status=status or ActorStatus.CONFIRMED,
            key=_text(entry.get("key")),
            description=_text(entry.get("description")) or "",
            countries=tuple(one.lower() for one in _list(_country(entry.get("country")))),
            context=_list(entry.get("context")),
            aliases=tuple(_alias(one, where) for one in entry.get("aliases") or ()),
        ),
        tuple(_relationship(one, where) for one in entry.get("relationships") or ()),
    )


_ROLE_OF_KIND = {
    ActorKind.PERSON: ActorRole.PERSON,
    ActorKind.ORGANIZATION: ActorRole.GROUP,
    ActorKind.PUBLIC_BODY: ActorRole.AGENCY,
}


def _alias(entry: Any, where: str) -> NewAlias:
    if isinstance(entry, str):
        entry = {"value": entry}
    if not isinstance(entry, Mapping) or not str(entry.get("value") or "").strip():
        raise UserError(f"{where} has an alias without a value.", hint="Nothing was imported.")
    value = str(entry["value"]).strip()
    return NewAlias(
        value=value,
        script=_text(entry.get("script")) or script_of(value),
        language=_text(entry.get("language")),
        form=_word(AliasForm, entry.get("form"), where, "form") or AliasForm.NAME,
        used_by=", ".join(_list(entry.get("used_by"))) or None,
        ambiguous=_yes(entry.get("ambiguous")),
        status=_word(AliasStatus, entry.get("status"), where, "status") or AliasStatus.ASSERTED,
        first_seen=_date(entry.get("first_seen"), where),
        last_seen=_date(entry.get("last_seen"), where),
        note=_text(entry.get("note")),
    )


def _relationship(entry: Any, where: str) -> KnownRelationship:
    if not isinstance(entry, Mapping) or not entry.get("actor"):
        raise UserError(f"{where} has a relationship without an actor.", hint="Nothing was imported.")
    return KnownRelationship(
        kind=_word(RelationshipKind, entry.get("kind"), where, "kind") or RelationshipKind.OTHER,
        actor=str(entry["actor"]),
        start=_date(entry.get("start"), where),
        end=_date(entry.get("end"), where),
        note=_text(entry.get("note")) or "",
    )


def _word(words: type[_Word], value: Any, where: str, field: str) -> _Word | None:
    if value is None or value == "":
        return None
    try:
        return words(str(value).strip())
    except ValueError:
        known = ", ".join(words)
        raise UserError(
            f"{where} has a {field} that Dossier doesn't know.", hint=f"Known are: {known}."
        ) from None


def _text(value: Any) -> str | None:
    return None if value is None or not str(value).strip() else str(value).strip()


def _list(value: Any) -> tuple[str, ...]:
    """A list, or one word, or words parted by semicolons (as CSV has them)."""
    if value is None:
        return ()
    values: Iterable[Any] = value.split(";") if isinstance(value, str) else value
    if not isinstance(values, list | tuple):
        values = (values,)
    return tuple(str(one).strip() for one in values if str(one).strip())


def _country(value: Any) -> Any:
    """YAML reads Norway's code as a No."""
    if isinstance(value, list | tuple):
        return [_country(one) for one in value]
    return "no" if value is False else value


def _yes(value: Any) -> bool:
    return value is True or str(value).strip().lower() in {"true", "yes", "1"}


def _date(value: Any, where: str) -> PartialDate | None:
    text = _text(value)
    if text is None:
        return None
    try:
        return PartialDate.parse(text)
    except ValueError:
        raise UserError(
            f"{where} has a date that is not ISO 8601.", hint="Write 2024, 2024-01 or 2024-01-19."
        ) from None
