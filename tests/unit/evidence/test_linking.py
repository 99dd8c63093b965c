"""Links of a case: suggested on import, decided by the analyst, never suggested twice, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier.case import Case, create_case
from dossier.domain.corpus import DocumentId
from dossier.domain.evidence import Link, LinkKind, LinkStatus
from dossier.errors import UserError
from dossier.evidence.provenance import end_of, start_of
from dossier.evidence.resolving import Draft, plain_url
from dossier.jobs import NEVER_CANCELLED, Cancelled, no_progress

ARTICLE = """A camp is empty

3 June 2024

According to a report by the Norwell Institute, the camp near the river has been empty since April. Nobody has
seen the two hundred men who lived there, says the newspaper, and the villagers do not miss them at all.
"""
OTHER = """Fighters left the valley

5 June 2024

The numbers come from a report by the Norwell Institute. It speaks of two hundred fighters and of a second camp
in the hills above the town, which nobody has visited yet because the road is mined on both of its sides.
"""
ARABIC = """المعسكر فارغ

2 حزيران/يونيو 2024

قال سكان القرية إن المعسكر القريب من النهر فارغ منذ نيسان. ولم ير أحد المقاتلين منذ ذلك اليوم، وقالت حركة حماس
إنها لا تعرف شيئا عن المعسكر. ويضيف السكان أن الطريق إلى التلال ملغوم من الجانبين وأن أحدا لم يزرها.
"""
TRANSLATION = """The camp is empty

4 June 2024

Villagers say that the camp near the river has been empty since April. Hamas says that it knows nothing of the
camp at all. The road to the hills is mined. This article was originally published in Arabic on 2 June 2024.
"""


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """An empty case."""
    made = create_case(tmp_path / "Test.case")
    yield made
    made.close()


def take_in(case: Case, folder: Path, **texts: str) -> dict[str, DocumentId]:
    """Import texts; returns their ids by name."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    case.importer.work([folder / f"{name}.txt" for name in texts])(no_progress, NEVER_CANCELLED)
    return {one.file.removesuffix(".txt"): one.id for one in case.library.all()}


def ends(links: list[Link]) -> set[tuple[object, object]]:
    """Start and end of each link."""
    return {(start_of(link), end_of(link)) for link in links}


def test_import_suggests_and_two_articles_share_the_report(case: Case, tmp_path: Path) -> None:
    ids = take_in(case, tmp_path / "in", article=ARTICLE, other=OTHER)
    links = case.evidence_store.links()
    assert [link.status for link in links] == [LinkStatus.SUGGESTED] * 2
    assert len({link.to_publication_id for link in links}) == 1
    passage = links[0].passage
    assert passage is not None and passage.quote.startswith("According to a report by the Norwell Institute")
    assert case.library.text(ids["article"])[passage.start : passage.end] == passage.quote
    assert case.evidence.independent_sources(ids.values()).count == 2
    for link in links:
        case.evidence.links.confirm(link.id)
    assert case.evidence.independent_sources(ids.values()).sentence == "1 independent source"


def test_a_translation_finds_its_original_even_when_that_comes_later(case: Case, tmp_path: Path) -> None:
    take_in(case, tmp_path / "one", translation=TRANSLATION)
    (first,) = case.evidence_store.links()
    assert first.kind is LinkKind.TRANSLATES and first.to_publication_id is not None
    ids = take_in(case, tmp_path / "two", original=ARABIC)
    (link,) = case.evidence_store.links()
    assert link.kind is LinkKind.TRANSLATES
    assert (link.from_document_id, link.to_document_id) == (ids["translation"], ids["original"])


def test_a_rejected_link_never_comes_back(case: Case, tmp_path: Path) -> None:
    take_in(case, tmp_path / "in", article=ARTICLE, other=OTHER)
    before = case.evidence_store.links()
    for link in before:
        case.evidence.links.reject(link.id)
    case.evidence.links.work(no_progress, NEVER_CANCELLED)
    after = case.evidence_store.links()
    assert ends(after) == ends(before)
    assert {link.status for link in after} == {LinkStatus.REJECTED}


def test_the_job_for_the_whole_case_adds_nothing_twice(case: Case, tmp_path: Path) -> None:
    take_in(case, tmp_path / "in", article=ARTICLE, other=OTHER, translation=TRANSLATION, original=ARABIC)
    before = case.evidence_store.links()
    publications = case.evidence_store.publications()
    case.evidence.links.work(no_progress, NEVER_CANCELLED)
    case.evidence.links.work(no_progress, NEVER_CANCELLED)
    assert case.evidence_store.links() == before
    assert case.evidence_store.publications() == publications


def test_the_job_can_be_cancelled(case: Case, tmp_path: Path) -> None:
    take_in(case, tmp_path / "in", article=ARTICLE)
    stop = Cancelled()
    stop.set()
    assert case.evidence.links.work(no_progress, stop).evidence


