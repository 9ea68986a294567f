"""A closed vocabulary of general medicine: which words tell nothing, which tell little, and which name a subject.

This is language, not knowledge of any care area: what an area is about stands in its document. A word that stands
here *and* in an area's document is what the document says it is; the lists decide only what a word means to an area
that does not speak of it.
"""

import re
from functools import lru_cache
from typing import Literal, Protocol

from nhv.language.everyday import EVERYDAY

Breadth = Literal["neutral", "broad", "care", "organ", "subject"]
"""`neutral`: true of patients of every kind, so it counts neither for nor against. `broad`: said in every
speciality, so it tells little by itself. `care`: what ordinary care does with a patient, which tells as little.
`organ`: a large part of the body, which says where but not what.
`subject`: names what care is about, and so counts against an area that
does not speak of it."""

# Laterality, severity, course, time; verbs and roles of care; what every referral says.
_NEUTRAL = """
    höger vänster bilateral bilat bilateralt ensidig dubbelsidig unilateral proximal distal lateral medial övre nedre
    främre bakre inre yttre central perifer lokal generell diffus
    svår svårt lätt lindrig måttlig uttalad kraftig allvarlig svårighetsgrad mild moderat grav extrem
    akut subakut kronisk progress progredierande progressiv progredierar tilltagande förvärrad försämring försämrad
    försämrats förbättring stabil instabil långvarig kortvarig återkommande recidiverande intermittent
    ny nyupptäckt nydebut nydebuterad nyligen debut debuterade debuterar insjuknande insjuknat insjuknade tidig sen
    misstänkt misstanke misstänks misstänker fråga frågeställning trolig möjlig sannolik oklar oklart okänd
    fastställd konstaterad känd verifierad bekräftad diagnostiserad diagnosticerad säkerställd påvisad
    behandlingsrefraktär metastaserad
    avancerad komplex komplicerad sällsynt ovanlig specifik viss primär sekundär
    patient patienten patienter pat pt person personer personen människa kvinna kvinnan kvinnor man mannen män
    mamma pappa son dotter bror syster mormor farmor morfar farfar barnbarn förälder föräldrar anhörig fru maken
    sambo släkting kollega tjej kille herre dam
    läkare läkaren läkarna doktor doktorn kirurg kirurgen kirurger specialist specialister personal team sköterska
    vård vården vårdas vårda sjukvård sjukhus sjukhuset klinik kliniken mottagning avdelning enhet centrum
    vårdcentral husläkare öppenvård slutenvård primärvård hemregion region regionen regional nationell
    högspecialiserad specialistvård specialitet
    remiss remittera remitteras remitterar remitterad skicka skickas skickade ta tas tagit emot söka sökt söker
    bedöma bedömning bedöms utreda utredning utreds utredd utredas diagnos diagnosen diagnoser diagnostik ställa
    behandla behandlas behandlar behandlat behandling behandlingar behandlad behandlats ingrepp åtgärd åtgärdas
    vårdplan planeras planerad planering aktuell övervägs överväga indikation indicerad ställningstagande
    uppföljning följas följs kontroll kontrolleras rehabilitering
    sjukdom sjukdomar sjuk sjuka tillstånd besvär symtom problem åkomma syndrom lida lider drabbad drabbats
    terapi insats hjälp hjälpa operera opereras opererad opererades opererats operation operationer kirurgi kirurgisk
    konservativ konservativt dignitet histologi skivepitel skivepitelcancer
    undersökning undersöka undersöktes provtagning prov analys svar resultat anamnes
    födas född fött föddes gravid
    typ form fall grad stadium stadie steg fas klass nivå
    barn vuxen ungdom gammal ung äldre yngre ålder bebis
    gäller gälla avser avse handlar funktion risk krav önska önskar önskemål
    patient patients hospital doctor doctors treat treated treats treating treatment refer referred referral care
    surgery operated operation disease disorder diagnosis diagnosed suspected severe acute chronic mild new known
    unit units centre center clinic specialist assessment unilateral left right condition syndrome wife husband
    daughter son mother father woman man child adult baby
"""

