"""Open the search engine of a name: the only place that knows which engines there are."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from dossier.errors import EnvironmentTrouble
from dossier.search.engine import SearchEngine

WHOOSH = "whoosh"
TANTIVY = "tantivy"
ENGINES = (WHOOSH, TANTIVY)
IN_MEMORY = "memory"
"""Of cases with a passphrase; nobody chooses it."""
MANY = 50_000
"""Documents from which on Tantivy is worth having: Whoosh's build takes an hour for 100,000."""


def usable(name: str) -> bool:
    """Whether this copy of the program has the engine."""
    return name in ENGINES and find_spec(name) is not None


def open_engine(name: str, folder: Path, *, sweep: bool = True, only_read: bool = False) -> SearchEngine:
    """The engine of this name on the index in a folder; see the engines for what they raise."""
    if name == IN_MEMORY:
        from dossier.search.memory_engine import MemoryEngine

        return MemoryEngine()
    if name == TANTIVY:
        from dossier.search.tantivy_engine import TantivyEngine

        return TantivyEngine(folder, sweep=sweep, only_read=only_read)
    from dossier.search.whoosh_engine import WhooshEngine

    return WhooshEngine(folder, sweep=sweep, only_read=only_read)


def refuse_without_memory_engine() -> None:
    """EnvironmentTrouble when this copy of the program lacks the engine that can be in memory."""
    if not usable(TANTIVY):
        raise EnvironmentTrouble(
            "This copy of the program can't search cases with a passphrase.",
            hint="Install it with `pip install dossier[passphrase]`, or use the packaged program.",
            detail="no tantivy",
        )
