"""What one writes to quote a year's results: who publishes, title, edition, day, address and licence."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nhv.interchange.catalogue import CC0

if TYPE_CHECKING:
    from nhv.website.public.results import Reading


def source_of(reading: "Reading") -> tuple[str, str]:
    """A sentence to copy, and the licence's address."""
    edition = reading.edition
    told = {
        "publisher": settings.PUBLISHER.name if settings.PUBLISHER else _("NHV-registret"),
        "title": _("Resultat %(year)s: %(area)s") % {"year": reading.year, "area": reading.area_name},
        "number": edition.number,
        "day": date_format(localdate(edition.published_at), "j F Y"),
        "page": f"{settings.BASE_URL}{reverse('results', args=(edition.area.key, reading.year))}",
    }
    said = (
        _("Källa: %(publisher)s. %(title)s. Utgåva %(number)s, publicerad %(day)s. %(page)s. Licens: CC0 1.0.") % told
    )
    if settings.DEMONSTRATION:
        said += " " + _("Uppgifterna är påhittade: de hör till en demonstration.")
    return said, CC0
