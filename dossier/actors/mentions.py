"""Find the known actors in a text: which words mean whom, how surely, and why."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from dossier.actors.capitals import LineStyle, Shape
from dossier.actors.evidence import (
    CONFIRMED,
    SUGGESTED,
    Document,
    is_date,
    looks_like_name,
    weigh,
)
from dossier.actors.gazetteer import Gazetteer, GazetteerEntry, Hit, Name, build_gazetteer
from dossier.actors.shortforms import (
    ShortName,
    introductions,
    short_names_of_organisation,
    short_names_of_person,
)
from dossier.actors.surroundings import (
    LIST,
    capital_acts,
    first_name_before,
    is_capital_city,
    is_part_of_another_name,
    place_before,
)
from dossier.actors.words import HYPHENS, is_arabic
from dossier.actors.words_arabic import COMMON as COMMON_ARABIC
from dossier.actors.words_arabic import GIVEN_NAMES as GIVEN_NAMES_ARABIC
from dossier.actors.words_arabic import SPEECH as SPEECH_ARABIC
from dossier.actors.words_arabic import TITLES as TITLES_ARABIC
from dossier.actors.words_english import COMMON, LINKING, MONTHS
from dossier.actors.words_names import GIVEN_NAMES, NATIONALITIES, SPEECH, TITLES
from dossier.domain.actors import ActorId, ActorRole, AliasForm, MentionStatus

__all__ = ["FoundMention", "Gazetteer", "GazetteerEntry", "build_gazetteer", "document_of", "find_mentions"]

NAME_WEIGHT = 1.0
MODIFIER_WEIGHT = 0.5
"""For "Iranian", "Iran-backed", "pro-Islamic State": the actor describes someone or something else."""
PLACE_WEIGHT = 0.25
"""For "in Syria": the state is named as a place, it doesn't act."""


@dataclass(frozen=True)
class FoundMention:
    """A known actor, named in `text[start:end]` (code points)."""

    start: int
    end: int
    surface: str
    actor_id: ActorId
    weight: float
    """1.0 for a name, 0.5 for an adjective or part of a compound, 0.25 for a state named as a place."""
    certainty: MentionStatus
    """CONFIRMED, or SUGGESTED where the evidence is thin."""
    reason: str
    """Why, in a few words for the reader."""
    role: ActorRole = ActorRole.ORGANISATION
    """The actor's role, as the gazetteer has it."""
    adjective: bool = False
    """The surface is an adjective ("Iranian"), which may begin a longer name."""


@dataclass(frozen=True)
class _Reading:
    """One way to read some words, before overlaps are settled."""

    first: int
    last: int
    start: int
    end: int
    actor_id: ActorId
    role: ActorRole
    form: AliasForm
    certainty: MentionStatus
    reason: str

    @property
    def rank(self) -> tuple[bool, int]:
        return (self.certainty is MentionStatus.SUGGESTED, self.start - self.end)


_TEACHERS = 50
"""Full names before a short one that are looked at."""
_MODIFIES = re.compile(
    rf"^[{HYPHENS}](?:backed|aligned|allied|linked|led|sponsored|affiliated|controlled|supported|funded|financed|inspired"
    r"|born|made|style|trained|armed|run|owned|friendly|produced|supplied|directed|occupied|held|dominated|ruled|based"
    r"|flagged|registered|affiliate|related|loyal|brokered|mediated|imposed|ordered)\b",
    re.IGNORECASE,
)
_OPENS_HANDLE = re.compile(r"[@#]\w*_$")
_BEFORE_HYPHEN = frozenset("pro anti ex non post".split())


@lru_cache(maxsize=4)
def document_of(text: str) -> Document:
    """The words of a text; the last few are kept, since mentions and candidates need the same ones."""
    return Document(text)


