"""A conflict of interest is declared by the one who has it, and answered by the authority.

What it is about stands in the row and in the diary's payload, never in the entry itself: see `conflicts`.
"""

from django.utils import timezone

from nhv.accounts.access import check_case
from nhv.accounts.acts.conflicts import ACTIVITY, decide_conflict
from nhv.accounts.acts.shared import check_not_oneself, one_act
from nhv.accounts.models import ConflictOfInterest, DeclaredConflict, User
from nhv.accounts.models.declared_conflicts import MOST_NAME
from nhv.register.memory import DIARY
from nhv.rules.actor import Actor
from nhv.rules.reach import CaseScope
from nhv.rules.reasons import reason
from nhv.rules.refusals import Refused


def declare_conflict(
    *, user: User, case: CaseScope, case_name: str, what: str, activity: str, by: Actor
) -> DeclaredConflict:
    """Somebody tells that they may have a conflict of interest in a case that they reach with `activity`, which is that
    of the room where the case is. Raises Refused."""
    with one_act():
        if by != Actor("user", str(user.pk)):
            raise Refused("declared_for_another", "Jäv anmäler man själv. Be personen göra det.")
        check_case(by, activity, case)
        words = reason(what)
        if DeclaredConflict.objects.waiting().filter(user=user, case_key=case.key).exists():
            raise Refused("conflict_declared_already", "Du har redan anmält jäv i ärendet. Svaret dröjer ännu.")
        declared = DeclaredConflict.objects.create(
            user=user, case_key=case.key, case_name=case_name[:MOST_NAME], what=words
        )
        _remember("conflict_declared", declared, {"what": words}, by=by)
        return declared


def answer_declared_conflict(*, declared: DeclaredConflict, is_conflict: bool, why: str, by: Actor) -> None:
    """Decide that there is a conflict, and so keep the person out of the case; or that there is none. Raises
    Refused."""
    with one_act():
        check_not_oneself(by, declared.user)
        # Who decides does so in all cases, so that neither group nor parties need be known here.
        case = CaseScope(declared.case_key)
        check_case(by, ACTIVITY, case)
        words = reason(why)
        answered = {
            "is_conflict": is_conflict,
            "answered_by": str(by),
            "answered_at": timezone.now(),
            "answered_why": words,
        }
        if not DeclaredConflict.objects.waiting().filter(pk=declared.pk).update(**answered):
            raise Refused("declaration_answered", "Någon annan har redan svarat på anmälan. Läs sidan på nytt.")
        _remember("declared_conflict_answered", declared, {"is_conflict": is_conflict, "why": words}, by=by)
        known = ConflictOfInterest.objects.in_force().filter(user=declared.user, case_key=declared.case_key)
        if is_conflict and not known.exists():
            decide_conflict(user=declared.user, case=case, by=by, why=words)


def _remember(act: str, declared: DeclaredConflict, told: dict[str, object], *, by: Actor) -> None:
    DIARY.record(act, kind="case", key=declared.case_key, by=by, payload={"user": declared.user_id, **told})
