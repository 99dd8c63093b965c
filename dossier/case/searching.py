"""Wire searching to the actors of a case: the names to search them by, to offer, and to complete."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.actors.catalog import Catalog
from dossier.corpus.library import Library
from dossier.domain.actors import AliasForm, AliasStatus
from dossier.search.completion import Completion, complete
from dossier.search.names import Name
from dossier.text.names import name_key
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

    def actor_called(self, words: str) -> str | None:
        """The actor that words name surely, if it has other names too; acronyms that are words need capitals."""
        wanted = name_key(words)
        for actor in self._catalog.find(words):
            known = {name_key(alias.value) for alias in actor.aliases} | {name_key(actor.name)}
            sure = any(
                name_key(alias.value) == wanted
                and alias.form is not AliasForm.ADJECTIVE
                and (not alias.ambiguous or words.isupper())
                for alias in actor.aliases
            )
            if sure and len(known) > 1:
                return actor.name
        return None


class Completer:
    """Completes queries with the actors and sources of a case. Actors are read anew when they change."""

    def __init__(self, catalog: Catalog, library: Library) -> None:
        self._catalog = catalog
        self._library = library
        # One attribute, so that several threads never see the version of one list beside another.
        self._known: tuple[int, list[tuple[str, str, str]]] = (-1, [])

    def complete(self, query: str, cursor: int, languages: Sequence[str] = ()) -> tuple[Completion, ...]:
        """What may be meant at the cursor (code points); `languages` are those found last."""
        return complete(query, cursor, actors=self.actors, sources=self._sources, languages=lambda: languages)

    def _sources(self) -> list[str]:
        counted = sorted(self._library.sources(), key=lambda pair: (-pair[1], pair[0].name))
        return [source.name for source, _count in counted]

    def actors(self, letters: str, most: int) -> list[tuple[str, str]]:
        """Actors (main name, the name that begins so), those whose whole name does before those with a word."""
        version, names = self._known
        if version != self._catalog.version:
            version = self._catalog.version
            names = [
                (f" {name_key(alias.value)}", actor.name, alias.value)
                for actor in self._catalog.confirmed()
                for alias in actor.aliases
                if alias.form is not AliasForm.ADJECTIVE and alias.status is not AliasStatus.REJECTED
            ]
            self._known = version, names
        wanted = f" {name_key(letters)}"
        rated = [
            (key.index(wanted) > 0, len(key), actor, name) for key, actor, name in names if wanted in key
        ]
        found: dict[str, str] = {}
        for _inside, _length, actor, name in sorted(rated):
            found.setdefault(actor, name)
        return list(found.items())[:most]
