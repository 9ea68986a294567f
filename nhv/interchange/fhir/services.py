"""Permits, as the services that they allow."""

from collections.abc import Mapping
from typing import Any

from nhv.interchange.fhir.names import Resource, coding, id_of, identifier, period, reference, told
from nhv.specification.holding import LEGACY

NO_FIRST_DAY = "Från vilken dag tillståndet gäller står inte i de källor som registret har läst."
BOARD = "Nämnden för nationell högspecialiserad vård"
FORMER_BOARD = "Rikssjukvårdsnämnden"


def service(base: str, permit: Mapping[str, Any], area_name: str) -> Resource:
    """A HealthcareService: a permit at one place. R4 gives it no period, so that stands at its identifier, assigned by
    the board of its day. Decided but not in force, or ended, is not active. Where no first day is known the register
    tells of somebody who does the care: active, and `comment` says what is not known."""
    place = permit["unit"] or permit["hospital"] or permit["region"]
    board = FORMER_BOARD if (permit["origin"] or "").casefold() == LEGACY else BOARD
    valid = period(permit["valid_from"], permit["valid_until"])
    return told(
        resourceType="HealthcareService",
        id=id_of(permit["key"]),
        identifier=[
            told(**identifier(base, "permit", permit["key"]), period=valid, assigner={"display": board}),
            *_record_number(base, permit),
        ],
        active=permit["state"] in ("in_force", "start_unknown"),
        providedBy=reference("Organization", permit["place_key"], place),
        type=[{"coding": [coding(f"{base}/id/area", permit["area"], area_name)], "text": area_name}],
        characteristic=[
            {"coding": [coding(f"{base}/id/sub-permit", f"{permit['area']}/{key}")]} for key in permit["sub_permits"]
        ],
        location=[reference("Location", permit["hospital_key"], permit["hospital"])] if permit["hospital_key"] else [],
        name=f"{area_name}, {place}",
        telecom=_telecom(permit["referral"]),
        comment=NO_FIRST_DAY if permit["state"] == "start_unknown" else "",
        extraDetails=_how_to_refer(permit["referral"]),
    )


def _record_number(base: str, permit: Mapping[str, Any]) -> list[Resource]:
    number = permit["record_number"]
    return [{"use": "secondary", "system": f"{base}/id/record-number", "value": number}] if number else []


def _telecom(referral: Mapping[str, Any] | None) -> list[Resource]:
    if referral is None:
        return []
    numbers = [("phone", one["number"]) for one in referral["telephones"]]
    by_mail = [("email", referral["email"])] if referral["email"] else []
    return [{"system": system, "value": value, "use": "work"} for system, value in (*numbers, *by_mail)]


def _how_to_refer(referral: Mapping[str, Any] | None) -> str:
    """Where a referral is sent and what it must hold, in Swedish, as the unit tells it."""
    if referral is None:
        return ""
    address = [f"Remissadress: {referral['address']}"] if referral["address"] else []
    return "\n".join((*address, *referral["required"]))
