"""Keep the ledger of claims, and know which statements rest on one that was refuted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dossier.domain.dossiers import Statement, StatementId
from dossier.domain.evidence import Claim, ClaimId
from dossier.errors import UserError
from dossier.evidence.claim_files import read_claims, write_claims
from dossier.jobs import Changes
from dossier.storage.dossiers import DossierStore
from dossier.storage.evidence import EvidenceStore
from dossier.text.normalize import fold

ECHO = 0.6
"""Share of a claim's content words that a passage must have to be proposed as resting on it."""
FEWEST = 4
"""Content words; a shorter claim is found everywhere."""
_WORD = re.compile(r"\w{3,}")
_STOP = frozenset(
    "the and has was for are had his her not but you all who its our out may can did how now new say them "
    "that this with from have been were which their after before said they also into than more about when where while there other "
    "what would could does have video shows image photo post claim claims claimed على التي الذي هذا هذه ذلك وقال كما بعد قبل".split()
)


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
        claims = {claim.id: claim for claim in self._store.claims()}
        noted: dict[StatementId, dict[ClaimId, bool]] = {}
        for resting, key, rests_on_it in self._store.resting():
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


class Echoes:
    """Finds the claims that a statement or its citations repeat."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = [(claim, _plain(claim.text), _content(claim.text)) for claim in claims]

    def of(self, statement: Statement) -> list[Resting]:
        """Claims that stand in it word for word (decided), and those whose words it mostly shares (proposed).

        Who cites the fact-check itself speaks of the claim and doesn't rest on it.
        """
        cited = {citation.passage.document_id for citation in statement.citations}
        texts = [statement.text, *(citation.passage.quote for citation in statement.citations)]
        plain = [_plain(text) for text in texts]
        content = [_content(text) for text in texts]
        found = []
        for claim, words, wanted in self._claims:
            if claim.document_id is not None and claim.document_id in cited:
                continue
            if len(wanted) < FEWEST:
                continue
            if any(f" {words} " in f" {text} " for text in plain):
                found.append(Resting(statement.id, claim, True, "the claim stands in it word for word"))
            elif max(len(wanted & own) / len(wanted) for own in content) >= ECHO:
                found.append(Resting(statement.id, claim, False, "it shares most of the claim's words"))
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


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))


def _content(text: str) -> frozenset[str]:
    """The first five letters of each content word: rebel and rebels are one."""
    return frozenset(word[:5] for word in _WORD.findall(fold(text)) if word not in _STOP)
