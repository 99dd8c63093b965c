"""Unknown organisations, clubs and foreigners in Arabic, by the rules that look at two or three words."""

from __future__ import annotations

import pytest
from dossier.domain.actors import ActorRole

from tests.unit.actors.test_candidates import candidates, names


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("نهب المسلحون البنك المركزي العراقي أمس", "البنك المركزي العراقي", ActorRole.AGENCY),
        ("وصل مقاتلون من المقاومة الشعبية إلى المدينة", "المقاومة الشعبية", ActorRole.AGENCY),
        ("وتلقت لجنة سلامة المستهلك بلاغا", "لجنة سلامة المستهلك", ActorRole.AGENCY),
        ("تبنت جماعة أنصار الصحراء الهجوم", "جماعة أنصار الصحراء", ActorRole.GROUP),
        ("قال مصدر في قوات حماية الفرات ذلك", "قوات حماية الفرات", ActorRole.AGENCY),
        ("أوقف جهاز الاستخبارات والأمن الوطني رجلا", "جهاز الاستخبارات والأمن الوطني", ActorRole.AGENCY),
        ("وبحسب موقع الصومال الجديد فإن ذلك صحيح", "موقع الصومال الجديد", ActorRole.MEDIA_OUTLET),
        ("استهدف مجاهدو سرية الشهيد أبي خالد الموقع", "سرية الشهيد أبي خالد", ActorRole.GROUP),
        ("أعلنت هيئة الاتصالات وتقنية المعلومات ذلك", "هيئة الاتصالات وتقنية المعلومات", ActorRole.AGENCY),
        ("سبق – وكالات: أحالت المحكمة القضية", "سبق", ActorRole.MEDIA_OUTLET),
        ("وقال الجنرال إبراهيم سو، إن الأمر انتهى", "إبراهيم سو", ActorRole.PERSON),
        ("التقى الوزير نظيره الصيني دونغ جون في المدينة", "دونغ جون", ActorRole.PERSON),
        ("ملك الأردن عبدالله الثاني بن الحسين", "عبدالله الثاني بن الحسين", ActorRole.PERSON),
        ("قال المتحدث باسم وزارة الداخلية اللواء منصور التركي ذلك", "منصور التركي", ActorRole.PERSON),
        ("وقال القيادي في التيار العوني النائب فريد الخازن ذلك", "التيار العوني", ActorRole.GROUP),
        ("داليا أبوالعيش – عين اليوم نشر رجل صورة", "داليا أبوالعيش", ActorRole.PERSON),
        ("عمر بخاري- عكاظ- جدة: وقع حادث", "عمر بخاري", ActorRole.PERSON),
        ("قالت الجمعية العمومية لنادي الشعلة ذلك", "نادي الشعلة", ActorRole.ORGANISATION),
        ("زار نادي روتشيني الإنجليزي أمس", "نادي روتشيني الإنجليزي", ActorRole.ORGANISATION),
        ("كشف مدير الفرع د. صالح الربيعة ذلك", "صالح الربيعة", ActorRole.PERSON),
        ("زار رئيس القسم ماجد الطيار بحضور أهله", "ماجد الطيار", ActorRole.PERSON),
        ("قال المدرب الجديد لازلو بولوني ذلك", "لازلو بولوني", ActorRole.PERSON),
        ("جاء ذلك في بيان أصدره الديوان الملكي أمس", "الديوان الملكي", ActorRole.AGENCY),
        ("قال لتلفزيون سي.إن.إن عن ذلك", "سي.إن.إن", ActorRole.MEDIA_OUTLET),
        (
            "أصدرت الجمعية الدولية لخطوط الملاحة (SITA) تقريرا",
            "الجمعية الدولية لخطوط الملاحة",
            ActorRole.ORGANISATION,
        ),
        ("افتتح نادي الملك سلمان دورة", "نادي الملك سلمان", ActorRole.ORGANISATION),
    ],
)
def test_names_are_whole(text: str, name: str, role: ActorRole) -> None:
    found = {one.name: one.role for one in candidates(text, "ar")}
    assert found.get(name) is role, found


