"""An expert group's cases, who sits in it, and what each has declared."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from nhv.accounts import access
from nhv.process.cases.models import Case
from nhv.process.drafting.queries import newest_text
from nhv.process.groups import acts
from nhv.process.groups.meetings import coming_meetings
from nhv.process.groups.queries import group_cases, members_of
from nhv.process.groups.stand_ins import stand_ins_of
from nhv.register.models import Organisation
from nhv.website.errors import NotHere
from nhv.website.group.part_forms import DeclarationForm, SeatForm
from nhv.website.requests import SignedIn

MOST_COMING = 20


def list_cases(request: SignedIn) -> HttpResponse:
    """The cases of one's groups, and the meetings ahead."""
    coming = coming_meetings(request.actor, timezone.now())[:MOST_COMING]
    return render(request, "group/cases.html", {"cases": group_cases(request.actor), "records": coming})


def show_case(request: SignedIn, key: str) -> HttpResponse:
    """The group's own page of a case: its members, what is declared, its text."""
    case = group_case(request, key)
    members = members_of(case)
    page = {
        "case": case,
        "members": members,
        "own": next((one for one in members if one.membership.user_id == request.user.pk), None),
        "form": DeclarationForm(None),
        "may_seat": access.can(request.actor, "group.seat"),
        "frozen": newest_text(case),
        **_meetings_of(case),
    }
    return render(request, "group/case.html", page)


def _meetings_of(case: Case) -> dict[str, Any]:
    """The meetings as the group's page shows them: those ahead, the nearest first, then those that were."""
    now = timezone.now()
    found = list(case.group_meetings.prefetch_related("present__user"))
    return {
        "ahead": [one for one in found if one.begins_at > now],
        "held": [one for one in reversed(found) if one.begins_at <= now],
        "stand_ins": stand_ins_of(case),
    }


def declare(request: SignedIn, key: str) -> HttpResponse:
    """One's own interests in the case."""
    case = group_case(request, key, "group.declare")
    form = DeclarationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = form.try_to(
            request,
            lambda: acts.declare(
                case=case,
                interests=said["interests"],
                nothing=said["nothing"],
                by=request.actor,
                now=request.received_at,
            ),
        )
        if made:
            messages.success(request, _("Din anmälan är sparad."))
            return redirect("group-case", key)
    return render(request, "group/declare.html", {"case": case, "form": form})


def seat(request: SignedIn, key: str) -> HttpResponse:
    """Which healthcare region nominated whom."""
    case = group_case(request, key, "group.seat")
    members = members_of(case)
    regions = Organisation.objects.filter(kind=Organisation.Kind.HEALTHCARE_REGION).order_by("name")
    form = SeatForm(
        request.POST or None,
        members=[(str(one.membership.pk), one.membership.user.name) for one in members],
        regions=[(one.key, one.name) for one in regions],
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        member = next(one for one in members if str(one.membership.pk) == said["membership"])
        region = next(one for one in regions if one.key == said["nominated_by"])
        if form.has_done(
            request, lambda: acts.seat(case=case, membership=member.membership, nominated_by=region, by=request.actor)
        ):
            return redirect("group-case", key)
    return render(request, "group/seat.html", {"case": case, "form": form})


def group_case(request: SignedIn, key: str, activity: str = "group.see") -> Case:
    """A case of one's own group, or any for officers. Raises NotHere."""
    case = group_cases(request.actor, activity).filter(key=key).first()
    if case is None:
        raise NotHere(_("Det finns inget ärende med adressen ”%(key)s”.") % {"key": key[:80]}, wanted=key, cases=[key])
    return case
