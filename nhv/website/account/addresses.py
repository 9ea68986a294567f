"""/personer/adresser/: where calls are sent, a region at a time, on one page."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhv.accounts import acts
from nhv.accounts.access import reach
from nhv.register.models import Organisation
from nhv.register.order import in_swedish
from nhv.rules.reach import Reach
from nhv.website.act_forms import ActForm
from nhv.website.address_input import AddressInput
from nhv.website.requests import SignedIn


class AddressesForm(ActForm):
    """One registered address for each region within reach. The page says which it showed: one that was left open takes
    nothing back."""

    def __init__(self, *args: Any, reached: Reach, **named: Any) -> None:
        super().__init__(*args, **named)
        regions = Organisation.objects.filter(kind=Organisation.Kind.REGION).order_by(in_swedish("name"))
        self.regions = [region for region in regions if reached.covers(region)]
        for region in self.regions:
            self.fields[region.key] = AddressInput(
                label=region.name,
                required=False,
                max_length=254,
                initial=region.email,
                show_hidden_initial=True,
            )


@require_http_methods(["GET", "HEAD", "POST"])
def addresses(request: SignedIn) -> HttpResponse:
    """See and change the registered addresses."""
    form = AddressesForm(request.POST or None, reached=reach(request.actor, "organisations.address"))

    def change() -> None:
        for region in form.regions:
            if region.key in form.changed_data:
                acts.change_address(organisation=region, email=form.cleaned_data[region.key], by=request.actor)

    if request.method == "POST" and form.is_valid() and form.has_done(request, change):
        messages.success(request, _("Adresserna är sparade."))
        return redirect("addresses")
    return render(request, "people/addresses.html", {"form": form})
