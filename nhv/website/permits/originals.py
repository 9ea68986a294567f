"""Where an area's original decisions are, as an officer enters it."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from nhv.process.permits.originals import Seen, enter_original
from nhv.register.queries import area_on
from nhv.website.act_pages import page_of_an_act
from nhv.website.errors import NotHere
from nhv.website.permits.forms import OriginalForm
from nhv.website.requests import SignedIn

NAMES = ("heading", "record_number", "decided_on", "address", "sha256", "seen_on", "differs")


def enter(request: SignedIn, area: str) -> HttpResponse:
    """One decision under one of the two headings."""
    view = area_on(area)
    if view is None:
        raise NotHere(_("Registret har inget område med adressen ”%(key)s”.") % {"key": area[:80]})
    form = OriginalForm(request.POST or None)

    def do() -> object:
        seen = Seen(**{name: form.cleaned_data[name] for name in NAMES})
        return enter_original(area=view.document.area, seen=seen, by=request.actor, now=request.received_at)

    page = {"title": _("Ett beslut så som det togs"), "caption": view.document.name, "button": _("Spara")}
    return page_of_an_act(request, form, do, to=("area", area), template="permits/act.html", page=page)
