"""Say which lines are furniture when they stand below an article; each pattern matches a whole line."""

from __future__ import annotations

import re

_MARKS = re.compile("[\u064b-\u0652\u0640\u200e\u200f]")
_ALEFS = str.maketrans("أإآ", "ااا")

_SITES = (
    r"facebook|twitter|x|whatsapp|telegram|linkedin|e-?mail|print|pinterest|reddit|messenger|tumblr|viber|instagram"
    r"|youtube|flipboard|pocket|copy (?:link|url)|فيسبوك|تويتر|واتساب|واتس اب|تلغرام|تيليغرام|تيليجرام|طباعه?|طباعة"
    r"|نسخ الرابط|بريد(?: الكتروني)?|البريد الالكتروني|لينكد ?ان|ماسنجر|انستغرام|يوتيوب"
)

_LABELS = (
    r"(?:انظر|شاهد) ايضا?\s*:?|متابع[هة] اخبار .{3,30}(?:على|عبر) .{3,80}|المواضيع ذات الصل[هة]|للاطلاع على التقرير.{0,20}|لا تعليقات",
    # Sharing, printing, listening
    rf"(?:(?:{_SITES})[ |,·/•]*)+", r"like this:?|like|loading\.*|copied!?|share(?:s| this)?:?|\d+ shares?",
    r"(?:font|text) size|a[-+–−]|listen(?: to (?:this )?(?:article|story))?|(?:reading time:? ?)?\d+ ?(?:min(?:ute)?s?)(?: read)?|report this ad",
    r"شاركها|ارسل الى صديق|حجم الخط|استمع(?: الى المقال)?|(?:مده|مدة) القراءة:? ?.{0,20}",
    # Comments and forms
    r"(?:your )?(?:name|e-?mail(?: address)?|website|comment|message) ?\*?|enter your e-?mail(?: address)?.{0,30}|submit|send|search",
    r"this site uses akismet.*|be the first to comment.*|comments are closed\.?|join the (?:conversation|discussion)|you must be logged in to .*|what do you think\??",
    r"الغاء الرد|(?:البريد الالكتروني|الاسم|الموقع(?: الالكتروني)?|التعليق|تعليقك) ?\*?|احفظ اسمي.*|تعليقات الزوار|\d+ تعليق(?:ات)?|لا (?:توجد|يوجد) تعليقات|كن اول من يعلق.*|ارسال",
    # Ways on through the site
    r"(?:load|view|see|show|read|more) (?:more|all|less)|more|posted in:? .{1,80}|(?:tagged|filed)(?: with| under| as)?:? .{1,120}|view all posts by .{1,60}|all posts",
    r"(?:trending|popular|latest|recent|top)(?: (?:now|today|posts?|news|stories|videos?|articles?|comments))?|editor.?s.? (?:picks?|choice)|more from .{1,50}|in this section|about (?:the )?post author",
    r"contact(?: us)?|about(?: us)?|our team|careers|advertise(?: with us)?|faqs?|sitemap|powered by .{1,40}|site by .{1,40}|log ?out|my account|menu|home",
    r"advertisement ?[-–—].{0,40}|download (?:pdf|the (?:pdf|(?:full )?report|app))|pdf|\[?(?:image|photo|video|gallery|audio|embed)\]?",
    r"(?:also read|read also|watch|see also|read next|up next|must read|don.t miss)\s*:.{0,160}",
    r"(?:الوسوم|كلمات (?:مفتاحية|دلالية)|الكلمات (?:المفتاحية|الدلالية)|التصنيف|تاجات|وسوم)\s*:?.{0,120}|(?:سياسه|سياسة) الخصوصي[هة]|من نحن|اتصل بنا|تواصل معنا|هيئه التحرير|شروط الاستخدام|الرئيسيه",
    r"(?:ال)?اكثر (?:مشاهد[هة]|تعليقا|شيوعا|قراء[هة]|تداولا)|اخر الاخبار|احدث الاخبار|اقرا (?:ايضا|المزيد|التالي)\s*:?.{0,160}|شاهد ايضا\s*:?.{0,160}|تابعنا .{0,40}|اشترك(?: الان)?|المزيد(?: من .{0,40})?|عرض المزيد|تحميل المزيد",
    # Counters, choices, small print
    r"(?:reply|sign in|log in|add|post)(?: (?:to|your|a) .{0,20}comments?)?|read (?:the )?full (?:story|article)|more on this .{3,20}|explore more|e-?mail this .{3,20}|save|bookmark|follow|written by|about the author|tags|category:? .{1,40}",
    r"(?:get|receive) .{0,40}(?:in your inbox|by e-?mail)|thanks for subscribing!?|by signing up.{0,120}|help us (?:continue|keep|fight|expose).{0,60}|we need your (?:support|help).{0,40}|last modified.{0,40}",
    r"read [\d.,]+k? times|views:? [\d.,]+k?|[\d.,]+k? views|rate this .{1,20}|\(\d+ votes?\)|prev|next|top|(?:go|back) to top|privacy|cookies|accept(?: all)?|got it!?|newsletters?|rss|choose language|republish this .{1,20}",
    r"this (?:article|story|work) is (?:republished|licen[sc]ed) under .{1,80}|.{3,40} is not responsible for .{3,80}",
    r"رد|علق|شارك هذا .{3,20}|معجب بهذه:?|مرتبط|تحميل\.*|اعجاب|متابعة القراءة|اقرا المقال كاملا|للمزيد|(?:روابط|محتوى) ذ(?:ات|و) صل[هة]|(?:احدث|اخر) (?:المقالات|المواضيع)|النشرة (?:البريدية|الاخبارية)|تصلك الى .{3,20}",
    r"عدد (?:المشاهدات|القراءات|الزيارات)\s*:?.{0,12}|عن الكاتب|بحث|القائمة|english|العربية|حقوق (?:الطبع|النشر).{0,40}|(?:عودة|العودة) الى الاعلى|التصنيفات\s*:.{0,80}|اخلاء مسؤولي[هة]",
    r"our standards:.{0,80}|,? ?opens (?:in )?(?:a )?new (?:tab|window)|explore more on .{3,30}|reuse this content|view image in full ?screen|(?:decline|dismiss|ok|okay|agree|i agree|i accept|no thanks|not now|maybe later|allow (?:all|cookies)|reject(?: all)?|accept (?:all )?cookies|close|cancel|learn more|manage (?:cookies|options|choices))[.!]?",
    r"(?:do you have|have you got|got) (?:a|an|any) (?:tip|story|question|correction|news).{0,120}|(?:report|suggest|send us|submit) (?:a|an|your) (?:correction|error|mistake|tip|story|typo).{0,60}|was this .{3,20} (?:helpful|useful)\??|(?:\d+ )?(?:likes?|reactions?|reposts?|retweets?|upvotes?)(?: \d+)?",
    r"(?:the )?(?:views|opinions) expressed .{10,240}|(?:editing|translation|translated|edited) by .{3,60}|related (?:topics|tags|coverage|links?|content|reading|news|documents?):?|topics?:?|keywords?:?|in (?:pictures|this story):?|watch now|play video|show comments?|hide comments?|view (?:all )?(?:\d+ )?comments?|(?:follow|like) .{2,40} on (?:facebook|x|twitter|telegram|instagram|google news|whatsapp).{0,40}",
    r"قبول|رفض|موافق|اغلاق|اوافق|(?:هل لديك|ارسل لنا) .{3,80}|(?:الكلمات|الكلمة) الدالة.{0,100}|مواضيع متعلقة|اخبار متعلقة|محتوى متعلق|اقرا في هذا الخبر|تابعوا .{2,40} (?:على|عبر) .{2,30}|لمتابعة .{3,80} (?:على|عبر) .{2,30}|طباعة الخبر|ارسال الخبر|مشاركات?|اعجابات?|[\d٠-٩.,]+ (?:مشاهدة|مشاهدات|اعجاب|مشاركة|تعليق|قراءة)",
    r"unsubscribe.{0,80}|you(?:.re| are)? (?:receiv(?:e|ed|ing)|getting|got) this .{5,160}|view (?:this )?(?:e-?mail|message|it)?(?: in| online).{0,30}|forward to a friend|update your preferences.{0,60}",
    r"most (?:visited|viewed|read|shared|commented|watched|popular)(?: .{2,30})?|(?:top|more|other|latest|trending) (?:[\w&]+ ){0,2}(?:stories|news|headlines|articles|posts|videos)|(?:daily|weekly|our|free|the) newsletters?|receive .{5,80} (?:every|each) (?:morning|day|week|evening).{0,30}|advertising",
    r"discussion about this .{3,12}|restacks?|start writing|.{2,20} is the home for .{3,30}|(?:privacy|terms|collection notice)(?: ?[∙·•|] ?(?:privacy|terms|collection notice))*|collection notice|get the app|(?:post )?views:? [\d.,]+k?|[∙·•] ?(?:paid|free|preview)",
    r"(?:اضغط|انقر) (?:هنا )?(?:ل?لمشارك[هة]|للطباع[هة]|لارسال|لمشاركة).{0,80}|(?:اعجاب )?(?:جاري )?(?:ال)?تحميل ?[.…]*|شارك هذا .{3,20}:?|معجب بهذه ?:?|اذا كنت تعتقد ان (?:المقال|الخبر|هذا) .{5,160}|مصادر(?: [\u0621-\u064a]+)?:?",
    r"fran[cç]ais|english|español|deutsch|türkçe|русский|العربي[هة]|فارسی|kurdî|עברית|українська|中文|languages?|edition:? ?.{0,20}|(?:uk|us|international|arabic) edition",
    r"in [“\"][^”\"]{2,40}[”\"]|(?:تحميل|حمل) التطبيق|embed|print this .{3,10}|was this (?:.{3,20} )?(?:helpful|useful)\??|شارك هذا:?|(?:جميع |كل )?(?:المقالات|الاراء) (?:المنشورة|الواردة|المنشوره|الوارده) .{10,200}|reader interactions|follow @\w+",
    r"post navigation|also available in:?|stay up to date|join our community|شاركنا .{3,20}|find this .{3,20} useful\?.{0,40}|.{2,30} logo|(?:sign up|register|subscribe) (?:for|to) .{3,60}|(?:in )?(?:case )?you missed it:?|listen to .{3,12}",
    # Signs that hold nothing
    r"[*\-–—_•|·.,:;=~#>« »]{1,80}",
)  # fmt: skip

