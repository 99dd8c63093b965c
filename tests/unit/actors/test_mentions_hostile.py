"""Texts made to be slow or to overflow are read like any other, in time that grows with their length."""

from __future__ import annotations

import pytest
from dossier.actors.candidates import find_candidates
from dossier.actors.mentions import find_mentions

from tests.helpers.known_actors import known_gazetteer


@pytest.mark.parametrize(
    "text",
    [
        "Ali Hassan " * 20_000,
        "Hamas (HM) " * 20_000,
        "Long Name (LN " * 20_000,
        "IS " * 60_000,
        "in Iran, " * 30_000,
        "Bank of " * 30_000,
        "President " * 40_000,
        "Yahya Sinwar and Sinwar. " * 8_000,
        "Zubin Katrak, " * 15_000,
        " ".join(f"Gen. Xa{number}b Yo{number}c said." for number in range(8_000)),
        "see http://a.b/c Hamas " * 15_000,
        "A" * 300_000 + "@ x",
        "a-" * 150_000 + ".com",
        "a." * 150_000 + "@",
        "(" * 200_000,
        "\n" * 300_000 + "Hamas",
        "محمد بن " * 30_000,
        "أبو عريش " * 20_000,
        "الرئيس الأمريكي جوني دوبلا في البيت. " * 4_000,
        "The " + "Of of " * 12 + "Oxford (OOOOOOOOOOOO) said. " * 400,
        ("The " + "Of of " * 9 + "Oxford (OOOOOOOOOOOO) said. ") * 400,
        "Alpha Beta Gamma, ABG, " * 6_000,
        ("By " + "Anna Smith, " * 10 + "\n") * 800,
        "Front of the Coast\n" * 6_000,
        "لجنة سلامة المستهلك x لجنة 4-3 " * 5_000,
        "وزير " * 50_000,
        "الشباب " * 30_000,
        "ح" + "\u064b" * 200_000,
    ],
    ids=lambda text: text[:12].strip(),
)
def test_long_repetitive_texts_are_read(text: str) -> None:
    known = find_mentions(text, known_gazetteer())
    for one in find_candidates(text, "en", known, known_gazetteer()):
        assert one.spans[-1][1] <= len(text)


def test_known_names_survive_a_hostile_neighbourhood() -> None:
    text = "A" * 100_000 + "@ " + "Ali Hassan " * 5_000 + "\nHamas leader Yahya Sinwar spoke."
    found = [one.surface for one in find_mentions(text, known_gazetteer())]
    assert found == ["Hamas", "Yahya Sinwar"]