def test_decisions_are_taken_back_one_by_one(case: Case, tmp_path: Path) -> None:
    ids = take_in(case, tmp_path / "in", article=ARTICLE, other=OTHER)
    linker = case.evidence.links
    first, second = case.evidence_store.links()
    linker.confirm(first.id)
    linker.reject(second.id)
    linker.add(ids["other"], LinkKind.QUOTES, ids["article"], span=(0, 10))
    linker.change_kind(first.id, LinkKind.EXCERPTS)
    assert len(case.evidence_store.links()) == 3
    assert [linker.undo() for _ in range(5)] == ["changed", "added", "rejected", "confirmed", None]
    assert case.evidence_store.links() == [first, second]


def test_links_by_hand(case: Case, tmp_path: Path) -> None:
    ids = take_in(case, tmp_path / "in", article=ARTICLE, other=OTHER)
    linker = case.evidence.links
    linker.add(ids["article"], LinkKind.REPORTS, ids["other"], span=(0, 15))
    with pytest.raises(UserError, match="circle"):
        linker.add(ids["other"], LinkKind.QUOTES, ids["article"])
    with pytest.raises(UserError, match="own source"):
        linker.add(ids["other"], LinkKind.QUOTES, ids["other"])
    with pytest.raises(UserError, match="title"):
        linker.add(ids["other"], LinkKind.QUOTES, Draft("  "))
    linker.add(ids["other"], LinkKind.REPORTS, Draft("Testimony of a villager", kind="utterance"))
    counted = case.evidence.independent_sources([ids["article"]])
    assert [root.publication.title for root in counted.roots if root.publication] == [
        "Testimony of a villager"
    ]
    shown = linker.branches(ids["article"])
    by_hand = next(one for one in shown.onward if one.link.status is LinkStatus.CONFIRMED)
    assert by_hand.link.passage is not None and by_hand.link.passage.quote == "A camp is empty"
    assert {one.title: one.root_not_seen for one in by_hand.further} == {
        "Report": True,
        "Testimony of a villager": True,
    }
    assert [one.title for one in linker.branches(ids["other"]).backward] == ["A camp is empty"]
    assert shown.waiting == 2


def test_a_suggestion_that_is_added_by_hand_is_confirmed(case: Case, tmp_path: Path) -> None:
    ids = take_in(case, tmp_path / "in", translation=TRANSLATION, original=ARABIC)
    (link,) = case.evidence_store.links()
    key = case.evidence.links.add(ids["translation"], LinkKind.TRANSLATES, ids["original"])
    assert key == link.id
    assert case.evidence_store.get_link(key).status is LinkStatus.CONFIRMED


QUOTED = "we shall not leave this valley before the last of them has gone home for good"
SPEECH = (
    f"Words of the commander\n\n1 May 2024\n\nHe stood on the bridge and said that {QUOTED}, and they cheered him.\n"
    * 1
)
QUOTING = f"What the commander wants\n\n9 May 2024\n\nThe commander told his men: “{QUOTED}”. Then it rained for a week.\n"


def test_long_shared_quotations_lead_from_the_later_to_the_earlier(case: Case, tmp_path: Path) -> None:
    ids = take_in(case, tmp_path / "in", quoting=QUOTING, speech=SPEECH)
    links = [link for link in case.evidence_store.links() if link.to_document_id]
    assert [(link.from_document_id, link.to_document_id, link.kind) for link in links] == [
        (ids["quoting"], ids["speech"], LinkKind.QUOTES)
    ]
    assert links[0].passage is not None and links[0].passage.quote == QUOTED


def test_addresses_compare_without_what_does_not_matter() -> None:
    assert plain_url("https://www.Example.org/a/?utm_source=x#top") == plain_url("http://example.org/a")
    assert plain_url("https://example.org/a?id=1") != plain_url("https://example.org/a?id=2")


def test_the_real_documents(case: Case, seeds_shared: Path) -> None:
    case.importer.work([seeds_shared])(no_progress, NEVER_CANCELLED)
    for link in case.evidence_store.links():
        case.evidence.links.confirm(link.id)
    ids = {one.file[:3]: one.id for one in case.library.all()}
    publications = {one.id: one for one in case.evidence_store.publications()}
    graph = case.evidence.provenance()
    posters, memo, militia = ids["000"], ids["001"], ids["003"]
    speech = graph.independent_sources([posters]).roots
    assert [
        (str(root.publication.published), root.publication.kind) for root in speech if root.publication
    ] == [("2024-01-04", "utterance")]
    outlets = {
        publications[node.publication_id].publisher
        for chain in graph.chains(posters)
        for node in chain.nodes[1:-1]
        if node.publication_id
    }
    assert outlets == {"Tala'i' al-Ansar"}
    shared = graph.independent_sources([posters, memo])
    assert shared.count == 1 and shared.roots == speech
    assert any(
        link.kind is LinkKind.TRANSLATES and link.from_document_id == memo
        for link in case.evidence_store.links()
    )
    (report,) = graph.independent_sources([militia]).roots
    assert report.publication is not None
    assert "Washington Institute" in report.publication.publisher
    assert all(chain.not_seen for key in (posters, memo, militia) for chain in graph.chains(key))
