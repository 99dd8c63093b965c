"""Look up all known names in a text at once: which actors could be meant, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import ahocorasick_rs

from dossier.actors.words import Words, is_arabic
from dossier.actors.words_arabic import COMMON as COMMON_ARABIC
from dossier.actors.words_english import COMMON, LINKING
from dossier.domain.actors import ActorId, ActorRole, AliasForm
from dossier.text.normalize import fold


@dataclass(frozen=True)
class GazetteerEntry:
    """One name of one known actor."""

    actor_id: ActorId
    value: str
    form: AliasForm = AliasForm.NAME
    ambiguous: bool = False
    """Also a common word or another's name: counts only with evidence."""
    role: ActorRole = ActorRole.ORGANISATION
    context: tuple[str, ...] = ()
    """Words that are evidence for this actor when they stand in the same document."""


@dataclass(frozen=True)
class Name:
    """An entry, prepared for looking up."""

    entry: GazetteerEntry
    keys: tuple[str, ...]
    acronym: bool
    """Written in capitals (`ISIS`, `U.S.`)."""
    common: bool
    """Every word of it is also a common word (`Islamic State`, `May`): needs its capitals."""
    arabic: bool
    article: bool | None
    """Arabic: the name has the article ال in front (True), hasn't (False), may have it (None)."""
    own: frozenset[str] = frozenset()
    """Persons: how all parts of all their names sound, see `sound_of`."""
    derived: bool = False
    """A plural or a feminine that the rules made from the entry."""

    @property
    def ambiguous(self) -> bool:
        return self.entry.ambiguous or self.weak

    @cached_property
    def weak(self) -> bool:
        """Ambiguous by its look alone: one common word, or a very short acronym that is a word."""
        if self.entry.form is AliasForm.ADJECTIVE:
            return False
        single = len(self.keys) == 1
        return single and (self.common or len(self.keys[0]) < 2 + (not self.acronym and not self.arabic))


@dataclass(frozen=True)
class Hit:
    """A place where the text has one or more actors' name: words `[first, last]`, characters `[start, end)`."""

    first: int
    last: int
    start: int
    end: int
    names: tuple[Name, ...]
    prefix: str = ""
    """Arabic letters in front that belong to the grammar (و ف ب ل ك and the article)."""


_ARTICLE_AND = re.compile(r"[وف]?(?:[بك]?ال|لل|لال)")
_PREFIX_ONLY = re.compile(r"[وف]?[بلك]?")
_GAP = re.compile(
    r"[\s\-\u2010-\u2015\u2212&'’‘`_.ـ\u200b-\u200f\u202a-\u202e\u2066-\u2069\u064b-\u0652\"“”«»]*"
)
_SENTENCE_END = re.compile(r"[.!?؟]")
_PARAGRAPH = re.compile(r"\n\s*\n")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Za-z]|\b(?:St|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Gov|Sen|Rep|Mr|Mrs|Ms|Corp|Inc|Co|Ltd|Jr|Sr|No|Mt))\.?$"
)


class Gazetteer:
    """All names of the known actors, ready to be found in folded text. Immutable; safe in threads."""

    def __init__(self, entries: Iterable[GazetteerEntry]) -> None:
        entries = list(entries)
        own: dict[ActorId, set[str]] = {}
        for entry in entries:
            if entry.role is ActorRole.PERSON:
                own.setdefault(entry.actor_id, set()).update(sound_of(key) for key in Words(entry.value).keys)
        patterns: dict[str, list[Name]] = {}
        seen: set[tuple[str, int, bool | None]] = set()
        self.entries_of: dict[ActorId, list[GazetteerEntry]] = {}
        for entry in entries:
            self.entries_of.setdefault(entry.actor_id, []).append(entry)
            parts = frozenset(own.get(entry.actor_id, ()))
            for pattern, plain in _names(entry):
                name = replace(plain, own=parts) if parts else plain
                if (pattern, entry.actor_id, name.article) not in seen:
                    seen.add((pattern, entry.actor_id, name.article))
                    patterns.setdefault(pattern, []).append(name)
        self._names = [tuple(names) for names in patterns.values()]
        self._automaton = ahocorasick_rs.AhoCorasick(list(patterns)) if patterns else None
        self._exact = {pattern.strip(): names for pattern, names in patterns.items()}

    def __len__(self) -> int:
        return len(self._names)

    def named(self, keys: str) -> tuple[Name, ...]:
        """The actors that bear exactly this name (keys as `words.fold_key` gives them)."""
        return tuple(name for name in self._exact.get(keys, ()) if not name.derived)

    def hits(self, words: Words) -> list[Hit]:
        """All places with a known name, at word boundaries, in the order of the text; they may overlap."""
        if self._automaton is None or not words.keys:
            return []
        found = []
        for pattern, start, end in self._automaton.find_matches_as_indexes(words.joined, overlapping=True):
            hit = self._hit(words, self._names[pattern], start, end)
            if hit is not None:
                found.append(hit)
        found.sort(key=lambda hit: (hit.first, -hit.last))
        return found

    def _hit(self, words: Words, names: tuple[Name, ...], start: int, end: int) -> Hit | None:
        last = words.at(end - 2)
        if not names[0].arabic:
            first = words.at(start + 1)
            if last > first and not _unbroken(words, first, last):
                return None
            return Hit(first, last, words.starts[first], words.ends[last], names)
        first = words.at(start)
        prefix = words.joined[words.positions[first] : start]
        article = bool(prefix) and bool(_ARTICLE_AND.fullmatch(prefix))
        plain = bool(_PREFIX_ONLY.fullmatch(prefix))
        fitting = tuple(
            name
            for name in names
            if (article and name.article is not False) or (plain and name.article is not True)
        )
        if not fitting or (last > first and not _unbroken(words, first, last)):
            return None
        return Hit(
            first, last, _after_prefix(words, first, prefix, article), words.ends[last], fitting, prefix
        )


