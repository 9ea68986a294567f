"""Small tables of what set phrases mean."""

import pytest

from nhv.reading.headings import known_heading
from nhv.reading.holders import holders_said
from nhv.reading.validity import read_period
from nhv.reading.wording import ages_said, force_said, hedge, instead_said, is_open_list, points_named, units_said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Socialstyrelsen har beslutat att vården ska bedrivas vid fyra enheter.", [(4, False, "")]),
        ("Viss vård ska utgöra nationell högspecialiserad vård och bedrivas vid en enhet.", [(1, False, "")]),
        ("Vården ska bedrivas vid 3 nationella vårdenheter.", [(3, False, "")]),
        (
            "Den vård som avser barn ska koncentreras ytterligare och bedrivas vid tre av dessa enheter.",
            [(3, True, "barn")],
        ),
        ("Prov (punkt 1) ska koncentreras ytterligare till en av dessa två enheter.", [(1, True, "Prov (punkt 1)")]),
        (
            "Den vård som avser x ska koncentreras ytterligare till två enheter och den vård som avser y ska "
            "koncentreras ytterligare till en enhet.",
            [(2, True, "x"), (1, True, "y")],
        ),
        ("Åtgärden ska utföras vid en nationell enhet.", []),
        ("Samråd sker med någon av enheterna.", []),
    ],
)
def test_units(text: str, expected: list[tuple[int, bool, str]]) -> None:
    assert [(said.number, said.further, said.part) for said in units_said(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("patienter (vuxna, 18 år och uppåt) remitteras", [(18, None, "vuxna, 18 år och uppåt")]),
        ("Barn och ungdomar, 0–17 år, i behov", [(0, 18, "Barn och ungdomar, 0–17 år")]),
        ("barn upp till 18 år", [(None, 18, "barn upp till 18 år")]),
        ("barn under arton år", [(None, 18, "barn under arton år")]),
        ("barn till och med sjutton år", [(None, 18, "barn till och med sjutton år")]),
        ("Barn (<18 år)", [(None, 18, "Barn (<18 år)")]),
        ("vuxna (≥18 år)", [(18, None, "vuxna (≥18 år)")]),
        ("personer som fyllt 18 år", [(18, None, "fyllt 18 år")]),
        ("barn som inte har fyllt 12 år", [(None, 12, "inte har fyllt 12 år")]),
        ("barn som ännu ej fyllt 12 år", [(None, 12, "ej fyllt 12 år")]),
        ("ungdomar, ej fyllda 18 år", [(None, 18, "ungdomar, ej fyllda 18 år")]),
        ("patienter ≤ 12 år", [(None, 13, "patienter ≤ 12 år")]),
        ("barn till och med 17 år", [(None, 18, "barn till och med 17 år")]),
        ("barn och ungdomar", []),
        ("elektrod äldre än två år", []),
        ("minst två års erfarenhet av vården", []),
    ],
)
def test_ages(text: str, expected: list[tuple[int | None, int | None, str]]) -> None:
    assert [(said.from_age, said.below_age, said.text) for said in ages_said(text)] == expected


