"""References to sources, and how several places of a text speak of one thing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache, reduce

from dossier.domain.dates import PartialDate
from dossier.domain.evidence import LinkKind
from dossier.text.normalize import fold

POSTED = frozenset(
    "poster post video photo photograph image infographic article editorial statement communique communiqué message "
    "recording bulletin clip photoset book essay letter audio interview issue".split()
)


@dataclass(frozen=True)
class Reference:
    """What a text says of one of its sources, with the span that shows it."""

    kind: LinkKind
    start: int
    end: int
    reason: str
    noun: str
    """What it is: `speech`, `report`, `original`, `poster`..., `outlet`, `leak`, `title`, `url`, `note`."""
    who: str = ""
    """Speaker or publisher."""
    date: PartialDate | None = None
    title: str = ""
    url: str = ""
    language: str | None = None
    named: bool = True
    """Whether it is said which one it is."""
    onward: tuple[Reference, ...] = ()
    """What that source itself rests on, if the text says so."""


def name_somebody(found: list[Reference]) -> list[Reference]:
    """A report by "a think tank" is the one that the text names later, if it names just one."""
    named = {one.who for one in found if one.noun == "report" and one.named}
    if len(named) != 1:
        return found
    who = named.pop()
    return [
        replace(one, who=who, named=True) if one.noun == "report" and not one.named else one for one in found
    ]


def same_thing(one: Reference, other: Reference) -> bool:
    """Whether two references of a text can mean one thing: nothing that both say differs."""
    return one.noun == other.noun and all(
        not left or not right or left == right for left, right in zip(_said(one), _said(other), strict=True)
    )


@lru_cache(maxsize=1024)
def _said(one: Reference) -> tuple[str, ...]:
    return fold(one.who), str(one.date or ""), fold(one.title), one.url, one.language or ""


def _joined(known: Reference, other: Reference) -> Reference:
    """All that two places say of one thing; the first shows it."""
    note = other.reason if other.reason.startswith("footnote") and other.reason not in known.reason else ""
    return replace(
        known,
        who=known.who or other.who,
        date=known.date or other.date,
        title=known.title or other.title,
        url=known.url or other.url,
        language=known.language or other.language,
        named=known.named or other.named,
        onward=known.onward or other.onward,
        reason=f"{known.reason}; {note}" if note else known.reason,
    )


def merged(found: list[Reference]) -> list[Reference]:
    """Each source once, with all that was said of it."""
    kept: list[Reference] = []
    for one in found:
        place = next((place for place, known in enumerate(kept) if same_thing(known, one)), None)
        if place is None:
            kept.append(one)
        else:
            kept[place] = _joined(kept[place], one)
    kept = [_with_excerpts(one, kept) for one in kept]
    reached = [onward for one in kept for onward in one.onward]
    publishers = {fold(one.who) for one in kept if one.noun != "outlet" and one.who}
    return [
        one
        for one in kept
        if not any(same_thing(one, other) for other in reached)
        and not (one.noun == "outlet" and fold(one.who) in publishers)
    ]


def _with_excerpts(one: Reference, all_: list[Reference]) -> Reference:
    """A poster with the speech that its sentence says it quotes, and with what is said of that elsewhere."""
    if one.noun not in POSTED:
        return one
    onward = one.onward or tuple(
        other
        for other in all_
        if other.noun == "speech" and other.kind is LinkKind.EXCERPTS and other.start == one.start
    )
    return replace(
        one,
        onward=tuple(
            reduce(
                lambda speech, other: _joined(speech, other) if same_thing(speech, other) else speech,
                all_,
                first,
            )
            for first in onward
        ),
    )
