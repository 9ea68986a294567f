"""Keeping how the country's care is placed, for later years to be held against."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.process.placements.baselines import FIRST_YEAR, baselines, keep_baseline
from nhv.website.act_forms import ActForm
from nhv.website.act_pages import page_of_an_act
from nhv.website.requests import SignedIn
from nhv.website.strict_fields import WholeNumberField


class YearForm(ActForm):
    """Which year."""

    year = WholeNumberField(
        label=gettext_lazy("År"),
        help_text=gettext_lazy("Läget den sista dagen det året, eller i dag medan året pågår."),
        min_value=FIRST_YEAR,
        max_value=9_999,
    )


def keep(request: SignedIn) -> HttpResponse:
    """/handlaggning/utgangslagen/: those that are kept, and one more."""
    form = YearForm(request.POST or None, initial={"year": timezone.localdate().year})
    return page_of_an_act(
        request,
        form,
        lambda: keep_baseline(year=form.cleaned_data["year"], by=request.actor, now=request.received_at),
        to=("officer-baselines",),
        template="officer/baselines.html",
        page={"kept": baselines()},
        said=_("Utgångsläget är sparat, och alla kan läsa det."),
    )
