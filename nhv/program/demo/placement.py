"""Applicants are compared: a preparatory group reaches them and has judged what one would lose, those of the open call
and those of the decided one, whose comparison is frozen. And how the care was placed in an earlier year is kept, to be
held against today."""

from datetime import datetime

from nhv.process.decisions.queries import case_behind
from nhv.process.opinions.acts import appoint
from nhv.process.opinions.models import Preparation
from nhv.process.placements.acts import Judged, Seen, freeze_comparison, judge_effect
from nhv.process.placements.baselines import baseline, keep_baseline
from nhv.process.placements.models import FrozenComparison
from nhv.program.demo.call import the_open_call
from nhv.program.demo.people import HOSPITAL, PREPARATORY, actor
from nhv.register.models import Call, Organisation
from nhv.register.placement import code_of
from nhv.rules.effects import Effect, EffectHeading

BASELINE_YEAR = 2024
NUS, SUS, SU = "norrlands-universitetssjukhus", "skanes-universitetssjukhus", "sahlgrenska-universitetssjukhuset"
# Of each hospital, if it is left without the permit: what is touched, how, why, and how that serves the patient.
LEFT_WITHOUT = (
    (NUS, EffectHeading.EMERGENCY_CARE, Effect.AT_RISK, "Ögonjour", "Jouren bärs av dem som gör ljusdämpningen.",
     "Den som bor i norr får vänta på jouren annars."),
    (NUS, EffectHeading.PATIENT_TRANSPORTS, Effect.STRAINED, "", "Barn flygs till Göteborg eller Lund, med följare.",
     "Kortare resor för de minsta."),
    (SUS, EffectHeading.EMERGENCY_CARE, Effect.UNAFFECTED, "Ögonjour", "Jouren delas med annan ögonsjukvård.",
     "Samma hjälp på natten som i dag."),
    (SUS, EffectHeading.EDUCATION, Effect.STRAINED, "", "ST-läkarna får göra sina månader på en annan ort.",
     "Fler lär sig känna igen sjukdomen."),
    (SU, EffectHeading.RESEARCH, Effect.STRAINED, "", "Studierna om mörkrum flyttar med patienterna.",
     "Studierna fortsätter där patienterna är."),
)  # fmt: skip


def keep_a_baseline(now: datetime) -> None:
    """Once."""
    if baseline(BASELINE_YEAR, 1) is None:
        keep_baseline(year=BASELINE_YEAR, by=actor("handlaggare1"), now=now)


def compare_applicants(now: datetime) -> None:
    """The group is appointed and its secretary writes one judgement, once."""
    call = the_open_call()
    case = case_behind(call.document) if call else None
    if call is None or case is None or Preparation.objects.filter(case=case).exists():
        return
    appoint(case=case, group=Organisation.objects.get(key=PREPARATORY), by=actor("handlaggare1"))
    judged = Judged(
        hospital=Organisation.objects.get(key=HOSPITAL),
        heading=EffectHeading.EMERGENCY_CARE,
        effect=Effect.STRAINED,
        function="Akut thoraxkirurgi",
        why="Jouren delas med den planerade kirurgin. (Påhittad bedömning.)",
        benefit="Den som blöder från matstrupen behöver jouren nära. (Påhittat.)",
        remedy="Gemensam jour med ett annat sjukhus. (Påhittat.)",
    )
    judge_effect(call=call, judged=judged, by=actor("beredning-sekreterare"), now=now)


def freeze_for(call: Call, now: datetime) -> FrozenComparison:
    """The group judges what each hospital would lose, and all pairs are frozen: the north with the south, beside the
    north with the west."""
    for key, heading, effect, function, why, benefit in LEFT_WITHOUT:
        judged = Judged(
            hospital=Organisation.objects.get(key=key),
            heading=heading,
            effect=effect,
            function=function,
            why=f"{why} (Påhittat.)",
            benefit=f"{benefit} (Påhittat.)",
        )
        judge_effect(call=call, judged=judged, by=actor("beredning-sekreterare"), now=now)
    north, south, west = (_code(key) for key in (NUS, SUS, SU))
    seen = Seen(2, tuple(sorted((north, south))), tuple(sorted((north, west))))
    return freeze_comparison(call=call, seen=seen, by=actor("handlaggare1"), now=now)


def _code(key: str) -> str:
    hospital = Organisation.objects.select_related("parent").get(key=key)
    assert hospital.parent is not None, "a hospital is a region's"
    return code_of(hospital, hospital.parent)
