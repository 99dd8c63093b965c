"""Read a statement as a strict editor would: scales, vagueness, copied words, quotations. English and Arabic."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from dossier.domain.corpus import DocumentId
from dossier.domain.dossiers import Likelihood, Statement, StatementForm
from dossier.domain.evidence import Passage
from dossier.text.normalize import fold, script_of
from dossier.text.passages import sentence_spans

COPIED = 8
"""Words in a row that a sentence may not share with a source unless it quotes them."""
SHORTEST_QUOTATION = 3
"""Words; what is shorter between quotation marks is a name or a word held at arm's length."""
_KEPT = 64
"""Texts whose words are remembered."""
_LARGE = 200_000
"""Code points; of a longer text only what is around the passage is compared."""


class LintKind(StrEnum):
    """What can be wrong with a sentence."""

    MIXED_SCALES = "mixed scales"
    NO_LIKELIHOOD = "no likelihood"
    COPIED = "copied words"
    QUOTATION = "quotation differs"


@dataclass(frozen=True)
class Lint:
    """One warning, in a sentence for the analyst, and the words it is about."""

    kind: LintKind
    sentence: str
    words: str


_FIRST = {
    "almost no chance": Likelihood.ALMOST_NO_CHANCE, "very unlikely": Likelihood.VERY_UNLIKELY, "unlikely": Likelihood.UNLIKELY,
    "roughly even chance": Likelihood.ROUGHLY_EVEN, "very likely": Likelihood.VERY_LIKELY, "likely": Likelihood.LIKELY,
    "almost certain": Likelihood.ALMOST_CERTAIN, "almost certainly": Likelihood.ALMOST_CERTAIN,
    "مستبعد جدا": Likelihood.VERY_UNLIKELY, "مستبعد": Likelihood.UNLIKELY, "غير مرجح": Likelihood.UNLIKELY,
    "مرجح جدا": Likelihood.VERY_LIKELY, "مرجح": Likelihood.LIKELY, "المرجح": Likelihood.LIKELY, "شبه مؤكد": Likelihood.ALMOST_CERTAIN,
}  # fmt: skip
_SECOND = {
    "remote": Likelihood.ALMOST_NO_CHANCE, "highly improbable": Likelihood.VERY_UNLIKELY, "improbable": Likelihood.UNLIKELY,
    "roughly even odds": Likelihood.ROUGHLY_EVEN, "highly probable": Likelihood.VERY_LIKELY, "probable": Likelihood.LIKELY,
    "probably": Likelihood.LIKELY, "nearly certain": Likelihood.ALMOST_CERTAIN, "improbably": Likelihood.UNLIKELY,
    "ضعيف الاحتمال": Likelihood.VERY_UNLIKELY, "بعيد الاحتمال": Likelihood.VERY_UNLIKELY, "شديد الاحتمال": Likelihood.VERY_LIKELY,
}  # fmt: skip
"""The two rows of likelihood words in ICD 203 (2015), D.6.e(2)(a), with what Arabic assessments write for them."""
_LADDERS = {
    fold(words): (ladder, rung)
    for ladder, rungs in ((1, _FIRST), (2, _SECOND))
    for words, rung in rungs.items()
}
_RUNG = re.compile(
    r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, _LADDERS), key=len, reverse=True)) + r")(?!\w)"
)
_CONFIDENCE = re.compile(
    fold(
        r"(?<!\w)(?:(?:low|moderate|medium|high) confidence|confident(?:ly)?|(?:ب?ثقة|ب?الثقة) (?:عالية|متوسطة|منخفضة|كبيرة|ضعيفة))(?!\w)"
    )
)
_VAGUE = re.compile(
    fold(
        r"(?<!\w)(?:may(?= (?:have|be|not|also|well|yet|soon|still|[a-z]+))|might|could|possible|possibly|perhaps|maybe|conceivably|"
        r"ربما|لعل|يمكن ان|من الممكن|من المحتمل|يحتمل|قد(?= [يتن]))(?!\w)"
    )
)
_NOT_VAGUE = re.compile(
    fold(
        r"(?<!\w)(?:as (?:soon|far|much|many|well|quickly|early) as possible|not possible|impossible|could not|couldnt|غير ممكن|لا يمكن ان)(?!\w)"
    )
)
_MONTH_MAY = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? May\b|May \d|(?:[Ii]n|[Ss]ince|[Uu]ntil|[Ll]ast|[Ee]arly|[Ll]ate|[Oo]f|[Bb]y) May\b)"
)
_QUOTED = re.compile(
    r"“([^”“]+)”|«([^»«]+)»|„([^“”„]+)[“”]|(?<!\w)\"([^\"]+)\"(?!\w)|(?<!\w)‘([^’‘]{12,})’(?!\w)"
)
_LEFT_OUT = re.compile(r"\s*(?:\[[^\]]*\]|\(…\)|…|\.\.\.)\s*")