def find_mentions(text: str, gazetteer: Gazetteer, title: str = "") -> list[FoundMention]:
    """Every place of `text` that names an actor of the gazetteer, in order, without overlaps.

    Ambiguous names count only with evidence. `title` is the document's title where the text doesn't
    contain it: names in it are evidence for the text.
    """
    document = document_of(text)
    hits = [hit for hit in gazetteer.hits(document.words) if not _in_tag(text, hit)]
    if not hits:
        return []
    found = _Finding(document, gazetteer, hits, _actors_in_title(title, gazetteer) if title else {})
    return [_mention(document, reading, found.places) for reading in found.readings()]


def _in_tag(text: str, hit: Hit) -> bool:
    """A handle (@YemenNews, @Iran_Watch) names an account; a hashtag (#Yemen) sorts a post and names no state."""
    before = text[hit.start - 1 : hit.start]
    if before == "#":
        return all(name.entry.role is ActorRole.STATE for name in hit.names)
    return before == "@" or (before == "_" and bool(_OPENS_HANDLE.search(text[: hit.start][-40:])))


def _actors_in_title(title: str, gazetteer: Gazetteer) -> dict[ActorId, ActorRole]:
    document = Document(title)
    sure = _settle(_sure(document, gazetteer.hits(document.words)))
    return {reading.actor_id: reading.role for reading in sure}


