"""What texts say of their sources: phrases in two languages, footnotes, titles, addresses; hostile texts."""

from __future__ import annotations

import pytest
from dossier.domain.corpus import DocumentKind
from dossier.domain.dates import PartialDate
from dossier.domain.evidence import LinkKind
from dossier.evidence.links import LONGEST_SENTENCE, MOST, find_references
from dossier.evidence.references import Reference
from dossier.evidence.sentences import Named
from hypothesis import given
from hypothesis import strategies as st

ROLES = {
    "Tala'i' al-Ansar": "media outlet",
    "Amaq": "media outlet",
    "Reuters": "media outlet",
    "رويترز": "media outlet",
    "طلائع الأنصار": "media outlet",
    "Abu Hudhayfah": "person",
    "Abu Hafs": "person",
    "أبو حذيفة الأنصاري": "person",
    "Crisis Group": "organisation",
    "معهد واشنطن": "organisation",
}


def read(text: str, language: str = "en", published: str | None = None, **more: object) -> list[Reference]:
    """The references of a text in which the names above are known."""
    names = [
        Named(place, place + len(name), name, role)
        for name, role in ROLES.items()
        for place in range(len(text))
        if text.startswith(name, place)
    ]
    when = None if published is None else PartialDate.parse(published)
    return find_references(text, language=language, published=when, names=names, **more)  # type: ignore[arg-type]


def one(text: str, language: str = "en", published: str | None = None) -> Reference:
    """The only reference of a text."""
    found = read(text, language, published)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("According to a report by the Norwell Institute, the camp was empty.", "Norwell Institute"),
        ("The numbers come from a study published by Crisis Group in May.", "Crisis Group"),
        ("Crisis Group's latest assessment counts nine camps.", "Crisis Group"),
        ("Citing a recent investigation by Crisis Group, the paper named three men.", "Crisis Group"),
        ("A paper of Crisis Group lists the camps.", "Crisis Group"),
    ],
)
def test_reports_in_english(text: str, who: str) -> None:
    found = one(text)
    assert (found.kind, found.noun, found.who, found.named) == (LinkKind.REPORTS, "report", who, True)
    assert text[found.start : found.end] == text


def test_a_report_of_an_event_is_no_source() -> None:
    assert read("There was a report of shelling near the river, and reports of fires.") == []


def test_a_think_tank_that_is_named_later_is_the_one() -> None:
    found = one(
        "According to a recent report from a Geneva-based think tank, fighters gather.\n\n"
        "The Norwell Institute for Peace’s latest assessment notes a new label."
    )
    assert (found.who, found.named) == ("Norwell Institute for Peace", True)
    alone = one("According to a recent report from a Geneva-based think tank, fighters gather.")
    assert (alone.who, alone.named) == ("a Geneva-based think tank", False)


def test_reports_in_arabic() -> None:
    found = one("وفقا لتقرير صادر عن معهد واشنطن فإن الفصائل تستعد.", "ar")
    assert (found.kind, found.noun, found.who) == (LinkKind.REPORTS, "report", "معهد واشنطن")


@pytest.mark.parametrize(
    ("text", "language", "other", "when"),
    [
        ("This leak was originally published in Arabic on 1/19/2024 Here", "en", "ar", "2024-01-19"),
        ("The article first appeared in Hebrew on 3 May 2023.", "en", "he", "2023-05-03"),
        ("Translated by our desk from the Russian.", "en", "ru", None),
        ("نشر هذا المقال أصلا باللغة الإنجليزية في 4 مارس 2024.", "ar", "en", "2024-03-04"),
        ("هذه ترجمة للنص عن الإنجليزية.", "ar", "en", None),
    ],
)
def test_originals(text: str, language: str, other: str, when: str | None) -> None:
    found = one(text, language)
    assert (found.kind, found.noun, found.language) == (LinkKind.TRANSLATES, "original", other)
    assert (str(found.date) if found.date else None) == when
    assert not found.named


def test_published_elsewhere_first_is_a_reprint() -> None:
    found = one("This piece was originally published by Reuters on 2 June 2024.")
    assert (found.kind, found.who, str(found.date)) == (LinkKind.REPUBLISHES, "Reuters", "2024-06-02")


def test_a_poster_leads_to_the_outlet_and_to_the_speech() -> None:
    found = one(
        "On May 7, 2024, the pro-IS Tala'i' al-Ansar media outlet published[1] a poster featuring an excerpt "
        "from a January 4, 2024 audio message by the group's spokesperson Abu Hudhayfah.[2]"
    )
    assert (found.kind, found.noun, found.who) == (LinkKind.REPORTS, "poster", "Tala'i' al-Ansar")
    assert str(found.date) == "2024-05-07"
    (speech,) = found.onward
    assert (speech.kind, speech.noun, speech.who) == (LinkKind.EXCERPTS, "speech", "Abu Hudhayfah")
    assert str(speech.date) == "2024-01-04"


def test_a_day_without_its_year_is_the_last_before_publication() -> None:
    text = "On May 9, Amaq released a video of the raid."
    assert str(one(text, published="2024-05-10").date) == "2024-05-09"
    assert str(one(text, published="2024-03-01").date) == "2023-05-09"
    assert one(text).date is None


