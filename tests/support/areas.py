"""Small areas of our own for tests: as little as a rule needs to show itself."""

from datetime import date
from typing import Any

from nhv.specification.area import Area
from nhv.specification.document import AreaFile, PermitFacts

WEST = {"region": "Västra Götalandsregionen", "hospital": "Sahlgrenska universitetssjukhuset"}
SOUTH = {"region": "Region Skåne", "hospital": "Skånes universitetssjukhus"}


def an_area(**other: Any) -> Area:
    """An area with one point, in force from 2024-01-01; `other` replaces any field."""
    plain: dict[str, Any] = {
        "key": "provomrade",
        "name": "Provområde",
        "in_force_from": date(2024, 1, 1),
        "units": 2,
        "scope": [{"key": "omfattning", "points": [{"key": "bedomning", "text": "Bedömning av provsjuka."}]}],
        "completeness": {"holders": "whole"},
    }
    return Area.model_validate({**plain, **other})


def a_file(*permits: dict[str, Any], **other: Any) -> AreaFile:
    """An area file with these permits, valid from 2024-01-01 unless they say otherwise."""
    facts = [PermitFacts.model_validate({"valid_from": date(2024, 1, 1), **permit}) for permit in permits]
    return AreaFile(area=an_area(**other), permits=tuple(facts))
