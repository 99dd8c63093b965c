"""Documents and queries to measure with, the same at every run."""

from __future__ import annotations

import gzip
import itertools
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier.domain.corpus import DocumentId
from dossier.domain.dates import PartialDate
from dossier.search.engine import IndexedDocument

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
ARABIC_SHARE = 10
"""One document in ten is Arabic, as far as there are any."""


def lines(name: str) -> list[dict[str, str]]:
    """The documents of a corpus."""
    with gzip.open(CORPORA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def documents(count: int) -> list[IndexedDocument]:
    """News in English and Arabic. Repeated, in another order and with other facts, where there are too few."""
    chance = random.Random(1)
    arabic = lines("news_ar")[: count // ARABIC_SHARE]
    english = lines("newswire_en")
    found: list[IndexedDocument] = []
    while len(found) < count:
        chance.shuffle(english)
        batch = english if found else [*arabic, *english]
        if not found:
            batch = batch[:count]
            chance.shuffle(batch)
        found += [_document(one, len(found) + n, chance) for n, one in enumerate(batch, start=1)]
    return found[:count]


def _document(one: Mapping[str, str], key: int, chance: random.Random) -> IndexedDocument:
    date = one.get("date") or f"1987-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    arabic = "\u0600" < (one["text"] or "a")[:1] < "\u06ff"
    return IndexedDocument(
        id=DocumentId(key),
        title=one["title"] or "",
        text=one["text"] or "",
        source=f"Source {chance.randint(1, 60)}",
        kind=chance.choice(["article", "article", "report", "memo", "post"]),
        language="ar" if arabic else "en",
        published=PartialDate.parse(date[:10]),
        actors=tuple(f"Actor {chance.randint(1, 200)}" for _ in range(chance.randint(0, 4))),
        grade=chance.choice([None, "A1", "B2", "B3", "C3"]),
    )


@dataclass(frozen=True)
class Question:
    """One query in words that every engine can put in its own language."""

    kind: str
    words: tuple[str, ...]
    month: str = ""


def questions(found: Sequence[IndexedDocument], each: int = 12) -> list[Question]:
    """Queries of every kind over words of these documents, by how many documents have them."""
    chance = random.Random(2)
    sample = found if len(found) <= 10_000 else found[:: len(found) // 10_000]
    english: Counter[str] = Counter()
    arabic: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for document in sample:
        said = re.findall(r"[^\W\d_]+", document.text.lower())
        (arabic if document.language == "ar" else english).update({word for word in said if len(word) > 2})
        pairs.update(set(itertools.pairwise(said)))
    size = len(sample)

    def band(counted: Counter[str], low: float, high: float) -> list[str]:
        return sorted(
            word
            for word, count in counted.items()
            if low * size <= count < high * size and len(word) > 3 and (word.isascii() or counted is arabic)
        )

    common, middle, rare = (
        band(english, 0.15, 0.8),
        band(english, 0.03, 0.15),
        band(english, 2 / size, max(0.002, 5 / size)),
    )
    near = sorted(
        pair for pair, count in pairs.items() if 0.004 * size < count and all(map(str.isascii, pair))
    )

    def pick(words: Sequence[str], count: int) -> tuple[str, ...]:
        return tuple(chance.sample(words, count))

    return [
        question
        for _ in range(each)
        for question in (
            Question("common", pick(common, 1)),
            Question("rare", pick(rare, 1)),
            Question("AND3", pick(middle, 3)),
            Question("OR5", pick(middle, 5)),
            Question("phrase", chance.choice(near)),
            Question("proximity", chance.choice(near)),
            Question("prefix", (chance.choice(middle)[:4],)),
            Question("infix", (chance.choice(middle)[1:5],)),
            Question("fuzzy", (chance.choice([word for word in middle if len(word) > 5]),)),
            Question("date+term", pick(middle, 1), f"1987-{chance.randint(1, 12):02}"),
            Question("facets", pick(common, 1)),
            Question("snippets", pick(middle, 2)),
            Question("Arabic", pick(band(arabic, 0.002, 0.1), 1)),
        )
    ]


def judged(name: str) -> tuple[list[dict[str, str]], dict[str, str], dict[str, dict[str, int]]]:
    """Documents, queries and judgements of a retrieval collection."""
    with (CORPORA / f"{name}.queries.jsonl").open(encoding="utf-8") as stream:
        queries = {str(one["id"]): one["text"] for one in map(json.loads, stream)}
    judgements: dict[str, dict[str, int]] = {}
    for query, document, relevance in _rows(CORPORA / f"{name}.qrels.tsv"):
        if int(relevance) > 0:
            judgements.setdefault(query, {})[document] = int(relevance)
    return lines(name), queries, judgements


def _rows(path: Path) -> Iterator[tuple[str, str, str]]:
    for line in path.read_text("utf-8").splitlines():
        query, document, relevance = line.split("\t")[:3]
        if relevance.isdigit():
            yield query, document, relevance
