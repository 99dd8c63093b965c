"""Read Markdown (.md): its words without its marks, its links, and what its front matter says."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import yaml
from lxml.html import defs
from markdown_it import MarkdownIt
from markdown_it.token import Token

from dossier.corpus.readers.encoding import decode
from dossier.corpus.readers.markup import Links, add_link, tidy_lines, words_of_markup
from dossier.corpus.readers.result import ReadResult, Unreadable, tidy
from dossier.domain.written_dates import find_dates

LARGEST = 20_000_000
"""Code points; a longer text is no document but data."""
LARGEST_PARSED = 4_000_000
"""Code points: the library takes up to seven seconds for as many. A longer text keeps its marks."""
MOST_MARKS = 4_000
"""Brackets and the like in one paragraph: the library takes quadratic time on them. With more, marks are kept."""
MOST_LINES = 20_000
"""Lines without an empty one between them; quadratic too."""
LONGEST_FRONT_MATTER = 20_000


def read(data: bytes) -> ReadResult:
    """Headings, paragraphs, list items and rows of tables as lines; quotes and code as their words.

    Footnotes are called as `[1]` and stand where the file has them. Addresses behind words go to `links`.
    HTML inside is read for its words alone. Raises Unreadable when it is no text.
    """
    source = tidy(decode(data))
    if len(source) > LARGEST:
        raise Unreadable("The text is too long for one document (more than 20 million characters).")
    said, body = _front_matter(source)
    links: Links = []
    text = body if _is_too_much(body) else _words(body, links)
    address = _one(said, "url", "link", "source_url", "canonical_url")
    publisher = _one(said, "source", "publisher", "site", "outlet")
    if publisher and re.match(r"https?://", publisher):
        address, publisher = address or publisher, None
    language = _one(said, "lang", "language")
    return ReadResult(
        text,
        title=_one(said, "title", "headline"),
        author=_one(said, "author", "authors", "by", "byline"),
        published=_date(_one(said, "published", "publishdate", "pubdate", "date_published", "date")),
        language=language.split("-")[0].lower() if language else None,
        publisher=publisher,
        url=address,
        media_type="text/markdown",
        links=tuple(links),
    )


# -- front matter

_FRONT_MATTER = re.compile(r"\s*(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|$)", re.DOTALL)


def _front_matter(source: str) -> tuple[dict[str, Any], str]:
    """What the front matter says, by names in lower case, and the text below it. A rule above a text is none."""
    match = _FRONT_MATTER.match(source[: LONGEST_FRONT_MATTER + 100])
    if match is None:
        return {}, source
    try:
        found = tomllib.loads(match[2]) if match[1] == "+++" else yaml.load(match[2], yaml.BaseLoader)  # noqa: S506 - strings only
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError):
        found = _fields(match[2])
    if not isinstance(found, dict) or not found:
        return {}, source
    return {str(name).strip().lower(): value for name, value in found.items()}, source[match.end() :]


def _fields(block: str) -> dict[str, str]:
    """What can be read of a front matter that is no sound YAML: a title with a colon in it, most of all."""
    lines = [line for line in block.splitlines() if line.strip()]
    pairs = [line.partition(":") for line in lines]
    if not all(colon for _, colon, _ in pairs):
        pairs = [pair for pair in pairs if pair[1] and re.fullmatch(r"\w+", pair[0].strip())]
    return {name.strip(): value.strip().strip("\"'") for name, _, value in pairs}


def _one(said: dict[str, Any], *names: str) -> str | None:
    """The first of these fields that says something; of a list its entries, of a person the name."""
    for name in names:
        if words := _plain_value(said.get(name)):
            return words[:500]
    return None


def _plain_value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, (_plain_value(one) for one in value[:20] if not isinstance(one, list))))
    if isinstance(value, dict):
        value = value.get("name")
    if value is None or isinstance(value, dict | list):
        return ""
    return " ".join(str(value).replace("[[", "").replace("]]", "").split())


def _date(value: str | None) -> str | None:
    if not value:
        return None
    if match := re.match(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?![\d/])", value):
        return match[0]
    found = find_dates(value, day_first=None)
    return str(found[0].date) if len(found) == 1 else None


# -- text

_NOTE = re.compile(r"(?m)^ {0,3}\[\^([^\]\[\s^]{1,60})\]:[ \t]*")
_NOTE_CALL = re.compile(r"\[\^([^\]\[\s^]{1,60})\]")
_MARK = re.compile(r"[\[\]*_`<!&~|]")


def _is_too_much(source: str) -> bool:
    if len(source) > LARGEST_PARSED:
        return True
    return any(
        block.count("\n") > MOST_LINES or (len(block) > MOST_MARKS and len(_MARK.findall(block)) > MOST_MARKS)
        for block in re.split(r"\n[ \t]*\n", source)
    )


def _words(source: str, links: Links) -> str:
    # The library knows no footnotes and would take a note of one word for an address.
    source = _NOTE.sub(r"\n\\[\1\\] ", source)
    parser = MarkdownIt("commonmark", {"maxNesting": 40}).enable(["table", "strikethrough"])
    parser.disable("code")  # in documents an indented line is a paragraph far more often than code
    pieces: list[str] = []
    lists: list[str] = []
    bullet = ""
    for token in parser.parse(source):
        kind = token.type
        if kind == "inline":
            words = _inline(token, links)
            pieces.append(bullet + words)
            bullet = ""
        elif kind in {"bullet_list_open", "ordered_list_open"}:
            pieces.append("" if lists else "\n")
            lists.append("-" if kind.startswith("bullet") else "1")
        elif kind in {"bullet_list_close", "ordered_list_close"}:
            lists.pop()
            pieces.append("" if lists else "\n")
        elif kind == "list_item_open":
            bullet = f"{token.info}{token.markup} " if lists[-1] == "1" else "- "
        elif kind == "paragraph_close":
            pieces.append("\n" if token.hidden else "\n\n")
        elif kind in {"heading_close", "blockquote_close", "hr", "table_close"}:
            pieces.append("\n\n")
        elif kind in {"fence", "code_block"}:
            pieces.append(f"{bullet}{token.content}\n")
            bullet = ""
        elif kind == "html_block":
            alone = _is_no_tag(token.content.strip())
            pieces.append(f"{token.content if alone else words_of_markup(token.content, links)}\n\n")
        elif kind in {"th_close", "td_close"}:
            pieces.append("\t")
        elif kind == "tr_close":
            pieces.append("\n")
    return tidy_lines("".join(pieces))


_TAG = re.compile(r"</?\s*([A-Za-z][\w-]*)")
_BRACKETED = re.compile(r"<([^\W\d_]{2,40})>")
_TAGS = defs.tags | {"svg", "math", "path", "picture", "main", "font", "tt"}
_HREF = re.compile(r"""\bhref\s*=\s*["']?(https?://[^"'\s>]+)""", re.IGNORECASE)
_SILENT = frozenset(("script", "style", "template", "noscript", "iframe"))


def _inline(token: Token, links: Links) -> str:
    """The words of a paragraph. Its line ends stay, unless it was broken to a width."""
    pieces: list[str] = []
    starts: list[tuple[int, str]] = []
    silent = ""
    sup = 0
    end = " " if _is_wrapped(token.content.split("\n")) else "\n"
    for child in token.children or ():
        kind = child.type
        if kind == "html_inline":
            name = _tag_name(child.content)
            closes = child.content.startswith("</")
            if _is_no_tag(child.content):
                pieces.append("" if silent else child.content)
            elif name in _SILENT:
                silent = "" if closes else name
            elif name == "sup" and not closes:
                sup = len(pieces)
            elif name == "sup":
                _end_call(pieces, sup)
            elif name == "br":
                pieces.append("\n")
            elif name == "a" and not closes:
                href = _HREF.search(child.content)
                starts.append((len(pieces), href[1] if href else ""))
            elif name == "a":
                _end_link(pieces, starts, links)
        elif silent:
            continue
        elif kind == "link_open":
            starts.append((len(pieces), str(child.attrs.get("href", ""))))
        elif kind == "link_close":
            _end_link(pieces, starts, links)
        elif kind == "softbreak":
            pieces.append(end)
        elif kind == "hardbreak":
            pieces.append("\n")
        elif kind in {"text", "text_special", "code_inline"}:
            pieces.append(_NOTE_CALL.sub(r"[\1]", child.content))
    return "".join(pieces)


def _tag_name(source: str) -> str:
    tag = _TAG.match(source)
    return tag[1].lower() if tag else ""


def _is_no_tag(source: str) -> bool:
    """`<redacted>`: words in angle brackets that HTML knows nothing of; nothing but a name stands in them."""
    match = _BRACKETED.fullmatch(source)
    return match is not None and match[1].lower() not in _TAGS


def _end_link(pieces: list[str], starts: list[tuple[int, str]], links: Links) -> None:
    if not starts:
        return
    start, address = starts.pop()
    if address:
        _end_call(pieces, start)
    if re.match(r"https?://", address, re.IGNORECASE):
        add_link(links, "".join(pieces[start:]), address)


def _end_call(pieces: list[str], start: int) -> None:
    """A number that is raised or leads to a note calls that note: `[1]`, which is part of no other number."""
    words = "".join(pieces[start:]).strip()
    if re.fullmatch(r"\d{1,3}", words):
        pieces[start:] = [f"[{words}]"]


_LABEL = re.compile(r"[*_\s]*[^\W\d][\w ]{0,30}[*_]*:")
NARROWEST, WIDEST = 50, 130
"""Characters of the longest line of a paragraph that was broken to a width."""


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines are pieces of one paragraph, and no verse, address or list of fields."""
    width = max(map(len, lines))
    return NARROWEST <= width <= WIDEST and all(
        len(line) >= 0.6 * width and not _LABEL.match(below) for line, below in pairwise(lines)
    )
