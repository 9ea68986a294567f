"""What may be proposed to the board about a call's applications: whole, and within the decided number of units."""

from collections.abc import Sequence

from nhv.filings.models import Filing
from nhv.process.weighing.queries import applications
from nhv.register.models import Call
from nhv.rules.refusals import Refused
from nhv.specification.area import Area
from nhv.specification.motion import ForApplicant, Motion, MotionKind, Outcome


def check_motion(said: Motion, call: Call) -> None:
    """Raises Refused, with words fit to show, for a motion that could not be decided."""
    if said.kind == MotionKind.PERMITS:
        _check_permits(said, call.document.specification, applications(call))
    elif not said.instructions or (said.kind == MotionKind.SEND_BACK) != (said.step is not None):
        raise Refused("motion_without_instructions", "Skriv vad som ska göras, och vart ett återsänt ärende går.")


def _check_permits(said: Motion, area: Area, filed: Sequence[Filing]) -> None:
    if sorted(one.application for one in said.applicants) != sorted(one.key for one in filed):
        raise Refused("motion_not_whole", "Förslaget ska säga vad som gäller för var och en av de sökande, en gång.")
    if area.units is not None and len(said.granted) > area.units:
        raise Refused("more_permits_than_units", "Fler får tillstånd än antalet enheter: {units}.", units=area.units)
    for one in said.applicants:
        _check_one(one, area)
    for sub in area.sub_permits:
        given = sum(sub.key in one.sub_permits for one in said.granted)
        if sub.units is not None and given > sub.units:
            raise Refused(
                "more_sub_permits_than_units",
                "Fler får undertillståndet ”{text}” än antalet enheter: {units}.",
                text=sub.text[:200],
                units=sub.units,
            )
    _check_conditions(said, area)


def _check_one(one: ForApplicant, area: Area) -> None:
    if one.outcome == Outcome.REFUSE and (one.sub_permits or one.valid_from):
        raise Refused("refused_with_a_permit", "Den som får avslag får varken undertillstånd eller startdag.")
    if one.outcome != Outcome.REFUSE and one.valid_from is None:
        raise Refused("permit_without_first_day", "Skriv från vilken dag tillståndet gäller.")
    if any(
        part.key not in one.sub_permits or part.valid_from < (one.valid_from or part.valid_from) for part in one.parts
    ):
        raise Refused(
            "part_before_its_permit",
            "En del har en egen startdag bara om den sökande får den, och inte före tillståndets egen.",
        )
    if unknown := set(one.sub_permits) - {sub.key for sub in area.sub_permits}:
        raise Refused("motion_sub_permit_unknown", "Undertillståndet finns inte: {key}.", key=min(unknown))


def _check_conditions(said: Motion, area: Area) -> None:
    known = {one.key for one in area.conditions}
    for one in said.conditions:
        if one.key not in known:
            raise Refused("motion_condition_unknown", "Villkoret finns inte: {key}.", key=one.key)
        if (one.change == "adjust") != (one.text is not None):
            raise Refused("motion_condition_unclear", "Ett ändrat villkor har en ny lydelse; ett struket har ingen.")
