"""English words around names: titles, first names, words that make an organisation, nationalities, places."""

from __future__ import annotations

from dossier.actors.words import key_of
from dossier.domain.actors import ActorRole


def _words(text: str) -> frozenset[str]:
    return frozenset(key_of(word)[0] for word in text.split())


TITLES = _words("""
president assistant vice premier prime minister chancellor king queen prince princess emir sultan shah sheikh sheik shaykh
shaikh imam ayatollah hojatoleslam grand mufti mullah maulana mawlawi mawlana molvi sayyid sayyed seyyed sayed
hajj haji hajji caliph pope cardinal archbishop bishop patriarch rabbi reverend rev father pastor saint
general gen lieutenant lt colonel col major maj captain capt brigadier brig sergeant sgt admiral adm marshal
commander cmdr commodore corporal private officer chief deputy dep leader spokesperson spokesman spokeswoman
ambassador envoy consul governor gov mayor senator sen congressman congresswoman representative rep delegate
secretary undersecretary commissioner director chairman chairwoman chair judge justice attorney prosecutor
lawyer inspector sheriff speaker professor prof doctor dr mr mrs ms miss sir lord lady dame baron count
economist analyst expert researcher scholar historian journalist reporter correspondent editor columnist author
activist blogger cleric preacher scholar ideologue fighter militant terrorist operative commander emir wali qadi
coordinator head adviser advisor aide candidate politician lawmaker mp mk md ceo cfo founder cofounder owner
analysts researchers experts journalists reporters commanders activists scholars professors deputies dictator tsar supreme comptroller treasurer banker trader dealer manager executive partner strategist counsel broker trustee investor
financier raider broker spokesmen pundit singer actor actress player coach martyr brother sister comrade warlord
""")
"""Words that stand in front of a person's name."""

STRONG_TITLES = _words("""
president premier chancellor king queen prince princess emir sultan sheikh sheik shaykh shaikh imam ayatollah
hojatoleslam mufti mullah maulana mawlawi mawlana sayyid sayyed haji hajji pope cardinal archbishop bishop
patriarch rabbi rev reverend general gen lieutenant lt colonel col maj captain capt brigadier brig sergeant sgt
admiral adm marshal commander cmdr spokesperson spokesman spokeswoman ambassador envoy governor gov mayor senator sen
congressman congresswoman rep judge prof professor dr mr mrs ms sir minister secretary undersecretary commissioner
chairman chairwoman economist analyst journalist correspondent cleric preacher director
""")
"""Titles after which a capital can hardly be anything but a person's name."""

SPEECH = _words("""
said says told tells added adds noted notes stated states explained explains argued argues warned warns claimed
claims announced announces vowed vows insisted insists stressed stresses emphasized tweeted wrote writes commented
declared replied responded continued asked concluded remarked testified recalled reiterated asserted contended
""")

VERBS_OF_ACTING = SPEECH | _words("""
accused accuses attacked attacks backed backs threatened threatens urged urges condemned condemns denied denies
launched launches killed kills seized seizes captured captures fired fires struck strikes bombed bombs deployed
deploys rejected rejects supported supports called calls agreed agrees refused refuses signed signs invaded
invades expelled expels has had is was have will would may could should must wants wanted seeks sought plans
planned offered offers demanded demands pledged pledges imposed imposes published publishes released releases
issued issues met meets appointed arrested arrests executed sent sends gave gives took takes made makes
praised praises blamed blames criticized criticizes hailed hails mocked mocks celebrated celebrates remains
""")

