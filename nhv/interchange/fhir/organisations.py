"""Healthcare regions, regions, hospitals and units, and the places that hospitals are."""

from collections.abc import Mapping
from typing import Any

from nhv.interchange.fhir.names import (
    HSA_ID,
    SNOMED,
    TYPE_OF_IDENTIFIER,
    Resource,
    coding,
    id_of,
    identifier,
    reference,
    told,
)

# Provider and unit as the Swedish base profiles tell them apart.
KINDS = {
    "region": coding(SNOMED, "143591000052106"),
    "hospital": coding(SNOMED, "43741000"),
    "unit": coding(SNOMED, "43741000"),
}
NO_PROVIDER = coding("http://terminology.hl7.org/CodeSystem/organization-type", "other", "Other")


def organisation(base: str, one: Mapping[str, Any]) -> Resource:
    """An Organization, part of the one that it lies in. One is active as long as the register has it."""
    parent = one["parent"]
    return told(
        resourceType="Organization",
        id=id_of(one["key"]),
        identifier=[identifier(base, "organisation", one["key"]), *_hsa_id(one)],
        active=True,
        type=[{"coding": [KINDS.get(one["kind"], NO_PROVIDER)]}],
        name=one["name"],
        alias=[name for name in dict.fromkeys((*one["aliases"], one["name_en"])) if name],
        telecom=[{"system": "phone", "value": one["telephone"], "use": "work"}] if one["telephone"] else [],
        partOf=reference("Organization", parent) if parent else None,
    )


def location(base: str, one: Mapping[str, Any]) -> Resource:
    """The Location that a hospital is: with both coordinates, or none."""
    place = one["latitude"], one["longitude"]
    return told(
        resourceType="Location",
        id=id_of(one["key"]),
        identifier=[identifier(base, "location", one["key"])],
        status="active",
        name=one["name"],
        mode="instance",
        address=told(city=one["town"], country="SE") if one["town"] else None,
        position={"longitude": place[1], "latitude": place[0]} if None not in place else None,
        managingOrganization=reference("Organization", one["key"], one["name"]),
    )


def _hsa_id(one: Mapping[str, Any]) -> list[Resource]:
    if not one["hsa_id"]:
        return []
    kind = {"coding": [coding(TYPE_OF_IDENTIFIER, "PRN", "Provider number")]}
    return [{"type": kind, "system": HSA_ID, "value": one["hsa_id"]}]
