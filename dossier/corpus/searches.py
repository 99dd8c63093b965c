"""Keep searches: save them under a name, count what is new in them, remember the last ones."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.corpus.finding import Finder
from dossier.domain.corpus import DocumentId
from dossier.domain.searches import Inquiry, PastSearch, SavedSearch, SavedSearchId
from dossier.errors import UserError
from dossier.jobs import Cancelled, Progress, ReportProgress
from dossier.search.tree import QueryProblem
from dossier.storage.searches import SearchStore

LONGEST_NAME = 80


class Searches:
    """Saved searches and history of one case."""

    def __init__(self, store: SearchStore, finder: Finder, *, read_only: bool = False) -> None:
        self._store = store
        self._finder = finder
        self._read_only = read_only

    def saved(self) -> list[SavedSearch]:
        """All saved searches in the analyst's order."""
        return self._store.saved()

    def save(self, name: str, inquiry: Inquiry, *, seen: DocumentId | None = None) -> SavedSearchId:
        """Save a search; one of that name is replaced. `seen` gives back what was deleted as it was.

        Raises UserError for a name without a letter, QueryProblem for a query that can't be searched.
        """
        self._finder.understand(inquiry.query)
        return self._store.save(_name(name), inquiry, seen)

    def rename(self, key: SavedSearchId, name: str) -> None:
        """Give a saved search another name. Raises UserError when it is taken or empty."""
        self._store.rename(key, _name(name))

    def remove(self, key: SavedSearchId) -> None:
        """Delete a saved search."""
        self._store.remove(key)

    def arrange(self, keys: Sequence[SavedSearchId]) -> None:
        """Put the saved searches in this order."""
        self._store.arrange(keys)

    def look(self, key: SavedSearchId) -> None:
        """Note that all present hits have been seen."""
        if not self._read_only:
            self._store.look(key)

    def count_new(self, progress: ReportProgress, cancelled: Cancelled) -> dict[SavedSearchId, int]:
        """The job that counts, for every saved search, hits among documents newer than its last look.

        A search is only made when the case has newer documents at all. One that can't be searched any
        more counts 0.
        """
        found: dict[SavedSearchId, int] = {}
        newest = self._store.newest_document()
        saved = self.saved()
        for number, one in enumerate(saved):
            cancelled.check()
            progress(Progress(number, len(saved), one.name))
            found[one.id] = self._new_in(one) if newest > one.seen else 0
        return found

    def _new_in(self, one: SavedSearch) -> int:
        try:
            return self._finder.count_after(one.inquiry, one.seen)
        except QueryProblem:
            return 0

    # -- history

    def history(self) -> list[PastSearch]:
        """The last searches of this case, newest first."""
        return self._store.history()

    def remember(self, query: str, total: int) -> None:
        """Note a search that was made; an empty one is not noted, nor any in a case open for reading only."""
        query = " ".join(query.split())
        if query and not self._read_only:
            self._store.remember(query, total)

    def forget_history(self) -> None:
        """Clear the history."""
        self._store.forget_history()


def _name(text: str) -> str:
    name = " ".join(text.split())[:LONGEST_NAME]
    if not name:
        raise UserError("A saved search needs a name.", hint="Type one.")
    return name
