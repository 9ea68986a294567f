"""The emergency functions that a case's area touches, at each applicant hospital: attested, and judged or not."""

from collections.abc import Sequence
from dataclasses import dataclass

from nhv.derived.functions_to_judge import ToJudge, functions_to_judge
from nhv.process.placements.models import EffectJudgement
from nhv.process.placements.queries import effects_judged
from nhv.register.general import general
from nhv.register.hospital_facts import facts_of_each
from nhv.register.models import Call, HospitalFact, Organisation
from nhv.rules.effects import EffectHeading
from nhv.specification.general import Fact


@dataclass(frozen=True)
class AtHospital:
    """A function at a hospital: what the hospital has attested of it, in words (empty where it has not), and what has
    been judged, if anything."""

    hospital: Organisation
    attested: str
    judged: EffectJudgement | None


@dataclass(frozen=True)
class FunctionToJudge:
    """A function that the area touches, why, and how it stands at each hospital."""

    to_judge: ToJudge
    hospitals: tuple[AtHospital, ...]


def functions_of(call: Call, hospitals: Sequence[Organisation]) -> list[FunctionToJudge]:
    """In the grid's order; none where the grid has no function that the area's conditions touch. Three queries."""
    shared = general()
    facts = facts_of_each([one.key for one in hospitals])
    judged = {
        (one.hospital_id, one.function.casefold()): one
        for one in effects_judged(call)
        if one.heading == EffectHeading.EMERGENCY_CARE
    }
    return [
        FunctionToJudge(
            to_judge,
            tuple(
                AtHospital(
                    hospital,
                    _said(shared.fact(to_judge.function.fact), facts.get(hospital.key, {})),
                    judged.get((hospital.pk, to_judge.function.name.casefold())),
                )
                for hospital in hospitals
            ),
        )
        for to_judge in functions_to_judge(call.document.specification, shared.functions)
    ]


def _said(fact: Fact | None, attested: dict[str, HospitalFact]) -> str:
    if fact is None or fact.key not in attested:
        return ""
    unit = getattr(fact.question, "unit", None)
    return f"{attested[fact.key].value} {unit or ''}".strip()
