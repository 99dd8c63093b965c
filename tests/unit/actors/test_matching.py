"""Test the comparison of names: symmetric, explained, never raising, right on the cases people quarrel about."""

from __future__ import annotations

import pytest
from dossier.actors.matching import NameVerdict, compare_names, name_keys
from dossier.actors.seeds import starter_lookup
from dossier.paths import resource
from dossier.text.normalize import fold
from hypothesis import given
from hypothesis import strategies as st

NAMES = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=st.sampled_from(list("aeiou bdhklmnrs-'ابحسنولي ـ\u200c12.IIABU")), max_size=40),
)


@given(NAMES, NAMES)
def test_any_two_strings_compare_the_same_both_ways(a: str, b: str) -> None:
    one, other = compare_names(a, b), compare_names(b, a)

    assert (one.verdict, one.score) == (other.verdict, other.score)
    assert 0.0 <= one.score <= 1.0
    assert one.reasons
    assert all(reason.endswith(".") for reason in one.reasons)


@given(NAMES)
def test_comparing_is_deterministic(name: str) -> None:
    assert compare_names(name, "Hassan Nasrallah") == compare_names(name, "Hassan Nasrallah")


@pytest.mark.parametrize("filler", ["a", "abu ", "الله ", "al-x ", "Abd al-", "bin bin ", "٣"])
def test_names_of_a_thousand_characters_are_answered(filler: str) -> None:
    name = (filler * 1000)[:1000]
    assert compare_names(name, name[::-1]).verdict in NameVerdict
    assert compare_names(name, name).verdict is not NameVerdict.DIFFERENT or not fold(name).strip()


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Hassan Nasrallah", "حسن نصر الله"),
        ("Hezbollah", "Hizballah"),
        ("Ansar Allah", "أنصار الله"),
        ("Sana'a", "Sanaa"),
        ("HAMAS", "Hamas"),
    ],
)
def test_spellings_and_translations_of_one_name_are_the_same(a: str, b: str) -> None:
    assert compare_names(a, b).verdict is NameVerdict.SAME


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Hamas", "Hama"),
        ("ISIS", "ISI"),
        ("Saddam Hussein", "Uday Hussein"),
        ("Brigade 313", "Brigade 315"),
        ("Islamic Jihad", "Islamic State"),
        ("Army of Islam", "Army of Conquest"),
        ("Iran", "Iraq"),
    ],
)
def test_names_one_letter_or_one_relative_apart_are_different(a: str, b: str) -> None:
    assert compare_names(a, b).verdict is NameVerdict.DIFFERENT


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Nasrallah", "Hassan Nasrallah"),
        ("Yahya Sinwar", "Yahya Ibrahim Hassan al-Sinwar"),
        ("HTS", "Hayat Tahrir al-Sham"),
        ("Abu Hafs", "Abu Hafs al-Hashimi"),
    ],
)
def test_a_part_of_a_name_is_never_the_same_by_itself(a: str, b: str) -> None:
    assert compare_names(a, b).verdict is NameVerdict.POSSIBLE


@pytest.mark.parametrize(
    ("a", "b"),
    [("Hassan Nasrallah", "Hussein Nasrallah"), ("Yahya Sinwar", "Mohammed Sinwar"), ("AQAP", "Al-Qaeda")],
)
def test_relatives_and_branches_are_never_the_same(a: str, b: str) -> None:
    assert compare_names(a, b).verdict is not NameVerdict.SAME


@pytest.mark.parametrize(
    ("a", "b"), [("Islamic State", "الدولة الإسلامية"), ("Jabhat al-Nusra", "Nusra Front")]
)
def test_translated_names_are_at_least_possible(a: str, b: str) -> None:
    assert compare_names(a, b).verdict is not NameVerdict.DIFFERENT