class _Finding:
    """The steps from hits to readings, and what each of them taught about the document."""

    def __init__(
        self, document: Document, gazetteer: Gazetteer, hits: list[Hit], in_title: dict[ActorId, ActorRole]
    ) -> None:
        self.document = document
        self.gazetteer = gazetteer
        self.hits = hits
        self.named: dict[ActorId, ActorRole] = dict(in_title)
        self.states: set[ActorId] = set()
        """States that the text names beyond doubt."""
        self.places: set[int] = set()
        """Starts of readings in which a state is a place only."""

    def readings(self) -> list[_Reading]:
        """All readings, settled and in order."""
        sure = _settle(_sure(self.document, self.hits))
        self.named |= {
            reading.actor_id: reading.role for reading in sure if reading.role is not ActorRole.STATE
        }
        self.named |= {
            reading.actor_id: reading.role for reading in sure if reading.form is not AliasForm.ADJECTIVE
        }
        introduced = self._introduced(sure)
        weighed = self._weighed(sure + introduced)
        settled = _settle(introduced + sure + weighed)
        local = _settle([*settled, *self._short_names(settled)])
        self._mark_places(local)
        return local

    # -- brackets

    def _introduced(self, sure: list[_Reading]) -> list[_Reading]:
        """Readings that follow from "Long Name (LN)", and LN in the rest of the document."""
        by_end = {reading.last: reading for reading in sure}
        covering = {index: reading for reading in sure for index in range(reading.first, reading.last + 1)}
        possible: dict[tuple[int, int], list[Name]] = {}
        for hit in self.hits:
            possible.setdefault((hit.first, hit.last), []).extend(hit.names)
        words = self.document.words
        found: list[_Reading] = []
        spread: set[tuple[str, ActorId]] = set()
        for one in introductions(self.document):
            short_known = possible.get((one.short_first, one.short_last), [])
            long_known = by_end.get(one.long_last)
            if long_known is None and one.aligned:
                names = possible.get((one.long_first, one.long_last), [])
                long_known = self._reading_of(one.long_first, one.long_last, names)
            short_sure = covering.get(one.short_first)
            if short_sure is not None and short_sure.last != one.short_last:
                short_sure = None
            if one.aligned and short_sure is not None:
                whole = long_known is not None and long_known.first <= one.long_first
                if not whole:
                    found.append(
                        self._span(one.long_first, one.long_last, short_sure, "introduced with its acronym")
                    )
                continue
            if long_known is None or long_known.form is AliasForm.ADJECTIVE:
                continue
            if short_sure is not None and short_sure.actor_id == long_known.actor_id and not one.aligned:
                continue
            if one.aligned and long_known.first > one.long_first:
                continue  # the bracket shortens a longer name, which merely ends with a known one
            same = [name for name in short_known if name.entry.actor_id == long_known.actor_id]
            loose = long_known.role in {ActorRole.STATE, ActorRole.PERSON}
            if not same and (short_known or short_sure or (loose and not one.aligned)):
                continue
            if long_known.last not in by_end:
                found.append(replace(long_known, reason="introduced with its acronym"))
            short = words.text[words.starts[one.short_first] : words.ends[one.short_last]]
            if (short, long_known.actor_id) not in spread:
                spread.add((short, long_known.actor_id))
                found.extend(self._everywhere(one.short_first, one.short_last, long_known))
        return found

    def _reading_of(self, first: int, last: int, names: list[Name]) -> _Reading | None:
        """What a known but unproven name would mean here, if it is one actor's only."""
        actors = {name.entry.actor_id for name in names}
        if len(actors) != 1:
            return None
        entry = names[0].entry
        words = self.document.words
        return _Reading(
            first, last, words.starts[first], words.ends[last], entry.actor_id, entry.role, entry.form,
            MentionStatus.CONFIRMED, "name",
        )  # fmt: skip

    def _span(self, first: int, last: int, like: _Reading, reason: str) -> _Reading:
        words = self.document.words
        return replace(
            like,
            first=first,
            last=last,
            start=words.starts[first],
            end=words.ends[last],
            reason=reason,
            certainty=MentionStatus.CONFIRMED,
        )

    def _everywhere(self, first: int, last: int, meant: _Reading) -> Iterator[_Reading]:
        """The short name introduced at `[first, last]`, there and wherever else it is written the same."""
        words = self.document.words
        surface = words.text[words.starts[first] : words.ends[last]]
        self.named.setdefault(meant.actor_id, meant.role)
        for start in words.places[words.keys[first]]:
            end = start + last - first
            if end >= len(words) or words.text[words.starts[start] : words.ends[end]] != surface:
                continue
            if (
                start != first
                and len(surface) <= 3
                and self.document.capitals.style(start) is LineStyle.UPPER
            ):
                continue
            reason = "introduced in brackets" if start == first else "acronym introduced in this document"
            reading = self._span(start, end, meant, reason)
            yield replace(reading, form=AliasForm.ACRONYM)

    # -- ambiguous names

    def _weighed(self, sure: list[_Reading]) -> list[_Reading]:
        """Readings of ambiguous names; one place with strong evidence speaks for the others."""
        taken = {index for reading in sure for index in range(reading.first, reading.last + 1)}
        peers = [reading for reading in sure if reading.role in {ActorRole.STATE, ActorRole.GROUP}]
        self.states = {reading.actor_id for reading in peers if reading.role is ActorRole.STATE}
        about = {place: reading for reading in peers for place in (reading.first, reading.last)}
        open_hits = [hit for hit in self.hits if not taken.issuperset(range(hit.first, hit.last + 1))]
        found = self._weigh_all(open_hits, about)
        learned = {reading.actor_id for reading in found if reading.certainty is MentionStatus.CONFIRMED}
        if learned - self.named.keys() and any(
            reading.certainty is MentionStatus.SUGGESTED for reading in found
        ) | (len(found) < len(open_hits)):
            roles = {reading.actor_id: reading.role for reading in found}
            self.named |= {actor: roles[actor] for actor in learned}
            found = self._weigh_all(open_hits, about)
        return found

    def _weigh_all(self, hits: list[Hit], peers: dict[int, _Reading]) -> list[_Reading]:
        found = []
        for hit in hits:
            best: tuple[int, Name, str] | None = None
            tied = False
            for name in hit.names:
                looks = looks_like_name(self.document, hit, name)
                if looks is False:
                    continue
                points, reason = weigh(self.document, hit, name, self.named, self._beside(hit, name, peers))
                if not name.ambiguous and looks and reason not in {"part of another name", "the city"}:
                    points += 2  # unambiguous by itself: other actors merely share it
                if looks is None:
                    points = min(points, SUGGESTED)
                if best is None or points > best[0]:
                    tied = False
                    best = (points, name, reason)
                elif points == best[0] and name.entry.actor_id != best[1].entry.actor_id:
                    tied = True
            if best is None or best[0] < SUGGESTED:
                continue
            points, name, reason = best
            certain = points >= CONFIRMED and not tied
            found.append(
                _Reading(
                    hit.first, hit.last, hit.start, hit.end, name.entry.actor_id, name.entry.role, name.entry.form,
                    MentionStatus.CONFIRMED if certain else MentionStatus.SUGGESTED,
                    "also another actor's name" if tied else reason,
                )
            )  # fmt: skip
        return found

    def _beside(self, hit: Hit, name: Name, peers: dict[int, _Reading]) -> int:
        """Points from sure actors of the same role: in a list with the hit, or, for states, anywhere."""
        role = name.entry.role
        if role not in {ActorRole.STATE, ActorRole.GROUP}:
            return 0
        before = peers.get(hit.first - 1)
        if before is not None and before.role is role and hit.prefix[:1] == "و" and name.arabic:
            return 3 if role is ActorRole.GROUP else 2
        words = self.document.words
        for near in (hit.first - 1, hit.first - 2):
            peer = peers.get(near)
            if peer and peer.role is role and LIST.match(words.text[words.ends[near] : hit.start]):
                return 2
        for near in (hit.last + 1, hit.last + 2):
            peer = peers.get(near)
            if peer and peer.role is role and LIST.match(words.text[hit.end : words.starts[near]]):
                return 2
        return int(role is ActorRole.STATE and bool(self.states - {name.entry.actor_id}))

    # -- short forms

    def _short_names(self, settled: list[_Reading]) -> list[_Reading]:
        """Surnames, kunyas and shortened names after a name given in full."""
        words = self.document.words
        taught: dict[tuple[str, ...], list[tuple[_Reading, str]]] = {}
        taken = {index for reading in settled for index in range(reading.first, reading.last + 1)}
        for full in settled:
            if full.certainty is MentionStatus.SUGGESTED or full.last == full.first:
                continue
            for short in self._shortened(full, tuple(words.keys[full.first : full.last + 1])):
                taught.setdefault(short.keys, []).append((full, short.reason))
        found = []
        for keys, teachers in taught.items():
            for first in self._places_of(keys):
                last = first + len(keys) - 1
                if taken.isdisjoint(range(first, last + 1)):
                    reading = self._short_reading(first, last, keys, teachers)
                    if reading is not None:
                        found.append(reading)
        return found

    def _shortened(self, reading: _Reading, keys: tuple[str, ...]) -> list[ShortName]:
        if reading.role is ActorRole.PERSON:
            if is_arabic(keys[0]):
                return _short_arabic(keys)
            return short_names_of_person(keys)
        if reading.role in {ActorRole.ORGANISATION, ActorRole.MEDIA_OUTLET, ActorRole.AGENCY}:
            return short_names_of_organisation(keys)
        return []

    def _places_of(self, keys: tuple[str, ...]) -> Iterator[int]:
        words = self.document.words
        for first in words.places.get(keys[0], ()):
            if tuple(words.keys[first : first + len(keys)]) == keys:
                yield first
        if len(keys) == 1 and is_arabic(keys[0]):
            forms = [letter + keys[0] for letter in "بلك"]
            if keys[0].startswith("ال"):
                forms[1] = "ل" + keys[0][1:]
            for form in (keys[0], *forms):
                for conjunction in ("", "و", "ف"):
                    if conjunction + form != keys[0]:
                        yield from words.places.get(conjunction + form, ())

    def _short_reading(
        self, first: int, last: int, keys: tuple[str, ...], teachers: list[tuple[_Reading, str]]
    ) -> _Reading | None:
        words = self.document.words
        earlier = bisect_left(teachers, first, key=lambda teacher: teacher[0].first)
        # Whoever was named in full last is meant; several such persons leave a doubt.
        asked = teachers[max(0, earlier - _TEACHERS) : earlier] or teachers[:_TEACHERS]
        actors = {teacher.actor_id for teacher, _ in asked}
        meant, reason = teachers[max(0, earlier - 1)]
        certainty = MentionStatus.CONFIRMED if len(actors) == 1 else MentionStatus.SUGGESTED
        start = words.starts[first]
        if is_arabic(keys[0]):
            if not self._arabic_short_counts(first, last, keys, earlier > 0):
                return None
            start += _letters_before(words.keys[first], keys[0])
        elif not self._latin_short_counts(first, last, keys, meant, earlier > 0):
            return None
        return replace(
            meant, first=first, last=last, start=start, end=words.ends[last], form=AliasForm.SHORT,
            certainty=certainty, reason=reason,
        )  # fmt: skip

    def _latin_short_counts(
        self, first: int, last: int, keys: tuple[str, ...], meant: _Reading, earlier: bool
    ) -> bool:
        words, capitals = self.document.words, self.document.capitals
        head = last if keys[0] in LINKING else first
        if capitals.shape(head) in {Shape.LOWER, Shape.NONE} or not capitals.capital(last):
            return False
        before = words.keys[first - 1] if first and words.gap(first) == " " else ""
        after = words.keys[last + 1] if last + 1 < len(words) and words.tail(last) == " " else ""
        said = after in SPEECH
        if keys[-1] in COMMON and not (said or before in TITLES or capitals.proves(head)):
            return False
        if keys[-1] in COMMON and (not earlier or (keys[-1] in MONTHS and is_date(words, last))):
            return False
        in_headline = capitals.style(first) is not LineStyle.SENTENCE
        if before and capitals.capital(first - 1) and first - 1 not in words.possessive:
            stranger = before not in COMMON and before not in TITLES and before not in NATIONALITIES
            own = before in words.keys[meant.first : meant.last + 1]
            if (stranger and not own and not in_headline) or (
                before in GIVEN_NAMES and not own and before not in COMMON
            ):
                return False
        if meant.role is ActorRole.PERSON and after and capitals.capital(last + 1) and not in_headline:
            return after in COMMON or after in TITLES or after in NATIONALITIES or after in LINKING
        return True

    def _arabic_short_counts(self, first: int, last: int, keys: tuple[str, ...], earlier: bool) -> bool:
        words = self.document.words
        before = words.keys[first - 1] if first and words.gap(first) == " " else ""
        after = words.keys[last + 1] if last + 1 < len(words) and words.tail(last) == " " else ""
        if before in GIVEN_NAMES_ARABIC or before in {"بن", "ابن", "ال", "بنت", "ابو", "ابي"}:
            return False
        if len(keys) > 1:
            return True
        if not earlier:
            return False
        if keys[0] in GIVEN_NAMES_ARABIC or keys[0] in COMMON_ARABIC:
            heard = before in SPEECH_ARABIC or before[1:] in SPEECH_ARABIC or before in TITLES_ARABIC
            return heard and after not in GIVEN_NAMES_ARABIC
        return True

    # -- states as places

    def _mark_places(self, settled: list[_Reading]) -> None:
        """Notes which readings name a state as a place: after "in", and in lists that begin so."""
        words = self.document.words
        for reading in settled:
            if reading.role is not ActorRole.STATE or reading.form is AliasForm.ADJECTIVE:
                continue
            if reading.last in words.possessive:
                continue
            first = reading.first
            attached = is_arabic(words.keys[first]) and words.text[words.starts[first] : reading.start] == "ب"
            if attached or place_before(words, self.document.capitals, first):
                self.places.add(reading.start)


