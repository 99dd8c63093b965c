"""Wire searching to the actors of a case: the names to search them by, and how they are spelt."""

from __future__ import annotations

from dossier.actors.catalog import Catalog
from dossier.search.names import Name
from dossier.text.normalize import fold


class KnownNames:
    """What the catalogue of actors knows of the words in a query."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def names_of(self, name: str) -> list[Name] | None:
        """All names to search an actor by; None when nobody is called so."""
        names = self._catalog.expand_name(name)
        if names is None:
            return None
        return [Name(names.name), *(Name(alias.value, alias.ambiguous) for alias in names.aliases)]

    def spelling_of(self, word: str) -> str | None:
        """The word as a name of a confirmed actor; None for one that is also a common word."""
        wanted = fold(word)
        for actor in self._catalog.find(word):
            for alias in actor.aliases:
                if not alias.ambiguous and alias.value[:1].isupper() and fold(alias.value) == wanted:
                    return alias.value
        return None
