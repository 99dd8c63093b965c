"""Given names: which spellings are one name, and which look alike but are two (Hassan and Hussein)."""

from __future__ import annotations

import re

from dossier.text.normalize import fold

_NAMES = """
محمد mohammed mohamed muhammad mohammad mohamad muhammed mohamud muhammadu mahamat | محمود mahmoud mahmud mahmood mohamud | احمد ahmed ahmad ahmet akhmad
حامد hamed hamid | حميد hamid hameed | حمد hamad | حماد hammad | حمدي hamdi | حمدان hamdan | حسن hassan hasan | حسان hassan hassaan | حسين hussein hussain husayn hossein hosein husain hussien houssein
علي ali aly | علاء ala alaa | عالي aali | عمر omar umar omer | عمرو amr amro | عامر amer aamir amir | امير amir ameer emir | عمار ammar | عمران imran omran emran | عمير umair omair
عثمان othman osman uthman | خالد khalid khaled halid | خليل khalil khaleel halil | خلدون khaldoun khaldun | خلف khalaf | خليفه khalifa
سعيد said saeed saied | سعد saad sad | سعود saud saoud | سعدي saadi | سيد sayed sayyed sayyid sayid | صالح saleh salih salah | صلاح salah | سالم salem salim | سليم salim saleem selim | سلام salam | سلمان salman | سليمان suleiman sulaiman suleyman soleiman sleiman sulayman solomon
ناصر nasser naser nasir nassir | نصير nasir naseer | نصر nasr | منصور mansour mansoor mansur | جمال jamal gamal djamal cemal | جميل jamil jameel gamil djamil cemil | كمال kamal kemal | كامل kamil kamel | كريم karim kareem kerim | كرم karam | اكرم akram ekrem
راشد rashid rashed rached | رشيد rashid rasheed rachid | رشاد rashad | رشدي rushdi rushdie | رمضان ramadan ramzan ramazan | رمزي ramzi | رامي rami | ماجد majid majed | مجيد majid majeed | مجد majd | امجد amjad
طارق tariq tarek tareq tarik | طالب talib taleb | طاهر taher tahir | طه taha | طلال talal | عادل adel adil | عدنان adnan | عدي uday oday odai udai | قصي qusay qusai kusay | قاسم qassem qasim qasem kassem kassim ghasem qassim kasim | قسام qassam | قيس qais qays kais
حافظ hafez hafiz | حفيظ hafeez hafiz | حمزه hamza hamzah hamzeh | حكيم hakim hakeem | حاكم hakem hakim | حاتم hatem hatim | حسام husam hussam hossam | حسني hosni husni | هاشم hashem hashim | هشام hisham hesham | هيثم haitham haytham | همام hammam humam
بشار bashar bachar | بشير bashir basheer bachir beshir | بسام bassam | باسم basem bassem basim | باسل basil bassel basel | بدر badr bader | بكر bakr bekir bakir | بلال bilal belal
زياد ziad ziyad | زيد zaid zayd zeid | زايد zayed zayid | يزيد yazid yazeed | ياسر yasser yasir yaser | ياسين yassin yasin yaseen yassine | يحيي yahya yehya yahia yihya | يوسف yusuf youssef yousef yousuf yusef joseph | يونس yunus younis younes yunis | يعقوب yaqoob yaqub yacoub yakub yaqoub jacob
ابراهيم ibrahim ebrahim brahim | اسماعيل ismail ismael esmail ismaeel ismayil | اسحاق ishaq isaac yitzhak itzhak | ادريس idris idriss | موسي musa mousa moussa | عيسي issa isa eissa | مصطفي mustafa mostafa moustafa | مرتضي murtada mortada morteza murtaza | مجتبي mojtaba mujtaba | مهدي mahdi mehdi | هادي hadi | فادي fadi | شادي shadi
محسن mohsen muhsin mohsin | حارث harith hareth | مروان marwan mervan | مازن mazen mazin | منير munir mounir muneer | منذر munther munzer mundhir | معمر muammar moammar | مقتدي muqtada moqtada | مسعود masoud masood massoud masud mesut | مسرور masrour masrur
نبيل nabil nabeel | نبيه nabih nabeeh | نوري nouri nuri noori | نور nour noor nur | نعيم naim naeem | نايف nayef naif | نواف nawaf | نواز nawaz | وليد walid waleed | وائل wael | وفيق wafiq | رفيق rafik rafiq rafic | رفعت rifaat rifat | رضا reza rida riza ridha | رياض riad riyad riyadh | رائد raed raid
سامي sami samy | سامر samer | سمير samir sameer | سميح samih | سيف saif seif sayf | شريف sharif sherif shareef cherif | شهباز shehbaz shahbaz | صدام saddam | صادق sadeq sadiq sadegh sadek | عباس abbas | عزت izzat ezzat | عماد imad emad | عصام issam essam isam | عايش ayesh | عاصم asim assem aasim
فارس fares faris | فاروق farouk faruq farooq faruk | فيصل faisal faysal feisal | فاضل fadel fadil fazel | فضل fadl fazl fazal fazel fadel | فهد fahd | فهمي fahmi | فواد fuad fouad | فوزي fawzi fauzi | فتحي fathi | فواز fawaz fawwaz | جابر jaber jabir | جبار jabbar | جعفر jafar jaafar jaffar cafer | جهاد jihad cihad | جلال jalal galal celal | جلول jalloul
ايمن ayman aiman | ايمان iman eman | امين amin ameen emin | انس anas | انيس anis anees | انور anwar anwer enver | اسامه osama usama oussama usamah | اشرف ashraf | اكبر akbar | اياد iyad eyad iyaad | اسد asad assad asaad | اسعد asaad asad assaad assad | ابوبكر abubakar
مريم maryam mariam | فاطمه fatima fatma fatemeh fatimah | زينب zainab zeinab zaynab zeynep | عايشه aisha ayesha aicha | خديجه khadija khadijah hatice | ليلي leila layla laila | سميه sumaya somaya | مراد murad mourad murat | سلطان sultan | فرحان farhan | فرحات farhat ferhat | غسان ghassan | غالب ghaleb ghalib | زهران zahran | زهير zuhair zuhayr zoheir | ماهر maher mahir | مالك malik malek | ملك malik melik | هاني hani | هارون haroun harun haroon | حيدر haidar haider haydar haydar | جواد jawad javad | جاسم jassem jasim | لوي louay luay loay loai | مسلم muslim moslem | ثابت thabet thabit | نزار nizar nezar | مناف manaf | عمرو amr | برهان burhan | نسيم nassim nasim | وسام wissam wisam | عبيده obeida ubaida obaida ubaydah ubaidah | مصعب musab moussab mosab | حذيفه hudhayfah hudhaifa huthaifa hudayfa | قتاده qatada qatadah | معاذ muaz moaz muadh moath | شامل shamil chamil
"""


