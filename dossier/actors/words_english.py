"""English words that are no names by themselves: grammar, headings, headlines, the calendar, religion."""

from __future__ import annotations

from dossier.actors.words import key_of


def _words(text: str) -> frozenset[str]:
    return frozenset(key for key in (key_of(word)[0] for word in text.split()) if key)


FUNCTION = _words("""
a about above across after again against ago all almost alone along already also although always am are was amid
among an and another any anybody anyone anything anyway are aren around as at away back be because been
before behind being below beneath beside besides between beyond both but by can cannot could couldn despite
did didn do does doesn doing don done down due during each either else elsewhere enough etc even ever every
everybody everyone everything everywhere except few fewer first for former from further furthermore had hadn
has hasn have haven having he hence her here hers herself him himself his how however i if in indeed inside
instead into is isn it its itself just last lately later latest latter least less let like likely likewise
many may maybe me meanwhile might mine more moreover most mostly much must my myself namely near nearly
neither never nevertheless next no nobody none nonetheless nor not nothing now nowhere of off often on once
one only onto or other others otherwise ought our ours ourselves out outside over overall own per perhaps
please previous previously quite rather really recent recently regardless same second several shall she
should since so some somebody someone something sometimes somewhat soon still such than that the their theirs
them themselves then there thereafter therefore these they thing things third this those though through
throughout thus till to today together tomorrow tonight too toward towards twice under unless unlike until up
upon us usually various very via was wasn we well were weren what whatever when whenever where whereas
wherever whether which while who whoever whole whom whose why will with within without won would wouldn yes
yesterday yet you your yours yourself zero two three four five six seven eight nine ten eleven twelve dozens
hundreds thousands millions billions hundred thousand million billion dozen both half another ok okay vs
versus e g ie eg i.e aka ah oh hey alas amen fourth fifth sixth nearby
""")