ROLE_NOUNS: dict[ActorRole, frozenset[str]] = {
    ActorRole.GROUP: _words("""
        group groups organization movement militia militias militant militants fighter fighters mercenary mercenaries
        terrorist terrorists jihadist jihadists jihadi jihadis operative operatives leader leaders leadership member
        members commander commanders affiliate affiliates branch faction insurgent insurgents gunmen rebels rebel
        supporter supporters spokesman spokesperson chief cell cells network propaganda caliphate province wilayat
        troops forces convoy camp camps hostages attack attacks stronghold strongholds party wing brigade brigades
        emir recruits recruiter soldiers media outlet outlets claimed claims
        """),
    ActorRole.MEDIA_OUTLET: _words("""
        channel channels outlet outlets media telegram newspaper daily magazine website site agency station network
        weekly publication platform account broadcaster tv television radio group poster posters editor editorial
        journalist reporter correspondent published posted post reported article issue issues
        """),
    ActorRole.STATE: _words("""
        government president minister ministry army troops forces military officials official soldiers regime state
        parliament king embassy ambassador airstrikes airstrike navy border sanctions police intelligence
        authorities led backed administration congress senate citizens citizen dollar dollars
        """),
    ActorRole.AGENCY: _words("""
        agency ministry officials official department spokesman spokesperson chief director forces officers
        intelligence troops soldiers commander service
        """),
    ActorRole.PERSON: _words(
        "said told added says warned met leader leadership regime government forces loyalists"
    ),
    ActorRole.ORGANISATION: _words("""
        organization group institute foundation company report officials official spokesman spokesperson agency
        members member director alliance summit
        """),
}
"""Nouns beside a name that say what it is."""

ORGANISATION_HEADS = _words("""
academy administration agency alliance army assembly associates association authority bancorp bank battalion
battalions board brigade brigades brothers broadcasting bureau cabinet cabal campaign cell center centers chamber
coalition college command commission committee company companies confederation congress consortium
corporation corp council court corps department directorate division enterprises exchange factory faction
federation fellowship fleet force forces foundation front fund funds gazette group guard guards herald holding
holdings house inc industries initiative institute institution international investments jamaat journal kataib
knesset reserve laboratories laboratory lab league liberation ltd magazine media militia ministry mission monitor
movement museum network news newspaper nv observatory office operations organization outlet panel parliament
partners partnership party petroleum plc police post press project radio railway regiment resources saraya
charity lines shipping ahrar jund faylaq failaq usbat tanzim katibat katibah firqat securities senate service services society squad stores subcommittee syndicate systems taskforce team telegraph
television times tribunal tribune tv union university airlines airways motors motor industries agency hezb jaish
jaysh jabhat harakat hizb liwa ansar asaib company room bulletin digest watch forum unit wing bourse treasury
""")
"""Words that end (or begin) the name of an organisation."""

COMPANY_ENDS = _words(
    "bancorporation bancshares bv pty pte oy kk sarl srl inc corp corporation co ltd plc nv sa ag ab spa llc gmbh cos bancorp holdings industries"
)

HEADS_BEFORE_OF = _words("""
ministry department bank university institute council office board organization association league union federation
front party army brigade brigades center centre house court chamber academy state house federation bureau movement
partisans soldiers brotherhood committee front society school museum directorate legion
""")

OUTLET_HEADS = _words("""
news media newspaper tv television radio agency times post journal tribune gazette herald telegraph magazine
broadcasting outlet channel press monitor weekly daily bulletin network production productions foundation watch
""")
AGENCY_HEADS = _words("""
ministry department bureau administration commission directorate senate congress parliament knesset cabinet court
police army navy force forces command service treasury agency authority council office treasury secretariat
""")
GROUP_HEADS = _words("""
brigade brigades battalion battalions front movement militia resistance jihad liberation party faction army group
cell squad soldiers ansar kataib saraya harakat hizb hezb jaish jaysh jabhat liwa asaib ahrar jund faylaq failaq usbat tanzim katibat katibah firqat jamaat regiment wing league room
union alliance coalition
""")

PERSON_DESCRIPTORS = TITLES | _words("""
expert fellow specialist professor researcher scholar analyst resident teacher student veteran engineer officer
member politician figure user author writer poet critic correspondent photographer refugee survivor
""")
GROUP_DESCRIPTORS = _words("""
group militia organization movement faction party brigade coalition alliance network gang cell wing branch affiliate
army force proxy
""")
OUTLET_DESCRIPTORS = _words("""
channel outlet newspaper website magazine station broadcaster agency daily weekly publication mouthpiece account blog
platform portal site page podcast
""")

