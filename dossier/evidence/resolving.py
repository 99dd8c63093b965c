"""Find what a reference means: a document of the case, a known publication, or a new one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dossier.domain.corpus import Document, DocumentId
from dossier.domain.dates import PartialDate
from dossier.domain.evidence import LinkKind, Publication
from dossier.evidence.references import Reference
from dossier.text.normalize import fold

MONTHS = (
    "January February March April May June July August September October November December".split()
)  # fmt: skip
_TITLE_LENGTH = 90


@dataclass(frozen=True)
class Draft:
    """A publication that may have to be made. Fields as in `Publication`."""

    title: str
    publisher: str = ""
    published: PartialDate | None = None
    url: str | None = None
    kind: str = "publication"


SameName = Callable[[str, str], bool]
"""Whether two names surely mean one actor."""


def folded_equal(one: str, other: str) -> bool:
    """The simplest comparison of names."""
    return fold(one).strip() == fold(other).strip()


def in_words(date: PartialDate) -> str:
    """`4 January 2024`, as precise as it is known."""
    parts = [str(date.day) if date.day else "", MONTHS[date.month - 1] if date.month else "", f"{date.year}"]
    return " ".join(part for part in parts if part)


def draft_of(reference: Reference, document: Document) -> Draft | None:
    """The publication that a reference describes; None when it says too little to speak of one."""
    noun = reference.noun
    title = document.title[:_TITLE_LENGTH]
    when = in_words(reference.date) if reference.date else ""
    of = f" of {when}" if when else ""
    if noun in {"title", "url"}:
        return None
    if noun == "note":
        return Draft(reference.title or reference.url, reference.who, reference.date, reference.url or None)
    if noun == "original":
        first = (
            "Original" if reference.kind is LinkKind.REPUBLISHES else f"Original in {_language(reference)}"
        )
        return Draft(f"{first}{of}: “{title}”", reference.who, reference.date, None, "unknown")
    if noun == "leak":
        return Draft(f"{reference.title or 'Leak'} behind “{title}”", "", None, None, "unknown")
    if noun == "outlet":
        return Draft(reference.who, reference.who, None, None, "outlet")
    if noun == "speech":
        known = "utterance" if reference.date else "unknown"
        return Draft(f"Speech{of}" if when else "Speech, no date", reference.who, reference.date, None, known)
    if noun == "report":
        if not reference.named:
            return Draft(f"Report by {reference.who}, behind “{title}”", "", reference.date, None, "unknown")
        return Draft(reference.title or f"Report{of}", reference.who, reference.date, reference.url or None)
    if not reference.date and not reference.title:
        return Draft(f"{noun.capitalize()}, no date", reference.who, None, None, "unknown")
    return Draft(
        f"{noun.capitalize()}{of}" if when else reference.title,
        reference.who,
        reference.date,
        reference.url or None,
    )


def _language(reference: Reference) -> str:
    from dossier.evidence.link_phrases import LANGUAGE_NAMES

    return LANGUAGE_NAMES.get(reference.language or "", "another language")


def known_publication(
    draft: Draft, publications: Iterable[Publication], *, before: PartialDate | None, same_name: SameName
) -> Publication | None:
    """The one publication of the case that a draft can mean; None when there is none or more than one.

    What is missing on one side fits anything: "the speech of 4 January" is the speech by X of that day. A
    speech without a date is the only one of that speaker up to `before`.
    """
    kinds = {"publication", "utterance", "unknown"}
    undated = draft.title == "Speech, no date"
    fitting = []
    for one in publications:
        if one.kind not in kinds or not one.title:
            continue
        speech = one.kind == "utterance" and (draft.kind == "utterance" or undated)
        dated = draft.published is not None and one.published == draft.published
        same_sort = speech or (one.kind == draft.kind and _first_word(one.title) == _first_word(draft.title))
        if undated:
            fits = speech and one.published is not None and bool(draft.publisher)
            fits = fits and (before is None or one.published is None or one.published <= before)
        else:
            fits = same_sort and (dated or (one.title == draft.title and one.published is None))
        if fits and _names_fit(one.publisher, draft.publisher, same_name, both=undated):
            fitting.append(one)
    exact = [one for one in fitting if fold(one.publisher) == fold(draft.publisher)]
    chosen = exact or fitting
    return chosen[0] if len(chosen) == 1 else None


def _first_word(title: str) -> str:
    return fold(title.split(maxsplit=1)[0]).strip()


def _names_fit(one: str, other: str, same_name: SameName, *, both: bool) -> bool:
    if not one or not other:
        return not both
    return folded_equal(one, other) or same_name(one, other)


def document_for(
    reference: Reference,
    document: Document,
    candidates: Sequence[Document],
    *,
    shared_actors: Callable[[DocumentId], int],
    same_name: SameName,
) -> tuple[Document, str] | None:
    """The document of the case that a reference means, and why; None when none surely is.

    `candidates` are documents with its title, date or address; `shared_actors` counts the actors that a
    document has in common with the one that refers.
    """
    others = [
        one
        for one in candidates
        if one.id != document.id and (one.group_id is None or one.group_id != document.group_id)
    ]
    if reference.url:
        for one in others:
            if one.url and plain_url(one.url) == plain_url(reference.url):
                return one, "it has that address"
    if reference.title:
        titled = [one for one in others if folded_equal(one.title, reference.title)]
        if titled:
            return titled[0], "it has that title"
    if reference.date is None or reference.date.precision < 3:
        return None
    day = [one for one in others if one.published == reference.date]
    if reference.noun == "original" and reference.language:
        fitting = [one for one in day if one.language == reference.language]
        return _best(fitting, document, shared_actors, "it is in that language and of that day")
    if reference.who and reference.noun not in {"speech", "leak"}:
        fitting = [
            one for one in day if one.source and _names_fit(one.source, reference.who, same_name, both=True)
        ]
        return _best(fitting, document, shared_actors, "it is by that source and of that day")
    return None


def _best(
    fitting: Sequence[Document],
    document: Document,
    shared_actors: Callable[[DocumentId], int],
    why: str,
) -> tuple[Document, str] | None:
    scored = [
        (shared_actors(one.id) + (one.source_id is not None and one.source_id == document.source_id), one)
        for one in fitting
    ]
    good = sorted((pair for pair in scored if pair[0]), key=lambda pair: (-pair[0], pair[1].id))
    return (good[0][1], why) if good else None


def plain_url(url: str) -> str:
    """An address without scheme, `www.`, fragment, tracking and final slash, to compare it."""
    text = url.split("#", 1)[0].lower()
    text = text.split("://", 1)[-1].removeprefix("www.").removeprefix("m.")
    path, _, query = text.partition("?")
    kept = "&".join(
        part for part in query.split("&") if part and not part.startswith(("utm_", "fbclid", "gclid", "ref="))
    )
    return path.rstrip("/") + (f"?{kept}" if kept else "")
