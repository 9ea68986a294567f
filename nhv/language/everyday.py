"""Words and written forms of everyday life and of every chart, which say nothing of what care a question is about."""

import re

EVERYDAY = """
    djup djupt djupa pp stor stora stort liten litet lite små mycken lång kort hög låg ny gammal ung hel halv dubbel
    enkel snabb långsam plötslig varje varannan ena sida sidan båda varsin igen åter ännu alltid aldrig ofta redan
    snart länge sedan idag igår imorgon natt morgon kväll timme minut dygn helg vinter sommar halvår år tal början
    slut hemma hemort hemorten hem jobb jobbet arbete skola skolan dagis förskola ute inne uppe nere framme tillbaka
    ihop isär bli ligga ligger sitta sitter stå står gå går komma kommer hända hänt känna känner känt se ser sett
    höra hör säga säger sagt sade tro tror tycka tycker tänka tänker veta vet fråga undra undrar vilja vill välja
    väljer börja började börjat kom sluta slutat slutade fortsätta fortsätter hålla håller lägga lägger lagt inlagd
    inlagt inläggning läggas satt sätta sätts byta byter byt bytt dra dras öppna öppen stänga vänta väntar väntas
    väntelista närma närmar bära bär leva lever levt bo bor flytta flyttat resa rest ringa orka orkar orkade klara
    klarar palla hinna jobba gick fungera fungerar växa växer föda föder barnafödande visa visar visade hitta
    hittade hittas upptäcka upptäckt ses sågs synas syns kropp kroppen kroppsdel del delar bit antal mängd procent
    resten övrig frisk friska normal vanlig vanliga onormal släkt släkten familj familjen vän granne svärmor svärfar
    kusin moster faster tvilling syskon pensionär student flicka pojke kille tös unge ungar vår vårt våra er ert era
    nåt nån några ngn ngt massa jätte väldigt ganska riktigt rätt för jättetrött trött orolig rädd ledsen glad
    jobbig jobbigt hemsk konstig konstigt sämre värre bättre värst bäst hö vä dx sin bil bilat utesluten uteslutet
    uteslutna avskriven dexter sinister resp ua pga sek prim op opp ob it iv po ssk pal beh diagn unders anm hemgång
    uppegående handläggning handläggas ställningstagande val syfte syftar attack skov episod positiv negativ utfall
    fynd värde värden nivå dominant sedvanlig mm cm dm ml dl cl mg kg gram liter mmhg mmol kpa kubik grad gr st ggr
    dgr mån tim min stage grade wants want wanted new old first last both side year years month week day since ago
    after before involvement needs needing possible impossible year-old planned planning wait about best where
"""
"""Everyday words, of size and time, of family and of doing; what every chart shortens; units of measure."""

_HOMONYMS = """
    alf alps arm canvas caps chaos crest die dress exit hamn mers net oasis poem pubs rop sus ten tips tot trap traps
"""
HOMONYMS = frozenset(_HOMONYMS.split())
"""Words of every day that are an area's abbreviation too, in small letters: «tips», «exit»."""

_ROMAN = r"(?:i{1,3}|iv|vi{0,3}|ix|x)"
_STAGES = (
    # Of a tumour: T4b, cT3N1M0, rT4, N2, M1a; figo IB1; G2; Ki67.
    r"[acpry]{0,2}t(?:[0-4x][a-d]?|is)(?:n[0-3x][a-c]?)?(?:m[01x][a-c]?)?",
    r"[cp]?n[0-3x][a-c]?(?:m[01x][a-c]?)?",
    r"[cp]?m[01x][a-c]?",
    rf"{_ROMAN}[abc]?[1-3]?",
    r"g[1-4]|gr\d|ki-?67|figo|who|ecog|asa|nyha|inr|crp|t?bsa|px|pad|mr|mri|dt|ct|pet|ekg|eeg|uls?",
    # Of a gene or a protein: Val30Met, c.35delG, p.R117H.
    r"[a-z]{3}\d{1,4}[a-z]{3}|del[a-z0-9]{1,6}|[a-z]\d{2,4}[a-z]",
    # A segment of the spine, or several: C5-C6, Th12, L1.
    r"(?:c|th|l|s)\d{1,2}(?:-(?:c|th|l|s)?\d{1,2})?",
)
_FORM = re.compile("|".join(f"(?:{form})" for form in _STAGES))


def is_of_a_chart(word: str) -> bool:
    """Whether a word in small letters is a stage, a grade, a gene's change or a test, as one writes it in a chart."""
    return _FORM.fullmatch(word) is not None
