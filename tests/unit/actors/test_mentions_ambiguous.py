"""Names that are also common words count only with evidence that they mean the actor."""

from __future__ import annotations

import pytest
from dossier.actors.mentions import find_mentions
from dossier.domain.actors import MentionStatus

from tests.helpers.known_actors import key_of_actor, known_gazetteer


def confirmed(text: str) -> list[tuple[str, str]]:
    """Surface and actor of the confirmed mentions."""
    return [
        (one.surface, key_of_actor(one.actor_id))
        for one in find_mentions(text, known_gazetteer())
        if one.certainty is MentionStatus.CONFIRMED
    ]


def surfaces(text: str, actor: str) -> list[str]:
    """Confirmed surfaces of one actor."""
    return [surface for surface, key in confirmed(text) if key == actor]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Islamic State (IS) fighters came. IS is weak.", 2),
        ("IS fighters seized the town.", 1),
        ("ISIS came. Then IS left.", 1),
        ("IS claimed the attack as part of its jihad.", 1),
        ("It is what it is.", 0),
        ("This IS true, she said.", 0),
        ("It IS here.", 0),
        ("WHAT IS THIS", 0),
        ("ISIS IS WEAK, SAYS REPORT", 0),
        ("IS", 0),
    ],
)
def test_is_needs_capitals_that_prove_something(text: str, count: int) -> None:
    assert len([surface for surface in surfaces(text, "is") if surface == "IS"]) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The US denied it.", 1),
        ("US Army vehicles and US troops", 2),
        ("U.S. officials; the U.S. said", 2),
        ("Join us and follow US", 0),
        ("CONTACT US", 0),
        ("Help us. Tell US!", 0),
        ("all of us", 0),
    ],
)
def test_us_is_not_us(text: str, count: int) -> None:
    assert len(surfaces(text, "us")) == count


def test_may_is_a_month_unless_she_speaks() -> None:
    assert surfaces("In May 2024 prices may rise. May 9. On 9 May. May Day.", "may") == []
    text = "Theresa May spoke in May 2018. Later May said no. She may go in May."
    assert surfaces(text, "may") == ["Theresa May", "May"]
    assert surfaces("Gas Prices May Rise In May\n\nTheresa May spoke.", "may") == ["Theresa May"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("the army and the Wagner militias", True),
        ("Wagner mercenaries left Mali.", True),
        ("the mercenary group Wagner", True),
        ("Wagner, a Russian mercenary company, left.", True),
        ("The Wagner Group left. Wagner had paid.", True),
        ("The opera by Wagner was long.", False),
        ("Richard Wagner composed it.", False),
        ("They played wagner.", False),
    ],
)
def test_wagner_is_a_group_or_a_composer(text: str, meant: bool) -> None:
    assert ("Wagner" in surfaces(text, "wagner")) is meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Media Analyst, a pro-ISIS Telegram channel, shared a post.", True),
        ("The Telegram channel Media Analyst shared a post.", True),
        ("A media analyst said so.", False),
        ("John Smith, media analyst, said so.", False),
        ("Media analyst John Smith said so.", False),
    ],
)
def test_media_analyst_is_a_channel_or_a_profession(text: str, meant: bool) -> None:
    assert bool(surfaces(text, "analyst")) is meant


@pytest.mark.parametrize(
    ("text", "actor", "meant"),
    [
        ("Qatar, Egypt, and Turkey agreed.", "turkey", True),
        ("We ate turkey with Egypt's ambassador.", "turkey", False),
        ("Roast turkey is good.", "turkey", False),
        ("Michael Jordan plays for Jordan Brand.", "jordan", False),
        ("King Abdullah returned to Amman; Jordan signed.", "jordan", True),
        ("Chad Smith sang.", "chad", False),
    ],
)
def test_states_that_share_their_name(text: str, actor: str, meant: bool) -> None:
    assert bool(surfaces(text, actor)) is meant


@pytest.mark.parametrize(
    ("text", "actor", "meant"),
    [
        ("قالت حركة حماس إن حماس لن تقبل", "hamas", True),
        ("مقاتلو حماس في القطاع", "hamas", True),
        ("لعب الفريق بحماس كبير", "hamas", False),
        ("تنظيم القاعدة أعلن، والقاعدة تتوسع", "alqaeda", True),
        ("عناصر القاعدة", "alqaeda", True),
        ("عاد إلى القاعدة العسكرية", "alqaeda", False),
        ("القاعدة النحوية سهلة", "alqaeda", False),
        ("قتلت حركة الشباب الصومالية عشرة", "shabaab", True),
        ("وزارة الشباب والرياضة", "shabaab", False),
        ("هؤلاء هم الشباب", "shabaab", False),
    ],
)
def test_arabic_words_that_are_also_names(text: str, actor: str, meant: bool) -> None:
    assert bool(surfaces(text, actor)) is meant


def test_a_name_of_two_actors_confirms_neither() -> None:
    found = find_mentions("Khaled Hassan came.", known_gazetteer())
    assert [one.certainty for one in found] == [MentionStatus.SUGGESTED]
    assert "another actor" in found[0].reason