VERBS = _words("""
accept accepts accepted accuse accuses accused accusing acknowledge acknowledges act acts add adds added
address addresses admit admits admitted adopt adopts advance advances advanced affect affects agree agrees
agreed aid aim aims aired allege alleges alleged alleging allow allows allowed analyzes announce announces
announced announcing answer answers appeal appeals appealed appear appears appeared applaud applauds approach
approve approves approved argue argues argued arrest arrests arrested arrive arrives arrived ask asks asked
asking assert asserts assess assessing assist assists attack attacks attacked attacking attempt attempts
attend avoid await back backs backed ban bans banned bar bars battle battles beat beats become becomes began
begin begins believe believes blame blames blamed block blocks bomb bombs bombed boost boosts boosted break
breaks bring brings broke build builds built bury buy buys call calls called calling came cancel captures
captured carry carries cast catch cause causes celebrate celebrates change changes charge charges charged
check choose circulate circulated claim claims claimed claiming clash clashes clear click close closes
closed combat come comes comment comments commit complain complete condemn condemns condemned condemning
conduct conducts confirm confirms confirmed consider considers considered continue continues continued
control controls convict cost could count cover covers create creates created criticize criticizes
criticized cross crush cut cuts damage dare deal deals debunk debunked decide decides decided declare
declares declared declaring decline declines declined deepen deepens defeat defeats defend defends defy
delay delays deliver delivers delivered demand demands demanded denounce denounces denounced deny denies
denied deploy deploys deployed describe describes described deserve destroy destroyed destroys detain
detained detains develop develops die dies died disagree discuss discusses discussed dismiss dismisses
display displayed distribute document does donate download drive drives drop drops dropped draw draws eat
elect elected emerge emerges emphasize emphasized enable encourage encourages end ends ended engage engages
enjoy enter enters escalate escalates escape escapes establish estimate examine execute executed executes
exist expand expands expect expects expected expel expels explain explains explode explodes exploit expose
express expresses expressed extend extends face faces faced facing fail fails failed fall falls fallen
fear fears feature features featuring fell fight fights fighting fill find finds finding fire fires fired
flee flees float follow follows followed following force forces forced foresee form forms found fought free
freed frees fuel fund gain gains gather gathers get gets getting give gives given giving go goes going gone
got grant grants grow grows growing guard hail hails hailing halt halts hand happen happens hear hears heard
held help helps helped hide highlight highlights hint hints hit hits hold holds host hosts hunt hurt ignore
ignite impose imposes improve include includes increase increases incite incites inciting indicate indicates
inflict inform infiltrate insist insists insisted inspire intensify intensifies intend intercept intercepts
introduce invade invades invest investigate investigates investigated investigating invite invites involve
issue issues issued jail jailed jails join joins joined joining judge jump keep keeps kept kick kidnap kidnapped
kill kills killed killing know knows known lack land launch launches launched launching lay lead leads
leading leaked learn leave leaves leaving led let lie lies lift lifts limit link linked links list listen
live lives locate look looks lose loses lost love maintain maintains make makes making manage mark marks
marking match mean means meet meets met mention mentions mobilize mock mocks mocking monitor monitors mourn
mourns move moves moved name named names need needs negotiate negotiates note notes noted noting notice
observe obtain occupy occur occurred offer offers offered open opens operate oppose opposes order orders
ordered oust ousted overthrow pass passes passed pay pays paid perform persuade pick place plan plans
planned planning play plays pledge pledges pledged plot plots point points portray portrays post posts
posted posting praise praises praised praising pray predict prefer prepare prepares prepared preparing
present presents press prevent prevents proceed proclaim proclaims produce promise promises promote promotes
prompt propose proposes protect protest protests prove provide provides publish published publishes
publishing pull pulls punish punishes punishing purport push pushes put puts question quit quote quoted
raid raids raided raise raises raised ran reach reaches reached react reacts read reads reading ready
realize receive receives received reclaim recommend reconstruct record recover recruit recruits reduce refer
refers refuse refuses refused regain register reiterate reject rejects rejected rejoin release releases
released rely remain remains remember remove removes renew renews repeat repeats repel repels reply report
reports reported reporting represent request requests requests require rescue rescued rescues resign resigns
resist respond responds responded restore restores resume resumes resurface resurfaces retake retakes
retreat return returns returned reveal reveals revealed revenge review revive rise rises rule rules run runs
rush said save say says saying seal search secure see seek seeks seem seems seen seize seizes seized sell
send sends sent serve set sets settle settles shake share shares shared sharing shed shell shells shift
shoot shoots shot show shows showed showing shown sign signs signed sit slam slams slay slip speak speaks
speculate spend split spoke spread spreads stab stabbed stage stages stand stands start starts started
state stated states stating stay step steps stop stops storm storms strengthen stress stresses stressed
strike strikes struck struggle study submit succeed sue suffer suffers suggest suggests suggested suggesting
support supports supported supporting surge surrender surrenders surround survive survives suspect suspected
suspects suspend suspends swear sweep tackle take takes taken taking talk talks talking target targets
targeted targeting teach tell tells telling test tests thank thanks think thinks threaten threatens
threatened threatening throw tighten told took topple touch track train trains travel travels treat tried
trigger triggers try tries trying turn turns turned understand unite unleash unveil unveils urge urges urged
urging use used user users uses using verify view views violate visit visits visited visiting vote votes vow
vows vowed wage wages wait walk want wants wanted warn warns warned warning watch watches weaken weigh
welcome welcomes went win wins withdraw withdraws witness won wonder work works worked working worry wound
wounded write writes written wrote yield publishes condemning backs leaving circulated punishing deepen
subscribe unsubscribe login comment logged cookies accessed retrieved updated edited rejuvenate refocus
contribute contend contest reassert articulate
""")

