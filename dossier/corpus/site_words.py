"""Tell the words by which a site leads through itself (sections, functions, languages) from words of a text."""

from __future__ import annotations

import re
from functools import lru_cache

from dossier.text.normalize import fold

_FUNCTIONS = """
home|homepage|home page|menu|main menu|navigation|navigation menu|main navigation|close|close menu|open menu|toggle navigation|toggle menu|toggle search|search toggle
search|search for|advanced search|click here to search|search this website|search this site|site search|skip to content|skip to main content|skip to navigation|skip navigation
accessibility|accessibility help|accessibility links|accessibility statement|sign in|sign up|sign out|log in|login|log out|register|join|join us|join now|subscribe|subscribe now|subscriptions
my account|account|my profile|profile|my news|my feed|my bookmarks|bookmarks|saved articles|saved stories|notifications|alerts|newsletters|newsletter|apps|app|rss|cart|basket|checkout|donate|donate now|give now|support us|get involved|take action|membership|become a member
play|live|live tv|live blog|live updates|watch live|listen live|listen|watch|on air|on air now|schedule|programmes|programs|shows|tv|radio|video|videos|audio|podcast|podcasts|photos|photo|gallery|galleries|pictures|in pictures|infographics|interactive|interactives|multimedia|maps|map|data|dataset|datasets|database
more|all|all news|all topics|sections|section|edition|editions|international edition|topics|topic|tags|regions|region|countries|country|subjects|projects|programme|experts|people|staff|our team|team|authors|contributors|columnists|events|calendar|press|press room|press centre|press center|press releases|press release|media|media centre|media center|newsroom|statements|speeches
publications|publication|research|report|reports|briefings|policy briefs|papers|studies|library|archive|archives|resources|documents|shop|store|jobs|careers|about|about us|who we are|what we do|how we work|our work|our mission|our story|our impact|our methodology|methodology|contact|contact us|feedback|help|faq|faqs|corrections|ethics|code of ethics|tips|send a tip|submit|submit a claim|submit a tip|send us a claim|advertise|advertise with us|partners|sitemap|site map|print edition|e-paper|epaper|today's paper|todays paper|the paper|digital edition|classifieds|obituaries|weather|horoscopes|games|crosswords|crossword|puzzles|quiz|tools|initiatives|disasters|disaster|headlines|updates|training|jobs board|issue|issues|current issue
"""
_SECTIONS = """
news|world news|latest|latest news|the latest|breaking|breaking news|top stories|trending|popular|most read|most popular|must read|exclusive|exclusives|world|international|national|nation|local|metro|regional|global|domestic|foreign|foreign policy|diplomacy|politics|government|elections|business|economy|markets|market|finance|money|companies|industry|technology|tech|science|health|environment|climate|sustainability|energy|oil|agriculture|sport|sports|football|culture|arts|art|entertainment|lifestyle|life|style|food|travel|fashion|education|religion|faith|history|ideas|society|community|family|women|youth|law|legal|courts|crime|justice|security|national security|defense|defence|military|army|war|wars|conflict|conflicts|terrorism|extremism|counterterrorism|militias|human rights|refugees|migration|humanitarian|peace|opinion|opinions|op-ed|op-eds|columns|column|editorial|editorials|letters|comment|commentary|comments|views|analysis|analyses|features|feature|long reads|long read|longform|in depth|in-depth|insight|insights|explained|explainer|explainers|interview|interviews|investigations|investigation|fact check|fact checks|fact-check|fact-checks|fact checker|factcheck|special reports|special report|rumours|rumors|viral|debunked|verification|blog|blogs|guides|guide|workshops|essays|essay|reviews|review|fiction|poetry|books|film|music|theatre|stage|magazine|articles|article|stories|story|posts|translations|profiles|timeline|timelines|background|briefing|documentaries|documentary|obituary|cartoons|cartoon|reportage|photography|ecology|argument|spotlight|submissions|masthead|campaigns|index|countries & regions|alerts|submit a story|space|cyber|land|air|naval|unmanned|consular services|embassies|the ministry|the minister|advertise here|nation|city|states|districts
africa|asia|europe|americas|america|north america|south america|latin america|middle east|the middle east|middle east and north africa|mena|gulf|the gulf|levant|maghreb|sahel|east africa|west africa|north africa|central asia|south asia|asia pacific|us|usa|u.s.|us & canada|united states|uk|united kingdom|eu|un|england|scotland|france|germany|italy|spain|russia|ukraine|china|india|pakistan|afghanistan|iran|iraq|syria|lebanon|jordan|israel|palestine|israel/palestine|gaza|west bank|egypt|libya|tunisia|algeria|morocco|sudan|somalia|ethiopia|nigeria|mali|yemen|saudi arabia|uae|qatar|bahrain|kuwait|oman|turkey|türkiye|cyprus|kurdistan
kurdish|arabic|persian|french|german|turkish|russian|spanish|hebrew|chinese|عربي|english|français|francais|español|deutsch|türkçe|русский|العربية|فارسی|kurdî|kurmanci|עברית|українська|中文|português|italiano|bahasa|اردو|en|fr|ar|de|es|tr|ru|fa
"""
_ARABIC = """
الرئيسية|الصفحة الرئيسية|الصفحة الأولى|القائمة|القائمة الرئيسية|قائمة|بحث|البحث|البحث عن|بحث متقدم|إغلاق|تسجيل الدخول|دخول|تسجيل|اشترك|اشترك الآن|حسابي|النشرة البريدية|إضافة عمود جانبي|مقال عشوائي|الوضع المظلم|من نحن|عن الموقع|اتصل بنا|تواصل معنا|للتواصل|أرسل لنا|راسلنا|فريق العمل|هيئة التحرير|رئيس التحرير|رئيس مجلس الإدارة|منهجيتنا|المنهجية|سياسة التحرير|تبرع|ادعمنا|خدمات|خدمة|وظائف|الأرشيف|أرشيف|الطقس|تطبيقات|روابط|خريطة الموقع|أعداد سابقة|النسخة الورقية|عدد اليوم|قاعدة البيانات|بيانات|بيانات صحفية|البيانات|إصدارات|الإصدارات|منشورات|فعاليات|أنشطة|مكتبة|وثائق
أخبار|الأخبار|آخر الأخبار|أهم الأخبار|عاجل|مباشر|البث المباشر|بث مباشر|محليات|محلي|أخبار محلية|أخبار عربية|أخبار دولية|أخبار العالم|أخبار مصر|أخبار سوريا|أخبار العراق|أخبار لبنان|سياسة|السياسة|سياسي|أمن|أمني|عسكري|اقتصاد|الاقتصاد|مال وأعمال|أسواق|رياضة|الرياضة|كرة|كرة القدم|ملاعب|حوادث|قضايا|محاكم|فن|فنون|ثقافة|ثقافة وفنون|ثقافة وفن|أدب|منوعات|متفرقات|صحة|طب|علوم|تكنولوجيا|تقنية|علوم وتكنولوجيا|بيئة|مجتمع|المجتمع|أسرة|مرأة|المرأة|شباب|دين|إسلاميات|تعليم|سياحة|سفر|سيارات|تقارير|تقرير|ملفات|ملف|تحقيقات|تحقيق|تحقق|تحققات|تدقيق|مقالات|مقال|المقالات|آراء|رأي|الرأي|كتاب|كتاب وآراء|أعمدة|حوارات|حوار|مقابلات|مقابلة|دراسات|أبحاث|تحليل|تحليلات|قراءات|ترجمات|مترجم|بودكاست|فيديو|فيديوهات|صور|ألبومات|كاريكاتير|وسائط|ملتيميديا|ملفات خاصة|منبر حر|منبر|أرشيف الجريدة|المركز الإعلامي|برامجنا|مشاريعنا|مبادراتنا|فرص عمل|شركاؤنا|تبرع الآن|آخر التدقيقات|كيف نعمل|بلغ عن خبر|تابعنا على|تابعونا على|تابعونا|إنفوغرافيك|انفوجرافيك|مرئيات|صوتيات|برامج|البرامج|مدونات|خاص|متابعات|العالم|عالم|عرب|عرب وعالم|عربي|عربي ودولي|عربي وعالمي|عربية|دولي|دولية|شؤون عربية|شؤون دولية|شؤون محلية|الوطن العربي|الشرق الأوسط|الخليج|المغرب العربي|أفريقيا|إفريقيا|آسيا|أوروبا|أميركا|أمريكا|سوريا|العراق|لبنان|فلسطين|غزة|الأردن|مصر|ليبيا|تونس|الجزائر|المغرب|السودان|اليمن|السعودية|الإمارات|قطر|البحرين|الكويت|عمان|إيران|تركيا|روسيا|إسرائيل
"""

