"""A «no» never rests on a clause that says the opposite of what is asked, nor on one whose deciding word is missing."""

import pytest

from nhv.register.search import search

LIVER = "intensivvard-dar-levertransplantation-kan-vara-indicerat"


@pytest.mark.parametrize(
    "asked",
    [
        "levertransplantation akut leversvikt",
        "akut leversvikt ska transplanteras",
        "leversvikt transplantation Umeå natt",
        "leversvikt aktuell för transplantation",
        "leversvikt utan hinder, kan transplanteras",
        "acute liver failure, transplant candidate",
        "prematur med ROP som ska sövas",
        "ROP tål narkos",
        "vård vid tunntarms-NET",
        "avancerad appendix-NET",
        "barn med sömnapné som behöver ventilation",
        "allvarlig komplikation efter nätkirurgi",
        "nätexponering som ger symtom",
        "AA-amyloidos komplext fall",
        "inkontinens hos ung kvinna, slynga",
    ],
)
def test_what_a_clause_denies_is_no_no_for_who_says_it(sqlite_register, asked):
    answers = search(asked)["answers"]
    assert answers
    assert "excluded" not in {one["verdict"] for one in answers}


@pytest.mark.parametrize(
    ("asked", "area"),
    [
        ("leversvikt kan inte transplanteras", LIVER),
        ("leversvikt, kan ej transplanteras", LIVER),
        ("barn med ROP kan inte sövas", "prematuritetsretinopati-rop"),
        ("ROP tål inte narkos", "prematuritetsretinopati-rop"),
        ("icke avancerad tunntarms-NET", "neuroendokrina-tumorer-i-buken-och-avancerade-binjuretumorer"),
        ("ATTRwt inte komplext", "systemisk-amyloidos"),
    ],
)
def test_who_says_what_the_clause_says_still_gets_its_no(sqlite_register, asked, area):
    first = search(asked)["answers"][0]
    assert (first["area"], first["verdict"], first["confidence"]) == (area, "excluded", "sure")


def test_an_exclusion_that_is_denied_by_what_is_told_is_quoted_as_what_decides(sqlite_register):
    first = search("barn med sömnapné som behöver ventilation")["answers"][0]
    assert first["verdict"] == "depends"
    assert "inte behöver" in first["depends_on"][0]
