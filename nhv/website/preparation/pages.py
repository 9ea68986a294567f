"""The opinion on system effects, as its group writes and gives it."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.accounts import access
from nhv.process.opinions import acts
from nhv.process.opinions.models import MOST_FUNCTION, MOST_OVERALL, MOST_WORDS, Preparation
from nhv.process.opinions.queries import common_views, opinions_of, preparations_for, views_of
from nhv.process.placements.reaching import compared_calls
from nhv.register.models import Organisation
from nhv.rules.effects import Effect, EffectHeading
from nhv.website.act_forms import ActForm, ParagraphsField, press_button
from nhv.website.errors import NotHere
from nhv.website.requests import SignedIn
from nhv.website.words import EFFECT_HEADINGS, EFFECTS

LARGEST_NUMBER = 2**31


class ViewForm(ActForm):
    """One function at one hospital."""

    hospital = forms.ChoiceField(label=gettext_lazy("Sjukhus"))
    heading = forms.ChoiceField(
        label=gettext_lazy("Rubrik"), choices=[(one.value, EFFECT_HEADINGS[one]) for one in EffectHeading]
    )
    function = forms.CharField(
        label=gettext_lazy("Funktion"),
        max_length=MOST_FUNCTION,
        help_text=gettext_lazy("Till exempel kärlkirurgi, traumajour eller neonatal intensivvård."),
    )
    effect = forms.ChoiceField(
        label=gettext_lazy("Hur skulle det gå?"),
        widget=forms.RadioSelect,
        choices=[(one.value, EFFECTS[one]) for one in Effect],
    )
    why = ParagraphsField(label=gettext_lazy("Varför?"), rows=4, max_length=MOST_WORDS)
    common = forms.BooleanField(label=gettext_lazy("Det här är gruppens gemensamma bedömning"), required=False)

    def __init__(self, data: Any, hospitals: Sequence[Organisation], *, may_write: bool) -> None:
        super().__init__(data)
        self._hospitals = {one.key: one for one in hospitals}
        cast(forms.ChoiceField, self.fields["hospital"]).choices = [(one.key, one.name) for one in hospitals]
        if not may_write:
            del self.fields["common"]

    @property
    def seen(self) -> acts.Seen:
        said = self.cleaned_data
        return acts.Seen(
            hospital=self._hospitals[said["hospital"]],
            heading=EffectHeading(said["heading"]),
            function=said["function"],
            effect=Effect(said["effect"]),
            why=said["why"],
            common=said.get("common", False),
        )


class GiveForm(ActForm):
    """The whole in words."""

    overall = ParagraphsField(label=gettext_lazy("Samlad bedömning"), rows=6, max_length=MOST_OVERALL)
    dissent = ParagraphsField(
        label=gettext_lazy("Avvikande mening (frivilligt)"), rows=3, required=False, max_length=MOST_OVERALL
    )


def list_cases(request: SignedIn) -> HttpResponse:
    """The cases that one's group prepares."""
    return render(request, "preparation/cases.html", {"preparations": preparations_for(request.actor)})


def show_case(request: SignedIn, key: str) -> HttpResponse:
    """What is written so far: the group's common words, one's own, the others'; and the calls whose applicants one may
    compare. Nine queries at most."""
    found = preparation_or_not_here(request, key)
    views = views_of(found.case)
    page = {
        "case": found.case,
        "group": found.group,
        "common": common_views(views),
        "own": [one for one in views if one.member_id == request.user.pk],
        "others": [one for one in views if one.member_id not in (None, request.user.pk)],
        "given": opinions_of(found.case),
        "consultations": found.case.consultations.all(),
        "calls": compared_calls(request.actor).filter(area=found.case.area_id) if found.case.area_id else (),
        "may_view": access.can(request.actor, "opinion.view"),
        "may_give": access.can(request.actor, "opinion.give"),
    }
    return render(request, "preparation/case.html", page)


def write_view(request: SignedIn, key: str) -> HttpResponse:
    """One's own view, or for the secretary the group's."""
    found = preparation_or_not_here(request, key, "opinion.view")
    hospitals = Organisation.objects.filter(kind=Organisation.Kind.HOSPITAL)
    form = ViewForm(request.POST or None, list(hospitals), may_write=access.can(request.actor, "opinion.write"))
    if (
        request.method == "POST"
        and form.is_valid()
        and form.has_done(
            request, lambda: acts.write_view(case=found.case, seen=form.seen, by=request.actor, now=request.received_at)
        )
    ):
        messages.success(request, _("Bedömningen är sparad."))
        return redirect("opinion", key)
    return render(request, "preparation/view.html", {"case": found.case, "form": form})


def drop_view(request: SignedIn, key: str, number: int) -> HttpResponse:
    """Take away what one has written."""
    found = preparation_or_not_here(request, key, "opinion.view")
    which = min(number, LARGEST_NUMBER)
    if press_button(request, lambda: acts.drop_view(case=found.case, number=which, by=request.actor)):
        messages.success(request, _("Bedömningen är borttagen."))
    return redirect("opinion", key)


def give(request: SignedIn, key: str) -> HttpResponse:
    """The opinion, frozen and public."""
    found = preparation_or_not_here(request, key, "opinion.give")
    form = GiveForm(request.POST or None)
    common = common_views(views_of(found.case))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = form.try_to(
            request,
            lambda: acts.give(
                case=found.case,
                overall=said["overall"],
                dissent=said["dissent"],
                by=request.actor,
                now=request.received_at,
            ),
        )
        if made:
            messages.success(request, _("Yttrandet är avgivet."))
            return redirect("opinion", key)
    return render(request, "preparation/give.html", {"case": found.case, "form": form, "common": common})


def preparation_or_not_here(request: SignedIn, key: str, activity: str = "opinion.see") -> Preparation:
    """A case that one's group prepares. Raises NotHere."""
    found = preparations_for(request.actor, activity).filter(case__key=key).first()
    if found is None:
        raise NotHere(_("Det finns inget ärende med adressen ”%(key)s”.") % {"key": key[:80]}, wanted=key, cases=[key])
    return found
