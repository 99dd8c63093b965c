"""Gather all places of a suggested name: one candidate per name, its short forms and headlines included."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from dossier.actors.arabic_text import NO_NAME, keys_of
from dossier.actors.capital_runs import KUNYAS
from dossier.actors.capitals import LineStyle
from dossier.actors.evidence import Document
from dossier.actors.proposals import Proposal
from dossier.actors.shortforms import Introduction, short_names_of_organisation, short_names_of_person
from dossier.actors.words import Words, is_arabic
from dossier.actors.words_arabic import COMMON as COMMON_ARABIC
from dossier.actors.words_arabic import GIVEN_NAMES as GIVEN_NAMES_ARABIC
from dossier.actors.words_arabic import NATIONALITIES as NATIONALITIES_ARABIC
from dossier.actors.words_arabic import ORGANISATION_HEADS as ORGANISATIONS_ARABIC
from dossier.actors.words_arabic import SPEECH as SPEECH_ARABIC
from dossier.actors.words_arabic import TITLES as TITLES_ARABIC
from dossier.actors.words_arabic import letters_before
from dossier.actors.words_english import COMMON, LINKING
from dossier.actors.words_names import (
    COMPANY_ENDS,
    GIVEN_NAMES,
    NATIONALITIES,
    ORGANISATION_HEADS,
    PLACES,
    TITLES,
)
from dossier.domain.actors import KIND_OF_ROLE, ActorKind, ActorRole

_LONGEST_EVIDENCE = 300
"""Characters of the sentence that is shown with a candidate."""
_FIRST_WORDS_ARABIC = GIVEN_NAMES_ARABIC | ORGANISATIONS_ARABIC | {"ابو", "ابي", "ابا", "عبد"}
_HEARD_ARABIC = SPEECH_ARABIC | TITLES_ARABIC
_WORDS_ARABIC = GIVEN_NAMES_ARABIC | COMMON_ARABIC
_NAMED_BODIES = frozenset(
    "نادي فريق شركه بنك قناه وكاله صحيفه حركه تنظيم جماعه حزب موقع شبكه مصرف مجله جريده".split()
)
_ORDINALS = frozenset("الاول الثاني الثالث الرابع الخامس السادس".split())
_BEFORE_FIRST_NAME = keys_of(
    "الامير الاميره الشيخ الدكتور الدكتوره المهندس الاستاذ الاستاذه السيد السيده اللواء العميد العقيد المقدم الرائد النقيب الكابتن القائد المدرب اللاعب الرئيس"
)
"""Titles with which a person who has been named in full is called by the first name."""
_BEARS_A_NAME = frozenset(
    "شارع طريق مدينه جامعه مستشفي مسجد جامع مدرسه ثانويه مطار حي ميدان جائزه مركز قصر ملعب كاس منتزه كليه برج معهد مجمع قاعه".split()
)
"""What bears a person's name."""
_PLACES_SEEN = 50
"""Other places of a word that are looked at, so that a text of one word takes no longer."""
_SUBJECT_NEXT = frozenset("كان وكان".split())
"""Words behind which a surname by itself is a subject."""
_PEOPLE = frozenset(
    "الطلبه الطلاب المعلمين الضباط العمال الاطباء المحامين القضاه الشرطه المغتربين الجاليه".split()
)
_BELONGING = frozenset(
    "قوات نظام حكومه المخلوع مخلوع انصار جماعه ميليشيات مليشيات اداره عهد حرس خصوم".split()
)
"""Words before the surname of a leader."""
_NO_CLUB = frozenset("الشباب الوطن الامل العمل العالم الشرق الوسط الاول الاولي الثاني".split())
"""Clubs' names that mostly mean something else even in a text about a club."""
_GRAMMAR = ("و", "ف", "ب", "ل", "ك", "وب", "ول")
_NO_STRANGER = COMMON | TITLES | NATIONALITIES
"""Capitalised words that, beside a surname, are no other person's first name."""
_NO_SHORT_NAME = COMMON | PLACES | NATIONALITIES | GIVEN_NAMES | TITLES | ORGANISATION_HEADS
_SENTENCE_START = re.compile(r"(?:[.!?؟…]['\"”’»)]*\s+|\n)(?=\S)")