_APPEALS = (
    r"become an? (?:member|patron|supporter|subscriber)\b.{0,60}", r"buy (?:me|us) a (?:coffee|beer).{0,40}", r"(?:please )?support (?:us|our work|this site|independent journalism)\b.{0,100}",
    r"(?:if you .{3,60}, )?(?:please )?consider (?:making a donation|donating|supporting|subscribing).{0,120}", r"make a .{0,20}(?:gift|donation|contribution).{0,60}",
    r"join our (?:mailing list|newsletter|community|channel|telegram).{0,60}", r"(?:don.t|never) miss .{3,60}(?:subscribe|sign up|follow).{0,60}", r"thank you for (?:reading|your support).{0,60}",
    r"(?:photo|image|picture)s?(?: credits?| source| by| courtesy(?: of)?)?\s*:\s*.{1,60}",
    r"(?:كافة|كافه|جميع|كل) الحقوق محفوظ[هة].{0,80}|©.{0,100}|.{0,60}© ?(?:19|20)\d\d.{0,60}", r"(?:ادعم|ادعموا|تبرع|تبرعوا|ساهم|ساهموا) .{0,80}", r"(?:اشترك|اشتركوا|سجل|انضم|انضموا) (?:في|الى|معنا|الان|لتصلك) .{0,80}",
)  # fmt: skip

