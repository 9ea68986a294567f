"""Proposals of co-operation: made by those who prepare, answered by those concerned."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nhv.accounts import access
from nhv.process.cooperation import acts
from nhv.process.cooperation.models import Cooperation, CooperationPart
from nhv.process.cooperation.queries import cooperations_in, may_answer, own_cooperations
from nhv.process.weighing.queries import applications
from nhv.website.cooperation.forms import AnswerForm, ProposeForm
from nhv.website.errors import NotHere
from nhv.website.requests import SignedIn
from nhv.website.weighing.pages import act_page, weighing_or_not_here

MOST_SHOWN = 200


def propose(request: SignedIn, key: str) -> HttpResponse:
    """A proposal, beside those that are made. Eight queries at most, however many they are."""
    weighing = weighing_or_not_here(request, key, "cooperation.propose")
    filed = applications(weighing.call)
    form = ProposeForm(request.POST or None, filed)
    return act_page(
        request,
        weighing,
        form,
        lambda: acts.propose(
            weighing=weighing,
            words=form.cleaned_data["words"],
            parts=form.parts,
            by=request.actor,
            now=request.received_at,
        ),
        title=_("Föreslå samverkan"),
        button=_("Skicka till de sökande"),
        lead=_("Skriv vad var och en gör. De som har en del får frågan, och förslaget kan bli del av nämndens beslut."),
        shown={"cooperations": cooperations_in(weighing.call)},
    )


def list_own(request: SignedIn) -> HttpResponse:
    """What one's region is asked about."""
    return render(request, "cooperation/own.html", {"cooperations": own_cooperations(request.actor)[:MOST_SHOWN]})


def show_own(request: SignedIn, key: str) -> HttpResponse:
    """One proposal, and the region's own answer."""
    found = own_cooperations(request.actor).filter(key=key).first()
    if found is None:
        raise NotHere(_("Det finns inget förslag om samverkan med den adressen."), wanted=key)
    reached = access.reach(request.actor, "cooperation.see_own")
    own = [one for one in found.parts.all() if one.filing.organisation_id in reached.keys]
    form = AnswerForm(request.POST or None, own)

    def do() -> object:
        part = next(one for one in own if str(one.pk) == form.cleaned_data["part"])
        agrees, words = form.cleaned_data["agrees"] == "yes", form.cleaned_data["words"]
        return acts.answer(part=part, agrees=agrees, words=words, by=request.actor, now=request.received_at)

    if request.method == "POST" and form.is_valid() and form.has_done(request, do):
        messages.success(request, _("Sparat."))
        return redirect("own-cooperation", key)
    page = {"cooperation": found, "form": form if _may(request, found, own) else None}
    return render(request, "cooperation/show.html", page)


def _may(request: SignedIn, found: Cooperation, own: list[CooperationPart]) -> bool:
    return bool(own) and may_answer([found])[found.pk] and access.can(request.actor, "cooperation.answer")
