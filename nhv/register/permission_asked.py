"""Whether somebody may do what a question is about: does the hospital, town or region that it names hold the permit?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nhv.derived.answers.question import WhoMay
from nhv.language.spoken import Language
from nhv.register.models import Organisation
from nhv.register.placement import country
from nhv.register.queries import Holder
from nhv.rules.verdicts import Verdict
from nhv.specification.holding import Known

Json = dict[str, Any]

_SWEDISH = {
    "yes": "Ja: {names} har tillstånd.",
    "yes_later": "{names} har fått tillstånd, men det har inte börjat gälla.",
    "no": "{place} har inget tillstånd. Det får bara göras vid: {names}.",
    "no_part": "{place} har inget tillstånd. Det som är nationell vård här får bara göras vid: {names}.",
    "unsure": "Registret känner inte till något tillstånd för {place}, men listan är inte fullständig. Kända: {names}.",
    "no_hospital": "{region} har tillstånd, men källan anger inte vid vilket sjukhus.",
    "nobody": "Registret vet inte vem som har tillstånd. Det får bara göras vid en enhet med tillstånd.",
    "not_yet": (
        "Nu har ingen tillstånd: det är beslutat som nationell vård, men inga enheter är utsedda. När tillstånden "
        "börjar gälla får det bara göras vid en enhet som har tillstånd."
    ),
    "not_yet_part": (
        "Nu har ingen tillstånd: en del av det du frågar om är beslutad som nationell vård, men inga enheter är "
        "utsedda. När tillstånden börjar gälla får den delen bara göras vid en enhet som har tillstånd."
    ),
    "later": "{place} har inget tillstånd. När tillstånden börjar gälla får det bara göras vid: {names}.",
    "later_part": (
        "{place} har inget tillstånd. När tillstånden börjar gälla får det som är nationell vård här bara göras "
        "vid: {names}."
    ),
    "only_later": "Inget tillstånd gäller ännu. När de börjar gälla får det bara göras vid: {names}.",
    "only_later_part": (
        "Inget tillstånd gäller ännu. När de börjar gälla får det som är nationell vård här bara göras vid: {names}."
    ),
    "only": "Det får bara göras vid en enhet med tillstånd: {names}.",
    "only_part": "Det som är nationell vård här får bara göras vid en enhet med tillstånd: {names}.",
    "free": "Det är inte nationell högspecialiserad vård, så inget sådant tillstånd behövs.",
}
_ENGLISH = {
    "yes": "Yes: {names} holds a permit.",
    "yes_later": "{names} has been given a permit that is not yet in force.",
    "no": "{place} holds no permit. It may only be done at: {names}.",
    "no_part": "{place} holds no permit. What is national care here may only be done at: {names}.",
    "unsure": "The register knows of no permit for {place}, but the list is not complete. Known: {names}.",
    "no_hospital": "{region} holds a permit, but the source does not say at which hospital.",
    "nobody": "The register does not know who holds a permit. It may only be done at a unit with a permit.",
    "not_yet": (
        "Nobody holds a permit now: it is decided to be national care, but no units have been named. Once the "
        "permits are in force it may only be done at a unit that holds one."
    ),
    "not_yet_part": (
        "Nobody holds a permit now: a part of what you ask about is decided to be national care, but no units have "
        "been named. Once the permits are in force that part may only be done at a unit that holds one."
    ),
    "later": "{place} holds no permit. Once the permits are in force it may only be done at: {names}.",
    "later_part": (
        "{place} holds no permit. Once the permits are in force, what is national care here may only be done "
        "at: {names}."
    ),
    "only_later": "No permit is in force yet. Once they are, it may only be done at: {names}.",
    "only_later_part": (
        "No permit is in force yet. Once they are, what is national care here may only be done at: {names}."
    ),
    "only": "It may only be done at a unit with a permit: {names}.",
    "only_part": "What is national care here may only be done at a unit with a permit: {names}.",
    "free": "It is not national highly specialised care, so no such permit is needed.",
}
_BOTH: Mapping[Language, Mapping[str, str]] = {"sv": _SWEDISH, "en": _ENGLISH}


@dataclass(frozen=True)
class Asked:
    """Who is asked about: a hospital, the code of a municipality, or the key of a region. `name` is empty for «we»."""

    name: str = ""
    hospital: str = ""
    municipality: str = ""
    region: str = ""

    @classmethod
    def of(cls, who: WhoMay | None, organisations: Mapping[str, Organisation]) -> "Asked | None":
        """From what a question names. `organisations` are hospitals and regions by key."""
        if who is None:
            return None
        if who.hospital is not None:
            hospital = organisations[who.hospital]
            return cls(hospital.name, hospital=hospital.key, region=hospital.parent.key if hospital.parent else "")
        if who.place is None:
            return cls()
        if who.place in organisations:
            return cls(organisations[who.place].name, region=who.place)
        town = country().municipality(who.place)
        return cls(town.name, municipality=town.code, region=town.region)

    def answer(self, verdict: Verdict, known: Known[Holder], language: Language, *, is_sure: bool) -> Json | None:
        """The answer for one card, with `has_permit` (None where that is not known, or nobody is named) and the words.
        None where the text is silent, or a «no» is not sure."""
        say = _BOTH[language]
        if verdict == "unstated" or (verdict == "excluded" and not is_sure):
            return None
        if verdict == "excluded":
            return self._json(None, say["free"])
        here = [holder for holder in known.holders if self._is_at(holder)]
        part = "" if is_sure and verdict in ("included", "area") else "_part"
        names = ", ".join(dict.fromkeys(map(_name, known.holders)))
        if here:
            in_force = any(holder.in_force is not False for holder in here)
            at = ", ".join(dict.fromkeys(map(_name, here)))
            return self._json(in_force, say["yes" if in_force else "yes_later"].format(names=at))
        if not known.holders:
            return self._json(None, say["not_yet" + part] if known.state == "not_decided" else say["nobody"])
        is_later = all(holder.in_force is False for holder in known.holders)
        if not self.name:
            return self._json(None, say[("only_later" if is_later else "only") + part].format(names=names))
        unplaced = [one for one in known.holders if one.region.key == self.region and one.hospital is None]
        if unplaced:
            return self._json(None, say["no_hospital"].format(region=unplaced[0].region.name))
        if known.state != "whole" and known.decided != known.number:
            return self._json(None, say["unsure"].format(place=self.name, names=names))
        return self._json(False, say[("later" if is_later else "no") + part].format(place=self.name, names=names))

    def _is_at(self, holder: Holder) -> bool:
        hospital = holder.hospital
        if self.hospital:
            return hospital is not None and hospital.key == self.hospital
        if self.municipality:
            return hospital is not None and (hospital.municipality == self.municipality or hospital.town == self.name)
        return bool(self.region) and holder.region.key == self.region

    def _json(self, has: bool | None, words: str) -> Json:
        return {"place": self.name or None, "has_permit": has, "words": words}


def _name(holder: Holder) -> str:
    """The hospital, else the region with what is not known."""
    return holder.hospital.name if holder.hospital else holder.region.name
