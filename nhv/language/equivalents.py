"""Words of general medical Swedish that name the same thing: the everyday word, the Latin and the Greek.

This is vocabulary, not knowledge of any care area: what an area calls its own things stands in its document.
"""

import re
from collections.abc import Callable

# The first word of each line stands for all of them. Written as ground forms; compared as stems.
_EQUIVALENTS = """
    esofagus esofagal esofageal oesophageal esofago matstrupe matstrup matstrups oesofagus
    trakea trakeal trakeo luftstrupe luftstrup luftstrups luftrör
    kirurgi surgery surgical kirurgisk operation operera opereras opererad op ingrepp kir
    hjärta heart cardiac hjärt kardiell kardio cor
    lever liver hepatic hepatisk hepato
    njure njur renal nefro
    mage magsäck ventrikel gastrisk gastro
    tarm intestinal entero tarmar
    hud skin dermatologisk dermato kutan
    öga ögon okulär okulo oftalmologisk
    muskel muscle muscular muskulär muskler
    nerv neuro neural nerv
    lymfkörtel lymfknuta lymfknute lymfnod lgl
    barn child children paediatric pediatrisk
    medfödd medfött kongenital congenital
    ärftlig hereditär genetisk
    förlamning pares paralys
    sekvele sekvel sequele resttillstånd restsymtom
    konferens mdk rond mdt
    remittera remiss remitteras remitterar skicka
    fistel fistlar fistulering
    svulst tumör neoplasi
    cancer karcinom malignitet kräfta carcinom
    överväxt inväxt växer växa invaderar
    metastas dottertumör dottersvulst mets
    transplantation transplantera transplanteras tx
    barnlöshet infertilitet
    obstruktiv obstruktion obstructive obstruction
    sjukdom sjukdomar disease disorder
    neuromuskulär neuromuscular
    myasteni myastent myastena
    strålning strålbehandling radioterapi rt strålad radiotherapy
    cytostatika kemoterapi cellgift
    foster fetal
    livmoder uterus
    bukhinna peritoneum peritoneal
    lunga lung pulmonell
    nyfödd nyfött neonatal neo neonatalavdelning neonatalen
    kontraindicerad kontraindikation kontraindicerat contraindicated
    amputation amputera amputerad amputerade amputerat
    resektion resekera resekerad resekerat
    rekonstruktion rekonstruera rekonstruerad rekonstruerat
    trauma olycka mc-olycka trafikolycka bilolycka
    palliativ palliation palliative palliativt
    prematur premature preterm prematuritet prematuritets
    svälj sväljning dysfagi
    frätskada lutskada
    brännskada burn
    skållskada scald
    behandlingsrefraktär behandlingsresistent terapiresistent terapirefraktär svårbehandlad
"""

_VARIANTS = (
    (re.compile("ph"), "f"),
    (re.compile("th"), "t"),
    (re.compile("^oe|(?<=[^aeiouy])oe(?=s)"), "e"),
    (re.compile("ae"), "e"),
    (re.compile("ch(?=[aeor])"), "k"),
    (re.compile("c(?=[aoulr])"), "k"),
    (re.compile("rh"), "r"),
    (re.compile("(?<=[pfkstdlrgmn])(?:ia|y)$"), "i"),
    (re.compile("osis$"), "os"),
    (re.compile("itis$"), "it"),
    (re.compile("oma$"), "om"),
    (re.compile("ular$"), "ulär"),
)


def spelled_alike(word: str) -> str:
    """One spelling for old and new, Latin, English and Swedish: «myasthenia» → «myasteni», «carcinoma» → «karcinom»."""
    if len(word) < 6:
        return word
    for pattern, letters in _VARIANTS:
        word = pattern.sub(letters, word)
    return word


def equivalents(stem: Callable[[str], str]) -> dict[str, str]:
    """From the stem of each word to the stem that stands for it."""
    found: dict[str, str] = {}
    for line in _EQUIVALENTS.strip().splitlines():
        words = [stem(word) for word in line.split()]
        for word in words:
            found.setdefault(word, words[0])
    return found
