"""Exchange actors with others: YAML and CSV both ways, FollowTheMoney entities as JSON lines outwards."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dossier.actors.seeds import LARGEST_FILE, KnownActor, read_actor, read_actors
from dossier.domain.actors import (
    Actor,
    ActorId,
    ActorKind,
    Alias,
    AliasForm,
    AliasStatus,
    Event,
    Relationship,
    RelationshipKind,
)
from dossier.errors import EnvironmentTrouble, UserError
from dossier.text.names import name_key

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A spreadsheet takes a cell that begins like this for a formula (OWASP, CSV Injection); some also the wide signs."""

_ACTOR_COLUMNS = ("key", "name", "kind", "role", "status", "description", "country", "context")
_ALIAS_COLUMNS = ("script", "language", "form", "used_by", "ambiguous", "first_seen", "last_seen", "note")
COLUMNS = (*_ACTOR_COLUMNS, "alias", *_ALIAS_COLUMNS, "alias_status")
"""Of the CSV: one line per alias, the actor's own columns repeated."""


def read_list(path: Path) -> list[KnownActor]:
    """Actors from a `.yaml`, `.yml` or `.csv` file. UserError that tells what is wrong with it."""
    match path.suffix.lower():
        case ".yaml" | ".yml":
            return read_actors(path)
        case ".csv":
            return read_csv(path)
        case _:
            raise UserError("Actors are read from .yaml and .csv files.", hint="Nothing was imported.")


def write_list(
    path: Path, actors: Sequence[Actor], relationships: Iterable[Relationship], events: Iterable[Event]
) -> None:
    """Write actors in the format that the suffix asks for. UserError for one that is no format of ours.

    EnvironmentTrouble when the file can't be written.
    """
    match path.suffix.lower():
        case ".yaml" | ".yml":
            text = to_yaml(actors, relationships)
        case ".csv":
            text = f"\ufeff{to_csv(actors)}"  # without the mark, spreadsheets read another encoding
        case ".json" | ".jsonl" | ".ftm":
            text = to_ftm(actors, relationships, events)
        case _:
            raise UserError(
                "Actors are written as .csv, .yaml or, for FollowTheMoney, .jsonl.",
                hint="Nothing was written.",
            )
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise EnvironmentTrouble(
            "The list could not be written.", hint="Choose another folder, or make room on the disk."
        ) from error


# -- CSV


def to_csv(actors: Iterable[Actor]) -> str:
    """One line per alias; cells that a spreadsheet would take for formulas begin with an apostrophe."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for actor, key in _with_keys(actors):
        for alias in actor.aliases or (None,):
            writer.writerow([_harmless(cell) for cell in _cells(actor, key, alias)])
    return target.getvalue()


def _cells(actor: Actor, key: str, alias: Alias | None) -> list[str]:
    own = [
        key, actor.name, actor.kind, actor.role, actor.status, actor.description,
        ";".join(actor.countries), ";".join(actor.context),
    ]  # fmt: skip
    if alias is None:
        return own + [""] * (len(COLUMNS) - len(own))
    return [
        *own, alias.value, alias.script, alias.language or "", alias.form, alias.used_by or "",
        "yes" if alias.ambiguous else "", str(alias.first_seen or ""), str(alias.last_seen or ""),
        alias.note or "", alias.status,
    ]  # fmt: skip


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.lstrip("'").startswith(_FORMULA) else str(cell)


def _as_written(cell: str) -> str:
    """Takes back what `_harmless` did."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA) else cell


def read_csv(path: Path) -> list[KnownActor]:
    """Actors from CSV in UTF-8 with a header line; comma or semicolon. Lines of one key (or name) are one.

    UserError with the line of the first thing that is wrong in it.
    """
    if path.stat().st_size > LARGEST_FILE:
        raise UserError("That list of actors is too large.", hint="Split it into files of up to 20 MB.")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(
            "That file is not in UTF-8, so nothing was imported.",
            hint="Save it as “CSV UTF-8” in your spreadsheet.",
        ) from error
    header = text.partition("\n")[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if header.count(";") > header.count(",") else ","
    )
    try:
        return _read_rows(reader)
    except csv.Error as error:
        raise UserError(
            f"Line {reader.line_num} is no CSV.", hint="Nothing was imported.", detail=str(error)
        ) from error


def _read_rows(reader: Any) -> list[KnownActor]:
    names = [name.strip().lower() for name in next(reader, [])]
    if "name" not in names:
        raise UserError("The first line of the file has no column `name`.", hint="Nothing was imported.")
    entries: dict[str, dict[str, Any]] = {}
    where: dict[str, str] = {}
    for cells in reader:
        row = {name: _as_written(cell).strip() for name, cell in zip(names, cells, strict=False)}
        if not any(row.values()):
            continue
        identity = row.get("key") or name_key(row.get("name", ""))
        entry = entries.setdefault(
            identity, {**{name: row.get(name) for name in _ACTOR_COLUMNS}, "aliases": []}
        )
        where.setdefault(identity, f"Line {reader.line_num}")
        if row.get("alias"):
            alias = {name: row.get(name) for name in _ALIAS_COLUMNS}
            entry["aliases"].append({**alias, "value": row["alias"], "status": row.get("alias_status")})
    return [read_actor(entry, where[identity]) for identity, entry in entries.items()]


# -- YAML