def _sure(document: Document, hits: Iterable[Hit]) -> Iterator[_Reading]:
    """Readings of names that need no further evidence."""
    for hit in hits:
        actors = {name.entry.actor_id for name in hit.names}
        if len(actors) > 1:
            continue
        for name in hit.names:
            if (
                not name.ambiguous
                and looks_like_name(document, hit, name)
                and not is_part_of_another_name(document.words, document.capitals, hit, name)
                and (not is_capital_city(name) or capital_acts(document.words, document.capitals, hit))
            ):
                entry = name.entry
                first = first_name_before(document.words, document.capitals, hit, name)
                start = hit.start if first == hit.first else document.words.starts[first]
                yield _Reading(
                    first, hit.last, start, hit.end, entry.actor_id, entry.role, entry.form,
                    MentionStatus.CONFIRMED, _REASONS[entry.form],
                )  # fmt: skip
                break


_REASONS = {
    AliasForm.NAME: "name",
    AliasForm.ACRONYM: "acronym",
    AliasForm.TRANSLITERATION: "transliteration",
    AliasForm.SHORT: "short name",
    AliasForm.ADJECTIVE: "adjective",
    AliasForm.NICKNAME: "nickname",
    AliasForm.KUNYA: "kunya",
    AliasForm.FORMER: "former name",
}


