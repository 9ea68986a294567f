"""The words of the website for what the program names in English: verdicts, forces, stages, states, levels.

All marked for translation, so that each stands once. `gettext_lazy` because the language is the reader's.
"""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nhv.rules.verdicts import Verdict
from nhv.website.act_words import ATTEMPTS, CARRIED, DEEDS, MOVES, STEP_BUTTONS
from nhv.website.board_words import (
    MATTER_OUTCOMES,
    MEETING_BUTTONS,
    MEETING_KINDS,
    MEETING_STATES,
    MET,
    MOTION_KINDS,
    PERMIT_OUTCOMES,
    RULE_STANDINGS,
    WEIGHED,
    WEIGHING_STATES,
)
from nhv.website.permit_words import (
    CHANGES_OF_CONDITIONS,
    MATTER_ACTS,
    MATTER_DECIDED,
    MATTER_GROUNDS,
    MATTER_KINDS,
    MATTER_STATES,
    ORIGINAL_HEADINGS,
    REPORTED,
    TURNS,
)
from nhv.website.places import PLACES
from nhv.website.process_words import (
    CASE_NEWS,
    CASE_STATES,
    EFFECT_HEADINGS,
    EFFECTS,
    GROUNDS,
    MASKING_STATES,
    OUTCOMES,
    PART_KINDS,
    PROPOSAL_STATES,
    STANDS,
    STEP_MEANINGS,
    STEP_POSITIONS,
    STEPS,
    TEXT_ACTS,
    WEIGHTS,
    WHOLES,
)
from nhv.website.role_words import ROLE_MEANINGS, ROLES

# Asked for by name here, as all words are.
__all__ = [
    "ATTEMPTS",
    "CARRIED",
    "CASE_NEWS",
    "CASE_STATES",
    "CHANGES_OF_CONDITIONS",
    "DEEDS",
    "EFFECTS",
    "EFFECT_HEADINGS",
    "GROUNDS",
    "MASKING_STATES",
    "MATTER_ACTS",
    "MATTER_DECIDED",
    "MATTER_GROUNDS",
    "MATTER_KINDS",
    "MATTER_OUTCOMES",
    "MATTER_STATES",
    "MEETING_BUTTONS",
    "MEETING_KINDS",
    "MEETING_STATES",
    "MET",
    "MOTION_KINDS",
    "MOVES",
    "ORIGINAL_HEADINGS",
    "OUTCOMES",
    "PART_KINDS",
    "PERMIT_OUTCOMES",
    "PLACES",
    "PROPOSAL_STATES",
    "REPORTED",
    "ROLES",
    "ROLE_MEANINGS",
    "RULE_STANDINGS",
    "STANDS",
    "STEPS",
    "STEP_BUTTONS",
    "STEP_MEANINGS",
    "STEP_POSITIONS",
    "TEXT_ACTS",
    "TURNS",
    "WEIGHED",
    "WEIGHING_STATES",
    "WEIGHTS",
    "WHOLES",
]

Words = dict[str, Promise]

VERDICTS: Final[dict[Verdict, Promise]] = {
    "included": _("Ja, ingår"),
    "conference": _("Till nationell konferens"),
    "excluded": _("Nej, ingår inte"),
    "depends": _("Det beror på"),
    "unstated": _("Framgår inte"),
    "area": _("Hela området"),
}

# The same after «Troligen: ».
LIKELY_VERDICTS: Final[dict[Verdict, Promise]] = {
    "included": pgettext_lazy("troligen", "ja, ingår"),
    "conference": pgettext_lazy("troligen", "till nationell konferens"),
    "excluded": pgettext_lazy("troligen", "nej, ingår inte"),
    "depends": pgettext_lazy("troligen", "det beror på"),
    "unstated": pgettext_lazy("troligen", "framgår inte"),
    "area": pgettext_lazy("troligen", "hör till området"),
}

VERDICT_MEANINGS: Final[dict[Verdict, Promise]] = {
    "included": _("Vården är nationell högspecialiserad vård och bedrivs bara vid enheterna med tillstånd."),
    "conference": _("Patienten ska tas upp på den nationella konferensen, som tar ställning till behandlingen."),
    "excluded": _("Vården är inte nationell högspecialiserad vård. Den bedrivs av andra."),
    "depends": _("Svaret beror på det som står nedan. Kontrollera det för patienten."),
    "unstated": _("Texten nämner det inte. Det är varken ett ja eller ett nej. Fråga en enhet med tillstånd."),
    "area": _("Du frågade efter ett helt område. Nedan står vad som ingår och inte."),
}

