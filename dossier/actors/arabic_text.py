"""Look at the words of an Arabic text as the rules for unknown names need them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dossier.actors.words import Words, key_of


def keys_of(text: str) -> frozenset[str]:
    """The folded words of a list."""
    return frozenset(key_of(word)[0] for word in text.split())


PRONOUN_END = re.compile(r"(?:ها|هم|هما|هن|كم|وا)$")
NO_NAME = keys_of(
    "المذكورة المذكور المعنية المعني الجديدة الجديد القادم القادمة الماضي الماضية الحالي الحالية الأخيرة الأخير الأولى "
    "الأول الثاني الثانية الثالث الثالثة الخاصة الخاص المقبل المقبلة نفسها نفسه المحلية الواحد الواحدة كبيرة كبير جديدة "
    "جديد مسلحة أخرى آخر مختصة متخصصة خاصة كاملة أمس المختصة المتخصصة المنظمة الوحيد الوحيدة الرئيسي الرئيسية بأكملها "
    "الحادث الجريمة الخبر التحكيم إلا الأم الفائز الفائزة المنافس المشاركة المشارك المالكة الأحد الاثنين الثلاثاء "
    "الأربعاء الخميس الجمعة السبت الإرهابية الإرهابي المتمردين المتمردة المتطرفة المسلحة المسلحين الموالية الموالي التابع "
    "التابعة الانقلابية السابق السابقة الحفل المتشددة المتشددين المعارضة المذكورين للسنوات للعام للمرة للموسم للفترة للشهر "
    "العاشرة التاسعة الثامنة السابعة السادسة الخامسة الرابعة العشرين الثلاثين الأربعين الخمسين لصالح للسنة المنتفضة المتواجدة المتواجد الموجود الموجودة المعروفة المعروف آخرون آخرين اللاعبين اللاعبون الطلاب المواطنين المواطنون المرضى العاملين الأعضاء المصابين"
)
"""Words that end a name."""


@dataclass(frozen=True)
class ArabicText:
    """The words, and which of them are known: other actors' (never crossed), states' (may be part of a name)."""

    words: Words
    barriers: frozenset[int]
    states: Mapping[int, bool]

    def key(self, index: int) -> str:
        """The folded word, or "" beyond the end."""
        keys = self.words.keys
        return keys[index] if 0 <= index < len(keys) else ""

    def follows(self, index: int) -> bool:
        """Whether only a space stands between word `index` and the one before."""
        return 0 < index < len(self.words.keys) and not self.words.gap(index).strip(
            " \u00a0\u200b\u200e\u200f"
        )

    def times(self, key: str) -> int:
        """How often a word stands in the text, letters of grammar in front allowed."""
        places = self.words.places
        return sum(len(places.get(prefix + key, ())) for prefix in ("", "و", "ل", "ف", "ب"))
