"""Name languages: ISO 639-1 codes, their English names, and the other ways people write them."""

from __future__ import annotations

_NAMES = (
    "af Afrikaans, ak Akan, am Amharic, an Aragonese, ar Arabic, as Assamese, az Azerbaijani, be Belarusian, "
    "bg Bulgarian, bn Bengali, br Breton, bs Bosnian, ca Catalan, cs Czech, cy Welsh, da Danish, de German, "
    "dv Divehi, dz Dzongkha, el Greek, en English, eo Esperanto, es Spanish, et Estonian, eu Basque, fa Persian, "
    "fi Finnish, fo Faroese, fr French, ga Irish, gl Galician, gu Gujarati, ha Hausa, he Hebrew, hi Hindi, "
    "hr Croatian, ht Haitian, hu Hungarian, hy Armenian, id Indonesian, ig Igbo, is Icelandic, it Italian, "
    "ja Japanese, jv Javanese, ka Georgian, kk Kazakh, km Khmer, kn Kannada, ko Korean, ku Kurdish, ky Kyrgyz, "
    "la Latin, lb Luxembourgish, lo Lao, lt Lithuanian, lv Latvian, mg Malagasy, mk Macedonian, ml Malayalam, "
    "mn Mongolian, mr Marathi, ms Malay, mt Maltese, nb Norwegian Bokmål, ne Nepali, nl Dutch, "
    "nn Norwegian Nynorsk, no Norwegian, oc Occitan, or Odia, pa Punjabi, pl Polish, ps Pashto, pt Portuguese, "
    "qu Quechua, ro Romanian, ru Russian, rw Kinyarwanda, sd Sindhi, se Northern Sami, si Sinhala, sk Slovak, "
    "sl Slovenian, so Somali, sq Albanian, sr Serbian, sv Swedish, sw Swahili, ta Tamil, te Telugu, tg Tajik, "
    "th Thai, ti Tigrinya, tk Turkmen, tl Tagalog, tr Turkish, ug Uyghur, uk Ukrainian, ur Urdu, uz Uzbek, "
    "vi Vietnamese, vo Volapük, wa Walloon, xh Xhosa, yo Yoruba, zh Chinese, zu Zulu"
)
LANGUAGES: dict[str, str] = dict(entry.split(" ", 1) for entry in _NAMES.split(", "))
"""ISO 639-1 code -> English name, for every language that import can recognise and a few more."""

_OTHERWISE = {
    "العربية": "ar", "عربي": "ar", "عربية": "ar", "ara": "ar", "eng": "en", "الإنجليزية": "en", "انجليزي": "en",
    "farsi": "fa", "فارسی": "fa", "fas": "fa", "per": "fa", "dari": "fa", "עברית": "he", "heb": "he", "iw": "he",
    "türkçe": "tr", "turkce": "tr", "tur": "tr", "русский": "ru", "rus": "ru", "українська": "uk", "ukr": "uk",
    "français": "fr", "francais": "fr", "fra": "fr", "fre": "fr", "deutsch": "de", "deu": "de", "ger": "de",
    "español": "es", "espanol": "es", "spa": "es", "castilian": "es", "italiano": "it", "ita": "it",
    "português": "pt", "portugues": "pt", "por": "pt", "中文": "zh", "mandarin": "zh", "zho": "zh", "اردو": "ur",
    "urd": "ur", "پښتو": "ps", "pus": "ps", "pushto": "ps", "kurmanji": "ku", "sorani": "ku", "كوردی": "ku",
    "uighur": "ug", "bangla": "bn", "flemish": "nl", "nederlands": "nl", "nld": "nl", "polski": "pl", "pol": "pl",
    "filipino": "tl", "日本語": "ja", "jpn": "ja", "한국어": "ko", "kor": "ko", "swa": "sw", "kiswahili": "sw",
    "som": "so", "hau": "ha", "amh": "am", "in": "id",
}  # fmt: skip
_CODES = {name.casefold(): code for code, name in LANGUAGES.items()} | _OTHERWISE


def language_code(text: str) -> str | None:
    """The code of a language written as a code or as a name, in any case (`ar`, `ar-EG`, `Arabic`, `العربية`)."""
    wanted = " ".join(text.split()).casefold()
    if wanted in LANGUAGES:
        return wanted
    found = _CODES.get(wanted)
    if found is None and len(wanted) > 2 and wanted[2] in "-_" and wanted[:2] in LANGUAGES:
        return wanted[:2]
    return found


def language_name(code: str) -> str:
    """The English name of a language; the code itself when it is not known."""
    return LANGUAGES.get(code.lower(), code)
