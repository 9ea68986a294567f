"""Every fact of the published page «Neuromuskulära sjukdomar», and that our document holds it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nhv.specification.document import AreaFile
from nhv.specification.parts import Population
from nhv.specification.toml import read_area_file

PATH = Path(__file__).parents[2] / "areas" / "neuromuskulara-sjukdomar.toml"
FILE = read_area_file(PATH.read_text(), name=PATH.name)
AREA = FILE.area
OPEN_LIST = AREA.clarifications[1]
ALS = AREA.exclusions[0]
CHILDREN = AREA.sub_permits[0]

FACTS: dict[str, tuple[Callable[[], Any], Any]] = {
    "name": (lambda: AREA.name, "Neuromuskulära sjukdomar"),
    "units": (lambda: AREA.units, 4),
    "no age limit for the whole": (lambda: AREA.population, None),
    "groups": (
        lambda: [group.heading for group in AREA.scope],
        ["Vid misstänkt neuromuskulär sjukdom", "Vid viss neuromuskulär sjukdom"],
    ),
    "points when suspected": (
        lambda: [point.text for point in AREA.scope[0].points],
        [
            "Muskelbiopsidiagnostik (patologiutredning) och tolkning av helgenom/helexom sekvensering i samband med "
            "utredning av misstänkt neuromuskulär sjukdom.",
            "Bedömning och eventuell fortsatt diagnostisk utredning, vid misstänkt neuromuskulär sjukdom där diagnos "
            "inte kunnat fastställas.",
        ],
    ),
    "points in certain disease": (
        lambda: [point.text for point in AREA.scope[1].points],
        [
            "Bedömning och upprättande av uppföljningsplan efter behov vid viss neuromuskulär sjukdom.",
            "Rekommendation om och uppföljning av sjukdomsmodifierande behandling (såsom genetisk och "
            "stamcellsbehandling och enzymsubstitution) när sådan är aktuell vid viss neuromuskulär sjukdom.",
        ],
    ),
    "what a neuromuscular disease is": (
        lambda: AREA.clarifications[0].text,
        "Med neuromuskulär sjukdom avses sjukdomar med primär sjukdomsprocess i någon del av den motoriska enheten: "
        "i framhornscellerna, i perifer nervtråd, i ändplattan eller i själva muskeln.",
    ),
    "what a certain disease is": (
        lambda: OPEN_LIST.text,
        "Med viss neuromuskulär sjukdom avses exempelvis men inte uteslutande personer med:",
    ),
    "the list is open": (lambda: [c.open_list for c in AREA.clarifications], [False, True]),
    "the list explains the second group": (
        lambda: OPEN_LIST.applies_to,
        ("viss-neuromuskular-sjukdom", "bedomning-och-uppfoljningsplan", "sjukdomsmodifierande-behandling"),
    ),
    "the six diseases of the list": (
        lambda: [point.text for point in OPEN_LIST.points],
        [
            "ärftliga motorneuronsjukdomar såsom spinal muskelatrofi",
            "ovanliga och/eller komplexa fall av polyneuropatier; ärftliga former samt immunologiskt medierade former "
            "som är behandlingsrefraktära",
            "primära icke-inflammatoriska muskelsjukdomar",
            "neuromuskulära transmissionsrubbningar; ärftliga former, immunologiskt medierade former som är "
            "behandlingsrefraktära samt myastenia gravis hos barn",
            "metabola/mitokondriella muskelsjukdomar samt jonkanalssjukdomar med neuromuskulär manifestation",
            "ataxisjukdomar med neuromuskulära manifestationer såsom Friedreich ataxi.",
        ],
    ),
    "only ALS is set apart": (lambda: [exclusion.key for exclusion in AREA.exclusions], ["als"]),
    "the wording about ALS": (
        lambda: ALS.text,
        "Patienter diagnosticerade med amyotrofisk lateral skleros (ALS) bedöms och behandlas generellt inom "
        "regionala ALS-team.",
    ),
    "its hedge": (lambda: ALS.hedge, "generellt"),
    "who does it instead": (
        lambda: ALS.instead and (ALS.instead.level, ALS.instead.who),
        ("region", "regionala ALS-team"),
    ),
    "suspected ALS is still assessed": (
        lambda: [case.clause for case in ALS.still_included],
        ["bedomning-nar-diagnos-saknas"],
    ),
    "one sub-permit for two units": (lambda: [(s.key, s.units) for s in AREA.sub_permits], [(CHILDREN.key, 2)]),
    "its age group has no number": (
        lambda: CHILDREN.covers.population,
        Population(text="barn och ungdomar"),
    ),
    "and it names an activity": (
        lambda: CHILDREN.covers.activities,
        ("riktade utredningar av metabola/mitokondriella sjukdomar",),
    ),
    "holders": (
        lambda: [(p.region, p.hospital, p.sub_permits) for p in FILE.permits],
        [
            ("Region Skåne", "Skånes universitetssjukhus", ()),
            ("Region Stockholm", "Karolinska universitetssjukhuset", (CHILDREN.key,)),
            ("Region Östergötland", "Linköpings universitetssjukhus", ()),
            ("Västra Götalandsregionen", "Sahlgrenska universitetssjukhuset", (CHILDREN.key,)),
        ],
    ),
    "valid from, until further notice": (
        lambda: {(p.decided_on, p.valid_from, p.valid_until) for p in FILE.permits},
        {(date(2022, 3, 9), date(2023, 4, 1), None)},
    ),
    "record numbers only where known": (
        lambda: [p.record_number for p in FILE.permits],
        [None, None, None, "8.9-32412/2021"],
    ),
    "no calls": (lambda: FILE.calls, ()),
    "the way in is not told": (lambda: [p.kind for p in AREA.pathways], ["not_stated"]),
    "conditions and measures exist but are not read": (
        lambda: (AREA.completeness.conditions, AREA.completeness.measures, AREA.conditions, AREA.measures),
        ("not_read", "not_read", (), ()),
    ),
    "the rest is whole": (
        lambda: (AREA.completeness.definition, AREA.completeness.holders, AREA.completeness.pathways),
        ("whole", "whole", "not_stated"),
    ),
    "the file that was read": (
        lambda: AREA.sources[0].sha256,
        "e9454b544080e6e3c6ba0e23d101980b85c8348b28224d3b1b0cb7d9f84806a8",
    ),
}


@pytest.mark.parametrize("fact", FACTS)
def test_the_document_holds(fact: str) -> None:
    told, expected = FACTS[fact]
    assert told() == expected


def test_what_the_open_list_does_not_name_is_no_word_of_any_clause() -> None:
    clauses = [part for _, part in AREA.keyed() if not getattr(part, "open_list", False)]
    words = {term.text.casefold() for part in clauses for term in getattr(part, "terms", ())}
    assert not words & {"myosit", "dermatomyosit", "polymyosit", "fibromyalgi", "muskelreumatism"}


def terms_of(file: AreaFile, key: str) -> dict[str, tuple[str, Population | None, tuple[str, ...]]]:
    part = file.area.part(key)
    return {term.text: (term.kind, term.population, term.depends_on) for term in getattr(part, "terms", ())}


def test_myasthenia_gravis_is_certain_for_children_and_depends_for_others() -> None:
    assert terms_of(FILE, "neuromuskulara-transmissionsrubbningar")["myastenia gravis"] == (
        "example",
        Population(text="barn"),
        ("immunologiskt medierad form som är behandlingsrefraktär", "ärftlig form"),
    )


def test_motor_neuron_disease_names_more_than_als_and_more_than_the_hereditary_forms() -> None:
    assert terms_of(FILE, "als")["motorneuronsjukdom"][0] == "broader"
    assert terms_of(FILE, "arftliga-motorneuronsjukdomar")["motorneuronsjukdom"][0] == "broader"
