"""Keep the ledger of claims, and know which statements rest on one that was refuted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dossier.domain.dossiers import Statement, StatementId
from dossier.domain.evidence import Claim, ClaimId, Passage
from dossier.errors import UserError
from dossier.evidence.claim_files import read_claims, write_claims
from dossier.jobs import Changes
from dossier.storage.dossiers import DossierStore
from dossier.storage.evidence import EvidenceStore
from dossier.text.echoes import ECHO, FEWEST, content_words, plain_words


@dataclass(frozen=True)
class Resting:
    """A statement that rests on a claim, or may."""

    statement_id: StatementId
    claim: Claim
    decided: bool
    """A person said so, or the claim's own words stand in the statement; else it is only proposed."""
    why: str


class Claims:
    """The claims of one case."""

    def __init__(self, store: EvidenceStore, dossiers: DossierStore) -> None:
        self._store = store
        self._dossiers = dossiers

    def all(self) -> list[Claim]:
        """The ledger, newest review first, those without a date last."""
        claims = self._store.claims()
        return sorted(
            claims,
            key=lambda one: (one.reviewed.first_day if one.reviewed else date.min, one.id),
            reverse=True,
        )

    def add(self, claim: Claim) -> ClaimId:
        """Take in a claim; the same one of the same reviewer is kept once. UserError without its words."""
        return self._store.add_claim(_checked(claim))

    def change(self, claim: Claim) -> Changes:
        """Replace all that is said of the claim with this id."""
        self._store.change_claim(_checked(claim))
        return Changes(evidence=True)

    def remove(self, claim: ClaimId) -> Changes:
        """Take a claim out of the ledger; statements that rest on it lose that mark."""
        self._store.remove_claim(claim)
        return Changes(evidence=True)

    def rest(self, statement: StatementId, claim: ClaimId, *, rests: bool = True) -> Changes:
        """Decide whether a statement rests on a claim: an edit of its dossier, taken back with its undo.

        What doesn't rest is never proposed again.
        """
        label = "link to a claim" if rests else "turn down a claim"
        with self._dossiers.edit(self._dossiers.dossier_of(statement), label):
            self._store.rest_on(statement, claim, rests=rests)
        return Changes(evidence=True, dossiers=True)

    def take_in(self, text: str) -> int:
        """Take in the claims of a JSON-LD file; returns how many are new. UserError for what is no such file."""
        claims = read_claims(text)
        before = len(self._store.claims())
        for claim in claims:
            self._store.add_claim(claim)
        return len(self._store.claims()) - before

    def give_out(self) -> str:
        """The whole ledger as JSON-LD."""
        return write_claims(self._store.claims())

    def under(self, statements: Iterable[Statement]) -> dict[StatementId, list[Resting]]:
        """The claims on which statements rest, and those on which they may; not what was turned down."""
        return under(self._store, statements)


class Echoes:
    """Finds the claims that a statement or its citations repeat."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = [(claim, plain_words(claim.text), content_words(claim.text)) for claim in claims]

    def of(self, statement: Statement) -> list[Resting]:
        """Claims that stand in it word for word or whose passage it cites (decided), and those whose words it mostly
        shares (proposed).

        Who says the verdict too, or cites other words of the fact-check, speaks of the claim and doesn't rest on it.
        """
        cited = {citation.passage.document_id for citation in statement.citations}
        texts = [statement.text, *(citation.passage.quote for citation in statement.citations)]
        plain = [plain_words(text) for text in texts]
        content = [content_words(text) for text in texts]
        found = []
        for claim, words, wanted in self._claims:
            in_review = claim.document_id is not None and claim.document_id in cited
            if in_review and _tells_verdict(claim, words, plain):
                continue
            if in_review and any(_cites(claim, wanted, one.passage) for one in statement.citations):
                found.append(Resting(statement.id, claim, True, "it cites the words of the claim"))
            elif len(wanted) < FEWEST:
                continue
            elif any(f" {words} " in f" {text} " for text in plain):
                found.append(Resting(statement.id, claim, True, "the claim stands in it word for word"))
            elif not in_review and max(len(wanted & own) / len(wanted) for own in content) >= ECHO:
                found.append(Resting(statement.id, claim, False, "it shares most of the claim's words"))
        return found


def _cites(claim: Claim, wanted: frozenset[str], cited: Passage) -> bool:
    """Whether a citation covers the words of a claim, and not just a name in it."""
    place = claim.passage
    if place is None or cited.document_id != place.document_id:
        return False
    start, end = max(place.start, cited.start), min(place.end, cited.end)
    if start >= end:
        return False
    both = content_words(place.quote[start - place.start : end - place.start])
    return len(both) >= min(FEWEST, len(wanted)) or 2 * (end - start) >= place.end - place.start


def _tells_verdict(claim: Claim, words: str, texts: Sequence[str]) -> bool:
    """Whether the verdict stands beside the claim in a statement or in what it cites."""
    verdicts = {plain_words(claim.verdict_printed), str(claim.verdict or "")} - {""}
    beside = [f" {text} ".replace(f" {words} ", " | ") for text in texts]
    return any(f" {verdict} " in text for verdict in verdicts for text in beside)


def under(store: EvidenceStore, statements: Iterable[Statement]) -> dict[StatementId, list[Resting]]:
    """The claims on which statements rest, and those on which they may; not what was turned down."""
    claims = {claim.id: claim for claim in store.claims()}
    noted: dict[StatementId, dict[ClaimId, bool]] = {}
    for resting, key, rests_on_it in store.resting():
        noted.setdefault(resting, {})[key] = rests_on_it
    echoes = Echoes(list(claims.values()))
    found = {}
    for statement in statements:
        known = noted.get(statement.id, {})
        rests = [
            Resting(statement.id, claims[key], True, "noted by an analyst")
            for key in sorted(known)
            if known[key] and key in claims
        ]
        rests += [one for one in echoes.of(statement) if one.claim.id not in known]
        if rests:
            found[statement.id] = rests
    return found


def refuted(resting: Mapping[StatementId, Sequence[Resting]]) -> dict[StatementId, list[Claim]]:
    """Of the decided ones, the claims that their reviewers found false, misleading or satire."""
    found = {}
    for statement, rests in resting.items():
        claims = [
            one.claim for one in rests if one.decided and one.claim.verdict and one.claim.verdict.refutes
        ]
        if claims:
            found[statement] = claims
    return found


def _checked(claim: Claim) -> Claim:
    if not claim.text.strip():
        raise UserError("A claim needs its words.", hint="Say what is claimed, in one sentence.")
    return claim
