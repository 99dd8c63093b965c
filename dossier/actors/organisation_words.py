"""Words of organisations' names: what they mean, in English, Arabic and transliterated Arabic."""

from __future__ import annotations

from dossier.text.normalize import fold

_WORDS = """
state: state dawla daulah dawlah dawlat دوله دولت etat
islamic: islamic islami islamiyya islamiya islamiyah islamia اسلامي اسلاميه eslami islamique islamiques islamistes
islam: islam eslam اسلام
party: party hizb hezb حزب parti partiya partisi
front: front jabhat jabha جبهه cephe cephesi
liberation: liberation tahrir تحرير
movement: movement harakat haraka harkat حركه جنبش hareketi mouvement
army: army jaysh jaish jeish جيش ordu ordusu armee
brigades: brigades الويه ويه alwiya kataib kataeb katibat katiba katibah كتائب كتيبه katibas
brigade: brigade liwa لواء tugay
battalion: battalion battalions taburu
resistance: resistance muqawama moqawama muqawamah مقاومه
council: council majlis shura مجلس شوري conseil
revolutionary: revolutionary revolution thawra thawri ثوره ثوري ثوريه انقلاب enqelab
guard: guard guards haras pasdaran حرس پاسداران sepah سپاه
forces: forces force quwwat quwat قوات قوه kuvvetleri gucleri
corps: corps legion faylaq failaq فيلق سلاح
popular: popular peoples people shaabi shabi شعبي شعبيه شعب halk populaire populaires halklarin khalq
mobilization: mobilization mobilisation hashd hashid حشد taabia تعبيه
democratic: democratic ديمقراطي ديمقراطيه democratique demokratik
national: national patriotic وطني وطنيه watani milli nationale nationaux
group: group شبكه organization organisation tanzim تنظيم جماعه jamaat jamaa jamaah gamaa منظمه munazzama مجموعه network groupe
supporters: ansar انصار partisans supporters helpers
martyrs: martyrs martyr shuhada شهداء شهيد shahid shuhadaa
league: league asaib asayib عصائب
committee: committee committees lajna لجنه لجان comite
media: media اعلام اعلامي اعلاميه
news: news anba akhbar انباء اخبار
agency: agency وكاله wakalat
foundation: foundation muassasat موسسه establishment
union: union ittihad اتحاد
defense: defense defence دفاع difa
military: military askari عسكري عسكريه
intelligence: intelligence mukhabarat مخابرات istikhbarat استخبارات
ministry: ministry وزاره wizarat ministere
province: province wilayat wilayah ولايه
united: united متحده
nations: nations امم
arab: arab arabs arabian عربي عربيه عرب
syrian: syrian syria سوري سوريه سوريا suriya syrienne syriennes syrien
iraqi: iraqi iraq عراق عراقي
palestinian: palestinian palestine فلسطين فلسطيني filastin
lebanese: lebanese lebanon لبنان لبناني
iranian: iranian iran ايران ايراني
yemeni: yemeni yemen يمن يمني
libyan: libyan libya ليبيا ليبي
turkish: turkish turkey turkiye تركيا تركي turk
israeli: israeli israel اسرائيل اسرائيلي
russian: russian russia روسيا روسي россия
levant: levant levantine sham shamiya shami شام شامي شاميه greater
support: support دعم soutien
rapid: rapid سريع
authority: authority سلطه
quds: quds qods jerusalem قدس
interior: interior داخليه internal
foreign: foreign خارجيه
affairs: affairs شؤون
government: government hukumat حكومه governmental حكومي gouvernement
republic: republic republican jumhuriya jumhuri جمهوريه جمهوري republique
kingdom: kingdom mamlaka مملكه
courts: court courts محكمه محاكم
south: south southern جنوب جنوبي
north: north northern شمال شمالي
east: east eastern شرق شرقي
west: west western غرب غربي gharb
transition: transitional انتقالي انتقاليه
peace: peace salam سلام silm سلم
unity: unity wahda وحده
monotheism: monotheism tawhid tawheed توحيد
security: security amn امن امني
police: police shurta شرطه
navy: navy naval بحريه
air: air جويه جو
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
assembly: assembly association جمعيه رابطه society
parliament: parliament برلمان
observatory: observatory مرصد
channel: channel tv television قناه تلفزيون
radio: radio اذاعه
centre: center centre markaz مركز
institute: institute معهد
university: university جامعه
bank: bank بنك مصرف
company: company شركه
oil: oil petroleum نفط نفطي نفطيه
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
justice: justice adala عداله عدل adl
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
maghreb: maghreb مغرب
moroccan: morocco moroccan مغربي
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
brotherhood: brotherhood ikhwan اخوان freres
muslim: muslim muslims muslimin muslimeen مسلمون مسلمين musulman musulmans muslimoon
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
dignity: dignity karama كرامه karamah
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
tribes: tribes tribal ashair ashairi عشاير قبايل عشايري
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
victory: zafer nusra nusrah nusrat نصره zafer انتصار
body: hayat hayat hayyat haiat هييه هيءه
salvation: salvation inqadh انقاذ
diwan: diwan ديوان
royal: royal ملكي ملكيه
empire: empire
passports: passports جوازات
customs: customs جمارك
treasury: treasury خزانه
chamber: chamber غرف
medical: medical طبي طبيه
hospital: hospital hospitals مستشفي مشفي
museum: museum متحف
archive: archive archives ارشيف
library: library مكتبه
opinion: opinion راي
thought: thought فكر
policy: policy policies سياسات
watch: watch
monitor: monitor
weapons: weapons arms اسلحه
base_camp: قاعدي
fleet: fleet اسطول
ships: ships
ship: ship سفينه
pipeline: pipeline
gas: gas غاز
refinery: refinery مصفاه
factory: factory مصنع
airlines: airlines airways خطوط
airport: airport مطار
port: port مينا
crossing: crossing معبر
wall: wall jidar جدار
settlement: settlement settlements استيطان
settlers: settlers مستوطنين مستوطنون
occupied: occupied محتله
territories: territories
regions: regions مناطق
unification: unification
citizens: citizens citizenship مواطنه
liberties: liberties freedoms حريات
tribe: tribe قبيله
awakening: awakening awakenings sahwa sahwat صحوه صحوات
uprising: uprising intifada انتفاضه
rebellion: rebellion تمرد
palace: palace قصر
institution: institution institutions
observers: observers observer مراقبين
commission: commission
action: action
backed: backed مدعوم مدعومه
led: led بقياده
glory: glory izza عزه
qatari: qatar qatari قطر قطري
kuwaiti: kuwait kuwaiti كويت كويتي
omani: oman omani عماني
bahraini: bahrain bahraini بحرين بحريني
mauritanian: mauritania mauritanian موريتانيا موريتاني
somali: somalia somali صومال صومالي
ethiopian: ethiopia ethiopian اثيوبيا اثيوبي
malian: mali malian
nigerian: nigeria nigerian نيجيريا نيجيري
chadian: chad chadian تشاد تشادي
ukrainian: ukraine ukrainian اوكرانيا اوكراني
italian: italy italian ايطاليا ايطالي
spanish: spain spanish اسبانيا اسباني
greek: greece greek يونان يوناني
caucasus: caucasus kavkaz قوقاز
damascus: damascus dimashq دمشق
aleppo: aleppo halab حلب
cairo: cairo قاهره
tripoli: tripoli طرابلس
gaza: gaza غزه
palmyra: palmyra tadmur تدمر
tigris: tigris dijla دجله
nile: nile نيل
sahel: sahel ساحل
voice: voice sawt صوت
friends: friends asdiqa اصدقا
presidential: presidential presidency رياسي رياسيه رياسه
revolutionaries: revolutionaries revolutionists rebels thuwar ثوار
facilities: facilities منشات
land: land ارض
desert: desert sahara صحرا
heritage: heritage تراث
religion: religion religious ديني دينيه دين din
ground: ground بريه
aerospace: aerospace جوفضا
missile: missile missiles صاروخيه صواريخ
drone: drone drones مسيرات
nuclear: nuclear نووي نوويه
energy: energy طاقه
atomic: atomic ذريه ذري
economic: economic economy اقتصادي اقتصاديه اقتصاد
trade: trade commerce تجاره تجاري
finance: finance financial ماليه مالي
health: health صحه صحي
education: education تعليم تربيه
culture: culture cultural ثقافه ثقافي ثقافيه
information: information معلومات
sport: sport sports رياضه رياضي
agriculture: agriculture زراعه
electricity: electricity كهربا
water: water مياه
transport: transport transportation نقل
planning: planning تخطيط
monitoring: monitoring رصد
studies: studies دراسات
research: research ابحاث بحوث
strategic: strategic استراتيجي استراتيجيه
international: international دولي دوليه
world: world global عالمي عالميه
regional: regional اقليمي اقليميه
local: local محلي محليه
public: public عمومي عموميه
federation: federation federal اتحادي اتحاديه فدرالي
independent: independent independence istiqlal مستقل مستقله استقلال
building: building bina construction بنا
charity: charity charitable khairiya خيريه خيري
aid: aid معونه
doctors: doctors physicians اطبا
lawyers: lawyers محامين محامون
journalists: journalists صحفيين صحفيون
merchants: merchants تجار
farmers: farmers فلاحين فلاحون
club: club نادي
city: city مدينه
town: town بلده
village: village قريه
camp: camp مخيم معسكر
region: region iqlim اقليم
district: district مقاطعه
governorate: governorate محافظه
island: islands جزر
valley: valley wadi وادي
swords: swords سيوف
flood: flood tufan طوفان
wolves: wolves dhiab ذياب
panthers: panthers fuhud فهود
brothers: brothers اخوه
sisters: sisters اخوات
mothers: mothers امهات
prisoners: prisoners اسري prisoner captives asra اسير
detainees: detainees معتقلين
wounded: wounded جرحي
displaced: displaced نازحين
migration: migration immigration هجره
return: return عوده
dialogue: dialogue hiwar حوار
reconciliation: reconciliation مصالحه
agreement: agreement اتفاق
stability: stability استقرار
deterrence: deterrence rada ردع
emergency: emergency طواري
crisis: crisis ازمه
negotiation: negotiation negotiations تفاوض مفاوضات
delegation: delegation وفد
embassy: embassy سفاره
consulate: consulate قنصليه
prosecution: prosecution prosecutor نيابه
prison: prison سجن
investigation: investigation investigations تحقيق تحقيقات
counter: counter combating anti مكافحه
terrorism: terrorism terror ارهاب
drugs: drugs narcotics مخدرات
corruption: corruption فساد
crime: crime crimes جريمه جرايم
commandos: commandos commando maghawir مغاوير
paratroopers: paratroopers airborne مظليين مظليون
infantry: infantry مشاه
artillery: artillery مدفعيه
armoured: armoured armored مدرعه مدرعات
mechanised: mechanised mechanized ميكانيكيه ميكانيكي
engineering: engineering هندسه
coast: coast coastal ساحلي سواحل
coastguard: coastguard خفر
reserve: reserve احتياط
staff: staff اركان
headquarters: headquarters hq مقر قراركاه
unified: unified موحد موحده
martial: martial عرفي
strike: strike ضربه
response: response intervention تدخل استجابه
reaction: reaction رد
revenge: revenge thar ثار
covenant: covenant mithaq ميثاق
path: path masar مسار
oppressed: oppressed مستضعفين مظلومين
conquerors: conquerors fatihin فاتحين فاتحون
monotheists: monotheists muwahhidin muwahidin موحدين موحدون
faithful: faithful believers muminin مومنين مومنون
steadfast: steadfast steadfastness sumud صمود
sacrifice: sacrifice fida فدا
redeemers: fedayeen fidayin فدايين فداييون
heroes: heroes abtal ابطال
men: men rijal رجال
elders: elders notables اعيان وجها
leaders: leaders قاده
leadership: leadership قياديه
commanders: commanders امرا
experts: experts خبرا
judges: judges قضاه
judicial: judicial judiciary قضايي قضاييه قضا
constitutional: constitutional constitution دستوري دستوريه دستور
legislative: legislative تشريعي تشريعيه
executive: executive تنفيذي تنفيذيه
permanent: permanent داييم دايمه
temporary: temporary interim provisional موقت موقته
transparency: transparency شفافيه
integrity: integrity نزاهه
audit: audit رقابه
statistics: statistics احصا
telecommunications: telecommunications communications اتصالات
satellite: satellite فضاييه
broadcasting: broadcasting broadcast بث
platform: platform منصه
website: website site موقع
page: page صفحه
production: production productions انتاج
documentation: documentation توثيق
event: event events hadath ahdath حدث احداث
morning: morning sabah صباح
evening: evening masa مسا
week: week weekly اسبوع اسبوعيه
new: new jadid jadeed جديد جديده
lower: lower سفلي
blue: blue ازرق زرقا
golden: golden ذهبيه ذهبي
fighters: fighters مقاتلين مقاتلون
militia: militia militias ميليشيا ميليشيات مليشيا مليشيات
militants: militants مسلحين مسلحون
volunteers: volunteers متطوعين متطوعون
faction: faction factions فصيل فصايل
cell: cell خليه
wing: wing جناح
branch: branch فرع
section: section قسم
promise: promise وعد
accord: accord wifaq وفاق
change: change taghyir تغيير
mission: mission بعثه
syndicate: syndicate نقابه
quickly: quick
sea: sea بحر
black: black سودا
white: white بيضا
green: green خضرا
grand: grand kubra كبري
mountain: mountain mountains جبال
prophet: prophet
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
