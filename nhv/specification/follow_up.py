"""The annual follow-up of one area and unit: what is counted, by what it is divided, and how an answer is a count.

Answers are read here and nowhere else: the form, the checks and what is published mean the same by the same key. A
division left blank is nobody, once the total is said; a total left blank is not reported.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

from nhv.specification.area import Area
from nhv.specification.general import General
from nhv.specification.measures import TREATED, Measure

AGES = ("0-17", "18-44", "45-64", "65-")
SEXES = ("women", "men")
# No region of the country, or nobody knows: a group like the others, or the rest of the sum would tell it.
UNKNOWN = "unknown"
MOST_PATIENTS = 100_000

MET, PARTLY, NOT = "Uppfyllt", "Delvis uppfyllt", "Inte uppfyllt"
# How the questions end that are asked about what is not wholly met.
_ENDINGS = {PARTLY: "delvis", NOT: "inte"}


@dataclass(frozen=True)
class Home:
    """A region where patients live, and the healthcare region it belongs to."""

    key: str
    name: str
    group: str


@dataclass(frozen=True)
class AskedCondition:
    """A condition that a unit says how it meets: the area's own by its force, or a general one by its paragraph."""

    key: str
    text: str
    force: str = "must"
    paragraph: str = ""
    fact: str = ""


@dataclass(frozen=True)
class FollowUp:
    """What one unit reports for one year. `homes` are all regions in their order; `patients` count people."""

    year: int
    unit: str
    area: Area
    measures: tuple[Measure, ...]
    conditions: tuple[AskedCondition, ...]
    homes: tuple[Home, ...]

    @property
    def patients(self) -> tuple[Measure, ...]:
        """The measures whose counts are of people, those treated first."""
        return tuple(measure for measure in self.measures if measure.counts_patients)


def follow_up(year: int, unit: str, area: Area, general: General, homes: Sequence[Home]) -> FollowUp:
    """What is reported for this year by the area's and the general document. An area's own measure stands instead of a
    general one of its key."""
    known: dict[str, Measure] = {one.key: one for one in (*general.measures, *area.all_measures)}
    measures = tuple(one for one in known.values() if one.has_begun(year))
    return FollowUp(year, unit, area, measures, tuple(_conditions(area, general)), tuple(homes))


def _conditions(area: Area, general: General) -> Iterator[AskedCondition]:
    """The area's own first, so that their numbers stay when more general ones are asked about."""
    for own in area.conditions:
        if own.stage != "not_read":
            yield AskedCondition(own.key, own.text, own.force, fact=own.fact or "")
    for shared in general.conditions:
        if shared.reported and shared.text:
            yield AskedCondition(shared.key, shared.text, paragraph=shared.paragraph)


# --- Keys of the questions -------------------------------------------------------------------------


def total_key(measure: str) -> str:
    """How many in all."""
    return f"{measure}-antal"


def home_key(measure: str, home: str) -> str:
    """How many of them live there."""
    return f"{measure}-hem-{home}"


def age_key(measure: str, age: str, sex: str) -> str:
    """How many of them are of this age and sex."""
    return f"{measure}-{age.strip('-')}-{sex}"


def explanation_key(measure: str) -> str:
    """What is odd about the figures, and why."""
    return f"{measure}-forklaring"


def plan_key(number: int, ending: str) -> str:
    """What is planned about a condition that is met partly («delvis») or not («inte»)."""
    return f"{met_key(number)}-{ending}-plan"


def plan_owner_key(number: int, ending: str) -> str:
    """Who sees to the plan, by position."""
    return f"{met_key(number)}-{ending}-ansvarig"


def plan_day_key(number: int, ending: str) -> str:
    """The day when what is planned should be done."""
    return f"{met_key(number)}-{ending}-klart"


def met_key(number: int) -> str:
    """Whether a condition is met. By its number in the document, which is pinned: keys would be too long."""
    return f"villkor-{number}"


def is_about_condition(key: str) -> bool:
    """Whether a question is about a condition, and not about this year's numbers."""
    return key.startswith("villkor-")


def met(asked: FollowUp, answers: Mapping[str, Any]) -> dict[str, str]:
    """By condition, the answer: MET, PARTLY or NOT. What is not answered is not there."""
    said = {one.key: str(answers.get(met_key(number)) or "") for number, one in enumerate(asked.conditions)}
    return {key: answer for key, answer in said.items() if answer}


@dataclass(frozen=True)
class Lacking:
    """A condition that is not wholly met: PARTLY or NOT, what is planned, by whom, and by which day."""

    condition: AskedCondition
    said: str
    plan: str = ""
    owner: str = ""
    done_by: date | None = None


def lacking(asked: FollowUp, answers: Mapping[str, Any]) -> list[Lacking]:
    """The conditions that are not wholly met, in their order."""
    found = []
    for number, condition in enumerate(asked.conditions):
        said = str(answers.get(met_key(number)))
        if ending := _ENDINGS.get(said):
            plan, owner, day = (
                str(answers.get(key(number, ending)) or "") for key in (plan_key, plan_owner_key, plan_day_key)
            )
            found.append(Lacking(condition, said, plan, owner, date.fromisoformat(day) if day else None))
    return found


# --- Answers as counts -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Counted:
    """What a unit reports by one measure: `homes` in the order of the regions, the unknown last; `people` as ages ×
    sexes. Empty where the measure is not divided so."""

    total: int
    homes: tuple[int, ...] = ()
    people: tuple[tuple[int, ...], ...] = ()


def counted(asked: FollowUp, answers: Mapping[str, Any]) -> dict[str, Counted]:
    """By measure, the patients that were reported; what has no total is not there."""
    return {
        measure.key: _counted(measure, asked.homes, answers)
        for measure in asked.patients
        if answers.get(total_key(measure.key)) is not None
    }


def _counted(measure: Measure, homes: Sequence[Home], answers: Mapping[str, Any]) -> Counted:
    def said(key: str) -> int:
        return int(answers.get(key) or 0)

    lived = tuple(said(home_key(measure.key, home)) for home in home_keys(homes)) if divides_home(measure) else ()
    ages = AGES if divides_people(measure) else ()
    people = tuple(tuple(said(age_key(measure.key, age, sex)) for sex in SEXES) for age in ages)
    return Counted(said(total_key(measure.key)), lived, people)


def medians_of(reports: Iterable[tuple[str, FollowUp, Mapping[str, Any]]]) -> dict[str, dict[str, float]]:
    """By measure of time and then by unit, the median that was reported among those treated. A report is the key of its
    place, what is asked, and the answers."""
    found: dict[str, dict[str, float]] = {}
    for unit, asked, answers in reports:
        for measure in asked.measures:
            said = answers.get(total_key(measure.key))
            if measure.kind == "duration" and measure.within == TREATED and said is not None:
                found.setdefault(measure.key, {})[unit] = float(said)
    return found


def home_keys(homes: Sequence[Home]) -> tuple[str, ...]:
    """The regions' keys, and the unknown last."""
    return (*(home.key for home in homes), UNKNOWN)


def divides_home(measure: Measure) -> bool:
    """Whether the measure is divided by where patients live."""
    return "home" in measure.breakdowns


def divides_people(measure: Measure) -> bool:
    """Whether it is divided by age and sex together."""
    return {"age", "sex"} <= set(measure.breakdowns)


def people_keys(measure: str) -> Iterator[str]:
    """The questions about ages and sexes, in order."""
    return (age_key(measure, age, sex) for age, sex in product(AGES, SEXES))


def is_treated(measure: Measure) -> bool:
    """Whether it is the measure that all others lie within at last."""
    return measure.key == TREATED
