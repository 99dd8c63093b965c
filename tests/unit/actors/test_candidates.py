"""Unknown persons and organisations that a text names."""

from __future__ import annotations

import pytest
from dossier.actors.candidates import Candidate, find_candidates, outside_candidates
from dossier.actors.mentions import find_mentions
from dossier.domain.actors import ActorKind, ActorRole
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.known_actors import known_gazetteer


def candidates(text: str, language: str = "en") -> list[Candidate]:
    """What would be suggested, next to the actors of the test gazetteer."""
    gazetteer = known_gazetteer()
    return find_candidates(text, language, find_mentions(text, gazetteer), gazetteer)


def names(text: str, language: str = "en") -> set[str]:
    """Names of the candidates."""
    return {one.name for one in candidates(text, language)}


def role_of(text: str, name: str, language: str = "ar") -> ActorRole | None:
    """What a candidate is; None if the name isn't suggested."""
    return {one.name: one.role for one in candidates(text, language)}.get(name)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("The envoy met Sheikh Naim Qassem in town.", "Naim Qassem", ActorRole.PERSON),
        ("According to Dareen Khalifa, a Syria expert, it was a chance.", "Dareen Khalifa", ActorRole.PERSON),
        ("The report's author, Michael Knights, said so.", "Michael Knights", ActorRole.PERSON),
        ("Its spokesperson Abu Khalil Al-Masri spoke.", "Abu Khalil Al-Masri", ActorRole.PERSON),
        ("Iranian Supreme Leader Rahim Sohrabi spoke.", "Rahim Sohrabi", ActorRole.PERSON),
        ("Iraqi Prime Minister Mohammed Shia al-Sudani left.", "Mohammed Shia al-Sudani", ActorRole.PERSON),
        ("Yesterday Gen. Qais Barwari resigned.", "Qais Barwari", ActorRole.PERSON),
        ("White House National Security Advisor Jake Sullivan left.", "Jake Sullivan", ActorRole.PERSON),
        ("By Jane Holloway\n\nThe war goes on.", "Jane Holloway", ActorRole.PERSON),
        ("Ahmed Sabry Ahmed Sabry\nNews\n", "Ahmed Sabry", ActorRole.PERSON),
        ("Zubin Katrak, who leads it, left.", "Zubin Katrak", ActorRole.PERSON),
        ("Yesterday President Said Abdullahi Deni spoke.", "Said Abdullahi Deni", ActorRole.PERSON),
        ("Charles Lister of the Baltic Institute disagrees.", "Charles Lister", ActorRole.PERSON),
        ("The cell is led by Abdulqadir Mumin in the hills.", "Abdulqadir Mumin", ActorRole.PERSON),
        ("an article by Abu Al-Bara' Al-Ibbi in it", "Abu Al-Bara' Al-Ibbi", ActorRole.PERSON),
        ("the outlet Al-Malahem Cyber Army released it", "Al-Malahem Cyber Army", ActorRole.GROUP),
        ("The Green Falcons Battalion attacked.", "Green Falcons Battalion", ActorRole.GROUP),
        ("fighters of Liwa al-Tawhid came", "Liwa al-Tawhid", ActorRole.GROUP),
        ("He works for Nabd News and lives.", "Nabd News", ActorRole.MEDIA_OUTLET),
        ("The Telegram channel Sada Barq shared it.", "Sada Barq", ActorRole.MEDIA_OUTLET),
        ("the outlet Zamzama published it", "Zamzama", ActorRole.MEDIA_OUTLET),
        ("He quoted the Baltic Institute for Border Studies.", "Baltic Institute for Border Studies", ActorRole.ORGANISATION),
        ("The Syrian Observatory for Human Rights counted.", "Syrian Observatory for Human Rights", ActorRole.ORGANISATION),
        ("He left the Interior Ministry in May.", "Interior Ministry", ActorRole.AGENCY),
        ("He joined Acme Holdings Ltd in May.", "Acme Holdings Ltd", ActorRole.ORGANISATION),
        ("a militia, Zarqan, a militia from the north, came", "Zarqan", ActorRole.GROUP),
    ],
)  # fmt: skip
def test_names_with_evidence_are_suggested(text: str, name: str, role: ActorRole) -> None:
    found = {one.name: one for one in candidates(text)}
    assert name in found, found.keys()
    assert found[name].role is role
    assert found[name].reason
    assert found[name].evidence in " ".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "Moscow Attack Will Lead The World To Further Chaos",
        "Old Footage of Militants Circulated as Syrian Rebels Threatening Hamas",
        "Read More",
        "Most Read\n\nRelated Post\n\nLeave a Reply\n\nThe Claim\n\nEmerging story",
        "Help Fight Extremism - Support MEMRI",
        "Please Login Or Register To Request Subscription Information",
        "Allah willing, the Ummah will win. Insha'Allah, Ramadan ends with Eid al-Fitr.",
        "In March, on Friday, in Aleppo and Damascus, the Syrian army met Iranian officers.",
        "However, Military experts said that General elections were near. Villagers said so.",
        "The President, the Prime Minister and the General met the Sheikh.",
        "“Punishing Russia For Its Intervention in Syria”",
        "He crossed the Euphrates River near Deir ez-Zor Province and the Golan Heights.",
        "The October War and the Geneva Convention were discussed at the Doha Conference.",
        "ISRAELI STRIKES HIT NORTHERN TOWN, SAYS ARMY",
        "He wrote: O Muslims, follow Sheikh-ul-Islam.",
        "",
    ],
)
def test_headlines_navigation_places_and_formulas_are_no_actors(text: str) -> None:
    assert names(text) == set()


