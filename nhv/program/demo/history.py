"""«Polarnattsjuka», an invented area with a history: a first version, a second that says more, a permit that has ended
and those that came after it."""

from datetime import date, datetime

from django.utils import timezone

from nhv.process.cases.acts import take_up_known_areas
from nhv.program.demo.people import BY
from nhv.register.models import Area
from nhv.register.publication import publish
from nhv.specification.area import Area as AreaText
from nhv.specification.document import AreaFile, PermitFacts

KEY = "polarnattsjuka-pahittad"
FIRST_POINTS = (("utredning", "Utredning vid misstänkt polarnattsjuka."), ("ljus", "Första behandlingen med ljus."))
LATER_POINTS = (*FIRST_POINTS, ("aterfall", "Återfall inom ett år."))


def tell_a_history(now: datetime) -> None:
    """Four years of one area: one unit at first, and since last year two others."""
    if Area.objects.filter(key=KEY).exists():
        return
    year = timezone.localdate(now).year
    first, second = date(year - 4, 4, 1), date(year - 1, 4, 1)
    skane = _permit("Region Skåne", "Skånes universitetssjukhus", first)
    publish([AreaFile(area=_text(first, 1, FIRST_POINTS), permits=(skane,))], by=BY)
    ended = skane.model_copy(update={"valid_until": date(year - 1, 3, 31)})
    west = _permit("Västra Götalandsregionen", "Sahlgrenska universitetssjukhuset", second)
    north = _permit("Region Västerbotten", "Norrlands universitetssjukhus", second)
    publish([AreaFile(area=_text(second, 2, LATER_POINTS), permits=(ended, west, north))], by=BY)
    take_up_known_areas(by=BY, now=now)


def _permit(region: str, hospital: str, since: date) -> PermitFacts:
    return PermitFacts(region=region, hospital=hospital, decided_on=since.replace(month=1, day=15), valid_from=since)


def _text(since: date, units: int, points: tuple[tuple[str, str], ...]) -> AreaText:
    plain = {
        "key": KEY,
        "name": "Polarnattsjuka (påhittad)",
        "in_force_from": since,
        "units": units,
        "summary": "Ett påhittat område i demonstrationen, med en historia att läsa.",
        "decision": {"date": since.replace(month=1, day=10), "body": "Socialstyrelsen"},
        "scope": [{"key": "omfattning", "points": [{"key": key, "text": text} for key, text in points]}],
        "completeness": {"holders": "whole", "definition": "whole"},
        "notes": ["Området är påhittat och finns bara i demonstrationen."],
    }
    return AreaText.model_validate(plain)
