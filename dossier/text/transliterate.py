"""Reduce names of several scripts to one alphabet of sounds, as newspapers transliterate them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from dossier.text.normalize import fold, script_of, without_article

# Consonants of the common alphabet: b c(before e, i) d f g h j k l m n p q r s t v w x(kh) y z S(sh) C(ch) G(gh) T(th) D(dh) Z(zh)
_ARABIC = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "T", "ج": "j", "ح": "h", "خ": "x", "د": "d", "ذ": "D", "ر": "r", "ز": "z",
    "س": "s", "ش": "S", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "'", "غ": "G", "ف": "f", "ق": "q", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "W", "ي": "Y", "پ": "p", "چ": "C", "ژ": "Z", "گ": "g", "ڤ": "v",
    "ٹ": "t", "ڈ": "d", "ڑ": "r", "ں": "n", "ځ": "z", "څ": "s", "ډ": "d", "ړ": "r", "ټ": "t", "ښ": "x", "ږ": "z", "ڼ": "n",
    "ڵ": "l", "ڕ": "r", "ۆ": "W", "ێ": "Y", "ە": "a",
}  # fmt: skip
_HEBREW = {
    "א": "a", "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ו": "W", "ז": "z", "ח": "x", "ט": "t", "י": "Y", "כ": "k",
    "ך": "k", "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s", "ע": "'", "פ": "p", "ף": "f", "צ": "z",
    "ץ": "z", "ק": "k", "ר": "r", "ש": "S", "ת": "t",
}  # fmt: skip
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "o", "ж": "Z", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "x", "ц": "z", "ч": "C", "ш": "S", "щ": "S", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "w",
}  # fmt: skip
_TURKISH = str.maketrans(
    {"ş": "S", "Ş": "S", "ç": "C", "Ç": "C", "š": "S", "Š": "S", "č": "C", "Č": "C", "ž": "Z", "Ž": "Z"}
)
_LATIN = (
    ("aei", "E"), ("shch", "S"), ("dzh", "j"), ("tch", "C"), ("sch", "S"), ("kh", "x"), ("sh", "S"), ("ch", "C"), ("gh", "G"), ("zh", "Z"), ("th", "T"),
    ("dh", "D"), ("ph", "f"), ("dj", "j"), ("ck", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i"), ("ai", "E"),
    ("ay", "E"), ("ei", "E"), ("ey", "E"), ("aw", "O"), ("au", "O"), ("ow", "O"), ("eu", "u"),
)  # fmt: skip

_CLASSES = (
    # Consonants that one transliterates for another, and how far apart they are then.
    ("bp", 0.25), ("bv", 0.25), ("fv", 0.1), ("fp", 0.2), ("vw", 0.05), ("fw", 0.4), ("td", 0.5), ("tT", 0.05), ("sT", 0.3),
    ("dD", 0.1), ("zD", 0.1), ("dz", 0.3), ("kq", 0.05), ("kg", 0.3), ("qg", 0.1), ("qG", 0.15), ("gG", 0.05), ("gj", 0.1), ("kx", 0.15),
    ("xh", 0.45), ("xC", 0.2), ("hC", 0.4), ("kC", 0.4), ("jZ", 0.1), ("jy", 0.3), ("jC", 0.3), ("jG", 0.15), ("SC", 0.25), ("sS", 0.45),
    ("sz", 0.3), ("zZ", 0.3), ("jz", 0.5), ("Gr", 0.5), ("kG", 0.3), ("qx", 0.3), ("hG", 0.5), ("jS", 0.5), ("DT", 0.2), ("ck", 0.0), ("cs", 0.1), ("cj", 0.2), ("cC", 0.2), ("cq", 0.1), ("cS", 0.4),
    ("Qk", 0.0), ("Qc", 0.0), ("Qq", 0.05), ("Qg", 0.3), ("Qx", 0.15), ("QC", 0.45), ("Qj", 0.45),
)  # fmt: skip
_COST = {
    pair: cost for letters, cost in _CLASSES for pair in ((letters[0], letters[1]), (letters[1], letters[0]))
}


@dataclass(frozen=True)
class Sound:
    """A consonant and the vowel after it: `a i u E O`, empty where none is written.

    `sure` is False for scripts that leave short vowels out: an empty vowel says nothing then.
    """

    consonant: str
    vowel: str
    sure: bool
    double: bool = False


def cost_of(one: str, other: str) -> float:
    """How unlike two consonants are: 0 the same, 1 nothing in common."""
    return 0.0 if one == other else _COST.get((one, other), 1.0)


CONFLICT = 0.3
"""A vowel cost from which two spellings contradict each other: a for i or u, a long vowel for none."""


def vowel_cost(one: Sound, other: Sound, *, last: bool = False) -> float:
    """How unlike the vowels after two consonants are. `e` may stand for a or i, so it fits both."""
    left, right = one.vowel, other.vowel
    if last and one.sure and other.sure and {left, right} == {"e", ""}:
        return CONFLICT  # Dabke is not Dabiq
    if left == right or ("e" in (left, right) and {left, right} & {"a", "i", "E", "e", ""}):
        return 0.0
    if not left or not right:
        written = left or right
        if one.sure and other.sure:
            return 0.35 if last and written in "aiuoEO" else 0.12  # Suleimani is not Suleiman
        if not one.sure and not other.sure:
            return 0.35  # both scripts write long vowels only, and one has one
        # What the script without short vowels leaves out is short; E and O are long.
        unsure = one if not one.sure else other
        if last and written in "iuoO":
            return 0.35  # at the end every script writes it: Kazem is not كاظمي
        return 0.3 if written in "EO" and unsure.vowel == "" else 0.0 if unsure.vowel == "" else 0.12
    pair = {left, right}
    if (
        pair == {"i", "E"}
        and not (one.sure and other.sure)
        and "E" in {s.vowel for s in (one, other) if not s.sure}
    ):
        return 0.35  # جزائر has its alef written
    if pair == {"o", "u"}:
        return 0.02
    if pair in ({"O", "u"}, {"O", "o"}, {"i", "E"}, {"O", "a"}):
        return 0.12
    return 0.35


@lru_cache(maxsize=65536)
def sounds(token: str) -> tuple[tuple[Sound, ...], str]:
    """The consonants of one folded or original token with their vowels, and the vowel before the first."""
    return _syllables(*_letters(token))


@lru_cache(maxsize=65536)
def other_readings(token: str) -> tuple[tuple[tuple[Sound, ...], str], ...]:
    """Further ways a token may sound, as `sounds` gives them: what its spelling leaves open.

    Latin zh, sh, th, dh, kh and gh may be two letters (Azhar, Fathi, Ishaq); و and ي inside an Arabic word may be
    consonants (دولت is Devlet); ت before س is the z of Hebrew and German names (غانتس is Gantz); ه at the end
    may be the t of a construct (هبة is Hibat); ع between vowels is sometimes written h.
    """
    usual = sounds(token)
    found = []
    script = script_of(token)
    if script == "Latn":
        text = fold(token)
        if len(text) > 6 and text.startswith(("al", "el")):
            found.append(sounds(text[2:]))  # Alhouthi
        if len(text) > 3 and re.search("x|^c[aeiou]", text):
            found.append(sounds(re.sub("^c(?=[aeiou])", "", text).replace("x", "h")))  # Somali: Axmed Cabdi
        if text.startswith("x"):
            found.append(sounds("sh" + text[1:]))  # Chinese: Xi
        if re.search("[bj]h[aeiou]|[bj]h$", text):
            found.append(sounds(re.sub("([bj])h", r"\1", text)))  # Urdu: Bhutto
        if re.search("[a-z]{3}[tp]$", text):
            found.append(sounds(text[:-1] + ("d" if text.endswith("t") else "b")))  # Turkish: Fuat, Recep
        if "eo" in text:
            found.append(sounds(text.replace("eo", "iyo")))  # Pompeo
        if text.endswith("ist") and len(text) > 5:
            found.append(sounds(text[:-2]))  # Sadrist: صدري
        if re.match("g[aeiou]", text):
            found.append(sounds("h" + text[1:]))  # through Russian: Geidar, Gusein
        if len(text) > 6 and text.startswith(("ben", "bin", "bel")):
            found.append(
                sounds(re.sub("^...(?:[ae]l)?", "", text))
            )  # Benkirane, Binalshibh: the son of Kirane
        if re.search("aou(?![aeiouy]|$)", text):
            found.append(sounds(text.replace("aou", "awu")))  # Kaouk
        if re.search("ou[aei]", text):
            found.append(sounds(re.sub("ou(?=[aei])", "uw", re.sub("^ou(?=[aei])", "w", text))))  # Houari
        if len(text) > 4 and re.search("[aeo]w(?![aeiouwy])", text):
            found.append(sounds(text.replace("w", "v")))  # German: Lawrow, Mowladi
        if re.search("gg[ei]", text):
            found.append(sounds(re.sub("gg(?=[ei])", "qj", text)))  # Khashoggi
        if re.search(r"[zstdkg]h", text):
            apart = re.sub(r"([zstdkg])h(?=.)", r"\1H", text)
            found.append(_syllables(re.sub("H", "h", _letters(apart, keep="H")[0]), sure=True))
    elif script == "Arab":
        text = fold(token)
        plain = "".join(_ARABIC.get(char, "") for char in text)
        for other in (
            re.sub(r"(?<=.)W(?=.)", "w", plain),
            re.sub(r"(?<=.)Y(?=.)", "y", plain),
            re.sub("t[sz]", "z", plain),
            plain[:-1] + "t" if plain.endswith("h") else plain,
            re.sub("(?<=[bptjdkgC])h", "", plain),  # Urdu: بھٹو
            re.sub("(?<=[aWY])'", "h", plain),  # الراعي is al-Rahi
            plain[:-1] if plain.endswith("Yh") else plain,  # a relation's feminine: شبوانية
        ):
            if other != plain:
                found.append(_syllables(_semivowels(other), sure=False))
    elif script == "Hebr":
        plain = _letters_hebrew(token)
        found.append(_syllables(_semivowels(plain.replace("YY", "y").replace("WW", "w")), sure=False))
        if re.search("(?<=.)b", plain):
            found.append(_syllables(_semivowels(re.sub("(?<=.)b", "v", plain)), sure=False))  # Zeev: זאב
        if len(token) > 4 and token[0] in "הלבו":
            found.append(sounds(token[1:]))  # the article, or "for", "in", "and"
        if re.search("(?<=.)W(?=.)", plain):
            found.append(
                _syllables(_semivowels(re.sub("(?<=.)W(?=.)", "v", plain)), sure=False)
            )  # David: דוד
    return tuple(dict.fromkeys(one for one in found if one != usual))


def _syllables(letters: str, sure: bool) -> tuple[tuple[Sound, ...], str]:
    found: list[Sound] = []
    first = ""
    gap = False
    for char in letters:
        if char in "aeiouEO":
            if not found:
                first = first or char
            elif not found[-1].vowel:
                last = found[-1]
                found[-1] = Sound(last.consonant, char, sure, last.double)
        elif char == "'":
            gap = True
            continue
        elif sure and found and found[-1].consonant == char and not found[-1].vowel and not gap:
            last = found[-1]
            found[-1] = Sound(char, "", sure, True)
        else:
            found.append(Sound(char, "", sure))
        gap = False
    return tuple(found), first


def _letters(token: str, *, keep: str = "") -> tuple[str, bool]:
    script = script_of(token)
    if script == "Arab":
        letters = "".join(_ARABIC.get(char, "") for char in fold(token))
        return _semivowels(letters.replace("tS", "C")), False
    if script == "Hebr":
        return _semivowels(_letters_hebrew(token)), False
    if script == "Cyrl":
        lowered = re.sub(r"(?:ий|ый)$", "и", token.lower())
        cyrillic = "".join(_CYRILLIC.get(char, "") for char in lowered)
        return re.sub(r"[ea]y(?![aeiou])", "E", cyrillic), True
    text = unicodedata.normalize("NFC", token.replace("İ", "i")).lower().translate(_TURKISH)
    if keep:
        text = token
    kept = "".join(char if char in "SCZ" or char in keep else fold(char) for char in text)
    kept = re.sub(rf"[^a-zSCZ{keep}]", "", kept)
    kept = re.sub(r"aoui?(?=$|[aeiy])", "awi", kept)  # French: Zarkaoui, Daoui
    kept = re.sub(r"(?<=[^aeiou])(?:iy|yy|ii|(?<=[gklnrtv])ij|y)$", "i", kept)
    kept = re.sub(r"ff$", "v", re.sub(r"(?<=[eo])f$", "v", kept))
    # A glide before a vowel opens the next syllable: Jawad, Sayyaf.
    kept = re.sub(r"(?<=[^aeiou])i(?=[ao])", "iy", kept)  # Maria, Mariya
    kept = re.sub(r"w(?=[aeiou])", "v", re.sub(r"gu(?=[ei])", "g", kept))
    kept = re.sub(r"(?<=[aeo])y(?=[aeiou])", "Y", kept)
    kept = re.sub(r"tz|ts", "z", kept.replace("x", "ks"))
    kept = re.sub(r"(?<=[a-z]{2}[knlt][oe])w$", "v", kept)  # German: Peskow
    for latin, sound in _LATIN:
        kept = kept.replace(latin, sound)
    kept = kept.replace("Y", "y")
    kept = re.sub(r"c(?![eiy])", "Q", kept)  # k, but j in Turkish and ch where the cedilla was lost
    kept = re.sub(r"y(?=$|[^aeiouEO])", "i", kept)
    kept = re.sub(r"(?<=[aeiou])h$", "", kept)
    kept = re.sub(r"^y(?=e)", "", kept)
    return kept, True


def _letters_hebrew(token: str) -> str:
    plain = re.sub("ג['’׳]", "j", re.sub("[צץ]['’׳]", "C", token))
    return "".join(_HEBREW.get(char, char if char in "jC" else "") for char in plain)


def _semivowels(letters: str) -> str:
    """و and ي (ו and י) are consonants at the start and between vowels, long vowels elsewhere."""
    found = []
    # Diphthongs written with two letters, and the Persian ending -ه‌ای.
    letters = re.sub(r"haY$|a?YY|aY(?![aW])", "E", letters)
    letters = re.sub(r"aW(?![aWY])", "O", letters)
    for place, char in enumerate(letters):
        if char not in "WY":
            found.append(char)
            continue
        following = letters[place + 1] if place + 1 < len(letters) else ""
        ending = following == "h" and place + 2 == len(letters)  # هنية, حاجية
        consonant = place == 0 or ending or following == "a" or (following in "WY" and following)
        before = found[-1] if found else ""
        if (consonant and not (place and following == "")) or before == "a":
            found.append("w" if char == "W" else "y")
        else:
            found.append("u" if char == "W" else "i")
    text = "".join(found)
    return re.sub(r"(?<=[^aeiou])h$", "", text)


@lru_cache(maxsize=65536)
def skeleton(token: str) -> str:
    """A coarse key: consonants by class, so that spellings of one name mostly share it."""
    classes = str.maketrans("pvwqgGxCjZyzDTScE", "bffkkkhhkkisdtsk ")
    consonants = "".join(sound.consonant for sound in sounds(token)[0]).translate(classes)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[fi\s]", "", consonants)) or without_article(fold(token))[:2]
