"""All that somebody wrote in this browser and that was not received, as text; and where scripts let it wait."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from nhv.accounts import unsent
from nhv.language.numbers import whole_number
from nhv.website.requests import SignedIn
from nhv.website.unsent.drawn import key_of, not_received, shows_what_was_sent
from nhv.website.unsent.filling import texts


def show(request: SignedIn) -> HttpResponse:
    """What waits, as text that can be copied. Sending the page lets one of them go."""
    key = key_of(request)
    if request.method == "POST":
        number = whole_number(request.POST.get("number", ""), digits=9)
        if key and number is not None:
            unsent.let_go(user_id=request.user.pk, key=key, numbers=[number])
        return redirect("unsent")
    found = unsent.waiting(user_id=request.user.pk, key=key) if key else []
    page = {"found": [(one, texts(one.written)) for one in found]}
    return shows_what_was_sent(render(request, "unsent/all.html", page))


@require_POST
def wait(request: SignedIn) -> HttpResponse:
    """What stands in a form that is not sent yet: it is not received, and so it waits."""
    return not_received(HttpResponse(status=204))
