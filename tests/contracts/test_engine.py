"""Prove what every search engine promises, against a search that reads every document."""

from __future__ import annotations

import contextlib
import itertools
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from dossier.domain.corpus import DocumentId
from dossier.search.engine import Facet, IndexedDocument, IndexUnusable, SearchEngine, SearchRequest, Sort
from dossier.search.engines import TANTIVY, WHOOSH, open_engine, usable
from dossier.search.query import QueryProblem, parse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.reference_search import facet_values, find
from tests.helpers.search_corpus import ARABIC, ENGLISH, golden_documents, random_documents

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "queries.tsv"


def golden_queries() -> list[tuple[str, frozenset[str]]]:
    lines = [line for line in GOLDEN.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    pairs = [line.split("\t") for line in lines]
    return [(query, frozenset(keys.replace("-", "").split())) for query, keys in pairs]


def random_queries(count: int, seed: int = 11) -> list[str]:
    """Queries of every kind over the words of the random documents."""
    chance = random.Random(seed)
    made = (_query(chance, 2) for _ in itertools.count())
    return list(itertools.islice(filter(_not_too_broad, made), count))


def _not_too_broad(query: str) -> bool:
    try:
        parse(query)
    except QueryProblem:
        return False
    return True


def _query(chance: random.Random, depth: int) -> str:
    if depth and chance.random() < 0.55:
        one, other = _query(chance, depth - 1), _query(chance, depth - 1)
        return chance.choice(
            [f"({one}) ({other})", f"({one}) OR ({other})", f"({one}) NOT ({other})", f"NOT ({one})"]
        )
    words = chance.choice([ENGLISH, ENGLISH, ARABIC])
    one, other, third = (chance.choice(words) for _ in range(3))
    return chance.choice(
        [
            one,
            one,
            one,
            f"-{one}",
            f'"{one} {other}"',
            f'"{one} {other}"~{chance.randint(0, 4)}',
            f'"{one} {other} {third}"~{chance.randint(0, 6)}',
            f"{one[:3]}*",
            f"{one[0]}?{one[2:]}",
            f"*{one[-3:]}",
            f"{one}~{chance.choice([1, 2])}",
            f"title:{one}",
            f'title:"{one} {other}"',
            chance.choice(["source:BBC", 'source:"BBC News"', "source:اعماق", "source:mon*"]),
            f"kind:{chance.choice(['article', 'report', 'memo', 'fact-check'])}",
            f"lang:{chance.choice(['ar', 'en'])}",
            f"date:{chance.choice(['2023', '2024-01', '2024-01..2024-06', '..2023', '2024-02..'])}",
            f"grade:{chance.choice(['B', '2', 'B2', 'F'])}",
        ]
    )


class EngineContract:
    """What every engine must do; a subclass says how to open one."""

    @staticmethod
    def open(folder: Path) -> SearchEngine:
        """The engine on an index in this folder."""
        raise NotImplementedError

    @pytest.fixture
    def engine(self, tmp_path: Path) -> Iterator[SearchEngine]:
        engine = self.open(tmp_path / "index")
        yield engine
        engine.close()

    @pytest.fixture(scope="class")
    @classmethod
    def golden(cls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
        engine = cls.open(tmp_path_factory.mktemp("golden") / "index")
        engine.update(list(golden_documents().values()))
        yield engine
        engine.close()

    @pytest.fixture(scope="class")
    @classmethod
    def filled(cls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
        """The random documents, learned in several commits with changes and deletions on the way."""
        engine = cls.open(tmp_path_factory.mktemp("filled") / "index")
        documents = random_documents(120)
        others = random_documents(120, seed=8)
        engine.update(others[:50])
        engine.update(documents[:40], [document.id for document in others[40:50]])
        engine.update(documents[40:])
        yield engine
        engine.close()

    @pytest.mark.parametrize(("query", "keys"), golden_queries())
    def test_a_golden_query_finds_exactly_what_an_analyst_expects(
        self, golden: SearchEngine, query: str, keys: frozenset[str]
    ) -> None:
        by_id = {document.id: key for key, document in golden_documents().items()}
        found = golden.search(SearchRequest(parse(query), limit=100))
        assert {by_id[hit.document_id] for hit in found.hits} == keys
        assert found.total == len(keys)

    @pytest.mark.parametrize("query", random_queries(220))
    def test_hits_equal_those_of_reading_every_document(self, filled: SearchEngine, query: str) -> None:
        tree = parse(query)
        found = filled.search(SearchRequest(tree, limit=1000))
        assert {hit.document_id for hit in found.hits} == find(random_documents(120), tree)

    @pytest.mark.parametrize(
        "query",
        [
            '"militia attack drones"~40',
            '"of the is may"~9',
            '"attack attack of attack"~30',
            'title:"in of the"~50',
        ],
    )
    def test_words_far_apart_are_found_as_by_reading_every_document(
        self, filled: SearchEngine, query: str
    ) -> None:
        tree = parse(query)
        found = filled.search(SearchRequest(tree, limit=1000))
        assert {hit.document_id for hit in found.hits} == find(random_documents(120), tree)

    @pytest.mark.parametrize("query", random_queries(40, seed=5))
    def test_exact_hits_equal_those_of_reading_every_document(self, filled: SearchEngine, query: str) -> None:
        tree = parse(query)
        found = filled.search(SearchRequest(tree, limit=1000, exact=True))
        assert {hit.document_id for hit in found.hits} == find(random_documents(120), tree, exact=True)

    def test_a_thousand_hostile_queries_are_answered_or_refused_with_a_sentence(
        self, filled: SearchEngine
    ) -> None:
        chance = random.Random(3)
        pieces = [*'"()*?~-:“؟،', *" " * 4, "NOT ", "OR ", "AND ", "title:", "source:", "date:", "kind:", "a"]
        pieces += [
            "attack",
            "Hamas",
            "IS",
            "حزب",
            "*a*",
            "~9",
            "2024",
            "actor:",
            "\x00",
            "\u200f",
            "[a TO z]",
        ]
        refused = 0
        for _ in range(1_000):
            text = "".join(chance.choice(pieces) for _ in range(chance.randint(1, 60)))
            try:
                filled.search(SearchRequest(parse(text)))
            except QueryProblem as problem:
                refused += 1
                assert problem.sentence.endswith(".")
        assert 0 < refused < 1_000

    @settings(suppress_health_check=[HealthCheck.differing_executors])  # one executor for each engine
    @given(text=st.text(max_size=80))
    def test_any_text_is_answered_or_refused(self, filled: SearchEngine, text: str) -> None:
        with contextlib.suppress(QueryProblem):
            filled.search(SearchRequest(parse(text)))

    @pytest.mark.parametrize("query", ["", "NOT militia", "attack OR هجوم", "kind:report"])
    def test_facets_count_all_hits_and_not_only_those_of_the_page(
        self, filled: SearchEngine, query: str
    ) -> None:
        tree = parse(query)
        documents = [one for one in random_documents(120) if one.id in find(random_documents(120), tree)]
        found = filled.search(SearchRequest(tree, limit=1))
        for facet in Facet:
            counted = Counter(value for one in documents for value in facet_values(one, facet))
            assert dict(found.facets.get(facet, {})) == dict(counted), facet

    @pytest.mark.parametrize(
        ("include", "exclude"),
        [
            ({("source", "BBC News")}, set()),
            ({("source", "BBC News"), ("source", "Enab Baladi")}, set()),
            ({("source", "BBC News"), ("kind", "report"), ("kind", "memo")}, set()),
            (set(), {("language", "ar")}),
            (set(), {("actor", "Hamas"), ("source", "unknown")}),
            ({("actor", "Hamas")}, {("actor", "Hezbollah")}),
            ({("year", "2024")}, {("month", "2024-01")}),
            ({("grade", "B2"), ("year", "unknown")}, {("kind", "memo")}),
            ({("source", "nobody")}, set()),
        ],
    )
    def test_values_of_facets_keep_and_leave_out(
        self, filled: SearchEngine, include: set[tuple[str, str]], exclude: set[tuple[str, str]]
    ) -> None:
        tree = parse("NOT ceasefire")
        request = SearchRequest(tree, limit=1000, include=frozenset(include), exclude=frozenset(exclude))
        found = filled.search(request)
        expected = find(random_documents(120), tree, include, exclude)
        assert {hit.document_id for hit in found.hits} == expected
        assert found.total == len(expected)

    @pytest.mark.parametrize("query", ["", "attack", "kind:report", "NOT militia", '"attack the"~3'])
    def test_documents_newer_than_one_are_counted_alone(self, filled: SearchEngine, query: str) -> None:
        tree = parse(query)
        keys = sorted(find(random_documents(120), tree))
        for newest in (DocumentId(0), keys[len(keys) // 2], keys[-1]):
            expected = {key for key in keys if key > newest}
            asked = SearchRequest(tree, limit=1000, newer_than=newest)
            assert {hit.document_id for hit in filled.search(asked).hits} == expected
            assert filled.search(replace(asked, limit=0, facets=frozenset())).total == len(expected)

    def test_pages_put_together_are_the_whole_answer_in_order(self, filled: SearchEngine) -> None:
        tree = parse("attack OR militia OR حماس")
        whole = filled.search(SearchRequest(tree, limit=1000)).hits
        pages = [
            hit
            for offset in range(0, len(whole) + 7, 7)
            for hit in filled.search(SearchRequest(tree, limit=7, offset=offset)).hits
        ]
        assert pages == list(whole)
        assert [hit.score for hit in whole] == sorted((hit.score for hit in whole), reverse=True)

    def test_newest_first_puts_documents_without_a_date_last(self, filled: SearchEngine) -> None:
        hits = filled.search(SearchRequest(None, limit=1000, sort=Sort.DATE)).hits
        dates = {document.id: document.published for document in random_documents(120)}
        order = [dates[hit.document_id] for hit in hits]
        dated = [date for date in order if date is not None]
        assert order == dated + [None] * (len(order) - len(dated))
        days = [date.first_day for date in dated]
        assert days == sorted(days, reverse=True)
        assert 0 < len(dated) < len(order)

    def test_a_document_is_found_as_soon_as_it_is_learned_and_never_after_it_is_gone(
        self, engine: SearchEngine
    ) -> None:
        document = IndexedDocument(DocumentId(7), "Title", "Grozny")
        engine.update([document])
        assert _ids(engine, "Grozny") == [7]
        engine.update([IndexedDocument(DocumentId(7), "Title", "Kherson")])
        assert _ids(engine, "Grozny") == []
        assert _ids(engine, "Kherson") == [7]
        engine.update([], [DocumentId(7)])
        assert _ids(engine, "Kherson") == []
        assert engine.ids() == []

    def test_learning_the_same_again_changes_nothing(self, engine: SearchEngine) -> None:
        documents = random_documents(10)
        for _ in range(3):
            engine.update(documents)
        assert engine.ids() == [document.id for document in documents]
        assert engine.count() == 10
        engine.update([], [DocumentId(999)])
        assert engine.count() == 10

    def test_many_small_commits_leave_each_document_there_once(self, engine: SearchEngine) -> None:
        documents = random_documents(25)
        for document in documents:
            engine.update([document])
        assert engine.ids() == [document.id for document in documents]
        found = engine.search(SearchRequest(None, limit=100))
        assert sorted(hit.document_id for hit in found.hits) == engine.ids()

    def test_an_index_opened_again_answers_the_same(self, tmp_path: Path) -> None:
        engine = self.open(tmp_path / "again")
        engine.update(random_documents(30))
        before = engine.search(SearchRequest(parse("attack OR حماس"), limit=100)).hits
        engine.close()
        engine = self.open(tmp_path / "again")
        try:
            assert engine.search(SearchRequest(parse("attack OR حماس"), limit=100)).hits == before
            assert before
        finally:
            engine.close()

    def test_clearing_forgets_every_document(self, engine: SearchEngine) -> None:
        engine.update(random_documents(5))
        engine.clear()
        assert engine.count() == 0
        assert _ids(engine, "NOT nothing") == []
        engine.update(random_documents(2))
        assert engine.count() == 2

    def test_an_empty_index_answers_everything_with_nothing(self, engine: SearchEngine) -> None:
        for query in ["", "word", "NOT word", '"a b"', "wor*", "wird~", "kind:memo", "date:2024", "source:x"]:
            assert engine.search(SearchRequest(parse(query))).total == 0
        assert engine.similar("some text of some words") == ()

    def test_texts_of_any_characters_are_learned(self, engine: SearchEngine) -> None:
        strange = [
            "",
            "\x00\x01",
            "\ud800 lone",
            "🙂" * 50,
            "a" * 5_000,
            "\u202e\u200f",
            "٣٤٥ ۱۲",
            "_ __ a_b",
        ]
        documents = [
            IndexedDocument(DocumentId(number), text, text + " beacon")
            for number, text in enumerate(strange, start=1)
        ]
        engine.update(documents)
        assert _ids(engine, "beacon") == list(range(1, len(strange) + 1))

    def test_a_word_in_the_title_weighs_more_than_in_the_text(self, engine: SearchEngine) -> None:
        engine.update(
            [
                IndexedDocument(DocumentId(1), "Something else", "They spoke of Kherson today at length"),
                IndexedDocument(DocumentId(2), "Kherson", "They spoke of something today at length"),
                *(IndexedDocument(DocumentId(n), "Other", "Nothing of it here") for n in range(3, 9)),
            ]
        )
        assert [hit.document_id for hit in engine.search(SearchRequest(parse("Kherson"))).hits] == [2, 1]

    def test_a_word_with_another_ending_is_the_weaker_match(self, engine: SearchEngine) -> None:
        engine.update(
            [
                IndexedDocument(DocumentId(1), "One", "they saw many convoys there"),
                IndexedDocument(DocumentId(2), "Two", "they saw one convoy there"),
                *(IndexedDocument(DocumentId(n), "Other", "nothing of it here") for n in range(3, 9)),
            ]
        )
        assert [hit.document_id for hit in engine.search(SearchRequest(parse("convoy"))).hits] == [2, 1]
        exact = engine.search(SearchRequest(parse("convoy"), exact=True)).hits
        assert [hit.document_id for hit in exact] == [2]

    def test_a_word_that_stands_nowhere_is_put_right(self, engine: SearchEngine) -> None:
        engine.update([IndexedDocument(DocumentId(1), "One", "the militia of Baghdad")])
        found = engine.search(SearchRequest(parse("Bagdhad militia")))
        assert found.total == 0
        assert found.did_you_mean == "baghdad militia"
        assert engine.search(SearchRequest(parse("Baghdad"))).did_you_mean is None

    def test_a_name_written_another_way_is_offered_before_one_with_fewer_other_letters(
        self, engine: SearchEngine
    ) -> None:
        texts = ["Hodeidah port, Qatif and Omar", "Hudhayfah spoke of tunnels", "tunnels below", "one tunnal"]
        engine.update([IndexedDocument(DocumentId(n), "T", text) for n, text in enumerate(texts, start=1)])
        for typed, meant in (
            ("hudaydah", "hodeidah"), ("katif", "qatif"), ("umar", "omar"), ("hudhaifah", "hudhayfah"),
            ("tonnels", "tunnels"), ("zzzzz", None), ("hudson", None),
        ):  # fmt: skip
            assert engine.search(SearchRequest(parse(typed))).did_you_mean == meant, typed

    def test_a_pattern_that_stands_for_too_many_words_is_refused_by_name(self, engine: SearchEngine) -> None:
        text = " ".join(f"ab{number}" for number in range(1_100))
        engine.update([IndexedDocument(DocumentId(1), "One", text)])
        with pytest.raises(QueryProblem) as caught:
            engine.search(SearchRequest(parse("other ab*")))
        assert caught.value.word == "ab*"
        assert "1,024" in caught.value.sentence
        assert _ids(engine, "ab100*") == [1]

    def test_documents_alike_are_found_and_the_one_asked_about_is_left_out(
        self, engine: SearchEngine
    ) -> None:
        texts = [
            "drones struck the refinery near Ryazan",
            "the refinery near Ryazan burned after drones came",
        ]
        texts += [f"a talk about fishing in lake number {number}" for number in range(8)]
        engine.update([IndexedDocument(DocumentId(n), "T", text) for n, text in enumerate(texts, start=1)])
        alike = engine.similar(texts[0], limit=1, without=DocumentId(1))
        assert [hit.document_id for hit in alike] == [2]

    # -- the folder

    def test_the_folder_is_for_its_owner_only(self, tmp_path: Path) -> None:
        self.open(tmp_path / "index").close()
        assert (tmp_path / "index").stat().st_mode & 0o777 == 0o700

    def test_a_folder_that_others_may_write_is_not_opened(self, tmp_path: Path) -> None:
        self.open(tmp_path / "index").close()
        (tmp_path / "index").chmod(0o777)
        with pytest.raises(IndexUnusable):
            self.open(tmp_path / "index")

    def test_an_index_without_its_version_is_not_opened(self, tmp_path: Path) -> None:
        self.open(tmp_path / "index").close()
        (tmp_path / "index" / "dossier-index.json").unlink()
        with pytest.raises(IndexUnusable):
            self.open(tmp_path / "index")

    @pytest.mark.parametrize("damage", ["gone", "empty", "cut", "noise"])
    def test_damaged_files_are_told_as_damage_and_nothing_else(self, tmp_path: Path, damage: str) -> None:
        folder = tmp_path / "index"
        engine = self.open(folder)
        engine.update(random_documents(40))
        engine.close()
        names = [
            path.name
            for path in sorted(folder.iterdir())
            if path.suffix not in {".lock", ""} and not path.name.endswith("index.json")
        ]
        assert len(names) > 4
        told = 0
        for name in names:
            path = folder / name
            whole = path.read_bytes()
            _damage(path, whole, damage)
            try:
                damaged = self.open(folder)
                try:
                    for query in ["attack", '"militia attack"', "mil*", "title:attack", "NOT is"]:
                        damaged.search(SearchRequest(parse(query)))
                finally:
                    damaged.close()
            except IndexUnusable:
                told += 1
            path.write_bytes(whole)
        assert told == len(names)


def _ids(engine: SearchEngine, query: str) -> list[int]:
    return sorted(hit.document_id for hit in engine.search(SearchRequest(parse(query), limit=1000)).hits)


class TestWhoosh(EngineContract):
    """The default engine."""

    @staticmethod
    def open(folder: Path) -> SearchEngine:
        """See EngineContract."""
        return open_engine(WHOOSH, folder)


@pytest.mark.skipif(not usable(TANTIVY), reason="the extra `fast` is not installed")
class TestTantivy(EngineContract):
    """The engine for large cases."""

    @staticmethod
    def open(folder: Path) -> SearchEngine:
        """See EngineContract."""
        return open_engine(TANTIVY, folder)

    @pytest.mark.parametrize("read", [0, 2_000])
    @pytest.mark.parametrize(
        "query", ['"attack the of"~4', '"attack attack of"~5', '"militia attack drones in"~3']
    )
    def test_words_near_each_other_are_the_same_read_or_asked_as_phrases(
        self, filled: SearchEngine, query: str, read: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("dossier.search.tantivy_query.MOST_READ", read)
        tree = parse(query)
        found = filled.search(SearchRequest(tree, limit=1000))
        assert {hit.document_id for hit in found.hits} == find(random_documents(120), tree)
        assert found.total == len(found.hits) > 0


def _damage(path: Path, whole: bytes, how: str) -> None:
    if how == "gone":
        path.unlink()
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "cut":
        path.write_bytes(whole[: len(whole) // 2])
    else:
        path.write_bytes(bytes(byte ^ 0x5A for byte in whole))


def test_the_two_lists_of_queries_are_as_long_as_promised() -> None:
    queries: Sequence[str] = [query for query, _ in golden_queries()] + random_queries(220)
    assert len(set(queries)) >= 200