_PARTS = re.compile(r"\s*(?:[|·•/>»›,،:←→≡☰∙‹«+–—&]|\s-\s|\.(?=\s|$))+\s*")
_RUN_TOGETHER = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PRICE = re.compile(
    r"(?:subscribe|join|try|register|sign up|اشترك)\b.{0,12}[£$€]?\d[\d.,]*.{0,20}", re.IGNORECASE
)
_HERE = re.compile(r"^(?:you are here|أنت هنا|انت هنا|أنت الآن في)\s*:?\s*", re.IGNORECASE)
_CRUMB = re.compile(r"[>»›/←]")
_STARTS = frozenset({"home", "homepage", "الرييسيه", "الصفحه الرييسيه"})
_LONGEST = 200
"""Characters; a row of sections may be long."""
_MOST_WORDS = 5
"""Of a phrase in the lists above."""


def _known() -> frozenset[str]:
    text = _FUNCTIONS + _SECTIONS + _ARABIC
    return frozenset(_folded(one) for one in re.split(r"[|\n]", text) if one.strip())


def _folded(words: str) -> str:
    return " ".join(fold(words.replace("’", "'")).split())


_WORDS = _known()


def is_site_line(line: str) -> bool:
    """Whether a line holds nothing but words of a site: `World`, `Home > News`, `HOME LATEST OPINION E-PAPER`."""
    return phrases(line) > 0


@lru_cache(maxsize=4096)
def phrases(line: str) -> int:
    """How many phrases of a site stand in a line of nothing else; 0 for other lines."""
    if not line or len(line) > _LONGEST or line.endswith((".", "!", "?", "؟")):
        return 0
    if _PRICE.fullmatch(line):
        return 1
    way = _HERE.sub("", line.strip(" #*[]()"))
    pieces = [piece for piece in _PARTS.split(way) if piece.strip()]
    if len(pieces) > 1 and _folded(pieces[0]) in _STARTS and _CRUMB.search(way):
        return len(pieces)
    counts = [_in_row(piece) for piece in pieces]
    return sum(counts) if all(counts) else 0


def _in_row(piece: str) -> int:
    """The fewest phrases of the lists into which a piece can be cut without a rest; 0 when it can't."""
    words = _folded(_RUN_TOGETHER.sub(" ", piece) if piece.count(" ") < 3 else piece).split()
    fewest = {0: 0}
    for start in range(len(words)):
        if start not in fewest:
            continue
        for end in range(start + 1, min(start + _MOST_WORDS, len(words)) + 1):
            if " ".join(words[start:end]) in _WORDS:
                fewest[end] = min(fewest.get(end, len(words)), fewest[start] + 1)
    return fewest.get(len(words), 0)
