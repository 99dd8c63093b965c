"""Propose unknown names in languages with capitals, from titles, first names, verbs and organisation words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dossier.actors.capital_runs import Run, Sort, capital_runs
from dossier.actors.capitals import LineStyle
from dossier.actors.evidence import Document
from dossier.actors.proposals import Proposal
from dossier.actors.words_english import COMMON, VERBS
from dossier.actors.words_names import (
    AGENCY_HEADS,
    DESCRIPTOR_ROLES,
    EVENT_ENDS,
    GROUP_HEADS,
    HEADS_BEFORE_OF,
    NOT_ACRONYMS,
    OUTLET_HEADS,
    PERSON_DESCRIPTORS,
    PLACES,
    ROLE_NOUNS,
    SINGLE_BODIES,
    SPEECH,
    STRONG_TITLES,
    TITLES,
    VERBS_OF_ACTING,
)
from dossier.domain.actors import ActorRole

_NAME_PARTS = frozenset({Sort.GIVEN, Sort.UNKNOWN, Sort.PARTICLE, Sort.KUNYA})
_LONGEST_PERSON = 6
_DONE_BY = frozenset(
    "led headed commanded founded run ruled written translated filmed authored signed edited".split()
)
_ENDS_BEFORE_OF = frozenset(
    "police post press media news operations resources securities services stores company".split()
)
"""Organisation words that end the name even when "of" follows."""
_PLACE_BEFORE = frozenset(
    "in at near inside outside across throughout around within into from to toward towards via through between "
    "northern southern eastern western central outskirts".split()
)
_PLACE_AFTER = frozenset(
    "province governorate district region city area countryside town village valley airport street airbase camp river "
    "neighborhood peninsula border mountains desert state county prison square bridge hospital coast island front "
    "agreement accord index conference plan treaty summit".split()
)
_APPOSITION = re.compile(
    r"^\s*(?:,|–|—|\s-\s)\s*(?:the |an? |its |their |his |one of |who |senior |[A-Z]\w+['’]s )([^,.;:()\n]{2,80})"
)
_DESCRIPTION = re.compile(r"^\s*,\s*([A-Za-z][^,.;:()\n]{2,80})")
_SUBJECTLESS = frozenset("and or but that which while as when if because said says told".split())
_WHO = re.compile(r"^\s*,\s*(?:who\b|aged\b|\d\d\b|himself\b|herself\b|nicknamed\b)")
_BYLINE = re.compile(
    r"(?im)^[ \t]*(?:by|written by|author|reported by|reporting by|story by)[ \t]*:?[ \t]+(?=[A-Z])"
)
_TICKER = re.compile(r"^\s*(?:<[A-Z0-9.]{1,8}>|\((?:NYSE|NASDAQ|LSE|TSX?|ASX)\b)")


def english_proposals(
    document: Document, barriers: frozenset[int], states: Mapping[int, bool]
) -> Iterator[Proposal]:
    """Proposals from every run of capitals that has evidence; headlines give none.

    `barriers` are words of known actors; `states` words of known states (True: adjectives), which a name
    of an organisation may contain.
    """
    bylines = {found.end() for found in _BYLINE.finditer(document.words.text)}
    for run in capital_runs(document, barriers, states):
        yield from _Reader(document, run, bylines).proposals()


class _Reader:
    """Reads one run of capitals."""

    def __init__(self, document: Document, run: Run, bylines: set[int]) -> None:
        self.document = document
        self.words = document.words
        self.run = run
        self.bylines = bylines

    def proposals(self) -> Iterator[Proposal]:
        """Organisations first; what is left of the run may be persons."""
        first, last = self.run.first, self.run.last
        for start, end in self._between_titles(first, last):
            organisation = self._organisation(start, end)
            if organisation is not None:
                yield organisation
                if organisation.first > start:
                    yield from self._persons(start, organisation.first - 1)
                if organisation.last < end:
                    yield from self._persons(organisation.last + 1, end)
            else:
                yield from self._persons(start, end)

    def _sort(self, index: int) -> Sort:
        return self.run.sort(index)

    def _between_titles(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Pieces of the run between titles: "Bank of Japan | Governor | Satoshi Sumita"."""
        if self._whole_organisation(first, last):
            yield first, last
            return
        start = index = first
        while index <= last:
            if self._sort(index) is Sort.LINK and self._is_person_before_link(start, index - 1):
                yield start, index - 1  # Charles Lister | of the | Middle East Institute
                while index <= last and self._sort(index) is Sort.LINK:
                    index += 1
                start = index
            elif self._sort(index) is Sort.TITLE:
                if start < index:
                    end = index - 1
                    while end > start and self._sort(end) in {Sort.LINK, Sort.PARTICLE}:
                        end -= 1
                    yield start, end
                index += 1
                while index <= last and self._sort(index) is Sort.TITLE:
                    index += 1
                if index <= last and self._sort(index) is Sort.LINK:
                    # Secretary of State George Shultz; President of Iran
                    index += 1
                    while index <= last and self._sort(index) not in {
                        Sort.GIVEN,
                        Sort.UNKNOWN,
                        Sort.TITLE,
                        Sort.KUNYA,
                    }:
                        index += 1
                start = index
            else:
                index += 1
        if start <= last:
            yield start, last

    def _is_person_before_link(self, first: int, last: int) -> bool:
        kinds = [self._sort(index) for index in range(first, last + 1)]
        return len(kinds) >= 2 and kinds[0] in {Sort.GIVEN, Sort.KUNYA} and Sort.HEAD not in kinds

    def _whole_organisation(self, first: int, last: int) -> bool:
        """General Motors Corp, Imam Hussein Brigade: a title in front that belongs to the name."""
        if self._sort(last) is Sort.COMPANY and first < last:
            return not any(
                self._sort(index) in {Sort.GIVEN, Sort.KUNYA} for index in range(first + 1, last)
            ) or (self._sort(first) is not Sort.TITLE)
        if self._sort(last) is not Sort.HEAD or self._sort(first) is not Sort.TITLE or first == last:
            return False
        strong = self.words.keys[first] in STRONG_TITLES and any(
            self._sort(index) in {Sort.GIVEN, Sort.UNKNOWN} for index in range(first, last)
        )
        return not strong or self.words.keys[last] in GROUP_HEADS

    # -- organisations

    def _organisation(self, first: int, last: int) -> Proposal | None:
        """The longest organisation in the piece."""
        while (
            first <= last
            and self._sort(first) in {Sort.LINK, Sort.PARTICLE, Sort.CALENDAR}
            and (self._sort(first) is not Sort.PARTICLE or self.document.capitals.capital(first) is False)
        ):
            first += 1
        if first > last:
            return None
        heads = [index for index in range(first, last + 1) if self._sort(index) in {Sort.HEAD, Sort.COMPANY}]
        if not heads:
            return self._described_organisation(first, last) or self._acronym(first, last)
        end = heads[-1]
        key = self.words.keys[end]
        linked = end < last and self._sort(end + 1) is Sort.LINK
        if linked and (key not in _ENDS_BEFORE_OF or key in HEADS_BEFORE_OF):
            end = last  # Ministry of X, Operations Support Room for X
            while end > heads[-1] and self._sort(end) in {Sort.LINK, Sort.PARTICLE}:
                end -= 1
        elif end < last and heads[-1] == first and self._sort(first) is Sort.HEAD and key in GROUP_HEADS:
            end = last  # Ansar al-Sharia, Liwa Fatemiyoun, Jaish al-Adl
        elif (
            end < last
            and self._sort(last) in {Sort.UNKNOWN, Sort.COMMON}
            and self.words.keys[last] in EVENT_ENDS
        ):
            return None
        if self._sort(heads[-1]) is Sort.COMPANY:
            if all(self._sort(index) in {Sort.COMPANY, Sort.LINK} for index in range(first, end + 1)):
                return None
            return self._proposal(
                first, end, ActorRole.ORGANISATION, 0.9, f"“{self.words.surface(end)}” ends its name"
            )
        if end == first:
            return self._single_body(first)
        first = self._without_opening(first, end)
        kinds = [self._sort(index) for index in range(first, end + 1)]
        if (
            all(kind in {Sort.HEAD, Sort.LINK} for kind in kinds)
            and Sort.LINK not in kinds
            and len(kinds) < 2
        ):
            return None
        telling = any(
            kind in {Sort.UNKNOWN, Sort.GIVEN, Sort.PLACE, Sort.NATIONALITY, Sort.ACRONYM, Sort.KUNYA}
            for kind in kinds
        )
        proven = self.run.proven or first > self.run.first
        if not telling and not proven and len(kinds) < 3:
            return None
        if first == end:
            return None
        if (
            kinds[0] is Sort.NATIONALITY
            and len(kinds) == 2
            and key
            in {
                "group",
                "forces",
                "media",
                "company",
                "services",
                "house",
                "police",
                "command",
                "fund",
                "front",
                "post",
                "team",
                "companies",
                "stores",
                "airlines",
                "exchange",
                "force",
            }
            and not proven
        ):
            return None
        if kinds[0] is Sort.STATE and len(kinds) == 2 and key not in AGENCY_HEADS:
            return None  # "U.S. Bank officials"
        score = 0.75 if telling else 0.65
        return self._proposal(
            first,
            end,
            self._role_of(first, end, heads),
            score,
            f"“{self.words.surface(heads[-1])}” in its name",
        )

    def _without_opening(self, first: int, end: int) -> int:
        """Leaves a state in front to itself: U.S. | Agriculture Department, but Japan Fund Inc."""
        while (
            first < end
            and self._sort(first) in {Sort.LINK, Sort.PARTICLE}
            and not self.document.capitals.capital(first)
        ):
            first += 1
        place = first
        while place < end and self._sort(place) is Sort.STATE:
            place += 1
        rest = [self._sort(index) for index in range(place, end + 1)]
        official = len(rest) > 1 or self.words.keys[end] in AGENCY_HEADS
        return place if official and Sort.LINK not in rest[:1] and place > first else first

    def _role_of(self, first: int, end: int, heads: list[int]) -> ActorRole:
        keys = [self.words.keys[index] for index in heads]
        for key in reversed(keys):
            if (
                key in OUTLET_HEADS
                and key not in {"agency", "watch", "monitor", "foundation", "press"} | AGENCY_HEADS
            ):
                return ActorRole.MEDIA_OUTLET
            if key == "agency" and "news" in self.words.keys[first : end + 1]:
                return ActorRole.MEDIA_OUTLET
            kinds = {self._sort(index) for index in range(first, end + 1)}
            of_a_state = bool(kinds & {Sort.STATE, Sort.NATIONALITY}) or Sort.UNKNOWN not in kinds
            if key in {"army", "force", "forces", "police", "command"} and not of_a_state:
                return ActorRole.GROUP
            if key in AGENCY_HEADS:
                return ActorRole.AGENCY
            if key in GROUP_HEADS and key not in {"union", "alliance", "coalition", "group"}:
                return ActorRole.GROUP
        return ActorRole.ORGANISATION

    def _single_body(self, index: int) -> Proposal | None:
        if self.words.keys[index] in SINGLE_BODIES and (
            self.run.proven or self.words.surface(index).isupper()
        ):
            return self._proposal(index, index, ActorRole.AGENCY, 0.6, "a body named by one word")
        return None

    def _described_organisation(self, first: int, last: int) -> Proposal | None:
        """Unknown names beside a word that says what they are: "the outlet X", "X, a militia"."""
        kinds = [self._sort(index) for index in range(first, last + 1)]
        if not any(kind in {Sort.UNKNOWN, Sort.ACRONYM, Sort.GIVEN, Sort.COMMON} for kind in kinds):
            return None
        if all(kind is Sort.COMMON for kind in kinds) and (len(kinds) < 2 or not self.run.proven):
            return None
        if self.words.keys[last] in EVENT_ENDS and kinds[-1] is not Sort.UNKNOWN:
            return None
        ticker = _TICKER.match(self.words.tail(last))
        if ticker:
            return self._proposal(first, last, ActorRole.ORGANISATION, 0.9, "followed by its ticker")
        before = self._before(first)
        if before in DESCRIPTOR_ROLES and before in {
            "group",
            "outlet",
            "channel",
            "newspaper",
            "militia",
            "agency",
            "website",
            "magazine",
            "faction",
            "organization",
            "movement",
            "company",
            "firm",
            "platform",
            "weekly",
            "daily",
            "broadcaster",
            "gang",
            "association",
            "union",
        }:
            person = kinds[0] is Sort.GIVEN and len(kinds) > 1
            if not person:
                return self._proposal(first, last, DESCRIPTOR_ROLES[before], 0.8, f"after “{before}”")
        after = self._after(last)
        role = DESCRIPTOR_ROLES.get(after)
        if role is not None and any(kind in {Sort.UNKNOWN, Sort.ACRONYM} for kind in kinds):
            return self._proposal(first, last, role, 0.75, f"followed by “{after}”")
        described = self._apposition(last)
        if described:
            for word in described:
                if word in PERSON_DESCRIPTORS:
                    return None
                if word in DESCRIPTOR_ROLES:
                    return self._proposal(first, last, DESCRIPTOR_ROLES[word], 0.8, f"described as “{word}”")
        return None

    def _acronym(self, first: int, last: int) -> Proposal | None:
        """An unknown acronym that acts or has people."""
        if first != last or self._sort(first) is not Sort.ACRONYM:
            return None
        key, surface = self.words.keys[first], self.words.surface(first)
        if key in NOT_ACRONYMS or not 3 <= len(key) <= 8 or any(map(str.isdigit, key)) or key in COMMON:
            return None
        after = self._after(last)
        acts = after in VERBS_OF_ACTING or after in ROLE_NOUNS[ActorRole.AGENCY] | ROLE_NOUNS[ActorRole.GROUP]
        owns = last in self.words.possessive
        if acts or owns or (self._before(first) == "the" and surface.isupper()):
            return self._proposal(first, last, ActorRole.ORGANISATION, 0.6, "an acronym that acts")
        return None

    # -- persons

    def _persons(self, first: int, last: int) -> Iterator[Proposal]:
        """Persons in a piece without organisation words."""
        while first <= last and self._sort(first) in {
            Sort.NATIONALITY, Sort.STATE, Sort.LINK, Sort.CALENDAR, Sort.TITLE, Sort.HEAD, Sort.COMPANY,
        }:  # fmt: skip
            first += 1
        if first > last:
            return
        # "Gaza Yahya Sinwar": the place belongs to the title before.
        if self._sort(first) is Sort.PLACE and first < last and self._sort(first + 1) is Sort.GIVEN:
            first += 1
        if self._sort(first) is Sort.PARTICLE and not self.document.capitals.capital(first):
            return  # Sheikh-ul-Islam
        end = self._end_of_person(first, last)
        if end is not None and (end - first) % 2 and end - first > 1:
            half = (end - first + 1) // 2
            if self.words.keys[first : first + half] == self.words.keys[first + half : end + 1]:
                end = first + half - 1  # the byline that stands twice
        if end is None:
            return
        named = self._named_person(first, end)
        if named is not None:
            yield named
        if end < last:
            yield from self._persons(end + 1, last)

    def _end_of_person(self, first: int, last: int) -> int | None:
        end = first
        index = first
        while index <= last and index - first < _LONGEST_PERSON:
            kind = self._sort(index)
            if (
                kind in _NAME_PARTS
                or kind is Sort.PLACE
                or (kind is Sort.ACRONYM and len(self.words.surface(index)) <= 2)
            ):
                end = index
            elif kind is Sort.COMMON or kind is Sort.CALENDAR:
                if index == first and index < last and self._sort(index + 1) not in _NAME_PARTS:
                    return index
                end = index
            else:
                break
            index += 1
        return end

    def _named_person(self, first: int, last: int) -> Proposal | None:
        kinds = [self._sort(index) for index in range(first, last + 1)]
        keys = self.words.keys[first : last + 1]
        while kinds and kinds[-1] is Sort.PARTICLE:
            kinds.pop()
            last -= 1
        if not kinds:
            return None
        if keys[-1] in EVENT_ENDS or any(
            key in VERBS and kind is Sort.COMMON for key, kind in zip(keys[:1], kinds, strict=False)
        ):
            return None
        unknown = sum(
            kind in {Sort.UNKNOWN, Sort.GIVEN} and len(self.words.surface(index)) > 1
            for index, kind in zip(range(first, last + 1), kinds, strict=False)
        )
        title = self._title_before(first)
        if kinds[0] is Sort.KUNYA:
            if len(kinds) < 2:
                return None
            return self._proposal(first, last, ActorRole.PERSON, 0.85, "a kunya")
        surname_only = (
            kinds[0] is Sort.COMMON and self.run.proven and title in STRONG_TITLES and len(kinds) == 1
        )
        if title and (unknown or surname_only) and not (len(kinds) == 1 and keys[0] in PLACES):
            score = 0.9 if title in STRONG_TITLES else 0.75
            return self._proposal(first, last, ActorRole.PERSON, score, f"after “{title}”")
        if self.words.starts[first] in self.bylines and len(kinds) >= 2:
            return self._proposal(first, last, ActorRole.PERSON, 0.85, "in the byline")
        if kinds[0] is Sort.GIVEN and len(kinds) >= 2:
            common = all(kind in {Sort.COMMON, Sort.PLACE, Sort.CALENDAR} for kind in kinds[1:])
            knights = len(kinds) == 2 and kinds[1] is Sort.COMMON and self.run.proven  # Michael Knights
            if common and not knights and not self._acts(last):
                return None
            return self._proposal(first, last, ActorRole.PERSON, 0.8, "a first name and a surname")
        if (
            len(kinds) >= 2
            and any(kind is Sort.PARTICLE for kind in kinds[1:-1])
            and unknown
            and kinds[0] is not Sort.COMMON
        ):
            key = keys[kinds.index(Sort.PARTICLE, 1)]
            if key in {"bin", "ibn", "bint"} or self._acts(last) or self._describes_person(last):
                return self._proposal(first, last, ActorRole.PERSON, 0.75, f"“{key}” in the name")
        longest = max(len(self.words.surface(index)) for index in range(first, last + 1))
        if "/" in self.words.gap(first):
            longest = 0
        if longest > 2 and (
            unknown >= 2 or (unknown and len(kinds) >= 2 and len(self.words.surface(first)) == 1)
        ):
            if self._describes_person(last):
                return self._proposal(first, last, ActorRole.PERSON, 0.8, "described right after it")
            if self._introduced_by_comma(first):
                return self._proposal(first, last, ActorRole.PERSON, 0.75, "after a title and a comma")
            if self._before(first) == "by" and self._before(first - 1) in _DONE_BY:
                return self._proposal(first, last, ActorRole.PERSON, 0.7, f"{self._before(first - 1)} by")
            if self._acts(last, SPEECH) or self._speech_before(first):
                return self._proposal(first, last, ActorRole.PERSON, 0.65, "is quoted")
            if len(self.words.surface(first)) == 1:
                return self._proposal(first, last, ActorRole.PERSON, 0.6, "initial and surname")
        return self._single(first, last, kinds)

    def _single(self, first: int, last: int, kinds: list[Sort]) -> Proposal | None:
        """One unknown word, or a few without a first name, that speaks or acts."""
        if Sort.UNKNOWN not in kinds or any(kind in {Sort.CALENDAR, Sort.LINK} for kind in kinds):
            return None
        if self._before(first) in _PLACE_BEFORE or self._after(last) in _PLACE_AFTER:
            return None
        key = self.words.keys[last]
        if key in self.words.lower or len(key) < 3:
            return None
        if self._acts(last, SPEECH) and (self.run.proven or not key.endswith("s") or len(kinds) > 1):
            return self._proposal(first, last, ActorRole.ORGANISATION, 0.6, "is quoted")
        if self._speech_before(first) and self.run.proven:
            return self._proposal(first, last, ActorRole.ORGANISATION, 0.55, "is quoted")
        return None

    # -- what stands around

    def _title_before(self, first: int) -> str:
        """The title in front of the name, in the run or in small letters before it."""
        index = first - 1
        if index < 0:
            return ""
        gap = self.words.gap(first)
        if gap.strip(" .") and gap not in {" '", " ’"}:
            return ""
        key = self.words.keys[index]
        if "." in gap and not (len(self.words.surface(index)) <= 4 and key in TITLES):
            return ""
        if key in TITLES or key in PERSON_DESCRIPTORS:
            return key
        if (
            index > self.run.first - 1
            and self._in_run(index)
            and self._sort(index) in {Sort.PLACE, Sort.COMMON, Sort.HEAD}
        ):
            # Secretary of State George Shultz, leader in Gaza Yahya Sinwar
            for place in range(index, max(self.run.first, index - 4) - 1, -1):
                if self._sort(place) is Sort.TITLE:
                    return self.words.keys[place]
        return ""

    def _in_run(self, index: int) -> bool:
        return self.run.first <= index <= self.run.last

    def _before(self, first: int) -> str:
        if first == 0 or self.words.gap(first).strip(" \u00a0\"“‘'’"):
            return ""
        return self.words.keys[first - 1]

    def _after(self, last: int) -> str:
        return self._after_index(last, 1) or ""

    def _after_index(self, last: int, count: int) -> str | None:
        index = last + count
        if index >= len(self.words) or self.words.tail(last).strip(" \u00a0\"”’'"):
            return None
        return self.words.keys[index]

    def _acts(self, last: int, verbs: frozenset[str] = VERBS_OF_ACTING) -> bool:
        return self._after(last) in verbs or (
            self._after(last) in {"also", "earlier", "then", "later"}
            and last + 2 < len(self.words)
            and self.words.keys[last + 2] in verbs
        )

    def _speech_before(self, first: int) -> bool:
        before = self._before(first)
        if before in SPEECH and before not in {"states", "notes", "claims", "told", "asked"}:
            return True
        return before == "to" and first >= 2 and self.words.keys[first - 2] == "according"

    def _apposition(self, last: int) -> list[str]:
        found = _APPOSITION.match(self.words.text[self.words.ends[last] : self.words.ends[last] + 110])
        return re.findall(r"\w+", found.group(1).lower())[:10] if found else []

    def _introduced_by_comma(self, first: int) -> bool:
        """The spokeswoman, Davia Temin, said."""
        return (
            first > 1
            and self.words.gap(first).strip() == ","
            and self.words.keys[first - 1] in STRONG_TITLES
            and not self.document.capitals.capital(first - 1)
        )

    def _describes_person(self, last: int) -> bool:
        after = self.words.text[self.words.ends[last] : self.words.ends[last] + 110]
        if _WHO.match(after):
            return True
        described = _DESCRIPTION.match(after)
        if not described or described.group(1).split()[0].lower() in _SUBJECTLESS:
            return False
        return any(word in PERSON_DESCRIPTORS for word in re.findall(r"[a-z]+", described.group(1))[:10])

    def _proposal(self, first: int, last: int, role: ActorRole, score: float, reason: str) -> Proposal:
        return Proposal(first, last, role, score, reason)


def in_headline(document: Document, first: int) -> bool:
    """Whether a capital there proves nothing."""
    return document.capitals.style(first) is not LineStyle.SENTENCE
