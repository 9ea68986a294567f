"""A conflict of interest (jäv) in a case: decided, and ended. From that moment `Reach` shuts the case, or opens it.

Why stands in the row and in the diary's payload, never in the entry itself: it tells of people's relations, and only
what is erased by decision can be taken out of the diary again.
"""

from django.utils import timezone

from nhv.accounts.access import check_case
from nhv.accounts.acts.shared import check_not_oneself, one_act
from nhv.accounts.models import ConflictOfInterest, User
from nhv.accounts.models.conflicts import ConflictsOfInterest
from nhv.register.memory import DIARY
from nhv.rules.actor import Actor
from nhv.rules.reach import CaseScope
from nhv.rules.reasons import reason
from nhv.rules.refusals import Refused

ACTIVITY = "conflict.decide"


def decide_conflict(*, user: User, case: CaseScope, by: Actor, why: str) -> ConflictOfInterest:
    """Keeps somebody out of a case from now on, whatever roles they have or get. Raises Refused."""
    with one_act():
        _check(by, user, case)
        words = reason(why)
        if _in_force(user, case).exists():
            raise Refused("conflict_decided_already", "Det är redan beslutat att personen är jävig i ärendet.")
        conflict = ConflictOfInterest.objects.create(user=user, case_key=case.key, why=words, decided_by=str(by))
        _remember("conflict_decided", conflict, words, by=by)
        return conflict


def end_conflict(*, user: User, case: CaseScope, by: Actor, why: str) -> None:
    """The conflict is no more, or never was: the person's roles count in the case again. Raises Refused."""
    with one_act():
        _check(by, user, case)
        words = reason(why)
        conflict = _in_force(user, case).first()
        if conflict is None:
            raise Refused("no_conflict_decided", "Det finns inget gällande beslut om att personen är jävig i ärendet.")
        conflict.ended_by, conflict.ended_at, conflict.ended_why = str(by), timezone.now(), words
        conflict.save(update_fields=["ended_by", "ended_at", "ended_why"])
        _remember("conflict_ended", conflict, words, by=by)


def _check(by: Actor, user: User, case: CaseScope) -> None:
    """Not about oneself, and not by somebody who is kept out of the case."""
    check_not_oneself(by, user)
    check_case(by, ACTIVITY, case)


def _in_force(user: User, case: CaseScope) -> ConflictsOfInterest:
    return ConflictOfInterest.objects.in_force().filter(user=user, case_key=case.key)


def _remember(act: str, conflict: ConflictOfInterest, why: str, *, by: Actor) -> None:
    DIARY.record(act, kind="case", key=conflict.case_key, by=by, payload={"user": conflict.user_id, "why": why})