GIVEN_NAMES = _words("""
aaron abbas abd abdallah abdel abdelaziz abdelkader abdelmalek abdi abdirahman abdul abdulaziz abdulkarim
abdullah abdulmalik abdulrahman abdurrahman abu abraham adam adel adil adnan adolfo adrian ahmad ahmed ahmet aisha
akbar akram alaa alain alan albert alberto alec aleksandr alexander alexandra alexei alexis alfred alfredo ali
alice allen alvin amal aman amanda amar amer amin amina amir amit amjad ammar amos amr amy anas anatoly andre andrea
andreas andrei andrew andrey angela angelo anita ann anna anne anthony antoine anton antonio antony anwar aref ariel
arif arnold arthur asad asaf ashraf asif asma avi aviv avigdor ayman aymen aziz badr bahaa bandar barack barbara
barham barry bashar bashir basil bassam bassel beatriz ben benjamin benny bernard bertrand beth betty bezalel bilal
bill billy binyamin bob boris brad brett brian bruce bruno burhan cameron carl carlo carlos carol caroline catherine
cecil cesar charles charlie chris christian christine christopher chuck claire claude clayton colin connie craig
cyril dalia damian dan daniel danielle danny dareen daoud darren dave david dawood dean deborah demetrius dennis
derek dick diego dieter dimitri dmitri dmitry dominic dominique don donald doris dorothy doug douglas ed eddie edgar
edmund eduard edward edwin efraim ehud eileen elaine eli elias elizabeth ellen emad emil emily emma emmanuel enrique
eric erica erik ernest ernesto esmail esther ethan eugene eva evan evelyn eyad fadi fahad fahd faisal faiz falih faleh fares
farid faris farouk farooq fateh fatima fawzi fayez federico felipe felix ferdinand fernando fidel fouad francis
francisco francois frank frans franz fred frederick fuad gabi gabriel gadi gamal gary gavin gennady geoffrey george
georges gerald gerard gerhard ghaleb ghassan gideon gilbert giovanni giulio glenn gordon graham greg gregory guido
guillermo gulbuddin gustav gustavo guy habib hadi hafez haid haider haim hakan hakim hamad hamed hamid hamza hani
hani hank hans harold harry harun hasan hasham hashim hassan hatem haytham hazem heather hector heinz helen helmut
henri henrik henry herbert herman herzi hikmet hilal hilary hillary hisham horst hosni howard hubert hugh hugo
hussain hussam hussein hossein husayn ian ibrahim idris ignacio igor ilan ilham imad imran ina ingrid ingvar irene
iris irwin isaac isabel ishaq islam ismael ismail israel issam itamar ivan iyad izz jaafar jabir jack jacob jacques
jafar jaime jake jalal jamal james jamie jamil jan jane janet jared jasim jason jassem javad javed javier jawad jay
jean jeff jeffrey jens jeremy jerome jerry jesse jessica jesus jim jimmy joan joao joaquin jocelyn joe joel johan
johann john johnny jon jonathan jordan jorge jose josef joseph joshua josep joyce juan judith judy julia julian julie
julio julius jurgen justin kamal kamel kamil karen karim karin karl karlheinz karim kate katherine kathleen kathy
kazem keith kelly ken kenneth kerry kevin khaled khalid khalifa khalil khamis kim kiichi kirk klaus kurt lamar larry
latif laura laurence laurent lawrence lee leila len leo leon leonard leonid leopoldo leslie lester lewis liam lina
linda lindsey lionel lisa lloyd lorenzo lou louis louise luc lucas lucia luis luiz lukas luke lyndon lynn maher
mahdi mahfouz mahmood mahmoud mahmud majed majid malcolm malik mamdouh manfred manuel marc marcel marcelo marco
marcos marek margaret maria marie marina mario marion mark marlin marouf martin martine marvin marwan mary masoud
masood massoud mathew matt matthew matthias maurice mauricio max maxim maya mazen mazlum mehdi mehmet meir melissa menachem
merrill michael michel michele michelle miguel mikati mike mikhail milton miriam misha mitch mitchell mohamad mohamed
mohammad mohammed mohsen mokhtar moktada mona moqtada morris moshe mosab moussa muammar muath muhammad muhammed
muhannad muhsin mukhtar munir murad murray musa mustafa muqtada nabih nabil nadia nadim nadir naftali nahum naim
najib naji najla nancy nasim nasir nasr nasser natalie nathan nawaf nawaz nayef neal necmettin neil nelson nicholas
nick nickolas nicolas nidal nigel nikita nikolai nir nizar noam noel nora norman nouri nuri oded oleg oliver olivier omar
omer oscar osama osman otto owen pablo pamela pascal pat patricia patrick patti paul paula paulo pavel pedro peggy
peter petr philip philippe phil pierre pieter prakash qais qasem qasim qassem qassim quentin rachel rachid rafael
rafiq rafik ralph ramadan rami ramon ramzan randall randy rashid raul ray raymond recep reem reuven rex reza
ricardo richard rick riyad rob robert roberto robin rodney rodolfo rodrigo roger roland rolf roman ron ronald ronen
roy ruben rudi rudolf ruhollah rupert russell ruth ryan saad saadi saddam sadiq sadegh saeb saeed saeid safwan said
saif salah saleh salih salim salem salma salman salvador sam samantha sameh sami samir samira samuel sandra sanjay
sara sarah sayed sayf scott sean sebastian serge sergei sergey sergio seth shafik shahid shai shakir sharon sheila
shimon shireen shlomo sidney silvia simon sirajuddin sohail sonia stanley stefan stella stephanie stephen steve
steven stewart stuart sufyan suhail sulaiman suleiman sultan susan suzanne sven sylvia taha tahir talal talib tamer
tamim tareq tariq tarek tayseer tayyip ted terence teresa terry thaer thierry thomas tim timothy tina toby todd tom
tommy tony tracy tsahi tyler udo umar umm ursula usama uthman uzi vadim valentin valery vera vernon victor victoria
viktor vincent vincenzo virginia vitaly vladimir volker vyacheslav wael wahid walid walter wang warren wasim wayne
wendy werner wilbur wilhelm will willard william willy wim wolfgang xavier yahya yaakov yair yasin yasir yasser
yassin yasuhiro yevgeny yigal yitzhak yoav yoel yoram yossi yousef youssef yuri yusuf yves zaid zakaria zakariya
zaki zalmay zayd zayn zeid zein zev ziad ziyad zohair zuhair muhsin musab hudhayfa ubayda kassem naim wafiq
""")

