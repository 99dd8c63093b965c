"""Keep where actors are mentioned, and count it: by document, month, source and companion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.orm import Session, aliased

from dossier.domain.actors import (
    ActorId,
    ActorInDocument,
    ActorStatus,
    Companion,
    Mention,
    MentionId,
    MentionsInMonth,
    MentionStatus,
    NameUse,
    NewMention,
)
from dossier.domain.corpus import DocumentId
from dossier.domain.dates import DateRange, PartialDate
from dossier.errors import NotFound
from dossier.storage.corpus import note_changed
from dossier.storage.database import CaseDatabase
from dossier.storage.queries import WORDS, holds, parts
from dossier.storage.tables import ActorRow, DocumentRow, MentionRow, SourceRow

_COUNTS = MentionRow.status == str(MentionStatus.CONFIRMED)
"""Of a known actor, a mention on thin evidence (suggested) doesn't count until the analyst confirms it."""


class MentionStore:
    """Mentions of one case. Every actor id given back is canonical."""

    def __init__(self, database: CaseDatabase) -> None:
        self._db = database

    # -- writing

    def replace(self, found: Mapping[DocumentId, Sequence[NewMention]]) -> list[DocumentId]:
        """Make these the mentions of these documents; gives the documents where something changed.

        What the analyst made or judged stays, and what was judged is not added again; mentions that are
        there already keep their ids. Changed documents are told to the index.
        """
        changed: list[DocumentId] = []
        with self._db.transaction() as session:
            known = _existing(session, list(found))
            roots = _roots(session, {one.actor_id for mentions in found.values() for one in mentions})
            gone: list[int] = []
            fresh: list[dict[str, Any]] = []
            for document, mentions in found.items():
                before = len(gone) + len(fresh)
                _compare(document, mentions, known.get(document, []), roots, gone, fresh)
                if len(gone) + len(fresh) != before:
                    changed.append(document)
            for part in parts(gone):
                session.execute(delete(MentionRow).where(MentionRow.id.in_(part)))
            if fresh:
                session.execute(insert(MentionRow), fresh)
            note_changed(session, changed)
        return changed

    def add_by_hand(self, mention: NewMention) -> MentionId:
        """A mention that the analyst marked in the text."""
        with self._db.transaction() as session:
            row = MentionRow(**_values(mention), by_hand=True)
            session.add(row)
            session.flush()
            note_changed(session, [mention.document_id])
            return MentionId(row.id)

    def judge(self, key: MentionId, status: MentionStatus) -> dict[str, Any]:
        """What the analyst says of one mention; gives the former values of what changed."""
        with self._db.transaction() as session:
            row = session.get(MentionRow, key)
            if row is None:
                raise NotFound("That mention is not in this case any more.")
            before = {"status": row.status, "by_hand": row.by_hand}
            row.status, row.by_hand = str(status), True
            note_changed(session, [row.document_id])
            return before

    def move(self, keys: Sequence[MentionId], to: ActorId) -> dict[MentionId, ActorId]:
        """Hand mentions over to another actor; gives whose they were (row actors, not canonical ones)."""
        before: dict[MentionId, ActorId] = {}
        documents: set[int] = set()
        with self._db.transaction() as session:
            for part in parts(keys):
                query = select(MentionRow.id, MentionRow.actor_id, MentionRow.document_id)
                for key, actor, document in session.execute(query.where(MentionRow.id.in_(part))):
                    before[MentionId(key)] = ActorId(actor)
                    documents.add(document)
                session.execute(update(MentionRow).where(MentionRow.id.in_(part)).values(actor_id=to))
            note_changed(session, sorted(documents))
        return before

    # -- reading

    def get(self, key: MentionId) -> Mention:
        """One mention; NotFound when there is none."""
        with self._db.reading() as session:
            found = _mentions(session, MentionRow.id == key)
        if not found:
            raise NotFound("That mention is not in this case any more.")
        return found[0]

    def of_document(self, key: DocumentId) -> list[Mention]:
        """Mentions in the order of the text, without those of rejected actors and rejected ones."""
        with self._db.reading() as session:
            found = _mentions(session, MentionRow.document_id == key)
        return [mention for mention in found if mention.status is not MentionStatus.REJECTED]

    def of_documents(self, keys: Sequence[DocumentId]) -> dict[DocumentId, list[Mention]]:
        """`of_document` for many; documents without mentions are left out."""
        found: dict[DocumentId, list[Mention]] = {}
        with self._db.reading() as session:
            for part in parts(keys):
                for mention in _mentions(session, MentionRow.document_id.in_(part)):
                    if mention.status is not MentionStatus.REJECTED:
                        found.setdefault(mention.document_id, []).append(mention)
        return found

    def of_actor(self, key: ActorId, *, offset: int = 0, limit: int = 200) -> list[Mention]:
        """One page of an actor's mentions, newest document first; rejected mentions are left out."""
        with self._db.reading() as session:
            return _mentions(
                session,
                MentionRow.actor_id.in_(_members(key)) & (MentionRow.status != str(MentionStatus.REJECTED)),
                order=(
                    DocumentRow.published.desc(), MentionRow.document_id, MentionRow.start,
                ),
                offset=offset,
                limit=limit,
            )  # fmt: skip

    def sample_of(self, key: ActorId, limit: int) -> list[Mention]:
        """The first mention in each of at most `limit` documents, oldest first: what the inbox shows."""
        first = (
            select(func.min(MentionRow.id))
            .where(MentionRow.actor_id.in_(_members(key)), _COUNTS)
            .group_by(MentionRow.document_id)
            .limit(limit)
        )
        with self._db.reading() as session:
            return _mentions(session, MentionRow.id.in_(first))

    def documents_of(self, keys: Sequence[ActorId]) -> dict[ActorId, list[ActorInDocument]]:
        """Documents in which each actor is named, most mentions first. Keys are canonical ids."""
        found: dict[ActorId, list[ActorInDocument]] = {key: [] for key in keys}
        root = aliased(ActorRow)
        mentions = func.count()
        with self._db.reading() as session:
            for part in parts(keys):
                query = (
                    select(
                        root.canonical_id,
                        MentionRow.document_id,
                        DocumentRow.file,
                        mentions,
                        func.sum(MentionRow.weight),
                    )
                    .join(root, root.id == MentionRow.actor_id)
                    .join(DocumentRow, DocumentRow.id == MentionRow.document_id)
                    .where(root.canonical_id.in_(part), _COUNTS)
                    .group_by(root.canonical_id, MentionRow.document_id)
                    .order_by(mentions.desc(), MentionRow.document_id)
                )
                for key, document, file, number, weight in session.execute(query):
                    assert key is not None
                    entry = ActorInDocument(DocumentId(document), file, number, round(float(weight), 3))
                    found[ActorId(key)].append(entry)
        return found

    def unnamed_with(self, key: ActorId, words: Sequence[str]) -> list[tuple[DocumentId, str]]:
        """Documents with one of these folded words in the title, in which no mention of the actor counts.

        `key` is canonical. With their titles, oldest first; titles are compared by their first 200 characters.
        """
        root = aliased(ActorRow)
        named = (
            select(MentionRow.document_id)
            .join(root, root.id == MentionRow.actor_id)
            .where(root.canonical_id == key, _COUNTS)
        )
        query = select(DocumentRow.id, DocumentRow.title).where(DocumentRow.id.not_in(named))
        found: dict[int, str] = {}
        with self._db.reading() as session:
            for part in parts(words, WORDS):
                titled = or_(*(holds(DocumentRow.title_sort, word) for word in part))
                found.update((document, title) for document, title in session.execute(query.where(titled)))
        return [(DocumentId(document), title) for document, title in sorted(found.items())]

    def actors_of(
        self, documents: Sequence[DocumentId], status: ActorStatus | None = ActorStatus.CONFIRMED
    ) -> dict[DocumentId, list[tuple[ActorId, str]]]:
        """Actors named in each document with their present names: what the index keeps as facet."""
        member, root = aliased(ActorRow), aliased(ActorRow)
        found: dict[DocumentId, list[tuple[ActorId, str]]] = {key: [] for key in documents}
        wanted = root.status != str(ActorStatus.REJECTED) if status is None else root.status == str(status)
        with self._db.reading() as session:
            for part in parts(documents):
                query = (
                    select(MentionRow.document_id, root.id, root.name)
                    .join(member, member.id == MentionRow.actor_id)
                    .join(root, root.id == member.canonical_id)
                    .where(MentionRow.document_id.in_(part), _COUNTS, wanted)
                    .distinct()
                    .order_by(MentionRow.document_id, root.folded, root.id)
                )
                for document, key, name in session.execute(query):
                    found[DocumentId(document)].append((ActorId(key), name))
        return found

    def surfaces_of(self, key: ActorId) -> list[tuple[MentionId, str]]:
        """Id and surface of all mentions of an actor."""
        query = select(MentionRow.id, MentionRow.surface).where(MentionRow.actor_id.in_(_members(key)))
        with self._db.reading() as session:
            return [(MentionId(one), surface) for one, surface in session.execute(query)]

    def by_month(self, key: ActorId) -> list[MentionsInMonth]:
        """Mentions per month of publication, ascending; months without any and undated documents left out."""
        month = func.substr(DocumentRow.published, 1, 7)
        query = (
            select(month, func.count(MentionRow.document_id.distinct()), func.count())
            .join(DocumentRow, DocumentRow.id == MentionRow.document_id)
            .where(MentionRow.actor_id.in_(_members(key)), _COUNTS, DocumentRow.published.is_not(None))
            .group_by(month)
            .order_by(month)
        )
        with self._db.reading() as session:
            return [MentionsInMonth(*row) for row in session.execute(query)]

    def dates_of(self, key: ActorId) -> list[PartialDate]:
        """Publication dates of the dated documents that mention an actor, ascending, each once."""
        query = (
            select(DocumentRow.published)
            .join(MentionRow, MentionRow.document_id == DocumentRow.id)
            .where(MentionRow.actor_id.in_(_members(key)), _COUNTS, DocumentRow.published.is_not(None))
            .distinct()
            .order_by(DocumentRow.published)
        )
        with self._db.reading() as session:
            return [PartialDate.parse(one) for one in session.execute(query).scalars() if one is not None]

    def name_uses(self, key: ActorId) -> list[NameUse]:
        """Surface forms by source, most documents first."""
        documents = func.count(MentionRow.document_id.distinct())
        query = (
            select(MentionRow.surface, SourceRow.name, documents, func.count())
            .join(DocumentRow, DocumentRow.id == MentionRow.document_id)
            .outerjoin(SourceRow, SourceRow.id == DocumentRow.source_id)
            .where(MentionRow.actor_id.in_(_members(key)), _COUNTS)
            .group_by(MentionRow.surface, SourceRow.name)
            .order_by(documents.desc(), MentionRow.surface, SourceRow.name)
        )
        with self._db.reading() as session:
            return [NameUse(*row) for row in session.execute(query)]

    def companions(self, key: ActorId, *, limit: int = 20, places: int = 3) -> list[Companion]:
        """Confirmed actors in the same documents, most documents first, with where both stand closest."""
        here = (
            select(MentionRow.document_id).where(MentionRow.actor_id.in_(_members(key)), _COUNTS).distinct()
        )
        member, root = aliased(ActorRow), aliased(ActorRow)
        documents = func.count(MentionRow.document_id.distinct())
        query = (
            select(root.id, root.name, documents)
            .select_from(MentionRow)
            .join(member, member.id == MentionRow.actor_id)
            .join(root, root.id == member.canonical_id)
            .where(
                MentionRow.document_id.in_(here),
                _COUNTS,
                root.status == str(ActorStatus.CONFIRMED),
                root.id.not_in(select(ActorRow.canonical_id).where(ActorRow.id == key)),
            )
            .group_by(root.id, root.name)
            .order_by(documents.desc(), root.folded, root.id)
            .limit(limit)
        )
        with self._db.reading() as session:
            rows = session.execute(query).all()
            return [
                Companion(ActorId(one), name, number, _closest(session, key, ActorId(one), places))
                for one, name, number in rows
            ]

    def closest(self, one: ActorId, other: ActorId, places: int) -> list[tuple[DocumentId, int, int]]:
        """Documents that name both, the nearest pair of names first: document, start and end that cover both."""
        with self._db.reading() as session:
            return list(_closest(session, one, other, places))

    def named_in(
        self, actors: Sequence[ActorId], between: DateRange | None = None
    ) -> Iterator[tuple[DocumentId, ActorId]]:
        """Which of these actors each document names, by document; `between` is about its publication."""
        member = aliased(ActorRow)
        wanted = select(ActorRow.id).where(ActorRow.canonical_id.in_(actors))
        query = (
            select(MentionRow.document_id, member.canonical_id)
            .join(member, member.id == MentionRow.actor_id)
            .where(MentionRow.actor_id.in_(wanted), _COUNTS)
            .distinct()
            .order_by(MentionRow.document_id)
        )
        if between is not None:
            query = query.join(DocumentRow, DocumentRow.id == MentionRow.document_id)
            query = query.where(DocumentRow.published.is_not(None), *published_between(between))
        with self._db.reading() as session:
            for document, actor in session.execute(query).yield_per(10_000):
                assert actor is not None
                yield DocumentId(document), ActorId(actor)


