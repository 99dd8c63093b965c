"""Starter knowledge of sources: outlets, think tanks, agencies, fact-checkers; without grades."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import yaml

from dossier.corpus.metadata import KnownSource
from dossier.domain.corpus import SourceId
from dossier.paths import resource
from dossier.storage.corpus import CorpusStore
from dossier.text.normalize import fold


@dataclass(frozen=True)
class StarterSource(KnownSource):
    """A known source with its descriptor."""

    key: str | None = None
    descriptor: str = ""
    country: str | None = None


@cache
def known_sources() -> tuple[StarterSource, ...]:
    """All sources of seeds/sources.yaml."""
    data = yaml.load(resource("seeds/sources.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return tuple(
        StarterSource(
            name=str(entry["name"]),
            names=tuple(map(str, entry.get("names") or ())),
            domains=tuple(map(str, entry.get("domain") or ())),
            type=str(entry.get("type") or ""),
            key=str(entry["key"]),
            descriptor=str(entry.get("descriptor") or ""),
            country=entry.get("country"),
        )
        for entry in data["sources"]
    )


def sources_of(store: CorpusStore) -> list[KnownSource]:
    """Whom an import can recognise: the case's own sources as the analyst describes them, then the starter ones."""
    own = store.sources()
    keys = {source.key for source in own if source.key}
    types = {one.key: one.type for one in known_sources()}
    return [
        *(KnownSource(one.name, one.names, one.domains, types.get(one.key, "")) for one in own),
        *(one for one in known_sources() if one.key not in keys),
    ]


def find_source(store: CorpusStore, name: str) -> SourceId:
    """The source called so, made if the case has none; a name the analyst gave a source counts first."""
    wanted = fold(name).strip()
    for source in store.sources():
        if wanted in {fold(one).strip() for one in (source.name, *source.names)}:
            return source.id
    for known in known_sources():
        if wanted in {fold(one).strip() for one in (known.name, *known.names)}:
            return store.source_named(
                known.name,
                key=known.key,
                descriptor=known.descriptor,
                names=list(known.names),
                domains=list(known.domains),
                country=known.country,
            )
    return store.source_named(name)


@cache
def _types() -> dict[str, str]:
    return {name: one.type for one in known_sources() for name in (one.name, *one.names)}


def known_type(source: str) -> str:
    """What kind of source bears this name, as seeds/sources.yaml says; empty for one it doesn't know."""
    return _types().get(source, "")
