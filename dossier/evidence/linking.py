"""Suggest, confirm, reject and add links between documents; every decision can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from dossier.domain.corpus import Document, DocumentId, DocumentKind
from dossier.domain.dates import PartialDate
from dossier.domain.evidence import (
    Link,
    LinkId,
    LinkKind,
    LinkStatus,
    Passage,
    Publication,
    PublicationId,
)
from dossier.errors import NotFound, UserError
from dossier.evidence.links import find_references
from dossier.evidence.provenance import Node, document_node, end_of, refuse_cycle, start_of
from dossier.evidence.references import Reference
from dossier.evidence.resolving import (
    Draft,
    SameName,
    document_for,
    draft_of,
    folded_equal,
    known_publication,
)
from dossier.evidence.sentences import Named
from dossier.evidence.shared_quotes import shared_quotes
from dossier.jobs import Cancelled, Changes, Progress, ReportProgress
from dossier.storage.corpus import CorpusStore
from dossier.storage.evidence import EvidenceStore
from dossier.text.normalize import fold
from dossier.text.passages import make_quote

BATCH = 100
"""Documents whose suggestions are written together."""
DEEPEST = 8
"""Steps of a chain that a tree shows."""
MOST_BRANCHES = 150
CHANGED = Changes(evidence=True, dossiers=True)


@dataclass(frozen=True)
class Readable:
    """A document as the search for links needs it."""

    document: Document
    text: str
    names: tuple[Named, ...] = ()


@dataclass(frozen=True)
class Branch:
    """A link with what stands at its other end, and the links that lead on from there."""

    link: Link
    node: Node
    title: str
    about: str
    """Source and date."""
    seen: bool
    """Whether it is in the case."""
    identified: bool
    """Whether it is known which publication it is."""
    further: tuple[Branch, ...]

    @property
    def root_not_seen(self) -> bool:
        """Whether the chain ends here without anybody having seen its root."""
        return not self.seen and not self.further


@dataclass(frozen=True)
class Branches:
    """The links of a document."""

    onward: tuple[Branch, ...]
    """Where it comes from."""
    backward: tuple[Branch, ...]
    """What rests on it."""
    rejected: tuple[Branch, ...]

    @property
    def waiting(self) -> int:
        """Suggestions that nobody has decided on."""
        found, open_ = 0, list(self.onward + self.backward)
        while open_:
            branch = open_.pop()
            found += branch.link.status is LinkStatus.SUGGESTED
            open_.extend(branch.further)
        return found


class Linker:
    """The links of one case."""

    def __init__(
        self,
        evidence: EvidenceStore,
        corpus: CorpusStore,
        *,
        read: Callable[[Sequence[DocumentId]], list[Readable]],
        actors_of: Callable[[DocumentId], frozenset[int]],
        same_name: SameName = folded_equal,
    ) -> None:
        """`read` gives documents with their texts and the actors named in them."""
        self._store = evidence
        self._corpus = corpus
        self._read = read
        self._actors_of = actors_of
        self._same_name = same_name
        self._publications: list[Publication] = []
        self._undo: list[tuple[str, Callable[[], None]]] = []

    # -- suggesting

    def suggest(self, keys: Sequence[DocumentId]) -> int:
        """Store the links that the texts of these documents suggest; returns how many are new.

        Links that are there already stay as they are, above all the rejected ones.
        """
        readings = self._read(keys)
        referring = [(one, _references(one)) for one in readings]
        every = [ref for _, found in referring for top in found for ref in (top, *top.onward)]
        candidates = self._corpus.alike(
            titles=list({fold(ref.title).strip()[:200] for ref in every if ref.title}),
            days=list({ref.date for ref in every if ref.date and ref.date.precision == 3}),
            urls=list({url for ref in every if ref.url for url in _spellings(ref.url)}),
        )
        drafts = [draft for one, found in referring for draft in _drafts(found, one.document)]
        self._publications = self._store.publications_like(
            titles=list({draft.title for draft in drafts}),
            days=list({draft.published for draft in drafts if draft.published}),
            publishers=list({draft.publisher for draft in drafts if draft.publisher}),
        )
        fresh: list[Link] = []
        for reading, found in referring:
            for reference in found:
                fresh += self._links_for(reading, reference, candidates)
        return self._add_unless_joined(fresh)

    def _links_for(
        self, reading: Readable, reference: Reference, candidates: Sequence[Document]
    ) -> list[Link]:
        document = reading.document
        found = document_for(
            reference,
            document,
            candidates,
            shared_actors=lambda other: len(self._actors_of(document.id) & self._actors_of(other)),
            same_name=self._same_name,
        )
        passage = _passage(document.id, reading.text, reference.start, reference.end)
        link = Link(
            LinkId(0),
            reference.kind,
            LinkStatus.SUGGESTED,
            document.id,
            passage=passage,
            reason=reference.reason,
        )
        if found is not None:
            other, why = found
            return [replace(link, to_document_id=other.id, reason=f"{reference.reason}; {why}")]
        target = self._publication(reference, document)
        if target is None:
            return []
        links = [replace(link, to_publication_id=target)]
        for onward in reference.onward:
            further = self._publication(onward, document)
            if further is not None and further != target:
                links.append(
                    Link(
                        LinkId(0),
                        onward.kind,
                        LinkStatus.SUGGESTED,
                        from_publication_id=target,
                        to_publication_id=further,
                        passage=passage,
                        reason=onward.reason,
                    )
                )
        return links

    def _publication(self, reference: Reference, document: Document) -> PublicationId | None:
        draft = draft_of(reference, document)
        if draft is None or not draft.title:
            return None
        known = known_publication(
            draft, self._publications, before=document.published, same_name=self._same_name
        )
        if known is None:
            key = self._make(draft)
            if all(one.id != key for one in self._publications):
                self._publications.append(
                    Publication(key, draft.title, draft.publisher, draft.published, draft.url, draft.kind)
                )
            return key
        if draft.publisher and not known.publisher:
            self._store.change_publication(known.id, publisher=draft.publisher)
            place = self._publications.index(known)
            self._publications[place] = replace(known, publisher=draft.publisher)
        return known.id

    def _make(self, draft: Draft) -> PublicationId:
        return self._store.publication(
            draft.title, publisher=draft.publisher, published=draft.published, url=draft.url, kind=draft.kind
        )

    def suggest_between(self, stop: Callable[[], bool] = lambda: False) -> int:
        """Suggest links by comparing documents: reprints, shared quotations, originals imported later."""
        return self._suggest_reprints() + self._suggest_shared_quotes(stop) + self._look_again()

    def _suggest_reprints(self) -> int:
        members: dict[int, list[DocumentId]] = {}
        for key, group in self._corpus.groups().items():
            members.setdefault(group, []).append(key)
        links = []
        for keys in members.values():
            dated = [one for one in self._corpus.many(keys) if one.published is not None]
            dated.sort(key=lambda one: (str(one.published), one.id))
            links += [
                Link(
                    LinkId(0), LinkKind.REPUBLISHES, LinkStatus.SUGGESTED, one.id, to_document_id=dated[0].id,
                    reason="nearly the same text, published later",
                )
                for one in dated[1:]
                if one.published != dated[0].published
            ]  # fmt: skip
        return self._add_unless_joined(links)

    def _suggest_shared_quotes(self, stop: Callable[[], bool]) -> int:
        links = []
        groups = self._corpus.groups()
        for shared in list(shared_quotes(self._corpus.every_text, stop=stop)):
            quoting, other = self._corpus.many([shared.quoting, shared.other])
            if quoting.id in groups and groups.get(quoting.id) == groups.get(other.id):
                continue
            if not _earlier(other.published, quoting.published):
                continue  # without dates nobody knows who quotes whom
            text = self._corpus.text(quoting.id)
            checks = quoting.kind is DocumentKind.FACT_CHECK and other.kind is not DocumentKind.FACT_CHECK
            links.append(
                Link(
                    LinkId(0),
                    LinkKind.FACT_CHECKS if checks else LinkKind.QUOTES,
                    LinkStatus.SUGGESTED,
                    quoting.id,
                    to_document_id=other.id,
                    passage=_passage(quoting.id, text, shared.start, shared.end),
                    reason=f"both have this quotation of {shared.words} words, the other earlier",
                )
            )
        return self._add_unless_joined(links)

    def _add_unless_joined(self, links: Sequence[Link]) -> int:
        """Store those whose ends no link joins yet, of whatever kind or status, in either direction."""
        nodes = {node for link in links for node in _ends(link) if node is not None}
        there = self._store.links_at(
            [node.document_id for node in nodes if node.document_id is not None],
            [node.publication_id for node in nodes if node.publication_id is not None],
        )
        ends = {_ends(link) for link in there}
        fresh = []
        for link in links:
            start, end = _ends(link)
            if (
                start is not None
                and end is not None
                and start != end
                and not {(start, end), (end, start)} & ends
            ):
                ends.add((start, end))
                fresh.append(link)
        self._store.add_links(fresh)
        return len(fresh)

    def _look_again(self) -> int:
        """Documents whose original was not in the case: it may be now. Its suggestion replaces the other."""
        unknown = {one.id for one in self._store.publications() if one.kind in {"unknown", "outlet"}}
        open_ = [
            link
            for link in self._store.links(status=LinkStatus.SUGGESTED)
            if link.to_publication_id in unknown and link.from_document_id is not None
        ]
        keys = list(dict.fromkeys(link.from_document_id for link in open_ if link.from_document_id))
        new = sum(self.suggest(keys[start : start + BATCH]) for start in range(0, len(keys), BATCH))
        found = {
            (link.from_document_id, link.kind, link.passage)
            for link in self._store.links_at(keys)
            if link.to_document_id is not None
        }
        for link in open_:
            if (link.from_document_id, link.kind, link.passage) in found:
                self._store.remove_link(link.id)
        return new

    def work(self, progress: ReportProgress, cancelled: Cancelled) -> Changes:
        """The job that suggests links for the whole case. Cancelled, it keeps what it has found."""
        keys = self._corpus.ids()
        for start in range(0, len(keys), BATCH):
            if cancelled:
                return CHANGED
            progress(Progress(start, len(keys)))
            with self._corpus.together():
                self.suggest(keys[start : start + BATCH])
        with self._corpus.together():
            self.suggest_between(lambda: bool(cancelled))
        progress(Progress(len(keys), len(keys)))
        return CHANGED

    # -- deciding

    def confirm(self, key: LinkId) -> Changes:
        """Let a link count. Raises UserError when it would close a circle."""
        link = self._store.get_link(key)
        refuse_cycle(self._store.links(status=LinkStatus.CONFIRMED), link)
        self._set(link, LinkStatus.CONFIRMED, "confirmed")
        return CHANGED

    def reject(self, key: LinkId) -> Changes:
        """A rejected link stays in the case, so that it is never suggested again."""
        self._set(self._store.get_link(key), LinkStatus.REJECTED, "rejected")
        return CHANGED

    def _set(self, link: Link, status: LinkStatus, word: str) -> None:
        self._store.set_link_status(link.id, status)
        self._undo.append((word, lambda: self._store.set_link_status(link.id, link.status)))

    def change_kind(self, key: LinkId, kind: LinkKind) -> Changes:
        """Say better what a document does with the other."""
        former = self._store.get_link(key).kind
        self._store.change_link(key, kind=kind)
        self._undo.append(("changed", lambda: self._store.change_link(key, kind=former)))
        return CHANGED

    def add(
        self,
        document: DocumentId,
        kind: LinkKind,
        target: DocumentId | Draft,
        *,
        span: tuple[int, int] | None = None,
        reason: str = "added by hand",
    ) -> LinkId:
        """A confirmed link from a document; the passage at `span` shows it.

        A Draft describes an outside publication. Raises UserError when the link would close a circle or
        the publication has no title.
        """
        passage = None if span is None else _passage(document, self._corpus.text(document), *span)
        link = Link(LinkId(0), kind, LinkStatus.CONFIRMED, document, passage=passage, reason=reason)
        if isinstance(target, Draft):
            if not target.title.strip():
                raise UserError("The publication needs a title. Nothing was linked.")
            link = replace(link, to_publication_id=self._make(target))
        else:
            link = replace(link, to_document_id=self._corpus.get(target).id)
        confirmed = self._store.links(status=LinkStatus.CONFIRMED)
        refuse_cycle(confirmed, link)
        there = [one for one in self._store.links() if _ends(one) == _ends(link) and one.kind is kind]
        if there:
            self._set(there[0], LinkStatus.CONFIRMED, "confirmed")
            return there[0].id
        key = self._store.add_links([link])[0]
        self._undo.append(("added", lambda: self._store.remove_link(key)))
        return key

    def undo(self) -> str | None:
        """Take the last decision of this session back; returns what it was, None when there is none."""
        while self._undo:
            word, act = self._undo.pop()
            try:
                act()
            except NotFound:
                continue
            return word
        return None

    # -- looking

    def branches(self, document: DocumentId) -> Branches:
        """The chains of a document as trees: back to where it comes from, and to what rests on it."""
        onward = self._walk(document_node(document), onward=True)
        backward = self._walk(document_node(document), onward=False)
        rejected = tuple(
            self._branch(link, end, ())
            for link in self._store.links_of(document)
            if link.status is LinkStatus.REJECTED and (end := _other_end(link, document)) is not None
        )
        return Branches(onward, backward, rejected)

    def _walk(self, root: Node, *, onward: bool) -> tuple[Branch, ...]:
        """Breadth first, so that a few queries are enough; stops after DEEPEST steps and MOST_BRANCHES nodes."""
        links: dict[Node, list[Link]] = {}
        level = {root}
        for _ in range(DEEPEST):
            found = self._store.links_at(
                [node.document_id for node in level if node.document_id is not None],
                [node.publication_id for node in level if node.publication_id is not None],
                onward=onward,
            )
            further = set()
            for link in found:
                here, there = _ends(link) if onward else _ends(link)[::-1]
                if here is None or there is None or link.status is LinkStatus.REJECTED:
                    continue
                links.setdefault(here, []).append(link)
                further.add(there)
            level = further - set(links)
            if not level or len(links) > MOST_BRANCHES:
                break
        return self._grow(root, links, (root,), onward=onward)

    def _grow(
        self, node: Node, links: dict[Node, list[Link]], path: tuple[Node, ...], *, onward: bool
    ) -> tuple[Branch, ...]:
        grown = []
        for link in links.get(node, ()):
            there = end_of(link) if onward else start_of(link)
            if there is not None and there not in path and len(path) <= DEEPEST:
                grown.append(
                    self._branch(link, there, self._grow(there, links, (*path, there), onward=onward))
                )
        return tuple(grown)

    def _branch(self, link: Link, node: Node, further: tuple[Branch, ...]) -> Branch:
        if node.document_id is not None:
            document = self._corpus.get(node.document_id)
            about = " · ".join(
                part for part in (document.source or "", str(document.published or "")) if part
            )
            return Branch(link, node, document.title, about, True, True, further)
        assert node.publication_id is not None
        one = self._store.get_publication(node.publication_id)
        about = " · ".join(filter(None, (one.publisher, one.when)))
        return Branch(link, node, one.title, about, False, one.identified, further)


def _other_end(link: Link, document: DocumentId) -> Node | None:
    start, end = _ends(link)
    return end if start == document_node(document) else start


def _ends(link: Link) -> tuple[Node | None, Node | None]:
    return start_of(link), end_of(link)


def _drafts(found: Sequence[Reference], document: Document) -> Iterator[Draft]:
    for reference in found:
        for one in (reference, *reference.onward):
            draft = draft_of(one, document)
            if draft is not None and draft.title:
                yield draft


def _references(reading: Readable) -> list[Reference]:
    document = reading.document
    return find_references(
        reading.text,
        language=document.language,
        published=document.published,
        names=reading.names,
        own_source=document.source or "",
        kind=document.kind,
    )


def _passage(document: DocumentId, text: str, start: int, end: int) -> Passage:
    quote, prefix, suffix = make_quote(text, start, end)
    return Passage(document, start, end, quote, prefix, suffix)


def _spellings(url: str) -> list[str]:
    bare = url.split("://", 1)[-1]
    return [f"{scheme}{bare}{slash}" for scheme in ("https://", "http://", "") for slash in ("", "/")] + [url]


def _earlier(one: PartialDate | None, other: PartialDate | None) -> bool:
    return one is not None and other is not None and one.last_day < other.first_day
