"""The units whose information somebody keeps, and the information of one of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nhv.accounts.access import reach
from nhv.accounts.vouching.referral_information import NEEDS, confirm_referral_information, save_referral_information
from nhv.language.numbers import whole_number
from nhv.register import referrals
from nhv.register.referrals import Referral, Unit
from nhv.specification.referrals import ReferralFacts
from nhv.website.errors import NotHere
from nhv.website.refusals import NOT_DONE, in_readers_words
from nhv.website.requests import SignedIn
from nhv.website.unit.forms import ReferralForm


@require_safe
def show_units(request: SignedIn) -> HttpResponse:
    """/enheter/: every unit within reach, and which of them somebody should look at."""
    units = referrals.units(_within(request))
    page = {
        "units": units,
        "missing": sum(unit.referral is None for unit in units),
        "stale": sum(unit.referral is not None and unit.referral.is_stale for unit in units),
    }
    return render(request, "unit/units.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def show_unit(request: SignedIn, holder: str, area: str) -> HttpResponse:
    """/enheter/<innehavare>/<område>/: what it tells, as those who refer see it, and the form to change it in.

    POST with `do`: «confirm» what is told, «preview» what is written, else save it.
    """
    unit = referrals.unit(_within(request), area=area, holder=holder)
    if unit is None:
        raise NotHere(_("Enheten har inget tillstånd i området, eller är inte en av dina."))
    if request.method != "POST":
        return _page(request, unit, ReferralForm(initial=_beginning(unit)))
    if request.POST.get("do") == "confirm":
        return _confirm(request, unit)
    form = ReferralForm(request.POST)
    if not form.is_valid() or form.facts is None:
        return _page(request, unit, form)
    if request.POST.get("do") == "preview":
        return _page(request, unit, form, preview=_as_told(form.facts, unit))
    try:
        save_referral_information(
            area=unit.area,
            holder=unit.holder,
            facts=form.facts,
            seen_version=form.cleaned_data["seen"],
            by=request.actor,
            now=timezone.now(),
        )
    except NOT_DONE as refusal:
        form.add_error(None, in_readers_words(refusal))
        return _page(request, unit, form)
    messages.success(request, _("Uppgifterna är sparade och visas för alla från och med nu."))
    return redirect("unit", holder=unit.holder.key, area=unit.area.key)


def _confirm(request: SignedIn, unit: Unit) -> HttpResponse:
    try:
        confirm_referral_information(
            area=unit.area,
            holder=unit.holder,
            seen_version=whole_number(request.POST.get("seen", ""), digits=8) or 0,
            by=request.actor,
            now=timezone.now(),
        )
    except NOT_DONE as refusal:
        return _page(request, unit, ReferralForm(initial=_beginning(unit)), refusal=in_readers_words(refusal))
    messages.success(request, _("Uppgifterna är bekräftade i dag. Tack."))
    return redirect("unit", holder=unit.holder.key, area=unit.area.key)


def _page(request: HttpRequest, unit: Unit, form: ReferralForm, **more: Any) -> HttpResponse:
    page = {"unit": unit, "form": form, "versions": referrals.versions(unit.area, unit.holder), **more}
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