def to_yaml(actors: Iterable[Actor], relationships: Iterable[Relationship] = ()) -> str:
    """The form of `seeds/actors.yaml`; relationships to actors that are not in the list are left out."""
    import yaml

    listed = list(_with_keys(actors))
    keys = {actor.id: key for actor, key in listed}
    of_subject: dict[ActorId, list[dict[str, Any]]] = {}
    for one in relationships:
        if one.subject_id in keys and one.object_id in keys:
            entry = {"kind": one.kind, "actor": keys[one.object_id], "start": one.start, "end": one.end,
                     "note": one.note}  # fmt: skip
            of_subject.setdefault(one.subject_id, []).append(_filled(entry))
    entries = [
        _filled(
            {
                "key": key,
                "kind": actor.kind,
                "role": actor.role,
                "name": actor.name,
                "status": None if actor.status == "confirmed" else actor.status,
                "description": actor.description,
                "country": list(actor.countries),
                "context": list(actor.context),
                "aliases": [_alias_entry(alias) for alias in actor.aliases],
                "relationships": of_subject.get(actor.id),
            }
        )
        for actor, key in listed
    ]
    dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return str(yaml.dump({"actors": entries}, Dumper=dumper, allow_unicode=True, sort_keys=False, width=110))


def _alias_entry(alias: Alias) -> dict[str, Any]:
    return _filled(
        {
            "value": alias.value,
            "script": alias.script,
            "language": alias.language,
            "form": alias.form,
            "used_by": alias.used_by,
            "ambiguous": alias.ambiguous or None,
            "status": None if alias.status is AliasStatus.ASSERTED else alias.status,
            "first_seen": alias.first_seen,
            "last_seen": alias.last_seen,
            "note": alias.note,
        }
    )


def _filled(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is empty; values as YAML knows them."""
    return {
        name: value if isinstance(value, list | bool) else str(value)
        for name, value in entry.items()
        if value not in (None, "", [])
    }


def _with_keys(actors: Iterable[Actor]) -> Iterator[tuple[Actor, str]]:
    """Each actor with its key, or one made of its name: unique within the list."""
    listed = list(actors)
    taken = {actor.key for actor in listed if actor.key}
    for actor in listed:
        key = actor.key
        if key is None:
            stem = name_key(actor.name).replace(" ", "-") or "actor"
            key, number = stem, 2
            while key in taken:
                key, number = f"{stem}-{number}", number + 1
            taken.add(key)
        yield actor, key


# -- FollowTheMoney


def to_ftm(
    actors: Sequence[Actor], relationships: Iterable[Relationship] = (), events: Iterable[Event] = ()
) -> str:
    """FollowTheMoney entities (followthemoney.tech, schema 3), one JSON object a line, order kept."""
    ids = {actor.id: f"actor-{actor.key or actor.id}" for actor in actors}
    people = {actor.id for actor in actors if actor.kind is ActorKind.PERSON}
    entities = [_actor_entity(actor, ids[actor.id]) for actor in actors]
    for one in relationships:
        if one.subject_id in ids and one.object_id in ids:
            entities.append(_link_entity(one, ids, subject_is_person=one.subject_id in people))
    for event in events:
        properties = {
            "name": [event.title],
            "startDate": [str(event.start or "")],
            "endDate": [str(event.end or "")],
            "location": [event.place],
            "involved": [ids[key] for key in event.actor_ids if key in ids],
        }
        entities.append(_entity(f"event-{event.id}", "Event", properties))
    return "".join(json.dumps(entity, ensure_ascii=False, sort_keys=True) + "\n" for entity in entities)


def _actor_entity(actor: Actor, key: str) -> dict[str, Any]:
    asserted = [
        alias
        for alias in actor.aliases
        if alias.status is not AliasStatus.REJECTED
        and alias.form is not AliasForm.ADJECTIVE
        and alias.value != actor.name
    ]
    former = [alias.value for alias in asserted if alias.form is AliasForm.FORMER]
    # FollowTheMoney's weakAlias: too short or too common to match on.
    weak = [
        alias.value
        for alias in asserted
        if alias.form is not AliasForm.FORMER
        and (alias.ambiguous or alias.form in {AliasForm.SHORT, AliasForm.NICKNAME, AliasForm.KUNYA})
    ]
    properties = {
        "name": [actor.name],
        "alias": [alias.value for alias in asserted if alias.value not in {*former, *weak}],
        "previousName": former,
        "weakAlias": weak,
        "country": list(actor.countries),
        "summary": [actor.description],
    }
    return _entity(key, str(actor.kind), properties)


_SCHEMATA = {
    RelationshipKind.MEMBER: ("Membership", "organization", "member"),
    RelationshipKind.LEADER: ("Directorship", "organization", "director"),
    RelationshipKind.SPOKESPERSON: ("Representation", "client", "agent"),
}


def _link_entity(one: Relationship, ids: Mapping[ActorId, str], *, subject_is_person: bool) -> dict[str, Any]:
    schema, subject, other = _SCHEMATA.get(one.kind, ("UnknownLink", "subject", "object"))
    if subject_is_person:  # only organisations have members and directors there
        schema, subject, other = "UnknownLink", "subject", "object"
    properties = {
        subject: [ids[one.subject_id]],
        other: [ids[one.object_id]],
        "role": [str(one.kind)],
        "startDate": [str(one.start or "")],
        "endDate": [str(one.end or "")],
        "summary": [one.note],
        "status": ["disputed" if one.disputed else ""],
    }
    return _entity(f"relationship-{one.id}", schema, properties)


def _entity(key: str, schema: str, properties: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    filled = {name: kept for name, values in properties.items() if (kept := [one for one in values if one])}
    return {"id": key, "schema": schema, "properties": filled}