NOUNS = _words("""
agriculture commerce interior transport transportation labor welfare immigration customs environment telecommunications
fisheries forestry mines tourism planning statistics tax revenue drug fitness savings loan insurance mortgage futures
commodity commodities steel coal grain sugar coffee cocoa wheat corn rice cotton rubber tin copper gold silver
ability abuse academia academy access accident accord according account accounts action actions activist
activists activity activities actor actors advertisement advisor adviser advice affair affairs age agency
agencies agenda agent agents aggression agreement agreements air aircraft airplane airport airstrike
airstrikes alarm alert alliance allies ally ambush ammunition amnesty analysis analyst analysts anger anniversary
appearance apostate apostates apostasy application area areas arms army armies arrangement article articles
artillery aspect assassination assault assembly assessment asset assets assistance association atrocity audience audio
author authorities authority authors award axis background ballot bank banks banner barrier base bases
basis beginning behavior beheading belief betrayal bias blast blockade blog blood board boat body
bombing bombings book border borders brigade brigades brink brother brothers brotherhood budget building
bulletin bureau business cabinet call campaign campaigns camp camps candidate candidates capability capital
caption captive captives captivity car care carnage carrier case cases cash casualty casualties category
causes ceasefire cell cells center centre centers century ceremony chain chair chairman challenge challenges
chance channel channels chaos chapter chat chief chiefs child children choice church cities citizen citizens
city civilian civilians class classification cleric clerics clip coalition coast collaborators collapse
column commander commanders commando comment comments commentator commission commitment committee
communications communique communities community companies company comparison complaint concern concerns
conclusion condition conditions conference conflict conflicts confrontation congress consequences
conspiracy constitution contact contacts content contents context contract contrast convoy cooperation copy
copyright corps corruption council councils countries country countryside coup couple course court courts
coverage credit crime crimes crisis crossing crowd crowds crusade crusader crusaders crusading culture
custody cyber danger data database date day days dead deadline death deaths debate decade decades deception
decision decisions declaration decree defense defence defender defenders demonstration demonstrations
demonstrators department deployment depot deputy desert designation detail details detainee detainees
detention deterrent developer development developments device dialogue dictator difference differences
diplomacy diplomat diplomats direction director disaster discourse disinformation dispute disputes division
doctor doctrine dollar dollars donation donations doubt draft drill drills driver drone drones duty
earthquake economy edition editor editorial education effort efforts election elections embargo embassy
emergency emir emirate emirates employee employees enemies enemy energy engineer entity entry episode era
error escalation establishment evacuation evening event events evidence exchange excerpt excerpts
execution executions exercise exercises exile expansion expert experts explanation explosion explosions
explosives export expression extremism extremist extremists eye fact faction factions facts failure faith
fake family families fatwa federation field fighter fighters figure figures file files film finance fire
firefight flag fleet flight flood focus follower followers food foot footage foreigner foreigners
foreword formation foundation fraud freedom friday friend friends front frontline funds funding funeral future
gap garrison gas gathering gear general generals genocide girl glance goal goals god goodness goods
governance government governments governor governorate grievance ground group groups growth guard guards guerrilla
guerrillas guide guideline gulf gun gunman gunmen guns guys harm hatred head headline heart helicopter
hero heroes history holiday home homeland homes honor hope horror hospital hospitals hostage hostages
hostilities hotel hour hours house houses housing humanity idea ideas ideology image images imam immigrant
impact implementation importance incident incidents independence index indictment individual individuals
industry influence infidel infidels information infrastructure initiative injury inmates innovation
inquiry inspector institute institution institutions insurgency insurgent insurgents intelligence interest
interests interference internet interpretation intervention interview introduction invasion investigation
investigations investigator islam islamist islamists islands item items jail jet jets jihad jihadi jihadis
jihadist jihadists job jobs journal journalist journalists journey judgment justice key kidnapping king
kingdom knowledge lab labor laboratory language law lawmaker lawmakers laws lawsuit lawyer lawyers leader
leaders leadership leak leaks legacy legislation legitimacy lesson letter letters level liar liberation
library life light line lines link list literature location logistics look loss losses loyalty magazine
mainstream man maneuver manhunt map march market marriage martyr martyrdom martyrs mask mass massacre massacres
material materials matter matters mayor meaning measure measures mechanism media medic medics medicine meeting
meetings member members memo memorandum memory men mercenaries mercenary message messages messaging method
middle migrant migrants migration militant militants military militia militias mind mine minister ministers
ministry minority minute minutes misinformation misleading miss missile missiles mission mistake mob model
moderate moment money month months morning mosque mother motion motive mountain mouth mouthpiece movement
movements mujahid mujahideen munitions murder muslim muslims mystery narrative nation nations navy
negotiation negotiations negotiator neighbor neighborhood network networks news newsletter newspaper
newspapers night north northeast northwest nuclear number numbers objective obituary objectives observation
observer observers occupation occupiers offense offensive office officer officers official officials oil
operation operations operative operatives opinion opinions opponent opponents opportunity opposition
oppression option options organization organizations organisation organisations origin original outbreak
outlet outlets outrage outreach outskirts overview pact page pages pain panel paper parliament part parties
partner partners partnership party passage past path patient patrol patriotism pattern peace people peoples
percent performance period permission person personnel perspective phase phone photo photograph photographs
photos picture pictures pilgrims pilot pipeline pirates places plane planes platform pledge pledges podcast
police policies policy politician politicians politics poll pope population port position positions
possibility post poster posters posts poverty power powers practice preface premier presence presidency
president presidents pressure price prices prime prince princess prison prisoner prisoners prisons privacy
problem problems process profile profit program programme progress project projects promise proof propaganda
property prophet proposal prosecution prosecutor prosecutors prospect protester protesters province
provinces provocation proxies proxy public publication publications publicity purpose pursuit quarter queen
quest questions quran race radio rally rampage ransom rape rate rates reaction reactions reader readers
reality reason reasons rebel rebellion rebels reconciliation recording recordings records recovery
recruitment reform reforms refugee refugees regime regimes region regions regulation reinforcements relation
relations relationship relatives reliability relief religion religions remarks reporter reporters
representative representatives republic reputation resident residents resignation resistance resolution
resource resources response responses responsibility rest restaurant restriction restrictions result results
retaliation revelation revolution revolutionaries revolutionary revolutionaries reward rhetoric rifle right
rights rise risk risks ritual river rival rivalry rivals road roads rocket rockets role roles room root
roots route rubble ruler rulers rumor rumors sacrifice safety sake sale sales salvation sanction sanctions
savior scandal scene scenes schedule scholar scholars school schools science scope screenshot screenshots
sea season seat secret secretary sector sects sedition security self senator series sermon service services
session settlement settlements settler settlers sheet shelling ship shipping ships shooting shop shortage side sides
siege sight signal silence sin sister sisters site sites situation slaughter smoke smuggling sniper snipers
society soldier soldiers solidarity solution solutions son song sons soul sound source sources south
southeast southwest sovereignty space speaker speech speeches spokesman spokesperson spokeswoman spy spies
squad stability staff stage standoff standpoint statement statements status stock stone story stories
strategy street streets strength stronghold structure struggle student students style subject subscriber
subscribers subscription success suicide summary summit superpower supply supplies supporter supporters
surrender surveillance survey suspension sword swords symbol sympathy system systems table tactic tactics
takeover tale tank tanker tankers tanks task tax team teams technology telegram television tension tensions
term terms terror terrorism terrorist terrorists testimony text theater theology theory threat threats
threshold ties time timeline times tip title toll tool tools top topic topics torture tour tower town towns
trade traitor traitors training transcript transition translation translations transport trap treason
treasury treaty trend trends trial trials tribe tribes tribunal trip troop troops trouble truce truck truth
tunnel tunnels turmoil tweet tweets tyrant tyrants ummah union unit units unity university unrest uprising
vaccine value values vehicle vehicles vengeance verdict version veteran veterans vice victim victims victory
video videos viewers village villages violation violations violence virus vision voice voices volunteers
voters wage war warehouse warfare warplane warplanes warriors warrior wars water wave waves way ways weapon
weapons weather web website websites week weekend weeks west wife wilayat wing winner winners woman women word
words worker workers world worship wounds writer writers writing year years youth zone zones footnote
footnotes endnote endnotes reference references bibliography appendix figure chart caption photo map
""")

