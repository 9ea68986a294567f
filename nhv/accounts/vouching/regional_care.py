"""What a region tells of who does the care that is not national: kept by it alone, confirmed at least once a year."""

from datetime import datetime

from django.utils import timezone

from nhv.accounts.vouching import keeping
from nhv.register import regional_care
from nhv.register.memory import REGIONAL_CARE
from nhv.register.models import Area, Organisation, RegionalCare
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.specification.regional_care import RegionalCareFacts

NEEDS = "regional_care.edit"


def save_regional_care(
    *,
    area: Area,
    clause: str,
    region: Organisation,
    facts: RegionalCareFacts,
    seen_version: int,
    by: Actor,
    now: datetime,
) -> RegionalCare:
    """What the region tells of an exclusion (its key) from now on: see `keeping.save`. Raises Refused."""
    about = keeping.Subject(area, region, clause)
    return keeping.save(KEEPING, about, facts=facts, seen_version=seen_version, by=by, now=now)


def confirm_regional_care(
    *, area: Area, clause: str, region: Organisation, seen_version: int, by: Actor, now: datetime
) -> RegionalCare:
    """Say that what the region tells is still right. Raises Refused."""
    return keeping.confirm(KEEPING, keeping.Subject(area, region, clause), seen_version=seen_version, by=by, now=now)


def remind_of_stale(*, now: datetime) -> int:
    """Mail those who keep what a region told more than a year ago. The worker's periodic job. Gives the number of
    regions reminded."""
    lines = {
        region: [f"{each.area_name}: {each.exclusion.text[:200]}" for each in stale]
        for region, stale in regional_care.stale_by_region(timezone.localdate(now)).items()
    }
    return keeping.remind(KEEPING, _REMINDER, lines, now=now)


def _check(area: Area, region: Organisation, clause: str) -> None:
    if region.kind != Organisation.Kind.REGION:
        raise Refused(
            "care_of_no_region",
            "{organisation} är ingen region. Välj regionen som uppgiften gäller.",
            organisation=region.name,
        )
    if regional_care.excluded(area.key, clause) is None:
        raise Refused(
            "no_such_exclusion", "Avgränsningen finns inte i områdets text i dag. Öppna listan på nytt och välj en där."
        )


KEEPING = keeping.Keeping(RegionalCare, REGIONAL_CARE, NEEDS, _check)
_REMINDER = keeping.Reminder(
    kind="regional_care_stale",
    subject="Kontrollera vem som gör vården hos er",
    lead="{holder} har uppgifter om vem som gör vård som inte är nationell. De här är mer än ett år gamla:",
    page="regional-care",
)
