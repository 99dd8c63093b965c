"""Say whether an Arabic word may be a foreign name: what it doesn't look like."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dossier.actors.arabic_text import keys_of
from dossier.actors.words import Words, is_arabic
from dossier.actors.words_arabic import COMMON, FUNCTION, SPEECH, TITLES

BEARERS = keys_of(
    "خادم منتخب نادي لكرة مسؤول مسئول مسؤولون مسؤولين مصدر مصادر خبراء خبير شهود شاهد بيان تقرير متحدث متحدثة دبلوماسي دبلوماسيون سكان ناشطون "
    "ناشط طبيب أطباء محللون محلل متعاملون باحثون علماء عالم وزير رئيس قائد ضابط ضباط عناصر مواطنون مراقبون أهالي أقارب "
    "والد والدة شقيق نجل ابن زوجة جيران زملاء قياديون نواب نائب مسلحون مقاتلون صحفي صحفيون محام محامي مدير عضو أعضاء موظف "
    "موظفون طلاب عمال رجل رجال امرأة نساء سيدة شاب شبان فتاة طفل مهندس خطيب إمام تاجر تجار مزارع لاعب مدرب جنود جندي عدد "
    "معظم غالبية بعض أحد إحدى كل جميع آخر آخرون كبير كبار أبناء أفراد فريق مجموعة لجنة هيئة مؤلف كاتب ممثل ممثلة نجم نجمة"
)
"""Indefinite words that may follow a verb of speech as its subject: no names."""
_VERB = re.compile(r"^(?:ي|ت|سي|ست|است|ا?ن)\w{3,}$")
_ADJECTIVE = re.compile(r"(?:يه|ات|(?<![بنركت]س)ون|ين)$")


_FOREIGN_LETTERS = re.compile(
    r"[پچڤگژ]|(?:[^اوي]و|سكي|يتش|نغ|ينج|شتاين|بيرغ|برغ|ونز|سون|وف|يف|يك|يز|يل|ين|[اوي]س)$"
)
_BROKEN_PLURAL = re.compile(r"^\w(?:[^اوي]|وا|يا)ا\w")


def sounds_foreign(key: str) -> bool:
    """Whether the letters of a folded word are those of a foreign name: its vowels are all written.

    مونتاري, بارسونز, سيلموفيك: five letters or more, two long vowels that no broken plural has there, or an
    ending that Arabic words without an article rarely have.
    """
    if len(key) < 5 or key.startswith("ال") or _BROKEN_PLURAL.match(key) or _ADJECTIVE.search(key):
        return False
    vowels = sum(letter in "اوي" for letter in key[1:])
    return vowels >= 3 or (vowels >= 2 and bool(_FOREIGN_LETTERS.search(key)))


def follows(words: Words, index: int) -> bool:
    return 0 < index < len(words) and not words.gap(index).strip(" \u00a0")


def may_be_foreign(words: Words, index: int, barriers: frozenset[int], states: Mapping[int, bool]) -> bool:
    """Whether a word may be a foreign name: no article, no grammar, no verb, no adjective's or plural's ending."""
    key = words.keys[index]
    return (
        len(key) >= 3
        and is_arabic(key)
        and index not in barriers
        and index not in states
        and not key.startswith(("ال", "وال", "بال", "لل"))
        and key not in COMMON
        and key not in FUNCTION
        and key not in BEARERS
        and key not in TITLES
        and key not in SPEECH
        and not ((key[0] in "وفبلك" or len(key) < 4) and key[1:] in SPEECH | FUNCTION)
        and (not _VERB.match(key) or (key[0] == "ن" and sum(letter in "اوي" for letter in key) > 2))
        and not _ADJECTIVE.search(key)
        and not key.endswith(("ها", "هم", "نا", "وا"))
        and not words.surface(index).endswith(("ة", "ه", "ى", "اً", "ًا"))
    )
