"""The text in plain words beside the text, part by part."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.process.drafting import plain
from nhv.process.drafting.models import MOST_COMMENT
from nhv.process.drafting.queries import drafted_at, latest_number
from nhv.process.drafting.talk import open_comments
from nhv.website.act_forms import ActForm, ParagraphsField
from nhv.website.group.pages import group_case
from nhv.website.group.text import SEE, about_text, part_or_not_here
from nhv.website.requests import SignedIn
from nhv.website.strict_fields import WholeNumberField

WRITE = "draft.write"


class PlainForm(ActForm):
    """A part in plain words."""

    seen = WholeNumberField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    text = ParagraphsField(
        label=gettext_lazy("I klarspråk"),
        max_length=MOST_COMMENT,
        rows=6,
        help_text=gettext_lazy("Så att den som inte är expert förstår: korta meningar, vanliga ord."),
    )


def show_plain(request: SignedIn, key: str) -> HttpResponse:
    """Every part that says something, its plain words beside it, and the way to comment."""
    case = group_case(request, key, SEE)
    number = latest_number(case)
    drafted = drafted_at(case, number)
    comments = open_comments(case, drafted)
    rows = [(one, len(comments.get(one.key, ()))) for one in plain.in_plain(case, drafted)]
    written = sum(1 for one, _comments in rows if one.plain)
    page = {"rows": rows, "written": written}
    return render(request, "group/plain.html", {**about_text(request, case, number), **page})


def write_plain(request: SignedIn, key: str, part: str) -> HttpResponse:
    """One part in plain words."""
    case = group_case(request, key, WRITE)
    number = latest_number(case)
    drafted = drafted_at(case, number)
    found = part_or_not_here(drafted.area, part)
    now = next((one for one in plain.in_plain(case, drafted) if one.key == part), None)
    there = now.plain if now else None
    initial = {"seen": there.number if there else 0, "text": there.text if there else ""}
    form = PlainForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and _has_written(request, case, part, form):
        messages.success(request, _("Sparat."))
        return redirect(f"{reverse('group-plain', args=[key])}#{part}")
    # Who has met another's words has seen them now, and saves over them on purpose.
    changed = bool(form.errors and there and str(there.number) != str(form["seen"].value()))
    if changed and there is not None:
        form.data = {**request.POST.dict(), "seen": str(there.number)}
    page = {"part": found, "form": form, "there": there if changed else None}
    return render(request, "group/plain_part.html", {**about_text(request, case, number), **page})


def _has_written(request: SignedIn, case: Any, part: str, form: PlainForm) -> bool:
    said = form.cleaned_data
    return form.has_done(
        request,
        lambda: plain.write_plain(
            case=case, part=part, text=said["text"], seen=said["seen"], by=request.actor, now=request.received_at
        ),
    )