_OPENERS = (
    r"(?:tags|topics|keywords|الوسوم|كلمات مفتاحية|الكلمات المفتاحية) ?:?|related .{0,25}|(?:latest|recent|trending|top|more) (?:updates|news|stories|posts|articles|headlines)|(?:ال)?اكثر (?:مشاهد[هة]|قراء[هة]|تداولا)|(?:previous|next|older|newer)(?: (?:post|article|story|entry))?s?:?|also read:?|read (?:also|next):?|up next|you (?:may|might) (?:also )?(?:like|be interested in):?|more (?:stories|news|articles)|must read:?"
    r"|(?:المقال|الخبر|الموضوع)? ?(?:السابق|التالي):?|قد (?:يعجبك|يهمك|تعجبك)(?: ايضا)?:?|شاهد ايضا:?|اقرا ايضا:?|موضوعات ذات صل[هة]:?|(?:مقالات|اخبار|مواضيع) (?:ذات صل[هة]|متعلق[هة]|مشابه[هة]):?|اقرا/?ي? ايضا:?"
)

_TAIL = re.compile("|".join(f"(?:{one})" for one in (*_LABELS, *_APPEALS, _OPENERS)), re.IGNORECASE)
_OPENER = re.compile(_OPENERS, re.IGNORECASE)
_OPENER_WITH_TITLE = re.compile(r"(?:previous|next) (?:post|article|story)\s*:?\s.{5,160}|(?:المقال|الخبر) (?:السابق|التالي)\s*:?\s.{5,160}", re.IGNORECASE)  # fmt: skip
_LINK = re.compile(r"!?\[([^\]\n]{0,200})\]\([^)\s]{0,500}\)")
_LONGEST = 300
"""Code points; what is longer is a paragraph."""
_ENDS_A_SENTENCE = re.compile(r"[.!?؟…:;”\"»\])]$")