def test_the_channel_is_the_publisher_not_its_platform() -> None:
    found = read(
        "On March 24, 2024, Media Analyst, a pro-IS Telegram channel, shared a post on the March 22, 2024 attack.\n"
        'Titled, "A strike against them," the post praised it.'
    )
    posts = [item for item in found if item.noun == "post"]
    assert [(item.who, str(item.date), item.title) for item in posts] == [
        ("Media Analyst", "2024-03-24", "A strike against them")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It took until 4 Jan 2024 for Abu Hudhayfah (Spokesperson) to release a statement on behalf of Abu Hafs.",
        "In an audio message published by Amaq on 4 January 2024, its spokesman Abu Hudhayfah called for war.",
        "The speech of 4 January 2024 by Abu Hudhayfah changed that.",
        "بدأت الحملة بكلمة المتحدث أبو حذيفة الأنصاري في ٤ كانون الثاني/يناير 2024.",
    ],
)
def test_speeches(text: str) -> None:
    found = [item for item in read(text) if item.noun == "speech"]
    assert [(item.who[:13], str(item.date)) for item in found] in (
        [("Abu Hudhayfah", "2024-01-04")],
        [("أبو حذيفة الأن", "2024-01-04")],
        [("أبو حذيفة الأ", "2024-01-04")],
    )


def test_a_mere_statement_is_no_source() -> None:
    assert read("The ministry rejected the statement. Abu Hudhayfah made a statement of intent.") == []


def test_who_quotes_a_speech_does_so_on_another_day() -> None:
    (found,) = read("On 9 May 2024 supporters quoted the speech of Abu Hudhayfah again.")
    assert (found.kind, found.date) == (LinkKind.EXCERPTS, None)


def test_outlets() -> None:
    assert one("According to Reuters, the road is closed.").noun == "outlet"
    assert one("Reuters reported on 3 May 2024 that it was closed.").date == PartialDate(2024, 5, 3)
    assert one("نقلا عن رويترز فإن الطريق مغلق.", "ar").who == "رويترز"
    assert read("Reuters has an office in the city.") == []


def test_the_own_source_is_not_referred_to() -> None:
    assert read("According to Reuters, the road is closed.", own_source="REUTERS") == []


NOTES = """The weekly came out twice.[1] The poster took its words from the speech.[2] Who knows?[3]

[1] The Weekly Herald, issue 412.

[2] Speech of 4 January 2024.

[3] This is our own reading.
"""


def test_footnotes_are_shown_by_the_sentence_that_bears_the_mark() -> None:
    found = read(NOTES)
    assert [(item.noun, item.title, str(item.date or "")) for item in found] == [
        ("note", "The Weekly Herald, issue 412", ""),
        ("speech", "", "2024-01-04"),
    ]
    assert NOTES[found[0].start : found[0].end] == "The weekly came out twice.[1]"
    assert "footnote [2]" in found[1].reason


def test_addresses_and_titles_are_candidates_only() -> None:
    found = read("See https://example.org/a/b?x=1. It was called “The harbour burns at night” by some.")
    assert [(item.noun, item.url or item.title, item.named) for item in found] == [
        ("title", "The harbour burns at night", False),
        ("url", "https://example.org/a/b?x=1", False),
    ]


def test_a_leak_is_told_of_at_the_beginning() -> None:
    text = "Based on this leaked internal memo, the group plans a campaign."
    assert one(text).kind is LinkKind.LEAK_OF
    assert read("Nothing here.\n" * 40 + text) == []
    assert read(text, kind=DocumentKind.MEMO) == []


@pytest.mark.parametrize(
    "text",
    [
        "published a " * 4_000,
        "report by " * 4_000,
        "“" * 8_000,
        '"' * 8_001,
        "A, a b, " * 4_000 + "shared a post",
        "(" * 3_000 + " originally published in Arabic",
        "[1] " * 6_000,
        "\n".join(f"[{number}] x https://a.b/{number}" for number in range(2_000)),
        "وفقا لتقرير من " * 3_000,
        "Al-Aa " * 5_000 + "'s report",
        "January 4 " * 3_000 + "audio message",
    ],
)
def test_hostile_texts_end(text: str) -> None:
    assert len(read(text, published="2024-05-05")) <= MOST


@given(
    st.lists(
        st.sampled_from(
            [*ROLES, "published", "a poster", "on 4 May 2024", "speech", "by", "of", "report", "[1]", "\n[1] Note 3 May 2024",
             "“The title of it all”", "according to", ",", ".", "نشرت", "ملصقا", "كلمة", "translated from Arabic", "\n"]
        ),
        max_size=40,
    ).map(" ".join)
)  # fmt: skip
def test_spans_lie_in_the_text_and_nothing_is_told_twice(text: str) -> None:
    found = read(text, published="2024-06-01")
    for item in found:
        assert 0 <= item.start < item.end <= len(text)
        assert item.end - item.start <= max(LONGEST_SENTENCE, 2_100)
        assert item.reason
    told = [(item.noun, item.who, item.date, item.title, item.url, item.language) for item in found]
    assert len(told) == len(set(told))


@pytest.mark.parametrize(
    "text",
    [
        "في تحقيق أهداف التنمية للسعودية في هذا العام.",
        "شارك الطلاب في دراسة مناهجها القانونية للمرحلة الجامعية.",
    ],
)
def test_words_that_only_look_like_reports(text: str) -> None:
    assert read(text, "ar") == []
