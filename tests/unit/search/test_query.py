"""Queries: what they mean, what is forgiven, what is refused with a sentence, and how they print."""

from __future__ import annotations

import random

import pytest
from dossier.domain.dates import DateRange, PartialDate
from dossier.search.query import (
    Actor,
    And,
    Field,
    Fuzzy,
    Grade,
    Kind,
    Language,
    Name,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Published,
    QueryProblem,
    Term,
    Tree,
    Wildcard,
    expand,
    leaves,
    parse,
    show,
)
from hypothesis import assume, example, given
from hypothesis import strategies as st

A, B, C = Term("apple"), Term("bread"), Term("cheese")


def _month(text: str) -> Published:
    date = PartialDate.parse(text)
    return Published(DateRange(date, date))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("apple", A),
        ("apple bread", And((A, B))),
        ("apple AND bread", And((A, B))),
        ("apple OR bread", Or((A, B))),
        ("apple bread OR cheese", Or((And((A, B)), C))),
        ("apple (bread OR cheese)", And((A, Or((B, C))))),
        ("apple -bread", And((A, Not(B)))),
        ("apple NOT bread", And((A, Not(B)))),
        ("-apple", Not(A)),
        ("NOT (apple OR bread)", Not(Or((A, B)))),
        ("NOT NOT apple", A),
        ("((apple) ((bread)))", And((A, B))),
        ("apple,kind:memo", And((A, Kind("memo")))),
        ("apple;-Kind:memo,language:en", And((A, Not(Kind("memo")), Language("en")))),
        ('"apple bread",kind:memo,report', And((Phrase("apple bread"), Or((Kind("memo"), Kind("report")))))),
        ("date:2024-01،type:memo", And((_month("2024-01"), Kind("memo")))),
        ("apple and bread", And((A, Term("and"), B))),
        ("apple or bread", And((A, Term("or"), B))),
        ('"apple bread"', Phrase("apple bread")),
        ("“apple bread”", Phrase("apple bread")),
        ("«apple bread»", Phrase("apple bread")),
        ('"apple bread"~5', Near("apple bread", 5)),
        ("appl*", Prefix("appl")),
        ("b?ead", Wildcard("b?ead")),
        ("*ead", Wildcard("*ead")),
        ("apple~", Fuzzy("apple", 1)),
        ("apple~2", Fuzzy("apple", 2)),
        ("title:apple", Term("apple", Field.TITLE)),
        ('title:"apple bread"', Phrase("apple bread", Field.TITLE)),
        ("title:(apple bread)", And((Term("apple", Field.TITLE), Term("bread", Field.TITLE)))),
        ('source:"BBC News"', Phrase("BBC News", Field.SOURCE)),
        ("kind:memo", Kind("memo")),
        ("kind:fact-check", Kind("fact-check")),
        ("kind:(memo OR report)", Or((Kind("memo"), Kind("report")))),
        ("lang:ar", Language("ar")),
        ("date:2024-01", _month("2024-01")),
        (
            "date:2024-01..2024-06",
            Published(DateRange(PartialDate.parse("2024-01"), PartialDate.parse("2024-06"))),
        ),
        ("date:..2024", Published(DateRange(None, PartialDate.parse("2024")))),
        ("date:2024..", Published(DateRange(PartialDate.parse("2024"), None))),
        ("grade:b", Grade("B")),
        ("grade:B2", Grade("B2")),
        ('actor:"Islamic State"', Actor("Islamic State")),
        ("actor:Daesh", Actor("Daesh")),
        ("-title:apple", Not(Term("apple", Field.TITLE))),
        ("IS", Term("IS", exact=True)),
        ("US", Term("US", exact=True)),
        ("is", Term("is")),
        ("May", Term("May")),
        ("ISIS", Term("ISIS")),
        ("al-Qa'ida", Phrase("al-Qa'ida")),
        ("إسرائيل", Term("إسرائيل")),
        ("حزب الله", And((Term("حزب"), Term("الله")))),
        ("حماس، إسرائيل", And((Term("حماس"), Term("إسرائيل")))),
        ("12:30", Phrase("12:30")),
        ("T-72", Phrase("T-72")),
        ("who?", Term("who")),
        ("who?, apple", And((Term("who"), A))),
        ("al-Qa*", And((Term("al"), Prefix("qa")))),
        ("US’s", Term("US’s", exact=True)),
        ("U.S.", Term("U.S", exact=True)),
        ("AND, apple", And((Phrase("AND"), A))),
        ("apple!", A),
        ("apple,bread", And((A, B))),
        ("apple;bread،cheese", And((A, B, C))),
        ("12,000", Phrase("12,000")),
        ("حماس،إسرائيل", And((Term("حماس"), Term("إسرائيل")))),
        ("apple | bread", Or((A, B))),
        ("apple|bread || cheese", Or((A, B, C))),
        ("apple & bread", And((A, B))),
        ("حماس أو إسرائيل", Or((Term("حماس"), Term("إسرائيل")))),
        ("حماس و إسرائيل", And((Term("حماس"), Term("إسرائيل")))),
        ("أو", Phrase("أو")),
        ("title: apple", Term("apple", Field.TITLE)),
        ("title:  apple bread", And((Term("apple", Field.TITLE), B))),
        ("Title:apple,bread", And((Term("apple", Field.TITLE), Term("bread", Field.TITLE)))),
        ("title：apple", Term("apple", Field.TITLE)),
        ("（apple　OR bread）", Or((A, B))),
        ("＂apple bread＂", Phrase("apple bread")),
        ("ａｐｐｌｅ", A),
        ("\u200fapple\u200e bread\u202c", And((A, B))),
        ("apple \u200f-bread", And((A, Not(B)))),
        ('"he said «stop» now"', Phrase("he said «stop» now")),
        ("«he said “stop” now»", Phrase("he said “stop” now")),
        ('“he said "stop" now”', Phrase("he said stop now")),
        ('“apple" cheese', And((Phrase("apple"), C))),
        ("„apple bread“", Phrase("apple bread")),
        ("kind:articles", Kind("article")),
        ('kind:"Fact Check"', Kind("fact-check")),
        ("kind:factcheck", Kind("fact-check")),
        ("kind:Fact_Check", Kind("fact-check")),
        ("kind:memo,report", Or((Kind("memo"), Kind("report")))),
        ("kind:تقرير", Kind("report")),
        ("lang:arabic", Language("ar")),
        ("lang:AR", Language("ar")),
        ("lang:العربية", Language("ar")),
        ("language:en-GB", Language("en")),
        ("lang:unknown", Language("unknown")),
        ("grade:unknown", Grade("unknown")),
        ("grade:b2,c", Or((Grade("B2"), Grade("C")))),
        ("date:٢٠٢٤-٠١", _month("2024-01")),
        ("date:2024-1", _month("2024-01")),
        ("date:2024/01", _month("2024-01")),
        ('date:"5 January 2024"', _month("2024-01-05")),
        ("date:2024…", Published(DateRange(PartialDate.parse("2024"), None))),
        ("actor:Hamas, apple", And((Actor("Hamas"), A))),
        ("b؟ead", Wildcard("b?ead")),
        ("Note: apple", And((Term("Note"), A))),
    ],
)
def test_a_query_is_understood(text: str, tree: Tree) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ('"apple bread', Phrase("apple bread")),
        ("(apple bread", And((A, B))),
        ("apple) bread", And((A, B))),
        ("apple OR", A),
        ("OR apple", A),
        ("apple AND", A),
        ("AND apple", A),
        ("apple NOT", A),
        ("apple -", A),
        ("apple () bread", And((A, B))),
        ("apple AND OR bread", Or((A, B))),
        ("(apple", A),
        ("apple ,;: & bread", And((A, B))),
    ],
)
def test_what_is_merely_odd_is_forgiven(text: str, tree: Tree) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    "text", ["", "   ", "()", '""', "NOT", "OR", "- -", "—", "\x00", "؟", "AND NOT", '"!"']
)
def test_a_query_without_any_word_is_empty(text: str) -> None:
    assert parse(text) is None
    assert show(parse(text)) == ""