def test_curated_aliases_decide_before_the_letters() -> None:
    table = {
        "daesh": frozenset({"islamic-state"}),
        "isis": frozenset({"islamic-state"}),
        "hama": frozenset({"hama"}),
        "hamas": frozenset({"hamas"}),
        "is": frozenset({"islamic-state", "indefinite-state"}),
    }

    def aliases(name: str) -> frozenset[str]:
        return table.get(fold(name), frozenset())

    assert compare_names("Daesh", "ISIS", aliases).verdict is NameVerdict.SAME
    assert compare_names("Hamas", "Hama", aliases).verdict is NameVerdict.DIFFERENT
    assert compare_names("IS", "ISIS", aliases).verdict is NameVerdict.POSSIBLE
    assert compare_names("Daesh", "ISIS").verdict is NameVerdict.DIFFERENT


@pytest.mark.parametrize(
    ("a", "b"),
    [("Hassan Nasrallah", "حسن نصر الله"), ("Hezbollah", "Hizballah"), ("HTS", "Hayat Tahrir al-Sham")],
)
def test_names_of_one_actor_share_a_key(a: str, b: str) -> None:
    assert name_keys(a) & name_keys(b)


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("Nasrallah, Hassan", "Hasan Nasrallah", NameVerdict.SAME),
        ("Tehrik-i-Taliban Pakistan", "TTP", NameVerdict.POSSIBLE),
        ("PFLP", "الجبهة الشعبية لتحرير فلسطين", NameVerdict.POSSIBLE),
        ("MNLA", "National Movement for the Liberation of Azawad", NameVerdict.POSSIBLE),
        ("Hossein Amir-Abdollahian", "Hussein Amirabdollahian", NameVerdict.POSSIBLE),
        ("مُحَمَّد الضَّيْف", "محمد الضيف", NameVerdict.SAME),
        ("Qasem Soleimani", "Qasem Suleiman", NameVerdict.POSSIBLE),
        ("Junud al-Sham", "Jund al-Sham", NameVerdict.POSSIBLE),
    ],
)
def test_spellings_of_lists_and_papers(a: str, b: str, verdict: NameVerdict) -> None:
    assert compare_names(a, b).verdict is verdict


