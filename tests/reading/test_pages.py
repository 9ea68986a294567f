"""Pages of our own wording in the real layouts: what each of them says, and the same in every file type."""

from pathlib import Path
from typing import Any

import pytest

from nhv.reading.result import read_document
from tests.reading.making import as_html, as_pdf, as_word

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))


def read(name: str) -> dict[str, Any]:
    path = Path(__file__).parent / "pages" / f"{name}.txt"
    return read_document(path.read_bytes(), path.name).as_json()


def said(result: dict[str, Any]) -> dict[str, Any]:
    """What the document says, apart from which file said it and in which lines."""
    area = {name: value for name, value in result["area"].items() if name != "sources"}
    return {"area": area, "permits": result["permits"], "call": result["call"]}


def permit(region: str, hospital: str | None, valid_from: str | None, **other: Any) -> dict[str, Any]:
    plain = {
        "region": region,
        "hospital": hospital,
        "unit": None,
        "record_number": None,
        "valid_from": valid_from,
        "valid_until": None,
        "sub_permits": [],
        "cooperates_with": [],
    }
    return plain | other


# What every unit of an area with levels does.
WIDEST = "ta-emot-larm-gora-bedomningar-punkt"

PERMITS = {
    "fjallsjuka": [
        permit("Region Jämtland Härjedalen", "Östersunds sjukhus", "2024-04-01"),
        permit(
            "Region Västerbotten",
            "Norrlands universitetssjukhus",
            "2024-04-01",
            sub_permits=["barn-ungdomar-riktade-prover-lungvatska"],
        ),
        permit("Västra Götalandsregionen", "Sahlgrenska universitetssjukhuset", "2024-04-01"),
    ],
    "bergsklattring": [
        permit("Region Norrbotten", "Sunderby sjukhus", "2014-07-01"),
        permit("Region Dalarna", "Falu lasarett", "2014-07-01"),
    ],
    "isbad_rikssjukvard": [
        permit("Norrbottens läns landsting", None, "2011-07-01", valid_until="2016-06-30"),
        permit("Landstinget i Uppsala län", None, "2011-07-01", valid_until="2016-06-30"),
    ],
    "norrskensblindhet": [],
    "renstick": [
        permit("Region Gävleborg", None, "2025-01-01"),
        permit("Region Örebro län", None, "2025-01-01"),
    ],
    "fyrvaktaryrsel": [
        permit("Region Gotland", "Visby lasarett", "2013-01-01", record_number="8.9-12345/2021"),
        permit(
            "Region Gotland", "Visby lasarett", "2021-03-01", record_number="8.9-12345/2021", valid_until="2030-12-31"
        ),
    ],
    "strandfynd": [
        permit("Region Skåne", "Skånes universitetssjukhus", "2024-07-01", sub_permits=[WIDEST]),
        permit(
            "Region Stockholm",
            "Karolinska universitetssjukhuset",
            "2024-07-01",
            unit="Astrid Lindgrens barnsjukhus",
            record_number="8130/2020",
            sub_permits=[WIDEST, "verifiering-prov-punkt-2", "spadbarnsprov-punkt-1"],
        ),
        permit(
            "Region Östergötland",
            "Universitetssjukhuset i Linköping",
            "2024-07-01",
            sub_permits=[WIDEST, "verifiering-prov-punkt-2"],
        ),
    ],
    "dimhosta": [
        permit("Region Halland", None, "2024-01-01", cooperates_with=["Region Skåne"]),
        permit("Region Kronoberg", None, "2024-01-01", cooperates_with=["Region Kalmar län"]),
    ],
    "vinterdvala": [
        permit("Region Värmland", "Centralsjukhuset i Karlstad", "2022-10-01"),
        permit(
            "Region Sörmland",
            "Mälarsjukhuset",
            "2022-10-01",
            unit="barnkliniken",
            sub_permits=["dvala-langre-tre-veckor"],
        ),
    ],
    "utlysning_tjarhand": [],
    "sjobusbarn": [permit("Region Blekinge", "Blekingesjukhuset", "2013-01-01", record_number="7969/2016")],
    "kantarellfrossa": [permit("Region Västmanland", "Västmanlands sjukhus i Västerås", "2024-01-01")],
}