ADJECTIVES = _words("""
able active additional additionally afraid ahead alive allied alleged allegedly alternative ancient angry
annual anonymous anti apparent apparently armed arabic aware bad beautiful best better big biggest bitter
black bloody blue bold brave brief briefly bright brutal busy central certain cheap christian civil civilian
classic clean clearly close closely cold collective common complete completely complex concurrently
confidential constant controversial correct critical cruel crucial cultural current currently daily dangerous
dark deadly deaf dear deep deeply defensive democratic digital diplomatic direct directly dirty distant
domestic double dramatic eager early eastern easy economic effective eight electronic eligible elite
emergency emerging enormous entire entirely environmental equal especially essential eternal ethnic evil
exact exactly exclusive existential explosive external extra extreme extremely false familiar famous far
fast fatal favorite federal fellow female fierce final finally financial fine firm fit flat foreign formal
formally forward fresh friendly frozen full fully fundamental furious geographic giant glad global good
grand grave gray great greater greatest green gross guilty happy hard harsh heavy hidden high higher highest
historic historical holy honest hostile hot huge human humanitarian ideal ideological illegal imaginary
immediate immediately imminent important impossible inevitable influential initial innocent intense internal
international intrinsic islamic isolated jewish jihadi joint junior large largely larger largest late legal
legitimate liberal limited little local long longer longtime loud low lower loyal mad main major male
massive mere mighty military minor missing mixed mobile modern moral multiple muslim mutual named narrow
national native natural naval necessary negative new newly nice noble normal northern notable notably notorious
obvious occasional occupied odd official officially old older online open operational opposite ordinary
original outgoing painful palpable parallel partial particular past peaceful perfect permanent personal
physical planned plain pleased political poor popular positive possible possibly potential potentially
powerful predominant preliminary premier present presidential pro probable probably prominent proper proud
public punitive purple quick quickly quiet racist radical rapid rare raw real red regional regular related
relative relevant religious remaining reported reportedly responsible rich ripe rival rough royal rural sacred
sad safe salafi sacred scared secret sectarian secular senior sensitive separate serious severe sexual sharp
shiite shia sunni short shut sick significant significantly silent similar similarly simple simply single small
smaller smart social soft sole solid sorry southern soviet special specific specifically stable standard
steady strange strategic strict strong stronger stupid subsequent successful sudden suddenly sufficient suitable
super supreme sure surprise surprising suspicious sweet tactical takfiri tall temporary terrible theological
thick thin tight tiny tired total totally tough traditional tragic transnational tribal tropical true typical
ultimate ultimately unable unclear unconfirmed unique united universal unknown unlikely unprecedented
unusual upcoming upper urban urgent useful usual vague valid vast verified viable violent viral virtual visible
visual vital vulnerable warm weak wealthy weekly western white wide widely wild wise wonderful wooden
worldwide worse worst worth wrong young younger according amid once accordingly consequently hence notwithstanding
""")