def sound_of(key: str) -> str:
    """A first name's sound in Latin letters: Muhammad is Mohammed, but Hassan is not Hussein."""
    return _DOUBLED.sub(r"\1", key.translate(_VOWELS))


_VOWELS = str.maketrans("eiyoq", "aaauk")
_DOUBLED = re.compile(r"(.)\1+")


def build_gazetteer(entries: Iterable[GazetteerEntry]) -> Gazetteer:
    """A gazetteer of these names; about 0.2 s for 20,000."""
    return Gazetteer(entries)


def _names(entry: GazetteerEntry) -> list[tuple[str, Name]]:
    words = Words(entry.value)
    if not words.keys:
        return []
    keys = tuple(words.keys)
    if is_arabic(entry.value):
        return _arabic_names(entry, keys)
    common = all(key in COMMON or key in LINKING or key.isdigit() for key in keys)
    acronym = _is_acronym(entry.value)
    name = Name(entry, keys, acronym, common, arabic=False, article=None)
    found = [(f" {' '.join(keys)} ", name)]
    plural = entry.form is AliasForm.ADJECTIVE or (
        entry.role is ActorRole.GROUP and len(keys) == 1 and not acronym and not common
    )
    if plural and len(keys[-1]) >= 5 and keys[-1][-1] not in "shxz":
        more = (*keys[:-1], keys[-1] + "s")
        found.append((f" {' '.join(more)} ", replace(name, keys=more, derived=True)))
    return found


def _arabic_names(entry: GazetteerEntry, keys: tuple[str, ...]) -> list[tuple[str, Name]]:
    first, rest = keys[0], keys[1:]
    article: bool | None = False
    if first.startswith("ال") and len(first) > 4 and entry.value.strip()[0] in "اٱ":
        first = first[2:]
        article = True
    if entry.form is AliasForm.ADJECTIVE:
        article = None
    common = not rest and (first in COMMON_ARABIC or keys[0] in COMMON_ARABIC)
    name = Name(entry, keys, acronym=False, common=common, arabic=True, article=article)
    found = [(f"{' '.join((first, *rest))} ", name)]
    if rest and first in _FATHER:
        # A kunya bends with its sentence: المعروف بأبي محمد is who is elsewhere أبو محمد.
        found += [
            (f"{' '.join((case, *rest))} ", replace(name, keys=(case, *rest)))
            for case in _FATHER
            if case != first
        ]
    if entry.form is AliasForm.ADJECTIVE and not rest:
        stem = first[:-1] if first.endswith(("ه", "ة")) and first[-2:-1] == "ي" else first
        if stem.endswith("ي") and len(stem) > 3:
            found += [
                (f"{stem}{ending} ", replace(name, keys=(stem + ending,), derived=True))
                for ending in ("", "ه", "ا", "ون", "ين", "ان", "ات", "تين", "تان")
                if stem + ending != first
            ]
            if plural := _BROKEN_PLURALS.get(stem):
                found.append((f"{plural} ", replace(name, keys=(plural,), derived=True)))
    return found


_BROKEN_PLURALS = {
    "روسي": "روس",
    "تركي": "اتراك",
    "كردي": "اكراد",
    "افغاني": "افغان",
    "انجليزي": "انجليز",
    "الماني": "المان",
    "امريكي": "امريكان",
    "اميركي": "اميركان",
    "هندي": "هنود",
    "اسباني": "اسبان",
    "صربي": "صرب",
    "شيشاني": "شيشان",
    "داعشي": "دواعش",
}
"""What the people of an adjective are called where no ending makes the plural, both folded."""


_FATHER = ("ابو", "ابي", "ابا")
"""“Father of” in the three cases of the grammar, folded."""


def _is_acronym(value: str) -> bool:
    letters = [letter for letter in value if letter.isalpha()]
    return len(letters) >= 2 and all(letter.isupper() for letter in letters) and len(value.split()) == 1


def _unbroken(words: Words, first: int, last: int) -> bool:
    """False if a sentence, a comma or a paragraph ends between the words."""
    for index in range(first + 1, last + 1):
        gap = words.gap(index)
        if gap in {" ", "-"}:
            continue
        if not _GAP.fullmatch(gap) or _PARAGRAPH.search(gap):
            return False
        if _SENTENCE_END.search(gap) and not _ABBREVIATION.search(words.surface(index - 1)):
            return False
    return True


def _after_prefix(words: Words, index: int, prefix: str, article: bool) -> int:
    """Where the name starts behind و ف ب ل ك; the article belongs to the name."""
    start = words.starts[index]
    keep = 2 if article else 0
    skip = len(prefix) - keep
    position = start
    while skip > 0 and position < words.ends[index]:
        skip -= len(fold(words.text[position]))
        position += 1
    while position < words.ends[index] and not fold(words.text[position]):
        position += 1  # vowel marks of the prefix
    return position
