"""The page of one thing that somebody keeps up to date: confirmed as it stands, looked at before it is saved, saved."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from nhv.language.numbers import whole_number
from nhv.website.refusals import NOT_DONE, in_readers_words
from nhv.website.strict_fields import WholeNumberField


@dataclass(frozen=True)
class KeptPage:
    """What is one kind's own: `form` (with `seen`, and `facts` once it is valid) and what it begins with; the acts
    `save` (facts, seen version) and `confirm` (seen version); `draw`, and the route it leads back to."""

    form: Callable[..., Any]
    beginning: dict[str, Any]
    save: Callable[[Any, int], object]
    confirm: Callable[[int], object]
    draw: Callable[..., HttpResponse]
    route: str
    names: dict[str, str]

    def answer(self, request: HttpRequest) -> HttpResponse:
        """POST with `do`: «confirm» what is told, «preview» what is written, else save it."""
        if request.method != "POST":
            return self.draw(self.form(initial=self.beginning))
        if request.POST.get("do") == "confirm":
            return self._confirm(request)
        form = self.form(request.POST)
        if not form.is_valid() or form.facts is None:
            return self.draw(form)
        if request.POST.get("do") == "preview":
            return self.draw(form, preview=form.facts)
        return self._save(request, form)

    def _save(self, request: HttpRequest, form: Any) -> HttpResponse:
        try:
            self.save(form.facts, form.cleaned_data["seen"])
        except NOT_DONE as refusal:
            form.add_error(None, in_readers_words(refusal))
            return self.draw(form)
        messages.success(request, _("Uppgifterna är sparade och visas för alla från och med nu."))
        return HttpResponseRedirect(reverse(self.route, kwargs=self.names))

    def _confirm(self, request: HttpRequest) -> HttpResponse:
        try:
            self.confirm(whole_number(request.POST.get("seen", ""), digits=8) or 0)
        except NOT_DONE as refusal:
            return self.draw(self.form(initial=self.beginning), refusal=in_readers_words(refusal))
        messages.success(request, _("Uppgifterna är bekräftade i dag. Tack."))
        return HttpResponseRedirect(reverse(self.route, kwargs=self.names))


class KeptForm(forms.Form):
    """`seen` is the version that somebody began from; when the form is valid, `facts` is what was told."""

    seen = WholeNumberField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial, label_suffix="", use_required_attribute=False)
        self.facts: Any = None
