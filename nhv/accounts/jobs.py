"""What the worker does for people: reminds those who keep a unit's information of what is old."""

from datetime import timedelta

from django.utils import timezone

from nhv.accounts.vouching.referral_information import remind_of_stale
from nhv.records.work import Job

JOBS = (Job("remind_of_stale_referrals", timedelta(days=1), lambda: remind_of_stale(now=timezone.now())),)