@pytest.mark.parametrize(
    ("text", "position", "word"),
    [
        ("apple date:2024-13", 11, "2024-13"),
        ("date:yesterday", 5, "yesterday"),
        ("date:2024..2023", 5, "2024..2023"),
        ("apple grade:G", 12, "G"),
        ("grade:B7", 6, "B7"),
        ("apple *", 6, "*"),
        ("date:yesterday\u200f", 5, "yesterday"),
        ("\u200fapple kind:articel", 12, "articel"),
        ("kind:memo,articel", 10, "articel"),
        ("lang:arabix", 5, "arabix"),
        ("lang:xx", 5, "xx"),
        ("grade: great", 7, "great"),
        ('kind:"no such"', 6, "no such"),
        ("apple,bc*,*x", 10, "*x"),
    ],
)
def test_a_wrong_value_is_told_with_its_word_and_place(text: str, position: int, word: str) -> None:
    with pytest.raises(QueryProblem) as caught:
        parse(text)
    assert (caught.value.position, caught.value.word) == (position, word)
    assert word in caught.value.sentence
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("kind:articel", "article"),
        ("kind:fact-chek", "fact-check"),
        ("kind:rep", "report"),
        ("lang:arabik", "ar"),
        ("lang:Frensh", "fr"),
        ("lang:zz", ""),
        ("kind:xylophone", ""),
    ],
)
def test_an_unknown_value_comes_with_the_one_that_was_probably_meant(text: str, instead: str) -> None:
    with pytest.raises(QueryProblem) as caught:
        parse(text)
    problem = caught.value
    assert problem.instead == instead
    if instead:
        assert instead in problem.hint
        mended = text[: problem.position] + instead + text[problem.end :]
        assert parse(mended) is not None