def spelling_key(token: str) -> str:
    """A folded token without what spellings of one name differ in most: double letters, ou, ee, a mute h."""
    token = re.sub(r"[ao]u(?=[^aeiou]|$)|oo", lambda found: "u" if found[0] != "au" else "au", token)
    token = re.sub(r"ee|ie|y$", "i", token)
    token = re.sub(r"(.)\1+", r"\1", token)
    return re.sub(r"(?<=[ae])h$", "", token)


def _read() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    exact: dict[str, set[str]] = {}
    loose: dict[str, set[str]] = {}
    for entry in re.split(r"[|\n]", _NAMES):
        words = [fold(word) for word in entry.split()]
        for word in words:
            exact.setdefault(word, set()).add(words[0])
            loose.setdefault(spelling_key(word), set()).add(words[0])
    return (
        {word: frozenset(names) for word, names in exact.items()},
        {word: frozenset(names) for word, names in loose.items()},
    )


_EXACT, _LOOSE = _read()


def _usual() -> dict[str, str]:
    """For a spelling of several names the one it mostly stands for: Salim is سليم before سالم.

    That is the name that lists the spelling nearest its front; of two that list it alike, the one listed first.
    """
    best: dict[str, tuple[int, str]] = {}
    for entry in re.split(r"[|\n]", _NAMES):
        words = [fold(word) for word in entry.split()]
        for place, word in enumerate(words):
            for key in (word, spelling_key(word)):
                if key not in best or place < best[key][0]:
                    best[key] = place, words[0]
    return {word: name for word, (_, name) in best.items()}


_USUAL = _usual()


def usual_name(token: str) -> str | None:
    """The given name (in Arabic letters) that a folded token mostly stands for."""
    return _USUAL.get(token) or _USUAL.get(spelling_key(token))


def given_names(token: str) -> frozenset[str]:
    """The given names (in Arabic letters) that a folded token may be; empty when it is none we know."""
    return _EXACT.get(token) or _LOOSE.get(spelling_key(token)) or frozenset()
