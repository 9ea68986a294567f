"""An answer as plain values: what the page, the API and the command show of it."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from nhv.derived.answers.answer import Answer, WayIn
from nhv.derived.answers.sentences import BOTH
from nhv.derived.parts_of_area import parts_of_area, what_is_national
from nhv.derived.portfolio import together
from nhv.derived.units_in_words import narrower_in_words, units_in_words
from nhv.language.ages import Age
from nhv.language.spoken import Language
from nhv.register import queries
from nhv.register.asked_from import AskedFrom
from nhv.register.permission_asked import Asked
from nhv.register.queries import Holder
from nhv.register.units_told import age_of_code, in_order, unit_told
from nhv.specification.area import Area
from nhv.specification.holding import Concentration, Known, known_units, known_with

Json = dict[str, Any]

_YES = ("included", "depends")


def told(
    one: Answer,
    area: Area,
    permits: Sequence[Holder],
    age: Age | None,
    language: Language,
    terms: Collection[str] = (),
    place: AskedFrom | None = None,
    who_may: Asked | None = None,
) -> Json:
    """The answer of an area as plain values, with who holds its permits. No query.

    `terms` are the codes that were asked about, `place` where it is asked from, `who_may` who asks for leave.
    """
    one = _of_leave(one, language) if who_may else one
    known, narrower = _units(one, area, permits, age, language)
    nearest = place.nearest(known.holders) if place and one.verdict not in ("excluded", "unstated") else None
    source = area.sources[0] if area.sources else None
    name = area.name_en if language == "en" and area.name_en else area.name
    return {
        "area": area.key,
        "area_name": name,
        "verdict": one.verdict,
        "confidence": one.confidence,
        "certainty_note": one.certainty_note,
        "not_understood": list(one.not_understood),
        "clause": one.clause or None,
        "clause_english": one.clause_english,
        "clause_key": one.clause_key or None,
        "part": one.part or None,
        "why": one.why,
        "instead": one.instead,
        "exclusion_key": one.exclusion_key or None,
        "depends_on": list(one.depends_on),
        "turns_on": [asdict(turn) for turn in one.turns_on],
        "if_met": one.if_met,
        "permission": (
            who_may.answer(one.verdict, known, language, is_sure=one.confidence == "sure") if who_may else None
        ),
        "parts": [asdict(part) for part in parts_of_area(area)] if one.verdict == "area" else [],
        "what_is_national": list(what_is_national(area, one.clause_key)) if one.verdict in _YES else [],
        "steps": [
            {"requirement": step.requirement, "what": step.what, "clause_key": step.clause_key} for step in one.steps
        ],
        "pathway": _pathway(one.way_in),
        "ways_in": one.ways_in,
        "begins": _iso(area.in_force_from) if area.begins_after(queries.today()) else None,
        "in_force_until": _iso(area.in_force_until),
        "in_force": any(holder.in_force for holder in known.holders),
        "permits_state": together(known.holders or known.ended, queries.today()),
        "units_decided": known.decided,
        "holders": [
            unit_told(holder, area)
            for holder in in_order(known, age or age_of_code(area, one.clause_key, terms), nearest)
        ],
        "holders_are": known.state,
        "holders_note": units_in_words(known, language),
        "narrower": narrower,
        "nearest": nearest,
        "ended": [unit_told(holder, area) for holder in known.ended] if known.state == "ended" else [],
        "complete": area.completeness.is_whole,
        "source": (source.address or source.title) if source else None,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _of_leave(one: Answer, language: Language) -> Answer:
    """The answer to who asks for leave: what is not national needs none, and that is said as an answer to just that.
    Beside «nobody has a permit yet», «then it is not national» reads as a second answer."""
    say = BOTH[language]
    told = (replace(turn, text=turn.text.replace(say["then_excluded"], say["then_free"])) for turn in one.turns_on)
    return replace(one, turns_on=tuple(told), if_met=one.if_met.replace(say["then_excluded"], say["then_free"]))


def _units(
    one: Answer, area: Area, permits: Sequence[Holder], age: Age | None, language: Language
) -> tuple[Known[Holder], list[str]]:
    """Who does what the answer is about, and a line for each sub-permit that it may take."""
    day, concentration, known = queries.today(), Concentration.of(area), known_for(one, area, permits, age)
    lines = [
        narrower_in_words(known_with(concentration, permits, day, sub_permit), sub_permit, language)
        for sub_permit in known.narrower
    ]
    return known, lines


def known_for(one: Answer, area: Area, permits: Sequence[Holder], age: Age | None) -> Known[Holder]:
    """The holders of what the answer is about: of one's age, and of all the area where it is not national."""
    # What is not national has no units: those of the area as a whole are shown beside it.
    is_national = one.verdict != "excluded"
    clause, age = (one.clause_key, age) if is_national else ("", None)
    return known_units(Concentration.of(area), permits, queries.today(), clause, age)


def _pathway(way: WayIn | None) -> Json | None:
    if way is None:
        return None
    return {
        "kind": way.kind,
        "heading": way.heading,
        "text": way.text,
        "english": way.english,
        "url": way.address,
    }
