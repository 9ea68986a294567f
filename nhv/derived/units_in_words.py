"""What stands beside a list of units: whether it is whole, how many were decided, and whom to ask. Both languages."""

from collections.abc import Mapping
from typing import Any

from nhv.language.spoken import Language
from nhv.specification.area import SubPermit
from nhv.specification.holding import Known

_SWEDISH = {
    "whole": "",
    "part": "Listan är inte fullständig: alla enheter är inte inlagda här.",
    "part_of": "Listan är inte fullständig: registret känner till {number} av {decided} beslutade enheter.",
    "part_reached": "Lika många är kända som beslutade, men ingen källa säger att det är just dessa.",
    "sub_permit": "Den här delen görs bara vid enheter med undertillståndet ”{names}”.",
    "sub_permit_not_read": "Vilka enheter som har det är inte inlagt här.",
    "not_read": "Registret vet inte vilka enheter som har tillstånd. Det betyder inte att ingen har det.",
    "not_decided": "Nämnden har inte beslutat vem som får tillstånd. Fråga den egna regionen vart "
    "patienten ska till dess.",
    "repealed": "Ingen hade fått tillstånd när definitionen upphävdes.",
    "ended": "Registret känner inte till något senare tillstånd.",
    "turned": "Ingen enhet med tillstånd tar emot nya remisser.",
    "turned_some": "Tar inte emot nya remisser: {names}.",
    "vacant": "Ingen enhet har tillstånd till det.",
    "left_one": "{number} av {decided} beslutade platser har tillstånd, och 1 är vakant.",
    "left_many": "{number} av {decided} beslutade platser har tillstånd, och {left} är vakanta.",
    "number": "Beslutat antal enheter: {decided}.",
    "number_not_read": "Hur många enheter som är beslutade är inte inlagt här.",
    "narrower": "Färre enheter gör ”{name}”",
    "narrower_for": "{people}, färre enheter",
    "ask": "Fråga regionens samordnare för nationell högspecialiserad vård, eller Socialstyrelsen.",
}
_ENGLISH = {
    "whole": "",
    "part": "The list is not complete: not all units have been entered here.",
    "part_of": "The list is not complete: the register knows {number} of {decided} decided units.",
    "part_reached": "As many are known as were decided, but no source says that it is these.",
    "sub_permit": "This part is done only at units with the sub-permit “{names}”.",
    "sub_permit_not_read": "Which units have it has not been entered here.",
    "not_read": "The register does not know which units hold permits. That does not mean that nobody does.",
    "not_decided": "The board has not decided who gets a permit. Ask the patient's own region where to go until then.",
    "repealed": "Nobody had been given a permit when the definition was withdrawn.",
    "ended": "The register knows of no later permit.",
    "turned": "No unit with a permit takes new referrals.",
    "turned_some": "Take no new referrals: {names}.",
    "vacant": "No unit has a permit for it.",
    "left_one": "{number} of {decided} decided places have a permit, and 1 is vacant.",
    "left_many": "{number} of {decided} decided places have a permit, and {left} are vacant.",
    "number": "Number of units decided: {decided}.",
    "number_not_read": "How many units were decided has not been entered here.",
    "narrower": "Fewer units do “{name}”",
    "ask": "Ask the region's coordinator for national highly specialised care, or Socialstyrelsen.",
}
_BOTH: Mapping[Language, Mapping[str, str]] = {"sv": _SWEDISH, "en": _ENGLISH}


def units_in_words(known: Known[Any], language: Language = "sv", *, plain: bool = False) -> str:
    """One to five sentences; only the number decided when the list is whole, and not even that where it is `plain`:
    who is to go somewhere counts the names."""
    say = _BOTH[language]
    parts = []
    if known.needed:
        parts.append(say["sub_permit"].format(names=_names(known.needed, language)))
    if known.state == "part" and known.decided is not None and known.number < known.decided:
        parts.append(say["part_of"].format(number=known.number, decided=known.decided))
    elif known.state == "part" and known.decided is not None:
        parts += [say["part_reached"], _number(known, say)]
    else:
        parts += [say[known.state], "" if plain and known.is_whole else _number(known, say)]
    if known.turned and known.holders:
        names = ", ".join(dict.fromkeys(holder.place.name for holder in known.turned))
        parts.append(say["turned_some"].format(names=names))
    if known.state not in ("whole", "not_decided"):
        parts.append(say["ask"])
    return " ".join(filter(None, parts))


def units_in_words_then(known: Known[Any], language: Language = "sv") -> str:
    """The same of a definition that was withdrawn: nobody is to be sent anywhere, and nobody waits for a decision."""
    say = _BOTH[language]
    nobody = say["repealed"] if known.state == "not_decided" else ""
    return " ".join(filter(None, (nobody, _number(known, say))))


def narrower_in_words(
    known: Known[Any], sub_permit: SubPermit, language: Language = "sv", *, plain: bool = False
) -> str:
    """One line about a sub-permit that the part may take: «Barn och ungdomar, färre enheter: …». `plain` as above."""
    say = _BOTH[language]
    names = ", ".join(dict.fromkeys(holder.place.name for holder in known.holders))
    told = [names + "." if names else ""]
    told += [say[known.state]] if known.state in ("part", "sub_permit_not_read", "turned", "vacant") else []
    told.append("" if plain and known.is_whole else _number(known, say))
    people = sub_permit.covers.population
    if people and language == "sv":
        head = say["narrower_for"].format(people=people.text[0].upper() + people.text[1:])
    else:
        head = say["narrower"].format(name=_name(sub_permit, language))
    return f"{head}: {' '.join(filter(None, told))}"


def _number(known: Known[Any], say: Mapping[str, str]) -> str:
    if known.left:
        words = say["left_one" if known.left == 1 else "left_many"]
        return words.format(number=known.number, decided=known.decided, left=known.left)
    if known.decided is not None:
        return say["number"].format(decided=known.decided)
    return "" if known.is_whole and not known.needed else say["number_not_read"]


def _names(sub_permits: tuple[SubPermit, ...], language: Language) -> str:
    return ", ".join(_name(sub_permit, language) for sub_permit in sub_permits)


def _name(sub_permit: SubPermit, language: Language) -> str:
    return (sub_permit.english if language == "en" and sub_permit.english else sub_permit.text).rstrip(".")
