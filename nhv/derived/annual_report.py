"""What a unit with a permit is asked every March: its measures for the year, and how it meets its conditions.

Totals first, then where patients live, ages and sexes. A division left blank is nobody: there are more regions than
most units have patients from. Conditions are asked about in the permit's own words.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from nhv.language.numbers import written
from nhv.specification.follow_up import (
    AGES,
    MET,
    MOST_PATIENTS,
    NOT,
    PARTLY,
    SEXES,
    UNKNOWN,
    AskedCondition,
    FollowUp,
    age_key,
    divides_home,
    divides_people,
    explanation_key,
    home_key,
    met_key,
    plan_day_key,
    plan_key,
    plan_owner_key,
    total_key,
)
from nhv.specification.measures import Measure
from nhv.specification.outline import Asked, OnlyIf, Outline, Section
from nhv.specification.questions import Question

KIND = "annual_report"
MEASURES = "matt"
_AGES = {"0-17": "0–17 år", "18-44": "18–44 år", "45-64": "45–64 år", "65-": "65 år och äldre"}
_SEXES = {"women": "kvinnor", "men": "män"}
_DAYS = 10_000


def annual_report(asked: FollowUp, last_year: Mapping[str, Any] = {}) -> Outline:
    """The outline of one unit's report. What it answered last year stands beside each number."""
    sections = (_measures(asked, last_year), *_divided(asked, last_year), *_conditions(asked), _closing())
    return Outline(kind=KIND, title=f"Årsrapport {asked.year}: {asked.area.name}, {asked.unit}", sections=sections)


def _measures(asked: FollowUp, last_year: Mapping[str, Any]) -> Section:
    return Section(
        key=MEASURES,
        heading=f"Måtten för {asked.year}",
        lead="Räkna varje patient en gång i varje mått. Skriv 0 om det inte var någon.",
        questions=tuple(question for one in asked.measures for question in _of(one, asked, last_year)),
    )


def _of(measure: Measure, asked: FollowUp, last_year: Mapping[str, Any]) -> Iterator[Asked]:
    if measure.kind == "text":
        yield Asked(key=total_key(measure.key), question=Question(kind="text", text=measure.text, required=False))
        return
    is_count = measure.kind == "count"
    key = total_key(measure.key)
    yield Asked(
        key=key,
        known="inferred" if measure in asked.area.proposed_measures else "restated",
        question=Question(
            kind="number",
            text=measure.text,
            hint=_last(last_year, key),
            unit=measure.unit,
            whole=is_count,
            required=measure.counts_patients,
            most=MOST_PATIENTS if is_count else _DAYS,
        ),
    )
    yield Asked(
        key=explanation_key(measure.key),
        further=True,
        question=Question(kind="text", text="Om något är ovanligt: varför", required=False, most=2_000),
    )


def _divided(asked: FollowUp, last_year: Mapping[str, Any]) -> Iterator[Section]:
    for measure in asked.patients:
        if divides_home(measure):
            homes = [*((home.key, home.name) for home in asked.homes), (UNKNOWN, "Okänd, eller bor i ett annat land")]
            numbers = [(home_key(measure.key, key), name) for key, name in homes]
            yield _numbers(f"{measure.key}-hem", f"Hemregion: {measure.text}", numbers, last_year)
        if divides_people(measure):
            numbers = [
                (age_key(measure.key, age, sex), f"{_AGES[age]}, {_SEXES[sex]}") for age in AGES for sex in SEXES
            ]
            yield _numbers(f"{measure.key}-alder", f"Ålder och kön: {measure.text}", numbers, last_year)


def _numbers(key: str, heading: str, numbers: list[tuple[str, str]], last_year: Mapping[str, Any]) -> Section:
    def asked(key: str, name: str) -> Asked:
        hint = _last(last_year, key)
        question = Question(kind="number", text=name, hint=hint, whole=True, required=False, most=MOST_PATIENTS)
        return Asked(key=key, question=question)

    return Section(
        key=key,
        heading=heading[:300],
        lead="Delarna ska bli lika många som måttets antal. Tomt är ingen.",
        questions=tuple(asked(key, name) for key, name in numbers),
    )


def _last(last_year: Mapping[str, Any], key: str) -> str | None:
    said = last_year.get(key)
    return f"Förra året: {written(said)}" if isinstance(said, int | float) else None


def _conditions(asked: FollowUp) -> Iterator[Section]:
    questions = [one for number, condition in enumerate(asked.conditions) for one in _about(number, condition)]
    if questions:
        yield Section(key="villkoren", heading="Villkoren", questions=tuple(questions))


def _about(number: int, condition: AskedCondition) -> Iterator[Asked]:
    """Met, partly or not; what shows it; and when it is not wholly met, since when, what is planned,
    who sees to it and by when."""
    key, about = met_key(number), condition.key
    choice = Question(kind="choice", text="Är villkoret uppfyllt?", choices=(MET, PARTLY, NOT))
    yield Asked(key=key, about=about, clause=condition.text, question=choice)
    shown = "Vad som är gjort" if condition.force == "work_towards" else "Vad som visar det"
    yield Asked(
        key=f"{key}-underlag",
        about=about,
        further=True,
        question=Question(kind="text", text=shown, required=False, most=2_000),
    )
    for ending, answer in (("delvis", PARTLY), ("inte", NOT)):
        only = OnlyIf(key=key, answer=answer)
        since = Question(kind="date", text="Sedan när", required=False)
        plan = Question(kind="text", text="Plan: vad som görs", most=2_000)
        owner = Question(
            kind="text", text="Vem som ansvarar för planen", hint="Skriv befattningen, inte namnet.", most=200
        )
        day = Question(kind="date", text="När det ska vara klart", ahead=True)
        yield Asked(key=f"{key}-{ending}-sedan", about=about, only_if=only, question=since)
        yield Asked(key=plan_key(number, ending), about=about, only_if=only, question=plan)
        yield Asked(key=plan_owner_key(number, ending), about=about, only_if=only, question=owner)
        yield Asked(key=plan_day_key(number, ending), about=about, only_if=only, question=day)


def _closing() -> Section:
    words = Question(kind="text", text="Något mer om året som den som läser bör veta", required=False)
    files = Question(kind="attachment", text="Underlag", required=False)
    return Section(
        key="ovrigt",
        heading="Övrigt",
        questions=(Asked(key="ovrigt", question=words), Asked(key="underlag", question=files)),
    )
