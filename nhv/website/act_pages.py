"""A page that is one act: its form, and where one comes when it is done."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nhv.website.act_forms import ActForm
from nhv.website.requests import SignedIn


def page_of_an_act(
    request: SignedIn,
    form: ActForm,
    do: Callable[[], object],
    *,
    to: tuple[Any, ...],
    template: str,
    page: Mapping[str, Any],
    said: str = "",
) -> HttpResponse:
    """Done: on to the route `to` (its name and arguments), where it is `said`, or that it is saved. Else the form, with
    what is wrong, drawn by the template with what `page` holds besides."""
    if request.method == "POST" and form.is_valid() and form.has_done(request, do):
        messages.success(request, said or _("Sparat."))
        return redirect(*to)
    return render(request, template, {"form": form, **page})
