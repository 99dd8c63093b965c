"""Read the words of HTML elements in their order, for formats that have pieces of web pages inside."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from lxml import etree
from lxml import html as markup

_LEFT_OUT = frozenset(
    "script style template noscript iframe object embed audio video canvas svg math head form select button textarea".split()
)
"""Nothing of these is the text of a document."""
_PARAGRAPHS = frozenset(
    "p div section article aside header footer main h1 h2 h3 h4 h5 h6 blockquote pre ul ol dl table figure figcaption "
    "details summary hr address body nav center".split()
)
_LINES = frozenset("li dt dd tr caption".split())
_CELLS = frozenset(("td", "th"))
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PAGE = re.compile(r"<html\b", re.IGNORECASE)
_CALL = re.compile(r"\s*\d{1,3}\s*")
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"

Links = list[tuple[str, str]]
"""Words and the address they lead to."""


def words_of_markup(source: str, links: Links) -> str:
    """The words of a page, or of a piece of one, which may be cut anywhere; no part of it is fetched or run."""
    source = _UNWRITABLE.sub(" ", source)
    if not _PAGE.search(source[:10_000]):
        source = f"<body>{source}</body>"
    try:
        root = markup.document_fromstring(
            source.encode("utf-8"),
            parser=markup.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True),
        )
    except (etree.ParserError, ValueError):
        return ""
    return words_of(root, links)


def words_of(root: Any, links: Links) -> str:
    """Paragraphs with an empty line between, cells with tabs, list items as `- words`, notes called as `[1]`.

    What leads to an address of the web is added to `links`. Elements may be of HTML or XHTML.
    """
    pieces: list[str] = []
    open_links: list[tuple[int, str]] = []
    kept_lines = 0
    cells: list[bool] = []
    walk: Any = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        name = _name(element)
        if event == "start":
            if name in _LEFT_OUT or name == "":
                walk.skip_subtree()
            elif name == "a" and _is_address(element.get("href")):
                open_links.append((len(pieces), element.get("href").strip()))
            kept_lines += name == "pre"
            broken = _before(name, element)
            pieces.append(" " if any(cells) and broken.isspace() else broken)
            if name in _CELLS:
                cells.append(_is_one_line(element))
            if name not in _LEFT_OUT and name:
                pieces.append(_spaced(element.text, lines=kept_lines > 0))
            continue
        kept_lines -= name == "pre"
        if name == "a" and open_links and _is_address(element.get("href")):
            start, address = open_links.pop()
            add_link(links, "".join(pieces[start:]), address)
        if name in _CELLS:
            is_one_line = cells.pop()
            pieces.append("\t" if is_one_line else "\n\n")
        ended = _after(name, element)
        pieces.append(" " if any(cells) and ended.isspace() else ended)
        if element is not root:
            pieces.append(_spaced(element.tail, lines=kept_lines > 0))
    return tidy_lines("".join(pieces))


def add_link(links: Links, words: str, address: str) -> None:
    """Note where words lead, unless they are that address themselves or nothing can be read of them."""
    said = " ".join(words.split())
    if (
        not said
        or ("." in said and said.rstrip("/…") in address)
        or len(address) > LONGEST_ADDRESS
        or any(char.isspace() for char in address)
    ):
        return
    if len(links) < MOST_LINKS and all(address != known for _, known in links):
        links.append((said[:200], address))


def tidy_lines(text: str) -> str:
    """No spaces round lines, one empty line between paragraphs, no more than one space or tab."""
    lines = (re.sub(r" *\t *", "\t", re.sub(" {2,}", " ", line)).strip(" ") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip("\t") for line in lines)).strip("\n")


MOST_LINKS = 500
LONGEST_CELL = 1_000
"""Characters."""
LONGEST_ADDRESS = 500
"""Characters; the longest that is looked for in a text."""


def _is_address(value: str | None) -> bool:
    return bool(value and re.match(r"\s*https?://\S", value, re.IGNORECASE))


def _name(element: Any) -> str:
    """`p` for `{http://www.w3.org/1999/xhtml}p`; empty for what is no element (a comment, an entity)."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _spaced(words: str | None, *, lines: bool) -> str:
    if not words:
        return ""
    return words if lines else re.sub(r"\s+", " ", words)


def _calls_a_note(name: str, element: Any) -> bool:
    """A raised number, or one that leads to a note by its own word (EPUB 3, `noteref`)."""
    if name == "a":
        said = (element.get(_EPUB_TYPE), element.get("epub:type"), element.get("role"))
        if not {"noteref", "doc-noteref"} & set(said):
            return False
        if _name(element.getparent()) == "sup" or any(_name(child) == "sup" for child in element):
            return False  # said by that one
    elif name != "sup":
        return False
    return bool(_CALL.fullmatch("".join(islice(element.itertext(), 3))))


def _is_one_line(cell: Any) -> bool:
    """A cell of a table, and no column of a page that was laid out by tables."""
    return sum(map(len, islice(cell.itertext(), 200))) <= LONGEST_CELL and cell.find(".//{*}table") is None


def _before(name: str, element: Any) -> str:
    if name in _PARAGRAPHS:
        parent = element.getparent()
        starts_item = parent is not None and _name(parent) == "li" and parent[0] is element
        return "" if starts_item and not (parent.text or "").strip() else "\n\n"
    if name == "br":
        return "\n"
    if name == "li":
        return "\n- "
    if _calls_a_note(name, element):
        return "["  # else the number would become part of the word, or of another number
    return "\n" if name in _LINES else ""


def _after(name: str, element: Any) -> str:
    if name in _PARAGRAPHS:
        return "\n\n"
    if _calls_a_note(name, element):
        return "]"
    return "\n" if name in _LINES else ""
