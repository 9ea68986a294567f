"""The headings that the published layouts use, and how to know them when they are mistyped."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

Role = Literal[
    "definition",
    "scope",
    "clarifications",
    "exclusions",
    "clarifications_and_exclusions",
    "holders",
    "validity",
    "sub_permits",
    "definition_decision",
    "permit_decision",
    "follow_up",
    "contact",
    "background",
    "process",
    "application",
    "annex",
    "which_care",
    "why",
    "period",
    "other",
]

# The wording of the layouts themselves: Socialstyrelsen's site as it is and as it was, and its calls.
_HEADINGS: dict[str, Role] = {
    "definition": "definition",
    "definitionen": "definition",
    "definition av tillståndet": "definition",
    "definition av området": "definition",
    "definition av vården": "definition",
    "följande utgör nationell högspecialiserad vård": "scope",
    "följande vård utgör nationell högspecialiserad vård": "scope",
    "följande är nationell högspecialiserad vård": "scope",
    "förtydliganden": "clarifications",
    "förtydligande": "clarifications",
    "förtydliganden till definitionen": "clarifications",
    "förtydligande till definitionen": "clarifications",
    "förtydliganden av definitionen": "clarifications",
    "förtydligande av definitionen": "clarifications",
    "förtydliganden till definition": "clarifications",
    "avgränsning": "exclusions",
    "avgränsningar": "exclusions",
    "avgränsning till definitionen": "exclusions",
    "avgränsningar till definitionen": "exclusions",
    "avgränsningar av definitionen": "exclusions",
    "avgränsning av definitionen": "exclusions",
    "avgränsningar till definition": "exclusions",
    "avgränsningar och förtydliganden": "clarifications_and_exclusions",
    "förtydliganden och avgränsningar": "clarifications_and_exclusions",
    "avgränsningar och förtydliganden till definitionen": "clarifications_and_exclusions",
    "förtydliganden och avgränsningar till definitionen": "clarifications_and_exclusions",
    "undantag": "exclusions",
    "undantag från ovan": "exclusions",
    "undantag från ovanstående": "exclusions",
    "undantag från detta": "exclusions",
    "undantag från definitionen": "exclusions",
    "undantag till definitionen": "exclusions",
    "undertillstånd": "sub_permits",
    "tillståndsinnehavare": "holders",
    "tillståndshavare": "holders",
    "tillståndsinnehavare och enheter": "holders",
    "regioner med tillstånd": "holders",
    "regioner med detta tillstånd": "holders",
    "landsting med tillstånd": "holders",
    "giltighetstid": "validity",
    "giltighetstider": "validity",
    "tillståndets giltighetstid": "validity",
    "socialstyrelsens beslut": "definition_decision",
    "tillståndsbeslut": "permit_decision",
    "nämndbeslut": "permit_decision",
    "nämndens beslut": "permit_decision",
    "årlig uppföljning": "follow_up",
    "uppföljningsmått": "follow_up",
    "uppföljning": "follow_up",
    "kontakt": "contact",
    "kontaktuppgifter": "contact",
    "kontaktinformation": "contact",
    "bakgrund": "background",
    "tillståndsprocessen": "process",
    "tillståndsprocess": "process",
    "hur ansökan om tillstånd görs": "application",
    "hur ansökan görs": "application",
    "så görs ansökan": "application",
    "så ansöker ni": "application",
    "så här ansöker ni": "application",
    "ansökan om tillstånd": "application",
    "så går det till": "process",
    "det här kan ni söka": "other",
    "så remitteras patienten": "other",
    "generella villkor": "other",
    "frågor": "contact",
    "vilken behandling gäller det": "which_care",
    "vilken vård gäller det": "which_care",
    "varför är behandlingen rikssjukvård": "why",
    "varför är vården rikssjukvård": "why",
    "indikatorer för uppföljning av rikssjukvård": "follow_up",
    "tillståndsutredning": "other",
    "definitionsutredning": "other",
    "utvärdering": "other",
    "utvärdering av definitionen": "other",
    "översyn av definitionen": "other",
    "tillstånd": "other",
    "dokument och länkar": "other",
    "relaterad information": "other",
    "relaterade sidor": "other",
    "läs mer": "other",
    "mer information": "other",
    "remiss": "other",
}
# These also head ordinary paragraphs inside other parts, so only the exact words count.
_EXACT_ONLY = {
    "tillstånd",
    "remiss",
    "uppföljning",
    "utvärdering",
    "läs mer",
    "mer information",
    "ansökan om tillstånd",
    "så går det till",
    "generella villkor",
    "frågor",
    "undantag",
    "undantag från ovan",
    "undantag från detta",
    "undertillstånd",
}
# «Följande ingår inte:», «Det här omfattas:»: what people write themselves where the layouts have a heading.
_WHAT = ("", "följande ", "följande vård ", "detta ", "det här ", "det som ", "vad som ", "vad ")
_IS_IN: dict[str, Role] = {
    "ingår": "scope",
    "omfattas": "scope",
    "ska ingå": "scope",
    "ska omfattas": "scope",
    "ska inte ingå": "exclusions",
    "ska ej ingå": "exclusions",
    "ska inte omfattas": "exclusions",
    "ingår inte": "exclusions",
    "ingår ej": "exclusions",
    "inte ingår": "exclusions",
    "omfattas inte": "exclusions",
    "omfattas ej": "exclusions",
    "inte omfattas": "exclusions",
}
_OWN_WORDS = {what + is_in: role for what in _WHAT for is_in, role in _IS_IN.items()}
_HEADINGS |= _OWN_WORDS
_EXACT_ONLY |= _OWN_WORDS.keys()
_ANNEX = re.compile(r"^bilaga\s*\d{0,2}\b.{0,60}villkor|^(förslag till )?särskilda villkor( för .{3,80})?$")
_PERIOD = re.compile(r"tillståndsperiod|^(första|andra|tredje|förlängt) tillstånd")
_NUMBER_BEFORE = re.compile(r"^\d{1,2}(\.\d{1,2}){0,2}\.?\s+(?=[A-ZÅÄÖ])")


@dataclass(frozen=True, slots=True)
class KnownHeading:
    """What part a heading opens; `typed_as` is the right wording when the page has it mistyped."""

    role: Role
    typed_as: str | None = None


def plain_heading(text: str) -> str:
    """The heading without number, colon and odd spaces, in small letters."""
    bare = " ".join(text.replace("\t", " ").split())
    return _NUMBER_BEFORE.sub("", bare).strip(" :.–-*#?_").casefold()


@lru_cache(maxsize=4_096)
def known_heading(text: str) -> KnownHeading | None:
    """The part that this text opens when it is a heading of the layouts, one to three letters off at most."""
    bare = plain_heading(text)
    if not 4 <= len(bare) <= 110:
        return None
    if bare in _HEADINGS:
        return KnownHeading(_HEADINGS[bare])
    if _ANNEX.search(bare):
        return KnownHeading("annex")
    if len(bare) <= 80 and _PERIOD.search(bare):
        return KnownHeading("period")
    return _mistyped(bare)


def _mistyped(bare: str) -> KnownHeading | None:
    best: tuple[int, str] | None = None
    for wording in _HEADINGS:
        most = _allowed(wording)
        if abs(len(wording) - len(bare)) > most:
            continue
        distance = OSA.distance(bare, wording, score_cutoff=most)
        if distance <= most and (best is None or distance < best[0]):
            best = distance, wording
    return KnownHeading(_HEADINGS[best[1]], best[1]) if best else None


def _allowed(wording: str) -> int:
    """How many letters may be wrong: none in short words, which turn into other words too easily."""
    if wording in _EXACT_ONLY:
        return 0
    return 0 if len(wording) < 8 else 1 if len(wording) < 10 else 2 if len(wording) < 20 else 3
