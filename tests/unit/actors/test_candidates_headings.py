"""Unknown names in bylines, heads of memos, lists, and lines that sign a statement."""

from __future__ import annotations

import pytest

from tests.unit.actors.test_candidates import candidates, names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fact Check: Did This Happen?\nWritten by Selim Karaca and Maya Odhiambo\n", {"Selim Karaca", "Maya Odhiambo"}),
        ("TO: Director, Office of Regional Affairs\nFROM: J. R. Whitcombe, Station Chief\n\nText follows here.",
         {"Office of Regional Affairs", "J. R. Whitcombe"}),
        ("Statement issued by the Islamic Front for the Defense of the Coast\n\nWe struck at dawn.",
         {"Islamic Front for the Defense of the Coast"}),
        ("The heads of the Harbour Trade Board, HTB, said so. HTB officials agreed.", {"Harbour Trade Board"}),
        ("- Jamaat Ansar al-Sahra (JAS) overran two army posts.", {"Jamaat Ansar al-Sahra"}),
        ("Speaking to a Senate Harbour Fees committee hearing, he agreed.", {"Senate Harbour Fees committee"}),
        ("Orlen Industrial (Pacific) Ltd said it agreed.", {"Orlen Industrial (Pacific) Ltd"}),
        ("The agency sent a courier, Naseer Ahmad Wardak, to the city.", {"Naseer Ahmad Wardak"}),
    ],
)  # fmt: skip
def test_names_are_found(text: str, expected: set[str]) -> None:
    assert expected <= set(names(text, "en"))


@pytest.mark.parametrize(
    "text",
    [
        "By the time it was over, nobody spoke.",
        "By Popular Demand And For One Week Only\n",
        "To: All Staff\nFrom: The Desk\nText follows here.",
        "With the help of Allah Almighty, the fighters of the city won. Allah is the Greatest.",
        "Home\nAbout Us\nLatest Reports\nShare This Report\n",
        "We flew from New York, NY, to the coast.",
    ],
)
def test_look_alikes_are_not_suggested(text: str) -> None:
    assert not names(text, "en")


def test_the_line_that_signs_a_statement_and_its_title_are_one_name() -> None:
    text = (
        "Statement issued by the Front of the Coast\n\nWe struck at dawn and returned.\n\n"
        "More will follow, the commander said.\n\nFront of the Coast\n"
    )
    (found,) = candidates(text, "en")
    assert found.name == "Front of the Coast"
    assert len(found.spans) == 2
