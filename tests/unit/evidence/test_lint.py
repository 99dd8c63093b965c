"""What the linter says of statements, in English and Arabic, and what it leaves alone."""

from __future__ import annotations

import pytest
from dossier.domain.corpus import DocumentId
from dossier.domain.dossiers import (
    Citation,
    CitationId,
    Likelihood,
    SectionId,
    Statement,
    StatementForm,
    StatementId,
)
from dossier.domain.evidence import Passage
from dossier.evidence.lint import Linter, LintKind
from hypothesis import given
from hypothesis import strategies as st

ENGLISH = (
    "The group said that it would strike again. Its spokesman warned that the “coming days will be harder than all that "
    "went before” and told its fighters to wait for orders from the council."
)
ARABIC = "قال المتحدث إن الأيام القادمة ستكون أصعب من كل ما سبقها، ودعا المقاتلين إلى انتظار أوامر المجلس في العاصمة."
TEXTS = {DocumentId(1): ENGLISH, DocumentId(2): ARABIC}


def kinds(text: str, *, quote: str = "", document: int = 1, **values: object) -> list[LintKind]:
    start = TEXTS[DocumentId(document)].find(quote)
    cited = Citation(
        CitationId(1), StatementId(1), Passage(DocumentId(document), start, start + len(quote), quote)
    )
    one = Statement(StatementId(1), SectionId(1), 0, text, citations=(cited,) if quote else (), **values)  # type: ignore[arg-type]
    return [lint.kind for lint in Linter(TEXTS.__getitem__).look(one)]


@pytest.mark.parametrize(
    "text",
    [
        "An attack is very likely and probable within a month.",
        "We judge with high confidence that an attack is likely.",
        "من المرجح بثقة عالية أن يقع هجوم.",
        "It is unlikely, but a remote chance is left.",
    ],
)
def test_mixed_scales(text: str) -> None:
    assert kinds(text) == [LintKind.MIXED_SCALES]


def test_scales_are_not_mixed_from_one_sentence_to_the_next() -> None:
    assert kinds("An attack is likely. It is probable that it fails.") == [LintKind.MIXED_SCALES]
    assert kinds("من المرجح أن يقع هجوم. وهو شديد الاحتمال.") == [LintKind.MIXED_SCALES]
    assert kinds("An attack is likely. It is unlikely to succeed. We say so with high confidence.") == []
    assert kinds("An attack is likely. They said it was “probable”.") == []


def test_one_dossier_keeps_to_one_scale() -> None:
    def made(key: int, text: str, form: StatementForm = StatementForm.SENTENCE) -> Statement:
        return Statement(StatementId(key), SectionId(1), key, text, form=form)

    among = [
        made(1, "An attack is probable.", StatementForm.QUOTATION),
        made(2, "They are here."),
        made(3, "An attack is likely."),
        made(4, "A retreat is improbable."),
        made(5, "A truce is unlikely."),
    ]
    linter = Linter(TEXTS.__getitem__)
    found = {one.id: linter.look(one, among) for one in among}
    assert [key for key, lints in found.items() if lints] == [4]
    assert found[StatementId(4)][0].sentence == (
        "Another scale of likelihood than in the rest of the dossier: “improbable” here, “likely” there."
    )


def test_words_that_say_other_than_the_mark() -> None:
    assert kinds("An attack is unlikely.", likelihood=Likelihood.LIKELY) == [LintKind.MIXED_SCALES]
    assert kinds("An attack is unlikely.", likelihood=Likelihood.UNLIKELY) == []


@pytest.mark.parametrize(
    "text",
    [
        "The group may attack the embassy.", "They could be in the city.", "It is possible that he fled.", "Perhaps he fled.",
        "ربما هرب القائد.", "قد يهاجم التنظيم السفارة.", "من الممكن أن يهرب.",
    ],
)  # fmt: skip
def test_vague_words_need_a_likelihood(text: str) -> None:
    assert kinds(text) == [LintKind.NO_LIKELIHOOD]
    assert kinds(text, likelihood=Likelihood.LIKELY) == []


@pytest.mark.parametrize(
    "text",
    [
        "The attack of 9 May 2024 failed.", "In May the group attacked.", "May 9 was a Thursday.", "It is likely that they may attack.",
        "They left as soon as possible.", "He said: “it may rain tomorrow”.", "They could not reach the town.", "قد قال ذلك أمس.",
    ],
)  # fmt: skip
def test_words_that_only_look_vague(text: str) -> None:
    assert kinds(text) == []


def test_eight_copied_words_are_noticed_unless_quoted() -> None:
    copied = "told its fighters to wait for orders from"
    assert kinds(f"The spokesman {copied} above.", quote="told its fighters") == [LintKind.COPIED]
    assert kinds(
        "The spokesman TOLD its fighters, to wait for: orders from above.", quote="told its fighters"
    ) == [LintKind.COPIED]
    seven = "told its fighters to wait for orders"
    assert kinds(f"He {seven} and more.", quote="told its fighters") == []
    assert kinds(f"The spokesman “{copied}” above.", quote=f"{copied} the council") == []
    assert kinds(f"The spokesman {copied} above.") == []
    arabic = "الأيَّام القادمة ستكون أصعب من كل ما سبقها"
    assert kinds(f"يقول إن {arabic}.", quote="قال المتحدث", document=2) == [LintKind.COPIED]


PASSAGE = "the “coming days will be harder than all that went before”"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said that "coming days will be harder than all that went before".', []),
        ("He said that «Coming days … than all that went before».", []),
        ("He said that “coming days [of war] will be harder”.", []),
        ("He said that “coming days will be easier than all that went before”.", [LintKind.QUOTATION]),
        ("He said that “coming weeks will be harder”.", [LintKind.QUOTATION]),
        ("He spoke of “hard days”.", []),
        ("He said that “wait for orders from the council”.", [LintKind.QUOTATION]),
        ("يقول إن «الأيام القادمة أصعب من غيرها».", []),
    ],
)
def test_quotations_are_compared_with_their_passage(text: str, expected: list[LintKind]) -> None:
    assert kinds(text, quote=PASSAGE) == [*expected]


def test_a_quotation_statement_is_compared_as_a_whole_and_arabic_marks_are_folded() -> None:
    right, wrong = "الايام القادمة ستكون أصعَب من كل ما سبقها", "الأيام القادمة ستكون أسهل من كل ما سبقها"
    passage = "الأيام القادمة ستكون أصعب من كل ما سبقها"
    assert kinds(right, quote=passage, document=2, form=StatementForm.QUOTATION) == []
    assert kinds(wrong, quote=passage, document=2, form=StatementForm.QUOTATION) == [LintKind.QUOTATION]


@given(st.text(max_size=300))
def test_no_statement_is_too_strange(text: str) -> None:
    kinds(text, quote="The group")