def test_known_actors_are_not_suggested() -> None:
    text = "Hamas leader Yahya Sinwar and the Islamic State (ISIS) met Sabereen News. Sinwar left."
    assert names(text) == set()


def test_an_introduced_acronym_belongs_to_its_name() -> None:
    text = "The Popular Resistance Brigades (PRB) fought. PRB men fled. The PRB denied it."
    [found] = candidates(text)
    assert (found.name, found.also) == ("Popular Resistance Brigades", ("PRB",))
    assert [text[start:end] for start, end in found.spans] == [
        "Popular Resistance Brigades",
        "PRB",
        "PRB",
        "PRB",
    ]


def test_short_forms_belong_to_the_full_name() -> None:
    text = "Analyst Haid Barwari said so. Barwari added more. “BARWARI” left. Layla Barwari stayed."
    found = {one.name: [text[a:b] for a, b in one.spans] for one in candidates(text)}
    assert found["Haid Barwari"] == ["Haid Barwari", "Barwari", "BARWARI"]
    text = "Newbery Corp filed. Newbery said it would stop."
    [company] = candidates(text)
    assert [text[a:b] for a, b in company.spans] == ["Newbery Corp", "Newbery"]


def test_a_headline_names_whom_the_text_introduces() -> None:
    text = "Barwari Accuses Ministry Of Lying To Press\n\nThe activist Haid Barwari accused it."
    [found] = candidates(text)
    assert [text[a:b] for a, b in found.spans] == ["Barwari", "Haid Barwari"]


def test_the_kind_follows_from_the_role() -> None:
    kinds = {
        one.name: one.kind for one in candidates("Gen. Qais Barwari left the Defense Ministry of Nowhere.")
    }
    assert kinds["Qais Barwari"] is ActorKind.PERSON
    assert ActorKind.PUBLIC_BODY in kinds.values()


def test_an_adjective_within_a_suggested_name_is_no_mention() -> None:
    text = "The Syrian Observatory for Human Rights counted Syrian dead."
    known = find_mentions(text, known_gazetteer())
    suggested = find_candidates(text, "en", known, known_gazetteer())
    assert [one.surface for one in known] == ["Syrian", "Syrian"]
    assert [one.start for one in outside_candidates(known, suggested)] == [text.rindex("Syrian")]


_PIECES = st.sampled_from(
    [
        "Gen. Ali Hassan", "Ali", "The", "Media Office", "(MO)", "said", ", a spokesman,", "Abu", "al-Masri", "of", "and",
        "Corp", "IRGC", "Iraqi", "Hamas", "\n", ". ", "by", "By", "-", "عبد", "أبو", "بن", "محمد", "وزير", "الداخلية",
        "حركة", "«النور»", "قال", "U.S.", "Secretary of State", "J.", "<", "على", "علي",
    ]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=20), st.sampled_from(["en", "ar"]))
def test_spans_lie_in_the_text_and_never_overlap(pieces: list[str], language: str) -> None:
    text = " ".join(pieces)
    spans = sorted(span for one in candidates(text, language) for span in one.spans)
    last = 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        last = end
    for one in candidates(text, language):
        assert one.name.strip()
        assert 0 < one.score <= 1


@given(st.text(max_size=150))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert isinstance(candidates(text), list)
