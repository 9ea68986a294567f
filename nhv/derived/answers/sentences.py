"""The sentences of an answer, in Swedish and English. Clauses themselves stay Swedish."""

from collections.abc import Mapping

from nhv.language.ages import ADULT_FROM, Age
from nhv.language.spoken import Language

Sentences = Mapping[str, str]

_SWEDISH: Sentences = {
    "included": "Det ingår i nationell högspecialiserad vård enligt punkten.",
    "conference": (
        "Patienten ska remitteras till den nationella konferensen, som bedömer och tar ställning till behandling."
    ),
    "conference_may": "Patienten får tas upp på den nationella konferensen.",
    "not_surgery": "Det innebär inte automatiskt kirurgi vid en nationell enhet.",
    "excluded": "Det är uttryckligen inte nationell högspecialiserad vård.",
    "excluded_hedged": "Det är inte nationell högspecialiserad vård; källan säger ”{hedge}”.",
    "elsewhere": "Det hör inte hit, men är nationell högspecialiserad vård inom ett annat område.",
    "still": "Undantag finns, se nedan.",
    "depends": "Frågan är vidare än punkten: bara en del av det du frågar om omfattas.",
    "any_criterion": "Det ingår så snart ett av kriterierna nedan är uppfyllt.",
    "depends_several": "Frågan berör flera punkter med olika besked. Vad som gäller avgörs av det som står nedan.",
    "conditional": "Det omfattas under vissa förutsättningar.",
    "conditional_excluded": "Det undantas under vissa förutsättningar.",
    "part_of_wording": "Orden finns i punkten, men punkten säger mer. Läs hela lydelsen.",
    "which_part": "Området har flera delar. Vilken av dem det gäller avgör.",
    "leaning": "Det ingår, om det som står nedan stämmer på patienten.",
    "open_list": "Listan ger exempel men är inte uttömmande, och den nämner inte detta. Att den tiger är inget nej.",
    "unstated_age": "Punkten gäller ”{population}”. För {age} säger texten inget; det är inget nej.",
    "unstated_rest": "För övriga är texten tyst: varken ja eller nej.",
    "area": "Du frågade efter området som helhet.",
    "area_unread": (
        "Området är nationell högspecialiserad vård, men vad som ingår är inte läst här. Det du frågar om kan ingå: "
        "läs beslutet, eller fråga en enhet eller regionens samordnare."
    ),
    "area_any_age": "Ingen åldersgräns är känd här.",
    "suspected_parts": "Du frågar om en misstanke. Området säger en sak om misstanke och en om den som har sjukdomen.",
    "suspected_both": (
        "Du frågar om en misstanke. Det ingår både när diagnosen är fastställd och vid misstanke: {clauses}"
    ),
    "suspected_known": "Diagnosen är fastställd: {then}",
    "suspected_clause": "{clause}: då ingår det",
    "suspected_work_up": "Du frågar om en misstanke. Punkten nämner också utredning eller bedömning.",
    "suspected_silent": "Du frågar om en misstanke. Punkten talar om den som har sjukdomen, och inget om utredningen.",
    "population": "Gäller ”{population}”.",
    "children_assumed": "Källan anger ingen åldersgräns; vi räknar barn som under {age} år.",
    "age_in": "Patienten hör till gruppen ”{population}”: då ingår det.",
    "age_in_excluded": "Patienten hör till gruppen ”{population}”: då undantas det.",
    "then_included": "då ingår det",
    "then_conference": "då ska patienten till den nationella konferensen",
    "then_excluded": "då är det inte nationell högspecialiserad vård",
    "then_free": "då behövs inget sådant tillstånd",
    "then_depends": "då avgör det som står nedan",
    "then_elsewhere": "då hör det till det andra området",
    "then_unstated": "då är texten tyst",
    "if_met": "Om allt stämmer: {then}. Om något inte stämmer säger den här punkten inget om patienten.",
    "as_worded": "Om det är ”{clause}”",
    "instead_healthcare_region": "Sjukvårdsregionen",
    "instead_region": "Regionen",
    "instead_any_hospital": "Alla akutsjukhus",
    "instead_unit": "En annan enhet",
    "instead_other_area": "Ett annat nationellt område",
    "instead_unstated": "Framgår inte av källan",
    "at_unit": "Vården görs vid en enhet med tillstånd.",
    "to_conference": "Remittera till den nationella konferensen.",
    "likely": "Troligen, men inte säkert.",
    "not_understood": "De här orden är inte med i svaret: {words}.",
    "read_as": "Frågan lästes som ”{text}”.",
    "settles": "Jämför punkten med patienten, eller fråga igen med sjukdomens fullständiga namn eller en kod.",
    "untried": "Punkten kräver {conditions}, och frågan säger att inget är prövat.",
    "beyond": "{measured} når inte gränsen i {clauses}.",
    "beyond_silent": "Texten säger inget om det då; det är inget nej.",
    "or": " eller ",
    "weak": "Liknar det du frågade om.",
    "found_by": "Din fråga motsvarar ”{phrase}”.",
    "found_by_code": "Koden {phrase} hör hit.",
}

