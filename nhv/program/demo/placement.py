"""The open call's applicants are compared: a preparatory group reaches them, and has judged what one would lose. And
how the care was placed in an earlier year is kept, to be held against today."""

from datetime import datetime

from nhv.process.decisions.queries import case_behind
from nhv.process.opinions.acts import appoint
from nhv.process.opinions.models import Preparation
from nhv.process.placements.acts import Judged, judge_effect
from nhv.process.placements.baselines import baseline, keep_baseline
from nhv.program.demo.call import the_open_call
from nhv.program.demo.people import HOSPITAL, PREPARATORY, actor
from nhv.register.models import Organisation
from nhv.rules.effects import Effect, EffectHeading

BASELINE_YEAR = 2024


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
