"""Words with which the names of Arabic bodies begin, go on and end, and words that make them something else."""

from __future__ import annotations

from dossier.actors.arabic_text import NO_NAME, keys_of
from dossier.actors.words import key_of
from dossier.actors.words_arabic import (
    DEFINITE_BODIES,
    FUNCTION,
    GROUP_HEADS,
    OUTLET_HEADS,
    RANKS,
    SINGLE_BODIES,
    SPEECH,
    TITLES,
)

NEEDS_QUOTES = keys_of(
    "موقع مجموعة مركز شبكة منصة حملة صندوق دار إدارة وحدة دائرة قوة قوات جيش حكومة تيار شرطة بعثة تجمع فرقة كلية "
    "مستشفى مصلحة نقابة برنامج لجنة"
)
BY_BRACKETED_NAME = GROUP_HEADS | OUTLET_HEADS | keys_of("شركة موقع جمعية منظمة شبكة مجموعة فرقة مركز معهد")
BY_QUOTED_NAME = BY_BRACKETED_NAME | keys_of("جامعة بنك مصرف نادي مؤسسة أكاديمية دار منصة")
BEFORE_QUOTED = keys_of("أنباء الأنباء أخبار الأخبار تلفزيون التلفزيون اخبارية إخبارية")
"""What kind of outlet stands between its head and its quoted name: وكالة أنباء "فرانس برس"."""
LINKED_BY_AND = keys_of("جهاز وزارة هيئة لجنة مؤسسة مركز إدارة جمعية وكالة جامعة ديوان")
BARE_NAMES = GROUP_HEADS | OUTLET_HEADS | keys_of("شركة بنك جامعة هيئة مجلس نادي معهد محكمة منظمة")
OF_COMPANIES = keys_of(
    "إسلامي إسلامية وطني وطنية محلي محلية عالمي عالمية دولي دولية تجاري تجارية خاص خاصة حكومي حكومية عربي أجنبي أجنبية مساهمة كبرى كبيرة رائدة "
    "متخصصة متخصص محدودة قابضة تابعة أخرى ناشئة واحدة جديدة عملاقة متعددة مملوكة مقاولات تأمين طيران نفط أدوية اتصالات إنتاج إنتاجية استثمارية عائلة عائلية"
)
"""What many a company or bank is."""
MOVEMENTS = keys_of("طالبان فتح أمل")
"""Movements whose names have no article."""
MOVES = keys_of(
    "أسعار مرور سير ملاحة تجارة بيع شراء سفر طيران نقل تداول تداولات مسافرين نزوح سكان بيانات معلومات"
)
"""What moves in حركة besides people with an aim."""
FEMININE_PLURALS = keys_of("القوات السلطات الاستخبارات المخابرات")
LONG_ONLY = keys_of("جيش جهاز إدارة غرفة مكتب لجنة مركز قوات قوة حملة")
"""Heads that begin a name only when at least two definite words follow: مكتب التحقيقات الفدرالي."""
ENDS_ORGANISATION = FUNCTION | SPEECH | NO_NAME
LATER_ENDS = frozenset(key for key in TITLES | RANKS if key.startswith("ال"))
"""Titles behind a name; right behind its head they are part of it: نادي اللواء, جامعة الملك سعود."""
BODIES = DEFINITE_BODIES | SINGLE_BODIES
NAMED_BODIES = {
    tuple(key_of(word)[0] for word in name.split())
    for name in (
        "حزب الله|أنصار الله|جند الله|حركة أمل|النيابة العامة|البنك المركزي|الحرس الثوري|الحشد الشعبي|الهلال الأحمر|الصليب الأحمر|البيت الأبيض|مجلس الأمن|"
        "المقاومة الشعبية|المقاومة الجنوبية|المقاومة الإسلامية|الحراك الجنوبي|الأمن العام|الدفاع المدني|حرس الحدود|"
        "الأمن الوطني|الأمن القومي|القوات المسلحة|الجيش الحر|الجيش الوطني|المجلس الأوروبي|المفوضية الأوروبية|"
        "البرلمان الأوروبي|البنك الدولي|صندوق النقد|الادعاء العام|مجلس الشورى|مجلس النواب|مجلس الأمة|مجلس الشيوخ|"
        "الاتحاد الدولي|الاتحاد العربي|الاتحاد الآسيوي|الشؤون الصحية|الشئون الصحية|المحكمة العليا|المحكمة الدستورية|الاتحاد الأفريقي|الجامعة العربية|السلطة الفلسطينية|الإخوان المسلمين|"
        "الإخوان المسلمون|الخطوط الجوية|الحرس الوطني|الجيش الشعبي|الحزب الشيوعي|المجلس العسكري|مجلس القضاء|"
        "المؤتمر الشعبي|الخدمة المدنية|الإعلام الحربي|الإعلام الأمني|البنتاغون الأمريكي|الشرطة الاتحادية|"
        "الديوان الملكي|الديوان الأميري|الاتحاد الإفريقي|الطيران المدني|الحكومة الانتقالية|المجلس الانتقالي|مجلس الدوما|مجلس العموم|مجلس اللوردات"
    ).split("|")
}
"""Bodies of two words that name no kind of body which every state has many of."""
FIRST_OF_BODIES = frozenset(name[0] for name in NAMED_BODIES)
MORE_OF_ITS_NAME = keys_of("الدولي العام العسكري العراقي الإيراني الوطني الأعلى")
IDAFA_HEADS = keys_of("مجلس مديرية قوات جيش لجنة هيئة مركز معهد وكالة مؤسسة منظمة جمعية مكتب رابطة اتحاد")
"""Heads whose name goes on with a bare word and its genitive: لجنة سلامة المستهلك."""
IDAFA_GROUPS = GROUP_HEADS - keys_of("حركة تنظيم تجمع فرقة")
OF_FIGHTERS = keys_of(
    "أنصار جند جنود شباب أبناء أحرار شهداء أسود حماة مجاهدي ثوار حراس رجال تحرير مجتمع نصرة فجر تضامن"
)
"""What a movement's name goes on with; حركة أسعار is one of prices."""
SERVICES = keys_of("الأمن الاستخبارات المخابرات مكافحة الشرطة الحرس الجمارك أمن استخبارات مخابرات الرقابة")
HEARD_FROM = SPEECH | keys_of("بحسب وفق حسب وبحسب ووفق لموقع على عبر فريق نقلا مراسل لدى رصد")
BEAR_A_NAME = keys_of("نادي جامعة مركز معهد مؤسسة جمعية أكاديمية مدينة")
WHOSE = keys_of("الأميرة الشهيد الشهداء الإمام الشيخ الأمير الملك القائد")
ACT_AS_ONE = keys_of("رئيس عضو قبل تعلن قررت أمين بيان أعضاء طالبت قرار قرارات")
NO_OUTLET = keys_of(
    "التواصل الحادث الجامعة الشركة الوزارة النادي الهيئة الجمعية المؤسسة البنك الصحيفة القناة المركز الكلية المدرسة المجلس الاتحاد الفريق "
    "الإدارة الأمانة اللجنة المنظمة المعهد البلدية الانفجار الحدث الجريمة الإلكتروني المشروع السقوط التحطم الرسمي"
)
"""Whose website is meant, or what happened at the site."""
TWO_TASKS = keys_of("هيئة مؤسسة")
NEW = keys_of("الجديد الجديدة")
CURRENTS = keys_of("الكهربائي المستمر المتردد المعارض الإسلامي الهوائي الرئيسي السائد")
TRAFFIC = keys_of(
    "السياحية التجارية الاقتصادية المرورية النقدية الملاحية الثقافية العمرانية العلمية الأدبية الفنية الجوية البحرية"
)
"""What kinds of movement are nobody's: الحركة السياحية."""
FLOWS = keys_of("السير المرور البيع الشراء السفر الطيران النقل التجارة الملاحة")
STAFF = keys_of("التدريس التحرير تدريس تحرير")
UNITS = keys_of("إدارة دائرة وحدة غرفة")
BOARDS = keys_of("إدارة إدارات رئاسة")
OF_A_LAND = keys_of("بلاد الصحراء جزيرة أرض غرب شرق شبه ولاية الساحل سوريا العراق اليمن")
"""Where a branch of a movement is: تنظيم القاعدة في بلاد المغرب."""
PLACE_HEADS = keys_of("محافظة مدينة منطقة قرية ولاية إمارة بلدية حي عمليات قيادة")
BY_FOREIGN_NAME = keys_of("شركة بنك مصرف مؤسسة موقع شبكة مجموعة صحيفة قناة مجلة وكالة معهد جامعة")
ONE_OF_TWO = keys_of("صحيفتا صحيفتي قناتا قناتي وكالتا وكالتي مجلتا مجلتي موقعا موقعي صحف قنوات مواقع")
"""Two or more outlets at once; each follows in quotation marks or brackets."""
CENTRAL = keys_of("المركزي المركزية")
RANK_ENDS = keys_of("ركن طيار متقاعد بحري دكتور مهندس الركن")
DONE = keys_of("أعمال في على إعادة حسن سوء لجنة لجان قانون تم يتم جرى بهدف بعد قبل مسؤولية عملية وتنظيم")
"""Words before تنظيم that make it "organising"."""
GENERAL = keys_of(
    "العامة العام العليا الأعلى الأول الثاني الثالث الرابع الخامس المتحدة المشتركة المستقلة الموحدة"
)
NATIONAL = keys_of("الوطنية العالمية الدولية")
OF_ANY_BODY = keys_of("العمومية الحالي الحالية الرسمي الرسمية الماضي الماضية التنفيذي التنفيذية")
EVERY_BODY_HAS = keys_of("الإدارة الإدارات الجمعية")
"""Whose boards every company and club has: مجلس الإدارة."""
TO_DO = keys_of(
    "للتعامل للاطمئنان للتأكد للوقوف للقيام للبحث للمشاركة للحصول للتواصل للحديث للرد للعمل للانضمام للمطالبة للحضور للاستفسار"
)
"""What somebody did something for, rather than what a body is for."""
CANALS = keys_of("السويس بنما")
OFFICES = keys_of("الأرصاد الجمارك الضرائب الزكاة المياه السجون الأحوال الجوازات")
"""What a مصلحة is an office of, which is also "interest"."""
FOR_SOMETHING = keys_of("مجموعة صندوق شبكة حملة برنامج")
TRADES = keys_of("للاستثمار للاستقدام للإنتاج للاقتصاد للاستزراع للانتخاب")
"""What a company may be for, though the word looks like something done."""