@dataclass(frozen=True)
class Candidate:
    """An unknown name that may be an actor, with every place where it stands in the document."""

    name: str
    kind: ActorKind
    role: ActorRole
    spans: tuple[tuple[int, int], ...]
    """Places `[start, end)` in code points, in order; short forms of the name included."""
    evidence: str
    """The sentence that gives the best evidence, as it stands in the text."""
    score: float
    """0 to 1."""
    reason: str
    """The evidence in a few words."""
    also: tuple[str, ...] = ()
    """Short names that the document introduces for it, such as its acronym."""


_Keys = tuple[str, ...]
_DAILY = frozenset("daily weekly evening morning sunday".split())
"""First words that newspapers leave off when they are named again."""


@dataclass
class _Group:
    """Proposals of one name."""

    best: Proposal
    keys: _Keys
    places: set[tuple[int, int]] = field(default_factory=set)
    also: dict[str, None] = field(default_factory=dict)

    @property
    def person(self) -> bool:
        return self.best.role is ActorRole.PERSON


def gather_candidates(
    document: Document,
    proposals: Sequence[Proposal],
    introduced: Sequence[Introduction],
    barriers: Set[int],
    states: Mapping[int, bool],
) -> list[Candidate]:
    """One candidate per name, best first, with all places of the name and of its short forms.

    `barriers` are words of known actors, `states` words of known states: they stay theirs.
    """
    words = document.words
    groups: dict[_Keys, _Group] = {}
    for proposal in proposals:
        keys = tuple(words.keys[proposal.first : proposal.last + 1])
        keys = (keys[0][proposal.letters :], *keys[1:]) if proposal.letters else _own_keys(keys)
        group = groups.setdefault(keys, _Group(proposal, keys))
        if proposal.score > group.best.score:
            group.best = proposal
        group.places.add((proposal.first, proposal.last))
    _join_short(groups)
    _join_acronyms(words, groups, introduced)
    used = set(barriers) | {
        index for group in groups.values() for first, last in group.places for index in range(first, last + 1)
    }
    bearers = _bearers(groups)
    acronyms = {(one.long_first, one.long_last): one for one in introduced}
    for group in groups.values():
        # A state's name may be part of a longer short form: U.S. Video, after U.S. Video Vending Corp.
        shorts = [
            keys
            for keys in _short_names(words, group, acronyms)
            if bearers.get((group.person, keys), set()) <= {group.keys}
        ]
        _find_elsewhere(document, group, used, states.keys(), shorts)
    found = [_candidate(document, group) for group in groups.values()]
    found.sort(key=lambda one: (-one.score, -len(one.spans), one.spans[0]))
    return found


def _bearers(groups: Mapping[_Keys, _Group]) -> dict[tuple[bool, _Keys], set[_Keys]]:
    """Beginnings and ends of all names, of persons and of others, with the names that have them."""
    found: dict[tuple[bool, _Keys], set[_Keys]] = {}
    for keys, group in groups.items():
        for size in range(1, len(keys) + 1):
            found.setdefault((group.person, keys[:size]), set()).add(keys)
            found.setdefault((group.person, keys[-size:]), set()).add(keys)
    return found


def _own_keys(keys: Sequence[str]) -> tuple[str, ...]:
    """The name's own words, without the English article and the Arabic letters of grammar in front."""
    if is_arabic(keys[0]):
        return (keys[0][letters_before(keys[0], _FIRST_WORDS_ARABIC) or 0 :], *keys[1:])
    return tuple(keys[1:]) if len(keys) > 2 and keys[0] == "the" else tuple(keys)


def _join_short(groups: dict[_Keys, _Group]) -> None:
    """Puts "Dumas" to "Roland Dumas", "Texaco" to "Texaco Inc", if only one longer name has it."""
    parts: dict[_Keys, set[_Keys]] = {}
    surnames: dict[str, set[_Keys]] = {}
    for keys, group in groups.items():
        if group.person:
            surnames.setdefault(keys[-1], set()).add(keys)
        for size in range(1, len(keys)):
            if group.person:
                parts.setdefault(keys[-size:], set()).add(keys)
            if not group.person and size == 1 and keys[0] in _DAILY:
                parts.setdefault(keys[1:], set()).add(keys)  # the Ledger, after The Daily Ledger
            if not group.person or keys[0] in KUNYAS or (size == 1 and is_arabic(keys[0])):
                parts.setdefault(keys[:size], set()).add(keys)
    for keys in sorted(groups, key=len):
        longer = set(parts.get(keys, ()))
        if groups[keys].person and len(keys) > 1:
            # Ali Hassan, after Ali Mahdi Hassan.
            longer |= {other for other in surnames[keys[-1]] if set(keys) < set(other)}
        longer &= groups.keys()
        if len(longer) == 1:
            group, target = groups.pop(keys), groups[longer.pop()]
            target.places |= group.places
            target.also |= group.also
            if group.person:
                surnames[keys[-1]].discard(keys)


