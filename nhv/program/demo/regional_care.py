"""Who does what is not national: what one region tells, one thing so long ago that it should be confirmed again."""

from datetime import datetime, timedelta
from typing import Any

from nhv.accounts.vouching.regional_care import save_regional_care
from nhv.program.demo.facts import STALE
from nhv.program.demo.people import SOUTH, actor
from nhv.register.models import Area, Organisation, RegionalCare
from nhv.specification.regional_care import RegionalCareFacts

# Area and exclusion, and how long ago it was told. The number is set aside for invented people, and is nobody's.
TOLD = (
    ("viss-avancerad-esofaguskirurgi", "ovrig-esofaguscancer", timedelta()),
    ("viss-avancerad-esofaguskirurgi", "akalasi", timedelta()),
    ("peniscancer", "utredning-uppfoljning-och-palliativ-vard", STALE),
)
FACTS = RegionalCareFacts(
    who="Påhittad klinik (demonstration), Exempelsjukhuset",
    how="Vanlig remiss. Bifoga svar på bilder och prover. Telefon vardagar 8–16 (påhittat nummer).",
    telephone="040-628 04 20",
)


def tell_of_own_care(now: datetime) -> None:
    """Two things fresh and one more than a year old; the rest is not told."""
    if RegionalCare.objects.exists():
        return
    region = Organisation.objects.get(key=SOUTH)
    areas = {area.key: area for area in Area.objects.filter(key__in={area for area, _clause, _ago in TOLD})}
    for area, clause, ago in TOLD:
        if area in areas:
            about: dict[str, Any] = {"area": areas[area], "clause": clause, "region": region}
            save_regional_care(**about, facts=FACTS, seen_version=0, by=actor("skane-admin"), now=now - ago)