FORCES: Final[Words] = {
    "must": _("ska"),
    "work_towards": _("ska verka för"),
    "unstated": _("kravets styrka anges inte"),
}

REQUIREMENTS: Final[Words] = {"must": _("Krav"), "may": _("Möjlighet")}

STAGES: Final[Words] = {
    "proposed": _("föreslaget av sakkunniggruppen"),
    "consulted": _("remitterat"),
    "called": _("föreslaget i utlysningen"),
    "decided": _("beslutat av nämnden"),
    "not_read": _("inte inlagt här"),
}

CONDITION_GROUPS: Final[Words] = {
    "critical_staff": _("Kritisk personalkompetens"),
    "other_competence": _("Annan kompetens och andra förutsättningar"),
    "critical_equipment": _("Kritisk utrustning eller lokaler"),
    "other": _("Övriga villkor"),
}

PARTS: Final[Words] = {
    "definition": _("Definitionen"),
    "holders": _("Tillståndsinnehavarna"),
    "conditions": _("Villkoren"),
    "measures": _("Uppföljningsmåtten"),
    "pathways": _("Remissvägen"),
}

PART_STATES: Final[Words] = {
    "whole": _("återges i sin helhet"),
    "part": _("återges delvis"),
    "not_read": _("återges inte här"),
    "not_stated": _("anges inte i källan"),
    "not_decided": _("är inte beslutade ännu"),
}

LEVELS: Final[Words] = {
    "healthcare_region": _("sjukvårdsregionen"),
    "region": _("regionen"),
    "any_hospital": _("alla akutsjukhus"),
    "unit": _("en annan enhet"),
    "other_area": _("ett annat nationellt område"),
    "unstated": _("anges inte i källan"),
}

PATHWAYS: Final[Words] = {
    "national_conference": _("Nationell multidisciplinär konferens"),
    "unit": _("Remiss till en enhet med tillstånd"),
    "emergency": _("Akut"),
    "other_area": _("Genom ett annat nationellt område"),
    "not_stated": _("Källan anger inte hur patienten remitteras"),
}

EVENTS: Final[Words] = {
    "definition_decided": _("Definition och antal enheter beslutades"),
    "definition_ends": _("Sista dagen som nationell högspecialiserad vård"),
    "call_published": _("Utlysningen publicerades"),
    "call_closes": _("Sista dag att ansöka"),
    "permits_decided": _("Nämnden beslutade om tillstånd"),
    "permits_start": _("Tillstånd började gälla"),
    "permit_revoked": _("Nämnden återkallade ett tillstånd, helt eller till en del"),
    "permit_kept": _("Ett tillstånd prövades på nytt och gäller som förut"),
    "exemption_given": _("Ett undantag från ett villkor gavs"),
    "permit_tried": _("Ett beslut om tillstånden togs"),
    "part_ends": _("Undertillstånd upphörde"),
    "permits_end": _("Tillstånd upphörde"),
}

COMING_EVENTS: Final[Words] = {
    "definition_decided": _("Definition och antal enheter beslutas"),
    "definition_ends": _("Sista dagen som nationell högspecialiserad vård"),
    "call_published": _("Utlysningen publiceras"),
    "call_closes": _("Sista dag att ansöka"),
    "permits_decided": _("Nämnden beslutar om tillstånd"),
    "permits_start": _("Tillstånd börjar gälla"),
    "permit_revoked": _("Nämnden återkallar ett tillstånd, helt eller till en del"),
    "permit_kept": _("Ett tillstånd prövas på nytt och gäller som förut"),
    "exemption_given": _("Ett undantag från ett villkor ges"),
    "permit_tried": _("Ett beslut om tillstånden tas"),
    "part_ends": _("Undertillstånd upphör"),
    "permits_end": _("Tillstånd upphör"),
}

