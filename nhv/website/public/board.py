"""The board's decision in a call, for everybody from its set minute."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhv.derived.board_minutes import in_words
from nhv.derived.vacant_places import vacant_places
from nhv.process.board.queries import published_decision
from nhv.process.calls.queries import published_call
from nhv.process.cases.acts import CASE_KIND
from nhv.process.weighing.queries import applications, called
from nhv.website.caching import public_page
from nhv.website.errors import NotHere


@public_page(depends_on=(CASE_KIND,))
def show_permits_decision(request: HttpRequest, key: str) -> HttpResponse:
    """What was decided for each applicant and about each condition, by whom, and why. Six queries."""
    call = published_call(key)
    found = published_decision(call) if call else None
    if call is None or found is None:
        raise NotHere(_("Det finns inget publikt beslut av nämnden i utlysningen."), wanted=key)
    decision, area = found.decision, call.document.specification
    said = in_words(
        decision.motion.said,
        {one.key: called(one) for one in applications(call)},
        {one.key: one.text for one in area.sub_permits},
        {one.key: one.text for one in area.conditions},
    )
    page = {
        "call": call,
        "published": found,
        "decision": decision,
        "said": (*said, *vacant_places(decision.motion.said, area)),
        "dissents": decision.dissents.select_related("user"),
        "papers": decision.papers.select_related("filing__organisation"),
        "conditions": found.document.specification.conditions if found.document else (),
    }
    return render(request, "public/permits_decision.html", page)
