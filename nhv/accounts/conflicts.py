"""Declared conflicts of interest that wait for somebody to answer them."""

from datetime import datetime

from nhv.accounts.access import reach
from nhv.accounts.acts.conflicts import ACTIVITY
from nhv.accounts.desk import Part
from nhv.accounts.models import ConflictOfInterest, DeclaredConflict
from nhv.accounts.models.declared_conflicts import DeclaredConflicts
from nhv.rules.actor import Actor


def is_kept_out(by: Actor, *cases: str) -> bool:
    """Whether it is decided that `by` has a conflict of interest in one of these cases. One query, or none."""
    if by.kind != "user":
        return False
    return ConflictOfInterest.objects.in_force().filter(user=int(by.name), case_key__in=cases).exists()


def has_declared(by: Actor, case: str) -> bool:
    """Whether `by` has declared a conflict of interest in the case, and nobody has answered. One query, or none."""
    waiting = DeclaredConflict.objects.waiting()
    return by.kind == "user" and waiting.filter(user=int(by.name), case_key=case).exists()


def waiting_declarations(by: Actor, now: datetime | None = None) -> DeclaredConflicts:
    """Those that `by` may answer, the oldest first: of all cases but those in which they are themselves kept out, and
    never their own. Two queries."""
    reached = reach(by, ACTIVITY)
    # Who decides does so in all cases: a narrower scope than ALL reaches none here.
    found = DeclaredConflict.objects.waiting() if reached.everything else DeclaredConflict.objects.none()
    others = found.exclude(case_key__in=reached.barred).select_related("user")
    return others.exclude(user=int(by.name)) if by.kind == "user" else others


PARTS = (Part("conflicts", ACTIVITY, waiting_declarations),)
