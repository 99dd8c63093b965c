"""Starter knowledge of sources: outlets, think tanks, agencies, fact-checkers; without grades."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import yaml

from dossier.corpus.metadata import KnownSource
from dossier.paths import resource


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


@cache
def _types() -> dict[str, str]:
    return {name: one.type for one in known_sources() for name in (one.name, *one.names)}


def known_type(source: str) -> str:
    """What kind of source bears this name, as seeds/sources.yaml says; empty for one it doesn't know."""
    return _types().get(source, "")
