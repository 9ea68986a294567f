"""/konto/brev/: how often one is written to, and the areas and regions that one follows."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from nhv.accounts.letters import choose, follow, letters_of, unfollow
from nhv.accounts.models import Follow
from nhv.register import queries
from nhv.register.models import Organisation
from nhv.register.order import in_swedish
from nhv.website.act_forms import ActForm
from nhv.website.requests import SignedIn
from nhv.website.templatetags.nhv import plain_name
from nhv.website.words import HOW_OFTEN


class HowForm(ActForm):
    """How often."""

    how = forms.ChoiceField(
        label=gettext_lazy("Hur ofta vill du ha brev?"),
        choices=list(HOW_OFTEN.items()),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Brevet säger hur mycket som är nytt och var det står, aldrig vad det handlar om."),
    )


class FollowForm(ActForm):
    """An area or a region to follow: «area:sma», «region:region-skane»."""

    what = forms.ChoiceField(label=gettext_lazy("Område eller region"))

    def __init__(self, data: Any, names: dict[str, list[tuple[str, str]]]) -> None:
        super().__init__(data)
        groups = [(_("Regioner"), names["region"]), (_("Områden"), names["area"])]
        cast(forms.ChoiceField, self.fields["what"]).choices = [("", _("Välj")), *groups]


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: SignedIn) -> HttpResponse:
    """See and choose how often."""
    form = HowForm(request.POST or None, initial={"how": letters_of(request.user)})
    if request.method == "POST" and form.is_valid():
        how = form.cleaned_data["how"]
        if form.has_done(request, lambda: choose(by=request.actor, how=how, now=request.received_at)):
            messages.success(request, _("Ditt val är sparat."))
            return redirect("letters")
    return _page(request, form, FollowForm(None, _names()))


@require_POST
def begin_to_follow(request: SignedIn) -> HttpResponse:
    """One more."""
    form = FollowForm(request.POST, _names())
    if form.is_valid():
        kind, _colon, key = form.cleaned_data["what"].partition(":")
        if form.has_done(request, lambda: follow(by=request.actor, kind=kind, key=key)):
            if letters_of(request.user) == "never":
                messages.success(request, _("Sparat. Välj också hur ofta du vill ha brev."))
            else:
                messages.success(request, _("Sparat. Du får brev när något publiceras."))
            return redirect("letters")
    return _page(request, HowForm(None, initial={"how": letters_of(request.user)}), form)


@require_POST
def stop_following(request: SignedIn) -> HttpResponse:
    """One less."""
    kind, _colon, key = request.POST.get("what", "")[:100].partition(":")
    unfollow(by=request.actor, kind=kind, key=key)
    messages.success(request, _("Du följer det inte längre."))
    return redirect("letters")


def _page(request: SignedIn, how: HowForm, more: FollowForm) -> HttpResponse:
    names = {key: name for group in _names().values() for key, name in group}
    follows = [f"{each.kind}:{each.key}" for each in Follow.objects.filter(user=request.user)]
    page = {
        "form": how,
        "follow_form": more,
        "follows": [(key, names.get(key, key)) for key in follows],
        "faulty": how if how.errors else more,
    }
    return render(request, "account/letters.html", page)


def _names() -> dict[str, list[tuple[str, str]]]:
    """What can be followed, by kind, as a form has it. Two queries."""
    regions = Organisation.objects.filter(kind=Organisation.Kind.REGION).order_by(in_swedish("name"))
    areas = [(f"area:{document.area.key}", plain_name(document)) for document in queries.documents_on()]
    return {"region": [(f"region:{each.key}", each.name) for each in regions], "area": areas}
