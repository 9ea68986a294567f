"""What waits for the one who is signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from nhv.process.desk import desk


def show_desk(request: HttpRequest) -> HttpResponse:
    """Everything that somebody has to do something about, by kind. Fourteen queries at most."""
    now = timezone.now()
    return render(request, "officer/desk.html", {"desk": desk(request.actor, now), "now": now})
