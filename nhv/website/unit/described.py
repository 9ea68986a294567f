"""What a unit is called in other systems and how its coordinator is reached: kept by whoever knows it."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from nhv.accounts.access import reach
from nhv.register.models import Organisation
from nhv.register.organisations import describe_unit, units_within
from nhv.rules.reach import Reach
from nhv.website.act_forms import ActForm
from nhv.website.errors import NotHere
from nhv.website.requests import SignedIn

NEEDS = "unit.describe"


class UnitForm(ActForm):
    """Both may be empty: then nobody has told."""

    hsa_id = forms.CharField(
        label=gettext_lazy("HSA-id"),
        help_text=gettext_lazy("Enhetens eget, som det står i HSA-katalogen. Till exempel SE2321000016-1003."),
        required=False,
        max_length=31,
    )
    telephone = forms.CharField(
        label=gettext_lazy("Koordinatorns telefon"),
        help_text=gettext_lazy("Enhetens nummer, aldrig en persons eget. Det visas för alla."),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )


@require_safe
def list_units(request: SignedIn) -> HttpResponse:
    """/enhetsuppgifter/: every unit within reach, and what of it is missing."""
    return render(request, "unit/described_units.html", {"units": units_within(_reached(request))})


@require_http_methods(["GET", "HEAD", "POST"])
def show_unit(request: SignedIn, unit: str) -> HttpResponse:
    """/enhetsuppgifter/<enhet>/: its hospital, and a form for its HSA-id and its coordinator's telephone."""
    found = next((each for each in units_within(_reached(request), key=unit)), None)
    if found is None:
        raise NotHere(_("Enheten finns inte i registret, eller är inte en av dina."))
    known = {"hsa_id": found.hsa_id or "", "telephone": found.telephone}
    form = UnitForm(request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and form.is_valid() and _has_saved(request, form, found):
        messages.success(request, _("Uppgifterna är sparade och visas för alla från och med nu."))
        return redirect("described-unit", unit=found.key)
    return render(request, "unit/described_unit.html", {"unit": found, "form": form})


def _has_saved(request: SignedIn, form: UnitForm, unit: Organisation) -> bool:
    told = {name: form.cleaned_data[name] for name in ("hsa_id", "telephone")}
    return form.has_done(request, lambda: describe_unit(unit=unit, **told, by=request.actor))


def _reached(request: SignedIn) -> Reach:
    return reach(request.actor, NEEDS)
