"""The words of the process: its steps, cases, proposals, the parts of a text, and what is said of them."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = dict[str, Promise]

STEPS: Final[Words] = {
    "mapping": _("Kartläggning"),
    "review": _("Genomlysning"),
    "consultation": _("Remiss"),
    "decision": _("Socialstyrelsens beslut"),
    "application": _("Ansökan"),
    "preparation": _("Beredning"),
    "board": _("Nämndens beslut"),
    "follow_up": _("Uppföljning"),
}

STEP_MEANINGS: Final[Words] = {
    "mapping": _("Programområden föreslår vård som kan behöva samlas, och förslagen gås igenom."),
    "review": _(
        "En sakkunniggrupp skriver vad som ska vara nationell högspecialiserad vård, och på hur många enheter."
    ),
    "consultation": _("Alla kan svara på sakkunniggruppens förslag."),
    "decision": _("Socialstyrelsen väger samman förslag och svar, och beslutar."),
    "application": _("Definitionen är beslutad. Regionerna ansöker om tillstånd när utlysningen är öppen."),
    "preparation": _("Ansökningarna bereds inför nämnden."),
    "board": _("Nämnden har beslutat vem som får tillstånd. Vården har inte börjat."),
    "follow_up": _("Vården bedrivs vid enheter med tillstånd, och följs upp varje år."),
}

STEP_POSITIONS: Final[Words] = {
    "passed": _("passerat"),
    "now": _("pågår"),
    "ahead": _("återstår"),
    "plain": _("steg"),
}

CASE_STATES: Final[Words] = {
    "mapping": _("Kartläggning"),
    "review": _("Genomlysning"),
    "consultation": _("Remiss"),
    "decision": _("Inför beslut"),
    "register": _("Definitionen är beslutad"),
    "withdrawn": _("Avslutat utan definition"),
}

MASKING_STATES: Final[Words] = {
    "working": _("Under maskering"),
    "proposed": _("Föreslaget att publiceras"),
    "published": _("Publicerat"),
    "taken_down": _("Taget från webben"),
}

PROPOSAL_STATES: Final[Words] = {
    "listed": _("På listan"),
    "merged": _("Sammanfört"),
    "declined": _("Avböjt"),
    "started": _("Påbörjat"),
    "taken_back": _("Återtaget"),
}

# The grounds of 7 kap. 5 § hälso- och sjukvårdslagen.
GROUNDS: Final[Words] = {
    "complex_or_rare": _("Vården är komplex eller sällan förekommande"),
    "volume": _("Den kräver en viss volym"),
    "multidisciplinary": _("Den kräver multidisciplinär kompetens"),
    "investment": _("Den kräver stora investeringar eller medför höga kostnader"),
}

# What is said on a part of a text that is out for consultation.
STANDS: Final[Words] = {
    "support": _("stöder"),
    "change": _("vill ändra"),
    "oppose": _("avstyrker"),
    "silent": _("inget svar"),
}

# What is said of the whole text: the words of the form (`derived.consultation_form.WHOLE`).
WHOLES: Final[Words] = {
    "Tillstyrker": _("Tillstyrker"),
    "Tillstyrker med synpunkter": _("Tillstyrker med synpunkter"),
    "Avstyrker": _("Avstyrker"),
    "": _("inget svar"),
}

OUTCOMES: Final[Words] = {
    "accepted": _("Ja"),
    "partly": _("Delvis"),
    "no": _("Nej"),
    "noted": _("Noterat"),
}

# The parts of an area's text.
PART_KINDS: Final[Words] = {
    "scope_group": _("Rubrik med punkter"),
    "point": _("Punkt"),
    "clarification": _("Förtydligande"),
    "exclusion": _("Avgränsning"),
    "sub_permit": _("Undertillstånd"),
    "pathway": _("Väg in"),
    "criterion": _("Kriterium"),
    "condition": _("Villkor"),
    "measure": _("Uppföljningsmått"),
}

# What has been done to the text, revision by revision.
TEXT_ACTS: Final[Words] = {
    "head": _("Områdets egna uppgifter"),
    "add": _("Tillagd"),
    "reword": _("Ny lydelse"),
    "move": _("Flyttad"),
    "split": _("Delad"),
    "join": _("Sammanfogad"),
    "remove": _("Borttagen"),
    "undo": _("Tillbaka till en tidigare version"),
    "word": _("Inläst från Word"),
    "read": _("Inläst från en fil"),
}

# What has happened with a case, as everybody reads it.
CASE_NEWS: Final[Words] = {
    "error_reported": _("Rapporten kom in"),
    "error_report_taken": _("Tog hand om rapporten"),
    "error_report_answered": _("Besvarade rapporten"),
    "proposal_made": _("Förslaget kom in"),
    "proposal_merge": _("Sammanförde med ett annat"),
    "proposal_decline": _("Avböjde förslaget"),
    "proposal_start": _("Öppnade ett ärende"),
    "proposal_take_back": _("Återtog förslaget"),
    "case_opened": _("Ärendet öppnades"),
    "case_taken_up": _("Registret visar var området står"),
    "case_numbered": _("Diarienummer"),
    "case_next": _("Vad som ska göras härnäst ändrades"),
    "case_planned": _("Datum bestämdes"),
    "case_days_moved": _("Datum flyttades"),
    "case_paused": _("Pausades"),
    "case_resumed": _("Återupptogs"),
    "case_withdrawn": _("Avslutades utan definition"),
    "case_review_begun": _("Genomlysningen började"),
    "case_send_back": _("Gick tillbaka till sakkunniggruppen"),
    "case_consult": _("Remissen började"),
    "case_prepare_decision": _("Remissen är slut, beslutet förbereds"),
    "case_conclude_review": _("Går till beslut utan ny remiss"),
    "case_repeal": _("Socialstyrelsen upphävde definitionen"),
    "case_decide": _("Socialstyrelsen beslutade definitionen"),
    "case_outcome": _("Ett besked om ett remissvar"),
    "case_preparation": _("En beredningsgrupp utsågs"),
    "case_opinion": _("Beredningsgruppen yttrade sig om systemeffekter"),
    "case_permits": _("Nämndens beslut om tillstånd blev publikt"),
    "case_invited": _("Bjöd in att svara på remissen"),
    "case_reminded": _("Påminde om remissen"),
    "case_longer_time": _("Gav någon längre tid att svara på remissen"),
    "case_no_longer_time": _("Gav inte längre tid att svara på remissen"),
}

EFFECT_HEADINGS: Final[Words] = {
    "emergency_care": _("Akutsjukvård"),
    "patient_transports": _("Patienttransporter"),
    "education": _("Utbildning"),
    "research": _("Forskning"),
}

EFFECTS: Final[Words] = {
    "unaffected": _("opåverkad"),
    "strained": _("ansträngd"),
    "at_risk": _("hotad"),
    "lost": _("förlorad"),
}

# Who is counted in travel and load.
WEIGHTS: Final[Words] = {
    "population": _("Alla"),
    "under-18": _("Under 18 år"),
    "over-80": _("80 år och äldre"),
}
