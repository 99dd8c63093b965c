"""Recognition on texts labelled by hand: real newswire, and the five documents of the field.

The labels (tests/golden/mentions) hold document ids and offsets only; the texts are outside the project.
"""

from __future__ import annotations

import gzip
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from dossier.actors.candidates import find_candidates, outside_candidates
from dossier.actors.gazetteer import Gazetteer, GazetteerEntry, build_gazetteer
from dossier.actors.mentions import find_mentions
from dossier.actors.seeds import starter_actors
from dossier.domain.actors import ActorId, ActorRole, AliasForm, MentionStatus

from tests.conftest import ROOT, SHARED

GOLDEN = ROOT / "tests" / "golden" / "mentions"


@cache
def states() -> tuple[dict[str, ActorId], Gazetteer]:
    """The states and the few groups that the labels know by key."""
    keys: dict[str, ActorId] = {}
    entries = []
    for line in (GOLDEN / "states.tsv").read_text(encoding="utf-8").splitlines():
        key, role, names, adjectives = line.split("\t")
        keys[key] = ActorId(len(keys) + 1)
        for form, values in ((AliasForm.NAME, names), (AliasForm.ADJECTIVE, adjectives)):
            entries += [
                GazetteerEntry(keys[key], one.lstrip("*"), form, one.startswith("*"), ActorRole(role))
                for one in values.split("|")
                if one
            ]
    return keys, build_gazetteer(entries)