CHANGES: Final[Words] = {
    "new_area": _("Nytt område"),
    "new_version": _("Ny version"),
    "new_edition": _("Ny utgåva"),
    "new_facts": _("Nya uppgifter om tillstånd"),
    "permit_granted": _("Nytt tillstånd"),
    "permit_superseded": _("Ändrade uppgifter om tillstånd"),
    "permit_ended": _("Tillstånd upphör"),
    "permit_struck": _("Tillstånd struket"),
}

ERROR_OUTCOMES: Final[Words] = {
    "corrected": _("Rättat"),
    "as_it_is": _("Inget ändrat: uppgiften stämmer med källan"),
    "elsewhere": _("Det hör till någon annan, som svaret säger"),
}

PATIENT_TOPICS: Final[Words] = {
    "what": _("Vad det är"),
    "referral": _("Så kommer du dit"),
    "choice": _("Det du kan välja"),
    "what_happens": _("Det som görs"),
    "travel": _("Resa och boende"),
    "companion": _("Den som följer med"),
    "complaint": _("Om du inte är nöjd"),
}

SCOPES: Final[dict[Verdict, Promise]] = {
    "included": pgettext_lazy("rubrik", "Det här är nationell högspecialiserad vård"),
    "conference": pgettext_lazy("rubrik", "Det här tas upp på nationell konferens"),
    "excluded": pgettext_lazy("rubrik", "Det här är inte nationell högspecialiserad vård"),
    "unstated": pgettext_lazy("rubrik", "Det här säger texten inte uttryckligen"),
}

# Of a definition that has been withdrawn.
SCOPES_THEN: Final[dict[Verdict, Promise]] = {
    "included": pgettext_lazy("rubrik", "Det här var nationell högspecialiserad vård"),
    "conference": pgettext_lazy("rubrik", "Det här togs upp på nationell konferens"),
    "excluded": pgettext_lazy("rubrik", "Det här var inte nationell högspecialiserad vård"),
    "unstated": pgettext_lazy("rubrik", "Det här sade texten inte uttryckligen"),
}

CALL_STATES: Final[Words] = {
    "draft": _("Utkast"),
    "published": _("Publicerad"),
    "open": _("Öppen"),
    "ended": _("Stängd"),
    "closed": _("Stängd"),
    "withdrawn": _("Återkallad"),
}

FILING_STATES: Final[Words] = {
    "draft": _("Utkast"),
    "received": _("Inskickad"),
    "under_review": _("Handläggs"),
    "ready": _("Klar för beredning"),
    "completion_requested": _("Komplettering begärd"),
    "accepted": _("Godtagen"),
    "withdrawn": _("Återtagen"),
}

TIME_CLASSES: Final[Words] = {"in_time": _("I tid"), "late": _("För sent")}

WAYS: Final[Words] = {"web": _("webben"), "paper": _("post, e-post eller reception")}

CAME_BY: Final[Words] = {"post": _("post"), "mail": _("e-post"), "hand": _("lämnad i receptionen")}

SCANS: Final[Words] = {
    "not_scanned": _("inte genomsökt efter skadlig kod"),
    "clean": _("genomsökt, ingen skadlig kod"),
    "infected": _("skadlig kod hittad, lämnas inte ut"),
    "fault": _("gick inte att söka igenom efter skadlig kod"),
}

HOW_OFTEN: Final[Words] = {
    "at_once": _("Genast"),
    "daily": _("En gång om dagen, på morgonen"),
    "never": _("Aldrig"),
}

# What is new about a call, as the public reads it.
CALL_NEWS: Final[Words] = {
    "call_published": _("Ny utlysning"),
    "call_extended": _("Förlängd ansökningstid"),
    "call_closed": _("Stängd"),
    "call_withdrawn": _("Återkallad"),
    "call_question_answered": _("Ny fråga besvarad"),
}

HELD_STATES: Final[Words] = {
    "in_force": _("gäller"),
    "decided": _("beslutat, gäller inte än"),
    "ended": _("har upphört"),
    "start_unknown": _("startdag inte angiven"),
}

# By what results are divided, and the ages and sexes.
DIVIDED_BY = {"unit": _("enhet"), "home": _("hemregion"), "age": _("ålder"), "sex": _("kön")}
AGES_AND_SEXES = {
    "0-17": _("0–17 år"),
    "18-44": _("18–44 år"),
    "45-64": _("45–64 år"),
    "65-": _("65 år och äldre"),
    "women": _("kvinnor"),
    "men": _("män"),
}
