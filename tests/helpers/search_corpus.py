"""Small documents whose words are easily confused, each under a key that says what it is for."""

from __future__ import annotations

import random
from collections.abc import Sequence

from dossier.domain.corpus import DocumentId
from dossier.domain.dates import PartialDate
from dossier.search.engine import IndexedDocument

_GOLDEN: dict[str, tuple[str, dict[str, object]]] = {
    "is_group": ("Fighters of IS claimed the attack.", {}),
    "is_verb": ("The attack is over.", {}),
    "isis": (
        "ISIS fighters withdrew.",
        {"source": "BBC News", "published": "2024-01-19", "grade": "B2"},
    ),
    "isi": ("The ISI denied it.", {"title": "The daily brief", "kind": "memo", "published": "2022"}),
    "hamas": ("Hamas answered.", {"source": "BBC Monitoring", "published": "2024-01", "grade": "B6"}),
    "hama": ("Rebels entered Hama.", {"source": "Sky News", "published": "2024-06-30", "grade": "C2"}),
    "us_state": ("The US sent ships.", {"published": "2025-02-03"}),
    "us_lower": ("Nobody told us what it is.", {}),
    "may_month": ("A letter came in May.", {}),
    "may_verb": ("It may rain, a bombing was not seen.", {}),
    "sanaa": ("Crowds in Sanaa.", {"kind": "fact-check"}),
    "sana_a": ("Crowds in Sana'a.", {}),
    "hizb": ("The word hizb means party.", {}),
    "hizb_dot": ("The word Ḥizb means party.", {}),
    "qaida": ("Men of al-Qa'ida.", {}),
    "qaida_curly": ("Men of al-Qa‘ida.", {}),
    "hizb_ar": ("قال حزب الله ذلك", {"language": "ar"}),
    "hizb_ar_marks": ("قال حِزْبُ اللهِ ذلك", {"language": "ar"}),
    "israel_ar": ("سفير اسرائيل هناك", {"language": "ar"}),
    "israel_ar_hamza": ("سفير إسرائيل هناك", {"language": "ar"}),
    "state_ar": ("بيان الدولة الإسلامية", {"language": "ar"}),
    "state_ar_bare": ("بيان دولة إسلامية", {"language": "ar"}),
    "taliban_ar": ("حكومة طالبان", {"language": "ar"}),
    "talib_ar": ("كان طالب في المدرسة", {"language": "ar"}),
    "qaida_ar": ("تنظيم القاعدة", {"language": "ar"}),
    "sitting_ar": ("رجل قاعد او جالس", {"language": "ar"}),
    "attacks_in_body": ("There were more attacks.", {}),
    "hamas_ar_title": ("A short statement.", {"title": "Hamas speaks"}),
    "year_only": ("A review of a year.", {"published": "2024"}),
    "link": ("See http://example.org for more.", {}),
    "clock": ("It began at 12:30 in the morning.", {}),
}


def golden_documents() -> dict[str, IndexedDocument]:
    """The documents of tests/golden/queries.tsv by their keys."""
    found = {}
    for number, (key, (text, facts)) in enumerate(_GOLDEN.items(), start=1):
        published = facts.get("published")
        found[key] = IndexedDocument(
            id=DocumentId(number),
            title=str(facts.get("title", "Untitled")),
            text=text,
            source=_text(facts.get("source")),
            kind=str(facts.get("kind", "article")),
            language=str(facts.get("language", "en")),
            published=PartialDate.parse(str(published)) if published else None,
            grade=_text(facts.get("grade")),
        )
    return found


def _text(value: object) -> str | None:
    return None if value is None else str(value)


ENGLISH = (
    "militia militias attack attacks attacked attacking convoy convoys report reports reported leader leaders "
    "Hamas Hama ISIS ISI IS is US us May may Wagner wagner Idlib Raqqa Sanaa Sana'a al-Qa'ida Ḥizb naïve "
    "ceasefire hostage hostages drone drones the of and in on over 2024 12,000 T-72 cooperate co-operate"
).split()
ARABIC = (
    "حماس حزب الله حِزْبُ اللهِ إسرائيل اسرائيل الإسرائيلي طالبان طالب القاعدة قاعدة الدولة دولة الإسلامية "
    "غزة بغداد هجوم الهجوم بيان في من على ـسلام مسؤول مسئول"
).split()


def random_documents(count: int, seed: int = 7) -> list[IndexedDocument]:
    """Documents of few different words, so that every query has hits and misses; the same for a seed."""
    chance = random.Random(seed)
    return [_random_document(chance, number) for number in range(1, count + 1)]


def _random_document(chance: random.Random, number: int) -> IndexedDocument:
    arabic = chance.random() < 0.35
    words: Sequence[str] = ARABIC if arabic else ENGLISH
    text = " ".join(
        chance.choice(words) + chance.choice(["", "", "", ",", ".", "\n", "!"])
        for _ in range(chance.randint(0, 40))
    )
    return IndexedDocument(
        id=DocumentId(number * 3),
        title=" ".join(chance.choice(words) for _ in range(chance.randint(1, 5))),
        text=text,
        source=chance.choice([None, "BBC News", "BBC Monitoring", "Enab Baladi", "وكالة أعماق"]),
        kind=chance.choice(["article", "report", "memo", "fact-check"]),
        language=chance.choice(["ar", None]) if arabic else "en",
        published=chance.choice(
            [
                None,
                *map(PartialDate.parse, ("2023", "2023-12-31", "2024", "2024-01", "2024-01-19", "2024-07")),
            ]
        ),
        actors=tuple(chance.sample(["Hamas", "Hezbollah", "Islamic State"], chance.randint(0, 2))),
        grade=chance.choice([None, "B2", "B6", "C3", "F2"]),
    )