NATIONALITIES = _words("""
afghan african albanian algerian american angolan arab argentine argentinian armenian asian australian austrian
azeri azerbaijani bahraini bangladeshi basque belarusian belgian bosnian brazilian british briton bulgarian burmese
cambodian cameroonian canadian catalan caucasian chadian chechen chilean chinese colombian congolese croatian cuban
cypriot czech danish dutch ecuadorean egyptian emirati english eritrean estonian ethiopian european filipino
finnish french gazan georgian german ghanaian greek gulf haitian hungarian icelandic indian indonesian iranian iraqi
irish israeli italian ivorian japanese jordanian kashmiri kazakh kenyan korean kurd kurdish kuwaiti kyrgyz lao
latin latvian lebanese libyan lithuanian malaysian malian mauritanian mexican mongolian moroccan mozambican namibian
nepalese nepali nicaraguan nigerian nigerien norwegian omani pakistani palestinian panamanian pashtun persian
peruvian philippine polish portuguese punjabi qatari romanian russian rwandan saudi scottish senegalese serb serbian
sikh sinhalese slovak slovenian somali soviet spanish sri sudanese swedish swiss syrian taiwanese tajik tamil
tanzanian thai tibetan tunisian turk turkish turkmen turkoman ugandan ukrainian uruguayan uyghur uighur uzbek
venezuelan vietnamese welsh yemeni yugoslav zambian zimbabwean western eastern northern southern
afghans africans algerians americans arabs asians australians brazilians britons canadians chechens colombians cubans
egyptians europeans germans greeks indians iranians iraqis israelis italians jordanians kurds kuwaitis libyans
palestinians pakistanis persians russians saudis serbs somalis soviets syrians tajiks turks ukrainians uzbeks
yemenis democrat democrats republican republicans conservative conservatives socialist communist communists marxist
""")