CALENDAR = _words("""
january february march april may june july august september october november december jan feb mar apr jun jul
aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs
fri sat sun muharram safar rabi jumada rajab shaban ramadan shawwal dhul qadah hijjah hijri eid adha fitr
christmas easter hanukkah passover spring summer autumn winter gmt utc est am pm noon midnight
""")

MONTHS = _words("""
january february march april may june july august september october november december jan feb mar apr jun jul
aug sep sept oct nov dec
""")

RELIGION = _words("""
allah god lord prophet messenger caliph caliphate khilafah inshallah insha mashallah bismillah alhamdulillah
subhanahu subhanallah akbar takbir ummah quran koran hadith sunnah sunna shariah sharia islam muslim muslims
islamic jihad shahid shahada mujahid mujahideen mujahidin tawhid salafi salafism wahhabi sufi sunni sunnis
shia shiite shiites shi'ite shi'ites rafidite rafidites rafida nusayri nusayris alawite alawites druze yazidi
yazidis christian christians christianity jew jews jewish judaism zionist zionists zionism crusader crusaders
murtadd murtaddin kufr kuffar kafir taghut tawaghit tawagheet apostate apostates bay'ah bayah hijrah hijra
dawah da'wa dunya jannah paradise hell satan shaytan dajjal mahdi imam mecca medina kaaba hajj umrah surah
ayah verse masjid mosque church torah bible gospel hindu hindus buddhist buddhists catholic protestant
orthodox ramadan eid muqawama nakba naksa intifada rightly guided messengers companions sahaba
""")

HEADINGS = _words("""
claim claims analysis classification sources source verdict rating conclusion conclusions introduction
background summary overview context contents abstract timeline methodology references footnotes notes
related read more most next previous share tweet print email subscribe login register comments comment reply
leave search menu home about contact privacy terms copyright advertisement sponsored newsletter donate
support follow tags tag categories category topics archive archives posted published updated by story emerging
full video watch photo photos gallery press release statement exclusive breaking opinion editorial analysis
view post posts article articles latest news trending popular recommended
""")

COMMON = FUNCTION | VERBS | NOUNS | ADJECTIVES | CALENDAR | RELIGION | HEADINGS
"""Everything above, in lower case; a capital on these proves nothing by itself."""

LINKING = _words(
    "of for the and in on al el ul de del della di da do dos du la le les van von der den bin ibn y & e"
)
"""Small words that may stand inside a name."""