@pytest.mark.parametrize(
    ("text", "region", "hospital", "record_number", "sub_permits", "partners"),
    [
        ("Region Skåne", "Region Skåne", None, None, [], []),
        ("Region Skåne genom Skånes universitetssjukhus", "Region Skåne", "Skånes universitetssjukhus", None, [], []),
        ("Region X-stad", None, None, None, [], []),
        ("Region Örebro län genom USÖ (dnr 8125/2020)", "Region Örebro län", "USÖ", "8125/2020", [], []),
        (
            "Region Skåne genom SUS (dnr 8.9-32412/2021, inkl. undertillstånd för a och b)",
            "Region Skåne",
            "SUS",
            "8.9-32412/2021",
            ["a och b"],
            [],
        ),
        ("Region Skåne genom SUS - inklusive undertillstånd för barn", "Region Skåne", "SUS", None, ["barn"], []),
        (
            "Region Skåne genom SUS i samarbete med Region Halland och Region Blekinge",
            "Region Skåne",
            "SUS",
            None,
            [],
            ["Region Halland", "Region Blekinge"],
        ),
        ("Västra Götalandsregionen\tSahlgrenska", "Västra Götalandsregionen", "Sahlgrenska", None, [], []),
    ],
)
def test_holders(
    text: str,
    region: str | None,
    hospital: str | None,
    record_number: str | None,
    sub_permits: list[str],
    partners: list[str],
) -> None:
    found = [
        (
            draft["region"].value,
            draft["hospital"].value if draft["hospital"] else None,
            draft["record_number"].value if draft["record_number"] else None,
            [words for words, _ in draft["_sub_permits"]],
            [partner.value for partner in draft["cooperates_with"]],
        )
        for draft in holders_said(text, (1,))
    ]
    assert found == ([(region, hospital, record_number, sub_permits, partners)] if region else [])


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Tillståndet gäller från 1 april 2023 och tillsvidare", "2023-04-01", None),
        ("Tillståndet gäller från den 1 mars 2021 till och med 31 december 2027", "2021-03-01", "2027-12-31"),
        ("1juli 2015 – 31 december 2020", "2015-07-01", "2020-12-31"),
        ("2023-04-01 och tills vidare", "2023-04-01", None),
        ("tills vidare", None, None),
    ],
)
def test_periods(text: str, start: str | None, end: str | None) -> None:
    assert [day.isoformat() if day else None for day in read_period(text)] == [start, end]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Definition", "definition"),
        ("DEFINITION :", "definition"),
        ("Defintion", "definition"),
        ("TIllståndsinnehavare", "holders"),
        ("Tilståndsinnehavare", "holders"),
        ("Giltighetsid", "validity"),
        ("2.1 Avgränsningar till definitionen", "exclusions"),
        ("Bilaga 2. Särskilda villkor", "annex"),
        ("Region Skåne", None),
        ("Kontrakt", None),
    ],
)
def test_headings(text: str, role: str | None) -> None:
    known = known_heading(text)
    assert (known.role if known else None) == role


@pytest.mark.parametrize(
    ("text", "level", "who"),
    [
        ("behandlas generellt inom regionala hostteam.", "region", "regionala hostteam"),
        ("bör vara sjukvårdsregionalt nivåstrukturerade:", "healthcare_region", None),
        ("kunna utföras på alla akutsjukhus", "any_hospital", "alla akutsjukhus"),
        ("kan utföras i patientens hemregion", "region", None),
        ("dränage av hjärtsäcken", None, None),
    ],
)
def test_who_does_it_instead(text: str, level: str | None, who: str | None) -> None:
    said = instead_said(text)
    assert (said.level if said else None, said.who if said else None) == (level, who)


def test_hedges_are_kept_as_written() -> None:
    assert [hedge("vårdas generellt hemma"), hedge("Normalt vårdas"), hedge("vårdas hemma")] == [
        "generellt",
        "Normalt",
        None,
    ]


def test_an_open_list_is_known_by_what_leads_to_it() -> None:
    leads = ["Med x avses exempelvis, men inte uteslutande:", "Med x avses till exempel:", "Med x avses:"]
    assert [is_open_list(lead, has_points=True) for lead in leads] == [True, True, False]


def test_points_are_named_one_by_one() -> None:
    assert [points_named("(punkt 3-5)"), points_named("punkt 2a"), points_named("punkt 1 och 2a")] == [
        ["3", "4", "5"],
        ["2a"],
        ["1", "2a"],
    ]


def test_a_lead_with_ska_makes_bare_nouns_binding() -> None:
    assert [
        force_said("Dietist", "Teamet ska ha:"),
        force_said("Dietist", ""),
        force_said("NHVe ska verka för x", ""),
    ] == [
        "must",
        "unstated",
        "work_towards",
    ]
