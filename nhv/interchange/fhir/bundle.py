"""The whole public register as FHIR R4 resources: pure functions of what `/api/v1/register.json` gives."""

from collections.abc import Iterator, Mapping
from typing import Any

from nhv.interchange.fhir import organisations, services, terminology
from nhv.interchange.fhir.names import Resource, sorted_by_id

VERSION = "4.0.1"
MEDIA_TYPE = "application/fhir+json"
TYPES = ("CodeSystem", "ConceptMap", "HealthcareService", "Location", "Organization")


def resources(register: Mapping[str, Any], base: str) -> list[Resource]:
    """Every resource, by type and id. `register` is the whole register of a day, `base` our public address."""
    return sorted_by_id(_all(register, base))


def bundle(register: Mapping[str, Any], base: str, *, server: str = "") -> Resource:
    """All of them as one collection, of the register's revision. `server` is where they can be read, when that is a
    copy of the register: what identifies them is the register's own."""
    entries = [
        {"fullUrl": f"{server or base}/fhir/{one['resourceType']}/{one['id']}", "resource": one}
        for one in resources(register, base)
    ]
    return {
        "resourceType": "Bundle",
        "id": "nhv-register",
        "identifier": {"system": f"{base}/id/register", "value": f"{register['as_of']}.{register['revision']}"},
        "type": "collection",
        "entry": entries,
    }


def capability(base: str, version: str, day: str) -> Resource:
    """What can be asked: to read a resource, nothing else."""
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": day,
        "kind": "instance",
        "software": {"name": "nhv", "version": version},
        "implementation": {"description": "Nationell högspecialiserad vård", "url": f"{base}/fhir"},
        "fhirVersion": VERSION,
        "format": ["json"],
        "rest": [
            {
                "mode": "server",
                "resource": [{"type": kind, "interaction": [{"code": "read"}]} for kind in (*TYPES, "Bundle")],
            }
        ],
    }


def _all(register: Mapping[str, Any], base: str) -> Iterator[Resource]:
    areas = register["areas"]
    day = register["as_of"]
    for one in register["organisations"]:
        yield organisations.organisation(base, one)
        if one["kind"] == "hospital":
            yield organisations.location(base, one)
    for area in areas:
        yield from (services.service(base, permit, area["document"]["name"]) for permit in area["permits"])
    yield terminology.code_system(base, areas, day)
    yield terminology.sub_permits(base, areas, day)
    yield from terminology.concept_maps(base, areas, day)
