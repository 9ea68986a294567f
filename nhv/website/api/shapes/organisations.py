"""Organisations."""

from typing import Literal

from ninja import Schema


class OrganisationShape(Schema):
    """`hsa_id` and `telephone` (the coordinator's) are a unit's, and null where nobody has entered them."""

    key: str
    kind: Literal["healthcare_region", "region", "hospital", "unit"]
    name: str
    name_en: str | None
    parent: str | None
    county_code: str | None
    town: str | None
    latitude: float | None
    longitude: float | None
    aliases: list[str]
    hsa_id: str | None
    telephone: str | None


class OrganisationList(Schema):
    total: int
    items: list[OrganisationShape]
