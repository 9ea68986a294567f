"""Every fact of the call «viss avancerad esofaguskirurgi», and that our document holds it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nhv.specification.parts import Population
from nhv.specification.toml import read_area_file

PATH = Path(__file__).parents[2] / "areas" / "viss-avancerad-esofaguskirurgi.toml"
FILE = read_area_file(PATH.read_text(), name=PATH.name)
AREA = FILE.area
CONFERENCE = AREA.pathways[0]
SURGERY = AREA.scope[0]
CALL = FILE.calls[0]
ADULTS = Population(from_age=18, text="vuxna, 18 år och uppåt")
ASSESSED = "Bedömning och ställningstagande till behandling."

CONDITIONS = [
    ("critical_staff", "must", "Specialist inom kirurgi"),
    ("critical_staff", "must", "Specialist inom anestesiologi"),
    ("critical_staff", "must", "Dietist"),
    ("critical_staff", "must", "Fysioterapeut"),
    ("critical_staff", "must", "Arbetsterapeut"),
    ("critical_staff", "must", "Logoped"),
    ("critical_staff", "must", "Specialist inom onkologi"),
    ("critical_staff", "must", "Specialist inom radiologi"),
    ("critical_staff", "must", "Specialist inom patologi"),
    ("critical_staff", "must", "Specialist inom öron-näsa och halssjukdomar"),
    (
        "critical_staff",
        "must",
        "Dedikerat omvårdnadsteam för omhändertagande av postoperativ hantering av patientgruppen",
    ),
    ("other_competence", "unstated", "Thoraxkirurgi"),
    ("other_competence", "unstated", "Lungmedicin"),
    ("other_competence", "unstated", "Gastroenterologi"),
    ("other_competence", "unstated", "Plastikkirurgi"),
    ("other_competence", "unstated", "Kurator"),
    ("other_competence", "unstated", "Peer-support (patientrepresentant)"),
    (
        "other_competence",
        "unstated",
        "Dygnet-runt-beredskap för akut interventionell radiologi i händelse av komplikation",
    ),
    (
        "other_competence",
        "unstated",
        "Samarbete med barnkirurgi exempelvis gällande patienter med sequele från tidigare barnkirurgiska operationer",
    ),
    ("critical_equipment", "unstated", "ECMO"),
    ("critical_equipment", "unstated", "Intensivvård"),
    ("other", "must", "NHVe ska bidra till att forskning inom det aktuella sjukdomsområdet bedrivs."),
    (
        "other",
        "work_towards",
        "NHVe ska verka för att etablera ett internationellt samarbete inom tillståndsområdet för "
        "kompetensutveckling och forskningsstudier.",
    ),
    (
        "other",
        "must",
        "NHVe ska ansvara för överrapportering till remitterande enheter och upprätta individuella vårdplaner.",
    ),
    ("other", "must", "NHVe ska följa upp patientrapporterade mått."),
    (
        "other",
        "work_towards",
        "NHVe ska verka för strukturerad uppföljning av vårdområdet, t.ex. genom registrering i nationellt "
        "kvalitetsregister för esofagus- och ventrikelcancer (NREV).",
    ),
    (
        "other",
        "work_towards",
        "NHVe ska verka för strukturerad uppföljning av de bedömningar som görs på MDK för att kunna följa samtliga "
        "patienter inom definitionen.",
    ),
]

FACTS: dict[str, tuple[Callable[[], Any], Any]] = {
    "name": (lambda: AREA.name, "Viss avancerad esofaguskirurgi"),
    "the decision": (
        lambda: (AREA.decision.date, AREA.decision.body, AREA.in_force_from),
        (date(2025, 6, 17), "Socialstyrelsen", date(2025, 6, 17)),
    ),
    "two units, none appointed": (
        lambda: (AREA.units, FILE.permits, AREA.completeness.holders),
        (2, (), "not_decided"),
    ),
    "adults": (lambda: (AREA.population, CONFERENCE.population), (ADULTS, ADULTS)),
    "a national conference": (
        lambda: [(pathway.kind, pathway.heading) for pathway in AREA.pathways],
        [("national_conference", "Nationell multidisciplinär konferens")],
    ),
    "what the conference is for": (
        lambda: CONFERENCE.text,
        "Nationella högspecialiserade vårdenheter ska organisera en nationell multidisciplinär konferens (MDK) för "
        "avancerad esofaguskirurgi. Till denna MDK ska patienter (vuxna, 18 år och uppåt) med följande tillstånd "
        "remitteras för bedömning och ställningstagande till behandling:",
    ),
    "the nine criteria": (
        lambda: [criterion.text for criterion in CONFERENCE.criteria],
        [
            "esofagustumörer, där man preoperativt finner överväxt på omgivande organ och som eventuellt kräver "
            "resektion av större luftvägar",
            "cervikal esofaguscancer",
            "oligometastatisk sjukdom till följd av esofaguscancer",
            "paratrakeala lymfkörtelmetastaser vid esofaguscancer som kan kräva avancerad kirurgi",
            "rekonstruktion efter livräddande resektion av esofagus/esofagussubstitut",
            "esofago-respiratoriska fistlar utan extensiv tumörväxt",
            "uttalad fibros i mediastinum, ex efter tidigare lutskada",
            "substitutdysfunktion hos tidigare esofagektomerade patienter",
            "patienter (i vuxen ålder) med sekvele/resttillstånd efter barnkirurgiska esofagusingrepp",
        ],
    ),
    "all nine must be referred": (lambda: {criterion.force for criterion in CONFERENCE.criteria}, {"must"}),
    "two of them may lead to surgery": (
        lambda: [criterion.key for criterion in CONFERENCE.criteria if criterion.leads_to != ASSESSED],
        ["overvaxt-pa-omgivande-organ", "cervikal-esofaguscancer"],
    ),
    "all nine lead to an assessment": (
        lambda: [(c.leads_to or "").startswith(ASSESSED) for c in CONFERENCE.criteria],
        [True] * 9,
    ),
    "surgery after a decision": (
        lambda: (len(AREA.scope), SURGERY.heading, SURGERY.text, SURGERY.lead),
        (
            1,
            "Kurativt syftande kirurgi",
            "Efter beslut om kurativt syftande kirurgi vid avancerad esofaguscancer ska sådan utföras vid en nationell "
            "högspecialiserad vårdenhet.",
            "Med avancerad esofaguscancer avses patienter med:",
        ),
    ),
    "its two indications": (
        lambda: [point.text for point in SURGERY.points],
        [
            "esofagustumörer, där man preoperativt finner överväxt på omgivande organ och som kräver resektion av "
            "större luftvägar",
            "cervikal esofaguscancer",
        ],
    ),
    "what stands before the exclusions": (
        lambda: AREA.exclusions_lead,
        "Följande områden ska ej nivåstruktureras nationellt, men bör fortsättningsvis vara sjukvårdsregionalt "
        "nivåstrukturerade:",
    ),
    "the six exclusions": (
        lambda: [exclusion.text for exclusion in AREA.exclusions],
        [
            "Kirurgi vid övrig esofaguscancer (som inte är avancerad enligt definitionen)",
            "Låga, det vill säga epifreniska, esofagusdivertiklar med resektionsbehov.",
            "Primär rekonstruktion i samband med esofagektomi, esofagusresektion enligt Ivor Lewis, McKeown eller "
            "Orringer samt rekonstruktion av esofagus via buken.",
            "Endoluminal diagnostik och behandling, inklusive endoskopisk mukosaresektion (EMR) och endoskopisk "
            "submukosadissektion (ESD), vid premaligna eller tidiga maligna tillstånd i esofagus.",
            "Behandling av akalasi.",
            "Endoskopisk behandling av fistlar behöver under vissa omständigheter kunna utföras på alla akutsjukhus, "
            "men dessa patienter kan dras på nationella MDK.",
        ],
    ),
    "who does them instead": (
        lambda: [exclusion.instead and exclusion.instead.level for exclusion in AREA.exclusions],
        ["healthcare_region"] * 5 + ["any_hospital"],
    ),
    "the hedges": (
        lambda: [exclusion.hedge for exclusion in AREA.exclusions],
        ["bör fortsättningsvis"] * 5 + ["under vissa omständigheter"],
    ),
    "the last may be brought to the conference": (
        lambda: [exclusion.may_be_brought_to for exclusion in AREA.exclusions],
        [None] * 5 + [CONFERENCE.key],
    ),
    "no clarifications, no sub-permits": (lambda: (AREA.clarifications, AREA.sub_permits), ((), ())),
    "headings of the conditions": (
        lambda: [(group.group, group.heading, group.lead) for group in AREA.condition_groups],
        [
            (
                "critical_staff",
                "Kritisk personalkompetens",
                "Samtliga nedan specialister/professioner i det esofaguskirurgiska teamet ska ha specifik kompetens "
                "och erfarenhet inom det definierade området:",
            ),
            (
                "other_competence",
                "Andra kompetenser eller förutsättningar för att vården inom det definierade området ska kunna "
                "bedrivas",
                None,
            ),
            ("critical_equipment", "Kritisk utrustning eller lokaler", None),
            ("other", "Övriga villkor", None),
        ],
    ),
    "27 conditions with their force": (lambda: [(c.group, c.force, c.text) for c in AREA.conditions], CONDITIONS),
    "they are proposed": (
        lambda: (len(AREA.conditions), {c.stage for c in AREA.conditions}, AREA.completeness.conditions),
        (27, {"proposed"}, "not_decided"),
    ),
    "each asks a question about hospital or unit": (
        lambda: [c.key for c in AREA.conditions if not (c.question and c.belongs_to)],
        [],
    ),
    "one call": (lambda: [call.deadline for call in FILE.calls], [date(2025, 11, 14)]),
    "its title": (
        lambda: CALL.title,
        "Ansökningsförfrågan angående att bedriva viss vård inom vårdområdet viss avancerad esofaguskirurgi som "
        "nationell högspecialiserad vård",
    ),
    "where to send and whom to ask": (
        lambda: (CALL.email, CALL.contact_email, CALL.postal_address),
        ("NHV-ansokan@socialstyrelsen.se", "NHV-ansokan@socialstyrelsen.se", "Socialstyrelsen, 106 30 Stockholm"),
    ),
    "what to attach": (lambda: CALL.attachments, ("Ifylld ansökningsblankett", "Verksamhetsplan")),
    "the file that was read": (
        lambda: AREA.sources[0].sha256,
        "60dc4119b0ae837d900972166da52767f25241a34937c1b770c0e148b9478feb",
    ),
}

TOLD_IN_THE_CALL = {
    "all regions may apply": ("instructions", "Alla regioner"),
    "label the application": ("instructions", "Märk ansökan"),
    "one form and plan for each permit": ("instructions", "för varje tillstånd"),
    "the board decides": ("process", "Nämnden för nationell högspecialiserad vård beslutar"),
    "experts proposed": ("process", "sakkunniggrupp"),
    "the report was sent out for opinions": ("process", "remitterat"),
    "conditions may be adjusted": ("process", "justera"),
    "general conditions hold too": ("process", "HSLF-FS 2018:48"),
    "an opinion is sought before the decision": ("process", "särskild beredningsgrupp"),
    "the patient's best is the ground": ("process", "prop. 2017/18:40 s. 51 f."),
    "effects on the system may be weighed": ("process", "påverkan på akutsjukvården, patienttransporter samt"),
}


@pytest.mark.parametrize("fact", FACTS)
def test_the_document_holds(fact: str) -> None:
    told, expected = FACTS[fact]
    assert told() == expected


@pytest.mark.parametrize("fact", TOLD_IN_THE_CALL)
def test_the_call_tells(fact: str) -> None:
    where, words = TOLD_IN_THE_CALL[fact]
    assert any(words in line for line in getattr(CALL, where))


def test_oesophageal_cancer_alone_never_decides_a_clause() -> None:
    kinds = {
        (key, term.kind)
        for key, part in AREA.keyed()
        for term in getattr(part, "terms", ())
        if term.text in ("matstrupscancer", "esofaguscancer")
    }
    assert {kind for _, kind in kinds} == {"broader"}
    assert {key for key, _ in kinds} == {
        "overvaxt-pa-omgivande-organ",
        "cervikal-esofaguscancer",
        "oligometastatisk-sjukdom",
        "paratrakeala-lymfkortelmetastaser",
        "kirurgi-vid-overvaxt-som-kraver-luftvagsresektion",
        "kirurgi-vid-cervikal-esofaguscancer",
        "ovrig-esofaguscancer",
    }
