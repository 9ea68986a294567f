"""A sure answer is certain: kinds of question where one was sure without cause, on the bundled areas."""

import pytest

from nhv.register.search import search

TIPS = "transjugular-intrahepatisk-portosystemisk-shunt-tips"
TESTIS = "retroperitoneal-lymfkortelutrymning-vid-testikelcancer"
OI = "osteogenesis-imperfecta-oi"

FIRST = (
    # An exclusion named in words, beside a code that says more than its clause.
    ("ALS G12.2", "neuromuskulara-sjukdomar", "excluded"),
    # An infant is a patient with the disease, and not the area.
    ("medfött diafragmabråck, 2 månader", "viss-barnkirurgi-medfott-diafragmabrack", "included"),
    # A limit in the clause that nobody has said, and one that is.
    ("RPLND efter cytostatika", TESTIS, "depends"),
    ("bisfosfonat vid OI hos vuxen", OI, "depends"),
    ("vuxen med OI typ III, bisfosfonat", OI, "included"),
    ("barn med OI, bisfosfonat", OI, "included"),
    # Small letters that are an ordinary word, and those of the area.
    ("tips vid ascites", TIPS, "included"),
    # An area by its exact name, before one that names it in passing.
    ("levertransplantation", "levertransplantation", "area"),
    ("hjärttransplantation på barn 2 år", "hjarttransplantation", "area"),
)


@pytest.mark.parametrize(("question", "area", "verdict"), FIRST)
def test_the_first_answer(sqlite_register, question, area, verdict):
    first = search(question)["answers"][0]
    assert (first["area"], first["verdict"]) == (area, verdict)


@pytest.mark.parametrize("question", ["CKE40 C69.3", "ORPHA:666"])
def test_codes_that_no_clause_settles_are_never_sure(sqlite_register, question):
    assert [one["confidence"] for one in search(question)["answers"]] == ["likely"]


def test_an_ordinary_word_is_no_abbreviation(sqlite_register):
    assert search("tips mot hosta")["answers"] == []


def test_what_belongs_to_another_area_is_never_called_not_national(sqlite_register):
    answers = search("hjärttransplantation på barn")["answers"]
    heart = [one for one in answers if one["area"] == "hjartkirurgi-pa-barn-och-ungdomar"]
    assert heart and all("inte nationell" not in one["why"] + one["if_met"] for one in heart)
