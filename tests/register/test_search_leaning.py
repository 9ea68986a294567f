"""A likely yes rests on what the clause asks for: an age, or another word of the patient, speaks for no clause."""

import pytest

from nhv.register.search import search


@pytest.mark.parametrize(
    "asked",
    [
        "parapares akut trauma nu",
        "CI 17 år",
        "platt bakhuvud hos spädbarn, lägesbetingad",
        "levertransplantation vid PSC cirros",
        "PSC 45 år cirros",
        "HOCM 45 år",
        "pyoderma gangrenosum som svarat bra på prednisolon",
        "begränsad sklerodermi sedan 20 år",
        "vuxen, parenteral nutrition 2 veckor efter operation",
        "plexusskada 30 år motorcykelolycka",
    ],
)
def test_what_the_clause_asks_for_is_left_open_where_nothing_speaks_for_it(sqlite_register, asked):
    first = search(asked)["answers"][0]
    assert first["verdict"] in ("depends", "area")
    assert first["verdict"] == "area" or first["depends_on"]


@pytest.mark.parametrize("asked", ["bells pares", "facialispares", "barnglaukom 2 år", "lungtransplantation"])
def test_what_nobody_has_read_may_be_in_and_is_never_a_yes(sqlite_register, asked):
    first = search(asked)["answers"][0]
    assert first["verdict"] in ("depends", "area")
    assert "kan ingå: läs beslutet" in first["why"]


@pytest.mark.parametrize(
    "asked",
    [
        "VSD-operation hos 3 månader gammal bebis",
        "anorexi vårdats inlagd två gånger utan effekt",
        "analinkontinens efter sfinkterruptur vid förlossning, bäckenbottenträning hjälper inte",
        "infekterad ICD-elektrod 5 år gammal, 70-årig man",
        "tetraplegia C3 ventilator after diving accident, rehabilitation",
        "tarmsvikt barn, parenteral nutrition väntas 3 månader",
        "PKU-provet fynd hos nyfödd",
        "oligometastatisk sjukdom matstrupe",
        "plexusskada 30 år motorcykelolycka operation",
    ],
)
def test_what_speaks_for_the_clause_leans_to_its_yes(sqlite_register, asked):
    assert search(asked)["answers"][0]["verdict"] in ("included", "conference")


@pytest.mark.parametrize(
    "asked",
    [
        "anorexia nervosa nydebut 15 år, inga tidigare försök",
        "anorexi aldrig behandlad",
        "anorexi, behandling ej prövad",
    ],
)
def test_that_nothing_has_been_tried_is_kept_where_treatment_must_have_failed(sqlite_register, asked):
    first = search(asked)["answers"][0]
    assert first["verdict"] == "unstated"
    assert "behandlingsförsök har misslyckats" in first["why"] and "inget är prövat" in first["why"]


@pytest.mark.parametrize("asked", ["anorexi inga behandlingar har hjälpt", "anorexi trots behandling"])
def test_that_nothing_has_helped_is_not_that_nothing_has_been_tried(sqlite_register, asked):
    assert search(asked)["answers"][0]["verdict"] == "included"


@pytest.mark.parametrize("asked", ["rektal-NET som inte går att operera", "rektal-NET, kan ej opereras"])
def test_what_cannot_be_operated_is_inoperable_and_not_denied_surgery(sqlite_register, asked):
    first = search(asked)["answers"][0]
    assert (first["verdict"], first["clause"]) == ("included", "Inoperabel rektal-NET.")
