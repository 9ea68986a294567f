"""Proposals as their makers write and follow them, and as officers handle them."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.accounts import access
from nhv.accounts.deeds import deeds_of
from nhv.process.proposals import acts
from nhv.process.proposals.models import GROUNDS, MOST_TEXT, Proposal
from nhv.process.proposals.moves import PROPOSAL
from nhv.process.proposals.queries import MOST_ROWS, alike, own_proposals, proposals_for
from nhv.register.models import Organisation
from nhv.website import words
from nhv.website.act_forms import ActForm, Confirmation, ParagraphsField
from nhv.website.errors import NotHere
from nhv.website.officer.case_forms import MergeForm, ReasonForm
from nhv.website.requests import SignedIn
from nhv.website.strict_fields import WholeNumberField

PAGE = 50


class ProposalForm(ActForm):
    """What care should be looked at, and why."""

    proposer = forms.ChoiceField(label=gettext_lazy("Ni föreslår för"))
    title = forms.CharField(label=gettext_lazy("Vad området skulle heta"), max_length=300)
    care = ParagraphsField(
        label=gettext_lazy("Vilken vård det gäller"),
        max_length=MOST_TEXT,
        help_text=gettext_lazy("Diagnoser, åtgärder, åldrar. Hela vården eller en del av den."),
    )
    grounds = forms.MultipleChoiceField(  # type: ignore[call-arg]  # the stubs do not know template_name
        label=gettext_lazy("Skäl enligt 7 kap. 5 § hälso- och sjukvårdslagen"),
        choices=[(one, words.GROUNDS[one]) for one in GROUNDS],
        widget=forms.CheckboxSelectMultiple,
        template_name="officer/parts/checkboxes.html",
    )
    why = ParagraphsField(label=gettext_lazy("Varför vården behöver samlas"), max_length=MOST_TEXT)
    patients_a_year = WholeNumberField(
        label=gettext_lazy("Patienter per år i landet, om det är känt"),
        help_text=gettext_lazy("Ett helt tal. Är det en uppskattning, skriv det i texten ovanför."),
        required=False,
        min_value=0,
    )
    done_today = ParagraphsField(
        label=gettext_lazy("Var vården görs i dag, om det är känt"), max_length=MOST_TEXT, rows=3, required=False
    )

    def __init__(self, data: Any, proposers: list[Organisation]) -> None:
        super().__init__(data)
        field = cast(forms.ChoiceField, self.fields["proposer"])
        field.choices = [(one.key, one.name) for one in proposers]
        if len(proposers) == 1:
            field.initial = proposers[0].key
            field.widget = forms.HiddenInput()

    @property
    def said(self) -> acts.Proposed:
        said = self.cleaned_data
        return acts.Proposed(
            title=said["title"],
            care=said["care"],
            why=said["why"],
            grounds=tuple(said["grounds"]),
            patients_a_year=said["patients_a_year"],
            done_today=said["done_today"],
        )


def list_own(request: SignedIn) -> HttpResponse:
    """Our proposals, and what became of each."""
    found = Paginator(own_proposals(request.actor), PAGE).get_page(request.GET.get("sida"))
    return render(request, "proposer/proposals.html", {"found": found})


def propose(request: SignedIn) -> HttpResponse:
    """A new proposal. Before it is sent, what is like it already is shown once."""
    reached = access.reach(request.actor, "proposal.make")
    kinds = (Organisation.Kind.REGION, Organisation.Kind.GROUP)
    proposers = list(Organisation.objects.filter(pk__in=reached.organisations, kind__in=kinds).order_by("name"))
    form = ProposalForm(request.POST or None, proposers)
    near = None
    if request.method == "POST" and form.is_valid():
        near = alike(form.said.title, form.said.care)
        if "seen" in request.POST or not (near.areas or near.proposals):
            chosen = next(one for one in proposers if one.key == form.cleaned_data["proposer"])
            made = form.try_to(
                request,
                lambda: acts.propose(
                    proposer=chosen,
                    said=form.said,
                    by=request.actor,
                    now=request.received_at,
                    once_key=form.cleaned_data["once"],
                ),
            )
            if made:
                messages.success(request, _("Förslaget står nu på listan."))
                return redirect("proposal", made.pk)
    return render(request, "proposer/new_proposal.html", {"form": form, "near": near})


def show_own(request: SignedIn, number: int) -> HttpResponse:
    """One of ours, with what became of it; it can be taken back."""
    proposal = _found(own_proposals(request.actor).filter(pk=number).first())
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        if form.has_done(request, lambda: acts.take_back(proposal=proposal, why=why, by=request.actor)):
            return redirect("proposal", number)
    page = {"one": proposal, "form": form, "can_take_back": PROPOSAL.can("take_back", source=proposal.state)}
    return render(request, "proposer/proposal.html", page)


def list_all(request: SignedIn) -> HttpResponse:
    """Every proposal, for officers."""
    found = Paginator(proposals_for(request.actor), PAGE).get_page(request.GET.get("sida"))
    return render(request, "officer/proposals.html", {"found": found})


def handle(request: SignedIn, number: int) -> HttpResponse:
    """One proposal as officers see it: what is like it, and what can be done."""
    proposal = _for_officers(request, number)
    others = [one for one in proposals_for(request.actor)[:MOST_ROWS] if one.pk != number and one.state == "listed"]
    page = {
        "one": proposal,
        "near": alike(proposal.title, proposal.care, but=proposal.pk),
        "is_listed": PROPOSAL.can("start", source=proposal.state),
        "merge": MergeForm(None, others),
        "decline": ReasonForm(None),
        "others": others,
        "deeds": deeds_of(acts.PROPOSAL_KIND, str(number)),
    }
    return render(request, "officer/proposal.html", page)


def start(request: SignedIn, number: int) -> HttpResponse:
    """A case is opened for it."""
    proposal = _for_officers(request, number)
    form = Confirmation(request.POST)
    if form.is_valid():
        case = form.try_to(
            request,
            lambda: acts.start(
                proposal=proposal, by=request.actor, now=request.received_at, once_key=form.cleaned_data["once"]
            ),
        )
        if case:
            return redirect("officer-case", case.key)
    return _refused(request, form, number)


def decline(request: SignedIn, number: int) -> HttpResponse:
    """Off the list, with a reason."""
    proposal = _for_officers(request, number)
    form = ReasonForm(request.POST)
    if form.is_valid():
        why = form.cleaned_data["why"]
        if form.has_done(request, lambda: acts.decline(proposal=proposal, why=why, by=request.actor)):
            return redirect("officer-proposal", number)
    return _refused(request, form, number)


def merge(request: SignedIn, number: int) -> HttpResponse:
    """The same as another."""
    proposal = _for_officers(request, number)
    others = list(proposals_for(request.actor)[:MOST_ROWS])
    form = MergeForm(request.POST, others)
    if form.is_valid():
        into = next(one for one in others if str(one.pk) == form.cleaned_data["into"])
        if form.has_done(request, lambda: acts.merge(proposal=proposal, into=into, by=request.actor)):
            return redirect("officer-proposal", number)
    return _refused(request, form, number)


def _refused(request: SignedIn, form: forms.Form, number: int) -> HttpResponse:
    for faults in form.errors.values():
        messages.error(request, " ".join(map(str, faults)))
    return redirect("officer-proposal", number)


def _for_officers(request: SignedIn, number: int) -> Proposal:
    return _found(proposals_for(request.actor).filter(pk=number).first())


def _found(proposal: Proposal | None) -> Proposal:
    if proposal is None:
        raise NotHere(_("Det finns inget sådant förslag."))
    return proposal
