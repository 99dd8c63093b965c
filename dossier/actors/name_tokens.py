"""Take a name apart into the words that tell who is meant, each with the ways it may sound."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from dossier.actors.given_names import given_names, spelling_key
from dossier.actors.organisation_words import concept_of, joined_phrases
from dossier.text.normalize import fold, script_of, without_article
from dossier.text.transliterate import Sound, other_readings, sounds

MOST_TOKENS = 12
script_of_word = lru_cache(maxsize=65536)(script_of)
"""The script of one word, as `script_of`; the same words are asked for many times."""
WORDING = "~"
"""What a wording begins with, so that no name is taken for one."""

PARTICLES = frozenset(
    "al el ul il as ash ar an ad at az adh ath am es er ez ed en et bin ibn ben ould walad bint wal wel in on at في من على الى و عن مع اجل min בן בת of the de van von der da and wa w for to by fi des du la le les et pour dans au aux ve ال بن ابن بنت ولد اف او كي كا كے של את על и в по на за для при о воздушно".split()
)
COUNTRIES = frozenset(
    "moroccan qatari kuwaiti omani bahraini mauritanian somali ethiopian malian nigerian chadian ukrainian italian spanish greek syrian iraqi palestinian lebanese iranian yemeni libyan turkish israeli russian american egyptian jordanian saudi sudanese afghan pakistani kurdish chinese french british german indian algerian tunisian".split()
)
"""Meanings (organisation_words) of the adjectives of states and peoples."""
_TITLES = frozenset(
    fold(title)
    for title in "sheikh shaikh shaykh sheik mullah mulla maulana mawlawi maulvi mawlana molavi molla ustad ostad ayatollah hojatoleslam hojjatoleslam hujjatulislam "
    "sayyid sayyed sayed seyyed seyed syed imam hajj haj haji hajji hadji al-hajj dr doctor prof professor eng engineer mp mk sen senator rep congressman "
    "general gen major maj brigadier brig colonel col lieutenant lt captain capt commander marshal field admiral adm sgt sergeant corporal "
    "president prime minister premier governor gov ambassador amb king prince princess emir caliph calif crown mr mrs ms sir lord rabbi rav patriarch bishop archbishop cardinal pope mar "
    "grand deputy vice former ex acting secretary spokesman spokesperson spokeswoman chief chairman leader speaker martyr "
    "الشيخ شيخ السيد سيد الدكتور دكتور د الرئيس اللواء العميد الفريق العقيد المقدم الرائد النقيب الملازم المشير العماد المهندس الاستاذ المستشار السفير القاضي النايب النائب الوزير المحامي "
    "الامام الحاج حاج الملا ملا مولوي الامير الملك القايد القائد الشهيد المرشد البطريرك المطران مار الحاخام الجنرال الكولونيل سردار آيت حجت".split()
)
_OFFICE = re.compile(
    r"(?:(?:deputy|vice|first|former|ex|acting|assistant|the|then|late|grand|supreme|crown)[\s-]+)*"
    r"(?:(?:prime|foreign|defen[cs]e|interior|information|oil|finance|intelligence|justice|health)\s+minister"
    r"|(?:lieutenant|brigadier|major|lt|brig|maj|first|colonel|gen)\.?\s+(?:general|gen|colonel|col|lieutenant|lt)\.?"
    r"|secretary[\s-]general|chief of (?:general )?staff|supreme leader|army chief|field marshal|crown prince|grand ayatollah)\s+(?=\w)"
    r"|(?:اي[هت] الله|حج[هت] الاسلام)\s+(?:والمسلمين\s+|العظمي\s+)?"
    r"|(?:نايب\s+)?وزير\s+(?:ال\w+)\s+|ولي العهد\s+|الامين العام\s+|رييس (?:الوزرا|الحكومه|الاركان|البرلمان|الجمهوريه)\s+"
    r"|(?:الفريق|اللوا|العميد|العقيد|الملازم)\s+(?:اول|ركن|الركن)\s+(?:ركن\s+|الركن\s+)?"
)
"""Offices and ranks of several words in front of a folded name."""
_ORDINALS = {
    word: str(place)
    for place, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1
    )
}
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8"}

_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
"""Arabic vowel marks and the stretching line: signs on a word, not ends of it."""
EZAFE = frozenset("a e i ya ye yi ul ur ud us ush ut uth uz un".split())
"""Little words between Persian, Urdu and Arabic nouns, written small: Jaish-e-Mohammed, Fazl-ur-Rehman."""
_PREFIXED = (
    (re.compile(r"^(abd|abdh|abed|عبد)(?:[uaeoi]l|[uaeo][rstdnz](?=[rstdnz])|ال)?[-\s]?(?=.{3,})"), "abd"),
    (re.compile(r"^(?:abu|abou|abo|aboo|ابو|ابي|ابا|abi)$"), "abu"),
)


_FAITH = re.compile(r"^(.{3,}?)(?:[eou]dd?|[aeou]l?-?d|add|ad)(?:in|ine|een|ien|yn)$|^(.{2,}?)الدين$")
"""Names that end in "of the faith": Ezzedeen, Nasreddine, Safieddine, صلاح الدين written as one."""
_FAITHFUL = frozenset(
    "saif seif safi nur nour noor salah jamal gamal jalal siraj shams badr ala alaa fakhr muhyi mohi zain zein zine taqi "
    "husam hossam imad emad nasir nasr sharaf shihab shahab baha bahaa diya najm qutb saad taj zahir zaheer khair kheir burhan muin nizam "
    "nezam qamar izz ezz kamal rukn ghiyath hami islah mujir riyad sal".split()
)
_OF_THE = (
    "rahman|rehman|rahim|raheem|razz?a[qk]|rashid|ra[uo]+f|din|deen|dawa|dawah|salam|samad|sattar|zaman|zahir|nabi|nasir|nisa"
    "|haqq?|hak|islam|huda|mulk|bari|kabir|karim|qayy?um|wahh?ab|aziz|ghani|hakim|hamee?d|hamid|majid|mu?minin|abid[ie]+n|quddus"
)
"""Words to which an article clings: Fazlur Rahman, but Mahmoud Darwish."""
_PHRASES = (
    (re.compile(r"مجلس (?:النواب|الشعب|الأمة)(?!\w)"), "برلمان"),
    (re.compile("(?i)(?:council|house) of representatives"), "Parliament"),
    (re.compile(r"\bYargıtay\b"), "Court of Cassation"),
    (re.compile(r"\bYükseköğretim\b"), "Yüksek Öğretim"),
    (re.compile(r"\bМИД\b"), "Министерство иностранных дел"),
    (re.compile(r"\bМВД\b"), "Министерство внутренних дел"),
    (re.compile(r"\bМЧС\b"), "Министерство чрезвычайных ситуаций"),
    (re.compile(r"\bМин(?=обороны|здрав|юст|фин|энерго|транс|прос)"), "Министерство "),
    (re.compile(r"\bKızılay\w{0,2}\b"), "Kızıl Ay"),
    (re.compile(r"\bDanıştay\b"), "State Council"),
    (re.compile(r"\bSayıştay\b"), "Court of Audit"),
    (re.compile(r"צה[\"״]ל"), "צהל"),
    (re.compile(r"\b(?:United States|USA?|U\.S\.)(?= \w)"), "American"),
    (re.compile(r"\b(?:UK|U\.K\.)(?= \w)"), "British"),
    (re.compile(r"\bEU(?= \w)"), "European"),
    (re.compile(r"\bUN(?= \w)"), "United Nations"),
)
"""What several words together mean."""
_LED_BY = re.compile(
    r"(?i)^[^,،]{2,40}?\s(?:leader|chief|secretary[\s-]general|spokes(?:man|woman|person)|commander|official|head)\s+(?=\w+\s+\w+)"
)
"""A group and an office in front of a person: Hamas leader Yahya Sinwar."""
_TURKISH_SON = re.compile(r"^(.{3,}?)(?:oglu|oghlu)$")


@dataclass(frozen=True, eq=False)
class NameToken:
    """One telling word of a name; `word` as written, `whole` as folded before an article was cut off.

    Equal only to itself: the words of a name are cached, so that comparing them can be too.
    """

    text: str
    concept: str | None
    sounds: tuple[Sound, ...]
    first: str
    number: str | None = None
    besides_number: str = ""
    word: str = ""
    whole: str = ""

    @property
    def readings(self) -> tuple[tuple[tuple[Sound, ...], str], ...]:
        """Further ways it may sound; they never prove sameness."""
        return _readings(self.word, self.whole)


@lru_cache(maxsize=65536)
def _readings(word: str, whole: str) -> tuple[tuple[tuple[Sound, ...], str], ...]:
    readings = other_readings(word)
    if whole == "turkish":
        respelled = fold(word).replace("c", "ç")
        return (*readings, sounds(re.sub("s$", "ş", respelled)))  # Cavusoglu without its marks
    if whole:
        return (*readings, sounds(whole))  # الهام is Ilham, not al-Ham
    return readings


@lru_cache(maxsize=65536)
def token_of(word: str, whole: str = "") -> NameToken:
    """The token of one word as written or folded; `whole` is the word when an article may have been cut off."""
    folded = re.sub(r"[^\w]", "", fold(word))
    # A written hamza is no article, nor is what is left of one: الألغام
    if not word.startswith(("إ", "أ", "آ", "ٱ")) and not concept_of(folded):
        folded = without_article(folded)
    folded = _ROMAN.get(folded, folded)
    concept = concept_of(folded)
    digits = re.sub(r"\D", "", folded) or _ORDINALS.get(concept or "", "")
    besides = "" if concept in _ORDINALS else re.sub(r"\d+(?:st|nd|rd|th)?", "", folded)
    shape, first = sounds(word)
    return NameToken(folded, concept, shape, first, digits or None, besides, word, whole)


@lru_cache(maxsize=32768)
def name_tokens(name: str) -> tuple[NameToken, ...]:
    """The telling parts of a name, in order, without titles, articles and "son of"."""
    name = _MARKS.sub("", unicodedata.normalize("NFC", name))
    name = re.sub(r"(?<=\w)[-‐‑–](?=\w)", " ", name)
    name = re.sub(r"(?<=[^\W\d_]{3})(?=\d)|(?<=\d)(?=[^\W\d_]{3})", " ", name)  # South24, i24NEWS
    name = name.replace("تي في", "تيفي")
    # Fazlur Rahman, Saiful Islam: the article clings to the word before it.
    name = re.sub(rf"(?i)\b(\w{{4,}})ul(?=[\s-]+(?:{_OF_THE})\b)", r"\1", name)
    name = re.sub(rf"(?i)\b(\w{{3,}})u([rdszn])(?=[\s-]+(?:{_OF_THE})\b)", r"\1", name)
    for written, meant in _PHRASES:
        name = written.sub(meant, name)
    raw: list[tuple[str, str]] = []
    words = re.findall(r"[\w'’‘ʿʾʼ`]+(?:\u200c\w+)*", name)
    led = _LED_BY.match(name)
    if led and not any(concept_of(fold(word)) for word in name[led.end() :].split()):
        words = re.findall(r"[\w'’‘ʿʾʼ`]+(?:\u200c\w+)*", name[led.end() :])
    words = [_without_french_article(word) for word in joined_phrases(_without_nationality(words))]
    office_words = _OFFICE.match(" ".join(fold(word) for word in words)) if len(words) > 2 else None
    if office_words:
        behind = words[len(office_words[0].split()) :]
        if (
            len(behind) > 2
            and behind[0].startswith("ال")
            and concept_of(without_article(fold(behind[0]))) in COUNTRIES
        ):
            behind = behind[1:]  # وزير الخارجية الإيراني
        words = behind if len(behind) > 1 or not concept_of(fold(behind[0])) else words
    for place, word in enumerate(words):
        folded = re.sub(r"[^\w]", "", fold(word))
        if not folded:
            continue
        hamza = word.startswith(("إ", "أ", "آ", "ٱ"))
        bare = folded if hamza else without_article(folded)
        # Titles stand in front: Abd al-Malik is no king, Haji in Haji Zadeh no pilgrim.
        following = fold(words[place + 1]) if place + 1 < len(words) else ""
        office = concept_of(bare) and concept_of(without_article(following))  # General Security Service
        if not raw and following[:1].isalpha() and not office and (folded in _TITLES or bare in _TITLES):
            continue
        initial = word == "W" and f"{word}." in name  # George W. Bush, not the Arabic "and"
        if (folded in PARTICLES or word in EZAFE) and not initial:
            continue
        if word == "على" and raw and concept_of(without_article(following)):
            continue  # "on"; the name Ali is written so too
        if script_of_word(folded) == "Arab":
            if raw:
                behind_li = "ل" + bare if folded.startswith("لل") else ""  # للاجئين: "for refugees"
                if behind_li and concept_of(behind_li):
                    bare = behind_li
                elif not folded.startswith("ال"):  # before an article, not behind it
                    bare = _without_preposition(bare)
            parts = _split(word if (hamza and bare == folded) or bare == "اله" else bare, bare)
        else:
            parts = _split(word, bare)
        if parts[-1:] == ["oglu"] and len(parts) == 2:
            raw += [(parts[0], "turkish"), ("oglu", "")]
            continue
        whole = folded if bare != folded and len(parts) == 1 else ""
        raw += [(part, whole) for part in parts]
    found = [token_of(word, whole) for word, whole in raw[:MOST_TOKENS]]
    if not found:
        folded = re.sub(r"[^\w]", "", fold(name))
        if folded:
            shape, first = sounds(folded)
            found.append(NameToken(folded, concept_of(folded), shape, first))
    return tuple(found)


def _without_french_article(word: str) -> str:
    """l'unicité is unicité, but not d'Artagnan Artagnan."""
    elided = re.match(r"(?i)^[ld]['’](?=\w{3})", word)
    return word[elided.end() :] if elided and concept_of(fold(word[elided.end() :])) else word


def _without_nationality(words: list[str]) -> list[str]:
    """Without the state in front of a person's office (Syrian President X) or behind it (الرئيس السوري X)."""
    if len(words) < 4:
        return words
    first, second = (without_article(fold(word)) for word in words[:2])
    titled = [{fold(word), without_article(fold(word))} & _TITLES for word in words[:2]]
    if concept_of(first) in COUNTRIES and (titled[1] or _OFFICE.match(" ".join(map(fold, words[1:])))):
        return words[1:]
    if concept_of(second) in COUNTRIES and titled[0] and script_of_word(words[0]) == "Arab":
        return [words[0], *words[2:]]
    return words


