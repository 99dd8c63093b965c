"""Test Arabic names that only their surroundings show."""

from __future__ import annotations

import pytest
from dossier.actors.candidates import find_candidates
from dossier.actors.gazetteer import build_gazetteer

NOBODY = build_gazetteer([])


def names(text: str) -> dict[str, int]:
    return {one.name: len(one.spans) for one in find_candidates(text, "ar", [], NOBODY)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وقال المصدر في تصريح خاص لـ«عكاظ» إن العملية انتهت أمس.", "عكاظ"),
        ('وأكد الضابط لـ"الوطن" أن القوات تقدمت.', "الوطن"),
        ("وقال ماثيو تيرنر المحلل في البنك إن السعر ارتفع.", "ماثيو تيرنر"),
        ("ثم تعادل نادي الصقور مع ضيفه أمس.", "الصقور"),
    ],
)
def test_surroundings_show_a_name(text: str, name: str) -> None:
    assert any(name in found for found in names(text))


def test_clubs_in_a_row_are_each_a_name() -> None:
    found = names("تنافست أندية الصقور والنمور والبحارة على البطولة في الموسم الحالي.")

    assert {"الصقور", "النمور", "البحارة"} <= found.keys()


def test_a_surname_is_found_again_behind_letters_of_grammar() -> None:
    found = names(
        "التقى اللواء منصور التركي الصحفيين. وأشادوا بالتركي بعد اللقاء، ثم سأل مراسل: هل للتركي رد؟ فالتركي صامت."
    )

    assert found["منصور التركي"] >= 3


@pytest.mark.parametrize(
    "text",
    [
        "وقال مصدر مسؤول إن الاجتماع انتهى.",
        "وقال شهود عيان إن القصف استمر ساعات.",
        "تراجعت حركة أسعار النفط. ثم ارتفعت أسعار الغاز.",
        "وأعلن فريق البحث نتائج الدراسة. وقال الفريق إن البحث مستمر.",
    ],
)
def test_ordinary_subjects_are_no_names(text: str) -> None:
    assert names(text) == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وصل اللاعب الغاني سولي مونتاري أمس", "سولي مونتاري"),
        ("ضم الفريق الجناح السويسري الدولي شيردان شاكيري من هناك", "شيردان شاكيري"),
        ("حكمت المحكمة على ريتشارد باركلي وجوش بارسونز أمس", "جوش بارسونز"),
    ],
)
def test_the_letters_of_a_foreign_name_are_evidence(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "قرر البنك المركزي الأوروبي لإيجاد شروط الخطة",
        "فاز السعودي كلاعب آسيوي بارز هناك",
        "بحث الوزير الفرنسي سبل خفض التكاليف",
        "رفض الجانب المصري مشاريع قوانين جديدة",
    ],
)
def test_words_behind_a_nationality_are_mostly_none(text: str) -> None:
    assert not [name for name in names(text) if "البنك" not in name]
