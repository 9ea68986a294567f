"""What may be proposed to the board about a call's applications: whole, within the decided number of units, and with
a key for each condition that is added."""

from collections.abc import Sequence
from datetime import date

from nhv.derived.granted_places import Held, Places, granted_places
from nhv.filings.models import Filing
from nhv.process.permits.acts import check_stages
from nhv.process.permits.models import PermitMatter
from nhv.process.permits.moves import MatterKind
from nhv.process.weighing.acts import check_possible
from nhv.process.weighing.queries import applications
from nhv.register.models import Call
from nhv.rules.refusals import Refused
from nhv.specification.area import Area
from nhv.specification.drafting import new_key
from nhv.specification.motion import Cooperation, ForApplicant, ForCondition, Motion, MotionKind, Outcome, left_out

MOST_CHANGES = 40


def with_keys(said: Motion, call: Call) -> Motion:
    """The motion with a key for each condition it adds: made of its words, and never one that a part of the area has
    or has had, so that a key goes on to mean one thing. The same words get the same key as long as nothing has it."""
    added = [one for one in said.conditions if one.change == "add" and not one.key]
    if not added:
        return said
    used = _keys_in_use(call)
    changes: list[ForCondition] = []
    for one in said.conditions:
        if one.change == "add" and not one.key:
            key = new_key({"text": one.text}, used)
            used.add(key)
            changes.append(one.model_copy(update={"key": key}))
        else:
            changes.append(one)
    return said.model_copy(update={"conditions": tuple(changes)})


def with_partners(said: Motion, filed: Sequence[Filing]) -> Motion:
    """The motion with whom each one co-operates with: the other parties' regions, of the co-operations in it."""
    if not said.cooperations:
        return said
    regions = {one.key: one.organisation_id or "" for one in filed}
    partners: dict[str, set[str]] = {}
    for one in said.cooperations:
        together = {part.application for part in one.parts}
        for key in together:
            partners.setdefault(key, set()).update(regions.get(other, "") for other in together - {key})

    def of(each: ForApplicant) -> ForApplicant:
        own = {regions.get(each.application, ""), ""}
        found = sorted(partners.get(each.application, set()) - own)
        return each.model_copy(update={"cooperates_with": tuple(found)})

    return said.model_copy(update={"applicants": tuple(of(each) for each in said.applicants)})


def check_agreed(said: Motion, agreed: Sequence[Cooperation]) -> None:
    """Raises Refused where a co-operation in the motion is not, word for word, one that all its parties stand by, or
    where one of them gets no permit."""
    granted = {one.application for one in said.granted}
    for one in said.cooperations:
        if one not in agreed:
            raise Refused("cooperation_not_agreed", "Alla parter har inte sagt ja till samverkan: {what}.",
                          what=one.words[:200])  # fmt: skip
        if {part.application for part in one.parts} - granted:
            raise Refused("cooperation_without_permit", "Bara de som får tillstånd samverkar. Rätta förslaget.")


def _keys_in_use(call: Call) -> set[str]:
    """Every key of every version of the area's document. One query."""
    documents = [one.specification for one in call.area.documents.all()]
    return {key for area in (call.document.specification, *documents) for key, _part in area.keyed()}


def check_motion(said: Motion, call: Call, held: Held = ()) -> None:
    """Raises Refused, with words fit to show, for a motion that could not be decided beside the permits there are."""
    if said.kind == MotionKind.PERMITS:
        _check_permits(said, call.document.specification, applications(call), held)
    elif said.kind in (MotionKind.APPROVE, MotionKind.REJECT):
        raise Refused("motion_is_of_applications", "Ärendet gäller ansökningar. Föreslå vad var och en får.")
    elif not said.instructions or (said.kind == MotionKind.SEND_BACK) != (said.step is not None):
        raise Refused("motion_without_instructions", "Skriv vad som ska göras, och vart ett återsänt ärende går.")