# Findings and acts that every speciality has.
_BROAD = """
    oligometastas oligometastaser oligometastatisk oligometastasering
    cancer tumör svulst metastas metastaser metastaserad dottertumör malign malignitet neoplasi knöl knuta cysta
    polyp karcinom adenocarcinom adenom sarkom återfall recidiv
    missbildning missbildningar anomali malformation defekt skada skador trauma olycka fraktur brott sår blödning
    infektion inflammation abscess sepsis feber smärta värk ont svullnad utslag klåda trötthet yrsel svaghet svag
    förlamning domning kramp stelhet förträngning stenos striktur fistel fistlar läckage perforation hinder
    blodpropp propp trombos emboli ischemi infarkt nekros svikt dysfunktion förstoring atrofi fibros ärr ödem
    shunt stent kateter implantat protes transplantation transplantera transfusion dialys laser radiofrekvens
    biopsi punktion dränage resektion amputation rekonstruktion plastik endoskopi skopi titthål titthålskirurgi
    röntgen ultraljud datortomografi magnetkamera skanning test gentest screening
    narkos intensivvård iva respirator nutrition sond
    genetisk ärftlig ärftlighet gen mutation medfödd medfött prematur organ vävnad slemhinna
    mass tumour tumor metastasis pain infection injury defect malformation recurrence bleeding weakness
    biopsy transplant genetic inherited congenital
"""

# What every clinic does with most of its patients, and what they are given.
_CARE = """
    läkemedel medicin medicinering antibiotika cytostatika cellgift strålning strålbehandling immunterapi hormon
    kortison steroid spruta tablett dos biologisk injektion infusion dropp diet kost
    p-piller piller salva kräm ögondroppar droppar bromsmedicin metotrexat methotrexate waran noak botox smärtlindring
    cpap syrgas hjälm ortos skena gips bandage förband stödstrumpa stödstrumpor kompression kompressionsstrumpa inlägg
    sjukgymnastik fysioterapi träning bäckenbottenträning egenvård kbt samtalsterapi psykoterapi pessar turb övervakning
    drug drugs medication medicine pills ointment injection injections chemo chemotherapy physiotherapy exercise
"""

_ORGANS = """
    hjärta hjärtat lunga lever levern njure njurar tarm tarmen mage magen hud huden öga ögat ögon öra muskel muskler
    nerv nerver blod kärl skelett ben led leder rygg nacke hals huvud bröst buk bäcken arm hand fot livmoder foster
    förlossning graviditet körtel lymfkörtel
"""

# What care is about. Body parts first, then diseases and their everyday names, then what is not human medicine.
_SUBJECT = """
    knä höft axel armbåge handled fotled fotleden tå tår finger fingrar tumme hälsena hälseneruptur menisk korsband
    bicepssena lårben skenben vadben nyckelben revben bröstkorg kotpelare disk diskbråck ischias lumbago skolios
    käke käken tand tänder visdomstand tandkött tunga läpp gom mun munnen näsa näsan bihåla bihålor halsmandel
    mandlar tonsill tonsillit struphuvud stämband öronvax mellanöra trumhinna hörsel tinnitus balans
    hjärna hjärnan hjärntumör gliom meningiom hydrocefalus hypofys stroke tia migrän huvudvärk demens alzheimer
    parkinson ms skleros meningit encefalit hjärnskakning narkolepsi
    sköldkörtel struma hypotyreos hypertyreos binjure bisköldkörtel diabetes insulin blodsocker kolesterol gikt
    bröstcancer mastit bröstrekonstruktion lungcancer lungemfysem kol astma lunginflammation pneumoni tuberkulos
    bronkit sömnapné pleura hosta influensa covid corona förkylning
    blodtryck hypertoni hypertension angina kärlkramp hjärtinfarkt förmaksflimmer flimmer arytmi åderbråck
    aneurysm aorta bukaorta karotis
    kolon rektum ändtarm tunntarm duodenum anus magmun matspjälkning
    sten stenar gallvägssten koledochussten koledokussten njurstenar choroideus koroideus papillom
    tonsillektomi adenoidektomi appendektomi kolecystektomi tyreoidektomi mastektomi prostatektomi nefrektomi
    magsår gastrit reflux halsbränna blindtarm appendicit ljumskbråck navelbråck bråck gallsten gallblåsa galla
    gallgång pankreas pankreatit bukspottkörtel mjälte hemorrojder förstoppning diarré crohn kolit ibs celiaki
    glutenintolerans laktosintolerans divertikulit koloncancer tjocktarm tjocktarmscancer leverkoma hepatit
    njursten njurcancer urinblåsa urinblåsan urinvägsinfektion cystit prostata prostatacancer inkontinens urinrör
    testikelvärk fimosis förhud potens erektion sterilisering
    äggstockscancer ovarialcancer myom prolaps framfall mens menstruation klimakterie abort kejsarsnitt
    ivf spiral preventivmedel livmoderframfall
    eksem psoriasis akne rosacea vårta melanom födelsemärke nagel håravfall bältros herpes skabb nässelutslag
    gråstarr starr grön glasögon närsynt ögonlock
    reumatism reumatoid artrit artros benskörhet osteoporos fibromyalgi lupus sle sjögren
    anemi leukemi lymfom myelom hemofili blodbrist järnbrist
    allergi pollen pollenallergi jordnötsallergi
    depression ångest adhd autism schizofreni bipolär psykos tvångssyndrom utmattning utbrändhet missbruk alkohol
    beroende sömn sömnlöshet
    vaccin vaccination hiv aids malaria borrelia klamydia mässling vattkoppor kikhosta scharlakansfeber
    brännskada köldskada förgiftning sårvård trycksår liggsår bensår
    fetma övervikt obesitas gastric bypass viktminskning
    fettsugning botox bröstförstoring tatuering
    klumpfot läpp-gomspalt gomspalt kraniosynostos ryggmärgsbråck
    sclerosis stroke migraine asthma diabetes knee hip shoulder prostate breast appendicitis hernia eczema depression
    rökare rökning röker snus smoker smoking av-block avblock sinusknuta bradykardi ablation hjärtsvikt
    orkidektomi hysterektomi sectio gastroskopi koloskopi artroskopi höftprotes knäprotes hörapparat gips
    mammografi cellprov kondylom pyelonefrit sinuit otit öroninflammation konjunktivit analfissur halsfluss
    gulafläcken makuladegeneration varicer kotkompression pagets plagiocefali lägesbetingad
    hund katt häst djur hunden katten veterinär hamster kanin ko gris kalv föl marsvin papegoja
"""