@pytest.mark.parametrize(
    "text",
    [
        "تلتزم الدولة بسياسة حسن الجوار مع الجميع",
        "وقع الحادث في محافظة أبو عريش ثم عاد أهل أبو عريش إلى بيوتهم",
        "قال وزير الدفاع القطري إن الزيارة ناجحة",
        "عقد الاجتماع لصالح الأعمال الخيرية هناك",
        "أعلنت الوزارة أمس (السبت) أن العمل مستمر",
        "أجرى وزير الدفاع اليوم اتصالاً هاتفياً بزميله",
        "نقله رجل على موقع التواصل الاجتماعي",
        "وتولت فرق الإطفاء مكافحة الحريق أمس",
        "دعم الحركة السياحية في المنطقة كبير",
        "أعلنت المدرسة أسماء المرشحات أمس",
        "عالجه الأطباء بمستشفى الملك فيصل التخصصي أمس",
        "ضبطت الجمارك مسؤولي شركة امتنعت عن الدفع",
        'حضر الناس ملتقى "نور الهدى" أمس',
        "شكر الناس لأمير منطقة الرياض عمله",
        "قررت الشركة المنظمة للمعسكر إلغاء اللقاء",
        "انتخب الناس رئيس وأعضاء مجلس الإدارة أمس",
        "شمل العمل تنظيم المباراة والإشراف عليها",
        "تواصل الحكام وإدارة الإستاد والأمن معهم",
        "التحقت الإدارة المكلفة بالعمل فعليا أمس",
        "شكر رئيس النادي للاعب جهده",
        "سلم الرجل الجائزة للواء ركن متقاعد",
        "وصلت البعثة الزرقاء المعسكرة في الخارج",
    ],
)
def test_look_alikes_are_not_suggested(text: str) -> None:
    assert not names(text, "ar")


def test_a_name_in_quotation_marks_behind_a_body_is_its_own() -> None:
    found = names('ذكرت وكالة الأنباء الإماراتية الرسمية "وام" ذلك، ونفت وام الخبر', "ar")
    assert "وام" in found


def test_clubs_stand_in_tables_of_scores_and_before_the_game() -> None:
    text = "نتائج الدوري: القادسية x الاتفاق 4-3. وفي مباراة أخرى لعب فريق النصر أمام الهلال، وقال لاعب الفريق إن النصر فاز."
    assert {"القادسية", "الاتفاق", "الهلال"} <= set(names(text, "ar"))


def test_a_match_and_a_stadium_are_no_clubs() -> None:
    text = "يعتبر مراقب المباراة ممثلا للاعب. قال لاعب الفريق في مباراة الدوري إن مدرب الشباب وإدارة الكرة أمام الملعب."
    assert not names(text, "ar")


def test_a_club_is_a_common_word_outside_a_game() -> None:
    assert not names("وقف الرجل أمام الهلال وقال إن النصر قريب", "ar")


def test_the_surname_that_a_text_uses_need_not_be_the_last() -> None:
    text = "دعا محمود الصرخي الحسني إلى ذلك. وأضاف الصرخي أن الأمر خطير. وأكد الصرخي ذلك."
    (found,) = [one for one in candidates(text, "ar") if "الصرخي" in one.name]
    assert len(found.spans) == 3


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("أسس الرجل جماعة التوحيد في الصحراء الكبرى ثم رحل", "جماعة التوحيد في الصحراء الكبرى"),
        ("طلب التنسيق مع دائرة المخابرات العامة أمس", "دائرة المخابرات العامة"),
        ("دعا الحضور وحدة مكافحة غسل الأموال إلى ذلك", "وحدة مكافحة غسل الأموال"),
        ("باحثة في معهد قرطاج للدراسات الاستراتيجية هناك", "معهد قرطاج للدراسات الاستراتيجية"),
    ],
)
def test_names_of_many_words_are_whole(text: str, name: str) -> None:
    assert name in names(text, "ar")
