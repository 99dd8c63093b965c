"""Tell lines in which a site speaks to its reader, asks for something or counts, from lines of a text."""

from __future__ import annotations

import re

_I = re.IGNORECASE
_LONGEST = 420
"""Characters; what is longer is a paragraph of the text."""

_THING = (
    r"newsletters?|inbox|e-?mail address|e-?mails?\*?|subscri\w+|your account|browser|cookies?|privacy (?:policy|notice|settings)|terms of (?:use|service)|recaptcha|\bapps?\b|notifications?|bookmarks?|membership"
    r"|donations?|donors?|commenting|profile|mailing list|paywall|advertis\w+|personal data|personalis\w+|podcasts?|free article|digest|briefing|updates|alerts|coverage|tip line|whatsapp|author pages?|tote bag|page on the site|this site|our site|website|channel|registering|independent journalism|reader[- ]supported|timeline|human:?$"
)
_ASKS = (
    r"^(?:please )?(?:♦ |forwarded this|you.re (?:currently|on)|sign up|subscribe|register|log ?in|join|follow|get|receive|download|support|help us|become|enjoy(?:ing|ed)?|don.t (?:miss|show)|never miss|stay|find|make sense|catch up|take|type|enter|leave this|use |have (?:a|you)|found|did you|was this|do you|are you|want|already|thank(?:s| you)|tune in|scroll|click|tap|try|unlock|start|choose|to (?:find|read|receive|continue|unsubscribe|learn)|by (?:signing|clicking|continuing|subscribing|submitting)|if you|for (?:more|the latest)|this (?:site|page|article|post|email|e-mail|message|newsletter|website|content)|our |your |we |i (?:would|agree)|you )"
    r"|^.{2,40} (?:is|are) (?:a )?(?:reader.supported|supported by|funded by|made possible)|^the full text .{0,40}(?:available|subscribers)"
)
_SITE_ASKS = re.compile(f"(?=.*(?:{_ASKS}))(?=.*(?:{_THING}))", _I)
_READER = re.compile(r"\b(?:you|your|yours|us|our|we|my|me)\b", _I)

