"""Judging a placement's effects, freezing the comparison as it was seen, and letting everybody see it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nhv.placement.beside import beside
from nhv.placement.flight import with_flight
from nhv.placement.listing import as_json, listing, times_in, towns_of
from nhv.placement.measures import Combination, Scene, measure_one
from nhv.process.placements.comparing import Compared, compared
from nhv.process.placements.functions import FunctionToJudge, functions_of
from nhv.process.placements.models import (
    MOST_FUNCTION,
    MOST_WORDS,
    EffectJudgement,
    FrozenComparison,
    PublishedComparison,
)
from nhv.process.placements.queries import applicants_by_code, effects_judged, stated_volumes
from nhv.process.placements.reaching import FREEZE, JUDGE, PUBLISH, check_reaches
from nhv.records.acts import one_transaction
from nhv.register.memory import CALL as CALL_KIND
from nhv.register.memory import DIARY
from nhv.register.models import Call, CallState, Organisation
from nhv.register.placement import airports, country
from nhv.rules.actor import Actor
from nhv.rules.effects import Effect, EffectHeading
from nhv.rules.reasons import bounded
from nhv.rules.refusals import Refused
from nhv.specification.layers import sha256_of

MOST_JUDGEMENTS = 2_000
MOST_FLOWN = 200  # combinations, above which those that were looked at alone are measured with flight


@dataclass(frozen=True)
class Judged:
    """What somebody says of one function. Texts of several lines; `remedy` and `dissent` may be empty."""

    hospital: Organisation
    heading: EffectHeading
    effect: Effect
    why: str
    benefit: str
    function: str = ""
    remedy: str = ""
    dissent: str = ""


def judge_effect(*, call: Call, judged: Judged, by: Actor, now: datetime) -> EffectJudgement:
    """One more judgement; an earlier one on the same stays, and counts no more. Raises Refused."""
    with one_transaction(EffectJudgement):
        check_reaches(by, JUDGE, call)
        applicants = {one.key for hospitals in applicants_by_code(call.key).values() for one in hospitals}
        if judged.hospital.key not in applicants:
            raise Refused(
                "effect_of_no_applicant",
                "{hospital} är inget av de sökande sjukhusen. Välj ett av dem.",
                hospital=judged.hospital.name,
            )
        if EffectJudgement.objects.filter(call=call).count() >= MOST_JUDGEMENTS:
            raise Refused("too_many_effects", "Ärendet har redan {most} bedömningar.", most=MOST_JUDGEMENTS)
        made = EffectJudgement.objects.create(
            call=call,
            hospital=judged.hospital,
            heading=judged.heading,
            function=bounded(judged.function, MOST_FUNCTION),
            effect=judged.effect,
            why=_said(judged.why),
            benefit=_said(judged.benefit),
            remedy=bounded(judged.remedy, MOST_WORDS),
            dissent=bounded(judged.dissent, MOST_WORDS),
            judged_by=str(by),
            judged_at=now,
        )
        told = {"hospital": judged.hospital.key, "heading": judged.heading.value, "effect": judged.effect.value}
        DIARY.record("effect_judged", kind=CALL_KIND, key=call.key, by=by, payload=told)
        return made


@dataclass(frozen=True)
class Seen:
    """What was on the page: combinations of how many, who was counted, and the codes of the combination that was looked
    at and of the one beside it (perhaps none)."""

    size: int
    chosen: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    weight: str = "population"


def freeze_comparison(*, call: Call, seen: Seen, by: Actor, now: datetime) -> FrozenComparison:
    """Keep all combinations of so many of the applicants, with what has been judged, as it is now. Raises Refused."""
    with one_transaction(FrozenComparison):
        check_reaches(by, FREEZE, call)
        # Those who freeze at once get numbers of their own.
        call = Call.cases.select_for_update().get(pk=call.pk)
        content = _content(call, seen, now)
        made = FrozenComparison.objects.create(
            call=call,
            number=1 + FrozenComparison.objects.filter(call=call).count(),
            content=content,
            sha256=sha256_of(content),
            frozen_by=str(by),
            frozen_at=now,
        )
        told = {"number": made.number, "sha256": made.sha256, "k": seen.size, "chosen": list(seen.chosen)}
        DIARY.record("comparison_frozen", kind=CALL_KIND, key=call.key, by=by, payload=told)
        return made


def publish_comparison(*, frozen: FrozenComparison, by: Actor, now: datetime) -> PublishedComparison:
    """Out for everybody, as it was frozen. Not while the call is open: an applicant would see who else has applied.
    Raises Refused."""
    with one_transaction(PublishedComparison):
        check_reaches(by, PUBLISH, frozen.call)
        if frozen.call.state != CallState.CLOSED:
            raise Refused(
                "comparison_before_close",
                "Jämförelsen kan publiceras när utlysningen är stängd: dessförinnan är det inte offentligt vilka som "
                "har sökt.",
            )
        if PublishedComparison.objects.filter(frozen=frozen).exists():
            raise Refused("comparison_published", "Jämförelsen är redan publicerad.")
        made = PublishedComparison.objects.create(frozen=frozen, published_by=str(by), published_at=now)
        told = {"number": frozen.number, "sha256": frozen.sha256}
        DIARY.record("comparison_published", kind=CALL_KIND, key=frozen.call.key, by=by, payload=told)
        return made


def _content(call: Call, seen: Seen, now: datetime) -> str:
    by_code = applicants_by_code(call.key)
    for code in (*seen.chosen, *seen.against):
        if code not in by_code:
            raise Refused("no_applicant", "{code_said} är ingen av de sökande. Välj i listan.", code_said=code[:20])
    volumes, found = stated_volumes(call.key), compared(tuple(sorted(by_code)), seen.size, seen.weight)
    document = {
        "format": "nhv-comparison/1",
        "case": call.key,
        "title": call.document.name,
        "frozen": now.isoformat(timespec="seconds"),
        "k": seen.size,
        "chosen": list(seen.chosen),
        "against": list(seen.against),
        "looked_at": [_measured(codes, seen.weight) for codes in (seen.chosen, seen.against) if codes],
        **_beside(seen),
        "hospitals": {
            code: [{"key": one.key, "name": one.name, "stated_volume": volumes.get(one.key)} for one in standing]
            for code, standing in sorted(by_code.items())
        },
        "regions": dict(Organisation.objects.filter(kind=Organisation.Kind.REGION).values_list("key", "name")),
        "inhabitants": country().inhabitants,
        "functions": [
            _to_judge(one) for one in functions_of(call, [each for those in by_code.values() for each in those])
        ],
        "judgements": [_told(one) for one in effects_judged(call)],
        "flown": _flown(tuple(sorted(by_code)), seen, found),
        **found.document,
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _measured(codes: tuple[str, ...], weight: str) -> dict[str, Any]:
    """The measures, and what a map of them is drawn from: roads and people are perhaps others another year."""
    scene = Scene.of(country(), codes, weight)
    return as_json(measure_one(scene), None) | towns_of(scene, codes) | {"towns": [_town(code) for code in codes]}


def _town(code: str) -> dict[str, Any]:
    one = country().municipality(code)
    return {"name": one.town, "latitude": one.latitude, "longitude": one.longitude}


def _beside(seen: Seen) -> dict[str, Any]:
    """For whom the two that were looked at differ, as `nhv placement --from … --against …` tells it."""
    if not (seen.chosen and seen.against):
        return {}
    both = beside(lambda codes: Scene.of(country(), codes, seen.weight), seen.chosen, seen.against)
    return {"beside": both.as_json()}


def _flown(codes: tuple[str, ...], seen: Seen, found: Compared) -> dict[str, Any]:
    """The second figure, as `nhv placement --flight` gives it: of all where they are few, else of those looked at."""
    scene = with_flight(Scene.of(country(), codes, seen.weight), airports())
    if len(found) <= MOST_FLOWN:
        every = listing(scene, seen.size)
        flown: Iterable[Combination] = every.measured.several(every.listed)
    else:
        looked_at = [Scene.of(country(), one, seen.weight) for one in (seen.chosen, seen.against) if one]
        flown = [measure_one(with_flight(one, airports())) for one in looked_at]
    return {"airports": {"sha256": scene.airports}, "combinations": [times_in(one) for one in flown]}


def _to_judge(one: FunctionToJudge) -> dict[str, Any]:
    """A function with why it is touched, and what each hospital has attested of it."""
    attested = {each.hospital.key: each.attested for each in one.hospitals if each.attested}
    return {"name": one.to_judge.function.name, "because": list(one.to_judge.chain), "attested": attested}


def _told(one: EffectJudgement) -> dict[str, str]:
    """A judgement without who made it: the group stands for it."""
    names = ("heading", "function", "effect", "why", "benefit", "remedy", "dissent")
    return {"hospital": one.hospital.key, **{name: getattr(one, name) for name in names}}


def _said(words: str) -> str:
    found = bounded(words, MOST_WORDS)
    if not found:
        raise Refused("effect_without_reason", "Skriv både varför och hur det tjänar patientens bästa.")
    return found