_ENGLISH: Sentences = {
    "included": "It is national highly specialised care by this clause.",
    "conference": (
        "The patient is to be referred to the national conference, which assesses and decides on treatment."
    ),
    "conference_may": "The patient may be brought to the national conference.",
    "not_surgery": "This does not automatically mean surgery at a national unit.",
    "excluded": "It is expressly not national highly specialised care.",
    "excluded_hedged": "It is not national highly specialised care; the source says “{hedge}”.",
    "elsewhere": "It does not belong here, but is national highly specialised care in another area.",
    "still": "There are exceptions, see below.",
    "depends": "The question is wider than the clause: only a part of what you ask about is covered.",
    "any_criterion": "It is included as soon as one of the criteria below is met.",
    "depends_several": "Several clauses with different answers apply. What is listed below decides.",
    "conditional": "It is covered under certain conditions.",
    "conditional_excluded": "It is excluded under certain conditions.",
    "part_of_wording": "The words are in the clause, but the clause says more. Read all of it.",
    "which_part": "The area has several parts. It depends on which of them it is about.",
    "untried": "The clause asks for {conditions}, and the question says that nothing has been tried.",
    "beyond": "{measured} does not reach the limit in {clauses}.",
    "beyond_silent": "Of that the text says nothing; it is not a no.",
    "or": " or ",
    "leaning": "It is included, if what is listed below is true of the patient.",
    "open_list": "The list gives examples, is not exhaustive, and does not name this. Its silence is not a no.",
    "unstated_age": "The clause is about “{population}”. For {age} the text says nothing; that is not a no.",
    "unstated_rest": "For others the text is silent: neither yes nor no.",
    "area": "You asked for the area as a whole.",
    "area_unread": (
        "The area is national highly specialised care, but what it includes has not been read here. What you ask about "
        "may be included: read the decision, or ask a unit or the region's coordinator."
    ),
    "area_any_age": "No age limit is known here.",
    "suspected_parts": "You ask about a suspicion. The area says one thing of a suspicion, another of the disease.",
    "suspected_both": (
        "You ask about a suspicion. It is included both when the diagnosis is established and on suspicion: {clauses}"
    ),
    "suspected_known": "The diagnosis is established: {then}",
    "suspected_clause": "{clause}: then it is included",
    "suspected_work_up": "You ask about a suspicion. The clause also speaks of work-up or assessment.",
    "suspected_silent": "You ask about a suspicion. The clause speaks of who has the disease, and not of the work-up.",
    "population": "It is about “{population}”.",
    "children_assumed": "The source gives no age limit; we count children as under {age} years.",
    "age_in": "The patient belongs to the group “{population}”: then it is included.",
    "age_in_excluded": "The patient belongs to the group “{population}”: then it is excluded.",
    "then_included": "then it is included",
    "then_conference": "then the patient is to go to the national conference",
    "then_excluded": "then it is not national highly specialised care",
    "then_free": "then no such permit is needed",
    "then_depends": "then what is listed below decides",
    "then_elsewhere": "then it belongs to the other area",
    "then_unstated": "then the text is silent",
    "if_met": "If all of it is so: {then}. If anything is not, this clause says nothing of the patient.",
    "as_worded": "If it is “{clause}”",
    "instead_healthcare_region": "The healthcare region",
    "instead_region": "The region",
    "instead_any_hospital": "Any emergency hospital",
    "instead_unit": "Another unit",
    "instead_other_area": "Another national area",
    "instead_unstated": "Not stated in the source",
    "at_unit": "The care is given at a unit with a permit.",
    "to_conference": "Refer to the national conference.",
    "likely": "Likely, but not sure.",
    "not_understood": "These words are not part of the answer: {words}.",
    "read_as": "The question was read as “{text}”.",
    "settles": "Compare the clause with the patient, or ask again with the full name of the disease or a code.",
    "weak": "Resembles what you asked about.",
    "found_by": "Your question corresponds to “{phrase}”.",
    "found_by_code": "The code {phrase} belongs here.",
}

BOTH: Mapping[Language, Sentences] = {"sv": _SWEDISH, "en": _ENGLISH}


def age_in_words(age: Age, language: Language) -> str:
    """«3 år», or the words of the question when they name no number."""
    if age.low == age.high:
        return f"{age.low} år" if language == "sv" else f"{age.low} years"
    return f"”{age.words}”" if language == "sv" else f"“{age.words}”"


def assumed_children(language: Language) -> str:
    return BOTH[language]["children_assumed"].format(age=ADULT_FROM)
