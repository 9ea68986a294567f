"""What has been said to be wrong: who takes it, and the answer."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.accounts.deeds import deeds_of, names_of
from nhv.process.corrections import acts
from nhv.process.corrections.models import MOST_NOTE, MOST_TEXT, OUTCOMES, ErrorReport
from nhv.process.corrections.queries import reports_for
from nhv.website import words
from nhv.website.act_forms import ActForm, ParagraphsField, press_button
from nhv.website.errors import NotHere
from nhv.website.requests import SignedIn

PAGE = 50


class AnswerForm(ActForm):
    """What it became, the answer, and what everybody reads on the page."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Vad det blev"),
        widget=forms.RadioSelect,
        choices=[(one, words.ERROR_OUTCOMES[one]) for one in OUTCOMES],
    )
    answer = ParagraphsField(
        label=gettext_lazy("Svar"),
        help_text=gettext_lazy("Läses av den som skrev. Upprepa inget om någon patient."),
        max_length=MOST_TEXT,
    )
    note = ParagraphsField(
        label=gettext_lazy("Vad som är rättat, för alla att läsa"),
        help_text=gettext_lazy("Står på områdets sida och i listan över rättelser. Bara när något är rättat."),
        max_length=MOST_NOTE,
        rows=3,
        required=False,
    )


def list_reports(request: SignedIn) -> HttpResponse:
    """All of them, those that wait first. Five queries, however many."""
    found = Paginator(reports_for(request.actor), PAGE).get_page(request.GET.get("sida"))
    return render(request, "officer/doubts.html", {"found": found})


def answer_report(request: SignedIn, report: str) -> HttpResponse:
    """One report with what was written, and the form to answer it in."""
    one = _found(request, report)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("outcome", "answer", "note")}
        if form.has_done(
            request, lambda: acts.answer_report(report=one, **said, by=request.actor, now=request.received_at)
        ):
            messages.success(request, _("Rapporten är besvarad."))
            return redirect("officer-doubt", one.code)
    page = {
        "one": one,
        "form": form,
        "owner": names_of([one.taken_by])[one.taken_by] if one.taken_by else "",
        "has_address": hasattr(one, "address"),
        "deeds": deeds_of(acts.REPORT, one.code),
    }
    return render(request, "officer/doubt.html", page)


def take_report(request: SignedIn, report: str) -> HttpResponse:
    """I answer this one."""
    one = _found(request, report)
    press_button(request, lambda: acts.take_report(report=one, by=request.actor))
    return redirect("officer-doubt", one.code)


def _found(request: SignedIn, code: str) -> ErrorReport:
    one = reports_for(request.actor).filter(code=code).first()
    if one is None:
        raise NotHere(_("Det finns ingen rapport med numret ”%(code)s”.") % {"code": code[:20]})
    return one
