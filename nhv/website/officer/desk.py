"""What waits for the one who is signed in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from nhv.accounts.desk import desk
from nhv.website.requests import SignedIn


def show_desk(request: SignedIn) -> HttpResponse:
    """Everything that somebody has to do something about, by kind. Twenty queries at most."""
    now = timezone.now()
    parts = [(f"desk/{name}.html", records) for name, records in desk(request.actor, now)]
    return render(request, "officer/desk.html", {"parts": parts, "now": now})
