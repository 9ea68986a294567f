"""The officer appoints the group that weighs what has been applied for."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from nhv.process.calls.queries import call_cases
from nhv.process.groups.sorts import preparatory_groups
from nhv.process.weighing.acts import appoint
from nhv.website.act_pages import page_of_an_act
from nhv.website.errors import NotHere
from nhv.website.officer.case_forms import GroupForm
from nhv.website.requests import SignedIn


def appoint_group(request: SignedIn, key: str) -> HttpResponse:
    """Which group prepares the call, when the time to apply is out."""
    call = call_cases(request.actor).filter(key=key).first()
    if call is None:
        raise NotHere(_("Det finns ingen utlysning med den adressen."), wanted=key)
    groups = {one.key: one for one in preparatory_groups()}
    form = GroupForm(request.POST or None, list(groups.values()), _("Beredningsgrupp"))

    def do() -> bool:
        group = groups[form.cleaned_data["group"]]
        return bool(appoint(call=call, group=group, by=request.actor, now=request.received_at))

    page = {
        "title": _("Utse beredningsgrupp"),
        "button": _("Utse"),
        "caption": call.facts.title,
        "lead": _("Gruppen väger ansökningarna mot villkoren och yttrar sig till nämnden. Den byts inte sedan."),
        "back": reverse("officer-call", args=[key]),
    }
    return page_of_an_act(request, form, do, to=("weighing", key), template="board/act.html", page=page)
