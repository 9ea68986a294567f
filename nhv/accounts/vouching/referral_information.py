"""What a unit with a permit tells those who refer to it: kept by its editor, confirmed at least once a year."""

from datetime import datetime

from django.utils import timezone

from nhv.accounts.vouching import keeping
from nhv.register import referrals
from nhv.register.models import Area, Organisation, ReferralInformation
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.specification.referrals import ReferralFacts

NEEDS = "referral_information.edit"


def save_referral_information(
    *, area: Area, holder: Organisation, facts: ReferralFacts, seen_version: int, by: Actor, now: datetime
) -> ReferralInformation:
    """What the unit tells from now on: see `keeping.save`. Raises Refused."""
    about = keeping.Subject(area, holder)
    return keeping.save(KEEPING, about, facts=facts, seen_version=seen_version, by=by, now=now)


def confirm_referral_information(
    *, area: Area, holder: Organisation, seen_version: int, by: Actor, now: datetime
) -> ReferralInformation:
    """Say that what the unit tells is still right. Raises Refused."""
    return keeping.confirm(KEEPING, keeping.Subject(area, holder), seen_version=seen_version, by=by, now=now)


def remind_of_stale(*, now: datetime) -> int:
    """Mail the editors of every unit whose information is more than a year old. The worker's periodic job. Gives the
    number of holders reminded."""
    stale = referrals.stale_by_holder(timezone.localdate(now))
    lines = {holder: [unit.area_name for unit in units] for holder, units in stale.items()}
    return keeping.remind(KEEPING, _REMINDER, lines, now=now)


def _check(area: Area, holder: Organisation, _clause: str) -> None:
    if not referrals.has_permit(area, holder):
        raise Refused(
            "no_permit_there",
            "{holder} har inget tillstånd i området, så uppgifterna kan inte visas för någon.",
            holder=holder.name,
        )


KEEPING = keeping.Keeping(ReferralInformation, "referral_information", NEEDS, _check)
_REMINDER = keeping.Reminder(
    kind="referral_stale",
    subject="Kontrollera hur man remitterar till er",
    lead="Uppgifterna om hur man remitterar till {holder} är mer än ett år gamla:",
    page="units",
)
