"""Tell whether two organisations' names in two languages may be translations of each other."""

from __future__ import annotations

import re

from dossier.actors.given_names import given_names
from dossier.actors.likeness import LIKE_TOKEN
from dossier.actors.name_tokens import COUNTRIES, NameToken
from dossier.actors.organisation_words import language_of
from dossier.text.normalize import script_of

_KINDS_OF_BODY = frozenset(
    "party assembly society gathering current organisation group movement ministry council committee commission authority body agency directorate administration bureau association union federation syndicate league "
    "forces army brigade brigades battalion division corps regiment units companies front bloc coalition alliance centre institute foundation institution "
    "fund bank company courts university school network channel radio newspaper magazine media news service office guard command headquarters police "
    "general national supreme central high state board order team forum circle house diwan network".split()
)
"""What many names have in common: kinds of bodies, and the adjectives that most carry."""
_UNKNOWN = (0.0, 0.35, 0.6)
"""How far two words may be translations of each other when the meanings of none, one, both of them are not known."""
_ENOUGH = 0.64
"""The share of the words, by weight, that must agree."""
_SOFT = _KINDS_OF_BODY | frozenset(
    "affairs public political labour administration coordination satellite judicial work military management state armed republic united people law "
    "financial development social security islamic human popular".split()
)
"""What a translation adds or leaves out: ministry of (public) health."""
_ENGLISH_OR_ARABIC = {"en ar Latn", "en ar Arab", "en ar Hebr", "en ar Cyrl"}
_NOUN = re.compile(
    r"^[a-z]{2,}(?:tion|sion|ment|ity|ness|ance|ence|ship|hood|ism|ings?|ers|ors|ists|ure|ology|ics|tial|ical|ional|ants"
    r"|ous|ful|less|ery|ary|age|ght|ck|lt|ld|nd|ct|ft|ts|ve|dge|cy|ty|gy|ly|th|ow|ew|ess|ell|oss|ear)s?$"
)
"""How English common nouns and adjectives end, which are translated, not transliterated."""


def may_be_translated(
    a: str,
    b: str,
    short: tuple[NameToken, ...],
    long: tuple[NameToken, ...],
    pairs: list[tuple[int, int, float]],
) -> bool:
    """Whether two organisations' names in two languages agree but for words whose meaning is not known.

    A word that says what kind of body it is weighs half. One such word that agrees is enough only where the other
    is plainly a common noun (Court of Annulment): كتيبة before two proper names says nothing.
    """
    if script_of(a) == script_of(b) and not _of_two_languages(short, long):
        return False
    matched = [(short[row], long[column]) for row, column, score in pairs if score >= LIKE_TOKEN]
    apart = [(short[row], long[column]) for row, column, score in pairs if score < LIKE_TOKEN]
    agreeing = [token for pair in matched for token in pair]
    paired = {column for _, column, _ in pairs}
    extra = [token for column, token in enumerate(long) if column not in paired]
    rest = [*extra, *(token for pair in apart for token in pair)]
    if (
        not any(token.concept for token in agreeing)
        or any(token.number or given_names(token.text) for token in rest)
        or any(all(token.concept for token in pair) for pair in apart)
    ):
        return False
    if all(token.concept in _KINDS_OF_BODY for token in agreeing):
        return len(short) == len(long) == 2 and any(map(_is_noun, apart[0]))
    unknown = sum(
        (_weight(one) + _weight(other)) * _UNKNOWN[sum(token.concept is None for token in (one, other))]
        for one, other in apart
    )
    return sum(map(_weight, agreeing)) + unknown >= _ENOUGH * sum(map(_weight, (*agreeing, *rest)))


def _weight(token: NameToken) -> float:
    return 0.5 if token.concept in _KINDS_OF_BODY else 1.0


def left_out_in_translation(
    short: tuple[NameToken, ...], long: tuple[NameToken, ...], telling: list[NameToken]
) -> bool:
    """Whether a long name in another language lacks a common word: one of three besides, or two of four."""
    if not _of_two_languages(short, long) or any(
        token.concept is None or token.concept in COUNTRIES or token.number for token in telling
    ):
        return False
    if all(token.concept in _KINDS_OF_BODY for token in short):
        return False
    soft = len(telling) == 1 and telling[0].concept in _SOFT
    return soft or (len(telling) <= len(short) - 2 and len(telling) <= 2)


def _of_two_languages(short: tuple[NameToken, ...], long: tuple[NameToken, ...]) -> bool:
    """Whether the words are of two scripts, or one name has words of a language that the other lacks."""
    scripts, languages = zip(
        *(
            (
                {script_of(token.text) for token in tokens if token.text[0].isalpha()},
                {language_of(token.text) for token in tokens if token.concept} - _ENGLISH_OR_ARABIC,
            )
            for tokens in (short, long)
        ),
        strict=True,
    )
    return bool((scripts[0] and scripts[1] and not scripts[0] & scripts[1]) or languages[0] != languages[1])


def _is_noun(token: NameToken) -> bool:
    """Whether an English word is no proper name by its ending."""
    return bool(token.concept is None and _NOUN.search(token.text))