def test_the_place_of_a_problem_is_that_in_the_typed_text() -> None:
    text = "\u200f（apple） kind:“ａｒｔｉｃｅｌ”"
    with pytest.raises(QueryProblem) as caught:
        parse(text)
    assert text[caught.value.position : caught.value.end] == "ａｒｔｉｃｅｌ"


def test_commas_do_not_smuggle_words_past_the_limit() -> None:
    with pytest.raises(QueryProblem, match="more than 64 words"):
        parse("a," * 100)
    with pytest.raises(QueryProblem, match="more than 64 words"):
        parse("ab-" * 100 + "cd*")
    with pytest.raises(QueryProblem, match="more than 64 words"):
        parse("ab-" * 100)


def test_a_query_of_more_than_a_thousand_characters_is_refused() -> None:
    assert parse("a" * 1_000) is not None
    with pytest.raises(QueryProblem, match="1,001 characters"):
        parse("a" * 1_001)


def test_a_query_of_more_than_64_words_is_refused_by_the_word_that_is_too_many() -> None:
    words = [f"w{number}" for number in range(65)]
    assert len(list(leaves(parse(" ".join(words[:64]))))) == 64
    with pytest.raises(QueryProblem) as caught:
        parse(" ".join(words))
    assert caught.value.word == "w64"
    with pytest.raises(QueryProblem):
        parse('"' + " ".join(words) + '"')


def test_brackets_more_than_20_deep_are_refused() -> None:
    assert parse("(" * 20 + "apple" + ")" * 20) == A
    with pytest.raises(QueryProblem) as caught:
        parse("(" * 21 + "apple" + ")" * 21)
    assert caught.value.position == 20
    with pytest.raises(QueryProblem):
        parse("kind:" + "(" * 30 + "memo")


def test_hundreds_of_negations_are_no_burden() -> None:
    assert parse("NOT " * 200 + "apple") == A
    assert parse("NOT " * 201 + "apple") == Not(A)


# -- printing

_WORDS = st.sampled_from(
    ["apple", "Bread", "IS", "us", "May", "2024", "naïve", "حزب", "الله", "إسرائيل", "Sana'a", "and", "12"]
)
_PAIRS = st.lists(_WORDS, min_size=2, max_size=4).map(" ".join)
_FIELDS = st.sampled_from(list(Field))
_DATES = st.sampled_from(["2023", "2024-02", "2024-02-29"]).map(PartialDate.parse)
_LEAVES: st.SearchStrategy[Tree] = st.one_of(
    st.builds(lambda word, field: Term(word, field, exact=word == "IS"), _WORDS, _FIELDS),
    st.builds(Phrase, _PAIRS, _FIELDS),
    st.builds(Near, _PAIRS, st.integers(0, 50), _FIELDS),
    st.builds(Prefix, st.sampled_from(["ap", "حزب", "sana"]), _FIELDS),
    st.builds(Wildcard, st.sampled_from(["a?ple", "*ple", "h*zb", "a*p*e"]), _FIELDS),
    st.builds(Fuzzy, st.sampled_from(["apple", "حزب"]), st.integers(1, 2), _FIELDS),
    st.builds(Kind, st.sampled_from(["memo", "fact-check"])),
    st.builds(Language, st.sampled_from(["ar", "en"])),
    st.builds(Grade, st.sampled_from(["B", "2", "B2"])),
    st.builds(Actor, st.sampled_from(["Islamic State", "داعش", "al-Qa'ida"])),
    _DATES.map(lambda date: Published(DateRange(date, date))),
    _DATES.map(lambda date: Published(DateRange(date, None))),
    _DATES.map(lambda date: Published(DateRange(None, date))),
)