def wording_key(name: str) -> str:
    """What an organisation's name says, whatever the spelling: "Guards Corps" as "Guard Corps"; empty for one word."""
    tokens = name_tokens(fold(name))
    if len(tokens) < 2:
        return ""
    return WORDING + " ".join(token.concept or spelling_key(token.text) for token in tokens)


def _without_preposition(bare: str) -> str:
    """لتحرير after another word: "for the liberation of", والمسلمين: "and the Muslims", بغزة: "in Gaza"."""
    for rest in (bare[1:], without_article("ا" + bare) if bare.startswith("لل") else ""):
        if (
            bare[:1] in "لوب"
            and len(rest) >= 3
            and not concept_of(bare)
            and concept_of(without_article(rest))
        ):
            return without_article(rest)
    return bare


def _split(word: str, bare: str) -> list[str]:
    """Compound names apart: Abdulrahman, Nasrallah, Hezbollah, نصرالله."""
    if bare in {
        "abdallah",
        "abdullah",
        "abdollah",
        "abdulla",
        "abdalla",
        "abdullahi",
        "abdulahi",
        "abdallahi",
        "عبدالله",
    }:
        return ["abd", "allah"]
    match = _PREFIXED[0][0].match(bare)
    if (
        match
        and len(bare) > len(match[0])
        and (script_of_word(bare) == "Arab" or bare[:5] not in {"abdi", "abded"})
    ):
        rest = bare[match.end() :]
        if len(match[0]) > 3 or script_of_word(bare) == "Arab":
            return ["abd", *_split(rest, rest)]
    french = re.match(r"^abd(?:ou|[eu])(?=[bdghjkmnqrstwz])|^abd(?=rabb?[ou])", bare)
    if french and len(bare) - french.end() >= 3:  # Abdeslam, Abdourahamane, Abdrabbo
        return ["abd", bare[french.end() :]]
    if bare == "abd" or re.fullmatch(r"abd[aeu]l|abed|عبد", bare):
        return ["abd"]
    if re.fullmatch(r"ab(?:u|ou)b[ae]?[ck]+[ae]?r|ابوبكر", bare):
        return ["abu", "bakr"]
    if _PREFIXED[1][0].match(bare):
        return ["abu"]
    if len(bare) > 6 and bare.endswith("אללה"):
        return [bare[:-4], "allah"]
    if bare not in {"allah", "الله", "mullah", "fatah"} and (
        bare.endswith(("ullah", "allah", "ollah", "olah", "ulla", "alla"))
        or (bare.endswith("الله") and len(bare) > 5)
    ):
        stem = re.sub(r"(?:[uoa]ll?ah?|الله)$", "", bare)
        if len(stem) >= 3 or (len(stem) == 2 and script_of_word(stem) == "Arab"):
            return [stem, "allah"]
    if concept_of(bare) is None and not given_names(bare):
        turkish = _TURKISH_SON.match(bare)
        if turkish:
            return [turkish[1], "oglu"]
        faith = _FAITH.match(bare)
        if faith and (faith[2] or not re.search(r"ad(?:in|ine|een|ien|yn)$", bare) or faith[1] in _FAITHFUL):
            return [faith[1] or faith[2], "din"]
        son = re.match(r"^(?:b[ie]n|بن)(?=\w{3})", bare)
        if son and given_names(bare[son.end() :]):
            return [bare[son.end() :]]
    if bare in {"اوغلو", "اوغلي", "oglu", "oghlu"}:
        return ["oglu"]
    if bare in {"ilah", "elah", "illah"} or (bare == "اله" and "إ" in word):
        return ["ilah"]  # عبد الإله is not عبد الله
    if bare in {"الله", "لله", "allah", "اله", "god"}:
        return ["allah"]
    if bare in {"ullah", "ollah"}:
        return ["allah"]
    if re.fullmatch(r"ab(?:u|ou|o)l", bare):
        return ["abu"]
    father = re.match(r"^(?:ab(?:u|ou|o)l|ابوال)(?=\w{3})", bare)
    if father:
        return ["abu", bare[father.end() :]]
    return [word]
