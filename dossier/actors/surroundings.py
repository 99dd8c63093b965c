"""Say from its neighbours whether a name stands for its actor: or for a longer name, or for a mere place."""

from __future__ import annotations

import re

from dossier.actors.capitals import Capitals, LineStyle, Shape
from dossier.actors.gazetteer import Hit, Name, sound_of
from dossier.actors.words import Words
from dossier.actors.words_arabic import GIVEN_NAMES as GIVEN_NAMES_ARABIC
from dossier.actors.words_arabic import SPEECH as SPEECH_ARABIC
from dossier.actors.words_arabic import TITLES as TITLES_ARABIC
from dossier.actors.words_english import COMMON, LINKING
from dossier.actors.words_names import (
    CAPITAL_CITIES,
    COMPANY_ENDS,
    GIVEN_NAMES,
    NATIONALITIES,
    PLACES,
    TITLES,
    VERBS_OF_ACTING,
)
from dossier.domain.actors import ActorRole, AliasForm

_OF_A_LARGER_NAME = COMPANY_ENDS | frozenset(
    "bank university gulf sea strait museum voice times journal college church duke bishop archbishop port cape isle "
    "merchant city".split()
)
_DIRECTIONS = frozenset("south north west east new latin central anglo pan native".split())
"""Words that make another name of a country's: North America, Latin American, South Korea."""
_ARTICLES = frozenset("al bin ibn von de el".split())
_WITH_A_GOVERNMENT = frozenset(
    "by between accuse accused accuses urge urged urges blame blamed blames warn warned".split()
)
_ARABIC_SONS = frozenset({"بن", "ابن", "ال", "بنت", "ابو"})

_ARABIC_DIRECTIONS = frozenset({"الشماليه", "الجنوبيه", "اللاتينيه", "الوسطي"})

IN_PLACE = frozenset("in at near inside across throughout around within into outside via".split())
"""Words after which a state's name is a place."""
IN_PLACE_ARABIC = frozenset("في داخل شمال جنوب شرق غرب شمالي جنوبي شرقي غربي وسط".split())
BEFORE_PLACE = frozenset(
    "the northern southern eastern western central north south east west northeastern northwestern southeastern "
    "southwestern neighboring neighbouring nearby occupied all most much parts of rural inner".split()
)
"""Words that may stand between such a word and the name."""
LIST = re.compile(r"^\s*(?:,|،|;|and|or|&|و|,\s*and|,\s*or)\s*$")
"""What stands between the names of a list."""
_LONGEST_LIST = 8


def is_part_of_another_name(words: Words, capitals: Capitals, hit: Hit, name: Name) -> bool:
    """Whether a name stands inside a longer name: Melania Trump, Jordan Peterson, Bank of England, Latin American."""
    if name.arabic:
        return _is_part_of_arabic_name(words, hit, name)
    before = hit.first - 1
    near = before >= 0 and words.gap(hit.first) in {" ", "-"} and before not in words.possessive
    if name.entry.form is AliasForm.ADJECTIVE:
        return near and words.keys[before] in _DIRECTIONS and words.keys[before] != "new"
    role = name.entry.role
    if near and words.keys[before] in _ARTICLES and len(name.keys) == 1:
        before -= 1
        near = before >= 0 and words.gap(before + 1) == " " and before not in words.possessive
    if role is ActorRole.PERSON and len(name.keys) == 1 + (name.keys[0] in _ARTICLES):
        return near and capitals.capital(before) and _is_first_name(capitals, words, before, name)
    if role is not ActorRole.STATE:
        return False
    headline = capitals.style(hit.first) is not LineStyle.SENTENCE
    if near and capitals.capital(before) and not (headline and name.ambiguous):
        key = words.keys[before]
        if key in _DIRECTIONS and key not in name.keys:
            return True
        if len(name.keys) == 1 and key in GIVEN_NAMES and key not in COMMON:
            return True
    of = near and words.keys[before] == "of" and before > 0 and words.gap(before) == " "
    if of and capitals.capital(before - 1) and words.keys[before - 1] in _OF_A_LARGER_NAME:
        return True
    return not headline and _begins_another_name(words, capitals, hit)


def _is_first_name(capitals: Capitals, words: Words, index: int, name: Name) -> bool:
    """Whether the word before a surname belongs to another person: Melania, before Trump."""
    key = words.keys[index]
    if sound_of(key) in name.own:
        return False
    if key in GIVEN_NAMES and key not in COMMON:
        return True
    return capitals.style(index) is LineStyle.SENTENCE and _may_be_name(key) and key not in PLACES


def first_name_before(words: Words, capitals: Capitals, hit: Hit, name: Name) -> int:
    """The first word of a person's name, where the text gives more of it: Abu Muhammad al-Julani."""
    first = probe = hit.first
    while name.own and probe > 0 and words.gap(probe) in {" ", "-"} and probe - 1 not in words.possessive:
        probe -= 1
        key = words.keys[probe]
        kunya = key in {"abu", "abou", "umm"}
        if kunya and first == probe + 1 and first != hit.first:
            first = probe
            continue
        if key in _ARTICLES or kunya:
            continue
        own = len(key) > 2 and key not in TITLES and key not in COMMON and sound_of(key) in name.own
        if not own or not capitals.capital(probe):
            break
        first = probe
    return first