TextOf = Callable[[DocumentId], str]


class Linter:
    """Warns of what a statement's words do to the reader. Remembers the words of the documents it has read."""

    def __init__(self, text_of: TextOf) -> None:
        self._text_of = text_of
        self._read: dict[tuple[DocumentId, int], tuple[str, frozenset[int]]] = {}

    def look(self, statement: Statement, among: Sequence[Statement] = ()) -> list[Lint]:
        """What is wrong with a statement, in the order of its words; quotations are not ours to improve.

        `among` are the statements of its dossier in their order: one dossier keeps to one scale.
        """
        text = statement.text
        found: list[Lint] = []
        if statement.form is StatementForm.QUOTATION:
            return self._differs(statement, [text])
        quoted = [next(filter(None, match.groups())) for match in _QUOTED.finditer(text)]
        own = _QUOTED.sub(lambda match: " " * len(match[0]), text)
        for start, end in sentence_spans(own):
            found += _scales(own[start:end], statement)
        if not any(one.kind is LintKind.MIXED_SCALES for one in found):
            found += _other_scale(statement, own, among)
        found += self._copied(statement, own)
        found += self._differs(statement, quoted)
        return found

    # -- words of sources

    def _copied(self, statement: Statement, own: str) -> list[Lint]:
        words = _words(own)
        if len(words) < COPIED:
            return []
        for citation in statement.citations:
            grams = self._words_of(citation.passage)[1]
            place = 0
            while place + COPIED <= len(words):
                length = COPIED
                if hash(tuple(words[place : place + COPIED])) not in grams:
                    place += 1
                    continue
                while (
                    place + length < len(words)
                    and hash(tuple(words[place + length - COPIED + 1 : place + length + 1])) in grams
                ):
                    length += 1
                copied = " ".join(words[place : place + length])
                return [
                    Lint(
                        LintKind.COPIED,
                        f"{length} words in a row stand in a cited source: say it otherwise, or put them in quotation marks.",
                        copied,
                    )
                ]
        return []

    def _differs(self, statement: Statement, quotations: Sequence[str]) -> list[Lint]:
        if not statement.citations:
            return []
        passages = [_joined(citation.passage.quote) for citation in statement.citations]
        scripts = {script_of(citation.passage.quote) for citation in statement.citations}
        found = []
        for quotation in quotations:
            parts = [part for part in (_joined(one) for one in _LEFT_OUT.split(quotation)) if part.strip()]
            count = sum(len(part.split()) for part in parts)
            if count < SHORTEST_QUOTATION or script_of(quotation) not in scripts:
                continue  # a word at arm's length, or a translation
            if any(_in_order(parts, passage) for passage in passages):
                continue
            elsewhere = any(_in_order(parts, self._words_of(one.passage)[0]) for one in statement.citations)
            found.append(
                Lint(
                    LintKind.QUOTATION,
                    "The quotation stands in the document, but not in the passage that is cited."
                    if elsewhere
                    else "The quotation differs from the passage that is cited.",
                    quotation,
                )
            )
        return found

    def _words_of(self, passage: Passage) -> tuple[str, frozenset[int]]:
        """The words of the text around a passage, and its runs of words."""
        key = (passage.document_id, passage.start // _LARGE)
        known = self._read.get(key)
        if known is None:
            text = self._text_of(passage.document_id)
            if len(text) > _LARGE:
                text = text[max(0, passage.start - _LARGE // 2) : passage.end + _LARGE // 2]
            words = _words(text)
            places = range(len(words) - COPIED + 1)
            grams = frozenset(hash(tuple(words[place : place + COPIED])) for place in places)
            known = self._read[key] = (f" {' '.join(words)} ", grams)
            while len(self._read) > _KEPT:
                self._read.pop(next(iter(self._read)))
        return known

    def forget(self) -> None:
        """Documents may have been read anew."""
        self._read.clear()


def _other_scale(statement: Statement, own: str, among: Sequence[Statement]) -> list[Lint]:
    """Another row of likelihood words than before: in the same statement, or in the dossier.

    ICD 203 wants terms from one row in a whole product. The first that is used decides.
    """
    used = _rungs(own)
    if not used:
        return []
    words, ladder, _rung = used[0]
    other = next((one for one in used if one[1] != ladder), None)
    if other is not None:
        return [
            Lint(
                LintKind.MIXED_SCALES,
                f"Two scales of likelihood in one statement, “{words}” and “{other[0]}”: keep to one.",
                other[0],
            )
        ]
    for one in among:
        if one.id == statement.id:
            return []
        if one.form is StatementForm.QUOTATION:
            continue
        first = next(iter(_rungs(_QUOTED.sub(" ", one.text))), None)
        if first is not None:
            if first[1] == ladder:
                return []
            return [
                Lint(
                    LintKind.MIXED_SCALES,
                    f"Another scale of likelihood than in the rest of the dossier: “{words}” here, “{first[0]}” there.",
                    words,
                )
            ]
    return []


@lru_cache(maxsize=4096)
def _rungs(text: str) -> tuple[tuple[str, int, Likelihood], ...]:
    """The words of likelihood in a text: as written, folded; of which row; which rung."""
    folded = fold(_MONTH_MAY.sub(" ", text))
    return tuple((match[0], *_LADDERS[match[0]]) for match in _RUNG.finditer(folded))


def _scales(sentence: str, statement: Statement) -> list[Lint]:
    """Warnings on one sentence: scales that are mixed, and vague words that no likelihood explains."""
    folded = fold(_MONTH_MAY.sub(" ", sentence))
    rungs = _rungs(sentence)
    found = []
    confident = _CONFIDENCE.search(folded)
    ladders = {ladder for _words_, ladder, _rung in rungs}
    if len(ladders) > 1:
        both = " and ".join(
            f"“{next(words for words, own, _rung in rungs if own == ladder)}”" for ladder in sorted(ladders)
        )
        found.append(
            Lint(
                LintKind.MIXED_SCALES,
                f"Two scales of likelihood in one sentence, {both}: keep to one.",
                sentence,
            )
        )
    if rungs and confident:
        found.append(
            Lint(
                LintKind.MIXED_SCALES,
                f"Likelihood (“{rungs[0][0]}”) and confidence (“{confident[0]}”) in one sentence: say them apart.",
                sentence,
            )
        )
    if (
        rungs
        and statement.likelihood is not None
        and all(rung is not statement.likelihood for _w, _l, rung in rungs)
    ):
        found.append(
            Lint(
                LintKind.MIXED_SCALES,
                f"The words say “{rungs[0][0]}”, the statement is marked “{statement.likelihood}”.",
                sentence,
            )
        )
    vague = _VAGUE.search(_NOT_VAGUE.sub(" ", folded))
    if vague and not rungs and statement.likelihood is None:
        found.append(
            Lint(
                LintKind.NO_LIKELIHOOD,
                f"No likelihood is given with “{vague[0]}”: how likely is it?",
                vague[0],
            )
        )
    return found


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _joined(text: str) -> str:
    return f" {' '.join(_words(text))} "


def _in_order(parts: Sequence[str], text: str) -> bool:
    """Whether all parts stand in a text, one after the other."""
    place = 0
    for part in parts:
        found = text.find(part, place)
        if found < 0:
            return False
        place = found + len(part) - 1
    return True