def published_between(between: DateRange) -> list[Any]:
    """Conditions on a document's date, which is text as precise as known: `2024` may mean any day of it."""
    found: list[Any] = []
    if between.start is not None:
        # "~" sorts after every digit and hyphen, so a date with it stands for its last day.
        found.append(DocumentRow.published.concat("~") >= between.start.first_day.isoformat())
    if between.end is not None:
        found.append(DocumentRow.published <= between.end.last_day.isoformat())
    return found


def _members(key: ActorId) -> Any:
    """Ids of the rows behind an actor, whichever of them was named."""
    root = select(ActorRow.canonical_id).where(ActorRow.id == key).scalar_subquery()
    return select(ActorRow.id).where(ActorRow.canonical_id == root)


def _closest(
    session: Session, one: ActorId, other: ActorId, places: int
) -> tuple[tuple[DocumentId, int, int], ...]:
    """In each document the span that covers the nearest pair of names; nearest documents first."""
    left, right = aliased(MentionRow), aliased(MentionRow)
    distance = func.min(func.abs(left.start - right.start))
    counts = str(MentionStatus.CONFIRMED)
    # SQLite takes the other columns of a group from the row that has the minimum.
    query = (
        select(left.document_id, func.min(left.start, right.start), func.max(left.end, right.end), distance)
        .join(right, right.document_id == left.document_id)
        .where(
            left.actor_id.in_(_members(one)),
            right.actor_id.in_(_members(other)),
            left.status == counts,
            right.status == counts,
        )
        .group_by(left.document_id)
        .order_by(distance, left.document_id)
        .limit(places)
    )
    return tuple((DocumentId(key), start, end) for key, start, end, _ in session.execute(query))


