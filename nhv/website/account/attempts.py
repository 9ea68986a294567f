"""/avvisade-forsok/: what was tried and refused, for administrators."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from nhv.accounts.attempts import hours
from nhv.accounts.deeds import names_of
from nhv.website.requests import SignedIn

DAYS = 7


@require_safe
def show(request: SignedIn) -> HttpResponse:
    """The last week by hour and kind, and who tried most. Four queries."""
    found = hours(timezone.now() - timedelta(days=DAYS))
    names = names_of(each.who for each in found if each.who.startswith("user:"))
    return render(request, "people/attempts.html", {"hours": found, "names": names, "days": DAYS})
