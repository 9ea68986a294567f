"""Who there is: healthcare regions, regions, hospitals, and the names they go by."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from nhv.specification.faults import nearest
from nhv.specification.parts import Frozen, Key, Short, Source, many
from nhv.specification.referrals import Number

Latitude = Annotated[float, Field(ge=55.0, le=69.5)]
Longitude = Annotated[float, Field(ge=10.5, le=24.5)]
MunicipalityCode = Annotated[str, Field(pattern=r"^\d{4}$")]

# «SE», the organisation number, a hyphen, and what the organisation itself gives the unit: 31 characters at most.
HSA_ID = r"^SE[0-9]{10}-[0-9A-Za-z]{1,18}$"


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
    code: Annotated[str, Field(pattern=r"^[0-9]{2}$")]
    healthcare_region: Key
    aliases: tuple[Short, ...] = many()


class Hospital(Frozen):
    """A hospital that holds or has held a permit, with where it stands (WGS84 degrees) and the code of the municipality
    that its travel times are reckoned to, left out where nobody has told it."""

    key: Key
    name: Short
    region: Key
    town: Short
    latitude: Latitude
    longitude: Longitude
    municipality: MunicipalityCode | None = None
    aliases: tuple[Short, ...] = many()


class Unit(Frozen):
    """A unit at a hospital. HSA-id and the coordinator's telephone are left out where they are not known."""

    key: Key
    name: Short
    hospital: Key
    hsa_id: Annotated[str, Field(pattern=HSA_ID)] | None = None
    telephone: Number | None = None
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
    units: tuple[Unit, ...] = many()
    sources: tuple[Source, ...] = many()

    def by_kind(self) -> dict[OrganisationKind, tuple[Authority | HealthcareRegion | Region | Hospital | Unit, ...]]:
        """All that a document can name, the kinds that stand above others first. Groups are made by acts."""
        kinds = OrganisationKind
        return {
            kinds.AUTHORITY: self.authorities,
            kinds.HEALTHCARE_REGION: self.healthcare_regions,
            kinds.REGION: self.regions,
            kinds.HOSPITAL: self.hospitals,
            kinds.UNIT: self.units,
        }

    @model_validator(mode="after")
    def _everything_hangs_together(self) -> Self:
        for what, keys in (
            ("myndigheten", [a.key for a in self.authorities]),
            ("sjukvårdsregionen", [h.key for h in self.healthcare_regions]),
            ("regionen", [r.key for r in self.regions]),
            ("sjukhuset", [h.key for h in self.hospitals]),
            ("enheten", [u.key for u in self.units]),
            ("HSA-id:t", [u.hsa_id for u in self.units if u.hsa_id]),
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
        hospitals = [h.key for h in self.hospitals]
        for unit in self.units:
            if unit.hospital not in hospitals:
                near = nearest(unit.hospital, hospitals)
                raise ValueError(f"{unit.key} hör till okänt sjukhus «{unit.hospital}»{near}")