_MEMBER, _ROOT = aliased(ActorRow), aliased(ActorRow)
# Built once, and of columns: an import asks for the mentions of every document.
_MENTIONS = (
    select(
        MentionRow.id, MentionRow.document_id, MentionRow.start, MentionRow.end, MentionRow.surface,
        MentionRow.status, MentionRow.weight, MentionRow.reason, _ROOT.id.label("root"), _ROOT.status.label("actor"),
    )
    .join(_MEMBER, _MEMBER.id == MentionRow.actor_id)
    .join(_ROOT, _ROOT.id == _MEMBER.canonical_id)
    .join(DocumentRow, DocumentRow.id == MentionRow.document_id)
)  # fmt: skip


def _mentions(
    session: Session,
    where: Any,
    *,
    order: Iterable[Any] = (MentionRow.document_id, MentionRow.start, MentionRow.end.desc(), MentionRow.id),
    offset: int = 0,
    limit: int | None = None,
) -> list[Mention]:
    query = _MENTIONS.where(where).order_by(*order).offset(offset)
    if limit is not None:
        query = query.limit(limit)
    return [_mention(row, row.root, row.actor) for row in session.execute(query)]


def _mention(row: Any, root: int, actor: str) -> Mention:
    """A mention is no surer than its actor: it is suggested while the actor is, rejected with it."""
    status = MentionStatus(row.status)
    if status is MentionStatus.CONFIRMED and actor != str(ActorStatus.CONFIRMED):
        status = MentionStatus(actor)
    elif actor == str(ActorStatus.REJECTED):
        status = MentionStatus.REJECTED
    return Mention(
        id=MentionId(row.id),
        actor_id=ActorId(root),
        document_id=DocumentId(row.document_id),
        start=row.start,
        end=row.end,
        surface=row.surface,
        status=status,
        weight=row.weight,
        reason=row.reason,
    )