def test_known_translations_join_what_no_spelling_can() -> None:
    aliases = starter_lookup()

    assert compare_names("Saudi Press Agency", "واس", aliases).verdict is NameVerdict.SAME
    assert compare_names("Islamic Revolutionary Guards Corps", "IRGC", aliases).verdict is NameVerdict.SAME
    assert compare_names("PKK", "PYD", aliases).verdict is NameVerdict.DIFFERENT
    assert compare_names("PRC", "China", aliases).verdict is NameVerdict.POSSIBLE  # also a Palestinian group


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("Deputy Foreign Minister Ali Bagheri Kani", "Ali Baqeri Kani", NameVerdict.SAME),
        ("Lt Gen Abdel Fattah al-Burhan", "الفريق أول عبد الفتاح البرهان", NameVerdict.SAME),
        ("اللواء حسين سلامي", "حسين سلامي", NameVerdict.SAME),
        ("444th Brigade", "اللواء 444", NameVerdict.SAME),
        ("Eighth Brigade", "اللواء الثامن", NameVerdict.SAME),
        ("Eighth Brigade", "8th Brigade", NameVerdict.SAME),
        ("Eighth Brigade", "Seventh Brigade", NameVerdict.DIFFERENT),
        ("George Bush", "George W. Bush", NameVerdict.POSSIBLE),
        ("Mali", "مالي", NameVerdict.POSSIBLE),  # also "financial"
        ("Daily Sabah", "ديلي صباح", NameVerdict.SAME),
        ("Axmed Cabdi", "Ahmed Abdi", NameVerdict.POSSIBLE),
    ],
)
def test_offices_numbers_and_words_of_other_languages(a: str, b: str, verdict: NameVerdict) -> None:
    assert compare_names(a, b).verdict is verdict


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("Northern Command", "פיקוד הצפון", NameVerdict.SAME),
        ("Northern Command", "פיקוד הדרום", NameVerdict.DIFFERENT),
        ("Supreme Court", "בית המשפט העליון", NameVerdict.SAME),  # Hebrew puts the adjective behind
        ("House of Peace", "בית שלום", NameVerdict.SAME),  # no court without "justice" behind it
        ("Ministry of Education", "Eğitim Bakanlığı", NameVerdict.POSSIBLE),  # in another order
        ("Ministry of Education", "Milli Savunma Bakanlığı", NameVerdict.DIFFERENT),
        ("Northern Fleet", "Северного флота", NameVerdict.SAME),
        ("Northern Fleet", "Балтийского флота", NameVerdict.DIFFERENT),
        ("State Oil Company", "شرکت نفت", NameVerdict.POSSIBLE),  # of whose, a translation may omit
        ("State Oil Company", "شرکت گاز", NameVerdict.DIFFERENT),
        ("Federal Security Service", "Федеральная служба охраны", NameVerdict.POSSIBLE),  # never the same
        ("Joint Command of Basra", "القيادة المشتركة في بغداد", NameVerdict.DIFFERENT),
        ("Turkish Red Crescent", "Türk Kızılayı", NameVerdict.SAME),
        ("Council of Muftis of Russia", "Совет муфтиев России", NameVerdict.POSSIBLE),
        ("Football Association", "الاتحاد لكرة القدم", NameVerdict.POSSIBLE),
        ("Ministry of Agriculture", "وزارت کشاورزی", NameVerdict.SAME),
        ("Ministry of Peace", "وزارة الأمن", NameVerdict.POSSIBLE),  # Urdu امن is peace
        ("حركة حسم", "حركة حزم", NameVerdict.POSSIBLE),  # two words of one language for one thing
        ("Al-Raya", "الرأي", NameVerdict.DIFFERENT),
        ("Al-Rai", "الراية", NameVerdict.POSSIBLE),
        ("David Azoulay", "דוד אזולאי", NameVerdict.POSSIBLE),
        ("Court of Annulment", "محكمة التعقيب", NameVerdict.POSSIBLE),
        ("Baroud", "برود", NameVerdict.POSSIBLE),  # بارود
        ("Salim Saadeh", "سليم سعد", NameVerdict.POSSIBLE),  # سعادة
        ("Sabah al-Saadi", "صباح السعدي", NameVerdict.POSSIBLE),  # الساعدي is written so too
        ("Zeev Elkin", "זאב אלקין", NameVerdict.POSSIBLE),
        ("Free National Movement", "الحركة الوطنية الحرة", NameVerdict.SAME),
        ("Free Patriotic Movement", "الحركة الوطنية الحرة", NameVerdict.POSSIBLE),  # التيار الوطني الحر
        ("National Salvation Front", "جبهة الخلاص الوطني", NameVerdict.POSSIBLE),  # الإنقاذ
        ("Homeland Party", "حزب الأمة", NameVerdict.DIFFERENT),
        ("Movement of the People", "الحركة الشعبية", NameVerdict.POSSIBLE),  # حركة الشعب
        ("Boutros Harb", "جوزيف حرب", NameVerdict.DIFFERENT),  # a family, though the word is "war"
        ("Ministry of Education of Russia", "Минпросвещения России", NameVerdict.POSSIBLE),
        ("Council of Higher Education", "Yükseköğretim Kurulu", NameVerdict.POSSIBLE),
        ("Popular National Council", "المجلس الشعبي الوطني", NameVerdict.SAME),
        ("Resolve Movement", "حركة العزم", NameVerdict.POSSIBLE),
        ("Nawasi Brigade", "لواء القعقاع", NameVerdict.DIFFERENT),  # two proper names
        ("Qatar Fund", "صندوق الكويت", NameVerdict.DIFFERENT),
        ("Royal Court", "المحكمة الملكية", NameVerdict.DIFFERENT),  # a court of law is another
        ("Royal Court", "الديوان الملكي", NameVerdict.SAME),
        ("Al-Sabah", "الصباحية", NameVerdict.POSSIBLE),
        ("Katibat al-Sharqiya", "Eastern Battalion", NameVerdict.POSSIBLE),
        ("Fund for Mines", "صندوق الألغام", NameVerdict.SAME),  # an alef and a lam that are no article
        ("Executive Office of the National Forces", "المكتب التنفيذي للقوات", NameVerdict.POSSIBLE),
        ("Council of State", "Danıştay", NameVerdict.POSSIBLE),
        ("Ministère des Affaires sociales", "وزارة الشؤون الاجتماعية", NameVerdict.SAME),
    ],
)
def test_words_of_many_languages(a: str, b: str, verdict: NameVerdict) -> None:
    assert compare_names(a, b).verdict is verdict


