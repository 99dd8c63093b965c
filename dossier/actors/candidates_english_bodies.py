"""Propose unknown organisations in languages with capitals: by their words, their description, their acronym."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier.actors.capital_runs import Sort
from dossier.actors.proposals import Proposal
from dossier.actors.run_reader import RunReader
from dossier.actors.words_english import COMMON
from dossier.actors.words_names import (
    AGENCY_HEADS,
    COMPANY_ENDS,
    DESCRIPTOR_ROLES,
    EVENT_ENDS,
    GROUP_HEADS,
    HEADS_BEFORE_OF,
    NOT_ACRONYMS,
    OUTLET_HEADS,
    PERSON_DESCRIPTORS,
    ROLE_NOUNS,
    SINGLE_BODIES,
    SPEECH,
    STRONG_TITLES,
    VERBS_OF_ACTING,
)
from dossier.domain.actors import ActorRole

_ENDS_BEFORE_OF = frozenset(
    "police post press media news operations resources securities services stores company".split()
)
"""Organisation words that end the name even when "of" follows."""
_BRANCHING = frozenset("monitor watch observatory news press media live today wire".split())
"""Outlets whose branches add their country: War Monitor Yemen."""
_FIRST_OF_OUTLETS = frozenset("radio channel tv agence".split())
"""Radio Kledu, Channel Four."""
_TICKER = re.compile(r"^\s*(?:<[A-Z0-9.]{1,8}>|\((?:NYSE|NASDAQ|LSE|TSX?|ASX)\b)")


class BodyReader(RunReader):
    """Finds organisations in a run."""

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
        if self._sort(first + 1) is Sort.GIVEN and any(
            self._sort(index) is Sort.LINK for index in range(first + 2, last)
        ):
            return False  # Analysts Ruth Okello of the Nairobi Policy Forum
        strong = self.words.keys[first] in STRONG_TITLES and any(
            self._sort(index) in {Sort.GIVEN, Sort.UNKNOWN} for index in range(first, last)
        )
        return not strong or self.words.keys[last] in GROUP_HEADS

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
        small = self._small_committee(first, last)
        if small is not None:
            return small
        heads = [index for index in range(first, last + 1) if self._sort(index) in {Sort.HEAD, Sort.COMPANY}]
        if not heads:
            return self._described_organisation(first, last) or self._acronym(first, last)
        end = heads[-1]
        key = self.words.keys[end]
        linked = end < last and self._sort(end + 1) is Sort.LINK
        if linked and key in COMPANY_ENDS and self.words.keys[last] != "america":
            linked = False  # Strata Bit Corp | of Houston
        if linked and (key not in _ENDS_BEFORE_OF or key in HEADS_BEFORE_OF):
            end = last  # Ministry of X, Operations Support Room for X
            while end > heads[-1] and self._sort(end) in {Sort.LINK, Sort.PARTICLE}:
                end -= 1
        elif (
            end < last
            and heads[-1] == first
            and self._sort(first) is Sort.HEAD
            and (key in GROUP_HEADS or key in _FIRST_OF_OUTLETS)
        ):
            end = last  # Ansar al-Sharia, Liwa Fatemiyoun, Jaish al-Adl
        elif (
            end < last
            and self._sort(last) in {Sort.UNKNOWN, Sort.COMMON}
            and self.words.keys[last] in EVENT_ENDS
        ):
            return None
        elif end + 1 == last and end > first and key in _BRANCHING and self._is_branch(first, last):
            end = last  # War Monitor Yemen
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

    def _is_branch(self, first: int, last: int) -> bool:
        """Whether a country closes an outlet's name: the text says it so wherever it uses the name."""
        if self._sort(last) not in {Sort.STATE, Sort.PLACE}:
            return False
        keys = self.words.keys
        short, place = tuple(keys[first:last]), keys[last]
        stands = [one for one in self.words.places[short[0]] if tuple(keys[one : one + len(short)]) == short]
        followed = sum(keys[one + len(short) : one + len(short) + 1] == [place] for one in stands)
        return followed == len(stands) and (followed > 1 or self._acts(last, SPEECH))

    def _small_committee(self, first: int, last: int) -> Proposal | None:
        """Senate Agriculture Appropriations committee: the word that says what it is, in small letters."""
        if self._after(last) not in {"committee", "subcommittee", "commission"} or last - first < 1:
            return None
        while first < last and self._sort(first) in {Sort.STATE, Sort.LINK, Sort.NATIONALITY}:
            first += 1
        kinds = {self._sort(index) for index in range(first, last + 1)}
        if kinds & {Sort.GIVEN, Sort.KUNYA, Sort.CALENDAR, Sort.COMPANY} or last == first:
            return None
        return self._proposal(first, last + 1, ActorRole.AGENCY, 0.65, f"a {self._after(last)}")

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
            "page",
            "podcast",
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