def check_matter_motion(said: Motion, matter: PermitMatter, day: date) -> None:
    """The same of a motion about a matter in a permit's life, decided on that day."""
    if said.kind == MotionKind.POSTPONE or (said.kind == MotionKind.SEND_BACK and said.step == "handling"):
        if not said.instructions:
            raise Refused("motion_without_instructions", "Skriv vad som ska göras, och vart ett återsänt ärende går.")
        return
    if said.kind not in (MotionKind.APPROVE, MotionKind.REJECT) or said.applicants or said.conditions:
        raise Refused("motion_is_of_a_permit", "Ärendet gäller ett tillstånd. Föreslå vad som ska gälla för det.")
    if not said.why:
        raise Refused("motion_without_reason", "Skriv varför du föreslår det.")
    stages = [(one.part, one.last) for one in said.stages] if said.kind == MotionKind.APPROVE else []
    check_stages(matter, stages, granted=said.kind == MotionKind.APPROVE, day=day)
    if said.kind == MotionKind.REJECT and (said.stages or said.turned_on or said.until):
        raise Refused("rejected_with_a_day", "Ett avslag ändrar inget i tillståndet. Ta bort dagarna.")
    if said.kind == MotionKind.APPROVE and matter.kind == MatterKind.REVOCATION:
        _check_turned(said)
    if said.until is not None and matter.kind != MatterKind.EXEMPTION:
        raise Refused("until_of_no_exemption", "Bara ett undantag gäller till och med en dag. Ta bort dagen.")
    if said.until is not None and said.until < day:
        raise Refused("exemption_over", "Undantaget skulle vara slut innan det är beslutat. Rätta dagen.")


def _check_turned(said: Motion) -> None:
    """New referrals turn with the whole permit, and not after its last day."""
    whole = [one.last for one in said.stages if not one.part]
    if said.turned_on is not None and (not whole or said.turned_on > max(whole)):
        raise Refused(
            "turned_without_the_whole",
            "Nya remisser vänds när hela tillståndet upphör, senast dess sista dag. Rätta dagen, eller ta bort den.",
        )


def _check_permits(said: Motion, area: Area, filed: Sequence[Filing], held: Held) -> None:
    if sorted(one.application for one in said.applicants) != sorted(one.key for one in filed):
        raise Refused("motion_not_whole", "Förslaget ska säga vad som gäller för var och en av de sökande, en gång.")
    for places in granted_places(said, area, held):
        _check_places(places)
    for one in said.applicants:
        _check_one(one, area)
    _check_conditions(said, area)


def _check_places(places: Places) -> None:
    """No more get a permit than there are places that nobody else has."""
    if not places.granted or places.granted + places.held <= places.decided:
        return
    if sub := places.sub_permit:
        raise Refused(
            "more_sub_permits_than_units",
            "Fler får undertillståndet ”{text}” än antalet enheter: {units}. Antal andra enheter som redan har det: "
            "{held}.",
            text=sub.text[:200],
            units=places.decided,
            held=places.held,
        )
    raise Refused(
        "more_permits_than_units",
        "Fler får tillstånd än antalet enheter: {units}. Antal andra enheter som redan har tillstånd: {held}.",
        units=places.decided,
        held=places.held,
    )


def _check_one(one: ForApplicant, area: Area) -> None:
    if one.outcome == Outcome.REFUSE and (one.sub_permits or one.valid_from):
        raise Refused("refused_with_a_permit", "Den som får avslag får varken undertillstånd eller startdag.")
    if one.outcome != Outcome.REFUSE and one.valid_from is None:
        raise Refused("permit_without_first_day", "Skriv från vilken dag tillståndet gäller.")
    check_possible(one.outcome, area)
    if one.outcome == Outcome.PART and not left_out(one, {sub.key: sub.text for sub in area.sub_permits}):
        raise Refused(
            "part_leaves_nothing_out",
            "Ett tillstånd till en del är utan något av områdets undertillstånd, och det här är inte utan något. Välj "
            "tillstånd, eller ta bort ett undertillstånd.",
        )
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
    known = {one.key: one.text for one in area.conditions}
    if len({one.key for one in said.conditions}) < len(said.conditions) or len(said.conditions) > MOST_CHANGES:
        raise Refused("motion_condition_twice", "Förslaget säger två saker om samma villkor. Välj en av dem.")
    for one in said.conditions:
        if one.change == "add":
            _check_added(one, {key for key, _part in area.keyed()}, set(known.values()))
        elif one.key not in known:
            raise Refused("motion_condition_unknown", "Villkoret finns inte: {key}.", key=one.key)
        elif (one.change == "adjust") != (one.text is not None):
            raise Refused("motion_condition_unclear", "Ett ändrat villkor har en ny lydelse; ett struket har ingen.")
        elif one.text == known[one.key]:
            raise Refused(
                "motion_condition_unchanged", "Villkoret ”{text}” har redan den lydelsen.", text=one.text[:200]
            )


def _check_added(one: ForCondition, keys: set[str], texts: set[str]) -> None:
    if not one.text or one.group is None or one.force is None:
        raise Refused("motion_new_condition_unclear", "Ett nytt villkor har en lydelse, ett slag och en styrka.")
    if one.text in texts or one.key in keys:
        raise Refused("motion_condition_there", "Villkoret ”{text}” finns redan.", text=one.text[:200])
