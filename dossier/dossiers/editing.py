"""Write dossiers: sections, statements and citations; every edit can be undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dossier.domain.actors import Actor, ActorId
from dossier.domain.corpus import DocumentId
from dossier.domain.dossiers import (
    TLP,
    CitationId,
    Dossier,
    DossierId,
    SectionId,
    Statement,
    StatementForm,
    StatementId,
)
from dossier.domain.evidence import Passage
from dossier.dossiers.citations import passage_at
from dossier.jobs import Changes
from dossier.storage.dossier_removal import RemovedDossier
from dossier.storage.dossiers import DossierStore, Edit

WROTE = Changes(dossiers=True)

FIRST_SECTIONS = (
    "Summary",
    "Names used",
    "Key passages",
    "Leadership and structure",
    "Chronology",
    "Relations",
)
"""What a new dossier starts with; a draft fills those of its own titles, the analyst renames and removes at will."""


@dataclass(frozen=True)
class Cited:
    """What citing a passage made."""

    dossier_id: DossierId
    statement_id: StatementId
    citation_id: CitationId


class Editor:
    """The dossiers of one case."""

    def __init__(
        self, store: DossierStore, *, text_of: Callable[[DocumentId], str], actor: Callable[[ActorId], Actor]
    ) -> None:
        self._store = store
        self._text_of = text_of
        self._actor = actor
        self._removed: list[RemovedDossier] = []

    # -- looking

    def all(self) -> list[Dossier]:
        """All dossiers, without their sections."""
        return self._store.all()

    def get(self, key: DossierId) -> Dossier:
        """One dossier, whole."""
        return self._store.get(key)

    def of_actor(self, actor: ActorId) -> Dossier | None:
        """The dossier about an actor, if there is one."""
        return self._store.of_actor(actor)

    def statement(self, key: StatementId) -> Statement:
        """One statement with its citations."""
        return self._store.statement(key)

    def history(self, key: DossierId) -> list[Edit]:
        """The newest edits first."""
        return self._store.edits(key)

    # -- the dossier itself

    def begin(
        self, actor: ActorId, *, tlp: TLP = TLP.AMBER, sections: tuple[str, ...] = FIRST_SECTIONS
    ) -> DossierId:
        """The dossier about an actor, made with these sections if there is none yet."""
        present = self._store.of_actor(actor)
        if present is not None:
            return present.id
        key = self._store.create(actor, self._actor(actor).name, tlp)
        for title in sections:
            self._store.add_section(key, title)
        return key

    def rename(self, key: DossierId, title: str) -> Changes:
        """Change the title."""
        self._store.describe(key, title=title.strip() or "Untitled")
        return WROTE

    def set_tlp(self, key: DossierId, tlp: TLP) -> Changes:
        """Change the label of the whole dossier."""
        self._store.describe(key, tlp=tlp)
        return WROTE

    def remove(self, key: DossierId) -> Changes:
        """Take the dossier out; `bring_back` undoes it until the case is closed."""
        removed = self._store.remove(key)
        if removed is not None:
            self._removed.append(removed)
        return WROTE

    def bring_back(self) -> DossierId | None:
        """Put the dossier that was removed last back, with its history; None when there is none.

        Raises UserError if its actor has another dossier by now.
        """
        if not self._removed:
            return None
        key = self._store.bring_back(self._removed[-1])
        self._removed.pop()
        return key

    # -- sections

    def add_section(self, key: DossierId, title: str, position: int | None = None) -> SectionId:
        """A new section, last unless a position is given."""
        with self._store.edit(key, "add section"):
            return self._store.add_section(key, title, position)

    def rename_section(self, dossier: DossierId, key: SectionId, title: str) -> Changes:
        """Change a section's title."""
        with self._store.edit(dossier, f"rename section {key}", coalesce=True):
            self._store.rename_section(key, title)
        return WROTE

    def move_section(self, dossier: DossierId, key: SectionId, position: int) -> Changes:
        """Put a section elsewhere."""
        with self._store.edit(dossier, "move section"):
            self._store.move_section(key, position)
        return WROTE

    def remove_section(self, dossier: DossierId, key: SectionId) -> Changes:
        """Take a section out, with its statements."""
        with self._store.edit(dossier, "remove section"):
            self._store.remove_section(key)
        return WROTE

    # -- statements

    def add_statement(
        self,
        dossier: DossierId,
        section: SectionId,
        text: str = "",
        position: int | None = None,
        **values: Any,
    ) -> StatementId:
        """A new statement; `values` as in `change_statement`."""
        with self._store.edit(dossier, "add statement"):
            return self._store.add_statement(section, text, position=position, **values)

    def change_text(self, dossier: DossierId, key: StatementId, text: str) -> Changes:
        """New words for a statement. Typing on within half a minute is one edit; a draft mark goes."""
        with self._store.edit(dossier, f"edit statement {key}", coalesce=True):
            self._store.change_statement(key, text=text, draft=False)
        return WROTE

    def change_statement(self, dossier: DossierId, key: StatementId, **values: Any) -> Changes:
        """Change form, judgement, likelihood, confidence, tlp, draft, translation or translator."""
        with self._store.edit(dossier, "change statement"):
            self._store.change_statement(key, **values)
        return WROTE

    def move_statement(
        self, dossier: DossierId, key: StatementId, section: SectionId, position: int
    ) -> Changes:
        """Put a statement elsewhere."""
        with self._store.edit(dossier, "move statement"):
            self._store.move_statement(key, section, position)
        return WROTE

    def remove_statement(self, dossier: DossierId, key: StatementId) -> Changes:
        """Take a statement out."""
        with self._store.edit(dossier, "remove statement"):
            self._store.remove_statement(key)
        return WROTE

    # -- citations

    def cite_passage(
        self,
        dossier: DossierId,
        section: SectionId,
        document: DocumentId,
        span: tuple[int, int],
        *,
        statement: StatementId | None = None,
    ) -> Cited:
        """Cite a span of a document: for the given statement, or as a new quotation in the section."""
        passage = self.passage(document, span)
        with self._store.edit(dossier, "cite passage"):
            if statement is None:
                statement = self._store.add_statement(section, passage.quote, form=StatementForm.QUOTATION)
            citation = self._store.cite(statement, passage)
        return Cited(dossier, statement, citation)

    def passage(self, document: DocumentId, span: tuple[int, int]) -> Passage:
        """The passage of a document at `span`, in code points."""
        return passage_at(document, self._text_of(document), *span)

    def remove_citation(self, dossier: DossierId, key: CitationId) -> Changes:
        """Take a citation off its statement."""
        with self._store.edit(dossier, "remove citation"):
            self._store.remove_citation(key)
        return WROTE

    # -- undo

    def undo(self, key: DossierId) -> str | None:
        """Take the last edit back; returns what it was, or None when there is nothing to undo."""
        return self._store.undo(key)

    def redo(self, key: DossierId) -> str | None:
        """Bring the last undone edit back; returns what it was, or None."""
        return self._store.redo(key)
