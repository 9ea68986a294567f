"""The units whose information somebody keeps, and the information of one of them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nhv.accounts.access import reach
from nhv.accounts.vouching.referral_information import NEEDS, confirm_referral_information, save_referral_information
from nhv.followup.owed import owed
from nhv.register import kept, referrals
from nhv.register.models import ReferralInformation
from nhv.register.referrals import Referral, Unit
from nhv.specification.referrals import ReferralFacts
from nhv.website.errors import NotHere
from nhv.website.kept_page import KeptPage
from nhv.website.requests import SignedIn
from nhv.website.unit.forms import ReferralForm


@require_safe
def show_units(request: SignedIn) -> HttpResponse:
    """/enheter/: every unit within reach, and which of them somebody should look at."""
    units = referrals.units(_within(request))
    page = {
        "units": units,
        "now": timezone.now(),
        "to_report": owed(request.actor, "annual_report.write"),
        "missing": sum(unit.referral is None for unit in units),
        "stale": sum(unit.referral is not None and unit.referral.is_stale for unit in units),
        "untried": sum(unit.referral is not None and unit.referral.acute_should_be_tried for unit in units),
    }
    return render(request, "unit/units.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def show_unit(request: SignedIn, holder: str, area: str) -> HttpResponse:
    """/enheter/<innehavare>/<område>/: what it tells, as those who refer see it, and the form to change it in."""
    unit = referrals.unit(_within(request), area=area, holder=holder)
    if unit is None:
        raise NotHere(_("Enheten har inget tillstånd i området, eller är inte en av dina."))
    about: dict[str, Any] = {"area": unit.area, "holder": unit.holder}

    def draw(form: ReferralForm, **more: Any) -> HttpResponse:
        return _page(request, unit, form, **more)

    return KeptPage(
        form=ReferralForm,
        beginning=_beginning(unit),
        save=lambda facts, seen: save_referral_information(
            **about, facts=facts, seen_version=seen, by=request.actor, now=request.received_at
        ),
        confirm=lambda seen: confirm_referral_information(
            **about, seen_version=seen, by=request.actor, now=request.received_at, tried="tried" in request.POST
        ),
        draw=draw,
        route="unit",
        names={"holder": holder, "area": area},
    ).answer(request)


def _page(
    request: HttpRequest, unit: Unit, form: ReferralForm, *, preview: ReferralFacts | None = None, refusal: str = ""
) -> HttpResponse:
    page = {
        "unit": unit,
        "form": form,
        "preview": preview and _as_told(preview, unit),
        "refusal": refusal,
        "versions": kept.versions(ReferralInformation, unit.area, unit.holder),
    }
    return render(request, "unit/unit.html", page)


def _beginning(unit: Unit) -> dict[str, Any]:
    """What is told now; for a unit that tells nothing, what the area's document says that a referral must hold."""
    if unit.referral is not None:
        return ReferralForm.beginning(unit.referral.facts, seen=unit.referral.version)
    return {"required": "\n".join(referrals.suggested(unit.area)), "seen": 0}


def _as_told(facts: ReferralFacts, unit: Unit) -> Referral:
    return Referral(facts, 0, timezone.now(), "unit_editor", unit.holder.name)


def _within(request: SignedIn) -> frozenset[int] | None:
    found = reach(request.actor, NEEDS)
    return None if found.everything else found.organisations
