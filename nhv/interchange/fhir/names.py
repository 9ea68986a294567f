"""What resources are called in FHIR R4, and the systems that their codes and numbers come from."""

from collections.abc import Iterable
from typing import Any

from nhv.specification.layers import sha256_of

Resource = dict[str, Any]

# Ids may be no longer, and hold nothing but letters, digits, hyphens and dots (R4, datatype id).
MOST = 64
HSA_ID = "urn:oid:1.2.752.29.4.19"
TYPE_OF_IDENTIFIER = "http://terminology.hl7.org/CodeSystem/v2-0203"
SNOMED = "http://snomed.info/sct"
# No address is settled for the Swedish ones: each is what national contracts use.
SYSTEMS = {
    "ICD-10-SE": "urn:oid:1.2.752.116.1.1.1.1.3",
    "ORPHA": "http://www.orpha.net",
    "KVÅ": "urn:oid:1.2.752.116.1.3.2.3.6",
}
# All that they are called by those who ask us.
READ_SYSTEMS = {
    **{address: system for system, address in SYSTEMS.items()},
    "urn:oid:1.2.752.116.1.1.1.1.8": "ICD-10-SE",
    "http://hl7.org/fhir/sid/icd-10-se": "ICD-10-SE",
    "https://www.icd10.se/": "ICD-10-SE",
    "urn:oid:1.2.752.129.2.2.2.1": "KVÅ",
}


def id_of(key: str) -> str:
    """The key (letters, digits, hyphens; a colon before a permit's number) where it is short enough, else its beginning
    and eight digits of its SHA-256. The whole key is always the resource's `identifier`."""
    plain = key.replace(":", ".")
    if len(plain) <= MOST:
        return plain
    return f"{plain[: MOST - 9]}-{sha256_of(key)[:8]}"


def identifier(base: str, kind: str, key: str) -> Resource:
    """Our own name of something: «<base>/id/organisation» and its key."""
    return {"system": f"{base}/id/{kind}", "value": key}


def reference(kind: str, key: str, display: str = "") -> Resource:
    """To a resource of the same register."""
    shown = {"display": display} if display else {}
    return {"reference": f"{kind}/{id_of(key)}", **shown}


def coding(system: str, code: str, display: str = "") -> Resource:
    """One code of a system."""
    return {"system": system, "code": code, **({"display": display} if display else {})}


def told(**fields: Any) -> Resource:
    """The fields that say something: FHIR knows neither null nor what is empty."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def period(start: str | None, end: str | None) -> Resource:
    """From a day, until a day, both inclusive; empty where neither is known."""
    return told(start=start, end=end)


def sorted_by_id(resources: Iterable[Resource]) -> list[Resource]:
    """The same order each time, so that two bundles of the same register are the same bytes."""
    return sorted(resources, key=lambda one: (one["resourceType"], one["id"]))
