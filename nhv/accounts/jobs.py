"""What the worker does for people: reminds those who keep a unit's information of what is old, forgets old attempts
and what was written and not sent."""

from datetime import timedelta

from django.utils import timezone

from nhv.accounts import unsent
from nhv.accounts.attempts import forget_old
from nhv.accounts.vouching.referral_information import remind_of_stale
from nhv.records.work import Job

JOBS = (
    Job("remind_of_stale_referrals", timedelta(days=1), lambda: remind_of_stale(now=timezone.now())),
    Job("forget_old_attempts", timedelta(days=1), forget_old),
    Job("forget_unsent_forms", timedelta(hours=1), unsent.forget_old),
)
