"""Read and write the ledger of claims as JSON-LD: schema.org ClaimReview, ours and from the wild."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from math import isfinite
from typing import Any

from dossier.domain.dates import PartialDate
from dossier.domain.evidence import Claim, ClaimId, Verdict
from dossier.domain.verdicts import normalise_verdict, verdict_of_number
from dossier.errors import UserError

LARGEST = 50_000_000
"""Characters of a file that is read."""
DEEPEST = 12
"""Levels below the root at which a ClaimReview is looked for."""
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_NOT_TEXT = {
    **{code: None for code in (*range(0x20), 0x7F) if chr(code) not in "\n\t"},
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}


def write_claims(claims: Sequence[Claim]) -> str:
    """All claims as one JSON-LD graph. `reviewRating.name` holds the verdict as Dossier normalises it.

    Properties: https://schema.org/ClaimReview, /Claim, /Rating. Empty values are left out, except the name
    of a rating whose verdict was not normalised.
    """
    graph = [_as_json(claim) for claim in claims]
    return (
        json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, indent=1) + "\n"
    )


def _as_json(claim: Claim) -> dict[str, Any]:
    item: dict[str, Any] = {"@type": "Claim"}
    if claim.claimant:
        item["author"] = {"@type": "Thing", "name": claim.claimant}
    if claim.first_appearance:
        item["firstAppearance"] = {"@type": "CreativeWork", "name": claim.first_appearance}
    review: dict[str, Any] = {
        "@type": "ClaimReview",
        "claimReviewed": claim.text,
        "itemReviewed": item,
        "reviewRating": {
            "@type": "Rating",
            "alternateName": claim.verdict_printed,
            "name": "" if claim.verdict is None else str(claim.verdict),
        },
    }
    if claim.reviewer:
        review["author"] = {"@type": "Organization", "name": claim.reviewer}
    if claim.reviewed is not None:
        review["datePublished"] = str(claim.reviewed)
    if claim.url:
        review["url"] = claim.url
    return review


def read_claims(text: str) -> list[Claim]:
    """The claims of a JSON-LD file: one review, a list, or a graph; also several objects in a page's data.

    Missing fields stay empty; a review without its claim is left out. UserError when the text is no JSON, or
    when no ClaimReview is in it.
    """
    if len(text) > LARGEST:
        raise UserError(
            "The file is too large to be a list of claims.", hint="Split it; nothing was changed."
        )
    try:
        data = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise UserError(
            "That file is no JSON, so no claim was taken in.",
            hint="Choose a file with ClaimReview data (.json, .jsonld).",
        ) from error
    reviews = list(_reviews(data, DEEPEST))
    if not reviews:
        raise UserError(
            "There is no ClaimReview in that file, so nothing was taken in.",
            hint="A list of claims holds objects of the type ClaimReview (schema.org).",
        )
    claims = [claim for review in reviews if (claim := _claim(review)) is not None]
    if not claims:
        raise UserError(
            "No ClaimReview in that file says which claim it reviews, so nothing was taken in.",
            hint="Each needs `claimReviewed`.",
        )
    return claims


def _reviews(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for one in data:
            yield from _reviews(one, depth)
    elif isinstance(data, dict):
        if _is_review(data):
            yield data
        elif depth > 0:
            for value in data.values():
                if isinstance(value, dict | list):
                    yield from _reviews(value, depth - 1)


def _is_review(data: dict[str, Any]) -> bool:
    kinds = data.get("@type", data.get("type"))
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and re.split(r"[/:#]", name)[-1] == "ClaimReview" for name in names)


def _claim(review: dict[str, Any]) -> Claim | None:
    item = _first(_value(review, "itemReviewed"))
    item = item if isinstance(item, dict) else {}
    text = (
        _text(_value(review, "claimReviewed")) or _text(_value(item, "text")) or _text(_value(item, "name"))
    )
    if not text:
        return None
    rating = _first(_value(review, "reviewRating"))
    rating = rating if isinstance(rating, dict) else {"alternateName": rating}
    printed = _text(_value(rating, "alternateName"))
    return Claim(
        ClaimId(0),
        text,
        claimant=_name(_value(item, "author")) or _name(_value(item, "creator")),
        first_appearance=_appearance(item),
        verdict_printed=printed
        or _text(_value(rating, "ratingExplanation"))
        or _text(_value(rating, "ratingValue")),
        verdict=_verdict(rating, printed),
        reviewer=_name(_value(review, "author")) or _name(_value(review, "publisher")),
        reviewed=_date(_value(review, "datePublished")) or _date(_value(review, "dateCreated")),
        url=_text(_value(review, "url")) or None,
    )


def _value(data: dict[str, Any], name: str) -> Any:
    """A property under its plain name or with the prefix of its vocabulary."""
    for key in (name, f"schema:{name}", f"https://schema.org/{name}", f"http://schema.org/{name}"):
        if key in data:
            return data[key]
    return None


def _verdict(rating: dict[str, Any], printed: str) -> Verdict | None:
    name = _value(rating, "name")
    if isinstance(name, str):
        if not name and printed:
            return None
        if name in set(Verdict):
            return Verdict(name)
    found = normalise_verdict(printed) if printed else None
    if found is None and isinstance(name, str) and name:
        found = normalise_verdict(name)
    if found is None:
        numbers = [_number(_value(rating, key)) for key in ("ratingValue", "worstRating", "bestRating")]
        value, worst, best = numbers[0], numbers[1], numbers[2]
        if value is not None and best is not None:
            found = verdict_of_number(value, 1.0 if worst is None else worst, best)
    return found


def _first(value: Any) -> Any:
    while isinstance(value, list):
        value = value[0] if value else None
    return value


def _text(value: Any) -> str:
    value = _first(value)
    if isinstance(value, dict):
        value = value.get("@value", "")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).translate(_NOT_TEXT).strip()


def _name(value: Any) -> str:
    value = _first(value)
    if isinstance(value, dict):
        return _text(_value(value, "name")) or _text(_value(value, "url")) or _text(_value(value, "sameAs"))
    return _text(value)


def _appearance(item: dict[str, Any]) -> str:
    for key in ("firstAppearance", "appearance", "sameAs", "url"):
        value = _first(_value(item, key))
        if isinstance(value, dict):
            value = (
                _value(value, "name") or _value(value, "url") or _value(value, "headline") or value.get("@id")
            )
        found = _text(value)
        if found:
            return found
    return _text(_value(item, "datePublished"))


def _date(value: Any) -> PartialDate | None:
    match = _DATE.match(_text(value))
    if match is None or not match[0].isascii():
        return None
    try:
        return PartialDate.parse(match[0])
    except ValueError:
        return None


def _number(value: Any) -> float | None:
    try:
        number = float(_text(value))
    except ValueError:
        return None
    return number if isfinite(number) else None