def _join_acronyms(words: Words, groups: dict[_Keys, _Group], introduced: Sequence[Introduction]) -> None:
    """Puts "MOC" to "Media Oversight Committee", which introduced it or whose initials it spells."""
    spelled: dict[str, list[_Keys]] = {}
    at: dict[tuple[int, int], _Keys] = {}
    for keys, group in groups.items():
        if len(keys) > 2:
            spelled.setdefault("".join(key[0] for key in keys if key not in LINKING), []).append(keys)
        at.update(dict.fromkeys(group.places, keys))
    for keys in [keys for keys in groups if len(keys) == 1 and 3 <= len(keys[0]) <= 8]:
        long = spelled.get(keys[0], [])
        if len(long) == 1:
            groups[long[0]].also[words.surface(groups[keys].best.first)] = None
            groups[long[0]].places |= groups.pop(keys).places
    for one in introduced:
        short = tuple(words.keys[one.short_first : one.short_last + 1])
        target = at.get((one.long_first, one.long_last))
        if target in groups and short in groups and short != target:
            groups[target].places |= groups.pop(short).places


def _short_names(
    words: Words, group: _Group, acronyms: Mapping[tuple[int, int], Introduction]
) -> list[_Keys]:
    """Keys under which the rest of the document may name the same actor."""
    keys = group.keys
    if group.person and is_arabic(keys[0]):
        found: list[_Keys] = [(keys[-1],)] if len(keys) > 1 and keys[-2] not in {"بن", "ابن", "ال"} else []
        # الصرخي, of محمود الصرخي الحسني, where the text says it again
        found += [
            (key,)
            for key in keys[1:-1]
            if key.startswith("ال") and len(key) > 4 and key not in _ORDINALS and len(_places(words, key)) > 2
        ]
        if len(keys) > 1 and keys[-2] == "بن":
            found.append(("ابن", keys[-1]))
        elif len(keys) > 1 and len(keys[-1]) > 3 and not keys[-1].startswith("ال"):
            found += [("ال" + keys[-1],)] if _is_titled(words, "ال" + keys[-1]) else []  # الدكتور الهيجان
        # Prince Faisal, Dr Awiqil: by the first or middle name, behind a title
        found += [(key,) for key in keys[:-1] if (key,) not in found and _is_titled(words, key)]
        return found + ([keys[:2]] if keys[0] in {"ابو", "ابي"} and len(keys) > 2 else [])
    if group.person:
        return [short.keys for short in short_names_of_person(keys)]
    short_names = [short.keys for short in short_names_of_organisation(keys)]
    short_names += _short_arabic(keys) if is_arabic(keys[0]) else _short_company(keys)
    for place in sorted(group.places):
        one = acronyms.get(place)
        if one is not None:
            short_names.append(tuple(words.keys[one.short_first : one.short_last + 1]))
            group.also[words.text[words.starts[one.short_first] : words.ends[one.short_last]]] = None
            group.places.add((one.short_first, one.short_last))
    return list(dict.fromkeys(short_names))


def _is_titled(words: Words, key: str) -> bool:
    """Whether a title stands right before a word somewhere, and no other name behind: الأمير جلوي."""
    return len(key) > 2 and any(
        _titled_at(words, place) for place in words.places.get(key, ())[:_PLACES_SEEN]
    )


def _titled_at(words: Words, place: int) -> bool:
    after = words.keys[place + 1] if place + 1 < len(words) and words.tail(place) == " " else ""
    return (
        place > 0
        and words.gap(place) == " "
        and words.keys[place - 1] in _BEFORE_FIRST_NAME
        and not (place > 1 and words.keys[place - 2].lstrip("وبل") in _BEARS_A_NAME)
        and after not in GIVEN_NAMES_ARABIC | {"بن", "ابن", "ال", "بنت"}
        and not (after.startswith("ال") and after not in NO_NAME)
    )