def _negated(tree: Tree) -> Tree:
    return tree.part if isinstance(tree, Not) else Not(tree)


def _without(kind: type[And] | type[Or], parts: list[Tree]) -> Tree:
    """The parts joined, none of them joined in the same way already."""
    flat: list[Tree] = []
    for part in parts:
        flat += part.parts if isinstance(part, kind) else (part,)
    return kind(tuple(flat))


_TREES = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: _without(And, parts)),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: _without(Or, parts)),
        inner.map(_negated),
    ),
    max_leaves=8,
)


@given(_TREES)
def test_a_printed_tree_reads_as_itself(tree: Tree) -> None:
    assert parse(show(tree)) == tree


_PIECES = st.sampled_from(
    [
        *'"“”„«»‹()-*?~:،,;؛.\'’!؟|&+…٭＂（：＊\x00\u200f\u200b\u064b \n',
        "AND ", "OR ", "NOT ", "title:", "source:", "actor:", "kind:", "lang:", "date:", "grade:", "foo:",
        "http://x.org", "2024-01", "2024-13..", "apple", "IS", "حزب", "إسرائيل", "~5", "~2", "a", "B2", "🙂",
        "أو ", "و ", "kind: memo", "lang:Arabic", "ＩＳ", "a,b", "1,000",
    ]
)  # fmt: skip
_HOSTILE = st.one_of(st.text(max_size=300), st.lists(_PIECES, max_size=60).map("".join))


@given(_HOSTILE)
@example('"a"b"')
@example("title:title:x")
@example("a~~2*?")
@example("\ud800*")
@example("Ⅷ ² ½* ﷺ~ ǅ?x")
@example("㎩ ㎩~ (㎩)")
def test_any_text_is_a_query_or_a_problem_told_in_a_sentence(text: str) -> None:
    try:
        tree = parse(text)
    except QueryProblem as problem:
        assert problem.sentence.endswith(".")
        assert 0 <= problem.position <= len(text)
        return
    printed = show(tree)
    assume(len(printed) <= 900)  # printing makes some queries longer than a query may be
    assert parse(printed) == tree


def test_a_thousand_fixed_hostile_queries_are_read() -> None:
    chance = random.Random(1)
    signs = [
        '"',
        "(",
        ")",
        "*",
        "?",
        "~",
        "-",
        ":",
        "NOT ",
        "OR ",
        "AND ",
        " ",
        "a",
        "title:",
        "date:",
        "ـ",
        "لا",
    ]
    refused = 0
    for _ in range(1_000):
        text = "".join(chance.choice(signs) for _ in range(chance.randint(1, 200)))
        try:
            parse(text[:1_000])
        except QueryProblem:
            refused += 1
    assert 0 < refused < 1_000


# -- actors

_NAMES = {
    "Islamic State": [
        Name("Islamic State"),
        Name("ISIS"),
        Name("IS", ambiguous=True),
        Name("Daesh"),
        Name("Da'esh"),
        Name("داعش"),
        Name("الدولة الإسلامية"),
        Name("The State", ambiguous=True),
        Name("state", ambiguous=True),
    ]
}


def test_an_actor_stands_for_all_its_names_and_shows_them() -> None:
    tree = expand(parse('actor:"Islamic State" moscow'), _NAMES.get)
    assert show(tree) == '("Islamic State" OR ISIS OR IS OR Daesh OR داعش OR "الدولة الإسلامية") moscow'


def test_an_ambiguous_name_counts_only_in_its_own_capitals() -> None:
    tree = expand(parse('actor:"Islamic State"'), _NAMES.get)
    exact = [leaf for leaf, _ in leaves(tree) if isinstance(leaf, Term) and leaf.exact]
    assert exact == [Term("IS", exact=True)]
    assert not any(isinstance(leaf, Phrase) and leaf.words == "The State" for leaf, _ in leaves(tree))


def test_an_unknown_actor_is_searched_by_the_name_given() -> None:
    assert show(expand(parse("actor:Nobody"), _NAMES.get)) == '"Nobody"'


def test_the_names_of_a_negated_actor_are_all_negated() -> None:
    tree = expand(parse('moscow -actor:"Islamic State"'), _NAMES.get)
    negated = [leaf for leaf, is_negated in leaves(tree) if is_negated]
    assert len(negated) == 6
    assert show(tree).startswith('moscow NOT ("Islamic State" OR')
