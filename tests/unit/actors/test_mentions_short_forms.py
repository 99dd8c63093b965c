"""A document teaches its own short names."""

from __future__ import annotations

import pytest
from dossier.actors.evidence import Document
from dossier.actors.mentions import find_mentions
from dossier.actors.shortforms import align, introductions, short_names_of_person
from dossier.actors.words import Words
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.helpers.known_actors import key_of_actor, known_gazetteer


def named(text: str) -> list[tuple[str, str]]:
    """Surface and actor of each mention."""
    return [(one.surface, key_of_actor(one.actor_id)) for one in find_mentions(text, known_gazetteer())]


def introduced(text: str) -> list[tuple[str, str, bool]]:
    """Long name, short name, whether the letters agree."""
    document = Document(text)
    words = document.words
    return [
        (
            text[
                words.starts[one.long_first if one.long_first >= 0 else one.long_last] : words.ends[
                    one.long_last
                ]
            ],
            text[words.starts[one.short_first] : words.ends[one.short_last]],
            one.aligned,
        )
        for one in introductions(document)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Media Oversight Committee (MOC) met", ("Media Oversight Committee", "MOC", True)),
        (
            "the IRGC-QF (Iranian Revolutionary Guards Corp – Quds Force) said",
            ("Iranian Revolutionary Guards Corp – Quds Force", "IRGC-QF", True),
        ),
        (
            "Islamic Revolutionary Guard Corps – Quds Force (IRGC-QF)",
            ("Islamic Revolutionary Guard Corps – Quds Force", "IRGC-QF", True),
        ),
        ("the Islamic State group (IS) left", ("Islamic State", "IS", True)),
        ("Hayat Tahrir al-Sham (HTS)", ("Hayat Tahrir al-Sham", "HTS", True)),
        ("al-Qaeda in the Arabian Peninsula (AQAP)", ("al-Qaeda in the Arabian Peninsula", "AQAP", True)),
        ("Barclays de Zoete Wedd Ltd (BZW)", ("Barclays de Zoete Wedd Ltd", "BZW", True)),
        ("هيئة تحرير الشام (هتش)", ("هيئة تحرير الشام", "هتش", True)),
    ],
)
def test_brackets_introduce_short_names_in_both_orders(text: str, expected: tuple[str, str, bool]) -> None:
    assert introduced(text) == [expected]


@pytest.mark.parametrize(
    "text", ["militants of the group (X)", "a man (27) in Cairo (Reuters)", "(AP)", "Kabul (AFP)"]
)
def test_other_brackets_introduce_nothing(text: str) -> None:
    assert introduced(text) == []


def test_an_acronym_after_a_known_name_is_that_actor() -> None:
    assert named("The Houthi movement... Ansar Allah (HM) denied it. HM men left.")[-1] == ("HM", "houthis")


def test_a_long_name_with_a_known_acronym_is_that_actor() -> None:
    text = "Directives came from the IRGC-QF (Iranian Revolutionary Guards Corp – Quds Force) in May."
    assert named(text) == [
        ("IRGC-QF", "quds"),
        ("Iranian Revolutionary Guards Corp – Quds Force", "quds"),
    ]


def test_an_acronym_of_a_longer_name_is_not_the_known_part() -> None:
    assert ("HPB", "hamas") not in named("The Hamas Political Bureau (HPB) met. HPB men left.")


def test_a_surname_counts_after_the_full_name() -> None:
    text = "Sinwar hid. Hamas leader Yahya Sinwar spoke. Sinwar's men cheered. Ibrahim Sinwar is another."
    assert [surface for surface, actor in named(text) if actor == "sinwar"] == [
        "Sinwar",
        "Yahya Sinwar",
        "Sinwar",
    ]
    assert named("Sinwar hid.") == []


def test_a_kunya_counts_after_the_full_name() -> None:
    text = "Spokesperson Abu Hudhayfah Al-Ansari spoke. Abu Hudhayfah said more; so did al-Ansari."
    assert [surface for surface, _ in named(text)] == [
        "Abu Hudhayfah Al-Ansari",
        "Abu Hudhayfah",
        "al-Ansari",
    ]


def test_arabic_short_names_count_after_the_full_name() -> None:
    text = "قتل يحيى السنوار أمس. وكان السنوار زعيما. وللسنوار أخ هو إبراهيم السنوار."
    assert [surface for surface, actor in named(text) if actor == "sinwar"] == [
        "يحيى السنوار",
        "السنوار",
        "للسنوار",
    ]
    assert [surface for surface, _ in named("تحدث أبو حذيفة الأنصاري. وقال أبو حذيفة ذلك.")] == [
        "أبو حذيفة الأنصاري",
        "أبو حذيفة",
    ]
    assert named("كان السنوار زعيما") == []


def test_names_of_one_word_teach_nothing() -> None:
    assert short_names_of_person(("putin",)) == []
    assert [short.keys for short in short_names_of_person(("abu", "bakr", "al", "baghdadi"))] == [
        ("abu", "bakr"),
        ("al", "baghdadi"),
        ("baghdadi",),
    ]


@given(
    st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta"]), min_size=1, max_size=5),
    st.lists(st.sampled_from([" ", " of ", " of the ", "-"]), min_size=6, max_size=6),
)
def test_the_initials_of_any_name_align_with_it(keys: list[str], links: list[str]) -> None:
    keys = ["omega", *keys, "zeta"]
    name = "".join(key + link for key, link in zip(keys, links, strict=False))
    words = Words(name + ("" if len(keys) <= len(links) else keys[-1]))
    content = [key for key in words.keys if key not in {"of", "the"}]
    last = max(index for index, key in enumerate(words.keys) if key not in {"of", "the"})
    assume(last <= 2 * len(content) + 3)  # names with more linking words than that are out of its reach
    assert align(words, last, "".join(key[0] for key in content)) == 0