def _short_arabic(keys: tuple[str, ...]) -> list[tuple[str, ...]]:
    """الأهلي after النادي الأهلي المصري, أرامكو after شركة أرامكو: the own name behind what kind of body it is."""
    head = keys[0].removeprefix("ال")
    if len(keys) > 2 and keys[0].startswith("ال") and keys[1] in NATIONALITIES_ARABIC:
        return [keys[:2]]  # الاتحاد السعودي, after الاتحاد السعودي لكرة القدم
    if len(keys) < 2 or head not in _NAMED_BODIES or len(keys[1]) < 4 - (head == "شركه"):
        return []
    own = keys[1]
    if head in {"شركه", "بنك"} and own.startswith("ال"):
        return []  # شركة التأمين: insurance
    if own in _PEOPLE or (head in {"حركه", "حزب", "جماعه"} and not own.startswith("ال")):
        return []  # حركة أسعار is a movement of prices
    if (
        head in {"نادي", "فريق"}
        and own.startswith("ال")
        and own not in _NO_CLUB
        and own not in NATIONALITIES_ARABIC
    ):
        return [(own,)]
    return (
        [] if own in COMMON_ARABIC or own in NATIONALITIES_ARABIC or own in GIVEN_NAMES_ARABIC else [(own,)]
    )


