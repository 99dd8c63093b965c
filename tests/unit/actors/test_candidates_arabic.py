"""Unknown names in Arabic texts."""

from __future__ import annotations

import pytest
from dossier.domain.actors import ActorRole

from tests.unit.actors.test_candidates import candidates, names, role_of


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("وقال اللواء منصور التركي إن الأمر انتهى", "منصور التركي", ActorRole.PERSON),
        ("صرح المتحدث باسم الحركة الشيخ خالد البطش بذلك", "خالد البطش", ActorRole.PERSON),
        ("التقى وزير الخارجية عادل الجبير نظيره", "عادل الجبير", ActorRole.PERSON),
        ("قال القيادي أسامة حمدان ذلك", "أسامة حمدان", ActorRole.PERSON),
        ("نائب الأمير محمد بن نايف بن عبدالعزيز", "محمد بن نايف بن عبدالعزيز", ActorRole.PERSON),
        ("قتل أبو يحيى الليبي أمس", "أبو يحيى الليبي", ActorRole.PERSON),
        ("وأكد علي عبد الله صالح ذلك", "علي عبد الله صالح", ActorRole.PERSON),
        ("قال وزير الخارجية سيرجي لافروف، وعاد لافروف أمس", "سيرجي لافروف", ActorRole.PERSON),
        ("أعلنت كتائب القسام ذلك", "كتائب القسام", ActorRole.GROUP),
        ("أعلنت حركة النهضة التونسية ذلك", "حركة النهضة التونسية", ActorRole.GROUP),
        ("نشرت صحيفة «الأخبار» ذلك", "صحيفة «الأخبار", ActorRole.MEDIA_OUTLET),
        ("قالت قناة الميادين إن", "قناة الميادين", ActorRole.MEDIA_OUTLET),
        ("أكدت وزارة الداخلية ذلك", "وزارة الداخلية", ActorRole.AGENCY),
        ("دعت الحكومة اليمنية إلى ذلك", "الحكومة اليمنية", ActorRole.AGENCY),
        ("الهيئة العامة للغذاء والدواء حذرت", "الهيئة العامة للغذاء والدواء", ActorRole.AGENCY),
    ],
)
def test_names_with_evidence_are_suggested(text: str, name: str, role: ActorRole) -> None:
    assert role_of(text, name) is role


@pytest.mark.parametrize(
    "text",
    [
        "على الرغم من ذلك عاد على الفور على التوالي",
        "قالت جماعة سلفية صغيرة إنها أطلقت الصاروخ",
        "أعلنت الشركة أن حركة أسعار النفط تراجعت",
        "قال متحدث باسم مقاتلين إن المعركة انتهت",
        "في مدينة الملك عبدالعزيز الرياضية",
        "إن شاء الله والحمد لله رب العالمين",
        "قررت لجنة التحكيم ذلك في مركز الشرطة",
        "أمطار غزيرة على عسير مساء أمس",
    ],
)
def test_grammar_places_and_formulas_are_no_actors(text: str) -> None:
    assert names(text, "ar") == set()


def test_a_surname_counts_after_the_full_name() -> None:
    text = "قال الشيخ نعيم الكعود ذلك. وأضاف الكعود المزيد."
    [found] = candidates(text, "ar")
    assert [text[a:b] for a, b in found.spans] == ["نعيم الكعود", "الكعود"]


def test_letters_of_grammar_belong_to_no_name() -> None:
    text = "جاء جابر الزيادي ومحمد القحطاني، ولقناة الميادين مراسل"
    assert names(text, "ar") == {"جابر الزيادي", "محمد القحطاني", "قناة الميادين"}


def test_common_words_that_fold_to_first_names_are_none() -> None:
    assert names("تحدث باسم فلسطين وقال أمينه العام إن أمير منطقة عسير وصل", "ar") == set()
