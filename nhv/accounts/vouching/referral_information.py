"""What a unit with a permit tells those who refer to it: kept by its editor, confirmed at least once a year."""

from datetime import datetime

from django.utils import timezone

from nhv.accounts.vouching import keeping
from nhv.language.dates import date_in_words
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
    *, area: Area, holder: Organisation, seen_version: int, by: Actor, now: datetime, tried: bool = False
) -> ReferralInformation:
    """Say that what the unit tells is still right, and with `tried` that its number for what cannot wait was rung and
    answered today. Raises Refused."""

    def said(facts: ReferralFacts) -> ReferralFacts:
        if facts.acute is None or not tried:
            return facts
        return facts.model_copy(update={"acute": facts.acute.model_copy(update={"tried_on": timezone.localdate(now)})})

    about = keeping.Subject(area, holder)
    return keeping.confirm(KEEPING, about, seen_version=seen_version, by=by, now=now, said=said)


def remind_of_stale(*, now: datetime) -> int:
    """Mail the editors of every unit whose information is more than a year old. The worker's periodic job. Gives the
    number of holders reminded."""
    stale = referrals.stale_by_holder(timezone.localdate(now))
    lines = {holder: [unit.area_name for unit in units] for holder, units in stale.items()}
    return keeping.remind(KEEPING, _REMINDER, lines, now=now)


def remind_of_untried(*, now: datetime) -> int:
    """Mail the editors of every unit whose number for what cannot wait should be rung again. The worker's periodic
    job. Gives the number of holders reminded."""
    untried = referrals.untried_by_holder(timezone.localdate(now))
    lines = {holder: [_with_number(unit) for unit in units] for holder, units in untried.items()}
    return keeping.remind(KEEPING, _RING, lines, now=now)


def _with_number(unit: referrals.Unit) -> str:
    acute = unit.referral.facts.acute if unit.referral else None
    return f"{unit.area_name}: {acute.number}, provat {date_in_words(acute.tried_on)}" if acute else unit.area_name


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
_RING = keeping.Reminder(
    kind="acute_untried",
    subject="Prova ert telefonnummer för akuta fall",
    lead="Ring numren och hör att någon svarar. Efter 90 dagar utan prov visas de med en varning. Det gäller {holder}:",
    page="units",
)
