"""Unknown persons in Arabic: fathers, princes, foreign names, and words that only look like names."""

from __future__ import annotations

import pytest
from dossier.domain.actors import ActorRole

from tests.unit.actors.test_candidates import candidates, role_of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("أقدم المواطن ساهر بن لافي الرشيدي على ذلك", "ساهر بن لافي الرشيدي"),
        ("وأوضح المتحدث الرسمي للإدارة، مساعد عايش العتيبي أن الأمر انتهى", "مساعد عايش العتيبي"),
        ("حصل المخترع الروسي أندريه تشوبايس على جائزة", "أندريه تشوبايس"),
        ("اصطدم المهاجم برأس منافسه جيمس توميلينز في المباراة", "جيمس توميلينز"),
        ("قال وزير النقل الماليزي ليو تيونج لاي ذلك", "ليو تيونج"),
        ("كما أكد رئيس لجنة الحكام بالاتحاد الوطني لكرة الطائرة خالد الماجد ذلك", "خالد الماجد"),
        ("صرح رئيس مجلس الإدارة عبد العزيز الماجد قائلا إن الشركة ربحت", "عبد العزيز الماجد"),
        ("كان في وداعه أمين عمان رعد بلتاجي ومحافظ العاصمة", "رعد بلتاجي"),
        ("أكد المدير عبدالرحمن حبيب عبدالله، أن العمل مستمر", "عبدالرحمن حبيب عبدالله"),
        ("تعادل فريق المدرب اليوناني دونيس الذي غاب", "دونيس"),
        ("وصل ديك فانلينج إلى هناك أمس. وأثنى فانلينج على الجميع", "ديك فانلينج"),
        ("والفقيدة عمة الكابتن عبدالله سلطان، وخالة آخرين", "عبدالله سلطان"),
        ("قال زعيمهم الملا عمر في بيان", "الملا عمر"),
        ("الفقيد أبو ماجد. وأشار رئيس القسم محمد الفايز إلى ذلك", "محمد الفايز"),
    ],
)
def test_persons_are_named_in_full(text: str, name: str) -> None:
    assert role_of(text, name) is ActorRole.PERSON


@pytest.mark.parametrize(
    "text",
    [
        "زار اللاعب لإجراء عملية جراحية، ثم عاد لإجراء فحص",
        "شكر الأهالي أمير المنطقة على ذلك",
        "وصل القطار إلى خميس مشيط ثم مرسى مطروح",
        "يا بابا الغالي بابا رد علي",
        "أجرى أمير منطقة عسير اتصالا هاتفيا أمس، وكان اتصالا طويلا",
        "يعالج المرضى في مستشفى الملك فهد وفي ثانوية الأمير سلطان",
        "وعسل الورد يزيد الإقبال عليه",
    ],
)
def test_look_alikes_are_no_persons(text: str) -> None:
    assert not [one.name for one in candidates(text, "ar") if one.role is ActorRole.PERSON]


def test_a_prince_is_found_by_his_first_name_and_a_doctor_by_his_middle_name() -> None:
    text = "استقبل الأمير جلوي بن عبدالعزيز الدكتور عبدالله بن عويقل السلمي. وشكر الأمير جلوي كل من حضر، ورحب الدكتور عويقل بهم."
    found = {one.name: len(one.spans) for one in candidates(text, "ar")}
    assert found == {"جلوي بن عبدالعزيز": 2, "عبدالله بن عويقل السلمي": 2}


def test_a_surname_with_the_article_is_found_again_behind_its_preposition() -> None:
    text = "وصل حمد القحطاني أمس، وقال مصدر إن للقحطاني رأيا آخر."
    (found,) = candidates(text, "ar")
    assert (found.name, len(found.spans)) == ("حمد القحطاني", 2)
