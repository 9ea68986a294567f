"""Who there is: healthcare regions, regions, hospitals, and the names they go by."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from nhv.specification.faults import nearest
from nhv.specification.parts import Frozen, Key, Short, Source, many

Latitude = Annotated[float, Field(ge=55.0, le=69.5)]
Longitude = Annotated[float, Field(ge=10.5, le=24.5)]


class OrganisationKind(StrEnum):
    """What an organisation is."""

    HEALTHCARE_REGION = "healthcare_region"
    REGION = "region"
    HOSPITAL = "hospital"
    AUTHORITY = "authority"
    UNIT = "unit"
    GROUP = "group"


class HealthcareRegion(Frozen):
    """One of the six groupings of regions (sjukvårdsregion)."""

    key: Key
    name: Short
    name_en: Short
    aliases: tuple[Short, ...] = many()


class Region(Frozen):
    """One of the 21 elected authorities. `code` is the county code (länskod) of two digits."""

    key: Key
    name: Short
    short_name: Short
    code: Annotated[str, Field(pattern=r"^\d{2}$")]
    healthcare_region: Key
    aliases: tuple[Short, ...] = many()


class Hospital(Frozen):
    """A hospital that holds or has held a permit, with where it stands (WGS84 degrees)."""

    key: Key
    name: Short
    region: Key
    town: Short
    latitude: Latitude
    longitude: Longitude
    aliases: tuple[Short, ...] = many()


class Authority(Frozen):
    """The authority that calls, receives and follows up."""

    key: Key
    name: Short
    name_en: Short
    aliases: tuple[Short, ...] = many()


class Organisations(Frozen):
    """All of them, checked against each other."""

    authorities: tuple[Authority, ...] = many()
    healthcare_regions: tuple[HealthcareRegion, ...]
    regions: tuple[Region, ...]
    hospitals: tuple[Hospital, ...]
    sources: tuple[Source, ...] = many()

    @model_validator(mode="after")
    def _everything_hangs_together(self) -> Self:
        for what, keys in (
            ("myndigheten", [a.key for a in self.authorities]),
            ("sjukvårdsregionen", [h.key for h in self.healthcare_regions]),
            ("regionen", [r.key for r in self.regions]),
            ("sjukhuset", [h.key for h in self.hospitals]),
        ):
            for key in set(keys):
                if keys.count(key) > 1:
                    raise ValueError(f"{what} «{key}» står mer än en gång")
        self._check_parents()
        return self

    def _check_parents(self) -> None:
        healthcare_regions = [h.key for h in self.healthcare_regions]
        regions = [r.key for r in self.regions]
        for region in self.regions:
            if region.healthcare_region not in healthcare_regions:
                near = nearest(region.healthcare_region, healthcare_regions)
                raise ValueError(f"{region.key} hör till okänd sjukvårdsregion «{region.healthcare_region}»{near}")
        for hospital in self.hospitals:
            if hospital.region not in regions:
                near = nearest(hospital.region, regions)
                raise ValueError(f"{hospital.key} hör till okänd region «{hospital.region}»{near}")