_SHORTEST = 3


_ACT = re.compile(r"\w{3,}(?:ektomi|otomi|ostomi|plastik|pexi|ectomy|otomy|ostomy|plasty)", re.IGNORECASE)


def is_an_act(word: str) -> bool:
    """Whether a word is made as the names of operations are: «orkidektomi»."""
    return _ACT.fullmatch(word) is not None


class Stemmer(Protocol):
    """What finds the stem under which all forms of a word are found."""

    def stem(self, word: str) -> str: ...


class Medicine:
    """The lists as stems of one analyser."""

    def __init__(self, analyser: Stemmer) -> None:
        self._stem = analyser.stem
        self._breadth: dict[str, Breadth] = {}
        lists: tuple[tuple[Breadth, str], ...] = (
            ("neutral", EVERYDAY),
            ("subject", _SUBJECT),
            ("organ", _ORGANS),
            ("broad", _BROAD),
            ("care", _CARE),
            ("neutral", _NEUTRAL),
        )
        for breadth, words in lists:
            self._breadth |= {analyser.stem(word): breadth for word in words.split()}
        self.of_parts = lru_cache(maxsize=20_000)(self._of_parts)

    def of(self, stem: str) -> Breadth | None:
        """What one stem is; None when it is no word of general medicine."""
        return self._breadth.get(stem)

    def _of_parts(self, stem: str, parts: tuple[str, ...]) -> Breadth | None:
        """What a word is, by itself or by the widest claim of its parts: «knäoperation» is about a knee."""
        found = self._breadth.get(stem)
        if found is not None:
            return found
        kinds = [self._breadth.get(part) for part in parts or self._cut(stem)] or [None]
        if "subject" in kinds:
            return "subject"
        if None in kinds:
            return None
        widest: tuple[Breadth, ...] = ("organ", "care", "broad")
        return next((breadth for breadth in widest if breadth in kinds), "neutral")

    def _cut(self, word: str) -> tuple[str, ...]:
        """The two listed words that a compound is, where the dictionary does not know it: «knäoperation»."""
        for cut in range(_SHORTEST, len(word) - _SHORTEST + 1):
            head, tail = self._stem(word[:cut]), self._stem(word[cut:])
            if head in self._breadth and tail in self._breadth:
                return head, tail
        return ()