def _values(mention: NewMention) -> dict[str, Any]:
    return {
        "actor_id": mention.actor_id,
        "document_id": mention.document_id,
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "status": str(mention.status),
        "weight": mention.weight,
        "reason": mention.reason,
    }


_Known = tuple[int, int, int, int, str, bool]
"""Mention id, canonical actor, start, end, status, by hand."""


def _existing(session: Session, documents: Sequence[DocumentId]) -> dict[int, list[_Known]]:
    found: dict[int, list[_Known]] = {}
    for part in parts(documents):
        query = (
            select(
                MentionRow.document_id, MentionRow.id, ActorRow.canonical_id, MentionRow.start,
                MentionRow.end, MentionRow.status, MentionRow.by_hand,
            )
            .join(ActorRow, ActorRow.id == MentionRow.actor_id)
            .where(MentionRow.document_id.in_(part))
        )  # fmt: skip
        for document, key, root, start, end, status, by_hand in session.execute(query):
            known = (key, -1 if root is None else root, start, end, status, by_hand)
            found.setdefault(document, []).append(known)
    return found


def _roots(session: Session, actors: Iterable[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for part in parts(list(actors)):
        query = select(ActorRow.id, ActorRow.canonical_id).where(ActorRow.id.in_(part))
        found.update((key, root) for key, root in session.execute(query) if root is not None)
    return found


def _compare(
    document: DocumentId,
    mentions: Sequence[NewMention],
    known: Sequence[_Known],
    roots: Mapping[int, int],
    gone: list[int],
    fresh: list[dict[str, Any]],
) -> None:
    """Add to `gone` the mentions to delete, to `fresh` those to insert."""
    judged = {(root, start, end) for _, root, start, end, _, by_hand in known if by_hand}
    taken = [
        (start, end)
        for _, _, start, end, status, by_hand in known
        if by_hand and status != str(MentionStatus.REJECTED)
    ]
    standing = {(root, start, end): key for key, root, start, end, _, by_hand in known if not by_hand}
    wanted: set[tuple[int, int, int]] = set()
    for mention in mentions:
        root = roots.get(mention.actor_id)
        if root is None:
            continue
        place = (root, mention.start, mention.end)
        if place in judged or place in wanted:
            continue
        if any(start < mention.end and mention.start < end for start, end in taken):
            continue
        wanted.add(place)
        if place not in standing:
            fresh.append({**_values(mention), "document_id": document, "by_hand": False})
    gone.extend(key for place, key in standing.items() if place not in wanted)
