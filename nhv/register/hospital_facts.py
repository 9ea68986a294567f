"""What hospitals have attested, for whoever builds on it: applications now, annual reports and conferences later."""

from collections.abc import Collection
from datetime import date

from django.utils import timezone

from nhv.register.models import HospitalFact


def facts_of(hospital: str, *, day: date | None = None) -> dict[str, HospitalFact]:
    """Fact → what the hospital of this key has attested and still holds on a day. One query."""
    return facts_of_each([hospital], day=day).get(hospital, {})


def facts_of_each(hospitals: Collection[str], *, day: date | None = None) -> dict[str, dict[str, HospitalFact]]:
    """The same for several hospitals at once, by their keys. One query."""
    rows = HospitalFact.objects.filter(
        hospital__key__in=hospitals, replaced_at__isnull=True, valid_until__gte=day or timezone.localdate()
    ).select_related("hospital")
    found: dict[str, dict[str, HospitalFact]] = {}
    for row in rows:
        found.setdefault(row.hospital.key, {})[row.fact] = row
    return found
