"""Maps on public pages: what the register knows as places, and the page of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from nhv.pictures.map import MapWords, Place, draw_map
from nhv.register import queries
from nhv.register.models import Organisation


@dataclass(frozen=True)
class PlaceWithPage(Place):
    """A place on a map and the address of its page."""

    address: str = ""


def map_of(title: str, places: Sequence[PlaceWithPage], *, chosen: Mapping[str, str] | None = None) -> dict[str, Any]:
    """For the templates: the `picture`, and `marked`, each numbered row of its table with the address it leads to.

    What is `chosen` without a number is what the page itself is about, and stands there with links already.
    """
    words = MapWords(
        number=_("Nr"),
        name=_("Namn"),
        county=_("Län"),
        description=_(
            "Sveriges län. Varje nummer är en rad i tabellen, och ett län med nummer är randigt. "
            "Tjock kant har det län som sidan gäller."
        ),
    )
    picture = draw_map(title, places, key="karta", words=words, chosen=chosen)
    marked = [(*row, place.address) for row, place in zip(picture.table.rows, places, strict=False)]
    return {"picture": picture, "marked": marked}


def place_of(holder: queries.Holder) -> PlaceWithPage:
    """The holder as a place: the hospital, or the region when the source names no hospital."""
    return place_at(holder.hospital or holder.region)


def place_at(organisation: Organisation) -> PlaceWithPage:
    """A hospital on the map, or a region where no hospital is named."""
    if organisation.kind == Organisation.Kind.HOSPITAL:
        return hospital_place(organisation, organisation.parent.code if organisation.parent else "")
    return PlaceWithPage(organisation.name, organisation.code, address=reverse("region", args=[organisation.key]))


def hospital_places(hospitals: Iterable[Organisation]) -> list[PlaceWithPage]:
    """Hospitals with known coordinates."""
    return [
        hospital_place(hospital, hospital.parent.code if hospital.parent else "")
        for hospital in hospitals
        if hospital.latitude is not None and hospital.longitude is not None
    ]


def hospital_place(hospital: Organisation, county: str) -> PlaceWithPage:
    """A hospital in the county of this code."""
    address = reverse("hospital", args=[hospital.key])
    return PlaceWithPage(hospital.name, county, hospital.latitude, hospital.longitude, address)
