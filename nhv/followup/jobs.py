"""What the worker does for the follow-up: reminds of reports that have not come."""

from datetime import timedelta

from django.utils import timezone

from nhv.followup.lacking import remind_of_what_is_due
from nhv.records.work import Job

JOBS = (Job("remind_of_reports", timedelta(days=1), lambda: remind_of_what_is_due(timezone.now())),)
