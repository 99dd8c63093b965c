"""Gather all that an export says of a dossier, and write it in the format that the file's suffix asks for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from dossier import __version__
from dossier.actors.catalog import Catalog
from dossier.case.evidence import CaseEvidence
from dossier.case.figures import Figures
from dossier.case.reviewing import Reviews
from dossier.case.sources import known_type
from dossier.domain.dossiers import TLP, Dossier
from dossier.errors import UserError
from dossier.evidence.claims import Claims, refuted
from dossier.export.building import build_outline
from dossier.export.bundle import DossierBundle
from dossier.export.outline import ExportReport, NameUse, Outline
from dossier.jobs import NEVER_CANCELLED, no_progress
from dossier.settings import load_settings
from dossier.storage.corpus import CorpusStore
from dossier.storage.evidence import EvidenceStore
from dossier.storage.mentions import MentionStore


class Reported(Protocol):
    """The parts of a case that an export draws on."""

    catalog: Catalog
    corpus_store: CorpusStore
    evidence: CaseEvidence
    evidence_store: EvidenceStore
    mention_store: MentionStore
    claims: Claims
    figures: Figures
    reviews: Reviews

    @property
    def name(self) -> str:
        """Name of the case."""


def bundle_of(case: Reported, dossier: Dossier) -> DossierBundle:
    """Everything that an export of this dossier may say, as of now."""
    cited = sorted(
        {
            citation.passage.document_id
            for section in dossier.sections
            for statement in section.statements
            for citation in statement.citations
        }
    )
    told = {
        passage.document_id for event in case.figures.events(dossier.actor_id) for passage in event.citations
    }
    documents = {document.id: document for document in case.corpus_store.many(sorted({*cited, *told}))}
    sources = {source.id: source for source in case.corpus_store.sources()}
    digits = case.evidence_store.digits()
    state = hashlib.sha256(
        "".join(sorted(document.sha256 for document in documents.values())).encode()
    ).hexdigest()
    users: dict[str, dict[str, int]] = {}
    curated = {
        alias.value: alias.used_by for alias in case.catalog.get(dossier.actor_id).aliases if alias.used_by
    }
    for use in case.mention_store.name_uses(dossier.actor_id):
        name = " ".join(use.surface.split())
        source = use.source or "source unknown"
        users.setdefault(name, {})[source] = users.get(name, {}).get(source, 0) + use.documents
    graph = case.evidence.provenance()
    findings = case.reviews.touching(dossier, no_progress, NEVER_CANCELLED)
    statements = [statement for section in dossier.sections for statement in section.statements]
    independent = case.evidence.sources_of_statements(dossier)
    ranked = sorted(users.items(), key=lambda entry: (-sum(entry[1].values()), entry[0]))
    return DossierBundle(
        dossier=dossier,
        actor=case.catalog.get(dossier.actor_id),
        documents=documents,
        sources=sources,
        digits=digits,
        names=tuple(
            NameUse(
                name,
                ", ".join(f"{source} ({count})" for source, count in used.items()),
                _whose(name, tuple(used), curated),
            )
            for name, used in ranked[:24]
        ),
        claims=tuple(claim for claim in case.evidence_store.claims() if claim.document_id in documents),
        resting={key: tuple(found) for key, found in refuted(case.claims.under(statements)).items()},
        conflicts=tuple(case.evidence_store.conflicts()),
        roots={key: found.sentence for key, found in independent.items()},
        count_roots=lambda shown: graph.independent_sources(shown).sentence,
        find_gaps=case.evidence.gaps_in_words(documents, findings),
        chronology=case.figures.chronology(dossier, documents, sources, digits),
        relations=case.figures.around(dossier.actor_id),
        print_uncited=load_settings().uncited_relationships,
        case_name=case.name,
        case_hash=state,
        version=__version__,
        made_at=datetime.now(UTC).replace(microsecond=0),
    )


def _whose(name: str, sources: tuple[str, ...], curated: Mapping[str, str]) -> str:
    """Whose name it is: known users first, then what kind of source uses it here."""
    if name in curated:
        return curated[name]
    groups = {"government": "states", "group media": "own"}
    found = {groups.get(known_type(source), "outlets") for source in sources if source != "source unknown"}
    return ", ".join(one for one in ("own", "outlets", "states") if one in found)


def write(bundle: DossierBundle, target: Path, level: TLP | None) -> ExportReport:
    """Write the dossier; raises UserError for a suffix that is no format of ours."""
    return _writer(target)(build_outline(bundle, level), target)


def _writer(target: Path) -> Callable[[Outline, Path], ExportReport]:
    suffix = target.suffix.lower()
    if suffix == ".pdf":
        from dossier.export.pdf import export_pdf

        return export_pdf
    if suffix in {".html", ".htm"}:
        from dossier.export.html import export_html

        return export_html
    if suffix == ".md":
        from dossier.export.markdown import export_markdown

        return export_markdown
    if suffix == ".json":
        from dossier.export.json import export_json

        return export_json
    if suffix == ".docx":
        from dossier.export.docx import export_docx

        return export_docx
    raise UserError(
        "Dossier doesn't write that format, so nothing was written.",
        hint="Let the file end in .pdf, .html, .md, .json or .docx.",
    )
