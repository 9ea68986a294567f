"""What waits for the one who is signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from nhv.accounts.desk import desk


def show_desk(request: HttpRequest) -> HttpResponse:
    """Everything that somebody has to do something about, by kind. Fourteen queries at most."""
    now = timezone.now()
    parts = [(f"desk/{name}.html", records) for name, records in desk(request.actor, now)]
    return render(request, "officer/desk.html", {"parts": parts, "now": now})