def _begins_another_name(words: Words, capitals: Capitals, hit: Hit) -> bool:
    after = hit.last + 1
    if after >= len(words) or words.tail(hit.last) != " " or hit.last in words.possessive:
        return False
    key = words.keys[after]
    if key in COMPANY_ENDS and capitals.capital(after):
        return True
    if words.surface(hit.last).endswith("."):
        return False
    return capitals.shape(after) is Shape.TITLE and _may_be_name(key) and key not in PLACES


def _may_be_name(key: str) -> bool:
    return key not in COMMON and key not in TITLES and key not in NATIONALITIES and key not in LINKING


def _is_part_of_arabic_name(words: Words, hit: Hit, name: Name) -> bool:
    after = words.keys[hit.last + 1] if hit.last + 1 < len(words) and words.tail(hit.last) == " " else ""
    if name.entry.role is ActorRole.STATE and after in _ARABIC_DIRECTIONS:
        return True
    if len(name.keys) > 1 or hit.first == 0 or words.gap(hit.first) != " ":
        return False
    if name.entry.form is AliasForm.ADJECTIVE and words.surface(hit.last).endswith("ى"):
        # القدم اليمنى is the right foot, unless the text writes every final ي like that.
        return any(words.surface(place).endswith("ي") for place in words.places.get("في", ()))
    before = words.keys[hit.first - 1]
    if name.entry.form is AliasForm.ADJECTIVE:
        adjective = words.keys[hit.first]
        surname = (
            before in GIVEN_NAMES_ARABIC
            and before not in TITLES_ARABIC
            and not words.surface(hit.first - 1).endswith("على")
            and adjective.startswith("ال")
            and adjective.endswith("ي")
        )
        return surname or before in {"المحيط", "البحر", "الخليج"}
    if name.entry.role is ActorRole.PERSON:
        return before in _ARABIC_SONS or (
            before in GIVEN_NAMES_ARABIC and before not in TITLES_ARABIC and before not in name.keys
        )
    return before in {"بن", "ابن"} or (name.ambiguous and before in GIVEN_NAMES_ARABIC)


# -- capitals that stand for governments


def is_capital_city(name: Name) -> bool:
    """Whether a state's name here is its capital's (Moscow)."""
    return name.entry.role is ActorRole.STATE and len(name.keys) == 1 and name.keys[0] in CAPITAL_CITIES


def capital_acts(words: Words, capitals: Capitals, hit: Hit) -> bool:
    """Whether a capital's name stands for the government: it says, owns, or is dealt with; not "in Moscow"."""
    if place_before(words, capitals, hit.first):
        return False
    after = words.keys[hit.last + 1] if hit.last + 1 < len(words) and not words.tail(hit.last).strip() else ""
    before = words.keys[hit.first - 1] if hit.first and not words.gap(hit.first).strip() else ""
    if is_arabic_hit(words, hit):
        # Verbs before a city are feminine: سمحت بكين
        if before in {"به", "بها", "له", "لها", "عليه", "عليها", "بهم"} and hit.first > 1:
            before = words.keys[hit.first - 2]
        verb = before.endswith("ت") and len(before) >= 4
        return (
            verb or before in SPEECH_ARABIC or before[1:] in SPEECH_ARABIC or before in {"بين", "ضد", "تجاه"}
        )
    if after in VERBS_OF_ACTING and not (after in {"is", "was"} and before in {"of", "to", "from"}):
        return before not in {"from", "of"}
    if hit.last in words.possessive and after not in {"mayor", "airport", "streets", "suburbs"}:
        return True
    quoted = words.tail(hit.last).strip() in {'"', "“"} and words.tail(hit.last)[:1] == " "
    if before == "that" and quoted:
        return True
    if (
        before == "to"
        and hit.first > 1
        and words.keys[hit.first - 2] in {"say", "message", "appeal", "warning"}
    ):
        return True
    if before in _WITH_A_GOVERNMENT or before in {"between", "pro", "anti"}:
        return True
    return bool(
        re.match(
            r"^[-\u2010-\u2015](?:backed|led|aligned|sponsored|supported|based group)",
            words.text[hit.end : hit.end + 20],
        )
    )


def is_arabic_hit(words: Words, hit: Hit) -> bool:
    """Whether the name is written in Arabic letters."""
    return "\u0600" <= words.keys[hit.first][:1] <= "\u06ff"


# -- states as places


def place_before(words: Words, capitals: Capitals, first: int) -> bool:
    """Whether the name that begins at word `first` follows "in" or the like, or stands in a list that does."""
    for _ in range(_LONGEST_LIST):
        before = _before_place(words, first)
        if before >= 0 and (words.keys[before] in IN_PLACE or words.keys[before] in IN_PLACE_ARABIC):
            return True
        # "in Lebanon, Yemen, and Iraq": go back over the list to its preposition.
        before = first - 1
        if before >= 0 and words.keys[before] in {"and", "or", "و"}:
            before -= 1
        if before < 0 or not LIST.match(words.text[words.ends[before] : words.starts[first]]):
            return False
        if not capitals.capital(before):
            return False
        first = before
        while first > 0 and words.gap(first) == " " and capitals.capital(first - 1):
            first -= 1  # "in Saudi Arabia and Iraq"
    return False


def _before_place(words: Words, first: int) -> int:
    """Index of the word before a place's name, articles and directions left out; -1 if there is none."""
    before = first - 1
    while before >= 0 and before > first - 4 and not words.gap(before + 1).strip():
        if words.keys[before] not in BEFORE_PLACE:
            return before
        before -= 1
    return -1
