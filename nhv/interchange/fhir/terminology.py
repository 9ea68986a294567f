"""The areas as a code system, and how codes of diseases and procedures lead to them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from nhv.interchange.fhir.names import SYSTEMS, Resource, coding, id_of, told

Area = Mapping[str, Any]
ENGLISH = coding("urn:ietf:bcp:47", "en")
# Ours say how the code fits the clause; FHIR's how the target (the area) fits the code, so that they turn round.
EQUIVALENCE = {"exact": "equivalent", "narrower": "wider", "broader": "narrower", "related": "relatedto"}
WHY = {
    "narrower": "Koden är ett fall av det som området omfattar.",
    "broader": "Koden omfattar mer än området: läs vad som ingår.",
    "related": "Koden är bara en ledtråd.",
}


def code_system(base: str, areas: Sequence[Area], day: str) -> Resource:
    """Every area as a concept, with its English name and the version of its document."""
    properties = [{"code": "version", "type": "integer"}, {"code": "units", "type": "integer"}]
    return _system(
        id="nhv-omraden",
        url=f"{base}/id/area",
        name="NHVAreas",
        title="Områden av nationell högspecialiserad vård",
        day=day,
        concepts=[_concept(area) for area in areas],
        properties=properties,
    )


def sub_permits(base: str, areas: Sequence[Area], day: str) -> Resource:
    """Every sub-permit as a concept: «area/part»."""
    return _system(
        id="nhv-deltillstand",
        url=f"{base}/id/sub-permit",
        name="NHVSubPermits",
        title="Deltillstånd i områden av nationell högspecialiserad vård",
        day=day,
        concepts=[
            {"code": f"{area['key']}/{part['key']}", "display": part["text"]}
            for area in areas
            for part in area["document"].get("sub_permits", ())
        ],
    )


def _system(*, day: str, concepts: Sequence[Resource], properties: Sequence[Resource] = (), **named: str) -> Resource:
    """A code system of ours, whole, as it is on a day."""
    return told(
        resourceType="CodeSystem",
        **named,
        **_of_a_day(day),
        caseSensitive=True,
        content="complete",
        count=len(concepts),
        property=list(properties),
        concept=list(concepts),
    )


def _of_a_day(day: str) -> Resource:
    """What every resource of terminology says of itself."""
    return {"version": day, "status": "active", "experimental": False, "date": day}


def _concept(area: Area) -> Resource:
    document = area["document"]
    name_en, units = document.get("name_en"), document.get("units")
    return told(
        code=area["key"],
        display=document["name"],
        definition=document.get("summary") or document.get("intro"),
        designation=[{"language": "en", "value": name_en}] if name_en else [],
        property=[
            {"code": "version", "valueInteger": area["version"]},
            *([{"code": "units", "valueInteger": units}] if units else []),
        ],
    )


def concept_maps(base: str, areas: Sequence[Area], day: str) -> Iterator[Resource]:
    """A map for each system of codes: which areas each code leads to, how well it fits, and by whose word."""
    found = sorted(_all_codes(areas), key=lambda one: (one[0]["system"], one[0]["code"], one[1]["key"]))
    for system, links in groupby(found, key=lambda one: str(one[0]["system"])):
        elements = [
            told(code=code, target=_targets(list(of_code)))
            for code, of_code in groupby(links, key=lambda one: str(one[0]["code"]))
        ]
        yield told(
            resourceType="ConceptMap",
            id=id_of(f"nhv-{system}".replace("Å", "A")),
            url=f"{base}/id/codes/{system.replace('Å', 'A')}",
            name=f"NHV{''.join(filter(str.isalnum, system)).replace('Å', 'A')}",
            title=f"Koder i {system} och områden av nationell högspecialiserad vård",
            **_of_a_day(day),
            group=[{"source": SYSTEMS[system], "target": f"{base}/id/area", "element": elements}],
        )


def _targets(links: Sequence[tuple[Mapping[str, Any], Area]]) -> list[Resource]:
    """One target an area: of several links by the same code, that which says most."""
    order = list(EQUIVALENCE)
    best: dict[str, tuple[Mapping[str, Any], Area]] = {}
    for code, area in sorted(links, key=lambda one: order.index(one[0]["strength"])):
        best.setdefault(area["key"], (code, area))
    return [
        told(
            code=key,
            display=area["document"]["name"],
            equivalence=EQUIVALENCE[code["strength"]],
            comment=" ".join(filter(None, (WHY.get(code["strength"], ""), f"Källa: {code['source']}"))),
        )
        for key, (code, area) in sorted(best.items())
    ]


def _all_codes(areas: Sequence[Area]) -> Iterator[tuple[Mapping[str, Any], Area]]:
    """Of the area itself and of each clause that says what is in it. A code of what is excluded leads nowhere."""
    for area in areas:
        document = area["document"]
        for part in (document, *_what_is_in(document)):
            yield from ((code, area) for code in part.get("codes", ()))


def _what_is_in(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for group in document.get("scope", ()):
        yield from _with_inner(group["points"])
    yield from _with_inner(document.get("clarifications", ()))
    for pathway in document.get("pathways", ()):
        yield from pathway["criteria"]


def _with_inner(points: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for point in points:
        yield point
        yield from _with_inner(point.get("points", ()))