_ARABIC_ASKS = re.compile(
    r"^(?:اشترك|اشتركوا|سجل|سجّل|انضم|انضموا|تابع|تابعنا|تابعونا|تابعوا|حمل|حمّل|حملوا|ادعم|ادعموا|تبرع|تبرعوا|أدخل|ادخل|أرسل|ارسل|شارك|شاركنا|شاركونا|لمتابعة|للاشتراك|للتواصل|للمزيد|لتحميل|لتصلك|لديك|هل (?:لديك|كان|هذا|وجدت|أعجبك)|اضغط|انقر|يرجى|الرجاء|احصل|لا تفوت|لا تفوتك|قناتنا|صفحتنا|حسابنا)\b"
    r"(?=.*(?:النشرة|القائمة البريدية|بريدك|البريد|قناتنا|القناة|تطبيق|التطبيق|صفحتنا|حساباتنا|تلغرام|تليغرام|تيليجرام|تيلجرام|واتساب|فيسبوك|تويتر|يوتيوب|وسائل التواصل|التواصل|الموقع|موقعنا|PDF|بصيغة|اضغط|هنا|التعليق|تعليقك|مفيد|المقال|الخبر|التقرير|التحقق|خبر|أخبارنا|عملنا|استمرار|لنا|@|t\.me))"
)
_INSIDE = (
    # Where advertisements and sign-up forms were cut into a text
    r"(?-i:Read more|READ MORE|Read more:|Read next|Read Next|READ NEXT) (?-i:[A-Z]).{10,120}(?<![.!?:])|(?:story|article|content) continues (?:below|after)(?: .{0,30})?|skip past .{3,40}|after (?:newsletter|podcast|video) promotion|(?:end of )?list(?: \d+)? of \d+(?: items?)?|end of list|continue reading below.{0,30}|scroll (?:down )?to continue.{0,30}|(?:advertisement|ad)(?:\W+(?:scroll|story).{0,40})?|play video.{0,30}|press enter or click to view image.{0,20}|.{0,240}purchase licensing rights(?:, opens new tab)?|(?:an )?error occurred.{0,60}|audio player|video player|00:00(?: ?/ ?\d\d:\d\d)?|use up/down arrow keys.{0,60}|your browser does not support .{3,80}|protected by recaptcha.*|this site is protected by recaptcha.*|loading ?[.…]*|like loading ?[.…]*",
    r"this (?:article|story) is (?:for subscribers only|more than \d+ (?:months?|years?) old|available (?:only )?to .{3,30}|part of .{3,60})\.?|save|listen|follow|(?:gift|save|bookmark|listen to|print|copy) (?:this )?(?:article|story|page|link)s?|gift (?:this )?article|share\d?|share .{0,40}(?:social media|clipboard)|click (?:here )?to (?:share|print|email|tweet|copy|follow).{0,60}|save articles .{0,80}|(?:article|story) (?:bookmarked|saved)|(?:add|send) to .{3,20}|copied to clipboard",
)
_WHOLE = re.compile(
    "|".join(
        (
            *_INSIDE,
            # Ways on
            r"about (?:the|this|our) (?:project|programme|program|cent(?:er|re)|institute|site|organi[sz]ation|series|group|initiative|database)|عن (?:المركز|المنصة|الموقع|المشروع|الشبكة|المبادرة)|translate post|read \d+ repl(?:y|ies)|new to \w{1,10}\?|responses? \(\d+\)|all reactions:?|shared with .{3,20}|most relevant|text to speech|press enter or click .{5,60}|get it|edit|your email|newsletter email address|(?:[\w-]+\.)+(?:org|com|net|info|example)|press (?:contacts?|officer)|last review(?:ed)?:? .{4,30}|\+\d[\d ()-]{6,18}|tel(?:ephone)?[.:]? ?\+?[\d ()-]{7,20}|(?:primary|other) country|disaster type|theme|figures & data|citations|metrics|reprints & permissions|view pdf|full article|sign me up|keep reading|للاقتباس|انشر|إشعار الخصوصية|تفضيلات .{3,30}|/?انتهى/?|list of \d+ items|forgot account\?|(?:a|the) snapshot|full version|text-only version|view source|(?:toggle|skip to|jump to) .{2,40}|.{3,40} \+ \d+ more|(?:(?:show|hide|mute|unmute|leave|join|pin|report)(?:\s+|$)){2,4}|read in app|upgrade to paid|paid|free|other ways to share|click to (?:expand|enlarge|zoom).{0,12}|print version|get the latest.{0,40}|cite this .{3,12}|more info(?:rmation)?|one time|monthly|[$€£]\d{1,4}|(?:export|chat) (?:citation|export)s?|not included, change data exporting settings.{0,30}|\d{2,5}x\d{2,5}(?:, [\d.]+ [KM]B)?|(?:xs|sm|md|lg|xl|tt)|\d{1,3}(?:[–-]\d{1,3}|\+) min(?:ute)?s?|[\d ,.]+[km]? (?:subscribers|members)|(?:photo|video|audio|file|sticker|voice message|animation)|(?:👁 ?)?[\d.,]+[km]?, \d{1,2}:\d{2}|broadcast a message\W*|تم نسخ الرابط!?|متاح بالـ|\d+ د|(?:more|other) (?:fact.?checks|reports|statements|on this (?:story|topic)|from this .{3,20})|(?:latest|recent|related|recommended|suggested|featured|popular|top|trending|similar|most \w+) [\w-]+(?: [\w-]+)?|(?:the )?most (?:read|viewed|shared|popular|watched)|keywords for this .{3,12}|follow (?:topics?|this author|the author|.{2,30}:)|\+ ?follow|back to (?:the )?(?:top|home)|return to top.{0,20}|view (?:full bio|metadata|original|all|more.{0,20}|author.{0,20})|show (?:more|less).{0,20}|(?:show|see|read|view) more (?:replies|comments|posts|stories)|read next:?|you might also like.{0,30}|more (?:in|on|from|by) .{2,30}|more (?:[\w-]+)|\d+ (?:thoughts|responses|comments|replies) (?:on|to) .{3,160}|also on this site|(?:next|previous)(?: fact.?check| post| article| story)?|all (?:articles|posts|stories) by .{3,30}|select month|primary sidebar|reader interactions|you may (?:also )?(?:find|like|be|enjoy).{0,40}|(?:correct|report) (?:a|an) (?:mistake|error)|join (?:the )?(?:conversation|discussion|channel)|load(?:ing)? more.*|explore .{3,40}topics?|listen to .{3,20}podcasts?|stay (?:connected|informed|in touch|tuned|up to date|updated)|get notified.{0,60}|in [“\"].{2,40}[”\"]",
            # Forms
            r"(?:free )?(?:daily|weekly|morning|evening|monthly) (?:newsletter|briefing|e-?mail|digest)s?|(?:first|last|full|your) name ?\*?|organi[sz]ation ?\*?|(?:your |enter your )?e-?mail(?: address)? ?\*?|type your .{3,20}|sign up(?: .{2,30})?|yes|no|submit|your comment|(?:post|write) your .{3,20}|choose your .{3,20}|i agree .{3,80}|select .{3,20}",
            # Counts, sizes, times since
            r"\d+(?: \d+){1,3}|[\d.,٠-٩]+ ?(?:k|ألف|الف)? ?(?:مشتركا?|متابعا?|مشاهدة|مشاهدات|تعليقا?|عضوا?|إعجابا?)|(?!\d+[.,]\d+[.,]\d{4})[\d.,٠-٩]+ ?[kmKM]?(?: ?[\U0001f440\U0001f441\ufe0f])*|(?:[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f] ?[\d.,]+ ?k?\s*)+|[\d.,]+ ?[km]? (?:views|subscribers|followers|members|reposts|quotes|likes|bookmarks|replies|comments|shares|reactions)|comments ?\(?\d+\)?|(?:edited )?\d{1,2}:\d{2}(?: ?[ap]m)?|\d+ ?(?:min(?:ute)?s?|minutes? read)|(?:estimated )?reading time.{0,20}|(?:small|medium|large)(?: text)?|text(?: size)?|[aA][-+–−]?|[–-] ?\+|\d+ (?:second|minute|hour|day|week|month)s? ago|(?:posted |updated )?(?:an?|one|two|three) (?:hour|day|week)s? ago|∙ ?(?:paid|free)",
            # Furniture of channels and social sites
            r"(?:إظهار|عرض) الرسالة المثبتة|رسالة مثبتة|over [\d.,]+k? (?:subscribers|followers|members)|discover more from .{2,40}|collapse this bar|manage subscriptions?|already have an? .{0,30}account.{0,20}|already subscribed.{0,20}|notes|view in telegram|open in app|pinned message|join channel|preview channel|see new posts|conversation|post your reply|relevant people|what.s happening\??|trending in .{3,30}|don.t have telegram.{0,40}|ads info|this summary is ai.generated.{0,60}|what readers are saying|commenting on this .{3,60}|the comments overwhelmingly .{3,60}",
            # Law and technique at the foot
            r"legal (?:notice|information)|imprint|accessibility(?: statement)?|(?:complaints|corrections)(?: & corrections)?|cookie (?:preferences|policy|settings|notice)|community guidelines|terms and conditions|(?:contest|house) rules|public file|foia|no fear act|site (?:index|map)|browse|all quotes delayed.{0,60}|purchase licensing rights|our standards: .{3,80}|responsible (?:editor|publisher).{0,40}|(?:designed|developed|powered) (?:and \w+ )?by .{2,40}|.{2,40} designed for .{2,30}|(?:web ?site|site) (?:design|by|credits?).{0,30}|(?:proudly )?powered by .{2,30}|(?:sent|get .{2,15}) from my \w+|ad ?choices|do not sell .{3,40}|(?:license|republish|promo|modern) (?:this )?\w+|comments? policy|comments are closed.{0,60}|except where noted.{10,120}|forgot(?:ten)? (?:your )?password\?.{0,12}|remember me|retrieve your password|log ?in to your account.{0,10}|your (?:username|password)|welcome(?: back)?!.{0,30}|no result|view all result|add new playlist|suggest to a friend|link copied|\d+ gift this article.{0,10}|font|media contact|press (?:office|contact)|contact webmaster|with the support of|#{2,5}|view in browser|view this (?:e-?mail|message|it)?(?: online| in).{0,30}|to unsubscribe.{0,160}|you (?:are )?received? this .{3,80}|forward (?:this )?(?:e-?mail|message)?(?: to .{2,20})?|download(?: .{0,40})? ?\(?(?:pdf|report|bulletin|file|original|data)\b.{0,30}|attachments?|(?:did you find|was) this .{2,30}(?:helpful|useful)\??|(?:share on \w+ ?){1,6}|privacy (?:notice|statement)|here.s how you know|an official website of .{3,60}",
            r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|reading time|don.t show me.{0,40}|read this in .{3,20}|buy .{3,20}|have a claim.{0,60}|(?:illustration|photograph|video|photos?|graphics?) by (?:[A-Z][\w.’'-]+ ?){1,4}|(?:e-?mail|contact|للتواصل|البريد)\s*:\s*[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
            # Arabic
            r"(?:كلمات|الكلمات) (?:دلالية|مفتاحية|الدلالية|المفتاحية)|(?:ال)?أخبار (?:الأكثر|ال?ذات|متعلقة|مشابهة) ?.{0,20}|(?:ال)?أكثر (?:قراءة|مشاهدة|تداولا|تعليقا)|(?:شارك|مشاركة|نشر|طباعة|حفظ|ارسال|إرسال)(?: (?:هذا |هذه )?(?:الخبر|المقال|التقرير|الموضوع|الصفحة|عبر البريد))?|حجم الخط|ع|استمع.{0,30}|مدة القراءة.{0,20}|وقت القراءة.{0,20}|أقل من دقيقة|[\d٠-٩]+ ?(?:دقيقة|دقائق)|منذ (?:[\d٠-٩]+ )?(?:ساعة|ساعات|ساعتين|يوم|يومين|أيام|أسبوع|أسبوعين|دقيقة|دقائق|شهر|شهرين|أشهر|سنة)|نعم|لا|قد (?:يهمك|يعجبك|تهمك).{0,15}|(?:مواضيع|موضوعات|أخبار|مقالات|منشورات|تقارير|تحققات|مواد) (?:قد تهمك|متعلقة|ذات صلة|مشابهة|أخرى|مقترحة)|المقال(?:ة)? (?:السابق|التالي)(?:ة)?|(?:اكتب|أضف|اضف|ارسل|أرسل) تعليق(?:ك|ا|اً)?|كود التحقق|الاسم ?:?|زر الذهاب إلى الأعلى|متابعة قراءة .{0,30}|تطبيق .{2,20}|سياسة (?:الاستخدام|الخصوصية)|شروط الاستخدام|تصميم (?:وتطوير|وبرمجة) .{2,40}|هل .{3,40}(?:مفيدا|مفيداً|مفيد) ?؟|هل هذا .{2,20} ؟|أوفلاين|انتهى|أعجبني|لم يعجبني|تصفح أيضا|ما رأيك .{3,30}|أعلن معنا|اعلن معنا|(?:جميع )?(?:المقالات|الآراء) .{3,40}(?:رأي|آراء) .{3,30}|تدقيقات مشابهة|صورة أرشيفية|مواقيت الصلاة|أسعار العملات|لا تفوتك|تحميل(?: التقرير| الملف)?",
        )
    ),
    _I,
)


_CUT_IN = re.compile("|".join(_INSIDE), _I)
_FORM = re.compile(
    r"^(?:sign up|subscribe|register|enjoy(?:ing|ed)|get the|make sense|never miss|follow (?:us|our)|download)\b",
    _I,
)


def is_cut_in(line: str) -> bool:
    """Whether a line stands inside a text where an advertisement or a form was cut in, and is none of its sentences."""
    bare = line.strip(" \t*_→←▶►•[]|").rstrip(":")
    if len(line) < 160 and _CUT_IN.fullmatch(bare):
        return True
    return len(line) < 110 and bool(_FORM.match(bare)) and is_promotion(line)


def is_promotion(line: str) -> bool:
    """Whether a line asks the reader for something (to subscribe, to share, to accept), in a sentence of the site."""
    if len(line) > _LONGEST or len(line) < 8:
        return False
    if _ARABIC_ASKS.search(line):
        return True
    return bool(_SITE_ASKS.match(line)) and (len(line) < 60 or bool(_READER.search(line)))


def is_wordy_device(line: str) -> bool:
    """A device that can hardly be a line of a table or an answer: it has letters, and more than three."""
    return sum(map(str.isalpha, line)) > 3 and is_device(line)


def is_device(line: str) -> bool:
    """Whether a whole line is a button, counter, form, label or notice of a page."""
    return len(line) < 200 and bool(_WHOLE.fullmatch(line.strip(" \t*_→←▶►•[]|").rstrip(":")))