PLACES = _words("""
abuja accra addis aden africa agadir ahwaz aleppo alexandria algeria algiers alberta america amman amsterdam anbar
ankara antarctica aqaba arabia argentina arizona arkansas asia athens atlanta atlantic auckland australia austria
baghdad bahrain baltic bamako bandung bangkok bangladesh barcelona basra beijing beirut bekaa belgium belgrade
benghazi berlin bern bihar birmingham bogota bolivia bonn borneo borno bosphorus boston brazil britain brussels
bucharest budapest buenos burma cairo calcutta calgary california calif cambodia cameroon canada canberra caracas
caribbean casablanca caspian caucasus chad chechnya chicago chile china cleveland colombia colorado congo connecticut
conn copenhagen crimea croatia cuba cyprus dagestan dakar dallas damascus damietta daraa darfur delaware delhi denmark denver
deir detroit dhahran dhaka diyala djibouti doha donetsk dubai dublin ecuador edinburgh egypt erbil eritrea
ethiopia euphrates europe fallujah finland fla florida france frankfurt gaza geneva georgia germany ghana giza
glasgow golan greece guam guangdong guatemala guinea haifa haiti hama hamburg hanoi harare haram hasakah havana
hawaii hebron hejaz helmand helsinki herat hiroshima hodeidah homs honduras honolulu hormuz houston hungary iceland idaho idlib
illinois ill india indiana indonesia iowa iran iraq ireland islamabad istanbul italy ivory jaffa jakarta jalalabad japan
java jeddah jenin jericho jerusalem jersey johannesburg jordan kabul kampala kandahar kansas karachi karbala kashmir
kazan kenya kentucky kerala khan khartoum khorasan khost kiev kinshasa kirkuk kivu kobani kong korea kosovo kunduz
kuwait kyiv lagos lahore latakia latvia lebanon leningrad levant libya lima lisbon lithuania liverpool london
louisiana luanda luxembourg lyon macedonia madrid maghreb maiduguri maine malaysia mali malta manbij manchester
manhattan manila maputo marib marseille maryland massachusetts mass mediterranean melbourne memphis mexico miami
michigan mich midwest milan minn minneapolis minnesota mississippi missouri mogadishu moldova mombasa mongolia montana montreal
morocco moscow mosul mozambique mumbai munich myanmar nablus nagorno nairobi najaf namibia nebraska negev nepal
netherlands nevada newark nicaragua niger nigeria nile nineveh normandy norway nsw nuristan oakland odessa ohio
oklahoma oman ontario oregon osaka oslo ottawa pacific pakistan palestine palmyra panama panjshir paraguay paris
paulo peking pennsylvania persia perth peru peshawar philadelphia philippines phoenix pittsburgh poland portland
portugal prague pretoria princeton punjab pyongyang qalamoun qamishli qandil qatar quebec quetta quneitra rafah
rakka ramadi ramallah raqqa raqqah rawalpindi rhine rio riyadh romania rome rotterdam russia rwanda sabha sahara
sahel salvador samarra sanaa sarajevo saskatchewan scandinavia scotland seattle seoul serbia shanghai sharjah shatila
siberia sidon sinai singapore sinjar sirte slovakia slovenia sofia somalia spain sudan suez suez swat sweden
switzerland sydney syria tabriz taipei taiwan tajikistan tanzania tartus tashkent tbilisi tehran tennessee texas
thailand tibet tigris tikrit timbuktu tobruk tokyo toronto transvaal tripoli tunis tunisia turin turkey tyre uganda
ukraine ulster uruguay utah vancouver venezuela venice vermont vienna vietnam virginia wales warsaw washington
waziristan wellington wisconsin wyoming xinjiang yangon yemen yerevan yokohama yugoslavia zagreb zaire zambia
zimbabwe zurich nyc britain england ulaanbaatar cologne osaka kyoto shenzhen guangzhou stockholm antwerp hague
calif tex pa va md nj ny ga nc sc wis ind mo tenn ky ala ariz colo kan okla ore wash ont que alta
""")

