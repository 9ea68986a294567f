"""My organisations' applications, the calls that can be answered now, and the beginning of an application."""

import secrets
from dataclasses import dataclass

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.accounts.access import reach
from nhv.filings.queries import PAGE, own_filings
from nhv.process.applications.acts import start_application
from nhv.process.calls.queries import open_calls, published_call
from nhv.register.models import Organisation
from nhv.website.errors import NotHere
from nhv.website.refusals import NOT_DONE, in_readers_words


@dataclass(frozen=True)
class Place:
    """A region that somebody writes for, and its hospitals."""

    region: Organisation
    hospitals: tuple[Organisation, ...]


def filings(request: HttpRequest) -> HttpResponse:
    """The list: those that are being written or waited for first, then the rest. Nine queries at most."""
    now = timezone.now()
    page = {
        "now": now,
        "filings": Paginator(own_filings(request.actor), PAGE).get_page(request.GET.get("sida")),
        "calls": open_calls(now),
        "regions": [place.region for place in places(request)],
    }
    return render(request, "applicant/filings.html", page)


def begin(request: HttpRequest, call: str) -> HttpResponse:
    """For whom and for which hospital; then the application is there."""
    asked = published_call(call)
    if asked is None:
        raise NotHere(_("Här finns ingen utlysning."))
    where = places(request)
    form = BeginForm(where, request.POST or None)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            region, hospital = form.chosen()
            filing = start_application(
                call=asked,
                organisation=region,
                hospital=hospital,
                by=request.actor,
                once_key=request.POST.get("once", ""),
            )
            return HttpResponseRedirect(reverse("filing", kwargs={"key": filing.key}))
        except NOT_DONE as told:
            refused = in_readers_words(told)
    already = own_filings(request.actor).filter(call=asked)
    page = {"call": asked, "form": form, "refused": refused, "already": already, "now": timezone.now()}
    page["once"] = request.POST.get("once") or secrets.token_hex(16)
    return render(request, "applicant/begin.html", page)


class BeginForm(forms.Form):
    """Which hospital. The region follows from it; who writes for several regions chooses «not decided» for one."""

    where = forms.ChoiceField(label=gettext_lazy("Vid vilket sjukhus ska vården bedrivas?"), widget=forms.RadioSelect)

    def __init__(self, where: list[Place], data: object) -> None:
        super().__init__(data)
        self.places = where
        self.fields["where"].choices = [choice for place in where for choice in _choices(place, len(where) > 1)]
        self.fields["where"].help_text = _("Det som sjukhuset har intygat följer med. Sjukhuset kan ändras senare.")

    def chosen(self) -> tuple[Organisation, Organisation | None]:
        """The region and the hospital, when one was chosen."""
        region_key, _slash, hospital_key = self.cleaned_data["where"].partition("/")
        place = next(place for place in self.places if place.region.key == region_key)
        return place.region, next((each for each in place.hospitals if each.key == hospital_key), None)


def places(request: HttpRequest) -> list[Place]:
    """The regions that this person writes for, with their hospitals. Three queries."""
    reached = reach(request.actor, "application.write").organisations
    found = list(Organisation.objects.filter(pk__in=reached).order_by("name"))
    return [
        Place(
            region,
            tuple(each for each in found if each.kind == Organisation.Kind.HOSPITAL and each.parent_id == region.pk),
        )
        for region in found
        if region.kind == Organisation.Kind.REGION
    ]


def _choices(place: Place, several: bool) -> list[tuple[str, str]]:
    after = f" ({place.region.name})" if several else ""
    hospitals = [(f"{place.region.key}/{each.key}", f"{each.name}{after}") for each in place.hospitals]
    return [*hospitals, (f"{place.region.key}/", f"{_('Ett annat, eller inte bestämt')}{after}")]