def _short_company(keys: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Newbery after Newbery Corp, Tate and Lyle after Tate and Lyle Plc."""
    end = len(keys)
    while end > 1 and keys[end - 1] in COMPANY_ENDS:
        end -= 1
    found = [keys[:end]] if end < len(keys) else []
    if end > 2 and keys[1] not in PLACES and keys[1] not in LINKING:
        found.append(keys[:2])  # Giant Bay, after Giant Bay Resources Ltd
    first = keys[0]
    if len(keys) > 1 and first not in _NO_SHORT_NAME and len(first) > 3:
        found.append((first,))
    return [
        short
        for short in found
        if not all(key in COMMON or key in PLACES or key in NATIONALITIES for key in short)
        or (len(short) > 1 and end < len(keys))
    ]


def _find_elsewhere(
    document: Document, group: _Group, used: set[int], states: Set[int], shorts: Iterable[tuple[str, ...]]
) -> None:
    """Adds the places of the name and of its short forms that gave no evidence themselves, headlines included."""
    words, capitals = document.words, document.capitals
    for keys in (group.keys, *shorts):
        for first in _places(words, keys[0]):
            last = first + len(keys) - 1
            span = range(first, last + 1)
            if tuple(words.keys[first + 1 : last + 1]) != keys[1:] or not used.isdisjoint(span):
                continue
            if states >= set(span) or (group.best.role is ActorRole.PERSON and not states.isdisjoint(span)):
                continue
            if not is_arabic(keys[0]):
                if not capitals.capital(last) or not (capitals.capital(first) or keys[0] in LINKING):
                    continue
                if len(keys) == 1 and not _stands_alone(document, first, keys[0], group):
                    continue
            elif group.person and len(keys) == 1 < len(group.keys) and keys[0] in group.keys[:-1]:
                if not _titled_at(words, first) and not keys[0].startswith("ال"):
                    continue
            elif len(keys) == 1 and not _arabic_stands_alone(words, first, keys[0], group.person):
                continue
            used.update(span)
            group.places.add((first, last))


def _places(words: Words, key: str) -> list[int]:
    """Where a word stands; an Arabic one also behind "and", "for", "in" and their pairs."""
    found = list(words.places.get(key, ()))
    if is_arabic(key) and len(key) > 2:
        for letters in _GRAMMAR:
            if letters + key not in COMMON_ARABIC:
                found += words.places.get(letters + key, ())
        if key.startswith("ال") and len(key) > 4:
            found += words.places.get("لل" + key[2:], ())
    return found


def _arabic_stands_alone(words: Words, index: int, key: str, person: bool) -> bool:
    """Whether an Arabic surname by itself is the person's: not after a first name; a plain noun must speak."""
    before = words.keys[index - 1] if index else ""
    after = words.keys[index + 1] if index + 1 < len(words) and words.tail(index) == " " else ""
    if index and words.surface(index - 1).endswith("على"):
        before = ""  # the preposition, which folds to the name علي
    if before in GIVEN_NAMES_ARABIC | {"بن", "ابن", "ال"} or after in {"بن", "ابن"}:
        return False
    if not person:
        # A club or outlet that this text has named as one; a word of three letters in quotation marks (ساعة أبل).
        return len(key) > 3 or bool(set(words.gap(index)) & set('"«“'))
    heard = before in _HEARD_ARABIC or before[1:] in SPEECH_ARABIC
    if key in GIVEN_NAMES_ARABIC and key not in COMMON_ARABIC and len(key) > 3:
        named = after.startswith(("ال", "عبد")) and after not in NO_NAME and after not in COMMON_ARABIC
        kunya = before in {"ابو", "ابي", "ابا", "ام"} or named
        return not kunya and after not in GIVEN_NAMES_ARABIC
    if key in _WORDS_ARABIC:
        theirs = before in _BELONGING or before[1:] in _BELONGING or before[2:] in _BELONGING
        return (heard or theirs) and after not in GIVEN_NAMES_ARABIC
    if key.startswith("ال") and len(key) > 4 and not key.endswith("ه") and len(_places(words, key)) > 2:
        return True
    return heard or before in _SUBJECT_NEXT or not key.startswith("ال") or key.endswith("ي")


def _stands_alone(document: Document, index: int, key: str, group: _Group) -> bool:
    """Whether a one-word short form isn't part of somebody else's name, or just a word."""
    words, capitals = document.words, document.capitals
    if key in COMMON and not capitals.proves(index):
        return False
    if words.tail(index) == " " and words.keys[index + 1 : index + 2] == ["of"]:
        return False  # the Horn of Africa, after Horn Security Bulletin
    if (
        index
        and words.gap(index) == " "
        and capitals.capital(index - 1)
        and index - 1 not in words.possessive
    ):
        before = words.keys[index - 1]
        stranger = before not in _NO_STRANGER and before not in group.keys
        if stranger and capitals.style(index) is LineStyle.SENTENCE:
            return False
    if (
        group.best.role is ActorRole.PERSON
        and index + 1 < len(words)
        and words.tail(index) == " "
        and capitals.capital(index + 1)
    ):
        after = words.keys[index + 1]
        return after in _NO_STRANGER or capitals.style(index) is not LineStyle.SENTENCE
    return True


def _candidate(document: Document, group: _Group) -> Candidate:
    words = document.words
    best = group.best
    full = [place for place in group.places if _is_full(words.keys[place[0] : place[1] + 1], group.keys)]
    shown = (
        best
        if (best.first, best.last) in full
        else replace(best, first=full[0][0], last=full[0][1])
        if full
        else best
    )
    first = shown.first
    name_start = words.starts[first] + _prefix_length(words.keys[first], group.keys[0])
    spans = tuple(
        sorted(
            (
                words.starts[a]
                + (_prefix_length(words.keys[a], group.keys[0]) if is_arabic(words.keys[a]) else 0),
                words.ends[b],
            )
            for a, b in group.places
        )
    )
    if words.keys[first] == "the":
        name_start = words.starts[first + 1]
    score = min(1.0, best.score + 0.02 * min(len(spans) - 1, 5))
    return Candidate(
        name=" ".join(words.text[name_start : words.ends[shown.last]].split()),
        kind=KIND_OF_ROLE[best.role],
        role=best.role,
        spans=spans,
        evidence=_sentence(words.text, words.starts[best.first], words.ends[best.last]),
        score=round(score, 2),
        reason=best.reason,
        also=tuple(group.also),
    )


def _is_full(keys: Sequence[str], own: _Keys) -> bool:
    """Whether words are the whole name, letters of grammar in front aside."""
    return _own_keys(keys) == own or (
        tuple(keys[1:]) == own[1:] and _prefix_length(keys[0], own[0]) in {1, 2}
    )


def _prefix_length(key: str, own: str) -> int:
    return len(key) - len(own) if is_arabic(key) and key.endswith(own) and len(key) - len(own) <= 2 else 0


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a span, cut to a readable length."""
    first = max(0, start - _LONGEST_EVIDENCE // 2)
    for match in _SENTENCE_START.finditer(text, first, start):
        first = match.end()
    stop = min(len(text), first + _LONGEST_EVIDENCE)
    after = _SENTENCE_START.search(text, end, stop)
    if after:
        stop = after.start() + 1
    return " ".join(text[first:stop].split())