def bare(line: str) -> str:
    """A line without vowel marks, and with the words of its links alone (`[Share](https://...)`)."""
    if "](" in line:
        line = _LINK.sub(r"\1", line).strip(" *-")
    return _MARKS.sub("", line)


def is_tail(line: str) -> bool:
    """Whether a line below an article belongs to the page."""
    if len(line) > _LONGEST:
        return False
    plain = _plain(line)
    return bool(_TAIL.fullmatch(plain) or _OPENER_WITH_TITLE.fullmatch(plain))


_CREDIT = re.compile(
    r"\[?(?:photo|image|picture|photograph|video|file photo|illustration|صورة|الصورة|تصوير)(?: (?:credits?|source|by|courtesy(?: of)?|من))?\s*[:©/|]\s*(?:(?:©\s*)?[\w.'’@-]+(?: [\w.'’@-]+){0,3}(?:\s*[/,|]\s*)?){1,3}(?: via [\w ]{2,30})?\]?",
    re.IGNORECASE,
)
_AGENCIES = re.compile(
    r"\b(?:AFP|AP|Reuters|EPA|Getty(?: Images)?|Shutterstock|Handout|File|Archive|Anadolu|Wikimedia(?: Commons)?|Facebook|Twitter|X|Telegram|Social media|Screenshot|WAFA|SANA|Xinhua)\b|رويترز|الفرنسية|الأناضول|غيتي|أرشيف(?:ية)?|متداولة",
    re.IGNORECASE,
)


def is_credit(line: str) -> bool:
    """`Photo: Reuters`, `Image credit: AFP / Getty`: who took a picture that is not there; a caption says more."""
    return len(line) < 90 and bool(_AGENCIES.search(line) and _CREDIT.fullmatch(line))


_LIST_OR_NOTE = re.compile(
    r"^(?:\[?\^?\d{1,3}[\].):]|[-*•>#|]|\(?[ivxa-h]{1,4}[.)] )|https?://|www\.|[:؛]$", re.IGNORECASE
)
_VERDICT_OR_NAME = re.compile(
    r"\b(?:verdict|rating|conclusion|classification|sources?|references|notes?|annex|appendix|claims?|true|false|misleading|fake|unproven|satire|mixture|context|signed|commander|command|general|attachment)\b"
    r"|مضلل|زائف|كاذب|صحيح|مفبرك|الادعاء|مرفق|التوقيع|تصنيف|النتيجة|الحكم|الخلاصة|المصادر",
    re.IGNORECASE,
)


def may_be_a_link(line: str) -> bool:
    """A short line that could be the title of another article or a topic; never a note, verdict or signature."""
    return (
        (looks_like_a_title(line) or (len(line) < 100 and line.endswith(("?", "؟", "”", '"'))))
        and not _LIST_OR_NOTE.search(line)
        and (len(line.split()) > 5 or not _VERDICT_OR_NAME.search(line))
    )


def opens_links(line: str) -> bool:
    """Whether titles of other articles follow."""
    return len(line) <= _LONGEST and bool(_OPENER.fullmatch(_plain(line)))


def looks_like_a_title(line: str) -> bool:
    """A line that could be the title of another article: a few words, no end of a sentence."""
    return len(line) < 160 and not _ENDS_A_SENTENCE.search(line)


def _plain(line: str) -> str:
    return bare(line).translate(_ALEFS).strip(" \t←→«»‹›")
