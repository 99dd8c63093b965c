"""Names found in running text, at word boundaries of both scripts."""

from __future__ import annotations

import pytest
from dossier.actors.gazetteer import GazetteerEntry, build_gazetteer
from dossier.actors.words import Words
from dossier.domain.actors import ActorId, ActorRole, AliasForm
from hypothesis import given
from hypothesis import strategies as st


def found(text: str, *names: str, form: AliasForm = AliasForm.NAME) -> list[str]:
    """Surfaces of all hits, in order."""
    gazetteer = build_gazetteer(
        GazetteerEntry(ActorId(number), name, form, role=ActorRole.GROUP) for number, name in enumerate(names)
    )
    return [text[hit.start : hit.end] for hit in gazetteer.hits(Words(text))]


@pytest.mark.parametrize(
    ("text", "name", "surfaces"),
    [
        ("Hama is no Hamas, Hamasite or Bahamas.", "Hamas", ["Hamas"]),
        ("HAMAS and hamas", "Hamas", ["HAMAS", "hamas"]),
        ("pro-Islamic State media", "Islamic State", ["Islamic State"]),
        ("the Islamic\nState", "Islamic State", ["Islamic\nState"]),
        ("Islamic. State", "Islamic State", []),
        ("Islamic, State", "Islamic State", []),
        ("Islamic\n\nState", "Islamic State", []),
        ("Al-Qa‘ida in Yemen", "al-Qa'ida", ["Al-Qa‘ida"]),
        ("الحماسة حماسة حماس", "حماس", ["حماس"]),
        ("وحماس لحماس فحماس كحماس وبحماس", "حماس", ["حماس"] * 5),
        ("والحماس الحماس", "حماس", []),
        ("بحزب الله وحِزْبُ اللهِ", "حزب الله", ["حزب الله", "حِزْبُ اللهِ"]),
        ("والقاعدة بالقاعدة", "القاعدة", ["القاعدة", "القاعدة"]),
        ("للقاعدة", "القاعدة", ["للقاعدة"]),
        ("المعروف بأبي محمد الجولاني", "أبو محمد الجولاني", ["أبي محمد الجولاني"]),
        ("إن أبا محمد الجولاني وأبا محمد", "أبو محمد الجولاني", ["أبا محمد الجولاني"]),
        ("قال أبو عبيدة", "أبي عبيدة", ["أبو عبيدة"]),
        ("أبي قال إن محمد الجولاني", "أبو محمد الجولاني", []),
        ("قاعدة وقاعدة القاعد", "القاعدة", []),
        ("إلى اسرائيل", "إسرائيل", ["اسرائيل"]),
        ("طالب وطالبان", "طالبان", ["طالبان"]),
        ("وإلياس", "إلياس", ["إلياس"]),
        ("حركة «حماس»", "حركة حماس", ["حركة «حماس"]),
    ],
)
def test_names_are_found_at_word_boundaries(text: str, name: str, surfaces: list[str]) -> None:
    assert found(text, name) == surfaces


def test_adjectives_have_their_other_forms() -> None:
    assert found("Iranians and Iranian men", "Iranian", form=AliasForm.ADJECTIVE) == ["Iranians", "Iranian"]
    arabic = "الإيرانية والإيرانيين إيراني للإيرانيون"
    assert found(arabic, "إيراني", form=AliasForm.ADJECTIVE) == [
        "الإيرانية",
        "الإيرانيين",
        "إيراني",
        "للإيرانيون",
    ]


def test_peoples_have_their_broken_plural() -> None:
    assert found("قال المسؤولون الروس وقال روسي", "روسي", form=AliasForm.ADJECTIVE) == ["الروس", "روسي"]
    assert found("رأى الأتراك ذلك", "تركي", form=AliasForm.ADJECTIVE) == ["الأتراك"]


def test_a_group_named_by_one_word_has_a_plural() -> None:
    assert found("the Houthis", "Houthi") == ["Houthis"]


def test_an_empty_gazetteer_finds_nothing() -> None:
    assert found("Hamas") == []
    assert found("Hamas", "", "—") == []


_NAMES = st.lists(
    st.text(alphabet=st.sampled_from(list("abcdeABCD حماسنو-'")), min_size=1, max_size=12),
    min_size=1,
    max_size=8,
)


@given(_NAMES, st.text(max_size=60))
def test_hits_cover_words_that_fold_to_the_name(names: list[str], filling: str) -> None:
    text = f" {filling} ".join(names)
    words = Words(text)
    entries = [GazetteerEntry(ActorId(number), name) for number, name in enumerate(names)]
    for hit in build_gazetteer(entries).hits(words):
        assert 0 <= hit.start < hit.end <= len(text)
        joined = " ".join(words.keys[hit.first : hit.last + 1])
        assert all(joined.endswith(" ".join(name.keys).removeprefix("ال")) for name in hit.names)


@given(st.lists(st.sampled_from(["Hamas", "حزب الله", "Islamic State", "القسام"]), min_size=1, max_size=6))
def test_names_between_spaces_are_always_found(names: list[str]) -> None:
    text = " | ".join(names)
    assert found(text, *dict.fromkeys(names)) == names
