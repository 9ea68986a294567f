"""All that somebody wrote in this browser and that was not received, as text; and where scripts let it wait."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhv.accounts import unsent
from nhv.language.numbers import whole_number
from nhv.website.requests import SignedIn
from nhv.website.unsent.drawn import key_of, not_received, shows_what_was_sent
from nhv.website.unsent.filling import texts


def show(request: SignedIn) -> HttpResponse:
    """What waits, as text that can be copied. Each can be thrown away, which is asked once more: it is gone for good.

    In the address `slang` is the number of the one that is asked about; sent with `sure`, it is let go."""
    key = key_of(request)
    if request.method == "POST":
        number = whole_number(request.POST.get("number", ""), digits=9)
        if number is not None and "sure" not in request.POST:
            return HttpResponseRedirect(f"{reverse('unsent')}?slang={number}#skrivet-{number}")
        if key and number is not None:
            unsent.let_go(user_id=request.user.pk, key=key, numbers=[number])
            messages.success(request, _("Det är slängt."))
        return redirect("unsent")
    found = unsent.waiting(user_id=request.user.pk, key=key) if key else []
    to_throw = whole_number(request.GET.get("slang", ""), digits=9)
    page = {"found": [(one, texts(one.written)) for one in found], "to_throw": to_throw}
    return shows_what_was_sent(render(request, "unsent/all.html", page))


@require_POST
def wait(request: SignedIn) -> HttpResponse:
    """What stands in a form that is not sent yet: it is not received, and so it waits."""
    return not_received(HttpResponse(status=204))