EVENT_ENDS = _words("""
war wars attack attacks agreement accord accords treaty act bill law plan summit street avenue road highway airport
port bridge river mountain mountains sea gulf strait island islands valley province governorate district city town
village camp square hospital mosque church hotel prize day days week month year storm flood operation index bonds
election elections championship cup protocol convention resolution constitution doctrine declaration conference
festival heights desert ocean lake canal peninsula border crossing checkpoint prison jail massacre uprising revolution
bombing campaign crisis conflict question affair deal report paper award games language era age dynasty empire
memorandum stadium park tower building palace temple shrine cemetery neighborhood quarter county state states
province territory territories strip bank coast region front axis line zone belt corridor project program
initiative time times standard rate average bond note notes bill bills share shares stock treaty round accord
""") - _words("front bank times project initiative campaign program index state")
"""Words that end the name of an event, a place, a text: no actors."""

SINGLE_BODIES = _words("""
pentagon kremlin knesset bundesbank bundestag duma majlis vatican treasury senate congress interpol europol mossad
shin hashd peshmerga politburo opec unifil unrwa unicef bundesrat cortes comecon fed
""")
"""Bodies that are named by one word with a capital."""

DESCRIPTOR_ROLES: dict[str, ActorRole] = {
    **dict.fromkeys(
        GROUP_DESCRIPTORS | {"mercenaries", "militants", "jihadists", "fighters", "rebels"}, ActorRole.GROUP
    ),
    **dict.fromkeys(OUTLET_DESCRIPTORS, ActorRole.MEDIA_OUTLET),
    **dict.fromkeys(
        ("company", "firm", "bank", "institute", "charity", "tank", "ngo", "maker"), ActorRole.ORGANISATION
    ),
}
"""Words that say, next to an unknown name, what it is."""

NOT_ACRONYMS = _words("""
aaa aa bbb ccc usd dlr ceo cfo coo gdp gnp tv dna pdf gmt usd eur gbp utc est html url id ok am pm bc ad ce mp mk phd md usa us uk uae ussr
un-led diy faq ied ieds wmd rpg rpgs suv gps icbm uav uavs dvd cd hiv aids covid vpn ai it pr hq vip sos lng lpg pct
qtr yr vs net oper shr shrs revs avg note mln bln dlr dlrs stg nil cts ct i ii iii iv v vi vii viii ix x xi xii
reuter asap nan eps ltd inc corp plc ibor libor cd cds mbo lbo ipo gmt edt pst cst mst bst cet cpi ppi vat m1 m2 m3
swt pbuh saw ra claim fact false true misleading new breaking exclusive update urgent watch video photo
""")

CAPITAL_CITIES = _words("""
washington moscow beijing peking london paris berlin bonn tehran baghdad damascus jerusalem ankara cairo riyadh doha amman
beirut islamabad kabul tokyo delhi pyongyang seoul havana caracas kyiv kiev minsk tripoli khartoum rabat algiers tunis
muscat manama sanaa brussels rome madrid athens ottawa canberra taipei hanoi jakarta baku yerevan tbilisi belgrade
واشنطن موسكو بكين لندن باريس برلين طهران بغداد دمشق القدس أنقرة القاهرة الرياض الدوحة بيروت كابول طوكيو صنعاء
""")
"""Cities whose name often stands for the government that sits there, and as often for the place."""
