"""Read saved web pages: the article, and what the page says of its title, author, date and publisher."""

from __future__ import annotations

import json
import re
from typing import Any

import trafilatura
from htmldate import find_date
from lxml import etree
from lxml import html as markup
from trafilatura.metadata import extract_metadata

from dossier.corpus.readers.encoding import decode
from dossier.corpus.readers.result import ReadResult, Unreadable, tidy
from dossier.domain.written_dates import find_dates

_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that lxml reads from a page and then refuses to write into a tree (XML 1.0, section 2.2)."""
_DEEPEST = 512
"""Nesting of elements; real pages stay below 100, and libxml2 recurses."""


def read(data: bytes) -> ReadResult:
    """The main text of a page with its headings, quotes and footnote marks. No part of it is fetched."""
    source = _UNWRITABLE.sub(" ", _decode(data))
    if len(source) > 30_000_000:
        raise Unreadable("The page is too large (more than 30 million characters).")
    if _depth(source) > _DEEPEST:
        raise Unreadable("The page is nested too deeply to be a document.")
    try:
        tree: Any = markup.document_fromstring(
            source.encode("utf-8"), parser=markup.HTMLParser(encoding="utf-8")
        )
    except (etree.ParserError, ValueError) as error:
        raise Unreadable("This web page is empty or broken.") from error
    meta = extract_metadata(tree)
    data_blocks = list(_json_ld(tree))
    text = trafilatura.extract(
        source,
        output_format="txt",
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        deduplicate=False,
    )
    if not text:
        text = "\n".join(line.strip() for line in tree.text_content().splitlines() if line.strip())
    review: dict[str, Any] = next((block for block in data_blocks if "ClaimReview" in _types(block)), {})
    rating = review.get("reviewRating")
    item = _first(review.get("itemReviewed"))
    language = tree.get("lang") or ""
    return ReadResult(
        tidy(text),
        title=_title(tree, meta, data_blocks),
        author=_person(data_blocks) or meta.author,
        published=_published(tree, data_blocks, source),
        language=language.split("-")[0].lower() or None,
        publisher=_publisher(data_blocks) or meta.sitename or _site_in_title(tree),
        url=meta.url or None,
        media_type="text/html",
        furniture=tidy(" ".join(tree.xpath("//footer//text() | //header//text()"))[:4000]),
        claim=_text(review.get("claimReviewed")),
        verdict=_text(rating.get("alternateName")) if isinstance(rating, dict) else None,
        claimant=_name(item.get("author")) if isinstance(item, dict) else "",
        first_appearance=_appearance(item) if isinstance(item, dict) else "",
    )


def _decode(data: bytes) -> str:
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = declared[1].decode("ascii", "replace").lower()
        try:
            text = data.decode("cp1252" if name in {"iso-8859-1", "latin-1", "ascii"} else name)
        except (LookupError, UnicodeDecodeError):
            pass
        else:
            return text
    return decode(data)


def _depth(source: str) -> int:
    """A generous estimate of how deeply elements nest, without parsing."""
    depth = deepest = 0
    for match in re.finditer(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*(?<!/)>", source[:5_000_000]):
        if match[2].lower() in _VOID:
            continue
        depth += -1 if match[1] else 1
        depth = max(depth, 0)
        deepest = max(deepest, depth)
    return deepest


_VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr p li td tr th option dt dd".split()
)


def _json_ld(tree: Any) -> Any:
    for script in tree.xpath('//script[@type="application/ld+json"]/text()')[:20]:
        if len(script) > 500_000:
            continue
        try:
            found = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for block in found if isinstance(found, list) else [found]:
            if isinstance(block, dict):
                yield block
                graph = block.get("@graph")
                yield from (
                    (item for item in graph if isinstance(item, dict)) if isinstance(graph, list) else ()
                )


def _types(block: dict[str, Any]) -> list[str]:
    kind = block.get("@type")
    return [str(item) for item in kind] if isinstance(kind, list) else [str(kind)]


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _title(tree: Any, meta: Any, blocks: list[dict[str, Any]]) -> str | None:
    for block in blocks:
        if "headline" in block and _text(block["headline"]):
            return _text(block["headline"])
    for path in ('//meta[@property="og:title"]/@content', "//h1//text()"):
        found = tree.xpath(path)
        words = " ".join(" ".join(found).split()) if "h1" in path else (found[0].strip() if found else "")
        if words and len(words) < 300:
            return words
    return _text(meta.title)


def _person(blocks: list[dict[str, Any]]) -> str | None:
    for block in blocks:
        author = block.get("author")
        for one in author if isinstance(author, list) else [author]:
            name = one.get("name") if isinstance(one, dict) else one
            if (
                isinstance(name, str)
                and name.strip()
                and (not isinstance(one, dict) or one.get("@type") != "Organization")
            ):
                return name.strip()
    return None


def _publisher(blocks: list[dict[str, Any]]) -> str | None:
    for block in blocks:
        publisher = block.get("publisher")
        if isinstance(publisher, dict) and _text(publisher.get("name")):
            return _text(publisher["name"])
    return None


def _site_in_title(tree: Any) -> str | None:
    """`Heading of the page | Site`: the site, if the page's only heading stands before it."""
    title = " ".join(" ".join(tree.xpath("//head/title//text()")).split())
    headings = [" ".join(one.text_content().split()) for one in tree.xpath("//h1")]
    heading, _, site = title.rpartition(" | ")
    return site if headings == [heading] and 0 < len(site.split()) < 7 else None


_DATE_FIELDS = (
    '//meta[@property="article:published_time"]/@content',
    '//meta[@itemprop="datePublished"]/@content',
    '//meta[translate(@name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")="date"]/@content',
    '//meta[@name="DC.date.issued" or @name="dcterms.created" or @name="pubdate" or @name="publish-date"]/@content',
    '//time[@pubdate or @itemprop="datePublished"]/@datetime',
    "(//article//time/@datetime)[1]",
)


def _published(tree: Any, blocks: list[dict[str, Any]], source: str) -> str | None:
    """The date that the page declares, as precisely as it does; then one that stands in its text.

    htmldate also reads years out of image addresses and copyright lines; what it finds counts only when
    the same day stands in the page in some form that names day and month.
    """
    declared = [block.get("datePublished") for block in blocks]
    declared += [value for path in _DATE_FIELDS for value in tree.xpath(path)]
    for value in declared:
        match = re.match(r"\s*(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", value) if isinstance(value, str) else None
        if match:
            return "-".join(part for part in match.groups() if part)
    found = find_date(source, original_date=True, extensive_search=False, outputformat="%Y-%m-%d")
    written = {str(one.date) for one in find_dates(tree.text_content()[:200_000], day_first=True)}
    return found if found in written else None


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _name(value: Any) -> str:
    value = _first(value)
    return _text(value.get("name") if isinstance(value, dict) else value) or ""


def _appearance(item: dict[str, Any]) -> str:
    for key in ("firstAppearance", "appearance", "url", "sameAs"):
        value = _first(item.get(key))
        found = _text(value.get("url") or value.get("name") if isinstance(value, dict) else value)
        if found:
            return found
    return ""