def same_place(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans share at least half of the longer one."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and 2 * shared >= max(one[1] - one[0], other[1] - other[0])


def found_in(text: str, title: str, language: str) -> list[tuple[tuple[int, int], str | None]]:
    """Places found, with the key of a known actor or None for a suggestion."""
    keys, gazetteer = states()
    by_id = {number: key for key, number in keys.items()}
    known = find_mentions(text, gazetteer, title)
    suggested = find_candidates(text, language, known, gazetteer)
    found: list[tuple[tuple[int, int], str | None]] = [
        ((one.start, one.end), by_id[one.actor_id]) for one in outside_candidates(known, suggested)
    ]
    return found + [(span, None) for one in suggested for span in one.spans]


def compare(
    found: list[tuple[tuple[int, int], str | None]], labels: list[dict[str, Any]]
) -> tuple[int, int, int]:
    """Right, wrong and missed. Places and optional labels are neither required nor wrong; so are states
    that the gazetteer of the test doesn't have. A known state must be the labelled one."""
    keys = states()[0]
    right = wrong = 0
    met: set[int] = set()
    for span, key in found:
        fitting = [
            number
            for number, label in enumerate(labels)
            if same_place(span, (label["start"], label["end"]))
            and (
                label["class"] == "optional"
                or key is None
                or label["actor"] in {None, key}
                or label["actor"] not in keys
            )
        ]
        met.update(fitting[:1])
        wrong += not fitting
        right += bool(fitting) and labels[fitting[0]]["class"] in {"name", "adjective"}
    missed = sum(
        label["class"] in {"name", "adjective"}
        and number not in met
        and (label["actor"] is None or label["actor"] in keys)
        for number, label in enumerate(labels)
    )
    return right, wrong, missed


@pytest.mark.parametrize(
    ("sample", "language", "documents", "precision", "recall"),
    [
        ("newswire_en", "en", 100, 0.94, 0.90),
        ("newswire_en_blind", "en", 40, 0.95, 0.92),
        ("news_ar", "ar", 70, 0.97, 0.90),
        ("news_ar_blind", "ar", 219, 0.97, 0.91),
    ],
)
def test_precision_and_recall_on_the_labelled_sample(
    sample: str,
    language: str,
    documents: int,
    precision: float,
    recall: float,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = SHARED / "corpora" / f"{sample.removesuffix('_blind')}.jsonl.gz"
    if not path.exists():
        pytest.skip("the corpora are not on this machine")
    labelled = [
        json.loads(line) for line in (GOLDEN / f"{sample}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    wanted = {one["id"]: one["labels"] for one in labelled}
    assert len(wanted) == documents
    totals = [0, 0, 0]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            labels = wanted.get(str(document["id"]))
            if labels is not None:
                counts = compare(found_in(document["text"], document["title"], language), labels)
                totals = [total + count for total, count in zip(totals, counts, strict=True)]
    right, wrong, missed = totals
    reached = right / (right + wrong), right / (right + missed)
    with capsys.disabled():
        print(f"\n{sample}: precision {reached[0]:.3f}, recall {reached[1]:.3f} ({right + missed} labels)")
    assert reached[0] >= precision
    assert reached[1] >= recall


# -- texts written for the test: reports, fact-checks, memos, statements, briefs

_MARKED = re.compile(r"\{([napo])(?::(\w+))?\|([^{}]*)\}")
_CLASSES = {"n": "name", "a": "adjective", "p": "place", "o": "optional"}


def unmarked(marked: str) -> tuple[str, list[dict[str, Any]]]:
    """A text without its marks {class:actor|surface}, and the labels that they say."""
    text, labels, end = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[end : match.start()]
        label = {"class": _CLASSES[match[1]], "actor": match[2], "start": len(text)}
        text += match[3]
        labels.append({**label, "end": len(text)})
        end = match.end()
    return text + marked[end:], labels


@pytest.mark.parametrize("language", ["en", "ar"])
def test_reports_fact_checks_memos_and_statements(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    totals = [0, 0, 0]
    paths = sorted((GOLDEN / "written").glob(f"*_{language}.txt"))
    assert len(paths) == 8
    for path in paths:
        text, labels = unmarked(path.read_text(encoding="utf-8"))
        counts = compare(found_in(text, text.partition("\n")[0], language), labels)
        totals = [total + count for total, count in zip(totals, counts, strict=True)]
    right, wrong, missed = totals
    with capsys.disabled():
        print(
            f"\nwritten, {language}: precision {right / (right + wrong):.3f}, recall {right / (right + missed):.3f}"
        )
    assert right / (right + wrong) >= 0.95
    assert right / (right + missed) >= 0.93


def test_no_word_of_prayer_is_an_actor() -> None:
    text, _ = unmarked((GOLDEN / "written" / "statement_en.txt").read_text(encoding="utf-8"))
    _, gazetteer = states()
    names = {one.name for one in find_candidates(text, "en", find_mentions(text, gazetteer), gazetteer)}
    assert not any("Allah" in name or "Messenger" in name for name in names)


# -- the five documents of the field, with the starter actors


@cache
def starter() -> tuple[dict[ActorId, str], Gazetteer]:
    """The starter actors' keys and names."""
    keys: dict[ActorId, str] = {}
    entries = []
    for number, known in enumerate(starter_actors(), start=1):
        actor = known.actor
        keys[ActorId(number)] = actor.key or actor.name
        entries.append(GazetteerEntry(ActorId(number), actor.name, role=actor.role, context=actor.context))
        entries += [
            GazetteerEntry(ActorId(number), one.value, one.form, one.ambiguous, actor.role, actor.context)
            for one in actor.aliases
        ]
    return keys, build_gazetteer(entries)


def seed(number: int) -> str:
    """The text of one of the five documents."""
    paths = sorted((SHARED / "seeds").glob(f"{number:03}_*.txt")) if (SHARED / "seeds").exists() else []
    if not paths:
        pytest.skip("the seed documents are not on this machine")
    return Path(paths[0]).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("number", "actors"),
    [
        (0, "islamic-state hamas iran yahya-sinwar ali-khamenei ismail-haniyeh ruhollah-khomeini abu-ubaydah israel "
            "abu-hudhayfah-al-ansari talai-al-ansar"),
        (1, "islamic-state hamas iran israel al-naba media-oversight-committee abu-hudhayfah-al-ansari"),
        (2, "islamic-state hamas hayat-tahrir-al-sham hezbollah russia israel iran syria egypt qatar turkey misbar "
            "united-states donald-trump benjamin-netanyahu jake-sullivan bashar-al-assad vladimir-putin"),
        (3, "hamas hezbollah israel iran iraq united-states joe-biden quds-force israel-defense-forces sabereen-news "
            "washington-institute-for-near-east-policy"),
        (4, "islamic-state russia nato media-analyst wagner-group united-states iran"),
    ],
)  # fmt: skip
def test_the_actors_an_analyst_would_name_are_confirmed(number: int, actors: str) -> None:
    keys, gazetteer = starter()
    found = {
        keys[one.actor_id]
        for one in find_mentions(seed(number), gazetteer)
        if one.certainty is MentionStatus.CONFIRMED
    }
    assert set(actors.split()) - found == set()


@pytest.mark.parametrize("number", range(5))
def test_nothing_of_the_page_around_the_article_is_an_actor(number: int) -> None:
    text = seed(number)
    _, gazetteer = starter()
    names = {one.name for one in find_candidates(text, "en", find_mentions(text, gazetteer), gazetteer)}
    allowed = {"Jihad and Terrorism Threat Monitor", "Cyber & Jihad Lab", "Ahmed Sabry"}
    assert names - allowed == set()


def test_media_analyst_is_the_channel_throughout() -> None:
    keys, gazetteer = starter()
    text = seed(4)
    found = [one for one in find_mentions(text, gazetteer) if keys[one.actor_id] == "media-analyst"]
    assert [one.surface for one in found] == ["Media Analyst"]
    assert found[0].certainty is MentionStatus.CONFIRMED
