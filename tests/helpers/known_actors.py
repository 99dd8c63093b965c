"""A small gazetteer for the tests of recognition: field names with all the traps."""

from __future__ import annotations

from functools import cache

from dossier.actors.gazetteer import Gazetteer, GazetteerEntry, build_gazetteer
from dossier.domain.actors import ActorId, ActorRole, AliasForm

# key | role | names; *x = ambiguous, ~x = adjective, capitals alone = acronym | context words
_ACTORS = """
is | group | Islamic State; *IS; ISIS; ISIL; Daesh; Islamic State of Iraq and Syria; داعش; الدولة الإسلامية; تنظيم الدولة | attack, jihad, caliphate, al-Naba, spokesperson, militants, terrorist
iskp | group | Islamic State Khorasan; ISKP; ISIS-K; Islamic State Khorasan Province; ولاية خراسان |
hamas | group | Hamas; *حماس; حركة حماس; حركة المقاومة الإسلامية | Gaza, Israel, Sinwar, غزة, إسرائيل, القسام
hezbollah | group | Hezbollah; Hizbullah; حزب الله |
houthis | group | Houthi; Ansar Allah; الحوثي; الحوثيون; الحوثيين; أنصار الله |
alqaeda | group | al-Qaeda; Al-Qa'ida; *القاعدة; تنظيم القاعدة | jihad, bin Laden, الظواهري, جهاد, إرهاب
shabaab | group | al-Shabaab; *الشباب; حركة الشباب | Somalia, الصومال, مقديشو
hts | group | Hayat Tahrir al-Sham; HTS; هيئة تحرير الشام |
wagner | group | Wagner Group; *Wagner; PMC Wagner; فاغنر | Prigozhin, mercenaries, Russia, Africa
irgc | agency | Islamic Revolutionary Guard Corps; Revolutionary Guards; IRGC; الحرس الثوري |
quds | agency | Quds Force; IRGC-QF; فيلق القدس |
idf | agency | Israel Defense Forces; Israeli Defense Forces; IDF |
analyst | media outlet | *Media Analyst | Telegram, channel, ISIS, pro-ISIS, outlet
talai | media outlet | Tala'i' al-Ansar |
naba | media outlet | al-Naba; *النبأ | ISIS, weekly, issue
sabereen | media outlet | Sabereen News |
memri | organisation | MEMRI; Middle East Media Research Institute |
winep | organisation | Washington Institute for Near East Policy; WINEP |
sinwar | person | Yahya Sinwar; يحيى السنوار |
haniyeh | person | Ismail Haniyeh; إسماعيل هنية |
hudhayfah | person | Abu Hudhayfah Al-Ansari; أبو حذيفة الأنصاري |
khamenei | person | Ali Khamenei; Khamenei; خامنئي |
khomeini | person | Ruhollah Khomeini |
netanyahu | person | Benjamin Netanyahu; Netanyahu; نتنياهو |
biden | person | Joe Biden; Biden |
trump | person | Donald Trump; Trump |
assad | person | Bashar al-Assad; Assad; بشار الأسد |
putin | person | Vladimir Putin; Putin |
may | person | Theresa May; *May | Brexit, Downing Street
khaled1 | person | Khaled Hassan |
khaled2 | person | Khaled Hassan |
iran | state | Iran; ~Iranian; Tehran; إيران; ~إيراني |
israel | state | Israel; ~Israeli; إسرائيل; ~إسرائيلي |
us | state | United States; *US; U.S.; USA; ~American; الولايات المتحدة; ~أمريكي | Washington, White House, Biden
russia | state | Russia; ~Russian; روسيا; ~روسي |
syria | state | Syria; ~Syrian; سوريا; ~سوري |
iraq | state | Iraq; ~Iraqi; العراق; ~عراقي |
lebanon | state | Lebanon; ~Lebanese; لبنان |
qatar | state | Qatar; قطر |
egypt | state | Egypt; ~Egyptian; مصر |
turkey | state | *Turkey; Türkiye; ~Turkish; تركيا | Ankara, Erdogan
jordan | state | *Jordan; ~Jordanian; الأردن | Amman, Hashemite
chad | state | *Chad | N'Djamena, Sahel
nato | organisation | NATO; North Atlantic Treaty Organization; الناتو |
"""


@cache
def _parsed() -> tuple[dict[str, ActorId], Gazetteer]:
    keys: dict[str, ActorId] = {}
    entries = []
    for number, line in enumerate(_ACTORS.strip().splitlines(), start=1):
        key, role, names, context = (part.strip() for part in line.split("|"))
        keys[key] = ActorId(number)
        words = tuple(word.strip() for word in context.split(",") if word.strip())
        for name in names.split(";"):
            value = name.strip()
            form = AliasForm.ADJECTIVE if value.startswith("~") else AliasForm.NAME
            entries.append(
                GazetteerEntry(
                    ActorId(number), value.lstrip("*~"), form, value.startswith("*"), ActorRole(role), words
                )
            )
    return keys, build_gazetteer(entries)


def known_gazetteer() -> Gazetteer:
    """The gazetteer of the actors above."""
    return _parsed()[1]


def key_of_actor(actor_id: ActorId) -> str:
    """The key, as above, of an actor's id."""
    return {number: key for key, number in _parsed()[0].items()}[actor_id]
