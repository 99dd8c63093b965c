"""Words of organisations' names: what they mean, in English, Arabic and transliterated Arabic."""

from __future__ import annotations

from dossier.text.normalize import fold

_WORDS = """
state: state dawla daulah dawlah dawlat دوله دولت
islamic: islamic islami islamiyya islamiya islamiyah islamia اسلامي اسلاميه eslami
islam: islam eslam اسلام
party: party hizb hezb حزب parti partiya
front: front jabhat jabha جبهه cephe
liberation: liberation tahrir تحرير
movement: movement harakat haraka harkat حركه جنبش
army: army jaysh jaish jeish جيش ordu
brigades: brigades الويه ويه alwiya kataib kataeb katibat katiba katibah كتائب كتيبه
brigade: brigade liwa لواء tugay
battalion: battalion battalions taburu
resistance: resistance muqawama moqawama muqawamah مقاومه
council: council majlis shura مجلس شوري
revolutionary: revolutionary revolution thawra thawri ثوره ثوري ثوريه انقلاب enqelab
guard: guard guards haras pasdaran حرس پاسداران sepah سپاه
forces: forces force quwwat quwat قوات قوه
corps: corps legion faylaq failaq فيلق
popular: popular peoples people shaabi shabi شعبي شعبيه شعب halk
mobilization: mobilization mobilisation hashd hashid حشد
democratic: democratic ديمقراطي ديمقراطيه
national: national patriotic وطني وطنيه watani
group: group شبكه organization organisation tanzim تنظيم جماعه jamaat jamaa jamaah gamaa منظمه munazzama مجموعه network
supporters: ansar انصار partisans supporters helpers
martyrs: martyrs martyr shuhada شهداء شهيد shahid
league: league asaib asayib عصائب
committee: committee committees lajna لجنه لجان
media: media اعلام اعلامي اعلاميه
news: news انباء اخبار
agency: agency وكاله wakalat
foundation: foundation muassasat موسسه establishment
union: union ittihad اتحاد
defense: defense defence دفاع difa
military: military askari عسكري عسكريه
intelligence: intelligence mukhabarat مخابرات istikhbarat استخبارات
ministry: ministry وزاره wizarat
province: province wilayat wilayah ولايه
united: united متحده
nations: nations امم
arab: arab arabs arabian عربي عربيه عرب
syrian: syrian syria سوري سوريه سوريا suriya
iraqi: iraqi iraq عراق عراقي
palestinian: palestinian palestine فلسطين فلسطيني filastin
lebanese: lebanese lebanon لبنان لبناني
iranian: iranian iran ايران ايراني
yemeni: yemeni yemen يمن يمني
libyan: libyan libya ليبيا ليبي
turkish: turkish turkey turkiye تركيا تركي
israeli: israeli israel اسرائيل اسرائيلي
russian: russian russia روسيا روسي россия
levant: levant levantine sham shamiya shami شام شامي شاميه greater
support: support دعم
rapid: rapid سريع
authority: authority سلطه
quds: quds qods jerusalem قدس
interior: interior داخليه
foreign: foreign خارجيه
affairs: affairs شؤون
government: government hukumat حكومه
republic: republic republican jumhuriya jumhuri جمهوريه جمهوري
kingdom: kingdom mamlaka مملكه
courts: court courts محكمه محاكم
south: south southern جنوب جنوبي
north: north northern شمال شمالي
east: east eastern شرق شرقي
west: west western غرب غربي gharb
transition: transitional انتقالي انتقاليه
peace: peace salam سلام
unity: unity wahda وحده
monotheism: monotheism tawhid tawheed توحيد
security: security amn امن امني
police: police shurta شرطه
navy: navy naval بحريه
air: air جويه
special: special خاصه
supreme: supreme high higher اعلي عليا
political: political سياسي سياسيه
bureau: bureau office maktab مكتب
central: central مركزي مركزيه
command: command قياده
operations: operations operation عمليات عمليه
joint: joint مشتركه
coalition: coalition alliance تحالف ائتلاف
bloc: bloc kutla كتله
assembly: assembly association جمعيه رابطه
parliament: parliament برلمان
observatory: observatory مرصد
channel: channel tv television قناه تلفزيون
radio: radio اذاعه
centre: center centre markaz مركز
institute: institute معهد
university: university جامعه
bank: bank بنك مصرف
company: company شركه
oil: oil نفط
crescent: crescent هلال
red: red احمر
cross: cross صليب
sons: sons ابنا
soldiers: soldiers junud junood جنود
soldiery: jund جند
companions: companions ashab اصحاب
people_of: ahl اهل
truth: truth haq haqq حق
house: house beit bayt بيت
justice: justice adala عداله عدل
development: development تنميه
reform: reform islah اصلاح
future: future مستقبل
labour: labor labour عمل
communist: communist شيوعي
socialist: socialist اشتراكي
emirates: emirates emirati امارات اماراتي اماراتيه
emirate: emirate اماره
caliphate: caliphate khilafa خلافه
states: states ولايات
american: america american امريكا امريكي اميركي اميركا
egyptian: egypt egyptian مصر مصري
jordanian: jordan jordanian اردن اردني
saudi: saudi سعودي سعوديه
sudanese: sudan sudanese سودان سوداني
afghan: afghanistan afghan افغانستان افغاني
pakistani: pakistan pakistani باكستان باكستاني
kurdish: kurdish kurd كردي
kurdistan: kurdistan kurdistani كردستان كردستاني
chinese: china chinese الصين صين صيني
french: france french فرنسا فرنسي
british: britain british بريطانيا بريطاني
german: germany german المانيا الماني
indian: india indian هند هندي
algerian: algeria algerian جزاير جزايري
tunisian: tunisia tunisian تونس تونسي
peninsula: peninsula جزيره
maghreb: maghreb
companies: saraya companies سرايا
armed: armed مسلحه
nation: nation umma امه وطن watan
call: dawa دعوه
units: units unit وحدات
protection: protection himaya حمايه
women: women womens مراه نسا
giants: giants amaliqa عمالقه
lions: lions usud اسود
den: den areen عرين
eagles: eagles nusour nusur نسور
sharia: sharia shariah شريعه
free: free hurr حر
salafist: salafist salafi سلفي سلفيه
preaching: preaching
combat: combat fighting قتال
virtue: virtue fadila فضيله
houthi: houthi houthis huthi huthis حوثي حوثيون حوثيين
brotherhood: brotherhood ikhwan اخوان
muslim: muslim muslims muslimin muslimeen مسلمون مسلمين
mujahideen: mujahideen mujahidin مجاهدين مجاهدون
worker: workers worker عمال
freedom: freedom ahrar احرار
conquest: conquest fatah_army fath فتح
youth: youth shabab شباب
base: qaeda qaida qaidah qaeeda قاعده
jihad: jihad جهاد
division: division divisions firqa firqat فرقه
regiment: regiment fawj فوج
squad: squad squads سريه
room: room ghurfa غرفه
tiger: tiger tigers nimr نمر
falcons: falcons hawks suqour suqur صقور
knights: knights fursan فرسان
shield: shield dera درع
storm: storm asifa asifat عاصفه
dignity: dignity karama كرامه
dawn: dawn fajr فجر
volcano: volcano burkan بركان
euphrates: euphrates furat فرات
gathering: gathering tajammu تجمع
current: current trend tayyar تيار
initiative: initiative مبادره
congress: congress conference mutamar موتمر
representatives: representatives deputies نواب
progressive: progressive تقدمي تقدميه
nationalist: nationalist qawmi قومي قوميه
renaissance: renaissance nahda nahdha ennahda نهضه
loyalty: loyalty wafa وفا
guardians: guardians hurras حراس
emigrants: emigrants migrants muhajirin muhajireen muhajirun مهاجرين مهاجرون
tribes: tribes tribal ashair عشاير قبايل عشايري
gulf: gulf khaleej khalij خليج
africa: africa african افريقيا افريقيه
middle: middle اوسط awsat
humanitarian: humanitarian انساني انسانيه
relief: relief ighatha اغاثه
civil: civil civilian مدني مدنيه
rights: rights huquq حقوق
human: human insan انسان
station: station محطه
newspaper: newspaper daily صحيفه جريده
magazine: magazine مجله
press: press صحافه
fund: fund صندوق
border: border borders حدود
directorate: directorate مديريه
administration: administration department اداره
autonomous: autonomous self ذاتي ذاتيه
service: service services jihaz apparatus جهاز
general: general عام عامه
coordination: coordination tansiq تنسيق تنسيقي تنسيقيه
framework: framework itar اطار
law: law qanun qanoun قانون
today: today yaum alyoum يوم
electoral: electoral elections election انتخابات
refugees: refugees لاجيين
children: children atfal اطفال
students: students talaba طلبه
engineers: engineers مهندسين
scholars: scholars ulama علما
first: first اول اولي
second: second ثاني ثانيه
third: third ثالث ثالثه
fourth: fourth رابع رابعه
fifth: fifth خامس خامسه
sixth: sixth سادس سادسه
seventh: seventh سابع سابعه
eighth: eighth ثامن ثامنه
ninth: ninth تاسع تاسعه
tenth: tenth عاشر عاشره
equality: equality musawat مساواه
social: social اجتماعي اجتماعيه
belt: belt hizam حزام
elite: elite nukhba نخبه
victory: nusra nusrah nusrat نصره
body: hayat hayat hayyat haiat هييه هيءه
salvation: salvation inqadh انقاذ
"""


def _read() -> dict[str, str]:
    meanings = {}
    for line in _WORDS.strip().splitlines():
        concept, _, words = line.partition(": ")
        meanings.update({fold(word): concept for word in words.split()})
    return meanings


_CONCEPT_OF = _read()


def concept_of(word: str) -> str | None:
    """What a folded word means in the name of an organisation; Arabic adjectives in either gender."""
    found = _CONCEPT_OF.get(word)
    return _CONCEPT_OF.get(word[:-1]) if found is None and word.endswith(("يه", "ah")) else found