def _letters_before(key: str, name: str) -> int:
    """Letters of grammar before a name; the article, also as لل, belongs to the name."""
    if key.endswith(name):
        return len(key) - len(name)
    return 1 if key[0] in "وف" else 0


def _short_arabic(keys: tuple[str, ...]) -> list[ShortName]:
    """السنوار after يحيى السنوار; أبو حذيفة after أبو حذيفة الأنصاري. Patronymics (بن) give none."""
    if keys[0] in {"ابو", "ابي", "ابا", "ام"}:
        if len(keys) < 3:
            return []
        return [ShortName(keys[:2], "kunya of a name given in full")]
    if len(keys) < 2 or len(keys[-1]) < 3 or "عبد" in keys[-2:-1]:
        return []
    if keys[-2] in {"بن", "ابن", "ال", "ابو"}:
        return [ShortName(keys[-2:], "short form of a name given in full")] if len(keys) > 2 else []
    return [ShortName((keys[-1],), "surname of a name given in full")]


def _settle(readings: Iterable[_Reading]) -> list[_Reading]:
    """Readings without overlaps, in order: confirmed before suggested, longer before shorter."""
    taken: set[int] = set()
    kept = []
    for reading in sorted(readings, key=lambda one: one.rank):
        span = range(reading.first, reading.last + 1)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(reading)
    kept.sort(key=lambda one: one.start)
    return kept


def _mention(document: Document, reading: _Reading, places: set[int]) -> FoundMention:
    words = document.words
    weight, certainty, reason = NAME_WEIGHT, reading.certainty, reading.reason
    before = words.keys[reading.first - 1] if reading.first and words.gap(reading.first) in HYPHENS else ""
    if reading.form is AliasForm.ADJECTIVE:
        weight, reason = (
            MODIFIER_WEIGHT,
            "adjective of the state" if reading.role is ActorRole.STATE else "adjective",
        )
    elif _MODIFIES.match(words.text[reading.end : reading.end + 14]):
        weight, reason = MODIFIER_WEIGHT, "describes another: " + words.surface(reading.last + 1)
    elif before in _BEFORE_HYPHEN:
        weight, reason = MODIFIER_WEIGHT, f"describes another: {before}-"
    elif reading.start in places:
        weight, certainty, reason = PLACE_WEIGHT, MentionStatus.SUGGESTED, "names the place"
    surface = words.text[reading.start : reading.end]
    return FoundMention(
        reading.start, reading.end, surface, reading.actor_id, weight, certainty, reason, reading.role,
        reading.form is AliasForm.ADJECTIVE,
    )  # fmt: skip
