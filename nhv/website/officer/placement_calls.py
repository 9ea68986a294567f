"""The call whose applicants are compared, for those who may compare them, and what each of them may do on its pages."""

from typing import Any

from django.utils.translation import gettext as _

from nhv.accounts.conflicts import is_kept_out
from nhv.process.calls.queries import published_call
from nhv.process.placements.reaching import FREEZE, JUDGE, PUBLISH, SEE, compared_calls, may_judge
from nhv.register.models import Call
from nhv.rules.access import standing
from nhv.website.errors import NotHere, NotYours
from nhv.website.requests import SignedIn


def compared_or_not_here(request: SignedIn, key: str, activity: str = SEE) -> Call:
    """The call. Raises NotHere, and NotYours for one that everybody may know of."""
    call = compared_calls(request.actor, activity).filter(key=key).first()
    if call is None and (published := published_call(key)) is not None:
        cases = [key, *published.area.cases.values_list("key", flat=True)]
        if is_kept_out(request.actor, *cases):
            raise NotHere(_("Det finns ingen utlysning med adressen ”%(key)s”.") % {"key": key[:80]}, cases=cases)
        raise NotYours(
            _(
                "Jämförelsen av sökande är till för dem som bereder utlysningen eller beslutar i den, och du är inte "
                "en av dem. Utlysningen själv kan alla läsa."
            )
        )
    if call is None:
        raise NotHere(_("Det finns ingen utlysning med adressen ”%(key)s”.") % {"key": key[:80]}, wanted=key)
    return call


def about(request: SignedIn, call: Call) -> dict[str, Any]:
    """What every page of a comparison begins with: the call, and what the reader may do.

    Asks nothing, but three queries for a group's member: which group it is decides."""
    acts = {"handle": "call.draft", "freeze": FREEZE, "publish": PUBLISH, "decide": "board.see"}
    may = {name: standing(request.roles, needs) == "may" for name, needs in acts.items()}
    judges = may["handle"] or (standing(request.roles, JUDGE) == "may" and may_judge(request.actor, call))
    return {"call": call, "may": may | {"judge": judges}}
