"""What the worker does for people: letters they have asked for, reminders of what is old; old attempts, and what was
written and not sent, are forgotten."""

from datetime import timedelta

from django.utils import timezone

from nhv.accounts import unsent
from nhv.accounts.attempts import forget_old
from nhv.accounts.attempts_told import tell_the_diary
from nhv.accounts.letters import write_letters
from nhv.accounts.vouching import referral_information, regional_care
from nhv.records.work import Job

JOBS = (
    Job(
        "remind_of_stale_referrals",
        timedelta(days=1),
        lambda: referral_information.remind_of_stale(now=timezone.now()),
    ),
    Job(
        "remind_of_untried_numbers",
        timedelta(days=1),
        lambda: referral_information.remind_of_untried(now=timezone.now()),
    ),
    Job(
        "remind_of_stale_regional_care",
        timedelta(days=1),
        lambda: regional_care.remind_of_stale(now=timezone.now()),
    ),
    Job("write_letters", timedelta(minutes=5), lambda: write_letters(now=timezone.now())),
    Job("count_attempts", timedelta(hours=1), tell_the_diary),
    Job("forget_old_attempts", timedelta(days=1), forget_old),
    Job("forget_unsent_forms", timedelta(hours=1), unsent.forget_old),
)
