"""Declared conflicts of interest: what somebody has told, and the authority's answer."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from nhv.accounts.acts import answer_declared_conflict
from nhv.accounts.conflicts import waiting_declarations
from nhv.rules.reasons import MOST_WHY
from nhv.website.act_forms import ActForm, ParagraphsField
from nhv.website.requests import SignedIn

YES, NO = "yes", "no"


class AnswerForm(ActForm):
    """Whether there is a conflict, and why. Nothing is chosen beforehand."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Beslut"),
        widget=forms.RadioSelect,
        choices=[
            (YES, gettext_lazy("Jävig: personen stängs ute från ärendet från och med nu")),
            (NO, gettext_lazy("Inte jävig: personen handlägger ärendet som förut")),
        ],
    )
    why = ParagraphsField(
        label=gettext_lazy("Skäl"),
        help_text=gettext_lazy("Visas inte på någon sida. Det bevaras med ärendet."),
        rows=4,
        max_length=MOST_WHY,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def answer_conflict(request: SignedIn, number: int) -> HttpResponse:
    """/handlaggning/jav/<nummer>/: one declaration that waits, and the form to answer it in."""
    declared = get_object_or_404(waiting_declarations(request.actor), pk=number)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = {"is_conflict": form.cleaned_data["answer"] == YES, "why": form.cleaned_data["why"]}
        if form.has_done(request, lambda: answer_declared_conflict(declared=declared, **told, by=request.actor)):
            messages.success(request, _("Beslutet gäller från och med nu."))
            return redirect("desk")
    return render(request, "officer/answer_conflict.html", {"declared": declared, "form": form})