# Name, units, [(sub-permit, units)], (from age, below age), and how many: points by group, clarifications, exclusions.
FACTS: dict[str, tuple[Any, ...]] = {
    "fjallsjuka": (
        "Svårartad fjällsjuka",
        3,
        [("barn och ungdomar samt riktade prover av lungvätska", 1)],
        None,
        [2, 1],
        2,
        1,
    ),
    "bergsklattring": ("Lavinkirurgi på vuxna", None, [], (None, None), [1], 0, 0),
    "isbad_rikssjukvard": ("Behandling av isbadsskador", None, [], None, [1], 0, 0),
    "norrskensblindhet": ("Svår norrskensblindhet", 3, [("barn", 2)], None, [1, 2], 1, 1),
    "renstick": ("Behandling av renstickssår", 2, [], (None, None), [2], 1, 1),
    "fyrvaktaryrsel": ("Fyrvaktaryrsel", 1, [], None, [2], 0, 0),
    "strandfynd": (
        "Ärftlig strandfyndssjuka, inklusive spädbarnsprov",
        3,
        [
            ("ta emot larm och göra bedömningar (punkt 3-4)", 3),
            ("verifiering av prov (punkt 2)", 2),
            ("Spädbarnsprov (punkt 1)", 1),
        ],
        None,
        [4],
        0,
        0,
    ),
    "dimhosta": ("Långvarig dimhosta", 2, [], None, [2], 1, 0),
    "vinterdvala": (
        "Ofrivillig vinterdvala hos barn",
        2,
        [("dvala längre än tre veckor", 1)],
        (0, 18),
        [1],
        0,
        2,
    ),
    "utlysning_tjarhand": ("svår tjärhand", 3, [], (18, None), [2], 0, 2),
    "sjobusbarn": ("Behandling av sjöbusbarn", None, [], None, [], 0, 0),
    "kantarellfrossa": ("Svår kantarellfrossa", 5, [], (18, None), [1], 1, 0),
}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_page_is_read_to_its_permits(path: Path) -> None:
    assert read(path.stem)["permits"] == PERMITS[path.stem]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_page_is_read_to_its_facts(path: Path) -> None:
    area = read(path.stem)["area"]
    ages = area["population"]
    assert (
        area["name"],
        area["units"],
        [(sub_permit["text"], sub_permit["units"]) for sub_permit in area["sub_permits"]],
        (ages["from_age"], ages["below_age"]) if ages else None,
        [len(group["points"]) for group in area["scope"]],
        len(area["clarifications"]),
        len(area["exclusions"]),
    ) == FACTS[path.stem]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_line_of_a_page_is_unread(path: Path) -> None:
    assert read(path.stem)["unread"] == []


@pytest.mark.parametrize("make", [as_html, as_word, as_pdf], ids=["html", "docx", "pdf"])
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_says_the_same_in_every_file_type(path: Path, make: Any) -> None:
    suffix = {as_html: ".html", as_word: ".docx", as_pdf: ".pdf"}[make]
    other = read_document(make(path.read_text()), path.stem + suffix).as_json()
    assert (said(other), other["unread"]) == (said(read(path.stem)), [])


def test_a_page_without_a_board_decision_says_so_and_has_no_permits() -> None:
    assert read("norrskensblindhet")["area"]["completeness"]["holders"] == "not_decided"


def test_a_definition_in_another_document_is_not_read_rather_than_empty() -> None:
    area = read("sjobusbarn")["area"]
    assert (area["completeness"]["definition"], area["scope"]) == ("not_read", [])


def test_a_mistyped_heading_is_known_and_doubted() -> None:
    assert [doubt["why"] for doubt in read("renstick")["doubts"]] == [
        "Rubriken «Defintion» är läst som «definition».",
        "Rubriken «Förtydligande till definitonen» är läst som «förtydligande till definitionen».",
    ]


def test_who_does_it_instead_is_read_by_pattern() -> None:
    assert read("fjallsjuka")["area"]["exclusions"][0]["instead"] == {
        "level": "region",
        "who": "regionala hostteam",
        "text": None,
    }


def test_a_call_has_its_deadline_addresses_and_attachments() -> None:
    assert read("utlysning_tjarhand")["call"] == {
        "deadline": "2026-09-30",
        "email": "NHV-ansokan@socialstyrelsen.se",
        "postal_address": "Socialstyrelsen, 106 30 Stockholm",
        "attachments": ["verksamhetsplan", "stödbrev"],
    }


def test_conditions_of_a_call_have_group_force_and_stage() -> None:
    conditions = read("utlysning_tjarhand")["area"]["conditions"]
    assert [(found["group"], found["force"], found["stage"], found["text"]) for found in conditions] == [
        ("critical_staff", "must", "proposed", "Specialist inom handkirurgi"),
        ("critical_staff", "must", "proposed", "Tvättmästare"),
        ("other_competence", "unstated", "proposed", "Hudsjukvård"),
        ("critical_equipment", "unstated", "proposed", "Varmvatten"),
        ("other", "must", "proposed", "Enheten ska bidra till forskning."),
        ("other", "work_towards", "proposed", "Enheten ska verka för registrering i kvalitetsregister."),
    ]


def test_an_exclusion_may_still_be_brought_to_the_conference() -> None:
    area = read("utlysning_tjarhand")["area"]
    assert [found["may_be_brought_to"] for found in area["exclusions"]] == [None, area["pathways"][0]["key"]]