def test_no_word_of_organisations_has_two_meanings() -> None:
    meanings: dict[str, set[str]] = {}
    for file in ("organisation_words", "organisation_words_by_language"):
        for line in resource(f"seeds/{file}.txt").read_text(encoding="utf-8").splitlines():
            if not line.startswith(("#", "[")):
                concept, _, words = line.partition(": ")
                for word in words.split():
                    meanings.setdefault(fold(word), set()).add(concept)

    assert {word: found for word, found in meanings.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("أبو عبيدة", "أبو عبيد", NameVerdict.POSSIBLE),
        ("Maariv", "Marib", NameVerdict.POSSIBLE),
        ("Aden", "Eden", NameVerdict.POSSIBLE),
        ("الاسد بشار", "بشار الأسد", NameVerdict.POSSIBLE),
        ("Le Figaro", "لوفيغارو", NameVerdict.POSSIBLE),
        ("Hassan Nasrallah", "חסן נסראללה", NameVerdict.POSSIBLE),
        ("Syrian President Bashar al-Assad", "بشار الأسد", NameVerdict.SAME),
        ("وزير الخارجية الإيراني عباس عراقجي", "عباس عراقجي", NameVerdict.SAME),
        ("Al-Qassam Brigades", "Izz ad-Din al-Qassam Brigades", NameVerdict.POSSIBLE),
        ("Mohamed Abdelaziz", "Mohamed Ould Abdel Aziz", NameVerdict.POSSIBLE),
        ("European Council", "Council of Europe", NameVerdict.POSSIBLE),
        ("United States Navy", "البحرية الأمريكية", NameVerdict.SAME),
        ("Harkat-ul-Jihad al-Islami", "HuJI", NameVerdict.POSSIBLE),
        ("Dabiq", "Dabke", NameVerdict.POSSIBLE),
        ("Ahmad Tibi", "Ahmad Taybeh", NameVerdict.POSSIBLE),
        ("Tawakul Karman", "Tawakkul Karman", NameVerdict.SAME),
        ("Mahmoud Darwish", "محمود درويش", NameVerdict.SAME),
        ("Fazlur Rahman", "Fazl Rahman", NameVerdict.SAME),
        ("Hezbollah Secretary-General Naim Qassem", "نعيم قاسم", NameVerdict.SAME),
        ("Sadrist Movement", "التيار الصدري", NameVerdict.POSSIBLE),
        ("Lebanese Parliament", "مجلس النواب اللبناني", NameVerdict.SAME),
        ("Kuwaiti Tailors' Union", "اتحاد الخياطين الكويتي", NameVerdict.POSSIBLE),
        ("Kuwaiti Tailors' Union", "اتحاد الأطباء الكويتي", NameVerdict.POSSIBLE),
        ("Kuwaiti Doctors' Union", "اتحاد المعلمين الكويتي", NameVerdict.DIFFERENT),
    ],
)
def test_scripts_offices_and_unknown_words(a: str, b: str, verdict: NameVerdict) -> None:
    assert compare_names(a, b).verdict is verdict
