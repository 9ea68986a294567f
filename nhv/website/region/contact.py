"""/regionens-kontakt/: whom one reaches at the region when a unit has told nothing."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from nhv.accounts.access import reach
from nhv.register.contacts import Contact, contacts, tell_contact
from nhv.register.models import Organisation
from nhv.register.order import in_swedish
from nhv.rules.actor import Actor
from nhv.website.act_forms import ActForm
from nhv.website.address_input import AddressInput
from nhv.website.errors import NotHere
from nhv.website.requests import SignedIn

NEEDS = "region.describe"


class ContactForm(ActForm):
    """All may be empty: then nobody has told."""

    coordinator = forms.CharField(
        label=gettext_lazy("Funktion"),
        help_text=gettext_lazy("Till exempel ”Samordnare för nationell högspecialiserad vård”. Inga namn."),
        required=False,
        max_length=200,
    )
    telephone = forms.CharField(
        label=gettext_lazy("Telefon till funktionen"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    email = AddressInput(label=gettext_lazy("E-post till funktionen"), required=False, max_length=254)
    hours = forms.CharField(label=gettext_lazy("När någon svarar"), required=False, max_length=200)
    switchboard = forms.CharField(
        label=gettext_lazy("Regionens växel"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )


def regions_within(by: Actor) -> list[Organisation]:
    """The regions whose contact this person keeps. Two queries."""
    reached = reach(by, NEEDS)
    regions = Organisation.objects.filter(kind=Organisation.Kind.REGION).order_by(in_swedish("name"))
    return list(regions if reached.everything else regions.filter(pk__in=reached.organisations))


def list_contacts(request: SignedIn) -> HttpResponse:
    """Every region within reach, with what it tells."""
    told = contacts()
    page = {"contacts": [(region, told.get(region.pk)) for region in regions_within(request.actor)]}
    return render(request, "region/contacts.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def show_contact(request: SignedIn, region: str) -> HttpResponse:
    """What one of them tells, to be changed or said anew."""
    found = next((each for each in regions_within(request.actor) if each.key == region), None)
    if found is None:
        raise NotHere(_("Regionen finns inte i registret, eller är inte en av dina."))
    told = contacts().get(found.pk)
    form = ContactForm(request.POST if request.method == "POST" else None, initial=vars(told) if told else {})
    if request.method == "POST" and form.is_valid() and _has_saved(request, form, found):
        messages.success(request, _("Uppgifterna är sparade och visas för alla från och med nu."))
        return redirect("region-contacts")
    return render(request, "region/contact.html", {"region": found, "told": told, "form": form})


def _has_saved(request: SignedIn, form: ContactForm, region: Organisation) -> bool:
    said = {name: form.cleaned_data[name] for name in form.fields if name != "once"}
    told, now = Contact(**said), request.received_at
    return form.has_done(request, lambda: tell_contact(region=region, contact=told, by=request.actor, now=now))
