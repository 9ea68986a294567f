"""What hospitals have attested, for whoever builds on it: applications now, annual reports and conferences later."""

from datetime import date

from django.utils import timezone

from nhv.register.models import HospitalFact


def facts_of(hospital: str, *, day: date | None = None) -> dict[str, HospitalFact]:
    """Fact → what the hospital of this key has attested and still holds on a day. One query."""
    rows = HospitalFact.objects.filter(
        hospital__key=hospital, replaced_at__isnull=True, valid_until__gte=day or timezone.localdate()
    )
    return {row.fact: row for row in rows}
