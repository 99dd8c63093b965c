"""Contradictions: found in plain instances, never invented in consistent texts."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from dossier.domain.actors import ActorId, Event, EventId, Relationship, RelationshipId, RelationshipKind
from dossier.domain.corpus import DocumentId
from dossier.domain.dates import PartialDate
from dossier.domain.dossiers import Citation, CitationId, SectionId, Statement, StatementId
from dossier.domain.evidence import Claim, ClaimId, FindingKind, Passage, Verdict
from dossier.evidence.checks import Known, as_findings, find_contradictions, read_told
from dossier.evidence.found import Found
from dossier.evidence.telling import Named, Telling
from hypothesis import given
from hypothesis import strategies as st

SALEH, NORTH, SOUTH = ActorId(1), ActorId(2), ActorId(3)
NAMES = {SALEH: "Karim Saleh", NORTH: "Northern Front", SOUTH: "Southern Front"}
ARABIC = {SALEH: "كريم صالح", NORTH: "جبهة الشمال", SOUTH: "جبهة الجنوب"}


def telling(key: int, text: str, published: str | None = None) -> Telling:
    named = []
    for names in (NAMES, ARABIC):
        for actor, name in names.items():
            place = text.find(name)
            while place >= 0:
                named.append(Named(actor, place, place + len(name)))
                place = text.find(name, place + 1)
    date = PartialDate.parse(published) if published else None
    return Telling(DocumentId(key), text, date, tuple(named))


def found_in(
    *texts: tuple[str, str | None], relationships: Sequence[Relationship] = (), events: Sequence[Event] = ()
) -> list[Found]:
    tellings = [telling(key, text, published) for key, (text, published) in enumerate(texts, 1)]
    known = Known(frozenset({SALEH}), NAMES, relationships, events)
    return find_contradictions((read_told(one, known.people) for one in tellings), known)


PLAIN = [
    (
        FindingKind.SERIES_OUT_OF_ORDER,
        [("Issue 20 of Voice of the Valley came out on 3 May 2023; issue 21 (2 April 2023) says so.", None)],
    ),
    (
        FindingKind.SERIES_OUT_OF_ORDER,
        [("صدر العدد 100 من صحيفة الراية بتاريخ 5 مايو 2023، ثم العدد 101 الصادر في 1 مايو 2023.", None)],
    ),
    (
        FindingKind.SERIES_OUT_OF_ORDER,
        [
            ("On 12 October 2023 al-Raya published issue 412.", None),
            ("On 5 October 2023 al-Raya published its issue 413.", None),
        ],
    ),
    (
        FindingKind.CONFLICTING_DATES,
        [
            ("Issue 30 of al-Raya was published on 5 May 2023.", None),
            ("It stood in issue 30 of al-Raya, dated 12 May 2023.", None),
        ],
    ),
    (
        FindingKind.INTERVAL,
        [
            (
                "The 7 October 2023 war surprised them. It took until 4 January 2024 (98 days after the war) to speak.",
                None,
            )
        ],
    ),
    (FindingKind.INTERVAL, [("They met on 1 July 2023, ten days after the raid of 5 June 2023.", None)]),
    (
        FindingKind.INTERVAL,
        [("The raid took place on 5 June 2023. Two weeks later, on 1 July 2023, they met.", None)],
    ),
    (
        FindingKind.INTERVAL,
        [("وقع الهجوم في 1 مايو 2024. وفي 20 مايو 2024، بعد 10 أيام من الهجوم، تبناه التنظيم.", None)],
    ),
    (
        FindingKind.INTERVAL,
        [
            (
                "A line\n\n10 July 2024\n\nThe truce began on 1 March 2024. It ended on 20 March 2024, 45 days after the truce began.",
                None,
            )
        ],
    ),
    (
        FindingKind.INTERVAL,
        [
            (
                "A line\n\n10 July 2024\n\nTwo weeks after the raid of 3 May 2024, on 30 June 2024, they met.",
                None,
            )
        ],
    ),
    (
        FindingKind.ACTED_AFTER_DEATH,
        [
            (
                "The army said it had killed Northern Front leader Karim Saleh in Rafah on 16 October 2024.",
                "2024-10-18",
            ),
            ("Karim Saleh sent a letter to mediators on 1 December 2024, sources said.", "2024-12-03"),
        ],
    ),
    (
        FindingKind.EVENT_AFTER_PUBLICATION,
        [("Attack in Mosul\n\n3 May 2024\n\nOn 12 May 2024 gunmen attacked a checkpoint.", "2024-05-03")],
    ),
    (
        FindingKind.EVENT_AFTER_PUBLICATION,
        [("The town was overrun by fighters from the north on 9 August 2024.", "2024-08-01")],
    ),
    (
        FindingKind.EVENT_AFTER_PUBLICATION,
        [("هاجم مسلحون نقطة تفتيش في 12 مايو 2024 في الموصل.", "2024-05-03")],
    ),
    (
        FindingKind.CONFLICTING_NUMBERS,
        [
            ("On 3 March 2024 a bomb attack in Mosul killed 12 people.", "2024-03-04"),
            ("The 3 March 2024 bombing in Mosul killed 31 people, police said.", "2024-03-06"),
        ],
    ),
    (
        FindingKind.CONFLICTING_NUMBERS,
        [
            ("On 3 March 2024 gunmen attacked a market in Mosul. 12 civilians were killed.", "2024-03-04"),
            ("A raid on a market in Mosul left 31 dead on 3 March 2024.", "2024-03-06"),
        ],
    ),
    (
        FindingKind.CONFLICTING_NUMBERS,
        [
            ("أدى هجوم في الموصل في 3 مارس 2024 إلى مقتل 12 شخصا.", None),
            ("هجوم في الموصل في 3 مارس 2024 أدى إلى مقتل 30 شخصا.", None),
        ],
    ),
    (
        FindingKind.CONFLICTING_DATES,
        [
            ("The truce between both fronts in Marib took effect on 27 November 2024.", None),
            ("The truce between both fronts in Marib took effect on 26 November 2024.", None),
        ],
    ),
    (
        FindingKind.ACTED_AFTER_DEATH,
        [
            ("General Karim Saleh was killed on 3 May 2024 in an air strike.", "2024-05-04"),
            ("Karim Saleh said on 10 June 2024 that the group would fight on.", "2024-06-11"),
        ],
    ),
    (
        FindingKind.ACTED_AFTER_DEATH,
        [
            ("An air strike killed Northern Front commander Karim Saleh.", "2024-05-04"),
            ("Karim Saleh told reporters on Friday that nothing had changed.", "2024-06-11"),
        ],
    ),
    (
        FindingKind.ACTED_AFTER_DEATH,
        [
            ("أعلنت الجبهة مقتل القائد كريم صالح في غارة.", "2024-05-04"),
            ("وقال كريم صالح يوم الجمعة إن الحرب مستمرة.", "2024-06-11"),
        ],
    ),
    (
        FindingKind.CONFLICTING_DATES,
        [("Karim Saleh was killed on 3 May 2024.", None), ("Karim Saleh died on 4 May 2024.", None)],
    ),
]


@pytest.mark.parametrize(("kind", "texts"), PLAIN)
def test_a_plain_contradiction_is_found_with_its_passages(
    kind: FindingKind, texts: list[tuple[str, str | None]]
) -> None:
    (one,) = found_in(*texts)
    assert one.kind is kind
    assert len(one.passages) == 2
    for passage in one.passages:
        text = texts[passage.document_id - 1][0]
        assert text[passage.start : passage.end] == passage.quote


CONSISTENT = [
    [("The 7 October 2023 war surprised them. It took until 4 January 2024 (89 days after the war) to speak.", None)],
    [("They met on 15 June 2023, ten days after the raid of 5 June 2023.", None)],
    [("The raid took place on 5 June 2023. About two weeks later, on 21 June 2023, they met.", None)],
    [("Issue 412 came out on 12 October 2023, issue 413 on 19 October 2023.", None)],
    [("Issue 2 of al-Raya came out on 5 May 2023.", None), ("Issue 1 of Sawt, dated 12 May 2023.", None)],
    [("The summit on 12 May 2024 will be attended by all who signed.", "2024-05-03")],
    [("The company issued notes due on 3 May 2031.", "2024-05-03")],
    [("On 3 May 2024 gunmen attacked a checkpoint.", "2024-05-03")],
    [
        ("On 3 March 2024 a bomb attack in Mosul killed at least 12 people.", "2024-03-04"),
        ("The 3 March 2024 bombing in Mosul killed 31 people, police said.", "2024-03-06"),
    ],
    [
        ("On 3 March 2024 a bomb attack in Mosul killed 12 people.", "2024-03-04"),
        ("The toll of the 3 March 2024 bombing in Mosul rose to 31 dead.", "2024-03-06"),
    ],
    [
        ("On 3 March 2024 a bomb attack in Mosul killed 12 people.", "2024-03-04"),
        ("On 9 March 2024 a bomb attack in Basra killed 31 people.", "2024-03-10"),
    ],
    [
        ("On 3 March 2024 an attack in Mosul killed 12 people.", "2024-03-04"),
        ("On 3 March 2024 an attack in Mosul wounded 31 people.", "2024-03-04"),
    ],
    [
        ("Karim Saleh was not killed on 3 May 2024, his group said.", "2024-05-04"),
        ("Karim Saleh said on 10 June 2024 that he was well.", "2024-06-11"),
    ],
    [
        ("Rumours that Karim Saleh was killed are going round.", "2024-05-04"),
        ("Karim Saleh said on 10 June 2024 that he was well.", "2024-06-11"),
    ],
    [
        ("The wife of Karim Saleh was killed on 3 May 2024.", "2024-05-04"),
        ("Karim Saleh said on 10 June 2024 that he mourned her.", "2024-06-11"),
    ],
    [
        ("Karim Saleh said on 10 April 2024 that he was well.", "2024-04-11"),
        ("Karim Saleh was killed on 3 May 2024.", "2024-05-04"),
    ],
    [
        ("Karim Saleh was killed on 3 May 2024.", "2024-05-04"),
        ("A speech that Karim Saleh gave on 3 June 2024 was recorded before his death.", "2024-06-11"),
    ],
]  # fmt: skip


@pytest.mark.parametrize("texts", CONSISTENT)
def test_what_is_consistent_is_not_reported(texts: list[tuple[str, str | None]]) -> None:
    assert found_in(*texts) == []


def passage(key: int, quote: str) -> Passage:
    return Passage(DocumentId(key), 0, len(quote), quote)


def related(
    key: int, kind: RelationshipKind, one: ActorId, other: ActorId, *cited: Passage, **dates: PartialDate
) -> Relationship:
    return Relationship(RelationshipId(key), kind, one, other, citations=cited, **dates)


ENMITY = related(1, RelationshipKind.ENEMY, NORTH, SOUTH)


def test_a_leader_of_two_rivals_is_found_in_texts_and_relationships() -> None:
    north = ("Northern Front leader Karim Saleh rejects the plan.", "2024-05-03")
    south = ("Karim Saleh, the leader of the Southern Front, agrees.", "2024-05-20")
    (one,) = found_in(north, south, relationships=[ENMITY])
    assert one.kind is FindingKind.RIVAL_LEADER
    assert {item.document_id for item in one.passages} == {1, 2}
    assert found_in(north, south) == []
    later = (south[0], "2026-05-20")
    assert found_in(north, later, relationships=[ENMITY]) == []
    leads = [
        related(2, RelationshipKind.LEADER, NORTH, SALEH, passage(1, "a")),
        related(3, RelationshipKind.LEADER, SOUTH, SALEH, passage(2, "b")),
    ]
    assert [item.kind for item in found_in(relationships=[ENMITY, *leads])] == [FindingKind.RIVAL_LEADER]


def test_relationships_one_after_the_other_are_no_contradiction() -> None:
    leads = [
        related(2, RelationshipKind.LEADER, NORTH, SALEH, passage(1, "a"), end=PartialDate(2019)),
        related(3, RelationshipKind.LEADER, SOUTH, SALEH, passage(2, "b"), start=PartialDate(2021)),
    ]
    assert found_in(relationships=[ENMITY, *leads]) == []


def test_events_of_the_case_are_checked_against_their_citations() -> None:
    late = Event(EventId(1), "Raid", PartialDate(2024, 5, 9), citations=(passage(1, "a raid"),))
    assert [one.kind for one in found_in(("a raid", "2024-05-03"), events=[late])] == [
        FindingKind.EVENT_AFTER_PUBLICATION
    ]
    assert found_in(("a raid", "2024-05-10"), events=[late]) == []
    two = Event(
        EventId(2),
        "Raid",
        None,
        citations=(passage(1, "The raid killed 5 people."), passage(2, "It killed 9 people.")),
    )
    assert [one.kind for one in found_in(events=[two])] == [FindingKind.CONFLICTING_NUMBERS]


def test_a_death_among_the_events_counts() -> None:
    death = Event(
        EventId(1),
        "Karim Saleh killed",
        PartialDate(2024, 5, 3),
        actor_ids=(SALEH,),
        citations=(passage(9, "he fell"),),
    )
    (one,) = found_in(("On 10 June 2024, Karim Saleh met the envoy.", "2024-06-11"), events=[death])
    assert one.kind is FindingKind.ACTED_AFTER_DEATH


def test_a_statement_on_a_refuted_claim_is_found() -> None:
    cited = Citation(CitationId(1), StatementId(4), passage(1, "rebels threaten"))
    statement = Statement(StatementId(4), SectionId(1), 0, "Rebels threaten.", citations=(cited,))
    for verdict, expected in ((Verdict.MISLEADING, 1), (Verdict.TRUE, 0), (None, 0)):
        claim = Claim(ClaimId(7), "Rebels threaten", verdict=verdict, passage=passage(2, "The claim"))
        assert len(find_contradictions([], Known(resting=[(statement, claim)]))) == expected


def test_a_reprint_is_told_once_and_a_decision_stays_with_its_finding() -> None:
    text = "They met on 1 July 2023, ten days after the raid of 5 June 2023."
    (one,) = found_in((text, None), (text, None))
    (moved,) = found_in((f"A new heading.\n\n{text}", None))
    assert moved.fingerprint == one.fingerprint
    (decided,) = as_findings([moved], {one.fingerprint: ("a slip of the pen", 1)})
    assert decided.resolution == "a slip of the pen"
    assert decided.kept == 1


@given(st.text(max_size=400), st.dates())
def test_no_text_is_too_strange(text: str, day: object) -> None:
    for one in found_in((text, str(day)[:10])):
        assert one.passages


@given(st.integers(1, 400), st.integers(0, 3000))
def test_an_interval_that_adds_up_is_never_reported(days: int, start: int) -> None:
    from datetime import date, timedelta

    first = date(2015, 1, 1) + timedelta(days=start)
    told = first + timedelta(days=days)
    right = f"They met on {told:%-d %B %Y}, {days} days after the raid of {first:%-d %B %Y}."
    assert found_in((right, None)) == []
    wrong = right.replace(f" {days} days", f" {days + 5} days")
    assert [one.kind for one in found_in((wrong, None))] == [FindingKind.INTERVAL]
