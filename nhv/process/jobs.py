"""What the worker does for the process: closes calls whose time has ended."""

from datetime import timedelta

from django.utils import timezone

from nhv.process.calls.acts import close_what_has_ended
from nhv.records.work import Job
from nhv.rules.actor import Actor

_BY = Actor("program", "nhv work")

JOBS = (Job("close_calls", timedelta(minutes=1), lambda: close_what_has_ended(by=_BY, now=timezone.now())),)
