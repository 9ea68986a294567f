"""What the worker does for the cases: closes calls whose time has ended, reminds units of what is old."""

from datetime import timedelta

from django.utils import timezone

from nhv.casework.acts.calls import close_what_has_ended
from nhv.casework.acts.referrals import remind_of_stale
from nhv.records.actor import Actor
from nhv.records.work import Job

_BY = Actor("program", "nhv work")

JOBS = (
    Job("close_calls", timedelta(minutes=1), lambda: close_what_has_ended(by=_BY, now=timezone.now())),
    Job("remind_of_stale_referrals", timedelta(days=1), lambda: remind_of_stale(now=timezone.now())),
)
